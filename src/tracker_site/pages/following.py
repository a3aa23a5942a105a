"""What a reader can follow: the feed and the calendar of a page, where it has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial

from tracker_site.dataset.build import Dataset
from tracker_site.pages.atom import feed_to_bytes
from tracker_site.pages.calendars import CALENDAR, calendars
from tracker_site.pages.changes import ADDRESS as CHANGES
from tracker_site.pages.feeds import FEED, FeedPlace, feed_of, feed_place_of, feed_places, news_by_page
from tracker_site.pages.icalendar import Calendar, calendar_to_bytes
from tracker_site.pages.news import Change
from tracker_site.pages.page import Follow, Page
from tracker_site.pages.planned import Later


class Following:
    """The feeds and calendars of a site, and which page leads to which; all made when they are first asked for.

    There are none without `base_url`, for they need addresses that hold anywhere.
    """

    def __init__(self, guide: Dataset) -> None:
        self._guide = guide
        self._base_url = f"{guide.site.base_url.rstrip('/')}/" if guide.site.base_url else ""

    def marked(self, page: Page) -> Page:
        """Return a page with what follows it."""
        place = self._place("" if page.address == CHANGES else page.address)
        return replace(page, follow=self._follow(place)) if place else page

    def feeds(self) -> Iterator[Later[bytes]]:
        """Yield each feed."""
        recommendations = self._guide.standings.recommendations if self._base_url else ()
        of_recommendations = (feed_place_of(self._guide, id) for id in recommendations)
        for place in (*of_recommendations, *self._places.values()):
            yield Later(f"{place.page}{FEED}", partial(self._feed, place))

    def calendars(self) -> Iterator[Later[bytes]]:
        """Yield each calendar."""
        for page, calendar in self._calendars.items():
            yield Later(f"{page}{CALENDAR}", partial(calendar_to_bytes, calendar))

    def _place(self, address: str) -> FeedPlace | None:
        """Return the page at an address where it has a feed; of the many recommendations only that one is looked at."""
        folder, _, rest = address.partition("/")
        id = rest.removesuffix("/")
        if folder == "recommendations" and id in self._guide.standings.recommendations:
            return feed_place_of(self._guide, id) if self._base_url else None
        return self._places.get(address)

    @cached_property
    def _places(self) -> dict[str, FeedPlace]:
        """The pages that have a feed, by their addresses, but those of recommendations."""
        return {place.page: place for place in feed_places(self._guide)} if self._base_url else {}

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        return dict(calendars(self._guide, self._base_url)) if self._base_url else {}

    @cached_property
    def _news(self) -> dict[str, list[Change]]:
        return news_by_page(self._guide)

    def _feed(self, place: FeedPlace) -> bytes:
        return feed_to_bytes(feed_of(self._guide, place, self._news.get(place.page, ()), self._base_url))

    def _follow(self, place: FeedPlace) -> Follow:
        has_calendar = place.may_have_calendar and place.page in self._calendars
        return Follow(
            place.what,
            place.title,
            f"{place.page}{FEED}",
            f"{place.page}{CALENDAR}" if has_calendar else None,
        )
