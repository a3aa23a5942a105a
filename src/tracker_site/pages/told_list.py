"""All recommendations of other trackers in one list, each row marked with whose it is and as at which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dataset.model import Ref, extend
from tracker_site.dates import exactly, in_words
from tracker_site.pages.facets import NOTICES, UNANSWERED, Facet, FacetValue, answers_in, claim
from tracker_site.pages.listings import Listing, ListShown, listing_of
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.pages.planned import Later
from tracker_site.pages.script import Sorting, recommendation_cells
from tracker_site.pages.taken_in import FOLDER, imported_in_all, list_of_council
from tracker_site.pages.words import ASSURANCES_IN_ALL, count
from tracker_site.records.statuses import COMMON

_TITLE = "Recommendations of other trackers"
ROWS = 30
"""Each row says whose it is as well, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True)
class _Imported:
    """A recommendation with the tracker that tells it."""

    tracker: Tracker
    one: Recommendation

    @property
    def id(self) -> str:
        return f"{self.tracker.key}:{self.one.id}"

    @property
    def council(self) -> str | None:
        """The key of its council, as the address of a list has it."""
        return f"{self.tracker.key}/{self.one.authority}" if self.one.authority else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredPage(Page):
    """Recommendations of other trackers in one list: all of them, or those of one facet."""

    template: ClassVar[str] = "gathered.html"

    answer: str
    caption: str
    rows: tuple[Recommendation, ...]
    listed: ListShown


@dataclass(frozen=True, slots=True)
class ToldList:
    """The list of all recommendations of other trackers: with its facets, all rows, and the same as a script."""

    listing: Listing
    rows: Mapping[str, Recommendation]

    def files(self) -> Iterator[Later[bytes]]:
        """Yield the script."""
        yield Later(self.listing.file, partial(bytes, self.listing.script))


def list_taken_in(others: Sequence[Tracker]) -> ToldList | None:
    """Return the list of all recommendations of other trackers; nothing where none is taken in."""
    if not others:
        return None
    told = sorted((_Imported(other, one) for other in others for one in other.recommendations), key=_order)
    days = {one.id: -one.one.issued.sorts_at(date.min).toordinal() for one in told}
    due = {
        one.id: one.one.due.sorts_at(date.max).toordinal() if one.one.due else date.max.toordinal()
        for one in told
    }
    rows = {one.id: _row(one) for one in told}
    listing = listing_of(
        FOLDER,
        tuple(_facets(others, told)),
        (
            Sorting("open", "late ones first, closed ones last", {}),
            Sorting("issued", "latest issued first", days),
            Sorting("due", "earliest due first", due),
            Sorting("title", "by title", {one.id: one.one.title.casefold() for one in told}),
        ),
        tuple(rows),
        [recommendation_cells(row) for row in rows.values()],
    )
    return ToldList(listing, rows)


def plan_taken_in(guide: Guide, others: Sequence[Tracker], told: ToldList | None) -> Iterator[Page]:
    """Yield the list of all recommendations of other trackers, and the same by each facet."""
    if told is None:
        return
    listing, rows = told.listing, told.rows
    title = _TITLE if guide.holds_records else "Recommendations of all trackers"
    sentence = f"{imported_in_all(others)} Each at the day of its own tracker."
    yield from _pages(guide, listing, title, sentence, tuple(rows.values()), listing.folder)
    for facet, value in listing.lists():
        kept = tuple(rows[id] for id in value.ids)
        counted = (
            f"{count(len(kept), 'recommendation').capitalize()} of other trackers: {claim(facet, value)}."
        )
        named = f"{title}: {value.label if facet.key == 'authority' else _lower(value.label)}"
        yield from _pages(guide, listing, named, counted, kept, value.address, f"{facet.key}={value.key}")


def _pages(
    guide: Guide,
    listing: Listing,
    title: str,
    sentence: str,
    rows: tuple[Recommendation, ...],
    address: str,
    preset: str = "",
) -> Iterator[GatheredPage]:
    above = Link(_TITLE, FOLDER)
    for page in pages_of(rows, address, ROWS):
        is_first = address == FOLDER and not page.pagination.previous
        yield GatheredPage(
            address=page.address,
            title=f"{title}{page.pagination.title}",
            description=sentence,
            breadcrumbs=() if is_first else (above,),
            section="from" if guide.holds_records else "recommendations",
            # Each original is to be known to search engines, not this list of copies.
            is_worth_finding=False,
            answer=sentence,
            caption=f"{title}, late ones first, closed ones last",
            rows=page.rows,
            listed=listing.shown(page.pagination, address if preset else "", preset),
        )


def _order(told: _Imported) -> tuple[bool, bool, str, str]:
    return told.one.phase == "closed", not told.one.late, told.one.title.casefold(), told.id


def _row(imported: _Imported) -> Recommendation:
    """Return a recommendation as its row shows it: with whose it is in the place of the council."""
    tracker, one = imported.tracker, imported.one
    council = f"{one.authority.title}. " if one.authority else ""
    owner = f"{council}From {tracker.title}, as at {in_words(exactly(tracker.data.as_at))}"
    return extend(Recommendation, one, authority=Ref(one.authority or "", owner))


def _facets(others: Sequence[Tracker], told: Sequence[_Imported]) -> Iterator[Facet]:
    trackers = ((one.key, one.title, f"from/{one.key}/") for one in others)
    yield Facet(
        "tracker",
        "Tracker",
        _values(told, trackers, lambda one: one.tracker.key),
        index=Link("All trackers", "from/"),
    )
    councils = sorted(
        (council.name, f"{other.key}/{council.id}", list_of_council(other, council.id), other.title)
        for other in others
        for council in other.data.authorities
    )
    yield Facet(
        "authority",
        "Council",
        _values(told, ((key, f"{name}, from {title}", at) for name, key, at, title in councils), _council),
        index=Link("All councils", "authorities/"),
    )
    statuses = ((key, one.label, f"{FOLDER}status/{key}/") for key, one in reversed(COMMON.items()))
    yield Facet(
        "status", "Status", _values(told, statuses, lambda one: one.one.status.common.key), is_short=True
    )
    steps = ((key, label, f"{FOLDER}assurance/{key}/") for key, label in ASSURANCES_IN_ALL.items())
    yield Facet(
        "assurance", "Who says so", _values(told, steps, lambda one: one.one.assurance), is_short=True
    )
    notices = ((key, label, f"{FOLDER}{key}/") for key, label in NOTICES.items())
    yield Facet("notice", "Late or quiet", _values(told, notices, _notices), is_short=True)
    answers = _values(told, answers_in(FOLDER), lambda one: one.one.response or UNANSWERED)
    yield Facet("response", "Response", answers, is_short=True)


def _values(
    told: Sequence[_Imported],
    named: Iterable[tuple[str, str, str]],
    has: Callable[[_Imported], str | tuple[str, ...] | None],
) -> tuple[FacetValue, ...]:
    """Return the values that some recommendation has, each with the list of those that have it."""
    found: dict[str, list[str]] = {}
    for one in told:
        values = has(one)
        for value in (values,) if isinstance(values, str) else values or ():
            found.setdefault(value, []).append(one.id)
    return tuple(FacetValue(key, label, at, tuple(found[key])) for key, label, at in named if key in found)


def _council(told: _Imported) -> str | None:
    return told.council


def _notices(told: _Imported) -> tuple[str, ...]:
    return tuple(key for key, is_so in (("late", told.one.late), ("quiet", told.one.quiet)) if is_so)


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
