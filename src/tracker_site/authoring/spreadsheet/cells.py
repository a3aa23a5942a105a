"""What stands in cells: words compared without regard to capitals and spaces, and dates, never guessed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.dates import parse_date
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
    if _is_date(bare):
        return parse_date(bare).text
    if found := _IN_NUMBERS.fullmatch(bare):
        year, month, day = _in_order(found, order)
    elif (found := _IN_WORDS.fullmatch(bare)) and (number := _month(found[2])):
        year, month, day = found[3], number, found[1]
    else:
        raise ValueError(f"{quoted(text)} is not a date here; write one as in 2022-07-06")
    if len(year) == 2 and century:
        year = f"{century}{year}"
    if len(year) != 4:
        raise ValueError(f"{quoted(bare)} has no whole year; write it with four digits")
    written = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    if not _is_date(written):
        raise ValueError(f"{quoted(text)} is not a day of the calendar; correct it in the sheet")
    return parse_date(written).text


def unknowns_of_date(text: str) -> frozenset[str]:
    """Return the settings without which a cell of a column of dates cannot be read.

    `dates`: the order of its numbers; `century`: what its year begins with; `times`: what the words mean.
    """
    bare = _MIDNIGHT.sub("", text)
    if found := _IN_NUMBERS.fullmatch(bare):
        if len(found[1]) == 4:
            return frozenset()
        return frozenset({"dates", "century"} if len(found[4]) == 2 else {"dates"})
    if (found := _IN_WORDS.fullmatch(bare)) and _month(found[2]):
        return frozenset({"century"} if len(found[3]) == 2 else ())
    is_broken_date = re.fullmatch(r"[\d./-]+", bare, re.ASCII)
    return frozenset() if is_broken_date or _is_date(bare) else frozenset({"times"})


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


def _in_order(found: re.Match[str], order: DateOrder | None) -> tuple[str, int, str]:
    """Return the year, the month and the day of a date in numbers."""
    if len(found[1]) == 4:
        order = "year/month/day"
    if order is None:
        raise ValueError(
            f"{quoted(found[0])} can mean two days; say the order: --set dates=day/month/year, or month/day/year"
        )
    parts = dict(zip(order.split("/"), (found[1], found[3], found[4]), strict=True))
    return parts["year"], int(parts["month"]), parts["day"]


def _month(word: str) -> int:
    """Return the number of the month that a word names, or 0."""
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold())]
    return months[0] if len(months) == 1 else 9 if word.casefold() == "sept" else 0
