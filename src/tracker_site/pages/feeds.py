"""Feeds as Atom (RFC 4287) of the whole and of each recommendation, inspection, inquiry, council, body and theme.

And which pages lead to a feed or to a calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Authority
from tracker_site.dataset.model import Ref
from tracker_site.dates import day_in_words, in_words
from tracker_site.labels import capital, count
from tracker_site.pages.calendars import CALENDAR, calendars
from tracker_site.pages.changes import ADDRESS as CHANGES
from tracker_site.pages.feed_ids import atom_id
from tracker_site.pages.news import Change, all_news, by_record
from tracker_site.pages.page import Follow, Page
from tracker_site.pages.planned import Later
from tracker_site.records import inquiry, inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.site import Site

FEED = "feed.xml"
"""The name of the file in the folder of its page."""

ENTRIES = 50
"""The most entries of a feed."""
_LINES = 30
"""The most changes that an entry tells one by one."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = date(1970, 1, 1)
"""When a feed changed in which nothing has stood yet; Atom wants a time, and no reader shows this one."""


class Following:
    """The feeds and calendars of a site, and which page leads to which; all made when they are first asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def marked(self, page: Page) -> Page:
        """Return a page with the links to what follows it."""
        follow = self._follows.get("" if page.address == CHANGES else page.address)
        if follow is None:
            return page
        # All calendars are made to know which there are, so only pages that may have one ask for them.
        may_have_calendar = follow.what in ("this tracker", "this body")
        calendar = f"{follow.page}{CALENDAR}"
        has_calendar = may_have_calendar and calendar in self._calendars
        return replace(page, follow=replace(follow, calendar=calendar if has_calendar else None))

    def feeds(self) -> Iterator[Later[bytes]]:
        """Yield each feed."""
        for follow in self._follows.values():
            yield Later(follow.feed, partial(self._feed, follow))

    def calendars(self) -> Iterator[Later[bytes]]:
        """Yield each calendar."""
        yield from self._calendars.values()

    @cached_property
    def _follows(self) -> Mapping[str, Follow]:
        """The pages that have a feed, by their addresses."""
        return {one.page: one for one in _pages_with_feeds(self._dataset)}

    @cached_property
    def _calendars(self) -> Mapping[str, Later[bytes]]:
        return {one.file: one for one in calendars(self._dataset)}

    @cached_property
    def _news(self) -> Mapping[str, list[Change]]:
        return _news_by_page(self._dataset)

    def _feed(self, follow: Follow) -> bytes:
        latest = by_record(self._news.get(follow.page, ()))[:ENTRIES]
        updated = max((changes[0].day for changes in latest), default=_NEVER)
        entries = [_entry(self._dataset, follow, changes) for changes in latest]
        return feed_to_bytes(self._dataset.site, follow, updated, entries)


def _pages_with_feeds(dataset: Dataset) -> Iterator[Follow]:
    """Yield every page that has a feed."""
    yield Follow("", "What changed", "this tracker")
    for id in dataset.rank:
        yield Follow(dataset.address(id), dataset.title(id), "this recommendation")
    for kind, noun in (("inspections", "inspection"), ("inquiries", "inquiry")):
        for id in dataset.records[kind]:
            yield Follow(dataset.address(id), dataset.title(id), f"this {noun}")
    for authority in dataset.of_kind(Authority):
        yield Follow(dataset.address(authority.id), authority.name, "this council")
        for body in authority.bodies:
            address = dataset.address(f"{authority.id}/{body.key}")
            yield Follow(address, f"{body.name}, {authority.name}", "this body")
    for key, label in dataset.site.themes.items():
        yield Follow(f"themes/{key}/", f"Theme: {label}", "this theme")


def _news_by_page(dataset: Dataset) -> dict[str, list[Change]]:
    """Return what belongs into the feed of each page, newest first by the day that stands for its date.

    What has no day at all, not even by what it is about, can't stand in a feed.
    """
    found: defaultdict[str, list[Change]] = defaultdict(list)
    dated = (one for one in all_news(dataset) if one.day.year > 1)
    for change in sorted(dated, key=lambda one: (-one.day.toordinal(), one.record, one.date.text)):
        for page in dict.fromkeys(_pages(dataset, change)):
            found[page].append(change)
    return found


def _pages(dataset: Dataset, change: Change) -> Iterator[str]:
    """Yield the pages whose feeds tell a change."""
    yield ""
    record = dataset.register.records.by_id[change.record]
    if isinstance(record, Meeting):
        yield dataset.address(record.body)
    if authority := dataset.authority_of(change.record):
        yield dataset.address(authority)
    for reference in change.about:
        yield from dataset.once(_pages_about, reference)


def _pages_about(dataset: Dataset, reference: str) -> tuple[str, ...]:
    """Return the pages of what a reference names: recommendations, what they came of, their themes."""
    named = reference.split("/")[0]
    is_origin = isinstance(dataset.register.records.by_id.get(named), inspection.Inspection | inquiry.Inquiry)
    found = [dataset.address(named)] if is_origin else []
    for id in dataset.register.recommendations_meant(reference):
        one = dataset.register.recommendation(id)
        found += [dataset.address(id), dataset.address(one.origin), *(f"themes/{key}/" for key in one.themes)]
    return tuple(dict.fromkeys(found))


def _entry(dataset: Dataset, follow: Follow, changes: Sequence[Change]) -> Element:
    """Return the entry that tells the changes of one record."""
    first, url = changes[0], partial(_url, dataset.site, follow)
    where = f"{_linked(url, first.record)}{f', {escape(first.council)}' if first.council else ''}:"
    return entry_element(
        # Its page and the record that says so: the same however often the site is made anew.
        id=atom_id(dataset.site, f"{follow.page}#{_key(dataset, first)}"),
        title=_title(changes),
        day=first.day,
        address=url(first.record.address or ""),
        html=f"<p>{_when(first)}{where}</p><ul>{''.join(_lines(url, changes))}</ul>",
    )


def _key(dataset: Dataset, change: Change) -> str:
    """Return what tells it from other entries: the record, and the date where that is another than the record's."""
    if dataset.own_date(change.record) == change.date:
        return str(change.record)
    return f"{change.record}-{change.date.text.replace('/', '-')}"


