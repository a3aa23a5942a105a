"""Silence: since when nothing is recorded of what is still open, and which meetings passed it over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from tracker_site.dates import PartialDate
from tracker_site.records.base import UNPUBLISHED, Reference, Refers, When
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.status.standing import ActionStanding, Cell, RecommendationStanding, Standing, Standings

Held = Mapping[str, tuple[Meeting, ...]]
"""The meetings that each body held, in the order of days."""


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
    id: Annotated[str, UNPUBLISHED] = ""
    days: Annotated[int | None, UNPUBLISHED] = None
    """How many days it has lasted at least; none where the last day is not bounded."""
    is_quiet: Annotated[bool, UNPUBLISHED] = False
    """Whether it has certainly lasted longer than the site allows (`quiet_after`)."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting held by a body that has dealt with a thing; `considered` is None where that is not known."""

    meeting: str
    date: PartialDate
    considered: bool | None


def silences(standings: Standings, held: Held) -> tuple[Silence, ...]:
    """Return the silence on each open recommendation and action, the longest first; `held` are the meetings held."""
    everything: tuple[Standing, ...] = (
        *standings.recommendations.values(),
        *standings.actions.values(),
    )
    found = [silence_on(standings, held, one) for one in everything if one.status.is_open]
    return tuple(sorted(found, key=_longest_first))


def meetings_held(standings: Standings) -> Held:
    """Return the meetings that each body is known to have held, as they are seen on the day."""
    register = standings.register
    held: dict[str, list[Meeting]] = {}
    for meeting in sorted(register.records.of_kind(Meeting), key=lambda one: (register.days[one.id], one.id)):
        if meeting.state == "held" and meeting.id in standings.seen:
            held.setdefault(meeting.body, []).append(meeting)
    return {body: tuple(meetings) for body, meetings in held.items()}


def _longest_first(silence: Silence) -> tuple[bool, int, int, str]:
    return (silence.days is None, -(silence.days or 0), -len(silence.meetings), silence.id)


def silence_on(standings: Standings, held: Held, standing: Standing) -> Silence:
    """Return since when nothing was heard of a thing, and which meetings passed it over."""
    since = _last_heard(standings.register, standing)
    row = sittings(standings.register, held, standing)
    last = max((n for n, one in enumerate(row) if one.considered), default=-1)
    # All of its row: one that sorts before the last word may, by its vague date, have been held after it.
    after = [one for one in row if not one.considered and not _is_over_by(one.date, since)]
    silent = [one.meeting for one in after if one.considered is False and since.is_before(one.date)]
    return Silence(
        id=standing.id,
        since=since,
        heard_in=standing.last_news.record if standing.last_news else None,
        last_meeting=row[last].meeting if last >= 0 else None,
        meetings=tuple(silent),
        unsure=tuple(one.meeting for one in after if one.meeting not in silent),
        bodies=_bodies(standings.register, silent),
        days=since.days_ago(standings.as_at),
        is_quiet=standing.quiet,
    )


def _last_heard(register: Register, standing: Standing) -> PartialDate:
    if standing.last_news:
        return standing.last_news.date
    return (
        register.reckoned_issue(standing.id)
        if isinstance(standing, RecommendationStanding)
        else standing.issued
    )


def _bodies(register: Register, meetings: Sequence[str]) -> tuple[str, ...]:
    records = (register.records.by_id[id] for id in meetings)
    return tuple(dict.fromkeys(one.body for one in records if isinstance(one, Meeting)))


def _is_over_by(meeting: PartialDate, since: PartialDate) -> bool:
    """Whether a meeting was certainly over when a thing was last heard of."""
    return meeting.latest is not None and since.earliest is not None and meeting.latest <= since.earliest


def sittings(register: Register, held: Held, standing: Standing) -> tuple[Sitting, ...]:
    """Return every meeting held, since it was made, by a body that has dealt with it; oldest first."""
    if isinstance(standing, RecommendationStanding):
        return tuple(_sitting(cell) for cell in standing.row)
    assert isinstance(standing, ActionStanding)
    dealt_with = {entry.record for entry in standing.timeline} | {standing.record}
    records = (register.records.by_id[id] for id in dealt_with)
    bodies = {one.body for one in records if isinstance(one, Meeting) and one.state == "held"}
    meetings = [
        one for body in bodies for one in held.get(body, ()) if not one.date.is_before(standing.issued)
    ]
    return tuple(
        Sitting(one.id, one.date, _was_considered(one, dealt_with)) for one in _in_order(register, meetings)
    )


def _sitting(cell: Cell) -> Sitting:
    return Sitting(cell.meeting, cell.date, cell.considered)


def _was_considered(meeting: Meeting, dealt_with: set[str]) -> bool | None:
    if meeting.id in dealt_with:
        return True
    return False if meeting.is_shown_whole else None


def _in_order(register: Register, meetings: Sequence[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda one: (register.days[one.id], one.id))
