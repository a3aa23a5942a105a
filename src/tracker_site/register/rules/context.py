"""What the rules on one record have to know of all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate
from tracker_site.records.authority import BodyKind
from tracker_site.records.inspection import Inspection
from tracker_site.records.statuses import COMMON, Status
from tracker_site.register.clocks import clocks_of
from tracker_site.register.findings import WARNINGS
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules on one record have to know of all others: equal as long as no other bears on it otherwise."""

    today: date
    structure: Structure
    words: Mapping[str, frozenset[str]]
    """The words of each vocabulary: "theme", "status" …"""
    statuses: Mapping[str, Status]
    issues: Mapping[str, PartialDate]
    """When each recommendation was issued, to reckon from."""
    visits: Mapping[str, PartialDate]
    """When the visit of each inspection began, where something is known of it."""
    bodies: Mapping[str, BodyKind]
    """The kind of each body."""
    inspectorates: frozenset[str]
    """What inspectorates are called, in small letters."""


def context_of(register: Register, today: date) -> Context:
    """Return what the rules on one record of a register have to know of the others, on the real day."""
    bodies = [entity for entity in register.entities.values() if entity.noun == "body"]
    inspections = register.records.of_kind(Inspection)
    visits = ((one.id, one.visited.from_) for one in inspections if one.visited)
    called = [name.casefold() for one in inspections for name in one.inspectorate]
    for one in bodies:
        if one.what.kind == "inspectorate":
            called += (one.what.name.casefold(), one.address)
    return Context(
        today,
        register.structure,
        {vocabulary: frozenset(words) for vocabulary, words in words_known(register).items()},
        register.statuses,
        {id: issue.reckoned for id, issue in register.issues.items()},
        {id: began for id, began in visits if began and began.is_known},
        {one.address: one.what.kind for one in bodies},
        frozenset(called),
    )


def words_known(register: Register) -> Mapping[str, Collection[str]]:
    """Return the words of each vocabulary."""
    site = register.records.site
    return {
        "theme": site.themes,
        # One whose own meaning is unknown is to blame there.
        "status": {**register.statuses, **site.statuses},
        "common-status": COMMON,
        "clock": [clock.key for clock in clocks_of(site)],
        "warning": WARNINGS,
    }
