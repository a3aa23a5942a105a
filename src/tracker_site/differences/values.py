"""Values of records in words, for whoever reads what was corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracker_site.dates import PartialDate, in_words
from tracker_site.differences.sides import Sides, name_of
from tracker_site.differences.walk import Leaf, Step
from tracker_site.markup import Prose
from tracker_site.pages.guide import Guide
from tracker_site.pages.words import (
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
from tracker_site.records.meeting import Motion, Outcome
from tracker_site.records.said import Action, Figure, Progress, Response

_LONGEST = 160
"""The characters of a text that are quoted."""

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

_NOUNS = {
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
}
"""What an entry of a list is called."""

_FIELDS = {
    "verb": "",
    "prose": "text",
    "body": "text",
    "at": "date",
    "of": "earlier decision",
    "as": "capacity",
    "when": "time in words",
    "better": "which way is better",
}
"""What a field is called, where its own name would not do; nothing where its values speak for themselves."""


def place_in_words(sides: Sides, leaf: Leaf) -> str:
    """Return where in its record a value stands: "item “The visit”, outcome a, text"."""
    # What went is called what it was called then.
    guide = sides.new if leaf.after is not None or leaf.path[-1].entry is None else sides.old
    return ", ".join(words for step in leaf.path if (words := _step_in_words(guide, step)))


def nouns(leaf: Leaf) -> str:
    """Return where in its record a value stands, without what anything there is called: "item, outcome, text"."""
    return ", ".join(_noun(step) for step in leaf.path)


def _noun(step: Step) -> str:
    if step.field in _NOUNS:
        return re.sub("(?: to| of|:)$", "", _NOUNS[step.field])
    return _FIELDS.get(step.field, "") or step.field.replace("_", " ")


def coded(guide: Guide, leaf: Leaf) -> tuple[str, str] | None:
    """Return both values in words where neither is a text that an editor wrote: dates, numbers, coded words."""
    values = (leaf.before, leaf.after)
    if not all(_is_coded(guide, leaf.field, value) for value in values):
        return None
    old, new = (value_in_words(guide, leaf.field, value) for value in values)
    return old, new


def _is_coded(guide: Guide, field: str, value: Any) -> bool:
    if isinstance(value, PartialDate | bool | int):
        return True
    words = guide.register.statuses if field == "status" else _WORDS_OF.get(field, {})
    return isinstance(value, str) and value in words


def _step_in_words(guide: Guide, step: Step) -> str:
    if step.entry is not None and step.field in _NOUNS:
        return " ".join(word for word in (_NOUNS[step.field], _entry_in_words(guide, step.entry)) if word)
    name = _FIELDS.get(step.field, step.field.replace("_", " "))
    return f"{name} “{step.key}”" if step.key else name


def _entry_in_words(guide: Guide, entry: Model) -> str:
    match entry:
        case Progress():
            return listing([_name(guide, target) for target in entry.on])
        case Response():
            return _name(guide, entry.to)
        case Figure():
            return f"“{_name(guide, entry.measure)}”"
        case Outcome():
            return entry.label or ""
    for field in ("label", "key") if not isinstance(entry, Action) else ():
        if value := getattr(entry, field, None):
            return str(value) if not hasattr(entry, "title") else f"“{entry.title}”"
    title = getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "role", None)
    return f"“{title}”" if title else ""


def _name(guide: Guide, reference: str) -> str:
    return name_of(guide, reference) if reference in guide.register.things else reference


def value_in_words(guide: Guide, field: str, value: Any) -> str:
    """Return a value for a reader; nothing for none, and of an entry only what its name does not say."""
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
            return _text(guide, field, value)
        case tuple() if all(isinstance(one, str) for one in value):
            return listing([_text(guide, field, one) for one in value])
        case Model():
            return _entry_told(guide, value)
    return str(value)


def _entry_told(guide: Guide, entry: Model) -> str:
    match entry:
        case Outcome():
            return ", ".join(
                filter(None, (VERBS[entry.verb], quoted(entry.text.source) if entry.text else ""))
            )
        case Motion():
            return MOTION_RESULTS[entry.result]
        case Progress():
            return _text(guide, "status", entry.status) if entry.status else ""
        case Response():
            return RESPONSES[entry.response] + (" (only proposed)" if entry.standing == "proposed" else "")
        case Figure():
            return f"“{entry.value}”"
    return ""


def _text(guide: Guide, field: str, text: str) -> str:
    if field == "status" and text in guide.register.statuses:
        return guide.register.statuses[text].label
    if text in _WORDS_OF.get(field, ()):
        return _WORDS_OF[field][text]
    return f"“{guide.title(text)}”" if text in guide.register.things else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, on one line and shortened where it is long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"


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
