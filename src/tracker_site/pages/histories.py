"""What the records hold of a thing before a body, in plain sentences that can be said aloud.

Nothing is said that the records do not say: where they are silent, the words are "nothing is recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from tracker_site.accounts.lineage import Thread
from tracker_site.accounts.slippage import Slippage
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.markup import Prose
from tracker_site.pages.accounted import raised_in_words, slip_in_words, times
from tracker_site.pages.addressees import with_article
from tracker_site.pages.business import Business
from tracker_site.pages.guide import Guide
from tracker_site.pages.words import RESPONSES, VERBS, capital, listing, said_again
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting, Outcome
from tracker_site.records.recommendation import Part
from tracker_site.records.said import Response
from tracker_site.register.natures import nature_of
from tracker_site.standing.history import Step
from tracker_site.standing.standing import (
    ActionStanding,
    PartStanding,
    RecommendationStanding,
    Standing,
)

QUOTED = 110
"""How many letters of a text are quoted at the most."""

_STATES = {"not-being-done": "not to be done"}
_PUT_OFF = {"deferred": "deferred", "withdrawn": "withdrew", "not-agreed": "did not agree"}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or two, and the records that say so."""

    text: str
    records: tuple[str, ...] = ()


def raised(guide: Guide, business: Business, thread: Thread) -> Told:
    """Return how often a concern was raised, and by whom."""
    words = raised_in_words(thread)
    origins = dict.fromkeys(one.origin for one in thread.raised)
    return Told(f"{capital(words)}: {'; '.join(_raisers(guide, business, origins))}.")


def signed_off_elsewhere(guide: Guide, standing: RecommendationStanding, thread: Thread) -> Iterator[Told]:
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
        words = _standing_in_words(guide, last.step)
        yield Told(f"But of “{guide.title(last.id)}”, the same concern: {words}.", (last.step.assured_in,))


def answered(standing: RecommendationStanding) -> Told | None:
    """Return what was answered to a recommendation as a whole, where that was not yes."""
    if not standing.responses or standing.parts or standing.response in (None, "accepted", "noted"):
        return None
    last = standing.responses[-1]
    words = RESPONSES[last.response or "noted"]
    return Told(f"It was answered{on_known_day(last.date)}: {words[0].lower()}{words[1:]}.", (last.record,))


def made(guide: Guide, business: Business, standing: RecommendationStanding) -> Told | None:
    """Return who recommended something to whom, where this body did or is asked."""
    origin = guide.recommendation(standing.id).origin
    record = guide.register.records.by_id[origin]
    if standing.id in business.own:
        who = "Your inquiry" if isinstance(record, Inquiry) else "You"
        return Told(f"{who} recommended this{on_known_day(standing.issued)}.", (origin,))
    if standing.id in business.put_to_it:
        whose = record.body if isinstance(record, Meeting | Inquiry) else None
        who = with_article(guide.title(whose)) if whose else guide.title(origin)
        return Told(f"{capital(who)} recommended this to you{on_known_day(standing.issued)}.", (origin,))
    return None


def promised(guide: Guide, business: Business, standing: ActionStanding) -> Told:
    """Return how an action came about, as its record has it."""
    if not isinstance(guide.register.records.by_id[standing.record], Meeting):
        words = f"This stands in “{guide.title(standing.record)}”"
        return Told(f"{words}, of {in_words(standing.issued)}." if standing.issued.is_known else f"{words}.")
    is_own = standing.id in business.own
    words = {
        "promised": f"This was promised at {'your meeting' if is_own else 'a meeting'}",
        "asked-for": "You asked for this" if is_own else "This was asked for",
        "decided": "You decided this" if is_own else "This was decided",
    }.get(
        nature_of(guide.register, standing.id),
        f"This was recorded as an action at {'your meeting' if is_own else 'a meeting'}",
    )
    return Told(f"{words}{on_known_day(standing.issued)}.", (standing.record,))


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
        return Told(f"{done}. No answer is recorded.", (meeting.id,))
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
        return Told(f"An answer was proposed {day} ({words}); that it was given is not recorded.", (record,))
    if standing.last_news is None:
        return Told("Nothing is recorded of it since.", (born_in(guide, standing),))
    return Told("No answer is recorded.")


def parts(guide: Guide, standing: RecommendationStanding) -> Iterator[Told]:
    """Yield where each part of a recommendation stands."""
    for part, stands in zip(guide.recommendation(standing.id).parts, standing.parts, strict=True):
        yield _part(guide, standing, part, stands)


def due(guide: Guide, standing: Standing, first: Standing | None = None) -> Iterator[Told]:
    """Yield by when a thing was to be done, and how often that was moved; `first` was told before it."""
    slippage = guide.accounts.slippages_of(standing.id).get(standing.id)
    if standing.due is None:
        if isinstance(standing, ActionStanding):
            yield from _without_date(guide, standing)
    elif first and slippage and standing.due_dates == first.due_dates:
        yield Told("It has had the same dates.")
    elif not standing.due.is_known:
        if slippage:
            yield _dropped(guide, slippage)
    else:
        yield _dated(guide, standing.due, slippage)


def _dated(guide: Guide, day: PartialDate, slippage: Slippage | None) -> Told:
    was = "was" if day.is_past(guide.standings.as_at) else "is"
    moves = _moves(slippage) if slippage else ""
    movers = tuple(slip.record for slip in slippage.slips if slip.record)[-1:] if slippage else ()
    return Told(f"It {was} due {on_day(day)}{moves}.", movers)


