"""Where a recommendation stands: by part, and as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker_site.dates import PartialDate
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import ResponseKind
from tracker_site.register.occasions import Answer
from tracker_site.register.order import issue_of
from tracker_site.status.due import due_dates, is_overdue, is_quiet, is_silent_since
from tracker_site.status.groups import Heard
from tracker_site.status.history import History, Step, at_day, of_whole, trace, was_closed_before
from tracker_site.status.sayings import Said
from tracker_site.status.standing import (
    Cell,
    PartStanding,
    RecommendationStanding,
    ResponseShown,
    ResponseStep,
)
from tracker_site.status.stood import Stood, stood
from tracker_site.status.timeline import timeline
from tracker_site.status.view import Held, HeldBy, Terms, View, last_of, news_since, status_news, view_of


@dataclass(frozen=True, slots=True)
class Source:
    """Where some recommendations come from, and what is known of them beside what was said."""

    recommendations: tuple[Recommendation, ...]
    record: Record | None
    """The inspection, the inquiry or the meeting that made them."""
    answering: Mapping[str, tuple[str, ...]]
    """The addresses of the actions that are seen and answer each of them."""
    held: Mapping[str, tuple[Held, ...]]
    """The meetings that were held and are seen, of each body that may have considered them."""


def stand_recommendations(
    recommendations: tuple[Recommendation, ...],
    origin: Record | None,
    answering: Mapping[str, tuple[str, ...]],
    held: tuple[HeldBy, ...],
    terms: Terms,
    heard: tuple[Heard, ...],
    unseen: tuple[str, ...],
    drafts: tuple[str, ...],
) -> Stood[RecommendationStanding]:
    """Return where the recommendations of one source stand, and how they moved.

    `answering` are the addresses of the actions that answer each, `unseen` and `drafts` some of the records that
    speak of them, or themselves.
    """
    view = view_of(terms, heard, unseen, drafts)
    seen_actions = {
        id: tuple(address for address in some if address.split("/")[0] not in view.unseen)
        for id, some in answering.items()
    }
    source = Source(
        recommendations,
        origin,
        seen_actions,
        {one.body: one.meetings for one in held},
    )
    histories = [histories_of(view, one) for one in recommendations]
    return stood(
        view,
        (one.id if one else "" for one in (origin, *recommendations)),
        tuple(
            stand_recommendation(view, source, one, of_one)
            for one, of_one in zip(recommendations, histories, strict=True)
            if one.id not in view.unseen
        ),
        tuple(history for of_one in histories for history in of_one),
    )


def stand_recommendation(
    view: View, source: Source, recommendation: Recommendation, histories: Sequence[History]
) -> RecommendationStanding:
    """Return where a recommendation stands on the day of the view."""
    id = recommendation.id
    issue = issue_of(recommendation, source.record)
    since = issue.reckoned
    said = view.said_by_now(id, since)
    steps = of_whole([history.steps for history in histories])
    step = at_day(steps, view.as_at)
    of_whole_thing = {id: 0, recommendation.origin: 1}
    parts = tuple(
        _stand_part(view, recommendation, part, history, said)
        for part, history in zip(recommendation.parts, histories, strict=False)
    )
    dates = due_dates(recommendation.due, said, of_whole_thing)
    late = step.status.is_open and (is_overdue(dates, view.as_at) or any(part.late for part in parts))
    news = news_since(said, since, recommendation.origin)
    heard = [one.date for one in news]
    dates_of_all = [dates, *(part.due_dates for part in parts if part.late)]
    return RecommendationStanding(
        id=id,
        issued=issue.stated,
        step=step,
        steps=tuple(one for one in steps if one.day <= view.as_at),
        due_dates=dates,
        late=late,
        silent_since_due=late and is_silent_since(dates_of_all, heard, view.as_at),
        quiet=step.status.is_open and is_quiet(heard, since, view.terms.quiet_after, view.as_at),
        reopened=step.status.is_open and was_closed_before(steps, view.as_at),
        last_news=last_of(news),
        timeline=timeline(view.terms, id, recommendation.origin, said),
        parts=parts,
        response=_response_by(recommendation, said),
        responses=tuple(_responses(recommendation, said)),
        row=tuple(_row(source, recommendation, said, since, steps)),
        actions=source.answering[id],
    )


def histories_of(view: View, recommendation: Recommendation) -> list[History]:
    """Return the history of each part, or of the recommendation where it has none; of all days."""
    id, origin = recommendation.id, recommendation.origin
    said = view.said_of(id)
    breadths = [_breadths_of_part(recommendation, part) for part in recommendation.parts] or [
        {id: 0, origin: 1}
    ]
    return [trace(status_news(view.terms.statuses, said, breadth), view.drafts) for breadth in breadths]


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
    source: Source,
    recommendation: Recommendation,
    said: Iterable[Said],
    since: PartialDate,
    steps: Sequence[Step],
) -> Iterator[Cell]:
    """Yield every meeting held, from the issue on, by any body that has considered it."""
    considering = {one.record for one in said} | {recommendation.origin}
    bodies = {body for body, held in source.held.items() if any(one.id in considering for one in held)}
    origin = source.record
    if isinstance(origin, Inquiry) and origin.body and origin.body in source.held:
        bodies.add(origin.body)
    meetings = [one for body in bodies for one in source.held[body] if not one.date.is_before(since)]
    for meeting in sorted(meetings, key=lambda one: (one.day, one.id)):
        status = at_day(steps, meeting.day).status
        yield Cell(meeting.id, meeting.date, _was_considered(meeting, considering), status)


def _was_considered(meeting: Held, considering: set[str]) -> bool | None:
    if meeting.id in considering:
        return True
    return False if meeting.is_whole else None
