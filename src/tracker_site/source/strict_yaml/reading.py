"""The fields of a YAML text, with the place of each, read from the events of libyaml.

The only module that imports PyYAML. To read the events is faster than its own loader, and lets nothing guess that
`no` is false or that `19:30` is 1170.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
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
from tracker_site.source.strict_yaml.faults import COLON_WITHOUT_SPACE, MESSAGES, Fault, Stuck, explain
from tracker_site.source.strict_yaml.signs import (
    HIDDEN,
    TODO,
    begins_with_odd_dash,
    blame_curly_quote,
    describe_character,
    hidden_escapes,
    lines_left_open,
    odd_sign_of_key,
    odd_signs,
    question,
    with_plain_signs,
)

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
MOST_TODOS = 100  # of one file too: a draft of a long meeting asks much

_LOST_VALUE = re.compile(r"[ \t]*:[ \t]+#(?=[^\s#])(?!TODO\b)")
_LOST = re.compile(r"[ \t]+#(?=[^\s#])(?!TODO\b)")


class Mark(NamedTuple):
    """Where a value stands, where all within it stands, by keys and numbers, and where its own key stands."""

    line: int
    column: int
    within: Mapping[str | int, Mark] | None = None
    key_line: int = 0
    """0 where it has no key."""
    key_column: int = 0


Fields: TypeAlias = tuple[dict[str, Value], Mark]


def read_fields(text: str, file: str, first_line: int, problems: Problems) -> Fields | None:
    """Return the fields of a YAML text that starts on the given line of the file, or note what is wrong.

    The text holds nothing that `HIDDEN` finds, since libyaml would stop at some of it without a place. A value
    that a "# TODO" leaves open has a mark and is not among the fields.
    """
    reader = _Reader(text, first_line)
    fields = reader.read()
    for fault in (*_blame_what_was_pasted(reader), *reader.todos()):
        problems.error(
            Place(file, fault.line, fault.column), MESSAGES[fault.code].format(*fault.about), fault.code
        )
    return None if reader.faults else fields


def _blame_what_was_pasted(reader: _Reader) -> list[Fault]:
    """Return the faults of a text; those that it would not have with plain signs are the fault of the other signs."""
    faults = reader.faults
    if faults and (plain := with_plain_signs(reader.text)) != reader.text:
        again = _Reader(plain, reader.first_line, keeps_texts=True)
        again.read()
        if not set(faults) <= set(again.faults):
            faults = _with_odd_signs(reader, again)
    lines = reader.text.split("\n")
    return [blame_curly_quote(fault, lines, reader.first_line) for fault in faults]


def _with_odd_signs(reader: _Reader, again: _Reader) -> list[Fault]:
    """Return the faults of a text as it is and as it was read again, with plain signs."""
    found = odd_signs(reader.text, reader.first_line)
    signs = [fault for offset, fault in found if not again.is_within_text(offset)][:MOST_FAULTS]
    lines = {sign.line for sign in signs}
    others = [fault for fault in reader.faults if fault.code in ("odd-space", "odd-dash")]
    # Whether a space is to go or to be a plain one is not known, so its line is left at that.
    rest = [fault for fault in (*others, *again.faults) if fault.line not in lines]
    return [*signs, *dict.fromkeys(rest)]


class _GiveUpError(Exception):
    """What follows in this text cannot be made sense of."""


class _Reader:
    """Builds the values and marks of one text from its events, and gathers its faults.

    The text holds nothing that `HIDDEN` finds, since libyaml would stop at some of it without a place.
    """

    def __init__(self, text: str, first_line: int, keeps_texts: bool = False) -> None:
        self.text = text
        self.first_line = first_line
        self.may_lose = _LOST.search(text) is not None
        # libyaml gives no event for a note, so the text itself is searched, and what is a value told apart.
        self.notes = list(TODO.finditer(text))
        self.open_lines = lines_left_open(text) if self.notes else frozenset[int]()
        self.keeps_texts = keeps_texts or bool(self.notes)
        self.texts: list[tuple[int, int]] = []  # from where to where text goes in which '#' begins no note
        self.faults: list[Fault] = []
        self.scalar: Any = None  # the last one: often the cause of a syntax error that shows later
        self.open: list[Any] = []  # the mappings and lists that are being read
        self.next: Callable[[], Any] = CParser(text).get_event

    def read(self) -> Fields | None:
        """Return the fields of the text, or nothing where it makes no sense."""
        try:
            return self._document()
        except _GiveUpError:
            return None
        except YAMLError as error:
            self._refuse_syntax(error)
            return None

    def todos(self) -> Iterator[Fault]:
        """Yield every note of the text that something is still to be settled."""
        found = [note for note in self.notes if not self.is_within_text(note.start())]
        for number, note in enumerate(found[:MOST_TODOS], 1):
            line = self.text.count("\n", 0, note.start())
            column = note.start() - self.text.rfind("\n", 0, note.start())
            more = len(found) - MOST_TODOS if number == MOST_TODOS else 0
            yield Fault(line + self.first_line, column, "todo", (question(note[1], more),))

    def is_within_text(self, offset: int) -> bool:
        """Whether a place lies in a text in quotes or in a block, as far as these are kept."""
        return any(start < offset < end for start, end in self.texts)

    def _document(self) -> Fields | None:
        self.next()  # the start of the stream
        start = self.next()
        if type(start) is StreamEndEvent:
            self._refuse_at(self.first_line, 1, "no-fields")
            return None
        if start.version or start.tags:
            self._refuse(start.start_mark, "directive")
        fields = self._fields(self.next())
        self.next()  # the end of the document
        end = self.next()
        if type(end) is DocumentStartEvent:
            self._refuse(end.start_mark, "several-documents")
        return fields

    def _fields(self, event: Any) -> Fields:
        if type(event) is not MappingStartEvent:
            self._refuse_root(event)
            raise _GiveUpError
        known_faults = len(self.faults)
        fields, mark = self._value(event, 0)
        if not mark.within and len(self.faults) == known_faults:
            self._refuse(event.start_mark, "no-fields")
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
                    return "", Mark(line, column)
                self._refuse_empty(event, key)
            if key and start.line > key.start_mark.line and not event.style and begins_with_odd_dash(text):
                self._refuse(event.start_mark, "odd-dash", describe_character(text[0]))
            return text, Mark(line, column)
        if kind is AliasEvent:
            self._refuse(event.start_mark, "alias", event.anchor)
            return "", Mark(line, column)
        self._refuse_properties(event)
        if depth == DEEPEST:
            self._refuse(event.start_mark, "too-deep", DEEPEST)
            raise _GiveUpError
        self.open.append(event)
        values, within = (self._mapping if kind is MappingStartEvent else self._list)(depth + 1)
        self.open.pop()
        return values, Mark(line, column, within)

    def _mapping(self, depth: int) -> tuple[Value, Mapping[str | int, Mark]]:
        values: dict[str, Value] = {}
        marks: dict[str | int, Mark] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self._key(event, depth)
            if key is None:
                self._pass_over(self.next(), depth)
            elif key in marks:
                self._refuse(event.start_mark, "repeated-key", key, marks[key].key_line)
                self._pass_over(self.next(), depth)
            else:
                start = event.start_mark
                value, mark = self._value(self.next(), depth, event)
                if value != "":
                    values[key] = value
                marks[key] = Mark(*mark[:3], start.line + self.first_line, start.column + 1)
        return values, marks

    def _list(self, depth: int) -> tuple[Value, Mapping[str | int, Mark]]:
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
        return (values if values or not has_open else ""), dict(enumerate(marks))

    def _key(self, event: Any, depth: int) -> str | None:
        if type(event) is not ScalarEvent:
            self._refuse_key(event, depth)
            return None
        key = self._text(event)
        if key == "<<":
            self._refuse(event.start_mark, "merge-key")
            return None
        if not key or key.isspace():
            if event.anchor is None and event.tag is None:
                self._refuse(event.start_mark, "empty-key")
            return None
        if "\n" in key:
            self._refuse(event.start_mark, "bad-key")
            return None
        if not event.style and (odd := odd_sign_of_key(key)):
            offset, code, what = odd
            self._refuse(event.start_mark, code, what, shift=offset)
        return key

    def _text(self, event: Any) -> str:
        self.scalar = event
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self.keeps_texts and event.style:
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
            self._refuse(event.end_mark, "lost-text", shift=len(lost[0]) - 1)
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
            self._refuse(event.start_mark, "alias", event.anchor)
        else:
            self._refuse(event.start_mark, "bad-key")

    def _refuse_empty(self, event: Any, key: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            return  # has a problem already
        if key is not None:
            if self._is_after_a_comma(key):
                self._refuse(key.start_mark, "comma-in-text", key.value)
            elif lost := _LOST_VALUE.match(self.text, key.end_mark.index):
                self._refuse(key.end_mark, "lost-text", shift=len(lost[0]) - 1)
            else:
                self._refuse(key.start_mark, "empty-value", quoted(key.value))
            return
        shift = 0 if event.style else -1  # the dash, where nothing follows it
        self._refuse(event.start_mark, "empty-value", "this list item", shift=shift)

    def _is_after_a_comma(self, key: Any) -> bool:
        """Whether a key within brackets is more likely the rest of a text that held a comma."""
        rest = self.text[key.end_mark.index : key.end_mark.index + 80].lstrip()
        return bool(self.open) and self.open[-1].flow_style and not rest.startswith(":")

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event.start_mark, "anchor", event.anchor)
        if event.tag is not None:
            self._refuse(event.start_mark, "tag")

    def _refuse_escapes(self, event: Any) -> None:
        start = event.start_mark
        typed = " " * start.column + self.text[start.index : event.end_mark.index]
        for offset, escape, character in hidden_escapes(typed):
            line = start.line + self.first_line + typed.count("\n", 0, offset)
            column = offset - typed.rfind("\n", 0, offset)
            what = f"{describe_character(character)}, written '{escape}',"
            self._refuse_at(line, column, "hidden-character", what)

    def _refuse_root(self, event: Any) -> None:
        start = event.start_mark
        if type(event) is ScalarEvent and not event.value:
            self._refuse_at(self.first_line, 1, "no-fields")
        elif colon := COLON_WITHOUT_SPACE.match(self.text, start.index):
            self._refuse(start, "missing-space", shift=colon.end() - start.index - 1)
        else:
            self._refuse(event.start_mark, "not-a-mapping")

    def _refuse_syntax(self, error: YAMLError) -> None:
        found = _explain(error, self.text.split("\n"), self.scalar, self.open)
        line = found.line + self.first_line
        here = {line, self.scalar.start_mark.line + self.first_line} if self.scalar else {line}
        self.faults = [f for f in self.faults if f.code not in _FOLLOWS or f.line not in here]
        if not any(f.line == line and f.code in _LEADS for f in self.faults):
            self.faults.append(Fault(line, found.column + 1, found.code, found.about))

    def _refuse(self, mark: Any, code: str, *about: object, shift: int = 0) -> None:
        """Note a fault at a mark of libyaml, or so many characters after it."""
        self._refuse_at(mark.line + self.first_line, mark.column + 1 + shift, code, *about)

    def _refuse_at(self, line: int, column: int, code: str, *about: object) -> None:
        self.faults.append(Fault(line, column, code, about))
        if len(self.faults) >= MOST_FAULTS:
            raise _GiveUpError


# What is missing just before a syntax error follows from it; a syntax error follows from these on its line.
_FOLLOWS = frozenset(("comma-in-text", "empty-value", "no-fields"))
_LEADS = frozenset(("alias", "anchor", "bad-key", "empty-key", "merge-key", "tag"))


def _explain(error: YAMLError, lines: list[str], scalar: Any, open_: list[Any]) -> Fault:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(0, 0, "yaml-syntax", (str(error).splitlines()[0],))
    end, start, last = error.problem_mark, error.context_mark or error.problem_mark, len(lines) - 1
    places = min(end.line, last), end.column, min(start.line, last), start.column
    stuck = Stuck(error.context or "", error.problem or "", *places, lines, scalar, open_)
    return explain(stuck)
