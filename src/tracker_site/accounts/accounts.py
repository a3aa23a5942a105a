"""All accounts of a site at once, and the way from a thing to what is accounted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker_site.accounts.lineage import LookBack, Thread, look_backs, threads
from tracker_site.accounts.promises import Promise, promises
from tracker_site.accounts.silence import Silence, silences
from tracker_site.accounts.slippage import Slippage, dated_things, slippages
from tracker_site.standing.standing import Standings


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the standings add up to; each list by the thing that it is about, in the order in which it is told."""

    silences: Mapping[str, Silence]
    """Of every open recommendation and action, the longest first."""
    promises: Mapping[str, Promise]
    """Of every action."""
    slippages: Mapping[str, Slippage]
    """Of every recommendation, part and action whose due date moved, the worst first."""
    dated: tuple[str, ...]
    """The recommendations, parts and actions that ever had a due date."""
    threads: tuple[Thread, ...]
    thread_of: Mapping[str, Thread]
    """The thread of each recommendation that is in one."""
    look_backs: tuple[LookBack, ...]


def take_accounts(standings: Standings) -> Accounts:
    """Return what the standings add up to, as at their day."""
    slipped, found = slippages(standings), threads(standings)
    return Accounts(
        {one.id: one for one in silences(standings)},
        {one.id: one for one in promises(standings, slipped)},
        {one.id: one for one in slipped},
        dated_things(standings),
        found,
        {id: thread for thread in found for id in thread.ids},
        look_backs(standings, found),
    )
