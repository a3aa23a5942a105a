"""Motions: what was moved, what amendments changed, what was carried, and which points fell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Meeting, Motion
from tracker_site.dataset.model import page_link
from tracker_site.labels import count
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import PagedList, pages_of_list

LIST = page_link("Motions", "motions/")

MotionRow = tuple[Motion, Meeting]
"""A motion in a list, with its meeting."""


class MotionsPage(PagedList[MotionRow]):
    """All motions, newest first."""

    template: ClassVar[str] = "motions.html"


def plan_motions(dataset: Dataset) -> Iterator[Page]:
    """Yield the list of motions."""
    rows = motion_rows(dataset)
    return pages_of_list(MotionsPage, rows, LIST, _sentence(len(rows)), "meetings")


def _sentence(number: int) -> str:
    if number == 1:
        return "1 motion, and what became of it."
    return f"{count(number, 'motion').capitalize()}, newest first, and what became of each."


def motion_rows(dataset: Dataset) -> tuple[MotionRow, ...]:
    """Return every motion, newest first."""
    days, meetings = dataset.register.days, dataset.of_kind(Meeting)
    newest = sorted(meetings, key=lambda one: (days[one.id], one.id), reverse=True)
    return tuple((motion, meeting) for meeting in newest for item in meeting.items for motion in item.motions)
