"""What is derived of recommendations and actions: where each stands, who says so, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from tracker_site.dates import PartialDate
from tracker_site.records.base import UNPUBLISHED, Flag, Reference, Refers, Source, Text, When
from tracker_site.records.meeting import Verb
from tracker_site.records.said import ResponseKind, SaidBy
from tracker_site.records.statuses import Assurance, Status, StatusByKey
from tracker_site.register.occasions import OccasionKind
from tracker_site.register.register import Register
from tracker_site.status.history import Day, Step

ResponseShown = ResponseKind | Literal["mixed"]


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date, and the record that set it; none where it was due from the start."""

    date: When
    """The date; `unknown` where a date was dropped."""
    record: Reference | None
    """The record that moved it; empty where it was due from the start."""
    reason: Text | None
    """The reason that was given."""


@dataclass(frozen=True, slots=True)
class News:
    """When something was last heard, and in which record."""

    date: When
    """The date of that."""
    record: Reference
    """The record of that."""


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


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting in the row of a recommendation or an action."""

    meeting: Annotated[Reference, Refers("meeting")]
    """The meeting."""
    date: When
    """When it met."""
    considered: Flag | None
    """Whether it was considered there; empty where only part of the meeting is recorded and does not mention it."""
    status: StatusByKey
    """Its status at the end of that day."""
    assurance: Assurance | None = None
    """Who had said so by then: nobody, `reported` by the council, `signed-off` by scrutiny, or `confirmed` from
    outside."""
    said_here: Flag | None = None
    """Whether that status was said at this meeting, or held from before."""
    body: Annotated[str, UNPUBLISHED] = ""
    """The body that met."""


@dataclass(frozen=True, slots=True)
class PartStanding:
    """Where a part of a recommendation stands."""

    key: str
    step: Step
    response: ResponseKind | None
    due_dates: tuple[DueDate, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a recommendation or an action stands on a day, and all that led there."""

    id: str
    issued: PartialDate
    since: PartialDate
    """The date from which to count: when it was issued, else the end of the visit that it came of."""
    step: Step
    steps: tuple[Step, ...]
    due_dates: tuple[DueDate, ...]
    late: bool
    silent_since_due: bool
    quiet: bool
    reopened: bool
    last_news: News | None
    timeline: tuple[Entry, ...]
    row: tuple[Cell, ...]
    """Every meeting held since by any body that has considered it, in the order of days."""

    @property
    def status(self) -> Status:
        """The present status."""
        return self.step.status

    @property
    def due(self) -> PartialDate | None:
        """The present due date; none where there never was one."""
        return self.due_dates[-1].date if self.due_dates else None


@dataclass(frozen=True, slots=True)
class ResponseStep:
    """The response to a recommendation as it stood from a day on, and the record that gave it."""

    day: Day
    date: PartialDate
    record: str
    response: ResponseShown | None


@dataclass(frozen=True, slots=True)
class RecommendationStanding(Standing):
    """Where a recommendation stands, by part and as a whole."""

    parts: tuple[PartStanding, ...]
    response: ResponseShown | None
    responses: tuple[ResponseStep, ...]
    """Each response that it ever had, the present one last; none where nothing was answered."""
    actions: tuple[str, ...]
    """The addresses of the actions that answer it."""


@dataclass(frozen=True, slots=True)
class ActionStanding(Standing):
    """Where an action stands; it is done when it is closed."""

    record: str

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self.status.is_open


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
    """Whether it was met."""
    met: News | None
    """When it was met, and the record that says so."""
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

    def of(self, id: str) -> Standing:
        """Return where a recommendation or an action stands."""
        return self.recommendations.get(id) or self.actions[id]
