"""A sheet that is being imported, and what the content holds already of what it is about."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from itertools import chain

from tracker_site.authoring.spreadsheet.cells import fold, on_one_line
from tracker_site.authoring.spreadsheet.kept import Last
from tracker_site.authoring.spreadsheet.mapping import council_of, councils_of
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.authoring.text import as_markdown, slug
from tracker_site.records.parse import Records
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.status.standing import Standings


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet, what its columns and words mean, and the content on its day."""

    sheet: Sheet
    mapping: Spreadsheet
    day: date
    """The day on which the sheet said this."""
    last: Last | None
    """The sheet before."""
    standings: Standings

    @property
    def records(self) -> Records:
        """All records."""
        return self.standings.register.records

    @property
    def council(self) -> str | None:
        """The council whose sheet it is."""
        return council_of(self.mapping, councils_of(self.records))

    @property
    def base_id(self) -> str:
        """What the ids of the records begin with that are named after the sheet as a whole."""
        base = self.mapping.origin or self.council or self.mapping.plan or "council"
        return f"{slug(base, 50)}-tracker"

    @property
    def first_plan(self) -> str:
        """The id of the record that holds the actions of the first sheet."""
        return self.mapping.plan or f"{self.base_id}-actions"

    @property
    def new_plan(self) -> str:
        """The id of the record that holds new actions: one of their own where earlier ones have theirs."""
        first = self.first_plan
        return f"{first}-{self.day.isoformat()}" if first in self.records.files else first

    # What the content holds

    def has(self, address: str) -> bool:
        """Return whether there is a recommendation or an action of that name."""
        return address in self.standings.register.entities

    def is_closed(self, address: str) -> bool:
        """Return whether a recommendation or an action is closed."""
        both = (self.standings.recommendations, self.standings.actions)
        return any(address in some and not some[address].step.status.is_open for some in both)

    def due(self, address: str) -> str | None:
        """Return the date by which a recommendation or an action is due, if any is known."""
        both = (self.standings.recommendations, self.standings.actions)
        dates = next((some[address].due_dates for some in both if address in some), ())
        return dates[-1].date.text if dates else None

    def find_recommendation(self, entry: Entry, claimed: Container[str]) -> str | None:
        """Return the recommendation that a row is about, if the content has it: by its id, number or words."""
        same_source = [
            one
            for one in self.records.of_kind(Recommendation)
            if one.origin == entry.origin and one.id not in claimed
        ]
        number, words = on_one_line(entry.get("number")), as_markdown(entry.get("recommendation"))
        by_id = (one.id for one in same_source if one.id == entry.wanted_id)
        by_number = (one.id for one in same_source if number and one.number == number)
        by_words = (one.id for one in same_source if self.records.files[one.id].body.strip() == words)
        return next(chain(by_id, by_number, by_words), None)

    def find_action(self, words: str, recommendation: str) -> str | None:
        """Return the action of an earlier sheet that has these words, and answers that recommendation if any."""
        plan = self.first_plan
        return next(
            (
                f"{record.id}/{action.key}"
                for record in self.records.of_kind(Plan)
                if record.id == plan or record.id.startswith(f"{plan}-")
                for action in record.actions
                if fold(action.title) == fold(words)
                and (not recommendation or recommendation in action.recommendations)
            ),
            None,
        )
