"""The occasions on which something was said: meetings, updates, inspections and plans, one shape for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records.base import Model, Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Item, Meeting, Outcome, Point
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action, Figure, Progress, Response, SaidBy
from tracker_site.records.update import Update
from tracker_site.records.walk import Node, Path

OccasionKind = Literal["meeting", "update", "inspection", "plan"]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something was considered: by an item, one of its points or outcomes, or by a record as a whole."""

    path: Path
    about: tuple[str, ...]
    item: Item | None = None
    outcome: Outcome | None = None
    point: Point | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Progress was said of something, by whoever is named."""

    path: Path
    progress: Progress
    said_by: SaidBy
    item: Item | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A recommendation was answered."""

    path: Path
    response: Response
    item: Item | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A figure was given, and so something was heard of whatever its measure names."""

    path: Path
    figure: Figure
    item: Item | None = None
    outcome: None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated record in which recommendations and actions are considered, answered or reported on."""

    record: str
    kind: OccasionKind
    date: PartialDate
    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...] = ()
    answers: tuple[Answer, ...] = ()
    figures: tuple[Given, ...] = ()


def occasion_of(record: Record, nodes: Iterable[Node]) -> Occasion | None:
    """Return what was said in a record with these nodes, or nothing for a kind in which nothing is said."""
    kind: OccasionKind
    match record:
        case Meeting():
            kind, date, whole = "meeting", record.date, Mention((), ())
        case Update():
            kind, date, whole = "update", record.date, Mention(("about",), record.about)
        case Inspection():
            kind, date, whole = "inspection", inspection_date(record), Mention(("follows",), record.follows)
        case Plan():
            kind, date, whole = "plan", record.date or UNKNOWN, Mention(("for",), record.answers)
        case _:
            return None
    mappings = [node for node in nodes if isinstance(node.value, Model)]
    said = sorted(mappings, key=lambda node: reading_order(node.path))
    return Occasion(
        record.id,
        kind,
        date,
        tuple(mention for mention in (whole, *map(_mention, mappings)) if mention and mention.about),
        tuple(
            Report(path, progress, progress.said_by or speaker_in(record), item, outcome)
            for path, progress, item, outcome in _each(Progress, said)
        ),
        tuple(Answer(*found) for found in _each(Response, said)),
        tuple(Given(path, figure, item) for path, figure, item, _ in _each(Figure, said)),
    )


def reading_order(path: Path) -> tuple[Path, int]:
    """Return what entities within a record sort by: those of an item itself come before those of its outcomes."""
    return path[:2], len(path)


def speaker_in(record: Record) -> SaidBy:
    """Return who speaks in a record where it does not say otherwise."""
    match record:
        case Update():
            return record.said_by
        case Inspection():
            return "inspectorate"
    return "council"


def inspection_date(inspection: Inspection) -> PartialDate:
    """Return when an inspection spoke: its publication, else the end of the visit."""
    visit = inspection.visited
    for when in (inspection.published, visit and visit.to, visit and visit.from_):
        if when and when.is_known:
            return when
    return UNKNOWN


def _mention(node: Node) -> Mention | None:
    """Return what an item, a point, an outcome or an action is about."""
    item, outcome = _above(Item, node), _above(Outcome, node)
    match node.value:
        case Item() as value:
            return Mention((*node.path, "about"), value.about, value)
        case Point() as value:
            return Mention((*node.path, "about"), value.about, item, point=value)
        case Outcome() as value if item:
            return Mention(node.path, (*item.subjects_of(value), *value.makes), item, value)
        case Action() as value:
            return Mention(
                (*node.path, "recommendations"), value.recommendations, item, outcome, action=value
            )
    return None


def _each(kind: type[M], nodes: Iterable[Node]) -> Iterator[tuple[Path, M, Item | None, Outcome | None]]:
    """Yield the mappings of a kind, the path to each, and the item and the outcome in which it stands."""
    for node in nodes:
        if isinstance(node.value, kind):
            yield node.path, node.value, _above(Item, node), _above(Outcome, node)


def _above(kind: type[M], node: Node) -> M | None:
    return next((model for model in node.above if isinstance(model, kind)), None)
