"""What a row says on the day of the sheet: only what is new since the last time, as entries of `progress`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker_site.authoring.fields import Fields, without_empty
from tracker_site.authoring.spreadsheet.cells import added_words, fold, on_one_line
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.rows import Entry, status_of
from tracker_site.authoring.text import as_markdown
from tracker_site.records.statuses import vocabulary


@dataclass(frozen=True, slots=True)
class Change:
    """A row with the recommendation, the action or both that it is about, and the row that it was before."""

    entry: Entry
    last: Entry | None
    is_new_recommendation: bool
    """Whether its file is written now, with its date in it."""
    is_new_action: bool
    is_first_row: bool
    """Whether no earlier row is about the same recommendation."""

    @property
    def about(self) -> list[str]:
        """What the row is about."""
        return [address for address in (self.entry.recommendation, self.entry.action) if address]

    def is_new(self, column: str) -> bool:
        """Return whether a cell says something else than before."""
        return bool(self.entry.get(column)) and fold(self.before(column)) != fold(self.entry.get(column))

    def before(self, column: str) -> str:
        """Return the words of a cell in the last sheet; of what is new, nothing."""
        return self.last.get(column) if self.last and not self.is_new_action else ""


def progress_of(change: Change, job: Job, have_status: set[str]) -> Iterator[Fields]:
    """Yield an entry for each group of entities of which a row says the same.

    `have_status` names what this sheet gave a status already, and grows.
    """
    on, fields = _status(change, job, have_status)
    notes = [_note(change, job, "comment")] if change.is_new("comment") else []
    is_reason_used = "reason" in fields
    for address in change.about:
        own, own_notes = _own_news(change, job, address)
        is_reason_used |= "reason" in own
        # What is said of one entity alone goes with what is said of the same.
        if on == [address]:
            fields, notes = {**fields, **own}, [*own_notes, *notes]
        elif own or own_notes:
            yield _entry([address], own, own_notes)
    if change.is_new("reason") and not is_reason_used:
        notes.append(_note(change, job, "reason"))
    if fields or notes:
        yield _entry(on, fields, notes)


def _status(change: Change, job: Job, have_status: set[str]) -> tuple[list[str], Fields]:
    """Return what the status and the comment are about, and the status where it is new of any of these."""
    on, target = change.about, job.mapping.status_of
    if len(on) == 2 and target in ("recommendation", "action"):
        on = [change.entry.recommendation if target == "recommendation" else change.entry.action]
    status = status_of(change.entry, job.mapping)
    if not status or not change.is_new("status"):
        return on, {}
    fresh = [address for address in on if address not in have_status]
    have_status.update(on)
    if not fresh:
        return on, {}
    known = vocabulary(job.records.site).get(status)
    opens = known is not None and known.is_open and any(map(job.is_closed, fresh))
    # Where the row gives no reason, the check asks for it.
    return fresh, without_empty({"status": status, "reason": change.entry.text("reason") if opens else ""})


def _own_news(change: Change, job: Job, address: str) -> tuple[Fields, list[str]]:
    """Return what is said of one entity alone: a date that moved, and notes: an owner, words for a time.

    A new action holds its owner and the words for its time; a recommendation has no place for them.
    """
    is_action = address == change.entry.action
    if change.is_new_action if is_action else not change.is_first_row:
        return {}, []
    column = "action_due" if is_action else "due"
    notes = []
    if change.is_new("owner") and (is_action or not change.entry.action):
        notes.append(_note(change, job, "owner"))
    if change.is_new(column) and job.time(change.entry, column).words:
        notes.append(_note(change, job, column))
    is_new = change.is_new_recommendation and not is_action
    return {} if is_new else _moved(change, job, column, address), notes


def _moved(change: Change, job: Job, column: str, address: str) -> Fields:
    """Return the new date of an entity that has another one, or that it was dropped."""
    time, known = job.time(change.entry, column), job.due(address)
    due = time.day or ("unknown" if time.words and known else "")
    if not due or due == known or not change.is_new(column):
        return {}
    return without_empty(
        {"due": due, "reason": change.entry.text("reason") if change.is_new("reason") else ""}
    )


def _note(change: Change, job: Job, column: str) -> str:
    words = change.entry.get(column)
    if column == "comment":
        return as_markdown(added_words(change.before(column), words))
    return as_markdown(f"{job.mapping.heads[column]}: {on_one_line(words)}")


def _entry(on: Sequence[str], fields: Fields, notes: Sequence[str]) -> Fields:
    found = {"on": [*on], "status": "", "note": "\n\n".join(notes), "due": "", "reason": ""}
    return without_empty({**found, **fields})
