"""A body before its next meeting: its meetings, everything that it has to do with, and what it is asked itself.

Nobody is guessed: whom something is put to is named by its record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from tracker_site.dataset import entities
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref, grouped, page_link
from tracker_site.dates import PartialDate
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Item, Meeting, Outcome
from tracker_site.status.lineage import reached
from tracker_site.status.promises import same_office
from tracker_site.status.standing import next_due_date

FOLDER = "briefings/"

K = TypeVar("K")
V = TypeVar("V")

Subject = Recommendation | Action
"""What a body may ask about that has a page of its own."""

State = Literal["next", "undated", "resting"]
"""Whether the next meeting of a body is recorded, or is not; or it has not met for long, and none is."""


@dataclass(frozen=True)
class Body:
    """A body with all that it has to do with, as it is seen on the day of the site."""

    data: Dataset = field(compare=False, repr=False)
    id: str
    committee: Committee
    held: tuple[Meeting, ...]
    """The meetings that it held, oldest first."""
    coming: tuple[entities.Meeting, ...]
    """The meetings that are planned and not past, soonest first."""
    ids: tuple[str, ...]
    """The recommendations that it has to do with, in the order of a useful list, then the actions."""
    own: frozenset[str]
    """What it made or asked for itself, by id."""
    put_to_it: frozenset[str]
    """The recommendations of others that name it as the one whom they ask."""
    records: frozenset[str]
    """Its meetings, its inquiries, and every record that it considered or that its recommendations came from."""

    @property
    def last(self) -> entities.Meeting | None:
        """The last meeting that it held."""
        return self.data.record(entities.Meeting, self.held[-1].id) if self.held else None

    @property
    def next(self) -> entities.Meeting | None:
        """The next meeting that is planned."""
        return self.coming[0] if self.coming else None

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Its recommendations and its actions."""
        return tuple(map(self.data.followed, self.ids))

    @cached_property
    def dates(self) -> tuple[PartialDate, ...]:
        """The dates of its meetings, and of all that was said of what it has to do with."""
        said = (entry.date for id in self.ids for entry in self.data.standings.of(id).timeline)
        return (*(one.date for one in self.held), *said)

    @cached_property
    def state(self) -> State:
        """Whether there is a next meeting to prepare for.

        What may have been said years ago or yesterday is no sign that there is one.
        """
        if self.next:
            return "next"
        earliest = max((one.earliest for one in self.dates if one.earliest), default=None)
        is_quiet = earliest is None or (self.data.standings.as_at - earliest).days > self.quiet_after
        return "resting" if is_quiet else "undated"

    @property
    def quiet_after(self) -> int:
        """After how many days without news the site calls something quiet."""
        return self.data.site.quiet_after

    @property
    def address(self) -> str:
        """The address of its briefing, from the root of the site."""
        return f"{FOLDER}{self.id}/"

    @property
    def link(self) -> Ref:
        """The link to its briefing, by its name."""
        return page_link(self.committee.name, self.address)

    @property
    def council(self) -> Ref:
        """The link to its council."""
        return self.data.ref(self.id.split("/")[0])

    @property
    def full_name(self) -> str:
        """Its name with that of its council."""
        return f"{self.committee.name}, {self.council.text}"

    def met_in(self, record: str) -> str | None:
        """Return the body whose meeting a record is; None for any other record."""
        meeting = self.data.register.records.by_id[record]
        return meeting.body if isinstance(meeting, Meeting) else None

    def next_due(self, one: Subject) -> PartialDate | None:
        """Return the next due date of what is open, or of an open part of it."""
        return next_due_date(one, self.data.standings.as_at)


def bodies(data: Dataset) -> tuple[Body, ...]:
    """Return each body that has held a meeting or is to hold one, by council and in its order."""
    councils = sorted(data.seen_of_kind(Authority), key=lambda one: one.name)
    found = (data.once(body_of, f"{council.id}/{one.key}") for council in councils for one in council.bodies)
    return tuple(one for one in found if one)


