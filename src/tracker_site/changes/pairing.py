"""The entries of two lists: which of them are versions of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from tracker_site.changes.texts import words_of
from tracker_site.dates import PartialDate
from tracker_site.records.base import Model
from tracker_site.records.said import Figure, Progress, Response
from tracker_site.source.markup import Prose

M = TypeVar("M", bound=Model)
Pair = tuple[Model | None, Model | None]

_IDENTITIES = ("key", "label", "id", "measure", "to", "on", "name", "role", "url", "title")
"""Fields that tell an entry of a list from its neighbours, the best first."""

_NAMES = frozenset({"key", "label"})
"""Fields that only name an entry, so that other words there leave it what it is."""

_ALIKE = 0.5
"""The share of their words that two versions of one thing have in common."""
_MOST_COMPARED = 10_000
"""The pairs of entries that are compared word by word."""


def paired(old: Sequence[Model], new: Sequence[Model]) -> list[Pair]:
    """Return the entries of two lists that are versions of one another, and those that differ from all others.

    They are in the order of the new list, behind what went; equal ones are left out. An entry is known by its key,
    else by what it says: where its key or label was changed it is still the same entry.
    """
    places = {id(entry): n for n, entry in enumerate(new)}
    return sorted(_pairs(list(old), list(new)), key=lambda pair: places.get(id(pair[1]), -1))


def _pairs(gone: list[Model], come: list[Model]) -> Iterator[Pair]:
    take(gone, come, lambda entry: entry)
    yield from take(gone, come, _content_of_labelled)
    # A label says where an entry stands, so what it says comes before; a key is its address, and goes before that.
    yield from _take_alike(gone, come, _is_labelled)
    yield from take(gone, come, _identity)
    # What is recorded again under another key keeps its title, whatever else was written anew.
    yield from take(gone, come, called)
    yield from _take_alike(gone, come)
    if len(gone) == len(come):
        yield from take(gone, come, _place)
    yield from ((entry, None) for entry in gone)
    yield from ((None, entry) for entry in come)


def take(gone: list[M], come: list[M], identity: Callable[[M], object]) -> list[tuple[M, M]]:
    """Take out of both lists, in order, the entries of one identity, and return them; None is the identity of none."""
    pairs: list[tuple[M, M]] = []
    for entry in list(come):
        wanted = identity(entry)
        match = next((other for other in gone if wanted is not None and identity(other) == wanted), None)
        if match is not None:
            _remove(gone, match)
            _remove(come, entry)
            pairs.append((match, entry))
    return pairs


def _take_alike(
    gone: list[Model], come: list[Model], are_meant: Callable[[Model], bool] = lambda _: True
) -> list[Pair]:
    """Take out of both lists the entries that say much the same, the likest first, and return them."""
    if len(gone) * len(come) > _MOST_COMPARED:
        return []
    words = {id(entry): frozenset(_words(entry)) for entry in (*gone, *come)}
    likeness = [
        (-share, n, m)
        for n, entry in enumerate(gone)
        if are_meant(entry)
        for m, other in enumerate(come)
        if are_meant(other)
        and (share := _share(words[id(entry)], words[id(other)])) >= _ALIKE
        and _may_be_one(entry, other)
    ]
    pairs: list[tuple[Model, Model]] = []
    taken: set[tuple[str, int]] = set()
    for _, n, m in sorted(likeness):
        if not taken & {("gone", n), ("come", m)}:
            taken |= {("gone", n), ("come", m)}
            pairs.append((gone[n], come[m]))
    for entry, other in pairs:
        _remove(gone, entry)
        _remove(come, other)
    return [*pairs]


def _remove(entries: list[M], entry: M) -> None:
    del entries[next(n for n, one in enumerate(entries) if one is entry)]


def _content_of_labelled(entry: Model) -> object:
    """Return what an entry with a label, which only says where it stands, holds beside it."""
    return entry.model_copy(update={"label": None}) if _is_labelled(entry) else None


def _is_labelled(entry: Model) -> bool:
    return bool(getattr(entry, "label", None))


def _identity(entry: Model) -> object:
    fields = type(entry).model_fields
    return next(
        (getattr(entry, name) for name in _IDENTITIES if name in fields and getattr(entry, name)), None
    )


def called(entry: Model) -> object:
    """Return the words of its title or else of its text, without regard to capitals and marks; none of a saying."""
    if _subjects(entry):
        return None
    called = getattr(entry, "title", None) or getattr(entry, "text", None)
    return tuple(words_of(called.source if isinstance(called, Prose) else called)) or None if called else None


def _place(entry: Model) -> object:
    """Return what those have in common that are one only by where they stand; nothing of what has a key or subject."""
    return None if getattr(entry, "key", None) or _subjects(entry) else type(entry)


def _may_be_one(entry: Model, other: Model) -> bool:
    """Whether both are about the same: what is said of something else is another saying."""
    subjects = _subjects(entry)
    return not subjects or bool(subjects & _subjects(other))


def _subjects(entry: Model) -> frozenset[str]:
    match entry:
        case Progress():
            return frozenset(entry.on)
        case Response():
            return frozenset({entry.to})
        case Figure():
            return frozenset({entry.measure})
    return frozenset()


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0


def _words(value: Any) -> Iterator[str]:
    """Yield every word of an entry, of its texts, dates and entries, but for what only names it."""
    match value:
        case str():
            yield from value.casefold().split()
        case Prose():
            yield from value.source.casefold().split()
        case PartialDate():
            yield value.text
        case tuple():
            for one in value:
                yield from _words(one)
        case Model():
            for name in type(value).model_fields:
                if name not in _NAMES:
                    yield from _words(getattr(value, name))
