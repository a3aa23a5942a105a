"""What the last run made, and of what: so that the next makes anew only what is made of something else.

The stages of the line are pure functions of frozen values, so what a function made of some things it makes of the
same things again. The rules:

- What is remembered is a plain function, at the top of a module: it looks at nothing but what it is given, and what
  it gives is never changed. It is handed no `Register`, no `Guide` and no `Memory`, for those lead to everything.
- What is given to it is told apart by identity, which is safe: the memory holds on to it. Words, numbers and dates
  are told apart by what they say, and so are named tuples, which hold nothing else; other tuples entry by entry. What
  is only equal counts as another, for two records that are equal may yet differ in which fields were typed.
- So things that are made anew in each run, such as a mapping of all names, are `settled` first, or not given at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress, count, islice
from operator import ne
from types import NoneType
from typing import Any, Generic, TypeVar, TypeVarTuple, cast

from tracker_site.dates import PartialDate
from tracker_site.problems import Problem, Problems

Made = TypeVar("Made")
Row = TypeVar("Row")
Given = TypeVarTuple("Given")

_PLAIN = frozenset({str, bytes, int, bool, NoneType, date, PartialDate})
"""What is told apart by what it says. A place takes either such words or things, so that no number is an identity."""


class Memory:
    """What was made in this run and in the last one that came to its end; what neither used is forgotten."""

    def __init__(self) -> None:
        self._now: dict[object, tuple[object, Any]] = {}
        self._before: dict[object, tuple[object, Any]] = {}
        self._rows: dict[object, _Rows[Any]] = {}
        self._forgotten: list[object] = []

    def recall(self, make: Callable[[*Given], Made], *given: *Given) -> Made:
        """Return `make(*given)`, which is made only where it is not remembered."""
        key = (make, *map(_told_apart, given))
        entry = self._now.get(key)
        if entry is None:
            # The things themselves are kept beside the key: else another could take the identity of one that is gone.
            entry = self._before.get(key) or (given, make(*given))
            self._now[key] = entry
        made: Made = entry[1]
        return made

    def note(self, problems: Problems, make: Callable[[*Given, Problems], Made], *given: *Given) -> Made:
        """Return `make(*given, problems)`; the problems that it finds are remembered with what it makes."""
        made, found = self.recall(_with_problems, make, *given)
        if found:
            problems.add(found)
        return made

    def recall_each(self, make: Callable[..., Made], *columns: Sequence[Any]) -> list[Made]:
        """Return what `recall` returns for each row of some columns, only many times faster.

        One place of the line asks so of a function, since the rows are compared with those of the time before.
        """
        return self._each(make, make, columns)

    def note_each(self, problems: Problems, make: Callable[..., Made], *columns: Sequence[Any]) -> list[Made]:
        """Return what `note` returns for each row of some columns, only many times faster."""
        noted = self._each(make, partial(_with_problems, make), columns)
        problems.add(problem for _, found in noted for problem in found)
        return [made for made, _ in noted]

    def _each(self, name: object, make: Callable[..., Row], columns: tuple[Sequence[Any], ...]) -> list[Row]:
        keys = list(zip(*map(_each_told_apart, columns), strict=True))
        last = self._rows.get(name, _Rows((), [], []))
        made = last.made if keys == last.keys else _made_of_rows(make, columns, keys, last)
        self._rows[name] = _Rows(tuple(map(tuple, columns)), keys, made)
        return list(made)

    def settled(self, name: object, made: Made) -> Made:
        """Return what the last run settled under a name where it is equal, so that what follows from it is remembered.

        Only for what is the same wherever it is equal: no records, and no mapping whose order is looked at.
        """
        key = ("settled", name)
        _, last = self._now.get(key) or self._before.get(key) or (None, None)
        kept: Made = last if last is made or last == made else made
        self._now[key] = (None, kept)
        return kept

    def turn(self) -> None:
        """End a run: what it did not use will be forgotten, unless the next run uses it."""
        self._forgotten.append(self._before)
        self._before, self._now = self._now, {}

    def tidy(self) -> None:
        """Throw away what was forgotten, which takes a moment: when nobody waits."""
        self._forgotten.clear()


@dataclass(frozen=True, slots=True)
class _Rows(Generic[Row]):
    """What was made of each row of some columns; these are kept, for the reason given above."""

    columns: tuple[tuple[object, ...], ...]
    keys: list[tuple[object, ...]]
    made: list[Row]


def _made_of_rows(
    make: Callable[..., Row],
    columns: tuple[Sequence[Any], ...],
    keys: list[tuple[object, ...]],
    last: _Rows[Row],
) -> list[Row]:
    """Return what is made of each row; what lies before the first and after the last change is not even looked up."""
    start = _alike(keys, last.keys)
    new, old = keys[start:], last.keys[start:]
    end = _alike(new[::-1], old[::-1])
    known = dict(zip(old[: len(old) - end], last.made[start : len(last.made) - end], strict=True))
    rows = islice(zip(*columns, strict=True), start, len(keys) - end)
    between = [
        known[key] if key in known else make(*row)
        for key, row in zip(new[: len(new) - end], rows, strict=True)
    ]
    return [*last.made[:start], *between, *last.made[len(last.made) - end :]]


def _alike(some: Sequence[object], others: Sequence[object]) -> int:
    """Return how many are the same from the start."""
    return next(compress(count(), map(ne, some, others)), min(len(some), len(others)))


def _told_apart(given: object) -> object:
    kind = type(given)
    if kind in _PLAIN:
        return given
    if kind is tuple:
        return tuple(_each_told_apart(cast("tuple[object, ...]", given)))
    return given if isinstance(given, tuple) else id(given)


def _each_told_apart(given: Sequence[object]) -> Iterable[object]:
    # What `_told_apart` says of each, at once where all are of one sort.
    kinds = set(map(type, given))
    if kinds <= _PLAIN or all(kind is not tuple and issubclass(kind, tuple) for kind in kinds):
        return given
    are_things = kinds.isdisjoint(_PLAIN) and not any(issubclass(kind, tuple) for kind in kinds)
    return map(id if are_things else _told_apart, given)


def _with_problems(
    make: Callable[[*Given, Problems], Made], *given: *Given
) -> tuple[Made, tuple[Problem, ...]]:
    found = Problems()
    return make(*given, found), tuple(found)
