"""An inspection or visit, and what it found: `inspections/*.md`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker_site.records.base import (
    AuthorityId,
    Count,
    Dated,
    Model,
    References,
    Refers,
    SomeWords,
    When,
    Words,
)
from tracker_site.records.said import Progress

InspectionKind = Literal[
    "ilacs",
    "ilacs-standard",
    "ilacs-short",
    "focused-visit",
    "monitoring-visit",
    "jtai",
    "area-send",
    "sif",
    "announced-inspection",
    "other",
    "unknown",
]


class Visit(Model):
    """The days on which the inspectors were there."""

    from_: When | None = Field(default=None, alias="from")
    """The first day."""
    to: When | None = None
    """The last day."""


class Inspection(Dated):
    """An inspection or visit, and what it found. The Markdown is a summary."""

    noun = "inspection"
    title: Words = Field(examples=["Inspection of children's services, 2022"])
    """What it is called."""
    authority: AuthorityId = Field(examples=["examplebury"])
    """The council that was inspected."""
    inspectorate: SomeWords = Field(default=(), examples=["Ofsted"])
    """Who inspected, one or a list; absent where the sources do not say."""
    kind: InspectionKind = "unknown"
    """What sort of inspection it was."""
    framework: Words | None = Field(default=None, examples=["ILACS"])
    """The framework under which it was made."""
    visited: Visit | None = None
    """When the inspectors were there."""
    received: When | None = None
    """When the council received the report."""
    published: When | None = None
    """When the report was published; absent where the sources do not say."""
    judgements: dict[Words, Words] = Field(
        default_factory=dict, examples=[{"overall effectiveness": "requires improvement"}]
    )
    """What was judged, and how, in the words of the framework."""
    recommendations_made: Count | None = Field(default=None, examples=["6"])
    """How many recommendations it made, where only the number is known."""
    follows: Annotated[References, Refers("inspection")] = Field(
        default=(), examples=[["examplebury-visit-2021"]]
    )
    """Earlier inspections that it looks back on."""
    progress: tuple[Progress, ...] = ()
    """What the inspectors found of earlier recommendations."""
