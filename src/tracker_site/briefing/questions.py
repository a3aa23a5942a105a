"""The question that follows from why an entity is urgent, in words to be said aloud to whoever answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tracker_site.briefing.body import Body, addressees_of, office_shown
from tracker_site.briefing.progress import noted_at, other_than_yes
from tracker_site.briefing.sentences import by_day, quoted, with_articles
from tracker_site.briefing.urgent import Reason, Request, Urgent, parts_of
from tracker_site.dates import PartialDate
from tracker_site.labels import RESPONSES, VERBS, capital, listing
from tracker_site.records.said import Response
from tracker_site.register.natures import nature_of
from tracker_site.status.promises import same_office
from tracker_site.status.standing import (
    ActionStanding,
    Deadline,
    RecommendationStanding,
    Standing,
    next_due_date,
)

_HANDED_IN = re.compile(
    r"(?:send|bring|provide|circulate|share|supply|give|submit|present|prepare|produce|write)\b.*?"
    r"\b(?:(notes|reports|papers|briefings|figures|numbers|letters|lists|updates|copies)"
    r"|(note|report|paper|briefing|letter|list|update|breakdown|data|statistics"
    r"|summary|presentation|information|copy|table|analysis))\b",
    re.IGNORECASE,
)
"""What is handed in, several or one: "Send a note on agency staff"."""


class Question(NamedTuple):
    """What to ask, and of whom, as far as a record names them."""

    to: str | None
    text: str

    @property
    def words(self) -> str:
        """The question with whom it is put to, in one line."""
        return f"To {self.to}: {self.text}" if self.to else self.text


def question_of(body: Body, urgent: Urgent, about: str | None) -> Question:
    """Return what to ask of an urgent entity; `about` is what to call it, where "it" would not be clear."""
    match entity := urgent.entity:
        case Request(outcome=outcome):
            text = "Did that answer it?" if entity.since else "What became of it?"
            return Question(_to(body, outcome.to), text)
        case Deadline(record=id):
            known = id in body.guide.standings.recommendations
            to = _to(body, addressees_of(body.guide, id) if known else ())
            return Question(to, _of_clock(body, entity, to))
    assert isinstance(entity, Standing)
    if urgent.reason == "claimed" and (received := _of_received(body, entity, about)):
        return Question(None, received)
    to = _to(body, addressees_of(body.guide, entity.id))
    texts = (_of_standing(body, urgent.reason, entity, about, to), _of_closed_parts(body, entity, about))
    return Question(to, " ".join(one for one in texts if one))


def joined(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions, those to one and the same together, each once."""
    found: dict[str | None, dict[str, None]] = {}
    for one in questions:
        found.setdefault(one.to, {})[one.text] = None
    return tuple(Question(to, " ".join(texts)) for to, texts in found.items())


def ask_which(values: Iterable[str]) -> Question:
    """Return the question that follows where different figures were given for one time."""
    return Question(None, f"Which figure is right: {listing(list(values), 'or')}?")


def _to(body: Body, named: Iterable[str]) -> str | None:
    """Return whom to ask, each office spelled as its council mostly does; nobody where it is this body itself."""
    own = same_office(body.committee.name)
    others = [office_shown(body.guide, body.id, name) for name in named if same_office(name) != own]
    return with_articles(others) if others else None


def _is_over_then(body: Body, day: PartialDate | None) -> bool:
    """Whether a day will certainly be past when the body meets next, so that it is asked about as past."""
    return bool(body.next and day and day.is_before(body.next.date))


def _of_clock(body: Body, clock: Deadline, to: str | None) -> str:
    by = by_day(clock.deadline)
    runs, is_over = clock.state == "running", _is_over_then(body, clock.deadline)
    if not clock.is_about_an_answer:
        if runs:
            return f"Was it done by {by}?" if is_over else f"Will it be done by {by}?"
        return "Was it done, and when?"
    if clock.record in body.put_to_it:
        return "What is our answer, and when do we give it?"
    if not runs:
        return "Did you answer, and when?" if to else "Was it answered, and when?"
    if is_over:
        return f"Did you answer by {by}?" if to else f"Was it answered by {by}?"
    return f"Will you answer by {by}?" if to else f"Will it be answered by {by}?"


def _of_standing(body: Body, reason: Reason, standing: Standing, about: str | None, to: str | None) -> str:
    it = f"“{about}”" if about else "it"
    match reason:
        case "put":
            return "What is our answer, and when do we give it?"
        case "asked":
            return _of_unanswered(body, standing, it, to)
        case "late":
            return _of_late(body, standing, it, about)
        case "dropped":
            return _of_dropped(body, standing, it)
        case "claimed":
            return _of_claimed(body, standing, it)
        case "due":
            due = next_due_date(standing, body.guide.standings.as_at)
            done = f"Was {it} done" if _is_over_then(body, due) else f"Will {it} be done"
            return f"{done} by {by_day(due)}?"
    return _of_quiet(body, standing, it)


def _of_late(body: Body, standing: Standing, it: str, about: str | None) -> str:
    """Return what to ask of what is past its date; where the answer was no plain yes, that is what is asked about."""
    keys = _late_parts(body, standing)
    answers = {key: other_than_yes(body.guide, f"{standing.id}/{key}") for key in keys}
    of = f" of {it}" if about else ""
    whole = None if keys else other_than_yes(body.guide, standing.id)
    plain = [key for key, answer in answers.items() if not answer]
    asked = [_of_other_answer(whole, it)] if whole else []
    if plain or not (keys or whole):
        what = f"{'part' if len(plain) == 1 else 'parts'} {listing(plain)}{of}" if plain else it
        now = "" if standing.silent_since_due else " now"
        are, dates = ("Are", "are the new dates") if len(plain) > 1 else ("Is", "is the new date")
        asked.append(f"{are} {what} done{now}? If not, what {dates}?")
    asked += [_of_other_answer(answer, f"part {key}{of}") for key, answer in answers.items() if answer]
    return " ".join(asked)


