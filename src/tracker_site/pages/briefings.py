"""Briefings: for the next meeting of each body two sides to print, what presses and the question that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

from tracker_site.briefing.body import Business, business_of, businesses, state_of
from tracker_site.briefing.items import Matter
from tracker_site.briefing.last_time import Decided, decided_last, heading_of_last
from tracker_site.briefing.open_entities import OpenThing
from tracker_site.briefing.print_budget import HEAD, lines_of_list
from tracker_site.briefing.sheet import Printed, Sheet, sheet_of
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import end_in_words, in_words
from tracker_site.pages.briefing_calendar import ENTRY, calendar_entry
from tracker_site.pages.briefing_lists import address_of_briefing, plan_list
from tracker_site.pages.briefing_numbers import (
    Counted,
    address_of_besides,
    counted,
    first_of_rest,
    more_named,
    rest_of,
)
from tracker_site.pages.page import Chip, Fact, Page, fact, file_at
from tracker_site.pages.planned import Later
from tracker_site.pages.tally import tally
from tracker_site.pages.unprinted import COUNCILS, GroupShown, name_of_body, plan_unprinted, with_chips
from tracker_site.pages.words import count, listing
from tracker_site.records.meeting import Meeting

OUTCOMES_SHOWN = 4
"""How many outcomes of the last meeting a briefing repeats."""


_KICKERS = {
    "next": "For the next meeting",
    "undated": "For the next meeting, of which no date is recorded",
    "resting": "What is still open",
}
_OF_IT = "that is recorded here of this body, or of what it has to do with,"
_MINUTES = {
    "draft": "From minutes that are still a draft.",
    "not-published": "The minutes of it are not published.",
}


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An item of the next agenda of which no single thing is told: its title, and what it is about in a word."""

    title: str
    about: tuple[Link, ...]
    tally: str | None


@dataclass(frozen=True, slots=True)
class Besides:
    """How many other things are open, in words, and where they are listed."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(Page):
    """What a body may want to ask at its next meeting."""

    template: ClassVar[str] = "briefing.html"

    kicker: str
    answer: str
    counts: tuple[Counted, ...]
    """How many things press for each reason, and where they are told."""
    more: Link | None
    """The way to what is not printed."""
    notice: str | None
    """What to know where the body has not met for long."""
    facts: tuple[Fact, ...]
    groups: tuple[GroupShown, ...]
    unlinked: tuple[Unlinked, ...]
    listed: tuple[tuple[OpenThing, Chip], ...]
    """What else is open, where the body has not met for long."""
    besides: Besides | None
    """Where the rest of that is listed."""
    last: Link | None
    minutes: str | None
    """What the minutes of the last meeting are, where they are not known to be approved."""
    heading_of_last: str
    decided: tuple[Decided, ...]
    decided_more: int
    calendar: str | None
    """The address of the calendar entry, where the day of the next meeting is known."""
    day_of_calendar: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A matter of a briefing, the heading that it stands under, and its number."""

    key: str
    heading: str
    number: int
    is_printed: bool
    matter: Matter


