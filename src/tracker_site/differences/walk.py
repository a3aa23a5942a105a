"""Two versions of a record, value by value: each that differs, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker_site.records.base import Model

NOT_COMPARED = frozenset({"id", "accepts", "aliases"})
"""Fields that no page shows: addresses are compared as such, and `accepts` is a note to the tools."""

_IDENTITIES = ("key", "label", "id", "measure", "to", "on", "name", "role", "url", "title")
"""Fields that tell an entry of a list from its neighbours, the best first."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to a value: a field, and the entry of its list or the key of its mapping that is meant."""

    field: str
    entry: Model | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that differs; an entry that came has no `before`, one that went no `after`."""

    owner: type[Model]
    """The model that has the field."""
    path: tuple[Step, ...]
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The field that holds the value."""
        return self.path[-1].field

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields on the way, the outermost first."""
        return tuple(step.field for step in self.path)


def walk(before: Model, after: Model, path: tuple[Step, ...] = ()) -> Iterator[Leaf]:
    """Yield every value in which two versions of one thing differ, in the order of its fields."""
    owner = type(after)
    for name, info in owner.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new and name not in NOT_COMPARED:
            yield from _differing(owner, path, info.alias or name, old, new)


def _differing(owner: type[Model], path: tuple[Step, ...], field: str, old: Any, new: Any) -> Iterator[Leaf]:
    if isinstance(old, Model) and isinstance(new, Model):
        yield from walk(old, new, (*path, Step(field, new)))
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield Leaf(owner, (*path, Step(field, key=key)), old.get(key), new.get(key))
    elif _holds_models(old) or _holds_models(new):
        for one, other in paired(old or (), new or ()):
            step = Step(field, other or one)
            if one and other:
                yield from walk(one, other, (*path, step))
            else:
                yield Leaf(owner, (*path, step), one, other)
    else:
        yield Leaf(owner, (*path, Step(field)), old, new)


def _holds_models(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)


Pair = tuple[Model | None, Model | None]


def paired(old: Sequence[Model], new: Sequence[Model]) -> Iterator[Pair]:
    """Yield the entries of two lists that are versions of one another, and those that differ from all others.

    Equal ones are left out; what has a key is only ever a version of what has the same key.
    """
    gone, come = list(old), list(new)
    _take(gone, come, lambda entry: entry)
    yield from _take(gone, come, _identity)
    if len(gone) == len(come):
        yield from _take(gone, come, lambda entry: getattr(entry, "key", None))
    yield from ((entry, None) for entry in gone)
    yield from ((None, entry) for entry in come)


def _take(gone: list[Model], come: list[Model], tell: Callable[[Model], object]) -> list[Pair]:
    """Take out of both lists, in order, the entries that are told to be the same, and return them."""
    pairs: list[Pair] = []
    for entry in list(come):
        match = next((other for other in gone if tell(other) == tell(entry)), None)
        if match is not None:
            gone.remove(match)
            come.remove(entry)
            pairs.append((match, entry))
    return pairs


def _identity(entry: Model) -> object:
    fields = type(entry).model_fields
    return next((getattr(entry, name) for name in _IDENTITIES if name in fields and getattr(entry, name)), "")
