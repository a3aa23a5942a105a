"""Lineage: the concerns that were raised again and again, and the inspections that look back on earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Inspection, Recommendation
from tracker_site.dataset.model import Ref, page_link, resolve_references
from tracker_site.labels import capital, count
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.lineage import LookBack, Raised, Thread

THREADS_A_PAGE = 10
"""A thread has several rows, so fewer of them fill a page."""

LIST = page_link("Lineage", "lineage/")
LOOKING_BACK = page_link("Inspections that look back", "lineage/looking-back/")

ThreadShown = tuple[Thread, tuple[tuple[Recommendation, Raised], ...]]
"""A concern, and each recommendation that raised it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage(Page):
    """The concerns that were raised more than once."""

    template: ClassVar[str] = "lineage.html"

    description: str = ""
    most_raised: Thread | None
    """The concern that was raised most often."""
    looking_back: Ref
    threads: tuple[ThreadShown, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class LookbackPage(Page):
    """The inspections that look back on earlier ones."""

    template: ClassVar[str] = "lookback.html"

    rows: tuple[tuple[Inspection, LookBack], ...]
    pagination: Pagination


def plan_lineage(dataset: Dataset) -> Iterator[Page]:
    """Yield the list of threads, and that of the inspections that look back."""
    threads = dataset.accounts.threads
    for page in pages_of(threads, "lineage/", THREADS_A_PAGE):
        yield LineagePage(
            **page.fields(LIST),
            section="recommendations",
            most_raised=next(iter(threads), None),
            looking_back=LOOKING_BACK,
            threads=tuple((one, tuple(_raised(dataset, one))) for one in page.rows),
        )
    yield from _looking_back(dataset)


def _looking_back(dataset: Dataset) -> Iterator[Page]:
    found = dataset.accounts.look_backs
    counted = f"{count(len(found), 'inspection')} on record {'looks' if len(found) == 1 else 'look'} back"
    for page in pages_of(found, "lineage/looking-back/"):
        yield LookbackPage(
            **page.fields(LOOKING_BACK, LIST),
            description=f"{capital(counted)} on earlier ones.",
            section="inspections",
            rows=tuple(
                (dataset.record(Inspection, one.inspection), resolve_references(one, dataset.ref))
                for one in page.rows
            ),
        )


def _raised(dataset: Dataset, thread: Thread) -> Iterator[tuple[Recommendation, Raised]]:
    for one in thread.raised:
        yield dataset.recommendations[one.id], resolve_references(one, dataset.ref)
