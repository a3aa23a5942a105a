"""An action plan: `actions/*.yml`."""

from __future__ import annotations

from pydantic import Field

from tracker_site.records.base import AuthorityId, Origins, Record, References, When, Words
from tracker_site.records.said import Action


class Plan(Record):
    """An action plan: the actions that answer the recommendations."""

    title: Words = Field(examples=["Action plan after the 2022 inspection"])
    """What it is called."""
    authority: AuthorityId = Field(examples=["examplebury"])
    """Whose plan it is."""
    answers: Origins = Field(default=(), alias="for", examples=[["examplebury-ilacs-2022"]])
    """The inspection, inquiry or meeting that it answers, one or a list."""
    date: When | None = None
    """When it was made or published."""
    supersedes: References = Field(default=(), examples=[["examplebury-plan-2021"]])
    """Earlier plans that it takes the place of."""
    actions: tuple[Action, ...] = ()
    """What it promises; it may be empty, for that there is a plan is itself a fact."""
