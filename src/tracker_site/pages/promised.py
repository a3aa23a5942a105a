"""What became of all that was promised, asked for or decided, by the body that it was told to and by its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, ClassVar, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.guide import Link
from tracker_site.dataset.model import Ref
from tracker_site.dataset.promises import Tally, by_body, by_owner, tally_by_nature
from tracker_site.pages.accounted import AccountPage
from tracker_site.pages.facets import ListOfCouncil, lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.register.natures import Nature
from tracker_site.status.promises import Sort

BODIES = Link("Promises", "promises/")
OWNERS = Link("Promises by owner’s office", "promises/owners/")

ROWS = 40
"""Each group has a head of its own, and a full page is to stay light on a phone."""

_ORDER: tuple[Sort, ...] = ("late", "undated", "dated", "standing", "kept", "given-up")
assert set(_ORDER) == set(get_args(Sort))

Tallies = Mapping[Nature, Tally]


@dataclass(frozen=True, slots=True)
class PromisesOfGroup:
    """The promises to one body, or of one office, that a page shows; the tallies count all of them."""

    heading: Link
    tallies: Tallies
    is_continued: bool
    """Whether a page before this shows the first of them."""
    rows: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage(AccountPage):
    """Promises, in groups."""

    template: ClassVar[str] = "promises.html"

    tallies: Tallies
    other: Link
    """The same promises in the other groups."""
    reported: int
    """How many pieces of work were only reported, which is no promise."""
    groups: tuple[PromisesOfGroup, ...]


def plan_promises(dataset: Dataset) -> Iterator[Page]:
    """Yield the promises by body, and the same by owner's office."""
    yield from _plan(
        dataset, BODIES, by_body, _body_heading, Link("The same by owner’s office", OWNERS.address)
    )
    yield from _plan(dataset, OWNERS, by_owner, _owner_heading, Link("The same by body", BODIES.address))


def _is_counted(action: Action) -> bool:
    """Whether it is more than work that was only reported."""
    return action.nature != "reported"


def _plan(
    dataset: Dataset,
    first: Link,
    grouped: Callable[..., Mapping[Any, tuple[Action, ...]]],
    heading: Callable[..., Link],
    other: Link,
) -> Iterator[Page]:
    """Yield the pages that show promises in one kind of groups; `first` and `other` lead to both kinds."""
    found, root = dataset.actions.values(), first.address or ""
    for listed in lists_by_council(dataset, root, found, lambda one: one.id, _is_counted):
        groups = grouped(filter(_is_counted, listed.entries))
        named = [(heading(*key), key) for key in groups]
        named.sort(key=lambda group: (group[0].text.casefold(), *(part or "" for part in group[1])))
        of_groups = [(link, sorted(groups[key], key=_order)) for link, key in named]
        to_other = Link(other.text, f"{other.address}{listed.address.removeprefix(root)}")
        yield from _pages(first, listed, of_groups, to_other)


def _pages(
    first: Link,
    listed: ListOfCouncil[Action],
    groups: Sequence[tuple[Link, Sequence[Action]]],
    other: Link,
) -> Iterator[Page]:
    rows = [(n, one) for n, (_, of_group) in enumerate(groups) for one in of_group]
    for page in pages_of(rows, listed.address, ROWS):
        yield PromisesPage(
            **page.fields(BODIES, title=f"{first.text}{listed.title}"),
            councils=listed.councils,
            section="actions",
            tallies=tally_by_nature(listed.entries),
            other=other,
            reported=sum(not _is_counted(one) for one in listed.entries),
            groups=tuple(_groups(groups, page.rows)),
        )


def _order(action: Action) -> tuple[int, date, str]:
    """Order what is to be asked about first, and of each sort the longest due or promised."""
    assert action.promise
    when = action.due if action.due and action.due.is_known else action.issued
    return (_ORDER.index(action.promise), when.sorts_at(date.max), action.id)


def _body_heading(authority: Ref | None, body: Ref | None, written_by: str | None) -> Link:
    council = authority.title if authority else None
    if body:
        return Link(f"{council}: {body.title}", body.address)
    if written_by:
        words = f"{council}: in letters of {written_by}" if council else f"Letters of {written_by}"
    else:
        words = f"{council}: its own plans and letters" if council else "Letters that name no writer"
    return Link(words, authority.address if authority else None)


def _owner_heading(authority: Ref | None, owner: str | None) -> Link:
    council = authority.title if authority else "No council named"
    return Link(f"{council}: {owner or 'no owner is named'}", None)


def _groups(
    groups: Sequence[tuple[Link, Sequence[Action]]], rows: Iterable[tuple[int, Action]]
) -> Iterator[PromisesOfGroup]:
    for n, of_group in groupby(rows, key=lambda row: row[0]):
        (heading, promises), shown = groups[n], [one for _, one in of_group]
        yield PromisesOfGroup(
            heading=heading,
            tallies=tally_by_nature(promises),
            is_continued=shown[0] is not promises[0],
            rows=tuple(shown),
        )
