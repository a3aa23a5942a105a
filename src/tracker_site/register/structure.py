"""Who is meant where something is named: what follows from the names in all records, whatever else they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tracker_site.records.base import Record
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action
from tracker_site.register.things import Thing


class Named(NamedTuple):
    """A thing with an address, and what it names: what an action answers, an item made, or a measure is of."""

    address: str
    noun: str
    record: str
    names: tuple[str, ...]


class Outline(NamedTuple):
    """What a record has to do with others by its names; texts, dates and statuses have no part in it."""

    id: str
    origin: str | None
    """The source of a recommendation."""
    things: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines of all records."""

    all: tuple[Outline, ...]


def outline_of(record: Record, things: Iterable[Thing]) -> Outline:
    """Return the outline of a record with its things."""
    origin = record.origin if isinstance(record, Recommendation) else None
    named = (Named(thing.address, thing.noun, thing.record, tuple(_names(thing))) for thing in things)
    return Outline(record.id, origin, tuple(named))


def _names(thing: Thing) -> Iterator[str]:
    match thing.what:
        case Action() as action:
            yield from action.recommendations
        case Item() as item:
            yield from (made for outcome in item.outcomes for made in outcome.makes)
        case Measure() as measure:
            yield from measure.about


@dataclass(frozen=True, slots=True)
class Structure:
    """Who is meant where something is named."""

    nouns: Mapping[str, str]
    """What each thing is, by its address."""
    source_of: Mapping[str, str]
    """What each recommendation comes from."""
    made_by: Mapping[str, tuple[str, ...]]
    """The recommendations that each inspection, inquiry and meeting made."""
    actions_in: Mapping[str, tuple[str, ...]]
    """The addresses of the actions that were born in each record."""
    answering: Mapping[str, tuple[str, ...]]
    """The addresses of the actions that answer each recommendation, or parts of it."""
    recommendations_meant: Mapping[str, tuple[str, ...]]
    """The recommendations that are meant where a thing is named, of all things that mean any."""
    measured: Mapping[str, tuple[str, ...]]
    """The recommendations and the addresses of the actions that each measure names by themselves, or by a part."""

    def actions_meant(self, target: str) -> tuple[str, ...]:
        """Return the addresses of the actions that are meant where a thing is named."""
        noun = self.nouns.get(target)
        if noun == "action":
            return (target,)
        return self.actions_in.get(target, ()) if noun in ("plan", "meeting") else ()


def structure_of(outlines: Outlines) -> Structure:
    """Return who is meant where something is named, from the outlines of all records."""
    things = {thing.address: thing for outline in outlines.all for thing in outline.things}
    nouns = {address: thing.noun for address, thing in things.items()}
    source_of = {outline.id: outline.origin for outline in outlines.all if outline.origin is not None}
    actions = {
        thing.address: _named_of_action(thing, nouns) for thing in things.values() if thing.noun == "action"
    }
    made_by = _turned((id, (source,)) for id, source in source_of.items())
    actions_in = _turned((address, (things[address].record,)) for address in actions)
    means = _Meanings(made_by, actions_in, actions)
    meant = ((address, means.of(thing)) for address, thing in things.items())
    return Structure(
        nouns,
        source_of,
        made_by,
        actions_in,
        _turned((address, _ids(thing.names)) for address, thing in things.items() if address in actions),
        {address: ids for address, ids in meant if ids},
        {
            address: tuple(dict.fromkeys(_measured(thing, things)))
            for address, thing in things.items()
            if thing.noun == "measure"
        },
    )


def _measured(measure: Named, things: Mapping[str, Named]) -> Iterator[str]:
    # An inspection that is named stands for all that it recommended, and a figure says nothing of each.
    for thing in (things[name] for name in measure.names if name in things):
        if thing.noun == "action":
            yield thing.address
        elif thing.noun in ("recommendation", "part"):
            yield thing.record


@dataclass(frozen=True, slots=True)
class _Meanings:
    """Knows which recommendations a thing stands for.

    An inspection stands for all that came of it, an action for those that it answers, a plan for those of its
    actions, an item for those that it made.
    """

    made_by: Mapping[str, tuple[str, ...]]
    actions_in: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, tuple[str, ...]]

    def of(self, thing: Named) -> tuple[str, ...]:
        match thing.noun:
            case "recommendation" | "part":
                return (thing.record,)
            case "inspection" | "inquiry" | "meeting":
                return self.made_by.get(thing.address, ())
            case "action":
                return self.actions[thing.address]
            case "plan":
                answered = (
                    id for address in self.actions_in.get(thing.address, ()) for id in self.actions[address]
                )
                return tuple(dict.fromkeys(answered))
            case "item":
                return thing.names
        return ()


def _named_of_action(action: Named, nouns: Mapping[str, str]) -> tuple[str, ...]:
    return _ids(name for name in action.names if name in nouns)


def _ids(targets: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target.split("/")[0] for target in targets))


def _turned(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return, for each of the seconds, the firsts that go with it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for first, seconds in pairs:
        for second in seconds:
            found[second].append(first)
    return {second: tuple(firsts) for second, firsts in found.items()}
