"""One recommendation, from an inspection, an inquiry or a meeting: `recommendations/*.md`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import (
    Id,
    Key,
    Model,
    OriginId,
    Recommendations,
    Record,
    Text,
    ThemeKey,
    When,
    Words,
)

Wording = Literal["exact", "summary", "inferred", "unknown"]


class Part(Model):
    """A limb of a recommendation."""

    noun = "part"
    key: Key = Field(examples=["timeliness"])
    """What it is called in its address."""
    text: Text = Field(examples=["Assess within 45 working days."])
    """What it asks for."""
    due: When | None = None
    """By when."""


class Recommendation(Record):
    """One recommendation. The Markdown is the recommendation."""

    noun = "recommendation"
    title: Words = Field(examples=["Consistent, good-quality assessments"])
    """What it is about, in a few words."""
    origin: OriginId = Field(alias="from", examples=["examplebury-ilacs-2022"])
    """The inspection, the inquiry or the meeting that made it."""
    number: Words | None = Field(default=None, examples=["1"])
    """Its number."""
    reference: Words | None = Field(default=None, examples=["CS/22/1"])
    """The council's own reference."""
    numbered_by: Literal["inspectorate", "council", "tracker"] | None = None
    """Whose numbering it is."""
    wording: Wording = "unknown"
    """How near the text is to the source: `inferred` is marked wherever it is shown."""
    addressed_to: Words | None = Field(default=None, examples=["Examplebury Council"])
    """Whom it asks."""
    issued: When | None = None
    """When it was made. Absent: the inspection's publication, the inquiry report's date or the meeting's."""
    due: When | None = None
    """By when it is to be done."""
    themes: tuple[ThemeKey, ...] = Field(default=(), examples=[["workforce"]])
    """Themes of `site.yml`."""
    parts: tuple[Part, ...] = ()
    """Its limbs, where it has more than one."""
    repeats: Recommendations = ()
    """Earlier recommendations that raised the same concern."""
    supersedes: Recommendations = ()
    """Earlier recommendations that it takes the place of; their status does not change by it."""
    aliases: tuple[Id, ...] = Field(default=(), examples=[["ilacs-2022-1"]])
    """Former ids, whose addresses lead here."""

    @property
    def is_inferred(self) -> bool:
        """Whether it is read between the lines of the source, and so is counted apart."""
        return self.wording == "inferred"
