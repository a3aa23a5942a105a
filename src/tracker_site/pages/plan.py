"""The stage that plans the site: every page, and every file beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from tracker_site.corrections import Corrections
from tracker_site.dates import day_in_words
from tracker_site.federation.tracker import Tracker, is_seen
from tracker_site.markup import Prose
from tracker_site.pages.accessibility import plan_accessibility
from tracker_site.pages.actions import plan_actions
from tracker_site.pages.authorities import plan_authorities
from tracker_site.pages.badges import badges
from tracker_site.pages.briefings import Briefings, make_briefings
from tracker_site.pages.changes import plan_changes
from tracker_site.pages.compare import COMPARE, plan_compare
from tracker_site.pages.comparing import Compared, compare_councils
from tracker_site.pages.corrections import plan_corrections
from tracker_site.pages.data import tracker_json
from tracker_site.pages.datasets import plan_datasets
from tracker_site.pages.deadlines import plan_deadlines
from tracker_site.pages.embeds import plan_embeds
from tracker_site.pages.figures import plan_measures
from tracker_site.pages.following import plan_following
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.home import plan_home
from tracker_site.pages.hosts import files_for_hosts
from tracker_site.pages.lineage import plan_lineage
from tracker_site.pages.listings import Listings, make_listings
from tracker_site.pages.meetings import plan_meetings
from tracker_site.pages.motions import plan_motions
from tracker_site.pages.navigation import navigation
from tracker_site.pages.origins import plan_origins
from tracker_site.pages.page import Page
from tracker_site.pages.promised import plan_promises
from tracker_site.pages.prose import plan_moved, plan_not_found, plan_prose
from tracker_site.pages.recommendations import plan_recommendations
from tracker_site.pages.search import plan_search
from tracker_site.pages.silence import plan_silence
from tracker_site.pages.slippage import plan_slippage
from tracker_site.pages.subjects import plan_statuses, plan_themes
from tracker_site.pages.tables.files import Filled
from tracker_site.pages.taken_in import councils_elsewhere, link_to_taken_in, taken_in
from tracker_site.pages.told_list import list_taken_in, plan_taken_in
from tracker_site.pages.trackers import plan_trackers
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
    taken_in: Link | None
    """The way to what other trackers tell, where any is taken in."""
    footer: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole site before it is rendered: what all pages share, the pages, and the other files."""

    site: SiteShown
    pages: tuple[Page, ...]
    files: dict[str, bytes]
    made_late: Mapping[str, Callable[[], bytes]]
    """Files that take a while, each made where it is first asked for; the preview asks for few of them."""


def plan_site(
    standings: Standings,
    today: date,
    provenance: Provenance | None = None,
    corrections: Corrections | None = None,
    others: Iterable[Tracker] = (),
) -> Plan:
    """Return every page and file of the site, as the standings show it; `today` is the real day.

    `provenance` is what git knows of the files, `corrections` what was put right in them, where git is asked and
    knows something; `others` are the other trackers that are taken in.
    """
    guide = Guide(standings, provenance)
    seen = tuple(one for one in others if is_seen(one, standings.as_at, today))
    compared = compare_councils(guide, seen)
    data, counts = tracker_json(guide, compared, seen)
    listings = make_listings(guide)
    told = list_taken_in(seen)
    filled = Filled(guide)
    briefings = make_briefings(guide)
    following = plan_following(guide)
    found = following.marked(
        (
            *_pages(guide, listings, filled, briefings, counts, compared, seen),
            *plan_taken_in(guide, seen, told),
            *plan_corrections(guide, corrections),
        )
    )
    site = _site(guide, today, link_to_taken_in(seen))
    pages = (*found, plan_search(guide, found, (link for _, link in site.navigation)))
    hosts = files_for_hosts(guide.site.base_url, pages)
    files = {"data/tracker.json": data, **hosts, **listings.files(), **following.files, **briefings.files}
    files |= told.files() if told else {}
    return Plan(site, pages, files, {**filled.files(), **badges(guide)})


def _pages(
    guide: Guide,
    listings: Listings,
    filled: Filled,
    briefings: Briefings,
    counts: tuple[tuple[str, int], ...],
    compared: tuple[Compared, ...],
    others: tuple[Tracker, ...],
) -> Iterator[Page]:
    yield from plan_home(guide, taken_in(guide, others))
    yield from plan_recommendations(guide, listings.recommendations)
    yield from plan_origins(guide)
    yield from plan_meetings(guide, listings.meetings)
    yield from plan_motions(guide)
    yield from plan_actions(guide, listings.actions)
    yield from plan_silence(guide)
    yield from plan_promises(guide)
    yield from plan_slippage(guide)
    yield from plan_lineage(guide)
    yield from plan_authorities(
        guide, listings, COMPARE if len(compared) > 1 else None, councils_elsewhere(guide, others)
    )
    yield from plan_compare(guide, compared)
    yield from plan_trackers(guide, others)
    yield from briefings.pages
    yield from plan_deadlines(guide)
    yield from plan_themes(guide, listings.recommendations)
    yield from plan_statuses(guide, listings)
    yield from plan_updates(guide)
    yield from plan_measures(guide)
    yield from plan_changes(guide)
    yield from plan_embeds(guide)
    yield from plan_datasets(guide, filled, counts)
    yield from plan_prose(guide)
    yield from plan_accessibility(guide)
    yield from plan_moved(guide)
    yield from plan_not_found(_base_path(guide.site.base_url))


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


def _site(guide: Guide, today: date, others: Link | None) -> SiteShown:
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
        navigation=navigation(guide, bool(others)),
        taken_in=others,
        footer=_footer(guide),
    )
