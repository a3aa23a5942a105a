"""Silence: since when nothing is recorded of what is still open, and which meetings passed it over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tracker_site.dates import PartialDate
from tracker_site.records.base import UNPUBLISHED, Flag, Reference, Refers, When
from tracker_site.records.statuses import Assurance, StatusByKey
from tracker_site.status.due import DueDate, is_overdue
from tracker_site.status.history import Day

Earlier = Mapping[str, Collection[str]]
"""The records that a source states to be earlier than each."""


@dataclass(frozen=True, slots=True)
class News:
    """When something was last heard, and in which record."""

    date: When
    """The date of that."""
    record: Reference
    """The record of that."""


@dataclass(frozen=True, slots=True)
class QuietSince:
    """The last dated record of an open entity, and the day from which the days without news are counted."""

    day: Day
    """The last day that its date allows; of a date that is open-ended (“or later”) the earliest."""
    record: Reference
    """The record: the last with news of it, else the one that made it."""


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
    assured_here: Flag | None = None
    """Whether those named under `assurance` said so at this meeting."""
    stated_for_whole: Flag | None = None
    """Whether they said so only of a plan, an inspection, an inquiry or a meeting as a whole, which holds more."""
    whole: Annotated[str | None, UNPUBLISHED] = None
    """What that is, as `plan`."""
    body: Annotated[str, UNPUBLISHED] = ""
    """The body that met."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Since when nothing is recorded of an open recommendation or action."""

    since: When
    """The date of the last dated record of it; where there was none since it was made, when that was, else the end of
    the visit that made it."""
    heard_in: Reference | None
    """The last dated record of it; empty where there was none since it was made."""
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
    not_counted: tuple[Reference, ...] = ()
    """The records of it that do not count, for their date is not known."""
    at_earliest: tuple[Reference, ...] = ()
    """The records of it that count at the earliest day of an open-ended date (“or later”)."""
    latest_meetings: tuple[Annotated[Reference, Refers("meeting")], ...] = ()
    """The latest meeting that is recorded here of each body that has dealt with it."""
    latest_bodies: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()
    """The bodies of those meetings, in the same order."""
    id: Annotated[str, UNPUBLISHED] = ""
    days: Annotated[int | None, UNPUBLISHED] = None
    """How many days it has lasted at least; none where the last day is not bounded."""
    days_counted: Annotated[int | None, UNPUBLISHED] = None
    """How many days ago the day was that is counted (`quiet_since`); none where nothing about it is dated."""
    is_quiet: Annotated[bool | None, UNPUBLISHED] = False
    """Whether it has lasted longer than the site allows (`quiet_after`); none where nothing about it is dated."""
    quiet_since: Annotated[QuietSince | None, UNPUBLISHED] = None
    """What is counted; none where nothing about it is dated."""


@dataclass(frozen=True, slots=True)
class SilenceCount:
    """How much is open, and how much of it nothing is recorded of any more."""

    open: int
    quiet: int
    passed_over: int
    """How much was certainly passed over at a meeting since it was last heard of."""
    undated_recommendations: int
    """Of how many recommendations no record is dated, so that nothing can be calculated."""
    undated_actions: int
    """Of how many actions no record is dated."""

    @property
    def undated(self) -> int:
        """How many have no dated record."""
        return self.undated_recommendations + self.undated_actions


def count_silences(silences: Collection[Silence]) -> SilenceCount:
    """Return how many silences there are, and of what sort."""
    undated = Counter("/" in one.id for one in silences if one.is_quiet is None)
    return SilenceCount(
        open=len(silences),
        quiet=sum(one.is_quiet is True for one in silences),
        passed_over=sum(bool(one.meetings) for one in silences),
        undated_recommendations=undated[False],
        undated_actions=undated[True],
    )


def counted_day(when: PartialDate) -> Day | None:
    """Return the day at which a date counts: its latest, of an open-ended one its earliest, of an unknown one none."""
    return when.latest or when.earliest


