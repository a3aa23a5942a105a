"""As it was: what the public record said of a recommendation on any day, for whoever looks one up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate
from tracker_site.labels import RESPONSES
from tracker_site.status.due import DueDate
from tracker_site.status.history import Step, at_day
from tracker_site.status.standing import RecommendationStanding

_Said = tuple[date, PartialDate, str]
"""A day on which something changed, its date as far as it is known, and the record that said so."""


@dataclass(frozen=True, slots=True)
class AsItWas:
    """What the record said from one day until the next on which anything changed."""

    day: date
    """The day where it sorts, which is the day that `--as-at` goes by."""
    said_by: tuple[tuple[PartialDate, Ref], ...]
    """The records that changed what was to be said, each with its date."""
    step: Step
    due_dates: tuple[tuple[str | None, PartialDate], ...]
    """The due dates as they then were, each with the key of the part that it is of; an unknown one was dropped."""
    response: str | None


def as_it_was(guide: Guide, standing: RecommendationStanding) -> tuple[AsItWas, ...]:
    """Return what the record said of a recommendation from each day on which that changed, newest first."""
    issued = guide.register.days[standing.id]
    origin = guide.register.recommendation(standing.id).origin
    records: defaultdict[date, dict[str, PartialDate]] = defaultdict(dict)
    for day, when, record in ((issued, standing.issued, origin), *_changes(guide, standing)):
        # What is said to have come before the issue was not seen before it.
        records[max(day, issued)][record] = when
    return tuple(_on(guide, standing, day, records[day]) for day in sorted(records, reverse=True))


def _changes(guide: Guide, standing: RecommendationStanding) -> Iterator[_Said]:
    """Yield every change of its status, of who says so, of a due date and of the response."""
    for step in standing.steps:
        if step.record:
            yield step.day, step.date, step.record
    for _, dates in _due_dates(standing):
        for due in dates:
            if due.record:
                yield guide.register.days[due.record], guide.date_of(due.record), due.record
    for response in standing.responses:
        yield response.day, response.date, response.record


def _on(
    guide: Guide, standing: RecommendationStanding, day: date, records: Mapping[str, PartialDate]
) -> AsItWas:
    responses = [one.response for one in standing.responses if one.day <= day]
    return AsItWas(
        day=day,
        said_by=tuple((when, guide.ref(record)) for record, when in records.items()),
        step=at_day(standing.steps, day),
        due_dates=tuple(_due(guide, standing, day)),
        response=RESPONSES[responses[-1]] if responses and responses[-1] else None,
    )


def _due(
    guide: Guide, standing: RecommendationStanding, day: date
) -> Iterator[tuple[str | None, PartialDate]]:
    for part, dates in _due_dates(standing):
        by_then = [due for due in dates if due.record is None or guide.register.days[due.record] <= day]
        if by_then:
            yield part, by_then[-1].date


def _due_dates(standing: RecommendationStanding) -> Iterator[tuple[str | None, tuple[DueDate, ...]]]:
    """Yield its due dates, then those of each part with its key."""
    yield None, standing.due_dates
    yield from ((part.key, part.due_dates) for part in standing.parts)
