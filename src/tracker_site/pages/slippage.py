"""Slippage: the due dates that moved, who moved them and why, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.accounted import SLIPPAGE, slippage_in_words
from tracker_site.pages.by_council import ListOfCouncil, lists_by_council
from tracker_site.pages.facets import FacetGroup
from tracker_site.pages.page import Chip, Page, chip
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import count
from tracker_site.phrases import slip_in_words
from tracker_site.source.markup import Prose
from tracker_site.status.history import Step
from tracker_site.status.slippage import Slip, Slippage

ROWS = 20
"""Each row tells every move, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True)
class SlipShown:
    """One move of a due date."""

    before: PartialDate
    after: PartialDate
    words: str
    moved_in: Link | None
    reason: Prose | None


@dataclass(frozen=True, slots=True)
class SlippageRow:
    """Something whose due date moved."""

    link: Link
    authority: str
    owner: str | None
    chip: Chip
    is_open: bool
    first: PartialDate
    now: PartialDate
    total: str
    has_slipped: bool
    slips: tuple[SlipShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlippagePage(Page):
    """The due dates that moved."""

    template: ClassVar[str] = "slippage.html"

    answer: str
    councils: FacetGroup | None
    """The councils that it can be narrowed to."""
    unmoved: tuple[Link, ...]
    """How many actions and recommendations are past their date without any record that moved it, and where they are."""
    rows: tuple[SlippageRow, ...]
    pagination: Pagination


def plan_slippage(guide: Guide) -> Iterator[Page]:
    """Yield the list of due dates that moved."""
    dated, moved = guide.accounts.dated, guide.accounts.slippages
    for listed in lists_by_council(guide, "slippage/", dated, str, moved.__contains__):
        yield from _pages(guide, listed)


def _pages(guide: Guide, listed: ListOfCouncil[str]) -> Iterator[Page]:
    """Yield the pages of a list; what stands in it is all that ever had a date, and those that moved are shown."""
    dated = frozenset(listed.things)
    slippages = tuple(one for one in guide.accounts.slippages.values() if one.id in dated)
    unmoved = tuple(_unmoved(guide, dated))
    sentence = slippage_in_words(slippages, len(dated))
    for page in pages_of(slippages, listed.address, ROWS):
        yield SlippagePage(
            address=page.address,
            title=f"Slippage{listed.title}{page.pagination.title}",
            description=sentence,
            breadcrumbs=(SLIPPAGE,) if page.address != SLIPPAGE.address else (),
            section="actions",
            answer=sentence,
            councils=listed.councils,
            unmoved=unmoved,
            rows=tuple(_row(guide, one) for one in page.rows),
            pagination=page.pagination,
        )


def _unmoved(guide: Guide, dated: frozenset[str]) -> Iterator[Link]:
    """Yield how much is late though no record moved its date, nor that of a part that is late; of what has a date."""
    standings, moved = guide.standings, guide.accounts.slippages
    actions = sum(one.late and id not in moved for id, one in standings.actions.items() if id in dated)
    recommendations = sum(
        one.late
        and not any(f"{id}/{part.key}" in moved for part in one.parts if part.late)
        and id not in moved
        for id, one in standings.recommendations.items()
        if not dated.isdisjoint((id, *(f"{id}/{part.key}" for part in one.parts)))
    )
    if actions:
        yield Link(count(actions, "action"), "actions/late/")
    if recommendations:
        yield Link(count(recommendations, "recommendation"), "recommendations/late/")


def _row(guide: Guide, slippage: Slippage) -> SlippageRow:
    id = slippage.id
    action = guide.register.actions.get(id)
    owner = action.owner if action else guide.recommendation(id.split("/")[0]).addressed_to
    return SlippageRow(
        link=guide.link(id),
        authority=guide.title(authority) if (authority := guide.authority_of(id)) else "",
        owner=owner,
        chip=chip(_step(guide, id)),
        is_open=_step(guide, id).status.is_open,
        first=slippage.total.before,
        now=slippage.total.after,
        total=slip_in_words(slippage.total),
        has_slipped=slippage.has_slipped,
        slips=tuple(_slip(guide, slip) for slip in slippage.slips),
    )


def _step(guide: Guide, id: str) -> Step:
    """Return where a recommendation, a part of one or an action stands."""
    standings = guide.standings
    if id in standings.actions:
        return standings.actions[id].step
    record, _, key = id.partition("/")
    of_part = (part.step for part in standings.recommendations[record].parts if part.key == key)
    return next(of_part, standings.recommendations[record].step)


def _slip(guide: Guide, slip: Slip) -> SlipShown:
    return SlipShown(
        slip.before,
        slip.after,
        slip_in_words(slip),
        guide.link(slip.record) if slip.record else None,
        slip.reason,
    )
