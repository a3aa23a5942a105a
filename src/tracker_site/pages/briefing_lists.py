"""The list of briefings: those for the meetings to come, and what is open before bodies without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tracker_site.briefing.body import FOLDER, Business, State, businesses, state_of
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of

LIST = Link("Briefings", FOLDER)


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing in a list."""

    link: Link
    council: Link
    state: State
    next_date: PartialDate | None
    last_date: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingsPage(Page):
    """All briefings, those for the soonest meetings first."""

    template: ClassVar[str] = "briefings.html"

    rows: tuple[BriefingRow, ...]
    quiet_after: int
    pagination: Pagination


def briefings_next(guide: Guide, most: int) -> tuple[BriefingRow, ...]:
    """Return the briefings for the soonest meetings that are planned, `most` of them at the most."""
    return _rows(guide, [one for one in businesses(guide) if one.next])[:most]


def plan_list(guide: Guide, all_business: Sequence[Business]) -> Iterator[Page]:
    """Yield the list of briefings."""
    rows = _rows(guide, all_business)
    for page in pages_of(rows, FOLDER):
        yield BriefingsPage(
            address=page.address,
            title=f"Prepare for the next meeting{page.pagination.title}",
            description="For each body, what to ask at its next meeting: two sides to print.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="authorities",
            rows=page.rows,
            quiet_after=guide.site.quiet_after,
            pagination=page.pagination,
        )


def _rows(guide: Guide, all_business: Sequence[Business]) -> tuple[BriefingRow, ...]:
    """Return the briefings, those for the soonest meetings first, those of bodies that have not met for long last."""
    days = guide.register.days
    states: Sequence[State] = ("next", "undated", "resting")
    soonest = sorted(
        all_business,
        key=lambda one: (
            states.index(state_of(guide, one)),
            days[one.next.id] if one.next else guide.standings.as_at,
        ),
    )
    return tuple(_row(guide, one) for one in soonest)


def _row(guide: Guide, business: Business) -> BriefingRow:
    return BriefingRow(
        Link(business.committee.name, address_of_briefing(business)),
        guide.link(business.body.split("/")[0]),
        state_of(guide, business),
        business.next.date if business.next else None,
        business.last.date if business.last else None,
    )


def address_of_briefing(business: Business) -> str:
    """Return where the briefing of a body stands."""
    return f"{FOLDER}{business.body}/"
