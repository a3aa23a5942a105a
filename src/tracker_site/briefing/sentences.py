"""What sentences of a briefing are made of: statements under headings; days, texts, offices and outcomes in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from tracker_site.dataset.guide import Guide
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.labels import VERBS, listing
from tracker_site.records.authority import Committee
from tracker_site.records.meeting import ASKED, DECIDED, Meeting, Outcome
from tracker_site.source.markup import Prose
from tracker_site.status.standing import ActionStanding, Standing

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


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or two on what is recorded, under a heading, and the records that say so."""

    heading: Heading
    text: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """An outcome in words."""

    label: str | None
    verb: str | None
    """What it did, and whom it asked; None where its text says so itself."""
    text: Prose | None
    item: str
    decides: bool
    """Whether that is a decision, and not only something heard or put off."""


def outcomes_of(meeting: Meeting | None) -> Iterator[OutcomeShown]:
    """Yield what a meeting did; what the text of an outcome says of its verb and of whom it asks is not said twice."""
    for item in meeting.items if meeting else ():
        for one in item.outcomes:
            verb, text = _verb_and_text(one)
            yield OutcomeShown(one.label, verb, text, item.title, one.verb in DECIDING)


def _verb_and_text(outcome: Outcome) -> tuple[str | None, Prose | None]:
    words = outcome.text.source.strip() if outcome.text else ""
    said = re.match(rf"{re.escape(VERBS[outcome.verb])}\b[\s.,:;]*", words, re.IGNORECASE)
    if not said:
        return verb_in_words(outcome), outcome.text
    rest = words[said.end() :]
    if not rest:
        return verb_in_words(outcome), None
    names_them = all(name.casefold() in rest.casefold() for name in outcome.to)
    return None if names_them else f"To {with_articles(outcome.to)}", outcome.text


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


def origin_of(guide: Guide, standing: Standing) -> str:
    """Return the record in which a recommendation or an action was made."""
    return (
        standing.record if isinstance(standing, ActionStanding) else guide.recommendation(standing.id).origin
    )


def nothing_since(guide: Guide, standing: Standing) -> Statement:
    """Return since when nothing is recorded of an entity: since it was heard of last, else since it was made."""
    last = standing.last_news
    heard, record = (last.date, last.record) if last else (standing.issued, origin_of(guide, standing))
    return Statement("Last heard", f"Nothing is recorded of it since {since_day(heard)}.", (record,))


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


def short_name(committee: Committee) -> str:
    """Return what a body calls itself in the middle of a sentence: "committee", "board", "Cabinet"."""
    found = _BODIES.findall(committee.name)
    word = found[-1].lower() if found else "body"
    return word.capitalize() if word in ("cabinet", "council", "executive") else word
