"""How a council's spreadsheet becomes records: `import.yml`, beside the content."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from tracker_site.dates import FORMS, parse_date
from tracker_site.problems import quoted
from tracker_site.records.base import (
    AsTyped,
    AuthorityId,
    Count,
    Id,
    Model,
    OriginId,
    Origins,
    Source,
    StatusKey,
    Words,
    YesNo,
)
from tracker_site.records.recommendation import Wording
from tracker_site.records.said import SaidBy

DateOrder = Literal["day/month/year", "month/day/year", "year/month/day"]

AS_WORDS = "words"
"""What a cell in a column of dates is said to mean where its words are kept, without a date."""

NOTHING = "none"
"""What a word is said to mean where it says nothing."""

KEEP = "keep"
"""What is said of rows that look like no data where they are read as all others."""

NEW = "new"
"""What a row is said to be where it is none of those that were there before."""


def _time_meant(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected here")
    if value in (AS_WORDS, NOTHING):
        return value
    try:
        return parse_date(value).text
    except ValueError:
        raise ValueError(
            f"{quoted(value)} is not a date here; write one of {FORMS}, '{AS_WORDS}' to keep the words without a "
            f"date, or '{NOTHING}' where they say nothing"
        ) from None


SomeTime = Annotated[
    str,
    PlainValidator(_time_meant),
    AsTyped({"type": "string", "pattern": r"\S", "examples": ["2022-09/2022-11", AS_WORDS, NOTHING]}),
]
"""A date as exact as it is, `words` for words that are kept without one, or `none`."""


class Columns(Model):
    """Which column holds what, by the words at its head."""

    recommendation: Words | None = Field(default=None, examples=["Recommendation"])
    """The words of the recommendation; absent in a sheet of actions alone."""
    action: Words | None = Field(default=None, examples=["Action"])
    """What the council is to do about it; absent, no action is made."""
    number: Words | None = Field(default=None, examples=["No."])
    """The number of the recommendation, in the report that made it or in the sheet."""
    title: Words | None = Field(default=None, examples=["Subject"])
    """What the recommendation is about, in a few words; absent, its first words serve."""
    reference: Words | None = Field(default=None, examples=["Ref"])
    """The council's own reference for the recommendation."""
    source: Words | None = Field(default=None, examples=["Source"])
    """Where the recommendation comes from: the inspection, the inquiry or the meeting."""
    addressed_to: Words | None = Field(default=None, examples=["Addressed to"])
    """Whom the recommendation asks, in the words of whoever made it; not who leads on it now."""
    issued: Words | None = Field(default=None, examples=["Date made"])
    """When the recommendation was made."""
    due: Words | None = Field(default=None, examples=["Due"])
    """By when the recommendation is to be done."""
    action_number: Words | None = Field(default=None, examples=["Action no."])
    """The number of the action, by which it is known again when its words change."""
    action_due: Words | None = Field(default=None, examples=["Action due"])
    """By when the action is to be done."""
    owner: Words | None = Field(default=None, examples=["Lead officer"])
    """Who leads on it: an office rather than a person."""
    status: Words | None = Field(default=None, examples=["RAG"])
    """How far it has come, in one word or a few."""
    comment: Words | None = Field(default=None, examples=["Comments"])
    """What is said of it."""
    reason: Words | None = Field(default=None, examples=["Reason for delay"])
    """Why its date moved, or why it was opened again."""


class Spreadsheet(Model):
    """How the rows of a spreadsheet become recommendations, actions and what was said of them."""

    columns: Columns
    """Which column holds what."""
    header_row: Count = 1
    """The number of the row that holds the heads of the columns."""
    other_rows: Literal["skip", "keep"] | None = None
    """What becomes of rows that look like headings, totals or a key: `skip` leaves them out and tells each, `keep`
    reads them as all others."""
    origin: OriginId | None = Field(default=None, alias="from", examples=["examplebury-ilacs-2022"])
    """The inspection, inquiry or meeting that made the recommendations, where no column says it."""
    sources: dict[Words, OriginId] = Field(
        default_factory=dict, examples=[{"ILACS 2022": "examplebury-ilacs-2022"}]
    )
    """The inspection, inquiry or meeting that each of these words in the column of sources stands for."""
    without_recommendation: Literal["above", "none"] | None = None
    """What a row with an action and no recommendation belongs to: the recommendation `above` it, as where cells
    are merged, or `none`."""
    authority: AuthorityId | None = Field(default=None, examples=["examplebury"])
    """The council whose spreadsheet it is."""
    status_of: Literal["recommendation", "action", "both"] | None = None
    """Of what the status and the comment in a row are said, where it has a recommendation and an action."""
    statuses: dict[Words, StatusKey] = Field(default_factory=dict, examples=[{"On track": "in-progress"}])
    """The status that each of these words in the column of statuses means; `none` where it says nothing."""
    dates: DateOrder | None = None
    """The order of day, month and year in dates such as 03/04/2022."""
    century: Count | None = Field(default=None, examples=["20"])
    """What years of two digits begin with: 20 where '26' means 2026."""
    times: dict[Words, SomeTime] = Field(default_factory=dict, examples=[{"Autumn 2022": "2022-09/2022-11"}])
    """What each of these words in a column of dates means: a date as exact as it is, `words` to keep the words
    without a date, `none` where they say nothing."""
    wording: Wording | None = None
    """How near the words of the recommendations are to those of whoever made them."""
    source: Source | None = Field(default=None, examples=[{"title": "The council's action tracker"}])
    """The spreadsheet as the records name it as their source: its title and, where it is published, its url."""
    plan: Id | None = Field(default=None, examples=["examplebury-tracker"])
    """The id of the record that holds the actions."""
    plan_title: Words | None = Field(default=None, examples=["Actions in the council's tracker"])
    """What the record that holds the actions is called; the day is added to it."""
    plan_for: Origins = Field(default=(), examples=[["examplebury-ilacs-2022"]])
    """The inspection, inquiry or meeting to which the sheet itself is the council's action plan; absent where it
    only follows actions."""
    said_by: SaidBy | None = None
    """Who says how far it has come. Absent: the council."""
    keep_texts: YesNo = False
    """`yes`: where the sheet words something otherwise than its file does, the file stays as it is, and the rest
    comes in."""
    same: dict[Words, Words] = Field(default_factory=dict, examples=[{"Listen to children": NEW}])
    """Which record a reworded row stands for, by its first words: its id, or `new`. It holds for one import."""

    @property
    def heads(self) -> dict[str, str]:
        """The head of each column that becomes something, by what it holds."""
        heads: dict[str, str] = self.columns.model_dump(exclude_none=True)
        return heads
