"""What sentences of a briefing are made of: statements under headings; days, texts, offices and outcomes in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import shorten
from typing import Literal, NamedTuple

from tracker_site.briefing.body import Body, Subject
from tracker_site.dataset.entities import Action
from tracker_site.dates import UNKNOWN, PartialDate, in_words, on_day
from tracker_site.labels import VERBS, listing
from tracker_site.phrases import as_part
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import ASKED, DECIDED, Item, Outcome
from tracker_site.source.markup import Prose
from tracker_site.status.history import Step

DECIDING = ASKED | DECIDED | {"not-agreed"}
"""The verbs of outcomes that decide something."""

QUOTED = 110
"""How many letters of a text are quoted at the most."""

Heading = Literal[
    "From", "Answer", "Deadline", "Parts", "Reopened", "Date", "Progress", "Last heard", "Figures", ""
]

_OFFICES = re.compile(
    r"\b(board|cabinet|chair|chairman|commissioner|committee|council|director|executive|forum|group|head|lead|leader"
    r"|manager|mayor|member|officer|panel|partnership|secretary|team|worker)$",
    re.IGNORECASE,
)
"""The words at the end of an office or a body that take "the": "the Director of Children's Services"."""

_BODIES = re.compile(r"\b(board|cabinet|commission|committee|council|executive|forum|panel)\b", re.IGNORECASE)


class Statement(NamedTuple):
    """A sentence or two on what is recorded, under a heading, and the records that say so."""

    heading: Heading
    text: str
    records: tuple[str, ...] = ()


def nothing_since(one: Subject) -> Statement:
    """Return since when nothing is recorded of an entity: since it was heard of last, else since it was made."""
    last = one.last_news
    heard, record = (last.date, last.record) if last else (one.issued, made_in(one))
    return Statement("Last heard", f"Nothing is recorded of it since {since_day(heard)}.", (record,))


def made_in(one: Subject) -> str:
    """Return the record in which a recommendation or an action was made."""
    return one.record if isinstance(one, Action) else one.origin


class OutcomeShown(NamedTuple):
    """An outcome of the last meeting in words."""

    label: str | None
    verb: str
    """What it did, and whom it asked; empty where its text says so itself."""
    text: Prose | None
    item: str
    decides: bool
    """Whether that is a decision, and not only something heard or put off."""


def outcome_shown(item: Item, outcome: Outcome) -> OutcomeShown:
    """Return an outcome in words; what its text says of its verb and of whom it asks is not said twice."""
    words = outcome.text.source.strip() if outcome.text else ""
    verb, text = verb_in_words(outcome), outcome.text
    if said := re.match(rf"{re.escape(VERBS[outcome.verb])}\b[\s.,:;]*", words, re.IGNORECASE):
        rest = words[said.end() :].casefold()
        if not rest:
            text = None
        elif all(name.casefold() in rest for name in outcome.to):
            verb = ""
        else:
            verb = f"To {with_articles(outcome.to)}"
    return OutcomeShown(outcome.label, verb, text, item.title, outcome.verb in DECIDING)


def verb_in_words(outcome: Outcome) -> str:
    """Return what an outcome did and whom it asked: "Requested of the Director"."""
    joined = {"requested": "of", "recommended": "to", "referred": "to", "action": "for"}.get(outcome.verb)
    to = f" {joined} {with_articles(outcome.to)}" if joined and outcome.to else ""
    return f"{VERBS[outcome.verb]}{to}"


def quoted(text: Prose) -> str:
    """Return the beginning of a text in quotation marks."""
    return f"“{shorten(text.source.rstrip().removesuffix('.'), QUOTED, placeholder=' …')}”"


def with_reason(reason: Prose | None) -> str:
    """Return the reason that was given, for the end of a sentence."""
    return f": {quoted(reason)}" if reason else ", with no reason recorded"


def on_known_day(when: PartialDate) -> str:
    """Return a day for the end of a phrase: " on 6 July 2022"."""
    return f" {on_day(when)}" if when.is_known else "; the day is not known"


def since_day(when: PartialDate) -> str:
    """Return a day for after "since": "6 July 2022", "a day between 6 July and December 2022", "then"."""
    words = in_words(when) if when.is_known else "then"
    return f"a day {words}" if words.startswith("between") else words


def by_day(when: PartialDate | None) -> str:
    """Return a day for after "by": "16 September 2025"; "then" where there is none."""
    return on_day(when).removeprefix("on ") if when else "then"


def lower_first(words: str) -> str:
    """Return words with a small letter at their beginning."""
    return f"{words[0].lower()}{words[1:]}"


def with_article(office: str) -> str:
    """Return "the Director of Children's Services"; "Examplebury Council" as it is."""
    head = re.split(r" (?:of|for|on)\b|[(,]", office)[0].strip()
    is_named = head.casefold().endswith(" council") and head.casefold() != "full council"
    has_one = is_named or head.casefold().startswith("the ")
    return f"the {office}" if _OFFICES.search(head) and not has_one else office


def with_articles(names: Iterable[str]) -> str:
    """Return "the Cabinet and the Director of Children's Services"."""
    return listing([with_article(name) for name in names])


def you_or(body: Body, other: str) -> str:
    """Return how a body is called when this one is spoken to: "you", "the Cabinet"."""
    return "you" if other == body.id else with_article(body.data.title(other))


def own_inquiry(body: Body, record: str) -> str | None:
    """Return what an inquiry of a body is called before it: "your inquiry “Buses”"; None for any other record."""
    inquiry = body.data.register.records.by_id[record]
    if not isinstance(inquiry, Inquiry) or inquiry.body != body.id:
        return None
    return f"your {lower_first(inquiry.title) if inquiry.title.startswith('Inquiry') else f'inquiry “{inquiry.title}”'}"


def short_name(body: Body) -> str:
    """Return what a body calls itself in the middle of a sentence: "committee", "board", "Cabinet"."""
    found = _BODIES.findall(body.committee.name)
    word = found[-1].lower() if found else "body"
    return word.capitalize() if word in ("cabinet", "council", "executive") else word


def how_far(body: Body, step: Step) -> str:
    """Return how far an entity has come and who says so, as the middle of a sentence."""
    if step.assurance == "none" or step.assured_in is None:
        return "nothing is recorded of how far it has come"
    unsigned = step.assurance == "reported" and not step.status.is_open
    return f"{who_said(body, step)}{'; it is not signed off' if unsigned else ''}"


def who_said(body: Body, step: Step, it: str = "it") -> str:
    """Return who said how far an entity had come, and when; `it` is what the sentence calls it."""
    assert step.assured_in
    common = step.status.common
    words = "not to be done" if common.key == "not-being-done" else common.label.lower()
    state = words if step.status.label == common.label else f"“{step.status.label}” ({words})"
    said = f"{it} as" if step.assurance != "signed-off" else f"{it} off as"
    said = f"{said} {state}{on_known_day(step.assured_on or UNKNOWN)}{as_part(step)}"
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
