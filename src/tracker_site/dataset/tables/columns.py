"""What a column is: what it says, how its value is found, and which fields of the files it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal

from tracker_site.dataset.model import Ref
from tracker_site.records.statuses import COMMON, Status

Cell = str | int | float | None
"""What stands in a field: dates are ISO 8601, Markdown is as it was typed, `yes-no` is true or false."""

Type = Literal["text", "markdown", "address", "whole", "number", "yes-no", "date", "day"]
Value = Callable[[Any], object]
"""What finds a value of a row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it is called, what it says, and how its value is found.

    One of dates makes three columns of the files: the date as exact as it is known, and its first and last possible
    day. One that refers to a table is empty where what it names is not seen on the day of the site.
    """

    name: str
    words: str
    value: Value | None = None
    type: Type = "text"
    refers_to: str | None = None
    """The table whose first field it names."""
    values: tuple[str, ...] = ()
    """All that it may hold; empty where it is free."""
    is_needed: bool = False
    is_key: bool = False

    def in_files(self) -> Iterator[Column]:
        """Yield the columns of the files that it makes."""
        yield self
        if self.type == "date":
            for suffix, which, beyond in (("earliest", "first", "earlier"), ("latest", "last", "later")):
                words = f"The {which} day that {self.name} allows; empty where it may be any {beyond} day."
                yield Column(f"{self.name}_{suffix}", words, type="day")

    def cells(self, rows: Iterable[Any]) -> Iterator[Iterable[Cell]]:
        """Yield what stands in each of those columns, row by row."""
        assert self.value
        found: list[Any] = list(map(self.value, rows))
        if self.type == "date":
            yield [when.text if when else None for when in found]
            yield [_iso(when.earliest) if when else None for when in found]
            yield [_iso(when.latest) if when else None for when in found]
        elif self.type == "day":
            yield map(_iso, found)
        elif self.type == "markdown":
            yield [text.source or None if text else None for text in found]
        else:
            yield [_if_seen(id) if type(id) is Ref else id for id in found] if self.refers_to else found


def _if_seen(reference: Ref) -> str | None:
    return None if reference.address is None else str(reference)


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# What is noted of the type of a field that names a row of a table, or holds one of some words


@dataclass(frozen=True, slots=True)
class Rows:
    """The table of which a field names a row, and whether that is there on every day."""

    table: str
    always_there: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """All that a field may hold."""

    words: tuple[str, ...]


Thing = Annotated[str, Rows("things")]
RecommendationId = Annotated[str, Rows("recommendations")]

# Columns that several tables have


def link(name: str, table: str, words: str = "", value: Value | None = None) -> Column:
    """Return a column that names a row of a table."""
    return Column(name, words or f"The {name}.", value, refers_to=table)


def whole(name: str, words: str, value: Value | None = None) -> Column:
    """Return a column of a whole number that is always known."""
    return Column(name, words, value, "whole", is_needed=True)


def flag(name: str, words: str, value: Value | None = None) -> Column:
    """Return a column that is true or false."""
    return Column(name, words, value, "yes-no", is_needed=True)


def place(words: str = "Where it stands among its like there, from 1.") -> Column:
    """Return the column of the place of a row."""
    return whole("place", words, lambda row: row.place)


def inside(kind: type, is_needed: bool = True) -> Column:
    """Return the column that names the nearest entity of a kind in which a row stands."""
    name = kind.__name__.lower()
    called = "council" if name == "authority" else name
    table = f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
    words = f"The {called}." if is_needed else f"The {called}; empty for what does not stand under one."
    return Column(name, words, lambda row: row.inside(kind), refers_to=table, is_needed=is_needed)


def status_of(find: Callable[[Any], Status | None]) -> tuple[Column, Column]:
    """Return the columns of a status that was said: the common one, and the council's own words."""
    said, own = "The status that was said, as a common status.", "The same in the council’s own words."
    return (
        Column(
            "status", said, lambda row: key_of_status(find(row)), refers_to="statuses", values=tuple(COMMON)
        ),
        Column("status_label", own, lambda row: getattr(find(row), "label", None)),
    )


def key_of_status(status: Status | None) -> str | None:
    """Return the key of the common status."""
    return status.common.key if status else None


def in_one_cell(words: Iterable[str]) -> str | None:
    """Return several names in one cell."""
    return "; ".join(words) or None


_ID_WORDS = "Its id: its own key behind that of its record, else where it stands there."
ID = Column("id", _ID_WORDS, attrgetter("id"))
_HOLDS = "The record that holds it."
RECORD = Column("record", _HOLDS, attrgetter("record"), refers_to="things", is_needed=True)
SAID_ON = Column("date", "When it was said.", lambda row: row.data.own_date(row.record), "date")
