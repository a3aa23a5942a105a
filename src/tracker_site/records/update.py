"""The same facts said outside a meeting: `updates/*.md`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import AuthorityId, ClockKey, Dated, References, When, Words
from tracker_site.records.said import Action, Figure, Progress, Response, SaidBy


class Update(Dated):
    """Something said outside a meeting: a letter, a published response. The Markdown is a summary."""

    noun = "update"
    title: Words = Field(examples=["Letter to the inspectorate"])
    """What it is called."""
    date: When
    """When it was said."""
    kind: Literal["letter", "response", "report", "statement", "direction", "notice", "other"] = "other"
    """What sort of document it is."""
    by: Words | None = Field(default=None, examples=["The Director of Children’s Services"])
    """Who said it."""
    said_by: SaidBy = "council"
    """In what capacity; holds for all progress in it that does not say otherwise."""
    authority: AuthorityId | None = Field(default=None, examples=["examplebury"])
    """The council that it concerns."""
    about: References = ()
    """What it concerns."""
    progress: tuple[Progress, ...] = ()
    """What was said of progress."""
    responses: tuple[Response, ...] = ()
    """Answers given in it."""
    actions: tuple[Action, ...] = ()
    """What was promised in it; asked for, where somebody else than the council speaks."""
    figures: tuple[Figure, ...] = ()
    """Figures that were said."""
    meets: tuple[ClockKey, ...] = Field(default=(), examples=[["action-plan"]])
    """The clocks of `site.yml` that it meets."""
