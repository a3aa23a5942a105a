"""The search: what it knows of each page beside its words, and the page that searches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from tracker_site.dataset.entities import Followed, Recommendation
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate
from tracker_site.labels import NOTICES
from tracker_site.pages.facets import bodies_that_met, considered_by, name_of_body
from tracker_site.pages.page import SEARCH_POLICY, Findable, Page
from tracker_site.pages.provenance import provenance_shown
from tracker_site.phrases import SPEAKERS_IN_ALL, speaker_of
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.statuses import COMMON

KINDS = (
    RECOMMENDATION := "Recommendation",
    ACTION := "Action",
    PLAN := "Action plan",
    REPORTED := "Reported work",
    MEETING := "Meeting",
    UPDATE := "Said outside a meeting",
    INSPECTION := "Inspection",
    INQUIRY := "Inquiry",
    MEASURE := "Figure over time",
    AUTHORITY := "Council",
    BODY := "Committee or other body",
    PROSE := "About this site",
)
"""The kinds of what can be found, in the order in which the search offers them."""


def findable(
    guide: Guide,
    kind: str,
    target: str,
    when: PartialDate | None = None,
    concerned: Iterable[str] = (),
    one: Followed | None = None,
) -> Findable:
    """Return what the search knows of an entity of this tracker.

    `concerned` are the recommendations whose themes are its own; `one` is a recommendation or an action itself.
    """
    authority = guide.authority_of(target)
    record = guide.register.records.by_id[authority] if authority else None
    return Findable(
        kind=kind,
        authority=guide.title(authority) if authority else None,
        themes=_themes(guide, concerned),
        when=when,
        day=when.sorts_at(guide.register.days.get(target.split("/")[0], date.min)) if when else date.min,
        of=one,
        also_called=record.also_called if isinstance(record, Authority) else (),
        tracker=guide.site.title if guide.site.federation else None,
        bodies=tuple(sorted(name_of_body(guide, body) for body in _bodies(guide, target, one))),
    )


def entity_fields(
    guide: Guide,
    kind: str,
    id: str,
    title: str,
    trail: tuple[Ref, ...],
    when: PartialDate | None = None,
    concerned: Iterable[str] = (),
    one: Followed | None = None,
    section: str | None = None,
) -> dict[str, Any]:
    """Return the fields of a `Page` that shows a record or an entity within one.

    `trail` leads to it, and begins with its section where no other is given; the rest is as for `findable`.
    """
    return {
        "address": guide.address(id),
        "title": title,
        "breadcrumbs": trail,
        "section": section or (trail[0].address or "").partition("/")[0],
        "provenance": provenance_shown(guide, id),
        "findable": findable(guide, kind, id, when, concerned, one),
    }


def _bodies(guide: Guide, target: str, one: Followed | None) -> set[str]:
    """Return the bodies that an entity belongs to, or whose meetings dealt with it."""
    record = target.split("/")[0]
    match guide.register.entities[target].what:
        case Committee():
            return {target}
        case Inquiry(body=str() as body):
            return {body, *bodies_that_met(guide, guide.meetings_about.get(record, ()))}
    if one:
        return considered_by(guide, one.origin if isinstance(one, Recommendation) else record, one)
    return bodies_that_met(guide, (record, *guide.meetings_about.get(record, ())))


def _themes(guide: Guide, recommendations: Iterable[str]) -> tuple[str, ...]:
    ids = {target.split("/")[0] for target in recommendations}
    found = {theme for id in ids if id in guide.rank for theme in guide.register.recommendation(id).themes}
    return tuple(label for key, label in guide.site.themes.items() if key in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page that searches; where it can't, it leads to the lists."""

    template: ClassVar[str] = "search.html"

    facets: Mapping[str, tuple[str, ...]]
    """The ways to narrow what is found, each by its name in the address, with its choices."""
    lists: tuple[Ref, ...]


def plan_search(guide: Guide, pages: Iterable[Page], lists: Iterable[Ref]) -> SearchPage:
    """Return the page that searches these pages."""
    found = tuple(page.findable for page in pages if page.findable)
    return SearchPage(
        address="search/",
        title="Search",
        description="Search all that is recorded here by words, and narrow it by kind, council, status and more.",
        section="search",
        is_worth_finding=False,
        policy=SEARCH_POLICY,
        # What is late or quiet is narrowed down to even where it is only one of them.
        facets={
            key: choices for key, choices in _facets(guide, found).items() if len(choices) > (key != "notice")
        },
        lists=tuple(lists),
    )


def _facets(guide: Guide, found: tuple[Findable, ...]) -> dict[str, tuple[str, ...]]:
    kinds = {one.kind for one in found}
    statuses = {one.of.counted_as.common for one in found if one.of}
    themes = {theme for one in found for theme in one.themes}
    trackers = {one.tracker for one in found if one.tracker}
    speakers = {speaker_of(one.of) for one in found if one.of}
    notices = {notice for one in found for notice in one.notices}
    own = guide.site.themes.values()
    return {
        "tracker": tuple(sorted(trackers, key=lambda title: (title != guide.site.title, title))),
        "kind": tuple(kind for kind in KINDS if kind in kinds),
        "authority": tuple(sorted({one.authority for one in found if one.authority})),
        "body": tuple(sorted({body for one in found for body in one.bodies})),
        "status": tuple(one.label for one in COMMON.values() if one in statuses),
        "assurance": tuple(label for label in SPEAKERS_IN_ALL if label in speakers),
        "notice": tuple(label for key, label in NOTICES.items() if key in notices),
        "theme": (*(label for label in own if label in themes), *sorted(themes.difference(own))),
        "year": tuple(sorted({year for one in found for year in one.years}, reverse=True)),
    }
