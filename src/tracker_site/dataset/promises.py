"""Promises: the sorts of actions, the ones to ask about first, and how many there are by nature, body and owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker_site.dataset.entities import Action
from tracker_site.dataset.model import Ref
from tracker_site.dataset.wholes import AsPart, closed_as_part
from tracker_site.register.natures import Nature
from tracker_site.status.due import Punctuality

PROMISES: Mapping[str, tuple[str, str]] = {
    "late": ("Past their date", "Open, and the due date has passed."),
    "dated": ("With a date to come", "Open, with a due date."),
    "undated": ("Without a date", "Open, and nobody has said by when."),
    "standing": ("Standing duties", "Done again and again until something closes them."),
    "done": ("Done", "Closed."),
}
"""The heading of each sort, and what it means."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises there are, and of them how many of each sort."""

    promises: int
    kept: int
    kept_on_own_word: int
    """Of those that were kept, how many on the council's word alone."""
    kept_as_part: AsPart
    """Of the others, how many only as part of a whole, such as a plan."""
    given_up: int
    late: int
    dated: int
    undated: int
    standing: int
    moved: int
    """How many had their date moved or dropped, whatever became of them."""
    by_first_date: Mapping[Punctuality, int]
    """Of those that were kept, how many in time, by the date that stood first."""
    by_last_date: Mapping[Punctuality, int]
    """The same by the date that stands now."""


def tally(of: Iterable[Action]) -> Tally:
    """Return how many there are of each sort."""
    all_of = tuple(of)
    sorts = Counter(one.promise for one in all_of)
    kept = [one.kept for one in all_of if one.kept]
    return Tally(
        promises=len(all_of),
        kept=sorts["kept"],
        kept_on_own_word=sum(bool(one.never_signed_off) for one in all_of),
        kept_as_part=closed_as_part((one for one in all_of if one.promise == "kept"), _as_it_is),
        given_up=sorts["given-up"],
        late=sorts["late"],
        dated=sorts["dated"],
        undated=sorts["undated"],
        standing=sorts["standing"],
        moved=sum(one.slippage is not None for one in all_of),
        by_first_date=Counter(one.by_first_date.in_time for one in kept),
        by_last_date=Counter(one.by_last_date.in_time for one in kept),
    )


def _as_it_is(ref: str) -> Ref:
    assert isinstance(ref, Ref)
    return ref


COUNTED: tuple[Nature, ...] = ("promised", "aim", "noted", "asked-for", "decided")
"""What is counted, the promises first; work that was only reported is not."""


def tally_by_nature(of: Iterable[Action]) -> dict[Nature, Tally]:
    """Return a tally for each nature of which there is any, the promises first."""
    by_nature: dict[Nature, list[Action]] = {nature: [] for nature in COUNTED}
    for one in of:
        if one.nature in by_nature:
            by_nature[one.nature].append(one)
    return {nature: tally(found) for nature, found in by_nature.items() if found}


def body_of(action: Action) -> tuple[str | None, ...]:
    """Return whom it was told to: council, body and writer; the council's own plans and letters have but the first."""
    return (action.authority, action.body, action.written_by)


def owner_of(action: Action) -> tuple[str | None, ...]:
    """Return whose it is: council and owner's office; the second is none where no owner is named."""
    return (action.authority, action.office)
