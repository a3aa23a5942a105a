"""Counts of each council that can fairly stand side by side: each with what it is out of, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, InstanceOf, PlainSerializer

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Authority, Inspection, Meeting, Recommendation
from tracker_site.dataset.federation.format import NamedAuthority, NamedInspection, NamedMeeting
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.records.statuses import STEPS, Status
from tracker_site.status.promises import sort_of


class Word(BaseModel, frozen=True, defer_build=True):
    """A council's own word for a status, and the key of the common status that it means."""

    label: str
    means: str


class LeftOut(BaseModel, frozen=True, defer_build=True):
    """What is known to be missing from the counts of a council."""

    inferred: int
    """Recommendations that are only read between the lines; nothing of them is counted."""
    inspections: int
    inspections_not_known: int
    """Inspections of which not all recommendations are known, or none."""
    meetings: int
    """Meetings that were held."""
    meetings_in_part: int


class Compared(BaseModel, frozen=True, defer_build=True):
    """A council among others, as `data/tracker.json` has it; each number stands beside the one that it is out of."""

    id: Annotated[str, Field(serialization_alias="authority")]
    """Its id; of a council of another tracker `KEY:id`."""
    name: str
    tracker: Annotated[InstanceOf[Tracker] | None, PlainSerializer(lambda one: one and one.key)]
    """The tracker whose records it is counted from; None for this site's own."""
    as_at: date
    quiet_after: int | None
    """The number of days after which its open recommendations are called quiet."""
    recommendations: int
    completed: Mapping[str, int]
    """How many are completed, by who says so."""
    completed_for_whole: Mapping[str, int]
    """Of how many of these they said so only of an inspection, an inquiry or a meeting as a whole."""
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
    words: Annotated[tuple[Word, ...], Field(serialization_alias="statuses")]


@dataclass(frozen=True, slots=True)
class _Records:
    """What a tracker records: this one, or another."""

    tracker: Tracker | None
    as_at: date
    quiet_after: int | None
    councils: Sequence[Authority | NamedAuthority]
    recommendations: Sequence[Recommendation]
    actions: Sequence[Action]
    inspections: Sequence[Inspection | NamedInspection]
    meetings: Sequence[Meeting | NamedMeeting]


def compare_councils(dataset: Dataset, others: Iterable[Tracker]) -> tuple[Compared, ...]:
    """Return the councils of this tracker and of the others, by name."""
    trackers = (_own(dataset), *map(_imported, others))
    compared = (_compared(records, council) for records in trackers for council in records.councils)
    return tuple(sorted(compared, key=lambda one: (one.name.casefold(), one.id)))


def _own(dataset: Dataset) -> _Records:
    return _Records(
        None,
        dataset.standings.as_at,
        dataset.site.quiet_after,
        dataset.of_kind(Authority),
        tuple(dataset.recommendations.values()),
        tuple(dataset.actions.values()),
        dataset.of_kind(Inspection),
        dataset.of_kind(Meeting),
    )


def _imported(tracker: Tracker) -> _Records:
    data = tracker.data
    return _Records(
        tracker,
        data.as_at,
        data.site.quiet_after,
        data.authorities,
        tracker.recommendations,
        data.actions,
        data.inspections,
        data.meetings,
    )


def _compared(records: _Records, council: Authority | NamedAuthority) -> Compared:
    """Return the counts of one council of a tracker; what is only inferred is left out."""
    recommendations = [one for one in records.recommendations if one.authority == council.id]
    actions = [one for one in records.actions if one.authority == council.id]
    counted = [one for one in recommendations if not one.is_inferred]
    done = [one for one in counted if one.status.common.key == "completed"]
    completed = Counter(one.assurance for one in done)
    for_whole = Counter(one.assurance for one in done if one.stated_for_whole)
    is_open = [one for one in counted if one.is_open]
    promises = [one for one in actions if one.is_open and one.nature != "reported"]
    return Compared(
        id=f"{records.tracker.key}:{council.id}" if records.tracker else council.id,
        name=council.name,
        tracker=records.tracker,
        as_at=records.as_at,
        quiet_after=records.quiet_after,
        recommendations=len(counted),
        completed={step: completed[step] for step in STEPS},
        completed_for_whole={step: for_whole[step] for step in STEPS},
        closed_otherwise=len(counted) - len(is_open) - completed.total(),
        open=len(is_open),
        dated=sum(map(_is_dated, counted)),
        late=sum(one.late for one in is_open),
        quiet=sum(one.quiet is True for one in is_open),
        answered=sum(one.is_answered for one in counted),
        promises_open=len(promises),
        promises_undated=sum(map(_is_undated, promises)),
        left_out=_left_out(records, council.id, recommendations),
        words=_words((*recommendations, *actions)),
    )


def _is_dated(one: Recommendation) -> bool:
    return any(due.is_known for due in (one.due, *(part.due for part in one.parts)) if due)


def _is_undated(action: Action) -> bool:
    return sort_of(action.late, action.status, action.due, is_duty=action.standing) == "undated"


def _left_out(records: _Records, council: str, recommendations: Sequence[Recommendation]) -> LeftOut:
    inspections = [one for one in records.inspections if one.authority == council]
    meetings = [one for one in records.meetings if one.state == "held" and one.body.split("/")[0] == council]
    recorded = Counter(one.origin for one in recommendations)
    return LeftOut(
        inferred=sum(one.is_inferred for one in recommendations),
        inspections=len(inspections),
        inspections_not_known=sum(
            _is_not_known(one.recommendations_made, recorded[one.id]) for one in inspections
        ),
        meetings=len(meetings),
        meetings_in_part=sum(one.covers == "part" for one in meetings),
    )


def _is_not_known(made: int | None, recorded: int) -> bool:
    """Whether recommendations of an inspection are missing: it made more than are recorded, or nobody knows."""
    return recorded == 0 if made is None else made > recorded


def _words(entities: Iterable[Recommendation | Action]) -> tuple[Word, ...]:
    """Return each word for a status that is not the common one, once."""
    statuses = {status for one in entities for status in _statuses(one)}
    own = sorted((one.label, one.common.key) for one in statuses if one.label != one.common.label)
    return tuple(Word(label=label, means=means) for label, means in own)


def _statuses(one: Recommendation | Action) -> Iterator[Status]:
    yield Status(one.status_label, one.status.common)
    yield from (step.status for step in one.steps)
    for part in one.parts if isinstance(one, Recommendation) else ():
        yield Status(part.status_label or part.status.label, part.status.common)
