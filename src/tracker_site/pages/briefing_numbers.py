"""The numbers of a briefing: where each matter stands, and under which of them what presses is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tracker_site.briefing.body import Business, state_of
from tracker_site.briefing.sheet import Group, Sheet
from tracker_site.dataset.guide import Guide, Link
from tracker_site.pages.briefing_lists import address_of_briefing
from tracker_site.pages.pagination import pages_of

MATTERS_A_PAGE = 25
"""How many of the matters that are not printed stand on a page: each has several lines."""

MORE = "more/"
"""The folder, in that of a briefing, of what it has no room for."""

ALSO_OPEN = "also-open"
"""The anchor of the list of all else that is open."""

RUNS_SHOWN = 10
"""How many numbers, or runs of them, a count names."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things press for one reason, and the numbers of the matters that tell of them."""

    words: str
    numbers: tuple[Link, ...]
    more: int
    """How many matters there are beside those."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The matters of a group that are not printed: how many, their numbers, and where they stand."""

    count: int
    numbers: str
    address: str


def counted(business: Business, sheet: Sheet) -> tuple[Counted, ...]:
    """Return how many things press for each reason, with the ways to where they are told."""
    return tuple(_counted(business, sheet, one.words, one.places) for one in sheet.in_all)


def rest_of(business: Business, sheet: Sheet, group: Group) -> Rest | None:
    """Return what of a group is not printed, and where it stands; nothing where all of it is."""
    places = [place for place, (one, _) in enumerate(sheet.left_over) if one is group]
    if not places:
        return None
    numbers = _in_words(sheet.printed + places[0] + 1, sheet.printed + places[-1] + 1)
    address = _address(business, sheet, sheet.printed + places[0]).partition("#")[0]
    return Rest(len(places), numbers, f"{address}#{group.key}")


def address_of_besides(business: Business, sheet: Sheet) -> str:
    """Return where the list of all else that is open begins, on the pages of what is not printed."""
    return f"{_page_of(business, sheet, len(sheet.left_over))}#{ALSO_OPEN}"


def more_named(guide: Guide, business: Business) -> str:
    """Return what the page of what is not printed is called; nobody is asked for a body that may be gone."""
    return "More that is unsettled" if state_of(guide, business) == "resting" else "More to ask"


def first_of_rest(business: Business) -> str:
    """Return the address of the first page of what is not printed."""
    return f"{address_of_briefing(business)}{MORE}"


def _counted(business: Business, sheet: Sheet, words: str, places: tuple[int, ...]) -> Counted:
    runs = list(_runs(places))
    numbers = tuple(
        Link(_in_words(first + 1, last + 1), _address(business, sheet, first))
        for first, last in runs[:RUNS_SHOWN]
    )
    return Counted(words, numbers, sum(last - first + 1 for first, last in runs[RUNS_SHOWN:]))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of three numbers or more that follow one another, and every other by itself."""
    for _, of_run in groupby(enumerate(places), key=lambda one: one[1] - one[0]):
        run = [place for _, place in of_run]
        if len(run) > 2:
            yield run[0], run[-1]
        else:
            yield from ((place, place) for place in run)


def _in_words(first: int, last: int) -> str:
    if first == last:
        return f"{first}"
    return f"{first} and {last}" if last == first + 1 else f"{first} to {last}"


def _address(business: Business, sheet: Sheet, place: int) -> str:
    """Return where the matter of a place stands."""
    if place < sheet.printed:
        return f"{address_of_briefing(business)}#matter-{place + 1}"
    return f"{_page_of(business, sheet, place - sheet.printed)}#matter-{place + 1}"


def _page_of(business: Business, sheet: Sheet, row: int) -> str:
    """Return which page of what is not printed a row stands on: the matters first, then all else that is open."""
    rows = (*sheet.left_over, *sheet.besides)
    return list(pages_of(rows, first_of_rest(business), MATTERS_A_PAGE))[row // MATTERS_A_PAGE].address
