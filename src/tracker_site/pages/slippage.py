"""Slippage: the due dates that moved, who moved them and why, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Part, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.labels import count
from tracker_site.pages.accounted import SLIPPAGE, slippage_in_words
from tracker_site.pages.facets import Facet, ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.due import MovedDates

ROWS = 20
"""Each row tells every move, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True)
class SlippageRow:
    """Something whose due date moved: a recommendation or an action, or a part of a recommendation."""

    link: Ref
    whole: Recommendation | Action
    entity: Recommendation | Action | Part
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlippagePage(Page):
    """The due dates that moved."""

    template: ClassVar[str] = "slippage.html"

    answer: str
    councils: Facet | None
    """The councils that it can be narrowed to."""
    unmoved: tuple[Link, ...]
    """How many actions and recommendations are past their date without any record that moved it, and where they are."""
    rows: tuple[SlippageRow, ...]
    pagination: Pagination


def plan_slippage(guide: Dataset) -> Iterator[Page]:
    """Yield the list of due dates that moved."""
    dated, moved = guide.accounts.dated, guide.accounts.slippages
    for listed in lists_by_council(guide, "slippage/", dated, str, moved.__contains__):
        yield from _pages(guide, listed)


def _pages(guide: Dataset, listed: ListOfCouncil[str]) -> Iterator[Page]:
    """Yield the pages of a list; what stands in it is all that ever had a date, and those that moved are shown."""
    dated = frozenset(listed.entries)
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


def _unmoved(guide: Dataset, dated: frozenset[str]) -> Iterator[Link]:
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


def _row(guide: Dataset, slippage: MovedDates) -> SlippageRow:
    id, _, key = slippage.id.partition("/")
    whole = guide.followed(slippage.id if slippage.id in guide.actions else id)
    part = next((part for part in getattr(whole, "parts", ()) if part.key == key), None)
    owner = whole.owner if isinstance(whole, Action) else whole.addressed_to
    return SlippageRow(guide.ref(slippage.id), whole, part or whole, owner)
