"""A calendar as iCalendar (RFC 5545): events of whole days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_FIRST_STAMP = date(1970, 1, 1)
_LONGEST = 75  # octets of a line, without its end


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
    address: str
    state: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Events under a name; the address is that of the file."""

    name: str
    description: str
    address: str
    events: tuple[Event, ...]


def calendar_to_bytes(calendar: Calendar) -> bytes:
    """Return the file of a calendar, its lines folded at 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tracker-site//calendar//EN",
        "CALSCALE:GREGORIAN",
        # The properties of RFC 7986, and those that most programs read instead.
        f"NAME:{_escaped(calendar.name)}",
        f"X-WR-CALNAME:{_escaped(calendar.name)}",
        f"DESCRIPTION:{_escaped(calendar.description)}",
        f"X-WR-CALDESC:{_escaped(calendar.description)}",
        f"SOURCE;VALUE=URI:{calendar.address}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in calendar.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterable[str]:
    return (
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_day(max(event.stamp, _FIRST_STAMP))}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
        # The end is the first day after it.
        f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        f"URL:{event.address}",
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
    if len(octets) <= _LONGEST:
        return octets + b"\r\n"
    return b"\r\n ".join(_pieces(octets)) + b"\r\n"


def _pieces(octets: bytes) -> Iterator[bytes]:
    start, room = 0, _LONGEST
    while start + room < len(octets):
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        yield octets[start:end]
        # The space that continues a line counts too.
        start, room = end, _LONGEST - 1
    yield octets[start:]
