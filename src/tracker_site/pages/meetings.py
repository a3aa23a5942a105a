"""The list of meetings, and the page of each: what was considered, decided and said, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar

from tracker_site.briefing.body import briefing_link, is_to_come
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dates import in_words, on_day
from tracker_site.pages.clocks import DeadlineMet, deadlines_met
from tracker_site.pages.facets import Facet, FacetValue
from tracker_site.pages.figures import FigureShown, figures_shown
from tracker_site.pages.findable import MEETING, findable
from tracker_site.pages.listings import Listed, Listing, ListShown, pages_of_lists
from tracker_site.pages.motions import MotionShown, motion_shown
from tracker_site.pages.page import (
    Chip,
    Fact,
    MeetingRow,
    Page,
    action_rows,
    chip,
    fact,
    file_at,
    recommendation_rows,
)
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.rows import meeting_rows, meetings_in_words
from tracker_site.pages.said import ProgressShown, ResponseGiven, progress_shown, responses_given
from tracker_site.pages.structured import event
from tracker_site.pages.words import MINUTES, VERBS, count, due_moved, meeting_state
from tracker_site.records.base import Source
from tracker_site.records.meeting import Attendee, Item, Meeting, Outcome
from tracker_site.source.markup import Prose
from tracker_site.status.history import START, at_day
from tracker_site.status.standing import DueDate, RecommendationStanding, Standing

LIST = Link("Meetings", "meetings/")
WHAT_IT_DID = "What each considered and decided."

_KINDS = {"special": "Special meeting", "extraordinary": "Extraordinary meeting"}
_ACCESS = {"exempt": "Taken in private", "part-exempt": "Taken partly in private"}
_TAKEN_AS = {"urgent": "Urgent item", "late": "Late item", "oral": "Oral item"}
_RECORD = {
    "partial": "The source shows only part of the outcome.",
    "not-recorded": "The source does not show the outcome.",
}
_CALL_IN = {
    "eligible": "Could be called in by scrutiny",
    "not-eligible": "Could not be called in by scrutiny",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPage(Page):
    """Meetings in a list: all of them, or those of one facet."""

    template: ClassVar[str] = "meetings.html"

    answer: str
    caption: str
    rows: tuple[MeetingRow, ...]
    listed: ListShown


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who was there."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class PointShown:
    """What was discussed of one thing."""

    about: tuple[Link, ...]
    text: Prose


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What the meeting did."""

    label: str | None
    verb: str
    text: Prose | None
    about: tuple[Link, ...]
    to: tuple[str, ...]
    until: str | None
    reason: Prose | None
    parts: tuple[tuple[str | None, Prose], ...]
    of: Link | None
    makes: tuple[Link, ...]
    progress: tuple[ProgressShown, ...]
    responses: tuple[ResponseGiven, ...]
    actions: tuple[Action, ...]
    meets: tuple[DeadlineMet, ...]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the agenda."""

    title: str
    key: str | None
    number: str | None
    remarks: tuple[str, ...]
    about: tuple[Link, ...]
    summary: Prose | None
    points: tuple[PointShown, ...]
    motions: tuple[MotionShown, ...]
    outcomes: tuple[OutcomeShown, ...]
    actions: tuple[Action, ...]
    progress: tuple[ProgressShown, ...]
    responses: tuple[ResponseGiven, ...]
    figures: tuple[FigureShown, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """Where a thing stood before a meeting, and after it."""

    link: Link
    before: Chip | None
    """None of what was made at the meeting."""
    after: Chip
    moved: bool
    due: tuple[str, ...]
    """What the meeting did to its due dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(Page):
    """One meeting."""

    template: ClassVar[str] = "meeting.html"

    answer: str
    notices: tuple[str, ...]
    facts: tuple[Fact, ...]
    present: tuple[PersonShown, ...]
    apologies: tuple[PersonShown, ...]
    prose: Prose
    items: tuple[ItemShown, ...]
    has_motions: bool
    movements: tuple[Movement, ...]
    made: tuple[Recommendation, ...]
    language: str | None
    briefing: Link | None
    """For a meeting that is planned."""
    sources: tuple[Source, ...]


