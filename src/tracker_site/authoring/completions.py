"""What can be typed where a record names something: ids, statuses, themes; and the command `ids`, which lists ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap
from typing import NamedTuple

from tracker_site.authoring.writing import sound_records
from tracker_site.dates import in_words
from tracker_site.project import Project
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.parse import Records
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Action
from tracker_site.records.site import Site
from tracker_site.records.statuses import COMMON, vocabulary
from tracker_site.register.clocks import STARTS, clocks_of
from tracker_site.register.contents import entities_of
from tracker_site.register.findings import WARNINGS


class Completion(NamedTuple):
    """A word that can be typed, and what it stands for."""

    word: str
    label: str


Completions = Mapping[str, tuple[Completion, ...]]
"""What can be typed for each thing that a field names: "authority", "body", "status" …"""


def completions_in(project: Project) -> Completions:
    """Return the completions from the sound files of a site; mistakes in it are for `check` to tell."""
    return completions_of(sound_records(project))


def completions_of(records: Records | None) -> Completions:
    """Return the completions that records give; without any, the words that all sites share."""
    records = records or Records(Site(title="-"), {}, {}, frozenset(), False)
    site = records.site
    found: dict[str, Iterable[tuple[str, str]]] = {
        "status": ((key, status.label) for key, status in vocabulary(site).items()),
        "common-status": ((key, status.label) for key, status in COMMON.items()),
        "theme": site.themes.items(),
        "clock": ((clock.key, clock.title) for clock in clocks_of(site)),
        "warning": WARNINGS.items(),
        "start": ((start, "") for start in dict.fromkeys(chain(*STARTS.values()))),
        "authority": _titled(records, Authority),
        "body": sorted(
            (f"{council.id}/{body.key}", body.name)
            for council in records.of_kind(Authority)
            for body in council.bodies
        ),
        "origin": _titled(records, Inspection, Inquiry, Meeting),
        "measure": _titled(records, Measure),
    }
    return {name: tuple(starmap(Completion, pairs)) for name, pairs in found.items()}


def _titled(records: Records, *kinds: type[Record]) -> list[tuple[str, str]]:
    return sorted((record.id, title_of(record)) for kind in kinds for record in records.of_kind(kind))


def title_of(entity: Record | Committee | Part | Action | Item) -> str:
    """Return what people call an entity, on one line."""
    match entity:
        case Authority() | Committee():
            return entity.name
        case Part():
            return " ".join(entity.text.source.split())
        case Meeting():
            return entity.title or f"{entity.body}, {in_words(entity.date)}"
    return str(getattr(entity, "title", ""))


# The command `ids`


class KnownId(NamedTuple):
    """The id of a record, or the address of an entity within one, and what it stands for."""

    id: str
    kind: str
    title: str
    file: str


def known_ids(project: Project, words: Sequence[str]) -> list[KnownId]:
    """Return the ids of all sound records, sorted, as far as id, kind or title hold all of the words."""
    records = sound_records(project)
    if records is None:
        return []
    known = (
        KnownId(thing.address, thing.noun, title_of(thing.what), records.files[record.id].path)
        for record in records.by_id.values()
        for thing in entities_of(record)
    )
    wanted = [word.casefold() for word in words]
    return sorted(one for one in known if all(word in " ".join(one[:3]).casefold() for word in wanted))


def ids_as_text(known: Sequence[KnownId]) -> Iterator[str]:
    """Yield a line for each id: what it is, and its title."""
    widest = min(max((len(one.id) for one in known), default=0), 60)
    yield from (f"{one.id:<{widest}}  {one.kind}: {one.title}" for one in known)


def ids_as_json(known: Sequence[KnownId]) -> str:
    """Return ids for programs."""
    return json.dumps([one._asdict() for one in known], ensure_ascii=False, indent=2)
