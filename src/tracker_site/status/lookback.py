"""Looking back: where a recommendation stood by some of what was said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import ResponseKind
from tracker_site.register.occasions import Answer
from tracker_site.status.due import DueDate, due_dates
from tracker_site.status.followed import breadths_of_part, response_by
from tracker_site.status.history import Breadths, Statement, Step, at_day, of_whole, trace
from tracker_site.status.standing import ResponseShown


@dataclass(frozen=True, slots=True)
class State:
    """Where a recommendation stood."""

    step: Step
    due_dates: tuple[tuple[str | None, PartialDate], ...]
    """The due dates, each with the key of the part that it is of; an unknown one was dropped."""
    response: ResponseShown | None
    proposed: tuple[tuple[str | None, ResponseKind], ...]
    """The answers that were only proposed where none was given, each with the key of the part that it was for."""


def state_by(recommendation: Recommendation, said: Sequence[Statement], wholes: Mapping[str, str]) -> State:
    """Return where a recommendation stood when no more than this had been said; `wholes` are as `trace` has them."""
    breadths = {recommendation.id: 0, recommendation.origin: 1}
    of_parts = {part.key: breadths_of_part(recommendation, part) for part in recommendation.parts}
    steps = of_whole([trace(said, one, wholes).steps for one in of_parts.values() or [breadths]])
    dates: list[tuple[str | None, tuple[DueDate, ...]]] = [
        (None, due_dates(recommendation.due, said, breadths)),
        *((part.key, due_dates(part.due, said, of_parts[part.key])) for part in recommendation.parts),
    ]
    return State(
        step=at_day(steps, date.max),
        due_dates=tuple((key, due[-1].date) for key, due in dates if due),
        response=response_by(recommendation, said),
        proposed=tuple(_proposed(recommendation, said, breadths)),
    )


def _proposed(
    recommendation: Recommendation, said: Sequence[Statement], breadths: Breadths
) -> Iterator[tuple[str | None, ResponseKind]]:
    """Yield the last answer to the whole, and to each part, where it was only proposed."""
    targets: list[tuple[str | None, Breadths]] = [(None, breadths)]
    targets += [(part.key, {f"{recommendation.id}/{part.key}": 0}) for part in recommendation.parts]
    for key, of in targets:
        answers = [one.what.response for one in said if one.target in of and isinstance(one.what, Answer)]
        if answers and answers[-1].standing == "proposed":
            yield key, answers[-1].response
