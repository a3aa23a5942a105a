"""How many stand where, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker_site.labels import listing
from tracker_site.records.statuses import COMMON, Status


def tally(statuses: Iterable[Status]) -> str:
    """Return "2 completed, 1 in progress" for the common statuses, the furthest first."""
    counts = Counter(status.common.key for status in statuses)
    furthest_first = sorted(counts, key=lambda key: -COMMON[key].advances)
    return (
        listing([f"{counts[key]} {_lower(COMMON[key].label)}" for key in furthest_first])
        if counts
        else "none"
    )


def _lower(label: str) -> str:
    return "with no information" if label == "No information" else label[0].lower() + label[1:]
