"""What every page shows of the site as a whole: the `site` of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, extend, page_link
from tracker_site.dates import day_in_words
from tracker_site.pages.imported import FOLDER as IMPORTED
from tracker_site.pages.imported import link_to_trackers
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.site import STATEMENT, Site
from tracker_site.records.statuses import Status

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


class SiteShown(Site, defer_build=True):
    """The settings, and what else every page shows of the site as a whole: the `site` of the templates."""

    base_url: str | None
    """The address of the site, with a slash at its end."""
    day: date
    """The day as at which the site is."""
    today: date
    """The real day."""
    left_out: int
    """How many records a past day does not show, since no date of theirs is known."""
    navigation: tuple[tuple[str, Ref], ...]
    imported: Ref | None
    """The way to what other trackers tell, where any is taken in."""
    footer: tuple[Ref, ...]
    meanings: Mapping[str, Status]
    """The meaning of each word that a status may be said in."""
    units: Mapping[str, str | None]
    """The unit of each measure, by its id."""

    @property
    def as_at(self) -> str:
        """The day as at which the site is, in words."""
        return day_in_words(self.day)


def site_shown(guide: Guide, today: date, imported: Ref | None) -> SiteShown:
    """Return what every page shows; `imported` is the link to what other trackers tell, where there are any."""
    site = guide.site
    return extend(
        SiteShown,
        site,
        base_url=f"{site.base_url.rstrip('/')}/" if site.base_url else None,
        day=guide.standings.as_at,
        today=today,
        left_out=len(guide.standings.left_out),
        navigation=_navigation(guide, bool(imported)),
        imported=imported,
        footer=_footer(guide),
        meanings=guide.register.statuses,
        units={one.id: one.unit for one in guide.register.records.of_kind(Measure)},
    )


def _navigation(guide: Guide, takes_in: bool) -> tuple[tuple[str, Ref], ...]:
    """Return each section with its key; `takes_in` says whether other trackers are shown.

    Where they are, a section of which nothing is recorded here is no place to send anybody.
    """
    if not takes_in:
        return tuple((key, page_link(text, f"{key}/")) for key, text in _SECTIONS.items() if key != "from")
    empty = set(_empty(guide))
    apart = {"from": link_to_trackers(guide)}
    if not guide.in_order:
        apart["recommendations"] = page_link("Recommendations", IMPORTED)
    return tuple(
        (key, apart.get(key) or page_link(text, f"{key}/"))
        for key, text in _SECTIONS.items()
        if key not in empty
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


def _footer(guide: Guide) -> tuple[Ref, ...]:
    """Return the ways to the pages of prose; the accessibility statement is always among them."""
    prose = {page.id: guide.ref(page.id) for page in guide.seen_of_kind(ProsePage)}
    prose.setdefault(STATEMENT, page_link("Accessibility statement", f"{STATEMENT}/"))
    return tuple(link for _, link in sorted(prose.items()))
