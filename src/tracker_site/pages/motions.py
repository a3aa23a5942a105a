"""Motions: what was moved, what amendments changed, what was carried, and which points fell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dates import PartialDate
from tracker_site.markup import Prose
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import MOTION_RESULTS, count
from tracker_site.records.meeting import Amendment, Meeting, Motion

LIST = Link("Motions", "motions/")
_CARRIED = ("carried", "carried-as-amended")


@dataclass(frozen=True, slots=True)
class MotionPointShown:
    """A point of a motion, and whether it fell."""

    key: str
    text: Prose
    fell: bool


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """A change that was moved to a motion."""

    moved_by: str | None
    seconded_by: str | None
    removes: Prose | None
    inserts: Prose | None
    drops: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class MotionShown:
    """A motion, its amendments and what became of it."""

    title: str
    text: Prose | None
    moved_by: str | None
    seconded_by: str | None
    points: tuple[MotionPointShown, ...]
    amendments: tuple[AmendmentShown, ...]
    result: str
    vote: str
    names: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion in a list: what became of it and of its points."""

    title: str
    meeting: Link
    authority: Link
    date: PartialDate
    result: str
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionsPage(Page):
    """All motions, newest first."""

    template: ClassVar[str] = "motions.html"

    rows: tuple[MotionRow, ...]
    pagination: Pagination


def plan_motions(guide: Guide) -> Iterator[Page]:
    """Yield the list of motions."""
    rows = motion_rows(guide)
    for page in pages_of(rows, "motions/"):
        yield MotionsPage(
            address=page.address,
            title=f"Motions{page.pagination.title}",
            description=f"{count(len(rows), 'motion').capitalize()}, newest first, and what became of each.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="meetings",
            rows=page.rows,
            pagination=page.pagination,
        )


def motion_rows(guide: Guide) -> tuple[MotionRow, ...]:
    """Return every motion that is seen, newest first."""
    newest = sorted(
        guide.seen_of_kind(Meeting), key=lambda one: (guide.register.days[one.id], one.id), reverse=True
    )
    return tuple(
        MotionRow(
            motion.title,
            guide.link(meeting.id),
            guide.link(meeting.body.split("/")[0]),
            meeting.date,
            MOTION_RESULTS[motion.result],
            fate_of(motion),
        )
        for meeting in newest
        for item in meeting.items
        for motion in item.motions
    )


def motion_shown(motion: Motion) -> MotionShown:
    """Return a motion as its meeting's page shows it."""
    out = dropped(motion)
    return MotionShown(
        title=motion.title,
        text=motion.text,
        moved_by=motion.moved_by,
        seconded_by=motion.seconded_by,
        points=tuple(MotionPointShown(point.key, point.text, point.key in out) for point in motion.points),
        amendments=tuple(_amendment(amendment) for amendment in motion.amendments),
        result=MOTION_RESULTS[motion.result],
        vote=_vote(motion),
        names=tuple(motion.vote.names.items()) if motion.vote else (),
    )


def _amendment(amendment: Amendment) -> AmendmentShown:
    return AmendmentShown(
        amendment.moved_by,
        amendment.seconded_by,
        amendment.removes,
        amendment.inserts,
        amendment.drops,
        MOTION_RESULTS[amendment.result],
    )


def _vote(motion: Motion) -> str:
    vote = motion.vote
    if vote is None:
        return "Numbers not recorded"
    numbers = {"for": vote.for_, "against": vote.against, "abstained": vote.abstained}
    counted = [f"{number} {side}" for side, number in numbers.items() if number is not None]
    return ", ".join(counted) or "Not counted"


def dropped(motion: Motion) -> set[str]:
    """Return the keys of the points that amendments which were carried took out."""
    return {key for one in motion.amendments if one.result in _CARRIED for key in one.drops}


def fate_of(motion: Motion) -> str:
    """Return what became of the points of a motion, as far as that is known."""
    points, fell = len(motion.points), len(dropped(motion))
    if not points:
        return ""
    if motion.result in ("lost", "withdrawn"):
        return "None of its points was carried"
    if motion.result == "unknown":
        return ""
    if not fell:
        return "All its points stood"
    return "All its points fell" if fell == points else f"{fell} of its {points} points fell"
