"""A scrutiny inquiry and its reports: `inquiries/*.md`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import AuthorityId, BodyReference, Dated, Model, When, Words


class Report(Model):
    """A report of an inquiry."""

    title: Words = Field(examples=["Interim report"])
    """Its title."""
    stage: Literal["interim", "final"] | None = None
    """Whether it was the last."""
    date: When | None = None
    """When it was agreed or published."""


class Inquiry(Dated):
    """A scrutiny inquiry. The Markdown is a summary."""

    noun = "inquiry"
    title: Words = Field(examples=["Inquiry into the front door"])
    """What it is called."""
    authority: AuthorityId = Field(examples=["examplebury"])
    """The council whose inquiry it is."""
    body: BodyReference | None = Field(default=None, examples=["examplebury/scrutiny-children"])
    """The body that held it."""
    opened: When | None = None
    """When it began."""
    reports: tuple[Report, ...] = ()
    """Its reports."""