def _of_other_answer(answer: Response, what: str) -> str:
    match answer.response:
        case "alternative":
            offered = quoted(answer.note) if answer.note else "something else"
            return f"In place of {what}, {offered} was offered: is that done? If not, what is the new date?"
        case "accepted-in-principle" | "accepted-in-part":
            words = RESPONSES[answer.response].lower()
            return f"{capital(what)} was {words}: is what was accepted done? If not, what is the new date?"
        case "rejected":
            return f"{capital(what)} was rejected: does that still stand?"
    return f"{capital(what)} was only noted: is it to be done, and by when?"


def _late_parts(body: Body, standing: Standing) -> list[str]:
    """Return the keys of the parts that are late, where not all of a recommendation are, all answered alike."""
    late = [one.key for one in parts_of(standing) if one.late]
    is_told_apart = any(other_than_yes(body.guide, f"{standing.id}/{key}") for key in late)
    return late if len(late) < len(parts_of(standing)) or is_told_apart else []


def _of_closed_parts(body: Body, standing: Standing, about: str | None) -> str:
    """Return what to ask of the parts of an open recommendation that are done on the council's word alone."""
    steps = {one.key: one.step for one in parts_of(standing)}
    claimed = [
        key
        for key, step in steps.items()
        if step.status.common.key == "completed" and step.assurance == "reported"
    ]
    if not claimed or not standing.status.is_open:
        return ""
    part, them = ("part", "it") if len(claimed) == 1 else ("parts", "them")
    of = f" of “{about}”" if about else ""
    return _show(body, f"{part} {listing(claimed)}{of}", them)


def _show(body: Body, what: str, it: str = "it") -> str:
    if body.committee.kind == "scrutiny":
        return f"What will you show us of {what}, so that we can sign {it} off?"
    return f"What will scrutiny be shown of {what}, so that it can sign {it} off?"


def _of_dropped(body: Body, standing: Standing, it: str) -> str:
    slippages = body.guide.accounts.slippages_of(standing.id)
    dropped = {id: one.moves[-1] for id, one in slippages.items() if not one.moves[-1].to.is_known}
    is_open = [one.key for one in parts_of(standing) if one.step.status.is_open]
    parts = [key for key in is_open if standing.id not in dropped and f"{standing.id}/{key}" in dropped]
    if parts:
        what = f"{'part' if len(parts) == 1 else 'parts'} {listing(parts)}"
        it = what if it == "it" else f"{what} of {it}"
    of = "its {}date" if it == "it" else f"the {{}}date of {it}"
    if all(one.reason for one in dropped.values()):
        return f"What is {of.format('new ')}?"
    return f"Why was {of.format('')} dropped, and what is the new one?"


def _of_unanswered(body: Body, standing: Standing, it: str, to: str | None) -> str:
    if isinstance(standing, ActionStanding):
        dated = standing.due is not None and standing.due.is_known
        return f"What became of {it}?" if dated else f"What became of {it}, and by when will it be done?"
    answers = body.guide.answers_to.get(standing.id, ())
    if any(answer.response.standing == "proposed" for _, answer in answers):
        return "Was the answer given that had been proposed?"
    accept = f"Do you accept {it}" if to else f"Is {it} accepted"
    return f"{accept}?" if standing.step.assurance != "none" else f"{accept}, and what has been done?"


def _of_received(body: Body, standing: Standing, about: str | None) -> str | None:
    """Return what to ask of a note or the like that a body asked for and that was handed in: nobody signs that off."""
    if standing.id not in body.own or standing.status.common.key != "completed" or "/" not in standing.id:
        return None
    handed_in = _HANDED_IN.match(body.guide.title(standing.id))
    if not handed_in:
        return None
    several, one = handed_in.groups()
    asked_for = nature_of(body.guide.register, standing.id) == "asked-for"
    noun = f"were the {several.lower()}" if several else f"was the {one.lower()}"
    words = f"{noun} what we {'asked for' if asked_for else 'wanted'}?"
    return f"“{about}”: {words}" if about else capital(words)


def _of_claimed(body: Body, standing: Standing, it: str) -> str:
    is_scrutiny = body.committee.kind == "scrutiny"
    if standing.status.common.key != "completed":
        if is_scrutiny:
            return f"Why is {it} not to be done, and what comes in its place?"
        return f"Has scrutiny accepted that {it} is not to be done?"
    if is_scrutiny and (found := noted_at(body, standing)):
        heard = VERBS[found[1].verb].lower()
        return f"We {heard} {it}: what more will you show us of it, so that we can sign it off?"
    return _show(body, it)


def _of_quiet(body: Body, standing: Standing, it: str) -> str:
    if isinstance(standing, RecommendationStanding):
        return f"Where does {it} stand now?"
    if body.guide.register.actions[standing.id].standing:
        return f"Is {it} still being done?"
    dated = standing.due is not None and standing.due.is_known
    return f"Where does {it} stand now{'' if dated else ', and by when will it be done'}?"
