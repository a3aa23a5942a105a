"""What became of all that was promised, asked for or decided, by the body that it was told to and by its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar, TypeVar, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.guide import Link
from tracker_site.labels import days_in_words, times
from tracker_site.pages.accounted import (
    PROMISES,
    kept_in_words,
    promises_in_sentences,
    promises_in_words,
)
from tracker_site.pages.facets import Facet, ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import Pagination, pages_of
from tracker_site.status.promises import Promise, Sort, by_body, by_owner

OWNERS = Link("Promises by owner’s office", "promises/owners/")

ROWS = 40
"""Each group has a head of its own, and a full page is to stay light on a phone."""

Key = TypeVar("Key", bound=tuple[str | None, ...])
"""The council, and by what else promises are grouped."""

_ORDER: tuple[Sort, ...] = ("late", "undated", "dated", "standing", "kept", "given-up")
assert set(_ORDER) == set(get_args(Sort))


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """Something promised, asked for, decided or recorded as an action, and what became of it."""

    action: Action
    since: str
    """For one without a date: how long ago it was recorded, as at the day."""
    moved: str
    """How often its date was moved or dropped."""
    kept: str
    """Of one that was kept, whether in time."""


@dataclass(frozen=True, slots=True)
class PromisesOfGroup:
    """The promises to one body, or of one office, that a page shows; the sentence counts all of them."""

    heading: Link
    words: str
    is_continued: bool
    """Whether a page before this shows the first of them."""
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage(Page):
    """Promises, in groups."""

    template: ClassVar[str] = "promises.html"

    answer: str
    further: tuple[str, ...]
    """How much there is beside promises, kind by kind."""
    councils: Facet | None
    """The councils that it can be narrowed to."""
    other: Link
    """The same promises in the other groups."""
    reported: int
    """How many pieces of work were only reported, which is no promise."""
    groups: tuple[PromisesOfGroup, ...]
    pagination: Pagination


def plan_promises(guide: Dataset) -> Iterator[Page]:
    """Yield the promises by body, and the same by owner's office."""
    found = guide.accounts.promises.values()
    of_bodies = tuple(lists_by_council(guide, PROMISES.address or "", found, lambda one: one.id, _is_counted))
    of_owners = tuple(lists_by_council(guide, OWNERS.address or "", found, lambda one: one.id, _is_counted))
    for bodies, owners in zip(of_bodies, of_owners, strict=True):
        by_whom = Link("The same by owner’s office", owners.address)
        by_which = Link("The same by body", bodies.address)
        of_body, of_owner = (
            by_body(filter(_is_counted, bodies.entries)),
            by_owner(filter(_is_counted, owners.entries)),
        )
        yield from _lists(guide, "Promises", bodies, of_body, _body_heading, by_whom)
        yield from _lists(guide, OWNERS.text, owners, of_owner, _owner_heading, by_which)


def _is_counted(promise: Promise) -> bool:
    """Whether it is more than work that was only reported."""
    return promise.nature != "reported"


Heading = Callable[..., Link]


def _lists(
    guide: Dataset,
    title: str,
    listed: ListOfCouncil[Promise],
    groups: Mapping[Key, tuple[Promise, ...]],
    heading: Heading,
    other: Link,
) -> Iterator[Page]:
    named = {key: heading(guide, *key) for key in groups}
    ordered = sorted(groups, key=lambda key: (named[key].text.casefold(), *(part or "" for part in key)))
    rows = [(key, one) for key in ordered for one in sorted(groups[key], key=_order)]
    sentence, *further = promises_in_sentences(listed.entries)
    reported = sum(not _is_counted(one) for one in listed.entries)
    begun: set[Key] = set()
    for page in pages_of(rows, listed.address, ROWS):
        shown = []
        for key, of_group in groupby(page.rows, key=lambda row: row[0]):
            shown.append(_group(guide, named[key], groups[key], [one for _, one in of_group], key in begun))
            begun.add(key)
        yield PromisesPage(
            address=page.address,
            title=f"{title}{listed.title}{page.pagination.title}",
            description=sentence,
            breadcrumbs=(PROMISES,) if page.address != PROMISES.address else (),
            section="actions",
            answer=sentence,
            further=tuple(further),
            councils=listed.councils,
            other=other,
            reported=reported,
            groups=tuple(shown),
            pagination=page.pagination,
        )


def _order(promise: Promise) -> tuple[int, date, str]:
    """Order what is to be asked about first, and of each sort the longest due or promised."""
    when = promise.due if promise.due and promise.due.is_known else promise.promised
    return (_ORDER.index(promise.sort), when.sorts_at(date.max), promise.id)


def _body_heading(guide: Dataset, authority: str | None, body: str | None, written_by: str | None) -> Link:
    council = guide.title(authority) if authority else None
    address = guide.seen_address(authority) if authority else None
    if body:
        return Link(f"{council}: {guide.title(body)}", guide.seen_address(body))
    if written_by:
        return Link(
            f"{council}: in letters of {written_by}" if council else f"Letters of {written_by}", address
        )
    return Link(
        f"{council}: its own plans and letters" if council else "Letters that name no writer", address
    )


def _owner_heading(guide: Dataset, authority: str | None, owner: str | None) -> Link:
    council = guide.title(authority) if authority else "No council named"
    return Link(f"{council}: {owner or 'no owner is named'}", None)


def _group(
    guide: Dataset,
    heading: Link,
    everything: tuple[Promise, ...],
    shown: Sequence[Promise],
    is_continued: bool,
) -> PromisesOfGroup:
    rows = tuple(guide.once(_row, one.id) for one in shown)
    return PromisesOfGroup(heading, promises_in_words(everything), is_continued, rows)


def _row(guide: Dataset, address: str) -> PromiseRow:
    promise = guide.accounts.promises[address]
    return PromiseRow(
        action=guide.actions[address],
        since=_since(promise),
        moved=f"moved or dropped {times(promise.times_moved)}" if promise.times_moved else "",
        kept=kept_in_words(promise.kept, promise.nature) if promise.kept else "",
    )


def _since(promise: Promise) -> str:
    if promise.sort != "undated":
        return ""
    if promise.days is None:
        return "since when is not known"
    at_least = "" if promise.promised.is_day else "at least "
    return f"recorded {at_least}{days_in_words(promise.days)} ago" if promise.days else "recorded today"
