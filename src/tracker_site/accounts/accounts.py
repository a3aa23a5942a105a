"""All accounts of a site at once: silence, slippage, promises and lineage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker_site.accounts.lineage import Thread, threads
from tracker_site.accounts.promises import Promise, Promises, promises
from tracker_site.accounts.silence import Silence, silences
from tracker_site.accounts.slippage import Slippage, slippages
from tracker_site.standing.standing import Standings


@dataclass(frozen=True)
class Accounts:
    """What follows from the standings, as at their day. Each list has its worst first."""

    silences: tuple[Silence, ...]
    """Of everything open, however short: `is_quiet` and `is_passed_over` tell those to look at."""
    slippages: tuple[Slippage, ...]
    promises: Promises
    threads: tuple[Thread, ...]

    @cached_property
    def silence_of(self) -> Mapping[str, Silence]:
        """The silence of each open recommendation (by id) and action (by address)."""
        return {one.id: one for one in self.silences}

    @cached_property
    def slippages_of(self) -> Mapping[str, tuple[Slippage, ...]]:
        """How the dates of each recommendation, with its parts, and of each action moved, where they did."""
        found: dict[str, tuple[Slippage, ...]] = {}
        for one in self.slippages:
            found[one.id] = (*found.get(one.id, ()), one)
        return found

    @cached_property
    def promise_of(self) -> Mapping[str, Promise]:
        """The promise at each address of an action."""
        return {one.address: one for one in self.promises.all.promises}

    @cached_property
    def thread_of(self) -> Mapping[str, Thread]:
        """The thread of each recommendation that has one."""
        return {id: thread for thread in self.threads for id in thread.recommendations}


def account_for(standings: Standings) -> Accounts:
    """Return all accounts of a site, as at the day of its standings."""
    slipped = slippages(standings)
    return Accounts(silences(standings), slipped, promises(standings, slipped), threads(standings))
