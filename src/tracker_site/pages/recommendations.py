"""The lists of recommendations: all of them, by theme and by status; and the page of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import RESPONSES, capital, count
from tracker_site.pages.accounted import accounted_in
from tracker_site.pages.as_it_was import AsItWas, as_it_was
from tracker_site.pages.figures import MeasureRow, measures_naming
from tracker_site.pages.listings import Listing, Listings, ListPage, page_of_value, pages_of_lists
from tracker_site.pages.page import Page, action_rows, later_pages
from tracker_site.pages.pagination import First
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import change_of_standing
from tracker_site.pages.said import ResponseRecorded, responses_recorded
from tracker_site.pages.search import RECOMMENDATION, entity_fields
from tracker_site.phrases import answer
from tracker_site.records.statuses import COMMON
from tracker_site.status.lineage import Thread

LIST = page_link("Recommendations", "recommendations/")
THEMES = page_link("Themes", "themes/")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsPage(ListPage[Recommendation]):
    """Recommendations in a list: all of them, or those of one facet."""

    template: ClassVar[str] = "recommendations.html"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage(Page):
    """One recommendation: where it stands, who says so, and all that led there.

    Of a recommendation of another tracker only what its data says is given.
    """

    template: ClassVar[str] = "recommendation.html"

    recommendation: Recommendation
    answer: str
    themes: tuple[Ref, ...]
    tracker: Tracker | None = None
    """The other tracker that it is from."""
    thread: Thread | None = None
    """All that raised the same concern."""
    responses: tuple[ResponseRecorded, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)
    """The answer to a part that was only proposed, by the key of the part, where none was given."""
    actions: tuple[Action, ...] = ()
    """Those that answer it, and work that was only reported about it."""
    as_it_was: tuple[AsItWas, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    """The figures that name it, each with its last value."""

    @property
    def original(self) -> str | None:
        """The address of the original at the other tracker, as far as it is known."""
        return self.tracker.original(self.recommendation.url) if self.tracker else None

    @property
    def host(self) -> str | None:
        """The host of the original."""
        return urlsplit(self.original).hostname if self.original else None


def plan_recommendations(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each recommendation."""
    return later_pages(guide, guide.standings.recommendations, _page)


def plan_lists_of_recommendations(listing: Listing[Recommendation]) -> Iterator[Page]:
    """Yield the list of recommendations, and its facets."""
    return pages_of_lists(RecommendationsPage, listing, LIST, "recommendations")


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
        yield page_of_value(ThemePage, listing, "theme", key, label, THEMES, f"themes/{key}/")


def plan_statuses(guide: Dataset, listings: Listings) -> Iterator[Page]:
    """Yield the page of each common status."""
    for key, status in COMMON.items():
        yield page_of_value(
            StatusPage,
            listings.recommendations,
            "status",
            key,
            status.label,
            LIST,
            f"status/{key}/",
            council_words=tuple(own.label for own in guide.site.statuses.values() if own.means == key),
            actions=listings.actions.first("status", key, "of this status"),
        )


def _page(guide: Dataset, id: str) -> RecommendationPage:
    one, standing = guide.recommendations[id], guide.standings.recommendations[id]
    return RecommendationPage(
        **entity_fields(guide, RECOMMENDATION, id, one.title, (LIST,), one.issued, (id,), one),
        last_changed=change_of_standing(guide, standing, _also_shown(guide, one)),
        recommendation=one,
        answer=" ".join((answer(one), *_parts_apart(one))),
        thread=guide.accounts.thread_of.get(id),
        responses=responses_recorded(guide, (id, one.origin)),
        proposed=_proposed(guide, one),
        themes=tuple(map(guide.theme_link, one.themes)),
        actions=action_rows(guide, one.actions),
        as_it_was=as_it_was(guide, standing),
        measures=measures_naming(guide, id),
    )


def _parts_apart(one: Recommendation) -> Iterator[str]:
    """Yield where each part stands, unless all stand alike."""
    if len({(part.status, part.assurance) for part in one.parts}) > 1:
        yield f"{capital('; '.join(f'part {part.key}: {part.status.label}' for part in one.parts))}."


def _proposed(guide: Guide, one: Recommendation) -> dict[str, str]:
    """Return the last answer to each part that was only proposed, where none was given."""
    responses = (answer.response for _, answer in guide.answers_to.get(one.id, ()))
    proposed = {one.to: RESPONSES[one.response] for one in responses if one.standing == "proposed"}
    keys = (part.key for part in one.parts if part.response is None)
    return {key: proposed[f"{one.id}/{key}"] for key in keys if f"{one.id}/{key}" in proposed}


def _also_shown(guide: Dataset, one: Recommendation) -> Iterator[str]:
    """Yield what the page shows beside what was said of the recommendation."""
    yield from (one.origin, *one.repeats, *one.supersedes, *one.answered_by_plans, *one.measures)
    yield from (cell.meeting for cell in one.meetings)
    for address in one.actions:
        yield address
        yield from (entry.record for entry in guide.actions[address].timeline)
    yield from (*one.repeated_by, *one.superseded_by)
    yield from accounted_in(one, guide.accounts.thread_of.get(one.id))
