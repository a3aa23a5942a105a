"""`NAME=VALUE` as it is typed on the command line, for any field of a model: `visited.from=2022-07-20`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from tracker_site.problems import quoted
from tracker_site.project import WrongUse
from tracker_site.records.base import Model
from tracker_site.records.explain import unknown_field
from tracker_site.records.fields import bare, fields_of, is_model
from tracker_site.source.strict_yaml import Value


def read_settings(model: type[Model], settings: Sequence[str]) -> dict[str, Value]:
    """Return the fields that settings make of a model, in its order.

    A list is given entry by entry, each in a setting of its own; the fields of an entry are named by its
    number: `bodies.1.name=Cabinet`. Raises `WrongUse` where a setting names no field.
    """
    fields: dict[str, Value] = {}
    for setting in settings:
        way, sign, value = setting.partition("=")
        if not sign or not value.strip():
            raise WrongUse(f"{quoted(setting)} sets nothing; write it as in --set 'title=A title'")
        _set(fields, model, way.strip().split("."), value.strip(), setting)
    return {field.name: fields[field.name] for field in fields_of(model) if field.name in fields}


def is_list(hint: Any) -> bool:
    """Return whether a type takes more than one value."""
    return get_origin(bare(hint)) is tuple


def entry_model(hint: Any) -> type[Model] | None:
    """Return the model of the entries of a list, where they are mappings and nothing shorter."""
    entry = get_args(bare(hint))[0] if is_list(hint) else None
    return bare(entry) if is_model(bare(entry)) else None


def _set(fields: dict[str, Value], model: type[Model], way: list[str], value: str, setting: str) -> None:
    name, *rest = way
    field = next((field for field in fields_of(model) if field.name == name), None)
    if field is None:
        raise WrongUse(f"{quoted(setting)}: {unknown_field(name, model)}")
    hint = bare(field.hint)
    if inner := entry_model(hint):
        _set(_entry(fields, name, rest, setting), inner, rest[1:], value, setting)
    elif is_model(hint):
        _set(_mapping(fields, name), hint, _more(rest, setting), value, setting)
    elif get_origin(hint) is dict:
        _put(_mapping(fields, name), ".".join(_more(rest, setting)), get_args(hint)[1], value, setting)
    elif rest:
        raise WrongUse(f"{quoted(setting)}: '{name}' has no fields of its own; write {name}=…")
    else:
        _put(fields, name, hint, value, setting)


def _put(fields: dict[str, Value], name: str, hint: Any, value: str, setting: str) -> None:
    if is_list(hint):
        entries = fields.setdefault(name, [])
        assert isinstance(entries, list)
        entries.append(value)
    elif name in fields:
        raise WrongUse(f"{quoted(setting)}: '{name}' is set twice; keep one of the two")
    else:
        fields[name] = value


def _entry(fields: dict[str, Value], name: str, rest: list[str], setting: str) -> dict[str, Value]:
    """Return the entry of a list that a setting is about, a new one where its number is the next."""
    entries = fields.setdefault(name, [])
    assert isinstance(entries, list)
    number = int(rest[0]) if len(rest) > 1 and rest[0].isascii() and rest[0].isdigit() else 0
    if not 0 < number <= len(entries) + 1:
        raise WrongUse(f"{quoted(setting)}: name an entry of '{name}' by its number, as in {name}.1.title=…")
    if number > len(entries):
        entries.append({})
    entry = entries[number - 1]
    assert isinstance(entry, dict)
    return entry


def _mapping(fields: dict[str, Value], name: str) -> dict[str, Value]:
    mapping = fields.setdefault(name, {})
    assert isinstance(mapping, dict)
    return mapping


def _more(rest: list[str], setting: str) -> list[str]:
    if not rest:
        name = setting.partition("=")[0]
        raise WrongUse(f"{quoted(setting)}: '{name}' has fields of its own; write {name}.name=…")
    return rest
