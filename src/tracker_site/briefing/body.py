"""The business of a body: its meetings, and all that it considered, made, asked for or has on its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from tracker_site.briefing.addressees import body_in_short, put_to
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.status.relations import reached
from tracker_site.status.standing import ActionStanding, RecommendationStanding, Standing

FOLDER = "briefings/"

State = Literal["next", "undated", "resting"]
"""Whether the next meeting of a body is recorded, or is not; or it has not met for long, and none is."""


@dataclass(frozen=True)
class Business:
    """What a body has to do with, as it is seen on the day of the site."""

    body: str
    committee: Committee
    held: tuple[Meeting, ...]
    """The meetings that it held, oldest first."""
    coming: tuple[Meeting, ...]
    """The meetings that are planned and not past, soonest first."""
    recommendations: tuple[RecommendationStanding, ...]
    actions: tuple[ActionStanding, ...]
    own: frozenset[str]
    """What it made or asked for itself, by id or address."""
    put_to_it: frozenset[str]
    """The recommendations of others that name it as the one whom they ask."""
    records: frozenset[str]
    """Its meetings, its inquiries, and every record that it considered or that its recommendations came from."""

    @property
    def last(self) -> Meeting | None:
        """The last meeting that it held."""
        return self.held[-1] if self.held else None

    @property
    def next(self) -> Meeting | None:
        """The next meeting that is planned."""
        return self.coming[0] if self.coming else None

    @cached_property
    def last_heard(self) -> PartialDate | None:
        """The date of the last record of it, or of what it has to do with; none is known to be later."""
        known = (one for one in self._heard if one.is_known)
        return max(known, key=lambda one: one.sorts_at(date.min), default=None)

    @cached_property
    def _heard(self) -> tuple[PartialDate, ...]:
        of_things = (entry.date for one in self.standings for entry in one.timeline)
        return (*(one.date for one in self.held), *of_things)

    def is_resting(self, as_at: date, quiet_after: int) -> bool:
        """Whether no meeting to come is recorded, and nothing that was certainly said within that many days.

        What may have been said years ago or yesterday is no sign that there is a next meeting to prepare for.
        """
        if self.next:
            return False
        earliest = max((one.earliest for one in self._heard if one.earliest), default=None)
        return earliest is None or (as_at - earliest).days > quiet_after

    @property
    def in_short(self) -> str:
        """What it calls itself in the middle of a sentence."""
        return body_in_short(self.committee)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Its recommendations and its actions."""
        return (*self.recommendations, *self.actions)


def businesses(guide: Guide) -> tuple[Business, ...]:
    """Return the business of each body that has held a meeting or is to hold one, by council and in its order."""
    authorities = sorted(guide.seen_of_kind(Authority), key=lambda one: one.name)
    bodies = [f"{authority.id}/{body.key}" for authority in authorities for body in authority.bodies]
    found = (guide.once(business_of, body) for body in bodies)
    return tuple(one for one in found if one)


def business_of(guide: Guide, body: str) -> Business | None:
    """Return the business of a body; nothing where no meeting of it is seen, or where it is an inspectorate."""
    committee = guide.register.things[body].what
    assert isinstance(committee, Committee)
    meetings = _in_order(guide, _meetings_by_body(guide).get(body, ()))
    held = tuple(one for one in meetings if one.state == "held")
    coming = tuple(one for one in meetings if is_to_come(guide, one))
    if committee.kind == "inspectorate" or not (held or coming):
        return None
    # Papers of a meeting that may not have been held say what it was to deal with, too.
    ids = [one.id for one in meetings if one.state != "cancelled"]
    inquiries = [one.id for one in guide.seen_of_kind(Inquiry) if one.body == body]
    own = _own(guide, [*ids, *inquiries])
    considered = _considered(guide, meetings)
    put_to_it = put_to(guide, body) - own
    concerned = own | put_to_it | _dealt_with(guide, ids) | _meant(guide, considered)
    concerned |= {later for id in concerned for later in successors(guide, id)}
    recommendations = tuple(guide.standings.recommendations[id] for id in guide.rank if id in concerned)
    return Business(
        body=body,
        committee=committee,
        held=held,
        coming=coming,
        recommendations=recommendations,
        actions=_actions(guide, concerned, recommendations),
        own=own,
        put_to_it=put_to_it,
        records=frozenset(
            [*ids, *inquiries, *(target.split("/")[0] for target in considered)]
            + [guide.recommendation(one.id).origin for one in recommendations]
        ),
    )


def briefing_link(guide: Guide, body: str) -> Link | None:
    """Return the way to the briefing of a body, where it has one."""
    business = guide.once(business_of, body)
    if business is None:
        return None
    if business.next:
        words = "Prepare for its next meeting"
    elif business.is_resting(guide.standings.as_at, guide.site.quiet_after):
        words = "What is still open"
    else:
        words = "What to ask when it next meets"
    return Link(words, f"{FOLDER}{body}/")


def state_of(guide: Guide, business: Business) -> State:
    """Return whether the next meeting of a body is recorded, and whether anything of it is."""
    if business.next:
        return "next"
    return "resting" if business.is_resting(guide.standings.as_at, guide.site.quiet_after) else "undated"


def successors(guide: Guide, id: str) -> tuple[str, ...]:
    """Return the recommendations that took the place of one, directly or over others."""
    later = guide.once(_superseded_by, "")
    return reached(id, lambda one: later.get(one, ()))


def _superseded_by(guide: Guide, _: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for later in guide.recommendations:
        # What took the place of a part alone leaves the rest to be asked about.
        for earlier in later.supersedes:
            found.setdefault(earlier, []).append(later.id)
    return found


def _meetings_by_body(guide: Guide) -> dict[str, list[Meeting]]:
    return guide.once(_gather_meetings, "")


def _gather_meetings(guide: Guide, _: str) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = {}
    for meeting in guide.seen_of_kind(Meeting):
        found.setdefault(meeting.body, []).append(meeting)
    return found


def _in_order(guide: Guide, meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda one: (guide.register.days[one.id], one.id))


def is_to_come(guide: Guide, meeting: Meeting) -> bool:
    """Whether a meeting is planned for a day that has not passed."""
    return meeting.state == "scheduled" and not meeting.date.is_past(guide.standings.as_at)


def _own(guide: Guide, records: Iterable[str]) -> frozenset[str]:
    """Return what came of records, and the promises made in them."""
    register = guide.register
    return frozenset(
        target
        for record in records
        for target in (*register.made_by.get(record, ()), *register.actions_in.get(record, ()))
        if guide.is_seen(target)
    )


def _dealt_with(guide: Guide, meetings: Iterable[str]) -> frozenset[str]:
    return frozenset(standing.id for id in meetings for standing in guide.dealt_with.get(id, ()))


def _considered(guide: Guide, meetings: Iterable[Meeting]) -> list[str]:
    """Return everything that the items of meetings are about, or will be about."""
    found = (
        target for one in meetings if one.state != "cancelled" for item in one.items for target in item.about
    )
    return [target for target in dict.fromkeys(found) if guide.is_seen(target)]


def _meant(guide: Guide, targets: Iterable[str]) -> frozenset[str]:
    register = guide.register
    return frozenset(
        one
        for target in targets
        for one in (*register.recommendations_meant(target), *register.actions_meant(target))
    )


def _actions(
    guide: Guide, concerned: frozenset[str], recommendations: Iterable[RecommendationStanding]
) -> tuple[ActionStanding, ...]:
    answering = (address for one in recommendations for address in one.actions)
    wanted = concerned | frozenset(answering)
    return tuple(one for address, one in guide.standings.actions.items() if address in wanted)
