"""Days that count for the deadlines of law: without weekends and the bank holidays of England and Wales."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Literal

Unit = Literal["days", "working-days", "weeks", "months"]


def deadline(start: date, length: int, unit: Unit) -> date:
    """Return the last day of a period that begins on the day after `start`."""
    match unit:
        case "days":
            return start + timedelta(days=length)
        case "weeks":
            return start + timedelta(weeks=length)
        case "months":
            return _months_later(start, length)
        case "working-days":
            return _working_days_later(start, length)


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
