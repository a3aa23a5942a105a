"""Rows of a sheet that are most likely no data: headings of sections, totals, a key below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker_site.authoring.spreadsheet.cells import fold, on_one_line, show
from tracker_site.authoring.spreadsheet.sheet import LeftOut, Row, Sheet
from tracker_site.records.spreadsheet import KEEP, Spreadsheet

_KEY = frozenset(
    {"key", "legend", "notes", "guidance", "definitions", "rag key", "rag", "status key", "key to status"}
)
_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?(?: (?:number|no\.?))?(?: of)?(?: \w+){0,3}:?(?: \d+)?", re.IGNORECASE
)
_FIGURE = re.compile(r"[£]?[\d.,]+%?")


def without_other_rows(sheet: Sheet, mapping: Spreadsheet) -> Sheet:
    """Return a sheet with the rows that are data, and with why each of the others is left out."""
    unused = {
        row.number: LeftOut(row.number, "nothing in it is imported", "") for row in _unused(sheet, mapping)
    }
    found = (
        {} if mapping.other_rows == KEEP else {other.row: other for other in find_other_rows(sheet, mapping)}
    )
    left_out = {**unused, **found}
    rows = tuple(row for row in sheet.rows if row.number not in left_out)
    return replace(sheet, rows=rows, left_out=(*sheet.left_out, *left_out.values()))


def _unused(sheet: Sheet, mapping: Spreadsheet) -> Iterator[Row]:
    return (row for row in sheet.rows if not any(row.get(head) for head in mapping.heads.values()))


def find_other_rows(sheet: Sheet, mapping: Spreadsheet) -> Iterator[LeftOut]:
    """Yield the rows that look like no data and could become records or errors, each with the reason."""
    unused = {row.number for row in _unused(sheet, mapping)}
    heads_again = [other.row for other in sheet.left_out]
    key: Row | None = None
    for row in sheet.rows:
        if key and any(key.number < number < row.number for number in heads_again):
            key = None
        if len(row.filled) == 1 and fold(row.first).rstrip(" :") in _KEY:
            key = row
        if row.number not in unused and (why := _why_no_data(row, key, sheet, mapping)):
            yield LeftOut(row.number, why, show(row.first))


def _why_no_data(row: Row, key: Row | None, sheet: Sheet, mapping: Spreadsheet) -> str:
    if key and key is not row:
        return f"it stands below {show(key.first)}"
    if _is_alone(row, sheet, mapping):
        return "it has words in one column only"
    return "it is a total" if _is_total(row) else ""


def _is_total(row: Row) -> bool:
    first, *others = map(on_one_line, row.filled.values())
    return bool(_TOTAL.fullmatch(first)) and all(map(_FIGURE.fullmatch, others))


def _is_alone(row: Row, sheet: Sheet, mapping: Spreadsheet) -> bool:
    """Return whether the words of a row in one column are unlike those of a recommendation or an action."""
    if len(row.filled) != 1 or len(sheet.columns) == 1:
        return False
    made, action = mapping.columns.recommendation, mapping.columns.action
    head = next(iter(row.filled))
    if head == action and made:
        return False  # the cells beside it are merged with those above
    alike = [other for other in sheet.rows if other.get(head)]
    return head not in (made, action) or sum(len(other.filled) == 1 for other in alike) * 2 < len(alike)
