"""YAML read strictly: text stays the text that was typed, and whatever could mean two things is refused.

The only module that imports PyYAML. It reads the events of libyaml, which is faster than PyYAML's own loader
and lets nothing guess that `no` is false or that `19:30` is 1170.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from yaml import YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tracker_site.problems import Place, Problems, quoted

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs only import it
except ImportError as missing:
    raise ImportError(
        "this PyYAML was built without libyaml, which tracker-site needs to read YAML strictly. "
        "Install a wheel that has it: pip install --force-reinstall --only-binary :all: PyYAML "
        "(to build PyYAML yourself, first install libyaml with its headers: apt install libyaml-dev)"
    ) from missing

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]

DEEPEST = 12
MOST_FAULTS = 100  # of one file: a broken one may be wrong on each of its lines
MOST_TODOS = (
    100  # of one file: a draft of a long meeting asks much, a broken one may ask on each of its lines
)

# Each code with what is said under it: these codes are a promise, their sentences are not.
MESSAGES: Mapping[str, str] = {
    "alias": "'*{}' points at another value, which is not allowed here; write it out, or put text in quotes",
    "anchor": "'&{}' names a value, which is not allowed here; delete it, or put text in quotes",
    "bad-escape": "'\\' starts a special character in double quotes; write '\\\\', or use single quotes",
    "bad-key": "the name of a field is expected here, as text on one line; put text in quotes",
    "block-text": "text starts on the line below '{0}'; if '{0}' is part of it, put the text in quotes",
    "comma-in-text": "a comma ends a text within brackets, so '{}' stands alone; put the whole text in quotes",
    "colon-in-text": "this colon makes a field of the text before it; put the whole text in quotes",
    "directive": "a line that starts with '%' is not allowed here; delete it",
    "empty-key": "the name of a field is missing before this colon",
    "empty-value": "{} has no value; write one or remove the line",
    "hidden-character": "{} cannot be seen and is not allowed; delete it",
    "indentation": "this line is not lined up with those it belongs to; start it in the same column",
    "lost-text": "'#' after a space begins a note, so what follows would be lost; put the text in quotes",
    "list-item": "a list starts on the line below its field; if this is text, put it in quotes",
    "merge-key": "'<<' merges fields, which is not allowed here; write the fields out",
    "missing-colon": "there is no colon after a field's name here; if this goes on from above, indent it",
    "missing-comma": "a comma is missing here; text that holds a comma or a colon needs quotes",
    "missing-space": "write a plain space after this colon",
    "missing-value": "there is nothing before this '{}'; write a value, or put text in quotes",
    "needs-quotes": "text that starts with '{}' must be put in quotes",
    "no-fields": "there are no fields here; write each on a line of its own, as 'name: value'",
    "not-a-mapping": "this is not a field; write fields as 'name: value', with a space after the colon",
    "open-bracket": "this '{}' is never closed; write '{}' at its end, or put text in quotes",
    "open-quote": "this quote is never closed; write {} at the end of the text too",
    "repeated-key": "'{}' is here twice, first on line {}; keep one of the two",
    "several-documents": "a second document starts here; delete the line of '---' or '...' between the two",
    "stray-bracket": "this '{}' closes nothing; delete it, or put text in quotes",
    "tab": "a tab stands where only spaces may; replace it with spaces",
    "tag": "text that starts with '!' must be put in quotes; types such as '!!str' are not allowed",
    "text-after-quote": "text goes on after its closing quote; put it all in quotes, with {} for each within",
    "todo": "still to be settled: {}; write what belongs here, then delete the note that begins with '# TODO'",
    "too-deep": "this is nested more than {} deep; write it with fewer levels",
    "too-far-in": "'{}' is indented, so it is more text of the field above; line the two up, or use quotes",
    "yaml-syntax": "this cannot be read as YAML ({}); check quotes, colons and indentation just here",
}

# Says what may stand in a text, which is found ten times faster than what may not: controls, separators of
# lines, marks that turn the direction of text, halves of characters, characters that are none, byte order
# marks and tags.
HIDDEN = re.compile(
    "[^\t\n -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17) if plane != 14)
    + "\U000e0080-\U000efffd]"
)


_LOST = re.compile(r"[ \t]+#(?=[^\s#])(?!TODO\b)")
_TODO = re.compile(r"(?:^|(?<=[ \t\n]))#[ \t]*TODO\b[ \t:]*([^\n]*)")
_COMMENT = re.compile(r"[ \t]*#")


class Mark(NamedTuple):
    """Where a value stands and, for a mapping or a list, where all within it stands."""

    line: int
    column: int
    within: dict[str, tuple[int, int, Mark]] | list[Mark] | None


Fields: TypeAlias = tuple[dict[str, Value], Mark]


class Fault(NamedTuple):
    """One mistake in a text, at its line and column from 1, and what its message is about."""

    line: int
    column: int
    code: str
    about: tuple[object, ...] = ()


def read_fields(text: str, file: str, first_line: int, problems: Problems) -> Fields | None:
    """Return the fields of a YAML text that starts on the given line of the file, or note what is wrong.

    The text holds nothing that `HIDDEN` finds, since libyaml would stop at some of it without a place. A value
    that a "# TODO" leaves open has a mark and is not among the fields.
    """
    reader = _Reader(text, first_line)
    fields = reader.read()
    for fault in (*reader.faults, *reader.todos()):
        problems.error(
            Place(file, fault.line, fault.column), MESSAGES[fault.code].format(*fault.about), fault.code
        )
    return None if reader.faults else fields


def describe_character(character: str) -> str:
    """Return "U+202E (right-to-left override)"."""
    return f"U+{ord(character):04X} ({_character_name(character)})"


def _character_name(character: str) -> str:
    if character == "\ufeff":
        return "byte order mark"
    kinds = {"Cc": "control character", "Cs": "half of a character"}
    other = kinds.get(unicodedata.category(character), "not a character")
    return unicodedata.name(character, other).lower()


class _GiveUpError(Exception):
    """What follows in this text cannot be made sense of."""


class _Reader:
    """Builds the values and marks of one text from its events, and gathers its faults."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.may_lose = _LOST.search(text) is not None
        # libyaml gives no event for a note, so the text itself is searched, and what is a value told apart.
        self.notes = list(_TODO.finditer(text))
        self.open_lines = _lines_left_open(text) if self.notes else frozenset[int]()
        self.texts: list[tuple[int, int]] = []  # from where to where text goes in which '#' begins no note
        self.faults: list[Fault] = []
        self.scalar: Any = None  # the last one: often the cause of a syntax error that shows later
        self.open: list[Any] = []  # the mappings and lists that are being read
        self.next: Callable[[], Any] = CParser(text).get_event

    def read(self) -> Fields | None:
        try:
            return self._document()
        except _GiveUpError:
            return None
        except YAMLError as error:
            self._refuse_syntax(error)
            return None

    def todos(self) -> Iterator[Fault]:
        """Yield every note of the text that something is still to be settled."""
        found = [note for note in self.notes if not any(a < note.start() < b for a, b in self.texts)]
        for number, note in enumerate(found[:MOST_TODOS], 1):
            line = self.text.count("\n", 0, note.start())
            column = note.start() - self.text.rfind("\n", 0, note.start())
            more = len(found) - MOST_TODOS if number == MOST_TODOS else 0
            yield Fault(line + self.first_line, column, "todo", (question(note[1], more),))

    def _document(self) -> Fields | None:
        self.next()  # the start of the stream
        start = self.next()
        if type(start) is StreamEndEvent:
            self._refuse_at(self.first_line, 1, "no-fields")
            return None
        if start.version or start.tags:
            self._refuse(start, "directive")
        fields = self._fields(self.next())
        self.next()  # the end of the document
        end = self.next()
        if type(end) is DocumentStartEvent:
            self._refuse(end, "several-documents")
        return fields

    def _fields(self, event: Any) -> Fields:
        if type(event) is not MappingStartEvent:
            self._refuse_root(event)
            raise _GiveUpError
        known_faults = len(self.faults)
        fields, mark = self._value(event, 0)
        if not mark.within and len(self.faults) == known_faults:
            self._refuse(event, "no-fields")
        assert isinstance(fields, dict)
        return fields, mark

    def _value(self, event: Any, depth: int, key: Any = None) -> tuple[Value, Mark]:
        start = event.start_mark
        line, column = start.line + self.first_line, start.column + 1
        kind = type(event)
        if kind is ScalarEvent:
            text = self._text(event)
            if not text or text.isspace():
                if (key or event).start_mark.line in self.open_lines:
                    return "", Mark(line, column, None)
                self._refuse_empty(event, key)
            return text, Mark(line, column, None)
        if kind is AliasEvent:
            self._refuse(event, "alias", event.anchor)
            return "", Mark(line, column, None)
        self._refuse_properties(event)
        if depth == DEEPEST:
            self._refuse(event, "too-deep", DEEPEST)
            raise _GiveUpError
        self.open.append(event)
        values, within = (self._mapping if kind is MappingStartEvent else self._list)(depth + 1)
        self.open.pop()
        return values, Mark(line, column, within)

    def _mapping(self, depth: int) -> tuple[Value, dict[str, tuple[int, int, Mark]]]:
        values: dict[str, Value] = {}
        marks: dict[str, tuple[int, int, Mark]] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self._key(event, depth)
            if key is None:
                self._pass_over(self.next(), depth)
            elif key in marks:
                self._refuse(event, "repeated-key", key, marks[key][0])
                self._pass_over(self.next(), depth)
            else:
                start = event.start_mark
                value, mark = self._value(self.next(), depth, event)
                if value != "":
                    values[key] = value
                marks[key] = start.line + self.first_line, start.column + 1, mark
        return values, marks

    def _list(self, depth: int) -> tuple[Value, list[Mark]]:
        values: list[Value] = []
        marks: list[Mark] = []
        has_open = False
        while type(event := self.next()) is not SequenceEndEvent:
            value, mark = self._value(event, depth)
            if value == "":
                has_open = True
            else:
                values.append(value)
                marks.append(mark)
        # A list of nothing but what is left open is itself left open.
        return (values if values or not has_open else ""), marks

    def _key(self, event: Any, depth: int) -> str | None:
        if type(event) is not ScalarEvent:
            self._refuse_key(event, depth)
            return None
        key = self._text(event)
        if key == "<<":
            self._refuse(event, "merge-key")
            return None
        if not key or key.isspace():
            if event.anchor is None and event.tag is None:
                self._refuse(event, "empty-key")
            return None
        if "\n" in key:
            self._refuse(event, "bad-key")
            return None
        return key

    def _text(self, event: Any) -> str:
        self.scalar = event
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self.notes and event.style:
            self._remember_text(event)
        if event.style == '"' and HIDDEN.search(text):
            self._refuse_escapes(event)
        # "minute #7" would lose its number without a word; a note has a space after its sign.
        if (
            self.may_lose
            and text
            and not event.style
            and (lost := _LOST.match(self.text, event.end_mark.index))
        ):
            end = event.end_mark
            self._refuse_at(end.line + self.first_line, end.column + len(lost[0]), "lost-text")
        return text

    def _remember_text(self, event: Any) -> None:
        """Remember where a text in quotes or in a block stands; the sign of a block may have a note beside it."""
        start, end = event.start_mark.index, event.end_mark.index
        self.texts.append((self.text.find("\n", start) if event.style in "|>" else start, end))

    def _pass_over(self, event: Any, depth: int) -> None:
        """Read what will go when a mistake that is known already is mended, so that its own need no words."""
        known_faults = len(self.faults)
        self._value(event, depth)
        del self.faults[known_faults:]

    def _refuse_key(self, event: Any, depth: int) -> None:
        self._pass_over(event, depth)
        if type(event) is AliasEvent:
            self._refuse(event, "alias", event.anchor)
        else:
            self._refuse(event, "bad-key")

    def _refuse_empty(self, event: Any, key: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            return  # has a problem already
        if key is not None:
            if self._is_after_a_comma(key):
                self._refuse(key, "comma-in-text", key.value)
            else:
                self._refuse(key, "empty-value", f"'{key.value}'")
            return
        start = event.start_mark
        column = start.column + 1 if event.style else start.column  # of the dash, where nothing follows it
        self._refuse_at(start.line + self.first_line, column, "empty-value", "this list item")

    def _is_after_a_comma(self, key: Any) -> bool:
        """Whether a key within brackets is more likely the rest of a text that held a comma."""
        rest = self.text[key.end_mark.index : key.end_mark.index + 80].lstrip()
        return bool(self.open) and self.open[-1].flow_style and not rest.startswith(":")

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", event.anchor)
        if event.tag is not None:
            self._refuse(event, "tag")

    def _refuse_escapes(self, event: Any) -> None:
        start = event.start_mark
        typed = " " * start.column + self.text[start.index : event.end_mark.index]
        for offset, escape, character in _hidden_escapes(typed):
            line = start.line + self.first_line + typed.count("\n", 0, offset)
            column = offset - typed.rfind("\n", 0, offset)
            what = f"{describe_character(character)}, written '{escape}',"
            self._refuse_at(line, column, "hidden-character", what)

    def _refuse_root(self, event: Any) -> None:
        start = event.start_mark
        if type(event) is ScalarEvent and not event.value:
            self._refuse_at(self.first_line, 1, "no-fields")
        elif colon := _COLON_WITHOUT_SPACE.match(self.text, start.index):
            self._refuse_at(
                start.line + self.first_line, start.column + colon.end() - start.index, "missing-space"
            )
        else:
            self._refuse(event, "not-a-mapping")

    def _refuse_syntax(self, error: YAMLError) -> None:
        found = _explain(error, self.text.split("\n"), self.scalar, self.open)
        line = found.line + self.first_line
        here = {line, self.scalar.start_mark.line + self.first_line} if self.scalar else {line}
        self.faults = [f for f in self.faults if f.code not in _FOLLOWS or f.line not in here]
        if not any(f.line == line and f.code in _LEADS for f in self.faults):
            self.faults.append(Fault(line, found.column + 1, found.code, found.about))

    def _refuse(self, event: Any, code: str, *about: object) -> None:
        start = event.start_mark
        self._refuse_at(start.line + self.first_line, start.column + 1, code, *about)

    def _refuse_at(self, line: int, column: int, code: str, *about: object) -> None:
        self.faults.append(Fault(line, column, code, about))
        if len(self.faults) >= MOST_FAULTS:
            raise _GiveUpError


def _lines_left_open(text: str) -> frozenset[int]:
    """Return the lines, from 0, that a note says are to be settled: beside it, or whole lines above or below."""
    found = set()
    last, asked = -1, False  # the last line that is no note, and whether there was a note after it
    lines = text.split("\n")
    for number, line in enumerate(lines):
        asks = _TODO.search(line) is not None
        if _COMMENT.match(line):
            asked = asked or asks
            if asks and last >= 0 and _indent(line) > _indent(lines[last]):
                found.add(last)
        else:
            if asks or asked:
                found.add(number)
            last, asked = number, False
    return frozenset(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def question(typed: str, more: int = 0) -> str:
    """Return what a note asks, and how many others there are that are not shown."""
    question = quoted(typed) if typed.strip() else "'TODO'"
    return f"{question} (and {more} more below)" if more else question


# What is missing just before a syntax error follows from it; a syntax error follows from these on its line.
_FOLLOWS = frozenset(("comma-in-text", "empty-value", "no-fields"))
_LEADS = frozenset(("alias", "anchor", "bad-key", "empty-key", "merge-key", "tag"))

_ESCAPE = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8})|(?P<letter>.))", re.DOTALL)
_LETTERS = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}


