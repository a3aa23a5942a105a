"""Where recommendations and actions stand on a day: pure functions of what was said of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, Generic, NamedTuple, TypeVar

from tracker_site.dates import PartialDate
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action, ResponseKind
from tracker_site.register.occasions import Answer, Given, Mention, Report
from tracker_site.register.order import issue_of
from tracker_site.source.markup import Prose
from tracker_site.status.due import DueDate, due_dates, earliest, is_overdue, moved_dates
from tracker_site.status.history import (
    Breadths,
    Day,
    History,
    Key,
    Reopening,
    Statement,
    Step,
    at_day,
    of_whole,
    trace,
)
from tracker_site.status.silence import Cell, Earlier, News, is_silent_since, silence_on
from tracker_site.status.standing import (
    ActionStanding,
    PartStanding,
    RecommendationStanding,
    ResponseShown,
    ResponseStep,
    Standing,
    facts_at,
    unvalidated,
)
from tracker_site.status.timeline import timeline

S = TypeVar("S", bound=Standing)
S_co = TypeVar("S_co", bound=Standing, covariant=True)


class MeetingHeld(NamedTuple):
    """A meeting that a body held, as far as the rows of meetings show it."""

    id: str
    body: str
    date: PartialDate
    day: Day
    """Where it sorts."""
    is_shown_whole: bool
    """Whether what its record does not mention was certainly not dealt with."""
    rank: int = 0
    """Its place among those of that day that a source states to be earlier."""


Meetings = Mapping[str, MeetingHeld]
"""The meetings that one body held and that are seen, by their ids."""


@dataclass(frozen=True, slots=True)
class Derivation(Generic[S_co]):
    """Where an entity stands, and what an editor is to look at in how it came there."""

    standing: S_co
    unexplained: tuple[Reopening, ...]
    """How it was opened again without a reason, on any day."""
    effective: frozenset[Key]
    """The reports that moved it, by their keys."""
    idle: tuple[Statement, ...]
    """The reports on it, or on what it comes from, that did not."""


def derive_recommendation(
    recommendation: Recommendation,
    origin: Record | None,
    actions: tuple[str, ...],
    statements: Sequence[Statement],
    meetings: Iterable[Meetings],
    whole: str | None,
    quiet_after: int,
    as_at: date,
    earlier: Earlier,
) -> Derivation[RecommendationStanding]:
    """Return where a recommendation stands on a day.

    `origin` made it; `statements` are all that concern it, on all days, in the order of days; `actions` answer it;
    `meetings` are those of each body that may have considered it; `whole` is what it comes from, as `inspection`, where
    more came from that; what is open is quiet after `quiet_after` days without news; `earlier` are the records that a
    source states to be before each.
    """
    id, breadths = recommendation.id, {recommendation.id: 0, recommendation.origin: 1}
    issue = issue_of(recommendation, origin)
    since = issue.reckoned
    said = said_by(as_at, statements, since)
    of_parts = [breadths_of_part(recommendation, part) for part in recommendation.parts]
    wholes = {recommendation.origin: whole} if whole else {}
    histories = [trace(statements, one, wholes) for one in of_parts or [breadths]]
    steps = of_whole([history.steps for history in histories])
    dates = due_dates(recommendation.due, said, breadths)
    parts = tuple(
        map(_part, recommendation.parts, of_parts, histories, repeat(said), repeat(dates), repeat(as_at))
    )
    overdue = [part.due_dates for part in parts if part.late]
    body = origin.body if isinstance(origin, Inquiry) else None
    row = tuple(_row(said, recommendation.origin, since, steps, meetings, earlier, body))
    facts = {
        **_facts(
            id, recommendation.origin, since, said, steps, row, [dates, *overdue], quiet_after, as_at, earlier
        ),
        "issued": issue.stated,
        "meetings": row,
        "parts": parts,
        "response": response_by(recommendation, said),
        "responses": tuple(_responses(recommendation, said)),
        "actions": actions,
    }
    standing = unvalidated(RecommendationStanding, facts)
    return _derived(standing, statements, {id, recommendation.origin}, histories)


def derive_action(
    address: str,
    action: Action,
    promised: PartialDate,
    statements: Sequence[Statement],
    meetings: Iterable[Meetings],
    whole: str | None,
    quiet_after: int,
    as_at: date,
    earlier: Earlier,
) -> Derivation[ActionStanding]:
    """Return where an action stands on a day; `promised` is the date of its record, the rest as of a recommendation."""
    record = address.split("/")[0]
    breadths = {address: 0, record: 1}
    said = said_by(as_at, statements, promised)
    history = trace(statements, breadths, {record: whole} if whole else {})
    dates = due_dates(action.due, said, breadths)
    row = tuple(_row(said, record, promised, history.steps, meetings, earlier))
    facts = _facts(address, record, promised, said, history.steps, row, [dates], quiet_after, as_at, earlier)
    is_done = not facts["status"].is_open
    standing = unvalidated(ActionStanding, {**facts, "issued": promised, "record": record, "done": is_done})
    return _derived(standing, statements, {record}, [history])


def said_by(day: date, statements: Iterable[Statement], since: PartialDate) -> list[Statement]:
    """Return the statements up to a day; a figure that was given before an entity was made says nothing of it."""
    return [
        one
        for one in statements
        if one.day <= day and not (isinstance(one.what, Given) and one.date.is_before(since))
    ]


def _facts(
    id: str,
    birth: str,
    since: PartialDate,
    said: Sequence[Statement],
    steps: Sequence[Step],
    row: Sequence[Cell],
    dates: Sequence[tuple[DueDate, ...]],
    quiet_after: int,
    as_at: date,
    earlier: Earlier,
) -> dict[str, Any]:
    """Return the facts that recommendations and actions share; `dates` are its own due dates, then those of late parts.

    `birth` is the record that made it, on the date `since`.
    """
    step = at_day(steps, as_at)
    news = [News(one.date, one.record) for one in _news(said, since, birth, earlier.get(birth, ()))]
    is_open = step.status.is_open
    overdue = [one[-1].date for one in dates if is_open and is_overdue(one, as_at)]
    silence = silence_on(id, News(since, birth), news, row, quiet_after, as_at, earlier) if is_open else None
    steps_by_now = tuple(one for one in steps if one.day <= as_at)
    return {
        **facts_at(step, dates[0]),
        "id": id,
        "since": since,
        "late": bool(overdue),
        "slippage": moved_dates(id, dates[0]),
        "phase": step.status.common.phase,
        "provisional": step.provisional,
        "quiet": silence.is_quiet if silence else False,
        "quiet_since": silence.quiet_since if silence else None,
        "silent_since_due": bool(overdue) and is_silent_since(dates, (one.date for one in news), as_at),
        "was_due": earliest(overdue),
        "reopened": is_open and any(not one.status.is_open for one in steps_by_now),
        "last_news": news[-1] if news else None,
        "timeline": timeline(id, birth, said),
        "silence": silence,
        "steps": steps_by_now,
        "superseded_by": (),
    }


def _news(
    said: Iterable[Statement], since: PartialDate, birth: str, earlier: Collection[str]
) -> list[Statement]:
    """Return the statements by which an entity was considered, answered or reported on after it was made.

    That its own record made it is not news, but what that says of progress is. That an inspection looks back on an
    earlier one is news of that, but says nothing of each of its recommendations. `earlier` are the records that a
    source states to be before its own.
    """
    return [
        one
        for one in said
        if not one.date.is_before(since)
        and one.record not in earlier
        and (not isinstance(one.what, Mention) or (one.record != birth and one.occasion.kind != "inspection"))
    ]


def _row(
    said: Iterable[Statement],
    birth: str,
    since: PartialDate,
    steps: Sequence[Step],
    meetings: Iterable[Meetings],
    earlier: Earlier,
    body: str | None = None,
) -> Iterator[Cell]:
    """Yield every meeting held, from its making on, by any body that has considered an entity, or by `body`."""
    considering = {birth, *(one.record for one in said)}
    held = [
        one
        for of_body in meetings
        if not considering.isdisjoint(of_body) or next(iter(of_body.values())).body == body
        for one in of_body.values()
        if not one.date.is_before(since) and one.id not in earlier.get(birth, ())
    ]
    for one in sorted(held, key=lambda one: (one.day, one.rank, one.id)):
        considered = True if one.id in considering else False if one.is_shown_whole else None
        step = at_day(steps, one.day)
        yield Cell(
            one.id,
            one.date,
            considered,
            step.status,
            step.assurance,
            said_here=one.id in step.records,
            assured_here=step.assured_in == one.id,
            stated_for_whole=step.whole is not None,
            whole=step.whole,
            body=one.body,
        )


def _derived(
    standing: S, statements: Iterable[Statement], names: Collection[str], histories: Iterable[History]
) -> Derivation[S]:
    """Return what was derived of an entity; `names` are the records whose news is its own."""
    reopenings = [one for history in histories for one in history.reopenings if _reason(one.report) is None]
    effective = frozenset[Key]().union(*(history.effective for history in histories))
    idle = tuple(
        one
        for one in statements
        if one.status and one.target.partition("/")[0] in names and one.key not in effective
    )
    return Derivation(standing, tuple(reopenings), effective, idle)


def _reason(report: Statement) -> Prose | None:
    return report.what.progress.reason if isinstance(report.what, Report) else None


def breadths_of_part(recommendation: Recommendation, part: Part) -> Breadths:
    """Return what is named where news is news of a part: the part itself, the recommendation, what made that."""
    return {f"{recommendation.id}/{part.key}": 0, recommendation.id: 1, recommendation.origin: 2}


def _part(
    part: Part,
    breadths: Breadths,
    history: History,
    said: Sequence[Statement],
    of_whole: tuple[DueDate, ...],
    as_at: date,
) -> PartStanding:
    step, dates = at_day(history.steps, as_at), due_dates(part.due, said, breadths)
    address = next(target for target, breadth in breadths.items() if breadth == 0)
    # What moved the whole moved its parts; told once, unless a part had a date of its own.
    facts = {
        **facts_at(step, dates),
        "late": step.status.is_open and is_overdue(dates, as_at),
        "slippage": moved_dates(address, dates) if dates != of_whole else None,
        "key": part.key,
        "response": _latest_response(said, {address: 0}),
    }
    return unvalidated(PartStanding, facts)


def _responses(recommendation: Recommendation, said: Sequence[Statement]) -> Iterator[ResponseStep]:
    """Yield each response that it had, with the last record of the day that made it so."""
    answering = [one for one in said if isinstance(one.what, Answer)]
    before: ResponseShown | None = None
    for day in sorted({one.day for one in answering}):
        by_then = [one for one in answering if one.day <= day]
        response = response_by(recommendation, by_then)
        if response != before:
            last = max((one for one in by_then if one.day == day), key=lambda one: (one.record, one.line))
            yield ResponseStep(day, last.date, last.record, response)
        before = response


def response_by(recommendation: Recommendation, said: Sequence[Statement]) -> ResponseShown | None:
    """Return the response to a recommendation by what was said: that to the whole, else to the parts."""
    id = recommendation.id
    of_parts = [_latest_response(said, {f"{id}/{part.key}": 0}) for part in recommendation.parts]
    return _response(_latest_response(said, {id: 0, recommendation.origin: 1}), of_parts)


def _response(whole: ResponseKind | None, parts: Sequence[ResponseKind | None]) -> ResponseShown | None:
    """Return what was answered to the whole, else to the parts where they agree."""
    answers = set(parts)
    if whole or answers <= {None}:
        return whole
    return answers.pop() if len(answers) == 1 else "mixed"


def _latest_response(said: Iterable[Statement], breadths: Breadths) -> ResponseKind | None:
    """Return the latest answer to any of these things; on one day the one to the narrower."""
    given = [
        (one, one.what.response)
        for one in said
        # An answer to some of several, without saying which, is an answer to none of them in particular.
        if one.target in breadths
        and isinstance(one.what, Answer)
        and one.what.response.standing == "given"
        and one.what.response.count is None
    ]
    latest = max(
        given,
        key=lambda pair: (pair[0].order, -breadths[pair[0].target], pair[0].record, pair[0].line),
        default=None,
    )
    return latest[1].response if latest else None
