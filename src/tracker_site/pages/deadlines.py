"""All deadlines of law, framework and local rule, by their state, with the arithmetic of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.guide import Link
from tracker_site.labels import count, listing
from tracker_site.pages.facets import Facet, ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.standing import Deadline

FOLDER = "deadlines/"
LIST = Link("Deadlines", FOLDER)

_STATES = {
    "passed": (
        "Passed",
        "passed",
        "The day has passed, and nothing that is recorded here says that it was met. It may have been.",
    ),
    "running": ("Running", "running", "The day is still to come."),
    "met-late": ("Met late", "met late", "Met after the day."),
    "met": (
        "Met",
        "met",
        "Met, and not certainly after the day; where the day is not known, only that it was done.",
    ),
    "start-unknown": (
        "Start not known",
        "with a start that is not known",
        "The day from which it runs is not recorded, so it can’t be worked out.",
    ),
}
"""Each state, the most pressing first: its heading, its name within a sentence, and what it means."""


@dataclass(frozen=True, slots=True)
class DeadlinesOfState:
    """Deadlines of one state, under a heading."""

    key: str
    heading: str
    explanation: str
    clocks: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesPage(Page):
    """Deadlines by their state."""

    template: ClassVar[str] = "deadlines.html"

    answer: str
    councils: Facet | None
    """The councils that it can be narrowed to."""
    groups: tuple[DeadlinesOfState, ...]
    has_working_days: bool
    pagination: Pagination


def plan_deadlines(guide: Dataset) -> Iterator[Page]:
    """Yield the list of deadlines."""
    clocks = sorted(guide.deadlines, key=_order)
    for listed in lists_by_council(guide, FOLDER, clocks, lambda one: one.record):
        yield from _pages(listed)


def _pages(listed: ListOfCouncil[Deadline]) -> Iterator[Page]:
    sentence = _answer(listed.entries)
    for page in pages_of(listed.entries, listed.address):
        yield DeadlinesPage(
            address=page.address,
            title=f"Deadlines of law, framework or local rule{listed.title}{page.pagination.title}",
            description=sentence,
            breadcrumbs=(LIST,) if page.address != FOLDER else (),
            section="inspections",
            answer=sentence,
            councils=listed.councils,
            groups=tuple(_groups(page.rows)),
            has_working_days=any(one.unit == "working-days" for one in page.rows),
            pagination=page.pagination,
        )


def _order(deadline: Deadline) -> tuple[int, int, str, str]:
    """Order by state; what passes or runs by the earliest deadline, what was met by the latest."""
    earliest = deadline.deadline.sorts_at(date.max) if deadline.deadline else date.max
    day = earliest.toordinal() if deadline.state in ("passed", "running") else -earliest.toordinal()
    return (list(_STATES).index(deadline.state), day, deadline.record, deadline.key)


def _answer(clocks: Sequence[Deadline]) -> str:
    if not clocks:
        return "No deadline of law, framework or local rule applies to anything that is recorded here."
    states = [one.state for one in clocks]
    told = [f"{states.count(key)} {words}" for key, (_, words, _) in _STATES.items() if key in states]
    return f"{count(len(clocks), 'deadline').capitalize()}: {listing(told)}."


def _groups(clocks: tuple[Deadline, ...]) -> Iterator[DeadlinesOfState]:
    for key, of_state in groupby(clocks, key=lambda one: one.state):
        heading, _, explanation = _STATES[key]
        yield DeadlinesOfState(key, heading, explanation, tuple(of_state))
