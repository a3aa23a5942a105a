"""What an editor may write in YAML, and what is said of what may not."""

import runpy
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_site.problems import Problems
from tracker_site.source.strict_yaml import (
    HIDDEN,
    MESSAGES,
    MOST_FAULTS,
    MOST_TODOS,
    Fields,
    Mark,
    read_fields,
    reading,
)


def fields_of(text: str) -> Fields:
    problems = Problems()
    fields = read_fields(text, "x.yml", 1, problems)
    assert fields is not None, str(list(problems))
    assert not len(problems)
    return fields


def feedback_on(text: str) -> list[str]:
    problems = Problems()
    assert read_fields(text, "x.yml", 1, problems) is None
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems]


def message_on(text: str) -> str:
    problems = Problems()
    assert read_fields(text, "x.yml", 1, problems) is None
    (problem,) = problems
    return problem.message


@pytest.mark.parametrize(
    "typed",
    ["no", "Yes", "null", "~", "012", "0x1F", "1_000", "1.10", "19:30", "2022-02-30", ".5", "1e3", "<<"],
)
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert fields_of(f"a: {typed}\nb: [{typed}]") == (
        {"a": typed, "b": [typed]},
        Mark(1, 1, {"a": Mark(1, 4, None, 1, 1), "b": Mark(2, 4, {0: Mark(2, 5)}, 2, 1)}),
    )


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ('a: "x: y # z"', "x: y # z"),
        ("a: 'it''s'", "it's"),
        ("a: |\n  one\n\n  two: 2\n", "one\n\ntwo: 2\n"),
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: one\n  two\n", "one two"),
        ('a: "\\u00e9\\t\\n\\_"', "é\t\n\xa0"),
        ("a: b # c", "b"),
        ("a: zero\u200bwidth\u00adand\u200djoined", "zero\u200bwidth\u00adand\u200djoined"),
        ("a: []", []),
        ("a: {}", {}),
        ("a:\n- b\n- c\n", ["b", "c"]),
        ("---\na: b\n...\n", "b"),
        ("# first\n\na: b", "b"),
        ("? a\n: b\n", "b"),
    ],
)
def test_ordinary_yaml_is_read(typed: str, value: object) -> None:
    assert fields_of(typed)[0] == {"a": value}


def test_every_value_has_its_mark_from_the_first_line_given() -> None:
    fields = read_fields("a: 1\nb:\n  - {c: 2}\n  - |\n    three\n", "x.md", 2, Problems())

    assert fields is not None
    inner = Mark(4, 5, {"c": Mark(4, 9, None, 4, 6)})
    listed = Mark(4, 3, {0: inner, 1: Mark(5, 5)}, 3, 1)
    assert fields[1] == Mark(2, 1, {"a": Mark(2, 4, None, 2, 1), "b": listed})


