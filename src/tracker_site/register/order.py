"""When each recommendation was issued, and the day at which each record sorts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Issue:
    """When a recommendation was issued: as far as the sources say, and the date to reckon from."""

    stated: PartialDate
    reckoned: PartialDate


def issue_of(recommendation: Recommendation, origin: Record | None) -> Issue:
    """Return when a recommendation that comes from `origin` was issued.

    Where the sources do not say: the end of the inspectors' visit, else not before its source.
    """
    stated = otherwise = UNKNOWN
    match origin:
        case Inspection():
            stated, otherwise = origin.published or UNKNOWN, inspection_date(origin)
        case Inquiry():
            stated = stated_reports(origin)
            otherwise = between(stated, UNKNOWN)
        case Meeting():
            stated, otherwise = origin.date, between(origin.date, UNKNOWN)
    stated = recommendation.issued or stated
    return Issue(stated, stated if stated.is_known else otherwise)


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
            when = inspection_date(record)
        case Inquiry():
            opened = record.opened or UNKNOWN
            when = opened if opened.is_known else stated_reports(record)
        case _:
            return date.min
    return when.earliest or when.latest


def seen_from(
    by_id: Mapping[str, Record],
    contents: Mapping[str, Contents],
    days: Mapping[str, date],
    undated: Collection[str],
    today: date,
) -> Mapping[str, date]:
    """Return the day from which each record is seen: where it sorts, as `days` says.

    One without a date of its own is seen from the first dated record that names it, or what it made, or what made
    it; where none does, from the real day on, for nothing says since when it was there.
    """
    if not undated:
        return days
    named = dict.fromkeys(undated, today)

    def note_name(id: str, day: date) -> None:
        if id in named:
            named[id] = min(named[id], day)

    for id, day in days.items():
        # What is only planned says nothing yet; what has no date by its nature, such as a page, does not either.
        if id not in named and day > date.min and getattr(by_id[id], "state", None) != "scheduled":
            for reference in contents[id].references:
                note_name(reference.target.partition("/")[0], day)
    made = [one for one in map(by_id.__getitem__, undated) if isinstance(one, Recommendation)]
    for one in made:
        note_name(one.origin, named[one.id])
    for one in made:
        note_name(one.id, named.get(one.origin) or days.get(one.origin, today))
    return {**days, **{id: max(days[id], day) for id, day in named.items()}}


def days_of(
    by_id: Mapping[str, Record], contents: Mapping[str, Contents], own: Iterable[date | None]
) -> dict[str, date]:
    """Return the day from which each record is seen; the first of all days where nothing is known.

    `own` are the days that `own_day` gives, of each record.
    """
    days = {id: day for id, day in zip(by_id, own, strict=True) if day}
    for id in by_id:
        # Not by calls within calls: an undated update may be about another, and so on for as long as an editor likes.
        waiting, asked = [id], set[str]()
        while waiting:
            one = waiting[-1]
            if one in asked:
                subjects = _subjects(by_id, contents, one)
                days[one] = max(map(days.__getitem__, subjects), default=date.min)
                asked.remove(one)
            elif one not in days:
                # Two records of unknown date may be about each other: the first asked then sorts first.
                days[one] = date.min
                asked.add(one)
                subjects = _subjects(by_id, contents, one)
                waiting += (other for other in reversed(subjects) if other not in days)
                continue
            waiting.pop()
    return {id: days[id] for id in by_id}


def _subjects(by_id: Mapping[str, Record], contents: Mapping[str, Contents], id: str) -> Sequence[str]:
    """Return the records after which one sorts that has no day of its own."""
    record = by_id.get(id)
    if isinstance(record, Recommendation):
        return (record.origin,)
    occasion = contents[id].occasion if record else None
    if occasion is None:
        return ()
    named = {target for mention in occasion.mentions for target in mention.about}
    named |= {target for report in occasion.reports for target in report.progress.on}
    named |= {answer.response.to for answer in occasion.answers}
    ids = {target.split("/")[0] for target in named} - {id}
    return sorted(one for one in ids if getattr(by_id.get(one), "origin", None) != id)
