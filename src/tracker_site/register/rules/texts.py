"""Rules on what is typed into texts: nothing by which a private person is reached, and no quotes around a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.base import CURLY, Record
from tracker_site.records.page import ProsePage
from tracker_site.register.contacts import MAY_HOLD, contacts_in
from tracker_site.register.register import Register
from tracker_site.register.things import Path
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import Value

_NO_TEXT = frozenset({"url", "website", "number", "reference", "value", "accepts"})
"""Fields that hold an address or a number and nothing that is read as a text."""

_TITLES = frozenset({"title", "name", "role", "owner", "label", "addressed_to"})


def check_texts(register: Register, problems: Problems, memory: Memory) -> None:
    """Warn of what reaches a person, and of quotes that are published with a title."""
    # Not `isinstance`, for which pydantic has a slow answer of its own.
    records = [record for record in register.records.by_id.values() if type(record) is not ProsePage]
    files = [register.records.files[record.id] for record in records]
    memory.note_each(problems, _check_texts, records, files)


def _check_texts(record: Record, file: SourceFile, problems: Problems) -> None:
    # Most files hold neither, and to search them whole is quick.
    if "contact-details" not in record.accepts and MAY_HOLD.search(file.text):
        _warn_of_contacts(file, problems)
    if "quotes-around-title" not in record.accepts and any(quote in file.text for quote in CURLY):
        _warn_of_quotes(file, problems)


def _warn_of_contacts(file: SourceFile, problems: Problems) -> None:
    for path, text in (*texts_in(file.fields), (("body",), file.body)):
        for offset, found, what in contacts_in(text):
            place = file.place_in(path, text.count("\n", 0, offset), found)
            # What it says is not repeated: what is printed at a check stays where nobody can take it back.
            message = (
                f"{what} stands here; leave it out if it reaches a private person; if it is a public office's own, "
                f"accept this with 'accepts: [contact-details]'"
            )
            problems.warn(place, message, "contact-details")


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


def _warn_of_quotes(file: SourceFile, problems: Problems) -> None:
    for path, text in texts_in(file.fields):
        if path[-1] in _TITLES and is_quoted_whole(text):
            message = (
                "the quotes around this are not those that hold a text together, so they are published with it; delete "
                "them, type straight ones (\") instead, or accept this with 'accepts: [quotes-around-title]'"
            )
            problems.warn(file.place(*path), message, "quotes-around-title")


_QUOTED = re.compile("\\s*(?:\u201c[^\u201c\u201d]+\u201d|\u2018[^\u2018]+\u2019)\\s*")


def is_quoted_whole(text: str) -> bool:
    """Whether a text stands within one pair of curly quotes."""
    return bool(_QUOTED.fullmatch(text))
