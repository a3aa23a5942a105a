"""Briefings: for the next meeting of each body two sides to print, what is urgent and the question that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from textwrap import shorten
from typing import ClassVar, get_args

from tracker_site.briefing.body import FOLDER, Body, State, bodies
from tracker_site.briefing.items import Item, OpenEntity
from tracker_site.briefing.sheet import OUTCOMES_SHOWN, Sheet, sheet_of
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import page_link
from tracker_site.dates import end_in_words
from tracker_site.labels import count
from tracker_site.pages.calendars import Event, calendar_to_bytes
from tracker_site.pages.charts import tally
from tracker_site.pages.feed_ids import event_uid
from tracker_site.pages.page import Page, file_at
from tracker_site.pages.pagination import PageOfRows, Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.phrases import counted_recommendations
from tracker_site.records.meeting import Item as AgendaItem

ENTRY = "briefing.ics"
"""The name of the calendar entry in the folder of its briefing."""

QUESTIONS_SHOWN = 5
"""How many questions stand in the entry; its page has more."""

ITEMS_A_PAGE = 25
"""How many of the items that are not printed stand on a page: each has several lines."""

LIST = page_link("Briefings", FOLDER)
COUNCILS = page_link("Councils", "authorities/")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingsPage(Page):
    """All briefings, those for the soonest meetings first."""

    template: ClassVar[str] = "briefings.html"

    rows: tuple[Body, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(Page):
    """What a body may want to ask at its next meeting."""

    template: ClassVar[str] = "briefing.html"
    outcomes_shown: ClassVar[int] = OUTCOMES_SHOWN

    sheet: Sheet
    rest: str | None
    """What the page of what is not printed is called, where there is one."""
    known_until: str | None
    """What nothing that is recorded is known to be later than, where the body has not met for long."""
    unlinked: tuple[tuple[AgendaItem, str], ...]
    """The items of the next agenda of which no single entity is told, each with what it is about in a word."""
    calendar: str | None
    """The address of the calendar entry, where the day of the next meeting is known."""

    def runs(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last of three numbers or more that follow one another, and others by themselves."""
        for _, of_run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
            run = [number for _, number in of_run]
            yield from [(run[0], run[-1])] if len(run) > 2 else ((number, number) for number in run)

    def address_of(self, number: int) -> str:
        """Return the address of an item by its number; what else is open comes after the last."""
        row = number - len(self.sheet.printed) - 1
        return self.address if row < 0 else _pages_of_rest(self.sheet)[row // ITEMS_A_PAGE].address


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintedPage(Page):
    """What a body may want to ask beside what its briefing has room for."""

    template: ClassVar[str] = "unprinted.html"

    sheet: Sheet
    items: tuple[Item, ...]
    besides: tuple[OpenEntity, ...]
    """What else is open of all that the body dealt with."""
    pagination: Pagination


def briefings_next(data: Dataset, most: int) -> tuple[Body, ...]:
    """Return the bodies with the soonest meetings that are planned, `most` of them at the most."""
    return tuple(one for one in _soonest_first(data) if one.next)[:most]


def plan_briefings(data: Dataset) -> Iterator[Page | Later[Page]]:
    """Yield the list of briefings, and the page of each."""
    for page in pages_of(_soonest_first(data), FOLDER):
        yield BriefingsPage(
            address=page.address,
            title=f"Prepare for the next meeting{page.pagination.title}",
            description="For each body, what to ask at its next meeting: two sides to print.",
            breadcrumbs=(LIST,) if page.pagination.previous else (),
            section="authorities",
            rows=page.rows,
            pagination=page.pagination,
        )
    for body in bodies(data):
        yield Later(file_at(body.address), partial(_briefing_page, data, body.id))


def plan_unprinted(data: Dataset) -> Iterator[Later[Page]]:
    """Yield, of each briefing, the pages of what it has no room for."""
    for body in bodies(data):
        sheet = data.once(sheet_of, body.id)
        for page in _pages_of_rest(sheet):
            yield Later(file_at(page.address), partial(_unprinted_page, sheet, page))


def plan_entries(data: Dataset) -> Iterator[Later[bytes]]:
    """Yield a calendar entry of each briefing where the day of the next meeting is known."""
    for body in bodies(data):
        if address := _address_of_entry(body):
            yield Later(address, partial(_entry, data, body.id))


def _soonest_first(data: Dataset) -> tuple[Body, ...]:
    """Return the bodies, those with the soonest meetings first, those that have not met for long last."""
    days, states = data.register.days, get_args(State)

    def order(body: Body) -> tuple[int, date]:
        return states.index(body.state), days[body.next.id] if body.next else data.standings.as_at

    return tuple(sorted(bodies(data), key=order))


def _briefing_page(data: Dataset, id: str) -> BriefingPage:
    sheet = data.once(sheet_of, id)
    body = sheet.body
    known = [one for one in body.dates if one.is_known] if body.state == "resting" else []
    last_known = max(known, key=lambda one: one.sorts_at(date.min), default=None)
    return BriefingPage(
        address=body.address,
        title=_title(body),
        description=f"{body.full_name}. {sheet.summary}",
        breadcrumbs=(COUNCILS, body.council, data.ref(body.id)),
        section="authorities",
        sheet=sheet,
        rest=_name_of_rest(body) if sheet.left_over or sheet.besides else None,
        known_until=end_in_words(last_known) if last_known else None,
        unlinked=tuple((item, _tally(data, item)) for item in sheet.unlinked),
        calendar=_address_of_entry(body),
    )


def _unprinted_page(sheet: Sheet, page: PageOfRows[Item | OpenEntity]) -> UnprintedPage:
    body = sheet.body
    return UnprintedPage(
        address=page.address,
        title=f"{_name_of_rest(body)}: {body.full_name}{page.pagination.title}",
        description=f"{body.full_name}: what the briefing for its next meeting has no room for.",
        breadcrumbs=(COUNCILS, body.council, body.data.ref(body.id), page_link("Briefing", body.address)),
        section="authorities",
        sheet=sheet,
        items=tuple(row for row in page.rows if isinstance(row, Item)),
        besides=tuple(row for row in page.rows if isinstance(row, OpenEntity)),
        pagination=page.pagination,
    )


def _title(body: Body) -> str:
    return f"{'Still open' if body.state == 'resting' else 'Briefing'}: {body.full_name}"


def _name_of_rest(body: Body) -> str:
    """Return what the page of what is not printed is called; nobody is asked for a body that may be gone."""
    return "More that is unsettled" if body.state == "resting" else "More to ask"


def _tally(data: Dataset, item: AgendaItem) -> str:
    """Return where the recommendations stand that an item of an agenda means; empty where it means none."""
    meant = dict.fromkeys(id for one in item.about for id in data.register.recommendations_meant(one))
    known = [data.recommendations[id] for id in meant if id in data.recommendations]
    return f"{counted_recommendations(known)}: {tally(one.counted_as for one in known)}" if known else ""


def _pages_of_rest(sheet: Sheet) -> list[PageOfRows[Item | OpenEntity]]:
    """Return the pages of what is not printed: the items first, then all else that is open."""
    rows: list[Item | OpenEntity] = [*sheet.left_over, *sheet.besides]
    return list(pages_of(rows, f"{sheet.body.address}more/", ITEMS_A_PAGE)) if rows else []


def _address_of_entry(body: Body) -> str | None:
    """Return the address of the calendar entry; None where the day of the meeting is not known."""
    has_day = body.next is not None and body.next.date.is_day
    return f"{body.address}{ENTRY}" if has_day else None


def _entry(data: Dataset, id: str) -> bytes:
    """Return the calendar entry of a briefing: all day, with the link to the page and the first questions."""
    sheet = data.once(sheet_of, id)
    body, meeting = sheet.body, sheet.body.next
    assert meeting
    assert meeting.date.earliest
    address = data.whole_url(body.address) if data.site.base_url else None
    as_at, days = data.standings.as_at, data.register.days
    event = Event(
        uid=event_uid(data.site, f"briefing.{meeting.id}"),
        first=meeting.date.earliest,
        last=meeting.date.earliest,
        # The day of the last record, so that the entry is the same on every day without news.
        stamp=max((days[id] for id in data.standings.seen if days[id] <= as_at), default=as_at),
        title=_title(body),
        text="\n".join((sheet.summary, *_questions(sheet), *([address] if address else ()))),
        address=address,
    )
    return calendar_to_bytes(_title(body), sheet.summary, f"{address}{ENTRY}" if address else None, [event])


def _questions(sheet: Sheet) -> Iterator[str]:
    """Yield the first items that are printed, and how many more there are."""
    for one in sheet.printed[:QUESTIONS_SHOWN]:
        text = f"“{shorten(one.text.source, 160, placeholder='…')}” " if one.text else ""
        yield f"{one.number}. {one.link.title}: {text}{one.recorded} {one.question}".strip()
    if rest := len(sheet.printed[QUESTIONS_SHOWN:]):
        yield f"{count(rest, 'more question')} on the page."
