"""What the writer writes, the strict reader reads back as exactly the values that were given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker_site.problems import Problems
from tracker_site.source.strict_yaml import HIDDEN, Value, read_fields
from tracker_site.source.yaml_writing import CannotBeWritten, write_comment, write_fields, write_text

SIGNS = list("ab:#-?[]{},&*!|>'\"%@`=~<\\/. \n\t01éß£–’\xa0")
LETTERS = st.sampled_from(SIGNS) | st.characters(codec="utf-8").filter(lambda one: not HIDDEN.search(one))
SOME = st.text(LETTERS, max_size=30)
TEXTS = st.tuples(SOME, st.sampled_from("a-:#'1"), SOME).map("".join)
LONG = st.tuples(TEXTS, TEXTS, st.integers(2, 9)).map(lambda two: " ".join([two[0], two[1]] * two[2]))
KEYS = TEXTS.map(lambda text: text.replace("\n", " ")).filter(lambda text: text != "<<")
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | LONG,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def read(text: str) -> dict[str, Value] | None:
    """Return the fields of a text as the site reads them."""
    problems = Problems()
    fields = read_fields(text, "x.yml", 1, problems)
    assert list(problems) == [], text
    return fields and fields[0]


@settings(max_examples=70, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
@example({"a": "  x\n\n y \n\n"})
@example({"a": "\n\tx"})
@example({"– 1": "x"})
@example({"a": ["- x", ["y", ["z"]], {}, []]})
@example({"a": "see minute #7, or: nothing"})
@example({"no": "no", "a": "~", "b": "null", "c": "1.10", "d": "---"})
@example({"a": "word " * 60 + "#end"})
def test_what_is_written_reads_back_the_same(fields: dict[str, Value]) -> None:
    """Whatever the text: colons, quotes, leading spaces, several lines."""
    assert read(write_fields(fields)) == fields


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), TEXTS | LONG)
def test_comments_change_nothing(fields: dict[str, Value], comment: str) -> None:
    """A comment above a field, an entry or a field of an entry is no value."""
    paths: dict[tuple[str | int, ...], str] = {}
    for name, value in fields.items():
        paths[(name,)] = comment
        if isinstance(value, list) and value:
            paths[(name, 0)] = comment
            if isinstance(value[0], dict) and value[0]:
                paths[(name, 0, next(iter(value[0])))] = comment
    assert read(write_fields(fields, paths)) == fields


def test_it_reads_as_an_editor_would_write_it() -> None:
    """Few quotes, ids in brackets, long text in a block, comments above."""
    fields: dict[str, Value] = {
        "title": "Visit: the front door",
        "number": "1",
        "about": ["leeds-ilacs-2022", "leeds-visit/a"],
        "note": "First.\n\nSecond.",
        "actions": [{"key": "a", "title": 'Don\'t "wait"'}],
    }
    assert write_fields(fields, {("number",): "Its number.", ("actions", 0): "The first."}) == (
        "title: 'Visit: the front door'\n"
        "# Its number.\n"
        "number: 1\n"
        "about: [leeds-ilacs-2022, leeds-visit/a]\n"
        "note: |-\n  First.\n\n  Second.\n"
        'actions:\n  # The first.\n  - key: a\n    title: Don\'t "wait"\n'
    )


def test_long_text_is_folded_and_a_comment_broken() -> None:
    """No line is wider than a screen where it can be broken."""
    assert max(map(len, write_fields({"a": "several words " * 30 + "end"}).splitlines())) <= 110
    assert max(map(len, write_comment("several words " * 30))) <= 110


@pytest.mark.parametrize("text", ["", "  \n", "a\u202eb", "a\x07b"])
def test_what_no_file_can_hold_is_refused(text: str) -> None:
    """The reader would refuse it too."""
    with pytest.raises(CannotBeWritten):
        write_fields({"a": text})
    with pytest.raises(CannotBeWritten):
        write_fields({text: "a"})


def test_other_values_that_cannot_be_written() -> None:
    """No fields, more lines than one where there is room for one, nests without end."""
    deep: Value = "x"
    for _ in range(13):
        deep = [deep]
    for fields in ({}, {"<<": "a"}, {"a" * 1001: "b"}, {"a": deep}):
        with pytest.raises(CannotBeWritten):
            write_fields(fields)
    with pytest.raises(CannotBeWritten):
        write_text("a\nb")
