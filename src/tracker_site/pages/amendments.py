"""Amendments: what each changed in a motion, and what became of the points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracker_site.pages.word_difference import Stretch, difference_between, difference_within
from tracker_site.pages.words import MOTION_RESULTS
from tracker_site.records.meeting import Amendment, Motion, MotionPoint
from tracker_site.source.markup import Prose, plain_text

CARRIED = ("carried", "carried-as-amended")

FateKey = Literal["stood", "fell", "changed", "lost", "unknown"]

FATES: dict[FateKey, str] = {
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
        amendment.result in CARRIED,
        place,
        difference,
    )


def fate_of_point(motion: Motion, point: MotionPoint) -> FateKey:
    """Return what became of a point of a motion, as far as the record says."""
    if motion.result in ("lost", "withdrawn"):
        return "lost"
    if motion.result not in CARRIED:
        return "unknown"
    carried = [one for one in motion.amendments if one.result in CARRIED]
    if any(point.key in one.drops for one in carried):
        return "fell"
    if any(_is_changed_by(point, one) for one in carried):
        return "changed"
    # Words that stand in no point, and no point named: it may have been this one that they were taken out of.
    return "unknown" if any(_leaves_open(motion, one) for one in carried) else "stood"


def _leaves_open(motion: Motion, amendment: Amendment) -> bool:
    return bool(amendment.removes) and not amendment.drops and not _difference(motion, amendment)[0]


def _is_changed_by(point: MotionPoint, amendment: Amendment) -> bool:
    removes = plain_text(amendment.removes) if amendment.removes else ""
    return difference_within(plain_text(point.text), removes, "") is not None


def _difference(motion: Motion, amendment: Amendment) -> tuple[str, tuple[Stretch, ...]]:
    """Return where an amendment changes a motion and the difference that it makes, as far as both can be told."""
    removes = plain_text(amendment.removes) if amendment.removes else ""
    inserts = plain_text(amendment.inserts) if amendment.inserts else ""
    for place, text in _texts(motion):
        found = difference_within(text, removes, inserts)
        if found:
            return place, found
    both = difference_between(removes, inserts) if removes and inserts else None
    return "", both or ()


def _texts(motion: Motion) -> Iterator[tuple[str, str]]:
    for number, point in enumerate(motion.points, start=1):
        yield f"point {number}", plain_text(point.text)
    if motion.text:
        yield "its text", plain_text(motion.text)
