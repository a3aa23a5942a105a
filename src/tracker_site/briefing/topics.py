"""Concerns: what presses and is one matter, brought together, so that it is asked about under one number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args

from tracker_site.briefing.urgent import Reason, Request, Sort, Thing
from tracker_site.dataset.guide import Guide
from tracker_site.records.meeting import Item
from tracker_site.status.claims import answered_by
from tracker_site.status.standing import (
    ActionStanding,
    ClockStanding,
    RecommendationStanding,
    Standing,
)

OPEN_NAMED = 8
"""How many open things that do not press stand under an item of an agenda at the most."""

MOST_NAMED = 3
"""An item of an agenda that is about more concerns than these is about none of them in particular."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Things that press and are one matter: a thread of recommendations, what answers them, their deadlines."""

    key: str
    reasons: tuple[Reason, ...]
    """The most pressing first."""

    @property
    def sort(self) -> Sort:
        """Why it presses most."""
        return self.reasons[0].sort


@dataclass(frozen=True, slots=True)
class Subject:
    """An item of the agenda of the next meeting, with what presses of it."""

    item: Item
    about: tuple[str, ...]
    """The recommendations and actions that it is about, where these are few."""
    concern: Concern
    earlier: Item | None
    """The item before it on the agenda that is of the same concern."""
    besides: tuple[Standing, ...] = ()
    """What is open of it and does not press."""


def concerns_of(guide: Guide, reasons: Iterable[Reason]) -> tuple[Concern, ...]:
    """Return what presses, brought together by what is one matter, the most pressing first."""
    found: dict[str, list[Reason]] = {}
    for reason in reasons:
        found.setdefault(key_of(guide, reason.thing), []).append(reason)
    return tuple(Concern(key, tuple(of_key)) for key, of_key in found.items())


def key_of(guide: Guide, thing: Thing) -> str:
    """Return what a thing has in common with all that is one matter with it."""
    match thing:
        case RecommendationStanding(id=id):
            return _key(guide, id)
        case ActionStanding(id=address):
            answered = answered_by(guide.standings, address)
            return _key(guide, answered[0]) if answered else address
        case ClockStanding(record=record):
            return _key(guide, record)
        case Request(meeting=meeting, item=item, outcome=outcome):
            named = [one.split("/")[0] for one in item.subjects_of(outcome)]
            known = [id for id in named if id in guide.standings.recommendations]
            place = f"{meeting.id}/{meeting.items.index(item)}/{item.outcomes.index(outcome)}"
            return _key(guide, known[0]) if known and outcome.verb == "requested" else place
    raise AssertionError(thing)


def subjects_of(
    guide: Guide, items: Iterable[Item], concerns: Iterable[Concern]
) -> tuple[tuple[Subject, ...], tuple[Concern, ...]]:
    """Return the items of an agenda with what presses of each, and the concerns of which none is an item.

    What is of a concern and of none of its items in particular is told with the first of them.
    """
    by_key = {one.key: one for one in concerns}
    agenda = [_Named.of(guide, item) for item in items]
    subjects, told = [], set[int]()
    for place, named in enumerate(agenda):
        before = [one.item for one in agenda[:place] if set(one.keys) & set(named.keys)]
        reasons = [
            reason
            for key in named.keys
            for reason in (by_key[key].reasons if key in by_key else ())
            if id(reason) not in told and _is_told_here(guide, reason.thing, named, agenda, key)
        ]
        told |= {id(reason) for reason in reasons}
        concern = Concern(named.keys[0] if named.keys else "", tuple(sorted(reasons, key=_order)))
        subjects.append(Subject(named.item, named.about, concern, before[0] if before else None))
    keys = {key for named in agenda for key in named.keys}
    return tuple(subjects), tuple(one for one in by_key.values() if one.key not in keys)


class _Named(NamedTuple):
    """An item of an agenda, what it is about and the concerns which that is of; none where these are too many."""

    item: Item
    about: tuple[str, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, guide: Guide, item: Item) -> _Named:
        about = named_by(guide, item)
        keys = tuple(dict.fromkeys(_key_of_reference(guide, one) for one in about))
        return cls(item, about, keys) if len(keys) <= MOST_NAMED else cls(item, (), ())


def with_besides(
    guide: Guide, subjects: Sequence[Subject], besides: Iterable[Standing]
) -> tuple[Subject, ...]:
    """Return the items of an agenda with what is open of each and does not press, each thing with one of them."""
    agenda = [_Named.of(guide, one.item) for one in subjects]
    left = [(one, key_of(guide, one)) for one in besides]
    found = []
    for subject, named in zip(subjects, agenda, strict=True):
        here = [
            one for one, key in left if key in named.keys and _is_told_here(guide, one, named, agenda, key)
        ][:OPEN_NAMED]
        ids = {one.id for one in here}
        left = [(one, key) for one, key in left if one.id not in ids]
        found.append(replace(subject, besides=tuple(here)))
    return tuple(found)


def _is_told_here(guide: Guide, thing: Thing, named: _Named, agenda: Iterable[_Named], key: str) -> bool:
    """Whether a thing of a concern is told with an item: it is of that item, or of none of the same concern."""
    if _concerns(guide, thing, named.about):
        return True
    return not any(_concerns(guide, thing, one.about) for one in agenda if key in one.keys)


def _order(reason: Reason) -> int:
    return get_args(Sort).index(reason.sort)


def named_by(guide: Guide, item: Item) -> tuple[str, ...]:
    """Return the recommendations and actions that an item of a meeting is about."""
    standings = guide.standings
    found: dict[str, None] = {}
    for target in item.about:
        is_action = target in standings.actions
        meant = (target,) if is_action else guide.register.recommendations_meant(target)
        found |= dict.fromkeys(one for one in meant if is_action or one in standings.recommendations)
    return tuple(found)


def _key_of_reference(guide: Guide, one: str) -> str:
    standings = guide.standings
    return key_of(
        guide, standings.actions[one] if one in standings.actions else standings.recommendations[one]
    )


def _concerns(guide: Guide, thing: Thing, about: Collection[str]) -> bool:
    """Whether a thing is one of those, or answers one, or is a deadline for one or a request about one."""
    match thing:
        case RecommendationStanding(id=id) | ClockStanding(record=id):
            return id in about
        case ActionStanding(id=address):
            return address in about or any(id in about for id in answered_by(guide.standings, address))
        case Request(item=item, outcome=outcome):
            return any(one.split("/")[0] in about or one in about for one in item.subjects_of(outcome))
    raise AssertionError(thing)


def _key(guide: Guide, record: str) -> str:
    thread = guide.accounts.thread_of.get(record)
    return thread.ids[0] if thread else record
