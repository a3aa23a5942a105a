"""Slippage: how far each due date moved, which record moved it, and what reason it gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import Literal

from tracker_site.dates import PartialDate, days_between
from tracker_site.records.base import Reference
from tracker_site.source.markup import Prose
from tracker_site.status.standing import DueDate, RecommendationStanding, Standing, Standings

Move = Literal["later", "earlier", "open", "dropped", "set-again"]
"""Where a date went: certainly later or earlier, open where the dates allow either, dropped without a new one,
or set again after it was dropped."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a due date."""

    before: PartialDate
    after: PartialDate
    record: Reference | None
    """The record that moved it."""
    reason: Prose | None
    move: Move
    days_at_least: int | None
    """Days from the last day of the one to the first of the other, below nought where it came forward; none where
    that is not bounded, and for a date that was dropped or set again."""
    days_at_most: int | None
    """Days from the first day of the one to the last of the other: the same where both are days."""


@dataclass(frozen=True, slots=True)
class Slippage:
    """Every due date that a recommendation, a part of one or an action had, where it ever moved."""

    id: str
    dates: tuple[DueDate, ...]
    """Oldest first, the present one last."""
    slips: tuple[Slip, ...]
    total: Slip
    """From the first date that was known to the present one."""

    @property
    def times_moved(self) -> int:
        """How often a date was moved or dropped."""
        return sum(slip.move != "set-again" for slip in self.slips)

    @property
    def without_reason(self) -> int:
        """How often that was done without a reason on record."""
        return sum(slip.move != "set-again" and slip.reason is None for slip in self.slips)

    @property
    def has_slipped(self) -> bool:
        """Whether the present date is certainly later than the first, or gone."""
        return self.total.move in ("later", "dropped")


def slippages(standings: Standings) -> tuple[Slippage, ...]:
    """Return everything whose due date moved, the worst first: dropped dates, then the most days."""
    found = (one for standing in _all(standings) for one in slippages_of(standing))
    return tuple(sorted(found, key=_worst_first))


def slippages_of(standing: Standing) -> Iterator[Slippage]:
    """Yield what slipped of one thing: its own date, and those of its parts."""
    found = (_slippage(id, dates) for id, dates in _dates_of(standing))
    yield from (one for one in found if one)


def dated_things(standings: Standings) -> tuple[str, ...]:
    """Return the recommendations, parts and actions that ever had a due date: what slippages are out of."""
    dates_of_all = (one for standing in _all(standings) for one in _dates_of(standing))
    return tuple(id for id, dates in dates_of_all if any(due.date.is_known for due in dates))


def _worst_first(slippage: Slippage) -> tuple[bool, float, float, str]:
    total = slippage.total
    least = float("-inf") if total.days_at_least is None else total.days_at_least
    most = float("inf") if total.days_at_most is None else total.days_at_most
    return (total.move != "dropped", -least, -most, slippage.id)


def _all(standings: Standings) -> Iterator[Standing]:
    yield from standings.recommendations.values()
    yield from standings.actions.values()


def _dates_of(standing: Standing) -> Iterator[tuple[str, tuple[DueDate, ...]]]:
    yield standing.id, standing.due_dates
    for part in standing.parts if isinstance(standing, RecommendationStanding) else ():
        # What moved the whole moved its parts; told once, unless a part had a date of its own.
        if part.due_dates[1:] != standing.due_dates[1:] or part.due_dates[:1] != standing.due_dates[:1]:
            yield f"{standing.id}/{part.key}", part.due_dates


def _slippage(id: str, dates: Sequence[DueDate]) -> Slippage | None:
    known = [due for due in dates if due.date.is_known]
    # A date is not set again before any was known.
    told = dropwhile(lambda due: not due.date.is_known, dates)
    slips = tuple(slip_between(before.date, after) for before, after in pairwise(told))
    if not any(slip.move != "set-again" for slip in slips):
        return None
    return Slippage(id, tuple(dates), slips, slip_between(known[0].date, dates[-1]))


def slip_between(before: PartialDate, after: DueDate) -> Slip:
    """Return how far a due date moved from one date to another."""
    least, most = days_between(before, after.date)
    move = _move(before, after.date, least, most)
    return Slip(before, after.date, after.record, after.reason, move, least, most)


def _move(before: PartialDate, after: PartialDate, least: int | None, most: int | None) -> Move:
    if not before.is_known:
        return "set-again"
    if not after.is_known:
        return "dropped"
    if least is not None and least > 0:
        return "later"
    return "earlier" if most is not None and most < 0 else "open"
