"""Rows made into records: what is new becomes a record, what changed is said on the day of the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker_site.authoring.fields import Fields, without_empty
from tracker_site.authoring.spreadsheet.cells import added_words, fold, on_one_line, show, show_change
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.matching import Matching
from tracker_site.authoring.spreadsheet.rows import Entry, status_of
from tracker_site.authoring.text import as_markdown
from tracker_site.dates import day_in_words
from tracker_site.problems import Place, Problem
from tracker_site.records.statuses import vocabulary
from tracker_site.source.ids import free_id, slug
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


@dataclass(frozen=True, slots=True)
class Change:
    """A row, with the recommendation, the action or both that it is about, and the row that it was before."""

    job: Job
    row: Entry
    last: Entry | None
    is_first: bool
    """Whether no earlier row is about the same recommendation."""

    def progress(self, have_status: set[str]) -> Iterator[Fields]:
        """Yield an entry for each group of entities of which the row says the same.

        `have_status` names what this sheet gave a status already, and grows.
        """
        about = [address for address in (self.row.recommendation, self.row.action) if address]
        on, fields = self._status(about, have_status)
        notes = [self._note("comment")] if self._is_new("comment") else []
        is_reason_used = "reason" in fields
        for address in about:
            own, own_notes = self._own_news(address)
            is_reason_used |= "reason" in own
            # What is said of one entity alone goes with what is said of the same.
            if on == [address]:
                fields, notes = {**fields, **own}, [*own_notes, *notes]
            elif own or own_notes:
                yield _entry([address], own, own_notes)
        if self._is_new("reason") and not is_reason_used:
            notes.append(self._note("reason"))
        if fields or notes:
            yield _entry(on, fields, notes)

    def _status(self, about: list[str], have_status: set[str]) -> tuple[list[str], Fields]:
        """Return what the status and the comment are about, and the status where it is new of any of these."""
        named = {"recommendation": self.row.recommendation, "action": self.row.action}
        target = named.get(self.job.mapping.status_of or "")
        on = [target] if target and len(about) == 2 else about
        status = status_of(self.row, self.job.mapping)
        fresh = [address for address in on if address not in have_status]
        if not status or not self._is_new("status"):
            return on, {}
        have_status.update(on)
        if not fresh:
            return on, {}
        known = vocabulary(self.job.records.site).get(status)
        standings = filter(None, map(self.job.standing, fresh))
        opens = known is not None and known.is_open and not all(one.status.is_open for one in standings)
        # Where the row gives no reason, the check asks for it.
        return fresh, without_empty({"status": status, "reason": opens and self.row.text("reason")})

    def _own_news(self, address: str) -> tuple[Fields, list[str]]:
        """Return what is said of one entity alone: a date that moved, and notes: an owner, words for a time.

        A new action holds its owner and the words for its time; a recommendation has no place for them.
        """
        is_action, is_there = address == self.row.action, self.job.has(address)
        if not (is_there if is_action else self.is_first):
            return {}, []
        column = "action_due" if is_action else "due"
        time, standing = self.job.time(self.row, column), self.job.standing(address)
        known = standing.due.text if standing and standing.due else None
        due = time.day or ("unknown" if time.words and known else "")
        fields: Fields = {}
        if is_there and due and due != known and self._is_new(column):
            fields = {"due": due, "reason": self._is_new("reason") and self.row.text("reason")}
        notes = {
            "owner": self._is_new("owner") and (is_action or not self.row.action),
            column: self._is_new(column) and time.words,
        }
        return without_empty(fields), [self._note(name) for name, is_said in notes.items() if is_said]

    def _is_new(self, column: str) -> bool:
        """Return whether a cell says something else than before."""
        words = self.row.get(column)
        return bool(words) and fold(self._before(column)) != fold(words)

    def _before(self, column: str) -> str:
        """Return the words of a cell in the last sheet; nothing where the row gained its action since."""
        has_new_action = self.row.action and not self.job.has(self.row.action)
        return self.last.get(column) if self.last and not has_new_action else ""

    def _note(self, column: str) -> str:
        words = self.row.get(column)
        if column == "comment":
            return as_markdown(added_words(self._before(column), words))
        return as_markdown(f"{self.job.mapping.heads[column]}: {on_one_line(words)}")


def _entry(on: list[str], fields: Fields, notes: list[str]) -> Fields:
    said = {"on": [*on], "status": "", "note": "\n\n".join(notes), "due": "", "reason": ""}
    return without_empty({**said, **fields})
