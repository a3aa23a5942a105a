"""Rows made into records: what is new becomes a record, what changed is said on the day of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker_site.authoring.ids import free_id, slug
from tracker_site.authoring.markdown_writing import as_markdown
from tracker_site.authoring.spreadsheet.last import Kept
from tracker_site.authoring.spreadsheet.mapping import council
from tracker_site.authoring.spreadsheet.matching import Matching, words_of
from tracker_site.authoring.spreadsheet.present import Present, councils_of
from tracker_site.authoring.spreadsheet.rows import Entry, key_of_recommendation
from tracker_site.authoring.spreadsheet.saying import Change, Subject, say
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.authoring.spreadsheet.words import fold, on_one_line, told, told_change
from tracker_site.dates import day_in_words
from tracker_site.problems import Place, Problem
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source.strict_yaml import Value
from tracker_site.source.yaml_writing import write_fields

PLAN_TITLE = "Actions in the council's tracker"

Fields = dict[str, Value]

_TEXTS = ("recommendation", "title", "number", "reference", "addressed_to", "issued")
"""The columns of which the words stand in the file of a recommendation."""


@dataclass(slots=True)
class Made:
    """What the rows gave."""

    recommendations: dict[str, str] = field(default_factory=dict)
    """The text of each new file, by its id."""
    actions: dict[str, Fields] = field(default_factory=dict)
    """Each new action, by its key."""
    progress: list[Fields] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """The row of each entry of progress."""
    kept: list[Kept] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What changed since the last time, row by row."""
    to_decide: list[Problem] = field(default_factory=list)
    """Where a file and the sheet have other words for the same thing."""


def convert(
    sheet: Sheet, mapping: Spreadsheet, matching: Matching, present: Present, day: date, since: date | None
) -> Made:
    """Return what the rows of a sheet make of the content; `since` is the day of the sheet before."""
    making = _Making(sheet, mapping, matching, present, day, since)
    for entry, kept in matching.pairs:
        making.take(entry, kept)
    for kept in matching.gone:
        making.tell_gone(kept)
    return making.made


def texts_of(made: Made, mapping: Spreadsheet, present: Present, day: date) -> dict[str, str]:
    """Return the text of each new record by its path within the content."""
    texts = {f"recommendations/{id}.md": text for id, text in made.recommendations.items()}
    if made.actions:
        texts[f"actions/{new_plan_id(mapping, present, day)}.yml"] = write_fields(
            _plan(made, mapping, present, day)
        )
    if made.progress:
        fields = write_fields(_update(made, mapping, present, day))
        texts[f"updates/{_base_id(mapping, present)}-{day.isoformat()}.md"] = f"---\n{fields}---\n"
    return texts


def _base_id(mapping: Spreadsheet, present: Present) -> str:
    """Return what the ids of the records begin with that are named after the sheet as a whole."""
    base = mapping.origin or council(mapping, councils_of(present.records)) or mapping.plan or "council"
    return f"{slug(base, 50)}-tracker"


def plan_id(mapping: Spreadsheet, present: Present) -> str:
    """Return the id of the record that holds the actions of the first sheet."""
    return mapping.plan or f"{_base_id(mapping, present)}-actions"


def new_plan_id(mapping: Spreadsheet, present: Present, day: date) -> str:
    """Return the id of the record that holds new actions: one of their own where earlier ones have theirs."""
    first = plan_id(mapping, present)
    return f"{first}-{day.isoformat()}" if first in present.records.files else first


def _plan(made: Made, mapping: Spreadsheet, present: Present, day: date) -> Fields:
    return _present(
        {
            "title": f"{mapping.plan_title or PLAN_TITLE}, {day_in_words(day)}",
            "authority": council(mapping, councils_of(present.records)),
            # That a sheet follows something does not say that anybody promised it.
            "kind": None if mapping.plan_for else "reported",
            "for": list(mapping.plan_for),
            # The sheet held them on that day; since when, it does not say.
            "date": f"../{day.isoformat()}",
            "actions": list(made.actions.values()),
            "sources": sources_of(mapping),
        }
    )


