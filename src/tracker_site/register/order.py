"""When each recommendation was issued, and the day at which each record sorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import UNKNOWN, PartialDate, between
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.register.contents import Contents
from tracker_site.register.occasions import inspection_date


def stated_issue(recommendation: Recommendation, origin: Record | None) -> PartialDate:
    """Return when a recommendation that comes from `origin` was issued, as far as the sources say."""
    if recommendation.issued:
        return recommendation.issued
    match origin:
        case Inspection() as inspection:
            return inspection.published or UNKNOWN
        case Inquiry() as inquiry:
            return stated_reports(inquiry)
        case Meeting() as meeting:
            return meeting.date
    return UNKNOWN


def issue_for_arithmetic(recommendation: Recommendation, origin: Record | None) -> PartialDate:
    """Return the date to reckon from: the issue, else the end of the inspectors' visit, else not before its source."""
    issue = stated_issue(recommendation, origin)
    if issue.is_known:
        return issue
    match origin:
        case Inspection():
            return inspection_date(origin)
        case Inquiry():
            return between(stated_reports(origin), UNKNOWN)
        case Meeting():
            return between(origin.date, UNKNOWN)
    return issue


def stated_reports(inquiry: Inquiry) -> PartialDate:
    """Return when an inquiry reported, as far as the sources say."""
    # Which of several reports made a recommendation is not said, so it is some day from first to last.
    dates = sorted(
        (report.date for report in inquiry.reports if report.date and report.date.is_known), key=_start
    )
    if len(dates) < 2:
        return dates[0] if dates else UNKNOWN
    return between(dates[0], dates[-1])


def _start(when: PartialDate) -> date:
    return when.sorts_at(date.min)


@dataclass(frozen=True, slots=True)
class Issue:
    """When a recommendation was issued: as far as the sources say, and the date to reckon from."""

    stated: PartialDate
    reckoned: PartialDate


def issue_of(recommendation: Recommendation, origin: Record | None) -> Issue:
    """Return when a recommendation that comes from `origin` was issued."""
    return Issue(stated_issue(recommendation, origin), issue_for_arithmetic(recommendation, origin))


def own_day(record: Record, issue: Issue | None) -> date | None:
    """Return the day at which a record sorts, or nothing where that follows from other records.

    `issue` is that of a recommendation.
    """
    match record:
        case Recommendation():
            when = issue.reckoned if issue else UNKNOWN
        case Meeting() | Update() | Plan():
            when = record.date or UNKNOWN
        case Inspection():
            return inspection_date(record).sorts_at(date.min)
        case Inquiry():
            opened = record.opened or UNKNOWN
            return (opened if opened.is_known else stated_reports(record)).sorts_at(date.min)
        case _:
            return date.min
    return when.earliest or when.latest


class Calendar:
    """The day at which each record sorts; asked record by record and remembered."""

    def __init__(
        self, by_id: Mapping[str, Record], contents: Mapping[str, Contents], own: Iterable[date | None]
    ) -> None:
        """`own` are the days that `own_day` gives, of each record."""
        self._by_id = by_id
        self._contents = contents
        self._days = {id: day for id, day in zip(by_id, own, strict=True) if day}

    def day(self, id: str) -> date:
        """Return the day from which a record is seen; the first of all days where nothing is known."""
        # Not by calls within calls: an undated update may be about another, and so on for as long as an editor likes.
        waiting, asked = [id], set[str]()
        while waiting:
            one = waiting[-1]
            if one in asked:
                self._days[one] = max(map(self._days.__getitem__, self._subjects(one)), default=date.min)
                asked.remove(one)
            elif one not in self._days:
                # Two records of unknown date may be about each other: the first asked then sorts first.
                self._days[one] = date.min
                asked.add(one)
                waiting += (other for other in reversed(self._subjects(one)) if other not in self._days)
                continue
            waiting.pop()
        return self._days[id]

    def _subjects(self, id: str) -> Sequence[str]:
        """Return the records after which one sorts that has no day of its own."""
        record = self._by_id.get(id)
        if record is None:
            return ()
        if isinstance(record, Recommendation):
            return (record.origin,)
        occasion = self._contents[record.id].occasion
        assert occasion is not None
        named = {target for mention in occasion.mentions for target in mention.about}
        named |= {target for report in occasion.reports for target in report.progress.on}
        named |= {answer.response.to for answer in occasion.answers}
        ids = {target.split("/")[0] for target in named} - {record.id}
        return sorted(id for id in ids if not self._is_made_by(id, record.id))

    def _is_made_by(self, id: str, maker: str) -> bool:
        made = self._by_id.get(id)
        return isinstance(made, Recommendation) and made.origin == maker
