"""Inspections and inquiries: what was found, and the table of recommendations by meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Inquiry, Inspection, Meeting, Plan, Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import RESPONSES, capital, count, listing
from tracker_site.pages.by_meetings import ByMeetings, by_meetings
from tracker_site.pages.charts import tally
from tracker_site.pages.figures import MeasureRow, measures_naming
from tracker_site.pages.page import Page, later_pages, recommendation_rows
from tracker_site.pages.pagination import PagedList, pages_of_list
from tracker_site.pages.planned import Later
from tracker_site.pages.rows import meeting_rows
from tracker_site.pages.said import ResponseRecorded, responses_recorded
from tracker_site.pages.search import INQUIRY, INSPECTION, entity_fields
from tracker_site.phrases import words_by_speaker

INSPECTIONS = page_link("Inspections", "inspections/")
INQUIRIES = page_link("Inquiries", "inquiries/")

Origin = Inspection | Inquiry


OriginRow = tuple[Origin, tuple[Recommendation, ...]]
"""An inspection or inquiry in a list, with those of its recommendations that are seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsPage(PagedList[OriginRow]):
    """All inspections, or all inquiries, in a list."""

    template: ClassVar[str] = "origins.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPage(Page):
    """One inspection or inquiry: what it found, and the recommendations by meetings."""

    template: ClassVar[str] = "origin.html"

    origin: Origin
    carried_out: tuple[tuple[Plan, str], ...]
    """How far the actions of each plan have come, or the pieces of work of each list."""
    answers: tuple[str, ...]
    """What was answered to it as a whole."""
    rows: tuple[Recommendation, ...]
    by_meetings: ByMeetings
    responses: tuple[ResponseRecorded, ...]
    plans: tuple[Plan, ...]
    """Those that answer it, and the lists of work that was reported about it."""
    meetings: tuple[Meeting, ...]
    coming: tuple[Meeting, ...]
    """The meetings that are planned to deal with it."""
    measures: tuple[MeasureRow, ...]
    """The figures that name it, each with its last value."""
    followed_by: tuple[Ref, ...]


def plan_origins(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each inspection and of each inquiry."""
    return later_pages(guide, (*guide.records["inspections"], *guide.records["inquiries"]), _page)


def plan_lists_of_origins(guide: Dataset) -> Iterator[Page]:
    """Yield the lists of inspections and of inquiries."""
    yield from _list(guide, INSPECTIONS, "inspection", guide.of_kind(Inspection))
    yield from _list(guide, INQUIRIES, "inquiry", guide.of_kind(Inquiry))


def origin_rows(guide: Dataset, origins: Iterable[Origin]) -> tuple[OriginRow, ...]:
    """Return inspections or inquiries for a list, newest first."""
    newest = sorted(origins, key=lambda one: guide.register.order(one.id), reverse=True)
    return tuple((one, _rows(guide, one)) for one in newest)


def _list(guide: Dataset, home: Ref, noun: str, origins: Sequence[Origin]) -> Iterator[OriginsPage]:
    counted = capital(count(len(origins), noun, home.text.lower()))
    description = f"{counted}, newest first, with what became of the recommendations."
    yield from pages_of_list(OriginsPage, origin_rows(guide, origins), home, description, home.text.lower())


def _page(guide: Dataset, id: str) -> OriginPage:
    is_inspection = id in guide.records["inspections"]
    origin: Origin = guide.record(Inspection, id) if is_inspection else guide.record(Inquiry, id)
    made = sorted(_rows(guide, origin), key=_by_number)
    ids = tuple(one.id for one in made)
    kind, home = (INSPECTION, INSPECTIONS) if is_inspection else (INQUIRY, INQUIRIES)
    plans = tuple(plan for plan in guide.of_kind(Plan) if id in plan.answers)
    dealt_with, planned = _meetings_about(guide, origin)
    return OriginPage(
        **entity_fields(guide, kind, id, origin.title, (home,), origin.happened, ids),
        origin=origin,
        carried_out=tuple(_carried_out(guide, plans)),
        answers=_answers_to_whole(guide, id),
        rows=recommendation_rows(guide, ids),
        by_meetings=by_meetings(guide, made),
        responses=responses_recorded(guide, (id, *ids)),
        plans=plans,
        meetings=meeting_rows(guide, dealt_with),
        coming=meeting_rows(guide, planned),
        measures=measures_naming(guide, id),
        followed_by=tuple(later.link for later in guide.of_kind(Inspection) if id in later.follows),
    )


def _carried_out(guide: Dataset, plans: Iterable[Plan]) -> Iterator[tuple[Plan, str]]:
    """Yield how far what each plan holds has come, which the recommendations alone do not show."""
    for plan in plans:
        actions = [guide.actions[one] for one in guide.register.actions_in.get(plan.id, ())]
        is_reported = plan.kind == "reported"
        nouns = ("piece of work", "pieces of work") if is_reported else ("action", "actions")
        if actions:
            yield plan, f"{count(len(actions), *nouns)}: {_done(actions)}"


def _done(actions: Sequence[Action]) -> str:
    """Return where actions stand, and whose word it is that some are closed."""
    by = words_by_speaker(one for one in actions if one.done)
    said = f" (of what is closed, {listing(by)})" if by else ""
    return f"{tally(one.counted_as for one in actions)}{said}"


def _answers_to_whole(guide: Dataset, id: str) -> tuple[str, ...]:
    responses = (one.response for _, one in guide.answers_to.get(id, ()))
    return tuple(sorted({RESPONSES[one.response] for one in responses if one.standing == "given"}))


def _rows(guide: Dataset, origin: Origin) -> tuple[Recommendation, ...]:
    return tuple(map(guide.recommendations.__getitem__, origin.recommendations))


def _by_number(one: Recommendation) -> tuple[int, str, str]:
    return len(one.number or ""), one.number or "", one.id


def _meetings_about(guide: Dataset, origin: Origin) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the meetings that dealt with it, as its table has them, and those that are planned to."""
    made = (origin.id, *guide.register.made_by.get(origin.id, ()))
    named = [meeting for one in made for meeting in guide.meetings_about.get(one, ())]
    in_order = sorted(_rows(guide, origin), key=_by_number)
    considered = [str(cell.meeting) for one in in_order for cell in one.meetings if cell.considered]
    states = {id: guide.meeting(id).state for id in (*named, *considered)}
    return (
        tuple(id for id, state in states.items() if state in ("held", "unknown")),
        tuple(id for id, state in states.items() if state == "scheduled"),
    )
