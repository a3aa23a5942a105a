"""Dates as spreadsheets write them, never guessed: the order of day and month is said, or the date is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker_site.dates import PartialDate, parse_date
from tracker_site.problems import quoted
from tracker_site.records.spreadsheet import DateOrder

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})[ -](\d{2,4})", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def is_in_numbers(text: str) -> bool:
    """Return whether a date can only be read by one who knows the order of its numbers."""
    found = _NUMBERS.fullmatch(_MIDNIGHT.sub("", text))
    return bool(found) and len(found[1]) < 4  # type: ignore[index]  # it was found


def read_day(text: str, order: DateOrder | None, times: Mapping[str, PartialDate]) -> str:
    """Return a date as this site writes it; `ValueError` with a sentence where the cell gives none."""
    if text in times:
        return times[text].text
    bare = _MIDNIGHT.sub("", text)
    try:
        return parse_date(bare).text
    except ValueError:
        pass
    written = _from_numbers(bare, order) or _from_words(bare)
    if written is None:
        raise ValueError(
            f"{quoted(text)} is not a date here; write one as in 2022-07-06, or say which it means: "
            f"--set 'times.{text}=2022-07'"
        )
    return parse_date(written).text


def _from_numbers(text: str, order: DateOrder | None) -> str | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    numbers = (found[1], found[3], found[4])
    if len(found[1]) == 4:
        order = "year/month/day"
    if order is None:
        raise ValueError(
            f"{quoted(text)} can mean two days; say the order: --set dates=day/month/year, or month/day/year"
        )
    parts = dict(zip(order.split("/"), numbers, strict=True))
    return _iso(text, parts["year"], int(parts["month"]), parts["day"])


def _from_words(text: str) -> str | None:
    found = _WORDS.fullmatch(text)
    months = [name for name in _MONTHS if found and name.startswith(found[2].casefold())]
    if not found or len(months) != 1:
        return None
    return _iso(text, found[3], _MONTHS.index(months[0]) + 1, found[1])


def _iso(text: str, year: str, month: int, day: str | None) -> str:
    if len(year) != 4:
        raise ValueError(f"{quoted(text)} has no whole year; write it with four digits")
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
