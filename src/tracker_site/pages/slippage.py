"""Slippage: the due dates that moved, who moved them and why, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Part, Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import count
from tracker_site.pages.accounted import AccountPage
from tracker_site.pages.facets import ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.phrases import counted_recommendations
from tracker_site.status.due import MoveCount, count_moves

LIST = page_link("Slippage", "slippage/")

ROWS = 20
"""Each row tells every move, and a full page is to stay light on a phone."""

SlippageRow = tuple[Ref, Recommendation | Action, Recommendation | Action | Part]
"""Something whose due date moved: the reference to it, the recommendation or action, and that or a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlippagePage(AccountPage):
    """The due dates that moved."""

    template: ClassVar[str] = "slippage.html"

    count: MoveCount
    unmoved: tuple[Ref, ...]
    """How many actions and recommendations are past their date without any record that moved it, and where they are."""
    rows: tuple[SlippageRow, ...]


def plan_slippage(dataset: Dataset) -> Iterator[Page]:
    """Yield the list of due dates that moved."""
    dated, moved = dataset.accounts.dated, dataset.accounts.slippages
    for listed in lists_by_council(dataset, "slippage/", dated, str, moved.__contains__):
        yield from _pages(dataset, listed)


def _pages(dataset: Dataset, listed: ListOfCouncil[str]) -> Iterator[Page]:
    """Yield the pages of a list; what stands in it is all that ever had a date, and those that moved are shown."""
    dated = frozenset(listed.entries)
    moved = tuple(one for one in dataset.accounts.slippages.values() if one.id in dated)
    unmoved = tuple(_unmoved(dataset, dated))
    for page in pages_of(moved, listed.address, ROWS):
        yield SlippagePage(
            **page.fields(LIST, title=f"{LIST.text}{listed.title}"),
            councils=listed.councils,
            section="actions",
            count=count_moves(moved, len(dated)),
            unmoved=unmoved,
            rows=tuple(_row(dataset, one.id) for one in page.rows),
        )


def _unmoved(dataset: Dataset, dated: frozenset[str]) -> Iterator[Ref]:
    """Yield how much is late though no record moved its date, nor that of a part that is late; of what has a date."""
    late = [one for one in map(dataset.followed, {_whole(dataset, id) for id in dated}) if _is_unmoved(one)]
    recommendations = [one for one in late if isinstance(one, Recommendation)]
    if actions := len(late) - len(recommendations):
        yield page_link(count(actions, "action"), "actions/late/")
    if recommendations:
        yield page_link(counted_recommendations(recommendations), "recommendations/late/")


def _is_unmoved(one: Recommendation | Action) -> bool:
    parts = one.parts if isinstance(one, Recommendation) else ()
    return one.late and not one.slippage and not any(part.late and part.slippage for part in parts)


def _whole(dataset: Dataset, id: str) -> str:
    """Return the id of the recommendation that a part belongs to; of anything else its own."""
    return id if id in dataset.actions else id.partition("/")[0]


def _row(dataset: Dataset, id: str) -> SlippageRow:
    whole = dataset.followed(_whole(dataset, id))
    parts = whole.parts if isinstance(whole, Recommendation) else ()
    part = next((part for part in parts if f"{whole.id}/{part.key}" == id), None)
    return dataset.ref(id), whole, part or whole
