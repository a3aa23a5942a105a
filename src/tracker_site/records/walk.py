"""Every value within a record that names something, holds a text or is a mapping, found by the types of the fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo

from tracker_site.records.base import Model, Names, Refers
from tracker_site.source.markup import Prose

Path = tuple[str | int, ...]
"""The path to a value within a record: names of fields as they are typed, numbers of entries, keys."""


class Node(NamedTuple):
    """A value within a record: a text that names something, a Markdown text, or a mapping."""

    path: Path
    value: Any
    """A `str`, a `Prose` or a `Model`."""
    refers: Refers | None
    """What a reference may name."""
    names: str | None
    """What a key or a code names: "theme", "status", "clock", "warning"."""
    above: tuple[Model, ...]
    """The mappings in which it stands, the record first."""


class _Field(NamedTuple):
    attribute: str
    name: str
    refers: Refers | None
    names: str | None


def walk(model: Model, path: Path = (), above: tuple[Model, ...] = ()) -> Iterator[Node]:
    """Yield the nodes of a record, depth first, in the order in which its model declares the fields."""
    above = (*above, model)
    for attribute, name, refers, names in _fields_with_nodes(type(model)):
        for step, value in _entries(getattr(model, attribute)):
            here = (*path, name, *step)
            yield Node(here, value, refers, names, above)
            if isinstance(value, Model):
                yield from walk(value, here, above)


def _entries(value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        yield from (((n,), entry) for n, entry in enumerate(value))
    elif isinstance(value, dict):
        yield from (((key,), entry) for key, entry in value.items())
    elif value is not None:
        yield (), value


@cache
def _fields_with_nodes(model: type[Model]) -> tuple[_Field, ...]:
    fields = (_field(attribute, info) for attribute, info in model.model_fields.items())
    return tuple(field for field in fields if field)


def _field(attribute: str, info: FieldInfo) -> _Field | None:
    facts = [*_facts_in(info.annotation), *info.metadata]
    # What is noted of a type further out takes the place of what is noted within.
    refers = [fact for fact in facts if isinstance(fact, Refers)][-1:]
    names = [fact.what for fact in facts if isinstance(fact, Names)][-1:]
    if refers or names or any(isinstance(fact, type) and issubclass(fact, Model | Prose) for fact in facts):
        return _Field(attribute, info.alias or attribute, next(iter(refers), None), next(iter(names), None))
    return None


def _facts_in(annotation: object) -> Iterator[object]:
    """Yield the types within a type, and what is noted of each."""
    yield annotation
    for inner in get_args(annotation):
        yield from _facts_in(inner)
    yield from getattr(annotation, "__metadata__", ())
