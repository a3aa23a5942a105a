"""Briefings: for the next meeting of each body one page to print, what presses and the question that follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

from tracker_site.dates import PartialDate, in_words
from tracker_site.markup import Prose
from tracker_site.pages.briefing_calendar import ENTRY, calendar_entry
from tracker_site.pages.briefing_groups import Group, groups_of_body
from tracker_site.pages.business import FOLDER, Business, businesses
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import Chip, Fact, Page, chip, fact, file_at
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.pages.words import VERBS, listing
from tracker_site.records.meeting import Meeting

OUTCOMES_SHOWN = 4
"""How many outcomes of the last meeting a briefing repeats."""

LIST = Link("Briefings", FOLDER)
_COUNCILS = Link("Councils", "authorities/")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something on the agenda of the next meeting, with where it stands."""

    title: str
    number: str | None
    about: tuple[tuple[Link, Chip | None], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the last meeting did, in an outcome."""

    label: str | None
    verb: str
    text: Prose | None
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(Page):
    """What a body may want to ask at its next meeting."""

    template: ClassVar[str] = "briefing.html"

    answer: str
    facts: tuple[Fact, ...]
    body: Link
    groups: tuple[Group, ...]
    agenda: tuple[Subject, ...]
    last: Link | None
    decided: tuple[Decided, ...]
    decided_more: int
    calendar: str | None
    """The address of the calendar entry, where the day of the next meeting is known."""
    day_of_calendar: str


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing in a list."""

    link: Link
    council: Link
    next_date: PartialDate | None
    last_date: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingsPage(Page):
    """All briefings, those for the soonest meetings first."""

    template: ClassVar[str] = "briefings.html"

    rows: tuple[BriefingRow, ...]
    pagination: Pagination


class Briefings:
    """The briefing of every body, each made when it is first asked for."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._made: dict[str, BriefingPage] = {}

    @cached_property
    def _all_business(self) -> tuple[Business, ...]:
        return businesses(self._guide)

    def _page(self, business: Business) -> BriefingPage:
        if business.body not in self._made:
            self._made[business.body] = _page(self._guide, business)
        return self._made[business.body]

    def pages(self) -> Iterator[Page | Later[Page]]:
        """Yield the list of briefings, and the page of each."""
        yield from _lists(self._guide, self._all_business)
        for business in self._all_business:
            yield Later(file_at(_address(business)), partial(self._page, business))

    def entries(self) -> Iterator[Later[bytes]]:
        """Yield a calendar entry of each where the day of the next meeting is known."""
        for business in self._all_business:
            if _has_entry(self._guide, business):
                yield Later(f"{_address(business)}{ENTRY}", partial(self._entry, business))

    def _entry(self, business: Business) -> bytes:
        page = self._page(business)
        return calendar_entry(self._guide, business, page.title, page.answer, page.groups)


def briefings_next(guide: Guide, most: int) -> tuple[BriefingRow, ...]:
    """Return the briefings for the soonest meetings that are planned, `most` of them at the most."""
    return tuple(row for row in _rows(guide, businesses(guide)) if row.next_date)[:most]


def _lists(guide: Guide, all_business: Sequence[Business]) -> Iterator[Page]:
    rows = _rows(guide, all_business)
    for page in pages_of(rows, FOLDER):
        yield BriefingsPage(
            address=page.address,
            title=f"Prepare for the next meeting{page.pagination.title}",
            description="For each body, what to ask at its next meeting: one page to print.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="authorities",
            rows=page.rows,
            pagination=page.pagination,
        )


def _rows(guide: Guide, all_business: Sequence[Business]) -> tuple[BriefingRow, ...]:
    days = guide.register.days
    soonest = sorted(
        all_business,
        key=lambda one: (one.next is None, days[one.next.id] if one.next else guide.standings.as_at),
    )
    return tuple(_row(guide, one) for one in soonest)


def _row(guide: Guide, business: Business) -> BriefingRow:
    return BriefingRow(
        Link(business.committee.name, _address(business)),
        guide.link(business.body.split("/")[0]),
        business.next.date if business.next else None,
        business.last.date if business.last else None,
    )


def _page(guide: Guide, business: Business) -> BriefingPage:
    address = _address(business)
    council = business.body.split("/")[0]
    name = f"{business.committee.name}, {guide.title(council)}"
    groups = guide.once(groups_of_body, business.body)
    meeting, decided = business.next, _decided(business)
    sentence = _answer(business, groups)
    return BriefingPage(
        address=address,
        title=f"Briefing: {name}",
        description=f"{name}. {sentence}",
        breadcrumbs=(_COUNCILS, guide.link(council), guide.link(business.body)),
        section="authorities",
        answer=sentence,
        facts=_facts(guide, business),
        body=guide.link(business.body),
        groups=groups,
        agenda=_agenda(guide, meeting) if meeting else (),
        last=guide.link(business.last.id) if business.last else None,
        decided=decided[:OUTCOMES_SHOWN],
        decided_more=max(0, len(decided) - OUTCOMES_SHOWN),
        calendar=f"{address}{ENTRY}" if _has_entry(guide, business) else None,
        day_of_calendar=in_words(meeting.date) if meeting else "",
    )


def _address(business: Business) -> str:
    return f"{FOLDER}{business.body}/"


def _has_entry(guide: Guide, business: Business) -> bool:
    return business.next is not None and business.next.date.is_day and guide.site.base_url is not None


def _answer(business: Business, groups: Sequence[Group]) -> str:
    meeting = business.next
    when = f"Next meeting: {in_words(meeting.date)}" if meeting else "No next meeting is recorded"
    counts = [f"{one.total} {one.in_short}" for one in groups]
    return f"{when}. {listing(counts) if counts else 'By what is recorded, nothing presses'}."


def _facts(guide: Guide, business: Business) -> tuple[Fact, ...]:
    coming = business.coming
    return (
        Fact("Next meeting", (guide.link(coming[0].id),), None)
        if coming
        else Fact("Next meeting", (Link("No next meeting is recorded", None),)),
        *((Fact("The one after", (guide.link(coming[1].id),)),) if len(coming) > 1 else ()),
        *(
            (Fact("Last meeting", (guide.link(business.last.id),)),)
            if business.last
            else fact("Last meeting", "None is recorded")
        ),
    )


def _agenda(guide: Guide, meeting: Meeting) -> tuple[Subject, ...]:
    return tuple(
        Subject(item.title, item.number, tuple((guide.link(one), _chip(guide, one)) for one in item.about))
        for item in meeting.items
    )


def _chip(guide: Guide, target: str) -> Chip | None:
    standings = guide.standings
    standing = standings.recommendations.get(target) or standings.actions.get(target)
    return chip(standing.step) if standing else None


def _decided(business: Business) -> tuple[Decided, ...]:
    if business.last is None:
        return ()
    return tuple(
        Decided(outcome.label, VERBS[outcome.verb], outcome.text, item.title)
        for item in business.last.items
        for outcome in item.outcomes
    )
