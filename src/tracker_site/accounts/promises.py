"""Promises: all that was promised at meetings, in plans and in letters, and what became of each."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from tracker_site.accounts.slippage import Slippage
from tracker_site.accounts.spans import Span, days_since
from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.update import Update
from tracker_site.register.register import Register
from tracker_site.standing.history import Step
from tracker_site.standing.standing import ActionStanding, Standings
from tracker_site.statuses import Assurance

PromiseState = Literal["late", "undated", "dated", "standing", "kept", "given-up"]
"""What became of a promise: open and its date has certainly passed; open without a date; open with one; open and a
standing duty; completed; or closed in another way."""

STATES: tuple[PromiseState, ...] = get_args(PromiseState)

Timing = Literal["in-time", "after", "not-known", "no-date"]
"""Whether a promise was said to be kept by its last due date, or only after it: what was said is known, not when the
work was done."""

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised: an action, by its address."""

    address: str
    state: PromiseState
    made_in: str
    """The record in which it was promised."""
    made_to: str
    """The body whose meeting it was promised at; else the plan or letter that promises it."""
    made: PartialDate
    authority: str | None
    owner: str | None
    office: str
    """The owner's office as a word of an address; empty where no owner is named."""
    due: PartialDate | None
    """The last due date; none where there never was one."""
    words: str | None
    """The words used for a time that is no date: "in due course"."""
    days: Span
    """The days since it was promised, as at the day of the standings."""
    said_by: Assurance
    """Whose word it is that it is closed; `none` while it is open."""
    closed_in: str | None
    """The record that first said so, of those since it was last open."""
    closed: PartialDate | None
    timing: Timing | None
    """None unless it was kept."""
    slippage: Slippage | None
    """How its date moved; none where it did not."""

    @property
    def moved(self) -> int:
        """How many times its date was moved."""
        return len(self.slippage.slips) if self.slippage else 0


@dataclass(frozen=True)
class PromiseGroup:
    """The promises of one body, plan or letter, or of one owner's office."""

    key: str
    """The reference of a body or a record; for an office `authority/office`."""
    label: str
    """The name of the owner's office; empty for a body or a record, which have titles of their own, and where nobody is
    named."""
    promises: tuple[Promise, ...]

    @cached_property
    def counts(self) -> Mapping[PromiseState, int]:
        """How many promises of each state there are; they add up to all."""
        return {state: sum(one.state == state for one in self.promises) for state in STATES}

    @property
    def total(self) -> int:
        """Of how many promises the counts are."""
        return len(self.promises)

    @property
    def moved(self) -> int:
        """How many of them had their date moved."""
        return sum(one.moved > 0 for one in self.promises)


@dataclass(frozen=True, slots=True)
class Promises:
    """All promises, and the same by whom they were made to and by whose they are."""

    all: PromiseGroup
    by_body: tuple[PromiseGroup, ...]
    by_owner: tuple[PromiseGroup, ...]


def promises(standings: Standings, slipped: Iterable[Slippage]) -> Promises:
    """Return all promises; `slipped` is what became of dates that were moved."""
    moved = {one.id: one for one in slipped if one.is_action}
    found = tuple(_promise(standings, one, moved.get(one.id)) for one in standings.actions.values())
    owners = {f"{one.authority}/{one.office}": one.owner or "" for one in reversed(found)}
    by_owner = _grouped(found, lambda one: f"{one.authority}/{one.office}", owners)
    by_body = _grouped(found, lambda one: one.made_to, {})
    return Promises(PromiseGroup("", "", found), by_body, by_owner)


def _grouped(
    found: Iterable[Promise], key_of: Callable[[Promise], str], labels: Mapping[str, str]
) -> tuple[PromiseGroup, ...]:
    """Return the promises in groups, the largest first."""
    groups: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in found:
        groups[key_of(promise)].append(promise)
    return tuple(
        PromiseGroup(key, labels.get(key, ""), tuple(of_one))
        for key, of_one in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _promise(standings: Standings, standing: ActionStanding, slippage: Slippage | None) -> Promise:
    register = standings.register
    action = register.actions[standing.id]
    closing = _closing(standing)
    state = _state(standing, action.standing)
    return Promise(
        address=standing.id,
        state=state,
        made_in=standing.record,
        made_to=_made_to(register, standing.record),
        made=standing.issued,
        authority=_authority(register, standing.record),
        owner=action.owner,
        office=office_key(action.owner) if action.owner else "",
        due=standing.due,
        words=action.when,
        days=days_since(standing.issued, standings.as_at),
        said_by=standing.step.assurance if closing else "none",
        closed_in=closing.record if closing else None,
        closed=closing.date if closing else None,
        timing=_timing(standing.due, closing) if closing and state == "kept" else None,
        slippage=slippage,
    )


def _state(standing: ActionStanding, is_standing_duty: bool) -> PromiseState:
    if not standing.status.is_open:
        return "kept" if standing.status.common.key == "completed" else "given-up"
    if standing.late:
        return "late"
    if is_standing_duty:
        return "standing"
    return "dated" if standing.due and standing.due.is_known else "undated"


def _closing(standing: ActionStanding) -> Step | None:
    """Return the step that closed it, since it was last open; none while it is open."""
    closing: Step | None = None
    for step in standing.steps:
        closing = None if step.status.is_open else closing or step
    return closing


def _timing(due: PartialDate | None, closing: Step) -> Timing:
    if due is None or not due.is_known:
        return "no-date"
    if due.is_before(closing.date):
        return "after"
    said, last = closing.date.latest, due.latest
    return "in-time" if said and last and said <= last else "not-known"


def _made_to(register: Register, record: str) -> str:
    made_in = register.records.by_id[record]
    return made_in.body if isinstance(made_in, Meeting) else record


def _authority(register: Register, record: str) -> str | None:
    made_in = register.records.by_id[record]
    if isinstance(made_in, Meeting):
        return made_in.body.split("/")[0]
    return made_in.authority if isinstance(made_in, Plan | Update) else None


def office_key(owner: str) -> str:
    """Return the name of an office as a word of an address: the same for all ways to write its capitals and signs."""
    plain = unicodedata.normalize("NFKD", owner.casefold()).replace("’", "").replace("'", "")
    slug = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if slug and len(slug) <= _LONGEST_SLUG:
        return slug
    digest = hashlib.blake2b(owner.casefold().encode(), digest_size=4).hexdigest()
    return f"{slug[:_LONGEST_SLUG].strip('-')}-{digest}".lstrip("-")
