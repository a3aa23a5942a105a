"""Lineage: the same concern through the years, over what repeats and what supersedes, and who looked back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.dates import PartialDate
from tracker_site.records.base import Reference
from tracker_site.records.inspection import Inspection
from tracker_site.status.standing import Standings


@dataclass(frozen=True, slots=True)
class Raised:
    """One time that a concern was raised: a recommendation in its thread."""

    id: str
    origin: str
    """The inspection, inquiry or meeting that raised it."""
    date: PartialDate
    """When it was issued, else the end of the inspectors' visit."""
    repeats: tuple[Reference, ...]
    """The recommendations of the thread that it names as raising the same."""
    supersedes: tuple[Reference, ...]
    """Those that it took the place of."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Recommendations that hang together, directly or over others, by what repeats or supersedes; oldest first."""

    raised: tuple[Raised, ...]

    @property
    def times(self) -> int:
        """How many inspections, inquiries and meetings raised it: two recommendations of one count once."""
        return len({one.origin for one in self.raised})

    @property
    def ids(self) -> tuple[str, ...]:
        """The recommendations of the thread."""
        return tuple(one.id for one in self.raised)

    def before(self, id: str) -> tuple[str, ...]:
        """Return those of the thread that something else raised certainly before one of them, oldest first."""
        now = self.raised[self.ids.index(id)]
        by_id = {one.id: one for one in self.raised}
        named = reached(id, lambda one: (*by_id[one].repeats, *by_id[one].supersedes))
        return tuple(
            one.id
            for one in self.raised[: self.ids.index(id)]
            if one.origin != now.origin and (one.date.is_before(now.date) or one.id in named)
        )

    @property
    def since(self) -> int | None:
        """The year in which it was first raised; none where a date is so open that this is not certain."""
        if any(one.date.earliest is None for one in self.raised):
            return None
        first = min(one.date.earliest.year for one in self.raised if one.date.earliest)
        certain = [one.date.latest.year for one in self.raised if one.date.latest]
        return first if first in certain else None


@dataclass(frozen=True, slots=True)
class LookBack:
    """An inspection that looks back on earlier ones, and what it said of what they had asked for."""

    inspection: str
    date: PartialDate
    on: tuple[Reference, ...]
    """The earlier inspections that it names."""
    before: tuple[Reference, ...]
    """Those that these looked back on in turn."""
    spoke_of: tuple[Reference, ...]
    """The earlier recommendations of which it said how far they had come."""
    raised_again: tuple[Reference, ...]
    """Its own recommendations that are in a thread with one of theirs."""


def threads(standings: Standings) -> tuple[Thread, ...]:
    """Return every concern that was raised more than once: the most often first, then the oldest."""
    register = standings.register

    groups = (sorted(ids, key=register.order) for ids in _groups(_neighbours(standings)))
    found = [Thread(tuple(_raised(standings, id) for id in ids)) for ids in groups]
    return tuple(sorted(found, key=lambda one: (-one.times, *register.order(one.ids[0]))))


def look_backs(standings: Standings, found: tuple[Thread, ...]) -> tuple[LookBack, ...]:
    """Return the inspections that look back on others, oldest first; `found` are the threads."""
    register = standings.register
    inspections = {
        one.id: tuple(id for id in one.follows if id in standings.seen)
        for one in register.records.of_kind(Inspection)
        if one.id in standings.seen
    }
    thread_of = {id: thread for thread in found for id in thread.ids}
    return tuple(
        _look_back(standings, inspections, thread_of, id)
        for id in sorted(inspections, key=register.order)
        if inspections[id]
    )


def _neighbours(standings: Standings) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in standings.register.related:
        if record.id not in standings.recommendations:
            continue
        for other in (*_named(standings, record.repeats), *_named(standings, record.supersedes)):
            found[record.id].add(other)
            found[other].add(record.id)
    return found


def _named(standings: Standings, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the recommendations that are named, by themselves or by a part, as far as they are seen."""
    ids = dict.fromkeys(target.split("/")[0] for target in targets)
    return tuple(id for id in ids if id in standings.recommendations)


def _groups(neighbours: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Yield what hangs together, whatever way the relations point."""
    left = dict.fromkeys(neighbours)
    while left:
        first = next(iter(left))
        group = {first, *reached(first, neighbours.__getitem__)}
        for id in group:
            del left[id]
        yield group


def _raised(standings: Standings, id: str) -> Raised:
    record = standings.register.recommendation(id)
    return Raised(
        id,
        record.origin,
        standings.register.reckoned_issue(id),
        _named(standings, record.repeats),
        _named(standings, record.supersedes),
    )


def _look_back(
    standings: Standings, follows: Mapping[str, tuple[str, ...]], thread_of: Mapping[str, Thread], id: str
) -> LookBack:
    register = standings.register
    earlier = reached(id, lambda one: follows.get(one, ()))
    theirs = [made for one in earlier for made in register.made_by.get(one, ()) if made in standings.seen]
    return LookBack(
        id,
        register.said_on[id],
        follows[id],
        tuple(one for one in earlier if one not in follows[id]),
        tuple(one for one in theirs if _said_how_far(standings, one, id)),
        tuple(
            one
            for one in register.made_by.get(id, ())
            if one in thread_of and set(thread_of[one].ids) & set(theirs)
        ),
    )


def _said_how_far(standings: Standings, id: str, record: str) -> bool:
    timeline = standings.recommendations[id].timeline
    return any(entry.record == record and entry.status is not None for entry in timeline)


def reached(first: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return what a thing leads to, directly or over others, the nearest first; not itself."""
    found: dict[str, None] = {}
    waiting = [first]
    for one in waiting:
        new = [other for other in onward(one) if other not in found and other != first]
        found |= dict.fromkeys(new)
        waiting += dict.fromkeys(new)
    return tuple(found)