def _hidden_escapes(typed: str) -> Iterator[tuple[int, str, str]]:
    for escape in _ESCAPE.finditer(typed):
        digits = escape["x"] or escape["u"] or escape["U"]
        character = chr(int(digits, 16) if digits else _LETTERS.get(escape["letter"], 32))
        if HIDDEN.match(character):
            yield escape.start(), escape[0], character


# libyaml says what it expected, not what was done wrong. What follows makes the one of the other, from the
# words of libyaml, the lines and the last scalar that it read. Lines and columns count from 0 from here on.

_COLON_WITHOUT_SPACE = re.compile(r"[\w-]+:(?=[^ /])")


@dataclass(frozen=True, slots=True)
class _Stuck:
    """Where libyaml gave up, and where the thing that it was reading starts."""

    context: str
    problem: str
    line: int
    column: int
    start_line: int
    start_column: int
    lines: list[str]
    scalar: Any
    open: list[Any]

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column]

    @property
    def rest(self) -> str:
        return self.lines[self.line][self.column :]

    @property
    def started(self) -> str:
        return self.lines[self.start_line][self.start_column :]

    def here(self, code: str, *about: object) -> Fault:
        return Fault(self.line, self.column, code, about)

    def at_start(self, code: str, *about: object) -> Fault:
        return Fault(self.start_line, self.start_column, code, about)


