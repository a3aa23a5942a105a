"""The timeline of a recommendation or an action as a page shows it: newest first, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tracker_site.status.standing import Entry


def by_record(timeline: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries of each record together, the newest record first, from a timeline that is oldest first."""
    newest = reversed(tuple(timeline))
    return tuple(tuple(entries)[::-1] for _, entries in groupby(newest, lambda one: one.record))
