"""The list of meetings, and the page of each: what was considered, decided and said, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from tracker_site.briefing.body import briefing_link
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Meeting, Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.pages.deadlines import DeadlineMet, deadlines_met
from tracker_site.pages.listings import Listing, ListPage, pages_of_lists
from tracker_site.pages.machines import event
from tracker_site.pages.page import (
    Page,
    later_pages,
    recommendation_rows,
)
from tracker_site.pages.planned import Later
from tracker_site.pages.said import OccasionPage, actions_made_in
from tracker_site.pages.search import MEETING, entity_fields
from tracker_site.phrases import due_moved
from tracker_site.records.meeting import Meeting as MeetingRecord
from tracker_site.status.due import DueDate
from tracker_site.status.history import START, Step, at_day
from tracker_site.status.standing import RecommendationStanding, Standing

LIST = page_link("Meetings", "meetings/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPage(ListPage[Meeting]):
    """Meetings in a list: all of them, or those of one facet."""

    template: ClassVar[str] = "meetings.html"


@dataclass(frozen=True, slots=True)
class Movement:
    """Where a thing stood before a meeting, and after it."""

    link: Ref
    before: Step | None
    """None of what was made at the meeting."""
    after: Step
    moved: bool
    due: tuple[str, ...]
    """What the meeting did to its due dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(OccasionPage):
    """One meeting."""

    template: ClassVar[str] = "meeting.html"

    meeting: Meeting
    meets: Mapping[tuple[int, int], tuple[DeadlineMet, ...]]
    """The deadlines that are said to be met, by the places of the item and of the outcome, from 0."""
    movements: tuple[Movement, ...]
    made: tuple[Recommendation, ...]
    briefing: Ref | None
    """For a meeting that is planned."""


def plan_meetings(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each meeting."""
    return later_pages(guide, guide.records["meetings"], _page)


def plan_lists_of_meetings(listing: Listing[Meeting]) -> Iterator[Page]:
    """Yield the list of meetings, and its facets."""
    return pages_of_lists(MeetingsPage, listing, LIST, "meetings", names=("authority", "body"))


def _page(guide: Dataset, id: str) -> MeetingPage:
    meeting = guide.record(Meeting, id)
    title = guide.title_of_meeting(meeting)
    concerned = (standing.id for standing in guide.dealt_with.get(id, ()))
    return MeetingPage(
        **entity_fields(guide, MEETING, id, title, (LIST,), meeting.date, concerned),
        structured=_event(guide, meeting),
        meeting=meeting,
        actions=actions_made_in(guide, meeting.id),
        meets=_meets(guide, meeting),
        movements=tuple(_movements(guide, meeting)),
        made=recommendation_rows(guide, guide.register.made_by.get(meeting.id, ())),
        briefing=briefing_link(guide, meeting.body) if meeting.is_to_come else None,
    )


def _event(guide: Dataset, meeting: MeetingRecord) -> tuple[dict[str, Any], ...]:
    if not meeting.date.is_day or meeting.state == "unknown":
        return ()
    body, title = guide.title(meeting.body), guide.title_of_meeting(meeting)
    return (event(title, body, meeting.date.text, meeting.state == "cancelled"),)


def _meets(guide: Dataset, meeting: Meeting) -> dict[tuple[int, int], tuple[DeadlineMet, ...]]:
    return {
        (n, m): deadlines_met(guide, meeting.id, outcome.meets, item.subjects_of(outcome))
        for n, item in enumerate(meeting.items)
        for m, outcome in enumerate(item.outcomes)
        if outcome.meets
    }


def _movements(guide: Dataset, meeting: MeetingRecord) -> Iterator[Movement]:
    """Yield where each thing that the meeting dealt with stood before it, and after.

    Of what it made itself there is something to tell only where it said at once how far that has come.
    """
    structure = guide.register.structure
    made = {*structure.made_by.get(meeting.id, ()), *structure.actions_in.get(meeting.id, ())}
    for standing in guide.dealt_with.get(meeting.id, ()):
        movement = _movement(guide, meeting, standing)
        if standing.id not in made:
            yield movement
        elif movement.moved or movement.due:
            yield replace(movement, before=None)


def _movement(guide: Dataset, meeting: MeetingRecord, standing: Standing) -> Movement:
    day = guide.register.days[meeting.id]
    after = at_day(standing.steps, day)
    # On a day that partial dates share, another record may have moved it.
    moved = after.day == day and meeting.id in (after.record, after.assured_in)
    # Not the day before: the first of all days, where undated records sort, has none.
    earlier = (step for step in reversed(standing.steps) if step.day < day)
    before = next(earlier, START) if moved else after
    moved = moved and _shown(before) != _shown(after)
    due = tuple(_due_moved(meeting.id, standing))
    return Movement(guide.ref(standing.id), before, after, moved, due)


def _shown(step: Step) -> tuple[object, ...]:
    """Return what the page shows of a step: the status, who says so, and whether of a whole."""
    return step.status, step.assurance, step.whole


def _due_moved(meeting: str, standing: Standing) -> Iterator[str]:
    """Yield how a meeting moved the due date of a thing, or those of its parts."""
    yield from _moves(meeting, standing.due_dates)
    for part in standing.parts if isinstance(standing, RecommendationStanding) else ():
        for words in _moves(meeting, part.due_dates):
            yield f"Part {part.key}: {words[0].lower()}{words[1:]}"


def _moves(meeting: str, dates: tuple[DueDate, ...]) -> Iterator[str]:
    for before, after in pairwise((None, *dates)):
        if after and after.record == meeting:
            yield due_moved(before.date if before else None, after.date)
