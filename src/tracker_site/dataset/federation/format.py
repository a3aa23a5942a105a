"""The data of another tracker, as `data/tracker.json` promises it: closed types, open to fields not known here.

A newer version may tell more, so an unknown field is passed over. A field that was promised must be there, and
what is in it must be what the same field takes in a record of this site's own.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictBool, StrictInt
from pydantic_core import PydanticKnownError

from tracker_site.problems import quoted
from tracker_site.records.base import Body, Id, Key, Reference, Text, When, Words
from tracker_site.records.meeting import Verb
from tracker_site.records.recommendation import Wording
from tracker_site.records.said import ResponseKind, SaidBy
from tracker_site.records.statuses import Assurance, Phase
from tracker_site.register.natures import Nature
from tracker_site.register.occasions import OccasionKind
from tracker_site.source.markup import is_web_address
from tracker_site.status.standing import ResponseShown

_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*/?(?:#[A-Za-z0-9_-]+)?", re.ASCII)


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{quoted(value)} is not a day; a day is written as in 2022-07-06") from None


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if len(value) > 2000 or not (_PATH.fullmatch(value) or is_web_address(value)):
        raise ValueError(f"{quoted(value)} is neither a web address nor a path of the other site")
    return value


Day = Annotated[date, PlainValidator(_day)]
"""A day of the calendar."""

Address = Annotated[str, PlainValidator(_address)]
"""Where a thing is to be read: a whole address, or the way from the root of its own site."""

StatusKey = Literal[
    "no-information",
    "paused",
    "planned",
    "at-risk",
    "in-progress",
    "not-being-done",
    "superseded",
    "completed",
]
"""The keys of `statuses.COMMON`, of which a test holds that they are these."""


class Told(BaseModel):
    """What another tracker tells: frozen, and open to fields that are not known here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class NewsTold(Told):
    """When something was last heard, and in which record."""

    date: When
    record: Id


class SourceTold(Told):
    """A document that supports a record."""

    title: Words
    url: str | None = None


class PartTold(Told):
    """Where a part of a recommendation stands."""

    key: Key
    status: StatusKey
    assurance: Assurance
    response: ResponseKind | None
    text: Text | None = None
    status_label: Words | None = None
    due: When | None = None
    late: StrictBool = False


class EntryTold(Told):
    """One line of a timeline."""

    date: When
    record: Id
    kind: OccasionKind
    verb: Verb | None
    status: StatusKey | None
    said_by: SaidBy | None
    response: ResponseKind | None
    text: Text | None
    on: Reference | None = None
    item: Words | None = None
    proposed: StrictBool = False
    by: Words | None = None
    due: When | None = None
    reason: Text | None = None
    figure: Words | None = None


class CellTold(Told):
    """A meeting in the row of a recommendation."""

    meeting: Id
    date: When
    considered: StrictBool | None
    status: StatusKey


class StandingTold(Told):
    """What recommendations and actions have in common."""

    url: Address
    title: Words
    authority: Id | None
    due: When | None
    status: StatusKey
    status_label: Words
    phase: Phase
    assurance: Assurance
    quiet: StrictBool
    late: StrictBool


class RecommendationTold(StandingTold):
    """A recommendation, with the fields that are promised and some that may be there."""

    id: Id
    wording: Wording
    origin: Id = Field(alias="from")
    addressed_to: Words | None
    number: Words | None
    issued: When
    due_history: tuple[When, ...]
    themes: tuple[Key, ...]
    provisional: StrictBool
    response: ResponseShown | None
    reopened: StrictBool
    last_news: NewsTold | None
    parts: tuple[PartTold, ...]
    timeline: tuple[EntryTold, ...]
    meetings: tuple[CellTold, ...]
    text: Body | None = None
    sources: tuple[SourceTold, ...] = ()
    answered_by_plans: tuple[Id, ...] = ()


class ActionTold(StandingTold):
    """An action that was promised, asked for, decided or reported."""

    id: Reference
    standing: StrictBool = False
    nature: Nature | None = None


class NamedTold(Told):
    """A record of which only the name is shown."""

    id: Id
    url: Address
    title: Words


class InspectionTold(NamedTold):
    """An inspection, and how many recommendations it made."""

    authority: Id
    recommendations_made: Annotated[StrictInt, Field(ge=0, le=9999)] | None = None


class BodyTold(Told):
    """A body of an authority."""

    key: Key
    name: Words


class AuthorityTold(Told):
    """A council."""

    id: Id
    url: Address
    name: Words
    also_called: tuple[Words, ...] = ()
    bodies: tuple[BodyTold, ...] = ()


class MeetingTold(Told):
    """A meeting: its body, its date, and how much of it is known."""

    id: Id
    url: Address
    body: Reference
    date: When
    title: Words | None = None
    state: Literal["scheduled", "held", "cancelled", "unknown"] = "unknown"
    covers: Literal["whole", "part"] = "whole"


class SettingsTold(Told):
    """The settings of the other site."""

    title: Words
    base_url: str | None = None
    quiet_after: Annotated[StrictInt, Field(ge=0, le=9999)] | None = None
    licence: NamedLicence | None = None
    themes: dict[Key, Words] = Field(default_factory=dict)


class NamedLicence(Told):
    """The licence of its words and data."""

    title: Words
    url: str | None = None


class FetchedTold(Told):
    """When the data was fetched, and from where: added by `fetch`."""

    on: Day
    url: str | None = None


class TrackerTold(Told):
    """All that is used of the data of another tracker."""

    as_at: Day
    site: SettingsTold
    recommendations: tuple[RecommendationTold, ...]
    actions: tuple[ActionTold, ...]
    authorities: tuple[AuthorityTold, ...]
    inspections: tuple[InspectionTold, ...]
    inquiries: tuple[NamedTold, ...]
    plans: tuple[NamedTold, ...]
    meetings: tuple[MeetingTold, ...]
    updates: tuple[NamedTold, ...]
    measures: tuple[NamedTold, ...]
    fetched: FetchedTold | None = None
