"""What a row says on the day of the sheet: only what is new since the last time, as entries of `progress`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.authoring.fields import Fields
from tracker_site.authoring.spreadsheet.cells import added_words, fold, on_one_line
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.mapping import heads_of
from tracker_site.authoring.spreadsheet.rows import Entry, Kept
from tracker_site.authoring.text import as_markdown
from tracker_site.records.statuses import vocabulary


@dataclass(frozen=True, slots=True)
class Change:
    """A row, the one that it was before, and the recommendation, the action or both that it is about."""

    entry: Entry
    before: Kept | None
    recommendation: str
    action: str
    is_new_recommendation: bool
    """Whether its file is written now, with its date in it."""
    is_new_action: bool
    is_first_row: bool
    """Whether no earlier row is about the same recommendation."""

    @property
    def about(self) -> list[str]:
        """What the row is about."""
        return [address for address in (self.recommendation, self.action) if address]

    def is_new(self, column: str) -> bool:
        """Return whether a cell says something else than before."""
        return bool(self.entry.get(column)) and fold(self._old(column)) != fold(self.entry.get(column))

    def added(self, column: str) -> str:
        """Return what is new in a cell."""
        return added_words(self._old(column), self.entry.get(column)) if self.is_new(column) else ""

    def _old(self, column: str) -> str:
        return self.before.get(column) if self.before and not self.is_new_action else ""


def progress_of(change: Change, job: Job, have_status: set[str]) -> Iterator[Fields]:
    """Yield an entry for each group of entities of which a row says the same.

    `have_status` names what this sheet gave a status already, and grows.
    """
    on, status = _status(change, job, have_status)
    notes = [_note(change, job, "comment")] if change.is_new("comment") else []
    is_reason_used = "reason" in status
    for address in change.about:
        fields, more = _own_news(change, job, address)
        is_reason_used |= "reason" in fields
        # What is said of one entity alone goes with what is said of the same.
        if on == [address]:
            status = {**status, **fields}
            notes = [*more, *notes]
        elif fields or more:
            yield _entry([address], fields, more)
    if change.is_new("reason") and not is_reason_used:
        notes.append(_note(change, job, "reason"))
    if status or notes:
        yield _entry(on, status, notes)


def _status(change: Change, job: Job, have_status: set[str]) -> tuple[list[str], Fields]:
    """Return what the status and the comment are about, and the status where it is new of any of these."""
    on = _targets(change, job)
    status = change.entry.status
    if not status or not change.is_new("status"):
        return on, {}
    fresh = [address for address in on if address not in have_status]
    have_status.update(on)
    if not fresh:
        return on, {}
    known = vocabulary(job.records.site).get(status)
    opens = known is not None and known.is_open and any(map(job.is_closed, fresh))
    return fresh, {"status": status, **(_reason(change) if opens else {})}


def _targets(change: Change, job: Job) -> list[str]:
    if len(change.about) == 2 and job.mapping.status_of in ("recommendation", "action"):
        return [change.recommendation if job.mapping.status_of == "recommendation" else change.action]
    return change.about


def _reason(change: Change) -> Fields:
    """Return the reason that the row gives; where it gives none, the check asks for it."""
    reason = change.entry.get("reason")
    return {"reason": as_markdown(reason)} if reason else {}


def _own_news(change: Change, job: Job, address: str) -> tuple[Fields, list[str]]:
    """Return what is said of one entity alone: a date that moved, and notes: an owner, words for a time."""
    is_action = address == change.action
    if not is_action and not change.is_first_row:
        return {}, []
    column = "action_due" if is_action else "due"
    if is_action and change.is_new_action:
        return (
            {},
            [],
        )  # it holds its owner and the words for its time, where a recommendation has no place for them
    notes = []
    if change.is_new("owner") and (is_action or not change.action):
        notes.append(_note(change, job, "owner"))
    if change.entry.time(column).words and change.is_new(column):
        notes.append(_note(change, job, column))
    is_new = not is_action and change.is_new_recommendation
    return {} if is_new else _moved(change, job, column, address), notes


def _moved(change: Change, job: Job, column: str, address: str) -> Fields:
    """Return the new date of an entity that has another one, or that it was dropped."""
    time = change.entry.time(column)
    known = job.due(address)
    due = time.day or ("unknown" if time.words and known else "")
    if not due or due == known or not change.is_new(column):
        return {}
    return {"due": due, **(_reason(change) if change.is_new("reason") else {})}


def _note(change: Change, job: Job, column: str) -> str:
    if column == "comment":
        return as_markdown(change.added(column))
    return as_markdown(f"{heads_of(job.mapping)[column]}: {on_one_line(change.entry.get(column))}")


def _entry(on: list[str], fields: Fields, notes: list[str]) -> Fields:
    found = {**fields, **({"note": "\n\n".join(notes)} if notes else {})}
    return {
        "on": [*on],
        **{name: found[name] for name in ("status", "note", "due", "reason") if name in found},
    }