MISTAKES = [
    # Refused, though YAML allows it.
    ("a: b\nc: d\na: e\n", "3:1 repeated-key"),
    ("a: {b: 1, b: 2}", "1:11 repeated-key"),
    ("a: &b c", "1:4 anchor"),
    ("&a b: c", "1:1 anchor"),
    ("a: &b [c]", "1:4 anchor"),
    ("a: &b", "1:4 anchor"),
    ("a: *b", "1:4 alias"),
    ("a: [*b]", "1:5 alias"),
    ("*a : b", "1:1 alias"),
    ("a: *b c", "1:4 alias"),
    ("a: !!str b", "1:4 tag"),
    ("a: ! b", "1:4 tag"),
    ("a: !b {c: d}", "1:4 tag"),
    ("!a\nb: c", "1:1 tag"),
    ("a: !b!c d", "1:4 tag"),
    ("a: !<b c", "1:4 tag"),
    ("<<: {a: }", "1:1 merge-key"),
    ("a: b\n<<: *c", "2:1 merge-key"),
    ("a: b\n---\nc: d\n", "2:1 several-documents"),
    ("a: b\n---\n", "2:1 several-documents"),
    ("a: b\n...\nc: d\n", "3:1 several-documents"),
    ("%YAML 1.1\n---\na: b", "1:1 directive"),
    ("%YAML 1.3\n---\na: b", "1:1 directive"),
    ("%YAML 1.1\na: b", "1:1 directive"),
    ("%FOO\n---\na: b", "1:1 directive"),
    ("a: b\n%TAG c", "2:1 directive"),
    ("[a]: b", "1:1 bad-key"),
    ("? {a: b}\n: c", "1:3 bad-key"),
    ("a: {{ b }}", "1:5 bad-key"),
    ('"a\\nb": c', "1:1 bad-key"),
    (": b", "1:1 empty-key"),
    ('"": b', "1:1 empty-key"),
    ("a: {: b}", "1:5 empty-key"),
    ("", "1:1 no-fields"),
    ("# a: b", "1:1 no-fields"),
    ("---", "1:1 no-fields"),
    ("---\n# a\n", "1:1 no-fields"),
    ("{}", "1:1 no-fields"),
    ("- a\n- b", "1:1 not-a-mapping"),
    ("title foo\nb: c", "1:1 not-a-mapping"),
    ("a: [[[[[[[[[[[[x]]]]]]]]]]]]", "1:15 too-deep"),
    # Left empty.
    ("a:\n", "1:1 empty-value"),
    ("a: # later", "1:1 empty-value"),
    ("a: ''", "1:1 empty-value"),
    ('a: " "', "1:1 empty-value"),
    ("a: |\nb: c", "1:1 empty-value"),
    ("a: {b: c, d}", "1:11 comma-in-text"),
    ("a: {b: c, d: }", "1:11 empty-value"),
    ("a: minute #7 of March", "1:11 lost-text"),
    ("a: b\nc: minute\t#7", "2:11 lost-text"),
    ("a: #1d4f91", "1:4 lost-text"),
    ("a:  # the colour\nb: c", "1:1 empty-value"),
    ("a:\n  - b\n  -\n", "3:3 empty-value"),
    ("a:\n  - '' # b\n", "2:5 empty-value"),
    # Pasted from Word or from a web page.
    ("a: b\n\xa0\xa0c: d", "2:1 odd-space"),
    ("a:\n  - b: c\n  \xa0 d: e", "3:3 odd-space"),
    ("a:\n  -\u2003b: c", "2:4 odd-space"),
    ("a\xa0: b", "1:2 odd-space"),
    ("a: |\n  \xa0 b\n\u200bc: d", "3:1 odd-space"),
    ("a:\n  – b", "2:3 odd-dash"),
    ("a:\n  - b: c\n  — b: c", "3:3 odd-dash"),
    ("a:\n  • b: c", "2:3 odd-dash"),
    ("a: “b: c”", "1:4 curly-quote"),
    ("a: [b, ‘c: d: e’]", "1:8 curly-quote"),
    ("a: “b #c”", "1:4 curly-quote"),
    ("a: “b”: c", "1:7 colon-in-text"),
    ("a: the “b: c”", "1:10 colon-in-text"),
    # Hidden by an escape.
    ('a: "\\u202e"', "1:5 hidden-character"),
    ('a: "b\\x00"', "1:6 hidden-character"),
    ('a: "b\n  c\\L"', "2:4 hidden-character"),
    ('"a\\U000E0041": b', "1:3 hidden-character"),
    ('a: "\\\\u202e \\r"', "1:13 hidden-character"),
    # Not YAML.
    ("a:\n\tb: c", "2:1 tab"),
    ("a: b\n\tc: d", "2:1 tab"),
    ("a: |\n\tb", "2:1 tab"),
    ("a: b\n\t", "2:1 tab"),
    ("a:\n  -\tb: c", "2:4 tab"),
    ("<<: 'a' b", "1:1 merge-key"),
    ("[a]b: c", "1:1 bad-key"),
    ("{} a", "1:4 indentation"),
    ("a: [b:, c]", "1:6 colon-in-text"),
    ("a: Foo: bar", "1:7 colon-in-text"),
    ("a:\n  - Foo: bar: baz", "2:13 colon-in-text"),
    ("a: one two\n  three four: five", "2:13 colon-in-text"),
    ('a: b "c": d', "1:9 colon-in-text"),
    ("a: b\n  c: d", "2:4 too-far-in"),
    ("a: b\n  - c: d", "2:6 too-far-in"),
    ("a:\n  b: c\n d: e", "3:2 indentation"),
    ("a:\n  - b\n - c", "3:2 indentation"),
    ("a:\n  - b: c\n    d: e\n   f: g", "4:4 indentation"),
    (" a: b\nc: d", "2:1 indentation"),
    ("a: |\n     \n  b", "3:3 indentation"),
    ("a: b\n- c", "2:1 indentation"),
    ("a: b\nc d\ne: f", "2:1 missing-colon"),
    ("a: b\nsee https://c.d\n", "2:1 missing-colon"),
    ("a: |\n  b\nc", "3:1 missing-colon"),
    ("a:b", "1:2 missing-space"),
    ("a:b\nc: d", "1:2 missing-space"),
    ("a: b\nc:d\ne: f", "2:2 missing-space"),
    ("a: b\nc:\xa0d\ne: f", "2:2 missing-space"),
    ("a: @b", "1:4 needs-quotes"),
    ("a: `b`", "1:4 needs-quotes"),
    ("a: %b", "1:4 needs-quotes"),
    ("a: *Important* b", "1:4 needs-quotes"),
    ("a: & b", "1:4 needs-quotes"),
    ("a: ? b", "1:4 needs-quotes"),
    ("a: ,b", "1:4 needs-quotes"),
    ("a: [Draft] b", "1:4 needs-quotes"),
    ("a: {b: c} d", "1:4 needs-quotes"),
    ("a: > b", "1:4 block-text"),
    ("a: |b", "1:4 block-text"),
    ("a: - b", "1:4 list-item"),
    ("a: [b, c\nd: e", "1:4 open-bracket"),
    ("a: {b: c\nd: e", "1:4 open-bracket"),
    ("a: {b, c\nd: e", "1:4 open-bracket"),
    ("a: [", "1:4 open-bracket"),
    ("a: [b, [c], {", "1:13 open-bracket"),
    ("a: [b, [c],\n", "1:4 open-bracket"),
    ("a: [b: c: d]", "1:9 missing-comma"),
    ('a: ["b" c]', "1:9 missing-comma"),
    ("a: [b,, c]", "1:7 missing-value"),
    ("a: [b]]", "1:7 stray-bracket"),
    ("a: b\n}", "2:1 stray-bracket"),
    ('a: "b\nc: d', "1:4 open-quote"),
    ("a: 'b\nc: d", "1:4 open-quote"),
    ('a: "b\nc: "d"\ne: f', "1:4 open-quote"),
    ('a: "b\nc: ""\nd: e', "1:4 open-quote"),
    ("a: 'b\nc: 'd'", "1:4 open-quote"),
    ("a: 'It's b'", "1:8 text-after-quote"),
    ('a: "b" c', "1:8 text-after-quote"),
    ("a: 'b': c", "1:7 text-after-quote"),
    ('a: b\n"c" d: e', "2:5 text-after-quote"),
    ('a: "C:\\path"', "1:7 bad-escape"),
    ('a: "\\ud800"', "1:7 bad-escape"),
    ('a: "\\xZZ"', "1:7 bad-escape"),
    ("a: |\n  b\nc: |0\n  d", "3:5 yaml-syntax"),
]


