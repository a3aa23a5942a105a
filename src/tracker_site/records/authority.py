"""A council and its bodies: `authorities/*.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import Key, Model, Record, WebAddress, Words

BodyKind = Literal["scrutiny", "executive", "council", "partnership", "inspectorate", "other"]


class Committee(Model):
    """A body of an authority: a committee, the executive, full council."""

    noun = "body"
    key: Key = Field(examples=["scrutiny-children"])
    """What it is called in its address: `leeds/scrutiny-children`."""
    name: Words = Field(examples=["Scrutiny Board (Children and Families)"])
    """Its name as the minutes print it."""
    kind: BodyKind
    """What sort of body it is, which decides what it can say of progress."""
    website: WebAddress | None = None
    """Its own page."""


class Authority(Record):
    """A council and its bodies."""

    noun = "authority"
    name: Words = Field(examples=["Examplebury Council"])
    """Its name."""
    also_called: tuple[Words, ...] = Field(
        default=(), examples=[["Examplebury", "The Borough of Examplebury"]]
    )
    """Other names by which people look for it, such as its towns; the search finds its records by them."""
    code: Words | None = Field(default=None, examples=["E08000035"])
    """The ONS code of the area."""
    website: WebAddress | None = None
    """Its site."""
    bodies: tuple[Committee, ...] = ()
    """Its committees, cabinet and full council."""
