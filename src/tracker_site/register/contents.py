"""What one record holds, read by itself: what others may refer to, what it refers to, and what was said in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tracker_site.records.base import Model, Record
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action
from tracker_site.records.site import Site
from tracker_site.records.walk import Node, Path, walk
from tracker_site.register.occasions import Occasion, occasion_of, reading_order
from tracker_site.source.markup import Prose, RecordLink

VOCABULARIES = frozenset({"theme", "status", "common-status", "clock", "warning"})
"""What the words of a record may have to be taken from, as `Names` calls it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that others may refer to: its address, what it is, and where it stands."""

    address: str
    noun: str
    record: str
    names: tuple[str, ...]
    """What an action answers, an item made, a measure is of; the source of a recommendation."""
    path: Path = field(compare=False)
    what: Any = field(compare=False, repr=False)
    """The model of a record, a body, a part, an action or an item."""


class Reference(NamedTuple):
    """A place in a record that names something else, and the nouns that it may name (none: anything)."""

    path: Path
    target: str
    nouns: frozenset[str] = frozenset()
    link: RecordLink | None = None
    """The link by which a text names it."""


class Word(NamedTuple):
    """A word that must be one of a vocabulary."""

    path: Path
    word: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What one record holds, or the settings (`site`)."""

    id: str
    entities: tuple[Entity, ...]
    occasion: Occasion | None
    references: tuple[Reference, ...]
    words: tuple[Word, ...]


def contents_of(model: Record | Site, nodes: Sequence[Node]) -> Contents:
    """Return what a record, or the settings, hold as the nodes of a walk tell."""
    texts = [(node.path, node.value) for node in nodes if isinstance(node.value, Prose)]
    # The id of what was withdrawn leads nowhere, as it should.
    referring = [(node, node.refers) for node in nodes if node.refers and node.path[-1] != "id"]
    references = (
        *(Reference(node.path, node.value, refers.nouns) for node, refers in referring),
        *(Reference(path, link.target, link=link) for path, text in texts for link in text.links),
    )
    words = tuple(Word(node.path, node.value, node.names) for node in nodes if node.names in VOCABULARIES)
    if isinstance(model, Site):
        return Contents("site", (), None, references, words)
    return Contents(model.id, tuple(_entities(model, nodes)), occasion_of(model, nodes), references, words)


def entities_of(record: Record) -> Iterator[Entity]:
    """Yield a record, and every entity within it: bodies, parts, items, then actions."""
    return _entities(record, tuple(walk(record)))


def _entities(record: Record, nodes: Sequence[Node]) -> Iterator[Entity]:
    yield Entity(record.id, record.noun, record.id, _names(record), (), record)
    mappings = [node for node in nodes if isinstance(node.value, Model)]
    within = [node for node in mappings if node.value.noun and node.value.key]
    within.sort(key=lambda node: (node.value.noun == "action", *reading_order(node.path)))
    for node in within:
        yield Entity(
            f"{record.id}/{node.value.key}",
            node.value.noun,
            record.id,
            _names(node.value),
            node.path,
            node.value,
        )


def _names(model: Model) -> tuple[str, ...]:
    match model:
        case Recommendation():
            return (model.origin,)
        case Action():
            return model.recommendations
        case Item():
            return tuple(made for outcome in model.outcomes for made in outcome.makes)
        case Measure():
            return model.about
    return ()
