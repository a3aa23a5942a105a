"""What is recorded of a topic: all of the entity by which it is told, a line of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject, outcomes_of
from tracker_site.briefing.history import deadlines, due, history_of, promised, reopened, thread_of
from tracker_site.briefing.sentences import (
    Statement,
    how_far,
    lower_first,
    made_in,
    nothing_since,
    on_known_day,
    own_inquiry,
    quoted,
    short_name,
    since_day,
    verb_in_words,
    who_said,
)
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import Reason, Request, Urgent, id_of, is_dropped
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.dates import in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, VERBS, capital, count, listing
from tracker_site.phrases import said_again
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import LISTENED, Meeting, Outcome
from tracker_site.records.said import Response
from tracker_site.status.claims import answered_by, is_closed_by_others
from tracker_site.status.lineage import Thread
from tracker_site.status.readings import SaidFigure, last_figures
from tracker_site.status.standing import Deadline, Entry


class Line(NamedTuple):
    """What is recorded of one more entity of a topic, and the records that say so."""

    urgent: Urgent
    link: Ref
    note: str | None
    text: str
    records: tuple[str, ...]


def statements_of(body: Body, topic: Topic) -> Iterator[Statement]:
    """Yield what is recorded of a topic: where it comes from, its deadlines, how far it has come, its figures."""
    if isinstance(topic.lead, Recommendation):
        yield from _of_recommendation(body, topic, topic.lead)
    elif topic.lead:
        yield from _of_entity(body, topic.lead, topic.reason)
    elif not topic.item:
        yield from deadlines(body, topic.deadlines, topic.deadlines[0].record)
    for measure in topic.measures:
        yield from _figures(body, measure)


def lines_of(body: Body, topic: Topic, told: tuple[Statement, ...], most: int) -> Iterator[Line]:
    """Yield a line for each of the first others of a topic; what was heard of all of them is told once.

    `told` was told of the lead before them.
    """
    before = set(told)
    lead = None if isinstance(topic.lead, Request) else topic.lead
    for urgent in topic.others[:most]:
        reason, entity = urgent
        assert not isinstance(entity, Deadline)
        stated = _of_entity(body, entity, reason, lead)
        found = [one for one in stated if one not in before or one.heading != "Last heard" or one.records]
        before.update(found)
        yield Line(
            urgent,
            link=body.data.ref(id_of(entity)),
            note=note_of(body, entity),
            text=" ".join(one.text for one in found),
            records=tuple(id for one in found for id in one.records),
        )


def _of_entity(
    body: Body, one: Subject | Request, reason: Reason | None, lead: Subject | None = None
) -> Iterator[Statement]:
    """Yield what is recorded of a request, or of a recommendation or an action; `lead` was told before it."""
    if isinstance(one, Request):
        yield _requested(body, one)
    else:
        yield from _of_subject(body, one, reason, lead)


def _of_recommendation(body: Body, topic: Topic, lead: Recommendation) -> Iterator[Statement]:
    yield from history_of(body, topic, lead)
    yield from _of_subject(body, lead, topic.reason, None)
    if topic.reason == "claimed" and (thread := thread_of(body, lead)):
        yield from _signed_off_elsewhere(body, lead, thread)


def _of_subject(body: Body, one: Subject, reason: Reason | None, lead: Subject | None) -> Iterator[Statement]:
    """Yield by when an entity was to be done, and how far it has come; `lead` was told before it."""
    action = one if isinstance(one, Action) else None
    if action and action.id in body.own:
        yield promised(action)
    yield from reopened(body, one)
    if isinstance(one, Recommendation) and one.parts:
        yield from _parts(body, one)
    else:
        if one.is_open:
            yield from due(body, one, lead)
        is_silent = one.assurance == "none"
        if is_silent and reason in ("asked", "put"):
            if action and action.last_news is None:
                yield nothing_since(one)
        elif not (is_silent and reason == "quiet"):
            yield _progress(body, one)
    if reason == "claimed":
        yield from _noted(body, one)
    # Where what it answers was told before it, that was told with its last word.
    if action and not (lead and lead.id in answered_by(body.data.standings, action.id)):
        yield from _said_of_what_it_answers(body, action)
    if reason == "quiet" or (reason == "dropped" and one.quiet):
        yield from _silence(body, one)
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


def note_of(body: Body, one: Subject | Request) -> str | None:
    """Return whose an action is, or "recommendation 2 of Focused visit"."""
    if isinstance(one, Action):
        return one.office
    if isinstance(one, Request) or body.met_in(one.origin) == body.id:
        return None
    number = f" {one.number}" if one.number else ""
    return f"recommendation{number} of {own_inquiry(body, one.origin) or body.data.title(one.origin)}"


def _progress(body: Body, one: Subject) -> Statement:
    """Return how far an entity has come, who says so, and when that was said."""
    if one.late and one.silent_since_due:
        return nothing_since(one)
    again = said_again(one)
    notes = [
        entry.text for entry in one.timeline if entry.record == one.status_said_in and _is_word_of(one, entry)
    ]
    note = f": {quoted(notes[-1])}" if again and notes and notes[-1] else ""
    records = tuple(dict.fromkeys(record for record in (one.assured_in, one.status_said_in) if record))
    return Statement("Progress", f"{capital(how_far(body, one.step))}{again}{note}.", records)


def _said_of_what_it_answers(body: Body, one: Action) -> Iterator[Statement]:
    """Yield what was said last, with a note, of what a closed action answers, where that was after it was closed."""
    if one.is_open:
        return
    above = [body.data.recommendations[id] for id in answered_by(body.data.standings, one.id)]
    entries = [entry for answered in above for entry in answered.timeline if _is_word_of(answered, entry)]
    closed = one.step.day
    later = [entry for entry in entries if entry.day > closed and entry.text and entry.said_by]
    for entry in sorted(later, key=lambda entry: entry.day)[-1:]:
        assert entry.text
        who = capital(SPEAKERS[entry.said_by or "council"])
        said = f"{who} said of what it answers{on_known_day(entry.date)}: {quoted(entry.text)}."
        yield Statement("Progress", said, (entry.record,))


def _is_word_of(one: Subject, entry: Entry) -> bool:
    """Whether it says how far the entity itself has come; the words of an outcome are none of it."""
    return entry.on == one.id and entry.status is not None and entry.verb is None


def _parts(body: Body, one: Recommendation) -> Iterator[Statement]:
    """Yield where each part of a recommendation stands."""
    for part in one.parts:
        text = shorten(part.text.source.rstrip("."), 60, placeholder=" …")
        dates = part.due_dates if part.status.is_open else ()
        dated = f"due {on_day(dates[-1].date)}; " if dates and dates[-1].date.is_known else ""
        dated = "its date was dropped; " if is_dropped(dates) else dated
        answer = ""
        if given := other_than_yes(body.data, f"{one.id}/{part.key}"):
            note = f", {quoted(given.note)}" if given.note else ""
            answer = f"; answer: {lower_first(RESPONSES[given.response])}{note}"
        told = f"Part {part.key} (“{text}”): {dated}{how_far(body, part.step)}{answer}."
        yield Statement("Parts", told, (part.assured_in,) if part.assured_in else ())


def other_than_yes(data: Dataset, target: str) -> Response | None:
    """Return what was answered last to a recommendation or to a part of one, where that was no plain yes."""
    given = [
        answer.response
        for _, answer in data.answers_to.get(target.split("/")[0], ())
        if answer.response.to == target and answer.response.standing == "given"
    ]
    return given[-1] if given and given[-1].response != "accepted" else None


def noted_at(body: Body, one: Subject) -> tuple[Meeting, Outcome] | None:
    """Return the meeting at which a body noted a claim that something is closed, and deals with nothing else there.

    That is no sign-off; but nobody is to be asked about it as if it had not been heard.
    """
    closed = one.step.day
    entries = [entry for entry in one.timeline if entry.verb in LISTENED and entry.day >= closed]
    found = [
        (meeting, outcome)
        for meeting in map(body.data.meeting, dict.fromkeys(entry.record for entry in entries))
        if meeting.body == body.id
        for item, outcome in outcomes_of(meeting)
        if outcome.verb in LISTENED and item.subjects_of(outcome) == (one.id,)
    ]
    return found[-1] if found else None


def _noted(body: Body, one: Subject) -> Iterator[Statement]:
    """Yield that a body itself noted that something is closed, and in which words."""
    if found := noted_at(body, one):
        meeting, outcome = found
        words = f": {quoted(outcome.text)}" if outcome.text else ""
        done = f"You {VERBS[outcome.verb].lower()} that{on_known_day(meeting.date)}{words}."
        yield Statement("Progress", done, (meeting.id,))


def _signed_off_elsewhere(body: Body, one: Recommendation, thread: Thread) -> Iterator[Statement]:
    """Yield that the same concern, as it was raised another time, was signed off or confirmed as closed."""
    others = [body.data.standings.recommendations[id] for id in thread.ids if id != one.id]
    closed = [other for other in others if is_closed_by_others(other.step)]
    for last in sorted(closed, key=lambda other: (other.step.day, other.id))[-1:]:
        words = who_said(body, last.step, "that")
        text = f"But the same concern was raised as “{body.data.title(last.id)}” too, and {words}."
        yield Statement("Progress", text, (last.step.assured_in or "",))


def _silence(body: Body, one: Subject) -> Iterator[Statement]:
    """Yield since when nothing is recorded of an open entity, and at which meetings of the body nothing is.

    When what it answers, or the same concern, was dealt with later is told beside: that is no word of itself.
    """
    data, found = body.data, one.silence
    assert found
    own = {entry.record for entry in one.timeline}
    later = [id for id in _dealt_with(data, one) - own if found.since.is_before(data.date_of(id))]
    made = f"it was made{on_known_day(one.issued)}" if found.heard_in is None else since_day(found.since)
    silent, unsure = (
        sum(body.met_in(id) == body.id for id in some) for some in (found.meetings, found.unsure)
    )
    more = f"; of {unsure} more it is not known" if unsure else ""
    over = f", at {count(silent, 'meeting')} of your {short_name(body)}{more}" if silent else ""
    dated = " dated" if found.not_counted else ""
    text = f"Nothing{dated} is recorded of {'it itself' if later else 'it'} since {made}{over}."
    yield Statement("Last heard", text, (found.heard_in or made_in(one),))
    if later:
        # A sentence of its own: it may hold of several entities, and is told once.
        last = max(later, key=data.register.order)
        what = "What it answers" if isinstance(one, Action) else "The same concern"
        yield Statement("Last heard", f"{what} was dealt with{on_known_day(data.date_of(last))}.")


def _dealt_with(data: Dataset, one: Subject) -> set[str]:
    """Return the meetings, letters and inspections that dealt with an entity, its thread, or what it answers.

    A plan for it, or a look back on the inspection that it came of, is none.
    """
    known = data.recommendations
    ids = {id.split("/")[0] for id in (one.recommendations if isinstance(one, Action) else (one.id,))}
    meant = {other for id in ids if id in known for other in known[id].thread or (id,)}
    entries = (entry for id in meant for entry in known[id].timeline)
    return {entry.record for entry in entries if entry.kind in ("meeting", "update") or entry.said_by}


def _figures(body: Body, measure: str) -> Iterator[Statement]:
    """Yield the last value of a measure as each speaker said it, with the target."""
    said = last_figures(body.data.figures_of(measure))
    if not said:
        return
    record = body.data.register.records.by_id[measure]
    assert isinstance(record, Measure)
    when = said[-1].figure.at
    time = f", said{on_known_day(said[-1].date)}"
    if when and when.is_known:
        # Of a whole month or year no day is missing.
        time = f", for {re.sub(r', (?:month and )?day not stated$', '', in_words(when))}"
    values = listing([f"{_value(one, record)} ({_speaker(body, one)})" for one in said])
    target = f"; the target is {record.target}" if record.target else ""
    records = tuple(dict.fromkeys(one.record for one in said))
    yield Statement("Figures", f"{record.title}{time}: {values}{target}.", records)


def _value(said: SaidFigure, measure: Measure) -> str:
    value = said.figure.value
    return f"{value}%" if measure.unit == "%" and not value.endswith("%") else value


def _speaker(body: Body, said: SaidFigure) -> str:
    """Return who gave a figure; what scrutiny said at a meeting of the body itself is its own."""
    is_own = said.figure.said_by == "scrutiny" and body.met_in(said.record) == body.id
    return "yours" if is_own else SPEAKERS[said.figure.said_by]
