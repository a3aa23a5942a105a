"""Silence: what is open and of which nothing is recorded any more, and the meetings that passed it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.pages.accounted import SILENCE, passed_over, silence_in_words
from tracker_site.pages.facets import Facet, ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.silence import Silence

ROWS = 35
"""Each row tells much, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePage(Page):
    """What has gone quiet, the longest first."""

    template: ClassVar[str] = "silence.html"

    answer: str
    councils: Facet | None
    """The councils that it can be narrowed to."""
    quiet_after: int
    """The days after which a thing is called quiet."""
    undated: int
    """Of how many the last word has no date that is bounded, so that nothing can be reckoned."""
    rows: tuple[tuple[Recommendation | Action, str], ...]
    """Each with the meetings that passed it over, in words."""
    pagination: Pagination


def plan_silence(guide: Dataset) -> Iterator[Page]:
    """Yield the list of what has gone quiet or was passed over at the last meetings."""
    silences = guide.accounts.silences.values()
    for listed in lists_by_council(guide, "silence/", silences, lambda one: one.id, _is_shown):
        yield from _pages(guide, listed)


def _pages(guide: Dataset, listed: ListOfCouncil[Silence]) -> Iterator[Page]:
    silences = listed.entries
    shown = [one for one in silences if _is_shown(one)]
    sentence = silence_in_words(silences)
    for page in pages_of(shown, listed.address, ROWS):
        yield SilencePage(
            address=page.address,
            title=f"Silence{listed.title}{page.pagination.title}",
            description=sentence,
            breadcrumbs=(SILENCE,) if page.address != SILENCE.address else (),
            section="recommendations",
            answer=sentence,
            councils=listed.councils,
            quiet_after=guide.site.quiet_after,
            undated=sum(one.days is None for one in silences),
            rows=tuple((guide.followed(one.id), passed_over(guide, one)) for one in page.rows),
            pagination=page.pagination,
        )


def _is_shown(silence: Silence) -> bool:
    return silence.is_quiet or bool(silence.meetings)
