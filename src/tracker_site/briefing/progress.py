"""What is recorded of how far an entity has come: who says so, its parts, its last activity, its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from textwrap import shorten

from tracker_site.briefing.body import Body, Subject, outcomes_of
from tracker_site.briefing.sentences import (
    Statement,
    lower_first,
    made_in,
    nothing_since,
    on_known_day,
    quoted,
    short_name,
    since_day,
    with_reason,
    you_or,
)
from tracker_site.briefing.urgent import is_dropped
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dates import UNKNOWN, in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, VERBS, capital, count, listing
from tracker_site.phrases import said_again
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import LISTENED, Meeting, Outcome
from tracker_site.records.said import Response
from tracker_site.source.markup import Prose
from tracker_site.status.claims import answered_by, is_closed_by_others
from tracker_site.status.history import Step
from tracker_site.status.lineage import Thread
from tracker_site.status.readings import SaidFigure, last_figures
from tracker_site.status.standing import Entry


def progress(body: Body, one: Subject) -> Statement:
    """Return how far an entity has come, who says so, and when that was said."""
    if one.late and one.silent_since_due:
        return nothing_since(one)
    again = said_again(one)
    notes = [
        entry.text for entry in one.timeline if entry.record == one.status_said_in and _is_word_of(one, entry)
    ]
    note = f": {quoted(notes[-1])}" if again and notes and notes[-1] else ""
    records = tuple(dict.fromkeys(record for record in (one.assured_in, one.status_said_in) if record))
    return Statement("Progress", f"{capital(_how_far(body, one.step))}{again}{note}.", records)


def said_of_what_it_answers(body: Body, one: Action) -> Iterator[Statement]:
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


def reopened(body: Body, one: Subject) -> Iterator[Statement]:
    """Yield that an open entity was closed before, by whose word, and when and why it was opened again."""
    if found := _reopening(body, one):
        closed, again = found
        reason = reason_to_reopen(body, one)
        why = f" because{with_reason(reason)}" if reason else with_reason(None)
        text = f"{capital(_said(body, closed))}; it was reopened{on_known_day(again.date)}{why}."
        yield Statement("Reopened", text, tuple(id for id in (closed.assured_in, again.record) if id))


def reason_to_reopen(body: Body, one: Subject) -> Prose | None:
    """Return why an entity was opened again."""
    found = _reopening(body, one)
    entries = [entry for entry in one.timeline if found and entry.record == found[1].record]
    return next(
        (entry.reason for entry in entries if entry.reason and entry.status and entry.status.is_open), None
    )


def _reopening(body: Body, one: Subject) -> tuple[Step, Step] | None:
    """Return where an entity that was reopened stood before it was, and where after."""
    steps = [step for step in one.steps if step.day <= body.data.standings.as_at] if one.reopened else []
    moves = [pair for pair in pairwise(steps) if not pair[0].status.is_open and pair[1].status.is_open]
    return moves[-1] if moves else None


def parts(body: Body, one: Recommendation) -> Iterator[Statement]:
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
        told = f"Part {part.key} (“{text}”): {dated}{_how_far(body, part.step)}{answer}."
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


def noted(body: Body, one: Subject) -> Iterator[Statement]:
    """Yield that a body itself noted that something is closed, and in which words."""
    if found := noted_at(body, one):
        meeting, outcome = found
        words = f": {quoted(outcome.text)}" if outcome.text else ""
        done = f"You {VERBS[outcome.verb].lower()} that{on_known_day(meeting.date)}{words}."
        yield Statement("Progress", done, (meeting.id,))


def signed_off_elsewhere(body: Body, one: Recommendation, thread: Thread) -> Iterator[Statement]:
    """Yield that the same concern, as it was raised another time, was signed off or confirmed as closed."""
    others = [body.data.standings.recommendations[id] for id in thread.ids if id != one.id]
    closed = [other for other in others if is_closed_by_others(other.step)]
    for last in sorted(closed, key=lambda other: (other.step.day, other.id))[-1:]:
        words = _said(body, last.step, "that")
        text = f"But the same concern was raised as “{body.data.title(last.id)}” too, and {words}."
        yield Statement("Progress", text, (last.step.assured_in or "",))


def _how_far(body: Body, step: Step) -> str:
    """Return how far an entity has come and who says so, as the middle of a sentence."""
    if step.assurance == "none" or step.assured_in is None:
        return "nothing is recorded of how far it has come"
    unsigned = step.assurance == "reported" and not step.status.is_open
    return f"{_said(body, step)}{'; it is not signed off' if unsigned else ''}"


def _said(body: Body, step: Step, it: str = "it") -> str:
    """Return who said how far an entity had come, and when; `it` is what the sentence calls it."""
    assert step.assured_in
    common = step.status.common
    words = "not to be done" if common.key == "not-being-done" else common.label.lower()
    state = words if step.status.label == common.label else f"“{step.status.label}” ({words})"
    said = f"{it} as" if step.assurance != "signed-off" else f"{it} off as"
    said = f"{said} {state}{on_known_day(step.assured_on or UNKNOWN)}"
    if step.assurance == "reported":
        return f"the council reported {said}"
    if step.assurance == "signed-off":
        whose = body.met_in(step.assured_in)
        draft = ", by minutes that are still a draft" if step.provisional else ""
        return f"{you_or(body, whose) if whose else 'scrutiny'} signed {said}{draft}"
    record = body.data.register.records.by_id[step.assured_in]
    who = "the inspectorate or an independent body"
    if isinstance(record, Inspection):
        who = listing(list(record.inspectorate)) if record.inspectorate else "the inspectorate"
    return f"{who} reported {said}"


def silence(body: Body, one: Subject) -> Iterator[Statement]:
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
    text = f"Nothing is recorded of {'it itself' if later else 'it'} since {made}{over}."
    yield Statement("Last heard", text, (found.heard_in or made_in(one),))
    if later:
        # A sentence of its own: it may hold of several entities, and is told once.
        last = max(later, key=lambda id: (data.register.days[id], id))
        what = "What it answers" if isinstance(one, Action) else "The same concern"
        yield Statement("Last heard", f"{what} was dealt with{on_known_day(data.date_of(last))}.")


def _dealt_with(data: Dataset, one: Subject) -> set[str]:
    """Return the meetings, letters and inspections that dealt with an entity, its thread, or what it answers.

    A plan for it, or a look back on the inspection that it came of, is none.
    """
    ids = {id.split("/")[0] for id in (one.recommendations if isinstance(one, Action) else (one.id,))}
    ids = ids.union(*(thread.ids for id in ids if (thread := data.accounts.thread_of.get(id))))
    entries = (
        entry for id in ids if id in data.recommendations for entry in data.recommendations[id].timeline
    )
    return {
        entry.record for entry in entries if entry.kind in ("meeting", "update") or entry.said_by is not None
    }


def figures(body: Body, measure: str) -> Iterator[Statement]:
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
