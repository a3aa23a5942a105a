"""What is said of a recommendation or an action: progress, responses, promises and figures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker_site.records.base import (
    ORIGINS,
    Count,
    Key,
    MeasureReference,
    Model,
    Reference,
    References,
    Refers,
    StatusKey,
    Text,
    When,
    Words,
    YesNo,
)

_ANSWERED = (*ORIGINS, "recommendation", "part")

SaidBy = Literal["council", "scrutiny", "inspectorate", "independent"]

ResponseKind = Literal[
    "accepted", "accepted-in-principle", "accepted-in-part", "alternative", "rejected", "noted"
]


class Progress(Model):
    """What was said of how far a thing has come."""

    on: Annotated[References, Refers(*_ANSWERED, "plan", "action")] = Field(
        min_length=1, examples=[["examplebury-ilacs-2022-1"]]
    )
    """What it is said of, one or a list: a recommendation, a part of one, an action, or an inspection, inquiry,
    meeting or plan for all that is in it."""
    status: StatusKey | None = Field(default=None, examples=["in-progress"])
    """The status that was said: a common one, or one of the council's own words from `site.yml`."""
    said_by: SaidBy | None = None
    """Who claims it: `council` (officers or the executive report it), `scrutiny` (the meeting itself accepted
    it), `inspectorate` or `independent`. Absent: the inspectorate in an inspection, the council elsewhere."""
    note: Text | None = Field(default=None, examples=["The new form is in use in two of four teams."])
    """What was said, in a sentence."""
    due: When | None = None
    """The new due date, where it was moved; `unknown` where the date was dropped."""
    reason: Text | None = Field(default=None, examples=["Recruitment took longer."])
    """Why the date moved, or why a closed thing was opened again."""


class Response(Model):
    """The answer of those to whom a recommendation is addressed; never scrutiny's own noting."""

    to: Annotated[Reference, Refers(*_ANSWERED)]
    """A recommendation, a part of one, or an inspection or inquiry for each of its recommendations."""
    response: ResponseKind
    """What was answered."""
    by: Words | None = Field(default=None, examples=["The Executive Member for Children"])
    """Who answered."""
    standing: Literal["proposed", "given"] = "given"
    """`proposed`: drafted for somebody to decide. It is shown, and nothing is derived from it."""
    count: Count | None = Field(default=None, examples=["3"])
    """How many of the recommendations it is given to, where the source does not say which."""
    note: Text | None = Field(default=None, examples=["Accepted, and the timescale will be reviewed."])
    """What was said, in a sentence."""


class Action(Model):
    """Something to be done, with whoever has to do it. What it is follows from where it stands: all that a plan holds,
    or a letter of the council, is promised in it, unless it is marked as no more than an aim; under an outcome that
    asks it is asked for, under one that decides it is decided; any other at a meeting is only recorded as an action
    there; and some is only reported."""

    noun = "action"
    key: Key = Field(examples=["new-form"])
    """What the action is called in its address."""
    title: Words = Field(examples=["Bring in a new assessment form"])
    """What is to be done."""
    text: Text | None = Field(default=None, examples=["With training for all teams."])
    """More about it."""
    owner: Words | None = Field(default=None, examples=["Director of Children’s Services"])
    """Whose it is: an office rather than a person."""
    due: When | None = None
    """By when."""
    when: Words | None = Field(default=None, examples=["in due course"])
    """The words used for a time that is no date: "in due course"."""
    recommendations: Annotated[References, Refers("recommendation", "part")] = Field(
        default=(), examples=[["examplebury-ilacs-2022-1"]]
    )
    """The recommendations, or parts of them, that it answers."""
    standing: YesNo = False
    """`yes`: a duty that recurs until something closes it."""
    promised: YesNo | None = None
    """`yes`: the record says that whoever has to do it promised it, which the place where it stands does not. `no`, in
    a plan or a letter of the council: it is only aimed at there, and nobody undertook it."""


class Figure(Model):
    """A value of a measure, as somebody said it."""

    measure: MeasureReference = Field(examples=["examplebury-caseload"])
    """The measure that it is a value of."""
    value: Words = Field(examples=["20"])
    """The value as it was said."""
    at: When | None = None
    """The day or period for which it was said."""
    said_by: SaidBy = "council"
    """Who said it."""
    note: Text | None = Field(default=None, examples=["Without newly qualified staff."])
    """What to know about it."""
