"""Calendars: meetings, due dates and deadlines that run, of the whole and of each body.

Nothing is invented for a date that is not known to the day: known to within a month, it is an event over those days
that says so in its title; known less exactly, it is left out, and the calendar says how many are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlsplit

from tracker_site.dataset.build import Dataset
from tracker_site.dates import PartialDate, in_words
from tracker_site.pages.icalendar import Calendar, Event
from tracker_site.pages.words import answer, meeting_state
from tracker_site.records.authority import Authority
from tracker_site.records.meeting import Meeting
from tracker_site.status.standing import ClockStanding, DueDate, RecommendationStanding, Standing

CALENDAR = "calendar.ics"
"""The name of the file in the folder of its page."""

_LONGEST = timedelta(days=31)
_STATES: Mapping[str, Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]] = {
    "scheduled": "CONFIRMED",
    "held": "CONFIRMED",
    "unknown": "TENTATIVE",
    "cancelled": "CANCELLED",
}

Dated = tuple[PartialDate, Event | None]
"""A date, and its event if it is known exactly enough for one."""


def calendars(guide: Dataset, base_url: str) -> Iterator[tuple[str, Calendar]]:
    """Yield the calendar of each page that has one, with the address of the page.

    One without an event is left out, for a calendar must hold one.
    """
    meetings = guide.seen_of_kind(Meeting)
    standings = guide.standings
    all_due = (*standings.recommendations.values(), *standings.actions.values())
    clocks = [one for one in standings.clocks if one.state == "running"]
    yield from _calendar(guide, "", "Meetings and due dates", meetings, all_due, clocks, base_url)
    for authority in guide.seen_of_kind(Authority):
        for body in authority.bodies:
            reference = f"{authority.id}/{body.key}"
            of_body = tuple(meeting for meeting in meetings if meeting.body == reference)
            name = f"{body.name}, {authority.name}"
            due = _dealt_with(guide, of_body)
            ids = {meeting.id for meeting in of_body} | {one.id for one in due}
            theirs = [one for one in clocks if one.record in ids]
            yield from _calendar(guide, guide.address(reference), name, of_body, due, theirs, base_url)


def _dealt_with(guide: Dataset, meetings: Iterable[Meeting]) -> tuple[Standing, ...]:
    """Return what meetings considered, made or asked for."""
    standings = guide.standings
    found: dict[str, Standing] = {}
    for meeting in meetings:
        found |= {one.id: one for one in guide.dealt_with.get(meeting.id, ())}
        made = guide.register.made_by.get(meeting.id, ())
        found |= {id: standings.recommendations[id] for id in made if id in standings.recommendations}
        born = guide.register.actions_in.get(meeting.id, ())
        found |= {id: standings.actions[id] for id in born if id in standings.actions}
    return tuple(found.values())


def _calendar(
    guide: Dataset,
    page: str,
    name: str,
    meetings: Iterable[Meeting],
    due: Iterable[Standing],
    clocks: Iterable[ClockStanding],
    base_url: str,
) -> Iterator[tuple[str, Calendar]]:
    dated = [_meeting(guide, meeting, base_url) for meeting in meetings]
    dated += [one for standing in due for one in _due_dates(guide, standing, base_url)]
    dated += [_deadline(guide, one, base_url) for one in clocks]
    events = sorted((event for _, event in dated if event), key=lambda event: (event.first, event.uid))
    if events:
        yield (
            page,
            Calendar(
                f"{name} – {guide.site.title}",
                _description(len(dated) - len(events)),
                f"{base_url}{page}{CALENDAR}",
                tuple(events),
            ),
        )


def _description(left_out: int) -> str:
    words = "Meetings, due dates of what is open, and deadlines that run."
    if not left_out:
        return words
    left = "1 date is left out that was" if left_out == 1 else f"{left_out} dates are left out that were"
    return f"{words} {left} dropped, or not known to within a month."


def _meeting(guide: Dataset, meeting: Meeting, base_url: str) -> Dated:
    authority = guide.title(meeting.body.split("/")[0])
    return _dated(
        guide,
        meeting.id,
        meeting.date,
        guide.register.days[meeting.id],
        guide.title(meeting.id),
        f"{meeting_state(meeting, guide.standings.as_at)}. {guide.title(meeting.body)}, {authority}.",
        base_url,
        _STATES[meeting.state],
    )


def _due_dates(guide: Dataset, standing: Standing, base_url: str) -> Iterator[Dated]:
    """Yield the present due date of what is open, and those of the open parts of a recommendation."""
    if standing.status.is_open and standing.due_dates:
        yield _due(guide, standing, standing.id, standing.due_dates[-1], base_url)
    if isinstance(standing, RecommendationStanding):
        for part in standing.parts:
            if part.step.status.is_open and part.due_dates:
                yield _due(guide, standing, f"{standing.id}/{part.key}", part.due_dates[-1], base_url)


def _due(guide: Dataset, standing: Standing, reference: str, due: DueDate, base_url: str) -> Dated:
    authority = guide.authority_of(standing.id)
    council = f"{guide.title(authority)}. " if authority else ""
    return _dated(
        guide,
        reference,
        due.date,
        guide.register.days[due.record or standing.id.split("/")[0]],
        f"Due: {guide.title(reference)}",
        f"{council}{answer(guide.recommendations.get(standing.id) or guide.actions[standing.id])}",
        base_url,
    )


def _deadline(guide: Dataset, running: ClockStanding, base_url: str) -> Dated:
    assert running.deadline
    authority = guide.authority_of(running.record)
    council = f"{guide.title(authority)}. " if authority else ""
    return _dated(
        guide,
        running.record,
        running.deadline,
        guide.register.days[running.record],
        f"Deadline: {running.clock.title} ({guide.title(running.record)})",
        f"{council}Nothing records yet that it was met.",
        base_url,
        key=f"{running.clock.key}.",
    )


def _dated(
    guide: Dataset,
    reference: str,
    when: PartialDate,
    said: date,
    title: str,
    text: str,
    base_url: str,
    state: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED",
    key: str = "",
) -> Dated:
    first, last = when.earliest, when.latest
    if first is None or last is None or last - first > _LONGEST:
        return when, None
    place = urlsplit(base_url)
    return when, Event(
        uid=f"{key}{reference.replace('/', '.')}@{place.netloc}{place.path.rstrip('/').replace('/', '.')}",
        first=first,
        last=last,
        stamp=min(said, guide.standings.as_at),
        title=title if when.is_day else f"{title} ({in_words(when)})",
        text=text,
        address=f"{base_url}{guide.address(reference)}",
        state=state,
    )
