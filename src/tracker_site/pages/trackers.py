"""The pages of other trackers: the list of them, and of each its recommendations, marked as its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.federation.format import RecommendationTold
from tracker_site.dataset.federation.tracker import Tracker, is_safe
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.charts import Segment, bar_of
from tracker_site.pages.page import Chip, Mark, Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.taken_in import age_of, link_to_taken_in, status_told
from tracker_site.pages.tally import tally
from tracker_site.pages.told import chip_told, in_order, marks_told, plan_federated
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
class RowTold:
    """A recommendation of another tracker in a list."""

    link: Link
    number: str | None
    source: str
    authority: str | None
    chip: Chip
    marks: tuple[Mark, ...]
    due: PartialDate | None
    last_news: PartialDate | None


@dataclass(frozen=True, slots=True)
class CouncilTold:
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
    councils: tuple[CouncilTold, ...]
    rows: tuple[RowTold, ...]
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
    ordered = sorted(tracker.told.recommendations, key=in_order)
    sentence = f"{count(len(ordered), 'recommendation').capitalize()}: {_tally(ordered)}."
    bar, councils, owner = bar_of(map(status_told, ordered)), _councils(tracker), whose(tracker)
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
            rows=tuple(_row(tracker, one) for one in page.rows),
            pagination=page.pagination,
        )
    yield from plan_federated(tracker, above, ordered)


def _row_of_tracker(guide: Guide, tracker: Tracker) -> TrackerRow:
    told = tracker.told
    return TrackerRow(
        whose=whose(tracker),
        age=age_of(guide, tracker),
        recommendations=len(told.recommendations),
        summary=_tally(told.recommendations),
        councils=count(len(told.authorities), "council"),
    )


def _councils(tracker: Tracker) -> tuple[CouncilTold, ...]:
    made: defaultdict[str | None, list[RecommendationTold]] = defaultdict(list)
    for one in tracker.told.recommendations:
        made[one.authority].append(one)
    return tuple(
        CouncilTold(one.name, _tally(made[one.id]))
        for one in sorted(tracker.told.authorities, key=lambda one: one.name.casefold())
    )


def _row(tracker: Tracker, told: RecommendationTold) -> RowTold:
    return RowTold(
        link=Link(told.title, f"from/{tracker.key}/recommendations/{told.id}/", told.wording == "inferred"),
        number=told.number,
        source=tracker.names[told.origin],
        authority=tracker.names[told.authority] if told.authority else None,
        chip=chip_told(told.status, told.status_label, told.assurance),
        marks=marks_told(told),
        due=told.due,
        last_news=told.last_news.date if told.last_news else None,
    )


def _tally(told: Sequence[RecommendationTold]) -> str:
    return tally(map(status_told, told))
