"""The lists of recommendations, actions and meetings: their rows, their facets, and the pages that show them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Meeting, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.pages.facets import (
    Facet,
    FacetValue,
    action_facets,
    meeting_facets,
    recommendation_facets,
)
from tracker_site.pages.page import action_rows
from tracker_site.pages.pagination import ROWS_A_PAGE, First, PagedList, first_of, pages_of
from tracker_site.pages.rows import meeting_rows

Row = TypeVar("Row")
P = TypeVar("P", bound="ListPage[Any]")


@dataclass(frozen=True, slots=True)
class Sorting(Generic[Row]):
    """An order of a list: its name, and the key to sort rows by; None where it is the order of the rows."""

    key: str
    label: str
    by: Callable[[Row], Any] | None = None


def due_day(one: Followed) -> date:
    """Return the day by which an entity sorts by its due date; those without a date come last."""
    return one.due_in_lists.sorts_at(date.max) if one.due_in_lists else date.max


BY_DUE: Sorting[Any] = Sorting("due", "earliest due first", due_day)
BY_TITLE: Sorting[Any] = Sorting("title", "by title", lambda one: one.title.casefold())


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

    def rows_of(self, facet: str, key: str) -> tuple[Row, ...]:
        """Return the rows that have a value of a facet."""
        value = self.value(facet, key)
        return tuple(self.rows[id] for id in value.ids) if value else ()

    def first(self, facet: str, key: str, what: str) -> First[Row]:
        """Return the first rows that have a value of a facet, and the link "All 312 recommendations WHAT"."""
        value = self.value(facet, key)
        return first_of(self.rows_of(facet, key), f"{self.noun}s {what}", value.address if value else "")

    def value(self, facet: str, key: str) -> FacetValue | None:
        """Return a value of a facet; None where no row has it."""
        values = (value for one in self.facets if one.key == facet for value in one.values)
        return next((value for value in values if value.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(PagedList[Row]):
    """One page of a list that takes a filter: of all entities of a kind, or of those with a value of a facet."""

    listing: Listing[Row] = field(compare=False)  # a page does not differ where rows of other pages do
    facets: tuple[Facet, ...]
    name: str
    """The title without the number of the page."""
    preset: str
    """By what the list is narrowed already, as in an address."""
    value: FacetValue | None
    """The value by which it is narrowed, where some entity has it."""
    rest: Ref | None = None
    """The way to the whole list, where this page holds only its beginning."""

    @property
    def entities(self) -> tuple[Row, ...]:
        """The rows of the list on all of its pages."""
        if self.value:
            return tuple(self.listing.rows[id] for id in self.value.ids)
        return () if self.preset else tuple(self.listing.rows.values())

    @property
    def current(self) -> str | None:
        """The address of the list of the value, where the page is of it."""
        return self.value.address if self.value and not self.rest else None

    def within(self, facet: Facet) -> Iterator[tuple[FacetValue, int]]:
        """Yield the values of a facet to link to, each with how many entities of this list have it."""
        # Of its own facet all values count, for another may be taken in its place.
        is_own = self.current is None or facet.key == self.preset.partition("=")[0]
        ids = frozenset(self.value.ids if self.value else ())
        for value in facet.links(self.current):
            yield value, value.number if is_own else len(ids.intersection(value.ids))


def pages_of_lists(
    kind: type[P],
    listing: Listing[Row],
    home: Ref,
    section: str,
    *,
    title: str = "",
    names: Container[str] = (),
    length: int = ROWS_A_PAGE,
    **more: Any,
) -> Iterator[P]:
    """Yield every page of the list of all entities of a kind, which stands at `home`, and of the lists of its facets.

    `title` is its title, where that is not the text of `home`; `names` are the facets whose values are names, which
    keep their capitals; `more` are further fields of `kind`.
    """
    title = title or home.text
    for preset, value, name in ("", None, title), *_narrowed(listing, title, names):
        rows = tuple(listing.rows[id] for id in (value.ids if value else listing.rows))
        for page in pages_of(rows, value.address if value else listing.folder, length):
            yield kind(
                **page.fields(home, title=name),
                section=section,
                rows=page.rows,
                listing=listing,
                facets=listing.facets,
                name=name,
                preset=preset,
                value=value,
                **more,
            )


def _narrowed(
    listing: Listing[Any], title: str, names: Container[str]
) -> Iterator[tuple[str, FacetValue, str]]:
    """Yield by what each list of a facet value is narrowed, that value, and the title of the list."""
    for facet in listing.facets:
        for value in facet.values:
            if value.address.startswith(listing.folder):
                label = value.label if facet.key in names else f"{value.label[0].lower()}{value.label[1:]}"
                yield f"{facet.key}={value.key}", value, f"{title}: {label}"


def page_of_value(
    kind: type[P],
    listing: Listing[Row],
    facet: str,
    key: str,
    label: str,
    home: Ref,
    address: str,
    **more: Any,
) -> P:
    """Return the page of a value of a facet, with the first of its rows and the way to the whole list of them."""
    found = next(pages_of(listing.rows_of(facet, key), address))
    return kind(
        address=address,
        title=f"{facet.capitalize()}: {label}",
        breadcrumbs=(home,),
        section=(home.address or "").strip("/"),
        rows=found.rows,
        pagination=found.pagination,
        listing=listing,
        facets=listing.facets,
        name=label,
        preset=f"{facet}={key}",
        value=listing.value(facet, key),
        rest=listing.first(facet, key, f"of this {facet}").rest,
        **more,
    )


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
                BY_DUE,
                Sorting("news", "latest news first", _latest_news_first),
                BY_TITLE,
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
                BY_DUE,
                BY_TITLE,
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


def _latest_news_first(one: Followed) -> int:
    return -(one.last_news.date.sorts_at(date.min) if one.last_news else date.min).toordinal()
