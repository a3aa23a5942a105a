"""Silence: since when nothing is recorded of what is still open, and which meetings passed it over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tracker_site.dates import PartialDate
from tracker_site.records.base import UNPUBLISHED, Flag, Reference, Refers, When
from tracker_site.records.statuses import Assurance, StatusByKey
from tracker_site.status.due import DueDate, is_overdue


@dataclass(frozen=True, slots=True)
class News:
    """When something was last heard, and in which record."""

    date: When
    """The date of that."""
    record: Reference
    """The record of that."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting in the row of a recommendation or an action."""

    meeting: Annotated[Reference, Refers("meeting")]
    """The meeting."""
    date: When
    """When it met."""
    considered: Flag | None
    """Whether it was considered there; empty where only part of the meeting is recorded and does not mention it."""
    status: StatusByKey
    """Its status at the end of that day."""
    assurance: Assurance | None = None
    """Who had said so by then: nobody, `reported` by the council, `signed-off` by scrutiny, or `confirmed` from
    outside."""
    said_here: Flag | None = None
    """Whether that status was said at this meeting, or held from before."""
    body: Annotated[str, UNPUBLISHED] = ""
    """The body that met."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Since when nothing is recorded of an open recommendation or action."""

    since: When
    """When it was last heard of, or where it never was, when it was made, else the end of the visit that made it."""
    heard_in: Reference | None
    """The record in which it was last heard of; none where it never was since it was made."""
    last_meeting: Annotated[Reference, Refers("meeting")] | None
    """The last meeting that dealt with it."""
    meetings: tuple[Reference, ...]
    """The meetings in a row, certainly held since, at which certainly nothing was said of it; oldest first."""
    unsure: tuple[Reference, ...]
    """Meetings of which that is not known: only a part is recorded, or the order of days is open."""
    bodies: tuple[Reference, ...]
    """The bodies whose meetings passed it over, in the order in which they first did."""
    bodies_since: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()
    """The bodies of all these meetings, those first whose meetings certainly passed it over."""
    undated: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()
    """The records whose last possible day is not known, where they alone keep it from being quiet."""
    id: Annotated[str, UNPUBLISHED] = ""
    days: Annotated[int | None, UNPUBLISHED] = None
    """How many days it has lasted at least; none where the last day is not bounded."""
    is_quiet: Annotated[bool, UNPUBLISHED] = False
    """Whether it has certainly lasted longer than the site allows (`quiet_after`)."""


@dataclass(frozen=True, slots=True)
class SilenceCount:
    """How much is open, and how much of it nothing is recorded of any more."""

    open: int
    quiet: int
    passed_over: int
    """How much was certainly passed over at a meeting since it was last heard of."""
    unbounded: int
    """Of how much the last day is not bounded, so that nothing can be calculated."""


def count_silences(silences: Collection[Silence]) -> SilenceCount:
    """Return how many silences there are, and of what sort."""
    return SilenceCount(
        open=len(silences),
        quiet=sum(one.is_quiet for one in silences),
        passed_over=sum(bool(one.meetings) for one in silences),
        unbounded=sum(one.days is None for one in silences),
    )


def is_silent_since(dates: Iterable[Sequence[DueDate]], news: Iterable[PartialDate], today: date) -> bool:
    """Whether it is certain that nothing was heard since the first of the overdue dates passed."""
    overdue = [latest for due in dates if is_overdue(due, today) and (latest := due[-1].date.latest)]
    return bool(overdue) and all(when.latest is not None and when.latest <= min(overdue) for when in news)


def is_quiet(news: Sequence[PartialDate], since: PartialDate, days: int, today: date) -> bool:
    """Whether it is certain that nothing was heard for more than some days, or since the issue if ever."""
    return all((when.days_ago(today) or 0) > days for when in news or [since])


def silence_on(
    id: str,
    since: PartialDate,
    news: News | None,
    row: Sequence[Cell],
    undated: Iterable[str],
    is_quiet: bool,
    quiet_after: int,
    as_at: date,
) -> Silence:
    """Return since when nothing was heard of an entity that was made on the date `since`, and what passed it over.

    `row` holds every meeting held since then by any body that has considered it, in the order of days; `undated` are
    the records with news of it whose last possible day is not known.
    """
    since = news.date if news else since
    dealt_with = [cell.meeting for cell in row if cell.considered]
    # All of its row: one that sorts before the last word may, by its vague date, have been held after it.
    after = [cell for cell in row if not cell.considered and not _is_over_by(cell.date, since)]
    silent = [cell for cell in after if cell.considered is False and since.is_before(cell.date)]
    unsure = [cell for cell in after if cell not in silent]
    days = since.days_ago(as_at)
    is_long_perhaps = not is_quiet and (days is None or days > quiet_after)
    return Silence(
        id=id,
        since=since,
        heard_in=news.record if news else None,
        last_meeting=dealt_with[-1] if dealt_with else None,
        meetings=tuple(cell.meeting for cell in silent),
        unsure=tuple(cell.meeting for cell in unsure),
        bodies=tuple(dict.fromkeys(cell.body for cell in silent)),
        bodies_since=tuple(dict.fromkeys(cell.body for cell in (*silent, *unsure))),
        undated=tuple(dict.fromkeys(undated)) if is_long_perhaps else (),
        days=days,
        is_quiet=is_quiet,
    )


def _is_over_by(meeting: PartialDate, since: PartialDate) -> bool:
    """Whether a meeting was certainly over when an entity was last heard of."""
    return meeting.latest is not None and since.earliest is not None and meeting.latest <= since.earliest


def longest_first(silence: Silence) -> tuple[bool, int, int, str]:
    """Order the longest silence first, and last what no date bounds."""
    return (silence.days is None, -(silence.days or 0), -len(silence.meetings), silence.id)
