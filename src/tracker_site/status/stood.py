"""What the derivation of a group of things gives: where each stands, and what is to be looked at on the way there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker_site.records.walk import Path
from tracker_site.register.occasions import Report
from tracker_site.status.history import History, Reopening
from tracker_site.status.sayings import Said
from tracker_site.status.standing import Standing
from tracker_site.status.view import View

S_co = TypeVar("S_co", bound=Standing, covariant=True)
Key = tuple[str, Path, str]


@dataclass(frozen=True, slots=True)
class Stood(Generic[S_co]):
    """Where the things of a group stand, as far as they are seen, and how they moved."""

    standings: tuple[S_co, ...]
    unexplained: tuple[Reopening, ...]
    """What was opened again without a reason; on any day."""
    effective: frozenset[Key]
    """The news that counted for any of them, by its keys."""
    idle: tuple[Said, ...]
    """The news that counted for none of them."""


def stood(
    view: View, names: Iterable[str], standings: tuple[S_co, ...], histories: Iterable[History]
) -> Stood[S_co]:
    """Return what the derivation of a group gives; `names` are the records whose news is its own."""
    reopenings: list[Reopening] = []
    effective: set[Key] = set()
    for history in histories:
        reopenings += (one for one in history.reopenings if one.news.report.progress.reason is None)
        effective |= history.effective
    return Stood(standings, tuple(reopenings), frozenset(effective), _idle(view, frozenset(names), effective))


def _idle(view: View, names: frozenset[str], effective: set[Key]) -> tuple[Said, ...]:
    idle = {
        one.key: one
        for said in view.said.values()
        for one in said
        if isinstance(one.what, Report)
        and one.what.progress.status in view.terms.statuses
        and one.target.partition("/")[0] in names
        and one.key not in effective
    }
    return tuple(idle.values())
