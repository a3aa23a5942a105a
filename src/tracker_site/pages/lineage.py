"""Lineage: the concerns that were raised again and again, and the inspections that look back on earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.accounted import LINEAGE, lineage_in_all
from tracker_site.pages.page import Chip, Page, chip
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import count
from tracker_site.phrases import raised_in_words
from tracker_site.status.lineage import LookBack, Raised, Thread

THREADS_A_PAGE = 10
"""A thread has several rows, so fewer of them fill a page."""

LOOKING_BACK = Link("Inspections that look back", "lineage/looking-back/")


@dataclass(frozen=True, slots=True)
class RaisedShown:
    """A recommendation in a thread."""

    link: Link
    origin: Link
    authority: str
    date: PartialDate
    chip: Chip
    repeats: tuple[Link, ...]
    supersedes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """A concern, under the title that it was given last."""

    title: str
    words: str
    raised: tuple[RaisedShown, ...]


@dataclass(frozen=True, slots=True)
class LookBackRow:
    """An inspection that looks back on earlier ones."""

    link: Link
    authority: str
    date: PartialDate
    on: tuple[Link, ...]
    before: tuple[Link, ...]
    spoke_of: tuple[Link, ...]
    raised_again: tuple[Link, ...]


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

    rows: tuple[LookBackRow, ...]
    pagination: Pagination


def plan_lineage(guide: Guide) -> Iterator[Page]:
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


def _looking_back(guide: Guide) -> Iterator[Page]:
    found = guide.accounts.look_backs
    counted = f"{count(len(found), 'inspection')} on record {'looks' if len(found) == 1 else 'look'} back"
    for page in pages_of(found, "lineage/looking-back/"):
        yield LookbackPage(
            address=page.address,
            title=f"Inspections that look back{page.pagination.title}",
            description=f"{counted[0].upper()}{counted[1:]} on earlier ones.",
            breadcrumbs=(LINEAGE, LOOKING_BACK) if page.pagination.previous else (LINEAGE,),
            section="inspections",
            rows=tuple(_look_back(guide, one) for one in page.rows),
            pagination=page.pagination,
        )


def _thread(guide: Guide, thread: Thread) -> ThreadShown:
    words = raised_in_words(thread)
    return ThreadShown(
        guide.title(thread.raised[-1].id),
        f"{words[0].upper()}{words[1:]}",
        tuple(_raised(guide, one) for one in thread.raised),
    )


def _raised(guide: Guide, raised: Raised) -> RaisedShown:
    standing = guide.standings.recommendations[raised.id]
    return RaisedShown(
        guide.link(raised.id),
        guide.link(raised.origin),
        guide.title(authority) if (authority := guide.authority_of(raised.id)) else "",
        standing.issued,
        chip(standing.step),
        guide.links(raised.repeats),
        guide.links(raised.supersedes),
    )


def _look_back(guide: Guide, one: LookBack) -> LookBackRow:
    return LookBackRow(
        guide.link(one.inspection),
        guide.title(authority) if (authority := guide.authority_of(one.inspection)) else "",
        one.date,
        guide.links(one.on),
        guide.links(one.before),
        guide.links(one.spoke_of),
        guide.links(one.raised_again),
    )
