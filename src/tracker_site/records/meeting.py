"""A meeting: what it considered, what it decided, what was said of progress: `meetings/*.md`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from tracker_site.records.base import (
    BodyReference,
    ClockKey,
    Count,
    Dated,
    Key,
    Model,
    OrTyped,
    Recommendations,
    Reference,
    References,
    Refers,
    SomeWords,
    Source,
    Text,
    When,
    Words,
    YesNo,
)
from tracker_site.records.said import Action, Figure, Progress, Response

Listened = Literal["noted", "received", "considered"]
Asked = Literal["requested", "recommended", "referred", "called-in", "action"]
Decided = Literal["agreed", "resolved", "approved", "endorsed", "supported", "delegated"]
Verb = Literal[Listened, Asked, Decided, "deferred", "withdrawn", "not-agreed", "fell"]

LISTENED: frozenset[str] = frozenset(get_args(Listened))
ASKED: frozenset[str] = frozenset(get_args(Asked))
DECIDED: frozenset[str] = frozenset(get_args(Decided))

MotionResult = Literal["carried", "lost", "withdrawn", "carried-as-amended", "unknown"]


def _person(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _names_by_side(value: object) -> object:
    if isinstance(value, str):
        return {"": [value]}
    return {"": value} if isinstance(value, list) else value


class Attendee(Model):
    """Somebody who was there, or sent apologies."""

    role: Words | None = Field(default=None, examples=["Chair"])
    """The office held."""
    name: Words | None = Field(default=None, examples=["Cllr A Example"])
    """The name of an elected member or office holder as the public minutes print it; nobody else's."""
    as_: Literal["member", "executive", "officer", "guest", "inspector"] | None = Field(
        default=None, alias="as"
    )
    """In what capacity."""


Person = Annotated[Attendee, BeforeValidator(_person), OrTyped(Words)]


class Decision(Model):
    """What the minutes say about the decision as such."""

    reference: Words | None = Field(default=None, examples=["D/22/017"])
    """The council's reference for it."""
    key: YesNo | None = None
    """Whether it was a key decision."""
    call_in: Literal["eligible", "not-eligible"] | None = None
    """Whether scrutiny could call it in."""


class Point(Model):
    """What was discussed of one thing."""

    about: References = ()
    """What it concerns."""
    text: Text = Field(examples=["Members asked about waiting times."])
    """What was said."""


class Limb(Model):
    """A part of an outcome."""

    label: Words | None = Field(default=None, examples=["i"])
    """Its label in the minutes."""
    text: Text = Field(examples=["the timetable"])
    """What it says."""


class Outcome(Model):
    """What the meeting did: one limb of a resolution."""

    label: Words | None = Field(default=None, examples=["a"])
    """Its label in the minutes: `a`."""
    verb: Verb
    """What the meeting did; where a limb does several things, the one that goes furthest."""
    text: Text | None = Field(default=None, examples=["That the report be noted."])
    """What was resolved."""
    about: References = ()
    """Which of the item's subjects it concerns; absent, all of them; `[]`, none of them."""
    to: SomeWords = Field(default=(), examples=["Director of Children’s Services"])
    """Whom it asks or refers to, one or a list."""
    until: Words | None = Field(default=None, examples=["the September meeting"])
    """Deferred to when or where."""
    reason: Text | None = Field(default=None, examples=["Figures were missing."])
    """The reason given."""
    parts: tuple[Limb, ...] = ()
    """Its own limbs."""
    of: Annotated[Reference, Refers("item")] | None = Field(
        default=None, examples=["examplebury-executive-2022-06/ofsted"]
    )
    """The earlier item, `meeting-id/item-key`, that it calls in or reopens."""
    makes: Recommendations = ()
    """The recommendations that it made."""
    meets: tuple[ClockKey, ...] = Field(default=(), examples=[["action-plan"]])
    """The clocks of `site.yml` that it meets."""
    progress: tuple[Progress, ...] = ()
    """What the meeting accepted or heard of progress."""
    responses: tuple[Response, ...] = ()
    """Answers given by it."""
    actions: tuple[Action, ...] = ()
    """What it asked or decided to be done."""


class MotionPoint(Model):
    """A point that a motion asks for."""

    key: Key = Field(examples=["caseloads"])
    """What amendments call it."""
    text: Text = Field(examples=["Publishes caseloads each quarter."])
    """What it asks for."""


