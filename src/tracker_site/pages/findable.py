"""What the search knows of a thing beside the words of its page: kind, council, themes, date, status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate
from tracker_site.pages.page import Findable, Mark, chip, marks_of
from tracker_site.records.authority import Authority
from tracker_site.status.standing import Standing

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
    standing: Standing | None = None,
) -> Findable:
    """Return what the search knows of a thing.

    `concerned` are the recommendations whose themes are its own; what stands nowhere has no `standing`.
    """
    authority = guide.authority_of(target)
    return Findable(
        kind=kind,
        authority=guide.title(authority) if authority else None,
        themes=_themes(guide, concerned),
        when=when,
        day=_sorts_at(guide, target, when) if when else date.min,
        chip=chip(standing.step) if standing else None,
        marks=_marks(guide, target, standing) if standing else (),
        also_called=_also_called(guide, authority),
        tracker=guide.site.title if guide.site.federation else None,
    )


def _also_called(guide: Guide, authority: str | None) -> tuple[str, ...]:
    record = guide.register.records.by_id[authority] if authority else None
    return record.also_called if isinstance(record, Authority) else ()


def _themes(guide: Guide, recommendations: Iterable[str]) -> tuple[str, ...]:
    ids = {target.split("/")[0] for target in recommendations}
    found = {
        theme
        for id in ids
        if id in guide.standings.recommendations
        for theme in guide.recommendation(id).themes
    }
    return tuple(label for key, label in guide.site.themes.items() if key in found)


def _sorts_at(guide: Guide, target: str, when: PartialDate) -> date:
    return when.sorts_at(guide.register.days.get(target.split("/")[0], date.min))


def _marks(guide: Guide, target: str, standing: Standing) -> tuple[Mark, ...]:
    inferred = (Mark("inferred", "Inferred", ""),) if guide.link(target).is_inferred else ()
    return (*marks_of(standing), *inferred)
