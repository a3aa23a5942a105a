"""What stands in cells: words compared without regard to capitals and spaces, and dates, never guessed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import NamedTuple, TypeVar

from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.dates import MONTHS, parse_date
from tracker_site.problems import quoted
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, DateOrder, Spreadsheet

V = TypeVar("V")

_LONGEST_TITLE = 100  # characters of a title that is made of the first words
_LONGEST_SHOWN = 60  # characters of a cell in a message

# Words


def on_one_line(words: str) -> str:
    """Return the words of a cell on one line."""
    return " ".join(lines_of(words))


def lines_of(words: str) -> list[str]:
    """Return the lines of a cell that hold anything."""
    return [line.strip() for line in words.split("\n") if line.strip()]


def fold(words: str) -> str:
    """Return words as they are compared: capitals and spaces do not count."""
    return " ".join(words.split()).casefold()


def meaning(words: str, known: Mapping[str, V]) -> V | None:
    """Return what words mean by a mapping, however they are spaced and capitalised."""
    if (line := on_one_line(words)) in known:
        return known[line]
    return next((meant for word, meant in known.items() if fold(word) == fold(words)), None)


def words_in(sheet: Sheet, *columns: str | None) -> list[str]:
    """Return the words of some columns, each once, in the order of the rows."""
    cells = (on_one_line(row.get(column)) for row in sheet.rows for column in columns)
    return different(word for word in cells if word)


def different(words: Iterable[str]) -> list[str]:
    """Return those words that differ in more than capitals and spaces, as each is first written."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(fold(word), word)
    return list(found.values())


def first_words(words: str) -> str:
    """Return the first words of a text, as the title of one that has no other."""
    return _shorten(words, _LONGEST_TITLE)


def show(words: str) -> str:
    """Return the words of a cell for a message."""
    return f"'{_shorten(words, _LONGEST_SHOWN)}'" if words else "nothing"


def show_change(before: str, after: str) -> str:
    """Return "'x' → 'y'", from where the two differ if they are long."""
    before, after = on_one_line(before), on_one_line(after)
    if max(len(before), len(after)) <= _LONGEST_SHOWN:
        return f"{show(before)} → {show(after)}"
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = before.rfind(" ", 0, alike) + 1
    return f"{_show_from(before, start)} → {_show_from(after, start)}"


def _show_from(words: str, start: int) -> str:
    rest = _shorten(words[start:], _LONGEST_SHOWN) if start < len(words) else ""
    return f"'{'… ' if start else ''}{rest}'" if words else "nothing"


def _shorten(words: str, longest: int) -> str:
    line = on_one_line(words)
    if len(line) <= longest:
        return line
    shortened = textwrap.shorten(line, longest, placeholder=" …")
    return shortened if len(shortened) > 1 else f"{line[:longest]}…"


def added_words(before: str, after: str) -> str:
    """Return the lines that a cell gained at its top or its end; all of it where it changed otherwise."""
    old, new = lines_of(before), lines_of(after)
    if old and len(new) > len(old):
        if new[: len(old)] == old:
            return "\n".join(new[len(old) :])
        if new[-len(old) :] == old:
            return "\n".join(new[: -len(old)])
    return after


# Dates

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_IN_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})[ -](\d{2}|\d{4})", re.ASCII)
_SEASON = re.compile(r"(spring|summer|autumn) (\d{4})", re.ASCII | re.IGNORECASE)
_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11")}


class Time(NamedTuple):
    """What a cell says of a time: a date, words that are none, or neither."""

    day: str = ""
    """The date as this site writes it."""
    words: str = ""


class NotADate(ValueError):
    """A cell of a column of dates that cannot be read: holds a sentence, and the settings that may help."""

    def __init__(self, message: str, *settings: str) -> None:
        super().__init__(message)
        self.settings = settings
        """`dates`: the order of its numbers; `century`: what its year begins with; `times`: what the words mean."""


def read_time(cell: str, mapping: Spreadsheet) -> Time:
    """Return what a cell says of a time; `NotADate` where that is not known."""
    text = on_one_line(cell)
    meant = meaning(text, mapping.times)
    if not text or meant == NOTHING:
        return Time()
    if meant == AS_WORDS:
        return Time(words=text)
    return Time(day=meant or read_day(text, mapping.dates, mapping.century))


def read_day(text: str, order: DateOrder | None, century: int | None = None) -> str:
    """Return a date as this site writes it; `NotADate` where the cell gives none."""
    bare = _MIDNIGHT.sub("", text)
    if _is_date(bare):
        return bare
    year, month, day, *settings = _parts(text, bare, order)
    if len(year) == 2 and century:
        year = f"{century}{year}"
    if len(year) != 4:
        raise NotADate(f"{quoted(bare)} has no whole year; write it with four digits", *settings)
    written = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    if not _is_date(written):
        raise NotADate(f"{quoted(text)} is not a day of the calendar; correct it in the sheet", *settings)
    return written


def _parts(text: str, bare: str, order: DateOrder | None) -> tuple[str, ...]:
    """Return the year, the month and the day of a date, and the settings by which it is read."""
    if found := _IN_NUMBERS.fullmatch(bare):
        if len(found[1]) == 4:
            return found[1], found[3], found[4]
        settings = ("dates", "century") if len(found[4]) == 2 else ("dates",)
        if order is None:
            remedy = "say the order: --set dates=day/month/year, or month/day/year"
            raise NotADate(f"{quoted(bare)} can mean two days; {remedy}", *settings)
        parts = dict(zip(order.split("/"), found.group(1, 3, 4), strict=True))
        return parts["year"], parts["month"], parts["day"], *settings
    if (found := _IN_WORDS.fullmatch(bare)) and (month := _month(found[2])):
        return found[3], str(month), found[1] or "", *(("century",) if len(found[3]) == 2 else ())
    is_broken_date = re.fullmatch(r"[\d./-]+", bare, re.ASCII)
    message = f"{quoted(text)} is not a date here; write one as in 2022-07-06"
    raise NotADate(message, *(() if is_broken_date else ("times",)))


def propose_time(text: str) -> str:
    """Return what words for a time most likely mean: the months of a season, else no more than the words."""
    if not (found := _SEASON.fullmatch(text)):
        return AS_WORDS
    first, last = _SEASONS[found[1].casefold()]
    return f"{found[2]}-{first}/{found[2]}-{last}"


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _month(word: str) -> int:
    """Return the number of the month that a word begins, or 0."""
    return next((n for n, name in enumerate(MONTHS) if name.casefold().startswith(word.casefold())), 0)
