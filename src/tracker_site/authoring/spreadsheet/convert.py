"""Rows made into records: what is new becomes a record, what changed is said on the day of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker_site.authoring.fields import Fields
from tracker_site.authoring.spreadsheet.cells import fold, on_one_line, show, show_change
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.mapping import heads_of
from tracker_site.authoring.spreadsheet.matching import Matching
from tracker_site.authoring.spreadsheet.progress import Change, progress_of
from tracker_site.authoring.spreadsheet.rows import Entry, Kept
from tracker_site.authoring.text import as_markdown, free_id, slug
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
    kept: list[Kept] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    """What changed since the last time, row by row."""
    to_decide: list[Problem] = field(default_factory=list)
    """Where a file and the sheet have other words for the same thing."""


def convert(job: Job, matching: Matching) -> Made:
    """Return what the rows of a sheet make of the content."""
    converter = _Converter(job, matching)
    for entry, kept in matching.pairs:
        converter.take(entry, kept)
    for kept in matching.gone:
        converter.made.changes.append(
            f"row {kept.row} of the last sheet is gone: {show(kept.words)}; '{kept.name}' stays as it is"
        )
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
    return _without_empty(
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
    return _without_empty(
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


def _sources(job: Job) -> list[Fields]:
    """Return the sheet as the source of a record."""
    source = job.mapping.source
    return [_without_empty(source.model_dump(include={"title", "url", "kind"}))] if source else []


def _without_empty(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value}


class _Converter:
    """Takes rows one by one, each with the one that it was the last time."""

    def __init__(self, job: Job, matching: Matching) -> None:
        self.made = Made()
        self._job = job
        self._heads = heads_of(job.mapping)
        self._plan = job.new_plan
        self._claimed = {kept.recommendation for _, kept in matching.pairs if kept}
        self._ids: dict[str, str] = {}
        """The recommendation of each key, so that several rows of one have the same."""
        self._have_status: set[str] = set()

    def take(self, entry: Entry, kept: Kept | None) -> None:
        """Make of a row what is new in it."""
        addresses = (kept.recommendation, kept.action) if kept else ()
        if kept and (lost := next((name for name in addresses if name and not self._job.has(name)), None)):
            self._tell(
                entry, f": '{lost}' was imported and is in the content no more, so this row is left out"
            )
            self.made.kept.append(kept)
            return
        key = entry.recommendation_key
        is_first = not (key and key in self._ids)
        id = self._recommendation(entry, kept) if key else ""
        action = self._action(entry, kept, id) if "action" in entry.cells else ""
        if kept:
            self._tell_changes(entry, kept)
        elif self._job.last:
            self._tell(entry, f" is new: {show(entry.words)}")
        self._tell_left_out(entry)
        is_new_action = action.removeprefix(f"{self._plan}/") in self.made.actions
        change = Change(entry, kept, id, action, id in self.made.recommendations, is_new_action, is_first)
        progress = progress_of(change, self._job, self._have_status)
        self.made.progress += [(entry.row, fields) for fields in progress]
        row = Kept(row=entry.row, origin=entry.origin, cells=entry.cells, recommendation=id, action=action)
        self.made.kept.append(row)

    # Its recommendation

    def _recommendation(self, entry: Entry, kept: Kept | None) -> str:
        key = entry.recommendation_key
        if key in self._ids:
            return self._ids[key]
        id = kept.recommendation if kept else self._job.find_recommendation(entry, self._claimed)
        if id:
            self._compare_texts(entry, kept, id)
        else:
            id = free_id(entry.wanted_id, {*self._job.records.files, *self.made.recommendations})
            prose = as_markdown(entry.get("recommendation"))
            self.made.recommendations[id] = f"---\n{write_fields(self._fields(entry))}---\n{prose}\n"
        self._ids[key] = id
        self._claimed.add(id)
        return id

    def _fields(self, entry: Entry) -> Fields:
        return _without_empty(
            {
                "title": entry.title,
                "from": entry.origin,
                "number": on_one_line(entry.get("number")),
                "reference": on_one_line(entry.get("reference")),
                "wording": self._job.mapping.wording,
                "addressed_to": on_one_line(entry.get("addressed_to")),
                "issued": entry.time("issued").day,
                "due": entry.time("due").day,
                "sources": _sources(self._job),
            }
        )

    def _compare_texts(self, entry: Entry, kept: Kept | None, id: str) -> None:
        """Note where the sheet words otherwise, since the last time, what the file of a recommendation says."""
        file = self._job.records.files[id]
        there = {**file.fields, "recommendation": file.body.strip()}
        fields = {**self._fields(entry), "recommendation": as_markdown(entry.get("recommendation"))}
        for column in _TEXTS if kept else ("recommendation",):
            words, old = entry.get(column), kept.get(column) if kept else str(there[column])
            is_changed = bool(words) and (kept is None or fold(words) != fold(old))
            if is_changed and str(there.get(column, "")) != fields.get(column):
                place = file.place("body" if column == "recommendation" else column)
                self._leave_open(entry, column, old, place)

    def _leave_open(self, entry: Entry, column: str, before: str, place: Place) -> None:
        message = (
            f"row {entry.row} of {self._job.sheet.name}, {self._heads[column]}: "
            f"{show_change(before, entry.get(column))}. This file keeps its words; if the sheet is right, put them "
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
        if known := self._job.find_action(words, recommendation):
            return known
        number = on_one_line(entry.get("action_number"))
        key = free_id(slug(number) or slug(words) or "action", self.made.actions)
        time = entry.time("action_due")
        self.made.actions[key] = _without_empty(
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

    def _compare_action(self, entry: Entry, kept: Kept) -> None:
        """Note where the sheet words an action otherwise, since the last time, than its file does."""
        id, _, key = kept.action.partition("/")
        file = self._job.records.files[id]
        actions = file.fields.get("actions")
        number, title = next(
            (number, str(action.get("title")))
            for number, action in enumerate(actions if isinstance(actions, list) else ())
            if isinstance(action, dict) and action.get("key") == key
        )
        words = entry.get("action")
        if fold(words) != fold(kept.get("action")) and on_one_line(words) != title:
            self._leave_open(entry, "action", kept.get("action"), file.place("actions", number, "title"))

    # What is told

    def _tell_changes(self, entry: Entry, kept: Kept) -> None:
        for column, head in self._heads.items():
            before, after = kept.get(column), entry.get(column)
            if fold(before) != fold(after):
                means = f" ({entry.status})" if column == "status" and entry.status else ""
                empty = "" if after else "; an empty cell says nothing, so nothing is written for it"
                self._tell(entry, f", {head}: {show_change(before, after)}{means}{empty}")

    def _tell_left_out(self, entry: Entry) -> None:
        """Tell of dates that have no place."""
        reasons = {}
        if "action" not in entry.cells and entry.get("action_due"):
            reasons["action_due"] = "there is no action in this row"
        if entry.time("issued").words:
            reasons["issued"] = "it is no date"
        for column, reason in reasons.items():
            words = show(entry.get(column))
            self._tell(entry, f", {self._heads[column]}: {words} is not imported, for {reason}")

    def _tell(self, entry: Entry, words: str) -> None:
        self.made.changes.append(f"row {entry.row}{words}")
