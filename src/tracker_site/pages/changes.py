"""What changed, newest first: each step of a status, each date moved, each record as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.markup import Prose
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import Page
from tracker_site.pages.words import ASSURANCES, MEETING_STATES, count
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.register.occasions import inspection_date
from tracker_site.register.order import stated_reports
from tracker_site.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day: what, in words, and the record that says so."""

    day: date
    date: PartialDate
    subject: Link
    words: str
    record: Link | None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record that was taken from the site."""

    date: PartialDate
    note: Prose | None
    to: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """All changes, newest first."""

    template: ClassVar[str] = "changes.html"

    changes: tuple[Change, ...]
    withdrawals: tuple[Withdrawal, ...]


def plan_changes(guide: Guide) -> Iterator[Page]:
    """Yield the page of changes."""
    changes = all_changes(guide)
    yield ChangesPage(
        address="changes/",
        title="What changed",
        description=f"{count(len(changes), 'change').capitalize()}, newest first, each with the record that says so.",
        section="changes",
        changes=changes,
        withdrawals=tuple(
            Withdrawal(one.date, one.note, guide.link(one.to) if one.to else None)
            for one in guide.site.withdrawn
        ),
    )


def all_changes(guide: Guide) -> tuple[Change, ...]:
    """Return every change up to the day of the site, newest first; those of unknown date stand last."""
    found = [
        *_arrivals(guide),
        *(
            change
            for standing in (*guide.standings.recommendations.values(), *guide.standings.actions.values())
            for change in (*_steps(guide, standing), *_moved_dates(guide, standing))
        ),
    ]
    return tuple(sorted(found, key=_newest_first))


def _newest_first(change: Change) -> tuple[int, str, str]:
    return (
        -change.day.toordinal(),
        change.record.text if change.record else change.subject.text,
        change.words,
    )


def _steps(guide: Guide, standing: Standing) -> Iterator[Change]:
    """Yield each day on which a status, or who says so, became another."""
    for before, after in pairwise(standing.steps):
        if after.status != before.status:
            words = f"{before.status.label} → {after.status.label} ({ASSURANCES[after.assurance].lower()})"
        elif after.assurance != before.assurance:
            words = f"{after.status.label}, now {ASSURANCES[after.assurance].lower()}"
        else:
            continue
        record = guide.link(after.record) if after.record else None
        yield Change(after.day, after.date, guide.link(standing.id), words, record)


def _moved_dates(guide: Guide, standing: Standing) -> Iterator[Change]:
    for before, after in pairwise((None, *standing.due_dates)):
        if after and after.record:
            words = (
                f"Due date moved from {before.date.text} to {after.date.text}"
                if before
                else f"Due date set: {after.date.text}"
            )
            when = guide.date_of(after.record)
            yield Change(
                guide.register.days[after.record],
                when,
                guide.link(standing.id),
                words,
                guide.link(after.record),
            )


def _arrivals(guide: Guide) -> Iterator[Change]:
    """Yield each dated record as something that came."""
    for record in guide.register.records.by_id.values():
        if record.id in guide.standings.seen and (arrival := _arrival(guide, record)):
            words, when, cause = arrival
            yield Change(
                guide.register.days[record.id],
                when,
                guide.link(record.id),
                words,
                guide.link(cause) if cause else None,
            )


def _arrival(guide: Guide, record: Record) -> tuple[str, PartialDate, str | None] | None:
    match record:
        case Recommendation():
            return "Recommendation made", guide.register.issue(record.id), record.origin
        case Inspection():
            return ("Report published" if record.published else "Inspection"), inspection_date(record), None
        case Inquiry():
            return "Inquiry", stated_reports(record), None
        case Meeting():
            return (
                f"Meeting: {MEETING_STATES[record.state][0].lower()}{MEETING_STATES[record.state][1:]}",
                record.date,
                None,
            )
        case Update():
            return "Said outside a meeting", record.date, None
        case Plan():
            return "Action plan", record.date or UNKNOWN, None
    return None