def _explain(error: YAMLError, lines: list[str], scalar: Any, open_: list[Any]) -> Fault:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(0, 0, "yaml-syntax", (str(error).splitlines()[0],))
    end, start, last = error.problem_mark, error.context_mark or error.problem_mark, len(lines) - 1
    places = min(end.line, last), end.column, min(start.line, last), start.column
    stuck = _Stuck(error.context or "", error.problem or "", *places, lines, scalar, open_)
    return _EXPLANATIONS.get(stuck.problem, _explain_by_context)(stuck)


def _explain_by_context(stuck: _Stuck) -> Fault:
    if "directive" in stuck.context or "incompatible" in stuck.problem:
        return stuck.at_start("directive")
    if "tag" in stuck.context or "tag" in stuck.problem:
        return stuck.at_start("tag")
    return stuck.here("yaml-syntax", stuck.problem)


def _explain_first_character(stuck: _Stuck) -> Fault:
    if stuck.rest.startswith("\t"):
        return stuck.here("tab")
    return stuck.here("needs-quotes", stuck.rest[:1])


def _explain_missing_value(stuck: _Stuck) -> Fault:
    if stuck.rest.startswith(":"):
        return stuck.here("empty-key")
    if "block" in stuck.context:
        return stuck.here("needs-quotes", stuck.rest[:1])
    if stuck.rest[:1] in ("]", "}", ","):
        return stuck.here("missing-value", stuck.rest[:1])
    for event in reversed(stuck.open):
        end = event.end_mark
        bracket = stuck.lines[end.line][: end.column][-1:]
        if bracket in ("[", "{"):
            return _open_bracket(end.line, end.column - 1, bracket)
    return _explain_by_context(stuck)


