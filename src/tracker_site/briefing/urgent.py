"""What presses at the next meeting of a body: each thing once, under the first reason that holds for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker_site.briefing.body import Business, successors
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.records.meeting import ASKED, Item, Meeting, Outcome
from tracker_site.status.due import next_due_date, passed_due_date
from tracker_site.status.standing import (
    ActionStanding,
    ClockStanding,
    DueDate,
    News,
    RecommendationStanding,
    Standing,
)

Sort = Literal["put", "running", "asked", "late", "dropped", "missed", "claimed", "due", "quiet"]
"""Why a thing presses, what presses most first: it was put to this body and is not answered; a deadline runs out;
this body asked for it and was not answered; its due date has passed; its date was
dropped; a deadline has passed; it was closed on the
council's word alone; it is due soon; nothing was heard of it for long."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a meeting asked for and that has no record of its own to follow it by."""

    meeting: Meeting
    item: Item
    outcome: Outcome
    since: News | None
    """The first record, not certainly before it, that deals with the same matter."""


Thing = Standing | ClockStanding | Request


@dataclass(frozen=True, slots=True)
class Reason:
    """A thing, and why it presses."""

    sort: Sort
    thing: Thing


def pressing(guide: Guide, business: Business) -> tuple[Reason, ...]:
    """Return what presses at the next meeting of a body, the most pressing first."""
    as_at = guide.standings.as_at
    left = _Left(one for one in business.standings if not successors(guide, one.id))
    put = left.take(
        lambda one: one.id in business.put_to_it and is_unanswered(guide, one), _newest_first(guide)
    )
    asked = left.take(lambda one: one.id in business.own and is_unanswered(guide, one), _newest_first(guide))
    late = left.take(lambda one: one.late, lambda one: _day(passed_due_date(one, as_at), date.min))
    dropped = left.take(is_without_its_date, lambda one: _last_heard(guide, one))
    claimed = left.take(guide.accounts.is_on_own_word, lambda one: -one.step.day.toordinal())
    due = left.take(
        lambda one: _is_due_by(one, as_at, business.coming),
        lambda one: _day(next_due_date(one, as_at), date.max),
    )
    quiet = left.take(lambda one: one.quiet, lambda one: _last_heard(guide, one))
    clocks = _clocks(guide, business)
    running = [one for one in clocks if one.state == "running"]
    soon = [one for one in running if _runs_out_soon(one, business)]
    found: tuple[tuple[Sort, Iterable[Thing]], ...] = (
        ("put", put),
        ("running", soon),
        ("asked", _last_meeting_first(guide, business, asked)),
        ("late", late),
        ("dropped", dropped),
        ("missed", [one for one in clocks if one.state == "passed"]),
        ("claimed", claimed),
        ("due", [*(one for one in running if one not in soon), *due]),
        ("quiet", quiet),
    )
    return tuple(Reason(sort, thing) for sort, things in found for thing in things)


def is_unanswered(guide: Guide, standing: Standing) -> bool:
    """Whether an open thing that was asked for has had no answer on record.

    A recommendation is answered by a response or an action plan, an action by anything that is recorded of it since;
    one that is not due yet, or that is done again and again, is not waited for.
    """
    if not standing.status.is_open:
        return False
    if isinstance(standing, RecommendationStanding):
        return not guide.accounts.is_answered(standing.id)
    to_come = standing.due is not None and standing.due.is_known and not standing.late
    return standing.last_news is None and not to_come and not guide.register.actions[standing.id].standing


def is_about_an_answer(clock: ClockStanding) -> bool:
    """Whether a deadline is that for the answer to a recommendation, as its title says."""
    title = clock.clock.title.casefold()
    about = ("answer", "respon", "repl")
    return clock.clock.applies_to.record == "recommendation" and any(word in title for word in about)


def is_without_its_date(standing: Standing) -> bool:
    """Whether an open thing, or an open part of one, had a due date and has none since that was dropped."""
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    dates_of_open = [standing.due_dates, *(one.due_dates for one in parts if one.step.status.is_open)]
    return standing.status.is_open and any(_is_dropped(dates) for dates in dates_of_open)


def _is_dropped(dates: Sequence[DueDate]) -> bool:
    return any(one.date.is_known for one in dates) and not dates[-1].date.is_known


