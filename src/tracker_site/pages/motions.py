"""Motions: what was moved, what amendments changed, what was carried, and which points fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.labels import MOTION_RESULTS, count, listing
from tracker_site.pages.amendments import FATES, AmendmentShown, amendment_shown
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.records.meeting import Meeting, Motion
from tracker_site.source.markup import Prose
from tracker_site.status.motions import Fate, fate_of_point

LIST = Link("Motions", "motions/")


@dataclass(frozen=True, slots=True)
class MotionPointShown:
    """A point of a motion, and what became of it."""

    key: str
    text: Prose
    fate: Fate
    fate_words: str


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
            description=_sentence(len(rows)),
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="meetings",
            rows=page.rows,
            pagination=page.pagination,
        )


def _sentence(number: int) -> str:
    if number == 1:
        return "1 motion, and what became of it."
    return f"{count(number, 'motion').capitalize()}, newest first, and what became of each."


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
    return MotionShown(
        title=motion.title,
        text=motion.text,
        moved_by=motion.moved_by,
        seconded_by=motion.seconded_by,
        points=tuple(
            MotionPointShown(point.key, point.text, fate := fate_of_point(motion, point), FATES[fate])
            for point in motion.points
        ),
        amendments=tuple(amendment_shown(motion, one) for one in motion.amendments),
        result=MOTION_RESULTS[motion.result],
        vote=_vote(motion),
        names=tuple(motion.vote.names.items()) if motion.vote else (),
    )


def _vote(motion: Motion) -> str:
    vote = motion.vote
    if vote is None:
        return "Numbers not recorded"
    numbers = {"for": vote.for_, "against": vote.against, "abstained": vote.abstained}
    counted = [f"{number} {side}" for side, number in numbers.items() if number is not None]
    return ", ".join(counted) or "Numbers not recorded"


def fate_of(motion: Motion) -> str:
    """Return what became of the points of a motion, as far as that is known."""
    fates = Counter(fate_of_point(motion, point) for point in motion.points)
    if fates["lost"]:
        return "None of its points was carried"
    if fates["fell"] + fates["changed"] == 0:
        return "All its points stood" if fates["stood"] and not fates["unknown"] else ""
    told = [(fates["fell"], "fell"), (fates["changed"], "changed")]
    (number, words), *rest = [one for one in told if one[0]]
    if number == fates.total():
        return f"All its points {words}"
    return listing([f"{number} of its {fates.total()} points {words}", *(f"{n} {did}" for n, did in rest)])
