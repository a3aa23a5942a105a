"""Prose: `pages/*.md`."""

from __future__ import annotations

from pydantic import Field

from tracker_site.records.base import Record, Words


class ProsePage(Record):
    """A page of prose: about, how to read this site, the accessibility statement."""

    noun = "page"
    title: Words = Field(examples=["About this tracker"])
    """The title of the page."""
    description: Words | None = Field(default=None, examples=["What it is, and who keeps it"])
    """What it is, in a sentence."""
