"""The tables of what was said and done: meetings and motions, letters, plans, inspections, inquiries, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Inquiry, Inspection, Meeting, MotionPoint, Plan, Update
from tracker_site.dataset.model import Ref
from tracker_site.dataset.tables.columns import (
    ID,
    RECORD,
    SAID_ON,
    Column,
    Rows,
    Thing,
    flag,
    inside,
    link,
    place,
    status_of,
)
from tracker_site.dataset.tables.followed import first_plan
from tracker_site.dataset.tables.rows import Row, every
from tracker_site.dataset.tables.table import Table
from tracker_site.records import inquiry
from tracker_site.records.meeting import (
    ASKED,
    DECIDED,
    LISTENED,
    Amendment,
    Attendee,
    Item,
    Limb,
    Motion,
    Outcome,
    Point,
)
from tracker_site.records.said import Progress, Response, SaidBy
from tracker_site.records.statuses import Status
from tracker_site.register.occasions import speaker_in
from tracker_site.status.standing import Deadline

_DID = ("listened", "asked", "decided", "did not")


def _did(row: Row[Outcome]) -> str:
    sorts = zip((LISTENED, ASKED, DECIDED), _DID, strict=False)
    return next((did for verbs, did in sorts if row.entity.verb in verbs), _DID[-1])


def _speaker(row: Row[Progress]) -> str:
    return row.entity.said_by or speaker_in(row.data.register.records.by_id[row.record])


def _status(row: Row[Progress]) -> Status | None:
    return row.data.register.statuses[row.entity.status] if row.entity.status else None


def seen(targets: Any) -> Iterator[Ref]:
    """Yield the references to what is seen, each once."""
    return (target for target in dict.fromkeys(targets) if target.address is not None)


def _subjects(
    kind: type[Any], field: str, row: Callable[[str, str], Any]
) -> Callable[[Dataset], Iterator[Any]]:
    """Return what yields each entity of a kind with everything seen that a field of it names."""
    return lambda data: (
        row(one.id, target) for one in every(kind)(data) for target in seen(getattr(one.entity, field))
    )


class ProgressSubject(NamedTuple):
    """One row for each thing that a statement names. An inspection stands for all its recommendations."""

    progress: Annotated[str, Rows("progress")]
    """The statement."""
    thing: Thing
    """What it is said of."""


class ItemSubject(NamedTuple):
    """One row for each thing that an item considered. An inspection stands for all its recommendations."""

    item: Annotated[str, Rows("items")]
    thing: Thing
    """What was considered."""


class PointSubject(NamedTuple):
    """One row for each thing that a point concerns."""

    point: Annotated[str, Rows("points")]
    thing: Thing
    """What it concerns."""


class OutcomeSubject(NamedTuple):
    """One row for each thing that an outcome concerns, that it made, or that it calls in or reopens."""

    outcome: Annotated[str, Rows("outcomes")]
    relation: Literal["about", "makes", "of"]
    """Whether it is `about` the thing, `makes` it, or is a call-in or reopening `of` it."""
    thing: Thing


def _subjects_of_outcomes(data: Dataset) -> Iterator[OutcomeSubject]:
    for row in every(Outcome)(data):
        assert row.above
        outcome, item = row.entity, row.above.entity
        yield from (OutcomeSubject(row.id, "about", one) for one in seen(item.subjects_of(outcome)))
        yield from (OutcomeSubject(row.id, "makes", one) for one in seen(outcome.makes))
        yield from (OutcomeSubject(row.id, "of", one) for one in seen((outcome.of,) if outcome.of else ()))


def _responses(data: Dataset) -> Iterator[Row[Any]]:
    return (row for row in every(Response)(data) if any(seen((row.entity.to,))))


class DroppedPoint(NamedTuple):
    """The points of a motion that an amendment takes out; if it was carried, they fell."""

    amendment: Annotated[str, Rows("amendments")]
    point: Annotated[str, Rows("motion_points")]


def _dropped(data: Dataset) -> Iterator[DroppedPoint]:
    for row in every(Amendment)(data):
        for key in dict.fromkeys(row.entity.drops):
            yield DroppedPoint(row.id, f"{row.inside(Motion)}-{key}")


class NamedVote(NamedTuple):
    """Who voted how, where it was recorded."""

    motion: Annotated[str, Rows("motions")]
    side: str
    """How: `for`, `against`, `abstained`, or `not stated`."""
    name: str
    """Who."""


def _votes(data: Dataset) -> Iterator[NamedVote]:
    for row in every(Motion)(data):
        for side, names in row.entity.vote.names.items() if row.entity.vote else ():
            yield from (NamedVote(row.id, side or "not stated", name) for name in dict.fromkeys(names))


class Judgement(NamedTuple):
    """What each inspection judged, and how, in the words of its framework."""

    inspection: Annotated[str, Rows("inspections")]
    what: str
    """What was judged."""
    judgement: str
    """How."""


def _judgements(data: Dataset) -> Iterator[Judgement]:
    for row in every(Inspection)(data):
        yield from (Judgement(row.id, what, words) for what, words in row.entity.judgements.items())


TABLES = (
    Table(
        "progress",
        "Statements of progress",
        "What was said of how far something has come, as it is recorded.",
        Progress,
        (
            *(ID, RECORD, SAID_ON, inside(Item, is_needed=False), inside(Outcome, is_needed=False)),
            Column(
                "said_by",
                "Who claims it: the `council`, `scrutiny` (the meeting accepted it), the `inspectorate`, or "
                "`independent`.",
                _speaker,
                values=get_args(SaidBy),
                is_needed=True,
            ),
            *status_of(_status),
        ),
        without=("status", "said_by"),
    ),
    Table(
        "progress_subjects",
        "What progress was said of",
        entity=ProgressSubject,
        rows=_subjects(Progress, "on", ProgressSubject),
    ),
    Table(
        "responses",
        "Responses",
        "The answers of those to whom recommendations are addressed, given or only proposed.",
        Response,
        (ID, RECORD, SAID_ON, inside(Item, is_needed=False)),
        _responses,
        names={"to": "thing"},
        needed=("thing",),
    ),
    Table(
        "meetings",
        "Meetings",
        "Each meeting, held or to come.",
        Meeting,
        (
            Column("title", "What it is called.", lambda row: row.entity.link.title, is_needed=True),
            link("authority", "authorities", "The council.", lambda row: row.data.authority_of(row.id)),
        ),
        without=("title",),
    ),
    Table(
        "attendance",
        "Who was there",
        "Who was at a meeting, and who sent apologies, as the public minutes print it.",
        Attendee,
        (
            *(ID, inside(Meeting)),
            flag("apologies", "Whether apologies were sent.", lambda row: row.field == "apologies"),
        ),
        names={"as": "capacity"},
    ),
    Table(
        "items",
        "Items of meetings",
        "What each meeting dealt with.",
        Item,
        (ID, inside(Meeting), place("Where it stands in the record of the meeting.")),
        names={"decision_key": "key_decision", "decision_call_in": "call_in"},
        without=("key",),
    ),
    Table(
        "item_subjects",
        "What items were about",
        entity=ItemSubject,
        rows=_subjects(Item, "about", ItemSubject),
    ),
    Table(
        "points",
        "Points discussed",
        "What was said in a discussion, thing by thing.",
        Point,
        (ID, inside(Item), place("Where it stands in the item.")),
    ),
    Table(
        "point_subjects",
        "What points were about",
        entity=PointSubject,
        rows=_subjects(Point, "about", PointSubject),
    ),
    Table(
        "outcomes",
        "Outcomes",
        "What each meeting did: one row for each limb of a resolution.",
        Outcome,
        (
            *(ID, inside(Item), inside(Meeting), place("Where it stands in the item.")),
            Column(
                "did",
                "Of which sort that is; only what it decided can accept progress.",
                _did,
                values=_DID,
                is_needed=True,
            ),
        ),
        without=("of",),
    ),
    Table(
        "outcome_limbs",
        "Limbs of outcomes",
        "The parts of outcomes that have more than one.",
        Limb,
        (inside(Outcome), place("Where it stands in the outcome.")),
        key=("outcome", "place"),
    ),
    Table("outcome_subjects", "What outcomes were about", entity=OutcomeSubject, rows=_subjects_of_outcomes),
    Table(
        "motions",
        "Motions",
        "Each motion that was moved, and what became of it.",
        Motion,
        (ID, inside(Item), inside(Meeting)),
        names={f"vote_{side}": f"votes_{side}" for side in ("for", "against", "abstained")},
    ),
    Table(
        "motion_points",
        "Points of motions",
        "What each motion asked for, point by point.",
        MotionPoint,
        (
            *(ID, inside(Motion), place("Where it stands in the motion.")),
            flag(
                "fell",
                "Whether it fell: an amendment took it out, and both that and the motion were carried.",
                lambda row: row.entity.fate == "fell",
            ),
        ),
        needed=("fate",),
    ),
    Table(
        "amendments",
        "Amendments",
        "What was moved to change a motion.",
        Amendment,
        (ID, inside(Motion), place("Where it stands among the amendments of the motion.")),
    ),
    Table("amendment_drops", "Points taken out", entity=DroppedPoint, rows=_dropped),
    Table("votes", "Votes by name", entity=NamedVote, rows=_votes),
    Table(
        "updates",
        "Updates",
        "What was said outside meetings: letters, published responses. What each is about stands in the relations.",
        Update,
    ),
    Table(
        "plans",
        "Action plans",
        "Each plan that answers an inspection, an inquiry or a meeting, and each list of work that was only reported. "
        "What it answers stands in the relations.",
        Plan,
        without=("prose",),
    ),
    Table(
        "inspections",
        "Inspections",
        "Each inspection or visit.",
        Inspection,
        names={"inspectorate": "inspectorates", "visited_from": "visit_began", "visited_to": "visit_ended"},
    ),
    Table("judgements", "Judgements", entity=Judgement, rows=_judgements, key=("inspection", "what")),
    Table("inquiries", "Inquiries", "Each scrutiny inquiry.", Inquiry),
    Table(
        "inquiry_reports",
        "Reports of inquiries",
        "What each inquiry reported.",
        inquiry.Report,
        (inside(Inquiry), place("Where the report stands among those of the inquiry.")),
        key=("inquiry", "place"),
    ),
    Table(
        "clocks",
        "Deadlines",
        "Deadlines that follow from law, framework or local rule, for each record to which they apply.",
        Deadline,
        (RECORD, first_plan("plans", "a recommendation whose day for an answer has passed")),
        lambda data: sorted(every(Deadline)(data), key=lambda row: (row.record, row.entity.key)),
        key=("record", "clock"),
        names={"key": "clock", "met_date": "met", "met_record": "met_in"},
    ),
)
