"""Where a recommendation stands: by part, and as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker_site.dates import PartialDate
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import ResponseKind
from tracker_site.register.occasions import Answer
from tracker_site.standing.due import due_dates, is_overdue, is_quiet, is_silent_since
from tracker_site.standing.history import History, Step, at_day, of_whole, trace, was_closed_before
from tracker_site.standing.sayings import Said
from tracker_site.standing.standing import (
    Cell,
    PartStanding,
    RecommendationStanding,
    ResponseShown,
    ResponseStep,
)
from tracker_site.standing.timeline import timeline
from tracker_site.standing.view import View, last_of, news_since, status_news


def stand_recommendation(view: View, recommendation: Recommendation) -> RecommendationStanding:
    """Return where a recommendation stands on the day of the view."""
    register, id = view.register, recommendation.id
    said = view.said_by_now(view.gathered.of_recommendations.get(id, ()))
    histories = histories_of(view, recommendation)
    steps = of_whole([history.steps for history in histories])
    step = at_day(steps, view.as_at)
    of_whole_thing = {id: 0, recommendation.origin: 1}
    parts = tuple(
        _stand_part(view, recommendation, part, history, said)
        for part, history in zip(recommendation.parts, histories, strict=False)
    )
    dates = due_dates(recommendation.due, said, of_whole_thing)
    late = step.status.is_open and (is_overdue(dates, view.as_at) or any(part.late for part in parts))
    since = register.reckoned_issue(id)
    news = news_since(said, since, recommendation.origin)
    heard = [one.date for one in news]
    dates_of_all = [dates, *(part.due_dates for part in parts if part.late)]
    return RecommendationStanding(
        id=id,
        issued=register.issue(id),
        step=step,
        steps=tuple(one for one in steps if one.day <= view.as_at),
        due_dates=dates,
        late=late,
        silent_since_due=late and is_silent_since(dates_of_all, heard, view.as_at),
        quiet=step.status.is_open and is_quiet(heard, since, view.quiet_after, view.as_at),
        reopened=step.status.is_open and was_closed_before(steps, view.as_at),
        last_news=last_of(news),
        timeline=timeline(register, id, said),
        parts=parts,
        response=_response_by(recommendation, said),
        responses=tuple(_responses(recommendation, said)),
        row=tuple(_row(view, recommendation, said, since, steps)),
        actions=_actions(view, recommendation),
    )


def histories_of(view: View, recommendation: Recommendation) -> list[History]:
    """Return the history of each part, or of the recommendation where it has none; of all days."""
    id, origin = recommendation.id, recommendation.origin
    said = view.gathered.of_recommendations.get(id, ())
    breadths = [_breadths_of_part(recommendation, part) for part in recommendation.parts] or [
        {id: 0, origin: 1}
    ]
    return [trace(status_news(view.register, said, breadth), view.drafts) for breadth in breadths]


def _breadths_of_part(recommendation: Recommendation, part: Part) -> dict[str, int]:
    """Return the things whose news is news of a part, from the narrowest."""
    return {f"{recommendation.id}/{part.key}": 0, recommendation.id: 1, recommendation.origin: 2}


def _stand_part(
    view: View, recommendation: Recommendation, part: Part, history: History, said: Sequence[Said]
) -> PartStanding:
    step = at_day(history.steps, view.as_at)
    dates = due_dates(part.due, said, _breadths_of_part(recommendation, part))
    late = step.status.is_open and is_overdue(dates, view.as_at)
    response = _latest_response(said, {f"{recommendation.id}/{part.key}": 0})
    return PartStanding(part.key, step, response, dates, late)


def _responses(recommendation: Recommendation, said: Sequence[Said]) -> Iterator[ResponseStep]:
    """Yield each response that it had, with the last record of the day that made it so."""
    answering = [one for one in said if isinstance(one.what, Answer)]
    before: ResponseShown | None = None
    for day in sorted({one.day for one in answering}):
        by_then = [one for one in answering if one.day <= day]
        response = _response_by(recommendation, by_then)
        if response != before:
            last = max((one for one in by_then if one.day == day), key=lambda one: (one.record, one.line))
            yield ResponseStep(day, last.date, last.record, response)
        before = response


def _response_by(recommendation: Recommendation, said: Sequence[Said]) -> ResponseShown | None:
    id = recommendation.id
    of_parts = [_latest_response(said, {f"{id}/{part.key}": 0}) for part in recommendation.parts]
    return _response(_latest_response(said, {id: 0, recommendation.origin: 1}), of_parts)


def _response(whole: ResponseKind | None, parts: Sequence[ResponseKind | None]) -> ResponseShown | None:
    """Return what was answered to the whole, else to the parts where they agree."""
    answers = set(parts)
    if whole or answers <= {None}:
        return whole
    return answers.pop() if len(answers) == 1 else "mixed"


def _latest_response(said: Iterable[Said], breadths: Mapping[str, int]) -> ResponseKind | None:
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
        key=lambda pair: (pair[0].day, -breadths[pair[0].target], pair[0].record, pair[0].line),
        default=None,
    )
    return latest[1].response if latest else None


def _row(
    view: View,
    recommendation: Recommendation,
    said: Iterable[Said],
    since: PartialDate,
    steps: Sequence[Step],
) -> Iterator[Cell]:
    """Yield every meeting held, from the issue on, by any body that has considered it."""
    considering = {one.record for one in said} | {recommendation.origin}
    bodies = {view.body_of[id] for id in considering if id in view.body_of}
    origin = view.register.records.by_id.get(recommendation.origin)
    if isinstance(origin, Inquiry) and origin.body and origin.body in view.held:
        bodies.add(origin.body)
    meetings = [
        meeting for body in bodies for meeting in view.held[body] if not meeting.date.is_before(since)
    ]
    for meeting in sorted(meetings, key=lambda meeting: (view.register.days[meeting.id], meeting.id)):
        considered = _was_considered(meeting, considering)
        status = at_day(steps, view.register.days[meeting.id]).status
        yield Cell(meeting.id, meeting.date, considered, status)


def _was_considered(meeting: Meeting, considering: set[str]) -> bool | None:
    if meeting.id in considering:
        return True
    return None if meeting.covers == "part" else False


def _actions(view: View, recommendation: Recommendation) -> tuple[str, ...]:
    return tuple(
        address
        for address in view.register.answering.get(recommendation.id, ())
        if address.split("/")[0] in view.seen
    )
