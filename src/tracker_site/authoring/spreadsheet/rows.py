"""Rows read as what they hold. What cannot be read is told at its cell, and then nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field, PlainSerializer

from tracker_site.authoring.spreadsheet.cells import (
    Time,
    first_words,
    fold,
    meaning,
    on_one_line,
    read_time,
    show,
)
from tracker_site.authoring.spreadsheet.mapping import heads_of
from tracker_site.authoring.spreadsheet.sheet import Row, Sheet
from tracker_site.authoring.text import as_markdown, slug
from tracker_site.problems import Place, Problems
from tracker_site.records.base import Model, Source
from tracker_site.records.explain import faults_of_value
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action, Progress
from tracker_site.records.spreadsheet import NOTHING, Spreadsheet

OF_RECOMMENDATION = ("recommendation", "title", "reference", "addressed_to", "issued", "due")
"""The columns that say the same in each row of one recommendation."""
_WHERE = ("number", "source", *OF_RECOMMENDATION)

_TEXTS: Mapping[str, tuple[type[Model], str, Callable[[str], str]]] = {
    "number": (Recommendation, "number", on_one_line),
    "title": (Recommendation, "title", on_one_line),
    "reference": (Recommendation, "reference", on_one_line),
    "addressed_to": (Recommendation, "addressed_to", on_one_line),
    "action": (Action, "title", on_one_line),
    "action_number": (Action, "when", on_one_line),
    "owner": (Action, "owner", on_one_line),
    "recommendation": (Recommendation, "prose", as_markdown),
    "comment": (Progress, "note", as_markdown),
    "reason": (Progress, "note", as_markdown),
}
"""The field that has to take the words of each column, and how they are written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row by what its columns hold."""

    row: Annotated[int, PlainSerializer(str)]
    """Its number in the sheet."""
    origin: Annotated[str, Field(validation_alias="from", serialization_alias="from")] = ""
    """Where its recommendation comes from; nothing where it has none."""
    cells: Mapping[str, str]
    """The words of its cells that are not empty, by what their column holds."""

    def get(self, column: str) -> str:
        """Return the words of a cell; of an empty one, nothing."""
        return self.cells.get(column, "")

    @property
    def words(self) -> str:
        """The first words of the row, by which it is named."""
        return first_words(self.get("action") or self.get("recommendation"))

    @property
    def recommendation_key(self) -> str:
        """What its recommendation is known by from one sheet to the next: its number, else its words."""
        words = self.get("number") or self.get("recommendation")
        return f"{self.origin}\n{fold(words)}" if "recommendation" in self.cells else ""

    @property
    def action_key(self) -> str:
        """What its action is known by: its number, else its words, with its recommendation."""
        words = self.get("action_number") or self.get("action")
        return f"{self.recommendation_key}\n{fold(words)}" if "action" in self.cells else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(SheetRow):
    """A row, read: of a recommendation, of an action, or of an action that answers a recommendation."""

    status: str | None = None
    """The key of the status that it gives."""
    times: Mapping[str, Time] = field(default_factory=dict)

    def time(self, column: str) -> Time:
        """Return what a cell says of a time."""
        return self.times.get(column, Time())

    @property
    def title(self) -> str:
        """The title of its recommendation."""
        return on_one_line(self.get("title")) or first_words(self.get("recommendation"))

    @property
    def wanted_id(self) -> str:
        """The id that its recommendation has, if it is new: that of its source, and its number or its title."""
        return slug(f"{self.origin}-{on_one_line(self.get('number')) or self.title}", 76)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(SheetRow):
    """A row as it was imported, and the records that it stands for."""

    recommendation: str = ""
    """The id of its recommendation; nothing where it has none."""
    action: str = ""
    """The address of its action; nothing where it has none."""

    @property
    def name(self) -> str:
        """The record that the row stands for."""
        return self.action or self.recommendation


def read_rows(sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> list[Entry]:
    """Return what the rows hold, or note what is wrong with their cells."""
    reader = _Reader(sheet, mapping, problems)
    entries = [entry for row in sheet.rows if (entry := reader.read(row))]
    return list(reader.unite(entries))


class _Reader:
    """Reads rows one by one, and notes what is wrong with each."""

    def __init__(self, sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._problems = problems
        self._heads = heads_of(mapping)
        self._above: Entry | None = None

    def read(self, row: Row) -> Entry | None:
        """Return what a row holds, or nothing where something is wrong with it."""
        before = len(self._problems)
        cells = {name: words for name, head in self._heads.items() if (words := row.get(head))}
        if not cells:
            return None
        entry = self._belonging(row.number, cells)
        if entry:
            entry = replace(entry, status=self._status(cells), times=dict(self._times(entry)))
            for column, (model, name, write) in _TEXTS.items():
                self._check(entry, column, model, name, write(entry.get(column)))
        self._above = entry if entry and "recommendation" in entry.cells else self._above
        return entry if len(self._problems) == before else None

    def unite(self, entries: list[Entry]) -> Iterator[Entry]:
        """Yield the entries, the rows of one recommendation with all that is said of it in any of them."""
        firsts: dict[str, Entry] = {}
        ids: dict[str, Entry] = {}
        statuses: dict[str, Entry] = {}
        for entry in entries:
            if key := entry.recommendation_key:
                first = firsts.setdefault(key, entry)
                same_id = ids.setdefault(entry.wanted_id, entry)
                if first is not entry:
                    self._check_repeated(entry, first)
                    entry = _with_recommendation(entry, first)
                elif same_id is not entry:
                    self._refuse_id(entry, same_id)
                if entry.status and self._mapping.status_of in ("recommendation", "both"):
                    self._check_status(entry, statuses.setdefault(key, entry))
            yield entry

    def _belonging(self, row: int, cells: dict[str, str]) -> Entry | None:
        """Return a row with its source, and with the recommendation above it where its own cells are merged."""
        if "recommendation" in cells:
            origin = self._origin(row, cells)
            return Entry(row=row, cells=cells, origin=origin) if origin else None
        # Without a column of recommendations, each row is an action.
        has_recommendations = "recommendation" in self._heads
        belongs_to = self._mapping.without_recommendation if has_recommendations else NOTHING
        if "action" not in cells or not belongs_to:
            column = "recommendation" if has_recommendations else "action"
            self._refuse(row, column, f"there is no {column} in this row; fill it in, or take the row out")
            return None
        if belongs_to == NOTHING:
            own = {name: words for name, words in cells.items() if name not in _WHERE}
            return Entry(row=row, cells=own)
        return self._below(row, cells)

    def _below(self, row: int, cells: dict[str, str]) -> Entry | None:
        """Return the row of an action with the recommendation above it."""
        above = self._above
        if not above:
            self._refuse(row, "recommendation", "there is no recommendation above this row; fill it in")
            return None
        number = above.get("number")
        if "number" in cells and fold(cells["number"]) != fold(number):
            self._refuse(row, "number", f"row {above.row} above has {show(number)}; fill in what it is of")
        where = {name: above.cells[name] for name in _WHERE if name in above.cells}
        return Entry(row=row, cells={**cells, **where}, origin=above.origin)

    def _origin(self, row: int, cells: Mapping[str, str]) -> str:
        words = cells.get("source")
        origin = meaning(words, self._mapping.sources) if words else self._mapping.origin
        if not origin:
            column = "source" if "source" in self._heads else "recommendation"
            self._refuse(row, column, "it is not said where this comes from; fill it in, or set 'from'")
        return origin or ""

    def _status(self, cells: Mapping[str, str]) -> str | None:
        status = meaning(cells["status"], self._mapping.statuses) if "status" in cells else None
        return None if status == NOTHING else status

    def _times(self, entry: Entry) -> Iterator[tuple[str, Time]]:
        for column in ("issued", "due", "action_due"):
            if column in entry.cells:
                try:
                    time = read_time(entry.cells[column], self._mapping)
                except ValueError as wrong:
                    self._refuse(entry.row, column, str(wrong))
                    continue
                self._check(entry, column, Source, "published", time.day)
                yield column, time

    def _check(self, entry: Entry, column: str, model: type[Model], name: str, value: str) -> None:
        for fault in faults_of_value(model, name, value) if value else ():
            self._refuse(entry.row, column, fault)

    def _check_repeated(self, entry: Entry, first: Entry) -> None:
        """Refuse a row that gives a recommendation again which has one row, or that says otherwise of it."""
        column = "number" if "number" in entry.cells else "recommendation"
        above = f"row {first.row} has"
        if fold(entry.get("recommendation")) != fold(first.get("recommendation")):
            fault = f"{above} another recommendation with this number; give each a number of its own"
            self._refuse(entry.row, column, fault)
        elif "action" not in self._heads:
            self._refuse(entry.row, column, f"{above} the same recommendation; keep one of the two")
        for column in OF_RECOMMENDATION[1:]:
            words, known = entry.get(column), first.get(column)
            if words and fold(words) != fold(known):
                fault = f"{above} {show(known)} for the same recommendation; say one thing in both"
                self._refuse(entry.row, column, fault)

    def _refuse_id(self, entry: Entry, other: Entry) -> None:
        self._refuse(
            entry.row,
            "number" if "number" in self._heads else "recommendation",
            f"row {other.row} has another recommendation with the id '{entry.wanted_id}'; give each a number of "
            f"its own",
        )

    def _check_status(self, entry: Entry, first: Entry) -> None:
        if entry.status != first.status:
            self._refuse(
                entry.row,
                "status",
                f"row {first.row} says '{first.status}' of the same recommendation and this one '{entry.status}'; say "
                f"one thing in both, or set 'status_of: action'",
            )

    def _refuse(self, row: int, column: str, fault: str) -> None:
        head = self._heads.get(column)
        place = Place(self._sheet.name, row, self._sheet.columns.get(head or "", 1))
        self._problems.error(place, f"{head}: {fault}" if head else fault, "spreadsheet")


def _with_recommendation(entry: Entry, first: Entry) -> Entry:
    """Return a row with what the first row of its recommendation says of that."""
    own = {name: words for name, words in entry.cells.items() if name not in OF_RECOMMENDATION}
    shared = {name: first.cells[name] for name in OF_RECOMMENDATION if name in first.cells}
    times = {**entry.times, "due": first.time("due"), "issued": first.time("issued")}
    return replace(entry, cells={**own, **shared}, times=times)
