"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

TYPE = "application/atom+xml"
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


def feed_to_bytes(feed: Feed) -> bytes:
    """Return the file of a feed. Its times are the beginnings of days, for records know no hours."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _add(root, ("id", feed.address), ("title", feed.title), ("subtitle", feed.subtitle))
    _add(root, ("updated", _time(max((one.day for one in feed.entries), default=_NEVER))))
    SubElement(root, "link", {"rel": "self", "type": TYPE, "href": feed.address})
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
