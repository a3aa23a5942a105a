"""What the public is told: one class for each kind of entity, the source of pages, data, tables and differences.

What editors type is declared in `records/`; these classes add what is derived. The sentence under a field says what it
holds: the pages about the data and the data package are made from it.
"""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from tracker_site.dataset.model import Address, Ref, Reference
from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records import authority, inquiry, inspection, measure, meeting, page, plan, said, update
from tracker_site.records import recommendation as typed
from tracker_site.records.base import UNPUBLISHED, Body, Flag, Id, Record, Refers, WarningCode, When, Words
from tracker_site.register.natures import Nature
from tracker_site.source.markup import Prose
from tracker_site.status.history import Day
from tracker_site.status.motions import Fate
from tracker_site.status.promises import Ended, Kept, Sort
from tracker_site.status.standing import (
    ActionStanding,
    Deadline,
    Entry,
    PartStanding,
    RecommendationStanding,
    Standing,
)

_MaybeText = Annotated[Body, BeforeValidator(lambda text: "" if text is None else text)]
"""A text that may be missing in data that is read."""


class Followed(Standing):
    """What recommendations and actions have in common."""

    link: Annotated[Reference, UNPUBLISHED] = Ref("", "")
    """The reference to itself."""
    url: Address
    """Its page."""
    authority: Annotated[Reference, Refers("authority")] | None
    """The council."""
    measures: tuple[Reference, ...] = ()
    """The figures followed over time that name it, or a part of it."""

    @property
    def timeline_by_record(self) -> tuple[tuple[Entry, ...], ...]:
        """The entries of each record together, the newest record first."""
        newest = groupby(reversed(self.timeline), lambda one: one.record)
        return tuple(tuple(entries)[::-1] for _, entries in newest)

    @property
    def due_in_lists(self) -> PartialDate | None:
        """The due date that a list shows."""
        return self.due

    @property
    def dropped_in(self) -> Reference | None:
        """The record that dropped its due date, as far as that is known."""
        return self.due_dates[-1].record if self.is_dropped and self.due_dates else None  # type: ignore[return-value]

    @property
    def is_dropped(self) -> bool:
        """Whether it had a due date and has none now; of one that was unknown from the start nobody dropped it."""
        was_set_in_record = not self.due_dates or self.due_dates[-1].record is not None
        return self.due is not None and not self.due.is_known and was_set_in_record

    @property
    def marks(self) -> tuple[str, ...]:
        """What is to be noticed about it, as keys of `labels.MARKS`; `late` always stands for both of its kinds."""
        noticed = {
            "late": self.is_open and self.late,
            "quiet": self.is_open and bool(self.quiet),
            "reopened": self.is_open and self.reopened,
            "provisional": self.provisional,
        }
        return tuple(key for key, is_so in noticed.items() if is_so)

    @property
    def notices(self) -> tuple[str, ...]:
        """Whether it is late or has gone quiet, or nobody can tell the latter, as keys of `labels.NOTICES`."""
        noticed = {"late": self.late, "quiet": self.quiet, "no-dated-record": self.quiet is None}
        return tuple(key for key, is_so in noticed.items() if is_so and self.is_open)


class Part(PartStanding, typed.Part, extra="ignore"):
    """A limb of a recommendation and where it stands.

    Early versions of the data give no more of a part than its key, status, assurance and response.
    """

    text: _MaybeText = Prose("", "", ())
    status_label: Words = ""
    due: When | None = None
    late: Flag | None = None  # type: ignore[assignment]
    due_history: tuple[When, ...] = ()


class Recommendation(Followed, RecommendationStanding, typed.Recommendation, extra="ignore"):
    """A recommendation, what was answered to it, and where it stands."""

    id: Id
    prose: _MaybeText = Field(default=Prose("", "", ()), serialization_alias="text", validation_alias="text")
    accepts: tuple[WarningCode, ...] = Field(default=(), exclude=True)
    issued: When
    """When it was made."""
    made_by: Annotated[tuple[Words, ...], UNPUBLISHED] = ()
    """The inspectorates that made it, where they are named."""
    answered_by_plans: tuple[Reference, ...] = ()
    """The action plans that answer it, for it is what the plan is for or what an action in it names."""
    parts: tuple[Part, ...]
    thread: tuple[Reference, ...] = ()
    """All recommendations that raised the same concern, this one among them, oldest first."""
    raised_before: tuple[Reference, ...] = ()
    """Those of the thread that were made before it."""
    repeated_by: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()
    """The later recommendations that say that they repeat it."""
    superseded_by: tuple[Reference, ...] = ()
    """The recommendations that say that they take its place. All that was said of it stays,
    and it is in no count of what is open, late or quiet."""
    clocks: tuple[Deadline, ...] = ()
    """The deadlines that apply to it."""

    @property
    def is_answered(self) -> bool:
        """Whether a response is recorded, or an action plan that answers it."""
        return self.response is not None or bool(self.answered_by_plans)

    @property
    def due_in_lists(self) -> PartialDate | None:
        """Its own due date, else the first of a part that is open."""
        dates = [part.due for part in self.parts if part.status.is_open and part.due and part.due.is_known]
        return self.due or min(dates, key=lambda one: one.sorts_at(Day.max), default=None)


