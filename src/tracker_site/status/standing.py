"""What is derived of recommendations and actions: where each stands, who says so, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from tracker_site.dates import UNKNOWN, PartialDate
from tracker_site.records.base import UNPUBLISHED, Flag, Key, Reference, Refers, Source, Text, When, Words
from tracker_site.records.meeting import Verb
from tracker_site.records.said import ResponseKind, SaidBy
from tracker_site.records.statuses import COMMON, Assurance, Phase, Status, StatusByKey
from tracker_site.register.occasions import OccasionKind
from tracker_site.register.register import Register
from tracker_site.status.due import DueDate, MovedDates, earliest
from tracker_site.status.history import START, Day, Statement, Step
from tracker_site.status.silence import Cell, News, QuietSince, Silence

M = TypeVar("M", bound=BaseModel)

_SUPERSEDED = Status(COMMON["superseded"].label, COMMON["superseded"])

ResponseShown = ResponseKind | Literal["mixed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: what a record did to a recommendation or an action, or said of it."""

    date: When
    """When."""
    record: Reference
    """The record."""
    kind: OccasionKind
    """What sort of record it is."""
    on: Reference = ""
    """What was named: the thing itself, a part of it, an action that answers it, a whole it belongs to, or a measure
    that names it."""
    item: str | None = None
    """The title of the item under which it was said."""
    verb: Verb | None = None
    """What the meeting did."""
    status: StatusByKey | None = None
    """The status that was said."""
    status_of_action: StatusByKey | None = None
    """The status of an action that answers the recommendation, which does not move by it."""
    said_by: SaidBy | None = None
    """Who claims it: the `council`, `scrutiny` (the meeting accepted it), the `inspectorate`, or `independent`."""
    response: ResponseKind | None = None
    """What was answered."""
    proposed: Flag = False
    """Whether the answer was only proposed."""
    by: str | None = None
    """Who answered."""
    due: When | None = None
    """The new due date, where it was moved."""
    text: Text | None = None
    """What was said."""
    reason: Text | None = None
    """The reason given."""
    action: Annotated[Reference, Refers("action")] | None = None
    """The address of an action that was promised in answer to it."""
    figure: str | None = None
    """The value that was given of a measure that names it."""
    day: Annotated[Day, UNPUBLISHED] = Day.min
    """The day where its record sorts."""


class Derived(BaseModel):
    """Facts that are derived: frozen, and open to fields that a newer version of the data adds."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


_NONE_TYPED: set[str] = set()


def unvalidated(kind: type[M], facts: dict[str, Any], typed: set[str] = _NONE_TYPED) -> M:
    """Return a model of facts that need no validation: those of records were validated, and a test does the rest.

    `typed` are the fields that an editor typed; the set is shared by thousands of models, and none of them changes it.
    """
    made = kind.__new__(kind)
    object.__setattr__(made, "__dict__", facts)
    object.__setattr__(made, "__pydantic_fields_set__", typed)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


class StatusFacts(Derived):
    """Where a recommendation, a part of one or an action stands, and by when it is due."""

    status: StatusByKey
    """Where it stands, as a common status."""
    status_label: Words
    """The same in the council’s own words."""
    assurance: Assurance
    """Who says so: nobody, `reported` by the council, `signed-off` by scrutiny, `confirmed` from outside."""
    status_said: When | None = None
    """When that was last said."""
    status_said_in: Reference | None = None
    """The record that said so."""
    status_said_by: Assurance | None = None
    """Whose word that was, as in `assurance`."""
    assured_on: When | None = None
    """When it was said by who is named under `assurance`; the council may have said it again since."""
    assured_in: Reference | None = None
    """The record in which they said so."""
    assured_by: Words | None = None
    """The body that signed it off."""
    assured_of: Reference | None = None
    """What was named there: the thing itself, a part of it, or a whole that it belongs to, such as a plan."""
    stated_for_whole: Flag | None = None
    """Whether that is a plan, an inspection, an inquiry or a meeting as a whole, which holds more than this one: so
    nobody has said it of this one by name."""
    due: When | None
    """The present due date; `unknown` where the date was dropped."""
    due_history: tuple[When, ...]
    """Every due date before the present one."""
    due_dates: Annotated[tuple[DueDate, ...], UNPUBLISHED] = ()
    """Every due date with the record that set it, the present one last."""
    late: Flag
    """Open, and the due date has certainly passed."""
    slippage: MovedDates | None = None
    """How far the due date moved; empty where it never did."""
    step: Annotated[Step, UNPUBLISHED] = START
    """The step of its history that holds."""


class PartStanding(StatusFacts):
    """Where a part of a recommendation stands."""

    key: Key
    response: ResponseKind | None
    """What was answered to it."""


class Standing(StatusFacts):
    """Where a recommendation or an action stands on a day, and all that led there.

    Its page, its council, and what became of all that is beside it are added as the dataset is built.
    """

    url: str = ""
    authority: Reference | None = None
    id: Annotated[str, UNPUBLISHED]
    issued: Annotated[When, UNPUBLISHED] = UNKNOWN
    """When it was made."""
    since: Annotated[When, UNPUBLISHED] = UNKNOWN
    """The date from which to count: when it was issued, else the end of the visit that it came of."""
    phase: Phase
    """Whether it is open or closed."""
    provisional: Flag
    """Its status rests on draft minutes."""
    quiet: Flag | None
    """Open, and its last dated record counts longer ago than `quiet_after_days` in the table of the site; empty where
    nothing about it is dated."""
    quiet_since: QuietSince | None = None
    """What is counted of what is open; empty where nothing about it is dated."""
    silent_since_due: Flag | None = None
    """Late, and no dated record of it counts after the date that passed."""
    was_due: When | None = None
    """Of what is late: the due date that passed, its own or else the first of an open part."""
    reopened: Flag
    """Open, and was closed before."""
    never_signed_off: Flag | None = None
    """Completed on the council’s word alone: since it last became so neither scrutiny nor anybody from outside has said
    so, nor signed off all that an action answers, nor received what it had asked for."""
    last_news: News | None
    """When it was last heard of, after it was made, and in which record; empty where it never was."""
    timeline: tuple[Entry, ...]
    """What every record did to it or said of it, oldest first."""
    silence: Silence | None = None
    """Since when nothing is recorded of it, and which meetings passed it over; empty where it is closed."""
    steps: Annotated[tuple[Step, ...], UNPUBLISHED] = ()
    """Where it stood after each day with news of it."""
    superseded_by: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do: it is open, and no other recommendation has taken its place."""
        return self.phase == "open" and not self.superseded_by

    @property
    def counted_as(self) -> Status:
        """The status under which it is counted: an open one that was superseded is no more counted as open."""
        return _SUPERSEDED if self.phase == "open" and self.superseded_by else self.status


