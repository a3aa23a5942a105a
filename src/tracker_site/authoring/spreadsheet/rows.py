"""Rows read as what they hold. What cannot be read is told at its cell, and then nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, PlainSerializer

from tracker_site.authoring.spreadsheet.cells import (
    NotADate,
    first_words,
    fold,
    meaning,
    on_one_line,
    read_time,
    show,
)
from tracker_site.authoring.spreadsheet.sheet import Row, Sheet
from tracker_site.authoring.text import as_markdown
from tracker_site.problems import Place, Problems
from tracker_site.records.base import Model, Source
from tracker_site.records.explain import faults_of_value
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action, Progress
from tracker_site.records.spreadsheet import NOTHING, Spreadsheet
from tracker_site.source.ids import slug

OF_RECOMMENDATION = ("recommendation", "title", "reference", "addressed_to", "issued", "due")
"""The columns that say the same in each row of one recommendation."""
_WHERE = ("number", "source", *OF_RECOMMENDATION)
_TIMES = ("issued", "due", "action_due")
_MARKDOWN = ("recommendation", "comment", "reason")

_FIELDS: Mapping[str, tuple[type[Model], str]] = {
    "number": (Recommendation, "number"),
    "title": (Recommendation, "title"),
    "reference": (Recommendation, "reference"),
    "addressed_to": (Recommendation, "addressed_to"),
    "action": (Action, "title"),
    "action_number": (Action, "when"),
    "owner": (Action, "owner"),
    "recommendation": (Recommendation, "prose"),
    "comment": (Progress, "note"),
    "reason": (Progress, "note"),
}
"""The field that has to take the words of each column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: of a recommendation, of an action, or of an action that answers a recommendation."""

    row: Annotated[int, PlainSerializer(str)]
    """Its number in the sheet."""
    origin: Annotated[str, Field(validation_alias="from", serialization_alias="from")] = ""
    """Where its recommendation comes from; nothing where it has none."""
    recommendation: str = ""
    """The id of its recommendation, once it is imported; nothing where it has none."""
    action: str = ""
    """The address of its action, once it is imported; nothing where it has none."""
    cells: Mapping[str, str]
    """The words of its cells that are not empty, by what their column holds."""

    def get(self, column: str) -> str:
        """Return the words of a cell; of an empty one, nothing."""
        return self.cells.get(column, "")

    def text(self, column: str) -> str:
        """Return the words of a cell as a record holds them: as Markdown, or on one line."""
        return (as_markdown if column in _MARKDOWN else on_one_line)(self.get(column))

    @property
    def has_action(self) -> bool:
        """Whether the row has an action."""
        return "action" in self.cells

    @property
    def words(self) -> str:
        """The first words of the row, by which it is named."""
        return first_words(self.get("action") or self.get("recommendation"))

    @property
    def name(self) -> str:
        """The record that the row stands for."""
        return self.action or self.recommendation

    @property
    def recommendation_key(self) -> str:
        """What its recommendation is known by from one sheet to the next: its number, else its words."""
        words = self.get("number") or self.get("recommendation")
        return f"{self.origin}\n{fold(words)}" if "recommendation" in self.cells else ""

    @property
    def action_key(self) -> str:
        """What its action is known by: its number, else its words, with its recommendation."""
        words = self.get("action_number") or self.get("action")
        return f"{self.recommendation_key}\n{fold(words)}" if self.has_action else ""

    @property
    def title(self) -> str:
        """The title of its recommendation."""
        return self.text("title") or first_words(self.get("recommendation"))

    @property
    def wanted_id(self) -> str:
        """The id that its recommendation has, if it is new: that of its source, and its number or its title."""
        return slug(f"{self.origin}-{self.text('number') or self.title}", 76)


def status_of(entry: Entry, mapping: Spreadsheet) -> str | None:
    """Return the key of the status that a row gives, if it gives one."""
    status = meaning(entry.get("status"), mapping.statuses) if entry.get("status") else None
    return None if status == NOTHING else status


def read_rows(sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> list[Entry]:
    """Return what the rows hold, or note what is wrong with their cells."""
    reader = _Reader(sheet, mapping, problems)
    return list(reader.unite(list(reader.read())))


class _Reader:
    """Reads rows, and notes what is wrong with each."""

    def __init__(self, sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._problems = problems
        self._heads = mapping.heads

    def read(self) -> Iterator[Entry]:
        """Yield what each row holds, without those in which something is wrong."""
        above: Entry | None = None
        for row in self._sheet.rows:
            before = len(self._problems)
            if not (entry := self._place(row, above)):
                continue
            self._check_cells(entry)
            above = entry if "recommendation" in entry.cells else above
            if len(self._problems) == before:
                yield entry

    def _place(self, row: Row, above: Entry | None) -> Entry | None:
        """Return a row with its source, and with the recommendation above it where its own cells are merged."""
        cells = {name: words for name, head in self._heads.items() if (words := row.get(head))}
        entry = Entry(row=row.number, cells=cells)
        if not cells:
            return None
        if "recommendation" in cells:
            origin = self._origin(entry)
            return replace(entry, origin=origin) if origin else None
        # Without a column of recommendations, each row is an action.
        wanted = "recommendation" if "recommendation" in self._heads else "action"
        belongs_to = self._mapping.without_recommendation if wanted == "recommendation" else NOTHING
        if not entry.has_action or not belongs_to:
            self._refuse(entry, wanted, f"there is no {wanted} in this row; fill it in, or take the row out")
        elif belongs_to == NOTHING:
            return replace(entry, cells={name: cells[name] for name in cells if name not in _WHERE})
        elif not above:
            self._refuse(entry, wanted, "there is no recommendation above this row; fill it in")
        else:
            number = above.get("number")
            if "number" in cells and fold(cells["number"]) != fold(number):
                fault = f"row {above.row} above has {show(number)}; fill in what it is of"
                self._refuse(entry, "number", fault)
            where = {name: above.cells[name] for name in _WHERE if name in above.cells}
            return replace(entry, origin=above.origin, cells={**cells, **where})
        return None

    def _origin(self, entry: Entry) -> str | None:
        words = entry.get("source")
        origin = meaning(words, self._mapping.sources) if words else self._mapping.origin
        if not origin:
            column = "source" if "source" in self._heads else "recommendation"
            self._refuse(entry, column, "it is not said where this comes from; fill it in, or set 'from'")
        return origin

    def _check_cells(self, entry: Entry) -> None:
        values = [(column, *field, entry.text(column)) for column, field in _FIELDS.items()]
        for column in _TIMES:
            try:
                values.append((column, Source, "published", read_time(entry.get(column), self._mapping).day))
            except NotADate as wrong:
                self._refuse(entry, column, str(wrong))
        for column, model, name, value in values:
            for fault in faults_of_value(model, name, value) if value else ():
                self._refuse(entry, column, fault)

    def unite(self, entries: list[Entry]) -> Iterator[Entry]:
        """Yield the entries, the rows of one recommendation with all that is said of it in any of them."""
        firsts: dict[str, Entry] = {}
        ids: dict[str, Entry] = {}
        statuses: dict[str, tuple[int, str]] = {}
        is_status_its = self._mapping.status_of in ("recommendation", "both")
        for entry in entries:
            if key := entry.recommendation_key:
                first = firsts.setdefault(key, entry)
                same_id = ids.setdefault(entry.wanted_id, entry)
                if first is not entry:
                    self._check_repeated(entry, first)
                    entry = _with_recommendation(entry, first)
                elif same_id is not entry:
                    fault = f"another recommendation with the id '{entry.wanted_id}'; give each a number of its own"
                    column = "number" if "number" in self._heads else "recommendation"
                    self._refuse(entry, column, f"row {same_id.row} has {fault}")
                status = status_of(entry, self._mapping) if is_status_its else None
                row, known = statuses.setdefault(key, (entry.row, status)) if status else (0, None)
                if status != known:
                    both = f"row {row} says '{known}' of the same recommendation and this one '{status}'"
                    self._refuse(
                        entry, "status", f"{both}; say one thing in both, or set 'status_of: action'"
                    )
            yield entry

    def _check_repeated(self, entry: Entry, first: Entry) -> None:
        """Refuse a row that gives a recommendation again which has one row, or that says otherwise of it."""
        column = "number" if "number" in entry.cells else "recommendation"
        above = f"row {first.row} has"
        if fold(entry.get("recommendation")) != fold(first.get("recommendation")):
            fault = f"{above} another recommendation with this number; give each a number of its own"
            self._refuse(entry, column, fault)
        elif "action" not in self._heads:
            self._refuse(entry, column, f"{above} the same recommendation; keep one of the two")
        for column in OF_RECOMMENDATION[1:]:
            words, known = entry.get(column), first.get(column)
            if words and fold(words) != fold(known):
                fault = f"{above} {show(known)} for the same recommendation; say one thing in both"
                self._refuse(entry, column, fault)

    def _refuse(self, entry: Entry, column: str, fault: str) -> None:
        head = self._heads.get(column)
        place = Place(self._sheet.name, entry.row, self._sheet.columns.get(head or "", 1))
        self._problems.error(place, f"{head}: {fault}" if head else fault, "spreadsheet")


def _with_recommendation(entry: Entry, first: Entry) -> Entry:
    """Return a row with what the first row of its recommendation says of that."""
    own = {name: words for name, words in entry.cells.items() if name not in OF_RECOMMENDATION}
    shared = {name: first.cells[name] for name in OF_RECOMMENDATION if name in first.cells}
    return replace(entry, cells={**own, **shared})
