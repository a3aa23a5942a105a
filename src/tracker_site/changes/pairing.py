"""The entries of two lists: which of them are versions of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any, TypeVar

from tracker_site.changes.texts import words_of
from tracker_site.dates import PartialDate
from tracker_site.records.base import Model
from tracker_site.records.said import Figure, Progress, Response
from tracker_site.source.markup import Prose

M = TypeVar("M", bound=Model)
Pair = tuple[Model | None, Model | None]

SUBJECTS: Mapping[type[Model], str] = {Progress: "on", Response: "to", Figure: "measure"}
"""The field of each kind of statement that names what it is about."""

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
    return sorted(_pairs([*old], [*new]), key=lambda pair: places.get(id(pair[1]), -1))


def _pairs(gone: list[Model], come: list[Model]) -> Iterator[Pair]:
    take(gone, come, lambda entry: entry)
    # A label says where an entry stands, so what it says comes before; a key is its address, and goes before that.
    yield from _take_alike(gone, come, _is_labelled)
    yield from take(gone, come, _identity)
    # What is recorded again under another key keeps its title, whatever else was written anew.
    yield from take(gone, come, called)
    yield from _take_alike(gone, come, lambda _: True)
    if len(gone) == len(come):
        yield from take(gone, come, _place)
    yield from ((entry, None) for entry in gone)
    yield from ((None, entry) for entry in come)


def take(gone: list[M], come: list[M], identity: Callable[[M], object]) -> list[tuple[M, M]]:
    """Take out of both lists, in order, the entries of one identity, and return them; None is the identity of none."""
    pairs: list[tuple[M, M]] = []
    for entry in [*come]:
        wanted = identity(entry)
        match = next((one for one in gone if wanted is not None and identity(one) == wanted), None)
        if match is not None:
            gone.remove(match)
            come.remove(entry)
            pairs.append((match, entry))
    return pairs


def _take_alike(gone: list[Model], come: list[Model], are_meant: Callable[[Model], bool]) -> list[Pair]:
    """Take out of both lists the entries that say much the same, the likest first, and return them."""
    if len(gone) * len(come) > _MOST_COMPARED:
        return []
    old, new = ({n: one for n, one in enumerate(entries) if are_meant(one)} for entries in (gone, come))
    words = {id(entry): frozenset(_words(entry)) for entry in (*old.values(), *new.values())}
    likeness = [
        (-share, n, m)
        for (n, one), (m, other) in product(old.items(), new.items())
        # What is said of something else is another statement.
        if not (subjects_of(one) and {*subjects_of(one)}.isdisjoint(subjects_of(other)))
        and (share := _share(words[id(one)], words[id(other)])) >= _ALIKE
    ]
    pairs: list[Pair] = []
    for _, n, m in sorted(likeness):
        if n in old and m in new:
            pairs.append((old.pop(n), new.pop(m)))
    taken = {id(entry) for pair in pairs for entry in pair}
    for entries in (gone, come):
        entries[:] = [one for one in entries if id(one) not in taken]
    return pairs


def _is_labelled(entry: Model) -> bool:
    return bool(getattr(entry, "label", None))


def _identity(entry: Model) -> object:
    return next((value for name in _IDENTITIES if (value := getattr(entry, name, None))), None)


def called(entry: Model) -> object:
    """Return the words of its title or else of its text, without capitals and marks; nothing for a statement."""
    text = None if subjects_of(entry) else getattr(entry, "title", None) or getattr(entry, "text", None)
    return tuple(words_of(text.source if isinstance(text, Prose) else text)) or None if text else None


def _place(entry: Model) -> object:
    """Return the identity of those that are one only by where they stand; nothing of what has a key or subject."""
    return None if getattr(entry, "key", None) or subjects_of(entry) else type(entry)


def subjects_of(entry: Model) -> tuple[str, ...]:
    """Return the references to what a statement is about; nothing for any other entry."""
    field = SUBJECTS.get(type(entry))
    subject = getattr(entry, field) if field else ()
    return (subject,) if isinstance(subject, str) else subject


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0


def _words(value: Any) -> Iterator[str]:
    """Yield every word of an entry, of its texts, dates and entries, but for what only names it."""
    match value:
        case str():
            yield from value.casefold().split()
        case Prose():
            yield from _words(value.source)
        case PartialDate():
            yield value.text
        case tuple():
            yield from chain.from_iterable(map(_words, value))
        case Model():
            held = (getattr(value, name) for name in type(value).model_fields if name not in _NAMES)
            yield from chain.from_iterable(map(_words, held))
