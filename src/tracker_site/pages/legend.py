"""What the marks of a table mean, for those that are in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker_site.pages.words import ASSURANCE_MEANINGS, ASSURANCES_IN_ALL, STATUS_MEANINGS
from tracker_site.records.statuses import COMMON, STEPS, Status
from tracker_site.status.history import Step


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mark and what it means."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The statuses and the steps of who says so that a table shows, each with what it means."""

    statuses: tuple[Meaning, ...]
    assurances: tuple[Meaning, ...]


def legend_of(statuses: Iterable[Status], steps: Iterable[Step]) -> Legend:
    """Return what is to be explained: statuses the furthest first, then who says so, the weakest first."""
    shown = {status.common.key for status in statuses}
    said = {step.assurance for step in steps}
    return Legend(
        tuple(
            Meaning(key, common.label, STATUS_MEANINGS[key])
            for key, common in reversed(COMMON.items())
            if key in shown
        ),
        tuple(
            Meaning(key, ASSURANCES_IN_ALL[key], ASSURANCE_MEANINGS[key]) for key in STEPS[1:] if key in said
        ),
    )
