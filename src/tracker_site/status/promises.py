"""Promises: what became of all that was promised, asked for or decided, by body and by owner's office."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action, SaidBy
from tracker_site.records.statuses import Assurance
from tracker_site.records.update import Update
from tracker_site.register.natures import Nature, nature_of
from tracker_site.register.register import Register
from tracker_site.status.claims import is_never_signed_off
from tracker_site.status.endings import Ended, how_ended
from tracker_site.status.keeping import Against, Kept, Punctuality, how_kept
from tracker_site.status.offices import offices, same_office
from tracker_site.status.slippage import Slippage
from tracker_site.status.standing import ActionStanding, Standings

Sort = Literal["late", "dated", "undated", "standing", "kept", "given-up"]
"""What became of a promise: its date has certainly passed, has not, or was never given; it is a duty that recurs; it
was kept (completed), or closed in another way (will not be done, superseded)."""

_WRITERS: Mapping[SaidBy, str | None] = {
    "council": None,
    "scrutiny": "scrutiny",
    "inspectorate": "an inspectorate",
    "independent": "an independent body",
}
"""Who wrote a letter that names nobody, by the capacity in which it was written."""

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
    never_signed_off: bool
    """Whether it is completed on the council's word alone, and could be signed off."""
    promised: PartialDate
    due: PartialDate | None
    words: str | None
    """The words used for a time that is no date: "in due course"."""
    days: int | None
    """For one without a date: how many days ago it was promised, at least; none where that is not bounded."""
    kept: Kept | None
    """Of one that was kept, whether in time."""
    ended: Ended | None
    """Of one that was closed without being kept, who said so, where and why."""
    times_moved: int
    """How often its date was moved or dropped."""
    authority: str | None
    body: str | None
    """The body at whose meeting it was promised; none for a plan or a letter."""
    written_by: str | None
    """Who wrote the letter, where that was not the council; none for its own plans and letters."""
    owner: str | None
    """In the words of its own record."""
    office: str | None
    """The same as it is shown for all spellings of one office."""


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
    by_first_date: Mapping[Punctuality, int]
    """Of those that were kept, how many in time, by the date that stood first."""
    by_last_date: Mapping[Punctuality, int]
    """The same by the date that stands now."""


def promises(standings: Standings, slipped: Iterable[Slippage]) -> tuple[Promise, ...]:
    """Return every promise; `slipped` are the due dates that moved."""
    times = {one.id: one.times_moved for one in slipped}
    found = [
        _promise(standings, standing, times.get(address, 0))
        for address, standing in standings.actions.items()
    ]
    shown = offices((one.authority, one.owner) for one in found if one.owner)
    return tuple(
        replace(one, office=shown[one.authority, same_office(one.owner)]) if one.owner else one
        for one in found
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
    kept = [one.kept for one in all_of if one.kept]
    return Tally(
        promises=len(all_of),
        kept=sorts.count("kept"),
        kept_on_own_word=sum(one.never_signed_off for one in all_of),
        given_up=sorts.count("given-up"),
        late=sorts.count("late"),
        dated=sorts.count("dated"),
        undated=sorts.count("undated"),
        standing=sorts.count("standing"),
        moved=sum(one.times_moved > 0 for one in all_of),
        by_first_date=_counted(one.by_first_date for one in kept),
        by_last_date=_counted(one.by_last_date for one in kept),
    )


def _counted(of: Iterable[Against]) -> dict[Punctuality, int]:
    found = [one.in_time for one in of]
    return {punctuality: found.count(punctuality) for punctuality in get_args(Punctuality)}


def by_body(of: Iterable[Promise]) -> dict[tuple[str | None, str | None, str | None], tuple[Promise, ...]]:
    """Return the promises by council, body and writer; the council's own plans and letters have neither of the two."""
    return _grouped(of, lambda one: (one.authority, one.body, one.written_by))


def by_owner(of: Iterable[Promise]) -> dict[tuple[str | None, str | None], tuple[Promise, ...]]:
    """Return the promises by council and owner's office; under no owner those that name none."""
    return _grouped(of, lambda one: (one.authority, one.office))


def _grouped(of: Iterable[Promise], key: Callable[[Promise], Key]) -> dict[Key, tuple[Promise, ...]]:
    found: dict[Key, list[Promise]] = {}
    for one in of:
        found.setdefault(key(one), []).append(one)
    return {group: tuple(members) for group, members in found.items()}


def _promise(standings: Standings, standing: ActionStanding, times_moved: int) -> Promise:
    action = standings.register.actions[standing.id]
    sort = sort_of(action, standing)
    authority, body, written_by = _whose(standings.register, standing.record)
    return Promise(
        id=standing.id,
        nature=nature_of(standings.register, standing.id),
        sort=sort,
        word=standing.step.assurance,
        never_signed_off=is_never_signed_off(standings, standing),
        promised=standing.issued,
        due=standing.due,
        words=action.when,
        days=standing.issued.days_ago(standings.as_at) if sort == "undated" else None,
        kept=how_kept(standing),
        ended=how_ended(standings, standing),
        times_moved=times_moved,
        authority=authority,
        body=body,
        written_by=written_by,
        owner=action.owner,
        office=None,
    )


def _whose(register: Register, id: str) -> tuple[str | None, str | None, str | None]:
    """Return the council, the body at whose meeting something was promised, and who wrote it if not the council."""
    match register.records.by_id[id]:
        case Meeting(body=body):
            return body.split("/")[0], body, None
        case Plan(authority=authority):
            return authority, None, None
        case Update(authority=authority, by=by, said_by=said_by):
            return authority, None, None if authority and said_by == "council" else by or _WRITERS[said_by]
    return None, None, None
