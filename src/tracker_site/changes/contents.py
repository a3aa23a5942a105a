"""What stands in a record, or in an entry of one, line by line: what came with it, or went with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tracker_site.changes.sides import Names
from tracker_site.changes.values import field_in_words, quoted, step_in_words, value_in_words
from tracker_site.changes.walk import Step
from tracker_site.dates import in_words
from tracker_site.labels import count, listing
from tracker_site.records.base import Model, Record
from tracker_site.records.meeting import Attendee, Decision, Vote
from tracker_site.records.page import ProsePage
from tracker_site.records.said import Action, Response
from tracker_site.source.markup import Prose

_NOT_TOLD = frozenset({"id", "key", "label", "accepts", "aliases", "sources"})
"""What only names a thing, or says nothing of what was decided, promised or found."""
_PEOPLE = frozenset({"present", "apologies"})
_IN_THE_NAME = frozenset({"title", "name", "role", "on", "measure"})
"""What an entry is called by, so that it need not be told again."""
_IN_THE_HEAD = frozenset({"title", "name", "body", "date", "state", "from", "number", "prose", "authority"})
"""What is told of a record where it is named, and the text that stands on its page."""
_LONG = frozenset({"summary"})
"""What stands in a line of its own."""
_CAPACITIES = {
    "member": ("member", None),
    "executive": ("of the executive", "of the executive"),
    "officer": ("officer", None),
    "guest": ("guest", None),
    "inspector": ("inspector", None),
    None: ("person", "people"),
}
"""What those are called who were there or sent apologies, by the capacity that is recorded."""


def lines_of(names: Names, record: Record) -> tuple[str, ...]:
    """Return what a record says, one fact or entry a line."""
    is_told = bool(record.prose.source) and not isinstance(record, ProsePage)
    text = [f"text {quoted(record.prose.source)}"] if is_told else []
    return (*text, *_facts(names, record, _IN_THE_HEAD), *_lines_within(names, record))


def lines_within(names: Names, entry: Model) -> tuple[str, ...]:
    """Return what stands in the entries of an entry, such as the outcomes of an item."""
    return tuple(_lines_within(names, entry))


def facts_of(names: Names, entry: Model) -> str:
    """Return what an entry says in one line: "Requested, “That a report come.”, to “the Director”"."""
    return ", ".join(_facts(names, entry, _IN_THE_NAME))


def _lines_within(names: Names, model: Model) -> Iterator[str]:
    for field, value in _values(model):
        if field in _LONG:
            yield f"{field_in_words(field)} {quoted(value.source)}"
        elif field in _PEOPLE:
            yield f"{field_in_words(field)}: {_people(value)}"
        elif _holds_entries(value):
            for entry in value:
                facts = facts_of(names, entry)
                yield f"{step_in_words(names, Step(field, entry))}{f': {facts}' if facts else ''}"
                yield from _lines_within(names, entry)


def _people(people: tuple[Attendee, ...]) -> str:
    """Return how many are named, in which capacity: "8 members, 3 officers and 1 person named"."""
    counted: Counter[str | None] = Counter(person.as_ for person in people)
    return f"{listing([count(counted[one], *words) for one, words in _CAPACITIES.items() if counted[one]])} named"


def _facts(names: Names, model: Model, but: frozenset[str]) -> Iterator[str]:
    for field, value in _values(model):
        if field in but or field in _LONG or _holds_entries(value):
            continue
        if isinstance(value, dict):
            yield from (
                f"{field_in_words(field)}: {key} {value_in_words(names, field, one)}"
                for key, one in value.items()
            )
        elif words := _fact(names, model, field, value):
            yield words


def _fact(names: Names, model: Model, field: str, value: Any) -> str:
    match field, model:
        case "to", Response():
            return ""  # it is called by that
        case "themes", _:
            return f"themes {listing([quoted(names.guide.site.themes.get(one, one)) for one in value])}"
        case "standing", Action():
            return "a standing duty" if value else ""
        case "due", _:
            return f"due {in_words(value)}"
        case "when", Action():
            return quoted(value)
        case "recommendations", Action():
            return f"for {listing([names.name(one) for one in value])}"
    if isinstance(value, Decision | Vote):
        return f"{field_in_words(field)} {', '.join(_facts(names, value, frozenset()))}"
    words = value_in_words(names, field, value)
    is_alone = isinstance(value, Prose) or field in ("verb", "result", "response", "status")
    return words if is_alone or not words else f"{field_in_words(field)} {words}"


def _values(model: Model) -> Iterator[tuple[str, Any]]:
    """Yield the fields in which something was typed that is told."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if (
            (name not in _NOT_TOLD or isinstance(model, Decision))
            and name in model.model_fields_set
            and value not in (None, (), "")
        ):
            yield info.alias or name, value


def _holds_entries(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)
