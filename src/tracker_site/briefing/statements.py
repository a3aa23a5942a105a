"""What is stated of a topic: all of the entity by which it is told, a line of each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject
from tracker_site.briefing.history import answered, deadlines, due, promised, raised, recommended, unanswered
from tracker_site.briefing.progress import (
    figures,
    noted,
    parts,
    progress,
    reopened,
    said_of_what_it_answers,
    signed_off_elsewhere,
    silence,
)
from tracker_site.briefing.sentences import Statement, nothing_since, own_inquiry, verb_in_words
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import Reason, Request, Urgent, id_of, is_unanswered
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.dates import in_words, on_day
from tracker_site.status.claims import answered_by
from tracker_site.status.standing import Deadline


class Line(NamedTuple):
    """What is recorded of one more entity of a topic, and the records that say so."""

    urgent: Urgent
    link: Ref
    note: str | None
    text: str
    records: tuple[str, ...]


def statements_of(body: Body, topic: Topic) -> Iterator[Statement]:
    """Yield what is recorded of a topic: where it comes from, its deadlines, how far it has come, its figures."""
    match topic.lead:
        case Request():
            yield _requested(body, topic.lead)
        case Recommendation():
            yield from _of_recommendation(body, topic, topic.lead)
        case Action():
            yield from _of_subject(body, topic.lead, topic.reason)
        case None if not topic.item:
            yield from deadlines(body, topic.deadlines, topic.deadlines[0].record)
    for measure in topic.measures:
        yield from figures(body, measure)


def lines_of(body: Body, topic: Topic, told: tuple[Statement, ...], most: int) -> Iterator[Line]:
    """Yield a line for each of the first others of a topic; what was heard of all of them is told once.

    `told` was told of the lead before them.
    """
    before = set(told)
    lead = None if isinstance(topic.lead, Request) else topic.lead
    for urgent in topic.others[:most]:
        reason, entity = urgent
        note = None
        if isinstance(entity, Request):
            found = [_requested(body, entity)]
        else:
            assert not isinstance(entity, Deadline)
            stated = _of_subject(body, entity, reason, lead)
            found = [one for one in stated if one not in before or one.heading != "Last heard" or one.records]
            note = note_of(body, entity)
        before.update(found)
        records = tuple(id for one in found for id in one.records)
        link = body.data.ref(id_of(entity))
        yield Line(urgent, link, note, " ".join(one.text for one in found), records)


def _of_recommendation(body: Body, topic: Topic, lead: Recommendation) -> Iterator[Statement]:
    thread = body.data.accounts.thread_of.get(lead.id)
    thread = thread if thread and thread.times > 1 else None
    if topic.earlier:
        yield Statement("From", f"The same concern as under “{topic.earlier.title}”.")
    elif thread:
        yield raised(body, thread)
    else:
        yield from recommended(body, lead)
    yield from answered(lead)
    if lead.id in body.own | body.put_to_it and is_unanswered(lead):
        yield unanswered(body, lead, thread.ids if thread else (lead.id,))
    yield from deadlines(body, topic.deadlines, lead.id)
    yield from _of_subject(body, lead, topic.reason)
    if thread and topic.reason == "claimed":
        yield from signed_off_elsewhere(body, lead, thread)


def _of_subject(
    body: Body, one: Subject, reason: Reason | None, lead: Subject | None = None
) -> Iterator[Statement]:
    """Yield by when an entity was to be done, and how far it has come; `lead` was told before it."""
    action = one if isinstance(one, Action) else None
    if action and action.id in body.own:
        yield promised(action)
    yield from reopened(body, one)
    if isinstance(one, Recommendation) and one.parts:
        yield from parts(body, one)
    else:
        if one.is_open:
            yield from due(body, one, lead)
        is_silent = one.assurance == "none"
        if is_silent and reason in ("asked", "put"):
            if action and action.last_news is None:
                yield nothing_since(one)
        elif not (is_silent and reason == "quiet"):
            yield progress(body, one)
    if reason == "claimed":
        yield from noted(body, one)
    # Where what it answers was told before it, that was told with its last word.
    if action and not (lead and lead.id in answered_by(body.data.standings, action.id)):
        yield from said_of_what_it_answers(body, action)
    if reason == "quiet" or (reason == "dropped" and one.quiet):
        yield from silence(body, one)
    if action and action.is_open and action.signed_off_above:
        yield Statement("Progress", "What it answers is signed off.")


def _requested(body: Body, request: Request) -> Statement:
    """Return that a meeting asked for something, and what dealt with it since."""
    did = f"{verb_in_words(request.outcome)} {on_day(request.meeting.date)}"
    if not request.since:
        return Statement("", f"{did}; nothing that is recorded since deals with it.", (request.meeting.id,))
    title, day = body.data.title(request.since.record), in_words(request.since.date)
    text = f"{did}. {title} ({day}) dealt with the same matter."
    return Statement("", text, (request.meeting.id, request.since.record))


def note_of(body: Body, one: Subject) -> str | None:
    """Return whose an action is, or "recommendation 2 of Focused visit"."""
    if isinstance(one, Action):
        return one.office
    if body.met_in(one.origin) == body.id:
        return None
    number = f" {one.number}" if one.number else ""
    return f"recommendation{number} of {own_inquiry(body, one.origin) or body.data.title(one.origin)}"