def last_counted(news: Iterable[News]) -> News | None:
    """Return the last of some news, given in the order of days, by the day at which each counts."""
    dated = [(day, n, one) for n, one in enumerate(news) if (day := counted_day(one.date))]
    return max(dated)[2] if dated else None


def _quiet_since(counted: News) -> QuietSince | None:
    day = counted_day(counted.date)
    return QuietSince(day, counted.record) if day else None


def is_silent_since(dates: Iterable[Sequence[DueDate]], news: Iterable[PartialDate], today: date) -> bool:
    """Whether no dated news counts after the first of the overdue dates."""
    overdue = [latest for due in dates if is_overdue(due, today) and (latest := due[-1].date.latest)]
    heard = [day for when in news if (day := counted_day(when))]
    return bool(overdue) and all(day <= min(overdue) for day in heard)


def is_quiet(since: QuietSince | None, quiet_after: int, today: date) -> bool | None:
    """Whether the last dated record counts more than some days ago; None where there is none."""
    return (today - since.day).days > quiet_after if since else None


def silence_on(
    id: str,
    made: News,
    news: Sequence[News],
    row: Sequence[Cell],
    quiet_after: int,
    as_at: date,
    earlier: Earlier,
) -> Silence:
    """Return since when nothing was heard of an entity, and what passed it over.

    `made` is the record that made it, `news` all of it since then, in the order of days; `row` holds every meeting held
    since by any body that has considered it, in the same order; `earlier` are the records stated to be before each.
    """
    counted = last_counted([made, *news]) or made
    since = counted.date
    dealt_with = [cell.meeting for cell in row if cell.considered]
    # All of its row: one that sorts before the last word may, by its vague date, have been held after it.
    after = [cell for cell in row if not cell.considered and not _is_over_by(cell, counted, earlier)]
    silent = [cell for cell in after if cell.considered is False and _is_later(cell, counted, earlier)]
    unsure = [cell for cell in after if cell not in silent]
    quiet_since = _quiet_since(counted)
    latest = {cell.body: cell.meeting for cell in row}
    return Silence(
        id=id,
        since=since,
        heard_in=None if counted is made else counted.record,
        last_meeting=dealt_with[-1] if dealt_with else None,
        meetings=tuple(cell.meeting for cell in silent),
        unsure=tuple(cell.meeting for cell in unsure),
        bodies=tuple(dict.fromkeys(cell.body for cell in silent)),
        bodies_since=tuple(dict.fromkeys(cell.body for cell in (*silent, *unsure))),
        not_counted=_records(one for one in news if not one.date.is_known),
        at_earliest=_records(one for one in news if one.date.is_known and one.date.latest is None),
        latest_meetings=tuple(latest.values()),
        latest_bodies=tuple(latest),
        days=since.days_ago(as_at),
        days_counted=max(0, (as_at - quiet_since.day).days) if quiet_since else None,
        is_quiet=is_quiet(quiet_since, quiet_after, as_at),
        quiet_since=quiet_since,
    )


def _records(news: Iterable[News]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.record for one in news))


def _is_over_by(cell: Cell, last: News, earlier: Earlier) -> bool:
    """Whether a meeting was certainly over when an entity was last heard of."""
    held, since = cell.date.latest, last.date.earliest
    return cell.meeting in earlier.get(last.record, ()) or bool(held and since and held <= since)


def _is_later(cell: Cell, last: News, earlier: Earlier) -> bool:
    """Whether a meeting was certainly held after an entity was last heard of."""
    return last.record in earlier.get(cell.meeting, ()) or last.date.is_before(cell.date)


def longest_first(silence: Silence) -> tuple[bool, int, int, str]:
    """Order the longest silence first, and last that of which nothing is dated."""
    days = silence.days_counted
    return (days is None, -(days or 0), -len(silence.meetings), silence.id)
