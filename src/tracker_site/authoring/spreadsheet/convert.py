"""Rows made into records: what is new becomes a record, what changed is said on the day of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tracker_site.authoring.fields import Fields, without_empty
from tracker_site.authoring.spreadsheet.cells import fold, show, show_change
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.matching import Matching
from tracker_site.authoring.spreadsheet.progress import Change, progress_of
from tracker_site.authoring.spreadsheet.rows import Entry, status_of
from tracker_site.authoring.text import free_id, slug
from tracker_site.dates import day_in_words
from tracker_site.problems import Place, Problem
from tracker_site.source.yaml_writing import write_fields

PLAN_TITLE = "Actions in the council's tracker"
_TEXTS = ("recommendation", "title", "number", "reference", "addressed_to", "issued")
"""The columns of which the words stand in the file of a recommendation."""


@dataclass(slots=True)
class Made:
    """What the rows gave."""

    recommendations: dict[str, str] = field(default_factory=dict)
    """The text of each new file, by its id."""
    actions: dict[str, Fields] = field(default_factory=dict)
    """Each new action, by its key."""
    progress: list[tuple[int, Fields]] = field(default_factory=list)
    """Each entry of progress, with the row that it comes from."""
    rows: list[Entry] = field(default_factory=list)
    """The rows, each with the records that it stands for."""
    changes: list[str] = field(default_factory=list)
    """What changed since the last time, row by row."""
    to_decide: list[Problem] = field(default_factory=list)
    """Where a file and the sheet have other words for the same thing."""


def convert(job: Job, matching: Matching) -> Made:
    """Return what the rows of a sheet make of the content."""
    converter = _Converter(job, matching)
    for entry, last in matching.pairs:
        converter.take(entry, last)
    converter.made.changes += [
        f"row {gone.row} of the last sheet is gone: {show(gone.words)}; '{gone.name}' stays as it is"
        for gone in matching.gone
    ]
    return converter.made


def texts_of(made: Made, job: Job) -> dict[str, str]:
    """Return the text of each new record by its path within the content."""
    texts = {f"recommendations/{id}.md": text for id, text in made.recommendations.items()}
    if made.actions:
        texts[f"actions/{job.new_plan}.yml"] = write_fields(_plan(made, job))
    if made.progress:
        fields = write_fields(_update(made, job))
        texts[f"updates/{job.base_id}-{job.day.isoformat()}.md"] = f"---\n{fields}---\n"
    return texts


def _plan(made: Made, job: Job) -> Fields:
    mapping = job.mapping
    return without_empty(
        {
            "title": f"{mapping.plan_title or PLAN_TITLE}, {day_in_words(job.day)}",
            "authority": job.council,
            # That a sheet follows something does not say that anybody promised it.
            "kind": None if mapping.plan_for else "reported",
            "for": list(mapping.plan_for),
            # The sheet held them on that day; since when, it does not say.
            "date": f"../{job.day.isoformat()}",
            "actions": list(made.actions.values()),
            "sources": _sources(job),
        }
    )


def _update(made: Made, job: Job) -> Fields:
    title = job.mapping.source.title if job.mapping.source else "The council's tracker"
    return without_empty(
        {
            "title": f"{title}, {day_in_words(job.day)}",
            "date": job.day.isoformat(),
            "kind": "report",
            "said_by": job.mapping.said_by,
            "authority": job.council,
            "progress": [fields for _, fields in made.progress],
            "sources": _sources(job),
        }
    )


def _recommendation(entry: Entry, job: Job) -> Fields:
    return without_empty(
        {
            "title": entry.title,
            "from": entry.origin,
            "number": entry.text("number"),
            "reference": entry.text("reference"),
            "wording": job.mapping.wording,
            "addressed_to": entry.text("addressed_to"),
            "issued": job.time(entry, "issued").day,
            "due": job.time(entry, "due").day,
            "sources": _sources(job),
        }
    )


def _sources(job: Job) -> list[Fields]:
    """Return the sheet as the source of a record."""
    source = job.mapping.source
    return [without_empty(source.model_dump(include={"title", "url", "kind"}))] if source else []


class _Converter:
    """Takes rows one by one, each with the one that it was the last time."""

    def __init__(self, job: Job, matching: Matching) -> None:
        self.made = Made()
        self._job = job
        self._plan = job.new_plan
        self._claimed = {last.recommendation for _, last in matching.pairs if last}
        self._ids: dict[str, str] = {}
        """The recommendation of each key, so that several rows of one have the same."""
        self._have_status: set[str] = set()

    def take(self, entry: Entry, last: Entry | None) -> None:
        """Make of a row what is new in it."""
        addresses = (last.recommendation, last.action) if last else ()
        if last and (lost := next((name for name in addresses if name and not self._job.has(name)), None)):
            left_out = "was imported and is in the content no more, so this row is left out"
            self._tell(entry, f": '{lost}' {left_out}")
            self.made.rows.append(last)
            return
        key = entry.recommendation_key
        is_first = key not in self._ids
        id = self._recommendation(entry, last) if key else ""
        action = self._action(entry, last, id) if entry.has_action else ""
        row = replace(entry, recommendation=id, action=action)
        self.made.rows.append(row)
        self._tell_changes(row, last)
        is_new_action = action.removeprefix(f"{self._plan}/") in self.made.actions
        change = Change(row, last, id in self.made.recommendations, is_new_action, is_first)
        progress = progress_of(change, self._job, self._have_status)
        self.made.progress += [(row.row, fields) for fields in progress]

    def _recommendation(self, entry: Entry, last: Entry | None) -> str:
        """Return the id of the recommendation in a row, a new one if there is none yet."""
        key = entry.recommendation_key
        if key in self._ids:
            return self._ids[key]
        fields = _recommendation(entry, self._job)
        prose = entry.text("recommendation")
        id = last.recommendation if last else self._job.find_recommendation(entry, self._claimed)
        if id:
            file = self._job.records.files[id]
            there = {**file.fields, "recommendation": file.body.strip()}
            fields["recommendation"] = prose
            for column in _TEXTS if last else ("recommendation",):
                place = file.place("body" if column == "recommendation" else column)
                self._compare(entry, last, column, str(there.get(column, "")), fields.get(column), place)
        else:
            id = free_id(entry.wanted_id, {*self._job.records.files, *self.made.recommendations})
            self.made.recommendations[id] = f"---\n{write_fields(fields)}---\n{prose}\n"
        self._ids[key] = id
        self._claimed.add(id)
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
        key = free_id(slug(entry.text("action_number")) or slug(words) or "action", self.made.actions)
        time = self._job.time(entry, "action_due")
        self.made.actions[key] = without_empty(
            {
                "key": key,
                "title": words,
                "owner": entry.text("owner"),
                "due": time.day,
                "when": time.words,
                "recommendations": [recommendation] if recommendation else [],
            }
        )
        return f"{self._plan}/{key}"

    def _compare(
        self, entry: Entry, last: Entry | None, column: str, there: str, wanted: str | None, place: Place
    ) -> None:
        """Note where the sheet words otherwise, since the last time, what a file says."""
        words, before = entry.get(column), last.get(column) if last else there
        if not words or there == wanted or (last and fold(words) == fold(before)):
            return
        message = (
            f"row {entry.row} of {self._job.sheet.name}, {self._job.mapping.heads[column]}: "
            f"{show_change(before, words)}. This file keeps its words; if the sheet is right, put them "
            f"right here by hand"
        )
        self.made.to_decide.append(Problem(place, message, "spreadsheet"))

    # What is told

    def _tell_changes(self, entry: Entry, last: Entry | None) -> None:
        """Tell what changed in a row, and of dates that have no place."""
        heads = self._job.mapping.heads
        if last is None and self._job.last:
            self._tell(entry, f" is new: {show(entry.words)}")
        for column, head in heads.items() if last else ():
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
                words = f"{heads[column]}: {show(entry.get(column))}"
                self._tell(entry, f", {words} is not imported, for {reason}")

    def _tell(self, entry: Entry, words: str) -> None:
        self.made.changes.append(f"row {entry.row}{words}")