def _explain_open_quote(stuck: _Stuck) -> Fault:
    if _swallowed_lines(stuck.scalar) and stuck.scalar.end_mark.line == stuck.start_line:
        return _open_quote(stuck.scalar)
    return stuck.at_start("open-quote", stuck.started[:1])


def _swallowed_lines(scalar: Any) -> bool:
    return scalar is not None and scalar.style in ("'", '"') and scalar.end_mark.line > scalar.start_mark.line


def _open_quote(scalar: Any) -> Fault:
    return Fault(scalar.start_mark.line, scalar.start_mark.column, "open-quote", (scalar.style,))


def _explain_bracket(stuck: _Stuck) -> Fault:
    if _CLOSING[stuck.started[:1]] in stuck.started:
        return stuck.here("missing-comma")
    return _open_bracket(stuck.start_line, stuck.start_column, stuck.started[:1])


_CLOSING = {"[": "]", "{": "}"}


def _open_bracket(line: int, column: int, bracket: str) -> Fault:
    return Fault(line, column, "open-bracket", (bracket, _CLOSING[bracket]))


def _explain_line_without_colon(stuck: _Stuck) -> Fault:
    return _line_without_colon(stuck.lines, stuck.start_line, stuck.start_column)


def _line_without_colon(lines: list[str], line: int, column: int) -> Fault:
    if colon := _COLON_WITHOUT_SPACE.match(lines[line], column):
        return Fault(line, colon.end() - 1, "missing-space")
    return Fault(line, column, "missing-colon")


