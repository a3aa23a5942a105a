"""Deadlines of law, framework and local rule, with their arithmetic, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from tracker_site.dates import PartialDate, day_in_words
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import SourceShown, sources_shown
from tracker_site.pages.words import listing
from tracker_site.standing.standing import ClockStanding

_STATES = {
    "met": "Met",
    "met-late": "Met, but late",
    "running": "Running",
    "passed": "The day has passed, and nothing records that it was met",
    "start-unknown": "Start not known, so it can’t be worked out",
}

_UNITS = {"days": "days", "working-days": "working days", "weeks": "weeks", "months": "months"}

_STARTS = {
    "published": "the publication of the report",
    "received": "the receipt of the report",
    "visited": "the end of the visit",
    "issued": "the day it was issued",
    "opened": "the opening",
    "date": "the day of the meeting",
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
    sources: tuple[SourceShown, ...]


def clocks_shown(guide: Guide, record: str) -> tuple[ClockShown, ...]:
    """Return the clocks that run for a record."""
    return tuple(clock_shown(guide, clock) for clock in guide.standings.clocks if clock.record == record)


def clock_shown(guide: Guide, standing: ClockStanding) -> ClockShown:
    """Return a deadline with how it was reckoned."""
    clock = standing.clock
    return ClockShown(
        title=clock.title,
        record=guide.link(standing.record),
        council=guide.link(authority) if (authority := guide.authority_of(standing.record)) else None,
        state=standing.state,
        state_words=_STATES[standing.state],
        rule=f"{clock.length} {_UNITS[clock.unit]} from {_STARTS[clock.starts]}",
        start=standing.start,
        deadline=standing.deadline,
        holidays=len(standing.holidays),
        left_out=listing([day_in_words(day) for day in standing.holidays]) if standing.holidays else "",
        unit=clock.unit,
        met_in=guide.link(standing.met.record) if standing.met else None,
        met_on=standing.met.date if standing.met else None,
        sources=sources_shown([clock.source] if clock.source else []),
    )
