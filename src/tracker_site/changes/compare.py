"""The comparison: what the difference between two states of the content means to the public."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker_site.changes.differences import HEADINGS, Difference, Differences
from tracker_site.changes.edits import changed_records, changed_settings
from tracker_site.changes.followed import changed_statuses
from tracker_site.changes.records import added_records, removed_records
from tracker_site.changes.states import States
from tracker_site.changes.trackers import compare_trackers
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.status.standing import Standings


def compare(
    old: Standings, new: Standings, old_others: Iterable[Tracker] = (), new_others: Iterable[Tracker] = ()
) -> Differences:
    """Return all that tells the new state from the old; both should be as at one day, or that day's passing tells.

    The others are the trackers that each side takes in.
    """
    states = States(Dataset(old), Dataset(new))
    moved = tuple(changed_statuses(states))
    corrected, slips = changed_records(states, moved)
    settings, slips_in_settings = changed_settings(states)
    records = (*added_records(states), *removed_records(states), *corrected, *settings)
    return Differences(
        found=_in_order((*moved, *records, *compare_trackers(old_others, new_others))),
        slips=(*slips_in_settings, *slips),
        pages_added=states.pages_added,
        pages_gone=states.pages_gone,
    )


def _in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return them kind by kind, then by what they are about; those of one entity as they stand in its record."""
    kinds = list(HEADINGS)
    return tuple(sorted(differences, key=lambda one: (kinds.index(one.kind), _natural(one.subject))))


def _natural(reference: str) -> list[tuple[int, str]]:
    """Return what sorts "visit-10" after "visit-2"."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"(\d*)(\D+|$)", reference)]
