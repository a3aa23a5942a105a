"""Promises: what became of all that was promised, asked for or decided, by body and by owner's office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Literal, TypeVar, get_args

from tracker_site.dates import PartialDate
from tracker_site.records.base import Reference, Text, When
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.said import Progress, SaidBy
from tracker_site.records.statuses import Assurance, Status
from tracker_site.records.update import Update
from tracker_site.register.natures import Nature, nature_of
from tracker_site.register.register import Register
from tracker_site.source.markup import Prose
from tracker_site.status.claims import is_never_signed_off
from tracker_site.status.due import Against, MovedDates, Punctuality, against
from tracker_site.status.history import Step
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
class Kept:
    """When a promise was kept, and how that is by its dates.

    No record tells the day itself: it is between the last record by which the promise stood open, and the first by
    which it was certainly kept.
    """

    said: When
    """The date of the record that first said so, since it last became so."""
    said_in: Reference
    """The record that said so."""
    not_before: date | None
    """The day on which it was still said to be open, else on which it was promised."""
    by_first_date: Against
    """By the date that stood first."""
    by_last_date: Against
    """By the date that stands now."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an action was closed without being completed, by the strongest who said so."""

    said_in: Reference
    """The record in which the strongest speaker said so."""
    date: When
    """The date of that."""
    assurance: Assurance
    """Who that was."""
    reason: Text | None
    """The reason on record, else what was said of it; none where neither is."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An action, and what became of it."""

    id: str
    nature: Nature
    """What it is: a promise in the strict sense is only one of several."""
    sort: Sort
    never_signed_off: bool
    """Whether it is completed on the council's word alone, and could be signed off."""
    promised: PartialDate
    due: PartialDate | None
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


def promises(standings: Standings, moved: Iterable[MovedDates]) -> tuple[Promise, ...]:
    """Return every promise; `moved` are the due dates that did."""
    times = {one.id: one.times_moved for one in moved}
    found = [
        _promise(standings, standing, times.get(address, 0))
        for address, standing in standings.actions.items()
    ]
    shown = offices((one.authority, one.owner) for one in found if one.owner)
    return tuple(
        replace(one, office=shown[one.authority, same_office(one.owner)]) if one.owner else one
        for one in found
    )


def sort_of(late: bool, status: Status, due: PartialDate | None, *, is_duty: bool) -> Sort:
    """Return what became of a promise; `is_duty` says whether it is one that recurs."""
    if late:
        return "late"
    if not status.is_open:
        return "kept" if status.common.key == "completed" else "given-up"
    if is_duty:
        return "standing"
    return "dated" if due and due.is_known else "undated"


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


COUNTED: tuple[Nature, ...] = ("promised", "aim", "noted", "asked-for", "decided")
"""What is counted, the promises first; work that was only reported is not."""


def tally_by_nature(of: Iterable[Promise]) -> dict[Nature, Tally]:
    """Return a tally for each nature of which there is any, the promises first."""
    by_nature: dict[Nature, list[Promise]] = {nature: [] for nature in COUNTED}
    for one in of:
        if one.nature in by_nature:
            by_nature[one.nature].append(one)
    return {nature: tally(found) for nature, found in by_nature.items() if found}


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
    sort = sort_of(standing.late, standing.status, standing.due, is_duty=action.standing)
    authority, body, written_by = _whose(standings.register, standing.record)
    return Promise(
        id=standing.id,
        nature=nature_of(standings.register, standing.id),
        sort=sort,
        never_signed_off=is_never_signed_off(standings, standing),
        promised=standing.issued,
        due=standing.due,
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


def how_kept(standing: ActionStanding) -> Kept | None:
    """Return how an action was kept; none where it is not completed."""
    if standing.status.common.key != "completed":
        return None
    since_then = tuple(takewhile(_is_completed, reversed(standing.steps)))
    # Of several that say so, one of an exact date may be certain before one that came earlier.
    sayer = min(reversed(since_then), key=lambda step: step.date.latest or date.max)
    not_before = max(_known_open(standing, since_then[-1].day), default=None)
    assert sayer.record
    known = [due.date for due in standing.due_dates if due.date.is_known]
    first = known[0] if known else None
    return Kept(
        sayer.date,
        sayer.record,
        not_before,
        against(first, not_before, sayer.date.latest),
        against(standing.due, not_before, sayer.date.latest),
    )


def _is_completed(step: Step) -> bool:
    return step.status.common.key == "completed"


def _known_open(standing: ActionStanding, before: date) -> Iterator[date]:
    """Yield the days, before one, on which it was certainly not done yet."""
    if standing.issued.earliest:
        yield standing.issued.earliest
    for entry in standing.timeline:
        # Who sets a date, and says no more, says that it is still to be done.
        is_open = entry.status.is_open if entry.status else bool(entry.due and entry.due.is_known)
        if is_open and entry.day < before and entry.date.earliest:
            yield entry.date.earliest


def how_ended(standings: Standings, standing: ActionStanding) -> Ended | None:
    """Return how an action was closed without being completed; none where it is open or completed."""
    step = standing.step
    if step.status.is_open or step.status.common.key == "completed" or step.assured_in is None:
        return None
    register = standings.register
    return Ended(
        step.assured_in, register.said_on[step.assured_in], step.assurance, _reason(standings, standing)
    )


def _reason(standings: Standings, standing: ActionStanding) -> Prose | None:
    """Return the last reason that was given since it last became so, else the last of what was said of it."""
    said = tuple(_said(standings, standing))
    found = (*(one.reason for one in said), *(one.note for one in said))
    return next((words for words in found if words), None)


def _said(standings: Standings, standing: ActionStanding) -> Iterator[Progress]:
    """Yield what was said of its present status since it last became so, the last first."""
    register, common = standings.register, standing.status.common
    for step in takewhile(lambda one: one.status.common == common, reversed(standing.steps)):
        occasion = register.contents[step.record].occasion if step.record else None
        for report in reversed(occasion.reports if occasion else ()):
            status = register.statuses.get(report.progress.status or "")
            is_of_it = not {standing.id, standing.record}.isdisjoint(report.progress.on)
            if is_of_it and status and status.common == common:
                yield report.progress


def same_office(name: str) -> str:
    """Return what spellings share that differ only in capitals, spacing, apostrophes or a leading "the"."""
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def offices(named: Iterable[tuple[Hashable, str]]) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown, by its council and what its spellings have in common.

    `named` is each naming of an office by a council: the spelling used most often is shown, of several the first.
    """
    counted: dict[tuple[Hashable, str], Counter[str]] = {}
    for council, name in named:
        counted.setdefault((council, same_office(name)), Counter())[name] += 1
    return {office: spellings.most_common(1)[0][0] for office, spellings in counted.items()}
