"""Prose: `pages/*.md`."""

from __future__ import annotations

from tracker_site.records.base import Record, Words


class ProsePage(Record):
    """A page of prose: about, how to read this site, the accessibility statement."""

    title: Words
    """The title of the page."""
    description: Words | None = None
    """What it is, in a sentence."""
