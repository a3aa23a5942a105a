"""How the status of one thing moved, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records.statuses import NO_INFORMATION, Assurance, Status, assurance_of, strength
from tracker_site.records.walk import Path
from tracker_site.status.sayings import StatusNews

Day = date
"""The type of a day, where a field is called `date`."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a thing stood at the end of a day."""

    day: Day
    date: PartialDate
    status: Status
    assurance: Assurance
    firm: Assurance
    """Who says so without the minutes that are drafts."""
    record: str | None
    """The record whose word holds; none where nothing was said yet."""
    spoken: Assurance
    """Who says so in that record."""
    assured_in: str | None
    """The record in which the strongest speaker said so."""
    assured_of: str | None
    """What was named there: the thing itself, a part of it, or a whole that it belongs to."""

    @property
    def provisional(self) -> bool:
        """Whether the status, with who says so, rests on draft minutes."""
        return strength(self.firm) < strength(self.assurance)


START = Step(
    date.min,
    UNKNOWN,
    NO_INFORMATION,
    "none",
    "none",
    record=None,
    spoken="none",
    assured_in=None,
    assured_of=None,
)


@dataclass(frozen=True, slots=True)
class Reopening:
    """News that moved a thing from closed back to open."""

    news: StatusNews
    before: Status


@dataclass(frozen=True, slots=True)
class History:
    """Where a thing stood after each day with news of it."""

    steps: tuple[Step, ...]
    reopenings: tuple[Reopening, ...]
    effective: frozenset[tuple[str, Path, str]]
    """The news that counted, by its keys: news of a whole does not reopen what is closed in it."""


def trace(news: Iterable[StatusNews], drafts: frozenset[str]) -> History:
    """Return the history of a recommendation without parts, of a part, or of an action.

    `drafts` are the records that rest on draft minutes.
    """
    steps: list[Step] = [START]
    reopenings: list[Reopening] = []
    effective: set[tuple[str, Path, str]] = set()
    for _, of_day in groupby(sorted(news, key=lambda said: said.order), key=lambda said: said.day):
        before = steps[-1]
        counting = [said for said in of_day if not _is_idle(said, before.status)]
        if not counting:
            continue
        effective.update(said.said.key for said in counting)
        holding = counting[-1]
        if holding.status.is_open and not before.status.is_open:
            reopenings.append(Reopening(holding, before.status))
        steps.append(_step(holding, counting, before, drafts))
    return History(tuple(steps), tuple(reopenings), frozenset(effective))


def _is_idle(news: StatusNews, before: Status) -> bool:
    """Whether it changes nothing: news of a whole does not reopen what is closed in it."""
    return news.breadth > 0 and news.status.is_open and not before.is_open


def _step(holding: StatusNews, counting: Sequence[StatusNews], before: Step, drafts: frozenset[str]) -> Step:
    common = holding.status.common
    words = [
        (assurance_of(said.report.said_by), said.said.record, said.said.target)
        for said in reversed(counting)  # the narrowest first
        if said.status.common == common
    ]
    firm = [step for step, record, _ in words if record not in drafts]
    if before.status.common == common and before.assured_in and before.assured_of:
        words.insert(0, (before.assurance, before.assured_in, before.assured_of))
        firm.append(before.firm)
    assurance, assured_in, assured_of = max(words, key=lambda word: strength(word[0]))
    return Step(
        day=holding.day,
        date=holding.said.date,
        status=holding.status,
        assurance=assurance,
        firm=max(firm, key=strength, default="none"),
        record=holding.said.record,
        spoken=assurance_of(holding.report.said_by),
        assured_in=assured_in,
        assured_of=assured_of,
    )


def at_day(steps: Sequence[Step], day: date) -> Step:
    """Return where the thing stood at the end of a day."""
    return next((step for step in reversed(steps) if step.day <= day), START)


def was_closed_before(steps: Sequence[Step], day: date) -> bool:
    """Whether it was closed at the end of any day up to this one."""
    return any(not step.status.is_open for step in steps if step.day <= day)


def of_whole(parts: Sequence[Sequence[Step]]) -> tuple[Step, ...]:
    """Return how a recommendation moved: it is no further than its least advanced part.

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
    weakest = min(deciding, key=lambda step: strength(step.assurance))
    return replace(
        latest,
        day=day,
        assurance=weakest.assurance,
        # As weak as the weakest, and weaker where any part rests on a draft.
        firm="none" if any(step.provisional for step in deciding) else weakest.assurance,
        assured_in=weakest.assured_in,
        assured_of=weakest.assured_of,
    )
