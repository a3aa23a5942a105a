"""What a row says on the day of the sheet: only what is new since the last time, as entries of `progress`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.authoring.fields import Fields, without_empty
from tracker_site.authoring.spreadsheet.cells import added_words, fold, on_one_line
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.rows import Entry, status_of
from tracker_site.authoring.text import as_markdown
from tracker_site.records.statuses import vocabulary


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
        opens = known is not None and known.is_open and any(map(self.job.is_closed, fresh))
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
        time, known = self.job.time(self.row, column), self.job.due(address)
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
