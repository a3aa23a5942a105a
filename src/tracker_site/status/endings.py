"""Endings: who closed a thing without its being done, where, and with what reason on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from tracker_site.records.base import Reference, Text, When
from tracker_site.records.said import Progress
from tracker_site.records.statuses import Assurance
from tracker_site.source.markup import Prose
from tracker_site.status.standing import ActionStanding, Standings


@dataclass(frozen=True, slots=True)
class Ended:
    """How an action was closed without being completed, by the strongest who said so."""

    said_in: Reference
    """The record in which the strongest speaker said so."""
    date: When
    """The date of that."""
    assurance: Assurance
    """Who that was."""
    reason: Text | None
    """The reason on record, else what was said of it; none where neither is."""


def how_ended(standings: Standings, standing: ActionStanding) -> Ended | None:
    """Return how an action was closed without being completed; none where it is open or completed."""
    step = standing.step
    if step.status.is_open or step.status.common.key == "completed" or step.assured_in is None:
        return None
    register = standings.register
    return Ended(
        step.assured_in, register.said_on[step.assured_in], step.assurance, _reason(standings, standing)
    )


def _reason(standings: Standings, standing: ActionStanding) -> Prose | None:
    """Return the last reason that was given since it last became so, else the last of what was said of it."""
    said = tuple(_said(standings, standing))
    found = (*(one.reason for one in said), *(one.note for one in said))
    return next((words for words in found if words), None)


def _said(standings: Standings, standing: ActionStanding) -> Iterator[Progress]:
    """Yield what was said of its present status since it last became so, the last first."""
    register, common = standings.register, standing.status.common
    for step in takewhile(lambda one: one.status.common == common, reversed(standing.steps)):
        occasion = register.contents[step.record].occasion if step.record else None
        for report in reversed(occasion.reports if occasion else ()):
            status = register.statuses.get(report.progress.status or "")
            is_of_it = not {standing.id, standing.record}.isdisjoint(report.progress.on)
            if is_of_it and status and status.common == common:
                yield report.progress
