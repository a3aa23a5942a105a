"""What is urgent at the next meeting of a body: each entity once, under the first reason that holds for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, get_args

from tracker_site.briefing.body import Body, Subject, day, outcomes_of, successors
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.records.meeting import ASKED, Item, Meeting, Outcome
from tracker_site.status.claims import answered_by, is_on_own_word
from tracker_site.status.due import DueDate
from tracker_site.status.silence import News
from tracker_site.status.standing import Deadline

Reason = Literal["put", "running", "asked", "late", "dropped", "missed", "claimed", "due", "quiet"]
"""Why an entity is urgent, the most urgent first: it was put to this body and is not answered; a deadline runs out;
this body asked for it and was not answered; its due date has passed; its date was dropped; a deadline has passed; it
was closed on the council's word alone; it is due soon; nothing was heard of it for long."""

REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a meeting asked for and that has no record of its own to follow it by."""

    meeting: Meeting
    item: Item
    outcome: Outcome
    since: News | None
    """The first record, not certainly before it, that deals with the same."""


Entity = Subject | Deadline | Request


class Urgent(NamedTuple):
    """An entity, and why it is urgent."""

    reason: Reason
    entity: Entity


def urgent_entities(body: Body) -> tuple[Urgent, ...]:
    """Return what is urgent at the next meeting of a body, the most urgent first."""
    found = [Urgent(_reason_of_deadline(body, one), one) for one in _deadlines(body)]
    found += [Urgent(reason, one) for one in body.subjects if (reason := _reason(body, one))]
    found += [Urgent("asked", one) for one in _requests(body)]
    return tuple(sorted(found, key=partial(_order, body)))


def concerned(data: Dataset, entity: Entity) -> tuple[str, ...]:
    """Return what an entity is about, its concern first: what an action answers, whose deadline it is, and itself."""
    match entity:
        case Request(meeting=meeting, item=item, outcome=outcome):
            subjects = item.subjects_of(outcome)
            named = [id for one in subjects if (id := one.split("/")[0]) in data.recommendations]
            if named and outcome.verb == "requested":
                return (*named, *subjects)
            return (f"{meeting.id}/{meeting.items.index(item)}/{item.outcomes.index(outcome)}",)
        case Action(id=id):
            return (*answered_by(data.standings, id), id)
    return (id_of(entity),)


def id_of(entity: Entity) -> str:
    """Return the id of what an urgent entity leads to: a deadline to its record, a request to its meeting."""
    if isinstance(entity, Request):
        return entity.meeting.id
    return entity.record if isinstance(entity, Deadline) else entity.id


def is_unanswered(one: Subject) -> bool:
    """Whether what is open and was asked for has had no answer on record.

    A recommendation is answered by a response or an action plan, an action by anything that is recorded of it since;
    one that is not due yet, or that is done again and again, is not waited for.
    """
    if isinstance(one, Recommendation):
        return one.is_open and not one.is_answered
    return one.last_news is None and not one.standing and one.promise in ("late", "undated")


def is_dropped(dates: Sequence[DueDate]) -> bool:
    """Whether the last of due dates is that there is none any more."""
    return any(one.date.is_known for one in dates) and not dates[-1].date.is_known


def _reason(body: Body, one: Subject) -> Reason | None:
    """Return the first reason why a recommendation or an action is urgent; None where another took its place."""
    data = body.data
    if successors(data, one.id):
        return None
    if one.id in body.put_to_it | body.own and is_unanswered(one):
        return "put" if one.id in body.put_to_it else "asked"
    if one.late:
        return "late"
    if _is_without_its_date(one):
        return "dropped"
    if is_on_own_word(data.standings, one):
        return "claimed"
    if _is_due_soon(body, one):
        return "due"
    return "quiet" if one.quiet else None


def _is_without_its_date(one: Subject) -> bool:
    """Whether what is open, or an open part of it, had a due date and has none since that was dropped."""
    parts = one.parts if isinstance(one, Recommendation) else ()
    of_parts = (part.due_dates for part in parts if part.status.is_open)
    return one.is_open and any(map(is_dropped, (one.due_dates, *of_parts)))


def _is_due_soon(body: Body, one: Subject) -> bool:
    """Whether it may be due before the meeting after the next.

    Where that meeting is not known it is every date to come, except of what has gone quiet: that weighs more.
    """
    due = body.next_due(one) if one.is_open else None
    after = body.coming[1].date.latest if len(body.coming) > 1 else None
    if due is None or after is None:
        return due is not None and not one.quiet
    return day(due, date.min) <= after


def _order(body: Body, urgent: Urgent) -> tuple[int, int, int, str]:
    """Return where an entity stands: by its reason, the deadlines first.

    Of what was asked for, all of the last meeting comes before what is older, its bare requests last of it.
    """
    reason, one = urgent
    place = REASONS.index(reason)
    if isinstance(one, Deadline):
        return place, 0, day(one.deadline, date.max).toordinal(), f"{one.record} {one.key}"
    if isinstance(one, Request):
        return place, 2, 0, ""
    origin = one.record if isinstance(one, Action) else one.origin
    is_new = reason == "asked" and body.last is not None and origin == body.last.id
    return place, 1 if is_new else 3, _day(body, reason, one), one.id


def _day(body: Body, reason: Reason, one: Subject) -> int:
    """Return the day by which an entity stands among those of its reason; what is not answered, the newest first."""
    record, days = one.id.split("/")[0], body.data.register.days
    match reason:
        case "put" | "asked":
            return -days[record].toordinal()
        case "late":
            return day(one.was_due, date.min).toordinal()
        case "claimed":
            return -one.step.day.toordinal()
        case "due":
            return day(body.next_due(one), date.max).toordinal()
    return days[one.last_news.record if one.last_news else record].toordinal()


def _deadlines(body: Body) -> Iterator[Deadline]:
    """Yield the deadlines of a body that have passed or run, and still matter."""
    records = body.records.union(body.ids)
    for one in body.data.deadlines:
        if one.record in records and one.state in ("passed", "running") and _is_waited_for(body.data, one):
            yield one


def _is_waited_for(data: Dataset, one: Deadline) -> bool:
    """Whether a deadline still matters: what is closed needs no answer, and what was answered has one."""
    asked = data.recommendations.get(one.record)
    if asked is None:
        return True
    if one.is_about_an_answer and asked.is_answered:
        return False
    return any(data.recommendations[id].is_open for id in successors(data, one.record) or [one.record])


def _reason_of_deadline(body: Body, one: Deadline) -> Reason:
    """Return whether a deadline has passed, or may run out before the meeting after the next as far as is known."""
    if one.state == "passed":
        return "missed"
    ends = [meeting.date.latest for meeting in body.coming[:2] if meeting.date.latest]
    return "running" if not ends or day(one.deadline, date.min) <= ends[-1] else "due"


def _requests(body: Body) -> Iterator[Request]:
    """Yield what the last meeting asked for without making a recommendation or an action of it."""
    for item, outcome in outcomes_of(body.last):
        if body.last and outcome.verb in ASKED and not (outcome.makes or outcome.actions):
            yield Request(body.last, item, outcome, _dealt_with_since(body.data, body.last, item, outcome))


def _dealt_with_since(data: Dataset, meeting: Meeting, item: Item, outcome: Outcome) -> News | None:
    """Return the first record that is not certainly before a meeting and deals with what an outcome of it is about."""
    about = {*item.subjects_of(outcome), *([f"{meeting.id}/{item.key}"] if item.key else [])}
    for occasion in data.register.occasions:
        record = data.register.records.by_id[occasion.record]
        if (
            record.id != meeting.id
            and data.is_seen(record.id)
            and not data.register.is_before(record.id, meeting.id)
            and not (isinstance(record, Meeting) and record.state in ("scheduled", "cancelled"))
            and any(about.intersection(mention.about) for mention in occasion.mentions)
        ):
            return News(occasion.date, occasion.record)
    return None
