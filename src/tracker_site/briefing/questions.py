"""The question that follows from why an entity is urgent, in words to be said aloud to whoever answers for it."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject, addressees_of
from tracker_site.briefing.recorded import noted_at, other_than_yes
from tracker_site.briefing.sentences import by_day, quoted, with_articles
from tracker_site.briefing.urgent import Request, Urgent
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Part, Recommendation
from tracker_site.dataset.model import grouped
from tracker_site.dates import PartialDate
from tracker_site.labels import VERBS, capital, listing
from tracker_site.records.said import Response
from tracker_site.status.promises import offices, same_office
from tracker_site.status.standing import Deadline

_HANDED_IN = re.compile(
    r"(?:send|bring|provide|circulate|share|supply|give|submit|present|prepare|produce|write)\b.*?"
    r"\b(?:(notes|reports|papers|briefings|figures|numbers|letters|lists|updates|copies)"
    r"|(note|report|paper|briefing|letter|list|update|breakdown|data|statistics"
    r"|summary|presentation|information|copy|table|analysis))\b",
    re.IGNORECASE,
)
"""What is handed in, several or one: "Send a note on agency staff"."""


_ACCEPTED = "is what was accepted done? If not, what is the new date?"

_OTHER_ANSWERS: Mapping[str, str] = {
    "alternative": "In place of {what}, {offered} was offered: is that done? If not, what is the new date?",
    "accepted-in-principle": f"{{What}} was accepted in principle: {_ACCEPTED}",
    "accepted-in-part": f"{{What}} was accepted in part: {_ACCEPTED}",
    "rejected": "{What} was rejected: does that still stand?",
    "noted": "{What} was only noted: is it to be done, and by when?",
}
"""What to ask where the answer was no plain yes."""

_OUR_ANSWER = "What is our answer, and when do we give it?"


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
    reason, one = urgent
    if isinstance(one, Request):
        became = "Did that answer it?" if one.since else "What became of it?"
        return Question(_to(body, one.outcome.to), became)
    if isinstance(one, Deadline):
        is_known = one.record in body.data.recommendations
        to = _to(body, addressees_of(body.data, one.record) if is_known else ())
        return Question(to, _of_deadline(body, one, to))
    if reason == "claimed" and (received := _of_received(body, one, about)):
        return Question(None, received)
    to, it = _to(body, addressees_of(body.data, one.id)), f"“{about}”" if about else "it"
    match reason:
        case "put":
            text = _OUR_ANSWER
        case "asked":
            text = _of_unanswered(body, one, it, to)
        case "late":
            text = _of_late(body, one, it)
        case "dropped":
            text = _of_dropped(one, it)
        case "claimed":
            text = _of_claimed(body, one, it)
        case "due":
            due = body.next_due(one)
            done = f"Was {it} done" if _is_over_then(body, due) else f"Will {it} be done"
            text = f"{done} by {by_day(due)}?"
        case _:
            text = _of_quiet(one, it)
    return Question(to, " ".join(filter(None, (text, _of_closed_parts(body, one, it)))))


def joined(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions, those to one and the same together, each once."""
    by_whom = grouped((one.to, one.text) for one in questions)
    return tuple(Question(to, " ".join(dict.fromkeys(texts))) for to, texts in by_whom.items())


def ask_which(values: Iterable[str]) -> Question:
    """Return the question that follows where different figures were given for one time."""
    return Question(None, f"Which figure is right: {listing(list(values), 'or')}?")


def _to(body: Body, named: Iterable[str]) -> str | None:
    """Return whom to ask, each office spelled as its council mostly does; nobody where it is this body itself."""
    council, own = body.id.split("/")[0], same_office(body.committee.name)
    shown = ChainMap(body.data.offices, body.data.once(_addressed, ""))
    others = [shown.get((council, same_office(name)), name) for name in named if same_office(name) != own]
    return with_articles(others) if others else None


def _addressed(data: Dataset, _: str) -> dict[tuple[Hashable, str], str]:
    """Return how the offices are shown to which recommendations are put."""
    return offices((data.authority_of(id), name) for id in data.rank for name in addressees_of(data, id))


def _is_over_then(body: Body, day: PartialDate | None) -> bool:
    """Whether a day will certainly be past when the body meets next, so that it is asked about as past."""
    return bool(body.next and day and day.is_before(body.next.date))


def _of_deadline(body: Body, one: Deadline, to: str | None) -> str:
    by, runs, is_over = by_day(one.deadline), one.state == "running", _is_over_then(body, one.deadline)
    if not one.is_about_an_answer:
        if not runs:
            return "Was it done, and when?"
        return f"Was it done by {by}?" if is_over else f"Will it be done by {by}?"
    if one.record in body.put_to_it:
        return _OUR_ANSWER
    past, future = ("Did you answer", "Will you answer") if to else ("Was it answered", "Will it be answered")
    if not runs:
        return f"{past}, and when?"
    return f"{past if is_over else future} by {by}?"


