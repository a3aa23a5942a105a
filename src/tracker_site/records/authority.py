"""A council and its bodies: `authorities/*.yml`."""

from __future__ import annotations

from typing import Literal

from tracker_site.records.base import Key, Model, Record, WebAddress, Words

BodyKind = Literal["scrutiny", "executive", "council", "partnership", "inspectorate", "other"]


class Committee(Model):
    """A body of an authority: a committee, the executive, full council."""

    key: Key
    """What it is called in its address: `leeds/scrutiny-children`."""
    name: Words
    """Its name as the minutes print it."""
    kind: BodyKind
    """What sort of body it is, which decides what it can say of progress."""
    website: WebAddress | None = None
    """Its own page."""


class Authority(Record):
    """A council and its bodies."""

    name: Words
    """Its name."""
    code: Words | None = None
    """The ONS code of the area."""
    website: WebAddress | None = None
    """Its site."""
    bodies: tuple[Committee, ...] = ()
    """Its committees, cabinet and full council."""
