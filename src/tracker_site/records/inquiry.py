"""A scrutiny inquiry and its reports: `inquiries/*.md`."""

from __future__ import annotations

from typing import Literal

from tracker_site.records.base import Id, Model, Record, Reference, When, Words


class Report(Model):
    """A report of an inquiry."""

    title: Words
    """Its title."""
    stage: Literal["interim", "final"] | None = None
    """Whether it was the last."""
    date: When | None = None
    """When it was agreed or published."""


class Inquiry(Record):
    """A scrutiny inquiry. The Markdown is a summary."""

    title: Words
    """What it is called."""
    authority: Id
    """The council whose inquiry it is."""
    body: Reference | None = None
    """The body that held it."""
    opened: When | None = None
    """When it began."""
    reports: tuple[Report, ...] = ()
    """Its reports."""