def _of_late(body: Body, one: Subject, it: str) -> str:
    """Return what to ask of what is past its date; where the answer was no plain yes, that is what is asked about."""
    parts = _parts_of(one)
    answers = {part.key: other_than_yes(body.data, f"{one.id}/{part.key}") for part in parts if part.late}
    if not answers or (len(answers) == len(parts) and not any(answers.values())):
        # Where all of it is late, and answered alike, it is asked about as a whole.
        answers = {"": other_than_yes(body.data, one.id)}
    asked = [_of_other_answer(answer, _parts([key], it)) for key, answer in answers.items() if answer]
    if plain := [key for key, answer in answers.items() if not answer]:
        now = "" if one.silent_since_due else " now"
        are, dates = ("Are", "are the new dates") if len(plain) > 1 else ("Is", "is the new date")
        asked.insert(0, f"{are} {_parts(plain, it)} done{now}? If not, what {dates}?")
    return " ".join(asked)


def _of_other_answer(answer: Response, what: str) -> str:
    offered = quoted(answer.note) if answer.note else "something else"
    return _OTHER_ANSWERS[answer.response].format(what=what, What=capital(what), offered=offered)


def _parts_of(one: Subject) -> tuple[Part, ...]:
    """Return the parts of a recommendation; an action has none."""
    return one.parts if isinstance(one, Recommendation) else ()


def _parts(keys: list[str], it: str) -> str:
    """Return "part a" or "parts a and b of “Buses”"; the whole where the key is empty."""
    words = f"{'part' if len(keys) == 1 else 'parts'} {listing(keys)}"
    return it if keys == [""] else words if it == "it" else f"{words} of {it}"


def _of_closed_parts(body: Body, one: Subject, it: str) -> str:
    """Return what to ask of the parts of an open recommendation that are done on the council's word alone."""
    claimed = [
        part.key
        for part in _parts_of(one)
        if part.status.common.key == "completed" and part.assurance == "reported"
    ]
    if not claimed or not one.is_open:
        return ""
    return _show(body, _parts(claimed, it), "it" if len(claimed) == 1 else "them")


def _show(body: Body, what: str, it: str = "it") -> str:
    if body.committee.kind == "scrutiny":
        return f"What will you show us of {what}, so that we can sign {it} off?"
    return f"What will scrutiny be shown of {what}, so that it can sign {it} off?"


def _of_dropped(one: Subject, it: str) -> str:
    moved = {"": one.slippage, **{part.key: part.slippage for part in _parts_of(one)}}
    last = {key: found.moves[-1] for key, found in moved.items() if found}
    dropped = {key: move for key, move in last.items() if not move.to.is_known}
    parts = [part.key for part in _parts_of(one) if part.status.is_open and part.key in dropped]
    what = it if "" in dropped or not parts else _parts(parts, it)
    of = "its {}date" if what == "it" else f"the {{}}date of {what}"
    if all(move.reason for move in dropped.values()):
        return f"What is {of.format('new ')}?"
    return f"Why was {of.format('')} dropped, and what is the new one?"


def _of_unanswered(body: Body, one: Subject, it: str, to: str | None) -> str:
    if isinstance(one, Action):
        return f"What became of {it}{'' if _is_dated(one) else ', and by when will it be done'}?"
    if any(answer.response.standing == "proposed" for _, answer in body.data.answers_to.get(one.id, ())):
        return "Was the answer given that had been proposed?"
    accept = f"Do you accept {it}" if to else f"Is {it} accepted"
    return f"{accept}?" if one.assurance != "none" else f"{accept}, and what has been done?"


def _of_received(body: Body, one: Subject, about: str | None) -> str | None:
    """Return what to ask of a note or the like that a body asked for and that was handed in: nobody signs that off."""
    if not isinstance(one, Action) or one.id not in body.own or one.status.common.key != "completed":
        return None
    handed_in = _HANDED_IN.match(one.title)
    if not handed_in:
        return None
    several, single = handed_in.groups()
    noun = f"were the {several.lower()}" if several else f"was the {single.lower()}"
    words = f"{noun} what we {'asked for' if one.nature == 'asked-for' else 'wanted'}?"
    return f"“{about}”: {words}" if about else capital(words)


def _of_claimed(body: Body, one: Subject, it: str) -> str:
    is_scrutiny = body.committee.kind == "scrutiny"
    if one.status.common.key != "completed":
        if is_scrutiny:
            return f"Why is {it} not to be done, and what comes in its place?"
        return f"Has scrutiny accepted that {it} is not to be done?"
    if is_scrutiny and (found := noted_at(body, one)):
        heard = VERBS[found[1].verb].lower()
        return f"We {heard} {it}: what more will you show us of it, so that we can sign it off?"
    return _show(body, it)


def _of_quiet(one: Subject, it: str) -> str:
    if isinstance(one, Action) and one.standing:
        return f"Is {it} still being done?"
    by_when = isinstance(one, Action) and not _is_dated(one)
    return f"Where does {it} stand now{', and by when will it be done' if by_when else ''}?"


def _is_dated(one: Subject) -> bool:
    return one.due is not None and one.due.is_known
