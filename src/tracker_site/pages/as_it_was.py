"""As it was: what the public record said of a recommendation on any day, for whoever looks one up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.labels import RESPONSES
from tracker_site.pages.page import Chip, chip
from tracker_site.status.due import DueDate
from tracker_site.status.history import at_day
from tracker_site.status.standing import RecommendationStanding

_Said = tuple[date, PartialDate, str]
"""A day on which something changed, its date as far as it is known, and the record that said so."""


@dataclass(frozen=True, slots=True)
class RecordSaying:
    """A record that changed what was to be said, and its date."""

    date: PartialDate
    record: Link


@dataclass(frozen=True, slots=True)
class DueThen:
    """A due date as it then was; of a part, with its key. An unknown one was dropped."""

    part: str | None
    date: PartialDate


@dataclass(frozen=True, slots=True)
class AsItWas:
    """What the record said from one day until the next on which anything changed."""

    day: date
    """The day where it sorts, which is the day that `--as-at` goes by."""
    said_by: tuple[RecordSaying, ...]
    chip: Chip
    due_dates: tuple[DueThen, ...]
    response: str | None


def as_it_was(guide: Guide, standing: RecommendationStanding) -> tuple[AsItWas, ...]:
    """Return what the record said of a recommendation from each day on which that changed, newest first."""
    issued = guide.register.days[standing.id]
    origin = guide.recommendation(standing.id).origin
    said = [(issued, standing.issued, origin), *_changes(guide, standing)]
    # What is said to have come before the issue was not seen before it.
    days = sorted({max(day, issued) for day, _, _ in said}, reverse=True)
    return tuple(
        _on(guide, standing, day, [one for one in said if max(one[0], issued) == day]) for day in days
    )


def _changes(guide: Guide, standing: RecommendationStanding) -> Iterator[_Said]:
    """Yield every change of its status, of who says so, of a due date and of the response."""
    for step in standing.steps:
        if step.record:
            yield step.day, step.date, step.record
    for due in (*standing.due_dates, *(due for part in standing.parts for due in part.due_dates)):
        if due.record:
            yield guide.register.days[due.record], guide.date_of(due.record), due.record
    for response in standing.responses:
        yield response.day, response.date, response.record


def _on(guide: Guide, standing: RecommendationStanding, day: date, said: Iterable[_Said]) -> AsItWas:
    records = {record: when for _, when, record in said}
    responses = [one.response for one in standing.responses if one.day <= day]
    return AsItWas(
        day=day,
        said_by=tuple(RecordSaying(when, guide.link(record)) for record, when in records.items()),
        chip=chip(at_day(standing.steps, day)),
        due_dates=tuple(_due(guide, standing, day)),
        response=RESPONSES[responses[-1]] if responses and responses[-1] else None,
    )


def _due(guide: Guide, standing: RecommendationStanding, day: date) -> Iterator[DueThen]:
    for part, dates in ((None, standing.due_dates), *((one.key, one.due_dates) for one in standing.parts)):
        by_then = [due for due in dates if _is_set(guide, due, day)]
        if by_then:
            yield DueThen(part, by_then[-1].date)


def _is_set(guide: Guide, due: DueDate, day: date) -> bool:
    return due.record is None or guide.register.days[due.record] <= day
