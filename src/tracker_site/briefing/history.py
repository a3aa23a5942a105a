"""What is recorded of where an entity comes from, what was answered to it, and by when it was to be done.

Nothing is said that the records do not say: where they are silent, the words are "nothing is recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tracker_site.briefing.body import Body, addressees_of
from tracker_site.briefing.progress import reason_to_reopen
from tracker_site.briefing.sentences import (
    Statement,
    by_day,
    lower_first,
    nothing_since,
    on_known_day,
    quoted,
    with_article,
    with_reason,
)
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, capital, days_in_words, listing, times
from tracker_site.phrases import raised_in_words, rule_in_words, slip_in_words
from tracker_site.records.authority import Authority
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting, Outcome
from tracker_site.register.natures import nature_of
from tracker_site.source.markup import Prose
from tracker_site.status.due import MovedDates
from tracker_site.status.lineage import Thread
from tracker_site.status.promises import same_office
from tracker_site.status.standing import ActionStanding, Deadline, RecommendationStanding, Standing

_PUT_OFF = {"deferred": "deferred", "withdrawn": "withdrew", "not-agreed": "did not agree"}


def raised(body: Body, thread: Thread) -> Statement:
    """Return how often a concern was raised, and by whom: the meetings of one body in a row together."""
    origins = dict.fromkeys(one.origin for one in thread.raised)
    raisers: list[str] = []
    for whose, some in groupby(origins, key=body.met_in):
        if whose:
            days = [in_words(body.guide.date_of(one)) for one in some]
            raisers.append(f"by {body.you_or(whose)} on {listing(days)}")
        else:
            raisers += [_raiser(body, one) for one in some]
    return Statement("From", f"{capital(raised_in_words(thread))}: {'; '.join(raisers)}.")


def _raiser(body: Body, origin: str) -> str:
    if own := body.own_inquiry(origin):
        return f"by {own}"
    is_of_somebody = isinstance(body.guide.register.records.by_id[origin], Inquiry | Inspection)
    return f"{'by' if is_of_somebody else 'in'} “{body.guide.title(origin)}”"


def recommended(body: Body, standing: RecommendationStanding) -> Statement | None:
    """Return who recommended something to whom; None where this body neither did nor is asked."""
    origin = body.guide.recommendation(standing.id).origin
    record = body.guide.register.records.by_id[origin]
    # When it was put may be unknown, and when the meeting was that made it, known.
    day = record.date if isinstance(record, Meeting) and not standing.issued.is_known else standing.issued
    if standing.id in body.own:
        who, to = "Your inquiry" if isinstance(record, Inquiry) else "You", ""
    elif standing.id in body.put_to_it:
        whose = record.body if isinstance(record, Meeting | Inquiry) else None
        who = capital(with_article(body.guide.title(whose)) if whose else body.guide.title(origin))
        to = " to you"
    else:
        return None
    return Statement("From", f"{who} recommended this{to}{on_known_day(day)}.", (origin,))


def promised(body: Body, standing: ActionStanding) -> Statement:
    """Return how an action came about, as its record has it."""
    guide = body.guide
    if not body.met_in(standing.record):
        of = f", of {in_words(standing.issued)}" if standing.issued.is_known else ""
        return Statement("From", f"This stands in “{guide.title(standing.record)}”{of}.")
    is_own = standing.id in body.own
    at = "at your meeting" if is_own else "at a meeting"
    words = {
        "promised": f"This was promised {at}",
        "asked-for": "You asked for this" if is_own else "This was asked for",
        "decided": "You decided this" if is_own else "This was decided",
    }.get(nature_of(guide.register, standing.id), f"This was recorded as an action {at}")
    return Statement("From", f"{words}{on_known_day(standing.issued)}.", (standing.record,))


def answered(standing: RecommendationStanding) -> Statement | None:
    """Return what was answered to a recommendation as a whole; None where that was yes."""
    if not standing.responses or standing.parts or standing.response in (None, "accepted", "noted"):
        return None
    last = standing.responses[-1]
    words = lower_first(RESPONSES[last.response or "noted"])
    return Statement("Answer", f"It was answered{on_known_day(last.date)}: {words}.", (last.record,))


def unanswered(body: Body, standing: RecommendationStanding, ids: tuple[str, ...]) -> Statement:
    """Return that a recommendation and those of its thread, `ids`, have no answer on record, and what came instead."""
    guide = body.guide
    if put_off := _last_put_off(body, ids):
        id, meeting, outcome = put_off
        it = "it" if id == standing.id else f"what was asked before it, “{guide.title(id)}”,"
        until = f", until {outcome.until}" if outcome.until else ""
        done = (
            f"{capital(body.you_or(meeting.body))} {_PUT_OFF[outcome.verb]} {it}{on_known_day(meeting.date)}"
        )
        text = f"{done}{until}{with_reason(outcome.reason)}. No answer is recorded."
        return Statement("Answer", text, (meeting.id,))
    proposed = [
        (occasion.record, answer.response)
        for id in ids
        for occasion, answer in guide.answers_to.get(id, ())
        if answer.response.standing == "proposed"
    ]
    if proposed:
        record = proposed[-1][0]
        of_record = [response for of, response in proposed if of == record]
        parts = [f"part {part}: " if (part := one.to.partition("/")[2]) else "" for one in of_record]
        words = [lower_first(RESPONSES[one.response]) for one in of_record]
        said = "; ".join(f"{part}{word}" for part, word in zip(parts, words, strict=True))
        day = on_day(guide.date_of(record))
        text = f"An answer was proposed {day} ({said}); that it was given is not recorded."
        return Statement("Answer", text, (record,))
    if standing.last_news is None:
        return nothing_since(guide, standing)
    return Statement("Answer", "No answer is recorded.")


def _last_put_off(body: Body, ids: Iterable[str]) -> tuple[str, Meeting, Outcome] | None:
    """Return which of these recommendations was put off last, by which meeting, and how."""
    guide = body.guide
    found = []
    for id in ids:
        for entry in guide.standings.recommendations[id].timeline:
            meeting = guide.register.records.by_id[entry.record]
            if entry.verb in _PUT_OFF and isinstance(meeting, Meeting):
                outcomes = (
                    one for item in meeting.items for one in item.outcomes if item.title == entry.item
                )
                found.append((id, meeting, next(one for one in outcomes if one.verb == entry.verb)))
    latest_last = sorted(found, key=lambda one: guide.register.days[one[1].id])
    return latest_last[-1] if latest_last else None


def due(body: Body, standing: Standing, first: Standing | None = None) -> Iterator[Statement]:
    """Yield by when an entity was to be done, and how often that was moved; `first` was told before it."""
    guide = body.guide
    slippage = guide.accounts.slippages_of(standing.id).get(standing.id)
    action = guide.register.actions.get(standing.id)
    if standing.due is None:
        if action and not action.standing:
            when = f"No day was set: the words are “{action.when}”." if action.when else "No date was set."
            yield Statement("Date", when)
    elif first and slippage and standing.due_dates == first.due_dates:
        what = "the recommendation" if "/" not in first.id else f"“{guide.title(first.id)}”"
        yield Statement("Date", f"It has had the same dates as {what}.")
    elif standing.due.is_known:
        was = "was" if standing.due.is_past(guide.standings.as_at) else "is"
        moves = _moves(slippage, reason_to_reopen(guide, standing)) if slippage else ""
        movers = tuple(move.record for move in slippage.moves if move.record)[-1:] if slippage else ()
        yield Statement("Date", f"It {was} due {on_day(standing.due)}{moves}.", movers)
    elif slippage:
        yield _dropped(body, standing, slippage)


def _dropped(body: Body, standing: Standing, slippage: MovedDates) -> Statement:
    """Return that a due date was dropped: which date, by whom, when and why."""
    last, first = slippage.moves[-1], slippage.first
    at_first = f" (at first {in_words(first)})" if first.text != last.from_.text else ""
    where = _said_at(body, last.record) if last.record else ""
    entries = [one for one in standing.timeline if one.record == last.record and one.due]
    speakers = [one.said_by for one in entries if one.said_by and one.due and not one.due.is_known]
    who = capital(SPEAKERS[speakers[-1]] if speakers else "the council")
    done = f"{who} dropped its date, {in_words(last.from_)}{at_first},{where}{with_reason(last.reason)}"
    return Statement("Date", f"{done}; it has none now.", (last.record,) if last.record else ())


def _said_at(body: Body, record: str) -> str:
    """Return where something was said: " at your meeting on 24 January 2023"."""
    day, whose = on_known_day(body.guide.date_of(record)), body.met_in(record)
    if not whose:
        return f" in “{body.guide.title(record)}”{day}"
    return f" at {'your meeting' if whose == body.id else f'a meeting of {body.you_or(whose)}'}{day}"


def _moves(slippage: MovedDates, told: Prose | None) -> str:
    """Return how often a due date was moved, how often with no reason recorded, and how far in all.

    `told` is a reason that was told already.
    """
    moved, silent = slippage.times_moved, slippage.without_reason
    how_often = "" if silent == moved else f" {times(silent)}"
    why = f",{how_often} with no reason recorded" if silent else ""
    last = slippage.moves[-1].reason
    is_told = last and told and last.source == told.source
    reason = ", for the same reason" if is_told else f". The last reason: {quoted(last)}" if last else ""
    first, far = in_words(slippage.first), slip_in_words(slippage)
    in_all = " in all" if moved > 1 else ""
    return f" (at first {first}); the date was moved {times(moved)}{why}: {far}{in_all}{reason}"


def deadlines(body: Body, clocks: Iterable[Deadline], first: str) -> Iterator[Statement]:
    """Yield the deadlines of a topic that is told by `first`; those for answers to what came before it together."""
    earlier = []
    for clock in clocks:
        if clock.record != first and clock.state == "passed" and clock.is_about_an_answer:
            earlier.append(_last_day(clock))
        else:
            yield Statement("Deadline", _deadline(body, clock))
    if earlier:
        answers, were, them = ("answer", "was", "it") if len(earlier) == 1 else ("answers", "were", "them")
        words = (
            f"The {answers} to what came before it {were} due by {listing(earlier)}; nothing records {them}."
        )
        yield Statement("Deadline", words)


def _deadline(body: Body, clock: Deadline) -> str:
    by = f"by {_last_day(clock)} ({rule_in_words(clock)})"
    runs = clock.state == "running"
    if not clock.is_about_an_answer:
        title = f"“{clock.title}”"
        if runs:
            return f"{title} is due {by}{_before_meeting(body, clock)}."
        return f"{title} was due {by}; nothing records that it was met."
    is_put = clock.record in body.put_to_it
    who = "You" if is_put else _executive(body, clock.record)
    if runs:
        answer = f"{who} {'are' if is_put else 'is'} to answer this" if who else "An answer is due"
        return f"{answer} {by}{_before_meeting(body, clock)}."
    if who is None:
        return f"An answer to this was due {by}; nothing records one."
    were, they = ("were", "you") if is_put else ("was", "it")
    return f"{who} {were} to answer this {by}; nothing records that {they} did."


def _executive(body: Body, id: str) -> str | None:
    """Return the executive of the council, where a recommendation is addressed to it."""
    guide = body.guide
    named = addressees_of(guide, id) if id in guide.standings.recommendations else ()
    council = guide.register.records.by_id.get(guide.authority_of(id) or "")
    bodies = council.bodies if isinstance(council, Authority) else ()
    executives = {same_office(one.name) for one in bodies if one.kind == "executive"}
    is_named = len(named) == 1 and same_office(named[0]) in executives
    return capital(with_article(named[0])) if is_named else None


def _last_day(clock: Deadline) -> str:
    return by_day(clock.deadline).removeprefix("in ")


def _before_meeting(body: Body, clock: Deadline) -> str:
    """Return how long before the next meeting a deadline ends, where both days are known."""
    dates: list[PartialDate | None] = [clock.deadline, body.next.date if body.next else None]
    day, meeting = (one.latest if one and one.is_day else None for one in dates)
    if not (day and meeting) or day > meeting:
        return ""
    if day == meeting:
        return ", the day of the meeting"
    return f", {days_in_words((meeting - day).days)} before the meeting"
