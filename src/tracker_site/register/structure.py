"""Who is meant where something is named: what follows from the names in all records, whatever else they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.register.contents import Thing


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


def structure_of(all_things: Iterable[Thing]) -> Structure:
    """Return who is meant where something is named, from the things of all records."""
    things = {thing.address: thing for thing in all_things}
    of_noun: defaultdict[str, dict[str, Thing]] = defaultdict(dict)
    for address, thing in things.items():
        of_noun[thing.noun][address] = thing
    source_of = {id: thing.names[0] for id, thing in of_noun["recommendation"].items()}
    actions = of_noun["action"]
    made_by = _turned((id, (source,)) for id, source in source_of.items())
    actions_in = _turned((address, (thing.record,)) for address, thing in actions.items())
    answered = {
        address: _ids(name for name in thing.names if name in things) for address, thing in actions.items()
    }
    meant: dict[str, tuple[str, ...]] = {}
    for address, thing in things.items():
        # An inspection stands for all that came of it, an action for those that it answers, a plan for those of its
        # actions, an item for those that it made.
        match thing.noun:
            case "recommendation" | "part":
                meant[address] = (thing.record,)
            case "inspection" | "inquiry" | "meeting":
                meant[address] = made_by.get(address, ())
            case "action":
                meant[address] = answered[address]
            case "plan":
                meant[address] = _distinct(id for one in actions_in.get(address, ()) for id in answered[one])
            case "item":
                meant[address] = thing.names
    return Structure(
        {address: thing.noun for address, thing in things.items()},
        source_of,
        made_by,
        actions_in,
        _turned((address, _ids(thing.names)) for address, thing in actions.items()),
        {address: ids for address, ids in meant.items() if ids},
        {address: _distinct(_measured(thing, things)) for address, thing in of_noun["measure"].items()},
    )


def _measured(measure: Thing, things: Mapping[str, Thing]) -> Iterator[str]:
    # An inspection that is named stands for all that it recommended, and a figure says nothing of each.
    for thing in (things[name] for name in measure.names if name in things):
        if thing.noun == "action":
            yield thing.address
        elif thing.noun in ("recommendation", "part"):
            yield thing.record


def _ids(targets: Iterable[str]) -> tuple[str, ...]:
    return _distinct(target.split("/")[0] for target in targets)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _turned(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return, for each of the seconds, the firsts that go with it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for first, seconds in pairs:
        for second in seconds:
            found[second].append(first)
    return {second: tuple(firsts) for second, firsts in found.items()}
