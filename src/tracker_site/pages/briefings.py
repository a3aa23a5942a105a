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
from tracker_site.briefing.items import Item, OpenEntity, open_entities
from tracker_site.briefing.sheet import OUTCOMES_SHOWN, Group, Numbered, Sheet, sheet_of
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import end_in_words, in_words
from tracker_site.labels import count
from tracker_site.pages.calendars import Calendar, Event, calendar_to_bytes, uid
from tracker_site.pages.charts import tally
from tracker_site.pages.page import Chip, Fact, Page, chip, fact, file_at
from tracker_site.pages.pagination import PageOfRows, Pagination, pages_of
from tracker_site.pages.planned import Later
from tracker_site.records.meeting import Item as AgendaItem
from tracker_site.records.meeting import Meeting
from tracker_site.status.standing import Standing

ENTRY = "briefing.ics"
"""The name of the calendar entry in the folder of its briefing."""

QUESTIONS_SHOWN = 5
"""How many questions stand in the entry; its page has more."""

ITEMS_A_PAGE = 25
"""How many of the items that are not printed stand on a page: each has several lines."""

RUNS_SHOWN = 10
"""How many numbers, or runs of them, a total names."""

LIST = Link("Briefings", FOLDER)
COUNCILS = Link("Councils", "authorities/")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingsPage(Page):
    """All briefings, those for the soonest meetings first."""

    template: ClassVar[str] = "briefings.html"

    rows: tuple[Body, ...]
    quiet_after: int
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What a page shows of a group."""

    group: Group
    numbered: tuple[Numbered, ...]
    rest: Link | None = None
    """The numbers of its items that are not printed, and where they stand."""


@dataclass(frozen=True, slots=True)
class TotalShown:
    """How many entities are urgent for one reason, and the numbers of the items that tell of them."""

    words: str
    numbers: tuple[Link, ...]
    more: int
    """How many items there are beside those."""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An item of the next agenda of which no single entity is told: its title, and what it is about in a word."""

    title: str
    about: tuple[Link, ...]
    tally: str | None


