"""How a council's spreadsheet becomes records: `import.yml`, beside the content."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker_site.records.base import (
    AuthorityId,
    Count,
    Id,
    Model,
    OriginId,
    StatusKey,
    When,
    Words,
)
from tracker_site.records.recommendation import Wording
from tracker_site.records.said import SaidBy

DateOrder = Literal["day/month/year", "month/day/year", "year/month/day"]


class Columns(Model):
    """Which column holds what, by the words at its head."""

    recommendation: Words = Field(examples=["Recommendation"])
    """The words of the recommendation."""
    title: Words | None = Field(default=None, examples=["Subject"])
    """What it is about, in a few words; absent, its first words serve."""
    number: Words | None = Field(default=None, examples=["No."])
    """Its number in the report that made it, or in the spreadsheet."""
    reference: Words | None = Field(default=None, examples=["Ref"])
    """The council's own reference."""
    source: Words | None = Field(default=None, examples=["Source"])
    """Where it comes from: the inspection, the inquiry or the meeting."""
    addressed_to: Words | None = Field(default=None, examples=["Addressed to"])
    """Whom the recommendation asks."""
    issued: Words | None = Field(default=None, examples=["Date made"])
    """When it was made."""
    due: Words | None = Field(default=None, examples=["Due"])
    """By when the recommendation is to be done."""
    action: Words | None = Field(default=None, examples=["Action"])
    """What the council promised to do about it."""
    owner: Words | None = Field(default=None, examples=["Owner"])
    """Whose the action is."""
    action_due: Words | None = Field(default=None, examples=["Action due"])
    """By when the action is to be done."""
    status: Words | None = Field(default=None, examples=["Status"])
    """How far it has come."""
    comment: Words | None = Field(default=None, examples=["Comments"])
    """What was said of it."""


class Spreadsheet(Model):
    """How the rows of a spreadsheet become recommendations, actions and what was said of them."""

    columns: Columns
    """Which column holds what."""
    header_row: Count = 1
    """The number of the row that holds the heads of the columns."""
    origin: OriginId | None = Field(default=None, alias="from", examples=["examplebury-ilacs-2022"])
    """The inspection, inquiry or meeting that made them, where no column says it."""
    sources: dict[Words, OriginId] = Field(
        default_factory=dict, examples=[{"ILACS 2022": "examplebury-ilacs-2022"}]
    )
    """What the words in the column of sources stand for."""
    authority: AuthorityId | None = Field(default=None, examples=["examplebury"])
    """The council whose plan the actions make."""
    plan: Id | None = Field(default=None, examples=["examplebury-ilacs-2022-plan"])
    """The id of the plan that the actions make."""
    statuses: dict[Words, StatusKey] = Field(default_factory=dict, examples=[{"On track": "in-progress"}])
    """The status that each word in the column of statuses means; `none` where it says nothing."""
    status_of: Literal["recommendation", "action", "both"] | None = None
    """Of what the status was said."""
    dates: DateOrder | None = None
    """The order in dates such as 03/04/2022."""
    times: dict[Words, When] = Field(default_factory=dict, examples=[{"Autumn 2022": "2022-09/2022-11"}])
    """Other words for dates, each with the date that it means."""
    wording: Wording | None = None
    """How near the words of the recommendations are to the source."""
    said_by: SaidBy | None = None
    """Who says how far it has come. Absent: the council."""
    source: Words | None = Field(default=None, examples=["The council's action tracker"])
    """What the spreadsheet is called, where the records are to name it as their source."""
