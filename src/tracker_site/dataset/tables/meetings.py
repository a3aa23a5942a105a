"""The tables of what was said and done: meetings and motions, letters, plans, inspections, inquiries, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Deadline, Inquiry, Inspection, Meeting, MotionPoint, Plan, Update
from tracker_site.dataset.model import Ref
from tracker_site.dataset.tables.columns import Column
from tracker_site.dataset.tables.fields import key_of_status
from tracker_site.dataset.tables.followed import first_plan, place
from tracker_site.dataset.tables.rows import Row, every, records
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
    Verb,
)
from tracker_site.records.said import Progress, Response
from tracker_site.records.statuses import COMMON, Status
from tracker_site.register.occasions import speaker_in

_DID = ("listened", "asked", "decided", "did not")
ID = Column("id", "Its id: where it stands in its record.", lambda _, row: row.id)
RECORD = Column(
    "record", "The record that holds it.", lambda _, row: row.record, refers_to="things", is_needed=True
)
SAID_ON = Column("date", "When it was said.", lambda data, row: data.own_date(row.record), "date")
_MEETING = Column("meeting", "The meeting.", lambda _, row: row.record, refers_to="meetings", is_needed=True)


def inside(name: str, kind: type, table: str, words: str, is_needed: bool = True) -> Column:
    """Return the column that names what a row stands in."""
    return Column(name, words, lambda _, row: row.inside(kind), refers_to=table, is_needed=is_needed)


ITEM = inside(
    "item", Item, "items", "The item of the meeting; empty for what was not said under one.", is_needed=False
)


def _did(_: Dataset, row: Row[Outcome]) -> str:
    return _sort_of(row.entity.verb)


def _sort_of(verb: Verb) -> str:
    sorts = zip((LISTENED, ASKED, DECIDED), _DID, strict=False)
    return next((did for verbs, did in sorts if verb in verbs), _DID[-1])


def _status(data: Dataset, row: Row[Progress]) -> Status | None:
    return data.register.statuses[row.entity.status] if row.entity.status else None


def subjects(kind: type, field: str) -> Callable[[Dataset], Iterator[tuple[str, str]]]:
    """Return what yields each entity of a kind with everything seen that a field of it names."""

    def rows(data: Dataset) -> Iterator[tuple[str, str]]:
        for row in every(kind)(data):
            yield from ((row.id, target) for target in seen(getattr(row.entity, field)))

    return rows


def seen(targets: Any) -> Iterator[Ref]:
    """Yield the references to what is seen, each once."""
    return (target for target in dict.fromkeys(targets) if target.address is not None)


def _subjects_of_outcomes(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for row in every(Outcome)(data):
        assert row.above
        outcome, item = row.entity, row.above.entity
        yield from ((row.id, "about", target) for target in seen(item.subjects_of(outcome)))
        yield from ((row.id, "makes", target) for target in seen(outcome.makes))
        yield from ((row.id, "of", target) for target in seen((outcome.of,) if outcome.of else ()))


def _responses(data: Dataset) -> Iterator[Row[Response]]:
    return (row for row in every(Response)(data) if row.entity.to.address is not None)


def _dropped(data: Dataset) -> Iterator[tuple[str, str]]:
    for row in every(Amendment)(data):
        yield from ((row.id, f"{row.inside(Motion)}-{key}") for key in dict.fromkeys(row.entity.drops))


def _votes(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for row in every(Motion)(data):
        names = row.entity.vote.names if row.entity.vote else {}
        for side, voters in names.items():
            yield from ((row.id, side or "not stated", name) for name in dict.fromkeys(voters))


def _judgements(data: Dataset) -> Iterator[tuple[str, str, str]]:
    for row in records("inspections")(data):
        yield from ((row.id, what, words) for what, words in row.entity.judgements.items())


def _deadlines(data: Dataset) -> list[Row[Deadline]]:
    return sorted(every(Deadline)(data), key=lambda row: (row.record, row.entity.key))


TABLES: tuple[Table, ...] = (
    Table(
        name="progress",
        title="Statements of progress",
        words="What was said of how far something has come, as it is recorded.",
        rows=every(Progress),
        key=("id",),
        entity=Progress,
        declared=(
            ID,
            RECORD,
            SAID_ON,
            ITEM,
            inside(
                "outcome",
                Outcome,
                "outcomes",
                "The outcome under which it stands; empty where it was only reported.",
                is_needed=False,
            ),
            Column(
                "said_by",
                "Who claims it: the `council`, `scrutiny` (the meeting accepted it), the `inspectorate`, or "
                "`independent`.",
                lambda data, row: row.entity.said_by or speaker_in(data.register.records.by_id[row.record]),
                values=("council", "scrutiny", "inspectorate", "independent"),
                is_needed=True,
            ),
            Column(
                "status",
                "The status that was said, as a common status.",
                lambda data, row: key_of_status(_status(data, row)),
                refers_to="statuses",
                values=tuple(COMMON),
            ),
            Column(
                "status_label",
                "The same in the council’s own words.",
                lambda data, row: getattr(_status(data, row), "label", None),
            ),
        ),
        without=("status", "said_by"),
    ),
    Table(
        name="progress_subjects",
        title="What progress was said of",
        words=(
            "One row for each thing that a statement names. An inspection stands for all its recommendations."
        ),
        rows=subjects(Progress, "on"),
        key=("progress", "thing"),
        declared=(
            Column("progress", "The statement.", refers_to="progress"),
            Column("thing", "What it is said of.", refers_to="things"),
        ),
    ),
    Table(
        name="responses",
        title="Responses",
        words="The answers of those to whom recommendations are addressed, given or only proposed.",
        rows=_responses,
        key=("id",),
        entity=Response,
        declared=(ID, RECORD, SAID_ON, ITEM),
        names={"to": "thing"},
        needed=("thing",),
    ),
    Table(
        name="meetings",
        title="Meetings",
        words="Each meeting, held or to come.",
        rows=records("meetings"),
        key=("id",),
        entity=Meeting,
        declared=(
            Column("title", "What it is called.", lambda _, row: row.entity.link.title, is_needed=True),
            Column(
                "authority",
                "The council.",
                lambda data, row: data.authority_of(row.record),
                refers_to="authorities",
            ),
        ),
        without=("title",),
    ),
    Table(
        name="attendance",
        title="Who was there",
        words="Who was at a meeting, and who sent apologies, as the public minutes print it.",
        rows=every(Attendee),
        key=("id",),
        entity=Attendee,
        declared=(
            ID,
            _MEETING,
            Column(
                "apologies",
                "Whether apologies were sent.",
                lambda _, row: row.field == "apologies",
                "yes-no",
                is_needed=True,
            ),
        ),
        names={"as": "capacity"},
    ),
    Table(
        name="items",
        title="Items of meetings",
        words="What each meeting dealt with.",
        rows=every(Item),
        key=("id",),
        entity=Item,
        declared=(ID, _MEETING, place("Where it stands in the record of the meeting.")),
        names={"decision_key": "key_decision", "decision_call_in": "call_in"},
        without=("key",),
    ),
    Table(
        name="item_subjects",
        title="What items were about",
        words=(
            "One row for each thing that an item considered. An inspection stands for all its "
            "recommendations."
        ),
        rows=subjects(Item, "about"),
        key=("item", "thing"),
        declared=(
            Column("item", "The item.", refers_to="items"),
            Column("thing", "What was considered.", refers_to="things"),
        ),
    ),
    Table(
        name="points",
        title="Points discussed",
        words="What was said in a discussion, thing by thing.",
        rows=every(Point),
        key=("id",),
        entity=Point,
        declared=(ID, inside("item", Item, "items", "The item."), place("Where it stands in the item.")),
    ),
    Table(
        name="point_subjects",
        title="What points were about",
        words="One row for each thing that a point concerns.",
        rows=subjects(Point, "about"),
        key=("point", "thing"),
        declared=(
            Column("point", "The point.", refers_to="points"),
            Column("thing", "What it concerns.", refers_to="things"),
        ),
    ),
    Table(
        name="outcomes",
        title="Outcomes",
        words="What each meeting did: one row for each limb of a resolution.",
        rows=every(Outcome),
        key=("id",),
        entity=Outcome,
        declared=(
            ID,
            inside("item", Item, "items", "The item."),
            _MEETING,
            place("Where it stands in the item."),
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
        name="outcome_limbs",
        title="Limbs of outcomes",
        words="The parts of outcomes that have more than one.",
        rows=every(Limb),
        key=("outcome", "place"),
        entity=Limb,
        declared=(
            inside("outcome", Outcome, "outcomes", "The outcome."),
            place("Where it stands in the outcome."),
        ),
    ),
    Table(
        name="outcome_subjects",
        title="What outcomes were about",
        words=(
            "One row for each thing that an outcome concerns, that it made, or that it calls in or reopens."
        ),
        rows=_subjects_of_outcomes,
        key=("outcome", "relation", "thing"),
        declared=(
            Column("outcome", "The outcome.", refers_to="outcomes"),
            Column(
                "relation",
                "Whether it is `about` the thing, `makes` it, or is a call-in or reopening `of` it.",
                values=("about", "makes", "of"),
            ),
            Column("thing", "The thing.", refers_to="things"),
        ),
    ),
    Table(
        name="motions",
        title="Motions",
        words="Each motion that was moved, and what became of it.",
        rows=every(Motion),
        key=("id",),
        entity=Motion,
        declared=(ID, inside("item", Item, "items", "The item."), _MEETING),
        names={f"vote_{side}": f"votes_{side}" for side in ("for", "against", "abstained")},
    ),
    Table(
        name="motion_points",
        title="Points of motions",
        words="What each motion asked for, point by point.",
        rows=every(MotionPoint),
        key=("id",),
        entity=MotionPoint,
        declared=(
            Column(
                "id",
                "Its id: that of the motion, and its own key.",
                lambda _, row: f"{row.inside(Motion)}-{row.entity.key}",
            ),
            inside("motion", Motion, "motions", "The motion."),
            place("Where it stands in the motion."),
            Column(
                "fell",
                "Whether it fell: an amendment took it out, and both that and the motion were carried.",
                lambda _, row: row.entity.fate == "fell",
                "yes-no",
                is_needed=True,
            ),
        ),
        needed=("fate",),
    ),
    Table(
        name="amendments",
        title="Amendments",
        words="What was moved to change a motion.",
        rows=every(Amendment),
        key=("id",),
        entity=Amendment,
        declared=(
            ID,
            inside("motion", Motion, "motions", "The motion."),
            place("Where it stands among the amendments of the motion."),
        ),
    ),
    Table(
        name="amendment_drops",
        title="Points taken out",
        words="The points of a motion that an amendment takes out; if it was carried, they fell.",
        rows=_dropped,
        key=("amendment", "point"),
        declared=(
            Column("amendment", "The amendment.", refers_to="amendments"),
            Column("point", "The point.", refers_to="motion_points"),
        ),
    ),
    Table(
        name="votes",
        title="Votes by name",
        words="Who voted how, where it was recorded.",
        rows=_votes,
        key=("motion", "side", "name"),
        declared=(
            Column("motion", "The motion.", refers_to="motions"),
            Column("side", "How: `for`, `against`, `abstained`, or `not stated`."),
            Column("name", "Who."),
        ),
    ),
    Table(
        name="updates",
        title="Updates",
        words=(
            "What was said outside meetings: letters, published responses. What each is about stands in the "
            "relations."
        ),
        rows=records("updates"),
        key=("id",),
        entity=Update,
    ),
    Table(
        name="plans",
        title="Action plans",
        words=(
            "Each plan that answers an inspection, an inquiry or a meeting, and each list of work that was only "
            "reported. What it answers stands in the relations."
        ),
        rows=records("plans"),
        key=("id",),
        entity=Plan,
        without=("prose",),
    ),
    Table(
        name="inspections",
        title="Inspections",
        words="Each inspection or visit.",
        rows=records("inspections"),
        key=("id",),
        entity=Inspection,
        names={
            "inspectorate": "inspectorates",
            "visited_from": "visit_began",
            "visited_to": "visit_ended",
        },
    ),
    Table(
        name="judgements",
        title="Judgements",
        words="What each inspection judged, and how, in the words of its framework.",
        rows=_judgements,
        key=("inspection", "what"),
        declared=(
            Column("inspection", "The inspection.", refers_to="inspections"),
            Column("what", "What was judged."),
            Column("judgement", "How.", is_needed=True),
        ),
    ),
    Table(
        name="inquiries",
        title="Inquiries",
        words="Each scrutiny inquiry.",
        rows=records("inquiries"),
        key=("id",),
        entity=Inquiry,
    ),
    Table(
        name="inquiry_reports",
        title="Reports of inquiries",
        words="What each inquiry reported.",
        rows=every(inquiry.Report),
        key=("inquiry", "place"),
        entity=inquiry.Report,
        declared=(
            Column("inquiry", "The inquiry.", lambda _, row: row.record, refers_to="inquiries"),
            place("Where the report stands among those of the inquiry."),
        ),
    ),
    Table(
        name="clocks",
        title="Deadlines",
        words="Deadlines that follow from law, framework or local rule, for each record to which they apply.",
        rows=_deadlines,
        key=("record", "clock"),
        entity=Deadline,
        declared=(
            RECORD,
            first_plan("plans", "a recommendation whose day for an answer has passed"),
        ),
        names={"key": "clock", "met_date": "met", "met_record": "met_in"},
    ),
)
