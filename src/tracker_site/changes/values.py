"""Values of records in words, for whoever reads what was corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tracker_site.changes.renaming import REFERRING
from tracker_site.changes.sides import Names, Sides
from tracker_site.changes.walk import Leaf, Step
from tracker_site.dates import PartialDate, in_words
from tracker_site.labels import (
    BODY_KINDS,
    INSPECTION_KINDS,
    MEETING_STATES,
    MINUTES,
    MOTION_RESULTS,
    RESPONSES,
    SPEAKERS,
    VERBS,
    listing,
)
from tracker_site.records.base import Model
from tracker_site.records.inspection import Visit
from tracker_site.records.meeting import Outcome, Vote
from tracker_site.records.said import Action, Figure, Progress, Response
from tracker_site.source.markup import Prose

_WORDS_OF: Mapping[str, Mapping[str, str]] = {
    "verb": VERBS,
    "result": MOTION_RESULTS,
    "response": RESPONSES,
    "state": MEETING_STATES,
    "minutes": MINUTES,
    "said_by": SPEAKERS,
    "kind": {**INSPECTION_KINDS, **BODY_KINDS},
}
"""The words of coded values, by the field that holds them."""

_ENTRIES = {
    "items": "item",
    "outcomes": "outcome",
    "motions": "motion",
    "amendments": "amendment",
    "parts": "part",
    "actions": "action",
    "points": "point",
    "responses": "response to",
    "progress": "progress of",
    "figures": "figure of",
    "sources": "source",
    "reports": "report",
    "bodies": "body",
    "present": "present:",
    "apologies": "apologies:",
    "withdrawn": "entry under withdrawn:",
}
"""What an entry of a list is called."""

_FIELDS = {
    "verb": "",
    "prose": "text",
    "at": "date",
    "of": "earlier decision",
    "as": "capacity",
    "when": "time in words",
    "better": "which way is better",
}
"""What a field is called, where its own name would not do; nothing where its values speak for themselves."""

_COUNTED = {
    "present": ("person", " present"),
    "apologies": ("person", " who sent apologies"),
    "progress": ("report of progress", ""),
    "responses": ("response", ""),
    "figures": ("figure", ""),
    "withdrawn": ("entry", " under withdrawn"),
}
"""What an entry of a list is called that is named by where it stands alone, and what follows its name."""

_PLAINLY = {
    "about": "what it is about",
    "due": "due date",
    "makes": "recommendations made",
    "meets": "deadlines met",
    "on": "what it is said of",
    "recommendations": "recommendations answered",
    "said_by": "who says so",
    "to": "to whom or what",
    "until": "until when",
    "names": "who voted how",
    "promised": "promise",
    "for": "what it answers",
    "vote": "the vote",
}
"""What a field is called where its record is not at hand to be read beside it."""

_OF_VOTES = {"for": "votes for", "against": "votes against", "abstained": "abstentions"}

_LABEL = re.compile("[A-Za-z0-9]{1,3}")
"""What can only be a label, and no name."""


def place_in_words(sides: Sides, leaf: Leaf) -> str:
    """Return where in its record a value stands: "item “The visit”, outcome a, text"."""
    # What went is called what it was called then.
    names = sides.names if leaf.after is not None or not leaf.is_entry else sides.names_then
    return path_in_words(names, leaf.path)


def path_in_words(names: Names, path: Iterable[Step]) -> str:
    """Return each step of a way in words, the outermost first."""
    return ", ".join(words for step in path if (words := step_in_words(names, step)))


def step_in_words(names: Names, step: Step) -> str:
    """Return what an entry of a list is called, or a field."""
    if step.entry is not None and step.field in _ENTRIES:
        return " ".join(word for word in (_ENTRIES[step.field], _entry_in_words(names, step.entry)) if word)
    name = field_in_words(step.field)
    return f"{name} “{step.key}”" if step.key else name


def field_in_words(field: str) -> str:
    """Return what a field is called; nothing where its values speak for themselves."""
    return _FIELDS.get(field, field.replace("_", " "))


def nouns(leaf: Leaf) -> str:
    """Return where in its record a value stands, without what anything there is called: "text of outcome a of the 2nd
    item"."""
    found = [noun for step in reversed(leaf.path) if (noun := _noun(step))]
    first, *around = [_OF_VOTES.get(leaf.field, found[0]), *found[1:]] if leaf.owner is Vote else found
    return " of ".join((first.removeprefix("the "), *around))


