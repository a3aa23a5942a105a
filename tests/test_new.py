"""A new record: asked for or given by options, tried with the whole content, explained in its own file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import SMALL, made, run_cli, tree, write
from tests.support.schemas import fields_of, mistakes
from tests.support.terminal import talk
from tracker_site.authoring.fields import read_settings
from tracker_site.authoring.new_record import Draft as NewRecord
from tracker_site.authoring.new_record import propose_id, write_record
from tracker_site.cli import main
from tracker_site.problems import Problems
from tracker_site.project import WrongUse
from tracker_site.records.explain import typed_fields
from tracker_site.records.kinds import KINDS, NAMES
from tracker_site.records.parse import parse
from tracker_site.source import KINDS as ENDINGS
from tracker_site.source import read
from tracker_site.source.strict_yaml import Value

NEEDED: dict[str, list[str]] = {
    "authority": ["name=Borough of Oakham"],
    "inspection": ["title=A visit", "authority=ashby"],
    "inquiry": ["title=An inquiry: why?", "authority=ashby"],
    "recommendation": ["title=Do it", "from=visit"],
    "plan": ["title=The plan", "authority=ashby", "for=visit"],
    "meeting": ["body=ashby/scrutiny", "date=2026-02-10"],
    "update": ["title=A letter", "date=2026-02"],
    "measure": ["title=Caseload", "authority=ashby"],
    "page": ["title=Where we stand"],
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site on the disk."""
    return write(tmp_path / "site", SMALL)


def options(settings: list[str]) -> list[str]:
    """Return settings as they are typed."""
    return [part for setting in settings for part in ("--set", setting)]


@pytest.mark.parametrize("kind", NAMES)
def test_what_may_be_added_can_be_used(tmp_path: Path, kind: str) -> None:
    """With every '# ' taken away the file is one that the schema and the models accept."""
    fields = read_settings(KINDS[NAMES[kind]], NEEDED[kind])
    text = write_record(NewRecord(kind, "x", fields, "Some words."))
    used = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    assert used.count("\n") == text.count("\n") > len(fields) + 5
    name = f"{NAMES[kind]}/x{ENDINGS[NAMES[kind]]}"
    for version in (text, used):
        write(tmp_path, {name: version})
        problems = Problems()
        records = parse(read(tmp_path / "content", "content", problems), problems)
        assert list(problems) == []
        assert records is not None
        assert "x" in records.by_id
        assert mistakes(kind, fields_of(tmp_path / "content" / name)) == []
    whole = set(read_fields_of(tmp_path, name))
    assert whole == set(typed_fields(KINDS[NAMES[kind]]))


def read_fields_of(root: Path, name: str) -> dict[str, Value]:
    """Return the fields of a file as the site reads them."""
    (file,) = (file for file in read(root / "content", "content", Problems()) if file.path.endswith(name))
    return file.fields


