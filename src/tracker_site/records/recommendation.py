"""One recommendation, from an inspection, an inquiry or a meeting: `recommendations/*.md`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import Id, Key, Model, Record, References, Text, When, Words

Wording = Literal["exact", "summary", "inferred", "unknown"]


class Part(Model):
    """A limb of a recommendation."""

    key: Key
    """What it is called in its address."""
    text: Text
    """What it asks for."""
    due: When | None = None
    """By when."""


class Recommendation(Record):
    """One recommendation. The Markdown is the recommendation."""

    title: Words
    """What it is about, in a few words."""
    origin: Id = Field(alias="from")
    """The inspection, the inquiry or the meeting that made it."""
    number: Words | None = None
    """Its number."""
    reference: Words | None = None
    """The council's own reference."""
    numbered_by: Literal["inspectorate", "council", "tracker"] | None = None
    """Whose numbering it is."""
    wording: Wording = "unknown"
    """How near the text is to the source: `inferred` is marked wherever it is shown."""
    addressed_to: Words | None = None
    """Whom it asks."""
    issued: When | None = None
    """When it was made. Absent: the inspection's publication, the inquiry report's date or the meeting's."""
    due: When | None = None
    """By when it is to be done."""
    themes: tuple[Key, ...] = ()
    """Themes of `site.yml`."""
    parts: tuple[Part, ...] = ()
    """Its limbs, where it has more than one."""
    repeats: References = ()
    """Earlier recommendations that raised the same concern."""
    supersedes: References = ()
    """Earlier recommendations that it takes the place of; their status does not change by it."""
    aliases: tuple[Id, ...] = ()
    """Former ids, whose addresses lead here."""
