"""The register: all records of a site, and what follows from reading them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.parse import Records
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action
from tracker_site.register.contents import Contents
from tracker_site.register.occasions import Occasion
from tracker_site.register.order import issue_for_arithmetic, stated_issue
from tracker_site.register.things import Thing
from tracker_site.statuses import Status


@dataclass(frozen=True)
class Register:
    """All records of a site, and what follows from reading them together."""

    records: Records
    contents: Mapping[str, Contents]
    """What each record holds."""
    things: Mapping[str, Thing]
    """Every thing that can be referred to, by its address."""
    occasions: tuple[Occasion, ...]
    """What was said, in the order of days."""
    days: Mapping[str, date]
    """The day at which each record sorts."""
    statuses: Mapping[str, Status]
    """Every word that a status may be said in."""

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation."""
        return self.records.of_kind(Recommendation)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """Every action by its address."""
        return {thing.address: thing.what for thing in self.things.values() if isinstance(thing.what, Action)}

    @cached_property
    def made_by(self) -> Mapping[str, tuple[str, ...]]:
        """The recommendations that each inspection, inquiry and meeting made."""
        made: defaultdict[str, list[str]] = defaultdict(list)
        for recommendation in self.recommendations:
            made[recommendation.origin].append(recommendation.id)
        return {origin: tuple(ids) for origin, ids in made.items()}

    @cached_property
    def actions_in(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of the actions that were born in each record."""
        born: defaultdict[str, list[str]] = defaultdict(list)
        for address in self.actions:
            born[address.split("/")[0]].append(address)
        return {record: tuple(addresses) for record, addresses in born.items()}

    @cached_property
    def answering(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of the actions that answer each recommendation, or parts of it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for address, action in self.actions.items():
            for id in dict.fromkeys(target.split("/")[0] for target in action.recommendations):
                found[id].append(address)
        return {id: tuple(addresses) for id, addresses in found.items()}

    @cached_property
    def said_on(self) -> Mapping[str, PartialDate]:
        """The date of each record in which something was said."""
        return {occasion.record: occasion.date for occasion in self.occasions}

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """What each thing is, by its address."""
        return {address: thing.noun for address, thing in self.things.items()}

    @cached_property
    def meant(self) -> Mapping[str, tuple[str, ...]]:
        """The recommendations that are meant where a thing is named, of all things that mean any."""
        found = ((address, self.recommendations_meant(address)) for address in self.things)
        return {address: ids for address, ids in found if ids}

    @cached_property
    def reckoned_issues(self) -> Mapping[str, PartialDate]:
        """The date from which to reckon for each recommendation."""
        return {one.id: self.reckoned_issue(one.id) for one in self.recommendations}

    def recommendations_meant(self, target: str) -> tuple[str, ...]:
        """Return the ids of the recommendations that are meant where a thing is named.

        An inspection stands for all that came of it, an action for those that it answers, a plan for those of
        its actions, an item for those that it made.
        """
        thing = self.things.get(target)
        if thing is None:
            return ()
        match thing.noun:
            case "recommendation" | "part":
                return (thing.record,)
            case "inspection" | "inquiry" | "meeting":
                return self.made_by.get(target, ())
            case "action":
                return self._answered_by(target)
            case "plan":
                found = (
                    id for address in self.actions_in.get(target, ()) for id in self._answered_by(address)
                )
                return tuple(dict.fromkeys(found))
            case "item":
                assert isinstance(thing.what, Item)
                return tuple(made for outcome in thing.what.outcomes for made in outcome.makes)
        return ()

    def actions_meant(self, target: str) -> tuple[str, ...]:
        """Return the addresses of the actions that are meant where a thing is named."""
        if target in self.actions:
            return (target,)
        thing = self.things.get(target)
        return self.actions_in.get(target, ()) if thing and isinstance(thing.what, Plan | Meeting) else ()

    def issue(self, id: str) -> PartialDate:
        """Return when a recommendation was issued, as far as the sources say."""
        recommendation = self.recommendation(id)
        return stated_issue(recommendation, self.records.by_id.get(recommendation.origin))

    def reckoned_issue(self, id: str) -> PartialDate:
        """Return the date from which to reckon for a recommendation."""
        recommendation = self.recommendation(id)
        return issue_for_arithmetic(recommendation, self.records.by_id.get(recommendation.origin))

    def recommendation(self, id: str) -> Recommendation:
        """Return a recommendation by its id."""
        record = self.records.by_id[id]
        assert isinstance(record, Recommendation)
        return record

    def _answered_by(self, address: str) -> tuple[str, ...]:
        named = self.actions[address].recommendations
        return tuple(dict.fromkeys(target.split("/")[0] for target in named if target in self.things))