OpenShown = tuple[tuple[OpenEntity, Chip], ...]
"""Open entities, each with the chip of its status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(Page):
    """What a body may want to ask at its next meeting."""

    template: ClassVar[str] = "briefing.html"

    sheet: Sheet
    totals: tuple[TotalShown, ...]
    more: Link | None
    """The link to what is not printed."""
    notice: str | None
    """What to know where the body has not met for long."""
    facts: tuple[Fact, ...]
    groups: tuple[GroupShown, ...]
    unlinked: tuple[Unlinked, ...]
    listed: OpenShown
    """What else is open, where the body has not met for long."""
    besides: str
    """Where the rest of that is listed."""
    last: Link | None
    outcomes_shown: int
    calendar: str | None
    """The address of the calendar entry, where the day of the next meeting is known."""
    day_of_calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintedPage(Page):
    """What a body may want to ask beside what its briefing has room for."""

    template: ClassVar[str] = "unprinted.html"

    sheet: Sheet
    groups: tuple[GroupShown, ...]
    besides: OpenShown
    """What else is open of all that the body dealt with."""
    pagination: Pagination


def briefings_next(guide: Guide, most: int) -> tuple[Body, ...]:
    """Return the bodies with the soonest meetings that are planned, `most` of them at the most."""
    return tuple(one for one in _soonest_first(guide) if one.next)[:most]


def plan_briefings(guide: Guide) -> Iterator[Page | Later[Page]]:
    """Yield the list of briefings, and the page of each."""
    for page in pages_of(_soonest_first(guide), FOLDER):
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
    for body in bodies(guide):
        yield Later(file_at(body.address), partial(_briefing_page, guide, body.id))


def plan_unprinted(guide: Guide) -> Iterator[Later[Page]]:
    """Yield, of each briefing, the pages of what it has no room for."""
    for body in bodies(guide):
        sheet = guide.once(sheet_of, body.id)
        for page in _pages_of_rest(sheet) if sheet.has_rest else ():
            yield Later(file_at(page.address), partial(_unprinted_page, sheet, page))


def plan_entries(guide: Dataset) -> Iterator[Later[bytes]]:
    """Yield a calendar entry of each briefing where the day of the next meeting is known."""
    for body in bodies(guide):
        if address := _address_of_entry(body):
            yield Later(address, partial(_entry, guide, body.id))


def _soonest_first(guide: Guide) -> tuple[Body, ...]:
    """Return the bodies, those with the soonest meetings first, those that have not met for long last."""
    days, states = guide.register.days, get_args(State)

    def order(body: Body) -> tuple[int, date]:
        return states.index(body.state), days[body.next.id] if body.next else guide.standings.as_at

    return tuple(sorted(bodies(guide), key=order))


def _briefing_page(guide: Guide, id: str) -> BriefingPage:
    sheet = guide.once(sheet_of, id)
    body = sheet.body
    resting = body.state == "resting"
    return BriefingPage(
        address=body.address,
        title=_title(body),
        description=f"{body.full_name}. {sheet.summary}",
        breadcrumbs=(COUNCILS, body.council, guide.link(body.id)),
        section="authorities",
        sheet=sheet,
        totals=tuple(_total(sheet, one.words, one.numbers) for one in sheet.totals),
        more=Link(_name_of_rest(body), _address_of_rest(body)) if sheet.has_rest else None,
        notice=_notice(body) if resting else None,
        facts=_facts(body),
        groups=tuple(_group(sheet, one) for one in sheet.groups),
        unlinked=tuple(_unlinked(guide, item) for item in sheet.unlinked),
        listed=_open_shown(guide, sheet.listed),
        besides=f"{_page_of_row(sheet, len(sheet.left_over))}#also-open" if sheet.besides else "",
        last=_last(body, body.last) if body.last else None,
        outcomes_shown=OUTCOMES_SHOWN,
        calendar=_address_of_entry(body),
        day_of_calendar=in_words(body.next.date) if body.next else "",
    )


def _unprinted_page(sheet: Sheet, page: PageOfRows[Numbered | Standing]) -> UnprintedPage:
    body = sheet.body
    numbered = [row for row in page.rows if isinstance(row, Numbered)]
    return UnprintedPage(
        address=page.address,
        title=f"{_name_of_rest(body)}: {body.full_name}{page.pagination.title}",
        description=f"{body.full_name}: what the briefing for its next meeting has no room for.",
        breadcrumbs=(COUNCILS, body.council, body.guide.link(body.id), Link("Briefing", body.address)),
        section="authorities",
        sheet=sheet,
        groups=tuple(
            GroupShown(group, tuple(some)) for group, some in groupby(numbered, key=lambda one: one.group)
        ),
        besides=_open_shown(body.guide, [row for row in page.rows if isinstance(row, Standing)]),
        pagination=page.pagination,
    )


def _title(body: Body) -> str:
    return f"{'Still open' if body.state == 'resting' else 'Briefing'}: {body.full_name}"


def _name_of_rest(body: Body) -> str:
    """Return what the page of what is not printed is called; nobody is asked for a body that may be gone."""
    return "More that is unsettled" if body.state == "resting" else "More to ask"


def _notice(body: Body) -> str:
    of = "that is recorded here of this body, or of what it has to do with,"
    known = (one for one in body.dates if one.is_known)
    last = max(known, key=lambda one: one.sorts_at(date.min), default=None)
    said = f"Nothing {of} is {f'known to be later than {end_in_words(last)}' if last else 'dated'}"
    return f"{said}. Whether it still meets, and who would answer now, is not known here."


def _facts(body: Body) -> tuple[Fact, ...]:
    coming = [_by_day(body.guide, one) for one in body.coming[:2]]
    last = (_by_day(body.guide, body.last),) if body.last else None
    return (
        *(Fact(term, (link,)) for term, link in zip(("Next meeting", "The one after"), coming, strict=False)),
        *(() if coming else fact("Next meeting", "No next meeting is recorded")),
        *((Fact("Last meeting", last),) if last else fact("Last meeting", "None is recorded")),
    )


def _by_day(guide: Guide, meeting: Meeting) -> Link:
    """Return the link to a meeting of the body by its day, after its title where it has one of its own."""
    day = in_words(meeting.date)
    words = f"{meeting.title} ({day})" if meeting.title and day not in meeting.title else meeting.title or day
    return Link(words, guide.address(meeting.id))


def _last(body: Body, meeting: Meeting) -> Link:
    """Return the link to the last meeting, with its day."""
    return _by_day(body.guide, meeting) if meeting.title else body.guide.link(meeting.id)


def _unlinked(guide: Guide, item: AgendaItem) -> Unlinked:
    meant = dict.fromkeys(id for one in item.about for id in guide.register.recommendations_meant(one))
    known = [guide.standings.recommendations[id] for id in meant if id in guide.standings.recommendations]
    words = f"{count(len(known), 'recommendation')}: {tally(one.status for one in known)}" if known else None
    return Unlinked(item.title, guide.links(item.about), words)


def _open_shown(guide: Guide, standings: Iterable[Standing]) -> OpenShown:
    return tuple((one, chip(one.standing.step)) for one in open_entities(guide, tuple(standings)))


def _group(sheet: Sheet, group: Group) -> GroupShown:
    """Return what of a group is printed, and where the rest stands."""
    printed = tuple(one for one in sheet.numbered[: sheet.printed] if one.group is group)
    left = [one.number for one in sheet.left_over if one.group is group]
    if not left:
        return GroupShown(group, printed)
    address = _address(sheet, left[0]).partition("#")[0]
    return GroupShown(group, printed, Link(_run(left[0], left[-1]), f"{address}#{group.key}"))


def _total(sheet: Sheet, words: str, numbers: Iterable[int]) -> TotalShown:
    runs = list(_runs(numbers))
    links = tuple(Link(_run(first, last), _address(sheet, first)) for first, last in runs[:RUNS_SHOWN])
    return TotalShown(words, links, sum(last - first + 1 for first, last in runs[RUNS_SHOWN:]))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of three numbers or more that follow one another, and every other by itself."""
    for _, of_run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        run = [number for _, number in of_run]
        if len(run) > 2:
            yield run[0], run[-1]
        else:
            yield from ((number, number) for number in run)


