"""The tables of recommendations: each with where it stands, its parts, its due dates and its meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar, get_args

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Column,
    Table,
    address,
    choice,
    choices,
    key,
    markdown,
    place,
    reference,
    text,
    when,
    whole,
    yes_no,
)
from tracker_site.pages.tables.followed import what_to_notice, where_it_stands
from tracker_site.pages.tables.within import by_id
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import ResponseKind
from tracker_site.records.statuses import COMMON
from tracker_site.status.slippage import Slip, slip_between
from tracker_site.status.standing import (
    Cell,
    DueDate,
    PartStanding,
    RecommendationStanding,
)

R = TypeVar("R")

RESPONSES = (*get_args(ResponseKind), "mixed")


@dataclass(frozen=True, slots=True)
class _Followed:
    """A recommendation with where it stands."""

    record: Recommendation
    standing: RecommendationStanding


@dataclass(frozen=True, slots=True)
class _Limb:
    """A part of a recommendation with where it stands."""

    recommendation: str
    place: int
    part: Part
    standing: PartStanding


@dataclass(frozen=True, slots=True)
class _Due:
    """A due date that something had: the n-th."""

    thing: str
    place: int
    due: DueDate
    move: Slip | None
    """How it moved from the one before; None for the first."""
    is_present: bool


def _followed(guide: Guide) -> Iterator[_Followed]:
    for record in by_id(guide, Recommendation):
        yield _Followed(record, guide.standings.recommendations[record.id])


def _limbs(guide: Guide) -> Iterator[_Limb]:
    for one in _followed(guide):
        parts = zip(one.record.parts, one.standing.parts, strict=True)
        yield from (_Limb(one.record.id, n, part, standing) for n, (part, standing) in enumerate(parts, 1))


def _aliases(guide: Guide) -> list[tuple[str, str]]:
    return sorted((alias, record.id) for record in guide.in_order for alias in record.aliases)


def _cells(guide: Guide) -> Iterator[tuple[str, int, Cell]]:
    for one in _followed(guide):
        yield from ((one.record.id, n, cell) for n, cell in enumerate(one.standing.row, 1))


def _dues(guide: Guide) -> Iterator[_Due]:
    found: dict[str, tuple[DueDate, ...]] = {}
    for one in _followed(guide):
        found[one.record.id] = one.standing.due_dates
        found |= {f"{one.record.id}/{part.key}": part.due_dates for part in one.standing.parts}
    found |= {id: standing.due_dates for id, standing in guide.standings.actions.items()}
    for thing, dates in sorted(found.items()):
        for n, due in enumerate(dates):
            move = slip_between(dates[n - 1].date, due) if n else None
            yield _Due(thing, n + 1, due, move, due is dates[-1])


def _days_later(due: _Due) -> int | None:
    """Return by how many days a date was moved, where both are known to the day."""
    is_certain = due.move and due.move.days_at_least == due.move.days_at_most
    return due.move.days_at_least if due.move and is_certain else None


RECOMMENDATIONS: Table[_Followed] = Table(
    "recommendations",
    "Recommendations",
    "Each recommendation, what was answered to it, and where it stands.",
    _followed,
    (
        key("id", "Its id.", lambda _, row: row.record.id),
        text("title", "What it is about, in a few words.", lambda _, row: row.record.title, needed=True),
        markdown("text", "The recommendation.", lambda _, row: row.record.prose),
        choice(
            "wording",
            "How near the text is to the source; `inferred` is read between its lines.",
            choices(Recommendation, "wording"),
            lambda _, row: row.record.wording,
            True,
        ),
        reference(
            "origin",
            "The inspection, inquiry or meeting that made it.",
            "things",
            lambda _, row: row.record.origin,
        ),
        reference(
            "authority", "The council.", "authorities", lambda guide, row: guide.authority_of(row.record.id)
        ),
        text("addressed_to", "Whom it asks.", lambda _, row: row.record.addressed_to),
        text("number", "Its number.", lambda _, row: row.record.number),
        choice(
            "numbered_by",
            "Whose numbering it is.",
            choices(Recommendation, "numbered_by"),
            lambda _, row: row.record.numbered_by,
        ),
        text("reference", "The council’s own reference.", lambda _, row: row.record.reference),
        when("issued", "When it was made.", lambda _, row: row.standing.issued),
        choice(
            "response",
            "What those addressed answered; `mixed` where the parts were not all answered alike.",
            RESPONSES,
            lambda _, row: row.standing.response,
        ),
        reference(
            "answered_by_plan",
            "The first action plan that answers it, for it is what the plan is for or what an action in it names.",
            "plans",
            lambda guide, row: next(iter(guide.accounts.plans_answering.get(row.record.id, ())), None),
        ),
        *where_it_stands(lambda row: row.standing.step),
        *what_to_notice(lambda row: row.standing),
        address("Its page.", lambda guide, row: guide.address(row.record.id)),
        address(
            "Its badge, a picture of its status for other sites.",
            lambda guide, row: f"{guide.address(row.record.id)}badge.svg",
            name="badge",
        ),
    ),
)

ALIASES: Table[tuple[str, str]] = Table(
    "aliases",
    "Former ids",
    "Ids that recommendations had before.",
    _aliases,
    (
        key("alias", "The former id.", lambda _, row: row[0]),
        reference("recommendation", "Its id now.", "recommendations", lambda _, row: row[1], needed=True),
    ),
)

PARTS: Table[_Limb] = Table(
    "parts",
    "Parts of recommendations",
    "The limbs of recommendations that have more than one. The whole is no further than its least advanced part.",
    _limbs,
    (
        key(
            "id",
            "Its id: the recommendation’s and its own key.",
            lambda _, row: f"{row.recommendation}/{row.part.key}",
        ),
        reference(
            "recommendation", "The whole.", "recommendations", lambda _, row: row.recommendation, needed=True
        ),
        place("Where it stands among the parts.", lambda _, row: row.place),
        markdown("text", "What it asks for.", lambda _, row: row.part.text),
        choice("response", "What was answered to it.", RESPONSES[:-1], lambda _, row: row.standing.response),
        *where_it_stands(lambda row: row.standing.step),
        when(
            "due",
            "Its present due date.",
            lambda _, row: dates[-1].date if (dates := row.standing.due_dates) else None,
        ),
        yes_no("late", "Open, and the due date has certainly passed.", lambda _, row: row.standing.late),
    ),
)

MEETING_ROWS: Table[tuple[str, int, Cell]] = Table(
    "meeting_rows",
    "Meeting by meeting",
    "One row for each recommendation and each meeting, since its issue, of a body that has considered it.",
    _cells,
    (
        key("recommendation", "The recommendation.", lambda _, row: row[0], "recommendations"),
        key("meeting", "The meeting.", lambda _, row: row[2].meeting, "meetings"),
        place("Where the meeting stands in the row, oldest first.", lambda _, row: row[1]),
        yes_no(
            "considered",
            "Whether it was considered there; empty where only part of the meeting is recorded.",
            lambda _, row: row[2].considered,
            needed=False,
        ),
        choice(
            "status",
            "Its status at the end of that day.",
            COMMON,
            lambda _, row: row[2].status.common.key,
            True,
            "statuses",
        ),
    ),
)

DUE_DATES: Table[_Due] = Table(
    "due_dates",
    "Due dates",
    "Every due date that a recommendation, a part or an action ever had, in turn.",
    _dues,
    (
        key("thing", "What was due.", lambda _, row: row.thing, "things"),
        place("Which date it is: 1 is the first that was set.", lambda _, row: row.place, is_key=True),
        when("due", "The date; `unknown` where a date was dropped.", lambda _, row: row.due.date),
        yes_no("present", "Whether it is the one that holds now.", lambda _, row: row.is_present),
        reference(
            "set_in",
            "The record that moved it; empty where it was due from the start.",
            "things",
            lambda _, row: row.due.record,
        ),
        markdown("reason", "The reason that was given.", lambda _, row: row.due.reason),
        Column(
            name="days_later",
            kind="whole",
            words="How many days later it is than the date before, where both are known to the day.",
            value=lambda _, row: _days_later(row),
        ),
        whole(
            "days_later_at_least",
            "How many days later, at least; below nought where it came forward, empty where not bounded.",
            lambda _, row: row.move.days_at_least if row.move else None,
        ),
        whole(
            "days_later_at_most",
            "How many days later, at most; the same where both dates are days.",
            lambda _, row: row.move.days_at_most if row.move else None,
        ),
    ),
)