class Amendment(Model):
    """A change that was moved to a motion."""

    moved_by: Words | None = Field(default=None, examples=["Cllr B Example"])
    """Who moved it."""
    seconded_by: Words | None = Field(default=None, examples=["Cllr C Example"])
    """Who seconded it."""
    removes: Text | None = Field(default=None, examples=["each quarter"])
    """What it takes out."""
    inserts: Text | None = Field(default=None, examples=["each year"])
    """What it puts in."""
    drops: tuple[Key, ...] = Field(default=(), examples=[["caseloads"]])
    """The points of the motion that it takes out; if it was carried, they fell."""
    result: MotionResult = "unknown"
    """What became of it."""


Votes = Annotated[
    dict[Words, tuple[Words, ...]],
    BeforeValidator(_names_by_side),
    OrTyped(tuple[Words, ...]),
    OrTyped(Words),
]


class Vote(Model):
    """How a vote went, as far as it is recorded."""

    for_: Count | None = Field(default=None, alias="for", examples=["40"])
    """Votes for."""
    against: Count | None = Field(default=None, examples=["30"])
    """Votes against."""
    abstained: Count | None = Field(default=None, examples=["2"])
    """Abstentions."""
    names: Votes = Field(default_factory=dict, examples=[{"for": ["Cllr A Example"]}])
    """Who voted how, where it was recorded: a list of names, or one list each for `for`, `against`, `abstained`."""


class Motion(Model):
    """A motion that was moved, and what became of it."""

    title: Words = Field(examples=["Children's services"])
    """What it is called."""
    text: Text | None = Field(default=None, examples=["This Council asks the Executive to …"])
    """What was moved."""
    moved_by: Words | None = Field(default=None, examples=["Cllr A Example"])
    """Who moved it."""
    seconded_by: Words | None = Field(default=None, examples=["Cllr B Example"])
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

    noun = "item"
    title: Words = Field(examples=["Response to the inspection"])
    """Its title."""
    key: Key | None = Field(default=None, examples=["ilacs"])
    """What it is called in its address."""
    number: Words | None = Field(default=None, examples=["21"])
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
    summary: Text | None = Field(default=None, examples=["The Director presented the report."])
    """What happened."""
    points: tuple[Point, ...] = ()
    """What was discussed, thing by thing."""
    outcomes: tuple[Outcome, ...] = ()
    """What the meeting did."""
    actions: tuple[Action, ...] = ()
    """What was recorded as an action in the discussion, under no outcome; `promised: yes` where it was promised."""
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

    def subjects_of(self, outcome: Outcome) -> tuple[str, ...]:
        """Return what an outcome of it is about: what that says itself, else what the item is about."""
        # An empty list says that it concerns none of the item's subjects; only its absence means all of them.
        return outcome.about if "about" in outcome.model_fields_set else self.about


class Meeting(Dated):
    """A meeting. The Markdown is a summary of it."""

    noun = "meeting"
    body: BodyReference = Field(examples=["examplebury/scrutiny-children"])
    """The body that met: `authority/key`."""
    title: Words | None = Field(default=None, examples=["Special meeting on the inspection"])
    """What it is called, where the body and the date are not enough."""
    date: When
    """When it met."""
    kind: Literal["ordinary", "special", "extraordinary"] = "ordinary"
    """What sort of meeting it was."""
    state: Literal["scheduled", "held", "cancelled", "unknown"] = "held"
    """Whether it took place; `unknown` where only papers for it are known."""
    covers: Literal["whole", "part"] = "whole"
    """Whether the record shows the whole meeting, or some items. `whole` claims that nothing else was minuted: of what
    it does not mention the site says that nothing is recorded there. Where only some items are typed, write `part`."""
    minutes: Literal["approved", "draft", "not-published", "unknown"] = "unknown"
    """What the record rests on."""
    published: When | None = None
    """When the record of it was published."""
    language: Words | None = Field(default=None, examples=["en"])
    """The language of the record."""
    present: tuple[Person, ...] = ()
    """Who was there."""
    apologies: tuple[Person, ...] = ()
    """Who sent apologies."""
    items: tuple[Item, ...] = Field(
        default=(),
        examples=[
            [
                {
                    "title": "Response to the inspection",
                    "about": ["examplebury-ilacs-2022"],
                    "outcomes": [{"label": "a", "verb": "noted", "text": "That the report be noted."}],
                }
            ]
        ],
    )
    """What it dealt with."""

    @property
    def is_shown_whole(self) -> bool:
        """Whether what its record does not mention was certainly not minuted: no minutes, no certainty."""
        return self.covers == "whole" and self.minutes != "not-published"

    @property
    def authority(self) -> str:
        """The id of the council whose body met."""
        return self.body.split("/")[0]
