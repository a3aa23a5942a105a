"""Topics: urgent entities that are one concern, brought together so that it is asked about under one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject, successors
from tracker_site.briefing.urgent import REASONS, Entity, Reason, Request, Urgent, concerned, urgent_entities
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import grouped
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item
from tracker_site.status.claims import answered_by
from tracker_site.status.standing import Deadline

OPEN_NAMED = 8
"""How many open entities that are not urgent stand under an item of an agenda at the most."""

MOST_NAMED = 3
"""An item of an agenda that is about more concerns than these is about none of them in particular."""


@dataclass(frozen=True)
class Topic:
    """What is urgent of one concern: a thread of recommendations, what answers them, their deadlines.

    On the agenda of the next meeting it is what is urgent of an item; that may be nothing.
    """

    urgent: tuple[Urgent, ...]
    """The most urgent first."""
    lead: Subject | Request | None
    """What it is told by; None for an item of the agenda that is about several, and for deadlines of other records."""
    item: Item | None = None
    """The item of the agenda."""
    about: tuple[str, ...] = ()
    """The recommendations and actions that the item is about, where these are few."""
    keys: tuple[str, ...] = ()
    """The concerns which these are of."""
    earlier: Item | None = None
    """The item before it on the agenda that is of the same concern."""
    open: tuple[Subject, ...] = ()
    """What is open of the item and not urgent."""
    measures: tuple[str, ...] = ()
    """The measures that bear on it and on no item before it."""

    @property
    def deadlines(self) -> list[Deadline]:
        """Its deadlines."""
        return [one.entity for one in self.urgent if isinstance(one.entity, Deadline)]

    @property
    def others(self) -> list[Urgent]:
        """What is urgent of it beside its lead and its deadlines."""
        return [
            one for one in self.urgent if one.entity is not self.lead and not isinstance(one.entity, Deadline)
        ]

    @property
    def reason(self) -> Reason | None:
        """Why its lead is urgent, where it is."""
        return next((one.reason for one in self.urgent if one.entity is self.lead), None)


class Topics(NamedTuple):
    """All that a body may ask about at its next meeting."""

    agenda: tuple[Topic, ...]
    others: tuple[Topic, ...]
    """The most urgent first."""
    open: tuple[Subject, ...]
    """All that is open of what the body dealt with and is told in no topic."""


def topics_of(body: Body) -> Topics:
    """Return what is urgent before a body, by topic, and what else is open."""
    data, agenda = body.data, tuple(_agenda(body))
    urgent = grouped((_place(data, one.entity, agenda), one) for one in urgent_entities(body))
    by_key = grouped((_key(data, one.entity), one) for one in urgent.get(None, ()))
    others = tuple(Topic(tuple(some), _lead(data, [one.entity for one in some])) for some in by_key.values())
    entities = [one.entity for of_place in urgent.values() for one in of_place]
    told = {one.id for one in (*entities, *(one.lead for one in others)) if isinstance(one, Subject)}
    told = told.union(*(one.about for one in agenda if len(one.about) == 1))
    is_open = [one for one in body.subjects if one.is_open and one.id not in told]
    beside = grouped((_place(data, one, agenda), one) for one in is_open)
    filled = tuple(
        replace(
            topic,
            urgent=_in_order(data, topic, urgent.get(place, ())),
            open=tuple(beside.get(place, ())[:OPEN_NAMED]),
        )
        for place, topic in enumerate(agenda)
    )
    named = {one.id for topic in filled for one in topic.open}
    return Topics(filled, others, tuple(one for one in is_open if one.id not in named))


def _in_order(data: Dataset, topic: Topic, urgent: Iterable[Urgent]) -> tuple[Urgent, ...]:
    """Return what is urgent of an item of the agenda, the most urgent first, then as the item names the concerns."""

    def order(one: Urgent) -> tuple[int, int]:
        return REASONS.index(one.reason), topic.keys.index(_key(data, one.entity))

    return tuple(sorted(urgent, key=order))


def _agenda(body: Body) -> Iterator[Topic]:
    """Yield a topic for each item of the next agenda, as yet without what is urgent or open of it."""
    data, bearing = body.data, body.data.once(_measures, "")
    before: dict[str, Item] = {}
    told: set[str] = set()
    for item in body.next.items if body.next else ():
        about = tuple(dict.fromkeys(_subjects_meant(data, item)))
        keys = tuple(dict.fromkeys(_key(data, data.followed(one)) for one in about))
        if len(keys) > MOST_NAMED:
            about, keys = (), ()
        measures = dict.fromkeys(one for id in about for one in bearing.get(id, ()) if one not in told)
        yield Topic(
            urgent=(),
            lead=data.followed(about[0]) if len(about) == 1 else None,
            item=item,
            about=about,
            keys=keys,
            earlier=next((one for key, one in before.items() if key in keys), None),
            measures=tuple(measures),
        )
        for key in keys:
            before.setdefault(key, item)
        told |= measures.keys()


def _subjects_meant(data: Dataset, item: Item) -> Iterator[str]:
    """Yield the recommendations and actions that an item of an agenda is about."""
    for target in item.about:
        meant = (target,) if target in data.actions else data.register.recommendations_meant(target)
        yield from (one for one in meant if one in data.actions or one in data.recommendations)


def _place(data: Dataset, entity: Entity, agenda: Sequence[Topic]) -> int | None:
    """Return with which item an entity is told: the first that it is of, else the first of the same concern."""
    key = _key(data, entity)
    of_key = [place for place, one in enumerate(agenda) if key in one.keys]
    ids = concerned(data, entity)
    of_entity = [place for place in of_key if not set(agenda[place].about).isdisjoint(ids)]
    return next(iter(of_entity or of_key), None)


def _lead(data: Dataset, entities: Sequence[Entity]) -> Subject | Request | None:
    """Return what a topic is told by: its newest recommendation, else the one entity that it has."""
    urgent = [one.id for one in entities if isinstance(one, Recommendation)]
    ids = urgent or [_latest(data, one.record) for one in entities if isinstance(one, Deadline)]
    others = [one for one in entities if isinstance(one, Action | Request)]
    if not ids and len(others) > 1:
        ids = [
            id for one in others if isinstance(one, Action) for id in answered_by(data.standings, one.id)[:1]
        ]
    known = [one for one in ids if one in data.recommendations]
    if known:
        return data.recommendations[max(known, key=data.register.order)]
    return others[0] if others else None


def _latest(data: Dataset, record: str) -> str:
    """Return what took the place of a recommendation last, else the record itself."""
    return max(successors(data, record), key=data.register.order, default=record)


def _key(data: Dataset, entity: Entity) -> str:
    """Return what an entity has in common with all that is one concern with it: the first of its thread."""
    first = concerned(data, entity)[0]
    thread = data.accounts.thread_of.get(first)
    return thread.ids[0] if thread else first


def _measures(data: Dataset, _: str) -> dict[str, list[str]]:
    """Return the measures that bear on each recommendation."""
    measures = data.seen_of_kind(Measure)
    return grouped((about.split("/")[0], one.id) for one in measures for about in one.about)
