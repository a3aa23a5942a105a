"""Due dates: all that a thing ever had, and whether the present one has passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from tracker_site.dates import PartialDate
from tracker_site.register.occasions import Report
from tracker_site.status.history import Breadths, Statement, precedence
from tracker_site.status.standing import DueDate, RecommendationStanding, Standing


def due_dates(
    first: PartialDate | None, said: Iterable[Statement], breadths: Breadths
) -> tuple[DueDate, ...]:
    """Return every due date in turn, the present one last; `said` are the statements up to the day in question."""
    dates = [DueDate(first, None, None)] if first else []
    moves = [
        (precedence(one, breadths), DueDate(progress.due, one.record, progress.reason))
        for one in said
        if one.target in breadths and isinstance(one.what, Report) and (progress := one.what.progress).due
    ]
    for _, of_day in groupby(sorted(moves, key=itemgetter(0)), key=lambda move: move[0][0]):
        # What was overruled on the same day never held.
        *_, (_, due) = of_day
        if not dates or dates[-1].date.text != due.date.text:
            dates.append(due)
    return tuple(dates)


def is_overdue(dates: Sequence[DueDate], today: date) -> bool:
    """Whether the present due date is certainly past."""
    return bool(dates) and dates[-1].date.is_past(today)


def is_longer_ago(when: PartialDate, days: int, today: date) -> bool:
    """Whether a date is certainly more than some days ago."""
    return (when.days_ago(today) or 0) > days


def is_silent_since(dates: Iterable[Sequence[DueDate]], news: Iterable[PartialDate], today: date) -> bool:
    """Whether it is certain that nothing was heard since the first of the overdue dates passed."""
    overdue = [latest for due in dates if is_overdue(due, today) and (latest := due[-1].date.latest)]
    return bool(overdue) and all(when.latest is not None and when.latest <= min(overdue) for when in news)


def is_quiet(news: Sequence[PartialDate], since: PartialDate, days: int, today: date) -> bool:
    """Whether it is certain that nothing was heard for more than some days, or since the issue if ever."""
    return all(is_longer_ago(when, days, today) for when in news or [since])


def passed_due_date(standing: Standing, as_at: date) -> PartialDate | None:
    """Return the due date that has certainly passed: its own, or of an open part; the earliest of several."""
    return _earliest(one for one in _open_dates(standing) if one.is_past(as_at))


def next_due_date(standing: Standing, as_at: date) -> PartialDate | None:
    """Return the next due date of what is open: its own, or that of an open part."""
    return _earliest(one for one in _open_dates(standing) if one.is_known and not one.is_past(as_at))


def _open_dates(standing: Standing) -> list[PartialDate]:
    whole = [standing.due] if standing.due else []
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    return whole + [one.due_dates[-1].date for one in parts if one.due_dates and one.step.status.is_open]


def _earliest(dates: Iterable[PartialDate]) -> PartialDate | None:
    return min(dates, key=lambda one: one.sorts_at(date.max), default=None)
