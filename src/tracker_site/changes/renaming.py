"""What a record names, by what that is called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from tracker_site.records.base import Model

M = TypeVar("M", bound=Model)

REFERRING = frozenset(
    {
        "about",
        "answers",
        "authority",
        "body",
        "follows",
        "makes",
        "measure",
        "of",
        "on",
        "origin",
        "recommendations",
        "repeats",
        "supersedes",
        "to",
    }
)
"""Fields that name other things."""


def renamed_in(model: M, now: Mapping[str, str]) -> M:
    """Return a record, or an entry of one, in which everything is named by what it is called `now`."""
    changed = {
        name: new
        for name in type(model).model_fields
        if (new := _renamed(name, old := getattr(model, name), now)) is not old
    }
    return model.model_copy(update=changed) if changed else model


def _renamed(field: str, value: Any, now: Mapping[str, str]) -> Any:
    """Return a value with its references renamed; the very same where it has none of them."""
    if isinstance(value, Model):
        return renamed_in(value, now)
    if isinstance(value, tuple):
        new = tuple(_renamed(field, one, now) for one in value)
        return value if all(one is other for one, other in zip(value, new, strict=True)) else new
    if isinstance(value, str) and field in REFERRING:
        record, slash, key = value.partition("/")
        return now.get(value) or (f"{now[record]}{slash}{key}" if record in now else value)
    return value


def references_in(model: Model) -> frozenset[str]:
    """Return the ids of the records that a record, or an entry of one, names."""
    return frozenset(_references("", model))


def _references(field: str, value: Any) -> Iterator[str]:
    match value:
        case Model():
            for name in type(value).model_fields:
                yield from _references(name, getattr(value, name))
        case tuple():
            for one in value:
                yield from _references(field, one)
        case str() if field in REFERRING:
            yield value.split("/")[0]
