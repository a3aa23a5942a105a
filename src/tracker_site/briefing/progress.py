"""What is recorded of how far an entity has come: who says so, its parts, its last activity, its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from textwrap import shorten

from tracker_site.briefing.body import Body
from tracker_site.briefing.sentences import (
    Statement,
    lower_first,
    nothing_since,
    on_known_day,
    origin_of,
    quoted,
    since_day,
    with_reason,
)
from tracker_site.briefing.urgent import is_dropped
from tracker_site.dataset.guide import Guide
from tracker_site.dates import in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, VERBS, capital, count, listing
from tracker_site.phrases import said_again
from tracker_site.records.inspection import Inspection
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import LISTENED, Meeting, Outcome
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Response
from tracker_site.source.markup import Prose
from tracker_site.status.claims import answered_by, is_closed_by_others
from tracker_site.status.history import Step
from tracker_site.status.lineage import Thread
from tracker_site.status.readings import SaidFigure, last_figures
from tracker_site.status.standing import ActionStanding, Entry, PartStanding, RecommendationStanding, Standing


def progress(body: Body, standing: Standing) -> Statement:
    """Return how far an entity has come, who says so, and when that was said."""
    if standing.status.is_open and standing.late and standing.silent_since_due:
        return nothing_since(body.guide, standing)
    step = standing.step
    again = said_again(step)
    notes = [
        one.text for one in standing.timeline if one.record == step.record and _is_word_of(standing, one)
    ]
    note = f": {quoted(notes[-1])}" if again and notes and notes[-1] else ""
    records = tuple(dict.fromkeys(one for one in (step.assured_in, step.record) if one))
    return Statement("Progress", f"{capital(_how_far(body, step))}{again}{note}.", records)


def said_of_what_it_answers(body: Body, standing: ActionStanding) -> Iterator[Statement]:
    """Yield what was said last, with a note, of what a closed action answers, where that was after it was closed."""
    if standing.status.is_open:
        return
    standings = body.guide.standings
    above = (standings.recommendations[id] for id in answered_by(standings, standing.id))
    entries = [entry for one in above for entry in one.timeline if _is_word_of(one, entry)]
    later = [one for one in entries if one.day > standing.step.day and one.text and one.said_by]
    for entry in sorted(later, key=lambda one: one.day)[-1:]:
        assert entry.text
        who = capital(SPEAKERS[entry.said_by or "council"])
        said = f"{who} said of what it answers{on_known_day(entry.date)}: {quoted(entry.text)}."
        yield Statement("Progress", said, (entry.record,))


def _is_word_of(standing: Standing, entry: Entry) -> bool:
    """Whether it says how far the entity itself has come; the words of an outcome are none of it."""
    return entry.on == standing.id and entry.status is not None and entry.verb is None


def reopened(body: Body, standing: Standing) -> Iterator[Statement]:
    """Yield that an open entity was closed before, by whose word, and when and why it was opened again."""
    if found := _reopening(body.guide, standing):
        closed, again = found
        reason = reason_to_reopen(body.guide, standing)
        why = f" because{with_reason(reason)}" if reason else with_reason(None)
        text = f"{capital(_said(body, closed))}; it was reopened{on_known_day(again.date)}{why}."
        yield Statement("Reopened", text, tuple(one for one in (closed.assured_in, again.record) if one))


def reason_to_reopen(guide: Guide, standing: Standing) -> Prose | None:
    """Return why an entity was opened again."""
    found = _reopening(guide, standing)
    entries = [one for one in standing.timeline if found and one.record == found[1].record]
    return next((one.reason for one in entries if one.reason and one.status and one.status.is_open), None)


def _reopening(guide: Guide, standing: Standing) -> tuple[Step, Step] | None:
    """Return where an entity that was reopened stood before it was, and where after."""
    steps = [one for one in standing.steps if one.day <= guide.standings.as_at] if standing.reopened else []
    moves = [pair for pair in pairwise(steps) if not pair[0].status.is_open and pair[1].status.is_open]
    return moves[-1] if moves else None


def parts(body: Body, standing: RecommendationStanding) -> Iterator[Statement]:
    """Yield where each part of a recommendation stands."""
    for part, stands in zip(body.guide.recommendation(standing.id).parts, standing.parts, strict=True):
        yield _part(body, standing, part, stands)


def _part(body: Body, whole: RecommendationStanding, part: Part, stands: PartStanding) -> Statement:
    text = shorten(part.text.source.rstrip("."), 60, placeholder=" …")
    dates = stands.due_dates if stands.step.status.is_open else ()
    dated = f"due {on_day(dates[-1].date)}; " if dates and dates[-1].date.is_known else ""
    dated = "its date was dropped; " if is_dropped(dates) else dated
    answer = ""
    if given := other_than_yes(body.guide, f"{whole.id}/{part.key}"):
        note = f", {quoted(given.note)}" if given.note else ""
        answer = f"; answer: {lower_first(RESPONSES[given.response])}{note}"
    told = f"Part {part.key} (“{text}”): {dated}{_how_far(body, stands.step)}{answer}."
    return Statement("Parts", told, (stands.step.assured_in,) if stands.step.assured_in else ())


def other_than_yes(guide: Guide, target: str) -> Response | None:
    """Return what was answered last to a recommendation or to a part of one, where that was no plain yes."""
    given = [
        answer.response
        for _, answer in guide.answers_to.get(target.split("/")[0], ())
        if answer.response.to == target and answer.response.standing == "given"
    ]
    return given[-1] if given and given[-1].response != "accepted" else None


def noted_at(body: Body, standing: Standing) -> tuple[Meeting, Outcome] | None:
    """Return the meeting at which a body noted a claim that something is closed, and deals with nothing else there.

    That is no sign-off; but nobody is to be asked about it as if it had not been heard.
    """
    by_id = body.guide.register.records.by_id
    entries = [one for one in standing.timeline if one.verb in LISTENED and one.day >= standing.step.day]
    meetings = [by_id[one] for one in dict.fromkeys(one.record for one in entries)]
    found = [
        (meeting, outcome)
        for meeting in meetings
        if isinstance(meeting, Meeting) and meeting.body == body.id
        for item in meeting.items
        for outcome in item.outcomes
        if outcome.verb in LISTENED and item.subjects_of(outcome) == (standing.id,)
    ]
    return found[-1] if found else None


def noted(body: Body, standing: Standing) -> Iterator[Statement]:
    """Yield that a body itself noted that something is closed, and in which words."""
    if found := noted_at(body, standing):
        meeting, outcome = found
        words = f": {quoted(outcome.text)}" if outcome.text else ""
        done = f"You {VERBS[outcome.verb].lower()} that{on_known_day(meeting.date)}{words}."
        yield Statement("Progress", done, (meeting.id,))


def signed_off_elsewhere(body: Body, standing: RecommendationStanding, thread: Thread) -> Iterator[Statement]:
    """Yield that the same concern, as it was raised another time, was signed off or confirmed as closed."""
    others = [body.guide.standings.recommendations[id] for id in thread.ids if id != standing.id]
    closed = [one for one in others if is_closed_by_others(one.step)]
    for last in sorted(closed, key=lambda one: (one.step.day, one.id))[-1:]:
        words = _said(body, last.step, "that")
        text = f"But the same concern was raised as “{body.guide.title(last.id)}” too, and {words}."
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
    said = f"{said} {state}{on_known_day(body.guide.date_of(step.assured_in))}"
    if step.assurance == "reported":
        return f"the council reported {said}"
    if step.assurance == "signed-off":
        whose = body.met_in(step.assured_in)
        draft = ", by minutes that are still a draft" if step.provisional else ""
        return f"{body.you_or(whose) if whose else 'scrutiny'} signed {said}{draft}"
    record = body.guide.register.records.by_id[step.assured_in]
    who = "the inspectorate or an independent body"
    if isinstance(record, Inspection):
        who = listing(list(record.inspectorate)) if record.inspectorate else "the inspectorate"
    return f"{who} reported {said}"


def silence(body: Body, standing: Standing) -> Iterator[Statement]:
    """Yield since when nothing is recorded of an open entity, and at which meetings of the body nothing is.

    When what it answers, or the same concern, was dealt with later is told beside: that is no word of itself.
    """
    guide = body.guide
    found = guide.accounts.silence_of(standing.id)
    assert found
    own = {entry.record for entry in standing.timeline}
    later = [one for one in _dealt_with(guide, standing) - own if found.since.is_before(guide.date_of(one))]
    made = f"it was made{on_known_day(standing.issued)}" if found.heard_in is None else since_day(found.since)
    silent, unsure = (
        sum(body.met_in(one) == body.id for one in some) for some in (found.meetings, found.unsure)
    )
    more = f"; of {unsure} more it is not known" if unsure else ""
    over = f", at {count(silent, 'meeting')} of your {body.short_name}{more}" if silent else ""
    text = f"Nothing is recorded of {'it itself' if later else 'it'} since {made}{over}."
    yield Statement("Last heard", text, (found.heard_in or origin_of(guide, standing),))
    if later:
        # A sentence of its own: it may hold of several entities, and is told once.
        last = max(later, key=lambda one: (guide.register.days[one], one))
        what = "What it answers" if isinstance(standing, ActionStanding) else "The same concern"
        yield Statement("Last heard", f"{what} was dealt with{on_known_day(guide.date_of(last))}.")


def figures(body: Body, measure: str) -> Iterator[Statement]:
    """Yield the last value of a measure as each speaker said it, with the target."""
    said = last_figures(body.guide.figures_of(measure))
    if not said:
        return
    record = body.guide.register.records.by_id[measure]
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


def disputed(guide: Guide, measure: str) -> tuple[str, ...]:
    """Return the values that were said of a measure for its latest time, where they differ."""
    values = tuple(one.figure.value for one in last_figures(guide.figures_of(measure)))
    return values if len(values) > 1 else ()


def _dealt_with(guide: Guide, standing: Standing) -> set[str]:
    """Return the meetings, letters and inspections that dealt with an entity, its thread, or what it answers.

    A plan for it, or a look back on the inspection that it came of, is none.
    """
    is_action = isinstance(standing, ActionStanding)
    named = guide.register.actions[standing.id].recommendations if is_action else (standing.id,)
    ids = {one.split("/")[0] for one in named}
    ids = ids.union(*(thread.ids for one in ids if (thread := guide.accounts.thread_of.get(one))))
    known = guide.standings.recommendations
    entries = (entry for id in ids if id in known for entry in known[id].timeline)
    return {one.record for one in entries if one.kind in ("meeting", "update") or one.said_by is not None}


def _value(said: SaidFigure, measure: Measure) -> str:
    value = said.figure.value
    return f"{value}%" if measure.unit == "%" and not value.endswith("%") else value


def _speaker(body: Body, said: SaidFigure) -> str:
    """Return who gave a figure; what scrutiny said at a meeting of the body itself is its own."""
    is_own = said.figure.said_by == "scrutiny" and body.met_in(said.record) == body.id
    return "yours" if is_own else SPEAKERS[said.figure.said_by]
