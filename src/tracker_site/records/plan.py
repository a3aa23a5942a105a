"""An action plan: `actions/*.yml`."""

from __future__ import annotations

from pydantic import Field

from tracker_site.records.base import Id, Record, References, When, Words
from tracker_site.records.said import Action


class Plan(Record):
    """An action plan: the actions that answer the recommendations."""

    title: Words
    """What it is called."""
    authority: Id
    """Whose plan it is."""
    answers: References = Field(default=(), alias="for")
    """The inspection, inquiry or meeting that it answers, one or a list."""
    date: When | None = None
    """When it was made or published."""
    supersedes: References = ()
    """Earlier plans that it takes the place of."""
    actions: tuple[Action, ...] = ()
    """What it promises; it may be empty, for that there is a plan is itself a fact."""
