"""What a table is: its rows, its key and its columns, most of which follow from the fields of a class."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.tables.columns import Cell, Column, Field
from tracker_site.dataset.tables.fields import columns_of


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the data.

    With an `entity`, its rows are `Row`s of that class, and each published field of the class that fits into a cell is
    a column, beside those that are declared here. Without one, its rows are tuples in the order of its columns.
    """

    name: str
    title: str
    words: str
    rows: Callable[[Dataset], Iterable[Any]]
    key: tuple[str, ...]
    """The columns that together name a row."""
    entity: type | None = None
    declared: tuple[Column, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """What columns are called, where not as the field is; a field that nothing else publishes is named too."""
    without: Collection[str] = ()
    """The fields that are no columns."""
    needed: Collection[str] = ()
    """The columns of fields that are always filled here, though the field may be empty elsewhere."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, those of its key first."""
        # Late, for the texts under the fields are read from the code of their classes.
        if self.entity:
            fields = columns_of(self.entity, self.names, self.without)
            columns = [*self.declared, *(self._with_need(column) for column in fields)]
        else:
            columns = [replace(one, value=_nth(n)) for n, one in enumerate(self.declared)]
        return tuple(sorted(columns, key=lambda column: column.name not in self.key))

    def _with_need(self, column: Column) -> Column:
        return replace(column, is_needed=True) if column.name in self.needed else column

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its files, in their order."""
        return tuple(field for one in self.columns for field in one.fields(one.name in self.key))

    def cells(self, data: Dataset) -> tuple[tuple[Cell, ...], ...]:
        """Return its rows as they stand in the files."""
        rows = list(self.rows(data))
        # Column by column, for there are far more rows than columns.
        filled = [cells for column in self.columns for cells in column.cells(data, rows)]
        return tuple(zip(*filled, strict=True))


def _nth(n: int) -> Callable[[Dataset, Any], object]:
    get = itemgetter(n)
    return lambda _, row: get(row)
