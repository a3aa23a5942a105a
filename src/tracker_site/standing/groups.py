"""What is derived together: the recommendations of one source, and the actions that were born in one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker_site.memory import Memory
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.standing.sayings import Said, Sayings, sayings_of

Meanings = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Of each group, which of its things are meant where something is named."""


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
        _of_groups(said, _recommendations_meant(register, memory), "recommendations", memory),
        _of_groups(said, _actions_meant(register), "actions", memory),
    )


def _of_groups(
    said: Iterable[Sayings], meanings: Meanings, noun: str, memory: Memory
) -> dict[str, tuple[Heard, ...]]:
    settled = {group: memory.settled(f"{noun} {group}", meant) for group, meant in meanings.items()}
    groups_of: defaultdict[str, list[str]] = defaultdict(list)
    for group, meant in settled.items():
        for target in meant:
            groups_of[target].append(group)
    heard: defaultdict[str, list[Heard]] = defaultdict(list)
    for sayings in said:
        for group in dict.fromkeys(
            group for target in sayings.targets for group in groups_of.get(target, ())
        ):
            heard[group].append(memory.recall(_hear, sayings, settled[group]))
    return {group: tuple(found) for group, found in heard.items()}


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


def _recommendations_meant(register: Register, memory: Memory) -> Meanings:
    """Return which recommendations of each source are meant where anything is named."""
    source_of = {one.id: one.origin for one in register.recommendations}
    return memory.recall(
        _by_source, memory.settled("meant", register.meant), memory.settled("sources", source_of)
    )


def _by_source(meant: Mapping[str, tuple[str, ...]], source_of: Mapping[str, str]) -> Meanings:
    meanings: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for target, ids in meant.items():
        for id in ids:
            if id in source_of:
                of_source = meanings[source_of[id]]
                of_source[target] = (*of_source.get(target, ()), id)
    return meanings


def _actions_meant(register: Register) -> Meanings:
    """Return which actions of each record are meant where anything is named."""
    meanings: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for record, addresses in register.actions_in.items():
        meanings[record] = {address: (address,) for address in addresses}
        if meant := register.actions_meant(record):
            meanings[record][record] = meant
    return meanings
