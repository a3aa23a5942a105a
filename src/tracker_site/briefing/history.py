"""What is recorded of where an entity comes from, what was answered to it, and by when it was to be done.

Nothing is said that the records do not say: where they are silent, the words are "nothing is recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from tracker_site.briefing.body import Body, Subject, addressees_of, outcomes_of
from tracker_site.briefing.sentences import (
    Statement,
    by_day,
    lower_first,
    nothing_since,
    on_known_day,
    own_inquiry,
    quoted,
    who_said,
    with_article,
    with_reason,
    you_or,
)
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import is_unanswered
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dates import days_between, in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, capital, days_in_words, listing, times
from tracker_site.phrases import raised_in_words, rule_in_words, slip_in_words
from tracker_site.records.authority import Authority
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.source.markup import Prose
from tracker_site.status.due import MovedDates
from tracker_site.status.history import Step
from tracker_site.status.lineage import Thread
from tracker_site.status.promises import same_office
from tracker_site.status.standing import Deadline

_PUT_OFF = {"deferred": "deferred", "withdrawn": "withdrew", "not-agreed": "did not agree"}


def history_of(body: Body, topic: Topic, lead: Recommendation) -> Iterator[Statement]:
    """Yield where a recommendation comes from, what was answered to it, and the deadlines of its topic."""
    thread = thread_of(body, lead)
    if topic.earlier:
        yield Statement("From", f"The same concern as under “{topic.earlier.title}”.")
    elif thread:
        yield _raised(body, thread)
    else:
        yield from _recommended(body, lead)
    yield from _answered(lead)
    if lead.id in body.own | body.put_to_it and is_unanswered(lead):
        yield _unanswered(body, lead, thread.ids if thread else (lead.id,))
    yield from deadlines(body, topic.deadlines, lead.id)


def thread_of(body: Body, one: Recommendation) -> Thread | None:
    """Return the thread of a concern that was raised more than once."""
    thread = body.data.accounts.thread_of.get(one.id)
    return thread if thread and thread.times > 1 else None


def _raised(body: Body, thread: Thread) -> Statement:
    """Return how often a concern was raised, and by whom: the meetings of one body in a row together."""
    origins = dict.fromkeys(one.origin for one in thread.raised)
    raisers: list[str] = []
    for whose, some in groupby(origins, key=body.met_in):
        if whose:
            days = [in_words(body.data.date_of(one)) for one in some]
            raisers.append(f"by {you_or(body, whose)} on {listing(days)}")
        else:
            raisers += [_raiser(body, one) for one in some]
    return Statement("From", f"{capital(raised_in_words(thread))}: {'; '.join(raisers)}.")


def _raiser(body: Body, origin: str) -> str:
    if own := own_inquiry(body, origin):
        return f"by {own}"
    is_of_somebody = isinstance(body.data.register.records.by_id[origin], Inquiry | Inspection)
    return f"{'by' if is_of_somebody else 'in'} “{body.data.title(origin)}”"


def _recommended(body: Body, one: Recommendation) -> Iterator[Statement]:
    """Yield who recommended something to whom, where this body either did or is asked."""
    record = body.data.register.records.by_id[one.origin]
    # When it was put may be unknown, and when the meeting was that made it, known.
    day = record.date if isinstance(record, Meeting) and not one.issued.is_known else one.issued
    if one.id in body.own:
        who, to = "Your inquiry" if isinstance(record, Inquiry) else "You", ""
    elif one.id in body.put_to_it:
        whose = record.body if isinstance(record, Meeting | Inquiry) else None
        who = capital(with_article(body.data.title(whose)) if whose else body.data.title(one.origin))
        to = " to you"
    else:
        return
    yield Statement("From", f"{who} recommended this{to}{on_known_day(day)}.", (one.origin,))


def promised(one: Action) -> Statement:
    """Return how an action came about at a meeting of the body itself, as its record has it."""
    words = {
        "promised": "This was promised at your meeting",
        "asked-for": "You asked for this",
        "decided": "You decided this",
    }.get(one.nature or "", "This was recorded as an action at your meeting")
    return Statement("From", f"{words}{on_known_day(one.issued)}.", (one.record,))


def _answered(one: Recommendation) -> Iterator[Statement]:
    """Yield what was answered to a recommendation as a whole, where that was not yes."""
    if one.responses and not one.parts and one.response not in (None, "accepted", "noted"):
        last = one.responses[-1]
        words = lower_first(RESPONSES[last.response or "noted"])
        yield Statement("Answer", f"It was answered{on_known_day(last.date)}: {words}.", (last.record,))


def _unanswered(body: Body, one: Recommendation, ids: tuple[str, ...]) -> Statement:
    """Return that a recommendation and those of its thread, `ids`, have no answer on record, and what came instead."""
    if told := _put_off(body, one, ids) or _proposed(body, ids):
        return told
    return nothing_since(one) if one.last_news is None else Statement("Answer", "No answer is recorded.")


def _put_off(body: Body, one: Recommendation, ids: Iterable[str]) -> Statement | None:
    """Return that an answer was put off, when that was last done, by whom and why."""
    data = body.data
    entries = [
        (id, entry) for id in ids for entry in data.recommendations[id].timeline if entry.verb in _PUT_OFF
    ]
    if not entries:
        return None
    id, entry = sorted(entries, key=lambda one: data.register.days[one[1].record])[-1]
    meeting = data.meeting(entry.record)
    outcome = next(
        outcome
        for item, outcome in outcomes_of(meeting)
        if (item.title, outcome.verb) == (entry.item, entry.verb)
    )
    it = "it" if id == one.id else f"what was asked before it, “{data.title(id)}”,"
    until = f", until {outcome.until}" if outcome.until else ""
    done = f"{capital(you_or(body, meeting.body))} {_PUT_OFF[outcome.verb]} {it}{on_known_day(meeting.date)}"
    text = f"{done}{until}{with_reason(outcome.reason)}. No answer is recorded."
    return Statement("Answer", text, (meeting.id,))


def _proposed(body: Body, ids: Iterable[str]) -> Statement | None:
    """Return that an answer was only proposed, which, and when that was last done."""
    proposed = [
        (occasion, answer.response)
        for id in ids
        for occasion, answer in body.data.answers_to.get(id, ())
        if answer.response.standing == "proposed"
    ]
    if not proposed:
        return None
    last, _ = proposed[-1]
    said = "; ".join(
        f"part {part}: {words}" if (part := one.to.partition("/")[2]) else words
        for occasion, one in proposed
        if occasion.record == last.record and (words := lower_first(RESPONSES[one.response]))
    )
    text = f"An answer was proposed {on_day(last.date)} ({said}); that it was given is not recorded."
    return Statement("Answer", text, (last.record,))


def reopened(body: Body, one: Subject) -> Iterator[Statement]:
    """Yield that an open entity was closed before, by whose word, and when and why it was opened again."""
    if found := _reopening(body, one):
        closed, again, reason = found
        why = f" because{with_reason(reason)}" if reason else with_reason(None)
        text = f"{capital(who_said(body, closed))}; it was reopened{on_known_day(again.date)}{why}."
        yield Statement("Reopened", text, tuple(id for id in (closed.assured_in, again.record) if id))


def _reopening(body: Body, one: Subject) -> tuple[Step, Step, Prose | None] | None:
    """Return where an entity that was reopened stood before it was, where after, and the reason that was given."""
    steps = [step for step in one.steps if step.day <= body.data.standings.as_at] if one.reopened else []
    moves = [pair for pair in pairwise(steps) if not pair[0].status.is_open and pair[1].status.is_open]
    if not moves:
        return None
    closed, again = moves[-1]
    said = (entry for entry in one.timeline if entry.record == again.record and entry.reason)
    return (
        closed,
        again,
        next((entry.reason for entry in said if entry.status and entry.status.is_open), None),
    )


def due(body: Body, one: Subject, first: Subject | None = None) -> Iterator[Statement]:
    """Yield by when an entity was to be done, and how often that was moved; `first` was told before it."""
    moved = one.slippage
    if one.due is None:
        if isinstance(one, Action) and not one.standing:
            words = f"No day was set: the words are “{one.when}”." if one.when else "No date was set."
            yield Statement("Date", words)
    elif first and moved and one.due_dates == first.due_dates:
        what = f"“{first.link.title}”" if isinstance(first, Action) else "the recommendation"
        yield Statement("Date", f"It has had the same dates as {what}.")
    elif one.due.is_known:
        was = "was" if one.due.is_past(body.data.standings.as_at) else "is"
        movers = tuple(move.record for move in moved.moves if move.record)[-1:] if moved else ()
        yield Statement("Date", f"It {was} due {on_day(one.due)}{_moves(body, one)}.", movers)
    elif moved:
        yield _dropped(body, one, moved)


def _dropped(body: Body, one: Subject, moved: MovedDates) -> Statement:
    """Return that a due date was dropped: which date, by whom, when and why."""
    last, first = moved.moves[-1], moved.first
    at_first = f" (at first {in_words(first)})" if first.text != last.from_.text else ""
    where = _said_at(body, last.record) if last.record else ""
    speakers = [
        entry.said_by
        for entry in one.timeline
        if entry.record == last.record and entry.said_by and entry.due and not entry.due.is_known
    ]
    who = capital(SPEAKERS[speakers[-1]] if speakers else "the council")
    done = f"{who} dropped its date, {in_words(last.from_)}{at_first},{where}{with_reason(last.reason)}"
    return Statement("Date", f"{done}; it has none now.", (last.record,) if last.record else ())


def _said_at(body: Body, record: str) -> str:
    """Return where something was said: " at your meeting on 24 January 2023"."""
    day, whose = on_known_day(body.data.date_of(record)), body.met_in(record)
    if not whose:
        return f" in “{body.data.title(record)}”{day}"
    return f" at {'your meeting' if whose == body.id else f'a meeting of {you_or(body, whose)}'}{day}"


def _moves(body: Body, one: Subject) -> str:
    """Return how often a due date was moved, how often with no reason recorded, and how far in all."""
    if not one.slippage:
        return ""
    moved, silent = one.slippage.times_moved, one.slippage.without_reason
    how_often = "" if silent == moved else f" {times(silent)}"
    why = f",{how_often} with no reason recorded" if silent else ""
    last, reopening = one.slippage.moves[-1].reason, _reopening(body, one)
    is_told = last and reopening and reopening[2] and last.source == reopening[2].source
    reason = ", for the same reason" if is_told else f". The last reason: {quoted(last)}" if last else ""
    far = f"{slip_in_words(one.slippage)}{' in all' if moved > 1 else ''}"
    return (
        f" (at first {in_words(one.slippage.first)}); the date was moved {times(moved)}{why}: {far}{reason}"
    )


def deadlines(body: Body, found: Iterable[Deadline], first: str) -> Iterator[Statement]:
    """Yield the deadlines of a topic that is told by `first`; those for answers to what came before it together."""
    earlier = []
    for one in found:
        if one.record != first and one.state == "passed" and one.is_about_an_answer:
            earlier.append(_last_day(one))
        else:
            yield Statement("Deadline", f"{_deadline(body, one)}.")
    if earlier:
        answers, were, them = ("answer", "was", "it") if len(earlier) == 1 else ("answers", "were", "them")
        words = (
            f"The {answers} to what came before it {were} due by {listing(earlier)}; nothing records {them}."
        )
        yield Statement("Deadline", words)


def _deadline(body: Body, one: Deadline) -> str:
    by = f"by {_last_day(one)} ({rule_in_words(one)})"
    running, passed = f"“{one.title}” is due", f"“{one.title}” was due {by}; nothing records that it was met"
    if one.is_about_an_answer:
        running, passed = "An answer is due", f"An answer to this was due {by}; nothing records one"
        if one.record in body.put_to_it:
            running = "You are to answer this"
            passed = f"You were to answer this {by}; nothing records that you did"
        elif who := _executive(body, one.record):
            running = f"{who} is to answer this"
            passed = f"{who} was to answer this {by}; nothing records that it did"
    return f"{running} {by}{_before_meeting(body, one)}" if one.state == "running" else passed


def _executive(body: Body, id: str) -> str | None:
    """Return the executive of the council, where a recommendation is addressed to it."""
    data = body.data
    named = addressees_of(data, id) if id in data.recommendations else ()
    council = data.register.records.by_id.get(data.authority_of(id) or "")
    bodies = council.bodies if isinstance(council, Authority) else ()
    executives = {same_office(one.name) for one in bodies if one.kind == "executive"}
    is_named = len(named) == 1 and same_office(named[0]) in executives
    return capital(with_article(named[0])) if is_named else None


def _last_day(one: Deadline) -> str:
    return by_day(one.deadline).removeprefix("in ")


def _before_meeting(body: Body, one: Deadline) -> str:
    """Return how long before the next meeting a deadline ends, where both days are known."""
    if not (one.deadline and one.deadline.is_day and body.next and body.next.date.is_day):
        return ""
    days, _ = days_between(one.deadline, body.next.date)
    if days is None or days < 0:
        return ""
    return f", {days_in_words(days)} before the meeting" if days else ", the day of the meeting"
