"""Every reference of every record: where it stands, what it names, what it may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item, Meeting, Outcome
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action, Figure, Progress, Response
from tracker_site.records.update import Update
from tracker_site.register.things import Path, actions_of

SOURCES = frozenset({"inspection", "inquiry", "meeting"})
"""What a recommendation comes from."""

RECOMMENDATIONS = frozenset({"recommendation", "part"})
REPORTED_ON = SOURCES | RECOMMENDATIONS | {"plan", "action"}
ANSWERED = SOURCES | RECOMMENDATIONS
ANYTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a record that names something else, and the nouns that it may name (none: anything)."""

    path: Path
    target: str
    nouns: frozenset[str]


def references_of(record: Record) -> Iterator[Reference]:
    """Yield every reference that a record makes."""
    match record:
        case Inspection():
            yield Reference(("authority",), record.authority, frozenset({"authority"}))
            yield from _each(("follows",), record.follows, frozenset({"inspection"}))
            yield from _of_said((), progress=record.progress)
        case Inquiry():
            yield Reference(("authority",), record.authority, frozenset({"authority"}))
            if record.body:
                yield Reference(("body",), record.body, frozenset({"body"}))
        case Recommendation():
            yield Reference(("from",), record.origin, SOURCES)
            yield from _each(("repeats",), record.repeats, frozenset({"recommendation"}))
            yield from _each(("supersedes",), record.supersedes, frozenset({"recommendation"}))
        case Plan():
            yield Reference(("authority",), record.authority, frozenset({"authority"}))
            yield from _each(("for",), record.answers, SOURCES | {"recommendation"})
            yield from _each(("supersedes",), record.supersedes, frozenset({"plan"}))
        case Meeting():
            yield Reference(("body",), record.body, frozenset({"body"}))
            for n, item in enumerate(record.items):
                yield from _of_item(("items", n), item)
        case Update():
            if record.authority:
                yield Reference(("authority",), record.authority, frozenset({"authority"}))
            yield from _each(("about",), record.about, ANYTHING)
            yield from _of_said((), record.progress, record.responses, record.figures)
        case Measure():
            yield Reference(("authority",), record.authority, frozenset({"authority"}))
            yield from _each(("about",), record.about, ANYTHING)
    for path, action in actions_of(record):
        yield from _of_action(path, action)


def _of_item(path: Path, item: Item) -> Iterator[Reference]:
    yield from _each((*path, "about"), item.about, ANYTHING)
    yield from _of_said(path, item.progress, item.responses, item.figures)
    for n, point in enumerate(item.points):
        yield from _each((*path, "points", n, "about"), point.about, ANYTHING)
    for n, outcome in enumerate(item.outcomes):
        yield from _of_outcome((*path, "outcomes", n), outcome)


def _of_outcome(path: Path, outcome: Outcome) -> Iterator[Reference]:
    yield from _each((*path, "about"), outcome.about, ANYTHING)
    yield from _each((*path, "makes"), outcome.makes, frozenset({"recommendation"}))
    if outcome.of:
        yield Reference((*path, "of"), outcome.of, frozenset({"item"}))
    yield from _of_said(path, outcome.progress, outcome.responses)


def _of_said(
    path: Path,
    progress: Iterable[Progress] = (),
    responses: Iterable[Response] = (),
    figures: Iterable[Figure] = (),
) -> Iterator[Reference]:
    for n, report in enumerate(progress):
        yield from _each((*path, "progress", n, "on"), report.on, REPORTED_ON)
    for n, response in enumerate(responses):
        yield Reference((*path, "responses", n, "to"), response.to, ANSWERED)
    for n, figure in enumerate(figures):
        yield Reference((*path, "figures", n, "measure"), figure.measure, frozenset({"measure"}))


def _of_action(path: Path, action: Action) -> Iterator[Reference]:
    yield from _each((*path, "recommendations"), action.recommendations, RECOMMENDATIONS)


def _each(path: Path, targets: Iterable[str], nouns: frozenset[str]) -> Iterator[Reference]:
    return (Reference((*path, n), target, nouns) for n, target in enumerate(targets))
