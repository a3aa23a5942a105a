"""A table as CSV (RFC 4180): for spreadsheets and for programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from tracker_site.pages.tables.columns import Cell, Table

BOM = "\ufeff"
"""Excel takes a CSV without it for another encoding and garbles each dash and curly quote."""

_TRUTH = {True: "true", False: "false", None: None}


def as_csv(table: Table[Any], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV in UTF-8, with a byte order mark; nothing that was said is altered.

    So a text that begins with `=`, `+`, `-` or `@` stays as it is, and a spreadsheet that opens the file rather
    than importing it may take it for a formula: the page about the data says so, and how to import.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    truths = [n for n, field in enumerate(table.fields) if field.type == "yes-no"]
    writer.writerows(_plain(row, truths) for row in rows) if truths else writer.writerows(rows)
    return (BOM + out.getvalue()).encode()


def _plain(row: Sequence[Cell], truths: Iterable[int]) -> list[Cell]:
    cells = list(row)
    for n in truths:
        cells[n] = _TRUTH[cells[n]]  # type: ignore[index]
    return cells
