"""What is said on an occasion of recommendations and actions, each saying by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate
from tracker_site.records.statuses import Status, assurance_of, strength
from tracker_site.records.walk import Path
from tracker_site.register.occasions import Answer, Given, Mention, Occasion, Report
from tracker_site.source import SourceFile

What = Mention | Report | Answer | Given


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a recommendation or an action: a mention, a report of progress, an answer or a figure.

    `target` is what was named: the thing itself, a part of it, a whole that it belongs to, or a measure that names it.
    """

    occasion: Occasion
    day: date
    target: str
    line: int
    what: What

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
class Sayings:
    """All that is said on one occasion, and the names of the things of which it is said."""

    record: str
    said: tuple[Said, ...]
    targets: tuple[str, ...]


def sayings_of(occasion: Occasion, file: SourceFile, day: date) -> Sayings:
    """Return all that is said on an occasion that is recorded in a file and sorts at a day."""
    said = tuple(_all_said(occasion, file, day))
    return Sayings(occasion.record, said, tuple(dict.fromkeys(one.target for one in said)))


def _all_said(occasion: Occasion, file: SourceFile, day: date) -> Iterator[Said]:
    whats: tuple[What, ...] = (
        *occasion.mentions,
        *occasion.reports,
        *occasion.answers,
        *occasion.figures,
    )
    for what in whats:
        line = file.place(*what.path).line
        for target in _targets(what):
            yield Said(occasion, day, target, line, what)


def _targets(what: What) -> tuple[str, ...]:
    match what:
        case Mention():
            return tuple(dict.fromkeys(what.about))
        case Report():
            return tuple(dict.fromkeys(what.progress.on))
        case Answer():
            return (what.response.to,)
        case Given():
            return (what.figure.measure,)
