"""Numbers of days between dates that may be known only between bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days that is known only between two others; either bound may be missing.

    A span that runs back in time counts below nought.
    """

    least: int | None
    most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the day."""
        return self.least is not None and self.least == self.most

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of it."""
        return self.least is not None or self.most is not None


NOT_KNOWN = Span(None, None)


def days_between(first: PartialDate, second: PartialDate) -> Span:
    """Return the days from the first date to the second, as exact as both are."""
    return Span(_days(first.latest, second.earliest), _days(first.earliest, second.latest))


def days_since(when: PartialDate, day: date) -> Span:
    """Return the days from a date to a day; of a date that may be later than the day, none at the least."""
    span = Span(_days(when.latest, day), _days(when.earliest, day))
    least = max(0, span.least or 0) if when.is_known else None
    return Span(least, span.most)


def _days(first: date | None, second: date | None) -> int | None:
    return (second - first).days if first and second else None
