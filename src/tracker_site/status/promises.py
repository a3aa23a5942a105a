"""Promises: what became of all that was promised, asked for or decided, by body and by owner's office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal, TypeVar

from tracker_site.dates import PartialDate
from tracker_site.records.base import Record, Reference, Text, When
from tracker_site.records.meeting import Meeting
from tracker_site.records.said import Progress, SaidBy
from tracker_site.records.statuses import Assurance, Status
from tracker_site.records.update import Update
from tracker_site.source.markup import Prose
from tracker_site.status.due import Against, against
from tracker_site.status.history import Step
from tracker_site.status.standing import ActionStanding, Standings

Sort = Literal["late", "dated", "undated", "standing", "kept", "given-up"]
"""What became of a promise: its date has certainly passed, has not, or was never given; it is a duty that recurs; it
was kept (completed), or closed in another way (will not be done, superseded)."""

_WRITERS: Mapping[SaidBy, str | None] = {
    "council": None,
    "scrutiny": "scrutiny",
    "inspectorate": "an inspectorate",
    "independent": "an independent body",
}
"""Who wrote a letter that names nobody, by the capacity in which it was written."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Kept:
    """When a promise was kept, and how that is by its dates.

    No record tells the day itself: it is between the last record by which the promise stood open, and the first by
    which it was certainly kept.
    """

    said: When
    """The date of the record that first said so, since it last became so."""
    said_in: Reference
    """The record that said so."""
    not_before: date | None
    """The day on which it was still said to be open, else on which it was promised."""
    by_first_date: Against
    """By the date that stood first."""
    by_last_date: Against
    """By the date that stands now."""


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


def sort_of(late: bool, status: Status, due: PartialDate | None, *, is_duty: bool) -> Sort:
    """Return what became of a promise; `is_duty` says whether it is one that recurs."""
    if late:
        return "late"
    if not status.is_open:
        return "kept" if status.common.key == "completed" else "given-up"
    if is_duty:
        return "standing"
    return "dated" if due and due.is_known else "undated"


def told_by(record: Record) -> tuple[str | None, str | None]:
    """Return the body at whose meeting something was promised, and who wrote it if not the council."""
    match record:
        case Meeting(body=body):
            return body, None
        case Update(authority=authority, by=by, said_by=said_by):
            return None, None if authority and said_by == "council" else by or _WRITERS[said_by]
    return None, None


def how_kept(standing: ActionStanding) -> Kept | None:
    """Return how an action was kept; none where it is not completed."""
    if standing.status.common.key != "completed":
        return None
    since_then = tuple(takewhile(_is_completed, reversed(standing.steps)))
    # Of several that say so, one of an exact date may be certain before one that came earlier.
    sayer = min(reversed(since_then), key=lambda step: step.date.latest or date.max)
    not_before = max(_known_open(standing, since_then[-1].day), default=None)
    assert sayer.record
    known = [due.date for due in standing.due_dates if due.date.is_known]
    first = known[0] if known else None
    return Kept(
        sayer.date,
        sayer.record,
        not_before,
        against(first, not_before, sayer.date.latest),
        against(standing.due, not_before, sayer.date.latest),
    )


def _is_completed(step: Step) -> bool:
    return step.status.common.key == "completed"


def _known_open(standing: ActionStanding, before: date) -> Iterator[date]:
    """Yield the days, before one, on which it was certainly not done yet."""
    if standing.issued.earliest:
        yield standing.issued.earliest
    for entry in standing.timeline:
        # Who sets a date, and says no more, says that it is still to be done.
        is_open = entry.status.is_open if entry.status else bool(entry.due and entry.due.is_known)
        if is_open and entry.day < before and entry.date.earliest:
            yield entry.date.earliest


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


def same_office(name: str) -> str:
    """Return what spellings share that differ only in capitals, spacing, apostrophes or a leading "the"."""
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def offices(named: Iterable[tuple[Hashable, str]]) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown, by its council and what its spellings have in common.

    `named` is each naming of an office by a council: the spelling used most often is shown, of several the first.
    """
    counted: dict[tuple[Hashable, str], Counter[str]] = {}
    for council, name in named:
        counted.setdefault((council, same_office(name)), Counter())[name] += 1
    return {office: spellings.most_common(1)[0][0] for office, spellings in counted.items()}
