"""Another tracker as this site holds it: whose it is, what its data says, and where its pages are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.format import NamedMeeting, TrackerData
from tracker_site.dataset.model import Ref, extend, resolve_references
from tracker_site.dates import PartialDate, exactly, in_words
from tracker_site.records.base import Source
from tracker_site.records.site import OtherTracker
from tracker_site.records.statuses import Status
from tracker_site.source.markup import Prose, is_web_address
from tracker_site.status.due import DueDate
from tracker_site.status.silence import is_silent_since

DATA = "data/tracker.json"
"""Where a tracker keeps its data, from the root of its site."""

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Tracker:
    """Another tracker: its key and its title here, and its data."""

    key: str
    title: str
    data: TrackerData
    root: str | None
    """The address of its site, with a slash at its end, as far as it is known."""

    @property
    def link(self) -> Ref:
        """The reference to its page."""
        return Ref(self.key, self.title, f"from/{self.key}/")

    @property
    def as_at(self) -> PartialDate:
        """The day as at which its data is."""
        return exactly(self.data.as_at)

    @property
    def fetched(self) -> PartialDate | None:
        """When its data was fetched."""
        return exactly(self.data.fetched.on) if self.data.fetched else None

    @property
    def host(self) -> str | None:
        """The host of its site."""
        return urlsplit(self.root).hostname if self.root else None

    @property
    def licence_url(self) -> str | None:
        """The address of its licence, where a page may lead there."""
        licence = self.data.site.licence
        return licence.url if licence and is_safe(licence.url) else None

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Its recommendations as pages show them: references with titles, no link to a record of this site."""
        return tuple(map(self._shown, self.data.recommendations))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The title of each of its records, by its id there."""
        return {id: title for id, title, _ in _named(self.data)}

    def ref(self, id: str) -> Ref:
        """Return the reference to one of its records: a title without an address."""
        return self._refs.get(id) or Ref(id, id)

    def original(self, url: str) -> str | None:
        """Return the whole address of a page of it; nothing where that is not known, or not https."""
        whole = urljoin(self.root, url) if self.root else url
        return whole if is_safe(whole) else None

    @cached_property
    def _refs(self) -> Mapping[str, Ref]:
        dates: dict[str, PartialDate] = {one.id: one.date for one in self.data.meetings}
        return {id: Ref(id, title, noun=noun, date=dates.get(id)) for id, title, noun in _named(self.data)}

    def _shown(self, one: Recommendation) -> Recommendation:
        at = f"from/{self.key}/recommendations/{one.id}/"
        resolved = resolve_references(one, self.ref, _apart)
        return extend(
            Recommendation,
            resolved,
            link=Ref(
                one.id,
                one.title,
                at,
                is_inferred=one.is_inferred,
                is_superseded=bool(one.superseded_by),
                noun="recommendation",
            ),
            status=Status(one.status_label, one.status.common),
            silent_since_due=_is_silent(one, self.data.as_at)
            if one.silent_since_due is None
            else one.silent_since_due,
            parts=tuple(
                extend(
                    type(part),
                    part,
                    status=Status(part.status_label or part.status.label, part.status.common),
                )
                for part in resolved.parts
            ),
            sources=tuple(_source(source) for source in one.sources),
        )


def _is_silent(one: Recommendation, as_at: date) -> bool:
    """Whether nothing is recorded since the due date of what is late passed, in data too old to say so itself."""
    due = (one.due, *(part.due for part in one.parts if part.late))
    dates = [(DueDate(date=when, record=None, reason=None),) for when in due if when]
    heard = [one.last_news.date] if one.last_news else []
    return one.late and is_silent_since(dates, (*heard, *(entry.date for entry in one.timeline)), as_at)


def is_seen(tracker: Tracker, as_at: date, today: date) -> bool:
    """Whether the data of a tracker is of a day that is shown: of what it said before, nothing is known."""
    return as_at >= today or tracker.data.as_at <= as_at


def is_safe(url: str | None) -> bool:
    """Whether a page may lead to that address of another site: it is whole, and https."""
    return bool(url) and str(url).lower().startswith("https://") and is_web_address(str(url))


def data_address(other: OtherTracker) -> str | None:
    """Return the address of a tracker's data; its `url` may be that of its site."""
    if other.url is None or other.url.partition("?")[0].endswith(".json"):
        return other.url
    return f"{other.url.rstrip('/')}/{DATA}"


def root_of(other: OtherTracker, base_url: str | None) -> str | None:
    """Return the address of a tracker's site: its own `base_url`, or what the address of its data implies."""
    address = data_address(other) or ""
    root = base_url or (address.removesuffix(DATA) if address.endswith(f"/{DATA}") else None)
    return f"{root.rstrip('/')}/" if root and is_safe(root) else None


def file_of(other: OtherTracker) -> str:
    """Return the file that holds a tracker's data, from the folder of the content."""
    return other.file or f"federation/{other.key}.json"


def _apart(text: Prose) -> Prose:
    """Return a text whose links lead to no record of this site: those to records become words, as do unsafe ones.

    An id in the text of another tracker may well be the id of something else here.
    """
    if "<a " not in text.html:
        return text
    html = _LINK.sub(lambda link: link[0] if is_safe(link[1]) else link[2], text.html)
    return Prose(text.source, html, ())


def _source(source: Source) -> Source:
    """Return the title of a document, and its address where it is safe."""
    return Source(title=source.title, url=source.url if is_safe(source.url) else None)


def _named(data: TrackerData) -> Iterator[tuple[str, str, str]]:
    """Yield the id, the title and the noun of each record and body."""
    bodies = {f"{one.id}/{body.key}": body.name for one in data.authorities for body in one.bodies}
    for made in data.recommendations:
        yield made.id, made.title, "recommendation"
    kinds = {"inspection": data.inspections, "inquiry": data.inquiries, "plan": data.plans}
    for noun, records in {**kinds, "update": data.updates, "measure": data.measures}.items():
        yield from ((one.id, one.title, noun) for one in records)
    yield from ((action.id, action.title, "action") for action in data.actions)
    yield from ((council.id, council.name, "authority") for council in data.authorities)
    for meeting in data.meetings:
        yield meeting.id, meeting.title or _name_of(meeting, bodies), "meeting"


def _name_of(meeting: NamedMeeting, bodies: Mapping[str, str]) -> str:
    return f"{bodies.get(meeting.body, 'Meeting')}, {in_words(meeting.date)}"
