"""Inspections and inquiries: what was found, and the table of recommendations by meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dates import PartialDate
from tracker_site.pages.by_meetings import ByMeetings, by_meetings
from tracker_site.pages.charts import Segment, bar_of
from tracker_site.pages.clocks import ClockShown, clocks_shown
from tracker_site.pages.findable import INQUIRY, INSPECTION, findable
from tracker_site.pages.page import (
    Fact,
    MeetingRow,
    Page,
    fact,
    file_at,
    recommendation_rows,
)
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.rows import meeting_rows, plans_apart
from tracker_site.pages.said import ResponseRecorded, responses_recorded
from tracker_site.pages.tally import tally
from tracker_site.pages.words import ASSURANCES, INSPECTION_KINDS, RESPONSES, count, listing
from tracker_site.records.base import Source
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.plan import Plan
from tracker_site.records.statuses import STEPS
from tracker_site.register.occasions import inspection_date
from tracker_site.register.order import stated_reports
from tracker_site.source.markup import Prose
from tracker_site.status.standing import ActionStanding


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An inspection or inquiry in a list."""

    link: Link
    authority: Link
    kind: str
    date: PartialDate
    recommendations: int
    made: int | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsPage(Page):
    """All inspections, or all inquiries, in a list."""

    template: ClassVar[str] = "origins.html"

    caption: str
    rows: tuple[OriginRow, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPage(Page):
    """One inspection or inquiry: what it found, and the recommendations by meetings."""

    template: ClassVar[str] = "origin.html"

    answer: str
    bar: tuple[Segment, ...]
    kind: str
    facts: tuple[Fact, ...]
    judgements: tuple[tuple[str, str], ...]
    prose: Prose
    made: int | None
    rows: tuple[Recommendation, ...]
    by_meetings: ByMeetings
    responses: tuple[ResponseRecorded, ...]
    plans: tuple[Link, ...]
    reported: tuple[Link, ...]
    """Lists of work that was only reported about it."""
    meetings: tuple[MeetingRow, ...]
    coming: tuple[MeetingRow, ...]
    """The meetings that are planned to deal with it."""
    clocks: tuple[ClockShown, ...]
    follows: tuple[Link, ...]
    followed_by: tuple[Link, ...]
    sources: tuple[Source, ...]


def plan_origins(guide: Dataset) -> Iterator[Later[Page]]:
    """Yield the page of each inspection and of each inquiry."""
    origins: tuple[Inspection | Inquiry, ...] = (
        *guide.seen_of_kind(Inspection),
        *guide.seen_of_kind(Inquiry),
    )
    for origin in origins:
        yield Later(file_at(guide.address(origin.id)), partial(_page, guide, origin))


def plan_lists_of_origins(guide: Dataset) -> Iterator[Page]:
    """Yield the lists of inspections and of inquiries."""
    yield from _list(guide, "inspections", "Inspections", guide.seen_of_kind(Inspection))
    yield from _list(guide, "inquiries", "Inquiries", guide.seen_of_kind(Inquiry))


def origin_rows(guide: Dataset, origins: tuple[Inspection | Inquiry, ...]) -> tuple[OriginRow, ...]:
    """Return inspections or inquiries for a list, newest first."""
    newest = sorted(origins, key=lambda one: (guide.register.days[one.id], one.id), reverse=True)
    return tuple(_row(guide, origin) for origin in newest)


def _list(
    guide: Dataset, address: str, title: str, origins: tuple[Inspection | Inquiry, ...]
) -> Iterator[OriginsPage]:
    noun = title[:-1].lower() if title.endswith("ns") else "inquiry"
    counted = count(len(origins), noun, title.lower())
    for page in pages_of(origin_rows(guide, origins), f"{address}/"):
        yield OriginsPage(
            address=page.address,
            title=f"{title}{page.pagination.title}",
            description=f"{counted.capitalize()}, newest first, with what became of the recommendations.",
            breadcrumbs=(Link(title, f"{address}/"),) if page.pagination.previous else (),
            section=address,
            caption=f"{title}, newest first",
            rows=page.rows,
            pagination=page.pagination,
        )


def _row(guide: Dataset, origin: Inspection | Inquiry) -> OriginRow:
    ids = _seen_made(guide, origin)
    return OriginRow(
        link=guide.link(origin.id),
        authority=guide.link(origin.authority),
        kind=_kind(origin),
        date=_date(origin),
        recommendations=len(ids),
        made=_made(origin),
        summary=tally(guide.standings.recommendations[id].status for id in ids),
    )


def _page(guide: Dataset, origin: Inspection | Inquiry) -> OriginPage:
    ids = _seen_made(guide, origin)
    rows = recommendation_rows(guide, ids)
    section = "inspections" if isinstance(origin, Inspection) else "inquiries"
    sentence = _answer(guide, origin, ids)
    plans, reported = plans_apart(guide, _plans(guide, origin))
    dealt_with, planned = _meetings_about(guide, origin)
    return OriginPage(
        address=guide.address(origin.id),
        title=origin.title,
        description=f"{origin.title}: {sentence}",
        breadcrumbs=(Link(section.capitalize(), f"{section}/"),),
        section=section,
        provenance=provenance_shown(guide, origin.id),
        findable=findable(
            guide,
            INSPECTION if isinstance(origin, Inspection) else INQUIRY,
            origin.id,
            _date(origin),
            ids,
        ),
        answer=sentence,
        bar=bar_of(guide.standings.recommendations[id].status for id in ids),
        kind=_kind(origin),
        facts=(*_also(guide, origin), *_facts(guide, origin)),
        judgements=tuple(origin.judgements.items()) if isinstance(origin, Inspection) else (),
        prose=origin.prose,
        made=_made(origin),
        rows=rows,
        by_meetings=by_meetings(guide, ids),
        responses=responses_recorded(guide, (origin.id, *ids)),
        plans=plans,
        reported=reported,
        meetings=meeting_rows(guide, dealt_with),
        coming=meeting_rows(guide, planned),
        clocks=clocks_shown(guide, origin.id),
        follows=guide.links(origin.follows) if isinstance(origin, Inspection) else (),
        followed_by=tuple(
            guide.link(later.id) for later in guide.seen_of_kind(Inspection) if origin.id in later.follows
        ),
        sources=origin.sources,
    )


def _answer(guide: Dataset, origin: Inspection | Inquiry, ids: tuple[str, ...]) -> str:
    made = _made(origin)
    if not ids:
        if made:
            return f"It made {count(made, 'recommendation')}; the sources of this tracker do not give them."
        # Only the number says that the sources give no more; without it, the records may just not be written yet.
        return "It made no recommendations." if made == 0 else "None of its recommendations is recorded here."
    known = count(len(ids), "recommendation")
    of = f"{known} of the {made} that it made" if made and made != len(ids) else known
    inferred = sum(guide.recommendation(id).wording == "inferred" for id in ids)
    note = f" ({'all' if inferred == len(ids) else inferred} inferred)" if inferred else ""
    summary = tally(guide.standings.recommendations[id].status for id in ids)
    if made is None and inferred == len(ids):
        subject = count(len(ids), "is inferred", "are inferred")
        return f"How many recommendations it made is not stated in the sources; {subject}: {summary}."
    return f"{of.capitalize()}{note}: {summary}."


def _also(guide: Dataset, origin: Inspection | Inquiry) -> Iterator[Fact]:
    """Yield what was answered and what was done of the plans, which the recommendations alone do not show."""
    for plan in _plans(guide, origin):
        actions = [guide.standings.actions[one] for one in guide.register.actions_in.get(plan.id, ())]
        if actions:
            is_reported = plan.kind == "reported"
            known = (
                count(len(actions), "piece of work", "pieces of work")
                if is_reported
                else count(len(actions), "action")
            )
            words = Link(f"{known}: {_done(actions)}", None)
            yield Fact("Reported work" if is_reported else "Action plan", (guide.link(plan.id), words))
    given = {
        RESPONSES[one.response.response]
        for _, one in guide.answers_to.get(origin.id, ())
        if one.response.standing == "given"
    }
    yield from fact("Response", *sorted(given))


def _done(actions: Sequence[ActionStanding]) -> str:
    """Return where actions stand, and whose word it is that some are closed."""
    steps = Counter(one.step.assurance for one in actions if one.is_done)
    by = [f"{steps[key]} {ASSURANCES[key].lower()}" for key in reversed(STEPS) if steps[key]]
    said = f" (of what is closed, {listing(by)})" if by else ""
    return f"{tally(one.status for one in actions)}{said}"


def _plans(guide: Dataset, origin: Inspection | Inquiry) -> tuple[Plan, ...]:
    return tuple(plan for plan in guide.seen_of_kind(Plan) if origin.id in plan.answers)


def _facts(guide: Dataset, origin: Inspection | Inquiry) -> tuple[Fact, ...]:
    council = Fact("Council", (guide.link(origin.authority),))
    if isinstance(origin, Inquiry):
        return (
            council,
            *((Fact("Held by", (guide.link(origin.body),)),) if origin.body else ()),
            *((Fact("Opened", date=origin.opened),) if origin.opened else ()),
            *(
                Fact(
                    f"{(report.stage or '').capitalize()} report".strip().capitalize(),
                    (Link(report.title, None),),
                    report.date,
                )
                for report in origin.reports
            ),
        )
    visit = origin.visited
    return (
        council,
        *fact("Inspectorate", *(origin.inspectorate or ("not stated in the sources",))),
        *fact("Framework", origin.framework),
        *((Fact("Visit began", date=visit.from_),) if visit and visit.from_ else ()),
        *((Fact("Visit ended", date=visit.to),) if visit and visit.to else ()),
        *((Fact("Report received", date=origin.received),) if origin.received else ()),
        *(
            (Fact("Report published", date=origin.published),)
            if origin.published
            else fact("Report published", "not stated in the sources")
        ),
        *fact(
            "Recommendations made",
            str(origin.recommendations_made) if origin.recommendations_made is not None else None,
        ),
    )


def _kind(origin: Inspection | Inquiry) -> str:
    return INSPECTION_KINDS[origin.kind] if isinstance(origin, Inspection) else "Scrutiny inquiry"


def _date(origin: Inspection | Inquiry) -> PartialDate:
    return inspection_date(origin) if isinstance(origin, Inspection) else stated_reports(origin)


def _made(origin: Inspection | Inquiry) -> int | None:
    return origin.recommendations_made if isinstance(origin, Inspection) else None


def _seen_made(guide: Dataset, origin: Inspection | Inquiry) -> tuple[str, ...]:
    """Return the ids of its recommendations that are seen, in the order of their numbers."""
    ids = (id for id in guide.register.made_by.get(origin.id, ()) if id in guide.standings.seen)
    return tuple(
        sorted(
            ids,
            key=lambda id: (
                len(guide.recommendation(id).number or ""),
                guide.recommendation(id).number or "",
                id,
            ),
        )
    )


def _meetings_about(guide: Dataset, origin: Inspection | Inquiry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the meetings that dealt with it, as its table has them, and those that are planned to."""
    made = (origin.id, *guide.register.made_by.get(origin.id, ()))
    named = [meeting for one in made for meeting in guide.meetings_about.get(one, ())]
    rows = [guide.standings.recommendations[id].row for id in _seen_made(guide, origin)]
    considered = [cell.meeting for row in rows for cell in row if cell.considered]
    states = {id: guide.meeting(id).state for id in (*named, *considered)}
    return (
        tuple(id for id, state in states.items() if state in ("held", "unknown")),
        tuple(id for id, state in states.items() if state == "scheduled"),
    )
