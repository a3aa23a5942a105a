"""What a column is: what it says, how its value is found, and which fields of the files it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate

Cell = str | int | float | None
"""What stands in a field: dates are ISO 8601, Markdown is as it was typed, `yes-no` is true or false."""

Kind = Literal["text", "markdown", "address", "whole", "number", "yes-no", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it says, and how its value is found.

    A column of the kind `date` makes three fields: the date as exact as it is known, and its first and last
    possible day. One that refers to a table is empty where what it names is not seen on the day of the site.
    """

    name: str
    words: str
    value: Callable[[Dataset, Any], object] = lambda _, row: row
    kind: Kind = "text"
    refers_to: str | None = None
    """The table whose first field it names."""
    values: tuple[str, ...] = ()
    """All that it may hold; empty where it is free."""
    is_needed: bool = False

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
        value = self.value
        found: list[Any] = [value(data, row) for row in rows]
        if self.kind == "date":
            yield from _days(found)
        elif self.kind == "markdown":
            yield [text.source or None if text else None for text in found]
        else:
            yield [_if_seen(id) for id in found] if self.refers_to else found


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


def _if_seen(id: str | None) -> str | None:
    return None if id is None or (isinstance(id, Ref) and id.address is None) else str(id)


def _days(dates: list[PartialDate | None]) -> Iterator[Iterable[Cell]]:
    yield [when.text if when else None for when in dates]
    yield [_iso(when.earliest) if when else None for when in dates]
    yield [_iso(when.latest) if when else None for when in dates]


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
