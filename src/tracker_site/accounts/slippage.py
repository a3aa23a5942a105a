"""Slippage: every due date that a thing ever had, who moved it, why, and how far it slipped in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tracker_site.accounts.spans import NOT_KNOWN, Span, days_between
from tracker_site.dates import PartialDate
from tracker_site.markup import Prose
from tracker_site.standing.standing import ActionStanding, DueDate, Standing, Standings

SlipKind = Literal["later", "earlier", "vanished", "set-again", "unclear"]
"""What happened to a date. `unclear`: both dates are too vague to say which is the later, or one is only more exact."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A due date that was moved, by a record that is always known."""

    before: PartialDate
    after: PartialDate
    record: str
    reason: Prose | None
    """None where no reason is recorded."""
    kind: SlipKind
    days: Span
    """How far it moved: below nought where it was brought forward, not known where it vanished."""


@dataclass(frozen=True, slots=True)
class Slippage:
    """How the date of a recommendation, a part of one or an action moved.

    `id` is the id of the recommendation or the address of the action; `part` the key of the part.
    """

    id: str
    part: str | None
    is_action: bool
    is_open: bool
    dates: tuple[DueDate, ...]
    """Every due date in turn, the present one last."""
    slips: tuple[Slip, ...]
    total: Span
    """The days from the first date to the present one; not known where the date vanished."""

    @property
    def first(self) -> PartialDate:
        """The first date that it had."""
        return next(due.date for due in self.dates if due.date.is_known)

    @property
    def present(self) -> PartialDate:
        """The present date; unknown where it vanished."""
        return self.dates[-1].date

    @property
    def has_vanished(self) -> bool:
        """Whether it has no date any more: a slip without end."""
        return not self.present.is_known

    @property
    def without_reason(self) -> int:
        """How many times it was moved with no reason recorded."""
        return sum(slip.reason is None for slip in self.slips)


def slippages(standings: Standings) -> tuple[Slippage, ...]:
    """Return everything whose due date was moved, the worst first: dates that vanished, then the longest slips."""
    found = [
        slippage
        for standing in (*standings.recommendations.values(), *standings.actions.values())
        for slippage in _of_one(standing)
        if slippage.slips
    ]
    return tuple(sorted(found, key=_worst_first))


def _worst_first(slippage: Slippage) -> tuple[bool, int, int, str, str]:
    total = slippage.total.least if slippage.total.least is not None else -(10**6)
    return (
        not slippage.has_vanished,
        -total,
        -len(slippage.slips),
        slippage.id,
        slippage.part or "",
    )


def _of_one(standing: Standing) -> Iterator[Slippage]:
    is_action = isinstance(standing, ActionStanding)
    whole = _slippage(standing.id, None, is_action, standing.status.is_open, standing.due_dates)
    yield whole
    for part in getattr(standing, "parts", ()):
        slippage = _slippage(standing.id, part.key, False, part.step.status.is_open, part.due_dates)
        # What moved the whole moved its parts too, and is told once.
        if any(slip not in whole.slips for slip in slippage.slips):
            yield slippage


def _slippage(
    id: str, part: str | None, is_action: bool, is_open: bool, dates: tuple[DueDate, ...]
) -> Slippage:
    return Slippage(id, part, is_action, is_open, dates, tuple(_slips(dates)), _total(dates))


def _slips(dates: Sequence[DueDate]) -> Iterator[Slip]:
    had_one = False
    for before, after in pairwise(dates):
        had_one = had_one or before.date.is_known
        # That no date is known at first, and then one is set, is no slip: there was nothing to slip from.
        if had_one and after.record:
            days = days_between(before.date, after.date)
            yield Slip(
                before.date,
                after.date,
                after.record,
                after.reason,
                _kind(before.date, after.date, days),
                days,
            )


def _kind(before: PartialDate, after: PartialDate, days: Span) -> SlipKind:
    if not after.is_known:
        return "vanished"
    if not before.is_known:
        return "set-again"
    if days.least is not None and days.least > 0:
        return "later"
    if days.most is not None and days.most < 0:
        return "earlier"
    return "unclear"


def _total(dates: Sequence[DueDate]) -> Span:
    known = [due.date for due in dates if due.date.is_known]
    if not known or not dates[-1].date.is_known:
        return NOT_KNOWN
    return days_between(known[0], dates[-1].date)
