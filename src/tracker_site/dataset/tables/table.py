"""What a table is: its rows, its key, and its columns, most of which follow from the fields of a class."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal, get_args, get_origin

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Address, hints_of, is_published
from tracker_site.dataset.tables.columns import Cell, Column, OneOf, Rows, Type, in_one_cell, key_of_status
from tracker_site.dataset.tables.rows import every, is_entity, unwrap
from tracker_site.dates import PartialDate
from tracker_site.records.base import Refers, Words
from tracker_site.records.fields import field_words
from tracker_site.records.statuses import COMMON, Status
from tracker_site.source.markup import Prose

_NAMES = {"prose": "text"}
_TYPES: Mapping[Any, Type] = {
    Prose: "markdown",
    PartialDate: "date",
    bool: "yes-no",
    int: "whole",
    float: "number",
    str: "text",
    date: "day",
}
_CONVERT: Mapping[Any, Callable[[Any], object]] = {Status: key_of_status, tuple[Words, ...]: in_one_cell}
_TABLES = {
    "action": "actions",
    "authority": "authorities",
    "body": "bodies",
    "measure": "measures",
    "meeting": "meetings",
}
"""The table that a reference leads to, by the one noun that it may name; `things` for all else."""
_ALWAYS_SEEN = ("authorities", "bodies", "measures")
"""The tables whose rows are seen on every day, so that a reference to one is never empty."""


@dataclass(frozen=True)
class Table:
    """A table of the data: a column for each published field of a class that fits into a cell, beside those declared.

    Its rows are named tuples of that class, or for any other class the `Row`s of its entities.
    """

    name: str
    title: str
    words: str = ""
    """What it holds; by default as the class says of itself."""
    entity: type = object
    declared: tuple[Column, ...] = ()
    rows: Callable[[Dataset], Iterable[Any]] | None = None
    """What finds its rows, where they are not all entities of the class."""
    key: tuple[str, ...] = ()
    """The columns that together name a row: by default the id, of named tuples all."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What columns are called, where not as the field is; a field that nothing else publishes is named too."""
    without: Collection[str] = ()
    """The fields that are no columns."""
    needed: Collection[str] = ()
    """The columns of fields that are always filled here, though the field may be empty elsewhere."""

    def __post_init__(self) -> None:
        if not self.words:
            object.__setattr__(self, "words", " ".join((self.entity.__doc__ or "").split()))
        if not self.key:
            object.__setattr__(self, "key", getattr(self.entity, "_fields", ("id",)))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, those of its key first."""
        # Late, for the texts under the fields are read from the code of their classes.
        fields = columns_of(self.entity, _NAMES | dict(self.names), self.without)
        columns = [*self.declared, *map(self._with_need, fields)]
        keys = [replace(one, is_key=True, is_needed=True) for one in columns if one.name in self.key]
        return (*keys, *(one for one in columns if one.name not in self.key))

    def _with_need(self, column: Column) -> Column:
        return replace(column, is_needed=True) if column.name in self.needed else column

    @cached_property
    def fields(self) -> tuple[Column, ...]:
        """The columns of its files, in their order."""
        return tuple(field for column in self.columns for field in column.in_files())

    def cells(self, data: Dataset) -> tuple[tuple[Cell, ...], ...]:
        """Return its rows as they stand in the files."""
        rows = list((self.rows or every(self.entity))(data))
        # Column by column, for there are far more rows than columns.
        filled = [cells for column in self.columns for cells in column.cells(rows)]
        return tuple(zip(*filled, strict=True))


# The columns that follow from fields


def columns_of(
    entity: type,
    names: Mapping[str, str],
    without: Collection[str],
    path: tuple[str, ...] = (),
    outer: str = "",
) -> Iterator[Column]:
    """Yield a column for each published field that fits into a cell, and for those of a group of facts in a field.

    A column is called after its field, with that of its group before it, unless `names` calls it otherwise. Lists of
    entities are tables of their own. `path` leads to a group, and `outer` is what the field of the group says.
    """
    for field_name, hint in hints_of(entity):
        here = (*path, field_name)
        called = "_".join(here).rstrip("_")
        if called in without or not (is_published(entity, field_name) or called in names):
            continue
        bare, facts, is_optional = unwrap(hint)
        if is_entity(bare):
            yield from columns_of(bare, names, without, here, _words(outer, entity, field_name))
        elif column := _column(bare, facts, is_needed=not (is_optional or path)):
            of_row = () if issubclass(entity, tuple) else ("entity",)
            words, value = _words(outer, entity, field_name), _getter((*of_row, *here), _CONVERT.get(bare))
            yield replace(column, name=names.get(called, called), words=words, value=value)


def _words(outer: str, entity: type, field_name: str) -> str:
    if issubclass(entity, tuple):
        return field_words(entity, field_name, f"The {field_name}.")
    return f"{outer} {field_words(entity, field_name)}".strip()


def _column(bare: Any, facts: tuple[Any, ...], is_needed: bool) -> Column | None:
    """Return the column of a type, without name, words and value; None for what fits into no cell."""
    column = Column("", "")
    words = next((fact.words for fact in facts if isinstance(fact, OneOf)), ())
    if bare is Status:
        return replace(column, values=tuple(COMMON), refers_to="statuses", is_needed=is_needed)
    if bare in _CONVERT:
        return column
    if get_origin(bare) is tuple:
        return None
    if named := next((fact for fact in facts if isinstance(fact, Rows)), None):
        needed = is_needed and (named.always_there or named.table in _ALWAYS_SEEN)
        return replace(column, refers_to=named.table, values=words, is_needed=needed)
    if refers := [fact for fact in facts if isinstance(fact, Refers)]:
        # What is noted of a type further out takes the place of what is noted within.
        nouns = refers[-1].nouns
        table = _TABLES.get(next(iter(nouns)), "things") if len(nouns) == 1 else "things"
        return replace(column, refers_to=table, is_needed=is_needed and table in _ALWAYS_SEEN)
    if values := words or _words_of(bare):
        return replace(column, values=values, is_needed=is_needed)
    if any(fact in facts for fact in get_args(Address)[1:]):
        return replace(column, type="address", is_needed=is_needed)
    type = _TYPES.get(bare)
    return (
        replace(column, type=type, is_needed=is_needed and type not in ("markdown", "date")) if type else None
    )


def _getter(path: tuple[str, ...], convert: Callable[[Any], object] | None) -> Callable[[Any], object]:
    """Return what finds the value of a field of a row, within groups of facts of which each may be missing."""
    if len(path) <= 2 and not convert:
        return attrgetter(".".join(path))

    def get_within(row: Any) -> object:
        found = row
        for name in path:
            found = None if found is None else getattr(found, name)
        return convert(found) if convert and found is not None else found

    return get_within


def _words_of(hint: Any) -> tuple[str, ...]:
    """Return the words of a `Literal`, or of several in a union."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(word for one in get_args(hint) for word in _words_of(one))
