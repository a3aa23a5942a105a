"""The files of the data: a CSV for each table, one SQLite file of all, and their description; uses sqlite3 alone."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from io import StringIO
from operator import itemgetter
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.tables.columns import Cell, Column
from tracker_site.dataset.tables.table import Table
from tracker_site.dataset.tables.views import VIEWS, View
from tracker_site.records.site import Site

Json = dict[str, Any]
Rows = tuple[tuple[Cell, ...], ...]

BOM = "\ufeff"
"""Excel takes a CSV without it for another encoding and garbles each dash and curly quote."""

_TRUTH = {True: "true", False: "false", None: None}
_TYPES = {"whole": "INTEGER", "number": "REAL", "yes-no": "INTEGER"}
_PACKAGE_TYPES = {
    "address": "string",
    "whole": "integer",
    "number": "number",
    "yes-no": "boolean",
    "day": "date",
}
EXACT = r"(\d{4}(-\d{2}){0,2}|\.\.)(/(\d{4}(-\d{2}){0,2}|\.\.))?|unknown"
"""A date as exact as it is known."""
_PAGE_SIZE = 4096
_COUNTERS = (24, 92)
"""Where the file counts its changes; both hold the same number of four bytes."""
_LIBRARY = 96
"""Where the file names the version of SQLite that wrote it, which says nothing to readers."""


class Filled:
    """The tables with their rows as at the day of the site, each filled when it is first asked for."""

    def __init__(self, data: Dataset, tables: tuple[Table, ...]) -> None:
        self._data = data
        self.tables = tables
        self._rows: dict[str, Rows] = {}

    def rows(self, table: Table) -> Rows:
        """Return the rows of a table, as they stand in the files."""
        if table.name not in self._rows:
            self._rows[table.name] = table.cells(self._data)
        return self._rows[table.name]

    def csv(self, table: Table) -> bytes:
        """Return the CSV of a table."""
        return as_csv(table, self.rows(table))

    def sqlite(self) -> bytes:
        """Return the SQLite file."""
        return as_sqlite((table, self.rows(table)) for table in self.tables)


def as_csv(table: Table, rows: Rows) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8, with a byte order mark; nothing that was said is altered.

    So a text that begins with `=`, `+`, `-` or `@` stays as it is, and a spreadsheet that opens the file rather
    than importing it may take it for a formula: the page about the data says so, and how to import.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    truths = [n for n, field in enumerate(table.fields) if field.type == "yes-no"]
    for row in map(list, rows):
        for n in truths:
            row[n] = _TRUTH[row[n]]  # type: ignore[index]
        writer.writerow(row)
    return (BOM + out.getvalue()).encode()


def as_sqlite(filled: Iterable[tuple[Table, Rows]]) -> bytes:
    """Return the SQLite file: the same bytes for the same rows, whatever wrote them before.

    Rows stand in the order of their keys; dates are ISO 8601 texts, `yes-no` is 1 or 0, what is not known is NULL.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        # Declared for readers; the order of tables here follows their reader, not their references.
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        database.execute("BEGIN")
        for table, rows in filled:
            database.execute(_create_table(table))
            marks = ", ".join("?" * len(table.fields))
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _in_order(table, rows))
        for view in VIEWS:
            database.execute(_create_view(view))
        database.execute("COMMIT")
        database.execute("VACUUM")
        return _steady(database.serialize())


def _create_table(table: Table) -> str:
    """Return the statement that makes a table; its comments are what the columns mean."""
    body = "".join(map(_declare, table.fields))
    key = ", ".join(table.key)
    return f"CREATE TABLE {table.name} ( -- {table.words}\n{body}  PRIMARY KEY ({key})\n) WITHOUT ROWID"


def _create_view(view: View) -> str:
    """Return the statement that makes a view; its comment is the question that it answers."""
    return f"CREATE VIEW {view.name} AS -- {view.words}\n{view.sql}"


def _declare(field: Column) -> str:
    """Return the declaration of a field, after a comment that says what it holds."""
    # Words, not a CHECK: checks would double the time of a large site, and the records are checked already.
    values = f" One of: {', '.join(field.values)}." if field.values else ""
    needed = " NOT NULL" if field.is_needed else ""
    refers = f" REFERENCES {field.refers_to}" if field.refers_to else ""
    return f'  -- {field.words}{values}\n  "{field.name}" {_TYPES.get(field.type, "TEXT")}{needed}{refers},\n'


def _in_order(table: Table, rows: Rows) -> list[tuple[Cell, ...]]:
    """Return the rows in the order of their keys, as they are stored."""
    places = [n for n, field in enumerate(table.fields) if field.is_key]
    return sorted(rows, key=itemgetter(*places))


def _steady(content: bytes) -> bytes:
    """Return the file without the marks that its own making leaves in it."""
    steady = bytearray(content)
    for place in _COUNTERS:
        steady[place : place + 4] = (1).to_bytes(4)
    steady[_LIBRARY : _LIBRARY + 4] = (3_037_000).to_bytes(4)
    return bytes(steady)


def as_package(site: Site, tables: Sequence[Table]) -> bytes:
    """Return `datapackage.json`: each table with its fields, its key and what it refers to."""
    keys = {table.name: table.key for table in tables}
    licence, publisher = site.licence, site.publisher
    package = {
        "profile": "tabular-data-package",
        "name": _slug(site.title),
        "title": site.title,
        "description": site.description,
        "homepage": site.base_url,
        "licenses": licence
        and [_known({"name": _slug(licence.title), "title": licence.title, "path": licence.url})],
        "contributors": publisher
        and [_known({"title": publisher.name, "path": publisher.url, "role": "publisher"})],
        "resources": [_resource(table, keys) for table in tables],
    }
    return f"{json.dumps(_known(package), ensure_ascii=False, indent=1)}\n".encode()


def _known(facts: Json) -> Json:
    """Return a mapping without what is not known."""
    return {name: value for name, value in facts.items() if value}


def _slug(title: str) -> str:
    return re.sub("[^a-z0-9]+", "-", title.casefold()).strip("-") or "tracker"


def _resource(table: Table, keys: Mapping[str, tuple[str, ...]]) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.words,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field_in_package(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [field.name],
                    "reference": {"resource": field.refers_to, "fields": list(keys[field.refers_to])},
                }
                for field in table.fields
                if field.refers_to
            ],
        },
    }


def _field_in_package(field: Column) -> Json:
    pattern = EXACT if field.type == "date" else None
    constraints = {"required": field.is_needed, "enum": list(field.values), "pattern": pattern}
    return _known(
        {
            "name": field.name,
            "type": _PACKAGE_TYPES.get(field.type, "string"),
            "description": field.words,
            "constraints": _known(constraints),
        }
    )
