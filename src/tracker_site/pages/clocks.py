"""Deadlines of law, framework and local rule, with their arithmetic, as a page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import in_words
from tracker_site.labels import count
from tracker_site.status.deadlines import met_in_time
from tracker_site.status.due import Against
from tracker_site.status.standing import Deadline


@dataclass(frozen=True, slots=True)
class DeadlineMet:
    """A deadline that a record meets: how, which one, and for what."""

    words: str
    title: str
    of: tuple[Link, ...]


def deadlines_met(
    guide: Guide, record: str, keys: Iterable[str], about: Iterable[str]
) -> tuple[DeadlineMet, ...]:
    """Return the deadlines that a record says are met, of all that it is about: in time or how late."""
    clocks = guide.once(_clocks, "")
    named = tuple(about)
    return tuple(
        DeadlineMet(words, guide.clock_title(key), tuple(guide.link(one.record) for one in of))
        for key in keys
        for words, of in _met_in(record, [one for thing in named for one in clocks.get((key, thing), ())])
    )


def _clocks(guide: Guide, _: str) -> dict[tuple[str, str], list[Deadline]]:
    found: defaultdict[tuple[str, str], list[Deadline]] = defaultdict(list)
    for one in guide.standings.deadlines:
        found[one.key, one.record].append(one)
    return found


def _met_in(record: str, clocks: list[Deadline]) -> Iterator[tuple[str, list[Deadline]]]:
    words = [(_met_in_words(record, one), one) for one in clocks]
    for said, of in groupby(words, key=lambda pair: pair[0]):
        yield said, [one for _, one in of]
    if not clocks:
        yield "Is said to meet a deadline that does not run for what this is about", []


def _met_in_words(record: str, standing: Deadline) -> str:
    met, deadline = standing.met, standing.deadline
    if met is None or met.record != record:
        return "Comes after this deadline was met"
    if deadline is None:
        return "Meets a deadline whose day is not known"
    day, against = in_words(deadline), met_in_time(deadline, met)
    if standing.state == "met-late":
        return f"Meets, {_days_late(against)}, the deadline of {day}"
    if against.in_time == "in-time":
        return f"Meets the deadline of {day}"
    return f"Meets, though it is not certain that in time, the deadline of {day}"


def _days_late(of: Against) -> str:
    assert of.days_late_at_least
    at_least = "" if of.days_late_at_least == of.days_late_at_most else "at least "
    return f"{at_least}{count(of.days_late_at_least, 'day')} late"
