"""Who is meant where something is named: what follows from the names in all records, whatever else they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.register.contents import Entity


@dataclass(frozen=True, slots=True)
class Structure:
    """Who is meant where something is named."""

    nouns: Mapping[str, str]
    """What each entity is, by its address."""
    source_of: Mapping[str, str]
    """What each recommendation comes from."""
    made_by: Mapping[str, tuple[str, ...]]
    """The recommendations that each inspection, inquiry and meeting made."""
    actions_in: Mapping[str, tuple[str, ...]]
    """The addresses of the actions that were born in each record."""
    answering: Mapping[str, tuple[str, ...]]
    """The addresses of the actions that answer each recommendation, or parts of it."""
    recommendations_meant: Mapping[str, tuple[str, ...]]
    """The recommendations that are meant where an entity is named, of all entities that mean any."""
    measured: Mapping[str, tuple[str, ...]]
    """The recommendations and the addresses of the actions that each measure names by themselves, or by a part."""

    def actions_meant(self, target: str) -> tuple[str, ...]:
        """Return the addresses of the actions that are meant where an entity is named."""
        noun = self.nouns.get(target)
        if noun == "action":
            return (target,)
        return self.actions_in.get(target, ()) if noun in ("plan", "meeting") else ()


def structure_of(all_entities: Iterable[Entity]) -> Structure:
    """Return who is meant where something is named, from the entities of all records."""
    entities = {entity.address: entity for entity in all_entities}
    of_noun: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for address, entity in entities.items():
        of_noun[entity.noun][address] = entity
    source_of = {id: entity.names[0] for id, entity in of_noun["recommendation"].items()}
    actions = of_noun["action"]
    made_by = _turned((id, (source,)) for id, source in source_of.items())
    actions_in = _turned((address, (entity.record,)) for address, entity in actions.items())
    answered = {
        address: _ids(name for name in entity.names if name in entities)
        for address, entity in actions.items()
    }
    meant: dict[str, tuple[str, ...]] = {}
    for address, entity in entities.items():
        # An inspection stands for all that came of it, an action for those that it answers, a plan for those of its
        # actions, an item for those that it made.
        match entity.noun:
            case "recommendation" | "part":
                meant[address] = (entity.record,)
            case "inspection" | "inquiry" | "meeting":
                meant[address] = made_by.get(address, ())
            case "action":
                meant[address] = answered[address]
            case "plan":
                meant[address] = _distinct(id for one in actions_in.get(address, ()) for id in answered[one])
            case "item":
                meant[address] = entity.names
    return Structure(
        {address: entity.noun for address, entity in entities.items()},
        source_of,
        made_by,
        actions_in,
        _turned((address, _ids(entity.names)) for address, entity in actions.items()),
        {address: ids for address, ids in meant.items() if ids},
        {address: _distinct(_measured(entity, entities)) for address, entity in of_noun["measure"].items()},
    )


def _measured(measure: Entity, entities: Mapping[str, Entity]) -> Iterator[str]:
    # An inspection that is named stands for all that it recommended, and a figure says nothing of each.
    for entity in (entities[name] for name in measure.names if name in entities):
        if entity.noun == "action":
            yield entity.address
        elif entity.noun in ("recommendation", "part"):
            yield entity.record


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
