"""The things within records that tables are made of, each with a name that holds while its record keeps its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker_site.dataset.guide import Guide
from tracker_site.records.base import Record, Source
from tracker_site.records.meeting import Amendment, Attendee, Item, Meeting, Motion, Outcome, Point
from tracker_site.records.said import Figure
from tracker_site.records.update import Update
from tracker_site.records.walk import Path
from tracker_site.register.occasions import Answer, Occasion, Report

W = TypeVar("W")

_NOUNS = {
    "actions": "action",
    "amendments": "amendment",
    "apologies": "apology",
    "figures": "figure",
    "items": "item",
    "motions": "motion",
    "outcomes": "outcome",
    "points": "point",
    "present": "present",
    "progress": "progress",
    "responses": "response",
    "sources": "source",
}


@dataclass(frozen=True, slots=True)
class Within(Generic[W]):
    """Something within a record: the record's id, the way to it, and itself."""

    record: str
    path: Path
    what: W
    item: str | None = None
    """The id of the item that it stands under."""

    @property
    def id(self) -> str:
        """Its own id: `meeting-id#item-2-outcome-1`, counted from 1 as typed."""
        return id_within(self.record, self.path)

    @property
    def inside(self) -> str:
        """The id of what it is in."""
        return id_within(self.record, self.path[:-2])

    @property
    def place(self) -> int:
        """Its place among its like, from 1."""
        last = self.path[-1]
        assert isinstance(last, int)
        return last + 1


def id_within(record: str, path: Path) -> str:
    """Return the id of something that has no key of its own."""
    steps = [
        f"{_NOUNS[str(noun)]}-{int(number) + 1}" for noun, number in zip(path[::2], path[1::2], strict=False)
    ]
    return f"{record}#{'-'.join(steps)}" if steps else record


def item_id(meeting: str, number: int, item: Item) -> str:
    """Return the id of an item: by its key where it has one, as it is referred to, else by its place."""
    return f"{meeting}/{item.key}" if item.key else id_within(meeting, ("items", number))


def item_of(guide: Guide, record: str, path: Path) -> str | None:
    """Return the id of the item under which something stands."""
    meeting = guide.register.records.by_id[record]
    if isinstance(meeting, Meeting) and path[:1] == ("items",):
        number = path[1]
        assert isinstance(number, int)
        return item_id(record, number, meeting.items[number])
    return None


def outcome_of(record: str, path: Path) -> str | None:
    """Return the id of the outcome under which something stands."""
    return id_within(record, path[:4]) if path[2:3] == ("outcomes",) else None


def items(guide: Guide) -> Iterator[Within[Item]]:
    """Yield every item of every meeting."""
    for meeting in by_id(guide, Meeting):
        for n, item in enumerate(meeting.items):
            yield Within(meeting.id, ("items", n), item, item_id(meeting.id, n, item))


def outcomes(guide: Guide) -> Iterator[Within[Outcome]]:
    """Yield every outcome of every item."""
    for of in items(guide):
        for n, outcome in enumerate(of.what.outcomes):
            yield Within(of.record, (*of.path, "outcomes", n), outcome, of.item)


def points(guide: Guide) -> Iterator[Within[Point]]:
    """Yield every point that was discussed."""
    for of in items(guide):
        for n, point in enumerate(of.what.points):
            yield Within(of.record, (*of.path, "points", n), point, of.item)


def motions(guide: Guide) -> Iterator[Within[Motion]]:
    """Yield every motion."""
    for of in items(guide):
        for n, motion in enumerate(of.what.motions):
            yield Within(of.record, (*of.path, "motions", n), motion, of.item)


def amendments(guide: Guide) -> Iterator[Within[Amendment]]:
    """Yield every amendment that was moved."""
    for of in motions(guide):
        for n, amendment in enumerate(of.what.amendments):
            yield Within(of.record, (*of.path, "amendments", n), amendment, of.item)


def attendance(guide: Guide) -> Iterator[Within[Attendee]]:
    """Yield everybody who was there, then everybody who sent apologies, meeting by meeting."""
    for meeting in by_id(guide, Meeting):
        for list_name, people in (("present", meeting.present), ("apologies", meeting.apologies)):
            yield from (Within(meeting.id, (list_name, n), one) for n, one in enumerate(people))


def figures(guide: Guide) -> Iterator[Within[Figure]]:
    """Yield every figure that was said."""
    for update in by_id(guide, Update):
        yield from (Within(update.id, ("figures", n), one) for n, one in enumerate(update.figures))
    for of in items(guide):
        for n, figure in enumerate(of.what.figures):
            yield Within(of.record, (*of.path, "figures", n), figure, of.item)


def sources(guide: Guide) -> Iterator[Within[Source]]:
    """Yield every document that supports a record, or an item of one."""
    for record in sorted(guide.seen_records, key=lambda record: record.id):
        yield from (Within(record.id, ("sources", n), one) for n, one in enumerate(record.sources))
        if isinstance(record, Meeting):
            for i, item in enumerate(record.items):
                of = item_id(record.id, i, item)
                for n, source in enumerate(item.sources):
                    yield Within(record.id, ("items", i, "sources", n), source, of)


def reports(guide: Guide) -> Iterator[Within[Report]]:
    """Yield everything that was said of progress."""
    for occasion in _occasions(guide):
        for one in occasion.reports:
            yield Within(occasion.record, one.path, one, item_of(guide, occasion.record, one.path))


def answers(guide: Guide) -> Iterator[Within[Answer]]:
    """Yield every answer that was given or proposed."""
    for occasion in _occasions(guide):
        for one in occasion.answers:
            yield Within(occasion.record, one.path, one, item_of(guide, occasion.record, one.path))


def by_id(guide: Guide, model: type[R]) -> list[R]:
    """Return the records of a kind that are seen, in the order of their ids."""
    return sorted(guide.seen_of_kind(model), key=lambda record: record.id)


R = TypeVar("R", bound=Record)


def _occasions(guide: Guide) -> list[Occasion]:
    seen = (one for one in guide.register.occasions if one.record in guide.standings.seen)
    return sorted(seen, key=lambda occasion: occasion.record)
