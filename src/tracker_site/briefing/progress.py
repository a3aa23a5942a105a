"""How far a thing before a body has come, in sentences: who says so, and what was opened again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from textwrap import shorten

from tracker_site.briefing.addressees import with_article
from tracker_site.briefing.body import Business
from tracker_site.briefing.sentences import (
    HEARD,
    PARTS,
    PROGRESS,
    REOPENED,
    Told,
    born_in,
    on_known_day,
    quoted,
    since_day,
)
from tracker_site.dataset.guide import Guide
from tracker_site.dates import on_day
from tracker_site.labels import RESPONSES, SPEAKERS, VERBS, capital, listing
from tracker_site.phrases import said_again
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import LISTENED, Meeting, Outcome
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Response
from tracker_site.source.markup import Prose
from tracker_site.status.claims import answered_by
from tracker_site.status.history import Step
from tracker_site.status.lineage import Thread
from tracker_site.status.standing import (
    ActionStanding,
    Entry,
    PartStanding,
    RecommendationStanding,
    Standing,
)

_STATES = {"not-being-done": "not to be done"}


def stands(guide: Guide, business: Business, standing: Standing) -> Told:
    """Return how far a thing has come, who says so, and when that was said."""
    if standing.status.is_open and standing.late and standing.silent_since_due:
        return nothing_since(guide, standing)
    step = standing.step
    records = dict.fromkeys(one for one in (step.assured_in, step.record) if one)
    again = said_again(step)
    note = _note_of(standing, step.record) if again else None
    words = (
        f"{capital(_standing_in_words(guide, business, step))}{again}{f': {quoted(note)}' if note else ''}."
    )
    return Told(words, tuple(records), PROGRESS)


def said_of_what_it_answers(guide: Guide, standing: ActionStanding) -> Iterator[Told]:
    """Yield what was said last, with a note, of what a closed action answers, where that was after it was closed."""
    if standing.status.is_open:
        return
    above = (guide.standings.recommendations[id] for id in answered_by(guide.standings, standing.id))
    later = [
        (entry, entry.text, entry.said_by)
        for one in above
        for entry in one.timeline
        if _is_word_of(one, entry) and entry.day > standing.step.day and entry.text and entry.said_by
    ]
    for entry, note, speaker in sorted(later, key=lambda found: found[0].day)[-1:]:
        said = (
            f"{capital(SPEAKERS[speaker])} said of what it answers{on_known_day(entry.date)}: {quoted(note)}."
        )
        yield Told(said, (entry.record,), PROGRESS)


def _note_of(standing: Standing, record: str | None) -> Prose | None:
    """Return what was noted in a record with how far a thing has come."""
    notes = [one.text for one in standing.timeline if one.record == record and _is_word_of(standing, one)]
    return notes[-1] if notes else None


def _is_word_of(standing: Standing, entry: Entry) -> bool:
    """Whether it says how far the thing itself has come; the words of an outcome are none of it."""
    return entry.on == standing.id and entry.status is not None and entry.verb is None


def nothing_since(guide: Guide, standing: Standing) -> Told:
    """Return since when nothing is recorded of a thing: since it was heard of last, else since it was made."""
    last = standing.last_news
    heard, record = (last.date, last.record) if last else (standing.issued, born_in(guide, standing))
    return Told(f"Nothing is recorded of it since {since_day(heard)}.", (record,), HEARD)


def reopened(guide: Guide, business: Business, standing: Standing) -> Iterator[Told]:
    """Yield that an open thing was closed before, by whose word, and when and why it was opened again."""
    if found := _reopening(guide, standing):
        closed, again = found
        reason = reason_to_reopen(guide, standing)
        why = f" because: {quoted(reason)}" if reason else ", with no reason recorded"
        told = f"{capital(_said_in_words(guide, business, closed))}; it was reopened{on_known_day(again.date)}{why}"
        yield Told(f"{told}.", tuple(one for one in (closed.assured_in, again.record) if one), REOPENED)


def reason_to_reopen(guide: Guide, standing: Standing) -> Prose | None:
    """Return why a thing was opened again."""
    found = _reopening(guide, standing)
    entries = [one for one in standing.timeline if found and one.record == found[1].record]
    return next((one.reason for one in entries if one.reason and one.status and one.status.is_open), None)


def parts(guide: Guide, business: Business, standing: RecommendationStanding) -> Iterator[Told]:
    """Yield where each part of a recommendation stands."""
    for part, stands in zip(guide.recommendation(standing.id).parts, standing.parts, strict=True):
        yield _part(guide, business, standing, part, stands)


def other_than_yes(guide: Guide, target: str) -> Response | None:
    """Return what was answered last to a recommendation or to a part of one, where that was no plain yes."""
    given = [
        answer.response
        for _, answer in guide.answers_to.get(target.split("/")[0], ())
        if answer.response.to == target and answer.response.standing == "given"
    ]
    return given[-1] if given and given[-1].response != "accepted" else None


def heard_by(guide: Guide, business: Business, standing: Standing) -> tuple[Meeting, Outcome] | None:
    """Return the meeting at which a body noted a claim that something is closed, and deals with nothing else there.

    That is no sign-off; but nobody is to be asked about it as if it had not been heard.
    """
    records = dict.fromkeys(
        one.record for one in standing.timeline if one.verb in LISTENED and one.day >= standing.step.day
    )
    meetings = [guide.register.records.by_id[one] for one in records]
    found = [
        (meeting, outcome)
        for meeting in meetings
        if isinstance(meeting, Meeting) and meeting.body == business.body
        for item in meeting.items
        for outcome in item.outcomes
        if outcome.verb in LISTENED and item.subjects_of(outcome) == (standing.id,)
    ]
    return found[-1] if found else None


def noted(guide: Guide, business: Business, standing: Standing) -> Iterator[Told]:
    """Yield that a body itself noted that something is closed, and in which words."""
    if found := heard_by(guide, business, standing):
        meeting, outcome = found
        words = f": {quoted(outcome.text)}" if outcome.text else ""
        done = f"You {VERBS[outcome.verb].lower()} that{on_known_day(meeting.date)}{words}."
        yield Told(done, (meeting.id,), PROGRESS)


def signed_off_elsewhere(
    guide: Guide, business: Business, standing: RecommendationStanding, thread: Thread
) -> Iterator[Told]:
    """Yield that the same concern, as it was raised another time, was signed off or confirmed as closed."""
    others = [guide.standings.recommendations[id] for id in thread.ids if id != standing.id]
    closed = [
        one
        for one in others
        if not one.status.is_open
        and one.step.assurance in ("signed-off", "confirmed")
        and one.step.assured_in
    ]
    for last in sorted(closed, key=lambda one: (one.step.day, one.id))[-1:]:
        assert last.step.assured_in
        words = _said_in_words(guide, business, last.step, "that")
        text = f"But the same concern was raised as “{guide.title(last.id)}” too, and {words}."
        yield Told(text, (last.step.assured_in,), PROGRESS)


def _reopening(guide: Guide, standing: Standing) -> tuple[Step, Step] | None:
    """Return where a thing that was reopened stood before it was, and where after."""
    steps = [one for one in standing.steps if one.day <= guide.standings.as_at] if standing.reopened else []
    moves = [pair for pair in pairwise(steps) if not pair[0].status.is_open and pair[1].status.is_open]
    return moves[-1] if moves else None


def _part(
    guide: Guide, business: Business, whole: RecommendationStanding, part: Part, stands: PartStanding
) -> Told:
    text = shorten(part.text.source.rstrip("."), 60, placeholder=" …")
    due = stands.due_dates[-1].date if stands.due_dates else None
    is_open = stands.step.status.is_open
    dated = f"due {on_day(due)}; " if due and due.is_known and is_open else ""
    if due and not due.is_known and is_open and any(one.date.is_known for one in stands.due_dates):
        dated = "its date was dropped; "
    record = stands.step.assured_in
    words = _standing_in_words(guide, business, stands.step)
    told = f"Part {part.key} (“{text}”): {dated}{words}{_answer_to_part(guide, whole.id, part.key)}."
    return Told(told, (record,) if record else (), PARTS)


def _answer_to_part(guide: Guide, id: str, key: str) -> str:
    """Return what else than a yes was answered to a part."""
    given = other_than_yes(guide, f"{id}/{key}")
    if given is None:
        return ""
    words, note = RESPONSES[given.response], given.note
    return f"; answer: {words[0].lower()}{words[1:]}{f', {quoted(note)}' if note else ''}"


def _standing_in_words(guide: Guide, business: Business, step: Step) -> str:
    """Return how far a thing has come and who says so, as the middle of a sentence."""
    if step.assurance == "none" or step.assured_in is None:
        return "nothing is recorded of how far it has come"
    unsigned = step.assurance == "reported" and not step.status.is_open
    return f"{_said_in_words(guide, business, step)}{'; it is not signed off' if unsigned else ''}"


def _said_in_words(guide: Guide, business: Business, step: Step, it: str = "it") -> str:
    """Return who said how far a thing had come, and when; `it` is what the sentence calls it."""
    assert step.assured_in
    said = f"{_state(step)}{on_known_day(guide.date_of(step.assured_in))}"
    match step.assurance:
        case "reported":
            return f"the council reported {it} as {said}"
        case "signed-off":
            draft = ", by minutes that are still a draft" if step.provisional else ""
            return f"{_signer(guide, business, step.assured_in)} signed {it} off as {said}{draft}"
    return f"{_outsider(guide, step.assured_in)} reported {it} as {said}"


def _state(step: Step) -> str:
    """Return the council's word for a status with its meaning, or the common word."""
    common = step.status.common
    words = _STATES.get(common.key, common.label.lower())
    return words if step.status.label == common.label else f"“{step.status.label}” ({words})"


def _signer(guide: Guide, business: Business, record: str) -> str:
    meeting = guide.register.records.by_id[record]
    if not isinstance(meeting, Meeting):
        return "scrutiny"
    return "you" if meeting.body == business.body else with_article(guide.title(meeting.body))


def _outsider(guide: Guide, record: str) -> str:
    inspection = guide.register.records.by_id[record]
    if isinstance(inspection, Inspection):
        return listing(list(inspection.inspectorate)) if inspection.inspectorate else "the inspectorate"
    return "the inspectorate or an independent body"
