"""The schemas describe what the check accepts: tried on every file under tests/, with a validator from outside."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.support import ROOT, run_cli, write, yaml_1_2
from tests.support.schemas import BROKEN_SITES, fields_of, mistakes, records_in
from tracker_site.authoring.schema import MODELS, schema_of, schemas
from tracker_site.problems import Problems
from tracker_site.records.parse import Records, parse
from tracker_site.records.walk import walk
from tracker_site.register.contents import contents_of
from tracker_site.source import read

SITES = [ROOT, *sorted(path for path in (ROOT / "tests" / "sites").iterdir() if path.is_dir())]

OF_SHAPE = {"bad-date", "bad-value", "missing-field", "unknown-field", "unknown-word", "wrong-shape"}
"""Codes of mistakes that are within the shape of one record: a schema refuses them too."""

ONLY_CHECK = {
    "meeting-language-in-words": "which words are codes of languages",
    "keys-that-windows-keeps": "which names are those of devices",
    "site-language-in-words": "which words are codes of languages",
    "site-federation-address-of-a-page": "that a tracker may be named by its data too",
    "site-clock-for-a-kind-that-is-not-there": "which kinds go with which record",
    "site-clock-for-inquiries-of-a-kind": "which kinds go with which record",
    "site-clock-for-inspections-made-by-scrutiny": "who makes which record",
    "site-federation-file-outside-its-folder": "where the data of another tracker may stand",
}
"""Broken sites whose mistake has a code of shape, but follows from more than one field; with what it is about."""


@pytest.mark.parametrize("kind", MODELS)
def test_each_schema_is_one_and_explains_its_fields(kind: str) -> None:
    """It is valid as a schema, and each field has a title, a sentence and examples that it takes itself."""
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    for mapping in (schema, *schema["$defs"].values()):
        assert mapping["description"]
        for field in mapping["properties"].values():
            assert field["title"]
            assert field["description"].endswith((".", '"'))
            inner = Draft202012Validator({"$defs": schema["$defs"], **field})
            assert [list(inner.iter_errors(example)) for example in field["examples"]] == [[]]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_file_that_the_check_accepts_is_valid(site: Path) -> None:
    """Nothing that an editor may write is underlined as wrong."""
    found = {str(path): mistakes(kind, fields_of(path)) for kind, path in records_in(site)}
    assert found
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("site", BROKEN_SITES, ids=lambda site: site.name)
def test_a_broken_file_is_refused_where_its_shape_is_wrong(site: Path) -> None:
    """The schema refuses just the files whose shape the check refuses, but for what only the check can tell."""
    told = (site / "problems.txt").read_text(encoding="utf-8")
    for kind, path in records_in(site):
        try:
            fields = fields_of(path)
        except (UnicodeDecodeError, IndexError, yaml.YAMLError):
            continue  # no YAML at all, which is a matter for the editor's parser
        name = re.escape(path.relative_to(site).as_posix())
        codes = set(re.findall(rf"^{name}:\d+:\d+: error: .* \[([a-z0-9-]+)\]$", told, re.MULTILINE))
        wrong = mistakes(kind, fields)
        assert codes or not wrong, (path.name, wrong)
        if codes & OF_SHAPE and site.name not in ONLY_CHECK:
            assert wrong, (path.name, codes)
        if codes & OF_SHAPE and site.name in ONLY_CHECK:
            assert not wrong, f"{site.name} need not be listed"


WORDS = [
    *("", "0", "-1", "1.5", "9999", "99999", "yes", "Yes", "true", "null", "x", "a b", "a/b", "A", "#1d4f91"),
    *("2022", "2022-07", "2022-13", "2022-07-06/..", "../2022", "unknown", "6 July 2022", "0x1F", "012"),
    *("https://a.example/", "//a.example", "a@b.example", "held", "noted", "\u00ad", "a\nb", "x" * 501),
]
EVERY_FIELD = ROOT / "tests" / "sites" / "every-field"
RECORDS = [(kind, path, fields_of(path)) for kind, path in records_in(EVERY_FIELD)]


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value within a record."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in within:
        yield (*path, step)
        yield from places_in(inner, (*path, step))


PLACES = [(kind, path, fields, way) for kind, path, fields in RECORDS for way in places_in(fields)]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([*WORDS, [], ["a"], {"key": "a"}, ["a", ["b"]]]))
def test_what_a_schema_refuses_the_check_refuses(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, Path, Any, tuple[Any, ...]], typed: Any
) -> None:
    """Whatever is typed in the place of a value: nobody is told of a mistake that is none."""
    kind, path, fields, way = place
    fields = copy.deepcopy(fields)
    above = fields
    for step in way[:-1]:
        above = above[step]
    above[way[-1]] = typed
    text = yaml.safe_dump(fields, allow_unicode=True, default_style='"')
    # As the editor's program reads it when nothing is quoted, and as the check reads it.
    seen = yaml_1_2.load(json.dumps(typed)) if not isinstance(typed, str) else bare(typed)
    above[way[-1]] = seen
    if mistakes(kind, fields):
        folder = tmp_path_factory.mktemp("site")
        name = path.relative_to(EVERY_FIELD / "content").as_posix()
        write(folder, {name: text if name.endswith(".yml") else f"---\n{text}---\n"})
        problems = Problems()
        records = parse(read(folder / "content", "content", problems), problems)
        refused = problems.has_errors or (records and names_no_key(records))
        assert refused, (way, typed, mistakes(kind, fields))


def names_no_key(records: Records) -> bool:
    """Whether a word stands in the place of a status, a theme or a clock that no settings can have as its key."""
    words = [own.means for own in records.site.statuses.values()]
    for record in records.by_id.values():
        words += (
            one.word for one in contents_of(record, tuple(walk(record))).words if one.vocabulary != "warning"
        )
    return not all(re.fullmatch("[a-z0-9][a-z0-9-]*", word) for word in words)


def bare(typed: str) -> Any:
    """Return a text as YAML 1.2 reads it without quotes, where it can stand so and is more than nothing."""
    try:
        seen = yaml_1_2.load(typed)
    except yaml.YAMLError:
        return typed
    return typed if seen is None else seen


def test_a_day_that_no_month_has_is_for_the_check() -> None:
    """A schema knows forms of dates, no calendar."""
    fields = {"body": "a/b", "date": "2022-02-30"}
    assert mistakes("meeting", fields) == []
    assert mistakes("meeting", {**fields, "date": "2022-02-32"})


def test_the_words_of_a_site_are_suggested(tmp_path: Path) -> None:
    """Own statuses, themes, councils and bodies, of sound files even where others are broken."""
    write(
        tmp_path,
        {
            "site.yml": "title: A\nstatuses: {achieved: {label: Done, means: completed}}\n",
            "authorities/ashby.yml": "name: Ashby\nbodies: [{key: s, name: Board, kind: scrutiny}]\n",
            "pages/broken.md": "nothing\n",
        },
    )
    done = run_cli("schema", "meeting", at=tmp_path)
    assert done.returncode == 0
    meeting = json.loads(done.stdout)
    status, body = meeting["$defs"]["Progress"]["properties"]["status"], meeting["properties"]["body"]
    assert "achieved" in status["anyOf"][0]["enum"]
    assert body["anyOf"][0] == {"enum": ["ashby/s"], "enumDescriptions": ["Board"]}
    assert list(Draft202012Validator(meeting).iter_errors({"body": "other/x", "date": 2022})) == []


def test_schemas_are_printed_or_written(tmp_path: Path) -> None:
    """One by its name, all of them without; --to writes a file each, outside of any site too."""
    assert json.loads(run_cli("schema", at=tmp_path).stdout) == schemas()
    assert json.loads(run_cli("schema", "plan", at=tmp_path).stdout) == schema_of("plan")
    written = run_cli("schema", "--to", "schemas", at=tmp_path)
    assert written.returncode == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {f"{kind}.json" for kind in MODELS}
    assert json.loads((tmp_path / "schemas" / "site.json").read_text(encoding="utf-8")) == schema_of("site")
    assert run_cli("schema", "--to", "schemas", at=tmp_path).returncode == 0
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run_cli("schema", "--to", "file", at=tmp_path).returncode == 2
    assert run_cli("schema", "meetings", at=tmp_path).returncode == 2
