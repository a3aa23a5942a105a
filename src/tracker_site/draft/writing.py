"""From what was found to the text of a meeting file, with a question wherever the minutes leave one."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracker_site.source.markup.lists import BULLETS

_WIDTH = 108
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ](?:[\w ,.()’/–;?£%&+-]|'(?=\w)|:(?=\S))*")
_ANSWERS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_MARKDOWN = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
_STARTS_BLOCK = re.compile(
    rf"(#{{1,6}}(?=\s)|>|[-+{BULLETS}](?=\s|$|-|\+)|\d{{1,9}}(?=[.)](?:\s|$))|[=~|:]|    )"
)

Value: TypeAlias = "str | tuple[Field, ...] | list[Entry] | list[str] | None"
Entry: TypeAlias = "list[Field]"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record; without a value it is left open."""

    name: str
    value: Value
    notes: tuple[str, ...] = ()
    """What stands above it: questions, which begin with "TODO", and remarks."""
    is_text: bool = False
    """Whether it takes Markdown, of several paragraphs where there are empty lines in it."""
    below: tuple[str, ...] = ()
    """Lines that stand below it as they are."""
    is_answer: bool = False
    """Whether it is no words, but a yes or no."""
    is_offered: bool = False
    """Whether it only stands there as a note, to be taken up or not."""


def write(fields: Sequence[Field], notes: Sequence[str]) -> str:
    """Return a file of front matter."""
    lines = ["---", *(line for note in notes for line in _comment(note, 0)), *_mapping(fields, 0), "---"]
    return "\n".join(lines) + "\n"


def add_note(text: str, note: str) -> str:
    """Return a file of front matter with one more note above its first field or note."""
    start, _, rest = text.partition("\n")
    return "\n".join((start, *_comment(note, 0), rest))


def _mapping(fields: Sequence[Field], indent: int) -> Iterator[str]:
    for field in fields:
        for note in field.notes:
            yield from _comment(note, indent)
        yield from _field(field, indent)
        for line in field.below:
            yield " " * indent + line if line else ""


def _comment(note: str, indent: int) -> Iterator[str]:
    start = " " * indent + "# "
    width = max(_WIDTH - indent, 40)
    for number, line in enumerate(textwrap.wrap(note, width, break_long_words=False, break_on_hyphens=False)):
        # A quoted "TODO" that came to stand first on a line would ask a second time.
        yield start + (f"({line})" if number and line.startswith("TODO") else line)


def _field(field: Field, indent: int) -> Iterator[str]:
    start = f"{' ' * indent}{'# ' if field.is_offered else ''}{field.name}:"
    value = field.value
    if value is None:
        yield start
    elif isinstance(value, str) and field.is_answer:
        yield f"{start} {value}"
    elif isinstance(value, str):
        yield from _scalar(start, markdown(value) if field.is_text else value, indent)
    elif isinstance(value, tuple):
        yield start
        yield from _mapping(value, indent + 2)
    elif all(isinstance(one, str) for one in value):
        yield f"{start} [{', '.join(str(one) for one in value)}]"
    else:
        yield start
        for entry in value:
            assert isinstance(entry, list)
            yield from _entry(entry, indent + 2)


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    """Yield an entry of a list; a note above its first field goes above its dash."""
    first = entry[0]
    for note in first.notes:
        yield from _comment(note, indent)
    bare = [Field(first.name, first.value, (), first.is_text, first.below), *entry[1:]]
    lines = list(_mapping(bare, indent + 2))
    yield f"{' ' * indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _scalar(start: str, text: str, indent: int) -> Iterator[str]:
    if "\n\n" in text:
        yield f"{start} |-"
        for number, paragraph in enumerate(text.split("\n\n")):
            yield from ["", *_wrapped(paragraph, indent + 2)] if number else _wrapped(paragraph, indent + 2)
    elif len(start) + len(text) <= _WIDTH:
        yield f"{start} {scalar(text)}"
    else:
        yield f"{start} >-"
        yield from _wrapped(text, indent + 2)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text, none of which starts with what would start a list or a heading."""
    kept: list[str] = []
    for line in textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False):
        if kept and _STARTS_BLOCK.match(line):
            kept[-1] += f" {line}"
        else:
            kept.append(line)
    return (" " * indent + line for line in kept)


def scalar(text: str) -> str:
    """Return a text as YAML takes it on one line, in quotes where it needs them."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _ANSWERS and not text.endswith(" ")
    if is_plain or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def markdown(text: str) -> str:
    """Return plain text so that Markdown shows it as it is."""
    escaped = (_MARKDOWN.sub(r"\\\g<0>", paragraph) for paragraph in text.split("\n\n"))
    return "\n\n".join(
        re.sub(r"^(\d{0,9})([#>+-]|(?<=\d)[.)])(?=\s|[>+-]|$)", r"\1\\\2", one) for one in escaped
    )
