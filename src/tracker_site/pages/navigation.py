"""The sections of the site, as the head of every page leads to them."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.imported import FOLDER as IMPORTED
from tracker_site.pages.imported import link_to_trackers
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting

_SECTIONS = {
    "recommendations": "Recommendations",
    "inspections": "Inspections",
    "inquiries": "Inquiries",
    "meetings": "Meetings",
    "actions": "Actions",
    "authorities": "Councils",
    "from": "Other trackers",
    "themes": "Themes",
    "changes": "What changed",
    "data": "Data",
}


def navigation(guide: Guide, takes_in: bool) -> tuple[tuple[str, Link], ...]:
    """Return each section with its key; `takes_in` says whether other trackers are shown.

    Where they are, a section of which nothing is recorded here is no place to send anybody.
    """
    if not takes_in:
        return tuple((key, Link(text, f"{key}/")) for key, text in _SECTIONS.items() if key != "from")
    empty = set(_empty(guide))
    apart = {"from": link_to_trackers(guide)}
    if not guide.in_order:
        apart["recommendations"] = Link("Recommendations", IMPORTED)
    return tuple(
        (key, apart.get(key) or Link(text, f"{key}/")) for key, text in _SECTIONS.items() if key not in empty
    )


def _empty(guide: Guide) -> Iterator[str]:
    """Yield the sections of which nothing is recorded here, and other trackers are not asked for."""
    for key, kind in (("inspections", Inspection), ("inquiries", Inquiry), ("meetings", Meeting)):
        if not guide.seen_of_kind(kind):
            yield key
    if not guide.standings.actions:
        yield "actions"
    if not guide.in_order:
        yield "themes"
