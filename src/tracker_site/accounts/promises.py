"""Promises: what became of all that was promised, asked for or decided, by body and by owner's office."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from tracker_site.accounts.slippage import Slippage
from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action
from tracker_site.records.update import Update
from tracker_site.register.natures import Nature, nature_of
from tracker_site.register.register import Register
from tracker_site.standing.standing import ActionStanding, Standings
from tracker_site.statuses import Assurance

Sort = Literal["late", "dated", "undated", "standing", "kept", "given-up"]
"""What became of a promise: its date has certainly passed, has not, or was never given; it is a duty that recurs; it
was kept (completed), or closed in another way (will not be done, superseded)."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Promise:
    """An action, and what became of it."""

    id: str
    nature: Nature
    """What it is: a promise in the strict sense is only one of several."""
    sort: Sort
    word: Assurance
    """Whose word the present status is."""
    promised: PartialDate
    due: PartialDate | None
    words: str | None
    """The words used for a time that is no date: "in due course"."""
    days: int | None
    """For one without a date: how many days ago it was promised, at least; none where that is not bounded."""
    times_moved: int
    """How often its date was moved or dropped."""
    authority: str | None
    body: str | None
    """The body at whose meeting it was promised; none for a plan or a letter."""
    owner: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises there are, and of them how many of each sort."""

    promises: int
    kept: int
    kept_on_own_word: int
    """Of those that were kept, how many on the council's word alone."""
    given_up: int
    late: int
    dated: int
    undated: int
    standing: int
    moved: int
    """How many had their date moved or dropped, whatever became of them."""


def promises(standings: Standings, slipped: Iterable[Slippage]) -> tuple[Promise, ...]:
    """Return every promise; `slipped` are the due dates that moved."""
    times = {one.id: one.times_moved for one in slipped}
    return tuple(
        _promise(standings, standing, times.get(address, 0))
        for address, standing in standings.actions.items()
    )


def sort_of(action: Action, standing: ActionStanding) -> Sort:
    """Return what became of a promise."""
    if standing.late:
        return "late"
    if standing.is_done:
        return "kept" if standing.status.common.key == "completed" else "given-up"
    if action.standing:
        return "standing"
    return "dated" if standing.due and standing.due.is_known else "undated"


def tally(of: Iterable[Promise]) -> Tally:
    """Return how many there are of each sort."""
    all_of = tuple(of)
    sorts = [one.sort for one in all_of]
    return Tally(
        promises=len(all_of),
        kept=sorts.count("kept"),
        kept_on_own_word=sum(one.sort == "kept" and one.word == "reported" for one in all_of),
        given_up=sorts.count("given-up"),
        late=sorts.count("late"),
        dated=sorts.count("dated"),
        undated=sorts.count("undated"),
        standing=sorts.count("standing"),
        moved=sum(one.times_moved > 0 for one in all_of),
    )


def by_body(of: Iterable[Promise]) -> dict[tuple[str | None, str | None], tuple[Promise, ...]]:
    """Return the promises by council and body; those of plans and letters stand under no body."""
    return _grouped(of, lambda one: (one.authority, one.body))


def by_owner(of: Iterable[Promise]) -> dict[tuple[str | None, str | None], tuple[Promise, ...]]:
    """Return the promises by council and owner's office; under no owner those that name none."""
    return _grouped(of, lambda one: (one.authority, one.owner))


def _grouped(of: Iterable[Promise], key: Callable[[Promise], Key]) -> dict[Key, tuple[Promise, ...]]:
    found: dict[Key, list[Promise]] = {}
    for one in of:
        found.setdefault(key(one), []).append(one)
    return {group: tuple(members) for group, members in found.items()}


def _promise(standings: Standings, standing: ActionStanding, times_moved: int) -> Promise:
    action = standings.register.actions[standing.id]
    sort = sort_of(action, standing)
    authority, body = _whose(standings.register, standing.record)
    return Promise(
        id=standing.id,
        nature=nature_of(standings.register, standing.id),
        sort=sort,
        word=standing.step.assurance,
        promised=standing.issued,
        due=standing.due,
        words=action.when,
        days=_days_since(standing.issued, standings.as_at) if sort == "undated" else None,
        times_moved=times_moved,
        authority=authority,
        body=body,
        owner=action.owner,
    )


def _days_since(when: PartialDate, as_at: date) -> int | None:
    """Return how many days ago it was at least; none where that is not known."""
    return max(0, (as_at - when.latest).days) if when.latest else None


def _whose(register: Register, id: str) -> tuple[str | None, str | None]:
    """Return the council, and the body at whose meeting something was promised."""
    match register.records.by_id[id]:
        case Meeting(body=body):
            return body.split("/")[0], body
        case Plan(authority=authority) | Update(authority=authority):
            return authority, None
    return None, None
