"""What is told of the things of a matter: of that by which it is told all, of the others a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker_site.briefing.addressees import office_shown
from tracker_site.briefing.body import Business
from tracker_site.briefing.deadlines import deadlines
from tracker_site.briefing.history import (
    answered,
    due,
    made,
    own_inquiry,
    promised,
    raised,
    unanswered,
    verb_in_words,
)
from tracker_site.briefing.last_activity import silence
from tracker_site.briefing.progress import (
    noted,
    nothing_since,
    parts,
    reopened,
    said_of_what_it_answers,
    signed_off_elsewhere,
    stands,
)
from tracker_site.briefing.sentences import FROM, HEARD, PROGRESS, Told
from tracker_site.briefing.topics import Concern
from tracker_site.briefing.urgent import Reason, Request, Sort, Thing, is_unanswered
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import in_words, on_day
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.status.claims import answered_by, is_signed_off_above
from tracker_site.status.standing import ActionStanding, ClockStanding, RecommendationStanding, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """What is recorded of one more thing of a matter."""

    link: Link
    note: str | None
    text: str


def told_of_first(
    guide: Guide, business: Business, concern: Concern, first: Standing, same_as: str | None
) -> Iterator[Told]:
    """Yield what is told of a concern by what it is told by: where it comes from, its deadlines, where it stands."""
    sorts = [one.sort for one in concern.reasons if one.thing is first]
    thread = guide.accounts.thread_of.get(first.id)
    thread = thread if thread and thread.times > 1 else None
    if isinstance(first, RecommendationStanding):
        if same_as is not None:
            yield Told(f"The same concern as under “{same_as}”.", head=FROM)
        elif thread:
            yield raised(guide, business, thread)
        elif origin := made(guide, business, first):
            yield origin
        if answer := answered(first):
            yield answer
        if is_unanswered(guide, first) and first.id in business.own | business.put_to_it:
            yield unanswered(guide, business, first, thread.ids if thread else (first.id,))
        clocks = [one.thing for one in concern.reasons if isinstance(one.thing, ClockStanding)]
        yield from deadlines(guide, business, clocks, first.id)
    yield from _told_of(guide, business, first, sorts[0] if sorts else None)
    if isinstance(first, RecommendationStanding) and thread and sorts == ["claimed"]:
        yield from signed_off_elsewhere(guide, business, first, thread)


def _told_of(
    guide: Guide, business: Business, standing: Standing, sort: Sort | None, first: Standing | None = None
) -> Iterator[Told]:
    """Yield by when a thing was to be done, and where it stands; `first` is what was told before it."""
    if isinstance(standing, ActionStanding) and standing.id in business.own:
        yield promised(guide, business, standing)
    yield from reopened(guide, business, standing)
    if isinstance(standing, RecommendationStanding) and standing.parts:
        yield from parts(guide, business, standing)
    else:
        if standing.status.is_open:
            yield from due(guide, business, standing, first)
        if sort in ("asked", "put") and standing.step.assurance == "none":
            if standing.last_news is None and isinstance(standing, ActionStanding):
                yield nothing_since(guide, standing)
        elif sort != "quiet" or standing.step.assurance != "none":
            yield stands(guide, business, standing)
    if sort == "claimed":
        yield from noted(guide, business, standing)
    # Where what it answers was told before it, that was told with its last word.
    if isinstance(standing, ActionStanding) and not (
        first and first.id in answered_by(guide.standings, standing.id)
    ):
        yield from said_of_what_it_answers(guide, standing)
    if sort == "quiet" or (sort == "dropped" and standing.quiet):
        yield from silence(guide, business, standing)
    if (
        isinstance(standing, ActionStanding)
        and standing.status.is_open
        and is_signed_off_above(guide.standings, standing.id)
    ):
        yield Told("What it answers is signed off.", head=PROGRESS)


def lines_of(
    guide: Guide,
    business: Business,
    reasons: Sequence[Reason],
    first: Standing | None,
    told: Sequence[Told],
) -> Iterator[tuple[Reason, Line, Told]]:
    """Yield what is told of more things of a matter, and the records on which that rests.

    `told` was told before them; what was heard of all of them is told once.
    """
    before = set(told)
    for reason in reasons:
        thing = reason.thing
        if isinstance(thing, Request):
            of_thing, note = [told_of_request(guide, thing)], None
        else:
            assert isinstance(thing, Standing)
            found = tuple(_told_of(guide, business, thing, reason.sort, first))
            of_thing = [one for one in found if one not in before or one.head != HEARD or one.records]
            note = note_of(guide, business, thing)
        before.update(of_thing)
        text = " ".join(one.text for one in of_thing)
        records = tuple(id for one in of_thing for id in one.records)
        yield reason, Line(link_of(guide, thing), note, text), Told(text, records)


def told_of_request(guide: Guide, request: Request) -> Told:
    """Return that a meeting asked for something, and what dealt with it since."""
    did = f"{verb_in_words(request.outcome)} {on_day(request.meeting.date)}"
    if not request.since:
        return Told(f"{did}; nothing that is recorded since deals with it.", (request.meeting.id,))
    later = f"{guide.title(request.since.record)} ({in_words(request.since.date)}) dealt with the same matter"
    return Told(f"{did}. {later}.", (request.meeting.id, request.since.record))


def link_of(guide: Guide, thing: Thing) -> Link:
    """Return the way to a thing that presses."""
    match thing:
        case Request(meeting=meeting):
            return guide.link(meeting.id)
        case ClockStanding(record=record):
            return guide.link(record)
    return guide.link(thing.id)


def note_of(guide: Guide, business: Business, standing: Standing) -> str | None:
    """Return whose an action is, or "recommendation 2 of Focused visit"."""
    if isinstance(standing, ActionStanding):
        owner = guide.register.actions[standing.id].owner
        return office_shown(guide, business.body, owner) if owner else None
    record = guide.recommendation(standing.id)
    origin = guide.register.records.by_id[record.origin]
    if isinstance(origin, Meeting) and origin.body == business.body:
        return None
    number = f" {record.number}" if record.number else ""
    if isinstance(origin, Inquiry) and origin.body == business.body:
        return f"recommendation{number} of {own_inquiry(origin)}"
    return f"recommendation{number} of {guide.title(record.origin)}"
