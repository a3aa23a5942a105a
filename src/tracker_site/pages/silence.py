"""Silence: what is open and of which nothing is recorded any more, and the meetings that passed it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import page_link
from tracker_site.pages.accounted import AccountPage
from tracker_site.pages.facets import lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.status.silence import Silence, SilenceCount, count_silences

LIST = page_link("Silence", "silence/")

ROWS = 35
"""Each row tells much, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePage(AccountPage):
    """What has gone quiet, the longest first, and last what has no dated record."""

    template: ClassVar[str] = "silence.html"

    count: SilenceCount
    quiet_after: int
    """The days after which an entity is called quiet."""
    rows: tuple[Recommendation | Action, ...]


def plan_silence(dataset: Dataset) -> Iterator[Page]:
    """Yield the list of what has gone quiet or was passed over at the last meetings."""
    silences = dataset.accounts.silences.values()
    for listed in lists_by_council(dataset, "silence/", silences, lambda one: one.id, _is_shown):
        shown = [one for one in listed.entries if _is_shown(one)]
        for page in pages_of(shown, listed.address, ROWS):
            yield SilencePage(
                **page.fields(LIST, title=f"{LIST.text}{listed.title}"),
                councils=listed.councils,
                section="recommendations",
                count=count_silences(listed.entries),
                quiet_after=dataset.site.quiet_after,
                rows=tuple(dataset.followed(one.id) for one in page.rows),
            )


def _is_shown(silence: Silence) -> bool:
    return silence.is_quiet is not False or bool(silence.meetings)
