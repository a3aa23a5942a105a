"""A spreadsheet saved as CSV: in whatever encoding and with whatever separator Excel gave it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from tracker_site.project import WrongUse

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LARGEST = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the spreadsheet numbers it, with its cells by the heads of their columns."""

    number: int
    cells: Mapping[str, str]

    def get(self, head: str | None) -> str:
        """Return the words of a cell, without the space around them; of no column, nothing."""
        return self.cells.get(head, "") if head else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows below the heads of the columns that hold anything."""

    name: str
    columns: Mapping[str, int]
    """The number of each column, from 1, by its head; a column without one has none here."""
    rows: tuple[Row, ...]
    encoding: str


def read_sheet(
    contents: bytes, name: str, header_row: int = 1, separator: str | None = None, encoding: str | None = None
) -> Sheet:
    """Return the rows of a file; its encoding and separator are found out unless they are given.

    Raises `WrongUse` where it is no table, with what to do.
    """
    if len(contents) > LARGEST:
        raise WrongUse(f"{name} is larger than {LARGEST // 1_000_000} MB; save the rows alone as CSV")
    if contents[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise WrongUse(f"{name} is a workbook; save the sheet from Excel as 'CSV UTF-8 (Comma delimited)'")
    text, encoding = _decode(contents, name, encoding)
    declared = re.match(r"sep=(.)\r?\n", text)
    sign = declared[1] if declared else ""
    if declared:
        # Excel takes a first line such as `sep=;` as a row, and shows nothing of it.
        text = f"\n{text[declared.end() :]}"
    sign = SEPARATORS[separator] if separator else sign or _find_separator(text, header_row)
    table = _read_table(text, sign, name)
    if not 1 + bool(declared) <= header_row <= len(table):
        raise WrongUse(f"{name} has no row {header_row}, which is to hold the heads of the columns")
    heads = [" ".join(cell.split()) for cell in table[header_row - 1]]
    _check_heads(heads, name)
    rows = tuple(
        _row(number, heads, cells, name)
        for number, cells in enumerate(table[header_row:], header_row + 1)
        if any(cell.strip() for cell in cells)
    )
    return Sheet(name, {head: number for number, head in enumerate(heads, 1) if head}, rows, encoding)


def _decode(contents: bytes, name: str, given: str | None) -> tuple[str, str]:
    """Return the text and the encoding that it was in: UTF-8, what Excel calls Unicode, else Windows-1252."""
    if given is None and contents.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        given = "utf-16"
    for encoding in (given,) if given else ("utf-8-sig", "cp1252"):
        try:
            return contents.decode(encoding), encoding
        except LookupError:
            raise WrongUse(f"'{encoding}' is no encoding; leave out --encoding, or write utf-8") from None
        except UnicodeDecodeError:
            continue
    raise WrongUse(f"{name} cannot be read as text; save it from Excel as 'CSV UTF-8 (Comma delimited)'")


def _find_separator(text: str, header_row: int) -> str:
    """Return what parts the heads of the columns into most: a comma, a semicolon or a tab."""

    def heads(separator: str) -> int:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        with suppress(csv.Error):
            row = next(islice(reader, max(header_row - 1, 0), None), [])
            return sum(bool(cell.strip()) for cell in row)
        return 0

    return max(SEPARATORS.values(), key=heads)


def _read_table(text: str, separator: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    table: list[list[str]] = []
    try:
        table.extend(reader)
    except csv.Error as wrong:
        raise WrongUse(
            f"{name} is broken below its row {len(table)} ({wrong}); save it from the spreadsheet again"
        ) from None
    return table


def _check_heads(heads: list[str], name: str) -> None:
    named = [head for head in heads if head]
    if not named:
        raise WrongUse(f"{name} has no heads of columns; say in which row they are: --set header_row=3")
    for head in named:
        if named.count(head) > 1:
            raise WrongUse(f"{name} has two columns called '{head}'; rename one of them")


def _row(number: int, heads: list[str], cells: list[str], name: str) -> Row:
    for column, cell in enumerate(cells, 1):
        if cell.strip() and (column > len(heads) or not heads[column - 1]):
            raise WrongUse(
                f"{name}:{number}:{column}: this cell stands in a column without a head; give it one"
            )
    plain = (cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells)
    return Row(number, {head: cell for head, cell in zip(heads, plain, strict=False) if head})
