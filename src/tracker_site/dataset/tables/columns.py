"""What a column is: what it says, how its value is found, and which fields of the files it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Ref
from tracker_site.dataset.tables.rows import Row
from tracker_site.dates import PartialDate
from tracker_site.records.statuses import COMMON, Status

Cell = str | int | float | None
"""What stands in a field: dates are ISO 8601, Markdown is as it was typed, `yes-no` is true or false."""

Kind = Literal["text", "markdown", "address", "whole", "number", "yes-no", "date"]
Value = Callable[[Dataset, Any], object]
"""What finds a value of a row."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the files."""

    name: str
    type: Kind | Literal["day"]
    words: str
    is_key: bool = False
    is_needed: bool = False
    values: tuple[str, ...] = ()
    refers_to: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it says, and how its value is found.

    A column of the kind `date` makes three fields: the date as exact as it is known, and its first and last
    possible day. One that refers to a table is empty where what it names is not seen on the day of the site.
    """

    name: str
    words: str
    value: Value | None = None
    kind: Kind = "text"
    refers_to: str | None = None
    """The table whose first field it names."""
    values: tuple[str, ...] = ()
    """All that it may hold; empty where it is free."""
    is_needed: bool = False
    get: Callable[[Any], object] | None = None
    """What finds its value in a row by itself, where `value` is not needed for that; it is quicker."""

    def fields(self, is_key: bool) -> Iterator[Field]:
        """Yield the fields that it makes."""
        needed = is_key or self.is_needed
        yield Field(self.name, self.kind, self.words, is_key, needed, self.values, self.refers_to)
        if self.kind == "date":
            for suffix, which, beyond in (("earliest", "first", "earlier"), ("latest", "last", "later")):
                words = f"The {which} day that {self.name} allows; empty where it may be any {beyond} day."
                yield Field(f"{self.name}_{suffix}", "day", words)

    def cells(self, data: Dataset, rows: Iterable[Any]) -> Iterator[Iterable[Cell]]:
        """Yield what stands in each of its fields, row by row."""
        found: list[Any] = list(map(self.get, rows)) if self.get else []
        if value := self.value:
            found = [value(data, row) for row in rows]
        if self.kind == "date":
            yield from _days(found)
        elif self.kind == "markdown":
            yield [text.source or None if text else None for text in found]
        else:
            yield [_if_seen(id) if type(id) is Ref else id for id in found] if self.refers_to else found


def _if_seen(reference: Ref) -> str | None:
    return None if reference.address is None else str(reference)


def _days(dates: list[PartialDate | None]) -> Iterator[Iterable[Cell]]:
    yield [when.text if when else None for when in dates]
    yield [_iso(when.earliest) if when else None for when in dates]
    yield [_iso(when.latest) if when else None for when in dates]


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
    return whole("place", words, lambda _, row: row.place)


def inside(kind: type, is_needed: bool = True) -> Column:
    """Return the column that names the nearest entity of a kind in which a row stands."""
    name = kind.__name__.lower()
    called = "council" if name == "authority" else name
    table = f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
    words = f"The {called}." if is_needed else f"The {called}; empty for what does not stand under one."
    return Column(name, words, lambda _, row: row.inside(kind), refers_to=table, is_needed=is_needed)


def status_of(find: Callable[[Dataset, Row[Any]], Status | None]) -> tuple[Column, Column]:
    """Return the columns of a status that was said: the common one, and the council's own words."""
    return (
        Column(
            "status",
            "The status that was said, as a common status.",
            lambda data, row: key_of_status(find(data, row)),
            refers_to="statuses",
            values=tuple(COMMON),
        ),
        Column(
            "status_label",
            "The same in the council’s own words.",
            lambda data, row: getattr(find(data, row), "label", None),
        ),
    )


def key_of_status(status: Status | None) -> str | None:
    """Return the key of the common status."""
    return status.common.key if status else None


def in_one_cell(words: Iterable[str]) -> str | None:
    """Return several names in one cell."""
    return "; ".join(words) or None


ID = Column(
    "id", "Its id: its own key behind that of its record, else where it stands there.", lambda _, row: row.id
)
RECORD = Column(
    "record", "The record that holds it.", lambda _, row: row.record, refers_to="things", is_needed=True
)
SAID_ON = Column("date", "When it was said.", lambda data, row: data.own_date(row.record), "date")