@pytest.mark.parametrize("kind", NAMES)
def test_each_kind_can_be_added(site: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """With the fields that it needs, the site is as sound as before; the path is printed."""
    before = set(tree(site))
    status = main(["new", kind, *options(NEEDED[kind]), "--root", str(site), "--as-at", "2026-03-04"])
    said = capsys.readouterr()
    assert status == 0, said.err
    (added,) = set(tree(site)) - before
    assert said.out == f"{added}\n"
    assert "tracker-site check" in said.err
    made(site, date(2026, 3, 4))


def test_what_is_missing_is_listed_where_nobody_can_be_asked(site: Path) -> None:
    """Exit status 2, the options that a script has to add, and what they take."""
    before = tree(site)
    refused = run_cli("new", "recommendation", "--set", "number=4", at=site)
    assert refused.returncode == 2
    assert "--set 'title=…'" in refused.stderr
    assert re.search(r"--set 'from=…' .* march, visit", refused.stderr)
    assert tree(site) == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["meetings"], 2, "did you mean 'meeting'?"),
        (["page", "--set", "titel=x"], 2, "did you mean 'title'?"),
        (["page", "--set", "title"], 2, "sets nothing"),
        (["page", "--set", "title=a", "--set", "title=b"], 2, "set twice"),
        (["page", "--set", "title.x=a"], 2, "no fields of its own"),
        (["inspection", "--set", "visited=2022"], 2, "visited.name="),
        (["authority", "--set", "bodies.name=x"], 2, "bodies.1.title"),
        (["page", "--set", "title=x", "--id", "A b"], 2, "is not an id"),
        (["page", "--set", "title=x", "--id", "visit"], 2, "already"),
        (["plan", "--set", "title=x", "--set", "authority=ashby", "--text", "x"], 2, "leave out --text"),
        (["page", "--set", "title=a\u202eb"], 2, "cannot be seen"),
        (["inspection", "--set", "title=x", "--set", "authority=asbhy"], 1, "did you mean 'ashby'?"),
        (
            ["meeting", "--set", "body=ashby/scrutiny", "--set", "date=6/7/2022"],
            1,
            "did you mean 2022-07-06?",
        ),
        (["page", "--set", "title=x", "--text", "[x](nowhere)"], 1, "nowhere"),
        (["page", "--set", "title=x", "--id", "meetings"], 1, "rename the file"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    """Wrong use is 2; a record that the line would refuse is 1, at its place in the file that it would be."""
    before = tree(site)
    assert main(["new", *arguments, "--root", str(site)]) == status
    heard = capsys.readouterr()
    assert heard.out == ""
    assert said in heard.err
    assert tree(site) == before


def test_every_field_can_be_set(site: Path) -> None:
    """Fields within fields, lists entry by entry, mappings by their keys; the text below from standard input."""
    settings = ["title=T", "authority=ashby", "visited.from=2026-01-01", "visited.to=2026-01-02"]
    settings += ["judgements.overall effectiveness=good = very", "inspectorate=Ofsted", "inspectorate=CQC"]
    settings += ["sources.1.title=S", "sources.1.kind=report", "sources.2.title=R", "follows=visit"]
    done = run_cli("new", "inspection", *options(settings), "--text", "*Words*", "--id", "next", at=site)
    assert done.returncode == 0, done.stderr
    fields = read_fields_of(site, "next.md")
    assert fields == {
        "title": "T",
        "authority": "ashby",
        "inspectorate": ["Ofsted", "CQC"],
        "visited": {"from": "2026-01-01", "to": "2026-01-02"},
        "judgements": {"overall effectiveness": "good = very"},
        "follows": ["visit"],
        "sources": [{"title": "S", "kind": "report"}, {"title": "R"}],
    }


def test_its_fields_are_listed(site: Path) -> None:
    """With what they say and what they take, the words of this site among it."""
    done = run_cli("new", "meeting", "--fields", at=site)
    assert "body: Needed. The body that met: `authority/key`. It takes ashby/scrutiny." in done.stdout
    assert "items.1.title:" in done.stdout


@pytest.mark.parametrize(
    ("kind", "settings", "id"),
    [
        ("authority", ["name=Leeds City Council"], "leeds"),
        ("authority", ["name=Royal Borough of X & Y"], "x-y"),
        ("authority", ["name=Council"], "council"),
        ("meeting", ["body=ashby/scrutiny", "date=2026-02-10"], "ashby-scrutiny-2026-02-10"),
        ("meeting", ["body=ashby/scrutiny", "date=../2026"], "ashby-scrutiny-2026"),
        ("recommendation", ["title=Do it", "from=visit", "number=2"], "visit-2"),
        ("recommendation", ["title=Do it", "from=visit", "number=1"], "visit-1-2"),
        ("recommendation", ["title=Théir “wörk” isn't done", "from=visit"], "visit-their-work-isnt-done"),
        ("plan", ["title=P", "authority=ashby", "for=visit"], "visit-plan"),
        ("inspection", ["title=Ashby: a visit", "authority=ashby"], "ashby-a-visit"),
        ("measure", ["title=Caseload", "authority=ashby"], "ashby-caseload"),
        ("page", ["title=日本"], "page"),
        ("page", [f"title={'long words ' * 20}"], "long-words-long-words-long-words-long-words-long"),
    ],
)
def test_an_id_is_proposed(kind: str, settings: list[str], id: str) -> None:
    """Readable, from what the record is about, and one of its own."""
    fields = read_settings(KINDS[NAMES[kind]], settings)
    assert propose_id(kind, fields, {"visit", "visit-1"}) == id


def test_a_setting_needs_a_field() -> None:
    """An entry of a list comes after the one before it."""
    with pytest.raises(WrongUse, match="by its number"):
        read_settings(KINDS["authorities"], ["name=x", "bodies.2.key=a"])


def test_at_a_terminal_it_asks_offers_and_explains(site: Path) -> None:
    """What is needed, choices by their numbers, a wrong answer again, and what else is known."""
    status, said = talk(
        ["new", "recommendation"],
        [
            ("title: ", ""),
            ("this is needed", "Listen to children"),
            ("from: ", "vist"),
            ("did you mean 'visit'?", "2"),
            ("(Enter: go on): ", "due"),
            ("due: ", "6 July 2026"),
            ("did you mean 2026-07-06?", "2026-07-06"),
            ("(Enter: go on): ", "1"),
            ("number: ", "7"),
            ("(Enter: go on): ", ""),
            ("Its text", "Listen, *always*."),
            ("[visit-7]: ", "visit-1"),
            ("already", ""),
        ],
        at=site,
    )
    assert status == 0, said
    assert "content/recommendations/visit-7.md" in said
    path = site / "content" / "recommendations" / "visit-7.md"
    assert read_fields_of(site, "visit-7.md") == {
        "title": "Listen to children",
        "from": "visit",
        "number": "7",
        "due": "2026-07-06",
    }
    assert path.read_text(encoding="utf-8").endswith("---\nListen, *always*.\n")


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_interrupted_it_leaves_nothing_behind(site: Path, key: str) -> None:
    """Ctrl-C or Ctrl-D, at any question."""
    before = tree(site)
    status, said = talk(["new", "page"], [("title: ", "A page"), ("(Enter: go on): ", key)], at=site)
    assert status == 130
    assert "Interrupted" in said
    assert tree(site) == before


def test_what_a_meeting_covers_is_asked_and_written(site: Path) -> None:
    """Nobody claims a whole meeting without having read it: it is asked for, and stands in the file."""
    answers = [
        ("date: ", "2026-02-10"),
        ("covers [whole]: ", "2"),
        ("(Enter: go on): ", ""),
        ("Its text", ""),
    ]
    body = ("new", "meeting", "--set", "body=ashby/scrutiny")
    status, said = talk([*body], [*answers, ("[ashby-scrutiny-2026-02-10]: ", "")], at=site)
    assert status == 0, said
    assert read_fields_of(site, "ashby-scrutiny-2026-02-10.md")["covers"] == "part"
    run_cli(*body, "--set", "date=2026-02-11", at=site)
    assert read_fields_of(site, "ashby-scrutiny-2026-02-11.md")["covers"] == "whole"


def test_a_file_that_cannot_be_read_keeps_its_name(site: Path) -> None:
    """A broken record elsewhere is no hindrance, and is not overwritten."""
    broken = write(site, {"pages/where-we-stand.md": "no front matter\n"}) / "content/pages/where-we-stand.md"
    done = run_cli("new", "page", "--set", "title=Where we stand", at=site)
    assert done.stdout == "content/pages/where-we-stand-2.md\n"
    assert broken.read_text(encoding="utf-8") == "no front matter\n"
