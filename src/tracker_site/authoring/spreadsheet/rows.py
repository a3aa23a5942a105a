"""Rows read as what they hold. What cannot be read is told at its cell, and then nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tracker_site.authoring.ids import slug
from tracker_site.authoring.markdown_writing import as_markdown
from tracker_site.authoring.spreadsheet.days import Time, read_time
from tracker_site.authoring.spreadsheet.mapping import COLUMNS
from tracker_site.authoring.spreadsheet.sheet import Row, Sheet
from tracker_site.authoring.spreadsheet.words import first_words, fold, meaning, on_one_line, told
from tracker_site.problems import Place, Problems
from tracker_site.records.base import Model, Source
from tracker_site.records.explain import faults_of_value
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action, Progress
from tracker_site.records.spreadsheet import NOTHING, Spreadsheet

OF_RECOMMENDATION = ("recommendation", "title", "reference", "addressed_to", "issued", "due")
"""The columns that say the same in each row of one recommendation."""

_WHERE = ("number", "source", *OF_RECOMMENDATION)
_FIELDS: Mapping[str, tuple[type[Model], str]] = {
    "number": (Recommendation, "number"),
    "title": (Recommendation, "title"),
    "reference": (Recommendation, "reference"),
    "addressed_to": (Recommendation, "addressed_to"),
    "action": (Action, "title"),
    "action_number": (Action, "when"),
    "owner": (Action, "owner"),
}
"""Columns whose words go as they are into a field on one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, read: of a recommendation, of an action, or of an action that answers a recommendation."""

    row: int
    cells: Mapping[str, str]
    """The words of its cells that are not empty, by what their column holds."""
    origin: str
    """Where its recommendation comes from; nothing where it has none."""
    status: str | None = None
    """The key of the status that it gives."""
    times: Mapping[str, Time] = field(default_factory=dict)

    @property
    def has_recommendation(self) -> bool:
        """Whether there is a recommendation in it."""
        return "recommendation" in self.cells

    def get(self, column: str) -> str:
        """Return the words of a cell; of an empty one, nothing."""
        return self.cells.get(column, "")

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


def key_of_recommendation(origin: str, cells: Mapping[str, str]) -> str:
    """Return what a recommendation is known by from one sheet to the next: its number, else its words."""
    words = cells.get("number") or cells.get("recommendation", "")
    return f"{origin}\n{fold(words)}" if "recommendation" in cells else ""


def key_of_action(origin: str, cells: Mapping[str, str]) -> str:
    """Return what an action is known by: its number, else its words, with its recommendation."""
    words = cells.get("action_number") or cells.get("action", "")
    return f"{key_of_recommendation(origin, cells)}\n{fold(words)}" if "action" in cells else ""


def read_rows(sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> tuple[Entry, ...]:
    """Return what the rows hold, or note what is wrong with their cells."""
    reader = _Reader(sheet, mapping, problems)
    entries = [entry for row in sheet.rows if (entry := reader.read(row))]
    return tuple(reader.settle(entries))


class _Reader:
    """Reads rows one by one, and notes what is wrong with each."""

    def __init__(self, sheet: Sheet, mapping: Spreadsheet, problems: Problems) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._problems = problems
        self._heads = {name: head for name in COLUMNS if (head := getattr(mapping.columns, name))}
        self._above: Entry | None = None

    def read(self, row: Row) -> Entry | None:
        """Return what a row holds, or nothing where something is wrong with it."""
        before = len(self._problems)
        cells = {name: words for name, head in self._heads.items() if (words := row.get(head))}
        if not cells:
            return None
        entry = self._belonging(row, cells)
        if entry:
            entry = replace(entry, status=self._status(row), times=dict(self._times(row, entry)))
            self._check_words(row, entry)
        self._above = entry if entry and entry.has_recommendation else self._above
        return entry if len(self._problems) == before else None

    def settle(self, entries: list[Entry]) -> Iterator[Entry]:
        """Yield the entries, the rows of one recommendation with all that is said of it in any of them."""
        firsts: dict[str, Entry] = {}
        ids: dict[str, Entry] = {}
        of_recommendation = self._mapping.status_of in ("recommendation", "both")
        said: dict[str, Entry] = {}
        for entry in entries:
            key = key_of_recommendation(entry.origin, entry.cells)
            first = firsts.setdefault(key, entry) if key else entry
            same_id = ids.setdefault(entry.wanted_id, entry) if key else entry
            if first is not entry:
                self._check_repeated(entry, first)
                own = {name: entry.cells[name] for name in entry.cells if name not in OF_RECOMMENDATION}
                shared = {name: first.cells[name] for name in OF_RECOMMENDATION if name in first.cells}
                times = {**entry.times, "due": first.time("due"), "issued": first.time("issued")}
                entry = replace(entry, cells={**own, **shared}, times=times)
            elif same_id is not entry:
                self._refuse_id(entry, same_id)
            if key and entry.status and of_recommendation:
                self._check_status(entry, said.setdefault(key, entry))
            yield entry

    def _belonging(self, row: Row, cells: dict[str, str]) -> Entry | None:
        """Return a row with its source, and with the recommendation above it where its own cells are merged."""
        if "recommendation" in cells:
            origin = self._origin(row, cells)
            return Entry(row.number, cells, origin) if origin else None
        # Without a column of recommendations, each row is an action.
        is_asked = self._mapping.without_recommendation if "recommendation" in self._heads else "none"
        if "action" not in cells or not is_asked:
            column = "recommendation" if "recommendation" in self._heads else "action"
            self._refuse(row, column, f"there is no {column} in this row; fill it in, or take the row out")
            return None
        if is_asked == "none":
            own = {name: words for name, words in cells.items() if name not in _WHERE}
            return Entry(row.number, own, "")
        if not self._above:
            self._refuse(row, "recommendation", "there is no recommendation above this row; fill it in")
            return None
        number = self._above.get("number")
        if "number" in cells and fold(cells["number"]) != fold(number):
            self._refuse(
                row, "number", f"row {self._above.row} above has {told(number)}; fill in what it is of"
            )
        above = {name: self._above.cells[name] for name in _WHERE if name in self._above.cells}
        return Entry(row.number, {**cells, **above}, self._above.origin)

    def _origin(self, row: Row, cells: Mapping[str, str]) -> str:
        words = cells.get("source")
        origin = meaning(words, self._mapping.sources) if words else self._mapping.origin
        if not origin:
            column = "source" if "source" in self._heads else "recommendation"
            self._refuse(row, column, "it is not said where this comes from; fill it in, or set 'from'")
        return origin or ""

    def _status(self, row: Row) -> str | None:
        word = on_one_line(row.get(self._heads.get("status")))
        status = meaning(word, self._mapping.statuses) if word else None
        return None if status == NOTHING else status

    def _times(self, row: Row, entry: Entry) -> Iterator[tuple[str, Time]]:
        for column in ("issued", "due", "action_due"):
            if column in entry.cells:
                try:
                    time = read_time(entry.cells[column], self._mapping)
                except ValueError as wrong:
                    self._refuse(row, column, str(wrong))
                    continue
                self._check(row, column, Source, "published", time.day)
                yield column, time

    def _check_words(self, row: Row, entry: Entry) -> None:
        for column, (model, name) in _FIELDS.items():
            self._check(row, column, model, name, on_one_line(entry.get(column)))
        self._check(row, "recommendation", Recommendation, "prose", as_markdown(entry.get("recommendation")))
        for column in ("comment", "reason"):
            self._check(row, column, Progress, "note", as_markdown(entry.get(column)))

    def _check(self, row: Row, column: str, model: type[Model], name: str, value: str) -> None:
        for fault in faults_of_value(model, name, value) if value else ():
            self._refuse(row, column, fault)

    def _check_repeated(self, entry: Entry, first: Entry) -> None:
        """Refuse a row that gives a recommendation again which has one row, or that says otherwise of it."""
        number = "number" if "number" in entry.cells else "recommendation"
        if fold(entry.get("recommendation")) != fold(first.get("recommendation")):
            fault = (
                f"row {first.row} has another recommendation with this number; give each a number of its own"
            )
            self._refuse(entry.row, number, fault)
        elif "action" not in self._heads:
            self._refuse(
                entry.row, number, f"row {first.row} has the same recommendation; keep one of the two"
            )
        for column in OF_RECOMMENDATION[1:]:
            words, known = entry.get(column), first.get(column)
            if words and fold(words) != fold(known):
                fault = (
                    f"row {first.row} has {told(known)} for the same recommendation; say one thing in both"
                )
                self._refuse(entry.row, column, fault)

    def _refuse_id(self, entry: Entry, other: Entry) -> None:
        column = "number" if "number" in self._heads else "recommendation"
        fault = (
            f"row {other.row} has another recommendation with the id '{entry.wanted_id}'; give each a number of "
            f"its own"
        )
        self._refuse(entry.row, column, fault)

    def _check_status(self, entry: Entry, first: Entry) -> None:
        if entry.status != first.status:
            fault = (
                f"row {first.row} says '{first.status}' of the same recommendation and this one '{entry.status}'; say "
                f"one thing in both, or set 'status_of: action'"
            )
            self._refuse(entry.row, "status", fault)

    def _refuse(self, row: Row | int, column: str, fault: str) -> None:
        head = self._heads.get(column)
        number = row if isinstance(row, int) else row.number
        place = Place(self._sheet.name, number, self._sheet.columns.get(head or "", 1))
        code = "spreadsheet"
        self._problems.error(place, f"{head}: {fault}" if head else fault, code)
