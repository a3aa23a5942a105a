"""What became of all that was promised, asked for or decided, by the body that it was told to and by its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, ClassVar, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.model import Ref, page_link
from tracker_site.dataset.promises import Tally, body_of, owner_of, tally_by_nature
from tracker_site.pages.accounted import AccountPage
from tracker_site.pages.facets import lists_by_council
from tracker_site.pages.page import Page
from tracker_site.pages.pagination import pages_of
from tracker_site.register.natures import Nature
from tracker_site.status.promises import Sort

BODIES = page_link("Promises", "promises/")
OWNERS = page_link("Promises by owner’s office", "promises/owners/")

ROWS = 40
"""Each group has a head of its own, and a full page is to stay light on a phone."""

_ORDER: tuple[Sort, ...] = ("late", "undated", "dated", "standing", "kept", "given-up")
assert set(_ORDER) == set(get_args(Sort))

Tallies = Mapping[Nature, Tally]


@dataclass(frozen=True, slots=True)
class PromisesOfGroup:
    """The promises to one body, or of one office, that a page shows; the tallies count all of them."""

    heading: Ref
    tallies: Tallies
    is_continued: bool
    """Whether a page before this shows the first of them."""
    rows: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage(AccountPage):
    """Promises, in groups."""

    template: ClassVar[str] = "promises.html"

    tallies: Tallies
    other: Ref
    """The same promises in the other groups."""
    reported: int
    """How many pieces of work were only reported, which is no promise."""
    groups: tuple[PromisesOfGroup, ...]


def plan_promises(dataset: Dataset) -> Iterator[Page]:
    """Yield the promises by body, and the same by owner's office."""
    to_owners = page_link("The same by owner’s office", OWNERS.address)
    to_bodies = page_link("The same by body", BODIES.address)
    yield from _plan(dataset, BODIES, body_of, _body_heading, to_owners)
    yield from _plan(dataset, OWNERS, owner_of, _owner_heading, to_bodies)


def _is_counted(action: Action) -> bool:
    """Whether it is more than work that was only reported."""
    return action.nature != "reported"


def _plan(
    dataset: Dataset,
    first: Ref,
    group_of: Callable[[Action], tuple[str | None, ...]],
    heading: Callable[[Action], Ref],
    other: Ref,
) -> Iterator[Page]:
    """Yield the pages that show promises in one kind of groups; `first` and `other` lead to both kinds."""

    def place(one: Action) -> tuple[Any, ...]:
        return (heading(one).text.casefold(), *(part or "" for part in group_of(one)), *_order(one))

    root = first.address or ""
    for listed in lists_by_council(dataset, root, dataset.actions.values(), lambda one: one.id, _is_counted):
        rows = sorted(filter(_is_counted, listed.entries), key=place)
        groups = {key: tuple(of) for key, of in groupby(rows, group_of)}
        for page in pages_of(rows, listed.address, ROWS):
            shown = {key: tuple(of) for key, of in groupby(page.rows, group_of)}
            yield PromisesPage(
                **page.fields(BODIES, title=f"{first.text}{listed.title}"),
                councils=listed.councils,
                section="actions",
                tallies=tally_by_nature(listed.entries),
                other=page_link(other.text, f"{other.address}{listed.address.removeprefix(root)}"),
                reported=len(listed.entries) - len(rows),
                groups=tuple(
                    PromisesOfGroup(
                        heading(of[0]), tally_by_nature(groups[key]), of[0] is not groups[key][0], of
                    )
                    for key, of in shown.items()
                ),
            )


def _order(action: Action) -> tuple[int, date, str]:
    """Order what is to be asked about first, and of each sort the longest due or promised."""
    assert action.promise
    when = action.due if action.due and action.due.is_known else action.issued
    return (_ORDER.index(action.promise), when.sorts_at(date.max), action.id)


def _body_heading(action: Action) -> Ref:
    council, writer = action.authority.title if action.authority else None, action.written_by
    if action.body:
        return page_link(f"{council}: {action.body.title}", action.body.address)
    if writer:
        words = f"{council}: in letters of {writer}" if council else f"Letters of {writer}"
    else:
        words = f"{council}: its own plans and letters" if council else "Letters that name no writer"
    return page_link(words, action.authority.address if action.authority else None)


def _owner_heading(action: Action) -> Ref:
    council = action.authority.title if action.authority else "No council named"
    return page_link(f"{council}: {action.office or 'no owner is named'}", None)
