"""Motions: what became of each point of a motion, as far as the record says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tracker_site.records.meeting import Amendment, Motion, MotionPoint, MotionResult
from tracker_site.source.markup import plain_text

Fate = Literal["stood", "fell", "changed", "lost", "unknown"]
"""What became of a point: it `stood`; an amendment that was carried dropped it (`fell`) or `changed` it; it was `lost`
with the motion; `unknown` where the result of the motion is, or where the words of an amendment do not show it."""


def is_carried(result: MotionResult) -> bool:
    """Whether a motion or an amendment was carried, as it was moved or amended."""
    return result in ("carried", "carried-as-amended")


def fate_of_point(motion: Motion, point: MotionPoint) -> Fate:
    """Return what became of a point of a motion."""
    if motion.result in ("lost", "withdrawn"):
        return "lost"
    if not is_carried(motion.result):
        return "unknown"
    carried = [amendment for amendment in motion.amendments if is_carried(amendment.result)]
    if any(point.key in amendment.drops for amendment in carried):
        return "fell"
    if any(find_once(plain_text(point.text), _removed(amendment)) for amendment in carried):
        return "changed"
    # Words that stand in no point, and no point named: it may have been this one that they were taken out of.
    is_open = any(_leaves_open(motion, amendment) for amendment in carried)
    return "unknown" if is_open or _may_be_amended(motion, point, carried) else "stood"


def _may_be_amended(motion: Motion, point: MotionPoint, carried: list[Amendment]) -> bool:
    """Whether a point may have been dropped or changed by an amendment that the record leaves open.

    That is one whose result is not known, or one that a motion carried as amended had and the record does not name.
    """
    unknown = [amendment for amendment in motion.amendments if amendment.result == "unknown"]
    if motion.result == "carried-as-amended" and not carried and not unknown:
        return True
    return any(
        point.key in amendment.drops
        or find_once(plain_text(point.text), _removed(amendment))
        or _leaves_open(motion, amendment)
        for amendment in unknown
    )


def numbered_texts(motion: Motion) -> Iterator[tuple[str, str]]:
    """Yield each text of a motion with the name of its place: "point 1", "its text"."""
    for number, point in enumerate(motion.points, start=1):
        yield f"point {number}", plain_text(point.text)
    if motion.text:
        yield "its text", plain_text(motion.text)


def find_once(text: str, words: str) -> re.Match[str] | None:
    """Return where words stand in a text; None unless they stand there once, as whole words."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)) if words else []
    return found[0] if len(found) == 1 else None


def _leaves_open(motion: Motion, amendment: Amendment) -> bool:
    """Whether an amendment takes out words without showing of which point."""
    removed = _removed(amendment)
    is_found = any(find_once(text, removed) for _, text in numbered_texts(motion))
    return bool(amendment.removes) and not amendment.drops and not is_found


def _removed(amendment: Amendment) -> str:
    return plain_text(amendment.removes) if amendment.removes else ""
