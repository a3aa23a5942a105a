"""What the records hold of a thing before a body, in plain sentences that can be said aloud.

Nothing is said that the records do not say: where they are silent, the words are "nothing is recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.briefing.addressees import with_article, with_articles
from tracker_site.briefing.body import Business
from tracker_site.briefing.progress import nothing_since, reason_to_reopen
from tracker_site.briefing.sentences import ANSWER, DATE, FROM, Told, on_known_day, quoted
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.labels import RESPONSES, SPEAKERS, VERBS, capital, listing, times
from tracker_site.phrases import raised_in_words, slip_in_words
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting, Outcome
from tracker_site.records.said import Response
from tracker_site.register.natures import nature_of
from tracker_site.source.markup import Prose
from tracker_site.status.lineage import Thread
from tracker_site.status.slippage import Slippage
from tracker_site.status.standing import (
    ActionStanding,
    RecommendationStanding,
    Standing,
)

_PUT_OFF = {"deferred": "deferred", "withdrawn": "withdrew", "not-agreed": "did not agree"}


def raised(guide: Guide, business: Business, thread: Thread) -> Told:
    """Return how often a concern was raised, and by whom."""
    words = raised_in_words(thread)
    origins = dict.fromkeys(one.origin for one in thread.raised)
    return Told(f"{capital(words)}: {'; '.join(_raisers(guide, business, origins))}.", head=FROM)


def answered(standing: RecommendationStanding) -> Told | None:
    """Return what was answered to a recommendation as a whole, where that was not yes."""
    if not standing.responses or standing.parts or standing.response in (None, "accepted", "noted"):
        return None
    last = standing.responses[-1]
    words = RESPONSES[last.response or "noted"]
    text = f"It was answered{on_known_day(last.date)}: {words[0].lower()}{words[1:]}."
    return Told(text, (last.record,), ANSWER)


def made(guide: Guide, business: Business, standing: RecommendationStanding) -> Told | None:
    """Return who recommended something to whom, where this body did or is asked."""
    origin = guide.recommendation(standing.id).origin
    record = guide.register.records.by_id[origin]
    # When it was put may be unknown, and when the meeting was that made it, known.
    day = record.date if isinstance(record, Meeting) and not standing.issued.is_known else standing.issued
    if standing.id in business.own:
        who = "Your inquiry" if isinstance(record, Inquiry) else "You"
        return Told(f"{who} recommended this{on_known_day(day)}.", (origin,), FROM)
    if standing.id in business.put_to_it:
        whose = record.body if isinstance(record, Meeting | Inquiry) else None
        who = with_article(guide.title(whose)) if whose else guide.title(origin)
        text = f"{capital(who)} recommended this to you{on_known_day(day)}."
        return Told(text, (origin,), FROM)
    return None


def promised(guide: Guide, business: Business, standing: ActionStanding) -> Told:
    """Return how an action came about, as its record has it."""
    if not isinstance(guide.register.records.by_id[standing.record], Meeting):
        of = f", of {in_words(standing.issued)}" if standing.issued.is_known else ""
        return Told(f"This stands in “{guide.title(standing.record)}”{of}.", head=FROM)
    is_own = standing.id in business.own
    words = {
        "promised": f"This was promised at {'your meeting' if is_own else 'a meeting'}",
        "asked-for": "You asked for this" if is_own else "This was asked for",
        "decided": "You decided this" if is_own else "This was decided",
    }.get(
        nature_of(guide.register, standing.id),
        f"This was recorded as an action at {'your meeting' if is_own else 'a meeting'}",
    )
    return Told(f"{words}{on_known_day(standing.issued)}.", (standing.record,), FROM)


def unanswered(
    guide: Guide, business: Business, standing: RecommendationStanding, ids: Iterable[str]
) -> Told:
    """Return that a recommendation or those in its thread have no answer on record, and what came in its place."""
    named = tuple(ids)
    if put_off := _last_put_off(guide, named):
        id, meeting, outcome = put_off
        it = "it" if id == standing.id else f"what was asked before it, “{guide.title(id)}”,"
        body = "you" if meeting.body == business.body else with_article(guide.title(meeting.body))
        until = f", until {outcome.until}" if outcome.until else ""
        why = f": {quoted(outcome.reason)}" if outcome.reason else ", with no reason recorded"
        done = f"{capital(body)} {_PUT_OFF[outcome.verb]} {it}{on_known_day(meeting.date)}{until}{why}"
        return Told(f"{done}. No answer is recorded.", (meeting.id,), ANSWER)
    proposed = [
        (occasion.record, answer.response)
        for id in named
        for occasion, answer in guide.answers_to.get(id, ())
        if answer.response.standing == "proposed"
    ]
    if proposed:
        record = proposed[-1][0]
        words = "; ".join(_proposal(response) for of, response in proposed if of == record)
        day = on_day(guide.date_of(record))
        text = f"An answer was proposed {day} ({words}); that it was given is not recorded."
        return Told(text, (record,), ANSWER)
    return (
        nothing_since(guide, standing)
        if standing.last_news is None
        else Told("No answer is recorded.", head=ANSWER)
    )


def due(
    guide: Guide, business: Business, standing: Standing, first: Standing | None = None
) -> Iterator[Told]:
    """Yield by when a thing was to be done, and how often that was moved; `first` was told before it."""
    slippage = guide.accounts.slippages_of(standing.id).get(standing.id)
    if standing.due is None:
        if isinstance(standing, ActionStanding):
            yield from _without_date(guide, standing)
    elif first and slippage and standing.due_dates == first.due_dates:
        what = "the recommendation" if "/" not in first.id else f"“{guide.title(first.id)}”"
        yield Told(f"It has had the same dates as {what}.", head=DATE)
    elif not standing.due.is_known:
        if slippage:
            yield _dropped(guide, business, standing, slippage)
    else:
        yield _dated(guide, standing, standing.due, slippage)


def _dated(guide: Guide, standing: Standing, day: PartialDate, slippage: Slippage | None) -> Told:
    was = "was" if day.is_past(guide.standings.as_at) else "is"
    moves = _moves(slippage, reason_to_reopen(guide, standing)) if slippage else ""
    movers = tuple(slip.record for slip in slippage.slips if slip.record)[-1:] if slippage else ()
    return Told(f"It {was} due {on_day(day)}{moves}.", movers, DATE)


def _raisers(guide: Guide, business: Business, origins: Iterable[str]) -> Iterator[str]:
    """Yield who raised a concern; the meetings of one body in a row together."""
    whose: str | None = None
    days: list[str] = []
    for origin in origins:
        record = guide.register.records.by_id[origin]
        body = record.body if isinstance(record, Meeting) else None
        if whose and body != whose:
            yield _by(guide, business, whose, days)
            days = []
        whose = body
        if isinstance(record, Meeting):
            days.append(in_words(record.date))
        elif isinstance(record, Inquiry) and record.body == business.body:
            yield f"by {own_inquiry(record)}"
        else:
            yield (
                f"by “{record.title}”"
                if isinstance(record, Inquiry | Inspection)
                else f"in “{guide.title(origin)}”"
            )
    if whose:
        yield _by(guide, business, whose, days)


def _by(guide: Guide, business: Business, body: str, days: list[str]) -> str:
    who = "you" if body == business.body else with_article(guide.title(body))
    return f"by {who} on {listing(days)}"


def _last_put_off(guide: Guide, ids: tuple[str, ...]) -> tuple[str, Meeting, Outcome] | None:
    """Return which of these recommendations was put off last, by which meeting, and how."""
    found = None
    for id in ids:
        standing = guide.standings.recommendations[id]
        for entry in standing.timeline:
            meeting = guide.register.records.by_id[entry.record]
            if entry.verb in _PUT_OFF and isinstance(meeting, Meeting):
                outcomes = (
                    one for item in meeting.items for one in item.outcomes if item.title == entry.item
                )
                outcome = next(one for one in outcomes if one.verb == entry.verb)
                days = guide.register.days
                if found is None or days[meeting.id] >= days[found[1].id]:
                    found = id, meeting, outcome
    return found


def _proposal(response: Response) -> str:
    part = response.to.partition("/")[2]
    words = RESPONSES[response.response]
    return f"{f'part {part}: ' if part else ''}{words[0].lower()}{words[1:]}"


def _without_date(guide: Guide, standing: ActionStanding) -> Iterator[Told]:
    action = guide.register.actions[standing.id]
    if not action.standing:
        words = f"No day was set: the words are “{action.when}”." if action.when else "No date was set."
        yield Told(words, head=DATE)


def _dropped(guide: Guide, business: Business, standing: Standing, slippage: Slippage) -> Told:
    """Return that the date of a thing was dropped: which date, by whom, when and why."""
    last, first = slippage.slips[-1], slippage.total.before
    at_first = f" (at first {in_words(first)})" if first.text != last.before.text else ""
    where = _said_at(guide, business, last.record) if last.record else ""
    why = f": {quoted(last.reason)}" if last.reason else ", with no reason recorded"
    who = capital(_dropper(standing, last.record))
    done = f"{who} dropped its date, {in_words(last.before)}{at_first},{where}{why}"
    return Told(f"{done}; it has none now.", (last.record,) if last.record else (), DATE)


def _dropper(standing: Standing, record: str | None) -> str:
    """Return who took a date away, as the record has it."""
    found = (one for one in standing.timeline if one.record == record and one.due and not one.due.is_known)
    speakers = [one.said_by for one in found if one.said_by]
    return SPEAKERS[speakers[-1]] if speakers else "the council"


def _said_at(guide: Guide, business: Business, record: str) -> str:
    """Return where something was said: " at your meeting on 24 January 2023"."""
    meeting, day = guide.register.records.by_id[record], on_known_day(guide.date_of(record))
    if not isinstance(meeting, Meeting):
        return f" in “{guide.title(record)}”{day}"
    is_own = meeting.body == business.body
    return (
        f" at {'your meeting' if is_own else f'a meeting of {with_article(guide.title(meeting.body))}'}{day}"
    )


def _moves(slippage: Slippage, told: Prose | None) -> str:
    """Return how often a due date was moved, how often with no reason recorded, and how far in all.

    `told` is a reason that was told already.
    """
    moved, silent = slippage.times_moved, slippage.without_reason
    if not silent:
        why = ""
    elif silent == moved:
        why = ", with no reason recorded"
    else:
        why = f", {times(silent)} with no reason recorded"
    last = slippage.slips[-1].reason
    is_told = last and told and last.source == told.source
    reason = ", for the same reason" if is_told else f". The last reason: {quoted(last)}" if last else ""
    first, far = in_words(slippage.total.before), slip_in_words(slippage.total)
    in_all = " in all" if moved > 1 else ""
    return f" (at first {first}); the date was moved {times(moved)}{why}: {far}{in_all}{reason}"


def own_inquiry(record: Inquiry) -> str:
    """Return what an inquiry is called before the body that held it."""
    if record.title.startswith("Inquiry"):
        return f"your {record.title[0].lower()}{record.title[1:]}"
    return f"your inquiry “{record.title}”"


def verb_in_words(outcome: Outcome) -> str:
    """Return what an outcome did and whom it asked: "Requested of the Director"."""
    joined = {"requested": "of", "recommended": "to", "referred": "to", "action": "for"}.get(outcome.verb)
    to = f" {joined} {with_articles(outcome.to)}" if joined and outcome.to else ""
    return f"{VERBS[outcome.verb]}{to}"
