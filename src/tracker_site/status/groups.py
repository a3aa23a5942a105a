"""What is derived together: the recommendations of one source, and the actions that were born in one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tracker_site.memory import Memory
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure
from tracker_site.status.sayings import Said, Sayings, sayings_of


class Group(NamedTuple):
    """What is derived together: the recommendations of one source, or the actions that were born in one record."""

    noun: Literal["recommendation", "action"]
    record: str


@dataclass(frozen=True, slots=True)
class Groups:
    """Which things of which group are meant where something is named."""

    meant: Mapping[Group, Mapping[str, tuple[str, ...]]]
    """Of each group, its things that are meant by a name."""
    of: Mapping[str, tuple[Group, ...]]
    """Of each name, the groups in which it means something."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one record says of the things of one group, thing by thing."""

    record: str
    said: Mapping[str, tuple[Said, ...]]


def gather(register: Register, memory: Memory) -> dict[Group, tuple[Heard, ...]]:
    """Return what each record said of each group on occasions that took place, in the order of days."""
    occasions = [one for one in register.occasions if _took_place(register, one.record)]
    files = [register.records.files[one.record] for one in occasions]
    said = memory.recall_each(sayings_of, occasions, files, [register.days[one.record] for one in occasions])
    groups = memory.recall(groups_of, register.structure)
    found = memory.recall_each(_groups_named, said, [groups] * len(said))
    named = [(group, sayings) for sayings, some in zip(said, found, strict=True) for group in some]
    # Settled one by one, so that a new name in one group leaves the others alone.
    meant = {group: memory.settled(group, meant) for group, meant in groups.meant.items()}
    each = memory.recall_each(_hear, [sayings for _, sayings in named], [meant[group] for group, _ in named])
    heard: defaultdict[Group, list[Heard]] = defaultdict(list)
    for (group, _), one in zip(named, each, strict=True):
        heard[group].append(one)
    return {group: tuple(some) for group, some in heard.items()}


def _groups_named(sayings: Sayings, groups: Groups) -> tuple[Group, ...]:
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


def groups_of(structure: Structure) -> Groups:
    """Return all groups, from the names in all records."""
    meant: defaultdict[Group, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for target, ids in (*structure.recommendations_meant.items(), *structure.measured.items()):
        for id in ids:
            if id in structure.source_of:
                of_source = meant[Group("recommendation", structure.source_of[id])]
                of_source[target] = (*of_source.get(target, ()), id)
    for record, addresses in structure.actions_in.items():
        for target in (*addresses, record):
            if actions := structure.actions_meant(target):
                meant[Group("action", record)][target] = actions
    for measure, named in structure.measured.items():
        for address in named:
            if "/" in address:
                of_record = meant[Group("action", address.split("/")[0])]
                of_record[measure] = (*of_record.get(measure, ()), address)
    of: defaultdict[str, list[Group]] = defaultdict(list)
    for group, targets in meant.items():
        for target in targets:
            of[target].append(group)
    return Groups(dict(meant), {target: tuple(groups) for target, groups in of.items()})
