"""Whether a promise that was kept was kept in time, as far as the records allow that to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal

from tracker_site.dates import PartialDate, days_between
from tracker_site.records.base import Reference, When
from tracker_site.status.history import Step
from tracker_site.status.standing import ActionStanding

Punctuality = Literal["in-time", "late", "in-time-or-late", "not-known"]
"""Certainly by the date; certainly after it; either, as the dates are not exact or nobody said when it was done; not
known, for there is no date or nothing bounds when it was done."""


@dataclass(frozen=True, slots=True)
class Against:
    """How a promise was kept by one of its due dates."""

    due: When | None
    """None where there never was a date, unknown where it was dropped."""
    in_time: Punctuality
    """Whether it was in time."""
    days_late_at_least: int | None
    """How many days late, at the least; none where it may be none."""
    days_late_at_most: int | None
    """How many days late, at the most; none where that is not bounded, and for what was in time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """When a promise was kept, and how that is by its dates.

    No record tells the day itself: it is between the last record by which the promise stood open, and the first by
    which it was certainly kept.
    """

    said: When
    """The date of the record that first said so, since it last became so."""
    said_in: Reference
    """The record that said so."""
    not_before: date | None
    """The day on which it was still said to be open, else on which it was promised."""
    by_first_date: Against
    """By the date that stood first."""
    by_last_date: Against
    """By the date that stands now."""


def how_kept(standing: ActionStanding) -> Kept | None:
    """Return how an action was kept; none where it is not completed."""
    if standing.status.common.key != "completed":
        return None
    since_then = tuple(takewhile(_is_completed, reversed(standing.steps)))
    # Of several that say so, one of an exact date may be certain before one that came earlier.
    sayer = min(reversed(since_then), key=lambda step: step.date.latest or date.max)
    not_before = max(_known_open(standing, since_then[-1].day), default=None)
    assert sayer.record
    known = [due.date for due in standing.due_dates if due.date.is_known]
    first = known[0] if known else None
    return Kept(
        sayer.date,
        sayer.record,
        not_before,
        against(first, not_before, sayer.date.latest),
        against(standing.due, not_before, sayer.date.latest),
    )


def against(due: PartialDate | None, not_before: date | None, not_after: date | None) -> Against:
    """Return how what was done between two days, of which either may not be known, was done by a due date."""
    if due is None or not due.is_known:
        return Against(due, "not-known", None, None)
    least, most = days_between(due, PartialDate("", not_before, not_after))
    if most is not None and most <= 0:
        return Against(due, "in-time", None, None)
    if least is not None and least > 0:
        return Against(due, "late", least, most)
    return Against(due, "not-known" if most is None else "in-time-or-late", None, most)


def _is_completed(step: Step) -> bool:
    return step.status.common.key == "completed"


def _known_open(standing: ActionStanding, before: date) -> Iterator[date]:
    """Yield the days, before one, on which it was certainly not done yet."""
    if standing.issued.earliest:
        yield standing.issued.earliest
    for entry in standing.timeline:
        # Who sets a date, and says no more, says that it is still to be done.
        is_open = entry.status.is_open if entry.status else bool(entry.due and entry.due.is_known)
        if is_open and entry.day < before and entry.date.earliest:
            yield entry.date.earliest
