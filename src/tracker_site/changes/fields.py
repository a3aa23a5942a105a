"""Two versions of a record, field by field: each value that differs, and the path to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tracker_site.changes.pairing import M, called, paired, take
from tracker_site.dataset.model import Ref, resolve_references
from tracker_site.records.base import Model
from tracker_site.records.said import Action

_NOT_COMPARED = frozenset({"id", "accepts", "aliases"})
"""Fields that no page shows: addresses are compared as such, and `accepts` is a note to the tools."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path to a value: a field, with the entry of its list or the key of its mapping."""

    field: str
    entry: Model | None = None
    key: str | None = None
    number: int | None = None
    """The position of the entry in its list, from one; none for the only one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs; an added entry has no `before`, a removed one no `after`."""

    owner: type[Model]
    """The model that has the field."""
    path: tuple[Step, ...]
    before: Any
    after: Any
    moved_from: tuple[Step, ...] = ()
    """The former path of an entry that stands elsewhere now; then it has both."""

    @property
    def field(self) -> str:
        """The field that holds the value."""
        return self.path[-1].field

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry that was added or removed."""
        return self.path[-1].entry is not None


def changes_between(before: Model, after: Model) -> tuple[Change, ...]:
    """Return every value in which two versions differ, in the order of their fields.

    An action that was removed at one place of the record and added at another is one change, that it moved.
    """
    return _with_moved(tuple(_walk(before, after, ())))


def with_references(record: M, now: Mapping[str, str] = MappingProxyType({})) -> M:
    """Return a record, or the settings, whose references are `Ref`s, each to what its entity is called `now`."""

    def resolve(id: str) -> Ref:
        owner, slash, key = id.partition("/")
        new = now.get(id) or f"{now.get(owner, owner)}{slash}{key}"
        return Ref(new, new)

    return resolve_references(record, resolve)


def _walk(before: Model, after: Model, path: tuple[Step, ...]) -> Iterator[Change]:
    owner = type(after)
    for name, info in owner.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new and name not in _NOT_COMPARED:
            yield from _differing(owner, path, info.alias or name, old, new)


def _differing(
    owner: type[Model], path: tuple[Step, ...], field: str, old: Any, new: Any
) -> Iterator[Change]:
    if isinstance(old, Model) and isinstance(new, Model):
        yield from _walk(old, new, (*path, Step(field)))
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield Change(owner, (*path, Step(field, key=key)), old.get(key), new.get(key))
    elif holds_entries(old) or holds_entries(new):
        for one, other in paired(old or (), new or ()):
            step = _step(field, other or one, new if other else old)
            if one and other:
                yield from _walk(one, other, (*path, step))
            else:
                yield Change(owner, (*path, step), one, other)
    else:
        yield Change(owner, (*path, Step(field)), old, new)


def _step(field: str, entry: Model | None, entries: Sequence[Model]) -> Step:
    number = next(n for n, one in enumerate(entries, 1) if one is entry)
    return Step(field, entry, number=number if len(entries) > 1 else None)


def holds_entries(value: Any) -> bool:
    """Whether a value is a list of entries that have fields of their own."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)


def _with_moved(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    removed = [one.before for one in changes if isinstance(one.before, Action) and one.after is None]
    added = [one.after for one in changes if isinstance(one.after, Action) and one.before is None]
    pairs = [*take(removed, added, lambda action: action.key), *take(removed, added, called)]
    origins = {id(new): next(one for one in changes if one.before is old) for old, new in pairs}
    moved = {id(one) for one in origins.values()}
    return tuple(
        told
        for one in changes
        if id(one) not in moved
        for told in (_moved(origins[id(one.after)], one) if id(one.after) in origins else (one,))
    )


def _moved(origin: Change, change: Change) -> Iterator[Change]:
    """Yield that an entry moved, and what is otherwise about it."""
    yield Change(change.owner, change.path, origin.before, change.after, origin.path)
    yield from _walk(origin.before, change.after, change.path)
