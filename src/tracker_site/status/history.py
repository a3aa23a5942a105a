"""What was said of each recommendation and action, and how the status of each moved by it, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records.statuses import NO_INFORMATION, Assurance, Status, assurance_of, strength
from tracker_site.records.walk import Path
from tracker_site.register.occasions import Answer, Given, Mention, Occasion, Report
from tracker_site.source import SourceFile

Day = date
"""The type of a day, where a field is called `date`."""

What = Mention | Report | Answer | Given
Key = tuple[str, Path, str]

Breadths = Mapping[str, int]
"""The targets whose news is news of an entity, from 0 for the entity itself to the widest whole that it belongs to."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about a target: a mention, a report of progress, an answer or a figure."""

    occasion: Occasion
    day: Day
    """The day where its record sorts."""
    target: str
    """What is named: a recommendation, a part of one, an action, a whole that these belong to, or a measure."""
    line: int
    what: What
    status: Status | None
    """The status that a report gives."""
    is_draft: bool
    """Whether it rests on draft minutes."""
    rank: int = 0
    """The place of its record among those of the day that a source states to be earlier."""

    @property
    def record(self) -> str:
        """The record in which it is made."""
        return self.occasion.record

    @property
    def order(self) -> tuple[Day, int]:
        """What it sorts by among all that was said."""
        return self.day, self.rank

    @property
    def key(self) -> Key:
        """What tells it from every other statement."""
        return (self.record, self.what.path, self.target)

    @property
    def date(self) -> PartialDate:
        """When it was made, as far as that is known."""
        return self.occasion.date


def statements_on(
    occasion: Occasion,
    file: SourceFile,
    day: Day,
    statuses: Mapping[str, Status],
    is_draft: bool,
    rank: int = 0,
) -> dict[Key, Statement]:
    """Return all statements of an occasion that is recorded in a file and sorts at a day, by their keys."""
    return {one.key: one for one in _statements(occasion, file, day, statuses, is_draft, rank)}


def _statements(
    occasion: Occasion, file: SourceFile, day: Day, statuses: Mapping[str, Status], is_draft: bool, rank: int
) -> Iterator[Statement]:
    whats: tuple[What, ...] = (
        *occasion.mentions,
        *occasion.reports,
        *occasion.answers,
        *occasion.figures,
    )
    for what in whats:
        line = file.place(*what.path).line
        status = statuses.get(what.progress.status or "") if isinstance(what, Report) else None
        for target in _targets(what):
            yield Statement(occasion, day, target, line, what, status, is_draft, rank)


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


def precedence(statement: Statement, breadths: Breadths) -> tuple[tuple[Day, int], int, int, str, int]:
    """Return what decides which of two reports holds: the later, the stronger speaker, the narrower target, record."""
    assert isinstance(statement.what, Report)
    speaker = strength(assurance_of(statement.what.said_by))
    return (statement.order, speaker, -breadths[statement.target], statement.record, statement.line)


@dataclass(frozen=True, slots=True)
class Step:
    """The status of an entity from the end of a day on."""

    day: Day
    date: PartialDate
    status: Status
    assurance: Assurance = "none"
    firm: Assurance = "none"
    """Who says so without the minutes that are drafts."""
    record: str | None = None
    """The record whose word holds; None where nothing was said yet."""
    spoken: Assurance = "none"
    """Who says so in that record."""
    assured_in: str | None = None
    """The record in which the strongest speaker said so."""
    assured_on: PartialDate | None = None
    """The date of that."""
    assured_of: str | None = None
    """What was named there: the entity itself, a part of it, or a whole that it belongs to."""
    whole: str | None = None
    """What that is, as `plan`, where it is a whole that holds more than this entity; None where it is not."""
    records: frozenset[str] = frozenset()
    """The records of that day that give the status."""

    @property
    def provisional(self) -> bool:
        """Whether the status, with who says so, rests on draft minutes."""
        return strength(self.firm) < strength(self.assurance)


START = Step(date.min, UNKNOWN, NO_INFORMATION)


@dataclass(frozen=True, slots=True)
class Reopening:
    """A report that moved an entity from closed back to open."""

    report: Statement
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class History:
    """How the status of an entity moved, on all days."""

    steps: tuple[Step, ...]
    reopenings: tuple[Reopening, ...]
    effective: frozenset[Key]
    """The statements that counted, by their keys: news of a whole does not reopen what is closed in it."""


