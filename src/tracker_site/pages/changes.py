"""What changed, newest first: each real change that a record tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.news import ChangesOfRecord, all_news, by_record
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.words import count

ADDRESS = "changes/"
LIST = Link("What changed", ADDRESS)
PUT_RIGHT = Link("Corrections and wording", f"{ADDRESS}corrections/")
CHANGES_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """All changes, newest first; those of which no date is known stand at the end."""

    template: ClassVar[str] = "changes.html"

    changes: tuple[ChangesOfRecord, ...]
    undated: tuple[ChangesOfRecord, ...]
    pagination: Pagination


def plan_changes(guide: Guide) -> Iterator[Page]:
    """Yield the page of changes."""
    news = all_news(guide)
    for page in pages_of(news, ADDRESS, CHANGES_A_PAGE):
        yield ChangesPage(
            address=page.address,
            title=f"What changed{page.pagination.title}",
            description=f"{count(len(news), 'change').capitalize()}, newest first, each with the record that says so.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="changes",
            changes=by_record(guide, (one for one in page.rows if one.date.is_known)),
            undated=by_record(guide, (one for one in page.rows if not one.date.is_known)),
            pagination=page.pagination,
        )


def latest_changes(guide: Guide, records: int, lines: int) -> tuple[ChangesOfRecord, ...]:
    """Return the changes of the latest records of which a date is known, with some lines of each."""
    dated = by_record(guide, (one for one in all_news(guide) if one.date.is_known))
    return tuple(_shortened(one, lines) for one in dated[:records])


def _shortened(changes: ChangesOfRecord, lines: int) -> ChangesOfRecord:
    left = len(changes.changes) - lines
    if left <= 0:
        return changes
    shown = changes.changes[:lines]
    rest = replace(shown[-1], subject=None, words=f"and {left} more")
    return replace(changes, changes=(*shown, rest))
