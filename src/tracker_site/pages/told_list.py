"""All recommendations of other trackers in one list, each row marked with whose it is and as at which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dataset.model import Ref, extend
from tracker_site.dates import exactly, in_words
from tracker_site.labels import count
from tracker_site.pages.facets import Facet, FacetValue, imported_facets
from tracker_site.pages.listings import Listing, ListPage, Sorting, due_day, pages_of_lists
from tracker_site.pages.taken_in import FOLDER, imported_in_all

_HOME = Link("Recommendations of other trackers", FOLDER)
ROWS = 30
"""Each row says whose it is as well, and a full page is to stay light on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredPage(ListPage[Recommendation]):
    """Recommendations of other trackers in one list: all of them, or those of one facet."""

    template: ClassVar[str] = "gathered.html"

    # Each original is to be known to search engines, not this list of copies.
    is_worth_finding: bool = False


def imported_list(others: Sequence[Tracker]) -> Listing[Recommendation] | None:
    """Return the list of all recommendations of other trackers; None where there are no other trackers."""
    if not others:
        return None
    rows = sorted((_row(other, one) for other in others for one in other.recommendations), key=_order)
    by_id = {row.id: row for row in rows}
    return Listing(
        FOLDER,
        by_id,
        imported_facets(FOLDER, by_id, others),
        (
            Sorting("open", "late ones first, closed ones last"),
            Sorting("issued", "latest issued first", lambda one: -one.issued.sorts_at(date.min).toordinal()),
            Sorting("due", "earliest due first", due_day),
            Sorting("title", "by title", lambda one: one.title.casefold()),
        ),
    )


def plan_imported_list(
    guide: Guide, others: Sequence[Tracker], listing: Listing[Recommendation] | None
) -> Iterator[GatheredPage]:
    """Yield the list of all recommendations of other trackers, and the same by each facet."""
    if listing is None:
        return
    title = _HOME.text if guide.holds_records else "Recommendations of all trackers"

    def narrowed(facet: Facet, value: FacetValue, rows: tuple[Recommendation, ...]) -> tuple[str, str]:
        counted = count(len(rows), "recommendation").capitalize()
        label = value.label if facet.key == "authority" else f"{value.label[0].lower()}{value.label[1:]}"
        return f"{title}: {label}", f"{counted} of other trackers: {facet.claim(value)}."

    yield from pages_of_lists(
        GatheredPage,
        listing,
        _HOME,
        (title, f"{imported_in_all(others)} Each at the day of its own tracker."),
        narrowed,
        section="from" if guide.holds_records else "recommendations",
        caption=", late ones first, closed ones last",
        length=ROWS,
    )


def _order(one: Recommendation) -> tuple[bool, bool, str, str]:
    return not one.is_open, not one.late, one.title.casefold(), one.id


def _row(tracker: Tracker, one: Recommendation) -> Recommendation:
    """Return a recommendation as its row shows it: with whose it is in the place of the council."""
    council, key = (
        (f"{one.authority.title}. ", f"{tracker.key}/{one.authority}") if one.authority else ("", "")
    )
    owner = f"{council}From {tracker.title}, as at {in_words(exactly(tracker.data.as_at))}"
    return extend(Recommendation, one, id=f"{tracker.key}:{one.id}", authority=Ref(key, owner))
