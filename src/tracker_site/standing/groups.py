"""What is derived together: the recommendations of one source, and the actions that were born in one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker_site.memory import Memory
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure
from tracker_site.standing.sayings import Said, Sayings, sayings_of


@dataclass(frozen=True, slots=True)
class Groups:
    """Which things of which group are meant where something is named."""

    meant: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Of each group, its things that are meant by a name."""
    of: Mapping[str, tuple[str, ...]]
    """Of each name, the groups in which it means something."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one record says of the things of one group, thing by thing."""

    record: str
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What each record says of each group, in the order of days: of recommendations by their source, of actions."""

    of_recommendations: Mapping[str, tuple[Heard, ...]]
    of_actions: Mapping[str, tuple[Heard, ...]]


def gather(register: Register, memory: Memory) -> Gathered:
    """Return all that was said on occasions that took place."""
    said = [
        memory.recall(
            sayings_of, occasion, register.records.files[occasion.record], register.days[occasion.record]
        )
        for occasion in register.occasions
        if _took_place(register, occasion.record)
    ]
    return Gathered(
        _of_groups(
            said, memory.recall(_recommendations_by_source, register.structure), "recommendations", memory
        ),
        _of_groups(said, memory.recall(_actions_by_record, register.structure), "actions", memory),
    )


def _of_groups(
    said: Iterable[Sayings], groups: Groups, noun: str, memory: Memory
) -> dict[str, tuple[Heard, ...]]:
    # Settled one by one, so that a new name in one group leaves the others alone.
    meant = {group: memory.settled(f"{noun} {group}", meant) for group, meant in groups.meant.items()}
    heard: defaultdict[str, list[Heard]] = defaultdict(list)
    for sayings in said:
        for group in memory.recall(_groups_named, sayings, groups):
            heard[group].append(memory.recall(_hear, sayings, meant[group]))
    return {group: tuple(found) for group, found in heard.items()}


def _groups_named(sayings: Sayings, groups: Groups) -> tuple[str, ...]:
    """Return the groups of which something is said."""
    return tuple(dict.fromkeys(group for target in sayings.targets for group in groups.of.get(target, ())))


def _hear(sayings: Sayings, meant: Mapping[str, tuple[str, ...]]) -> Heard:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for one in sayings.said:
        for thing in meant.get(one.target, ()):
            found[thing].append(one)
    return Heard(sayings.record, {thing: tuple(said) for thing, said in found.items()})


def _took_place(register: Register, record: str) -> bool:
    """Whether it is news: a meeting that is only planned, or was cancelled, said nothing."""
    found = register.records.by_id[record]
    return not isinstance(found, Meeting) or found.state in ("held", "unknown")


def _recommendations_by_source(structure: Structure) -> Groups:
    meant: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for target, ids in (*structure.recommendations_meant.items(), *structure.measured.items()):
        for id in ids:
            if id in structure.source_of:
                of_source = meant[structure.source_of[id]]
                of_source[target] = (*of_source.get(target, ()), id)
    return _groups(meant)


def _actions_by_record(structure: Structure) -> Groups:
    meant: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for record, addresses in structure.actions_in.items():
        for target in (*addresses, record):
            if actions := structure.actions_meant(target):
                meant[record][target] = actions
    for measure, named in structure.measured.items():
        for address in named:
            if "/" in address:
                of_record = meant[address.split("/")[0]]
                of_record[measure] = (*of_record.get(measure, ()), address)
    return _groups(meant)


def _groups(meant: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Groups:
    of: defaultdict[str, list[str]] = defaultdict(list)
    for group, targets in meant.items():
        for target in targets:
            of[target].append(group)
    return Groups(meant, {target: tuple(groups) for target, groups in of.items()})