def _update(made: Made, mapping: Spreadsheet, present: Present, day: date) -> Fields:
    title = mapping.source.title if mapping.source else "The council's tracker"
    return _present(
        {
            "title": f"{title}, {day_in_words(day)}",
            "date": day.isoformat(),
            "kind": "report",
            "said_by": mapping.said_by,
            "authority": council(mapping, councils_of(present.records)),
            "progress": list(made.progress),
            "sources": sources_of(mapping),
        }
    )


def sources_of(mapping: Spreadsheet) -> list[Value]:
    """Return the sheet as the source of a record."""
    source = mapping.source
    if not source:
        return []
    fields = {"title": source.title, "url": source.url, "kind": source.kind}
    return [{name: value for name, value in fields.items() if value}]


def _present(fields: Mapping[str, Value | None]) -> Fields:
    return {name: value for name, value in fields.items() if value}


class _Making:
    """Takes rows one by one, each with the one that it was the last time."""

    def __init__(
        self,
        sheet: Sheet,
        mapping: Spreadsheet,
        matching: Matching,
        present: Present,
        day: date,
        since: date | None,
    ) -> None:
        self.made = Made()
        self._sheet = sheet
        self._mapping = mapping
        self._heads = mapping.columns.model_dump(exclude_none=True)
        self._present = present
        self._since = since
        self._plans = plan_id(mapping, present)
        self._plan = new_plan_id(mapping, present, day)
        self._claimed = {kept.recommendation for _, kept in matching.pairs if kept}
        self._ids: dict[str, str] = {}
        """The recommendation of each key, so that several rows of one have the same."""
        self._said: set[str] = set()

    def take(self, entry: Entry, kept: Kept | None) -> None:
        """Make of a row what is new in it."""
        if kept and (lost := next(self._lost(kept), None)):
            self._tell(
                entry, f": '{lost}' was imported and is in the content no more, so this row is left out"
            )
            self.made.kept.append(kept)
            return
        is_first = not (entry.has_recommendation and self._key(entry) in self._ids)
        id = self._recommendation(entry, kept) if entry.has_recommendation else ""
        action = self._action(entry, kept, id) if "action" in entry.cells else ""
        if kept:
            self._tell_changes(entry, kept)
        elif self._since:
            self._tell(entry, f" is new: {told(words_of(entry))}")
        self._tell_left_out(entry)
        subject = Subject(id, action, id in self.made.recommendations, self._is_new_action(action), is_first)
        # Of a new action nothing was said before, whatever its row said.
        change = Change(entry, None if subject.is_new_action else kept, subject)
        said = say(change, self._mapping, self._present, self._said)
        self.made.progress += said
        self.made.rows += [entry.row] * len(said)
        self.made.kept.append(Kept(entry.row, entry.cells, entry.origin, id, action))

    def tell_gone(self, kept: Kept) -> None:
        """Tell of a row that is in the sheet no more; nothing is deleted for it."""
        self.made.told.append(
            f"row {kept.row} of the last sheet is gone: {told(words_of(kept))}; '{kept.action or kept.recommendation}' "
            f"stays as it is"
        )

    def _lost(self, kept: Kept) -> Iterator[str]:
        """Yield what a row stood for and the content has no more."""
        yield from (
            name for name in (kept.recommendation, kept.action) if name and not self._present.has(name)
        )

    def _key(self, entry: Entry) -> str:
        return key_of_recommendation(entry.origin, entry.cells)

    # Its recommendation

    def _recommendation(self, entry: Entry, kept: Kept | None) -> str:
        key = self._key(entry)
        if key in self._ids:
            return self._ids[key]
        known = kept.recommendation if kept else self._present.recommendation(entry, self._claimed)
        if known:
            self._compare_texts(entry, kept, known)
        else:
            known = free_id(entry.wanted_id, {*self._present.records.files, *self.made.recommendations})
            prose = as_markdown(entry.get("recommendation"))
            fields = write_fields(self._fields(entry))
            self.made.recommendations[known] = f"---\n{fields}---\n{prose}\n"
        self._ids[key] = known
        self._claimed.add(known)
        return known

    def _fields(self, entry: Entry) -> Fields:
        return _present(
            {
                "title": entry.title,
                "from": entry.origin,
                "number": on_one_line(entry.get("number")),
                "reference": on_one_line(entry.get("reference")),
                "wording": self._mapping.wording,
                "addressed_to": on_one_line(entry.get("addressed_to")),
                "issued": entry.time("issued").day,
                "due": entry.time("due").day,
                "sources": sources_of(self._mapping),
            }
        )

    def _compare_texts(self, entry: Entry, kept: Kept | None, id: str) -> None:
        """Note where the sheet words otherwise, since the last time, what the file of a recommendation says."""
        file = self._present.file(id)
        fields = {**self._fields(entry), "recommendation": as_markdown(entry.get("recommendation"))}
        for column in _TEXTS if kept else ("recommendation",):
            words = entry.get(column)
            if words and (kept is None or fold(words) != fold(kept.get(column))):
                is_prose = column == "recommendation"
                there = file.body.strip() if is_prose else str(file.fields.get(column, ""))
                if there != fields.get(column):
                    place = file.place(*(("body",) if is_prose else (column,)))
                    self._leave_open(entry, column, kept.get(column) if kept else there, place)

    def _leave_open(self, entry: Entry, column: str, before: str, place: Place) -> None:
        message = (
            f"row {entry.row} of {self._sheet.name}, {self._heads[column]}: "
            f"{told_change(before, entry.get(column))}. This file keeps its words; if the sheet is right, put them "
            f"right here by hand"
        )
        self.made.to_decide.append(Problem(place, message, "spreadsheet"))

    # Its action

    def _action(self, entry: Entry, kept: Kept | None, recommendation: str) -> str:
        """Return the address of the action in a row, a new one if there is none yet."""
        words = on_one_line(entry.get("action"))
        if kept and kept.action:
            self._compare_action(entry, kept)
            return kept.action
        if known := self._present.action(self._plans, words, recommendation):
            return known
        number = on_one_line(entry.get("action_number"))
        key = free_id(slug(number) or slug(words) or "action", self.made.actions)
        time = entry.time("action_due")
        self.made.actions[key] = _present(
            {
                "key": key,
                "title": words,
                "owner": on_one_line(entry.get("owner")),
                "due": time.day,
                "when": time.words,
                "recommendations": [recommendation] if recommendation else [],
            }
        )
        return f"{self._plan}/{key}"

    def _is_new_action(self, address: str) -> bool:
        plan, _, key = address.partition("/")
        return plan == self._plan and key in self.made.actions

    def _compare_action(self, entry: Entry, kept: Kept) -> None:
        words = entry.get("action")
        id, _, key = kept.action.partition("/")
        actions = self._present.file(id).fields.get("actions")
        found = enumerate(actions) if isinstance(actions, list) else ()
        number, there = next(
            (n, str(one.get("title"))) for n, one in found if isinstance(one, dict) and one.get("key") == key
        )
        if fold(words) != fold(kept.get("action")) and on_one_line(words) != there:
            place = self._present.file(id).place("actions", number, "title")
            self._leave_open(entry, "action", kept.get("action"), place)

    # What is told

    def _tell_changes(self, entry: Entry, kept: Kept) -> None:
        for column, head in self._heads.items():
            before, after = kept.get(column), entry.get(column)
            if fold(before) != fold(after):
                means = f" ({entry.status})" if column == "status" and entry.status else ""
                empty = "" if after else "; an empty cell says nothing, so nothing is written for it"
                self._tell(entry, f", {head}: {told_change(before, after)}{means}{empty}")

    def _tell_left_out(self, entry: Entry) -> None:
        """Tell of dates that have no place."""
        if "action" not in entry.cells and entry.get("action_due"):
            self._tell_not_imported(entry, "action_due", "there is no action in this row")
        if entry.time("issued").words:
            self._tell_not_imported(entry, "issued", "it is no date")

    def _tell_not_imported(self, entry: Entry, column: str, why: str) -> None:
        words = f", {self._heads[column]}: {told(entry.get(column))} is not imported, for {why}"
        self._tell(entry, words)

    def _tell(self, entry: Entry, words: str) -> None:
        self.made.told.append(f"row {entry.row}{words}")