def _title(changes: Sequence[Change]) -> str:
    first = changes[0]
    if len(changes) > 1:
        return f"{first.record.title}: {count(len(changes), 'change')}"
    return f"{(first.subject or first.record).title}: {first.words}"


def _when(change: Change) -> str:
    """Return the date as exactly as it is known, and where another day stands for it, that it does."""
    shown = capital(in_words(change.date))
    if change.date.is_day:
        return f"{shown}. "
    return f"{shown}. (A feed needs a day: {day_in_words(change.day)} stands for it.) "


def _url(site: Site, follow: Follow, address: str) -> str:
    """Return how a feed leads to an address from the root of the site: whole where that is known, else from the feed.

    Programs read an address that is not whole from where they found the feed (RFC 4287, section 2).
    """
    if site.base_url:
        return f"{site.base_url.rstrip('/')}/{address}"
    return f"{'../' * follow.page.count('/')}{address}" or "./"


def _lines(url: Callable[[str], str], changes: Sequence[Change]) -> Iterator[str]:
    for one in changes[:_LINES]:
        subject = f"{_linked(url, one.subject)}: " if one.subject else ""
        yield f"<li>{subject}{escape(one.words)}</li>"
    if len(changes) > _LINES:
        yield f"<li>and {len(changes) - _LINES} more</li>"


def _linked(url: Callable[[str], str], ref: Ref) -> str:
    text = f"{'Superseded: ' if ref.is_superseded else ''}{escape(ref.title)}{' (inferred)' if ref.is_inferred else ''}"
    return f'<a href="{escape(url(ref.address))}">{text}</a>' if ref.address else text


def feed_to_bytes(site: Site, follow: Follow, updated: date, entries: Iterable[Element]) -> bytes:
    """Return the feed of a page, newest first. Its times are the beginnings of days, for records know no hours."""
    url = partial(_url, site, follow)
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": site.language})
    _add(root, ("id", atom_id(site, follow.feed)), ("title", f"{follow.title} – {site.title}"))
    _add(root, ("subtitle", "What changed, as the public records say."))
    _add(root, ("updated", _time(updated)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": url(follow.feed)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": url(follow.page)})
    _add(SubElement(root, "author"), ("name", site.publisher.name if site.publisher else site.title))
    if site.licence:
        _add(root, ("rights", site.licence.title))
    root.extend(entries)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode").encode() + b"\n"


def entry_element(id: str, title: str, day: date, address: str, html: str) -> Element:
    """Return an entry: `address` is where it is told, `html` what; `day` stands for its date."""
    entry = Element("entry")
    _add(entry, ("id", id), ("title", title), ("updated", _time(day)))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    SubElement(entry, "content", {"type": "html"}).text = html
    return entry


def _add(parent: Element, *fields: tuple[str, str]) -> None:
    for name, text in fields:
        SubElement(parent, name).text = text


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
