"""Deadlines of law, framework and local rule: all of them by their state, and those that a record says are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import ClassVar, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Ref, page_link
from tracker_site.pages.accounted import AccountPage
from tracker_site.pages.facets import lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.status.deadlines import met_in_time
from tracker_site.status.due import Against
from tracker_site.status.standing import ClockState, Deadline

LIST = page_link("Deadlines", "deadlines/")

_STATES: tuple[ClockState, ...] = ("passed", "running", "met-late", "met", "start-unknown")
"""The most urgent first."""
assert set(_STATES) == set(get_args(ClockState))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesPage(AccountPage):
    """Deadlines by their state."""

    template: ClassVar[str] = "deadlines.html"

    numbers: Mapping[ClockState, int]
    """How many of each state there are in all."""
    groups: tuple[tuple[ClockState, tuple[Deadline, ...]], ...]


def plan_deadlines(dataset: Dataset) -> Iterator[Page]:
    """Yield the list of deadlines."""
    deadlines = sorted(dataset.deadlines, key=_order)
    for listed in lists_by_council(dataset, "deadlines/", deadlines, lambda one: one.record):
        states = [one.state for one in listed.entries]
        for page in pages_of(listed.entries, listed.address):
            yield DeadlinesPage(
                **page.fields(LIST, title=f"Deadlines of law, framework or local rule{listed.title}"),
                councils=listed.councils,
                section="inspections",
                numbers={state: states.count(state) for state in _STATES},
                groups=tuple((state, tuple(of)) for state, of in groupby(page.rows, attrgetter("state"))),
            )


def _order(deadline: Deadline) -> tuple[int, int, str, str]:
    """Order by state; what passes or runs by the earliest deadline, what was met by the latest."""
    earliest = deadline.deadline.sorts_at(date.max) if deadline.deadline else date.max
    day = earliest.toordinal() if deadline.state in ("passed", "running") else -earliest.toordinal()
    return (_STATES.index(deadline.state), day, deadline.record, deadline.key)


@dataclass(frozen=True, slots=True)
class DeadlineMet:
    """A deadline that a record says is met, for records for which it was met alike."""

    title: str
    of: tuple[Ref, ...]
    """None where it does not run for what the record is about."""
    against: Against | None = None
    """How it was met by its day, as far as that is known; None where another record met it before."""


def deadlines_met(
    dataset: Dataset, record: str, keys: Iterable[str], about: Iterable[str]
) -> tuple[DeadlineMet, ...]:
    """Return the deadlines that a record says are met, of all that it is about."""
    named = tuple(about)
    return tuple(one for key in keys for one in _met(dataset, record, key, named))


def _met(dataset: Dataset, record: str, key: str, about: Iterable[str]) -> Iterator[DeadlineMet]:
    title = dataset.clock_title(key)
    running = [one for id in about for one in dataset.deadlines_of(id) if one.key == key]
    for against, of in groupby(running, key=lambda one: _against(record, one)):
        yield DeadlineMet(title, tuple(dataset.ref(one.record) for one in of), against)
    if not running:
        yield DeadlineMet(title, ())


def _against(record: str, deadline: Deadline) -> Against | None:
    met, is_known = deadline.met, deadline.deadline is not None
    return met_in_time(deadline.deadline, met) if met and (met.record == record or not is_known) else None
