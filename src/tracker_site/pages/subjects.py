"""Recommendations by theme and by status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.labels import capital, count
from tracker_site.pages.charts import Segment, bar_of, tally
from tracker_site.pages.listings import Listing, Listings, ListPage
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import First, pages_of
from tracker_site.records.statuses import COMMON

LIST = Link("Themes", "themes/")


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in a list."""

    link: Link
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesPage(Page):
    """All themes, in a list."""

    template: ClassVar[str] = "themes.html"

    rows: tuple[ThemeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(ListPage[Recommendation]):
    """The recommendations of one theme."""

    template: ClassVar[str] = "theme.html"

    bar: tuple[Segment, ...]
    rest: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage(ListPage[Recommendation]):
    """The recommendations and actions of one status."""

    template: ClassVar[str] = "status.html"

    council_words: tuple[str, ...]
    rest: Link | None
    actions: First[Action]


def plan_themes(guide: Dataset, listing: Listing[Recommendation]) -> Iterator[Page]:
    """Yield the list of themes and the page of each."""
    by_theme = {key: listing.rows_of("theme", key) for key in guide.site.themes}
    yield ThemesPage(
        address="themes/",
        title="Themes",
        description=f"{capital(count(len(by_theme), 'theme'))} that recommendations are about.",
        section="themes",
        rows=tuple(ThemeRow(guide.theme_link(key), rows) for key, rows in by_theme.items()),
    )
    for key, rows in by_theme.items():
        label, address = guide.site.themes[key], f"themes/{key}/"
        summary = f": {tally(one.status for one in rows)}" if rows else ""
        sentence = f"{capital(count(len(rows), 'recommendation'))}{summary}."
        first = next(pages_of(rows, address))
        yield ThemePage(
            address=address,
            title=f"Theme: {label}",
            description=f"{label}: {sentence}",
            breadcrumbs=(LIST,),
            section="themes",
            answer=sentence,
            caption="Recommendations of this theme, open ones first",
            bar=bar_of(one.status for one in rows),
            rows=first.rows,
            rest=listing.first("theme", key, "of this theme").rest,
            listed=listing.shown(first.pagination, address, f"theme={key}"),
        )


def plan_statuses(guide: Dataset, listings: Listings) -> Iterator[Page]:
    """Yield the page of each common status."""
    listing = listings.recommendations
    for key, status in COMMON.items():
        rows, actions = listing.rows_of("status", key), listings.actions.rows_of("status", key)
        sentence = f"{capital(count(len(rows), 'recommendation'))} and {count(len(actions), 'action')}."
        address = f"status/{key}/"
        first = next(pages_of(rows, address))
        yield StatusPage(
            address=address,
            title=f"Status: {status.label}",
            description=f"{status.label}: {sentence}",
            breadcrumbs=(Link("Recommendations", "recommendations/"),),
            section="recommendations",
            answer=sentence,
            caption="Recommendations of this status, late ones first",
            council_words=tuple(own.label for own in guide.site.statuses.values() if own.means == key),
            rows=first.rows,
            rest=listing.first("status", key, "of this status").rest,
            listed=listing.shown(first.pagination, address, f"status={key}"),
            actions=listings.actions.first("status", key, "of this status"),
        )
