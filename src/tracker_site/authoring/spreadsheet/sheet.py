"""A spreadsheet saved as CSV: in whatever encoding and with whatever separator Excel gave it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from tracker_site.project import WrongUse
from tracker_site.source.characters import (
    find_divided_words,
    find_odd_words,
    fold_characters,
    join_divided_words,
)

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LARGEST = 20_000_000  # bytes
_MOST_TITLES = 30  # rows above the heads
_LONGEST_SHOWN = 60  # characters of a cell in a message
_FIGURE = re.compile(r"[\d./:£% -]+")
_DECLARED = re.compile(r'"?sep=(.)"?[,;\t]*\r?\n', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the spreadsheet numbers it, with its cells by the heads of their columns."""

    number: int
    cells: Mapping[str, str]

    def get(self, head: str | None) -> str:
        """Return the words of a cell, without the space around them; of no column, nothing."""
        return self.cells.get(head, "") if head else ""

    @property
    def filled(self) -> dict[str, str]:
        """The cells that hold anything."""
        return {head: words for head, words in self.cells.items() if words}

    @property
    def first(self) -> str:
        """The words of the first cell that holds any."""
        return next(iter(self.filled.values()), "")


class LeftOut(NamedTuple):
    """A row that is no data: its number, why it is none, and its first words as a message shows them."""

    row: int
    why: str
    words: str

    def __str__(self) -> str:
        return f"row {self.row}{self.words and f' ({self.words})'}: {self.why}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows below the heads of the columns that hold anything."""

    name: str
    columns: Mapping[str, int]
    """The number of each column, from 1, by its head; a column without one has none here."""
    rows: tuple[Row, ...]
    encoding: str
    left_out: tuple[LeftOut, ...] = ()
    """The rows that are no data."""
    replaced: tuple[str, ...] = ()
    """What was replaced in cells: characters of a PDF, and words that were divided at the end of a line."""


class WrongHeads(WrongUse):
    """The row of the heads does not fit the rows below it; `proposed` is one that does, or 0."""

    def __init__(self, message: str, proposed: int) -> None:
        remedy = f"; row {proposed} looks like the heads: --set header_row={proposed}" if proposed else ""
        super().__init__(f"{message}{remedy}")
        self.proposed = proposed


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
    declared = _DECLARED.match(text)
    sign = declared[1] if declared else ""
    if declared:
        # Excel takes a first line such as `sep=;` as a row, and shows nothing of it.
        text = f"\n{text[declared.end() :]}"
        header_row = max(header_row, 2)
    sign = SEPARATORS[separator] if separator else sign or _find_separator(text, header_row)
    typed = _read_table(text, sign, name)
    table = [[_plain(cell) for cell in row] for row in typed]
    if not 1 <= header_row <= len(table):
        raise WrongUse(f"{name} has no row {header_row}, which is to hold the heads of the columns")
    heads = [" ".join(cell.split()) for cell in table[header_row - 1]]
    proposed = _propose_heads(table, header_row)
    _check_heads(heads, name, proposed)
    _check_cells(table, header_row, name, proposed)
    columns = {head: number for number, head in enumerate(heads, 1) if head}
    rows, again = _read_rows(table, header_row, heads)
    above = list(_rows_above(table[: header_row - 1]))
    if declared:
        above.insert(0, LeftOut(1, "it says how the cells are parted", ""))
    return Sheet(name, columns, rows, encoding, (*above, *again), tuple(_replacements(typed)))


def _read_rows(
    table: list[list[str]], header_row: int, heads: list[str]
) -> tuple[tuple[Row, ...], list[LeftOut]]:
    """Return the rows below the heads that hold anything, apart from those that repeat the heads."""
    rows, again = [], []
    for number, cells in enumerate(table[header_row:], header_row + 1):
        row = Row(number, {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head})
        same = sum(
            " ".join(words.split()).casefold() == head.casefold() for head, words in row.filled.items()
        )
        if same and (same == len(row.filled) or (same >= 2 and same * 2 > len(row.filled))):
            again.append(LeftOut(number, "it repeats the heads", ""))
        elif row.filled:
            rows.append(row)
    return tuple(rows), again


def _rows_above(table: list[list[str]]) -> Iterator[LeftOut]:
    for number, cells in enumerate(table, 1):
        if first := next(filter(None, (" ".join(cell.split()) for cell in cells)), None):
            yield LeftOut(number, "it stands above the heads", f"'{first[:_LONGEST_SHOWN]}'")


def _plain(cell: str) -> str:
    """Return a cell with lines that end by a newline alone, and without the characters of a PDF."""
    return fold_characters(join_divided_words(cell.replace("\r\n", "\n").replace("\r", "\n")))


def _replacements(table: list[list[str]]) -> Iterator[str]:
    """Yield what `_plain` replaced, row by row."""
    for number, cells in enumerate(table, 1):
        for cell in cells:
            for divided in find_divided_words(cell):
                yield f"row {number}: '{divided.typed}' at the end of a line was joined to '{divided.meant}'"
            odd = next(find_odd_words(cell), None)
            if odd and odd.meant:
                yield f"row {number}: characters of a PDF were replaced, as in '{odd.typed}' → '{odd.meant}'"


def _propose_heads(table: list[list[str]], header_row: int) -> int:
    """Return the row of the heads where titles stand above them, or 0: the first that all below it fit under."""
    filled = [{column for column, cell in enumerate(cells) if cell.strip()} for cells in table]
    for number in range(header_row + 1, min(header_row + _MOST_TITLES, len(table)) + 1):
        columns, below = filled[number - 1], filled[number : number + _MOST_TITLES]
        is_title_above = len(filled[header_row - 1]) * 2 <= len(columns)
        has_figures = any(_FIGURE.fullmatch(cell.strip()) for cell in table[number - 1])
        if is_title_above and not has_figures and any(below) and all(one <= columns for one in below):
            return number
    return 0


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


def _check_heads(heads: list[str], name: str, proposed: int) -> None:
    named = [head for head in heads if head]
    if not named:
        say = "" if proposed else "; say in which row they are: --set header_row=3"
        raise WrongHeads(f"{name} has no heads of columns{say}", proposed)
    for head in named:
        if named.count(head) > 1:
            raise WrongHeads(f"{name} has two columns called '{head}'; rename one of them", proposed)


def _check_cells(table: list[list[str]], header_row: int, name: str, proposed: int) -> None:
    """Raise `WrongHeads` at the first cell below the heads whose column has none."""
    headed = {column for column, head in enumerate(table[header_row - 1], 1) if head.strip()}
    for number, cells in enumerate(table[header_row:], header_row + 1):
        for column, cell in enumerate(cells, 1):
            if cell.strip() and column not in headed:
                give = "" if proposed else "; give it one"
                raise WrongHeads(
                    f"{name}:{number}:{column}: this cell stands in a column without a head{give}", proposed
                )
