"""Small tables that other sites may show in a frame: the recommendations of one inspection or inquiry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.guide import Link
from tracker_site.labels import count
from tracker_site.pages.page import Page, recommendation_rows
from tracker_site.pages.pagination import ROWS_A_PAGE
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection

FOLDER = "embed"
"""The one folder whose pages may be framed: of its own, for hosts cannot take a header back below a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage(Page):
    """The recommendations of one inspection or inquiry, to be shown in a frame on another site."""

    template: ClassVar[str] = "embed.html"

    origin: Link
    rows: tuple[Recommendation, ...]
    rest: Link | None


def plan_embeds(guide: Dataset) -> Iterator[Page]:
    """Yield the small table of each inspection and inquiry whose recommendations are known."""
    origins: tuple[Inspection | Inquiry, ...] = (
        *guide.seen_of_kind(Inspection),
        *guide.seen_of_kind(Inquiry),
    )
    for origin in origins:
        rows = recommendation_rows(guide, guide.register.made_by.get(origin.id, ()))
        if rows:
            more = len(rows) - ROWS_A_PAGE
            yield EmbedPage(
                address=f"{FOLDER}/{origin.id}/",
                title=f"{origin.title}, as a small table",
                description=f"What became of {count(len(rows), 'recommendation')}.",
                is_worth_finding=False,
                origin=guide.link(origin.id),
                rows=rows[:ROWS_A_PAGE],
                rest=Link(f"and {more} more", guide.address(origin.id)) if more > 0 else None,
            )
