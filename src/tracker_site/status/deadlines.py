"""Deadlines that follow from law, framework or local rule, with their arithmetic."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Literal

from tracker_site.dates import UNKNOWN, PartialDate, between, exactly
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection, Visit
from tracker_site.records.kinds import KINDS, NAMES
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.site import Clock
from tracker_site.register.clocks import claims_of, clocks_of, latest_start, runs_for
from tracker_site.register.register import Register
from tracker_site.status.due import Against, against
from tracker_site.status.silence import News
from tracker_site.status.standing import ClockState, Deadline

Unit = Literal["days", "working-days", "weeks", "months"]


def derive_deadlines(register: Register, seen: frozenset[str], as_at: date) -> tuple[Deadline, ...]:
    """Return every deadline that applies to a record that is seen on a day."""
    met = _met(register, seen)
    return tuple(
        _derive(register, clock, record, met.get((clock.key, record.id)), as_at)
        for clock in clocks_of(register.records.site)
        for record in register.records.of_kind(KINDS[NAMES[clock.applies_to.record]])
        if record.id in seen and runs_for(register, clock, record)
    )


def _derive(register: Register, clock: Clock, record: Record, met: News | None, as_at: date) -> Deadline:
    start = _begun(_start(register, clock, record), as_at)
    end = _deadline(clock, start)
    holidays: tuple[date, ...] = ()
    if clock.unit == "working-days" and start and end and start.is_day and start.latest and end.latest:
        holidays = holidays_within(start.latest, end.latest)
    return Deadline(
        key=clock.key,
        title=clock.title,
        start=start,
        length=clock.length,
        unit=clock.unit,
        deadline=end,
        state=_state(end, met, as_at),
        met=met,
        estimate=None if end else _estimate(clock, _begun(latest_start(clock, record), as_at)),
        record=record.id,
        starts=clock.starts,
        holidays=holidays,
        source=clock.source,
        is_about_an_answer=_is_about_an_answer(clock),
    )


def _state(end: PartialDate | None, met: News | None, as_at: date) -> ClockState:
    if end is None:
        return "start-unknown"
    if met:
        return "met-late" if met_in_time(end, met).in_time == "late" else "met"
    return "passed" if end.is_past(as_at) else "running"


def met_in_time(end: PartialDate | None, met: News) -> Against:
    """Return whether a deadline was met in time, as far as both dates show it, and by how many days late."""
    return against(end, met.date.earliest, met.date.latest)


def _deadline(clock: Clock, start: PartialDate | None) -> PartialDate | None:
    """Return the last day, between bounds where the start is known only so."""
    if start is None or start.earliest is None or start.latest is None:
        return None
    first, last = (exactly(deadline(day, clock.length, clock.unit)) for day in (start.earliest, start.latest))
    return first if start.is_day else between(first, last)


def _estimate(clock: Clock, latest: PartialDate | None) -> PartialDate | None:
    """Return the day by which a deadline has certainly passed, from a date by which its clock has started."""
    return exactly(deadline(latest.latest, clock.length, clock.unit)) if latest and latest.latest else None


def _begun(start: PartialDate | None, as_at: date) -> PartialDate | None:
    """Return a start of which something is known on a day; None where it is certainly to come."""
    return start if start and start.is_known and not start.is_to_come(as_at) else None


def _start(register: Register, clock: Clock, record: Record) -> PartialDate | None:
    match record, clock.starts:
        case Inspection(visited=visit), "visited":
            return _end_of(visit) if visit else None
        case Inquiry(), "published":
            return _report_of(record)
        case Recommendation(), "issued":
            return register.issue(record.id)
    when: PartialDate | None = getattr(record, clock.starts, None)
    return when


def _end_of(visit: Visit) -> PartialDate | None:
    """Return when a visit ended; where only its first day is known, some day from then on."""
    if visit.to and visit.to.is_known:
        return visit.to
    return between(visit.from_, UNKNOWN) if visit.from_ else None


def _report_of(inquiry: Inquiry) -> PartialDate | None:
    """Return the date of the final report of an inquiry; without one, that of the last."""
    final = [report for report in inquiry.reports if report.stage == "final"]
    return next((report.date for report in reversed(final or inquiry.reports)), None)


def _met(register: Register, seen: frozenset[str]) -> dict[tuple[str, str], News]:
    """Return what met each clock for each record: the first that says so."""
    met: dict[tuple[str, str], News] = {}
    for occasion in register.occasions:
        if occasion.record in seen:
            for _, key, concerned in claims_of(register.records.by_id[occasion.record]):
                for about in concerned:
                    met.setdefault((key, about), News(occasion.date, occasion.record))
    return met


def _is_about_an_answer(clock: Clock) -> bool:
    about = ("answer", "respon", "repl")
    return clock.applies_to.record == "recommendation" and any(
        word in clock.title.casefold() for word in about
    )


def deadline(start: date, length: int, unit: Unit) -> date:
    """Return the last day of a period that begins on the day after `start`."""
    if unit == "months":
        return _months_later(start, length)
    if unit == "working-days":
        return _working_days_later(start, length)
    return start + timedelta(**{unit: length})


def holidays_within(start: date, end: date) -> tuple[date, ...]:
    """Return the bank holidays on weekdays after the start, up to the end."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and day in _bank_holidays(day.year))


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _working_days_later(start: date, length: int) -> date:
    day = start
    while length:
        day += timedelta(days=1)
        length -= day.weekday() < 5 and day not in _bank_holidays(day.year)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    # Imported here because it is slow, and most sites have no date to reckon from.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
