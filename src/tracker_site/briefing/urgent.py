"""What is urgent at the next meeting of a body: each entity once, under the first reason that holds for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tracker_site.briefing.body import Body, day, successors
from tracker_site.dataset.guide import Guide
from tracker_site.records.meeting import ASKED, Item, Meeting, Outcome
from tracker_site.status.claims import answered_by
from tracker_site.status.due import DueDate
from tracker_site.status.silence import News
from tracker_site.status.standing import (
    ActionStanding,
    Deadline,
    PartStanding,
    RecommendationStanding,
    Standing,
    next_due_date,
)

Reason = Literal["put", "running", "asked", "late", "dropped", "missed", "claimed", "due", "quiet"]
"""Why an entity is urgent, the most urgent first: it was put to this body and is not answered; a deadline runs out;
this body asked for it and was not answered; its due date has passed; its date was dropped; a deadline has passed; it
was closed on the council's word alone; it is due soon; nothing was heard of it for long."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a meeting asked for and that has no record of its own to follow it by."""

    meeting: Meeting
    item: Item
    outcome: Outcome
    since: News | None
    """The first record, not certainly before it, that deals with the same."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the outcome is about."""
        return self.item.subjects_of(self.outcome)


Entity = Standing | Deadline | Request


@dataclass(frozen=True, slots=True)
class Urgent:
    """An entity, and why it is urgent."""

    reason: Reason
    entity: Entity


def urgent_entities(body: Body) -> tuple[Urgent, ...]:
    """Return what is urgent at the next meeting of a body, the most urgent first."""
    found: dict[Reason, list[Entity]] = {reason: [] for reason in get_args(Reason)}
    for clock in _clocks(body):
        if clock.state == "running":
            found["running" if _runs_out_soon(body, clock) else "due"].append(clock)
        else:
            found["missed"].append(clock)
    reasons = [(reason, one) for one in body.standings if (reason := _reason(body, one))]
    for reason, standing in sorted(reasons, key=lambda pair: _order(body, *pair)):
        found[reason].append(standing)
    found["asked"] = [*found["asked"], *_requests(body)]
    found["asked"].sort(key=lambda one: _order_of_asked(body, one))
    return tuple(Urgent(reason, one) for reason, entities in found.items() for one in entities)


def concerned(guide: Guide, entity: Entity) -> tuple[str, ...]:
    """Return what an entity is about, its concern first: what an action answers, whose deadline it is, and itself."""
    known = guide.standings.recommendations
    match entity:
        case Deadline(record=id) | RecommendationStanding(id=id):
            return (id,)
        case ActionStanding(id=id):
            return (*answered_by(guide.standings, id), id)
        case Request(meeting=meeting, item=item, outcome=outcome):
            named = [id for one in entity.subjects if (id := one.split("/")[0]) in known]
            if named and outcome.verb == "requested":
                return (*named, *entity.subjects)
            return (f"{meeting.id}/{meeting.items.index(item)}/{item.outcomes.index(outcome)}",)
    raise AssertionError(entity)


def id_of(entity: Entity) -> str:
    """Return the id of what an urgent entity leads to: a deadline to its record, a request to its meeting."""
    if isinstance(entity, Request):
        return entity.meeting.id
    return entity.record if isinstance(entity, Deadline) else entity.id


def is_unanswered(guide: Guide, standing: Standing) -> bool:
    """Whether an open entity that was asked for has had no answer on record.

    A recommendation is answered by a response or an action plan, an action by anything that is recorded of it since;
    one that is not due yet, or that is done again and again, is not waited for.
    """
    if not standing.status.is_open:
        return False
    if isinstance(standing, RecommendationStanding):
        return not guide.accounts.is_answered(standing.id)
    to_come = standing.due is not None and standing.due.is_known and not standing.late
    return standing.last_news is None and not to_come and not guide.register.actions[standing.id].standing


def parts_of(standing: Standing) -> tuple[PartStanding, ...]:
    """Return the parts of a recommendation; an action has none."""
    return standing.parts if isinstance(standing, RecommendationStanding) else ()


def _reason(body: Body, standing: Standing) -> Reason | None:
    """Return the first reason why a recommendation or an action is urgent; None where another took its place."""
    guide = body.guide
    if successors(guide, standing.id):
        return None
    if standing.id in body.put_to_it | body.own and is_unanswered(guide, standing):
        return "put" if standing.id in body.put_to_it else "asked"
    if standing.late:
        return "late"
    if _is_without_its_date(standing):
        return "dropped"
    if guide.accounts.is_on_own_word(standing):
        return "claimed"
    if _is_due_soon(body, standing):
        return "due"
    return "quiet" if standing.quiet else None


