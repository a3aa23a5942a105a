"""The stage that plans the site: every page, and every file beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tracker_site.briefing.published import briefings_data
from tracker_site.changes.differences import Corrections
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.comparing import Compared, compare_councils
from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker, is_seen
from tracker_site.dataset.tables.files import Filled
from tracker_site.dataset.tracker_json import TRACKER_JSON, counts_of_data, tracker_json
from tracker_site.git import UnreadHistory
from tracker_site.pages.actions import plan_actions, plan_lists_of_actions, plan_plans
from tracker_site.pages.authorities import plan_authorities
from tracker_site.pages.briefings import ENTRY, plan_briefings, plan_entries, plan_unprinted
from tracker_site.pages.calendars import CALENDAR
from tracker_site.pages.changes import plan_changes, plan_corrections
from tracker_site.pages.compare import plan_compare
from tracker_site.pages.datasets import TABLES, plan_datasets, plan_files_of_data
from tracker_site.pages.deadlines import plan_deadlines
from tracker_site.pages.elsewhere import BADGE, badges, plan_embeds
from tracker_site.pages.elsewhere import FOLDER as EMBEDDED
from tracker_site.pages.feeds import FEED, Following
from tracker_site.pages.figures import plan_measures
from tracker_site.pages.home import plan_home
from tracker_site.pages.imported import (
    imported_list,
    link_to_imported,
    plan_imported_list,
    plan_trackers,
)
from tracker_site.pages.lineage import plan_lineage
from tracker_site.pages.listings import Listing, Listings
from tracker_site.pages.machines import files_for_hosts
from tracker_site.pages.meetings import plan_lists_of_meetings, plan_meetings
from tracker_site.pages.motions import plan_motions
from tracker_site.pages.origins import plan_lists_of_origins, plan_origins
from tracker_site.pages.page import Page
from tracker_site.pages.planned import Chapter, Later, Planned
from tracker_site.pages.promised import plan_promises
from tracker_site.pages.prose import plan_accessibility, plan_moved, plan_not_found, plan_prose
from tracker_site.pages.recommendations import (
    plan_lists_of_recommendations,
    plan_recommendations,
    plan_statuses,
    plan_themes,
)
from tracker_site.pages.search import plan_search
from tracker_site.pages.silence import plan_silence
from tracker_site.pages.site import SiteShown, site_shown
from tracker_site.pages.slippage import plan_slippage
from tracker_site.pages.updates import plan_updates
from tracker_site.provenance import Provenance
from tracker_site.records.site import STATEMENT
from tracker_site.status.standing import Standings


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole site before it is rendered: what all pages share, the pages, and the other files."""

    site: SiteShown
    pages: Planned[Page]
    files: Planned[bytes]
    listings: Callable[[], tuple[Listing[Any], ...]]
    """Returns the lists that a filter can narrow."""


def plan_site(
    standings: Standings,
    today: date,
    provenance: Provenance | UnreadHistory | None = None,
    corrections: Corrections | UnreadHistory | None = None,
    others: Iterable[Tracker] = (),
) -> Plan:
    """Return every page and file of the site, as the standings show it; `today` is the real day.

    `provenance` is what git knows of the files, `corrections` what was put right in them, or why git
    could not tell; `others` are the other trackers that are taken in.
    """
    guide = Dataset(standings, provenance)
    seen = tuple(one for one in others if is_seen(one, standings.as_at, today))
    site = site_shown(guide, today, link_to_imported(seen))
    shared = _Shared(guide, seen)
    chapters = tuple(_chapters(shared, corrections))

    def search() -> Iterator[Page]:
        found = (pages[file] for chapter in chapters for file in chapter.planned)
        yield plan_search(guide, found, (link for _, link in site.navigation))

    pages: Planned[Page] = Planned((*chapters, Chapter(search, "search")), shared.following.marked)
    return Plan(site, pages, Planned(_chapters_of_files(shared, pages)), shared.all_listings)


