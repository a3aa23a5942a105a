"""What can fairly be counted of each council: numbers with what they are out of, and what is left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Authority, Inspection, Meeting, Recommendation
from tracker_site.dataset.federation.format import NamedInspection, NamedMeeting
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dates import PartialDate
from tracker_site.records.statuses import STEPS, Assurance, Status
from tracker_site.status.claims import is_answered
from tracker_site.status.promises import sort_of


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A council's own word for a status, and the key of the common status that it means."""

    label: str
    means: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is known to be missing from the counts of a council."""

    inferred: int
    """Recommendations that are only read between the lines; nothing of them is counted."""
    inspections: int
    inspections_not_known: int
    """Inspections of which not all recommendations are known, or none."""
    meetings: int
    """Meetings that were held."""
    meetings_in_part: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a council, each beside the number that it is out of."""

    recommendations: int
    completed: Mapping[Assurance, int]
    """How many are completed, by who says so."""
    closed_otherwise: int
    open: int
    dated: int
    """How many have a due date, of their own or of a part."""
    late: int
    quiet: int
    answered: int
    promises_open: int
    promises_undated: int
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Compared:
    """A council among others: its name, whose records it is counted from, as at which day, and the numbers."""

    id: str
    name: str
    tracker: Tracker | None
    """None where the records are this site's own."""
    as_at: date
    quiet_after: int | None
    """The number of days after which its open recommendations are called quiet."""
    counts: Counts
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Council:
    """What is recorded of one council, whoever keeps the record."""

    recommendations: Sequence[Recommendation]
    actions: Sequence[Action]
    inspections: Sequence[Inspection | NamedInspection]
    meetings: Sequence[Meeting | NamedMeeting]


def compare_councils(dataset: Dataset, others: Iterable[Tracker]) -> tuple[Compared, ...]:
    """Return the councils of this tracker and of the others, by name."""
    imported = (one for other in others for one in _of_tracker(other))
    return tuple(sorted((*_own(dataset), *imported), key=lambda one: (one.name.casefold(), one.id)))


def comparison_data(compared: Iterable[Compared]) -> list[dict[str, Any]]:
    """Return the comparison for `data/tracker.json`; a council of another tracker is named `KEY:id`."""
    return [
        {
            "authority": one.id,
            "name": one.name,
            "tracker": one.tracker.key if one.tracker else None,
            "as_at": one.as_at.isoformat(),
            "quiet_after": one.quiet_after,
            **asdict(one.counts),
            "statuses": [asdict(word) for word in one.words],
        }
        for one in compared
    ]


def _own(dataset: Dataset) -> Iterator[Compared]:
    """Yield the councils of this tracker."""
    whole = _Council(
        tuple(dataset.recommendations.values()),
        tuple(dataset.actions.values()),
        dataset.of_kind(Inspection),
        dataset.of_kind(Meeting),
    )
    as_at, quiet_after = dataset.standings.as_at, dataset.site.quiet_after
    for one in dataset.of_kind(Authority):
        council = _only(whole, one.id)
        yield Compared(one.id, one.name, None, as_at, quiet_after, _count(council), _words(council))


def _of_tracker(tracker: Tracker) -> Iterator[Compared]:
    """Yield the councils of another tracker."""
    data = tracker.data
    whole = _Council(tracker.recommendations, data.actions, data.inspections, data.meetings)
    for one in data.authorities:
        council, id = _only(whole, one.id), f"{tracker.key}:{one.id}"
        counts, words = _count(council), _words(council)
        yield Compared(id, one.name, tracker, data.as_at, data.site.quiet_after, counts, words)


def _only(whole: _Council, authority: str) -> _Council:
    """Return what is recorded of one council of a tracker."""
    return _Council(
        [one for one in whole.recommendations if one.authority == authority],
        [one for one in whole.actions if one.authority == authority],
        [one for one in whole.inspections if one.authority == authority],
        [one for one in whole.meetings if one.state == "held" and one.body.split("/")[0] == authority],
    )


def _count(council: _Council) -> Counts:
    """Return the numbers of a council; what is only inferred is left out."""
    counted = [one for one in council.recommendations if not one.is_inferred]
    completed = [one for one in counted if one.status.common.key == "completed"]
    is_open = [one for one in counted if one.is_open]
    promises = [one for one in council.actions if one.is_open and one.nature != "reported"]
    return Counts(
        recommendations=len(counted),
        completed={step: sum(one.assurance == step for one in completed) for step in STEPS},
        closed_otherwise=len(counted) - len(is_open) - len(completed),
        open=len(is_open),
        dated=sum(any(due.is_known for due in _due_dates(one)) for one in counted),
        late=sum(one.late for one in counted),
        quiet=sum(one.quiet for one in is_open),
        answered=sum(is_answered(one.response, one.answered_by_plans) for one in counted),
        promises_open=len(promises),
        promises_undated=sum(_is_undated(one) for one in promises),
        left_out=_left_out(council),
    )


def _due_dates(one: Recommendation) -> Iterator[PartialDate]:
    yield from (due for due in (one.due, *(part.due for part in one.parts)) if due)


def _is_undated(action: Action) -> bool:
    return sort_of(action.late, action.status, action.due, is_duty=action.standing) == "undated"


def _left_out(council: _Council) -> LeftOut:
    recorded = Counter(one.origin for one in council.recommendations)
    return LeftOut(
        inferred=sum(one.is_inferred for one in council.recommendations),
        inspections=len(council.inspections),
        inspections_not_known=sum(
            _is_not_known(one.recommendations_made, recorded[one.id]) for one in council.inspections
        ),
        meetings=len(council.meetings),
        meetings_in_part=sum(one.covers == "part" for one in council.meetings),
    )


def _is_not_known(made: int | None, recorded: int) -> bool:
    """Whether recommendations of an inspection are missing: it made more than are recorded, or nobody knows."""
    return recorded == 0 if made is None else made > recorded


def _words(council: _Council) -> tuple[Word, ...]:
    """Return each word for a status that is not the common one, once."""
    everything: list[Recommendation | Action] = [*council.recommendations, *council.actions]
    statuses = {status for one in everything for status in _statuses(one)}
    own = (Word(one.label, one.common.key) for one in statuses if one.label != one.common.label)
    return tuple(sorted(own))


def _statuses(one: Recommendation | Action) -> Iterator[Status]:
    yield Status(one.status_label, one.status.common)
    yield from (step.status for step in one.steps)
    for part in one.parts if isinstance(one, Recommendation) else ():
        yield Status(part.status_label or part.status.label, part.status.common)
