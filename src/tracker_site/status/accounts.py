"""All that the standings add up to: silence, moved dates, repeated concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tracker_site.status.claims import plans_answering
from tracker_site.status.due import MovedDates, worst_first
from tracker_site.status.lineage import LookBack, Thread, look_backs, threads
from tracker_site.status.silence import Silence, longest_first
from tracker_site.status.standing import RecommendationStanding, Standings, StatusFacts


class Accounts:
    """What the standings add up to, as at their day; each account is calculated when it is first asked for.

    Each mapping is by the id of the entity that it is about, in the order in which it is shown.
    """

    def __init__(self, standings: Standings) -> None:
        self._standings = standings

    @cached_property
    def silences(self) -> Mapping[str, Silence]:
        """The silence on every open recommendation and action, the longest first."""
        found = [one.silence for one in self._standings.everything if one.is_open and one.silence]
        return {one.id: one for one in sorted(found, key=longest_first)}

    @cached_property
    def slippages(self) -> Mapping[str, MovedDates]:
        """The moved dates of every recommendation, part and action whose due date moved, the worst first."""
        found = [one.slippage for _, one in self._with_own_dates() if one.slippage]
        return {one.id: one for one in sorted(found, key=worst_first)}

    @cached_property
    def dated(self) -> tuple[str, ...]:
        """The recommendations, parts and actions that ever had a due date."""
        found = self._with_own_dates()
        return tuple(id for id, one in found if any(due.date.is_known for due in one.due_dates))

    def _with_own_dates(self) -> Iterator[tuple[str, StatusFacts]]:
        """Yield each entity by its address, and each of its parts that had a date of its own."""
        for one in self._standings.everything:
            yield one.id, one
            for part in one.parts if isinstance(one, RecommendationStanding) else ():
                if part.due_dates != one.due_dates:
                    yield f"{one.id}/{part.key}", part

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