@pytest.mark.parametrize(("typed", "feedback"), MISTAKES)
def test_a_mistake_is_one_problem_at_its_place(typed: str, feedback: str) -> None:
    assert feedback_on(typed) == [feedback]


def test_every_code_has_its_mistake() -> None:
    left_open = {"todo"}  # of which the fields are read all the same
    assert {feedback.split()[1] for _, feedback in MISTAKES} == set(MESSAGES) - left_open


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("date:", "'date' has no value; write one or remove the line"),
        ("a: ['']", "this list item has no value; write one or remove the line"),
        ("a: b\na: c", "'a' is here twice, first on line 1; keep one of the two"),
        ("a: *Important*", "text that starts with '*' must be put in quotes"),
        ("a: [b", "this '[' is never closed; write ']' at its end, or put text in quotes"),
        ('a: "b', 'this quote is never closed; write " at the end of the text too'),
        (
            'a: "\\u202e"',
            "U+202E (right-to-left override), written '\\u202e', "
            "cannot be seen and is not allowed; delete it",
        ),
        (
            "a: 'b' c",
            "text goes on after its closing quote; put it all in quotes, with '' for each within",
        ),
    ],
)
def test_a_message_names_the_thing_and_its_remedy(typed: str, message: str) -> None:
    assert message_on(typed) == message


def test_several_mistakes_come_at_once() -> None:
    typed = 'a: b\na: c\nd:\ne: *f\n<<: *g\nh: !i j\nk: "\\x00"\nl: "open\n'

    assert feedback_on(typed) == [
        "2:1 repeated-key",
        "3:1 empty-value",
        "4:4 alias",
        "5:1 merge-key",
        "6:4 tag",
        "7:5 hidden-character",
        "8:4 open-quote",
    ]


