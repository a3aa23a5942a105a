"""The page of each update: what was said outside meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Update
from tracker_site.dataset.model import Ref
from tracker_site.pages.deadlines import DeadlineMet, deadlines_met
from tracker_site.pages.page import Page
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.said import OccasionPage, actions_made_in
from tracker_site.pages.search import UPDATE, findable


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage(OccasionPage):
    """Something said outside a meeting."""

    template: ClassVar[str] = "update.html"

    update: Update
    council: Ref | None
    meets: tuple[DeadlineMet, ...]


def plan_updates(guide: Dataset) -> Iterator[Page]:
    """Yield the page of each update."""
    for update in guide.of_kind(Update):
        council = guide.ref(update.authority) if update.authority else None
        concerned = (standing.id for standing in guide.dealt_with.get(update.id, ()))
        yield UpdatePage(
            address=guide.address(update.id),
            title=update.title,
            breadcrumbs=(council,) if council else (),
            section="authorities",
            provenance=provenance_shown(guide, update.id),
            findable=findable(guide, UPDATE, update.id, update.date, concerned),
            update=update,
            council=council,
            actions=actions_made_in(guide, update.id),
            meets=deadlines_met(guide, update.id, update.meets, update.about),
        )
