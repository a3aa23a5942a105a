"""Feeds: the latest news of the whole, of each recommendation, inspection, inquiry, council, body and theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import day_in_words, in_words
from tracker_site.pages.atom import Feed, FeedEntry
from tracker_site.pages.news import Change, ChangesOfRecord, all_news, by_record
from tracker_site.pages.words import count
from tracker_site.records.authority import Authority
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting

FEED = "feed.xml"
"""The name of the file in the folder of its page."""

ENTRIES = 50
"""The most entries of a feed."""
_LINES = 30
"""The most changes that an entry tells one by one."""


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """A page that has a feed: its address, the title of the feed, and how the page names its subject."""

    page: str
    title: str
    what: str
    may_have_calendar: bool = False


def feed_places(guide: Guide) -> Iterator[FeedPlace]:
    """Yield every page that has a feed, but those of recommendations."""
    yield FeedPlace("", "What changed", "this tracker", may_have_calendar=True)
    for inspection in guide.seen_of_kind(Inspection):
        yield FeedPlace(guide.address(inspection.id), inspection.title, "this inspection")
    for inquiry in guide.seen_of_kind(Inquiry):
        yield FeedPlace(guide.address(inquiry.id), inquiry.title, "this inquiry")
    for authority in guide.seen_of_kind(Authority):
        yield FeedPlace(guide.address(authority.id), authority.name, "this council")
        for body in authority.bodies:
            address = guide.address(f"{authority.id}/{body.key}")
            title = f"{body.name}, {authority.name}"
            yield FeedPlace(address, title, "this body", may_have_calendar=True)
    for key, label in guide.site.themes.items():
        yield FeedPlace(f"themes/{key}/", f"Theme: {label}", "this theme")


def feed_place_of(guide: Guide, id: str) -> FeedPlace:
    """Return the page of a recommendation, which has a feed."""
    return FeedPlace(guide.address(id), guide.recommendation(id).title, "this recommendation")


def feed_of(guide: Guide, place: FeedPlace, news: Sequence[Change], base_url: str) -> Feed:
    """Return the feed of a page with the latest of its news; `base_url` is the site's, with a slash at its end."""
    return Feed(
        address=f"{base_url}{place.page}{FEED}",
        page=f"{base_url}{place.page}",
        title=f"{place.title} – {guide.site.title}",
        subtitle="What changed, as the public records say.",
        author=guide.site.publisher.name if guide.site.publisher else guide.site.title,
        language=guide.site.language,
        licence=guide.site.licence.title if guide.site.licence else None,
        entries=tuple(_entry(guide, one, place, base_url) for one in islice(by_record(guide, news), ENTRIES)),
    )


def news_by_page(guide: Guide) -> dict[str, list[Change]]:
    """Return what belongs into the feed of each page, newest first by the day that stands for its date.

    What has no day at all, not even by what it is about, can't stand in a feed.
    """
    found: defaultdict[str, list[Change]] = defaultdict(list)
    dated = (one for one in all_news(guide) if one.day.year > 1)
    for change in sorted(dated, key=lambda one: (-one.day.toordinal(), one.record, one.date.text)):
        for page in dict.fromkeys(_pages(guide, change)):
            found[page].append(change)
    return found


def _pages(guide: Guide, change: Change) -> Iterator[str]:
    """Yield the pages whose feeds tell a change."""
    yield ""
    record = guide.register.records.by_id[change.record]
    if isinstance(record, Meeting):
        yield guide.address(record.body)
    if authority := guide.authority_of(change.record):
        yield guide.address(authority)
    for reference in change.about:
        yield from guide.once(_pages_about, reference)


def _pages_about(guide: Guide, reference: str) -> tuple[str, ...]:
    """Return the pages of what a reference names: recommendations, what they came of, their themes."""
    named = reference.split("/")[0]
    is_origin = isinstance(guide.register.records.by_id.get(named), Inspection | Inquiry)
    found = [guide.address(named)] if is_origin else []
    for id in guide.register.recommendations_meant(reference):
        one = guide.recommendation(id)
        found += [guide.address(id), guide.address(one.origin), *(f"themes/{key}/" for key in one.themes)]
    return tuple(dict.fromkeys(found))


def _entry(guide: Guide, changes: ChangesOfRecord, place: FeedPlace, base_url: str) -> FeedEntry:
    return FeedEntry(
        # Its page and the record that says so: the same however often the site is made anew.
        id=f"{base_url}{place.page}#{_key(guide, changes)}",
        title=_title(changes),
        day=changes.day,
        address=f"{base_url}{changes.record.address or ''}",
        html=f"<p>{_when(changes)}{_where(changes, base_url)}</p><ul>{_lines(changes.changes, base_url)}</ul>",
    )


def _key(guide: Guide, changes: ChangesOfRecord) -> str:
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
    words = in_words(changes.date)
    shown = f"{words[0].upper()}{words[1:]}"
    if changes.date.is_day:
        return f"{shown}. "
    return f"{shown}. (A feed needs a day: {day_in_words(changes.day)} stands for it.) "


def _where(changes: ChangesOfRecord, base_url: str) -> str:
    council = f", {escape(changes.authority.text)}" if changes.authority else ""
    return f"{_linked(changes.record, base_url)}{council}:"


def _lines(changes: Sequence[Change], base_url: str) -> str:
    lines = [
        f"<li>{f'{_linked(one.subject, base_url)}: ' if one.subject else ''}{escape(one.words)}</li>"
        for one in changes[:_LINES]
    ]
    if len(changes) > _LINES:
        lines.append(f"<li>and {len(changes) - _LINES} more</li>")
    return "".join(lines)


def _linked(link: Link, base_url: str) -> str:
    marked = " (inferred)" if link.is_inferred else ""
    text = f"{escape(link.text)}{marked}"
    return f'<a href="{escape(base_url + link.address)}">{text}</a>' if link.address else text
