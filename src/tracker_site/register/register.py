"""The register: all records of a site, and what follows from reading them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from tracker_site.dates import PartialDate
from tracker_site.records.parse import Records
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action
from tracker_site.records.statuses import Status
from tracker_site.register.contents import Contents, Entity
from tracker_site.register.occasions import Occasion
from tracker_site.register.order import Issue
from tracker_site.register.structure import Structure


@dataclass(frozen=True)
class Register:
    """All records of a site, and what follows from reading them together."""

    records: Records
    contents: Mapping[str, Contents]
    """What each record holds."""
    structure: Structure
    entities: Mapping[str, Entity]
    """Every entity that can be referred to, by its address."""
    issues: Mapping[str, Issue]
    """When each recommendation was issued."""
    occasions: tuple[Occasion, ...]
    """What was said, in the order of days."""
    days: Mapping[str, date]
    """The day at which each record sorts."""
    seen_from: Mapping[str, date]
    """The day from which each record is seen: that at which it sorts, or later where it has no date of its own."""
    statuses: Mapping[str, Status]
    """Every word that a status may be said in."""
    earlier: Mapping[str, frozenset[str]]
    """The records that a source states to be earlier than each, of those of which it states any."""
    ranks: Mapping[str, int]
    """The place of each of these among the earlier ones of the day at which it sorts."""

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation."""
        return self.records.of_kind(Recommendation)

    @cached_property
    def related(self) -> tuple[Recommendation, ...]:
        """The recommendations that repeat others or take their place: in most trackers few of very many."""
        return tuple(one for one in self.recommendations if one.repeats or one.supersedes)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """Every action by its address."""
        found = (entity for entity in self.entities.values() if entity.noun == "action")
        return {entity.address: cast("Action", entity.what) for entity in found}

    @property
    def made_by(self) -> Mapping[str, tuple[str, ...]]:
        """The recommendations that each inspection, inquiry and meeting made."""
        return self.structure.made_by

    @property
    def actions_in(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of the actions that were born in each record."""
        return self.structure.actions_in

    @cached_property
    def said_on(self) -> Mapping[str, PartialDate]:
        """The date of each record in which something was said."""
        return {occasion.record: occasion.date for occasion in self.occasions}

    def recommendations_meant(self, target: str) -> tuple[str, ...]:
        """Return the ids of the recommendations that are meant where an entity is named."""
        return self.structure.recommendations_meant.get(target, ())

    def actions_meant(self, target: str) -> tuple[str, ...]:
        """Return the addresses of the actions that are meant where an entity is named."""
        return self.structure.actions_meant(target)

    def order(self, id: str) -> tuple[date, int, str]:
        """Return what a record sorts by: its day, then what a source states of that day, then its id."""
        return self.days[id], self.ranks.get(id, 0), id

    def is_before(self, first: str, second: str) -> bool:
        """Return whether a record in which something was said is certainly before another."""
        is_stated = first in self.earlier.get(second, ())
        return is_stated or self.said_on[first].is_before(self.said_on[second])

    def issue(self, id: str) -> PartialDate:
        """Return when a recommendation was issued, as far as the sources say."""
        return self.issues[id].stated

    def reckoned_issue(self, id: str) -> PartialDate:
        """Return the date from which to reckon for a recommendation."""
        return self.issues[id].reckoned

    def recommendation(self, id: str) -> Recommendation:
        """Return a recommendation by its id."""
        record = self.records.by_id[id]
        assert isinstance(record, Recommendation)
        return record
