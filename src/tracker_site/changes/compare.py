"""The comparison: what the difference between two states of the content means to the public."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tracker_site.changes.differences import HEADINGS, Difference, Differences
from tracker_site.changes.edits import edits_told
from tracker_site.changes.fields import with_references
from tracker_site.changes.followed import changed_statuses, position_in_words
from tracker_site.changes.states import States
from tracker_site.changes.trackers import compare_trackers
from tracker_site.changes.words import lines_of, quoted
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide
from tracker_site.dates import in_words
from tracker_site.labels import MEETING_STATES, capital, count, listing
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.walk import walk
from tracker_site.status.standing import Standings

_COUNTED = {
    "outcomes": "outcome",
    "motions": "motion",
    "figures": "figure",
    "responses": "answer",
    "actions": "action",
}
"""The entries that are counted where a new record is told, in this order."""


def compare(
    old: Standings, new: Standings, old_others: Iterable[Tracker] = (), new_others: Iterable[Tracker] = ()
) -> Differences:
    """Return all that tells the new state from the old; both should be as at one day, or that day's passing tells.

    The others are the trackers that each side takes in.
    """
    states = States(Dataset(old), Dataset(new))
    moved = tuple(changed_statuses(states))
    edits, slips = edits_told(states, moved)
    records = (*added_records(states), *removed_records(states), *edits)
    return Differences(
        found=_in_order((*moved, *records, *compare_trackers(old_others, new_others))),
        slips=slips,
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


def added_records(states: States) -> Iterator[Difference]:
    """Yield each record that came, and each meeting that was planned and has been held, with what it says."""
    for record in states.added.values():
        new = "held, and recorded" if states.before(record.id) else _new(states, record)
        counted = Counter(node.path[-2] for node in walk(record) if isinstance(node.path[-1], int))
        phrases = [count(counted[field], noun) for field, noun in _COUNTED.items() if counted[field]]
        yield Difference(
            "new",
            "news",
            record.id,
            states.names.name(record.id),
            f"{new}, with {listing(phrases)}" if phrases else new,
            record=record.id,
            details=lines_of(states.names, with_references(record)),
        )


def removed_records(states: States) -> Iterator[Difference]:
    """Yield each record that went. What was withdrawn is named by its kind and id: its title may be what had to go."""
    for record in states.removed:
        title = states.names.name(record.id)
        details: tuple[str, ...] = ()
        if entry := states.withdrawn.get(record.id):
            title = capital(title)
            to = f", in favour of {states.names.title(entry.to)}" if entry.to else ""
            why = f": {quoted(entry.note.source)}" if entry.note else ""
            words = f"withdrawn, as dated {in_words(entry.date)}{to}{why}"
            details = tuple(_no_longer_naming(states, record.id))
        elif record.id in states.new.register.records.by_id:
            words = "not shown any more: by its date it lies after the day of this comparison"
        else:
            words = "gone, with no entry under 'withdrawn' in site.yml to say why"
        gist = f"{states.names.noun(record.id)} taken from this tracker"
        yield Difference("withdrawn", "correction", record.id, title, words, details=details, gist=gist)


def _new(states: States, record: Record) -> str:
    words = f"new {states.names.noun(record.id)}"
    if record.id in states.old.register.records.by_id:
        words = "shown now, by its date"
    if isinstance(record, Meeting) and record.state != "held":
        state = MEETING_STATES[record.state]
        words += f" ({state[0].lower()}{state[1:]})"
    if isinstance(record, Recommendation):
        one = states.new.recommendations[record.id]
        stands = f"; it stands at {position_in_words(one)}" if one.status_said_in else ""
        words += f" of “{states.new.title(record.origin)}”{stands}"
    return words


def _no_longer_naming(states: States, withdrawn: str) -> Iterator[str]:
    """Yield each record that named what was withdrawn, and no longer does."""
    for was, now in states.kept:
        if withdrawn in _named(states.old, was) and withdrawn not in _named(states.new, now):
            yield f"{states.names.name(now.id)} no longer names it"


def _named(guide: Guide, record: Record) -> frozenset[str]:
    """Return the ids of the records that a record refers to."""
    references = guide.register.contents[record.id].references
    return frozenset(reference.target.split("/")[0] for reference in references)
