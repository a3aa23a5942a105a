"""Another tracker as this site holds it: whose it is, what it tells, and where its pages are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from tracker_site.dataset.federation.format import MeetingTold, TrackerTold
from tracker_site.dates import in_words
from tracker_site.records.site import OtherTracker
from tracker_site.source.markup import is_web_address

DATA = "data/tracker.json"
"""Where a tracker keeps its data, from the root of its site."""


@dataclass(frozen=True)
class Tracker:
    """Another tracker: its key and its title here, and what its data tells."""

    key: str
    title: str
    told: TrackerTold
    root: str | None
    """The address of its site, with a slash at its end, as far as it is known."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each of its records is called, by its id there."""
        return dict(_names(self.told))

    def original(self, url: str) -> str | None:
        """Return the whole address of a page of it; nothing where that is not known, or not https."""
        whole = urljoin(self.root, url) if self.root else url
        return whole if is_safe(whole) else None


def is_seen(tracker: Tracker, as_at: date, today: date) -> bool:
    """Whether the data of a tracker is of a day that is shown: of what it told before, nothing is known."""
    return as_at >= today or tracker.told.as_at <= as_at


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


def _names(told: TrackerTold) -> Iterator[tuple[str, str]]:
    bodies = {f"{one.id}/{body.key}": body.name for one in told.authorities for body in one.bodies}
    for made in told.recommendations:
        yield made.id, made.title
    for named in (*told.inspections, *told.inquiries, *told.plans, *told.updates, *told.measures):
        yield named.id, named.title
    for action in told.actions:
        yield action.id, action.title
    for council in told.authorities:
        yield council.id, council.name
    for meeting in told.meetings:
        yield meeting.id, meeting.title or _name_of(meeting, bodies)


def _name_of(meeting: MeetingTold, bodies: Mapping[str, str]) -> str:
    return f"{bodies.get(meeting.body, 'Meeting')}, {in_words(meeting.date)}"
