"""What the sheet said when it was last imported, kept beside the mapping, by which changes are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker_site.authoring.spreadsheet.mapping import read_kept
from tracker_site.project import WrongUse
from tracker_site.source.strict_yaml import Value
from tracker_site.source.yaml_writing import write_comment, write_fields

_HEAD = (
    "What the council's spreadsheet said when it was last imported. 'tracker-site import' writes this file and reads "
    "it the next time, to tell what changed since. It is not shown on the site; commit it with the content."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it was imported, and the records that it stands for."""

    row: int
    cells: Mapping[str, str]
    origin: str
    recommendation: str
    """The id of its recommendation; nothing where it has none."""
    action: str
    """The address of its action; nothing where it has none."""

    def get(self, column: str) -> str:
        """Return the words of a cell; of an empty one, nothing."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Last:
    """The sheet as it was last imported."""

    day: date
    rows: tuple[Kept, ...]


def path_of_last(mapping: Path) -> Path:
    """Return where the last sheet is kept, beside its mapping: `import.last.yml`."""
    return mapping.with_name(f"{mapping.stem}.last.yml")


def read_last(path: Path, shown: str) -> Last | None:
    """Return the last sheet, if one was imported."""
    file = read_kept(path, shown)
    if file is None:
        return None
    try:
        day, rows = file.fields["day"], file.fields["rows"]
        assert isinstance(day, str)
        assert isinstance(rows, list)
        return Last(date.fromisoformat(day), tuple(map(_read_row, rows)))
    except (KeyError, ValueError, AssertionError):
        raise WrongUse(
            f"{shown} is not as it was written; put back the one that was committed, or delete it: then all that the "
            f"sheet says is said anew"
        ) from None


def _read_row(row: Value) -> Kept:
    assert isinstance(row, dict)
    cells = row["cells"]
    assert isinstance(cells, dict)
    texts = {name: row.get(name, "") for name in ("row", "from", "recommendation", "action")}
    assert all(isinstance(text, str) for text in (*texts.values(), *cells.values()))
    return Kept(
        int(str(texts["row"])),
        {name: str(words) for name, words in cells.items()},
        str(texts["from"]),
        str(texts["recommendation"]),
        str(texts["action"]),
    )


def write_last(day: date, rows: Iterable[Kept]) -> str:
    """Return the text of the file that keeps a sheet."""
    fields: dict[str, Value] = {"day": day.isoformat(), "rows": [_write_row(row) for row in rows]}
    return "\n".join(write_comment(_HEAD)) + "\n" + write_fields(fields)


def _write_row(row: Kept) -> Value:
    named = {"from": row.origin, "recommendation": row.recommendation, "action": row.action}
    cells: dict[str, Value] = dict(row.cells)
    return {"row": str(row.row), **{k: v for k, v in named.items() if v}, "cells": cells}
