"""Places and values within records in words: what a field and an entry are called, and what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker_site.changes.fields import Step, holds_entries
from tracker_site.changes.pairing import SUBJECTS, subjects_of
from tracker_site.changes.states import Names
from tracker_site.dataset.model import Ref
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
    count,
    listing,
)
from tracker_site.records.base import Model, Record
from tracker_site.records.inspection import Visit
from tracker_site.records.meeting import Attendee, Decision, Vote
from tracker_site.records.page import ProsePage
from tracker_site.records.said import Action, Figure
from tracker_site.source.markup import Prose


class Label(NamedTuple):
    """What a field is called, where its own name would not do."""

    name: str | None = None
    """Beside its record; empty where its values speak for themselves."""
    plain: str | None = None
    """Where its record is not at hand to be read beside it; of a list, one of its entries."""
    entry: str | None = None
    """An entry of the list, before the name of the entry, where that is not the singular of the field."""


_LABELS: Mapping[str, Label] = {
    "responses": Label(entry="response to", plain="response"),
    "progress": Label(entry="progress of", plain="report of progress"),
    "figures": Label(entry="figure of", plain="figure"),
    "bodies": Label(entry="body"),
    "present": Label(entry="present:", plain="person present"),
    "apologies": Label(entry="apologies:", plain="person who sent apologies"),
    "withdrawn": Label(entry="entry under withdrawn:", plain="entry under withdrawn"),
    "clocks": Label(entry=""),
    "federation": Label(entry=""),
    "about": Label(plain="what it is about"),
    "as": Label("capacity"),
    "at": Label("date"),
    "better": Label("which way is better"),
    "due": Label(plain="due date"),
    "for": Label(plain="what it answers"),
    "makes": Label(plain="recommendations made"),
    "meets": Label(plain="deadlines met"),
    "names": Label(plain="who voted how"),
    "of": Label("earlier decision"),
    "on": Label(plain="what it is said of"),
    "promised": Label(plain="promise"),
    "prose": Label("text"),
    "recommendations": Label(plain="recommendations answered"),
    "said_by": Label(plain="who says so"),
    "to": Label(plain="to whom or what"),
    "until": Label(plain="until when"),
    "verb": Label(""),
    "vote": Label(plain="the vote"),
    "when": Label("time in words"),
}
_OF_VOTES = {"for": "votes for", "against": "votes against", "abstained": "abstentions"}

_WORDS_OF: Mapping[str, Mapping[str, str]] = {
    "verb": VERBS,
    "result": MOTION_RESULTS,
    "response": RESPONSES,
    "state": MEETING_STATES,
    "minutes": MINUTES,
    "said_by": SPEAKERS,
    "made_by": BODY_KINDS,
    "kind": {**INSPECTION_KINDS, **BODY_KINDS},
}
"""The words of coded values, by the field that holds them."""

_NOT_TOLD = frozenset({"id", "key", "label", "accepts", "aliases", "sources"})
"""What only names an entity, or says nothing of what was decided, promised or found."""
_IN_THE_NAME = ("title", "name", "role")
"""What an entry is called by, so that it need not be told again."""
_IN_THE_HEAD = frozenset({"title", "name", "body", "date", "state", "from", "number", "prose", "authority"})
"""What is told of a record where it is named, and the text that stands on its page."""
_PEOPLE = frozenset({"present", "apologies"})
_CAPACITIES = {
    "member": ("member", None),
    "executive": ("of the executive", "of the executive"),
    "officer": ("officer", None),
    "guest": ("guest", None),
    "inspector": ("inspector", None),
    None: ("person", "people"),
}
"""What those are called who were there or sent apologies, by the capacity that is recorded."""

_SHORT_LABEL = re.compile("[A-Za-z0-9]{1,3}")
"""What can only be a label, and no name."""


# Places


def path_in_words(names: Names, path: Iterable[Step]) -> str:
    """Return each step of a path in words, the outermost first: "item “The visit”, outcome a, text"."""
    return ", ".join(words for step in path if (words := _step_in_words(names, step)))


def plain_path(path: Sequence[Step]) -> str:
    """Return a path without what anything there is called: "text of outcome a of the 2nd item"."""
    steps = [plain for step in reversed(path) if (plain := _plain_step(step))]
    if [step.field for step in path[-2:-1]] == ["vote"]:
        steps[0] = _OF_VOTES.get(path[-1].field, steps[0])
    return " of ".join(steps)


def _step_in_words(names: Names, step: Step) -> str:
    if step.entry and (noun := _entry_noun(step)):
        return f"{noun} {_entry_in_words(names, step.entry)}".rstrip()
    name = _name(step.field)
    return f"{name} “{step.key}”" if step.key else name


def _entry_in_words(names: Names, entry: Model) -> str:
    if isinstance(entry, Figure):
        return names.title(entry.measure) or entry.measure
    if subjects := subjects_of(entry):
        return listing([names.name(subject) for subject in subjects])
    key = getattr(entry, "label", None) or getattr(entry, "key", None)
    if key and not hasattr(entry, "title"):
        return str(key)
    fields = ("title", "name", "role", "id")
    title = next((value for name in fields if (value := getattr(entry, name, None))), None)
    return f"“{title}”" if title else ""


def _plain_step(step: Step) -> str:
    plain, noun = _label(step.field).plain, _entry_noun(step)
    if not noun:
        return plain or _name(step.field)
    label = getattr(step.entry, "label", None)
    if label and _SHORT_LABEL.fullmatch(label):
        return f"{plain or noun} {label}"
    return f"the {f'{_ordinal(step.number)} ' if step.number else ''}{plain or noun}"


def _entry_noun(step: Step) -> str:
    """Return what kind of entry a step leads to; nothing for any other value."""
    noun = _label(step.field).entry
    singular = step.field.removesuffix("s") if noun is None else noun
    return singular if step.entry else ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _label(field: str) -> Label:
    return _LABELS.get(field, Label())


def _name(field: str) -> str:
    name = _label(field).name
    return field.replace("_", " ") if name is None else name


# Values


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
        case Ref():
            return names.title(value) or quoted(value)
        case str():
            return _codes(names, field).get(value) or quoted(value)
        case tuple() if all(isinstance(one, str) for one in value):
            return listing([value_in_words(names, field, one) for one in value])
        case Visit():
            days = (("from", value.from_), ("to", value.to))
            return " ".join(f"{word} {in_words(day)}" for word, day in days if day)
        case Model():
            return ""
    return str(value)


def coded_value(names: Names, field: str, value: Any) -> str | None:
    """Return a date, a number or a coded word in words; nothing of a text that an editor wrote."""
    is_word = isinstance(value, str) and value in _codes(names, field)
    return value_in_words(names, field, value) if is_word or isinstance(value, PartialDate | int) else None


def _codes(names: Names, field: str) -> Mapping[str, str]:
    """Return the words of the coded values of a field."""
    if field == "status":
        return {key: status.label for key, status in names.dataset.register.statuses.items()}
    return _WORDS_OF.get(field, {})


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
            return ", ".join(value) if all(isinstance(one, str) for one in value) else None
        case bool():
            return "yes" if value else "no"
    return str(value)


# What stands in a record or in an entry of one: what was added with it, or removed


def lines_of(names: Names, record: Record) -> tuple[str, ...]:
    """Return what a record says, one fact or entry a line."""
    is_told = bool(record.prose.source) and not isinstance(record, ProsePage)
    text = [f"text {quoted(record.prose.source)}"] if is_told else []
    return (*text, *_facts(names, record, _IN_THE_HEAD), *lines_within(names, record))


def lines_within(names: Names, model: Model) -> Iterator[str]:
    """Yield what stands in the entries of an entry, such as the outcomes of an item."""
    for field, value in _values(model):
        if field == "summary":
            yield f"summary {quoted(value.source)}"
        elif field in _PEOPLE:
            yield f"{field}: {_people(value)}"
        elif holds_entries(value):
            for entry in value:
                facts = facts_of(names, entry)
                yield f"{_step_in_words(names, Step(field, entry))}{f': {facts}' if facts else ''}"
                yield from lines_within(names, entry)


def facts_of(names: Names, entry: Model) -> str:
    """Return what an entry says in one line: "Requested, “That a report come.”, to “the Director”"."""
    return ", ".join(_facts(names, entry, {*_IN_THE_NAME, SUBJECTS.get(type(entry))}))


def _people(people: tuple[Attendee, ...]) -> str:
    """Return how many are named, in which capacity: "8 members, 3 officers and 1 person named"."""
    counted: Counter[str | None] = Counter(person.as_ for person in people)
    return f"{listing([count(counted[one], *words) for one, words in _CAPACITIES.items() if counted[one]])} named"


def _facts(names: Names, model: Model, but: Collection[str | None]) -> Iterator[str]:
    for field, value in _values(model):
        if field in but or field == "summary" or holds_entries(value):
            continue
        if isinstance(value, dict):
            for key, one in value.items():
                yield f"{_name(field)}: {key} {value_in_words(names, field, one)}"
        elif words := _fact(names, model, field, value):
            yield words


def _fact(names: Names, model: Model, field: str, value: Any) -> str:
    match field, model:
        case "themes", _:
            return f"themes {listing([quoted(names.dataset.site.themes.get(one, one)) for one in value])}"
        case "standing", Action():
            return "a standing duty" if value else ""
        case "recommendations", Action():
            return f"for {listing([names.name(one) for one in value])}"
    if isinstance(value, Decision | Vote):
        return f"{_name(field)} {', '.join(_facts(names, value, ()))}"
    words = value_in_words(names, field, value)
    is_alone = isinstance(value, Prose) or field in ("verb", "result", "response", "status", "when")
    return words if is_alone or not words else f"{_name(field)} {words}"


def _values(model: Model) -> Iterator[tuple[str, Any]]:
    """Yield the fields in which something was typed that is told."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        is_told = name not in _NOT_TOLD or isinstance(model, Decision)
        if is_told and name in model.model_fields_set and value not in (None, (), ""):
            yield info.alias or name, value
