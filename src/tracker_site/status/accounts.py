"""All that the standings add up to: silence, promises, moved dates, repeated concerns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tracker_site.status.claims import is_answered, is_never_signed_off, is_on_own_word, plans_answering
from tracker_site.status.due import MovedDates, all_moved_dates, ever_dated, moved_dates
from tracker_site.status.lineage import LookBack, Thread, look_backs, threads
from tracker_site.status.promises import Promise, promises
from tracker_site.status.silence import Silence, silence_on, silences
from tracker_site.status.standing import Standing, Standings


class Accounts:
    """What the standings add up to, as at their day; each account is calculated when it is first asked for.

    Each mapping is by the id of the entity that it is about, in the order in which it is shown.
    """

    def __init__(self, standings: Standings) -> None:
        self._standings = standings

    @cached_property
    def silences(self) -> Mapping[str, Silence]:
        """The silence on every open recommendation and action, the longest first."""
        return {one.id: one for one in silences(self._standings)}

    @cached_property
    def promises(self) -> Mapping[str, Promise]:
        """The promise in every action."""
        return {one.id: one for one in promises(self._standings, self.slippages.values())}

    @cached_property
    def slippages(self) -> Mapping[str, MovedDates]:
        """The moved dates of every recommendation, part and action whose due date moved, the worst first."""
        return {one.id: one for one in all_moved_dates(self._standings)}

    @cached_property
    def dated(self) -> tuple[str, ...]:
        """The recommendations, parts and actions that ever had a due date."""
        return ever_dated(self._standings)

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

    def silence_of(self, id: str) -> Silence | None:
        """Return the silence on a recommendation or an action; None where it is closed."""
        standing = self._standings.of(id)
        return silence_on(standing, self._standings.as_at) if standing.status.is_open else None

    def slippages_of(self, id: str) -> Mapping[str, MovedDates]:
        """Return the moved dates of a recommendation and its parts, or of an action."""
        return {one.id: one for one in moved_dates(self._standings.of(id))}
