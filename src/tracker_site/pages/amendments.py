"""Amendments: what each changed in a motion."""

from __future__ import annotations

from dataclasses import dataclass

from tracker_site.pages.word_difference import Stretch, difference_between, difference_within
from tracker_site.pages.words import MOTION_RESULTS
from tracker_site.records.meeting import Amendment, Motion
from tracker_site.source.markup import Prose, plain_text
from tracker_site.status.motions import Fate, is_carried, numbered_texts

FATES: dict[Fate, str] = {
    "stood": "Stood",
    "fell": "Fell",
    "changed": "Changed",
    "lost": "Not carried",
    "unknown": "Not known whether it stood",
}


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """A change that was moved to a motion."""

    moved_by: str | None
    seconded_by: str | None
    removes: Prose | None
    inserts: Prose | None
    dropped: int
    """How many points it was to take out."""
    result: str
    carried: bool
    place: str
    """Where in the motion the words are that it removes, where they are found there."""
    difference: tuple[Stretch, ...]
    """What it removes and puts in as one text, where it can be read so."""


def amendment_shown(motion: Motion, amendment: Amendment) -> AmendmentShown:
    """Return an amendment as the page of the meeting shows it."""
    place, difference = _difference(motion, amendment)
    return AmendmentShown(
        amendment.moved_by,
        amendment.seconded_by,
        amendment.removes,
        amendment.inserts,
        len(amendment.drops),
        MOTION_RESULTS[amendment.result],
        is_carried(amendment.result),
        place,
        difference,
    )


def _difference(motion: Motion, amendment: Amendment) -> tuple[str, tuple[Stretch, ...]]:
    """Return where an amendment changes a motion and the difference that it makes, as far as both can be told."""
    removes = plain_text(amendment.removes) if amendment.removes else ""
    inserts = plain_text(amendment.inserts) if amendment.inserts else ""
    for place, text in numbered_texts(motion):
        found = difference_within(text, removes, inserts)
        if found:
            return place, found
    both = difference_between(removes, inserts) if removes and inserts else None
    return "", both or ()
