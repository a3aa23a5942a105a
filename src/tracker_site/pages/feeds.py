"""Feeds as Atom (RFC 4287) of the whole and of each recommendation, inspection, inquiry, council, body and theme.

And which pages lead to a feed or to a calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from html import escape
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, tostring

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority
from tracker_site.dataset.guide import Link
from tracker_site.dates import day_in_words, in_words
from tracker_site.labels import capital, count
from tracker_site.pages.calendars import CALENDAR, Calendar, calendar_to_bytes, calendars
from tracker_site.pages.changes import ADDRESS as CHANGES
from tracker_site.pages.news import Change, ChangesOfRecord, all_news, by_record
from tracker_site.pages.page import Follow, Page
from tracker_site.pages.planned import Later
from tracker_site.records import inquiry, inspection
from tracker_site.records.meeting import Meeting

FEED = "feed.xml"
"""The name of the file in the folder of its page."""

ENTRIES = 50
"""The most entries of a feed."""
_LINES = 30
"""The most changes that an entry tells one by one."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = date(1970, 1, 1)
"""When a feed changed in which nothing has stood yet; Atom wants a time, and no reader shows this one."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that happened: `address` is where it is told, `html` what."""

    id: str
    title: str
    day: date
    """The day that stands for its date; `html` says how exactly that is known."""
    address: str
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What changed of one subject, newest first; all addresses are absolute."""

    address: str
    page: str
    title: str
    subtitle: str
    author: str
    language: str
    licence: str | None
    entries: tuple[FeedEntry, ...]


class Following:
    """The feeds and calendars of a site, and which page leads to which; all made when they are first asked for.

    There are none without `base_url`, for they need addresses that hold anywhere.
    """

    def __init__(self, guide: Dataset) -> None:
        self._guide = guide

    def marked(self, page: Page) -> Page:
        """Return a page with the links to what follows it."""
        follow = self._follows.get("" if page.address == CHANGES else page.address)
        if follow is None:
            return page
        # All calendars are made to know which there are, so only pages that may have one ask for them.
        may_have_calendar = follow.what in ("this tracker", "this body")
        has_calendar = may_have_calendar and follow.page in self._calendars
        calendar = f"{follow.page}{CALENDAR}" if has_calendar else None
        return replace(page, follow=replace(follow, calendar=calendar))

    def feeds(self) -> Iterator[Later[bytes]]:
        """Yield each feed."""
        for follow in self._follows.values():
            yield Later(follow.feed, partial(self._feed, follow))

    def calendars(self) -> Iterator[Later[bytes]]:
        """Yield each calendar."""
        for page, calendar in self._calendars.items():
            yield Later(f"{page}{CALENDAR}", partial(calendar_to_bytes, calendar))

    @cached_property
    def _follows(self) -> Mapping[str, Follow]:
        """The pages that have a feed, by their addresses."""
        return {one.page: one for one in _pages_with_feeds(self._guide)} if self._guide.site.base_url else {}

    @cached_property
    def _calendars(self) -> Mapping[str, Calendar]:
        return dict(calendars(self._guide)) if self._guide.site.base_url else {}

    @cached_property
    def _news(self) -> Mapping[str, list[Change]]:
        return _news_by_page(self._guide)

    def _feed(self, follow: Follow) -> bytes:
        return feed_to_bytes(_feed_of(self._guide, follow, self._news.get(follow.page, ())))


def _pages_with_feeds(guide: Dataset) -> Iterator[Follow]:
    """Yield every page that has a feed."""
    yield Follow("", "What changed", "this tracker")
    for id in guide.rank:
        yield Follow(guide.address(id), guide.title(id), "this recommendation")
    for kind, noun in (("inspections", "inspection"), ("inquiries", "inquiry")):
        for id in guide.records[kind]:
            yield Follow(guide.address(id), guide.title(id), f"this {noun}")
    for authority in guide.of_kind(Authority):
        yield Follow(guide.address(authority.id), authority.name, "this council")
        for body in authority.bodies:
            address = guide.address(f"{authority.id}/{body.key}")
            yield Follow(address, f"{body.name}, {authority.name}", "this body")
    for key, label in guide.site.themes.items():
        yield Follow(f"themes/{key}/", f"Theme: {label}", "this theme")


def _feed_of(guide: Dataset, follow: Follow, news: Sequence[Change]) -> Feed:
    """Return the feed of a page with the latest of its news."""
    site = guide.site
    return Feed(
        address=guide.whole_url(follow.feed),
        page=guide.whole_url(follow.page),
        title=f"{follow.title} – {site.title}",
        subtitle="What changed, as the public records say.",
        author=site.publisher.name if site.publisher else site.title,
        language=site.language,
        licence=site.licence.title if site.licence else None,
        entries=tuple(_entry(guide, follow, one) for one in islice(by_record(guide, news), ENTRIES)),
    )


def _news_by_page(guide: Dataset) -> dict[str, list[Change]]:
    """Return what belongs into the feed of each page, newest first by the day that stands for its date.

    What has no day at all, not even by what it is about, can't stand in a feed.
    """
    found: defaultdict[str, list[Change]] = defaultdict(list)
    dated = (one for one in all_news(guide) if one.day.year > 1)
    for change in sorted(dated, key=lambda one: (-one.day.toordinal(), one.record, one.date.text)):
        for page in dict.fromkeys(_pages(guide, change)):
            found[page].append(change)
    return found


def _pages(guide: Dataset, change: Change) -> Iterator[str]:
    """Yield the pages whose feeds tell a change."""
    yield ""
    record = guide.register.records.by_id[change.record]
    if isinstance(record, Meeting):
        yield guide.address(record.body)
    if authority := guide.authority_of(change.record):
        yield guide.address(authority)
    for reference in change.about:
        yield from guide.once(_pages_about, reference)


def _pages_about(guide: Dataset, reference: str) -> tuple[str, ...]:
    """Return the pages of what a reference names: recommendations, what they came of, their themes."""
    named = reference.split("/")[0]
    is_origin = isinstance(guide.register.records.by_id.get(named), inspection.Inspection | inquiry.Inquiry)
    found = [guide.address(named)] if is_origin else []
    for id in guide.register.recommendations_meant(reference):
        one = guide.recommendation(id)
        found += [guide.address(id), guide.address(one.origin), *(f"themes/{key}/" for key in one.themes)]
    return tuple(dict.fromkeys(found))


def _entry(guide: Dataset, follow: Follow, changes: ChangesOfRecord) -> FeedEntry:
    url = guide.whole_url
    where = f"{_linked(guide, changes.record)}{f', {escape(changes.authority.text)}' if changes.authority else ''}:"
    return FeedEntry(
        # Its page and the record that says so: the same however often the site is made anew.
        id=f"{url(follow.page)}#{_key(guide, changes)}",
        title=_title(changes),
        day=changes.day,
        address=url(changes.record.address or ""),
        html=f"<p>{_when(changes)}{where}</p><ul>{''.join(_lines(guide, changes.changes))}</ul>",
    )


def _key(guide: Dataset, changes: ChangesOfRecord) -> str:
    """Return what tells it from other entries: the record, and the date where that is another than the record's."""
    if guide.own_date(changes.id) == changes.date:
        return changes.id
    return f"{changes.id}-{changes.date.text.replace('/', '-')}"