class _Shared:
    """What several chapters show, each made when it is first asked for."""

    def __init__(self, guide: Dataset, others: tuple[Tracker, ...]) -> None:
        self.guide = guide
        self.others = others
        self.listings = Listings(guide)
        self.following = Following(guide)
        self.filled = Filled(guide, TABLES)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        return compare_councils(self.guide, self.others)

    @cached_property
    def imported(self) -> Listing[Recommendation] | None:
        return imported_list(self.others)

    def tracker_json(self) -> bytes:
        """Return the file of all data."""
        briefings = briefings_data(self.guide)
        return tracker_json(self.guide, self.compared, briefings, self.others)

    def all_listings(self) -> tuple[Listing[Any], ...]:
        """Return the lists that a filter can narrow."""
        own = (self.listings.recommendations, self.listings.actions, self.listings.meetings)
        return (*own, self.imported) if self.imported else own


def _chapters(shared: _Shared, corrections: Corrections | UnreadHistory | None) -> Iterator[Chapter]:
    """Yield the pages of each kind; those of a kind are planned when one of them may be asked for.

    A chapter without a folder is planned for every address that nothing before it holds.
    """
    guide, listings, others = shared.guide, shared.listings, shared.others
    yield Chapter(lambda: plan_recommendations(guide), "recommendations")
    yield Chapter(lambda: plan_meetings(guide), "meetings")
    yield Chapter(lambda: plan_plans(guide), "actions")
    yield Chapter(lambda: plan_actions(guide), "actions")
    yield Chapter(lambda: plan_origins(guide))
    yield Chapter(lambda: plan_prose(guide))
    yield Chapter(lambda: plan_accessibility(guide), STATEMENT)
    yield Chapter(lambda: plan_moved(guide))
    yield Chapter(lambda: plan_not_found(guide), "404.html")
    yield Chapter(lambda: plan_home(guide, others), "index.html")
    yield Chapter(lambda: plan_lists_of_recommendations(listings.recommendations), "recommendations")
    yield Chapter(lambda: plan_lists_of_meetings(listings.meetings), "meetings")
    yield Chapter(lambda: plan_lists_of_actions(guide, listings.actions), "actions")
    yield Chapter(lambda: plan_lists_of_origins(guide))
    yield Chapter(lambda: plan_motions(guide), "motions")
    yield Chapter(lambda: plan_silence(guide), "silence")
    yield Chapter(lambda: plan_promises(guide), "promises")
    yield Chapter(lambda: plan_slippage(guide), "slippage")
    yield Chapter(lambda: plan_lineage(guide), "lineage")
    yield Chapter(lambda: plan_authorities(guide, listings, shared.compared, others), "authorities")
    yield Chapter(lambda: plan_compare(guide, shared.compared), "compare")
    yield Chapter(lambda: plan_trackers(guide, others), "from")
    yield Chapter(lambda: plan_imported_list(guide, others, shared.imported), "from")
    yield Chapter(lambda: plan_briefings(guide), "briefings")
    yield Chapter(lambda: plan_unprinted(guide), "briefings")
    yield Chapter(lambda: plan_deadlines(guide), "deadlines")
    yield Chapter(lambda: plan_themes(guide, listings.recommendations), "themes")
    yield Chapter(lambda: plan_statuses(guide, listings), "status")
    yield Chapter(lambda: plan_updates(guide), "updates")
    yield Chapter(lambda: plan_measures(guide), "measures")
    yield Chapter(lambda: plan_changes(guide), "changes")
    yield Chapter(lambda: plan_corrections(guide, corrections), "changes")
    yield Chapter(lambda: plan_embeds(guide), EMBEDDED)
    yield Chapter(lambda: plan_datasets(guide, shared.filled, counts_of_data(guide)), "data")


def _chapters_of_files(shared: _Shared, pages: Planned[Page]) -> Iterator[Chapter]:
    """Yield the files beside the pages, kind by kind."""
    guide = shared.guide
    yield Chapter(lambda: files_for_hosts(guide.site.base_url, pages))
    yield Chapter(lambda: [Later(TRACKER_JSON, shared.tracker_json)], "data")
    yield Chapter(lambda: plan_files_of_data(guide, shared.filled), "data")
    yield Chapter(shared.following.feeds, name=FEED)
    yield Chapter(shared.following.calendars, name=CALENDAR)
    yield Chapter(lambda: plan_entries(guide), "briefings", ENTRY)
    yield Chapter(lambda: badges(guide), "recommendations", BADGE)
