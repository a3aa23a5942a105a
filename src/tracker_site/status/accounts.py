"""All that the standings add up to: silence, moved dates, repeated concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tracker_site.status.claims import is_answered, is_never_signed_off, is_on_own_word, plans_answering
from tracker_site.status.due import DueDate, MovedDates, worst_first
from tracker_site.status.lineage import LookBack, Thread, look_backs, threads
from tracker_site.status.silence import Silence, longest_first
from tracker_site.status.standing import RecommendationStanding, Standing, Standings, StatusFacts


class Accounts:
    """What the standings add up to, as at their day; each account is calculated when it is first asked for.

    Each mapping is by the id of the entity that it is about, in the order in which it is shown.
    """

    def __init__(self, standings: Standings) -> None:
        self._standings = standings

    @cached_property
    def silences(self) -> Mapping[str, Silence]:
        """The silence on every open recommendation and action, the longest first."""
        found = [one.silence for one in self._standings.everything if one.silence]
        return {one.id: one for one in sorted(found, key=longest_first)}

    @cached_property
    def slippages(self) -> Mapping[str, MovedDates]:
        """The moved dates of every recommendation, part and action whose due date moved, the worst first."""
        found = [
            one.slippage for whole in self._standings.everything for one in _with_parts(whole) if one.slippage
        ]
        return {one.id: one for one in sorted(found, key=worst_first)}

    @cached_property
    def dated(self) -> tuple[str, ...]:
        """The recommendations, parts and actions that ever had a due date."""
        dates = [pair for standing in self._standings.everything for pair in _dates_of(standing)]
        return tuple(id for id, of in dates if any(due.date.is_known for due in of))

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """Every concern that was raised more than once."""
        return threads(self._standings)

    @cached_property
    def thread_of(self) -> Mapping[str, Thread]:
        """The thread of each recommendation that is in one."""
        return {id: thread for thread in self.threads for id in thread.ids}

    @cached_property
    def look_backs(self) -> tuple[LookBack, ...]:
        """What each inspection that followed others looked back at."""
        return look_backs(self._standings, self.threads)

    @cached_property
    def plans_answering(self) -> Mapping[str, tuple[str, ...]]:
        """The action plans that answer each recommendation, of those that any answers."""
        return plans_answering(self._standings)

    def is_answered(self, id: str) -> bool:
        """Whether a response to a recommendation is recorded, or an action plan that answers it."""
        return is_answered(self._standings.recommendations[id].response, self.plans_answering.get(id, ()))

    def is_on_own_word(self, standing: Standing) -> bool:
        """Whether it is closed on the council's word alone, and could be signed off."""
        return is_on_own_word(self._standings, standing)

    def is_never_signed_off(self, standing: Standing) -> bool:
        """Whether it is completed on the council's word alone, and could be signed off."""
        return is_never_signed_off(self._standings, standing)


def _with_parts(standing: Standing) -> Iterator[StatusFacts]:
    yield standing
    yield from standing.parts if isinstance(standing, RecommendationStanding) else ()


def _dates_of(standing: Standing) -> Iterator[tuple[str, tuple[DueDate, ...]]]:
    """Yield the due dates of an entity, and those of each of its parts that had a date of its own."""
    yield standing.id, standing.due_dates
    for part in standing.parts if isinstance(standing, RecommendationStanding) else ():
        if part.due_dates != standing.due_dates:
            yield f"{standing.id}/{part.key}", part.due_dates
