"""The ids by which programs know a feed, an entry or an event again: once published, they never change.

They are made from the `feed_id` of the settings. A site that has none yet and stands at a `base_url` keeps those that
were always made from its address.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import uuid5

from tracker_site.records.site import Site, feed_id_of


def atom_id(site: Site, address: str) -> str:
    """Return the id of the feed or the entry that an address from the root of the site stands for."""
    if base := _base_of_ids(site):
        return f"{base}/{address}"
    return uuid5(feed_id_of(site), address).urn


def event_uid(site: Site, key: str) -> str:
    """Return the id of an event that no other site has."""
    if base := _base_of_ids(site):
        place = urlsplit(base)
        return f"{key}@{place.netloc}{place.path.replace('/', '.')}"
    return f"{key}@{feed_id_of(site)}"


def _base_of_ids(site: Site) -> str | None:
    """Return the address of the site, without a slash at its end, where ids are made from that."""
    return None if site.feed_id or not site.base_url else site.base_url.rstrip("/")
