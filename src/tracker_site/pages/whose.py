"""Whose the data of another tracker is: said wherever something of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker_site.dataset.federation.tracker import Tracker, is_safe
from tracker_site.dataset.guide import Link
from tracker_site.dates import PartialDate, exactly


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data is shown, as at which day, and when it was fetched."""

    link: Link
    as_at: PartialDate
    fetched: PartialDate | None
    site: str | None
    """The address of its own site, where that is known."""
    host: str | None
    licence: str | None
    licence_url: str | None


def whose(tracker: Tracker) -> Whose:
    """Return whose the data of a tracker is."""
    data, licence = tracker.data, tracker.data.site.licence
    return Whose(
        link=Link(tracker.title, f"from/{tracker.key}/"),
        as_at=exactly(data.as_at),
        fetched=exactly(data.fetched.on) if data.fetched else None,
        site=tracker.root,
        host=urlsplit(tracker.root).hostname if tracker.root else None,
        licence=licence.title if licence else None,
        licence_url=licence.url if licence and is_safe(licence.url) else None,
    )
