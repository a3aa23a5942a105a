"""What a field may name and what there is of it, to be offered to editors: councils, bodies, statuses, themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker_site.problems import Problems
from tracker_site.records.authority import Authority
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.parse import Records, parse
from tracker_site.records.site import Site
from tracker_site.records.statuses import COMMON, vocabulary
from tracker_site.register.clocks import STARTS, clocks_of
from tracker_site.register.warnings import WARNINGS
from tracker_site.source import read


@dataclass(frozen=True, slots=True)
class Offer:
    """A word that can be typed, and what it stands for."""

    word: str
    label: str


Offers = Mapping[str, tuple[Offer, ...]]
"""What can be typed for each thing that a field names: "authority", "body", "status" …"""


def offers_in(content: Path, shown: str) -> Offers:
    """Return what the sound files of a content folder offer; mistakes in it are for `check` to tell."""
    unheard = Problems()
    records = parse(read(content, shown, unheard), unheard)
    return offers_of(records)


def offers_of(records: Records | None) -> Offers:
    """Return what the records offer; without any, the words that all sites share."""
    offers = dict(_of_settings(records.site if records else Site(title="-")))
    offers |= {kind: tuple(sorted(_of_records(records, kind), key=_by_word)) for kind in _OF_RECORDS}
    return offers


def _by_word(offer: Offer) -> str:
    return offer.word


def _of_settings(site: Site) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    yield "status", tuple(Offer(key, status.label) for key, status in vocabulary(site).items())
    yield "common-status", tuple(Offer(key, status.label) for key, status in COMMON.items())
    yield "theme", tuple(Offer(key, label) for key, label in site.themes.items())
    yield "clock", tuple(Offer(clock.key, clock.title) for clock in clocks_of(site))
    yield "warning", tuple(Offer(code, words) for code, words in WARNINGS.items())
    starts = dict.fromkeys(start for some in STARTS.values() for start in some)
    yield "start", tuple(Offer(start, "") for start in starts)


_OF_RECORDS = ("authority", "body", "origin", "measure")


def _of_records(records: Records | None, kind: str) -> Iterator[Offer]:
    for record in records.by_id.values() if records else ():
        match kind, record:
            case "authority", Authority():
                yield Offer(record.id, record.name)
            case "body", Authority():
                yield from (Offer(f"{record.id}/{body.key}", body.name) for body in record.bodies)
            case "origin", Inspection() | Inquiry():
                yield Offer(record.id, record.title)
            case "origin", Meeting():
                yield Offer(record.id, record.title or f"{record.body}, {record.date.text}")
            case "measure", Measure():
                yield Offer(record.id, record.title)
