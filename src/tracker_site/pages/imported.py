"""The pages that show data of other trackers: the list of trackers, each tracker, and its recommendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker, is_safe
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, extend, page_link
from tracker_site.dates import day_in_words, in_words
from tracker_site.labels import capital, count, inferred_among
from tracker_site.pages.facets import imported_facets
from tracker_site.pages.listings import BY_DUE, BY_TITLE, Listing, ListPage, Sorting, pages_of_lists
from tracker_site.pages.page import Findable, Page
from tracker_site.pages.pagination import PagedList, pages_of, pages_of_list
from tracker_site.pages.recommendations import RecommendationPage
from tracker_site.pages.search import RECOMMENDATION
from tracker_site.phrases import answer
from tracker_site.records.site import OtherTracker

FOLDER = "from/recommendations/"
ROWS = 30
"""The rows of a page of imported recommendations: each says whose it is as well, and a page stays light on a phone."""
_HOME = page_link("Recommendations of other trackers", FOLDER)


@dataclass(frozen=True, slots=True)
class CouncilElsewhere:
    """A council in another tracker, in a list of councils."""

    link: Ref
    tracker: Tracker
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackersPage(PagedList[Tracker]):
    """All other trackers whose data is shown here."""

    template: ClassVar[str] = "trackers.html"

    awaited: tuple[OtherTracker, ...]
    """The trackers that the settings name, and whose data is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerPage(PagedList[Recommendation]):
    """Another tracker: whose it is, and its recommendations."""

    template: ClassVar[str] = "tracker.html"

    tracker: Tracker
    councils: tuple[CouncilElsewhere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredPage(ListPage[Recommendation]):
    """Recommendations of other trackers in one list: all of them, or those of one facet."""

    template: ClassVar[str] = "gathered.html"

    trackers: tuple[Tracker, ...]
    # Each original is to be known to search engines, not this list of copies.
    is_worth_finding: bool = False


def link_to_trackers(guide: Guide) -> Ref:
    """Return the link to the list of trackers; where nothing is recorded here, they are no others."""
    return page_link("Other trackers" if guide.holds_records else "Trackers", "from/")


def link_to_imported(trackers: Sequence[Tracker]) -> Ref | None:
    """Return the link "12 recommendations of 2 other trackers", or None where there are no other trackers."""
    found = [made for one in trackers for made in one.recommendations]
    words = f"{count(len(found), 'recommendation')} of {count(len(trackers), 'other tracker')}"
    words += inferred_among(len(found), sum(one.is_inferred for one in found))
    return page_link(words, FOLDER) if trackers else None


def councils_elsewhere(trackers: Iterable[Tracker]) -> tuple[CouncilElsewhere, ...]:
    """Return the councils of other trackers, by name."""
    found = []
    for tracker in trackers:
        for council in tracker.data.authorities:
            made = tuple(one for one in tracker.recommendations if one.authority == council.id)
            address = f"{FOLDER}authority/{tracker.key}/{council.id}/" if made else tracker.link.address
            found.append(CouncilElsewhere(page_link(council.name, address), tracker, made))
    return tuple(sorted(found, key=lambda one: (one.link.text.casefold(), one.tracker.title)))


def plan_trackers(guide: Guide, trackers: Sequence[Tracker]) -> Iterator[Page]:
    """Yield the list of other trackers, and the pages of each; without any there is no list."""
    if not trackers:
        return
    keys = {one.key for one in trackers}
    home = link_to_trackers(guide)
    counted = capital(count(len(trackers), "other tracker" if guide.holds_records else "tracker"))
    description = f"{counted} whose recommendations are shown here{' too' if guide.holds_records else ''}."
    awaited = tuple(_with_safe_url(one) for one in guide.site.federation if one.key not in keys)
    yield from pages_of_list(TrackersPage, trackers, home, description, "from", awaited=awaited)
    for one in trackers:
        yield from _pages_of(home, one)


def _with_safe_url(other: OtherTracker) -> OtherTracker:
    return other if is_safe(other.url) else extend(OtherTracker, other, url=None)


def _pages_of(home: Ref, tracker: Tracker) -> Iterator[Page]:
    """Yield the page of a tracker, and those of its recommendations."""
    ordered = sorted(tracker.recommendations, key=_order)
    councils = councils_elsewhere([tracker])
    for page in pages_of(ordered, tracker.link.address or ""):
        yield TrackerPage(
            **page.fields(home, title=tracker.title),
            section="from",
            tracker=tracker,
            councils=councils,
            rows=page.rows,
        )
    titles = Counter(one.title for one in ordered)
    for one in ordered:
        apart = f" ({one.id})" if titles[one.title] > 1 else ""
        yield _recommendation_page(home, tracker, one, f"{one.title}{apart}, from {tracker.title}")


def _recommendation_page(home: Ref, tracker: Tracker, one: Recommendation, title: str) -> RecommendationPage:
    """Return the page of an imported recommendation: as our own, with whose it is and where the original is."""
    labels = tracker.data.site.themes
    councils = (council for council in tracker.data.authorities if council.id == one.authority)
    return RecommendationPage(
        address=one.link.address or "",
        title=title,
        description=f"As {tracker.title} tells it: {answer(one)}",
        breadcrumbs=(home, page_link(tracker.title, tracker.link.address)),
        section="from",
        # The page that search engines should know is the original.
        is_worth_finding=False,
        findable=Findable(
            kind=RECOMMENDATION,
            of=one,
            when=one.issued,
            day=one.issued.sorts_at(date.min),
            authority=one.authority.title if one.authority else None,
            themes=tuple(labels[key] for key in one.themes if key in labels),
            also_called=next((council.also_called for council in councils), ()),
            tracker=tracker.title,
            whose=f"from {tracker.title}, as at {day_in_words(tracker.data.as_at)}",
        ),
        recommendation=one,
        answer=answer(one),
        themes=tuple(page_link(labels.get(key, key), None) for key in one.themes),
        tracker=tracker,
    )


def imported_list(trackers: Sequence[Tracker]) -> Listing[Recommendation] | None:
    """Return the list of all recommendations of other trackers; None where there are no other trackers."""
    if not trackers:
        return None
    rows = sorted((_row(other, one) for other in trackers for one in other.recommendations), key=_order)
    by_id = {row.id: row for row in rows}
    return Listing(
        FOLDER,
        by_id,
        imported_facets(FOLDER, by_id, trackers),
        (
            Sorting("open", "late ones first, closed ones last"),
            Sorting("issued", "latest issued first", lambda one: -one.issued.sorts_at(date.min).toordinal()),
            BY_DUE,
            BY_TITLE,
        ),
    )


def plan_imported_list(
    guide: Guide, trackers: Sequence[Tracker], listing: Listing[Recommendation] | None
) -> Iterator[GatheredPage]:
    """Yield the list of all recommendations of other trackers, and the same by each facet."""
    if listing is None:
        return
    title, section = "Recommendations of all trackers", "recommendations"
    if guide.holds_records:
        title, section = _HOME.text, "from"
    yield from pages_of_lists(
        GatheredPage,
        listing,
        _HOME,
        section,
        title=title,
        names=("authority",),
        length=ROWS,
        trackers=tuple(trackers),
    )


def _order(one: Recommendation) -> tuple[bool, bool, str, str]:
    """Return the place of a recommendation in a list: open before closed, late ones first, then by title."""
    return not one.is_open, not one.late, one.title.casefold(), one.id


def _row(tracker: Tracker, one: Recommendation) -> Recommendation:
    """Return a recommendation as its row shows it: with whose it is in the place of the council."""
    council, key = (
        (f"{one.authority.title}. ", f"{tracker.key}/{one.authority}") if one.authority else ("", "")
    )
    owner = f"{council}From {tracker.title}, as at {in_words(tracker.as_at)}"
    return extend(Recommendation, one, id=f"{tracker.key}:{one.id}", authority=Ref(key, owner))
