"""What the search knows of an entity beside the words of its page: kind, council, themes, date, status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker_site.dataset.entities import Followed
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.labels import MARKS
from tracker_site.pages.page import Findable, chip
from tracker_site.phrases import mark_labels
from tracker_site.records.authority import Authority

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
    return findable_of(
        kind,
        one,
        when,
        when.sorts_at(guide.register.days.get(target.split("/")[0], date.min)) if when else date.min,
        authority=guide.title(authority) if authority else None,
        themes=_themes(guide, concerned),
        also_called=record.also_called if isinstance(record, Authority) else (),
        tracker=guide.site.title if guide.site.federation else None,
    )


def findable_of(
    kind: str,
    one: Followed | None,
    when: PartialDate | None,
    day: date,
    *,
    authority: str | None,
    themes: tuple[str, ...],
    also_called: tuple[str, ...],
    tracker: str | None,
    whose: str | None = None,
) -> Findable:
    """Return what the search knows of an entity of any tracker; only a recommendation or an action has a status."""
    inferred = (("inferred", MARKS["inferred"]),) if one and one.link.is_inferred else ()
    return Findable(
        kind=kind,
        authority=authority,
        themes=themes,
        when=when,
        day=day,
        chip=chip(one) if one else None,
        marks=(*mark_labels(one), *inferred) if one else (),
        also_called=also_called,
        tracker=tracker,
        whose=whose,
    )


def _themes(guide: Guide, recommendations: Iterable[str]) -> tuple[str, ...]:
    ids = {target.split("/")[0] for target in recommendations}
    found = {theme for id in ids if id in guide.rank for theme in guide.recommendation(id).themes}
    return tuple(label for key, label in guide.site.themes.items() if key in found)
