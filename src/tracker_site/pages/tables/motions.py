"""The tables of motions: what was moved, what amendments changed, and what became of each point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    choice,
    choices,
    key,
    markdown,
    place,
    reference,
    text,
    whole,
    yes_no,
)
from tracker_site.pages.tables.within import Within, amendments, motions
from tracker_site.records.meeting import Amendment, Motion, MotionPoint, Vote
from tracker_site.status.motions import Fate, fate_of_point


def _points_of_motions(guide: Guide) -> Iterator[tuple[Within[Motion], int, MotionPoint]]:
    for of in motions(guide):
        yield from ((of, n, point) for n, point in enumerate(of.what.points, 1))


def _dropped(guide: Guide) -> Iterator[tuple[str, str]]:
    for of in amendments(guide):
        yield from ((of.id, f"{of.inside}-{key}") for key in dict.fromkeys(of.what.drops))


def _votes(guide: Guide) -> Iterator[tuple[str, str, str]]:
    for of in motions(guide):
        if of.what.vote:
            for side, names in of.what.vote.names.items():
                yield from ((of.id, side or "not stated", name) for name in dict.fromkeys(names))


MOTIONS: Table[Within[Motion]] = Table(
    "motions",
    "Motions",
    "Each motion that was moved, and what became of it.",
    motions,
    (
        key("id", "Its id: where it stands in the record of the meeting.", lambda _, row: row.id),
        reference("item", "The item.", "items", lambda _, row: row.item, needed=True),
        reference("meeting", "The meeting.", "meetings", lambda _, row: row.record, needed=True),
        text("title", "What it is called.", lambda _, row: row.what.title, needed=True),
        markdown("text", "What was moved.", lambda _, row: row.what.text),
        text("moved_by", "Who moved it.", lambda _, row: row.what.moved_by),
        text("seconded_by", "Who seconded it.", lambda _, row: row.what.seconded_by),
        choice(
            "result", "What became of it.", choices(Motion, "result"), lambda _, row: row.what.result, True
        ),
        whole("votes_for", "Votes for, where they are recorded.", lambda _, row: _vote(row).for_),
        whole("votes_against", "Votes against, where they are recorded.", lambda _, row: _vote(row).against),
        whole(
            "votes_abstained", "Abstentions, where they are recorded.", lambda _, row: _vote(row).abstained
        ),
    ),
)


def _vote(row: Within[Motion]) -> Vote:
    return row.what.vote or Vote()


MOTION_POINTS: Table[tuple[Within[Motion], int, MotionPoint]] = Table(
    "motion_points",
    "Points of motions",
    "What each motion asked for, point by point.",
    _points_of_motions,
    (
        key("id", "Its id: that of the motion, and its own key.", lambda _, row: f"{row[0].id}-{row[2].key}"),
        reference("motion", "The motion.", "motions", lambda _, row: row[0].id, needed=True),
        place("Where it stands in the motion.", lambda _, row: row[1]),
        text("key", "What amendments call it.", lambda _, row: row[2].key, needed=True),
        markdown("text", "What it asks for.", lambda _, row: row[2].text),
        yes_no(
            "fell",
            "Whether it fell: an amendment took it out, and both that and the motion were carried.",
            lambda _, row: fate_of_point(row[0].what, row[2]) == "fell",
        ),
        choice(
            "fate",
            "What became of it; `unknown` where the result of the motion is, or where the words do not show it.",
            get_args(Fate),
            lambda _, row: fate_of_point(row[0].what, row[2]),
            True,
        ),
    ),
)

AMENDMENTS: Table[Within[Amendment]] = Table(
    "amendments",
    "Amendments",
    "What was moved to change a motion.",
    amendments,
    (
        key("id", "Its id.", lambda _, row: row.id),
        reference("motion", "The motion.", "motions", lambda _, row: row.inside, needed=True),
        place("Where it stands among the amendments of the motion.", lambda _, row: row.place),
        text("moved_by", "Who moved it.", lambda _, row: row.what.moved_by),
        text("seconded_by", "Who seconded it.", lambda _, row: row.what.seconded_by),
        markdown("removes", "What it takes out.", lambda _, row: row.what.removes),
        markdown("inserts", "What it puts in.", lambda _, row: row.what.inserts),
        choice(
            "result", "What became of it.", choices(Amendment, "result"), lambda _, row: row.what.result, True
        ),
    ),
)

AMENDMENT_DROPS: Table[tuple[str, str]] = Table(
    "amendment_drops",
    "Points taken out",
    "The points of a motion that an amendment takes out; if it was carried, they fell.",
    _dropped,
    (
        key("amendment", "The amendment.", lambda _, row: row[0], "amendments"),
        key("point", "The point.", lambda _, row: row[1], "motion_points"),
    ),
)

VOTES: Table[tuple[str, str, str]] = Table(
    "votes",
    "Votes by name",
    "Who voted how, where it was recorded.",
    _votes,
    (
        key("motion", "The motion.", lambda _, row: row[0], "motions"),
        key("side", "How: `for`, `against`, `abstained`, or `not stated`.", lambda _, row: row[1]),
        key("name", "Who.", lambda _, row: row[2]),
    ),
)
