"""Dates as exact as the source, never more: a day, a month, a year, bounds, or unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

FORMS = (
    "2022-07-06, 2022-07, 2022, 2021-07-22/.. (then or later), ../2022-03-31 (then or earlier), "
    "2022-07-06/2022-12 (some day between) or unknown"
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day known only between two others; either bound may be missing.

    `text` is the date as an editor writes it and as the data publishes it.
    """

    text: str
    earliest: date | None
    latest: date | None

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of the day."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.earliest is not None and self.earliest == self.latest

    def sorts_at(self, unknown: date) -> date:
        """Return the day where it sorts: its earliest, an open start at its end, else the day given."""
        return self.earliest or self.latest or unknown

    def is_before(self, other: PartialDate) -> bool:
        """Whether it is certainly before the other, for every day that both allow."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def is_past(self, today: date) -> bool:
        """Whether it is certainly before today."""
        return self.latest is not None and self.latest < today

    def is_to_come(self, today: date) -> bool:
        """Whether it is certainly after today."""
        return self.earliest is not None and self.earliest > today

    def days_ago(self, today: date) -> int | None:
        """Return how many days ago it was at least; None where its last possible day is not known."""
        return max(0, (today - self.latest).days) if self.latest else None


UNKNOWN = PartialDate("unknown", None, None)


def exactly(day: date) -> PartialDate:
    """Return a date that is known to the day."""
    return PartialDate(day.isoformat(), day, day)


def between(first: PartialDate, last: PartialDate) -> PartialDate:
    """Return some day from the first date to the last."""
    if not (first.is_known or last.is_known):
        return UNKNOWN
    start = first.earliest.isoformat() if first.earliest else ".."
    end = last.latest.isoformat() if last.latest else ".."
    return PartialDate(f"{start}/{end}", first.earliest, last.latest)


def parse_date(text: str) -> PartialDate:
    """Return the date that the text writes; `ValueError` with a sentence where it writes none."""
    if text == "unknown":
        return UNKNOWN
    if "/" not in text:
        return PartialDate(text, *_bounds(text))
    start, end = text.split("/", 1)
    if start == end == "..":
        raise ValueError("'../..' says nothing; write 'unknown'")
    earliest = None if start == ".." else _bounds(start)[0]
    latest = None if end == ".." else _bounds(end)[1]
    if earliest and latest and latest < earliest:
        raise ValueError(f"'{text}' ends before it begins; write the earlier date first")
    return PartialDate(text, earliest, latest)


def _bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year."""
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a date here; write one of {FORMS}")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        return first, date(year, last_month, int(day) if day else monthrange(year, last_month)[1])
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar") from None


def days_between(first: PartialDate, second: PartialDate) -> tuple[int | None, int | None]:
    """Return the fewest and the most days from one date to another, the same number where both are days.

    Below nought where the second comes first; None where the dates set no bound.
    """
    fewest = (second.earliest - first.latest).days if second.earliest and first.latest else None
    most = (second.latest - first.earliest).days if second.latest and first.earliest else None
    return fewest, most


def in_words(when: PartialDate) -> str:
    """Return the date for a reader: "July 2022, day not stated"."""
    return _in_words(when.text)


@cache
def _in_words(text: str) -> str:
    start, _, end = text.partition("/")
    if text == "unknown":
        return "date not known"
    if not end:
        return point_in_words(start) + _not_stated(start)
    if start == "..":
        return f"{point_in_words(end)} or earlier"
    if end == "..":
        return f"{point_in_words(start)} or later"
    return f"between {_shortened(start, end)} and {point_in_words(end)}"


def on_day(when: PartialDate) -> str:
    """Return the date for the middle of a sentence: "on 6 July 2022", "in July 2022, day not stated"."""
    words = in_words(when)
    if not when.is_known:
        return "on a day that is not known"
    if words.startswith("between"):
        return words
    return f"in {words}" if words.endswith("not stated") else f"on {words}"


def end_in_words(when: PartialDate) -> str:
    """Return the end of what a date allows, else its start: "December 2022"; for one of which something is known."""
    start, _, end = when.text.partition("/")
    return point_in_words(start if end in ("", "..") else end)


def point_in_words(text: str) -> str:
    """Return "6 July 2022", "July 2022" or "2022" for a day, a month or a year."""
    first = _bounds(text)[0]
    return {4: f"{first.year}", 7: f"{MONTHS[first.month]} {first.year}"}.get(
        len(text), f"{first.day} {MONTHS[first.month]} {first.year}"
    )


def day_in_words(day: date) -> str:
    """Return "6 July 2022"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _not_stated(text: str) -> str:
    return {4: ", month and day not stated", 7: ", day not stated"}.get(len(text), "")


def _shortened(start: str, end: str) -> str:
    """Return the first date of a span without the year that the last date repeats."""
    words = point_in_words(start)
    return words.removesuffix(f" {start[:4]}") if len(start) > 4 and start[:4] == end[:4] else words


# Not strftime: month names there follow the locale of the machine.
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
