"""The tables as one SQLite file, with views that answer the common questions; the only importer of sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from operator import itemgetter
from typing import Any

from tracker_site.pages.tables.columns import Cell, Field, Table
from tracker_site.pages.tables.views import VIEWS, View

Rows = Sequence[tuple[Cell, ...]]

_TYPES = {"whole": "INTEGER", "number": "REAL", "yes-no": "INTEGER"}
_PAGE_SIZE = 4096
_COUNTERS = (24, 92)
"""Where the file counts its changes; both hold the same number of four bytes."""
_LIBRARY = 96
"""Where the file names the version of SQLite that wrote it, which says nothing to readers."""


def as_sqlite(filled: Iterable[tuple[Table[Any], Rows]]) -> bytes:
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
            database.execute(create_table(table))
            marks = ", ".join("?" * len(table.fields))
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _in_order(table, rows))
        for view in VIEWS:
            database.execute(create_view(view))
        database.execute("COMMIT")
        database.execute("VACUUM")
        return _steady(database.serialize())


def create_table(table: Table[Any]) -> str:
    """Return the statement that makes a table; its comments are what the columns mean."""
    fields = table.fields
    lines = [f"{_declare(field)},\n" for field in fields[:-1]] + [f"{_declare(fields[-1])},\n"]
    keys = f"  PRIMARY KEY ({', '.join(table.key)})"
    body = "".join(_with_words(field, line) for field, line in zip(fields, lines, strict=True))
    return f"CREATE TABLE {table.name} ( -- {table.words}\n{body}{keys}\n) WITHOUT ROWID"


def create_view(view: View) -> str:
    """Return the statement that makes a view; its comment is the question that it answers."""
    return f"CREATE VIEW {view.name} AS -- {view.words}\n{view.sql}"


def _with_words(field: Field, line: str) -> str:
    # Words, not a CHECK: checks would double the time of a large site, and the records are checked already.
    values = f" One of: {', '.join(field.values)}." if field.values else ""
    return f"  -- {field.words}{values}\n  {line}"


def _declare(field: Field) -> str:
    """Return the declaration of a field."""
    name = f'"{field.name}"'
    needed = " NOT NULL" if field.is_needed else ""
    refers = f" REFERENCES {field.refers_to}" if field.refers_to else ""
    return f"{name} {_TYPES.get(field.type, 'TEXT')}{needed}{refers}"


def _in_order(table: Table[Any], rows: Rows) -> list[tuple[Cell, ...]]:
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
