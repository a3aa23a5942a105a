"""What was signed off or confirmed only as part of a whole: counted apart from what was signed off by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker_site.dataset.model import Ref
from tracker_site.records.statuses import Assurance
from tracker_site.status.claims import is_closed_by_others
from tracker_site.status.standing import Standing


@dataclass(frozen=True, slots=True)
class AsPart:
    """How many were signed off or confirmed as closed only as part of a whole, such as a plan."""

    number: int
    assurances: frozenset[Assurance]
    """Who said so."""
    wholes: frozenset[Ref]
    """What they named."""


def closed_as_part(of: Iterable[Standing], ref: Callable[[str], Ref]) -> AsPart:
    """Return how many of these were signed off or confirmed as closed only as part of a whole."""
    found = [one for one in of if one.stated_for_whole and one.assured_of and is_closed_by_others(one.step)]
    return AsPart(
        len(found),
        frozenset(one.assurance for one in found),
        frozenset(ref(one.assured_of) for one in found if one.assured_of),
    )
