"""The stage that plans the site: every page, and every file beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from tracker_site.dates import day_in_words
from tracker_site.markup import Prose
from tracker_site.pages.accessibility import plan_accessibility
from tracker_site.pages.actions import plan_actions, plan_lists_of_actions, plan_plans
from tracker_site.pages.authorities import plan_authorities
from tracker_site.pages.changes import plan_changes
from tracker_site.pages.data import counts_of_data, tracker_json
from tracker_site.pages.figures import plan_measures
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.home import plan_home
from tracker_site.pages.hosts import files_for_hosts
from tracker_site.pages.listings import Listings
from tracker_site.pages.meetings import plan_lists_of_meetings, plan_meetings
from tracker_site.pages.motions import plan_motions
from tracker_site.pages.origins import plan_lists_of_origins, plan_origins
from tracker_site.pages.page import Page
from tracker_site.pages.planned import Chapter, Later, Planned
from tracker_site.pages.prose import plan_data, plan_moved, plan_not_found, plan_prose
from tracker_site.pages.recommendations import plan_lists_of_recommendations, plan_recommendations
from tracker_site.pages.search import plan_search
from tracker_site.pages.subjects import plan_statuses, plan_themes
from tracker_site.pages.updates import plan_updates
from tracker_site.provenance import Provenance
from tracker_site.records.page import ProsePage
from tracker_site.records.site import STATEMENT
from tracker_site.standing.standing import Standings


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
    footer: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole site before it is rendered: what all pages share, the pages, and the other files."""

    site: SiteShown
    pages: Planned[Page]
    files: Planned[bytes]


def plan_site(standings: Standings, today: date, provenance: Provenance | None = None) -> Plan:
    """Return every page and file of the site, as the standings show it; `today` is the real day.

    `provenance` is what git knows of the files, where it is asked and knows something.
    """
    guide = Guide(standings, provenance)
    listings = Listings(guide)
    site = _site(guide, today)
    found = Planned(_chapters(guide, listings))
    search = _chapter(
        lambda: [plan_search(guide, found.values(), (link for _, link in site.navigation))], "search"
    )
    pages = Planned((*found.chapters, search))
    return Plan(site, pages, Planned(_chapters_of_files(guide, listings, pages)))


def _chapters(guide: Guide, listings: Listings) -> Iterator[Chapter[Page]]:
    """Yield the pages of each kind; those of a kind are planned when one of them may be asked for.

    A chapter without a folder is planned for every address that nothing before it holds.
    """
    yield _chapter(lambda: plan_recommendations(guide), "recommendations")
    yield _chapter(lambda: plan_meetings(guide), "meetings")
    yield _chapter(lambda: plan_plans(guide), "actions")
    yield _chapter(lambda: plan_actions(guide), "actions")
    yield _chapter(lambda: plan_origins(guide))
    yield _chapter(lambda: plan_prose(guide))
    yield _chapter(lambda: plan_accessibility(guide), STATEMENT)
    yield _chapter(lambda: plan_moved(guide))
    yield _chapter(lambda: plan_not_found(_base_path(guide.site.base_url)), "404.html")
    yield _chapter(lambda: plan_home(guide), "index.html")
    yield _chapter(lambda: plan_lists_of_recommendations(guide, listings.recommendations), "recommendations")
    yield _chapter(lambda: plan_lists_of_meetings(guide, listings.meetings), "meetings")
    yield _chapter(lambda: plan_lists_of_actions(guide, listings.actions), "actions")
    yield _chapter(lambda: plan_lists_of_origins(guide))
    yield _chapter(lambda: plan_motions(guide), "motions")
    yield _chapter(lambda: plan_authorities(guide, listings), "authorities")
    yield _chapter(lambda: plan_themes(guide, listings.recommendations), "themes")
    yield _chapter(lambda: plan_statuses(guide, listings), "status")
    yield _chapter(lambda: plan_updates(guide), "updates")
    yield _chapter(lambda: plan_measures(guide), "measures")
    yield _chapter(lambda: plan_changes(guide), "changes")
    yield _chapter(lambda: plan_data(guide, counts_of_data(guide)), "data")


def _chapter(plan: Callable[[], Iterable[Page | Later[Page]]], folder: str | None = None) -> Chapter[Page]:
    return Chapter(lambda: ((page.file, page) for page in plan()), folder)


def _chapters_of_files(guide: Guide, listings: Listings, pages: Planned[Page]) -> Iterator[Chapter[bytes]]:
    """Yield the files beside the pages, kind by kind."""
    data = Later("data/tracker.json", lambda: tracker_json(guide))
    hosts = files_for_hosts(guide.site.base_url, pages)
    yield Chapter(lambda: ((one.file, one) for one in (data, *hosts)))
    yield Chapter(listings.files, "assets")


def _banner(as_at: date, today: date) -> str | None:
    shown = day_in_words(as_at)
    if as_at < today:
        unseen = "Later records are not shown; records of which no date is known are."
        return f"This is the tracker as it stood at the end of {shown}. {unseen}"
    if as_at > today:
        return f"This is the tracker as it will stand on {shown} if nothing more is recorded."
    return None


def _base_path(base_url: str | None) -> str:
    """Return the path at which the site stands on its host, with a slash at its end."""
    return f"{urlsplit(base_url or '').path.rstrip('/')}/"


def _footer(guide: Guide) -> tuple[Link, ...]:
    """Return the ways to the pages of prose; the accessibility statement is always among them."""
    prose = {page.id: guide.link(page.id) for page in guide.seen_of_kind(ProsePage)}
    prose.setdefault(STATEMENT, Link("Accessibility statement", f"{STATEMENT}/"))
    return tuple(link for _, link in sorted(prose.items()))


def _site(guide: Guide, today: date) -> SiteShown:
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
        navigation=(
            ("recommendations", Link("Recommendations", "recommendations/")),
            ("inspections", Link("Inspections", "inspections/")),
            ("inquiries", Link("Inquiries", "inquiries/")),
            ("meetings", Link("Meetings", "meetings/")),
            ("actions", Link("Actions", "actions/")),
            ("authorities", Link("Councils", "authorities/")),
            ("themes", Link("Themes", "themes/")),
            ("changes", Link("What changed", "changes/")),
            ("data", Link("Data", "data/")),
        ),
        footer=_footer(guide),
    )
