"""Claims: what is closed on the council's word alone and waits for a sign-off, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.statuses import Status
from tracker_site.status.history import Step
from tracker_site.status.standing import (
    ActionStanding,
    RecommendationStanding,
    ResponseShown,
    Standing,
    Standings,
)

_OTHERS = ("signed-off", "confirmed")


def is_never_signed_off(standings: Standings, standing: Standing) -> bool:
    """Whether it is completed on the council's word alone, and could be signed off."""
    return standing.status.common.key == "completed" and is_on_own_word(standings, standing)


def is_on_own_word(standings: Standings, standing: Standing) -> bool:
    """Whether it is closed on the word of the council alone, and there is something that could be signed off."""
    if standing.status.is_open or is_closed_by_others(standing.step):
        return False
    if isinstance(standing, RecommendationStanding):
        return not is_rejected(standing.response, standing.status)
    assert isinstance(standing, ActionStanding)
    return not is_signed_off_above(standings, standing.id) and received_in(standings, standing) is None


def is_closed_by_others(step: Step) -> bool:
    """Whether scrutiny signed off, or somebody from outside confirmed, that it is closed."""
    return not step.status.is_open and step.assurance in _OTHERS


def is_rejected(response: ResponseShown | None, status: Status) -> bool:
    """Whether a recommendation was closed undone since it was rejected: then nothing could be signed off."""
    return response == "rejected" and status.common.key == "not-being-done"


def is_signed_off_above(standings: Standings, address: str) -> bool:
    """Whether every recommendation, or part of one, that an action answers was signed off or confirmed as closed."""
    above = tuple(_steps_above(standings, address))
    return bool(above) and all(map(is_closed_by_others, above))


def answered_by(standings: Standings, address: str) -> tuple[str, ...]:
    """Return the recommendations that are seen and that an action answers, by themselves or by a part."""
    named = (target.split("/")[0] for target in standings.register.actions[address].recommendations)
    return tuple(id for id in dict.fromkeys(named) if id in standings.recommendations)


def received_in(standings: Standings, standing: ActionStanding) -> str | None:
    """Return the meeting at which a body received what it had asked for itself, once that was said to be done.

    Only of an action that answers no recommendation, and by an outcome that is about nothing else. It is no sign-off,
    but nothing is left to be signed off.
    """
    asked = standings.register.records.by_id[standing.record]
    if standing.status.common.key != "completed" or is_closed_by_others(standing.step):
        return None
    if not isinstance(asked, Meeting) or standings.register.actions[standing.id].recommendations:
        return None
    records = (
        standings.register.records.by_id[entry.record]
        for entry in standing.timeline
        if entry.verb == "received" and entry.day >= standing.step.day
    )
    found = (one for one in records if isinstance(one, Meeting) and one.body == asked.body)
    return next((one.id for one in found if _received(one, standing.id)), None)


def _received(meeting: Meeting, address: str) -> bool:
    return any(
        outcome.verb == "received" and item.subjects_of(outcome) == (address,)
        for item in meeting.items
        for outcome in item.outcomes
    )


def _steps_above(standings: Standings, address: str) -> Iterator[Step]:
    """Yield where each recommendation stands that an action answers, or the part of it that it names."""
    for target in standings.register.actions[address].recommendations:
        id, _, key = target.partition("/")
        if whole := standings.recommendations.get(id):
            yield next((part.step for part in whole.parts if part.key == key), whole.step)


def plans_answering(standings: Standings) -> Mapping[str, tuple[str, ...]]:
    """Return the action plans that answer each recommendation, oldest first.

    A plan answers what it is for, an inspection with all that this recommended, and what its actions name. Work that
    was only reported answers nothing.
    """
    register = standings.register
    found: dict[str, dict[str, None]] = {}
    plans = (one for one in register.records.of_kind(Plan) if one.kind == "plan" and one.id in standings.seen)
    for plan in sorted(plans, key=lambda one: register.order(one.id)):
        for target in _answered(plan):
            for id in register.recommendations_meant(target):
                if id in standings.recommendations:
                    found.setdefault(id, {})[plan.id] = None
    return {id: tuple(plans) for id, plans in found.items()}


def _answered(plan: Plan) -> Iterator[str]:
    yield from plan.answers
    for action in plan.actions:
        yield from action.recommendations