def nouns_moved(leaf: Leaf) -> str:
    """Return from where to where an entry moved: "2nd action of the 1st item: moved to outcome a"."""
    now = " of ".join(noun for step in reversed(leaf.path[:-1]) if (noun := _noun(step)))
    return f"{nouns(replace(leaf, path=leaf.moved_from))}: moved to {now}"


def _noun(step: Step) -> str:
    if step.field not in _ENTRIES:
        return _PLAINLY.get(step.field) or field_in_words(step.field)
    noun, after = _COUNTED.get(step.field, (_ENTRIES[step.field], ""))
    label = getattr(step.entry, "label", None)
    if label and _LABEL.fullmatch(label):
        return f"{noun} {label}{after}"
    return f"the {_ordinal(step.number)} {noun}{after}" if step.number else f"the {noun}{after}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def coded(sides: Sides, leaf: Leaf) -> tuple[str, str] | None:
    """Return both values in words where neither is a text that an editor wrote: dates, numbers, coded words."""
    values = (leaf.before, leaf.after)
    if not all(_is_coded(sides.names, leaf.field, value) for value in values):
        return None
    old, new = (value_in_words(sides.names, leaf.field, value) for value in values)
    return old, new


def _is_coded(names: Names, field: str, value: Any) -> bool:
    if isinstance(value, PartialDate | bool | int):
        return True
    words = names.guide.register.statuses if field == "status" else _WORDS_OF.get(field, {})
    return isinstance(value, str) and value in words


def _entry_in_words(names: Names, entry: Model) -> str:
    match entry:
        case Progress():
            return listing([names.name(target) for target in entry.on])
        case Response():
            return names.name(entry.to)
        case Figure():
            return names.title(entry.measure) or entry.measure
        case Outcome():
            return entry.label or ""
    for field in ("label", "key") if not isinstance(entry, Action) else ():
        if value := getattr(entry, field, None):
            return str(value) if not hasattr(entry, "title") else f"“{entry.title}”"
    title = next(
        (value for name in ("title", "name", "role", "id") if (value := getattr(entry, name, None))), None
    )
    return f"“{title}”" if title else ""


def value_in_words(names: Names, field: str, value: Any) -> str:
    """Return a value for a reader; nothing for none, and nothing of an entry but what it holds beside others."""
    match value:
        case None | () | "":
            return ""
        case PartialDate():
            return in_words(value)
        case Prose():
            return quoted(value.source)
        case bool():
            return "yes" if value else "no"
        case str():
            return _text(names, field, value)
        case tuple() if all(isinstance(one, str) for one in value):
            return listing([_text(names, field, one) for one in value])
        case Visit():
            days = (("from", value.from_), ("to", value.to))
            return " ".join(f"{word} {in_words(day)}" for word, day in days if day)
        case Model():
            return ""
    return str(value)


def _text(names: Names, field: str, text: str) -> str:
    statuses = names.guide.register.statuses
    if field == "status" and text in statuses:
        return statuses[text].label
    if text in _WORDS_OF.get(field, ()):
        return _WORDS_OF[field][text]
    return (names.title(text) if field in REFERRING or field in ("from", "for") else None) or quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, on one line and whole."""
    return f"“{' '.join(text.split())}”"


def value_published(value: Any) -> str | None:
    """Return a value as the data publishes it, in one text; of an entry nothing."""
    match value:
        case None | Model():
            return None
        case PartialDate():
            return value.text
        case Prose():
            return value.source
        case tuple():
            return ", ".join(map(str, value)) if all(isinstance(one, str) for one in value) else None
        case bool():
            return "yes" if value else "no"
    return str(value)
