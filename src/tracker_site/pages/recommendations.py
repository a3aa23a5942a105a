"""The list of recommendations, and the page of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.accounted import AccountLine, lines_of, shown_in_lines, sign_off_in_words
from tracker_site.pages.as_it_was import AsItWas, as_it_was
from tracker_site.pages.clocks import ClockShown, clocks_shown
from tracker_site.pages.facets import Facet, FacetValue, claim
from tracker_site.pages.findable import RECOMMENDATION, findable
from tracker_site.pages.listings import Listed, Listing, ListShown, pages_of_lists
from tracker_site.pages.page import (
    ActionRow,
    Chip,
    Fact,
    Mark,
    Page,
    RecommendationRow,
    SourceShown,
    action_rows,
    chip,
    dated,
    fact,
    file_at,
    marks_of,
    recommendation_rows,
    sources_shown,
)
from tracker_site.pages.planned import Later
from tracker_site.pages.provenance import change_of_standing, provenance_shown
from tracker_site.pages.said import ResponseRecorded, responses_recorded
from tracker_site.pages.timeline import TimelineEntry, entries_shown
from tracker_site.pages.words import RESPONSES, WORDINGS, WORDINGS_WITHOUT_SOURCE, answer, count
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.register.natures import nature_of
from tracker_site.source.markup import Prose
from tracker_site.status.standing import DueDate, PartStanding, RecommendationStanding

LIST = Link("Recommendations", "recommendations/")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsPage(Page):
    """Recommendations in a list: all of them, or those of one facet."""

    template: ClassVar[str] = "recommendations.html"

    answer: str
    caption: str
    rows: tuple[RecommendationRow, ...]
    listed: ListShown


@dataclass(frozen=True, slots=True)
class PartShown:
    """A limb of a recommendation and where it stands."""

    key: str
    text: Prose
    chip: Chip
    response: str | None
    proposed: str | None
    """The answer that was only proposed, where none was given."""
    due_dates: tuple[DueShown, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class DueShown:
    """A due date, with the record that set it and the reason given."""

    date: PartialDate
    set_in: Link | None
    reason: Prose | None


@dataclass(frozen=True, slots=True)
class MeetingCell:
    """A meeting in the row of a recommendation: `considered` is None where that is not known."""

    meeting: Link
    date: PartialDate
    considered: bool | None
    chip_key: str
    chip_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage(Page):
    """One recommendation: where it stands, who says so, and all that led there."""

    template: ClassVar[str] = "recommendation.html"

    answer: str
    chip: Chip
    marks: tuple[Mark, ...]
    accounts: tuple[AccountLine, ...]
    wording: str
    is_inferred: bool
    prose: Prose
    facts: tuple[Fact, ...]
    response: str | None
    plans: tuple[Link, ...]
    """The action plans that answer it."""
    responses: tuple[ResponseRecorded, ...]
    due_dates: tuple[DueShown, ...]
    parts: tuple[PartShown, ...]
    actions: tuple[ActionRow, ...]
    """Those that answer it."""
    reported: tuple[ActionRow, ...]
    """Work that was only reported about it."""
    row: tuple[MeetingCell, ...]
    timeline: tuple[TimelineEntry, ...]
    as_it_was: tuple[AsItWas, ...]
    issued: PartialDate
    issued_in: Link
    repeats: tuple[Link, ...]
    repeated_by: tuple[Link, ...]
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    clocks: tuple[ClockShown, ...]
    sources: tuple[SourceShown, ...]


def plan_recommendations(guide: Guide) -> Iterator[Later[Page]]:
    """Yield the page of each recommendation."""
    lineage = _Lineage(guide)
    for id in guide.standings.recommendations:
        yield Later(file_at(guide.address(id)), partial(_page, guide, id, lineage))


def plan_lists_of_recommendations(guide: Guide, listing: Listing) -> Iterator[Page]:
    """Yield the list of recommendations, and its facets."""
    everything = recommendation_rows(guide, guide.standings.recommendations)
    whole = Listed(
        "Recommendations", f"{_counted(everything)}, with the status of each and who says so.", everything
    )
    for page in pages_of_lists(listing, LIST, whole, partial(_narrowed, guide)):
        yield RecommendationsPage(
            address=page.address,
            title=page.title,
            description=page.of.sentence,
            breadcrumbs=page.breadcrumbs,
            section="recommendations",
            answer=page.of.sentence,
            caption=f"{page.of.title}, late ones first, closed ones last",
            rows=page.rows,
            listed=page.listed,
        )


def _narrowed(guide: Guide, facet: Facet, value: FacetValue) -> Listed[RecommendationRow]:
    rows = recommendation_rows(guide, value.ids)
    title = f"Recommendations: {value.label[0].lower()}{value.label[1:]}"
    return Listed(title, f"{_counted(rows)}: {claim(facet, value)}.", rows)


def _counted(rows: tuple[RecommendationRow, ...]) -> str:
    return count(len(rows), "recommendation").capitalize()


def _page(guide: Guide, id: str, lineage: _Lineage) -> RecommendationPage:
    recommendation, standing = guide.recommendation(id), guide.standings.recommendations[id]
    said = answer(guide.register, standing.step, recommendation, sign_off_in_words(guide, standing))
    sentence = " ".join((said, *_limbs(standing)))
    reported = [one for one in standing.actions if nature_of(guide.register, one) == "reported"]
    return RecommendationPage(
        address=guide.address(recommendation.id),
        title=recommendation.title,
        description=f"{recommendation.title}: {sentence}",
        breadcrumbs=(LIST,),
        section="recommendations",
        provenance=provenance_shown(guide, recommendation.id),
        last_changed=change_of_standing(
            guide, standing, _also_shown(guide, recommendation, standing, lineage)
        ),
        findable=findable(
            guide, RECOMMENDATION, recommendation.id, standing.issued, (recommendation.id,), standing
        ),
        answer=sentence,
        chip=chip(standing.step),
        marks=marks_of(standing),
        accounts=lines_of(guide, recommendation.id),
        wording=(WORDINGS if recommendation.sources else WORDINGS_WITHOUT_SOURCE)[recommendation.wording],
        is_inferred=recommendation.wording == "inferred",
        prose=recommendation.prose,
        facts=_facts(guide, recommendation, standing),
        response=RESPONSES[standing.response] if standing.response else None,
        plans=guide.links(guide.accounts.plans_answering.get(recommendation.id, ())),
        responses=responses_recorded(guide, (recommendation.id, recommendation.origin)),
        due_dates=due_shown(guide, standing.due_dates),
        parts=tuple(
            _part(guide, recommendation.id, part, of_part)
            for part, of_part in zip(recommendation.parts, standing.parts, strict=True)
        ),
        actions=action_rows(guide, (one for one in standing.actions if one not in reported)),
        reported=action_rows(guide, reported),
        row=tuple(
            MeetingCell(
                guide.link(cell.meeting),
                cell.date,
                cell.considered,
                cell.status.common.key,
                cell.status.label,
            )
            for cell in reversed(standing.row)
        ),
        timeline=entries_shown(guide, recommendation.id, standing.timeline),
        as_it_was=as_it_was(guide, standing),
        issued=standing.issued,
        issued_in=guide.link(recommendation.origin),
        repeats=guide.links(recommendation.repeats),
        repeated_by=lineage.repeated_by(recommendation.id),
        supersedes=guide.links(recommendation.supersedes),
        superseded_by=lineage.superseded_by(recommendation.id),
        clocks=clocks_shown(guide, recommendation.id),
        sources=sources_shown(recommendation.sources),
    )


def _limbs(standing: RecommendationStanding) -> Iterator[str]:
    """Yield where each part stands, unless all stand alike."""
    if len({(part.step.status, part.step.assurance) for part in standing.parts}) > 1:
        words = "; ".join(f"part {part.key}: {part.step.status.label}" for part in standing.parts)
        yield f"{words[0].upper()}{words[1:]}."


def _facts(
    guide: Guide, recommendation: Recommendation, standing: RecommendationStanding
) -> tuple[Fact, ...]:
    authority = guide.authority_of(recommendation.id)
    news = standing.last_news
    numbered = f" (numbered by {_numbered_by(recommendation)})" if recommendation.numbered_by else ""
    return (
        Fact("From", (guide.link(recommendation.origin),)),
        *((Fact("Council", (guide.link(authority),)),) if authority else ()),
        *fact("Number", recommendation.number and f"{recommendation.number}{numbered}"),
        *fact("Council’s reference", recommendation.reference),
        *fact("Addressed to", recommendation.addressed_to),
        Fact("Issued", date=standing.issued),
        *(
            (Fact("Themes", tuple(guide.theme_link(key) for key in recommendation.themes)),)
            if recommendation.themes
            else ()
        ),
        *(
            (Fact("Last news", (link := guide.link(news.record),), dated(link, news.date)),)
            if news
            else fact("Last news", "None since it was issued")
        ),
    )


def _also_shown(
    guide: Guide, recommendation: Recommendation, standing: RecommendationStanding, lineage: _Lineage
) -> Iterator[str]:
    """Yield what the page shows beside what was said of the recommendation."""
    yield from (recommendation.origin, *recommendation.repeats, *recommendation.supersedes)
    yield from (cell.meeting for cell in standing.row)
    yield from guide.accounts.plans_answering.get(recommendation.id, ())
    for address in standing.actions:
        yield address
        yield from (entry.record for entry in guide.standings.actions[address].timeline)
    yield from lineage.later(recommendation.id)
    yield from shown_in_lines(guide, recommendation.id)


def _numbered_by(recommendation: Recommendation) -> str:
    return {"inspectorate": "the inspectorate", "council": "the council", "tracker": "this tracker"}[
        recommendation.numbered_by or "tracker"
    ]


def _part(guide: Guide, id: str, part: Part, standing: PartStanding) -> PartShown:
    return PartShown(
        part.key,
        part.text,
        chip(standing.step),
        RESPONSES[standing.response] if standing.response else None,
        _proposed(guide, id, part) if standing.response is None else None,
        due_shown(guide, standing.due_dates),
        standing.late,
    )


def _proposed(guide: Guide, id: str, part: Part) -> str | None:
    """Return the last answer to a part that was only proposed."""
    answers = (
        answer.response
        for _, answer in guide.answers_to.get(id, ())
        if answer.response.to == f"{id}/{part.key}"
    )
    proposed = [RESPONSES[one.response] for one in answers if one.standing == "proposed"]
    return proposed[-1] if proposed else None


def due_shown(guide: Guide, dates: tuple[DueDate, ...]) -> tuple[DueShown, ...]:
    """Return the due dates for a reader, the present one first."""
    return tuple(
        DueShown(due.date, guide.link(due.record) if due.record else None, due.reason)
        for due in reversed(dates)
    )


class _Lineage:
    """Which later recommendations repeat or supersede each."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._repeated: dict[str, list[str]] = {}
        self._superseded: dict[str, list[str]] = {}
        seen = guide.standings.recommendations
        for later in (one for one in guide.register.related if one.id in seen):
            for id in later.repeats:
                self._repeated.setdefault(id, []).append(later.id)
            for id in later.supersedes:
                self._superseded.setdefault(id, []).append(later.id)

    def later(self, id: str) -> tuple[str, ...]:
        return (*self._repeated.get(id, ()), *self._superseded.get(id, ()))

    def repeated_by(self, id: str) -> tuple[Link, ...]:
        return self._links(self._repeated.get(id, ()))

    def superseded_by(self, id: str) -> tuple[Link, ...]:
        return self._links(self._superseded.get(id, ()))

    def _links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        guide = self._guide
        return guide.links(tuple(sorted(ids, key=lambda id: guide.list_order(guide.recommendation(id)))))
