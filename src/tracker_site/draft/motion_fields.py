"""The fields of a motion, with its amendments and votes."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.draft.findings import (
    AmendmentFound,
    Answer,
    MotionFound,
    VoteFound,
)
from tracker_site.draft.plain_fields import answer_field, maybe_field, maybe_text_field, text_field
from tracker_site.draft.writing import Entry, Field


def motion_entry(motion: MotionFound, title: Answer) -> Entry:
    """Return a motion."""
    points: list[Entry] = [
        [Field("key", key), text_field("text", text, motion.line)] for key, text in motion.points
    ]
    fields = [
        answer_field("title", title),
        *maybe_text_field("text", motion.text, motion.line),
        *maybe_field("moved_by", motion.moved_by, motion.line),
        *maybe_field("seconded_by", motion.seconded_by, motion.line),
        Field("points", points),
        Field("amendments", [_amendment(change) for change in motion.amendments]),
        answer_field("result", motion.result),
        *_vote(motion.vote),
    ]
    return [field for field in fields if field.value != []]


def _amendment(change: AmendmentFound) -> Entry:
    return [
        *maybe_field("moved_by", change.moved_by, change.line),
        *maybe_field("seconded_by", change.seconded_by, change.line),
        *maybe_text_field("removes", change.removes, change.line),
        *maybe_text_field("inserts", change.inserts, change.line),
        *([Field("drops", list(change.drops))] if change.drops else []),
        answer_field("result", change.result),
    ]


def _vote(vote: VoteFound | None) -> Iterator[Field]:
    if vote:
        sides = (("for", vote.for_), ("against", vote.against), ("abstained", vote.abstained))
        yield Field("vote", tuple(Field(side, count) for side, count in sides if count))