@dataclass(frozen=True, slots=True)
class ResponseStep:
    """The response to a recommendation as it stood from a day on, and the record that gave it."""

    day: Day
    date: PartialDate
    record: str
    response: ResponseShown | None


class RecommendationStanding(Standing):
    """Where a recommendation stands, by part and as a whole."""

    response: ResponseShown | None
    """What those addressed answered; `mixed` where the parts were not all answered alike."""
    responses: Annotated[tuple[ResponseStep, ...], UNPUBLISHED] = ()
    """Each response that it ever had, the present one last."""
    parts: tuple[PartStanding, ...]
    meetings: tuple[Cell, ...]
    """Each meeting, since its issue, of a body that has considered it, oldest first."""
    actions: tuple[Reference, ...] = ()
    """The actions that answer it."""


class ActionStanding(Standing):
    """Where an action stands; it is done when it is closed."""

    record: str
    done: Flag
    """Whether nothing is left to do."""


ClockState = Literal["met", "met-late", "running", "passed", "start-unknown"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of law, framework or local rule for one record."""

    key: str
    """The key of the rule."""
    title: str
    """What has to be done by then."""
    start: When | None
    """From when it runs; empty where that is not stated."""
    length: int
    """How long it runs."""
    unit: Literal["days", "working-days", "weeks", "months"]
    """The unit of that."""
    deadline: When | None
    """The last day."""
    state: ClockState
    """Whether it was met; `start-unknown` where the day from which it runs is not known, whatever else is known."""
    met: News | None
    """When it was done, and the record that says so; `state` says whether that was in time."""
    estimate: When | None = None
    """The latest day that the deadline of an action plan can be, counted from the publication of the report, where it
    is not known when the council received it. This is no deadline: the legal one is earlier."""
    record: Annotated[Reference, UNPUBLISHED] = ""
    """What it applies to."""
    council: Annotated[Reference | None, UNPUBLISHED] = None
    """The council that it concerns."""
    starts: Annotated[str, UNPUBLISHED] = ""
    """The date of the record from which it runs, as `site.yml` names it."""
    holidays: Annotated[tuple[Day, ...], UNPUBLISHED] = ()
    """The bank holidays that were left out."""
    source: Annotated[Source | None, UNPUBLISHED] = None
    """The rule."""
    is_about_an_answer: Annotated[bool, UNPUBLISHED] = False
    """Whether it is that for the answer to a recommendation, as its title says."""
    plans: Annotated[tuple[Reference, ...], UNPUBLISHED] = ()
    """The action plans that answer a recommendation of which the day for an answer has passed."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Everything that the site shows, as at a day."""

    register: Register
    as_at: date
    seen: frozenset[str]
    """The ids of the records that are seen on that day."""
    recommendations: Mapping[str, RecommendationStanding]
    actions: Mapping[str, ActionStanding]
    deadlines: tuple[Deadline, ...]
    statements: Mapping[str, Sequence[Statement]]
    """The statements that concern each recommendation and each action, on all days, in the order of days."""
    wholes: Mapping[str, str]
    """What each record is that holds several recommendations and actions, such as `plan`."""
    is_past: bool = False
    """Whether the day is before the real one."""
    left_out: frozenset[str] = frozenset()
    """The ids of the records that are not shown on a past day only since no date of theirs is known."""

    @property
    def everything(self) -> Iterator[Standing]:
        """The recommendations, then the actions."""
        yield from self.recommendations.values()
        yield from self.actions.values()

    def of(self, id: str) -> Standing:
        """Return where a recommendation or an action stands."""
        return self.recommendations.get(id) or self.actions[id]


def facts_at(step: Step, dates: tuple[DueDate, ...]) -> dict[str, Any]:
    """Return the fields of `StatusFacts` at a step with these due dates, but `late` and `slippage`."""
    return {
        "status": step.status,
        "status_label": step.status.label,
        "assurance": step.assurance,
        "status_said": step.date if step.record else None,
        "status_said_in": step.record,
        "status_said_by": step.spoken if step.record else None,
        "assured_on": step.assured_on,
        "assured_in": step.assured_in,
        "assured_by": None,
        "assured_of": step.assured_of,
        "stated_for_whole": step.whole is not None,
        "due": dates[-1].date if dates else None,
        "due_history": tuple(due.date for due in dates[:-1]),
        "due_dates": dates,
        "step": step,
    }


def next_due_date(standing: Standing, as_at: date) -> PartialDate | None:
    """Return the next due date of what is open: its own, or that of an open part."""
    if not standing.is_open:
        return None
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    dates = (standing.due, *(part.due for part in parts if part.status.is_open))
    return earliest(due for due in dates if due and due.is_known and not due.is_past(as_at))