def _title(changes: ChangesOfRecord) -> str:
    first = changes.changes[0]
    if len(changes.changes) > 1:
        return f"{changes.record.text}: {count(len(changes.changes), 'change')}"
    return (
        f"{first.subject.text}: {first.words}" if first.subject else f"{changes.record.text}: {first.words}"
    )


def _when(changes: ChangesOfRecord) -> str:
    """Return the date as exactly as it is known, and where another day stands for it, that it does."""
    shown = capital(in_words(changes.date))
    if changes.date.is_day:
        return f"{shown}. "
    return f"{shown}. (A feed needs a day: {day_in_words(changes.day)} stands for it.) "


def _lines(guide: Dataset, changes: Sequence[Change]) -> Iterator[str]:
    for one in changes[:_LINES]:
        subject = f"{_linked(guide, one.subject)}: " if one.subject else ""
        yield f"<li>{subject}{escape(one.words)}</li>"
    if len(changes) > _LINES:
        yield f"<li>and {len(changes) - _LINES} more</li>"


def _linked(guide: Dataset, link: Link) -> str:
    text = f"{escape(link.text)}{' (inferred)' if link.is_inferred else ''}"
    return f'<a href="{escape(guide.whole_url(link.address))}">{text}</a>' if link.address else text


def feed_to_bytes(feed: Feed) -> bytes:
    """Return the file of a feed. Its times are the beginnings of days, for records know no hours."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _add(root, ("id", feed.address), ("title", feed.title), ("subtitle", feed.subtitle))
    _add(root, ("updated", _time(max((one.day for one in feed.entries), default=_NEVER))))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _add(SubElement(root, "author"), ("name", feed.author))
    if feed.licence:
        _add(root, ("rights", feed.licence))
    for entry in feed.entries:
        _add_entry(SubElement(root, "entry"), entry)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode").encode() + b"\n"


def _add_entry(element: Element, entry: FeedEntry) -> None:
    _add(element, ("id", entry.id), ("title", entry.title), ("updated", _time(entry.day)))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    SubElement(element, "content", {"type": "html"}).text = entry.html


def _add(parent: Element, *fields: tuple[str, str]) -> None:
    for name, text in fields:
        SubElement(parent, name).text = text


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
