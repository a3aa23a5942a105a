"""Days as minutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr", "february feb chwefror", "march mar mawrth", "april apr ebrill", "may mai",
            "june jun mehefin", "july jul gorffennaf", "august aug awst", "september sept sep medi",
            "october oct hydref", "november nov tachwedd", "december dec rhagfyr",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|ain|eg|ed|fed|af|il|ydd)?,?(?: day)?(?: of)? "
    rf"(?P<month>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2})[/.](?P<year3>(?:19|20)\d\d)\b",
    re.I,
)


def days_in(text: str) -> Iterator[tuple[date, str]]:
    """Yield each day that a text writes, with how it writes it."""
    for match in _DAY.finditer(text):
        day, month, year = next(
            parts
            for n in ("", "2", "3")
            if all(parts := tuple(match[f"{name}{n}"] for name in ("day", "month", "year")))
        )
        number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
        try:
            yield date(int(year), number, int(day)), match[0]
        except ValueError:
            continue


def starts_with_day(text: str) -> bool:
    """Whether a text starts with a day, whose number is no label."""
    return _DAY.match(text) is not None


def day_after_by(text: str) -> str | None:
    """Return the day by which something is to be done: 2022-03-31 of "by 31st March 2022"."""
    for day, typed in days_in(text):
        if re.search(
            rf"\b(?:by|before|no later than|deadline:?|due:?)(?: (?:the|end of|"
            rf"\w+day),?)* {re.escape(typed)}",
            text,
            re.I,
        ):
            return day.isoformat()
    return None
