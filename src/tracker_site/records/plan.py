"""An action plan, or work that was reported without one: `actions/*.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker_site.records.base import ORIGINS, AuthorityId, Dated, Origins, References, Refers, When, Words
from tracker_site.records.said import Action


class Plan(Dated):
    """An action plan: the actions that answer the recommendations. Or work that was reported without one."""

    noun = "plan"
    title: Words = Field(examples=["Action plan after the 2022 inspection"])
    """What it is called."""
    authority: AuthorityId = Field(examples=["examplebury"])
    """Whose plan or work it is."""
    kind: Literal["plan", "reported"] = "plan"
    """`reported`: work that was reported, and that no record says was promised or is part of an action plan."""
    answers: Annotated[Origins, Refers(*ORIGINS, "recommendation")] = Field(
        default=(), alias="for", examples=[["examplebury-ilacs-2022"]]
    )
    """The inspection, inquiry or meeting that it answers, one or a list; or what the work was reported about."""
    date: When | None = None
    """When it was made or published."""
    supersedes: Annotated[References, Refers("plan")] = Field(
        default=(), examples=[["examplebury-plan-2021"]]
    )
    """Earlier plans that it takes the place of."""
    actions: tuple[Action, ...] = ()
    """What it holds; it may be empty, for that there is a plan is itself a fact."""
