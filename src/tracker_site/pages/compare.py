"""The page that shows councils side by side: counts, by name, and why they are no ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.comparing import Compared
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, page_link
from tracker_site.labels import ASSURANCES, as_part_of, count, listing
from tracker_site.pages.charts import Segment, stretches
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Letters, Pagination, letters_of, pages_of
from tracker_site.records.statuses import STEPS

COMPARE = page_link("Councils side by side", "compare/")
COUNCILS_A_PAGE = 20
"""Each has two rows and a bar, and a page stays light on a phone."""

SEGMENTS = {
    "confirmed": "Completed, confirmed from outside",
    "signed-off": "Completed, signed off by scrutiny",
    "reported": "Completed, reported by the council",
    "none": "Completed, nobody named who says so",
    "closed-otherwise": "Closed in another way",
    "open": "Open",
}
"""The parts of a bar, in their order."""


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """A council among others."""

    council: Ref
    compared: Compared
    bar: tuple[Segment, ...]
    """As wide as its number, on one scale for all councils of the page."""

    @property
    def completed(self) -> tuple[int, str]:
        """How many recommendations are completed, and of how many of them who says so."""
        numbers, for_whole = self.compared.completed, self.compared.completed_for_whole
        said = [
            f"{number} {ASSURANCES[step].lower()}{part}"
            for step in reversed(STEPS)
            for number, part in (
                (numbers[step] - for_whole[step], ""),
                (for_whole[step], f", {as_part_of(())}"),
            )
            if number
        ]
        return sum(numbers.values()), listing(said) if said else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage(Page):
    """Councils side by side."""

    template: ClassVar[str] = "compare.html"

    rows: tuple[CouncilRow, ...]
    letters: Letters
    """Those of the list, with the ids of the rows of this page."""
    pagination: Pagination
    shows_other_trackers: bool

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The parts of the bars that are on the page, with their words."""
        shown = {segment.key for row in self.rows for segment in row.bar}
        return tuple((key, label) for key, label in SEGMENTS.items() if key in shown)


def plan_compare(guide: Guide, compared: Sequence[Compared]) -> Iterator[Page]:
    """Yield the pages that show councils side by side; one council alone has nothing beside it."""
    if len(compared) < 2:
        return
    widest = max(one.recommendations for one in compared) or 1
    counted = f"{count(len(compared), 'council')}, by name: what is recorded of each, and out of how many."
    pages = list(pages_of(compared, "compare/", COUNCILS_A_PAGE))
    addresses = [page.address for page in pages for _ in page.rows]
    letters = letters_of([one.name for one in compared], addresses, "council")
    for page in pages:
        yield ComparePage(
            address=page.address,
            title=f"{COMPARE.text}{page.pagination.title}",
            description=f"{counted} This is no ranking.",
            breadcrumbs=(page_link("Councils", "authorities/"),),
            section="authorities",
            rows=tuple(_row(guide, one, widest) for one in page.rows),
            letters=Letters(letters.links, letters.ids[page.pagination.first - 1 : page.pagination.last]),
            pagination=page.pagination,
            shows_other_trackers=any(one.tracker for one in compared),
        )


def _row(guide: Guide, one: Compared, widest: int) -> CouncilRow:
    council = page_link(one.name, None) if one.tracker else guide.ref(one.id)
    numbers: dict[str, int] = {**one.completed, "closed-otherwise": one.closed_otherwise, "open": one.open}
    parts = ((key, label, numbers[key]) for key, label in SEGMENTS.items() if numbers[key])
    return CouncilRow(council, one, stretches(parts, widest))
