"""The occasions on which something was said: meetings, updates, inspections and plans, one shape for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records.base import Record
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Item, Meeting, Outcome, Point
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action, Figure, Progress, Response, SaidBy
from tracker_site.records.update import Update
from tracker_site.register.things import Path

OccasionKind = Literal["meeting", "update", "inspection", "plan"]


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


def occasion_of(record: Record) -> Occasion | None:
    """Return what was said in a record, or nothing for a kind in which nothing is said."""
    match record:
        case Meeting():
            items = tuple(enumerate(record.items))
            return Occasion(
                record.id,
                "meeting",
                record.date,
                tuple(mention for n, item in items for mention in _mentions(n, item)),
                tuple(report for n, item in items for report in _reports(n, item)),
                tuple(answer for n, item in items for answer in _answers(n, item)),
                tuple(given for n, item in items for given in _figures(("items", n), item.figures, item)),
            )
        case Update():
            return Occasion(
                record.id,
                "update",
                record.date,
                (
                    *((Mention(("about",), record.about),) if record.about else ()),
                    *_promises(("actions",), record.actions),
                ),
                tuple(
                    Report(("progress", n), progress, progress.said_by or record.said_by)
                    for n, progress in enumerate(record.progress)
                ),
                tuple(Answer(("responses", n), response) for n, response in enumerate(record.responses)),
                tuple(_figures((), record.figures)),
            )
        case Inspection():
            return Occasion(
                record.id,
                "inspection",
                inspection_date(record),
                (Mention(("follows",), record.follows),) if record.follows else (),
                tuple(
                    Report(("progress", n), progress, progress.said_by or "inspectorate")
                    for n, progress in enumerate(record.progress)
                ),
            )
        case Plan():
            whole = (Mention(("for",), record.answers),) if record.answers else ()
            promised = _promises(("actions",), record.actions)
            return Occasion(record.id, "plan", record.date or UNKNOWN, (*whole, *promised))
    return None


def inspection_date(inspection: Inspection) -> PartialDate:
    """Return when an inspection spoke: its publication, else the end of the visit."""
    visit = inspection.visited
    for when in (inspection.published, visit and visit.to, visit and visit.from_):
        if when and when.is_known:
            return when
    return UNKNOWN


def _mentions(n: int, item: Item) -> Iterator[Mention]:
    if item.about:
        yield Mention(("items", n, "about"), item.about, item)
    for p, point in enumerate(item.points):
        if point.about:
            yield Mention(("items", n, "points", p, "about"), point.about, item, point=point)
    for o, outcome in enumerate(item.outcomes):
        about = (*item.subjects_of(outcome), *outcome.makes)
        if about:
            yield Mention(("items", n, "outcomes", o), about, item, outcome)
        yield from _promises(("items", n, "outcomes", o, "actions"), outcome.actions, item, outcome)
    yield from _promises(("items", n, "actions"), item.actions, item)


def _promises(
    path: Path, actions: Iterable[Action], item: Item | None = None, outcome: Outcome | None = None
) -> Iterator[Mention]:
    for n, action in enumerate(actions):
        if action.recommendations:
            yield Mention((*path, n, "recommendations"), action.recommendations, item, outcome, action=action)


def _reports(n: int, item: Item) -> Iterator[Report]:
    for p, progress in enumerate(item.progress):
        yield Report(("items", n, "progress", p), progress, progress.said_by or "council", item)
    for o, outcome in enumerate(item.outcomes):
        for p, progress in enumerate(outcome.progress):
            path: Path = ("items", n, "outcomes", o, "progress", p)
            yield Report(path, progress, progress.said_by or "council", item, outcome)


def _answers(n: int, item: Item) -> Iterator[Answer]:
    for r, response in enumerate(item.responses):
        yield Answer(("items", n, "responses", r), response, item)
    for o, outcome in enumerate(item.outcomes):
        for r, response in enumerate(outcome.responses):
            yield Answer(("items", n, "outcomes", o, "responses", r), response, item, outcome)


def _figures(path: Path, figures: Iterable[Figure], item: Item | None = None) -> Iterator[Given]:
    return (Given((*path, "figures", n), figure, item) for n, figure in enumerate(figures))
