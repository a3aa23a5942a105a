"""The page of each update: what was said outside meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Update
from tracker_site.pages.deadlines import DeadlineMet, deadlines_met
from tracker_site.pages.page import Page
from tracker_site.pages.said import OccasionPage, actions_made_in
from tracker_site.pages.search import UPDATE, entity_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage(OccasionPage):
    """Something said outside a meeting."""

    template: ClassVar[str] = "update.html"

    update: Update
    meets: tuple[DeadlineMet, ...]


def plan_updates(guide: Dataset) -> Iterator[Page]:
    """Yield the page of each update."""
    for update in guide.of_kind(Update):
        trail = (guide.ref(update.authority),) if update.authority else ()
        concerned = (standing.id for standing in guide.dealt_with.get(update.id, ()))
        yield UpdatePage(
            **entity_fields(
                guide, UPDATE, update.id, update.title, trail, update.date, concerned, section="authorities"
            ),
            update=update,
            actions=actions_made_in(guide, update.id),
            meets=deadlines_met(guide, update.id, update.meets, update.about),
        )
