"""Lists of several councils, each narrowed to one council on pages of its own: it takes no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker_site.dataset.guide import Guide
from tracker_site.pages.facets import FacetGroup, FacetLink
from tracker_site.pages.letters import NAMES_TAKEN_IN

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class ListOfCouncil(Generic[Thing]):
    """A list of all councils, or of one: its address, what stands in it, and the ways to the others."""

    address: str
    council: str | None
    """The name of the council that it is narrowed to."""
    things: tuple[Thing, ...]
    councils: FacetGroup | None
    """The councils that it can be narrowed to; none where there is but one."""

    @property
    def title(self) -> str:
        """What it adds to the title: ": Examplebury Council"."""
        return f": {self.council}" if self.council else ""


def lists_by_council(
    guide: Guide,
    address: str,
    things: Iterable[Thing],
    of: Callable[[Thing], str],
    is_shown: Callable[[Thing], bool] = lambda _: True,
) -> Iterator[ListOfCouncil[Thing]]:
    """Yield the list of all, and one of each council where there are several.

    `of` names what a thing is about; `is_shown` says whether it has a row of its own or is only counted in the answer.
    """
    everything = tuple(things)
    found: dict[str, list[Thing]] = {}
    for one in everything:
        if authority := guide.authority_of(of(one)):
            found.setdefault(authority, []).append(one)
    if len(found) < 2:
        yield ListOfCouncil(address, None, everything, None)
        return
    named = sorted((guide.title(id), id) for id in found)
    numbers = {id: sum(map(is_shown, kept)) for id, kept in found.items()}
    group = _links(address, named, numbers, sum(map(is_shown, everything)))
    yield ListOfCouncil(address, None, everything, group(None))
    for name, id in named:
        yield ListOfCouncil(f"{address}authority/{id}/", name, tuple(found[id]), group(id))


def _links(
    address: str, named: list[tuple[str, str]], numbers: dict[str, int], total: int
) -> Callable[[str | None], FacetGroup]:
    """Return what makes the links to the lists, as the list of one of them shows them."""

    def group(current: str | None) -> FacetGroup:
        everything = FacetLink("", "All councils", address, total, total, current is None)
        # Of very many, the list of one leads to that of all: else each of their pages would name every other.
        shown = [one for one in named if current in (None, one[1]) or len(named) <= NAMES_TAKEN_IN]
        links = (
            FacetLink(id, name, f"{address}authority/{id}/", numbers[id], numbers[id], id == current)
            for name, id in shown
        )
        return FacetGroup("authority", "Council", (everything, *links), False, None)

    return group