def _run(first: int, last: int) -> str:
    if first == last:
        return f"{first}"
    return f"{first} and {last}" if last == first + 1 else f"{first} to {last}"


def _address(sheet: Sheet, number: int) -> str:
    """Return the address of an item by its number."""
    is_printed = number <= sheet.printed
    page = sheet.body.address if is_printed else _page_of_row(sheet, number - sheet.printed - 1)
    return f"{page}#matter-{number}"


def _address_of_rest(body: Body) -> str:
    """Return the address of the first page of what is not printed."""
    return f"{body.address}more/"


def _pages_of_rest(sheet: Sheet) -> list[PageOfRows[Numbered | Standing]]:
    """Return the pages of what is not printed: the items first, then all else that is open."""
    rows: list[Numbered | Standing] = [*sheet.left_over, *sheet.besides]
    return list(pages_of(rows, _address_of_rest(sheet.body), ITEMS_A_PAGE))


def _page_of_row(sheet: Sheet, row: int) -> str:
    return _pages_of_rest(sheet)[row // ITEMS_A_PAGE].address


def _address_of_entry(body: Body) -> str | None:
    """Return the address of the calendar entry; None where the day of the meeting or of the site is not known."""
    has_day = body.next is not None and body.next.date.is_day and body.guide.site.base_url is not None
    return f"{body.address}{ENTRY}" if has_day else None


def _entry(guide: Dataset, id: str) -> bytes:
    """Return the calendar entry of a briefing: all day, with the link to the page and the first questions."""
    sheet = guide.once(sheet_of, id)
    body, meeting = sheet.body, sheet.body.next
    assert meeting
    assert meeting.date.earliest
    address = guide.whole_url(body.address)
    event = Event(
        uid=uid(guide, f"briefing.{meeting.id}"),
        first=meeting.date.earliest,
        last=meeting.date.earliest,
        stamp=_last_record(guide),
        title=_title(body),
        text=_text(sheet, address),
        address=address,
    )
    return calendar_to_bytes(Calendar(_title(body), sheet.summary, f"{address}{ENTRY}", (event,)))


def _text(sheet: Sheet, address: str) -> str:
    printed = sheet.numbered[: sheet.printed]
    asked = [f"{one.number}. {_in_calendar(one.item)}".strip() for one in printed[:QUESTIONS_SHOWN]]
    rest = len(printed) - len(asked)
    more = [f"{count(rest, 'more question')} on the page."] if rest else []
    return "\n".join([sheet.summary, *asked, *more, address])


def _in_calendar(item: Item) -> str:
    text = f"“{shorten(item.text.source, 160, placeholder='…')}” " if item.text else ""
    return f"{item.link.text}: {text}{item.recorded} {item.question}"


def _last_record(guide: Guide) -> date:
    """Return the day of the last record, so that the entry is the same on every day without news."""
    as_at, days = guide.standings.as_at, guide.register.days
    return max((days[id] for id in guide.standings.seen if days[id] <= as_at), default=as_at)
