"""The question that follows from why a thing presses, in words to be said aloud to whoever answers for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tracker_site.briefing.addressees import addressees_of, office_shown, with_articles
from tracker_site.briefing.body import Business
from tracker_site.briefing.progress import heard_by, other_than_yes
from tracker_site.briefing.sentences import quoted
from tracker_site.briefing.urgent import Reason, Request, is_about_an_answer
from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, on_day
from tracker_site.labels import RESPONSES, VERBS, capital, listing
from tracker_site.records.said import Response
from tracker_site.register.natures import nature_of
from tracker_site.status.due import next_due_date
from tracker_site.status.offices import same_office
from tracker_site.status.standing import (
    ActionStanding,
    ClockStanding,
    RecommendationStanding,
    Standing,
)

_HANDED_IN = re.compile(
    r"(?:send|bring|provide|circulate|share|supply|give|submit|present|prepare|produce|write)\b.*?"
    r"\b(notes?|reports?|papers?|briefings?|figures|numbers|letters?|lists?|updates?|breakdown|data|statistics"
    r"|summary|presentation|information|copy|copies|table|analysis)\b",
    re.IGNORECASE,
)
"""What is handed in: "Send a note on agency staff"."""

_SEVERAL = (
    "notes",
    "reports",
    "papers",
    "briefings",
    "figures",
    "numbers",
    "letters",
    "lists",
    "updates",
    "copies",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and of whom, as far as a record names them."""

    to: str | None
    text: str


def question_of(guide: Guide, business: Business, reason: Reason, about: str | None) -> Question:
    """Return what to ask of a thing that presses; `about` is what to call it, where "it" would not be clear."""
    thing = reason.thing
    match thing:
        case Request():
            return Question(_to(guide, business, thing.outcome.to), _of_request(thing))
        case ClockStanding():
            standing = guide.standings.recommendations.get(thing.record)
            to = _to(guide, business, addressees_of(guide, standing) if standing else ())
            return Question(to, _of_clock(business, thing, to))
    assert isinstance(thing, Standing)
    if reason.sort == "claimed" and (received := _of_received(guide, business, thing, about)):
        return Question(None, received)
    to = _to(guide, business, addressees_of(guide, thing))
    asked = (_of_standing(guide, business, reason, thing, about), _of_closed_parts(business, thing, about))
    return Question(to, " ".join(one for one in asked if one))


