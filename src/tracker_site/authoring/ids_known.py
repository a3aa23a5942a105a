"""The ids that other records may name, with what they stand for: the command `ids`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker_site.dates import in_words
from tracker_site.problems import Problems
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.meeting import Meeting
from tracker_site.records.parse import parse
from tracker_site.records.recommendation import Part
from tracker_site.register.contents import Thing, things_of
from tracker_site.source import read


class KnownId(NamedTuple):
    """An id, or the address of a thing within a record, and what it stands for."""

    id: str
    kind: str
    title: str
    file: str


def ids_in(content: Path, shown: str, words: Sequence[str]) -> tuple[KnownId, ...]:
    """Return what the sound files of a content folder hold, as far as it has all of the words."""
    unheard = Problems()
    records = parse(read(content, shown, unheard), unheard)
    if records is None:
        return ()
    known = (
        KnownId(thing.address, thing.noun, title_of(thing), records.files[record.id].path)
        for record in records.by_id.values()
        for thing in things_of(record)
    )
    return tuple(sorted(one for one in known if _has(one, words)))


def _has(one: KnownId, words: Iterable[str]) -> bool:
    text = " ".join(one[:3]).casefold()
    return all(word.casefold() in text for word in words)


def title_of(thing: Thing) -> str:
    """Return what people call a thing, on one line."""
    what = thing.what
    if isinstance(what, Authority | Committee):
        return what.name
    if isinstance(what, Part):
        return " ".join(what.text.source.split())
    if isinstance(what, Meeting):
        return what.title or f"{what.body}, {in_words(what.date)}"
    return str(getattr(what, "title", ""))


def as_text(found: Sequence[KnownId]) -> Iterator[str]:
    """Yield a line for each: its id, what it is, and its title."""
    widest = min(max((len(one.id) for one in found), default=0), 60)
    yield from (f"{one.id:<{widest}}  {one.kind}: {one.title}" for one in found)


def as_json(found: Sequence[KnownId]) -> str:
    """Return them for programs."""
    return json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2)
