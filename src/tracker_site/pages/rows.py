"""Meetings in lists, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Meeting
from tracker_site.labels import count, listing


def meeting_rows(dataset: Dataset, ids: Iterable[str]) -> tuple[Meeting, ...]:
    """Return those of some meetings that are seen: those to come, the nearest first, then the newest first."""
    meetings = dataset.records["meetings"]
    newest = sorted(meetings.keys() & set(ids), key=dataset.register.order, reverse=True)
    rows = [dataset.record(Meeting, id) for id in newest]
    to_come = [one for one in reversed(rows) if one.is_to_come]
    return (*to_come, *(one for one in rows if not one.is_to_come))


def meetings_in_words(meetings: Iterable[Meeting]) -> str:
    """Return how many meetings are recorded: "28 meetings held, 2 planned and 1 cancelled"."""
    states = Counter(
        "passed" if one.state == "scheduled" and not one.is_to_come else one.state for one in meetings
    )
    rest = (
        (states["scheduled"], "planned"),
        (states["passed"], "planned for a day that has passed"),
        (states["cancelled"], "cancelled"),
        (states["unknown"], "known only from papers"),
    )
    return listing([f"{count(states['held'], 'meeting')} held", *(f"{n} {words}" for n, words in rest if n)])
