"""The page of each update: what was said outside meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.pages.clocks import DeadlineMet, deadlines_met
from tracker_site.pages.figures import FigureShown, figures_shown
from tracker_site.pages.findable import UPDATE, findable
from tracker_site.pages.page import Fact, Page, action_rows, fact
from tracker_site.pages.provenance import provenance_shown
from tracker_site.pages.said import ProgressShown, ResponseGiven, progress_shown, responses_given
from tracker_site.pages.words import ASSURANCES
from tracker_site.records.base import Source
from tracker_site.records.statuses import assurance_of
from tracker_site.records.update import Update
from tracker_site.source.markup import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage(Page):
    """Something said outside a meeting."""

    template: ClassVar[str] = "update.html"

    facts: tuple[Fact, ...]
    prose: Prose
    progress: tuple[ProgressShown, ...]
    responses: tuple[ResponseGiven, ...]
    actions: tuple[Action, ...]
    figures: tuple[FigureShown, ...]
    meets: tuple[DeadlineMet, ...]
    sources: tuple[Source, ...]


def plan_updates(guide: Dataset) -> Iterator[Page]:
    """Yield the page of each update."""
    for update in guide.seen_of_kind(Update):
        authority = guide.link(update.authority) if update.authority else None
        yield UpdatePage(
            address=guide.address(update.id),
            title=update.title,
            description=f"{update.title}: said outside a meeting.",
            breadcrumbs=(authority,) if authority else (),
            section="authorities",
            provenance=provenance_shown(guide, update.id),
            findable=findable(
                guide,
                UPDATE,
                update.id,
                update.date,
                (standing.id for standing in guide.dealt_with.get(update.id, ())),
            ),
            facts=(
                *fact("Kind", update.kind.capitalize() if update.kind != "other" else None),
                Fact("Date", date=update.date),
                *fact("By", update.by),
                *fact("Who says so", ASSURANCES[assurance_of(update.said_by)]),
                *((Fact("Council", (authority,)),) if authority else ()),
                *((Fact("About", guide.links(update.about)),) if update.about else ()),
            ),
            prose=update.prose,
            progress=progress_shown(guide, update.progress, update.said_by),
            responses=responses_given(guide, update.responses),
            actions=action_rows(guide, (f"{update.id}/{action.key}" for action in update.actions)),
            figures=figures_shown(guide, update.figures),
            meets=deadlines_met(guide, update.id, update.meets, update.about),
            sources=update.sources,
        )
