"""What can fairly be counted of each council: numbers with what they are out of, and what is left out of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tracker_site.dataset.federation.format import ActionTold, RecommendationTold, StandingTold, TrackerTold
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.promises import promise_of
from tracker_site.records.authority import Authority
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.statuses import COMMON, STEPS, Assurance
from tracker_site.register.natures import nature_of
from tracker_site.status.standing import RecommendationStanding, Standing


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
class _Seen:
    """What is looked at of a recommendation, whoever records it."""

    status: str
    assurance: Assurance
    is_dated: bool
    is_late: bool
    is_quiet: bool
    is_answered: bool


def compare_councils(guide: Guide, others: Iterable[Tracker]) -> tuple[Compared, ...]:
    """Return the councils of this tracker and of the others, by name."""
    own = (_own(guide, authority) for authority in guide.seen_of_kind(Authority))
    told = (one for other in others for one in _of_tracker(other))
    return tuple(sorted((*own, *told), key=lambda one: (one.name.casefold(), one.id)))


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


def _count(seen: Iterable[_Seen], promises: Iterable[bool], left_out: LeftOut) -> Counts:
    """Return the numbers; `promises` says of each promise that is open whether it has no date."""
    all_seen, undated = list(seen), list(promises)
    completed = [one for one in all_seen if one.status == "completed"]
    is_open = [one for one in all_seen if COMMON[one.status].phase == "open"]
    return Counts(
        recommendations=len(all_seen),
        completed={step: sum(one.assurance == step for one in completed) for step in STEPS},
        closed_otherwise=len(all_seen) - len(is_open) - len(completed),
        open=len(is_open),
        dated=sum(one.is_dated for one in all_seen),
        late=sum(one.is_late for one in all_seen),
        quiet=sum(one.is_quiet for one in is_open),
        answered=sum(one.is_answered for one in all_seen),
        promises_open=len(undated),
        promises_undated=sum(undated),
        left_out=left_out,
    )


# From the records of this site


def _own(guide: Guide, authority: Authority) -> Compared:
    standings = [one for id, one in guide.standings.recommendations.items() if _is_of(guide, id, authority)]
    actions = [one for id, one in guide.standings.actions.items() if _is_of(guide, id, authority)]
    counted = [one for one in standings if guide.recommendation(one.id).wording != "inferred"]
    return Compared(
        id=authority.id,
        name=authority.name,
        tracker=None,
        as_at=guide.standings.as_at,
        quiet_after=guide.site.quiet_after,
        counts=_count(
            (_seen(guide, one) for one in counted),
            (
                promise_of(guide, one.id) == "undated"
                for one in actions
                if not one.is_done and nature_of(guide.register, one.id) != "reported"
            ),
            _own_left_out(guide, authority, len(standings) - len(counted)),
        ),
        words=_own_words((*standings, *actions)),
    )


def _is_of(guide: Guide, target: str, authority: Authority) -> bool:
    return guide.authority_of(target) == authority.id


def _seen(guide: Guide, standing: RecommendationStanding) -> _Seen:
    parts = (part.due_dates[-1].date for part in standing.parts if part.due_dates)
    return _Seen(
        status=standing.status.common.key,
        assurance=standing.step.assurance,
        is_dated=any(due.is_known for due in (standing.due, *parts) if due),
        is_late=standing.late,
        is_quiet=standing.quiet,
        is_answered=guide.accounts.is_answered(standing.id),
    )


def _own_left_out(guide: Guide, authority: Authority, inferred: int) -> LeftOut:
    inspections = [one for one in guide.seen_of_kind(Inspection) if one.authority == authority.id]
    meetings = [
        one
        for one in guide.seen_of_kind(Meeting)
        if one.state == "held" and one.body.split("/")[0] == authority.id
    ]
    made = guide.register.made_by
    recorded = {one.id: sum(guide.is_seen(id) for id in made.get(one.id, ())) for one in inspections}
    return LeftOut(
        inferred=inferred,
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


def _own_words(standings: Iterable[Standing]) -> tuple[Word, ...]:
    statuses = (step.status for one in standings for step in (*one.steps, one.step))
    return _words((one.label, one.common.key) for one in statuses)


def _words(said: Iterable[tuple[str, str]]) -> tuple[Word, ...]:
    """Return each word that is not the common one, once."""
    return tuple(sorted({Word(label, means) for label, means in said if label != COMMON[means].label}))


# From what other trackers tell


def _of_tracker(tracker: Tracker) -> Iterator[Compared]:
    told = tracker.told
    made: defaultdict[str | None, list[RecommendationTold]] = defaultdict(list)
    for one in told.recommendations:
        made[one.authority].append(one)
    for council in told.authorities:
        all_told = made[council.id]
        counted = [one for one in all_told if one.wording != "inferred"]
        actions = [one for one in told.actions if one.authority == council.id]
        yield Compared(
            id=f"{tracker.key}:{council.id}",
            name=council.name,
            tracker=tracker,
            as_at=told.as_at,
            quiet_after=told.site.quiet_after,
            counts=_count(
                map(_seen_there, counted),
                (_is_undated(one) for one in actions if one.phase == "open" and one.nature != "reported"),
                _left_out_there(told, council.id, all_told),
            ),
            words=_words(_said_there((*all_told, *actions))),
        )


def _seen_there(told: RecommendationTold) -> _Seen:
    return _Seen(
        status=told.status,
        assurance=told.assurance,
        is_dated=any(due.is_known for due in (told.due, *(part.due for part in told.parts)) if due),
        is_late=told.late,
        is_quiet=told.quiet,
        is_answered=told.response is not None or bool(told.answered_by_plans),
    )


def _is_undated(told: ActionTold) -> bool:
    return not (told.late or told.standing or (told.due and told.due.is_known))


def _left_out_there(told: TrackerTold, council: str, made: Sequence[RecommendationTold]) -> LeftOut:
    inspections = [one for one in told.inspections if one.authority == council]
    meetings = [one for one in told.meetings if one.state == "held" and one.body.split("/")[0] == council]
    wordings = Counter(one.wording for one in made)
    recorded = Counter(one.origin for one in made)
    return LeftOut(
        inferred=wordings["inferred"],
        inspections=len(inspections),
        inspections_not_known=sum(
            _is_not_known(one.recommendations_made, recorded[one.id]) for one in inspections
        ),
        meetings=len(meetings),
        meetings_in_part=sum(one.covers == "part" for one in meetings),
    )


def _said_there(told: Iterable[StandingTold]) -> Iterator[tuple[str, str]]:
    for one in told:
        yield one.status_label, one.status
        for part in one.parts if isinstance(one, RecommendationTold) else ():
            yield part.status_label or COMMON[part.status].label, part.status