def test_a_broken_file_is_not_told_of_a_thousand_times() -> None:
    assert len(feedback_on("a:\n" + "- \n" * 1000)) == MOST_FAULTS


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[a, "])
@pytest.mark.parametrize("key", ["", "a: ", "a:\n  "])
def test_a_hundred_thousand_levels_are_refused(key: str, opening: str) -> None:
    assert len(feedback_on(key + opening * 100_000)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "a: " + "x " * 400_000,
        "a: " + "'" * 999_999,
        "a: [" + "b, " * 300_000 + "]",
        "a: [" + "b: c, " * 100_000 + "]",
        "a:\n" + "  - b\n" * 100_000,
        "".join(f"a{n}: b\n" for n in range(80_000)),
        "a: |\n" + "  b\n" * 200_000,
        "a: {" + "? " * 400_000,
        "x " * 400_000 + "\n" + "y\n" * 50_000,
    ],
    ids=range(9),
)
def test_a_large_file_takes_no_more_than_its_share_of_time(typed: str) -> None:
    start = time.process_time()
    read_fields(typed, "x.yml", 1, Problems())

    # What grows with the square of the size would take minutes of work, however busy the machine.
    assert time.process_time() - start < 30


def test_hidden_characters_are_those_that_nobody_can_see_or_that_turn_the_text() -> None:
    controls = {n for n in range(0x110000) if unicodedata.category(chr(n)) in ("Cc", "Cs", "Zl", "Zp")} - {
        9,
        10,
    }
    directions = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    none = {*range(0xFDD0, 0xFDF0), *(n for n in range(0x110000) if n & 0xFFFE == 0xFFFE)}
    tags = set(range(0xE0000, 0xE0080))

    found = {n for n in range(0x110000) if HIDDEN.match(chr(n))}

    assert found == controls | directions | none | tags | {0xFEFF}


WORDS = [
    "a",
    "b: ",
    "- ",
    "\n",
    "\n  ",
    " ",
    "\t",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "|",
    ">",
    "&a ",
    "*a",
]
MORE_WORDS = [
    "!t ",
    "<<: ",
    "? ",
    "%",
    "---",
    "...",
    "#",
    "\\",
    "\\u202e",
    "\\x00",
    "@",
    "`",
    "é",
    "\xa0",
    "😀",
    "~",
]


@given(st.lists(st.sampled_from(WORDS + MORE_WORDS), max_size=30).map("".join))
def test_whatever_is_written_gives_fields_or_problems_within_the_file(typed: str) -> None:
    problems = Problems()
    fields = read_fields(typed, "x.yml", 1, problems)

    assert (fields is None) == (len(problems) > 0)
    lines = typed.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message.isprintable() or "\xa0" in problem.message
        assert not problem.message.endswith(".")


def test_a_yaml_without_libyaml_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)

    with pytest.raises(ImportError, match="pip install --force-reinstall --only-binary :all: PyYAML"):
        runpy.run_path(reading.__file__)


def test_a_note_leaves_a_value_open() -> None:
    """What a "# TODO" stands for has a mark and no value, so that whoever misses it can see why."""
    text = "a: # TODO One?\n# TODO Two?\nb:\nc: {d: , e: 1} # TODO Three?\nf:\n  - # TODO Four?\n  - 2\ng:\n  # TODO?\n"
    problems = Problems()
    fields = read_fields(text, "x.yml", 1, problems)
    assert fields is not None
    values, mark = fields
    assert values == {"c": {"e": "1"}, "f": ["2"]}
    assert isinstance(mark.within, dict)
    assert list(mark.within) == ["a", "b", "c", "f", "g"]
    assert [(each.place.line, each.place.column) for each in problems] == [
        (1, 4),
        (2, 1),
        (4, 16),
        (6, 5),
        (9, 3),
    ]
    assert {each.code for each in problems} == {"todo"}


def test_not_every_note_of_a_broken_file_is_named() -> None:
    problems = Problems()
    read_fields("a: b\n" + "# TODO\n" * 300, "x.yml", 1, problems)
    assert len(problems) == MOST_TODOS
    assert "(and 200 more below)" in str(list(problems)[-1])
