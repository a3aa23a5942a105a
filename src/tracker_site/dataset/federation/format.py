"""The data of another tracker, as `data/tracker.json` promises it: closed types, open to fields not known here.

Recommendations and actions are those of the dataset. Of other records only what names them is read. A newer version may
tell more, so an unknown field is passed over. A field that came later may be missing, which means that it is unknown;
one that was always promised must be there.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictInt
from pydantic_core import PydanticKnownError

from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Address
from tracker_site.problems import quoted
from tracker_site.records.base import Id, Key, Reference, When, Words


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{quoted(value)} is not a day; a day is written as in 2022-07-06") from None


Day = Annotated[date, PlainValidator(_day)]
"""A day of the calendar."""


ALWAYS_PROMISED = ("wording", "addressed_to", "number", "themes")
"""Fields of a recommendation that an editor may leave out, and that every tracker's data has all the same."""


class Imported(BaseModel):
    """What is read of another tracker: frozen, and open to fields that are not known here."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class NamedRecord(Imported):
    """A record of which only the name is shown."""

    id: Id
    url: Address
    title: Words


class NamedInspection(NamedRecord):
    """An inspection, and how many recommendations it made."""

    authority: Id
    recommendations_made: Annotated[StrictInt, Field(ge=0, le=9999)] | None = None


class NamedBody(Imported):
    """A body of an authority."""

    key: Key
    name: Words


class NamedAuthority(Imported):
    """A council."""

    id: Id
    url: Address
    name: Words
    also_called: tuple[Words, ...] = ()
    bodies: tuple[NamedBody, ...] = ()


class NamedMeeting(Imported):
    """A meeting: its body, its date, and how much of it is known."""

    id: Id
    url: Address
    body: Reference
    date: When
    title: Words | None = None
    state: Literal["scheduled", "held", "cancelled", "unknown"] = "unknown"
    covers: Literal["whole", "part"] = "whole"


class NamedLicence(Imported):
    """The licence of its words and data."""

    title: Words
    url: str | None = None


class Settings(Imported):
    """The settings of the other site."""

    title: Words
    base_url: str | None = None
    quiet_after: Annotated[StrictInt, Field(ge=0, le=9999)] | None = None
    licence: NamedLicence | None = None
    themes: dict[Key, Words] = Field(default_factory=dict)


class Fetched(Imported):
    """When the data was fetched, and from where: added by `fetch`."""

    on: Day
    url: str | None = None


class TrackerData(Imported):
    """All that is used of the data of another tracker."""

    as_at: Day
    site: Settings
    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    authorities: tuple[NamedAuthority, ...]
    inspections: tuple[NamedInspection, ...]
    inquiries: tuple[NamedRecord, ...]
    plans: tuple[NamedRecord, ...]
    meetings: tuple[NamedMeeting, ...]
    updates: tuple[NamedRecord, ...]
    measures: tuple[NamedRecord, ...]
    fetched: Fetched | None = None
