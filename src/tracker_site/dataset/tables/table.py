"""What a table is: its rows, its key, and its columns, most of which follow from the fields of a class."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Literal, get_args, get_origin

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Address, hints_of, is_published
from tracker_site.dataset.tables.columns import Cell, Column, Field, Kind, in_one_cell, key_of_status
from tracker_site.dataset.tables.rows import every, is_entity, unwrap
from tracker_site.dates import PartialDate
from tracker_site.records.base import Refers, Words
from tracker_site.records.fields import field_words
from tracker_site.records.statuses import COMMON, Status
from tracker_site.source.markup import Prose

_NAMES = {"prose": "text"}
_KINDS: Mapping[Any, Kind] = {
    Prose: "markdown",
    PartialDate: "date",
    bool: "yes-no",
    int: "whole",
    float: "number",
    str: "text",
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
    """A table of the data.

    With an `entity`, its rows are `Row`s of that class, and each published field of the class that fits into a cell is
    a column, beside those that are declared here. Without one, its rows are tuples in the order of its columns.
    """

    name: str
    title: str
    words: str
    entity: type | None = None
    declared: tuple[Column, ...] = ()
    rows: Callable[[Dataset], Iterable[Any]] | None = None
    """What finds its rows, where they are not all entities of the class."""
    key: tuple[str, ...] = ()
    """The columns that together name a row: by default the id, of tuples all."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What columns are called, where not as the field is; a field that nothing else publishes is named too."""
    without: Collection[str] = ()
    """The fields that are no columns."""
    needed: Collection[str] = ()
    """The columns of fields that are always filled here, though the field may be empty elsewhere."""

    def __post_init__(self) -> None:
        if not self.key:
            all_of_row = tuple(column.name for column in self.declared)
            object.__setattr__(self, "key", ("id",) if self.entity else all_of_row)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, those of its key first."""
        # Late, for the texts under the fields are read from the code of their classes.
        if self.entity:
            fields = columns_of(self.entity, _NAMES | dict(self.names), self.without)
            columns = [*self.declared, *(self._with_need(column) for column in fields)]
        else:
            columns = [replace(one, get=itemgetter(n)) for n, one in enumerate(self.declared)]
        return tuple(sorted(columns, key=lambda column: column.name not in self.key))

    def _with_need(self, column: Column) -> Column:
        return replace(column, is_needed=True) if column.name in self.needed else column

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its files, in their order."""
        return tuple(field for one in self.columns for field in one.fields(one.name in self.key))

    def cells(self, data: Dataset) -> tuple[tuple[Cell, ...], ...]:
        """Return its rows as they stand in the files."""
        find = self.rows or every(self.entity or object)
        rows = list(find(data))
        # Column by column, for there are far more rows than columns.
        filled = [cells for column in self.columns for cells in column.cells(data, rows)]
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
            words, get = _words(outer, entity, field_name), _getter(here, _CONVERT.get(bare))
            yield replace(column, name=names.get(called, called), words=words, get=get)


def _words(outer: str, entity: type, field_name: str) -> str:
    return f"{outer} {field_words(entity, field_name)}".strip()


def _column(bare: Any, facts: tuple[Any, ...], is_needed: bool) -> Column | None:
    """Return the column of a type, without name, words and value; None for what fits into no cell."""
    column = Column("", "", is_needed=is_needed)
    if bare in _CONVERT:
        values = tuple(COMMON) if bare is Status else ()
        return replace(
            column,
            values=values,
            refers_to="statuses" if values else None,
            is_needed=bool(values and is_needed),
        )
    if get_origin(bare) is tuple:
        return None
    if refers := [fact for fact in facts if isinstance(fact, Refers)]:
        # What is noted of a type further out takes the place of what is noted within.
        nouns = refers[-1].nouns
        table = _TABLES.get(next(iter(nouns)), "things") if len(nouns) == 1 else "things"
        return replace(column, refers_to=table, is_needed=is_needed and table in _ALWAYS_SEEN)
    if values := _words_of(bare):
        return replace(column, values=values)
    if any(fact in facts for fact in get_args(Address)[1:]):
        return replace(column, kind="address")
    if bare not in _KINDS:
        return None
    kind = _KINDS[bare]
    return replace(column, kind=kind, is_needed=is_needed and kind not in ("markdown", "date"))


def _getter(path: tuple[str, ...], convert: Callable[[Any], object] | None) -> Callable[[Any], object]:
    """Return what finds the value of a field, within groups of facts of which each may be missing."""
    get = attrgetter(f"entity.{path[0]}")
    if len(path) == 1 and not convert:
        return get

    def get_within(row: Any) -> object:
        found = get(row)
        for name in path[1:]:
            found = None if found is None else getattr(found, name)
        return convert(found) if convert and found is not None else found

    return get_within


def _words_of(hint: Any) -> tuple[str, ...]:
    """Return the words of a `Literal`, or of several in a union."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(word for one in get_args(hint) for word in _words_of(one))
