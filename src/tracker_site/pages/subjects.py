"""Recommendations by theme and by status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import capital, count
from tracker_site.pages.listings import Listing, Listings, ListPage, page_of_value
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import First
from tracker_site.records.statuses import COMMON

LIST = page_link("Themes", "themes/")


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in a list."""

    link: Ref
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage(ListPage[Recommendation]):
    """The recommendations and actions of one status."""

    template: ClassVar[str] = "status.html"

    council_words: tuple[str, ...]
    actions: First[Action]


def plan_themes(guide: Dataset, listing: Listing[Recommendation]) -> Iterator[Page]:
    """Yield the list of themes and the page of each."""
    themes = guide.site.themes
    yield ThemesPage(
        address="themes/",
        title="Themes",
        description=f"{capital(count(len(themes), 'theme'))} that recommendations are about.",
        section="themes",
        rows=tuple(ThemeRow(guide.theme_link(key), listing.rows_of("theme", key)) for key in themes),
    )
    for key, label in themes.items():
        yield page_of_value(ThemePage, listing, "theme", key, LIST, f"themes/{key}/", "Theme", label)


def plan_statuses(guide: Dataset, listings: Listings) -> Iterator[Page]:
    """Yield the page of each common status."""
    home = page_link("Recommendations", "recommendations/")
    for key, status in COMMON.items():
        yield page_of_value(
            StatusPage,
            listings.recommendations,
            "status",
            key,
            home,
            f"status/{key}/",
            "Status",
            status.label,
            council_words=tuple(own.label for own in guide.site.statuses.values() if own.means == key),
            actions=listings.actions.first("status", key, "of this status"),
        )
