"""How far a thing has come, and who says so: the words, and which of them goes further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticKnownError

from tracker_site.records.said import SaidBy
from tracker_site.records.site import Site

Phase = Literal["open", "closed"]
Assurance = Literal["none", "reported", "signed-off", "confirmed"]


@dataclass(frozen=True, slots=True)
class CommonStatus:
    """A status that all trackers share; `advances` says which of two is further."""

    key: str
    label: str
    phase: Phase
    advances: int


COMMON = {
    status.key: status
    for status in (
        CommonStatus("no-information", "No information", "open", 0),
        CommonStatus("paused", "Paused", "open", 1),
        CommonStatus("planned", "Planned", "open", 2),
        CommonStatus("at-risk", "At risk", "open", 3),
        CommonStatus("in-progress", "In progress", "open", 4),
        CommonStatus("not-being-done", "Will not be done", "closed", 5),
        CommonStatus("superseded", "Superseded", "closed", 6),
        CommonStatus("completed", "Completed", "closed", 7),
    )
}


@dataclass(frozen=True, slots=True)
class Status:
    """A status as it was said: the council's label, and the common status that it means."""

    label: str
    common: CommonStatus

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.common.phase == "open"


def _status_of_key(key: object) -> Status:
    """Return the common status that a tracker's data names by its key."""
    if not isinstance(key, str) or key not in COMMON:
        *most, last = map(repr, COMMON)
        raise PydanticKnownError("literal_error", {"expected": f"{', '.join(most)} or {last}"})
    return Status(COMMON[key].label, COMMON[key])


StatusByKey = Annotated[
    Status,
    PlainValidator(_status_of_key),
    PlainSerializer(lambda status: status.common.key, return_type=str),
]
"""A status that the data publishes by the key of the common one."""

NO_INFORMATION = Status(COMMON["no-information"].label, COMMON["no-information"])

STEPS: tuple[Assurance, ...] = ("none", "reported", "signed-off", "confirmed")
"""Who says so, from nobody to the strongest."""

_STEP_OF: dict[SaidBy, Assurance] = {
    "council": "reported",
    "scrutiny": "signed-off",
    "inspectorate": "confirmed",
    "independent": "confirmed",
}


def assurance_of(speaker: SaidBy) -> Assurance:
    """Return the step that a speaker's word is worth."""
    return _STEP_OF[speaker]


def strength(assurance: Assurance) -> int:
    """Return how strong a step is, from 0."""
    return STEPS.index(assurance)


def vocabulary(site: Site) -> dict[str, Status]:
    """Return every word that a `status` field may hold: the common ones and the council's own."""
    words = {key: Status(common.label, common) for key, common in COMMON.items()}
    for key, own in site.statuses.items():
        if own.means in COMMON:
            words[key] = Status(own.label, COMMON[own.means])
    return words