def _explain_colon(stuck: _Stuck) -> Fault:
    if stuck.scalar is None or stuck.scalar.start_mark.line == stuck.line:
        return _explain_colon_in_line(stuck)
    if stuck.scalar.style in ("'", '"'):
        return _open_quote(stuck.scalar)
    start = stuck.scalar.start_mark
    if not stuck.lines[start.line][: start.column].strip(" -"):
        return _line_without_colon(stuck.lines, start.line, start.column)
    name = stuck.before.strip(" -")
    return stuck.here("colon-in-text") if " " in name else stuck.here("too-far-in", name)


def _explain_colon_in_line(stuck: _Stuck) -> Fault:
    if stuck.before.rstrip().endswith(("'", '"')) and stuck.scalar is not None and stuck.scalar.style:
        return _explain_after_quote(stuck)
    return stuck.here("colon-in-text")


def _explain_stray(stuck: _Stuck) -> Fault:
    before, first = stuck.before.rstrip(), stuck.rest[:1]
    if first in ("]", "}", ","):
        return stuck.here("stray-bracket", first)
    if first == ":":
        return stuck.here("empty-key")
    if not before:
        return stuck.here("indentation")
    if before.endswith(("'", '"')):
        return _explain_after_quote(stuck)
    if before.endswith(("]", "}")):
        return _explain_after_bracket(stuck, "[" if before.endswith("]") else "{")
    return _explain_by_context(stuck)


