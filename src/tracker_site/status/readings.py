"""What the values of a measure say together: which is the last, which differ, how the last stands to the target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker_site.dates import PartialDate
from tracker_site.records.base import Reference
from tracker_site.records.meeting import Meeting
from tracker_site.records.said import Figure
from tracker_site.records.update import Update
from tracker_site.status.standing import Standings

_NUMBER = re.compile(r"£?(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s?%?", re.ASCII)

Side = Literal["at", "above", "below"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it was said, in the order of saying."""

    value: str
    when: PartialDate
    """The time for which it was said, else the day on which it was."""
    time: str | None
    """The day, month or year for which it was said; nothing where that is not stated or lies between bounds."""


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A value of a measure with the record in which it was said, and the date of that."""

    figure: Figure
    record: Reference
    date: PartialDate

    @property
    def reading(self) -> Reading:
        """The value with the time for which it was said."""
        at = self.figure.at if self.figure.at and self.figure.at.is_known else None
        # Two values between the same bounds may be of two days.
        return Reading(self.figure.value, at or self.date, at.text if at and "/" not in at.text else None)


def figures_by_measure(standings: Standings) -> Mapping[str, Sequence[SaidFigure]]:
    """Return every value that was said of each measure, in the order of the days when it was said."""
    register = standings.register
    found = defaultdict[str, list[SaidFigure]](list)
    said = [one for one in _figures_said(standings) if one[0] in standings.seen]
    for record, when, figures in sorted(said, key=lambda one: register.order(one[0])):
        for figure in figures:
            found[figure.measure].append(SaidFigure(figure, record, when))
    return found


def last_figures(said: Sequence[SaidFigure]) -> tuple[SaidFigure, ...]:
    """Return the values of a measure that were said for the latest time: the last, and those that differ from it."""
    return tuple(said[place] for place in last_values([one.reading for one in said])) if said else ()


def _figures_said(standings: Standings) -> Iterator[tuple[str, PartialDate, tuple[Figure, ...]]]:
    """Yield the figures of each record that may have any, with its date."""
    records = standings.register.records
    for update in records.of_kind(Update):
        yield update.id, update.date, update.figures
    for meeting in records.of_kind(Meeting):
        yield meeting.id, meeting.date, tuple(figure for item in meeting.items for figure in item.figures)


def last_reading(readings: Sequence[Reading]) -> int:
    """Return the place of the value of the latest time; of those of one time the one that was said last."""
    return max(range(len(readings)), key=lambda place: (readings[place].when.sorts_at(date.min), place))


def differing(readings: Sequence[Reading]) -> tuple[tuple[int, ...], ...]:
    """Return for each value the places of those that were said for the same time and differ from it."""
    return tuple(
        tuple(
            place
            for place, other in enumerate(readings)
            if one.time and other.time == one.time and not _is_same(one.value, other.value)
        )
        for one in readings
    )


def last_values(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Return the places of the value of the latest time and of those that differ from it, as they were said."""
    last = last_reading(readings)
    return tuple(sorted((last, *differing(readings)[last])))


def against_target(readings: Sequence[Reading], target: str) -> Mapping[Side, list[str]] | None:
    """Return the values of the latest time by how each stands to the target; None where one is no plain number.

    Which of values that differ holds is not for the tracker to say, so each is compared.
    """
    aimed, sides = plain_number(target), defaultdict[Side, list[str]](list)
    for value in dict.fromkeys(readings[place].value for place in last_values(readings)):
        number = plain_number(value)
        if number is None or aimed is None:
            return None
        sides["at" if number == aimed else "above" if number > aimed else "below"].append(value)
    return sides


def plain_number(text: str) -> float | None:
    """Return the number that a value is, with or without a pound or per cent sign; nothing for any other words."""
    found = _NUMBER.fullmatch(text.strip())
    return float(found[1].replace(",", "")) if found else None


def _is_same(one: str, other: str) -> bool:
    numbers = plain_number(one), plain_number(other)
    return numbers[0] == numbers[1] if None not in numbers else one.casefold() == other.casefold()
