"""Two versions of a record, value by value: each that differs, and the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker_site.changes.pairing import paired
from tracker_site.records.base import Model

NOT_COMPARED = frozenset({"id", "accepts", "aliases"})
"""Fields that no page shows: addresses are compared as such, and `accepts` is a note to the tools."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to a value: a field, and the entry of its list or the key of its mapping that is meant."""

    field: str
    entry: Model | None = None
    key: str | None = None
    number: int | None = None
    """Where the entry stands in its list, from one; nothing for the only one."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that differs; an entry that came has no `before`, one that went no `after`."""

    owner: type[Model]
    """The model that has the field."""
    path: tuple[Step, ...]
    before: Any
    after: Any
    moved_from: tuple[Step, ...] = ()
    """Where an entry stood that stands elsewhere now; then it has both."""

    @property
    def field(self) -> str:
        """The field that holds the value."""
        return self.path[-1].field

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields on the way, the outermost first."""
        return tuple(step.field for step in self.path)

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry that came or went."""
        return self.path[-1].entry is not None


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
            step = _step(field, (other, new) if other else (one, old))
            if one and other:
                yield from walk(one, other, (*path, step))
            else:
                yield Leaf(owner, (*path, step), one, other)
    else:
        yield Leaf(owner, (*path, Step(field)), old, new)


def _step(field: str, entry_among: tuple[Model | None, Sequence[Model]]) -> Step:
    entry, entries = entry_among
    number = next(n for n, one in enumerate(entries, 1) if one is entry)
    return Step(field, entry, number=number if len(entries) > 1 else None)


def _holds_models(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)
