"""A meeting: what it considered, what it decided, what was said of progress: `meetings/*.md`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from tracker_site.records.base import (
    Count,
    Key,
    Model,
    Record,
    Reference,
    References,
    SomeWords,
    Source,
    Text,
    When,
    Words,
    YesNo,
)
from tracker_site.records.said import Action, Figure, Progress, Response

Verb = Literal[
    "noted",
    "received",
    "considered",
    "requested",
    "recommended",
    "referred",
    "called-in",
    "action",
    "agreed",
    "resolved",
    "approved",
    "endorsed",
    "supported",
    "delegated",
    "deferred",
    "withdrawn",
    "not-agreed",
    "fell",
]

LISTENED = frozenset({"noted", "received", "considered"})
ASKED = frozenset({"requested", "recommended", "referred", "called-in", "action"})
DECIDED = frozenset({"agreed", "resolved", "approved", "endorsed", "supported", "delegated"})

MotionResult = Literal["carried", "lost", "withdrawn", "carried-as-amended", "unknown"]


def _person(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _names_by_side(value: object) -> object:
    if isinstance(value, str):
        return {"": [value]}
    return {"": value} if isinstance(value, list) else value


class Attendee(Model):
    """Somebody who was there, or sent apologies."""

    role: Words | None = None
    """The office held."""
    name: Words | None = None
    """The name of an elected member or office holder as the public minutes print it; nobody else's."""
    as_: Literal["member", "executive", "officer", "guest", "inspector"] | None = Field(
        default=None, alias="as"
    )
    """In what capacity."""


Person = Annotated[Attendee, BeforeValidator(_person)]


class Decision(Model):
    """What the minutes say about the decision as such."""

    reference: Words | None = None
    """The council's reference for it."""
    key: YesNo | None = None
    """Whether it was a key decision."""
    call_in: Literal["eligible", "not-eligible"] | None = None
    """Whether scrutiny could call it in."""


class Point(Model):
    """What was discussed of one thing."""

    about: References = ()
    """What it concerns."""
    text: Text
    """What was said."""


class Limb(Model):
    """A part of an outcome."""

    label: Words | None = None
    """Its label in the minutes."""
    text: Text
    """What it says."""


class Outcome(Model):
    """What the meeting did: one limb of a resolution."""

    label: Words | None = None
    """Its label in the minutes: `a`."""
    verb: Verb
    """What the meeting did; where a limb does several things, the one that goes furthest."""
    text: Text | None = None
    """What was resolved."""
    about: References = ()
    """Which of the item's subjects it concerns; absent, all of them; `[]`, none of them."""
    to: SomeWords = ()
    """Whom it asks or refers to, one or a list."""
    until: Words | None = None
    """Deferred to when or where."""
    reason: Text | None = None
    """The reason given."""
    parts: tuple[Limb, ...] = ()
    """Its own limbs."""
    of: Reference | None = None
    """The earlier item, `meeting-id/item-key`, that it calls in or reopens."""
    makes: References = ()
    """The recommendations that it made."""
    meets: tuple[Key, ...] = ()
    """The clocks of `site.yml` that it meets."""
    progress: tuple[Progress, ...] = ()
    """What the meeting accepted or heard of progress."""
    responses: tuple[Response, ...] = ()
    """Answers given by it."""
    actions: tuple[Action, ...] = ()
    """What it asked to be done."""


class MotionPoint(Model):
    """A point that a motion asks for."""

    key: Key
    """What amendments call it."""
    text: Text
    """What it asks for."""


class Amendment(Model):
    """A change that was moved to a motion."""

    moved_by: Words | None = None
    """Who moved it."""
    seconded_by: Words | None = None
    """Who seconded it."""
    removes: Text | None = None
    """What it takes out."""
    inserts: Text | None = None
    """What it puts in."""
    drops: tuple[Key, ...] = ()
    """The points of the motion that it takes out; if it was carried, they fell."""
    result: MotionResult = "unknown"
    """What became of it."""


class Vote(Model):
    """How a vote went, as far as it is recorded."""

    for_: Count | None = Field(default=None, alias="for")
    """Votes for."""
    against: Count | None = None
    """Votes against."""
    abstained: Count | None = None
    """Abstentions."""
    names: Annotated[dict[Words, tuple[Words, ...]], BeforeValidator(_names_by_side)] = Field(
        default_factory=dict
    )
    """Who voted how, where it was recorded: a list of names, or one list each for `for`, `against`, `abstained`."""


class Motion(Model):
    """A motion that was moved, and what became of it."""

    title: Words
    """What it is called."""
    text: Text | None = None
    """What was moved."""
    moved_by: Words | None = None
    """Who moved it."""
    seconded_by: Words | None = None
    """Who seconded it."""
    points: tuple[MotionPoint, ...] = ()
    """What it asks for, point by point."""
    amendments: tuple[Amendment, ...] = ()
    """What was moved to change it."""
    result: MotionResult = "unknown"
    """What became of it."""
    vote: Vote | None = None
    """The vote, where it is recorded."""


class Item(Model):
    """An item of the agenda."""

    title: Words
    """Its title."""
    key: Key | None = None
    """What it is called in its address."""
    number: Words | None = None
    """Its number in the minutes."""
    access: Literal["public", "exempt", "part-exempt"] = "public"
    """Whether the public could be there."""
    taken_as: Literal["ordinary", "urgent", "late", "oral"] = "ordinary"
    """How it came to the meeting."""
    record: Literal["complete", "partial", "not-recorded"] = "complete"
    """What the source shows of the outcome."""
    decision: Decision | None = None
    """What the minutes say about the decision as such."""
    about: References = ()
    """What was considered: anything; an inspection stands for all its recommendations."""
    summary: Text | None = None
    """What happened."""
    points: tuple[Point, ...] = ()
    """What was discussed, thing by thing."""
    outcomes: tuple[Outcome, ...] = ()
    """What the meeting did."""
    actions: tuple[Action, ...] = ()
    """What was promised in the discussion, under no outcome."""
    progress: tuple[Progress, ...] = ()
    """What the council reported in the paper or the discussion."""
    responses: tuple[Response, ...] = ()
    """Answers given in the paper or the discussion."""
    motions: tuple[Motion, ...] = ()
    """Motions that were moved."""
    figures: tuple[Figure, ...] = ()
    """Figures that were said."""
    sources: tuple[Source, ...] = ()
    """The documents that support the item."""


class Meeting(Record):
    """A meeting. The Markdown is a summary of it."""

    body: Reference
    """The body that met: `authority/key`."""
    title: Words | None = None
    """What it is called, where the body and the date are not enough."""
    date: When
    """When it met."""
    kind: Literal["ordinary", "special", "extraordinary"] = "ordinary"
    """What sort of meeting it was."""
    state: Literal["scheduled", "held", "cancelled", "unknown"] = "held"
    """Whether it took place; `unknown` where only papers for it are known."""
    covers: Literal["whole", "part"] = "whole"
    """Whether the record shows the whole meeting, or some items."""
    minutes: Literal["approved", "draft", "not-published", "unknown"] = "unknown"
    """What the record rests on."""
    published: When | None = None
    """When the record of it was published."""
    language: Words | None = None
    """The language of the record."""
    present: tuple[Person, ...] = ()
    """Who was there."""
    apologies: tuple[Person, ...] = ()
    """Who sent apologies."""
    items: tuple[Item, ...] = ()
    """What it dealt with."""
