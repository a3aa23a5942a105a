"""Dates as spreadsheets write them, never guessed: the order of day and month is said, or the date is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker_site.authoring.spreadsheet.words import meaning, on_one_line
from tracker_site.dates import parse_date
from tracker_site.problems import quoted
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, DateOrder, Spreadsheet

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})[ -](\d{2}|\d{4})", re.ASCII)
_SEASON = re.compile(r"(spring|summer|autumn) (\d{4})", re.ASCII | re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11")}


@dataclass(frozen=True, slots=True)
class Time:
    """What a cell says of a time: a date, words that are none, or neither."""

    day: str = ""
    """The date as this site writes it."""
    words: str = ""


def read_time(cell: str, mapping: Spreadsheet) -> Time:
    """Return what a cell says of a time; `ValueError` with a sentence where that is not known."""
    text = on_one_line(cell)
    meant = meaning(text, mapping.times)
    if not text or meant == NOTHING:
        return Time()
    if meant == AS_WORDS:
        return Time(words=text)
    return Time(day=meant or read_day(text, mapping.dates, mapping.century))


def read_day(text: str, order: DateOrder | None, century: int | None = None) -> str:
    """Return a date as this site writes it; `ValueError` with a sentence where the cell gives none."""
    bare = _MIDNIGHT.sub("", text)
    try:
        return parse_date(bare).text
    except ValueError:
        pass
    written = _from_numbers(bare, order, century) or _from_words(bare, century)
    if written is None:
        raise ValueError(f"{quoted(text)} is not a date here; write one as in 2022-07-06")
    try:
        return parse_date(written).text
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day of the calendar; correct it in the sheet") from None


def is_in_numbers(text: str) -> bool:
    """Return whether a date can only be read by one who knows the order of its numbers."""
    found = _NUMBERS.fullmatch(_MIDNIGHT.sub("", text))
    return bool(found) and len(found[1]) < 4  # type: ignore[index]  # it was found


def has_short_year(text: str) -> bool:
    """Return whether a date has a year of two digits."""
    if found := _NUMBERS.fullmatch(_MIDNIGHT.sub("", text)):
        return len(found[1]) < 4 and len(found[4]) == 2
    return (found := _WORDS.fullmatch(text)) is not None and _month(found[2]) > 0 and len(found[3]) == 2


def is_other_words(text: str) -> bool:
    """Return whether a cell in a column of dates holds something else, so that what it means has to be said."""
    bare = _MIDNIGHT.sub("", text)
    if _NUMBERS.fullmatch(bare) or ((found := _WORDS.fullmatch(bare)) and _month(found[2])):
        return False
    try:
        parse_date(bare)
    except ValueError:
        return not re.fullmatch(r"[\d./-]+", bare, re.ASCII)
    return False


def propose_time(text: str) -> str:
    """Return what words for a time most likely mean: the months of a season, else no more than the words."""
    if not (found := _SEASON.fullmatch(text)):
        return AS_WORDS
    first, last = _SEASONS[found[1].casefold()]
    return f"{found[2]}-{first}/{found[2]}-{last}"


def _from_numbers(text: str, order: DateOrder | None, century: int | None) -> str | None:
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
    return _iso(text, parts["year"], int(parts["month"]), parts["day"], century)


def _from_words(text: str, century: int | None) -> str | None:
    found = _WORDS.fullmatch(text)
    month = _month(found[2]) if found else 0
    if not found or not month:
        return None
    return _iso(text, found[3], month, found[1], century)


def _month(word: str) -> int:
    """Return the number of the month that a word names, or 0."""
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold())]
    return months[0] if len(months) == 1 else 9 if word.casefold() == "sept" else 0


def _iso(text: str, year: str, month: int, day: str | None, century: int | None) -> str:
    if len(year) == 2 and century:
        year = f"{century}{year}"
    if len(year) != 4:
        raise ValueError(f"{quoted(text)} has no whole year; write it with four digits")
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