def joined(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions, those to one and the same together, each once."""
    found: dict[str | None, dict[str, None]] = {}
    for one in questions:
        found.setdefault(one.to, {})[one.text] = None
    return tuple(Question(to, " ".join(texts)) for to, texts in found.items())


def ask_which(values: Iterable[str]) -> Question:
    """Return the question that follows where different figures were given for one time."""
    return Question(None, f"Which figure is right: {listing(list(values), 'or')}?")


def _to(guide: Guide, business: Business, named: Iterable[str]) -> str | None:
    """Return whom to ask, each office spelled as its council mostly does; nobody where it is this body itself."""
    own = same_office(business.committee.name)
    others = [office_shown(guide, business.body, name) for name in named if same_office(name) != own]
    return with_articles(others) if others else None


def _of_request(request: Request) -> str:
    return "Did that answer it?" if request.since else "What became of it?"


def _is_over_then(business: Business, day: PartialDate | None) -> bool:
    """Whether a day will certainly be past when the body meets next, so that it is asked about as past."""
    return bool(business.next and day and day.is_before(business.next.date))


def _of_clock(business: Business, clock: ClockStanding, to: str | None) -> str:
    by = on_day(clock.deadline).removeprefix("on ") if clock.deadline else "then"
    if not is_about_an_answer(clock):
        if clock.state != "running":
            return "Was it done, and when?"
        is_over = _is_over_then(business, clock.deadline)
        return f"Was it done by {by}?" if is_over else f"Will it be done by {by}?"
    if clock.record in business.put_to_it:
        return "What is our answer, and when do we give it?"
    if clock.state == "running" and _is_over_then(business, clock.deadline):
        return f"Did you answer by {by}?" if to else f"Was it answered by {by}?"
    if clock.state == "running":
        return f"Will you answer by {by}?" if to else f"Will it be answered by {by}?"
    return "Did you answer, and when?" if to else "Was it answered, and when?"


def _of_standing(
    guide: Guide, business: Business, reason: Reason, standing: Standing, about: str | None
) -> str:
    it = f"“{about}”" if about else "it"
    match reason.sort:
        case "put":
            return "What is our answer, and when do we give it?"
        case "asked":
            return _of_unanswered(guide, business, standing, it)
        case "late":
            return _of_late(guide, standing, it, about)
        case "dropped":
            return _of_dropped(guide, standing, it)
        case "claimed":
            return _of_claimed(guide, business, standing, it)
        case "due":
            due = next_due_date(standing, guide.standings.as_at)
            by = on_day(due).removeprefix("on ") if due else "then"
            return (
                f"Was {it} done by {by}?" if _is_over_then(business, due) else f"Will {it} be done by {by}?"
            )
    return _of_quiet(guide, standing, it)


def _of_late(guide: Guide, standing: Standing, it: str, about: str | None) -> str:
    late = [f"{standing.id}/{key}" for key in _late_parts(guide, standing)]
    others = {one: answer for one in late or [standing.id] if (answer := other_than_yes(guide, one))}
    of = f" of {it}" if about else ""
    plain = [one.split("/")[1] for one in late if one not in others]
    asked = [_of_plain(standing, plain, it, of)] if plain or not (late or others) else []
    asked += [
        _of_other_answer(answer, f"part {one.split('/')[1]}{of}" if late else it)
        for one, answer in others.items()
    ]
    return " ".join(asked)


def _of_plain(standing: Standing, parts: Sequence[str], it: str, of: str) -> str:
    """Return what to ask of what is past its date and was not answered with anything but a yes."""
    now = "" if standing.silent_since_due else " now"
    if len(parts) > 1:
        return f"Are parts {listing(list(parts))}{of} done{now}? If not, what are the new dates?"
    return f"Is {f'part {parts[0]}{of}' if parts else it} done{now}? If not, what is the new date?"


def _of_other_answer(answer: Response, what: str) -> str:
    """Return what to ask of what is past its date, where the answer was no plain yes: that is what is asked about."""
    note = quoted(answer.note) if answer.note else ""
    match answer.response:
        case "alternative":
            offered = note or "something else"
            return f"In place of {what}, {offered} was offered: is that done? If not, what is the new date?"
        case "accepted-in-principle" | "accepted-in-part":
            words = RESPONSES[answer.response].lower()
            return f"{capital(what)} was {words}: is what was accepted done? If not, what is the new date?"
        case "rejected":
            return f"{capital(what)} was rejected: does that still stand?"
    return f"{capital(what)} was only noted: is it to be done, and by when?"


def _of_closed_parts(business: Business, standing: Standing, about: str | None) -> str:
    """Return what to ask of the parts of an open recommendation that are done on the council's word alone."""
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    claimed = [
        one.key
        for one in parts
        if one.step.status.common.key == "completed" and one.step.assurance == "reported"
    ]
    if not claimed or not standing.status.is_open:
        return ""
    of = f" of “{about}”" if about else ""
    named = f"part {claimed[0]}{of}" if len(claimed) == 1 else f"parts {listing(claimed)}{of}"
    them = "it" if len(claimed) == 1 else "them"
    if business.committee.kind == "scrutiny":
        return f"What will you show us of {named}, so that we can sign {them} off?"
    return f"What will scrutiny be shown of {named}, so that it can sign {them} off?"


def _of_dropped(guide: Guide, standing: Standing, it: str) -> str:
    slippages = guide.accounts.slippages_of(standing.id)
    dropped = {id: one.slips[-1] for id, one in slippages.items() if not one.slips[-1].after.is_known}
    parts = [] if standing.id in dropped else _open_parts_of(standing, dropped)
    if parts:
        what = f"part {parts[0]}" if len(parts) == 1 else f"parts {listing(parts)}"
        it = what if it == "it" else f"{what} of {it}"
    of = "its {}date" if it == "it" else f"the {{}}date of {it}"
    if all(one.reason for one in dropped.values()):
        return f"What is {of.format('new ')}?"
    return f"Why was {of.format('')} dropped, and what is the new one?"


def _open_parts_of(standing: Standing, ids: Collection[str]) -> list[str]:
    """Return the keys of the open parts of a recommendation that are among these."""
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    return [one.key for one in parts if one.step.status.is_open and f"{standing.id}/{one.key}" in ids]


def _late_parts(guide: Guide, standing: Standing) -> list[str]:
    """Return the keys of the parts that are late, where not all of a recommendation are, all answered alike."""
    parts = standing.parts if isinstance(standing, RecommendationStanding) else ()
    late = [one.key for one in parts if one.late]
    is_told_apart = any(other_than_yes(guide, f"{standing.id}/{key}") for key in late)
    return late if len(late) < len(parts) or is_told_apart else []


def _of_unanswered(guide: Guide, business: Business, standing: Standing, it: str) -> str:
    if isinstance(standing, ActionStanding):
        dated = standing.due is not None and standing.due.is_known
        return f"What became of {it}?" if dated else f"What became of {it}, and by when will it be done?"
    proposed = any(
        answer.response.standing == "proposed" for _, answer in guide.answers_to.get(standing.id, ())
    )
    if proposed:
        return "Was the answer given that had been proposed?"
    is_named = _to(guide, business, addressees_of(guide, standing))
    accept = f"Do you accept {it}" if is_named else f"Is {it} accepted"
    return f"{accept}?" if standing.step.assurance != "none" else f"{accept}, and what has been done?"


def _of_received(guide: Guide, business: Business, standing: Standing, about: str | None) -> str | None:
    """Return what to ask of a note or the like that a body asked for and that was handed in: nobody signs that off."""
    if not isinstance(standing, ActionStanding) or standing.id not in business.own:
        return None
    handed_in = _HANDED_IN.match(guide.title(standing.id))
    if standing.status.common.key != "completed" or not handed_in:
        return None
    is_asked_for = nature_of(guide.register, standing.id) == "asked-for"
    noun = handed_in[1].lower()
    words = f"{'were' if noun in _SEVERAL else 'was'} the {noun} what we {'asked for' if is_asked_for else 'wanted'}?"
    return f"“{about}”: {words}" if about else capital(words)


def _of_claimed(guide: Guide, business: Business, standing: Standing, it: str) -> str:
    is_done = standing.status.common.key == "completed"
    if business.committee.kind == "scrutiny":
        if is_done and (found := heard_by(guide, business, standing)):
            heard = VERBS[found[1].verb].lower()
            return f"We {heard} {it}: what more will you show us of it, so that we can sign it off?"
        shown = f"What will you show us of {it}, so that we can sign it off?"
        return shown if is_done else f"Why is {it} not to be done, and what comes in its place?"
    if is_done:
        return f"What will scrutiny be shown of {it}, so that it can sign it off?"
    return f"Has scrutiny accepted that {it} is not to be done?"


def _of_quiet(guide: Guide, standing: Standing, it: str) -> str:
    if isinstance(standing, RecommendationStanding):
        return f"Where does {it} stand now?"
    if guide.register.actions[standing.id].standing:
        return f"Is {it} still being done?"
    dated = standing.due is not None and standing.due.is_known
    return f"Where does {it} stand now{'' if dated else ', and by when will it be done'}?"


def to_in_words(question: Question) -> str:
    """Return a question with whom it is put to, in one line."""
    return f"To {question.to}: {question.text}" if question.to else question.text
