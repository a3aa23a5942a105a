"""What every page shows of the site as a whole: the `site` of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import day_in_words
from tracker_site.pages.imported import FOLDER as IMPORTED
from tracker_site.pages.imported import link_to_trackers
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.site import STATEMENT
from tracker_site.records.statuses import Status
from tracker_site.source.markup import Prose

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


@dataclass(frozen=True, slots=True)
class SiteShown:
    """What every page shows of the site as a whole; the `site` of the templates."""

    title: str
    description: str | None
    language: str
    publisher: str | None
    publisher_url: str | None
    publisher_email: str | None
    licence: str | None
    licence_url: str | None
    notice: Prose | None
    repository_url: str | None
    base_url: str | None
    colour: str | None
    logo: str | None
    as_at: str
    banner: str | None
    """What to know about the day, where it is another than the real one."""
    navigation: tuple[tuple[str, Link], ...]
    imported: Link | None
    """The way to what other trackers tell, where any is taken in."""
    footer: tuple[Link, ...]
    statuses: Mapping[str, Status]
    """The meaning of each word that a status may be said in."""
    units: Mapping[str, str | None]
    """The unit of each measure, by its id."""


def site_shown(guide: Guide, today: date, imported: Link | None) -> SiteShown:
    """Return what every page shows; `imported` is the link to what other trackers tell, where there are any."""
    site = guide.site
    publisher, licence = site.publisher, site.licence
    return SiteShown(
        title=site.title,
        description=site.description,
        language=site.language,
        publisher=publisher.name if publisher else None,
        publisher_url=publisher.url if publisher else None,
        publisher_email=publisher.email if publisher else None,
        licence=licence.title if licence else None,
        licence_url=licence.url if licence else None,
        notice=site.notice,
        repository_url=site.repository.url if site.repository else None,
        base_url=f"{site.base_url.rstrip('/')}/" if site.base_url else None,
        colour=site.brand.colour,
        logo=site.brand.logo,
        as_at=day_in_words(guide.standings.as_at),
        banner=_banner(guide.standings.as_at, today),
        navigation=_navigation(guide, bool(imported)),
        imported=imported,
        footer=_footer(guide),
        statuses=guide.register.statuses,
        units={one.id: one.unit for one in guide.register.records.of_kind(Measure)},
    )


def _navigation(guide: Guide, takes_in: bool) -> tuple[tuple[str, Link], ...]:
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


def _footer(guide: Guide) -> tuple[Link, ...]:
    """Return the ways to the pages of prose; the accessibility statement is always among them."""
    prose = {page.id: guide.link(page.id) for page in guide.seen_of_kind(ProsePage)}
    prose.setdefault(STATEMENT, Link("Accessibility statement", f"{STATEMENT}/"))
    return tuple(link for _, link in sorted(prose.items()))


def _banner(as_at: date, today: date) -> str | None:
    shown = day_in_words(as_at)
    if as_at < today:
        unseen = "Later records are not shown; records of which no date is known are."
        return f"This is the tracker as it stood at the end of {shown}. {unseen}"
    if as_at > today:
        return f"This is the tracker as it will stand on {shown} if nothing more is recorded."
    return None
