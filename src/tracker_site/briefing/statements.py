"""What is stated of a topic: all of the entity by which it is told, a line of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker_site.briefing.body import Body, office_shown
from tracker_site.briefing.history import (
    answered,
    deadlines,
    due,
    promised,
    raised,
    recommended,
    unanswered,
)
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
from tracker_site.briefing.sentences import Statement, nothing_since, verb_in_words
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import Reason, Request, Urgent, id_of, is_unanswered
from tracker_site.dataset.guide import Link
from tracker_site.dates import in_words, on_day
from tracker_site.status.claims import answered_by, is_signed_off_above
from tracker_site.status.standing import ActionStanding, RecommendationStanding, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """What is recorded of one more entity of a topic, and the records that say so."""

    urgent: Urgent
    link: Link
    note: str | None
    text: str
    records: tuple[str, ...]


def statements_of(body: Body, topic: Topic) -> Iterator[Statement]:
    """Yield what is recorded of a topic: where it comes from, its deadlines, how far it has come, its figures."""
    lead = topic.lead
    if isinstance(lead, Request):
        yield _requested(body, lead)
    elif isinstance(lead, RecommendationStanding):
        yield from _of_recommendation(body, topic, lead)
    elif lead:
        yield from _of_standing(body, lead, next(iter(topic.reasons_of(lead)), None))
    elif not topic.item:
        yield from deadlines(body, topic.clocks, topic.clocks[0].record)
    for measure in topic.measures:
        yield from figures(body, measure)


def lines_of(
    body: Body, others: Sequence[Urgent], lead: Standing | None, told: Sequence[Statement]
) -> Iterator[Line]:
    """Yield a line for each of more entities of a topic; what was heard of all of them is told once.

    `told` was told of the lead before them.
    """
    before = set(told)
    for urgent in others:
        entity = urgent.entity
        if isinstance(entity, Request):
            found, note = [_requested(body, entity)], None
        else:
            assert isinstance(entity, Standing)
            of_entity = tuple(_of_standing(body, entity, urgent.reason, lead))
            found = [
                one for one in of_entity if one not in before or one.heading != "Last heard" or one.records
            ]
            note = note_of(body, entity)
        before.update(found)
        records = tuple(id for one in found for id in one.records)
        yield Line(urgent, body.guide.link(id_of(entity)), note, " ".join(one.text for one in found), records)


def _of_recommendation(body: Body, topic: Topic, lead: RecommendationStanding) -> Iterator[Statement]:
    reasons = topic.reasons_of(lead)
    thread = body.guide.accounts.thread_of.get(lead.id)
    thread = thread if thread and thread.times > 1 else None
    if topic.earlier:
        yield Statement("From", f"The same concern as under “{topic.earlier.title}”.")
    elif thread:
        yield raised(body, thread)
    elif origin := recommended(body, lead):
        yield origin
    if answer := answered(lead):
        yield answer
    if lead.id in body.own | body.put_to_it and is_unanswered(body.guide, lead):
        yield unanswered(body, lead, thread.ids if thread else (lead.id,))
    yield from deadlines(body, topic.clocks, lead.id)
    yield from _of_standing(body, lead, reasons[0] if reasons else None)
    if thread and reasons == ["claimed"]:
        yield from signed_off_elsewhere(body, lead, thread)


def _of_standing(
    body: Body, standing: Standing, reason: Reason | None, lead: Standing | None = None
) -> Iterator[Statement]:
    """Yield by when an entity was to be done, and how far it has come; `lead` was told before it."""
    action = standing if isinstance(standing, ActionStanding) else None
    if action and action.id in body.own:
        yield promised(body, action)
    yield from reopened(body, standing)
    if isinstance(standing, RecommendationStanding) and standing.parts:
        yield from parts(body, standing)
    else:
        if standing.status.is_open:
            yield from due(body, standing, lead)
        is_silent = standing.step.assurance == "none"
        if is_silent and reason in ("asked", "put"):
            if action and action.last_news is None:
                yield nothing_since(body.guide, standing)
        elif not (is_silent and reason == "quiet"):
            yield progress(body, standing)
    if reason == "claimed":
        yield from noted(body, standing)
    standings = body.guide.standings
    # Where what it answers was told before it, that was told with its last word.
    if action and not (lead and lead.id in answered_by(standings, action.id)):
        yield from said_of_what_it_answers(body, action)
    if reason == "quiet" or (reason == "dropped" and standing.quiet):
        yield from silence(body, standing)
    if action and action.status.is_open and is_signed_off_above(standings, action.id):
        yield Statement("Progress", "What it answers is signed off.")


def _requested(body: Body, request: Request) -> Statement:
    """Return that a meeting asked for something, and what dealt with it since."""
    did = f"{verb_in_words(request.outcome)} {on_day(request.meeting.date)}"
    if not request.since:
        return Statement("", f"{did}; nothing that is recorded since deals with it.", (request.meeting.id,))
    title, day = body.guide.title(request.since.record), in_words(request.since.date)
    text = f"{did}. {title} ({day}) dealt with the same matter."
    return Statement("", text, (request.meeting.id, request.since.record))


def note_of(body: Body, standing: Standing) -> str | None:
    """Return whose an action is, or "recommendation 2 of Focused visit"."""
    guide = body.guide
    if isinstance(standing, ActionStanding):
        owner = guide.register.actions[standing.id].owner
        return office_shown(guide, body.id, owner) if owner else None
    record = guide.recommendation(standing.id)
    if body.met_in(record.origin) == body.id:
        return None
    number = f" {record.number}" if record.number else ""
    return f"recommendation{number} of {body.own_inquiry(record.origin) or guide.title(record.origin)}"
