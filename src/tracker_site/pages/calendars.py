"""Calendars as iCalendar (RFC 5545): meetings, due dates and running deadlines, of the whole and of each body.

Nothing is invented for a date that is not known to the day: known to within a month, it is an event over those days
that says so in its title; known less exactly, it is left out, and the calendar says how many are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import Literal

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority, Meeting, Recommendation
from tracker_site.dates import PartialDate, in_words
from tracker_site.pages.feed_ids import event_uid
from tracker_site.pages.planned import Later
from tracker_site.phrases import answer, meeting_state

CALENDAR = "calendar.ics"
"""The name of the file in the folder of its page."""

State = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]

_STATES: Mapping[str, State] = {
    "scheduled": "CONFIRMED",
    "held": "CONFIRMED",
    "unknown": "TENTATIVE",
    "cancelled": "CANCELLED",
}
_LONGEST_MEETING = timedelta(days=31)
_LONGEST_EVENT = timedelta(days=366)
_FIRST_STAMP = date(1970, 1, 1)
_LONGEST_LINE = 75  # octets, without its end


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, or on one day of a few."""

    uid: str
    first: date
    last: date
    stamp: date
    """When what the calendar says of it was said."""
    title: str
    text: str
    address: str | None
    """Where the site says it: whole, for a calendar is read far from its site; none where that is not known."""
    state: State = "CONFIRMED"


def calendars(dataset: Dataset) -> Iterator[Later[bytes]]:
    """Yield the file of each calendar.

    One without an event is left out, for a calendar must hold one.
    """
    dated: defaultdict[str, list[Event | None]] = defaultdict(list)
    for id, event in chain(_meetings(dataset), _due_dates(dataset), _deadlines(dataset)):
        dated[id].append(event)
    yield from _calendar(dataset, "", "Meetings and due dates", chain(*dated.values()))
    meetings = dataset.of_kind(Meeting)
    for authority in dataset.of_kind(Authority):
        for body in authority.bodies:
            id, name = f"{authority.id}/{body.key}", f"{body.name}, {authority.name}"
            concerned = _concerned(dataset, [one for one in meetings if one.body == id])
            events = chain.from_iterable(dated[one] for one in concerned if one in dated)
            yield from _calendar(dataset, dataset.address(id), name, events)


def _concerned(dataset: Dataset, meetings: Iterable[Meeting]) -> set[str]:
    """Return the ids of meetings, and of what they considered, made or asked for."""
    ids: set[str] = set()
    for meeting in meetings:
        ids.update((meeting.id, *meeting.recommendations))
        ids.update(standing.id for standing in dataset.dealt_with.get(meeting.id, ()))
        ids.update(dataset.register.actions_in.get(meeting.id, ()))
    return ids


def _calendar(
    dataset: Dataset, page: str, name: str, dated: Iterable[Event | None]
) -> Iterator[Later[bytes]]:
    everything = list(dated)
    events = sorted((event for event in everything if event), key=lambda event: (event.first, event.uid))
    if events:
        title, file = f"{name} – {dataset.site.title}", f"{page}{CALENDAR}"
        left_out = _description(len(everything) - len(events))
        address = dataset.whole_url(file) if dataset.site.base_url else None
        yield Later(file, partial(calendar_to_bytes, title, left_out, address, events))


def _description(left_out: int) -> str:
    words = "Meetings, due dates of what is open, and deadlines that run."
    if not left_out:
        return words
    left = "1 date is left out that was" if left_out == 1 else f"{left_out} dates are left out that were"
    return f"{words} {left} dropped, or not known exactly enough: a meeting to a month, a due date to a year."


_OfEntity = tuple[str, Event | None]
"""The id of a meeting, a recommendation, an action or a record, and an event of it; None where its date is too open."""