def trace(statements: Iterable[Statement], breadths: Breadths, wholes: Mapping[str, str]) -> History:
    """Return the history of a recommendation without parts, of a part, or of an action.

    `wholes` are the targets that hold more than this entity, each with what it is.
    """
    reports = [one for one in statements if one.status and one.target in breadths]
    reports.sort(key=lambda one: precedence(one, breadths))
    steps: list[Step] = [START]
    reopenings: list[Reopening] = []
    effective: set[Key] = set()
    for _, of_day in groupby(reports, key=lambda one: one.order):
        before = steps[-1]
        counting = [one for one in of_day if not _is_idle(one, breadths, before.status)]
        if not counting:
            continue
        effective.update(one.key for one in counting)
        steps.append(_step(counting, before, wholes))
        if steps[-1].status.is_open and not before.status.is_open:
            reopenings.append(Reopening(counting[-1], before.status, steps[-1].status))
    return History(tuple(steps), tuple(reopenings), frozenset(effective))


def _is_idle(report: Statement, breadths: Breadths, before: Status) -> bool:
    """Whether it changes nothing: news of a whole does not reopen what is closed in it."""
    assert report.status
    return breadths[report.target] > 0 and report.status.is_open and not before.is_open


def _step(reports: Sequence[Statement], before: Step, wholes: Mapping[str, str]) -> Step:
    """Return the step that the reports of a day make; the last of them holds."""
    holding = reports[-1]
    assert holding.status
    common = holding.status.common
    words = [
        (_assurance(one), one.record, one.date, one.target)
        for one in reversed(reports)  # the narrowest first
        if one.status and one.status.common == common
    ]
    firm = [
        _assurance(one) for one in reports if one.status and one.status.common == common and not one.is_draft
    ]
    if before.status.common == common and before.assured_in and before.assured_on and before.assured_of:
        words.insert(0, (before.assurance, before.assured_in, before.assured_on, before.assured_of))
        firm.append(before.firm)
    # Of two equally strong words, one that names the entity itself takes the place of one about a whole.
    assurance, assured_in, assured_on, assured_of = max(
        words, key=lambda word: (strength(word[0]), word[3] not in wholes)
    )
    return Step(
        day=holding.day,
        date=holding.date,
        status=holding.status,
        assurance=assurance,
        firm=max(firm, key=strength, default="none"),
        record=holding.record,
        spoken=_assurance(holding),
        assured_in=assured_in,
        assured_on=assured_on,
        assured_of=assured_of,
        whole=wholes.get(assured_of),
        records=frozenset(one.record for one in reports if one.status and one.status.common == common),
    )


def _assurance(report: Statement) -> Assurance:
    assert isinstance(report.what, Report)
    return assurance_of(report.what.said_by)


def at_day(steps: Sequence[Step], day: date) -> Step:
    """Return the step that held at the end of a day."""
    return next((step for step in reversed(steps) if step.day <= day), START)


def of_whole(parts: Sequence[Sequence[Step]]) -> tuple[Step, ...]:
    """Return the steps of a recommendation: it is no further than its least advanced part.

    Its assurance is the weakest among the parts that decide its status; its label and its record are those of
    the latest news among them.
    """
    if len(parts) == 1:
        return tuple(parts[0])
    days = sorted({step.day for steps in parts for step in steps})
    return tuple(_least_advanced([at_day(steps, day) for steps in parts], day) for day in days)


def _least_advanced(parts: Sequence[Step], day: date) -> Step:
    least = min(step.status.common.advances for step in parts)
    deciding = [step for step in parts if step.status.common.advances == least]
    latest = max(deciding, key=lambda step: step.day)
    weakest = min(deciding, key=lambda step: (strength(step.assurance), step.whole is None))
    return replace(
        latest,
        day=day,
        assurance=weakest.assurance,
        # As weak as the weakest, and weaker where any part rests on a draft.
        firm="none" if any(step.provisional for step in deciding) else weakest.assurance,
        assured_in=weakest.assured_in,
        assured_on=weakest.assured_on,
        assured_of=weakest.assured_of,
        whole=weakest.whole,
        records=frozenset[str]().union(*(step.records for step in deciding if step.day == latest.day)),
    )
