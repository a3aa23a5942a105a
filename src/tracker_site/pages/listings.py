"""The lists of recommendations, actions and meetings: their rows, their facets, and the pages that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Meeting, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.labels import capital, count
from tracker_site.pages.facets import (
    Facet,
    FacetValue,
    action_facets,
    meeting_facets,
    recommendation_facets,
)
from tracker_site.pages.page import Page, action_rows
from tracker_site.pages.pagination import ROWS_A_PAGE, First, Pagination, first_of, pages_of
from tracker_site.pages.rows import meeting_rows

Row = TypeVar("Row")
P = TypeVar("P", bound="ListPage[Any]")

Narrowed = Callable[[Facet, FacetValue, tuple[Row, ...]], tuple[str, str]]
"""Returns the title and the sentence of the list of a facet value, given its rows."""


@dataclass(frozen=True, slots=True)
class Sorting(Generic[Row]):
    """An order of a list: its name, and the key to sort rows by; None where it is the order of the rows."""

    key: str
    label: str
    by: Callable[[Row], Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Listing(Generic[Row]):
    """All entities of one kind, as their lists show them."""

    folder: str
    rows: Mapping[str, Row]
    """The rows by the ids of the entities, in the order of the list."""
    facets: tuple[Facet, ...]
    sortings: tuple[Sorting[Row], ...]
    """The orders, that of the rows first."""

    @property
    def name(self) -> str:
        """The folder as the name of a file."""
        return self.folder.rstrip("/").replace("/", "-")

    @property
    def noun(self) -> str:
        """What a row is: `recommendation`; the macro of a row is named after it."""
        return self.folder.split("/")[-2].removesuffix("s")

    def shown(self, pagination: Pagination, current: str = "", preset: str = "") -> ListShown:
        """Return what a page of a list shows beside its rows; `current` is the address of the list."""
        values = (value for facet in self.facets for value in facet.values if value.address == current)
        ids = next((frozenset(value.ids) for value in values), None)
        return ListShown(self, self.facets, ids, pagination, current, preset)

    def rows_of(self, facet: str, key: str) -> tuple[Row, ...]:
        """Return the rows that have a value of a facet."""
        value = self._value(facet, key)
        return tuple(self.rows[id] for id in value.ids) if value else ()

    def first(self, facet: str, key: str, what: str) -> First[Row]:
        """Return the first rows that have a value of a facet, and the link "All 312 recommendations WHAT"."""
        value = self._value(facet, key)
        return first_of(self.rows_of(facet, key), f"{self.noun}s {what}", value.address if value else "")

    def _value(self, facet: str, key: str) -> FacetValue | None:
        """Return a value of a facet; None where no row has it."""
        values = (value for one in self.facets if one.key == facet for value in one.values)
        return next((value for value in values if value.key == key), None)


@dataclass(frozen=True, slots=True)
class ListShown:
    """What a list has beside its rows: where in it the page is, and the links to narrower lists."""

    of: Listing[Any] = field(compare=False)  # a page does not differ where rows of other pages do
    facets: tuple[Facet, ...]
    ids: frozenset[str] | None = field(compare=False)
    """Those of the entities of the list, where it is of a facet value."""
    pagination: Pagination
    address: str
    """That of the list, where it is of a facet value."""
    preset: str
    """By what the list is narrowed already, as in an address."""

    @property
    def count(self) -> str:
        """Which rows the page shows, or how many the list has."""
        shown, noun = self.pagination, self.of.noun
        return f"{shown.words} {noun}s" if shown.numbers else count(shown.total, noun)

    def within(self, facet: Facet, value: FacetValue) -> int:
        """Return how many entities of the list have a value of a facet."""
        # Of its own facet all values count, for another may be taken in its place.
        if self.ids is None or facet.key == self.preset.partition("=")[0]:
            return value.number
        return len(self.ids.intersection(value.ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page, Generic[Row]):
    """One page of a list, of all entities of a kind or of those of a facet value."""

    answer: str
    caption: str
    rows: tuple[Row, ...]
    """Those of this page."""
    listed: ListShown


def pages_of_lists(
    kind: type[P],
    listing: Listing[Row],
    home: Link,
    whole: tuple[str, str],
    narrowed: Narrowed[Row] | None = None,
    *,
    section: str,
    caption: str = "",
    length: int = ROWS_A_PAGE,
) -> Iterator[P]:
    """Yield every page of the list of all entities of a kind, which stands at `home`, and of the lists of its facets.

    `whole` and what `narrowed` returns are the title of a list and the sentence at its head, where those are not the
    label of the value and what is true of what has it; `caption` is what the
    caption of the table adds to the title.
    """

    def as_labelled(facet: Facet, value: FacetValue, rows: tuple[Row, ...]) -> tuple[str, str]:
        counted = capital(count(len(rows), listing.noun))
        return f"{home.text}: {value.label[0].lower()}{value.label[1:]}", f"{counted}: {facet.claim(value)}."

    for (title, sentence), rows, address, preset in _lists(listing, whole, narrowed or as_labelled):
        for page in pages_of(rows, address, length):
            yield kind(
                address=page.address,
                title=f"{title}{page.pagination.title}",
                description=sentence,
                breadcrumbs=(home,) if preset or page.pagination.previous else (),
                section=section,
                answer=sentence,
                caption=f"{title}{caption}",
                rows=page.rows,
                listed=listing.shown(page.pagination, address if preset else "", preset),
            )


def _lists(
    listing: Listing[Row], whole: tuple[str, str], narrowed: Narrowed[Row]
) -> Iterator[tuple[tuple[str, str], tuple[Row, ...], str, str]]:
    """Yield of each list its title and sentence, its rows, its address, and by what it is narrowed."""
    yield whole, tuple(listing.rows.values()), listing.folder, ""
    for facet in listing.facets:
        for value in facet.values:
            if value.address.startswith(listing.folder):
                rows = tuple(listing.rows[id] for id in value.ids)
                yield narrowed(facet, value, rows), rows, value.address, f"{facet.key}={value.key}"


@dataclass(frozen=True)
class Listings:
    """The lists of every kind, each made when it is first asked for."""

    guide: Dataset

    @cached_property
    def recommendations(self) -> Listing[Recommendation]:
        """That of recommendations."""
        days = self.guide.register.days
        return Listing(
            "recommendations/",
            self.guide.recommendations,
            recommendation_facets(self.guide),
            (
                Sorting("open", "late ones first, closed ones last"),
                Sorting("issued", "latest issued first", lambda one: -days[one.id].toordinal()),
                Sorting("due", "earliest due first", due_day),
                Sorting("news", "latest news first", _latest_news_first),
                Sorting("title", "by title", lambda one: one.title.casefold()),
            ),
        )

    @cached_property
    def actions(self) -> Listing[Action]:
        """That of actions."""
        rows = {one.id: one for one in action_rows(self.guide, self.guide.actions)}
        return Listing(
            "actions/",
            rows,
            action_facets(self.guide, rows),
            (
                Sorting("open", "late ones first, done ones last"),
                Sorting("due", "earliest due first", due_day),
                Sorting("title", "by title", lambda one: one.title.casefold()),
            ),
        )

    @cached_property
    def meetings(self) -> Listing[Meeting]:
        """That of meetings."""
        days = self.guide.register.days
        meetings = meeting_rows(self.guide, self.guide.records["meetings"])
        rows = {one.id: one for one in meetings}
        has_some_to_come = bool(meetings) and meetings[0].is_to_come
        return Listing(
            "meetings/",
            rows,
            meeting_facets(self.guide, rows),
            (
                Sorting(
                    "newest", "those to come first, then the newest" if has_some_to_come else "newest first"
                ),
                Sorting("oldest", "oldest first", lambda one: days[one.id]),
                Sorting("outcomes", "most outcomes first", lambda one: -one.outcomes),
            ),
        )


def due_day(one: Followed) -> date:
    """Return the day by which an entity sorts by its due date; those without a date come last."""
    return one.due_in_lists.sorts_at(date.max) if one.due_in_lists else date.max


def _latest_news_first(one: Followed) -> int:
    return -(one.last_news.date.sorts_at(date.min) if one.last_news else date.min).toordinal()
