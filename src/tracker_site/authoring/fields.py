"""The fields of a model on the command line: set as `NAME=VALUE`, and listed with what they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from tracker_site.authoring.completions import Completion, Completions
from tracker_site.problems import quoted
from tracker_site.project import WrongUse
from tracker_site.records.base import Model, YesNo
from tracker_site.records.explain import unknown_field
from tracker_site.records.fields import TypedField, bare, fields_of, is_model, model_in, names_in

_MOST_SHOWN = 20  # words in one line of help

Fields = dict[str, Any]
"""What is typed into a mapping: texts, lists and mappings by the names of their fields."""


def without_empty(fields: Mapping[str, Any]) -> Fields:
    """Return the fields that hold anything."""
    return {name: value for name, value in fields.items() if value}


def in_order(model: type[Model], fields: Mapping[str, Any]) -> Fields:
    """Return fields in the order of their model; those that it does not have stand last."""
    known = [field.name for field in fields_of(model) if field.name in fields]
    return {name: fields[name] for name in dict.fromkeys([*known, *fields])}


def is_list(hint: Any) -> bool:
    """Return whether a type takes more than one value."""
    return get_origin(bare(hint)) is tuple


def entry_model(hint: Any) -> type[Model] | None:
    """Return the model of the entries of a list, where they are mappings."""
    return model_in(get_args(bare(hint))[0]) if is_list(hint) else None


def takes_fields(hint: Any) -> bool:
    """Return whether a type takes fields of its own, or entries that have some."""
    return bool(entry_model(hint) or model_in(hint) or get_origin(bare(hint)) is dict)


# What a field takes


def words_of(hint: Any) -> tuple[Completion, ...]:
    """Return the words that a type takes, if it takes some words only."""
    words = get_args(bare(hint)) if get_origin(bare(hint)) is Literal else ()
    return tuple(Completion(word, "") for word in words)


def choices_for(hint: Any, completions: Completions) -> tuple[Completion, ...]:
    """Return the words that a field takes, or those of the content that it may name."""
    if hint == YesNo:
        return Completion("yes", ""), Completion("no", "")
    return words_of(hint) or completions.get(names_in(hint) or "", ())


def describe_field(field: TypedField, completions: Completions) -> str:
    """Return in a line what a field says and takes."""
    return f"{field.words}{takes(choices_for(field.hint, completions))}"


def takes(choices: Sequence[Completion], most: int | None = _MOST_SHOWN) -> str:
    """Return " It takes a, b." for the words that can be typed, or nothing."""
    words = ", ".join(choice.word for choice in choices[:most])
    return f" It takes {words}." if words else ""


def list_fields(model: type[Model], completions: Completions, above: str = "") -> Iterator[str]:
    """Yield a line for each field that can be set, with what it says and what it takes."""
    for field in fields_of(model):
        name = f"{above}{field.name}"
        inner = entry_model(field.hint) or model_in(field.hint)
        if inner and not above:
            yield from list_fields(inner, completions, f"{name}.1." if is_list(field.hint) else f"{name}.")
        elif not inner:
            needed = "Needed. " if field.is_needed and not above else ""
            yield f"{name}: {needed}{describe_field(field, completions)}"


# What is set


def read_settings(model: type[Model], settings: Sequence[str]) -> Fields:
    """Return the fields that settings make of a model, in its order: `visited.from=2022-07-20`.

    A list is given entry by entry, each in a setting of its own; the fields of an entry are named by its
    number: `bodies.1.name=Cabinet`. Raises `WrongUse` where a setting names no field.
    """
    fields: Fields = {}
    for setting in settings:
        path, sign, value = setting.partition("=")
        if not sign or not value.strip():
            raise WrongUse(f"{quoted(setting)} sets nothing; write it as in --set 'title=A title'")
        try:
            _set(fields, model, path.strip().split("."), value.strip())
        except ValueError as wrong:
            raise WrongUse(f"{quoted(setting)}: {wrong}") from None
    return in_order(model, fields)


def _set(fields: Fields, model: type[Model], path: Sequence[str], value: str) -> None:
    """Put a value into the fields of a mapping; `ValueError` with what is wrong with its path."""
    name, *rest = path
    field = next((field for field in fields_of(model) if field.name == name), None)
    if field is None:
        raise ValueError(unknown_field(name, model))
    hint = bare(field.hint)
    if inner := entry_model(hint):
        _set(_entry(fields.setdefault(name, []), name, rest), inner, rest[1:], value)
    elif is_model(hint) or get_origin(hint) is dict:
        if not rest:
            raise ValueError(f"'{name}' has fields of its own; write {name}.name=…")
        within = fields.setdefault(name, {})
        if is_model(hint):
            _set(within, hint, rest, value)
        else:
            _put(within, ".".join(rest), get_args(hint)[1], value)
    elif rest:
        raise ValueError(f"'{name}' has no fields of its own; write {name}=…")
    else:
        _put(fields, name, hint, value)


def _put(fields: Fields, name: str, hint: Any, value: str) -> None:
    if is_list(hint):
        fields.setdefault(name, []).append(value)
    elif name in fields:
        raise ValueError(f"'{name}' is set twice; keep one of the two")
    else:
        fields[name] = value


def _entry(entries: list[Fields], name: str, rest: Sequence[str]) -> Fields:
    """Return the entry of a list that a path goes on in, a new one where its number is the next."""
    number = int(rest[0]) if len(rest) > 1 and rest[0].isascii() and rest[0].isdigit() else 0
    if not 0 < number <= len(entries) + 1:
        raise ValueError(f"name an entry of '{name}' by its number, as in {name}.1.title=…")
    if number > len(entries):
        entries.append({})
    return entries[number - 1]
