"""A body before its next meeting: its meetings, every entity that it has to do with, and whom these are put to.

Nobody is guessed: whom something is put to is named by its record.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from tracker_site.briefing.sentences import lower_first, short_name, with_article
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.records.authority import Authority, Committee
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.status.lineage import reached
from tracker_site.status.promises import offices, same_office
from tracker_site.status.standing import ActionStanding, RecommendationStanding, Standing

FOLDER = "briefings/"

State = Literal["next", "undated", "resting"]
"""Whether the next meeting of a body is recorded, or is not; or it has not met for long, and none is."""


@dataclass(frozen=True)
class Body:
    """A body with all that it has to do with, as it is seen on the day of the site."""

    guide: Guide = field(compare=False, repr=False)
    id: str
    committee: Committee
    held: tuple[Meeting, ...]
    """The meetings that it held, oldest first."""
    coming: tuple[Meeting, ...]
    """The meetings that are planned and not past, soonest first."""
    recommendations: tuple[RecommendationStanding, ...]
    actions: tuple[ActionStanding, ...]
    own: frozenset[str]
    """What it made or asked for itself, by id."""
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
    def standings(self) -> tuple[Standing, ...]:
        """Its recommendations and its actions."""
        return (*self.recommendations, *self.actions)

    @cached_property
    def dates(self) -> tuple[PartialDate, ...]:
        """The dates of its meetings, and of all that was said of what it has to do with."""
        of_entities = (entry.date for one in self.standings for entry in one.timeline)
        return (*(one.date for one in self.held), *of_entities)

    @cached_property
    def state(self) -> State:
        """Whether there is a next meeting to prepare for.

        What may have been said years ago or yesterday is no sign that there is one.
        """
        if self.next:
            return "next"
        earliest = max((one.earliest for one in self.dates if one.earliest), default=None)
        quiet_after = self.guide.site.quiet_after
        is_quiet = earliest is None or (self.guide.standings.as_at - earliest).days > quiet_after
        return "resting" if is_quiet else "undated"

    @property
    def address(self) -> str:
        """The address of its briefing, from the root of the site."""
        return f"{FOLDER}{self.id}/"

    @property
    def link(self) -> Link:
        """The link to its briefing, by its name."""
        return Link(self.committee.name, self.address)

    @property
    def council(self) -> Link:
        """The link to its council."""
        return self.guide.link(self.id.split("/")[0])

    @property
    def full_name(self) -> str:
        """Its name with that of its council."""
        return f"{self.committee.name}, {self.council.text}"

    @property
    def short_name(self) -> str:
        """What it calls itself in the middle of a sentence."""
        return short_name(self.committee)

    def met_in(self, record: str) -> str | None:
        """Return the body whose meeting a record is; None for any other record."""
        meeting = self.guide.register.records.by_id[record]
        return meeting.body if isinstance(meeting, Meeting) else None

    def own_inquiry(self, record: str) -> str | None:
        """Return what an inquiry of the body is called before it; None for any other record."""
        inquiry = self.guide.register.records.by_id[record]
        if not isinstance(inquiry, Inquiry) or inquiry.body != self.id:
            return None
        if inquiry.title.startswith("Inquiry"):
            return f"your {lower_first(inquiry.title)}"
        return f"your inquiry “{inquiry.title}”"

    def you_or(self, body: str) -> str:
        """Return how a body is called when this one is spoken to: "you", "the Cabinet"."""
        return "you" if body == self.id else with_article(self.guide.title(body))


def bodies(guide: Guide) -> tuple[Body, ...]:
    """Return each body that has held a meeting or is to hold one, by council and in its order."""
    councils = sorted(guide.seen_of_kind(Authority), key=lambda one: one.name)
    found = (guide.once(body_of, f"{council.id}/{one.key}") for council in councils for one in council.bodies)
    return tuple(one for one in found if one)


def body_of(guide: Guide, id: str) -> Body | None:
    """Return a body by its id; None where no meeting of it is seen, or where it is an inspectorate."""
    committee = guide.register.entities[id].what
    assert isinstance(committee, Committee)
    meetings = guide.once(_meetings_by_body, "").get(id, [])
    held = tuple(one for one in meetings if one.state == "held")
    coming = tuple(one for one in meetings if is_to_come(guide, one))
    if committee.kind == "inspectorate" or not (held or coming):
        return None
    # Papers of a meeting that may not have been held say what it was to deal with, too.
    known = [one for one in meetings if one.state != "cancelled"]
    records = [*known, *(one for one in guide.seen_of_kind(Inquiry) if one.body == id)]
    considered = [one for one in _considered(known) if guide.is_seen(one)]
    own = _made_in(guide, [one.id for one in records])
    put_to_it = put_to(guide, id) - own
    concerned = own | put_to_it | _dealt_with(guide, known, considered)
    concerned |= {later for one in concerned for later in successors(guide, one)}
    recommendations = tuple(guide.standings.recommendations[one] for one in guide.rank if one in concerned)
    concerned = concerned.union(*(one.actions for one in recommendations))
    origins = (guide.recommendation(one.id).origin for one in recommendations)
    return Body(
        guide=guide,
        id=id,
        committee=committee,
        held=held,
        coming=coming,
        recommendations=recommendations,
        actions=tuple(one for id, one in guide.standings.actions.items() if id in concerned),
        own=own,
        put_to_it=put_to_it,
        records=frozenset(
            {one.id for one in records}.union((one.split("/")[0] for one in considered), origins)
        ),
    )


def briefing_link(guide: Guide, id: str) -> Link | None:
    """Return the link to the briefing of a body, where it has one."""
    words = {
        "next": "Prepare for its next meeting",
        "undated": "What to ask when it next meets",
        "resting": "What is still open",
    }
    body = guide.once(body_of, id)
    return Link(words[body.state], body.address) if body else None


def addressees_of(guide: Guide, id: str) -> tuple[str, ...]:
    """Return who is to do or to answer a recommendation or an action.

    That is its owner or addressee, else those named by the outcome under which it was made.
    """
    return guide.once(_addressees, id)


def office_shown(guide: Guide, body: str, name: str) -> str:
    """Return an office as its council spells it most often; `body` is the council or a body of it."""
    return guide.once(_offices, "").get((body.split("/")[0], same_office(name)), name)


def put_to(guide: Guide, body: str) -> frozenset[str]:
    """Return the recommendations to a council that name one of its bodies as the one whom they ask."""
    committee = guide.register.entities[body].what
    assert isinstance(committee, Committee)
    return frozenset(guide.once(_by_addressee, body.split("/")[0]).get(same_office(committee.name), ()))


def is_to_come(guide: Guide, meeting: Meeting) -> bool:
    """Whether a meeting is planned for a day that has not passed."""
    return meeting.state == "scheduled" and not meeting.date.is_past(guide.standings.as_at)


def successors(guide: Guide, id: str) -> tuple[str, ...]:
    """Return the recommendations that took the place of one, directly or over others."""
    later = guide.once(_superseded_by, "")
    return reached(id, lambda one: later.get(one, ()))


def day(when: PartialDate | None, unknown: date) -> date:
    """Return where a date sorts; `unknown` where there is none."""
    return when.sorts_at(unknown) if when else unknown


def _superseded_by(guide: Guide, _: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for later in guide.in_order:
        # What took the place of a part alone leaves the rest to be asked about.
        for earlier in later.supersedes:
            found.setdefault(earlier, []).append(later.id)
    return found


def _meetings_by_body(guide: Guide, _: str) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = {}
    meetings = guide.seen_of_kind(Meeting)
    for meeting in sorted(meetings, key=lambda one: (guide.register.days[one.id], one.id)):
        found.setdefault(meeting.body, []).append(meeting)
    return found


def _considered(meetings: list[Meeting]) -> dict[str, None]:
    """Return everything that the items of meetings are about, or will be about."""
    return dict.fromkeys(target for one in meetings for item in one.items for target in item.about)


def _made_in(guide: Guide, records: list[str]) -> frozenset[str]:
    """Return what came of records, and the promises made in them."""
    register = guide.register
    made = (
        one for id in records for one in (*register.made_by.get(id, ()), *register.actions_in.get(id, ()))
    )
    return frozenset(one for one in made if guide.is_seen(one))


def _dealt_with(guide: Guide, meetings: list[Meeting], considered: list[str]) -> frozenset[str]:
    """Return the recommendations and actions that meetings dealt with, and those meant by what they considered."""
    register = guide.register
    dealt_with = {standing.id for one in meetings for standing in guide.dealt_with.get(one.id, ())}
    meant = (
        one
        for target in considered
        for one in (*register.recommendations_meant(target), *register.actions_meant(target))
    )
    return frozenset(dealt_with.union(meant))


def _addressees(guide: Guide, id: str) -> tuple[str, ...]:
    action = guide.register.actions.get(id)
    named = action.owner if action else guide.recommendation(id).addressed_to
    record = id.split("/")[0] if action else guide.recommendation(id).origin
    return (named,) if named else _named_by_outcome(guide, record, id)


def _named_by_outcome(guide: Guide, record: str, id: str) -> tuple[str, ...]:
    """Return whom the outcome of a meeting asks that made a recommendation, or under which an action was recorded."""
    meeting = guide.register.records.by_id[record]
    items = meeting.items if isinstance(meeting, Meeting) else ()
    key = id.partition("/")[2]
    found = (
        outcome.to
        for item in items
        for outcome in item.outcomes
        if id in outcome.makes or (key and any(one.key == key for one in outcome.actions))
    )
    return tuple(next(found, ()))


def _offices(guide: Guide, _: str) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown: as the owners of actions are spelled, else those whom something is put to."""
    owners = ((id, guide.register.actions[id].owner) for id in guide.standings.actions)
    others = ((one.id, name) for one in guide.in_order for name in addressees_of(guide, one.id))
    shown = [
        offices([(guide.authority_of(target), name) for target, name in named if name])
        for named in (others, owners)
    ]
    return shown[0] | shown[1]


def _by_addressee(guide: Guide, authority: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in guide.in_order:
        named = ", ".join(addressees_of(guide, one.id))
        if named and guide.authority_of(one.id) == authority:
            for name in {named, *re.split(r", (?:and )?| and ", named)}:
                found.setdefault(same_office(name), []).append(one.id)
    return found
