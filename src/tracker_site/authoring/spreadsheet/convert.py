"""Rows made into records: what is new becomes a record, what changed is said on the day of the sheet."""

from __future__ import annotations

from dataclasses import replace

from tracker_site.authoring.fields import Fields, without_empty
from tracker_site.authoring.spreadsheet.cells import fold, show, show_change
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.matching import Matching
from tracker_site.authoring.spreadsheet.progress import Change
from tracker_site.authoring.spreadsheet.rows import Entry, status_of
from tracker_site.authoring.text import free_id, slug
from tracker_site.dates import day_in_words
from tracker_site.problems import Place, Problem
from tracker_site.source.yaml_writing import write_fields

PLAN_TITLE = "Actions in the council's tracker"
_TEXTS = ("title", "number", "reference", "addressed_to", "issued")
"""The columns of which the words stand among the fields of a recommendation."""


class Conversion:
    """What the rows of a sheet make of the content, each taken with the one that it was the last time."""

    def __init__(self, job: Job, matching: Matching) -> None:
        self._job = job
        self._heads = job.mapping.heads
        self._source = without_empty(job.source.model_dump(include={"title", "url", "kind"}))
        self._new: dict[str, str] = {}
        """The text of each new recommendation, by its id."""
        self._actions: dict[str, Fields] = {}
        """Each new action, by its key."""
        self.progress: list[tuple[int, Fields]] = []
        """Each entry of progress, with the row that it comes from."""
        self.rows: list[Entry] = []
        """The rows, each with the records that it stands for."""
        self.changes: list[str] = []
        """What changed since the last time, row by row."""
        self.to_decide: list[Problem] = []
        """Where a file and the sheet have other words for the same thing."""
        self._claimed = {last.recommendation for _, last in matching.pairs if last}
        self._ids: dict[str, str] = {}
        """The recommendation of each key, so that several rows of one have the same."""
        self._have_status: set[str] = set()
        for entry, last in matching.pairs:
            self._take(entry, last)
        for gone in matching.gone:
            words = f" of the last sheet is gone: {show(gone.words)}; '{gone.name}' stays as it is"
            self._tell(gone, words)

    def _take(self, entry: Entry, last: Entry | None) -> None:
        """Make of a row what is new in it."""
        addresses = (last.recommendation, last.action) if last else ()
        if last and (lost := next((name for name in addresses if name and not self._job.has(name)), None)):
            left_out = "was imported and is in the content no more, so this row is left out"
            self._tell(entry, f": '{lost}' {left_out}")
            self.rows.append(last)
            return
        key = entry.recommendation_key
        is_first = key not in self._ids
        if key and is_first:
            self._ids[key] = self._recommendation(entry, last)
            self._claimed.add(self._ids[key])
        id = self._ids.get(key, "")
        row = replace(
            entry, recommendation=id, action=self._action(entry, last, id) if entry.has_action else ""
        )
        self.rows.append(row)
        self._tell_changes(row, last)
        change = Change(self._job, row, last, is_first)
        self.progress += [(row.row, fields) for fields in change.progress(self._have_status)]

    def _recommendation(self, entry: Entry, last: Entry | None) -> str:
        """Return the id of the recommendation in a row, a new one if there is none yet."""
        prose, records = entry.text("recommendation"), self._job.records
        fields: Fields = {
            "title": entry.title,
            "from": entry.origin,
            "number": entry.text("number"),
            "reference": entry.text("reference"),
            "wording": self._job.mapping.wording,
            "addressed_to": entry.text("addressed_to"),
            "issued": self._job.time(entry, "issued").day,
            "due": self._job.time(entry, "due").day,
            "sources": [self._source],
        }
        if not (id := last.recommendation if last else self._job.find_recommendation(entry, self._claimed)):
            id = free_id(entry.wanted_id, {*records.files, *self._new})
            self._new[id] = f"---\n{write_fields(without_empty(fields))}---\n{prose}\n"
            return id
        file = records.files[id]
        self._compare(entry, last, "recommendation", file.body.strip(), prose, file.place("body"))
        for column in _TEXTS if last else ():
            there = str(file.fields.get(column, ""))
            self._compare(entry, last, column, there, fields[column] or None, file.place(column))
        return id

    def _action(self, entry: Entry, last: Entry | None, recommendation: str) -> str:
        """Return the address of the action in a row, a new one if there is none yet."""
        words = entry.text("action")
        if last and last.action:
            action = self._job.standings.register.entities[last.action]
            place = self._job.records.place(action.record, *action.path, "title")
            self._compare(entry, last, "action", action.what.title, words, place)
            return last.action
        if known := self._job.find_action(words, recommendation):
            return known
        key = free_id(slug(entry.text("action_number")) or slug(words) or "action", self._actions)
        time = self._job.time(entry, "action_due")
        self._actions[key] = {
            "key": key,
            "title": words,
            "owner": entry.text("owner"),
            "due": time.day,
            "when": time.words,
            "recommendations": [recommendation] if recommendation else [],
        }
        return f"{self._job.new_plan}/{key}"

    def _compare(
        self, entry: Entry, last: Entry | None, column: str, there: str, wanted: str | None, place: Place
    ) -> None:
        """Note where the sheet words otherwise, since the last time, what a file says."""
        words, before = entry.get(column), last.get(column) if last else there
        if not words or there == wanted or (last and fold(words) == fold(before)):
            return
        message = (
            f"row {entry.row} of {self._job.sheet.name}, {self._heads[column]}: {show_change(before, words)}. "
            f"This file keeps its words; if the sheet is right, put them right here by hand"
        )
        self.to_decide.append(Problem(place, message, "spreadsheet"))

    # The records

    def texts(self) -> dict[str, str]:
        """Return the text of each new record by its path within the content."""
        job, day = self._job, self._job.day.isoformat()
        texts = {f"recommendations/{id}.md": text for id, text in self._new.items()}
        if self._actions:
            texts[f"actions/{job.new_plan}.yml"] = write_fields(self._plan())
        if self.progress:
            texts[f"updates/{job.base_id}-{day}.md"] = f"---\n{write_fields(self._update())}---\n"
        return texts

    def _plan(self) -> Fields:
        mapping = self._job.mapping
        fields = {
            "title": f"{mapping.plan_title or PLAN_TITLE}, {day_in_words(self._job.day)}",
            "authority": self._job.council,
            # That a sheet follows something does not say that anybody promised it.
            "kind": None if mapping.plan_for else "reported",
            "for": list(mapping.plan_for),
            # The sheet held them on that day; since when, it does not say.
            "date": f"../{self._job.day.isoformat()}",
            "actions": [without_empty(action) for action in self._actions.values()],
            "sources": [self._source],
        }
        return without_empty(fields)

    def _update(self) -> Fields:
        fields = {
            "title": f"{self._job.source.title}, {day_in_words(self._job.day)}",
            "date": self._job.day.isoformat(),
            "kind": "report",
            "said_by": self._job.mapping.said_by,
            "authority": self._job.council,
            "progress": [fields for _, fields in self.progress],
            "sources": [self._source],
        }
        return without_empty(fields)

    # What is told

    def _tell_changes(self, entry: Entry, last: Entry | None) -> None:
        """Tell what changed in a row, and of dates that have no place."""
        if last is None and self._job.last:
            self._tell(entry, f" is new: {show(entry.words)}")
        for column, head in self._heads.items() if last else ():
            before, after = last.get(column) if last else "", entry.get(column)
            if fold(before) != fold(after):
                status = status_of(entry, self._job.mapping) if column == "status" else None
                means = f" ({status})" if status else ""
                empty = "" if after else "; an empty cell says nothing, so nothing is written for it"
                self._tell(entry, f", {head}: {show_change(before, after)}{means}{empty}")
        left_out = {
            "action_due": not entry.has_action and "there is no action in this row",
            "issued": self._job.time(entry, "issued").words and "it is no date",
        }
        for column, reason in left_out.items():
            if reason and entry.get(column):
                words = f"{self._heads[column]}: {show(entry.get(column))}"
                self._tell(entry, f", {words} is not imported, for {reason}")

    def _tell(self, entry: Entry, words: str) -> None:
        self.changes.append(f"row {entry.row}{words}")
