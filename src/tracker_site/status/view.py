"""What the derivation of a group of things looks at: all that was said of them, and the day for which it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker_site.dates import PartialDate
from tracker_site.records.statuses import Status
from tracker_site.register.occasions import Given, Mention, Report
from tracker_site.status.groups import Heard
from tracker_site.status.history import Day
from tracker_site.status.sayings import Said, StatusNews
from tracker_site.status.standing import News


class Held(NamedTuple):
    """A meeting that a body held: what is shown of it in a row, which stays the same while its words change."""

    id: str
    date: PartialDate
    day: Day
    """Where it sorts."""
    is_whole: bool
    """Whether the record shows the whole meeting."""


@dataclass(frozen=True, slots=True)
class HeldBy:
    """The meetings that a body held and that are seen, in the order of days."""

    body: str
    meetings: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for everything that is derived."""

    statuses: Mapping[str, Status]
    quiet_after: int
    """The number of days without news after which an open thing is quiet."""
    as_at: date


@dataclass(frozen=True, slots=True)
class View:
    """A group of things as it is seen on a day."""

    terms: Terms
    said: Mapping[str, tuple[Said, ...]]
    """All that was said of each thing, in the order of days; of all days."""
    unseen: frozenset[str]
    """The records among those that are not seen on the day."""
    drafts: frozenset[str]
    """The meetings among those whose minutes are drafts."""

    @property
    def as_at(self) -> date:
        """The day."""
        return self.terms.as_at

    def said_of(self, thing: str) -> tuple[Said, ...]:
        """Return what was said of a thing; of all days."""
        return self.said.get(thing, ())

    def said_by_now(self, thing: str, issue: PartialDate) -> list[Said]:
        """Return what is seen of all that was said of a thing; a figure given before its issue said nothing of it."""
        return [
            one
            for one in self.said_of(thing)
            if one.record not in self.unseen
            and not (isinstance(one.what, Given) and one.date.is_before(issue))
        ]


def view_of(terms: Terms, heard: Iterable[Heard], unseen: tuple[str, ...], drafts: tuple[str, ...]) -> View:
    """Return a group as it is seen; `unseen` and `drafts` are some of the records that speak of it."""
    said: dict[str, tuple[Said, ...]] = {}
    for one in heard:
        for thing, found in one.said.items():
            said[thing] = said.get(thing, ()) + found
    return View(terms, said, frozenset(unseen), frozenset(drafts))


def status_news(
    statuses: Mapping[str, Status], said: Iterable[Said], breadths: Mapping[str, int]
) -> list[StatusNews]:
    """Return the statuses among what was said, for the things named in `breadths` with their breadth."""
    return [
        StatusNews(one, one.what, status, breadths[one.target])
        for one in said
        if isinstance(one.what, Report)
        and one.target in breadths
        and (status := statuses.get(one.what.progress.status or ""))
    ]


def news_since(said: Iterable[Said], issue: PartialDate, birth: str) -> list[Said]:
    """Return when a thing was considered, answered or reported on after its issue.

    `birth` is the record that issued it: that it did so is not news, but what it says of progress is. That an
    inspection looks back on an earlier one is news of that, but says nothing of each of its recommendations.
    """
    return [
        one
        for one in said
        if not one.date.is_before(issue)
        and (not isinstance(one.what, Mention) or (one.record != birth and one.occasion.kind != "inspection"))
    ]


def last_of(news: Iterable[Said]) -> News | None:
    """Return the last news."""
    latest = max(news, key=lambda one: (one.day, one.record), default=None)
    return News(latest.date, latest.record) if latest else None