def body_of(data: Dataset, id: str) -> Body | None:
    """Return a body by its id; None where no meeting of it is seen, or where it is an inspectorate."""
    committee = data.register.entities[id].what
    assert isinstance(committee, Committee)
    meetings = data.once(_meetings_by_body, "").get(id, [])
    held = tuple(one for one in meetings if one.state == "held")
    coming = tuple(data.record(entities.Meeting, one.id) for one in meetings if is_to_come(data, one))
    if committee.kind == "inspectorate" or not (held or coming):
        return None
    # Papers of a meeting that may not have been held say what it was to deal with, too.
    known = [one for one in meetings if one.state != "cancelled"]
    considered = {
        target for one in known for item in one.items for target in item.about if data.is_seen(target)
    }
    records = {one.id for one in known} | {one.id for one in data.seen_of_kind(Inquiry) if one.body == id}
    own = frozenset(_made_in(data, records))
    named = data.once(_by_addressee, id.split("/")[0])
    put_to_it = frozenset(named.get(same_office(committee.name), ())) - own
    concerned = own | put_to_it | _dealt_with(data, known, considered)
    concerned |= {later for one in concerned for later in successors(data, one)}
    recommendations = [one for one in data.rank if one in concerned]
    concerned = concerned.union(*(data.standings.recommendations[one].actions for one in recommendations))
    return Body(
        data=data,
        id=id,
        committee=committee,
        held=held,
        coming=coming,
        ids=(*recommendations, *(one for one in data.standings.actions if one in concerned)),
        own=own,
        put_to_it=put_to_it,
        records=frozenset(
            records.union(
                (one.split("/")[0] for one in considered),
                (data.register.recommendation(one).origin for one in recommendations),
            )
        ),
    )


def briefing_link(data: Dataset, id: str) -> Ref | None:
    """Return the link to the briefing of a body, where it has one."""
    words = {
        "next": "Prepare for its next meeting",
        "undated": "What to ask when it next meets",
        "resting": "What is still open",
    }
    body = data.once(body_of, id)
    return page_link(words[body.state], body.address) if body else None


def addressees_of(data: Dataset, id: str) -> tuple[str, ...]:
    """Return who is to do or to answer a recommendation or an action.

    That is its owner or addressee, else those named by the outcome under which it was made.
    """
    if action := data.register.actions.get(id):
        named, record = action.owner, id.split("/")[0]
    else:
        named, record = data.register.recommendation(id).addressed_to, data.register.recommendation(id).origin
    if named:
        return (named,)
    for _, outcome in outcomes_of(data.register.records.by_id[record]):
        if id in outcome.makes or any(f"{record}/{one.key}" == id for one in outcome.actions):
            return outcome.to
    return ()


def outcomes_of(record: Record | None) -> Iterator[tuple[Item, Outcome]]:
    """Yield each outcome of a meeting with its item; nothing for any other record."""
    for item in record.items if isinstance(record, Meeting) else ():
        for outcome in item.outcomes:
            yield item, outcome


def is_to_come(guide: Guide, meeting: Meeting) -> bool:
    """Whether a meeting is planned for a day that has not passed."""
    return meeting.state == "scheduled" and not meeting.date.is_past(guide.standings.as_at)


def successors(data: Dataset, id: str) -> tuple[str, ...]:
    """Return the recommendations that took the place of one, directly or over others."""
    standings = data.standings.recommendations
    return reached(id, lambda one: standings[one].superseded_by if one in standings else ())


def day(when: PartialDate | None, unknown: date) -> date:
    """Return where a date sorts; `unknown` where there is none."""
    return when.sorts_at(unknown) if when else unknown


def _meetings_by_body(data: Dataset, _: str) -> dict[str, list[Meeting]]:
    meetings = sorted(data.seen_of_kind(Meeting), key=lambda one: data.register.order(one.id))
    return grouped((one.body, one) for one in meetings)


def _made_in(data: Dataset, records: Iterable[str]) -> Iterator[str]:
    """Yield what came of records, and the promises made in them."""
    register = data.register
    for record in records:
        made = (*register.made_by.get(record, ()), *register.actions_in.get(record, ()))
        yield from filter(data.is_seen, made)


def _dealt_with(data: Dataset, meetings: Iterable[Meeting], considered: Iterable[str]) -> set[str]:
    """Return the recommendations and actions that meetings dealt with, and those meant by what they considered."""
    found = {standing.id for one in meetings for standing in data.dealt_with.get(one.id, ())}
    for target in considered:
        found.update(data.register.recommendations_meant(target), data.register.actions_meant(target))
    return found


def _by_addressee(data: Dataset, authority: str) -> dict[str, list[str]]:
    """Return the recommendations to a council by whom they ask, be it alone or with others."""
    named = {one.id: ", ".join(addressees_of(data, one.id)) for one in data.in_order}
    return grouped(
        (same_office(name), id)
        for id, names in named.items()
        if names and data.authority_of(id) == authority
        for name in (names, *re.split(r", (?:and )?| and ", names))
    )
