"""Rules on what is typed into texts: plain characters, no way to reach a private person, no quotes around a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.problems import Place
from tracker_site.records.base import CURLY, Record
from tracker_site.records.page import ProsePage
from tracker_site.records.walk import Path
from tracker_site.register.contacts import MAY_HOLD, contacts_in
from tracker_site.register.findings import Finding, found
from tracker_site.source import SourceFile
from tracker_site.source.characters import find_divided_words, find_odd_words, may_hold_odd_words
from tracker_site.source.strict_yaml import Value, describe_character

_NO_TEXT = frozenset({"url", "website", "number", "reference", "value", "accepts"})
"""Fields that hold an address or a number and nothing that is read as a text."""

_TITLES = frozenset({"title", "name", "role", "owner", "label", "addressed_to"})


def check_texts(record: Record, file: SourceFile) -> Iterator[Finding]:
    """Yield what a search would not find, what reaches a person, and quotes that are published with a title."""
    yield from check_characters(file)
    if isinstance(record, ProsePage):
        return
    # Most files hold neither, and to search them whole is quick.
    if MAY_HOLD.search(file.text):
        yield from _find_contacts(file)
    if any(quote in file.text for quote in CURLY):
        yield from _find_quotes(file)


def check_characters(file: SourceFile) -> Iterator[Finding]:
    """Yield the lines with characters of a PDF, and the words that are divided at the end of a line."""
    for number, line in enumerate(file.text.split("\n"), 1) if may_hold_odd_words(file.text) else ():
        is_note = line.lstrip().startswith("#") and (not file.body or number < file.body_line)
        if not is_note and (words := list(find_odd_words(line))):
            first, more = words[0], f" (and {len(words) - 1} more on this line)" if len(words) > 1 else ""
            place = Place(file.path, number, line.find(first.typed) + 1)
            key = "letter" if first.meant else "symbol"
            about = (
                first.typed,
                describe_character(first.character).partition(" (not")[0],
                more,
                first.meant,
            )
            yield found(place, f"odd-character.{key}", *about)
    for word in find_divided_words(file.text):
        line_number = file.text.count("\n", 0, word.offset) + 1
        column = word.offset - file.text.rfind("\n", 0, word.offset)
        yield found(Place(file.path, line_number, column), "divided-word", word.typed, word.meant)


def _find_contacts(file: SourceFile) -> Iterator[Finding]:
    for path, text in (*texts_in(file.fields), (("body",), file.body)):
        for offset, typed, what in contacts_in(text):
            place = file.place_in(path, text.count("\n", 0, offset), typed)
            yield found(place, "contact-details", what)


def texts_in(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text that is typed in some fields, with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from texts_in(inner, (*path, name))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from texts_in(inner, (*path, n))
    else:
        yield path, value


def _find_quotes(file: SourceFile) -> Iterator[Finding]:
    for path, text in texts_in(file.fields):
        if path[-1] in _TITLES and is_quoted_whole(text):
            yield found(path, "quotes-around-title")


_QUOTED = re.compile("\\s*(?:\u201c[^\u201c\u201d]+\u201d|\u2018[^\u2018]+\u2019)\\s*")


def is_quoted_whole(text: str) -> bool:
    """Whether a text stands within one pair of curly quotes."""
    return bool(_QUOTED.fullmatch(text))
