"""Whatever is typed into a record, the site is made or the mistake is told in an editor's words, at its place."""

from __future__ import annotations

import copy
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import ROOT, made
from tracker_site.problems import ContentError, Problem, Problems
from tracker_site.source import read

SITE = ROOT / "tests" / "sites" / "every-field"
TODAY = date.fromisoformat(json.loads((SITE / "expect.json").read_text(encoding="utf-8"))["today"])
FILES = read(SITE / "content", "content", Problems())

Content = dict[str, tuple[Any, str]]
"""The fields and the body of each file, by its path."""

NEVER_SAID = (
    *("Input should", "Value error", "type=", "NoneType", "Traceback", "pydantic", "tuple", "Literal"),
    *("from_", "for_", "as_", "origin", "[key]", "object at", "<class"),
)
"""What is none of an editor's business: the words of pydantic and of Python, and names that only the code has."""

WORDS = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1.5",
        "9999",
        "99999",
        "yes",
        "Yes",
        "true",
        "null",
        "~",
        "unknown",
        "none",
        "x",
        "é",
        "²",
    ),
    *(
        "2022",
        "2022-07",
        "2022-07-06",
        "2022-07-06/..",
        "../2022",
        "2022-12/2022-01",
        "6 July 2022",
        "06/07/2022",
    ),
    *(
        "0001-01-01",
        "1800",
        "2199-12-31",
        "9999-12-31",
        "0000",
        "2022-02-30",
        "../..",
        "/",
        "12:30",
        "1e9",
        "0x1F",
    ),
    *(
        "ashby",
        "site",
        "about",
        "northshire",
        "northshire/scrutiny",
        "northshire-ilacs-2022",
        "northshire-ilacs-2023",
    ),
    *(
        "northshire-ilacs-2022-1",
        "northshire-visit-2021-1",
        "northshire-visit-2021-1/a",
        "northshire-visit-2021-1/z",
    ),
    *(
        "northshire-plan",
        "northshire-caseload",
        "northshire-council-2022-07/motion",
        "Northshire",
        "a/b/c",
        "a, b",
    ),
    *(
        "completed",
        "in-progress",
        "In progress",
        "superseded",
        "paused",
        "scrutiny",
        "inspectorate",
        "independent",
    ),
    *(
        "noted",
        "approved",
        "requested",
        "deferred",
        "scheduled",
        "cancelled",
        "held",
        "draft",
        "accepted",
        "carried",
    ),
    *(
        "inspection",
        "meeting",
        "published",
        "visited",
        "days",
        "working-days",
        "months",
        "quiet",
        "a b",
        "A",
        "a",
    ),
    *(
        "https://www.example.org/",
        "http://[",
        "https://a@b/",
        "javascript:x",
        "name@example.org",
        "#1d4f91",
        "S:/x",
    ),
    *(
        "[x](nowhere)",
        "[x](javascript:y)",
        "![x](y.png)",
        "[x](northshire)",
        "[](x)",
        "*a* `b`",
        "> " * 30,
        "a\nb\n",
    ),
    *(
        "one\n\n[two](three.pdf)\n",
        "- a\n- b",
        "{fault}",
        "%s",
        "{0}",
        "'",
        '"',
        "'quoted'",
        "\\",
        "a\u200bb",
        "…",
    ),
    *(
        "x" * 81,
        "x" * 600,
        "word " * 200,
        "| a | b |\n|---|---|\n| c | d |\n",
        "<script>",
        "&amp;",
        "\u2019",
        "٢٠٢٢",
    ),
)

words = st.sampled_from(WORDS) | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
names = st.sampled_from(
    (
        *sorted({name for file in FILES for name in file.fields}),
        *(
            "status",
            "on",
            "of",
            "to",
            "by",
            "due",
            "reason",
            "standing",
            "said_by",
            "verb",
            "id",
            "prose",
            "names",
            "x",
        ),
    )
)
values = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(names | words.filter(str.strip), inner, max_size=3)
    ),
    max_leaves=5,
)
WAYS = (
    *("alike", "alike", "alike", "alike", "alike", "alike", "word", "word", "known", "value"),
    *("remove", "add", "rename", "wrap", "nest", "repeat", "move"),
)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_content_is_answered_in_the_words_of_the_machine(data: st.DataObject) -> None:
    check(data, most_changes=3)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_content_at_all_is_answered_in_the_words_of_the_machine(data: st.DataObject) -> None:
    check(data, most_changes=6)


