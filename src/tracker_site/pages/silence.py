"""Silence: what is open and of which nothing is recorded any more, and the meetings that passed it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.accounted import SILENCE, passed_over, silence_in_words
from tracker_site.pages.by_council import ListOfCouncil, lists_by_council
from tracker_site.pages.facets import FacetGroup
from tracker_site.pages.page import Chip, Mark, Page, chip, marks_of
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.silence import Silence

ROWS = 35
"""Each row tells much, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """Something open, and since when nothing is recorded of it."""

    link: Link
    kind: str
    authority: str
    chip: Chip
    marks: tuple[Mark, ...]
    since: PartialDate
    heard_in: Link | None
    unheard: str
    """From when nothing is recorded, where it was never heard of."""
    last_meeting: Link | None
    """The last meeting that dealt with it, where it was last heard of elsewhere."""
    meetings: int
    words: str
    none: str
    """Why no meeting is told, where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePage(Page):
    """What has gone quiet, the longest first."""

    template: ClassVar[str] = "silence.html"

    answer: str
    councils: FacetGroup | None
    """The councils that it can be narrowed to."""
    quiet_after: int
    """The days after which a thing is called quiet."""
    undated: int
    """Of how many the last word has no date that is bounded, so that nothing can be reckoned."""
    rows: tuple[SilenceRow, ...]
    pagination: Pagination


def plan_silence(guide: Guide) -> Iterator[Page]:
    """Yield the list of what has gone quiet or was passed over at the last meetings."""
    silences = guide.accounts.silences.values()
    for listed in lists_by_council(guide, "silence/", silences, lambda one: one.id, _is_shown):
        yield from _pages(guide, listed)


def _pages(guide: Guide, listed: ListOfCouncil[Silence]) -> Iterator[Page]:
    silences = listed.things
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
            rows=tuple(_row(guide, one) for one in page.rows),
            pagination=page.pagination,
        )


def _is_shown(silence: Silence) -> bool:
    return silence.is_quiet or bool(silence.meetings)


def _row(guide: Guide, silence: Silence) -> SilenceRow:
    id = silence.id
    is_action = id in guide.standings.actions
    standing = guide.standings.actions[id] if is_action else guide.standings.recommendations[id]
    elsewhere = silence.last_meeting if silence.last_meeting != silence.heard_in else None
    return SilenceRow(
        link=guide.link(id),
        kind="Action" if is_action else "Recommendation",
        authority=guide.title(authority) if (authority := guide.authority_of(id)) else "",
        chip=chip(standing.step),
        marks=marks_of(standing),
        since=silence.since,
        heard_in=guide.link(silence.heard_in) if silence.heard_in else None,
        unheard="nothing since it was made"
        if standing.issued.is_known
        else "nothing since what it came of; when it was made is not stated",
        last_meeting=guide.link(elsewhere) if elsewhere else None,
        meetings=len(silence.meetings),
        words=passed_over(guide, silence),
        none="none recorded" if silence.last_meeting else "no body is recorded as having dealt with it",
    )
