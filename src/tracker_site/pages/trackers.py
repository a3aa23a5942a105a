"""The pages of other trackers: the list of them, and of each its recommendations, marked as its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker, is_safe
from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.charts import Segment, bar_of
from tracker_site.pages.imported import in_order, plan_imported
from tracker_site.pages.page import Mark, Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.taken_in import age_of, link_to_taken_in
from tracker_site.pages.tally import tally
from tracker_site.pages.whose import Whose, whose
from tracker_site.pages.words import count


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """Another tracker in the list of them."""

    whose: Whose
    age: Mark | None
    """What is to be said of it where it is old."""
    recommendations: int
    summary: str
    councils: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """A tracker that is named in the settings, and whose data is not here."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackersPage(Page):
    """All other trackers whose data is shown here."""

    template: ClassVar[str] = "trackers.html"

    rows: tuple[TrackerRow, ...]
    recommendations: Link | None
    awaited: tuple[Awaited, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class CouncilElsewhere:
    """A council of another tracker."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerPage(Page):
    """Another tracker: whose it is, and its recommendations."""

    template: ClassVar[str] = "tracker.html"

    whose: Whose
    age: Mark | None
    answer: str
    bar: tuple[Segment, ...]
    councils: tuple[CouncilElsewhere, ...]
    rows: tuple[Recommendation, ...]
    pagination: Pagination


def link_to_trackers(guide: Guide) -> Link:
    """Return the way to the list of trackers; where nothing is recorded here, they are no others."""
    return Link("Other trackers" if guide.holds_records else "Trackers", "from/")


def plan_trackers(guide: Guide, others: Sequence[Tracker]) -> Iterator[Page]:
    """Yield the list of other trackers, and the pages of each; without any there is no list."""
    if not others:
        return
    here = {other.key for other in others}
    awaited = tuple(
        Awaited(one.title, one.url if is_safe(one.url) else None)
        for one in guide.site.federation
        if one.key not in here
    )
    above = link_to_trackers(guide)
    counted = count(len(others), "other tracker" if guide.holds_records else "tracker").capitalize()
    for page in pages_of([_row_of_tracker(guide, one) for one in others], "from/"):
        yield TrackersPage(
            address=page.address,
            title=f"{above.text}{page.pagination.title}",
            description=f"{counted} whose recommendations are shown here{' too' if guide.holds_records else ''}.",
            breadcrumbs=(above,) if page.pagination.previous else (),
            section="from",
            rows=page.rows,
            recommendations=link_to_taken_in(others),
            awaited=() if page.pagination.next else awaited,
            pagination=page.pagination,
        )
    for other in others:
        yield from _pages_of(guide, above, other)


def _pages_of(guide: Guide, above: Link, tracker: Tracker) -> Iterator[Page]:
    ordered = sorted(tracker.recommendations, key=in_order)
    sentence = f"{count(len(ordered), 'recommendation').capitalize()}: {_tally(ordered)}."
    bar, councils, owner = bar_of(one.status for one in ordered), _councils(tracker), whose(tracker)
    for page in pages_of(ordered, f"from/{tracker.key}/"):
        yield TrackerPage(
            address=page.address,
            title=f"{tracker.title}{page.pagination.title}",
            description=f"{tracker.title}, another tracker. {sentence}",
            breadcrumbs=(above,),
            section="from",
            whose=owner,
            age=age_of(guide, tracker),
            answer=sentence,
            bar=bar,
            councils=councils,
            rows=page.rows,
            pagination=page.pagination,
        )
    yield from plan_imported(tracker, above, ordered)


def _row_of_tracker(guide: Guide, tracker: Tracker) -> TrackerRow:
    return TrackerRow(
        whose=whose(tracker),
        age=age_of(guide, tracker),
        recommendations=len(tracker.recommendations),
        summary=_tally(tracker.recommendations),
        councils=count(len(tracker.data.authorities), "council"),
    )


def _councils(tracker: Tracker) -> tuple[CouncilElsewhere, ...]:
    made: defaultdict[str | None, list[Recommendation]] = defaultdict(list)
    for one in tracker.recommendations:
        made[one.authority].append(one)
    return tuple(
        CouncilElsewhere(one.name, _tally(made[one.id]))
        for one in sorted(tracker.data.authorities, key=lambda one: one.name.casefold())
    )


def _tally(recommendations: Iterable[Recommendation]) -> str:
    return tally(one.status for one in recommendations)
