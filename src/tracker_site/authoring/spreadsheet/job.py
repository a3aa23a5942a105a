"""A sheet that is being imported, and what the content holds already of what it is about."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from itertools import chain

from tracker_site.authoring.spreadsheet.cells import Time, fold, read_time
from tracker_site.authoring.spreadsheet.kept import Last
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.records.base import Source
from tracker_site.records.parse import Records
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source.ids import slug
from tracker_site.status.standing import Standing, Standings


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
        return council_of(self.mapping, self.records)

    @property
    def source(self) -> Source:
        """The sheet as the source of the records."""
        assert self.mapping.source, "what is not said is asked for before"
        return self.mapping.source

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

    def time(self, entry: Entry, column: str) -> Time:
        """Return what a cell says of a time."""
        return read_time(entry.get(column), self.mapping)

    # What the content holds

    def has(self, address: str) -> bool:
        """Return whether there is a recommendation or an action of that name."""
        return address in self.standings.register.entities

    def standing(self, address: str) -> Standing | None:
        """Return where a recommendation or an action stands; nothing for a new one."""
        return self.standings.recommendations.get(address) or self.standings.actions.get(address)

    def find_recommendation(self, entry: Entry, claimed: Container[str]) -> str | None:
        """Return the recommendation that a row is about, if the content has it: by its id, number or words."""
        same_source = [
            one
            for one in self.records.of_kind(Recommendation)
            if one.origin == entry.origin and one.id not in claimed
        ]
        number, words = entry.text("number"), entry.text("recommendation")
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


def council_of(mapping: Spreadsheet, records: Records) -> str | None:
    """Return whose spreadsheet it is: as it is said, else the council of all that it comes from."""
    origins = {mapping.origin, *mapping.sources.values()} - {None}
    found = {records.council_of(origin or "") for origin in origins}
    return mapping.authority or (found.pop() if len(found) == 1 else None)
