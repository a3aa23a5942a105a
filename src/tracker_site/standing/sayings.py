"""What was said of each recommendation and each action, gathered from all occasions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.register.occasions import Answer, Mention, Occasion, Report
from tracker_site.register.register import Register
from tracker_site.register.things import Path
from tracker_site.statuses import Status, assurance_of, strength


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a recommendation or an action: a mention, a report of progress or an answer.

    `target` is what was named: the thing itself, a part of it, or a whole that it belongs to.
    """

    occasion: Occasion
    day: date
    target: str
    line: int
    what: Mention | Report | Answer

    @property
    def record(self) -> str:
        """The record in which it was said."""
        return self.occasion.record

    @property
    def key(self) -> tuple[str, Path, str]:
        """What tells it from everything else that was said."""
        return (self.record, self.what.path, self.target)

    @property
    def date(self) -> PartialDate:
        """When it was said, as far as that is known."""
        return self.occasion.date


@dataclass(frozen=True, slots=True)
class StatusNews:
    """A status that was said of a recommendation, a part of one, or an action."""

    said: Said
    report: Report
    status: Status
    breadth: int
    """How wide the thing named was: 0 for the narrowest."""

    @property
    def day(self) -> date:
        """The day at which it sorts."""
        return self.said.day

    @property
    def order(self) -> tuple[date, int, int, str, int]:
        """What decides which of two holds: the day, the speaker, the narrower, the record's id, the line."""
        step = strength(assurance_of(self.report.said_by))
        return (self.day, step, -self.breadth, self.said.record, self.said.line)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that was said of each recommendation, by its id, and of each action, by its address."""

    of_recommendations: dict[str, tuple[Said, ...]]
    of_actions: dict[str, tuple[Said, ...]]


def gather(register: Register) -> Gathered:
    """Return all that was said on occasions that took place, in the order of days."""
    recommendations: defaultdict[str, list[Said]] = defaultdict(list)
    actions: defaultdict[str, list[Said]] = defaultdict(list)
    for occasion in register.occasions:
        if _took_place(register, occasion):
            for said in _all_said(register, occasion):
                for id in register.recommendations_meant(said.target):
                    recommendations[id].append(said)
                for address in register.actions_meant(said.target):
                    actions[address].append(said)
    return Gathered(
        {id: tuple(found) for id, found in recommendations.items()},
        {address: tuple(found) for address, found in actions.items()},
    )


def _took_place(register: Register, occasion: Occasion) -> bool:
    """Whether it is news: a meeting that is only planned, or was cancelled, said nothing."""
    record = register.records.by_id[occasion.record]
    return not isinstance(record, Meeting) or record.state in ("held", "unknown")


def _all_said(register: Register, occasion: Occasion) -> Iterable[Said]:
    day = register.days[occasion.record]
    whats: tuple[Mention | Report | Answer, ...] = (*occasion.mentions, *occasion.reports, *occasion.answers)
    for what in whats:
        line = register.records.place(occasion.record, *what.path).line
        for target in _targets(what):
            yield Said(occasion, day, target, line, what)


def _targets(what: Mention | Report | Answer) -> tuple[str, ...]:
    match what:
        case Mention():
            return tuple(dict.fromkeys(what.about))
        case Report():
            return tuple(dict.fromkeys(what.progress.on))
        case Answer():
            return (what.response.to,)