class Briefings:
    """The briefing of every body, each made when it is first asked for."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._made: dict[str, BriefingPage] = {}

    @cached_property
    def _all_business(self) -> tuple[Business, ...]:
        return businesses(self._guide)

    def _sheet(self, business: Business) -> Sheet:
        sheet = self._guide.once(sheet_of_body, business.body)
        assert sheet
        return sheet

    def _page(self, business: Business) -> BriefingPage:
        if business.body not in self._made:
            self._made[business.body] = _page(self._guide, business, self._sheet(business))
        return self._made[business.body]

    def pages(self) -> Iterator[Page | Later[Page]]:
        """Yield the list of briefings, and the page of each."""
        yield from plan_list(self._guide, self._all_business)
        for business in self._all_business:
            yield Later(file_at(address_of_briefing(business)), partial(self._page, business))

    def unprinted(self) -> Iterator[Page | Later[Page]]:
        """Yield, of each briefing, the pages of what it has no room for."""
        for business in self._all_business:
            yield from plan_unprinted(self._guide, business, self._sheet(business))

    def entries(self) -> Iterator[Later[bytes]]:
        """Yield a calendar entry of each where the day of the next meeting is known."""
        for business in self._all_business:
            if _has_entry(self._guide, business):
                yield Later(f"{address_of_briefing(business)}{ENTRY}", partial(self._entry, business))

    def _entry(self, business: Business) -> bytes:
        page = self._page(business)
        matters = [one for group in page.groups for one in group.matters]
        return calendar_entry(
            self._guide, business, page.title, _summary(self._guide, business, self._sheet(business)), matters
        )


def sheet_of_body(guide: Guide, body: str) -> Sheet | None:
    """Return all that a body may ask at its next meeting; nothing where it has no briefing."""
    business = guide.once(business_of, body)
    return sheet_of(guide, business, _taken(business)) if business else None


def pressed_on(guide: Guide, business: Business) -> Iterator[Pressed]:
    """Yield all that a body may ask at its next meeting, in the order of its numbers, also what is not printed."""
    sheet = guide.once(sheet_of_body, business.body)
    assert sheet
    asks = state_of(guide, business) != "resting"
    printed = [(one.group, matter) for one in sheet.groups for matter in one.matters]
    rest = [(group, ask.words()) for group, ask in sheet.left_over]
    for number, (group, matter) in enumerate((*printed, *rest), start=1):
        shown = matter if asks else matter.without_questions()
        yield Pressed(group.key, group.heading, number, number <= sheet.printed, shown)


def _page(guide: Guide, business: Business, sheet: Sheet) -> BriefingPage:
    address, decided, state = address_of_briefing(business), decided_last(business), state_of(guide, business)
    name = name_of_body(guide, business)
    asks = state != "resting"
    return BriefingPage(
        address=address,
        title=f"{'Still open' if state == 'resting' else 'Briefing'}: {name}",
        description=f"{name}. {_summary(guide, business, sheet)}",
        breadcrumbs=(COUNCILS, guide.link(business.body.split("/")[0]), guide.link(business.body)),
        section="authorities",
        kicker=_KICKERS[state],
        answer=_answer(guide, business, sheet),
        counts=counted(business, sheet),
        more=Link(more_named(guide, business), first_of_rest(business)) if sheet.has_rest else None,
        notice=_notice(business) if state == "resting" else None,
        facts=_facts(guide, business),
        groups=tuple(_shown(business, sheet, one, asks=asks) for one in sheet.groups),
        unlinked=tuple(_unlinked(guide, item.title, item.about) for item in sheet.unlinked),
        listed=with_chips(guide, sheet.listed),
        besides=_besides(business, sheet),
        last=_last(guide, business.last) if business.last else None,
        minutes=_MINUTES.get(business.last.minutes) if business.last else None,
        heading_of_last=heading_of_last(decided),
        decided=decided[:OUTCOMES_SHOWN],
        decided_more=max(0, len(decided) - OUTCOMES_SHOWN),
        calendar=f"{address}{ENTRY}" if _has_entry(guide, business) else None,
        day_of_calendar=in_words(business.next.date) if business.next else "",
    )


def _besides(business: Business, sheet: Sheet) -> Besides | None:
    number = len(sheet.besides)
    if not number:
        return None
    are = "is" if number == 1 else "are"
    words = (
        f"{count(number, 'other thing').capitalize()} that this body dealt with {are} open"
        if not sheet.listed
        else f"And {number} more that {are} open"
    )
    return Besides(words, address_of_besides(business, sheet))


def _has_entry(guide: Guide, business: Business) -> bool:
    return business.next is not None and business.next.date.is_day and guide.site.base_url is not None


def _answer(guide: Guide, business: Business, sheet: Sheet) -> str:
    meeting = business.next
    when = f"Next meeting: {in_words(meeting.date)}" if meeting else "No next meeting is recorded"
    resting = state_of(guide, business) == "resting"
    besides = len(sheet.listed) + len(sheet.besides)
    also = (
        f"; {count(besides, 'other thing')} {'is' if besides == 1 else 'are'} open"
        if resting and besides
        else ""
    )
    if not sheet.total:
        return f"{when}. By what is recorded, nothing presses{also}."
    agenda = sum(len(one.group.asks) for one in sheet.groups if one.group.key == "agenda")
    on_agenda = f", {agenda} of them on the agenda" if agenda else ""
    asks = "unsettled" if resting else "to ask about"
    return f"{when}. {count(sheet.total, 'matter')} {asks}{on_agenda}{also}."


def _summary(guide: Guide, business: Business, sheet: Sheet) -> str:
    """Return the same with how many things press for each reason."""
    counts = listing([one.words for one in sheet.in_all]) if sheet.in_all else ""
    return f"{_answer(guide, business, sheet)}{f' In them: {counts}.' if counts else ''}"


def _notice(business: Business) -> str:
    last = business.last_heard
    said = (
        f"Nothing {_OF_IT} is known to be later than {end_in_words(last)}"
        if last
        else f"Nothing {_OF_IT} is dated"
    )
    return f"{said}. Whether it still meets, and who would answer now, is not known here."


def _facts(guide: Guide, business: Business) -> tuple[Fact, ...]:
    coming = business.coming
    return (
        Fact("Next meeting", (_by_day(guide, coming[0]),))
        if coming
        else Fact("Next meeting", (Link("No next meeting is recorded", None),)),
        *((Fact("The one after", (_by_day(guide, coming[1]),)),) if len(coming) > 1 else ()),
        *(
            (Fact("Last meeting", (_by_day(guide, business.last),)),)
            if business.last
            else fact("Last meeting", "None is recorded")
        ),
    )


def _by_day(guide: Guide, meeting: Meeting) -> Link:
    """Return the way to a meeting of the body by its day, after its title where it has one of its own."""
    day = in_words(meeting.date)
    words = f"{meeting.title} ({day})" if meeting.title and day not in meeting.title else meeting.title or day
    return Link(words, guide.address(meeting.id))


def _last(guide: Guide, meeting: Meeting) -> Link:
    """Return the way to the last meeting, with its day."""
    return _by_day(guide, meeting) if meeting.title else guide.link(meeting.id)


def _shown(business: Business, sheet: Sheet, printed: Printed, asks: bool) -> GroupShown:
    return GroupShown(
        key=printed.group.key,
        heading=printed.group.heading,
        explanation=printed.group.explanation,
        first=printed.first,
        matters=printed.matters if asks else tuple(one.without_questions() for one in printed.matters),
        rest=rest_of(business, sheet, printed.group),
    )


def _taken(business: Business) -> float:
    """Return how many lines of print a briefing needs beside its matters."""
    decided = [
        f"{one.verb or ''} {one.item} {one.text.source if one.text else ''}" for one in decided_last(business)
    ]
    items = [item.title for item in business.next.items] if business.next else []
    return HEAD + lines_of_list(decided[:OUTCOMES_SHOWN]) + lines_of_list(items) / 2


def _unlinked(guide: Guide, title: str, about: tuple[str, ...]) -> Unlinked:
    """Return an item of an agenda that is about nothing in particular, or about more than can be told with it."""
    meant = dict.fromkeys(id for one in about for id in guide.register.recommendations_meant(one))
    known = [guide.standings.recommendations[id] for id in meant if id in guide.standings.recommendations]
    words = f"{count(len(known), 'recommendation')}: {tally(one.status for one in known)}" if known else None
    return Unlinked(title, guide.links(about), words)