class _Left:
    """What was not taken yet: each thing is asked about once."""

    def __init__(self, standings: Iterable[Standing]) -> None:
        self._left = {one.id: one for one in standings}

    def take(
        self, wanted: Callable[[Standing], bool], order: Callable[[Standing], date | int]
    ) -> tuple[Standing, ...]:
        """Return what is wanted of what is left, in order."""
        taken = [one for one in self._left.values() if wanted(one)]
        for one in taken:
            del self._left[one.id]
        return tuple(sorted(taken, key=lambda one: (order(one), one.id)))


def _last_meeting_first(guide: Guide, business: Business, asked: Iterable[Standing]) -> Iterator[Thing]:
    """Yield what was asked for, the newest first: all of the last meeting before what is older."""
    last = business.last.id if business.last else None
    of_last = {one.id: _asked_in(guide, one.id) == last for one in asked}
    yield from (one for one in asked if of_last[one.id])
    yield from _requests(guide, business)
    yield from (one for one in asked if not of_last[one.id])


def _asked_in(guide: Guide, target: str) -> str:
    """Return the record that asked for a recommendation or an action."""
    return target.split("/")[0] if "/" in target else guide.recommendation(target).origin


def _requests(guide: Guide, business: Business) -> tuple[Request, ...]:
    """Return what the last meeting asked for without making a recommendation or an action of it."""
    meeting = business.last
    if meeting is None:
        return ()
    return tuple(
        Request(meeting, item, outcome, _dealt_with_since(guide, meeting, item, outcome))
        for item in meeting.items
        for outcome in item.outcomes
        if outcome.verb in ASKED and not (outcome.makes or outcome.actions)
    )


def _dealt_with_since(guide: Guide, meeting: Meeting, item: Item, outcome: Outcome) -> News | None:
    """Return the first record that is not certainly before a meeting and deals with what an outcome of it is about."""
    about = set(item.subjects_of(outcome))
    about |= {f"{meeting.id}/{item.key}"} if item.key else set()
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


def _clocks(guide: Guide, business: Business) -> tuple[ClockStanding, ...]:
    """Return the deadlines that have passed or run, the earliest first."""
    records = business.records | {one.id for one in business.recommendations}
    found = [
        one
        for one in guide.standings.clocks
        if one.record in records and one.state in ("passed", "running") and _is_waited_for(guide, one)
    ]
    return tuple(sorted(found, key=lambda one: (_day(one.deadline, date.max), one.record, one.clock.key)))


def _is_waited_for(guide: Guide, clock: ClockStanding) -> bool:
    """Whether a deadline still matters: what is closed needs no answer, and what was answered has one."""
    standing = guide.standings.recommendations.get(clock.record)
    if standing is None:
        return True
    if is_about_an_answer(clock) and guide.accounts.is_answered(standing.id):
        return False
    later = successors(guide, clock.record)
    stands = [guide.standings.recommendations[id] for id in later] or [standing]
    return any(one.status.is_open for one in stands)


def _runs_out_soon(clock: ClockStanding, business: Business) -> bool:
    """Whether a deadline may run out before the meeting after the next, as far as that is known."""
    ends = [meeting.date.latest for meeting in business.coming[:2] if meeting.date.latest]
    return not ends or _day(clock.deadline, date.min) <= ends[-1]


def _is_due_by(standing: Standing, as_at: date, coming: Sequence[Meeting]) -> bool:
    """Whether it may be due before the meeting after the next.

    Where that meeting is not known it is every date to come, except of what has gone quiet: that weighs more.
    """
    due = next_due_date(standing, as_at) if standing.status.is_open else None
    after = coming[1].date.latest if len(coming) > 1 else None
    if due is None or after is None:
        return due is not None and not standing.quiet
    return _day(due, date.min) <= after


def _day(when: PartialDate | None, unknown: date) -> date:
    return when.sorts_at(unknown) if when else unknown


def _newest_first(guide: Guide) -> Callable[[Standing], int]:
    def order(standing: Standing) -> int:
        record = standing.record if isinstance(standing, ActionStanding) else standing.id
        return -guide.register.days[record].toordinal()

    return order


def _last_heard(guide: Guide, standing: Standing) -> date:
    record = standing.last_news.record if standing.last_news else standing.id.split("/")[0]
    return guide.register.days[record]
