"""Deadlines of law, framework and local rule, with their arithmetic, as a page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tracker_site.briefing.urgent import is_about_an_answer
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate, day_in_words, in_words
from tracker_site.pages.words import count, listing
from tracker_site.phrases import rule_in_words
from tracker_site.records.base import Source
from tracker_site.status.deadlines import met_in_time
from tracker_site.status.keeping import Against
from tracker_site.status.standing import ClockStanding

_STATES = {
    "met": "Met",
    "met-late": "Met, but late",
    "running": "Running",
    "passed": "The day has passed, and nothing records that it was met",
    "start-unknown": "Start not known, so it can’t be worked out",
}


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A deadline and how it was reckoned."""

    title: str
    record: Link
    council: Link | None
    state: str
    state_words: str
    rule: str
    start: PartialDate | None
    deadline: PartialDate | None
    holidays: int
    left_out: str
    """The days of those bank holidays, in words."""
    unit: str
    met_in: Link | None
    met_on: PartialDate | None
    plans: tuple[Link, ...]
    """The action plans that answer the recommendation, where it is a day for an answer that has passed."""
    sources: tuple[Source, ...]


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


def _clocks(guide: Guide, _: str) -> dict[tuple[str, str], list[ClockStanding]]:
    found: defaultdict[tuple[str, str], list[ClockStanding]] = defaultdict(list)
    for one in guide.standings.clocks:
        found[one.clock.key, one.record].append(one)
    return found


def _met_in(record: str, clocks: list[ClockStanding]) -> Iterator[tuple[str, list[ClockStanding]]]:
    words = [(_met_in_words(record, one), one) for one in clocks]
    for said, of in groupby(words, key=lambda pair: pair[0]):
        yield said, [one for _, one in of]
    if not clocks:
        yield "Is said to meet a deadline that does not run for what this is about", []


def _met_in_words(record: str, standing: ClockStanding) -> str:
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


def clocks_shown(guide: Guide, record: str) -> tuple[ClockShown, ...]:
    """Return the clocks that run for a record."""
    return tuple(clock_shown(guide, clock) for clock in guide.once(_by_record, "").get(record, ()))


def _by_record(guide: Guide, _: str) -> dict[str, list[ClockStanding]]:
    found: defaultdict[str, list[ClockStanding]] = defaultdict(list)
    for one in guide.standings.clocks:
        found[one.record].append(one)
    return found


def clock_shown(guide: Guide, standing: ClockStanding) -> ClockShown:
    """Return a deadline with how it was reckoned."""
    clock = standing.clock
    return ClockShown(
        title=clock.title,
        record=guide.link(standing.record),
        council=guide.link(authority) if (authority := guide.authority_of(standing.record)) else None,
        state=standing.state,
        state_words=_STATES[standing.state],
        rule=rule_in_words(clock),
        start=standing.start,
        deadline=standing.deadline,
        holidays=len(standing.holidays),
        left_out=listing([day_in_words(day) for day in standing.holidays]) if standing.holidays else "",
        unit=clock.unit,
        met_in=guide.link(standing.met.record) if standing.met else None,
        met_on=standing.met.date if standing.met else None,
        plans=guide.links(plans_instead(guide, standing)),
        sources=(clock.source,) if clock.source else (),
    )


def plans_instead(guide: Guide, standing: ClockStanding) -> tuple[str, ...]:
    """Return the action plans that answer a recommendation of which the day for an answer has passed."""
    if standing.state != "passed" or not is_about_an_answer(standing):
        return ()
    return guide.accounts.plans_answering.get(standing.record, ())
