"""What a table and a column are: one definition, from which the CSV, the SQLite file and the pages are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, Literal, TypeVar, cast, get_args

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.records.base import Model
from tracker_site.source.markup import Prose

R = TypeVar("R")

Given = str | int | float | PartialDate | Prose | None
"""What a column is given of a row."""

Cell = str | int | float | None
"""What stands in a field: dates are ISO 8601, Markdown is as it was typed, `yes-no` is true or false."""

Kind = Literal["text", "markdown", "address", "whole", "number", "yes-no", "date"]
FieldType = Literal["text", "markdown", "address", "whole", "number", "yes-no", "date", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """A column: what it is called, what it says, and how its value is found.

    A column of the kind `date` makes three fields: the date as exact as it is known, and its first and last
    possible day.
    """

    name: str
    kind: Kind
    words: str
    value: Callable[[Guide, R], Given]
    is_key: bool = False
    is_needed: bool = False
    values: tuple[str, ...] = ()
    """All that it may hold; empty where it is free."""
    refers_to: str | None = None
    """The table whose first field it names."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the files."""

    name: str
    type: FieldType
    words: str
    is_key: bool
    is_needed: bool
    values: tuple[str, ...]
    refers_to: str | None


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """A table: its name, what it holds, how its rows are found, and its columns."""

    name: str
    title: str
    words: str
    rows: Callable[[Guide], Iterable[R]]
    columns: tuple[Column[R], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its files, in their order."""
        return tuple(field for column in self.columns for field in _fields(column))

    @property
    def key(self) -> tuple[str, ...]:
        """The fields that together name a row."""
        return tuple(field.name for field in self.fields if field.is_key)

    @property
    def refers_to(self) -> frozenset[str]:
        """The tables that it refers to."""
        return frozenset(field.refers_to for field in self.fields if field.refers_to)

    def cells(self, guide: Guide) -> tuple[tuple[Cell, ...], ...]:
        """Return its rows as they stand in the files."""
        rows = list(self.rows(guide))
        # Column by column, for there are far more rows than columns.
        filled = [cells for column in self.columns for cells in _fill(column, guide, rows)]
        return tuple(zip(*filled, strict=True))


def _fill(column: Column[R], guide: Guide, rows: Iterable[R]) -> Iterator[Iterable[Cell]]:
    """Yield what stands in each field of a column, row by row."""
    value = column.value
    match column.kind:
        case "date":
            yield from _days([cast("PartialDate | None", value(guide, row)) for row in rows])
        case "markdown":
            texts = [cast("Prose | None", value(guide, row)) for row in rows]
            yield [text.source or None if text else None for text in texts]
        case _:
            yield [cast("Cell", value(guide, row)) for row in rows]


def _fields(column: Column[Any]) -> Iterator[Field]:
    needed = column.is_key or column.is_needed
    if column.kind != "date":
        kind: FieldType = column.kind
        yield Field(column.name, kind, column.words, column.is_key, needed, column.values, column.refers_to)
        return
    yield Field(column.name, "date", column.words, False, needed, (), None)
    bounds = (("earliest", "first", "earlier"), ("latest", "last", "later"))
    for suffix, which, beyond in bounds:
        words = f"The {which} day that {column.name} allows; empty where it may be any {beyond} day."
        yield Field(f"{column.name}_{suffix}", "day", words, False, False, (), None)


def _days(dates: list[PartialDate | None]) -> Iterator[Iterable[Cell]]:
    yield [when.text if when else None for when in dates]
    yield [_iso(when.earliest) if when else None for when in dates]
    yield [_iso(when.latest) if when else None for when in dates]


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def key(name: str, words: str, value: Callable[[Guide, R], str], refers_to: str | None = None) -> Column[R]:
    """Return a column that names the row, alone or with others."""
    return Column(name=name, kind="text", words=words, value=value, is_key=True, refers_to=refers_to)


def place(words: str, value: Callable[[Guide, R], int], is_key: bool = False) -> Column[R]:
    """Return the column `place`: where the row stands among its like, from 1."""
    return Column(name="place", kind="whole", words=words, value=value, is_key=is_key, is_needed=True)


def reference(
    name: str, words: str, table: str, value: Callable[[Guide, R], str | None], needed: bool = False
) -> Column[R]:
    """Return a column that names a row of a table; empty where that is not seen on the day of the site."""

    def seen(guide: Guide, row: R) -> str | None:
        target = value(guide, row)
        # The id of its record is what stands before a slash, or before the hash of what has no key.
        record = target.partition("#")[0].partition("/")[0] if target else None
        return target if record in guide.standings.seen else None

    return Column(name=name, kind="text", words=words, value=seen, is_needed=needed, refers_to=table)


def text(name: str, words: str, value: Callable[[Guide, R], str | None], needed: bool = False) -> Column[R]:
    """Return a column of plain words."""
    return Column(name=name, kind="text", words=words, value=value, is_needed=needed)


def markdown(name: str, words: str, value: Callable[[Guide, R], Prose | None]) -> Column[R]:
    """Return a column of Markdown, as it was typed."""
    return Column(name=name, kind="markdown", words=words, value=value)


def choice(
    name: str,
    words: str,
    values: Iterable[str],
    value: Callable[[Guide, R], str | None],
    needed: bool = False,
    refers_to: str | None = None,
) -> Column[R]:
    """Return a column that holds one of a few words."""
    return Column(
        name=name,
        kind="text",
        words=words,
        value=value,
        values=tuple(values),
        is_needed=needed,
        refers_to=refers_to,
    )


def key_choice(name: str, words: str, values: Iterable[str], value: Callable[[Guide, R], str]) -> Column[R]:
    """Return a column that names the row with others, by one of a few words."""
    return Column(name=name, kind="text", words=words, value=value, values=tuple(values), is_key=True)


def whole(name: str, words: str, value: Callable[[Guide, R], int | None], needed: bool = False) -> Column[R]:
    """Return a column of whole numbers."""
    return Column(name=name, kind="whole", words=words, value=value, is_needed=needed)


def yes_no(name: str, words: str, value: Callable[[Guide, R], bool | None], needed: bool = True) -> Column[R]:
    """Return a column that is true or false."""
    return Column(name=name, kind="yes-no", words=words, value=value, is_needed=needed)


def when(name: str, words: str, value: Callable[[Guide, R], PartialDate | None]) -> Column[R]:
    """Return the three fields of a date."""
    return Column(name=name, kind="date", words=words, value=value)


def address(words: str, value: Callable[[Guide, R], str], name: str = "url") -> Column[R]:
    """Return the column of an address on this site, whole where the site knows its own."""

    def whole_address(guide: Guide, row: R) -> str:
        return url(guide, value(guide, row))

    return Column(name=name, kind="address", words=words, value=whole_address, is_needed=True)


def url(guide: Guide, path: str) -> str:
    """Return an address from the root of the site, whole where the settings name its `base_url`."""
    return f"{guide.site.base_url.rstrip('/')}/{path}" if guide.site.base_url else path


def choices(model: type[Model], field: str) -> tuple[str, ...]:
    """Return the words that a field of a record may hold."""
    found = _words_of(model.model_fields[field].annotation)
    assert found, f"{model.__name__}.{field} is free"
    return found


def _words_of(annotation: object) -> tuple[str, ...]:
    """Return the words of a `Literal`, or of the one in a union."""
    inner = get_args(annotation)
    if inner and all(isinstance(one, str) for one in inner):
        return inner
    return next((words for one in inner if (words := _words_of(one))), ())
