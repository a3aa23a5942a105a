"""What changed, newest first: each step of a status, each date moved, each record as it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import ClassVar

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.markup import Prose
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import ASSURANCES, MEETING_STATES, count, due_moved
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

ADDRESS = "changes/"
LIST = Link("What changed", ADDRESS)
CHANGES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a record changed on a day; without a subject it is the record itself that came."""

    day: date
    date: PartialDate
    record: str
    subject: Link | None
    words: str


@dataclass(frozen=True, slots=True)
class ChangesOfRecord:
    """All that one record changed on a day."""

    date: PartialDate
    record: Link
    changes: tuple[Change, ...]


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

    changes: tuple[ChangesOfRecord, ...]
    pagination: Pagination
    withdrawals: tuple[Withdrawal, ...]


def plan_changes(guide: Guide) -> Iterator[Page]:
    """Yield the page of changes."""
    changes = all_changes(guide)
    number = sum(len(of_record.changes) for of_record in changes)
    withdrawals = tuple(
        Withdrawal(one.date, one.note, guide.link(one.to) if one.to else None) for one in guide.site.withdrawn
    )
    for page in pages_of(
        [one for of_record in changes for one in of_record.changes], ADDRESS, CHANGES_A_PAGE
    ):
        yield ChangesPage(
            address=page.address,
            title=f"What changed{page.pagination.title}",
            description=f"{count(number, 'change').capitalize()}, newest first, each with the record that says so.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="changes",
            changes=_by_record(guide, page.rows),
            pagination=page.pagination,
            withdrawals=() if page.pagination.next else withdrawals,
        )


def all_changes(guide: Guide) -> tuple[ChangesOfRecord, ...]:
    """Return every change up to the day of the site, newest first, record by record."""
    standings = (*guide.standings.recommendations.values(), *guide.standings.actions.values())
    found = [
        *_arrivals(guide),
        *(
            change
            for standing in standings
            for change in (*_steps(guide, standing), *_moved_dates(guide, standing))
        ),
    ]
    # The record itself comes first, then what it changed, in the order of titles.
    found.sort(
        key=lambda one: (-one.day.toordinal(), one.record, one.subject.text if one.subject else "", one.words)
    )
    return _by_record(guide, found)


def _by_record(guide: Guide, changes: Iterable[Change]) -> tuple[ChangesOfRecord, ...]:
    groups = (tuple(group) for _, group in groupby(changes, key=lambda one: (one.day, one.record)))
    return tuple(ChangesOfRecord(group[0].date, guide.link(group[0].record), group) for group in groups)


def _steps(guide: Guide, standing: Standing) -> Iterator[Change]:
    """Yield each day on which a status, or who says so, became another."""
    for before, after in pairwise(standing.steps):
        if after.status != before.status:
            words = f"{before.status.label} → {after.status.label} ({ASSURANCES[after.assurance].lower()})"
        elif after.assurance != before.assurance:
            words = f"{after.status.label}, now {ASSURANCES[after.assurance].lower()}"
        else:
            continue
        assert after.record is not None
        yield Change(after.day, after.date, after.record, guide.link(standing.id), words)


def _moved_dates(guide: Guide, standing: Standing) -> Iterator[Change]:
    for before, after in pairwise((None, *standing.due_dates)):
        if after and after.record:
            words = due_moved(before.date if before else None, after.date)
            day, when = guide.register.days[after.record], guide.date_of(after.record)
            yield Change(day, when, after.record, guide.link(standing.id), words)


def _arrivals(guide: Guide) -> Iterator[Change]:
    """Yield each dated record as something that came."""
    for record in guide.register.records.by_id.values():
        if record.id in guide.standings.seen and (arrival := _arrival(guide, record)):
            words, when = arrival
            day = guide.register.days[record.id]
            if isinstance(record, Recommendation):
                yield Change(day, when, record.origin, guide.link(record.id), words)
            else:
                yield Change(day, when, record.id, None, words)


def _arrival(guide: Guide, record: Record) -> tuple[str, PartialDate] | None:
    match record:
        case Recommendation():
            issue = guide.register.issue(record.id)
            return ("Recommendation made", issue) if issue.is_known else None
        case Inspection():
            return _inspection_words(record), inspection_date(record)
        case Inquiry():
            return "Inquiry", stated_reports(record)
        case Meeting():
            return f"Meeting. {MEETING_STATES[record.state]}", record.date
        case Update():
            return "Said outside a meeting", record.date
        case Plan():
            return "Action plan", record.date or UNKNOWN
    return None


def _inspection_words(inspection: Inspection) -> str:
    """Return what its date is the date of."""
    if inspection.published:
        return "Report published"
    return "The inspectors’ visit ended" if inspection.visited else "Inspection"