def plan_meetings(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each meeting."""
    for meeting in guide.seen_of_kind(Meeting):
        yield Later(file_at(guide.address(meeting.id)), partial(_page, guide, meeting))


def plan_lists_of_meetings(guide: Dataset, listing: Listing) -> Iterator[Page]:
    """Yield the list of meetings, and its facets."""
    meetings = guide.seen_of_kind(Meeting)
    counted = meetings_in_words(guide, meetings)
    rows = meeting_rows(guide, (meeting.id for meeting in meetings))
    whole = Listed("Meetings", f"{counted[0].upper()}{counted[1:]}. {WHAT_IT_DID}", rows)
    for page in pages_of_lists(listing, LIST, whole, partial(_narrowed, guide)):
        yield MeetingsPage(
            address=page.address,
            title=page.title,
            description=page.of.sentence,
            breadcrumbs=page.breadcrumbs,
            section="meetings",
            answer=page.of.sentence,
            caption=page.of.title,
            rows=page.rows,
            listed=page.listed,
        )


def _narrowed(guide: Dataset, _: Facet, value: FacetValue) -> Listed[MeetingRow]:
    of_value = meetings_in_words(guide, map(guide.meeting, value.ids))
    sentence = f"{value.label}: {of_value}. {WHAT_IT_DID}"
    return Listed(f"Meetings: {value.label}", sentence, meeting_rows(guide, value.ids))


def _page(guide: Dataset, meeting: Meeting) -> MeetingPage:
    title = guide.title_of_meeting(meeting)
    sentence = _answer(meeting, guide.standings.as_at)
    return MeetingPage(
        address=guide.address(meeting.id),
        title=title,
        description=f"{title}: {sentence}",
        breadcrumbs=(LIST,),
        section="meetings",
        structured=_event(guide, meeting),
        provenance=provenance_shown(guide, meeting.id),
        findable=findable(
            guide,
            MEETING,
            meeting.id,
            meeting.date,
            (standing.id for standing in guide.dealt_with.get(meeting.id, ())),
        ),
        answer=sentence,
        notices=tuple(_notices(meeting)),
        facts=_facts(guide, meeting),
        present=_people(meeting.present),
        apologies=_people(meeting.apologies),
        prose=meeting.prose,
        items=tuple(_item(guide, meeting, item) for item in meeting.items),
        has_motions=any(item.motions for item in meeting.items),
        movements=tuple(_movements(guide, meeting)),
        made=recommendation_rows(guide, guide.register.made_by.get(meeting.id, ())),
        language=meeting.language,
        briefing=briefing_link(guide, meeting.body) if is_to_come(guide, meeting) else None,
        sources=meeting.sources,
    )


def _event(guide: Dataset, meeting: Meeting) -> tuple[dict[str, Any], ...]:
    if not meeting.date.is_day or meeting.state == "unknown":
        return ()
    body, title = guide.title(meeting.body), guide.title_of_meeting(meeting)
    return (event(title, body, meeting.date.text, meeting.state == "cancelled"),)


def _answer(meeting: Meeting, as_at: date) -> str:
    outcomes = sum(len(item.outcomes) for item in meeting.items)
    promised = sum(
        len(item.actions) + sum(len(one.actions) for one in item.outcomes) for item in meeting.items
    )
    match meeting.state:
        case "held":
            recorded = f"{count(outcomes, 'outcome')} and {count(promised, 'action')} recorded"
            return f"Held {on_day(meeting.date)}: {recorded}."
        case "scheduled" if meeting.date.is_past(as_at):
            return f"It was planned for {in_words(meeting.date)}. Whether it was held is not recorded here."
        case "scheduled":
            return f"Planned for {in_words(meeting.date)}."
        case "cancelled":
            return f"It was to be held {on_day(meeting.date)}, and was cancelled."
        case "unknown":
            return "Only papers for this meeting are known; what it decided is not."


def _notices(meeting: Meeting) -> Iterator[str]:
    if meeting.minutes == "draft":
        yield "This rests on draft minutes, which may still change."
    if meeting.covers == "part":
        yield "This record covers only part of the meeting: what it does not mention may still have been dealt with."


def _facts(guide: Dataset, meeting: Meeting) -> tuple[Fact, ...]:
    authority = meeting.body.split("/")[0]
    return (
        Fact("Body", (guide.link(meeting.body),)),
        Fact("Council", (guide.link(authority),)),
        Fact("Date", date=meeting.date),
        *fact("Kind", _KINDS.get(meeting.kind)),
        *fact("State", meeting_state(meeting, guide.standings.as_at)),
        *fact("Minutes", MINUTES[meeting.minutes] if meeting.state == "held" else None),
        *((Fact("Record published", date=meeting.published),) if meeting.published else ()),
    )


def _people(people: Iterable[Attendee]) -> tuple[PersonShown, ...]:
    return tuple(PersonShown(one.name or one.role or "", one.role if one.name else None) for one in people)


def _item(guide: Dataset, meeting: Meeting, item: Item) -> ItemShown:
    return ItemShown(
        title=item.title,
        key=item.key,
        number=item.number,
        remarks=tuple(_remarks(item)),
        about=guide.links(item.about),
        summary=item.summary,
        points=tuple(PointShown(guide.links(point.about), point.text) for point in item.points),
        motions=tuple(motion_shown(motion) for motion in item.motions),
        outcomes=tuple(_outcome(guide, meeting, item, outcome) for outcome in item.outcomes),
        actions=action_rows(guide, (f"{meeting.id}/{action.key}" for action in item.actions)),
        progress=progress_shown(guide, item.progress),
        responses=responses_given(guide, item.responses),
        figures=figures_shown(guide, item.figures),
        sources=item.sources,
    )


def _remarks(item: Item) -> Iterator[str]:
    for words in (_ACCESS.get(item.access), _TAKEN_AS.get(item.taken_as), _RECORD.get(item.record)):
        if words:
            yield words
    if item.decision:
        if item.decision.reference:
            yield f"Decision reference: {item.decision.reference}"
        if item.decision.key is not None:
            yield "A key decision" if item.decision.key else "Not a key decision"
        if item.decision.call_in:
            yield _CALL_IN[item.decision.call_in]


def _outcome(guide: Dataset, meeting: Meeting, item: Item, outcome: Outcome) -> OutcomeShown:
    about = item.subjects_of(outcome)
    return OutcomeShown(
        label=outcome.label,
        verb=VERBS[outcome.verb],
        text=outcome.text,
        about=guide.links(outcome.about),
        to=outcome.to,
        until=outcome.until,
        reason=outcome.reason,
        parts=tuple((limb.label, limb.text) for limb in outcome.parts),
        of=guide.link(outcome.of) if outcome.of else None,
        makes=guide.links(outcome.makes),
        progress=progress_shown(guide, outcome.progress),
        responses=responses_given(guide, outcome.responses),
        actions=action_rows(guide, (f"{meeting.id}/{action.key}" for action in outcome.actions)),
        meets=deadlines_met(guide, meeting.id, outcome.meets, about),
    )


def _movements(guide: Dataset, meeting: Meeting) -> Iterator[Movement]:
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


def _movement(guide: Dataset, meeting: Meeting, standing: Standing) -> Movement:
    day = guide.register.days[meeting.id]
    after = at_day(standing.steps, day)
    # On a day that partial dates share, another record may have moved it.
    moved = after.day == day and meeting.id in (after.record, after.assured_in)
    # Not the day before: the first of all days, where undated records sort, has none.
    earlier = (step for step in reversed(standing.steps) if step.day < day)
    before = next(earlier, START) if moved else after
    moved = moved and (before.status, before.assurance) != (after.status, after.assurance)
    due = tuple(_due_moved(meeting.id, standing))
    return Movement(guide.link(standing.id), chip(before), chip(after), moved, due)


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
