"""The lists of the site: every kind of thing that has one, with its facets and all its rows as a script."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Generic, TypeVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.guide import Link
from tracker_site.pages.facets import (
    Facet,
    FacetGroup,
    FacetValue,
    action_facets,
    facet_groups,
    meeting_facets,
    recommendation_facets,
)
from tracker_site.pages.page import MeetingRow, action_rows, recommendation_rows
from tracker_site.pages.pagination import ROWS_A_PAGE, Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.pages.rows import meeting_rows
from tracker_site.pages.script import (
    Cells,
    Sorting,
    action_cells,
    meeting_cells,
    recommendation_cells,
    rows_script,
)
from tracker_site.pages.words import count
from tracker_site.records.meeting import Meeting

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listing:
    """All things of one kind, as their lists show them."""

    folder: str
    noun: str
    facets: tuple[Facet, ...]
    sortings: tuple[Sorting, ...]
    file: str
    """The address of the script that holds all rows."""
    script: bytes

    def lists(self) -> Iterator[tuple[Facet, FacetValue]]:
        """Yield every facet value whose list is a page of its own in the folder of this kind."""
        for facet in self.facets:
            for value in facet.values:
                if value.address.startswith(self.folder):
                    yield facet, value

    def shown(self, pagination: Pagination, current: str = "", preset: str = "") -> ListShown:
        """Return what a page of a list shows beside its rows."""
        return ListShown(
            self.noun,
            pagination,
            f"{pagination.words} {self.noun}s" if pagination.numbers else count(pagination.total, self.noun),
            facet_groups(self.facets, current),
            self.file,
            tuple((sorting.key, sorting.label) for sorting in self.sortings),
            preset,
        )

    def rest(self, key: str, facet: str, what: str) -> Link | None:
        """Return the link to the complete list of a facet value, where its own page has no room for it."""
        value = next((one.value(key) for one in self.facets if one.key == facet), None)
        if value is None or len(value.ids) <= ROWS_A_PAGE:
            return None
        return Link(f"All {len(value.ids)} {self.noun}s {what}", value.address)


@dataclass(frozen=True, slots=True)
class ListShown:
    """What a list has beside its rows: where in it the page is, and the ways to narrow it."""

    noun: str
    pagination: Pagination
    count: str
    facets: tuple[FacetGroup, ...]
    file: str
    sortings: tuple[tuple[str, str], ...]
    preset: str
    """By what the list is narrowed already, as in an address."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """All rows of a list: its title, what it says of them at its head, and the rows."""

    title: str
    sentence: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PageOfList(Generic[Row]):
    """One page of a list, of all things of a kind or of those of a facet value."""

    address: str
    title: str
    of: Listed[Row]
    breadcrumbs: tuple[Link, ...]
    rows: tuple[Row, ...]
    """Those of this page."""
    listed: ListShown
    is_narrowed: bool


def pages_of_lists(
    listing: Listing, home: Link, whole: Listed[Row], narrowed: Callable[[Facet, FacetValue], Listed[Row]]
) -> Iterator[PageOfList[Row]]:
    """Yield every page of the list of all things of a kind, which stands at `home`, and of the lists of its facets."""
    for page in pages_of(whole.rows, listing.folder):
        above = (home,) if page.pagination.previous else ()
        shown = listing.shown(page.pagination)
        title = f"{whole.title}{page.pagination.title}"
        yield PageOfList(page.address, title, whole, above, page.rows, shown, False)
    for facet, value in listing.lists():
        of = narrowed(facet, value)
        for page in pages_of(of.rows, value.address):
            shown = listing.shown(page.pagination, value.address, f"{facet.key}={value.key}")
            title = f"{of.title}{page.pagination.title}"
            yield PageOfList(page.address, title, of, (home,), page.rows, shown, True)


@dataclass(frozen=True)
class Listings:
    """The lists of every kind, each made when it is first asked for."""

    guide: Dataset

    @cached_property
    def recommendations(self) -> Listing:
        """That of recommendations."""
        return _recommendations(self.guide)

    @cached_property
    def actions(self) -> Listing:
        """That of actions."""
        return _actions(self.guide)

    @cached_property
    def meetings(self) -> Listing:
        """That of meetings."""
        return _meetings(self.guide)

    def files(self) -> Iterator[Later[bytes]]:
        """Yield the scripts."""
        for one in (self.recommendations, self.actions, self.meetings):
            yield Later(one.file, partial(bytes, one.script))


def listing_of(
    folder: str,
    facets: tuple[Facet, ...],
    sortings: tuple[Sorting, ...],
    ids: Sequence[str],
    cells: Iterable[Cells],
) -> Listing:
    """Return the list that stands in a folder: `ids` in its order, with what each row shows."""
    name = folder.rstrip("/").replace("/", "-")
    script = rows_script(facets, sortings, ids, cells)
    digest = hashlib.blake2b(script, digest_size=5).hexdigest()
    return Listing(folder, folder.split("/")[-2][:-1], facets, sortings, f"assets/{name}.{digest}.js", script)


def _recommendations(guide: Dataset) -> Listing:
    standings = guide.standings.recommendations
    ids = tuple(guide.rank)
    rows = recommendation_rows(guide, ids)
    days = guide.register.days
    news = {
        id: one.last_news.date.sorts_at(date.min) if one.last_news else date.min
        for id, one in standings.items()
    }
    return listing_of(
        "recommendations/",
        recommendation_facets(guide),
        (
            Sorting("open", "late ones first, closed ones last", {}),
            Sorting("issued", "latest issued first", {id: -days[id].toordinal() for id in ids}),
            Sorting("due", "earliest due first", {id: _due(guide, id) for id in ids}),
            Sorting("news", "latest news first", {id: -news[id].toordinal() for id in ids}),
            Sorting("title", "by title", {id: guide.title(id).casefold() for id in ids}),
        ),
        ids,
        [recommendation_cells(row) for row in rows],
    )


def _actions(guide: Dataset) -> Listing:
    rows = action_rows(guide, guide.standings.actions)
    ids = tuple(row.id for row in rows)
    return listing_of(
        "actions/",
        action_facets(guide),
        (
            Sorting("open", "late ones first, done ones last", {}),
            Sorting("due", "earliest due first", {id: _due(guide, id) for id in ids}),
            Sorting("title", "by title", {id: guide.title(id).casefold() for id in ids}),
        ),
        ids,
        [action_cells(row) for row in rows],
    )


def _meetings(guide: Dataset) -> Listing:
    rows = meeting_rows(guide, (meeting.id for meeting in guide.seen_of_kind(Meeting)))
    ids = tuple(row.id for row in rows)
    days = guide.register.days
    return listing_of(
        "meetings/",
        meeting_facets(guide),
        (
            Sorting("newest", _meetings_first(rows), {}),
            Sorting("oldest", "oldest first", {id: days[id].toordinal() for id in ids}),
            Sorting("outcomes", "most outcomes first", {row.id: -row.outcomes for row in rows}),
        ),
        ids,
        [meeting_cells(row) for row in rows],
    )


def _meetings_first(rows: Sequence[MeetingRow]) -> str:
    return "those to come first, then the newest" if rows and rows[0].is_to_come else "newest first"


def _due(guide: Dataset, id: str) -> int:
    one = guide.recommendations.get(id) or guide.actions[id]
    due = one.due_in_lists
    return (due.sorts_at(date.max) if due else date.max).toordinal()