def _order(body: Body, reason: Reason, standing: Standing) -> tuple[int, str]:
    """Return where an entity stands among those of its reason: what is not answered by the newest, others by day."""
    as_at, days = body.guide.standings.as_at, body.guide.register.days
    match reason:
        case "put" | "asked":
            record = standing.record if isinstance(standing, ActionStanding) else standing.id
            return -days[record].toordinal(), standing.id
        case "late":
            return day(standing.was_due, date.min).toordinal(), standing.id
        case "claimed":
            return -standing.step.day.toordinal(), standing.id
        case "due":
            return day(next_due_date(standing, as_at), date.max).toordinal(), standing.id
    last = standing.last_news.record if standing.last_news else standing.id.split("/")[0]
    return days[last].toordinal(), standing.id


def _is_without_its_date(standing: Standing) -> bool:
    """Whether an open entity, or an open part of one, had a due date and has none since that was dropped."""
    of_parts = (one.due_dates for one in parts_of(standing) if one.step.status.is_open)
    return standing.status.is_open and any(map(is_dropped, (standing.due_dates, *of_parts)))


def is_dropped(dates: Sequence[DueDate]) -> bool:
    """Whether the last of due dates is that there is none any more."""
    return any(one.date.is_known for one in dates) and not dates[-1].date.is_known


def _is_due_soon(body: Body, standing: Standing) -> bool:
    """Whether it may be due before the meeting after the next.

    Where that meeting is not known it is every date to come, except of what has gone quiet: that weighs more.
    """
    due = next_due_date(standing, body.guide.standings.as_at) if standing.status.is_open else None
    after = body.coming[1].date.latest if len(body.coming) > 1 else None
    if due is None or after is None:
        return due is not None and not standing.quiet
    return day(due, date.min) <= after


def _runs_out_soon(body: Body, clock: Deadline) -> bool:
    """Whether a deadline may run out before the meeting after the next, as far as that is known."""
    ends = [meeting.date.latest for meeting in body.coming[:2] if meeting.date.latest]
    return not ends or day(clock.deadline, date.min) <= ends[-1]


def _clocks(body: Body) -> list[Deadline]:
    """Return the deadlines of a body that have passed or run and still matter, the earliest first."""
    records = body.records | {one.id for one in body.recommendations}
    found = [
        one
        for one in body.guide.standings.deadlines
        if one.record in records and one.state in ("passed", "running")
    ]
    return sorted(
        (one for one in found if _is_waited_for(body.guide, one)),
        key=lambda one: (day(one.deadline, date.max), one.record, one.key),
    )


def _is_waited_for(guide: Guide, clock: Deadline) -> bool:
    """Whether a deadline still matters: what is closed needs no answer, and what was answered has one."""
    standing = guide.standings.recommendations.get(clock.record)
    if standing is None:
        return True
    if clock.is_about_an_answer and guide.accounts.is_answered(standing.id):
        return False
    later = [guide.standings.recommendations[id] for id in successors(guide, standing.id)]
    return any(one.status.is_open for one in later or [standing])


def _order_of_asked(body: Body, entity: Entity) -> int:
    """Order what was asked for: all of the last meeting before what is older, its bare requests last of it."""
    if not isinstance(entity, Standing):
        return 1
    is_action = isinstance(entity, ActionStanding)
    origin = entity.id.split("/")[0] if is_action else body.guide.recommendation(entity.id).origin
    return 0 if body.last and origin == body.last.id else 2


def _requests(body: Body) -> Iterator[Request]:
    """Yield what the last meeting asked for without making a recommendation or an action of it."""
    for item in body.last.items if body.last else ():
        for outcome in item.outcomes:
            if body.last and outcome.verb in ASKED and not (outcome.makes or outcome.actions):
                since = _dealt_with_since(body.guide, body.last, item, outcome)
                yield Request(body.last, item, outcome, since)


def _dealt_with_since(guide: Guide, meeting: Meeting, item: Item, outcome: Outcome) -> News | None:
    """Return the first record that is not certainly before a meeting and deals with what an outcome of it is about."""
    about = {*item.subjects_of(outcome), *([f"{meeting.id}/{item.key}"] if item.key else [])}
    for occasion in guide.register.occasions:
        if (
            occasion.record != meeting.id
            and guide.is_seen(occasion.record)
            and not occasion.date.is_before(meeting.date)
            and not _is_planned(guide, occasion.record)
            and any(about.intersection(mention.about) for mention in occasion.mentions)
        ):
            return News(occasion.date, occasion.record)
    return None


def _is_planned(guide: Guide, record: str) -> bool:
    meeting = guide.register.records.by_id[record]
    return isinstance(meeting, Meeting) and meeting.state in ("scheduled", "cancelled")
