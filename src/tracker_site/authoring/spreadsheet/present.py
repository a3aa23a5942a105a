"""What the content holds already of what a sheet is about."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import chain

from tracker_site.authoring.markdown_writing import as_markdown
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.authoring.spreadsheet.words import fold, on_one_line
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.parse import Records
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.source import SourceFile
from tracker_site.status.standing import Standings


@dataclass(frozen=True, slots=True)
class Present:
    """The records, and where the recommendations and actions in them stand on the day of the sheet."""

    standings: Standings

    @property
    def records(self) -> Records:
        """All records."""
        return self.standings.register.records

    def file(self, id: str) -> SourceFile:
        """Return the file of a record."""
        return self.records.files[id]

    def has(self, address: str) -> bool:
        """Return whether there is a recommendation or an action of that name."""
        return address in self.standings.register.things

    def is_closed(self, address: str) -> bool:
        """Return whether a recommendation or an action is closed."""
        both = (self.standings.recommendations, self.standings.actions)
        return any(address in some and not some[address].step.status.is_open for some in both)

    def due(self, address: str) -> str | None:
        """Return the date by which a recommendation or an action is due, if any is known."""
        both = (self.standings.recommendations, self.standings.actions)
        found = next((some[address] for some in both if address in some), None)
        return found.due_dates[-1].date.text if found and found.due_dates else None

    def recommendation(self, entry: Entry, claimed: Container[str]) -> str | None:
        """Return the recommendation that a row is about, if the content has it: by its id, number or words."""
        same_source = [
            one
            for one in self.records.of_kind(Recommendation)
            if one.origin == entry.origin and one.id not in claimed
        ]
        number, words = on_one_line(entry.get("number")), as_markdown(entry.get("recommendation"))
        by_id = (one.id for one in same_source if one.id == entry.wanted_id)
        by_number = (one.id for one in same_source if number and one.number == number)
        by_words = (one.id for one in same_source if self.file(one.id).body.strip() == words)
        return next(chain(by_id, by_number, by_words), None)

    def action(self, plan: str, words: str, recommendation: str) -> str | None:
        """Return an action of a plan, or of one that was made after it, if it has the same words."""
        for record in self.records.of_kind(Plan):
            if record.id == plan or record.id.startswith(f"{plan}-"):
                for action in record.actions:
                    answers = recommendation in action.recommendations or not recommendation
                    if fold(action.title) == fold(words) and answers:
                        return f"{record.id}/{action.key}"
        return None


def councils_of(records: Records) -> Mapping[str, str]:
    """Return the council of each inspection, inquiry and meeting."""
    councils: dict[str, str] = {}
    for record in records.by_id.values():
        match record:
            case Inspection() | Inquiry():
                councils[record.id] = record.authority
            case Meeting():
                councils[record.id] = record.body.split("/")[0]
    return councils
