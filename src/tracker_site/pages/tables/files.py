"""The files of the data: a CSV a table, one SQLite file, and the description of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tracker_site.dataset.guide import Guide
from tracker_site.pages.planned import Later
from tracker_site.pages.tables.columns import Cell, Table
from tracker_site.pages.tables.comma_separated import as_csv
from tracker_site.pages.tables.package import as_package
from tracker_site.pages.tables.sqlite import as_sqlite
from tracker_site.pages.tables.tables import TABLES

FOLDER = "data/"
SQLITE = f"{FOLDER}tracker.sqlite"
PACKAGE = f"{FOLDER}datapackage.json"


class Filled:
    """The tables with their rows as at the day of the site, each filled when it is first asked for."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._rows: dict[str, tuple[tuple[Cell, ...], ...]] = {}

    def rows(self, table: Table[Any]) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows of a table, as they stand in the files."""
        if table.name not in self._rows:
            self._rows[table.name] = table.cells(self._guide)
        return self._rows[table.name]

    def files(self) -> Iterator[Later[bytes]]:
        """Yield each file; they are made only where they are asked for."""
        yield from (Later(csv_address(table), partial(self._csv, table)) for table in TABLES)
        yield Later(SQLITE, self._sqlite)
        yield Later(PACKAGE, partial(as_package, self._guide.site, TABLES))

    def _csv(self, table: Table[Any]) -> bytes:
        return as_csv(table, self.rows(table))

    def _sqlite(self) -> bytes:
        return as_sqlite((table, self.rows(table)) for table in TABLES)


def csv_address(table: Table[Any]) -> str:
    """Return the address of the CSV of a table."""
    return f"{FOLDER}{table.name}.csv"