def check(data: st.DataObject, most_changes: int) -> None:
    """Change the site here and there, and look at all that is said of it."""
    content: Content = {file.path: (copy.deepcopy(file.fields), file.body) for file in FILES}
    for _ in range(data.draw(st.integers(1, most_changes))):
        change(content, data.draw)
    with tempfile.TemporaryDirectory() as folder:
        typed = write(Path(folder), content)
        try:
            told = made(Path(folder), TODAY).warnings
        except ContentError as wrong:
            told = wrong.problems
            assert any(problem.severity == "error" for problem in told)
    for problem in told:
        assert_is_plain(problem, typed)


def assert_is_plain(problem: Problem, typed: dict[str, str]) -> None:
    """Fail where a problem speaks of the machine, is not a line, or lies outside of its file."""
    for jargon in NEVER_SAID:
        assert jargon not in problem.message, problem
    assert re.fullmatch(r"content\S*:\d+:\d+: (error|warning): \S.*[^\s.] \[[a-z0-9-]+\]", str(problem)), (
        problem
    )
    lines = typed[problem.place.file].split("\n") if problem.place.file in typed else [""]
    assert 1 <= problem.place.line <= len(lines), problem
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
    assert "  " not in problem.message.replace("'  '", ""), problem


# How a site is changed


def change(content: Content, draw: Callable[..., Any]) -> None:
    """Change one value somewhere, or put a file where it does not belong."""
    path = draw(st.sampled_from(sorted(content)))
    way = draw(st.sampled_from(WAYS))
    if way == "move":
        folder = draw(st.sampled_from(sorted(content))).rpartition("/")[0]
        content[f"{folder}/{path.rpartition('/')[2]}"] = content.pop(path)
        return
    fields, _ = content[path]
    leaves_only = way in ("alike", "word", "known")
    places = [place for place in places_in(fields) if not leaves_only or isinstance(place[2], str)]
    if not places:
        fields[draw(names)] = draw(values)
        return
    within, key, value, field = draw(st.sampled_from(places))
    match way:
        case "alike":
            within[key] = draw(st.sampled_from(ALIKE.get(field, KNOWN)))
        case "word":
            within[key] = draw(words)
        case "known":
            within[key] = draw(st.sampled_from(KNOWN))
        case "remove":
            del within[key]
        case "wrap":
            within[key] = [value]
        case "nest":
            within[key] = {draw(names): value}
        case "repeat" if isinstance(within, list):
            within.append(copy.deepcopy(value))
        case "rename" if isinstance(within, dict):
            within[draw(names)] = within.pop(key)
        case "add" if isinstance(within, dict):
            within[draw(names)] = draw(values)
        case _:
            within[key] = draw(values)


def places_in(value: Any, field: str = "") -> Iterator[tuple[Any, Any, Any, str]]:
    """Yield every value within a mapping or a list: what it stands in, its name or number there, itself, its field."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        name = str(key) if isinstance(value, dict) else field
        yield value, key, value[key], name
        if isinstance(value[key], dict | list):
            yield from places_in(value[key], name)


ALIKE: dict[str, list[str]] = {}
"""Every value of each field in the site, most of which fit in other places too, but break a rule there."""
for file in FILES:
    for _, _, leaf, field in places_in(file.fields):
        if isinstance(leaf, str):
            ALIKE.setdefault(field, []).append(leaf)

KNOWN = sorted({leaf for leaves in ALIKE.values() for leaf in leaves})


# How it is typed


def write(root: Path, content: Content) -> dict[str, str]:
    """Write a site and return the text of its files."""
    typed = {}
    for name, (fields, body) in content.items():
        text = as_yaml(fields, "").lstrip("\n") + "\n"
        typed[name] = f"---\n{text}---\n{body}" if name.endswith(".md") else text
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(typed[name], encoding="utf-8", newline="\n")
    return typed


def as_yaml(value: Any, indent: str) -> str:
    """Return a value as editors write it: a text in quotes or, where it has lines, as a block."""
    if not value and not isinstance(value, str):
        return " {}" if isinstance(value, dict) else " []"
    if isinstance(value, dict):
        return "".join(
            f"\n{indent}{json.dumps(key)}:{as_yaml(inner, indent + '  ')}" for key, inner in value.items()
        )
    if isinstance(value, list):
        return "".join(f"\n{indent}-{as_yaml(inner, indent + '  ')}" for inner in value)
    if "\n" in value and not value[:1].isspace():
        return " |\n" + "\n".join(
            f"{indent}  {line}" if line else "" for line in value.rstrip("\n").split("\n")
        )
    return f" {json.dumps(value, ensure_ascii=False)}"
