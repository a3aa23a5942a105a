"""Due dates: all that an entity ever had, how far they moved, and whether the present one has passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, groupby, pairwise
from operator import itemgetter
from typing import Annotated, Literal

from pydantic import Field

from tracker_site.dates import PartialDate, days_between
from tracker_site.records.base import UNPUBLISHED, Reference, Text, When
from tracker_site.register.occasions import Report
from tracker_site.status.history import Breadths, Statement, precedence

Move = Literal["later", "earlier", "open", "dropped", "set-again"]
"""Where a date went: certainly later or earlier, open where the dates allow either, dropped without a new one,
or set again after it was dropped."""


Punctuality = Literal["in-time", "late", "in-time-or-late", "not-known"]
"""Certainly by the date; certainly after it; either, as the dates are not exact or nobody said when it was done; not
known, for there is no date or nothing bounds when it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A due date, and the record that set it; none where it was due from the start."""

    days_later: Annotated[int | None, UNPUBLISHED] = None
    """How many days later it is than the date before, where both are known to the day."""
    days_later_at_least: Annotated[int | None, UNPUBLISHED] = None
    """How many days later, at least; below nought where it came forward, empty where not bounded."""
    days_later_at_most: Annotated[int | None, UNPUBLISHED] = None
    """How many days later, at most; the same where both dates are days."""
    date: When
    """The date; `unknown` where a date was dropped."""
    record: Reference | None
    """The record that moved it; empty where it was due from the start."""
    reason: Text | None
    """The reason that was given."""


@dataclass(frozen=True, slots=True)
class DateMove:
    """One move of a due date."""

    from_: Annotated[When, Field(alias="from")]
    """The date before."""
    to: When
    """The date after; `unknown` where it was dropped."""
    record: Reference | None
    """The record that moved it."""
    reason: Text | None
    """The reason that was given."""
    move: Move
    """Where it went: certainly `later` or `earlier`, `open` where the dates allow either, `dropped`, or `set-again`."""
    days_at_least: int | None
    """By how many days at least; below nought where it came forward, empty where that is not bounded."""
    days_at_most: int | None
    """By how many days at most."""


@dataclass(frozen=True, slots=True)
class MovedDates:
    """How far a due date moved, from the first that was known to the present one."""

    first: When
    """The first date that was known."""
    times_moved: int
    """How often it was moved or dropped."""
    without_reason: int
    """How often that was done without a reason on record."""
    move: Move
    """Where it went in all."""
    days_at_least: int | None
    """By how many days at least."""
    days_at_most: int | None
    """By how many days at most."""
    moves: tuple[DateMove, ...]
    """Each move, oldest first."""
    now: Annotated[When | None, UNPUBLISHED] = None
    """The present date; `unknown` where it was dropped."""
    slipped: Annotated[bool, UNPUBLISHED] = False
    """Whether the present date is certainly later than the first, or gone."""
    id: Annotated[str, UNPUBLISHED] = ""
    """What was due: a recommendation, a part of one, or an action."""


@dataclass(frozen=True, slots=True)
class MoveCount:
    """How many due dates moved, whatever became of the entity itself."""

    dated: int
    """How many dates there are."""
    later: int
    """How many are certainly later than at first."""
    dropped: int
    """How many were dropped."""
    moves: int
    """How often a date was moved or dropped in all."""
    without_reason: int
    """How often that was done without a reason on record."""


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


def due_dates(
    first: PartialDate | None, said: Iterable[Statement], breadths: Breadths
) -> tuple[DueDate, ...]:
    """Return every due date in turn, the present one last; `said` are the statements up to the day in question."""
    dates = [DueDate(date=first, record=None, reason=None)] if first else []
    moves = [
        (precedence(one, breadths), one.record, progress.due, progress.reason)
        for one in said
        if one.target in breadths and isinstance(one.what, Report) and (progress := one.what.progress).due
    ]
    for _, of_day in groupby(sorted(moves, key=itemgetter(0)), key=lambda move: move[0][0]):
        # What was overruled on the same day never held.
        *_, (_, record, due, reason) = of_day
        if not dates or dates[-1].date.text != due.text:
            least, most = days_between(dates[-1].date, due) if dates else (None, None)
            dates.append(
                DueDate(
                    days_later=least if least == most else None,
                    days_later_at_least=least,
                    days_later_at_most=most,
                    date=due,
                    record=record,
                    reason=reason,
                )
            )
    return tuple(dates)


def is_overdue(dates: Sequence[DueDate], today: date) -> bool:
    """Whether the present due date is certainly past."""
    return bool(dates) and dates[-1].date.is_past(today)


def earliest(dates: Iterable[PartialDate]) -> PartialDate | None:
    """Return the earliest of several due dates."""
    return min(dates, key=lambda one: one.sorts_at(date.max), default=None)


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


def moved_dates(id: str, dates: Sequence[DueDate]) -> MovedDates | None:
    """Return how far a due date moved; None where it never did."""
    # A date is not set again before any was known.
    told = tuple(dropwhile(lambda due: not due.date.is_known, dates))
    moves = tuple(move_between(before.date, after) for before, after in pairwise(told))
    counted = [one for one in moves if one.move != "set-again"]
    if not counted:
        return None
    total = move_between(told[0].date, told[-1])
    return MovedDates(
        first=total.from_,
        times_moved=len(counted),
        without_reason=sum(one.reason is None for one in counted),
        move=total.move,
        days_at_least=total.days_at_least,
        days_at_most=total.days_at_most,
        moves=moves,
        now=total.to,
        slipped=total.move in ("later", "dropped"),
        id=id,
    )


def count_moves(moved: Iterable[MovedDates], dated: int) -> MoveCount:
    """Return how many due dates moved, out of all that there are."""
    found = tuple(moved)
    went = [one.move for one in found]
    return MoveCount(
        dated=dated,
        later=went.count("later"),
        dropped=went.count("dropped"),
        moves=sum(one.times_moved for one in found),
        without_reason=sum(one.without_reason for one in found),
    )


def move_between(before: PartialDate, after: DueDate) -> DateMove:
    """Return how far a due date moved from one date to another."""
    least, most = days_between(before, after.date)
    move = _direction(before, after.date, least, most)
    return DateMove(before, after.date, after.record, after.reason, move, least, most)


def _direction(before: PartialDate, after: PartialDate, least: int | None, most: int | None) -> Move:
    if not before.is_known:
        return "set-again"
    if not after.is_known:
        return "dropped"
    if least is not None and least > 0:
        return "later"
    return "earlier" if most is not None and most < 0 else "open"


def worst_first(moved: MovedDates) -> tuple[bool, float, float, str]:
    """Order dropped dates first, then those that moved by the most days."""
    least = float("-inf") if moved.days_at_least is None else moved.days_at_least
    most = float("inf") if moved.days_at_most is None else moved.days_at_most
    return (moved.move != "dropped", -least, -most, moved.id)
