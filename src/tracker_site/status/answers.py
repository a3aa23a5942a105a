"""Answers: whether those whom a recommendation asks have answered it, by a response or by an action plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker_site.records.plan import Plan
from tracker_site.status.standing import Standings


def plans_answering(standings: Standings) -> Mapping[str, tuple[str, ...]]:
    """Return the action plans that answer each recommendation, oldest first.

    A plan answers what it is for, an inspection with all that this recommended, and what its actions name. Work that
    was only reported answers nothing.
    """
    register = standings.register
    found: dict[str, dict[str, None]] = {}
    plans = (one for one in register.records.of_kind(Plan) if one.kind == "plan" and one.id in standings.seen)
    for plan in sorted(plans, key=lambda one: (register.days[one.id], one.id)):
        for target in _answered(plan):
            for id in register.recommendations_meant(target):
                if id in standings.recommendations:
                    found.setdefault(id, {})[plan.id] = None
    return {id: tuple(plans) for id, plans in found.items()}


def _answered(plan: Plan) -> Iterator[str]:
    yield from plan.answers
    for action in plan.actions:
        yield from action.recommendations
