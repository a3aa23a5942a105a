"""The page that searches: what can be chosen there to narrow what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.findable import KINDS
from tracker_site.pages.page import SEARCH_POLICY, Findable, Page
from tracker_site.records.statuses import COMMON


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow what is found: its name in the address, its heading and its choices."""

    key: str
    heading: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page that searches; where it can't, it leads to the lists."""

    template: ClassVar[str] = "search.html"

    facets: tuple[Facet, ...]
    lists: tuple[Link, ...]


def plan_search(guide: Guide, pages: Iterable[Page], lists: Iterable[Link]) -> SearchPage:
    """Return the page that searches these pages."""
    found = tuple(page.findable for page in pages if page.findable)
    return SearchPage(
        address="search/",
        title="Search",
        description="Search all that is recorded here, by words, kind, council, status, theme and year.",
        section="search",
        is_worth_finding=False,
        policy=SEARCH_POLICY,
        facets=tuple(facet for facet in _facets(guide, found) if len(facet.choices) > 1),
        lists=tuple(lists),
    )


def _facets(guide: Guide, found: tuple[Findable, ...]) -> tuple[Facet, ...]:
    kinds = {one.kind for one in found}
    statuses = {one.chip.common for one in found if one.chip}
    themes = {theme for one in found for theme in one.themes}
    trackers = {one.tracker for one in found if one.tracker}
    own = guide.site.themes.values()
    return (
        Facet(
            "tracker",
            "Tracker",
            tuple(sorted(trackers, key=lambda title: (title != guide.site.title, title))),
        ),
        Facet("kind", "Kind", tuple(kind for kind in KINDS if kind in kinds)),
        Facet("authority", "Council", tuple(sorted({one.authority for one in found if one.authority}))),
        Facet("status", "Status", tuple(one.label for one in COMMON.values() if one.label in statuses)),
        Facet(
            "theme", "Theme", (*(label for label in own if label in themes), *sorted(themes.difference(own)))
        ),
        Facet("year", "Year", tuple(sorted({year for one in found for year in one.years}, reverse=True))),
    )