def _meetings(dataset: Dataset) -> Iterator[_OfEntity]:
    for one in dataset.of_kind(Meeting):
        text = f"{meeting_state(one, dataset.standings.as_at)}. {one.body.title}, {one.council.title}."
        said = dataset.register.days[one.id]
        yield (
            one.id,
            _event(
                dataset,
                one.id,
                one.date,
                said,
                one.link.title,
                text,
                state=_STATES[one.state],
                longest=_LONGEST_MEETING,
            ),
        )


def _due_dates(dataset: Dataset) -> Iterator[_OfEntity]:
    """Yield the present due date of what is open, and those of the open parts of a recommendation."""
    for one in map(dataset.followed, (*dataset.recommendations, *dataset.actions)):
        text = f"{one.authority.title}. {answer(one)}" if one.authority else answer(one)
        parts = one.parts if isinstance(one, Recommendation) else ()
        for id, dated in ((one.id, one), *((f"{one.id}/{part.key}", part) for part in parts)):
            if one.is_open and dated.status.is_open and dated.due_dates:
                due = dated.due_dates[-1]
                said = dataset.register.days[due.record or one.id.split("/")[0]]
                yield one.id, _event(dataset, id, due.date, said, f"Due: {dataset.title(id)}", text)


def _deadlines(dataset: Dataset) -> Iterator[_OfEntity]:
    for one in dataset.deadlines:
        if one.state == "running" and one.deadline:
            council = f"{one.council.title}. " if one.council else ""
            title = f"Deadline: {one.title} ({dataset.title(one.record)})"
            text = f"{council}Nothing records yet that it was met."
            said = dataset.register.days[one.record]
            event = _event(dataset, one.record, one.deadline, said, title, text, key=f"{one.key}.")
            yield one.record, event


def _event(
    dataset: Dataset,
    target: str,
    when: PartialDate,
    said: date,
    title: str,
    text: str,
    *,
    state: State = "CONFIRMED",
    key: str = "",
    longest: timedelta = _LONGEST_EVENT,
) -> Event | None:
    """Return the event of a date; None where that is not known exactly enough. `said` is the day when it was told."""
    first, last = when.earliest, when.latest
    if first is None or last is None or last - first > longest:
        return None
    return Event(
        uid=event_uid(dataset.site, f"{key}{target.replace('/', '.')}"),
        first=first,
        last=last,
        stamp=min(said, dataset.standings.as_at),
        title=title if when.is_day or in_words(when) in title else f"{title} ({in_words(when)})",
        text=text,
        address=dataset.url(target) if dataset.site.base_url else None,
        state=state,
    )


def calendar_to_bytes(name: str, description: str, address: str | None, events: Iterable[Event]) -> bytes:
    """Return the file of a calendar that stands at an address, if that is known, its lines folded at 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tracker-site//calendar//EN",
        "CALSCALE:GREGORIAN",
        # The properties of RFC 7986, and those that most programs read instead.
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"DESCRIPTION:{_escaped(description)}",
        f"X-WR-CALDESC:{_escaped(description)}",
        *([f"SOURCE;VALUE=URI:{address}"] if address else ()),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in events for line in _lines_of(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _lines_of(event: Event) -> Iterable[str]:
    return (
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_day(max(event.stamp, _FIRST_STAMP))}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
        # The end is the first day after it.
        f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        *([f"URL:{event.address}"] if event.address else ()),
        f"STATUS:{event.state}",
        # It takes nobody's time by itself.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    for character, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text


def _folded(line: str) -> bytes:
    """Return a line with its end, broken between characters where it is longer than a line may be."""
    octets = line.encode()
    if len(octets) <= _LONGEST_LINE:
        return octets + b"\r\n"
    return b"\r\n ".join(_pieces(octets)) + b"\r\n"


def _pieces(octets: bytes) -> Iterator[bytes]:
    start, room = 0, _LONGEST_LINE
    while start + room < len(octets):
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        yield octets[start:end]
        # The space that continues a line counts too.
        start, room = end, _LONGEST_LINE - 1
    yield octets[start:]