def stands(guide: Guide, standing: Standing) -> Told:
    """Return how far a thing has come, who says so, and when that was said."""
    if standing.status.is_open and standing.late and standing.silent_since_due:
        heard = standing.last_news.record if standing.last_news else born_in(guide, standing)
        return Told("Nothing is recorded of it since that date.", (heard,))
    step = standing.step
    records = dict.fromkeys(one for one in (step.assured_in, step.record) if one)
    return Told(f"{capital(_standing_in_words(guide, step))}{said_again(step)}.", tuple(records))


def quoted(text: Prose) -> str:
    """Return the beginning of a text in quotation marks."""
    return f"“{shorten(text.source.rstrip().removesuffix('.'), QUOTED, placeholder=' …')}”"


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
            yield (
                f"by your {record.title[0].lower()}{record.title[1:]}"
                if record.title.startswith("Inquiry")
                else (f"by your inquiry “{record.title}”")
            )
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


def _part(guide: Guide, whole: RecommendationStanding, part: Part, stands: PartStanding) -> Told:
    text = shorten(part.text.source.rstrip("."), 60, placeholder=" …")
    due = stands.due_dates[-1].date if stands.due_dates else None
    is_open = stands.step.status.is_open
    dated = f"due {on_day(due)}; " if due and due.is_known and is_open else ""
    record = stands.step.assured_in
    words = _standing_in_words(guide, stands.step)
    return Told(
        f"Part {part.key} (“{text}”): {dated}{words}{_answer_to_part(guide, whole.id, part.key)}.",
        (record,) if record else (),
    )


def _answer_to_part(guide: Guide, id: str, key: str) -> str:
    """Return what else than a yes was answered to a part."""
    given = [
        answer.response
        for _, answer in guide.answers_to.get(id, ())
        if answer.response.to == f"{id}/{key}" and answer.response.standing == "given"
    ]
    if not given or given[-1].response == "accepted":
        return ""
    words, note = RESPONSES[given[-1].response], given[-1].note
    return f"; answer: {words[0].lower()}{words[1:]}{f', {quoted(note)}' if note else ''}"


def _without_date(guide: Guide, standing: ActionStanding) -> Iterator[Told]:
    action = guide.register.actions[standing.id]
    if not action.standing:
        yield Told(f"No day was set: the words are “{action.when}”." if action.when else "No date was set.")


def _dropped(guide: Guide, slippage: Slippage) -> Told:
    last = slippage.slips[-1]
    when = on_known_day(guide.date_of(last.record)) if last.record else ""
    why = f": {quoted(last.reason)}" if last.reason else ", with no reason recorded"
    done = f"Its date, {in_words(last.before)}, was dropped{when}{why}"
    return Told(f"{done}; it has none now.", (last.record,) if last.record else ())


def _moves(slippage: Slippage) -> str:
    """Return how often a due date was moved, how often with no reason recorded, and how far in all."""
    moved, silent = slippage.times_moved, slippage.without_reason
    if not silent:
        why = ""
    elif silent == moved:
        why = ", with no reason recorded"
    else:
        why = f", {times(silent)} with no reason recorded"
    last = slippage.slips[-1].reason
    reason = f". The last reason: {quoted(last)}" if last else ""
    first, far = in_words(slippage.total.before), slip_in_words(slippage.total)
    in_all = " in all" if moved > 1 else ""
    return f" (at first {first}); the date was moved {times(moved)}{why}: {far}{in_all}{reason}"


def _standing_in_words(guide: Guide, step: Step) -> str:
    """Return how far a thing has come and who says so, as the middle of a sentence."""
    if step.assurance == "none" or step.assured_in is None:
        return "nothing is recorded of how far it has come"
    said = f"{_state(step)}{on_known_day(guide.date_of(step.assured_in))}"
    draft = ", by minutes that are still a draft" if step.provisional else ""
    match step.assurance:
        case "reported":
            return (
                f"the council reported it as {said}{'' if step.status.is_open else '; it is not signed off'}"
            )
        case "signed-off":
            return f"{_signer(guide, step.assured_in)} signed it off as {said}{draft}"
    return f"{_outsider(guide, step.assured_in)} reported it as {said}"


def _state(step: Step) -> str:
    """Return the council's word for a status with its meaning, or the common word."""
    common = step.status.common
    words = _STATES.get(common.key, common.label.lower())
    return words if step.status.label == common.label else f"“{step.status.label}” ({words})"


def _signer(guide: Guide, record: str) -> str:
    meeting = guide.register.records.by_id[record]
    return with_article(guide.title(meeting.body)) if isinstance(meeting, Meeting) else "scrutiny"


def _outsider(guide: Guide, record: str) -> str:
    inspection = guide.register.records.by_id[record]
    if isinstance(inspection, Inspection):
        return listing(list(inspection.inspectorate)) if inspection.inspectorate else "the inspectorate"
    return "the inspectorate or an independent body"


def verb_in_words(outcome: Outcome) -> str:
    """Return what an outcome did and whom it asked: "Requested of the Director"."""
    joined = {"requested": "of", "recommended": "to", "referred": "to", "action": "for"}.get(outcome.verb)
    to = f" {joined} {with_article(listing(list(outcome.to)))}" if joined and outcome.to else ""
    return f"{VERBS[outcome.verb]}{to}"


def born_in(guide: Guide, standing: Standing) -> str:
    """Return the record that a thing came of."""
    return (
        standing.record if isinstance(standing, ActionStanding) else guide.recommendation(standing.id).origin
    )


def on_known_day(when: PartialDate) -> str:
    """Return a day for the end of a phrase: " on 6 July 2022"."""
    return f" {on_day(when)}" if when.is_known else "; the day is not known"
