"""What the last meeting of a body did, outcome by outcome, for its briefing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker_site.briefing.addressees import with_articles
from tracker_site.briefing.body import Business
from tracker_site.briefing.history import verb_in_words
from tracker_site.labels import VERBS
from tracker_site.records.meeting import ASKED, DECIDED, Item, Outcome
from tracker_site.source.markup import Prose

DECIDING = ASKED | DECIDED | {"not-agreed"}
"""The verbs of outcomes that decide something."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the last meeting did, in an outcome."""

    label: str | None
    verb: str | None
    """What it did, and whom it asked; nothing where its text says so itself."""
    text: Prose | None
    item: str
    decides: bool
    """Whether that is a decision, and not only something heard or put off."""


def decided_last(business: Business) -> tuple[Decided, ...]:
    """Return what the last meeting of a body did."""
    if business.last is None:
        return ()
    return tuple(_outcome(outcome, item) for item in business.last.items for outcome in item.outcomes)


def heading_of_last(outcomes: Sequence[Decided]) -> str:
    """Return what to call that: decided, where all of it decides."""
    does = "decided" if outcomes and all(one.decides for one in outcomes) else "recorded"
    return f"What was {does} last time"


def _outcome(outcome: Outcome, item: Item) -> Decided:
    """Return an outcome in words; what its text says of the verb and of whom it asks is not said twice."""
    verb: str | None = verb_in_words(outcome)
    text = outcome.text
    said, rest = _begins_with(text, VERBS[outcome.verb]) if text else (False, "")
    if said and not rest:
        text = None
    elif said:
        names_them = all(name.casefold() in rest.casefold() for name in outcome.to)
        verb = None if names_them else f"To {with_articles(outcome.to)}"
    return Decided(outcome.label, verb, text, item.title, outcome.verb in DECIDING)


def _begins_with(text: Prose, verb: str) -> tuple[bool, str]:
    """Return whether a text begins with a verb, and what comes after it."""
    found = re.match(rf"{re.escape(verb)}\b[\s.,:;]*", text.source.strip(), re.IGNORECASE)
    return (True, text.source.strip()[found.end() :]) if found else (False, "")
