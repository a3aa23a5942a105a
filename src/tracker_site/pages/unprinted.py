"""The pages of what a body may ask beside what its briefing has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from tracker_site.briefing.body import Business, state_of
from tracker_site.briefing.items import Matter
from tracker_site.briefing.open_entities import OpenThing, open_things
from tracker_site.briefing.sheet import Ask, Group, Sheet
from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.briefing_lists import address_of_briefing
from tracker_site.pages.briefing_numbers import MATTERS_A_PAGE, Rest, first_of_rest, more_named
from tracker_site.pages.page import Chip, Page, chip, file_at
from tracker_site.pages.pagination import PageOfRows, Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.pages.words import count
from tracker_site.status.standing import Standing

_Numbered = tuple[int, Group, Ask]

COUNCILS = Link("Councils", "authorities/")


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Matters that press for one reason, as a page shows them."""

    key: str
    heading: str
    explanation: str
    first: int
    matters: tuple[Matter, ...]
    rest: Rest | None
    """Those that stand elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintedPage(Page):
    """What a body may want to ask beside what its briefing has room for."""

    template: ClassVar[str] = "unprinted.html"

    answer: str
    briefing: Link
    groups: tuple[GroupShown, ...]
    besides: tuple[tuple[OpenThing, Chip], ...]
    """What else is open of all that the body dealt with."""
    pagination: Pagination


def plan_unprinted(guide: Guide, business: Business, sheet: Sheet) -> Iterator[Later[Page]]:
    """Yield the pages of what the briefing of a body has no room for."""
    matters = [(n, *row) for n, row in enumerate(sheet.left_over, start=sheet.printed + 1)]
    rows: list[_Numbered | Standing] = [*matters, *sheet.besides]
    if rows:
        answer = _answer(len(matters), len(sheet.besides))
        for page in pages_of(rows, first_of_rest(business), MATTERS_A_PAGE):
            yield Later(file_at(page.address), partial(_unprinted_page, guide, business, answer, page))


def _answer(matters: int, besides: int) -> str:
    """Return how much there is beside what is printed."""
    if not besides:
        return f"{count(matters, 'matter').capitalize()} beside those that are printed."
    are = f"{count(besides, 'other thing')} that this body dealt with {'is' if besides == 1 else 'are'} open."
    return f"{count(matters, 'matter').capitalize()} beside those that are printed; {are}" if matters else are


def with_chips(guide: Guide, open_ones: Sequence[Standing]) -> tuple[tuple[OpenThing, Chip], ...]:
    """Return open entities as a list shows them, each with the chip of its status."""
    return tuple((one, chip(one.step)) for one in open_things(guide, open_ones))


def name_of_body(guide: Guide, business: Business) -> str:
    """Return the name of a body with its council."""
    return f"{business.committee.name}, {guide.title(business.body.split('/')[0])}"


def _unprinted_page(
    guide: Guide, business: Business, answer: str, page: PageOfRows[_Numbered | Standing]
) -> UnprintedPage:
    briefing = Link("Briefing", address_of_briefing(business))
    name = name_of_body(guide, business)
    matters = [row for row in page.rows if not isinstance(row, Standing)]
    besides = [row for row in page.rows if isinstance(row, Standing)]
    return UnprintedPage(
        address=page.address,
        title=f"{more_named(guide, business)}: {name}{page.pagination.title}",
        description=f"{name}: what the briefing for its next meeting has no room for.",
        breadcrumbs=(COUNCILS, guide.link(business.body.split("/")[0]), guide.link(business.body), briefing),
        section="authorities",
        answer=answer,
        briefing=briefing,
        groups=tuple(_groups_of_page(matters, asks=state_of(guide, business) != "resting")),
        besides=with_chips(guide, besides),
        pagination=page.pagination,
    )


def _groups_of_page(rows: Sequence[_Numbered], asks: bool) -> Iterator[GroupShown]:
    for _, of_group in groupby(rows, key=lambda row: row[1].key):
        some = list(of_group)
        first, group, _ = some[0]
        matters = tuple(ask.words() for _, _, ask in some)
        shown = matters if asks else tuple(one.without_questions() for one in matters)
        yield GroupShown(group.key, group.heading, group.explanation, first, shown, None)
