"""Everything that has an address: records, and the parts, actions, items and bodies within them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.records.authority import Authority, Committee
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action
from tracker_site.records.update import Update

Path = tuple[str | int, ...]
"""The way to a value within a record: names of fields and numbers of entries."""

_NOUNS: dict[type, str] = {
    Authority: "authority",
    Inspection: "inspection",
    Inquiry: "inquiry",
    Recommendation: "recommendation",
    Plan: "plan",
    Meeting: "meeting",
    Update: "update",
    Measure: "measure",
    ProsePage: "page",
    Committee: "body",
    Part: "part",
    Action: "action",
    Item: "item",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that others may refer to: its address, what it is, and where it stands."""

    address: str
    noun: str
    record: str
    path: Path
    what: Record | Committee | Part | Action | Item


def things_of(record: Record) -> Iterator[Thing]:
    """Yield a record, and every thing within it."""
    yield Thing(record.id, _NOUNS[type(record)], record.id, (), record)
    for key, path, what in _within(record):
        yield Thing(f"{record.id}/{key}", _NOUNS[type(what)], record.id, path, what)


def actions_of(record: Record) -> Iterator[tuple[Path, Action]]:
    """Yield the actions that were born in a record, with the way to each."""
    if isinstance(record, Plan | Update):
        yield from ((("actions", n), action) for n, action in enumerate(record.actions))
    if isinstance(record, Meeting):
        for i, item in enumerate(record.items):
            yield from ((("items", i, "actions", n), action) for n, action in enumerate(item.actions))
            for o, outcome in enumerate(item.outcomes):
                path: Path = ("items", i, "outcomes", o, "actions")
                yield from (((*path, n), action) for n, action in enumerate(outcome.actions))


def _within(record: Record) -> Iterator[tuple[str, Path, Committee | Part | Action | Item]]:
    if isinstance(record, Authority):
        yield from ((body.key, ("bodies", n), body) for n, body in enumerate(record.bodies))
    if isinstance(record, Recommendation):
        yield from ((part.key, ("parts", n), part) for n, part in enumerate(record.parts))
    if isinstance(record, Meeting):
        yield from ((item.key, ("items", n), item) for n, item in enumerate(record.items) if item.key)
    yield from ((action.key, path, action) for path, action in actions_of(record))
