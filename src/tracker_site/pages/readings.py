"""What the values of a measure say together: which is the last, which differ, how the last stands to the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker_site.dates import PartialDate
from tracker_site.pages.charts import plain_number

_BETTER = {"lower": "Lower is better", "higher": "Higher is better"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it was said, in the order of saying."""

    value: str
    when: PartialDate
    """The time for which it was said, else the day on which it was."""
    time: str | None
    """The day, month or year for which it was said; nothing where that is not stated or lies between bounds."""


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


def against_target(
    readings: Sequence[Reading], better: Literal["lower", "higher"] | None, target: str | None
) -> str | None:
    """Return how the last value stands to the target, or which way is better, in a sentence.

    They are compared only where both are plain numbers, and where no other value was said for the same time.
    """
    way = _BETTER.get(better or "")
    last = last_reading(readings) if readings else None
    if last is None or target is None or differing(readings)[last]:
        return f"{way}." if way else None
    value, aimed = plain_number(readings[last].value), plain_number(target)
    if value is None or aimed is None:
        return f"{way}." if way else None
    stands = "is the target" if value == aimed else f"is {_side(value, aimed)} the target of {target}"
    sentence = f"the last value said, {readings[last].value}, {stands}"
    return f"{way}; {sentence}." if way else f"{sentence[0].upper()}{sentence[1:]}."


def _side(value: float, aimed: float) -> str:
    return "above" if value > aimed else "below"


def _is_same(one: str, other: str) -> bool:
    numbers = plain_number(one), plain_number(other)
    return numbers[0] == numbers[1] if None not in numbers else one.casefold() == other.casefold()
