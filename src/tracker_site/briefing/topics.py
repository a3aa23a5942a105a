"""Topics: urgent entities that are one concern, brought together so that it is asked about under one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from tracker_site.briefing.body import Body, successors
from tracker_site.briefing.urgent import Entity, Reason, Request, Urgent, concerned, urgent_entities
from tracker_site.dataset.guide import Guide
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item
from tracker_site.status.claims import answered_by
from tracker_site.status.standing import ActionStanding, Deadline, RecommendationStanding, Standing

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
    lead: Standing | Request | None
    """What it is told by; None for an item of the agenda that is about several, and for deadlines of other records."""
    item: Item | None = None
    """The item of the agenda."""
    about: tuple[str, ...] = ()
    """The recommendations and actions that the item is about, where these are few."""
    earlier: Item | None = None
    """The item before it on the agenda that is of the same concern."""
    open: tuple[Standing, ...] = ()
    """What is open of the item and not urgent."""
    measures: tuple[str, ...] = ()
    """The measures that bear on it and on no item before it."""

    @property
    def clocks(self) -> list[Deadline]:
        """Its deadlines."""
        return [one.entity for one in self.urgent if isinstance(one.entity, Deadline)]

    def reasons_of(self, entity: Entity | None) -> list[Reason]:
        """Return why one of its entities is urgent."""
        return [one.reason for one in self.urgent if one.entity is entity]


class Topics(NamedTuple):
    """All that a body may ask about at its next meeting."""

    agenda: tuple[Topic, ...]
    others: tuple[Topic, ...]
    """The most urgent first."""
    open: tuple[Standing, ...]
    """All that is open of what the body dealt with and is told in no topic."""


def topics_of(body: Body) -> Topics:
    """Return what is urgent before a body, by topic, and what else is open."""
    guide = body.guide
    agenda = [_named_by(guide, item) for item in (body.next.items if body.next else ())]
    urgent: dict[int | None, list[Urgent]] = defaultdict(list)
    for one in urgent_entities(body):
        urgent[_place(guide, one.entity, agenda)].append(one)
    others = _topics_apart(guide, urgent.pop(None, []))
    entities = [one.entity for some in urgent.values() for one in some]
    entities += [one.entity for topic in others for one in topic.urgent]
    told = {one.id for one in (*entities, *(one.lead for one in others)) if isinstance(one, Standing)}
    told = told.union(*(one.about for one in agenda if len(one.about) == 1))
    is_open: dict[int | None, list[Standing]] = defaultdict(list)
    for standing in body.standings:
        if standing.status.is_open and standing.id not in told:
            place = _place(guide, standing, agenda)
            has_room = place is not None and len(is_open[place]) < OPEN_NAMED
            is_open[place if has_room else None].append(standing)
    return Topics(
        tuple(
            _topic_of_item(guide, agenda, place, urgent[place], is_open[place])
            for place in range(len(agenda))
        ),
        others,
        tuple(is_open[None]),
    )


class _Named(NamedTuple):
    """An item of an agenda, what it is about and the concerns which that is of; none where these are too many."""

    item: Item
    about: tuple[str, ...]
    keys: tuple[str, ...]


def _named_by(guide: Guide, item: Item) -> _Named:
    standings = guide.standings
    about: dict[str, None] = {}
    for target in item.about:
        meant = (target,) if target in standings.actions else guide.register.recommendations_meant(target)
        about |= dict.fromkeys(
            one for one in meant if one in standings.actions or one in standings.recommendations
        )
    keys = tuple(dict.fromkeys(_key(guide, _standing(guide, one)) for one in about))
    return _Named(item, tuple(about), keys) if len(keys) <= MOST_NAMED else _Named(item, (), ())


def _place(guide: Guide, entity: Entity, agenda: Sequence[_Named]) -> int | None:
    """Return with which item an entity is told: the first that it is of, else the first of the same concern."""
    key = _key(guide, entity)
    of_key = [place for place, one in enumerate(agenda) if key in one.keys]
    ids = set(concerned(guide, entity))
    of_entity = [place for place in of_key if ids & set(agenda[place].about)]
    return next(iter(of_entity or of_key), None)


def _topic_of_item(
    guide: Guide, agenda: Sequence[_Named], place: int, urgent: list[Urgent], is_open: list[Standing]
) -> Topic:
    item, about, keys = agenda[place]
    before = agenda[:place]
    reasons = get_args(Reason)
    return Topic(
        tuple(
            sorted(urgent, key=lambda one: (reasons.index(one.reason), keys.index(_key(guide, one.entity))))
        ),
        lead=_standing(guide, about[0]) if len(about) == 1 else None,
        item=item,
        about=about,
        earlier=next((one.item for one in before if set(one.keys) & set(keys)), None),
        open=tuple(is_open),
        measures=_measures_of(guide, about, [id for one in before for id in one.about]),
    )


def _topics_apart(guide: Guide, urgent: Iterable[Urgent]) -> tuple[Topic, ...]:
    """Return the topics that no item of an agenda is about."""
    found: dict[str, list[Urgent]] = {}
    for one in urgent:
        found.setdefault(_key(guide, one.entity), []).append(one)
    return tuple(Topic(tuple(some), _lead(guide, [one.entity for one in some])) for some in found.values())


def _lead(guide: Guide, entities: Sequence[Entity]) -> Standing | Request | None:
    """Return what a topic is told by: its newest recommendation, else the one entity that it has."""
    urgent = [one.id for one in entities if isinstance(one, RecommendationStanding)]
    ids = urgent or [_latest(guide, one.record) for one in entities if isinstance(one, Deadline)]
    others = [one for one in entities if isinstance(one, ActionStanding | Request)]
    if not ids and len(others) > 1:
        answered = (answered_by(guide.standings, one.id) for one in others if isinstance(one, ActionStanding))
        ids = [some[0] for some in answered if some]
    known = [guide.standings.recommendations[id] for id in ids if id in guide.standings.recommendations]
    if known:
        return max(known, key=lambda one: (guide.register.days[one.id], one.id))
    return others[0] if others else None


def _latest(guide: Guide, record: str) -> str:
    """Return what took the place of a recommendation last, else the record itself."""
    later = successors(guide, record)
    return max(later, key=lambda id: (guide.register.days[id], id)) if later else record


def _key(guide: Guide, entity: Entity) -> str:
    """Return what an entity has in common with all that is one concern with it: the first of its thread."""
    first = concerned(guide, entity)[0]
    thread = guide.accounts.thread_of.get(first)
    return thread.ids[0] if thread else first


def _standing(guide: Guide, id: str) -> Standing:
    return guide.standings.actions[id] if "/" in id else guide.standings.recommendations[id]


def _measures_of(guide: Guide, about: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Return the measures that bear on some of these recommendations, and on none of those told before."""
    by_id = guide.once(_measures, "")
    told = {one for id in before for one in by_id.get(id, ())}
    return tuple(dict.fromkeys(one for id in about for one in by_id.get(id, ()) if one not in told))


def _measures(guide: Guide, _: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for measure in guide.seen_of_kind(Measure):
        for one in measure.about:
            found.setdefault(one.split("/")[0], []).append(measure.id)
    return found
