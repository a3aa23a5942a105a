"""What a row says on the day of the sheet: only what is new in it since the last time, of the things it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.authoring.markdown_writing import as_markdown
from tracker_site.authoring.spreadsheet.days import Time
from tracker_site.authoring.spreadsheet.last import Kept
from tracker_site.authoring.spreadsheet.present import Present
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.authoring.spreadsheet.words import fold, on_one_line, what_was_added
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.records.statuses import vocabulary
from tracker_site.source.strict_yaml import Value

Fields = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: a recommendation, an action, or both."""

    recommendation: str
    action: str
    is_new_recommendation: bool
    """Whether its file is written now, with its date in it."""
    is_new_action: bool
    is_first_row: bool
    """Whether no earlier row is about the same recommendation."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row, the one that it was before, and what it is about."""

    entry: Entry
    kept: Kept | None
    subject: Subject

    def is_new(self, column: str) -> bool:
        """Return whether a cell says something else than before."""
        before = self.kept.get(column) if self.kept else ""
        return bool(self.entry.get(column)) and fold(before) != fold(self.entry.get(column))

    def added(self, column: str) -> str:
        """Return what is new in a cell."""
        before = self.kept.get(column) if self.kept else ""
        return what_was_added(before, self.entry.get(column)) if self.is_new(column) else ""


def say(change: Change, mapping: Spreadsheet, present: Present, said: set[str]) -> list[Fields]:
    """Return the progress that a row gives; `said` are the things of which this sheet gave a status already."""
    return list(_Saying(change, mapping, present, said).entries())


class _Saying:
    def __init__(self, change: Change, mapping: Spreadsheet, present: Present, said: set[str]) -> None:
        self._change = change
        self._mapping = mapping
        self._present = present
        self._said = said
        self._heads = mapping.columns.model_dump(exclude_none=True)

    def entries(self) -> Iterator[Fields]:
        """Yield what is said, in an entry for each group of things of which it is said."""
        subject = self._change.subject
        on = self._targets()
        status = self._status(on)
        own = [self._more_of(address) for address in (subject.recommendation, subject.action) if address]
        notes = [self._note("comment")] if self._change.is_new("comment") else []
        # What is said of one thing alone goes with what is said of the same.
        for address, fields, more in own:
            if on == [address]:
                status = {**status, **fields}
                notes = [*more, *notes]
            elif fields or more:
                yield self._entry([address], fields, more)
        is_used = any("reason" in fields for fields in (status, *(fields for _, fields, _ in own)))
        notes += [self._note("reason")] if self._change.is_new("reason") and not is_used else []
        if status or notes:
            yield self._entry(on, status, notes)

    def _targets(self) -> list[str]:
        subject = self._change.subject
        both = [address for address in (subject.recommendation, subject.action) if address]
        of = self._mapping.status_of
        if len(both) == 2 and of in ("recommendation", "action"):
            return [subject.recommendation if of == "recommendation" else subject.action]
        return both

    def _status(self, on: list[str]) -> Fields:
        """Return the status, where it is new of any of these things."""
        status = self._change.entry.status
        if not status or not self._change.is_new("status"):
            return {}
        fresh = [address for address in on if address not in self._said]
        self._said.update(on)
        if not fresh:
            return {}
        on[:] = fresh
        known = vocabulary(self._present.records.site).get(status)
        opens = known is not None and known.is_open and any(map(self._present.is_closed, fresh))
        return {"status": status, **(self._reason() if opens else {})}

    def _reason(self) -> Fields:
        """Return the reason that the row gives; where it gives none, the check asks for it."""
        reason = self._change.entry.get("reason")
        return {"reason": as_markdown(reason)} if reason else {}

    def _more_of(self, address: str) -> tuple[str, Fields, list[str]]:
        """Return what is said of one thing alone: a date that moved, an owner, words for a time."""
        subject = self._change.subject
        is_action = address == subject.action
        if not is_action and not subject.is_first_row:
            return address, {}, []
        column = "action_due" if is_action else "due"
        is_new = subject.is_new_action if is_action else subject.is_new_recommendation
        fields = {} if is_new else self._moved(column, address)
        notes = []
        # An action holds its owner and the words for its time; a recommendation has no place for them.
        if not (is_action and is_new):
            if self._change.is_new("owner") and (is_action or not subject.action):
                notes.append(self._note("owner"))
            if self._change.entry.time(column).words and self._change.is_new(column):
                notes.append(self._note(column))
        return address, fields, notes

    def _moved(self, column: str, address: str) -> Fields:
        """Return the new date of a thing that has another one, or that it was dropped."""
        time: Time = self._change.entry.time(column)
        known = self._present.due(address)
        due = time.day or ("unknown" if time.words and known else "")
        if not due or due == known or not self._change.is_new(column):
            return {}
        return {"due": due, **(self._reason() if self._change.is_new("reason") else {})}

    def _note(self, column: str) -> str:
        if column == "comment":
            return as_markdown(self._change.added(column))
        return as_markdown(f"{self._heads[column]}: {on_one_line(self._change.entry.get(column))}")

    def _entry(self, on: list[str], fields: Fields, notes: list[str]) -> Fields:
        note: Fields = {"note": "\n\n".join(notes)} if notes else {}
        names = ("status", "note", "due", "reason")
        said = {**fields, **note}
        return {"on": list(on), **{name: said[name] for name in names if name in said}}
