"""Lineage: the same concern through the years, as far as records say that it is the same.

Only `repeats` and `supersedes` tie recommendations together, directly or through others. A theme that two share does
not: that two recommendations are about caseloads does not make them one concern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker_site.dates import PartialDate
from tracker_site.records.inspection import Inspection
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.occasions import inspection_date
from tracker_site.register.register import Register
from tracker_site.standing.standing import Standings

Tie = Literal["repeats", "supersedes"]


@dataclass(frozen=True, slots=True)
class Raising:
    """A recommendation that raised the concern, and the earlier ones that it repeats or supersedes."""

    recommendation: str
    origin: str
    date: PartialDate
    """When it was made: its issue, or the date to reckon from where that is not stated."""
    ties: tuple[tuple[Tie, str], ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    """A later inspection that looked back on what raised the concern."""

    inspection: str
    date: PartialDate
    found: tuple[str, ...]
    """The recommendations of the thread, or parts of them, of which it says by name how far they have come."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One concern through the years; its key is the id of the recommendation that raised it first."""

    key: str
    raisings: tuple[Raising, ...]
    """Oldest first."""
    look_backs: tuple[LookBack, ...]
    """Oldest first; of inspections that raised the concern themselves too."""
    themes: tuple[str, ...]
    """The themes that all its recommendations share, as the first of them lists them."""
    open: tuple[str, ...]
    """Its recommendations that are still open."""

    @property
    def times(self) -> int:
        """How many times it was raised: by so many inspections, inquiries and meetings."""
        return len({raising.origin for raising in self.raisings})

    @property
    def since(self) -> PartialDate:
        """When it was raised first."""
        return self.raisings[0].date

    @property
    def recommendations(self) -> tuple[str, ...]:
        """The ids of its recommendations, oldest first."""
        return tuple(raising.recommendation for raising in self.raisings)


def threads(standings: Standings) -> tuple[Thread, ...]:
    """Return every concern that was raised more than once, the one raised most often first."""
    register = standings.register
    ties = _ties(standings)
    found = [
        _thread(standings, sorted(ids, key=lambda id: (register.days[id], id)), ties)
        for ids in _families(standings.recommendations, ties)
        if len(ids) > 1
    ]
    return tuple(sorted(found, key=lambda thread: _most_raised_first(register, thread)))


def _most_raised_first(register: Register, thread: Thread) -> tuple[int, bool, date, str]:
    return (-thread.times, not thread.open, register.days[thread.key], thread.key)


def _ties(standings: Standings) -> dict[str, tuple[tuple[Tie, str], ...]]:
    """Return what each recommendation says that it repeats or supersedes, as far as that is seen."""
    ties: dict[str, tuple[tuple[Tie, str], ...]] = {}
    for id in standings.recommendations:
        one = standings.register.records.by_id[id]
        assert isinstance(one, Recommendation)
        named: list[tuple[Tie, str]] = [("repeats", other) for other in one.repeats]
        named += [("supersedes", other) for other in one.supersedes]
        seen = (tie for tie in named if tie[1] in standings.recommendations and tie[1] != id)
        ties[id] = tuple(dict.fromkeys(seen))
    return ties


def _families(ids: Iterable[str], ties: Mapping[str, tuple[tuple[Tie, str], ...]]) -> list[set[str]]:
    """Return the recommendations that hang together, in whichever direction they name each other."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for id, named in ties.items():
        for _, other in named:
            neighbours[id].add(other)
            neighbours[other].add(id)
    families: list[set[str]] = []
    placed: set[str] = set()
    for id in ids:
        if id not in placed:
            families.append(_reached_from(id, neighbours))
            placed |= families[-1]
    return families


def _reached_from(id: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    to_visit = [id]
    while to_visit:
        if (next_one := to_visit.pop()) not in reached:
            reached.add(next_one)
            to_visit.extend(neighbours.get(next_one, ()))
    return reached


def _thread(standings: Standings, ids: list[str], ties: Mapping[str, tuple[tuple[Tie, str], ...]]) -> Thread:
    register = standings.register
    members = [record for id in ids if isinstance(record := register.records.by_id[id], Recommendation)]
    return Thread(
        key=ids[0],
        raisings=tuple(
            Raising(one.id, one.origin, register.reckoned_issue(one.id), ties[one.id]) for one in members
        ),
        look_backs=_look_backs(standings, ids, {one.origin for one in members}),
        themes=_shared([one.themes for one in members]),
        open=tuple(id for id in ids if standings.recommendations[id].status.is_open),
    )


def _shared(themes: list[tuple[str, ...]]) -> tuple[str, ...]:
    first, *others = themes
    return tuple(theme for theme in dict.fromkeys(first) if all(theme in other for other in others))


def _look_backs(standings: Standings, ids: list[str], origins: set[str]) -> tuple[LookBack, ...]:
    register = standings.register
    found = []
    for inspection in register.records.of_kind(Inspection):
        named = tuple(
            target
            for target in dict.fromkeys(on for report in inspection.progress for on in report.on)
            if target.split("/")[0] in ids
        )
        if inspection.id in standings.seen and (named or origins.intersection(inspection.follows)):
            found.append(LookBack(inspection.id, inspection_date(inspection), named))
    return tuple(sorted(found, key=lambda one: (register.days[one.inspection], one.inspection)))