class Action(Followed, ActionStanding, said.Action, extra="ignore"):
    """An action, whoever has to do it, and where it stands."""

    id: str
    """Its id: its record’s and its own key."""
    record: Reference
    """The record in which it was made."""
    body: Annotated[Reference, Refers("body")] | None = None
    """The body at whose meeting it was made; empty for a plan or a letter."""
    written_by: Annotated[str | None, UNPUBLISHED] = None
    """Who wrote the letter, where that was not the council; empty for its own plans and letters."""
    office: str | None = None
    """Its owner, under one spelling for all that differ only in capitals, spacing, apostrophes or a leading “the”."""
    first_due: Annotated[When | None, UNPUBLISHED] = None
    """The due date that stood first."""
    days_since_promised: Annotated[int | None, UNPUBLISHED] = None
    """Of one without a date: how many days ago it was promised, to the day of the site, at least."""
    signed_off_above: Annotated[bool, UNPUBLISHED] = False
    """Whether every recommendation that it answers was signed off or confirmed as closed."""
    received_in: Annotated[Reference | None, UNPUBLISHED] = None
    """The meeting at which the body that asked for it received what it had asked for."""
    nature: Nature | None = None
    """What it is: `promised`; an `aim` that nobody undertook; `asked-for`; `decided` by the body that met; `noted`,
    only recorded as an action at a meeting; or `reported`, which no record says was promised or is in a plan."""
    promise: Sort | None = None
    """What became of it: `late`, `dated` (to come), `undated`, a `standing` duty, `kept`, or else `given-up`."""
    kept: Kept | None = None
    """Of one that was kept: when that was said, and whether it was in time."""
    ended: Ended | None = None
    """Of one that was closed without being kept: who said so, where and why."""

    @property
    def group(self) -> str:
        """The group of actions that it stands in, a key of `promises.PROMISES`: `done` whatever closed it."""
        return "done" if self.done else self.promise or "done"


_TextOrNull = Annotated[
    _MaybeText,
    PlainSerializer(lambda text: text.source or None, return_type=str | None),
]
"""A text that is published as null where there is none."""


class Published(Record, defer_build=True):
    """A record as it is published: with its address, and without the notes of editors to their tools."""

    link: Annotated[Reference, UNPUBLISHED] = Ref("", "")
    """The reference to itself."""
    url: Address
    """Its page."""
    prose: _TextOrNull = Field(serialization_alias="text", validation_alias="text")
    accepts: tuple[WarningCode, ...] = Field(default=(), exclude=True)


class MadeFrom(Published):
    """A record that makes recommendations."""

    recommendations: tuple[Reference, ...] = ()
    """The recommendations that it made."""
    clocks: tuple[Deadline, ...] = ()
    """The deadlines that apply to it."""


class Origin(MadeFrom):
    """An inspection or an inquiry."""

    happened: Annotated[When, UNPUBLISHED] = UNKNOWN
    """When it took place or reported, as far as that is stated."""


class Authority(Published, authority.Authority, extra="ignore"):
    """A council and its bodies."""


class Inspection(Origin, inspection.Inspection, extra="ignore"):
    """An inspection or visit, and what it found."""


class Inquiry(Origin, inquiry.Inquiry, extra="ignore"):
    """A scrutiny inquiry."""


class Plan(Published, plan.Plan, extra="ignore"):
    """An action plan, or work that was reported without one."""


class MotionPoint(meeting.MotionPoint, extra="ignore", defer_build=True):
    """A point that a motion asked for, and what became of it."""

    fate: Fate | None = None
    """What became of it; `unknown` where the result of the motion is, or where the words do not show it."""


class Motion(meeting.Motion, extra="ignore", defer_build=True):
    """A motion that was moved, and what became of it."""

    points: tuple[MotionPoint, ...] = ()
    """What it asked for, point by point."""


class Item(meeting.Item, extra="ignore", defer_build=True):
    """An item of the agenda."""

    motions: tuple[Motion, ...] = ()
    """Motions that were moved."""


class Meeting(MadeFrom, meeting.Meeting, extra="ignore"):
    """A meeting."""

    council: Annotated[Reference, UNPUBLISHED] = Ref("", "")
    """The council of its body."""
    is_to_come: Annotated[bool, UNPUBLISHED] = False
    """Whether it is planned for a day that has not passed."""
    items: tuple[Item, ...] = ()
    """The items of the agenda."""

    @property
    def considered(self) -> tuple[Reference, ...]:
        """What its items are about, each once."""
        return tuple(dict.fromkeys(target for item in self.items for target in item.about))  # type: ignore[misc]

    @property
    def outcomes(self) -> int:
        """The number of its outcomes."""
        return sum(len(item.outcomes) for item in self.items)


class Update(Published, update.Update, extra="ignore"):
    """Something said outside a meeting."""


class Measure(Published, measure.Measure, extra="ignore"):
    """A figure that is followed over time."""


class Page(Published, page.ProsePage, extra="ignore"):
    """A page of prose."""
