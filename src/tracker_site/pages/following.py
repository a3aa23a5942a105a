"""What a reader can follow: the feed and the calendar of a page, where it has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker_site.pages.atom import feed_to_bytes
from tracker_site.pages.calendars import calendars
from tracker_site.pages.changes import ADDRESS as CHANGES
from tracker_site.pages.feeds import feed_places, feeds
from tracker_site.pages.guide import Guide
from tracker_site.pages.icalendar import calendar_to_bytes
from tracker_site.pages.page import Follow, Page


@dataclass(frozen=True, slots=True)
class Following:
    """The feeds and calendars of a site, and which page leads to which."""

    files: dict[str, bytes]
    by_page: dict[str, Follow]

    def marked(self, pages: Iterable[Page]) -> tuple[Page, ...]:
        """Return the pages, each with what follows it."""
        return tuple(
            replace(page, follow=self.by_page[page.address]) if page.address in self.by_page else page
            for page in pages
        )


def plan_following(guide: Guide) -> Following:
    """Return all feeds and calendars; none without `base_url`, for they need addresses that hold anywhere."""
    if not guide.site.base_url:
        return Following({}, {})
    base_url = f"{guide.site.base_url.rstrip('/')}/"
    places = tuple(feed_places(guide))
    dates = {page: calendar_to_bytes(one) for page, one in calendars(guide, base_url)}
    by_page = {
        place.page: Follow(
            place.what,
            place.title,
            f"{place.page}feed.xml",
            f"{place.page}calendar.ics" if place.page in dates else None,
        )
        for place in places
    }
    by_page[CHANGES] = by_page[""]
    files = {file: feed_to_bytes(feed) for file, feed in feeds(guide, places, base_url)}
    files |= {f"{page}calendar.ics": content for page, content in dates.items()}
    return Following(files, by_page)