def _explain_after_bracket(stuck: _Stuck, opening: str) -> Fault:
    column = max(stuck.before.find(opening), 0)
    return Fault(stuck.line, column, "needs-quotes", (opening,))


def _explain_after_quote(stuck: _Stuck) -> Fault:
    if _swallowed_lines(stuck.scalar):
        return _open_quote(stuck.scalar)
    return stuck.here("text-after-quote", '\\"' if stuck.before.rstrip().endswith('"') else "''")


def _explain_second_document(stuck: _Stuck) -> Fault:
    for number, line in enumerate(stuck.lines):
        if line.startswith("%"):
            return Fault(number, 0, "directive")
    ended = any(line.startswith("...") for line in stuck.lines)
    return stuck.here("several-documents" if ended else "indentation")


_EXPLANATIONS: Mapping[str, Callable[[_Stuck], Fault]] = {
    "block sequence entries are not allowed in this context": lambda stuck: stuck.here("list-item"),
    "could not find expected ':'": _explain_line_without_colon,
    "did not find expected '-' indicator": _explain_stray,
    "did not find expected ',' or ']'": _explain_bracket,
    "did not find expected ',' or '}'": _explain_bracket,
    "did not find expected <document start>": _explain_second_document,
    "did not find expected alphabetic or numeric character": (
        lambda stuck: stuck.at_start("needs-quotes", stuck.started[:1])
    ),
    "did not find expected comment or line break": (
        lambda stuck: stuck.at_start("block-text", stuck.started[:1])
    ),
    "did not find expected hexdecimal number": lambda stuck: stuck.here("bad-escape"),
    "did not find expected key": _explain_stray,
    "did not find expected node content": _explain_missing_value,
    "found a tab character that violates indentation": lambda stuck: stuck.here("tab"),
    "found a tab character where an indentation space is expected": lambda stuck: stuck.here("tab"),
    "found character that cannot start any token": _explain_first_character,
    "found invalid Unicode character escape code": lambda stuck: stuck.here("bad-escape"),
    "found unexpected ':'": lambda stuck: stuck.here("colon-in-text"),
    "found unexpected document indicator": _explain_open_quote,
    "found unexpected end of stream": _explain_open_quote,
    "found unknown escape character": lambda stuck: stuck.here("bad-escape"),
    "mapping keys are not allowed in this context": _explain_first_character,
    "mapping values are not allowed in this context": _explain_colon,
}
