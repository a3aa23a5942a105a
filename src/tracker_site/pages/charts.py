"""How many have which status, in words and as a bar; and a figure over time, as a chart and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker_site.dates import PartialDate, in_words
from tracker_site.labels import listing
from tracker_site.records.statuses import COMMON, Status
from tracker_site.status.readings import plain_number

HEIGHT = 40
"""The height of the plane of a chart, whose width is 100."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One status in a bar: how many have it, and the stretch of the bar in hundredths of its width."""

    key: str
    label: str
    number: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Saying:
    """A value of a measure as it was said: when it held or was said, in whose words, and by whom."""

    when: PartialDate
    value: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Point:
    """A value on the plane: the stretch of days in which it may lie, and its height from the top."""

    start: float
    width: float
    top: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Values over time on a plane of 100 by `HEIGHT`, and the words that stand around it."""

    points: tuple[Point, ...]
    lines: tuple[str, ...]
    """For each speaker the way from one of the values to the next, as the points of a polyline; none leads through
    a value beside which another was said for the same time."""
    target: float | None
    """The height of the target from the top, where it is a number on the plane."""
    highest: str
    lowest: str
    first: str
    last: str
    words: str
    """What the chart shows, in a sentence."""


def bar_of(statuses: Iterable[Status]) -> tuple[Segment, ...]:
    """Return the parts of a bar; one of a single status would show nothing."""
    segments = segments_of(statuses)
    return segments if len(segments) > 1 else ()


def segments_of(statuses: Iterable[Status]) -> tuple[Segment, ...]:
    """Return how many have each common status, the furthest first."""
    counts = _counts(statuses)
    parts = [(key, COMMON[key].label, number) for key, number in counts]
    return stretches(parts, sum(number for _, number in counts))


def stretches(parts: Iterable[tuple[str, str, int]], total: int) -> tuple[Segment, ...]:
    """Return the parts of a bar, each from its key, its label and its number, where `total` fills the whole width."""
    segments: list[Segment] = []
    start = 0
    for key, label, number in parts:
        segments.append(Segment(key, label, number, _hundredths(start, total), _hundredths(number, total)))
        start += number
    return tuple(segments)


def _counts(statuses: Iterable[Status]) -> list[tuple[str, int]]:
    """Return the common statuses with how many have each, the furthest first."""
    counts = Counter(status.common.key for status in statuses)
    return sorted(counts.items(), key=lambda one: -COMMON[one[0]].advances)


def tally(statuses: Iterable[Status]) -> str:
    """Return "2 completed, 1 in progress" for the common statuses, the furthest first."""
    counts = _counts(statuses)
    return listing([f"{number} {_lower(COMMON[key].label)}" for key, number in counts]) if counts else "none"


def chart_of(sayings: Sequence[Saying], target: str | None) -> Chart | None:
    """Return the chart of those values that are plain numbers on days that are bounded; two at the least."""
    drawn = sorted(
        (
            one
            for one in sayings
            if plain_number(one.value) is not None and one.when.earliest and one.when.latest
        ),
        key=lambda one: _days(one.when),
    )
    if len(drawn) < 2:
        return None
    plane = _Plane(drawn, plain_number(target or ""))
    spoken = {one.said_by: [each for each in drawn if each.said_by == one.said_by] for one in drawn}
    return Chart(
        points=tuple(plane.point(one) for one in drawn),
        lines=tuple(
            plane.line(stretch)
            for said in spoken.values()
            for stretch in _undisputed(said, drawn)
            if len(stretch) > 1
        ),
        target=None if plane.target is None else plane.height(plane.target),
        highest=_shown(plane.highest),
        lowest=_shown(plane.lowest),
        first=in_words(drawn[0].when),
        last=in_words(drawn[-1].when),
        words=_sentence(drawn, len(sayings) - len(drawn)),
    )


class _Plane:
    """Where days and values lie: zero is always on it, or small changes would look like great ones."""

    def __init__(self, drawn: Sequence[Saying], target: float | None) -> None:
        values = [value for one in drawn if (value := plain_number(one.value)) is not None]
        self.target = target
        self.highest = max(0.0, target or 0.0, *values)
        self.lowest = min(0.0, target or 0.0, *values)
        self._first = min(_days(one.when)[0] for one in drawn)
        self._days = max(1, (max(_days(one.when)[1] for one in drawn) - self._first).days)
        self._span = (self.highest - self.lowest) or 1.0

    def point(self, one: Saying) -> Point:
        """Return a value's place."""
        earliest, latest = _days(one.when)
        start = self._across(earliest)
        return Point(
            start, round(self._across(latest) - start, 2), self.height(plain_number(one.value) or 0.0)
        )

    def line(self, sayings: Sequence[Saying]) -> str:
        """Return the way through the middles of values."""
        middles = [(point.start + point.width / 2, point.top) for point in map(self.point, sayings)]
        return " ".join(f"{across:.2f},{down}" for across, down in middles)

    def height(self, value: float) -> float:
        """Return how far from the top a value lies."""
        return round(HEIGHT * (self.highest - value) / self._span, 2)

    def _across(self, day: date) -> float:
        return _hundredths((day - self._first).days, self._days)


def _undisputed(said: Iterable[Saying], drawn: Sequence[Saying]) -> Iterator[list[Saying]]:
    """Yield the stretches of what one speaker said beside which nothing else was said for the same time."""
    for is_disputed, stretch in groupby(said, key=lambda one: _is_disputed(one, drawn)):
        if not is_disputed:
            yield list(stretch)


def _is_disputed(one: Saying, drawn: Sequence[Saying]) -> bool:
    number = plain_number(one.value)
    return any(other.when == one.when and plain_number(other.value) != number for other in drawn)


def _sentence(drawn: Sequence[Saying], left_out: int) -> str:
    first, last = drawn[0], drawn[-1]
    rest = f" {left_out} more that can’t be drawn in the table below." if left_out else ""
    ways = f"From {_values_at(drawn, first)} ({in_words(first.when)}) to {_values_at(drawn, last)}"
    apart = (
        " Where values that differ were said for one time, no line leads through them."
        if any(_is_disputed(one, drawn) for one in drawn)
        else ""
    )
    return f"{ways} ({in_words(last.when)}).{apart}{rest}"


def _values_at(drawn: Sequence[Saying], one: Saying) -> str:
    """Return every value that was said for a time: which of them holds is not for a chart to say."""
    return " or ".join(dict.fromkeys(each.value for each in drawn if each.when == one.when))


def _days(when: PartialDate) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def _shown(value: float) -> str:
    return f"{value:,.10g}"


def _hundredths(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)


def _lower(label: str) -> str:
    return "with no information" if label == "No information" else label[0].lower() + label[1:]
