"""Lineage: the concerns that were raised again and again, and the inspections that look back on earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Inspection, Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import resolve_references
from tracker_site.labels import capital, count
from tracker_site.pages.accounted import LINEAGE, lineage_in_all
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.phrases import raised_in_words
from tracker_site.status.lineage import LookBack, Raised, Thread

THREADS_A_PAGE = 10
"""A thread has several rows, so fewer of them fill a page."""

LOOKING_BACK = Link("Inspections that look back", "lineage/looking-back/")


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """A concern, under the title that it was given last."""

    title: str
    words: str
    raised: tuple[tuple[Recommendation, Raised], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage(Page):
    """The concerns that were raised more than once."""

    template: ClassVar[str] = "lineage.html"

    answer: str
    looking_back: Link
    threads: tuple[ThreadShown, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class LookbackPage(Page):
    """The inspections that look back on earlier ones."""

    template: ClassVar[str] = "lookback.html"

    rows: tuple[tuple[Inspection, LookBack], ...]
    pagination: Pagination


def plan_lineage(guide: Dataset) -> Iterator[Page]:
    """Yield the list of threads, and that of the inspections that look back."""
    sentence = lineage_in_all(guide)
    for page in pages_of(guide.accounts.threads, "lineage/", THREADS_A_PAGE):
        yield LineagePage(
            address=page.address,
            title=f"Lineage{page.pagination.title}",
            description=sentence,
            breadcrumbs=(LINEAGE,) if page.pagination.previous else (),
            section="recommendations",
            answer=sentence,
            looking_back=LOOKING_BACK,
            threads=tuple(_thread(guide, one) for one in page.rows),
            pagination=page.pagination,
        )
    yield from _looking_back(guide)


def _looking_back(guide: Dataset) -> Iterator[Page]:
    found = guide.accounts.look_backs
    counted = f"{count(len(found), 'inspection')} on record {'looks' if len(found) == 1 else 'look'} back"
    for page in pages_of(found, "lineage/looking-back/"):
        yield LookbackPage(
            address=page.address,
            title=f"Inspections that look back{page.pagination.title}",
            description=f"{counted[0].upper()}{counted[1:]} on earlier ones.",
            breadcrumbs=(LINEAGE, LOOKING_BACK) if page.pagination.previous else (LINEAGE,),
            section="inspections",
            rows=tuple(
                (guide.record(Inspection, one.inspection), resolve_references(one, guide.ref))
                for one in page.rows
            ),
            pagination=page.pagination,
        )


def _thread(guide: Dataset, thread: Thread) -> ThreadShown:
    raised = tuple(
        (guide.recommendations[one.id], resolve_references(one, guide.ref)) for one in thread.raised
    )
    return ThreadShown(guide.title(thread.raised[-1].id), capital(raised_in_words(thread)), raised)
