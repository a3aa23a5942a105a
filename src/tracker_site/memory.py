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
from datetime import date
from itertools import repeat
from types import NoneType
from typing import Any, TypeVar, TypeVarTuple, cast

from tracker_site.dates import PartialDate
from tracker_site.problems import Problem, Problems

Made = TypeVar("Made")
Given = TypeVarTuple("Given")

_PLAIN = frozenset({str, bytes, int, bool, NoneType, date, PartialDate})
"""What is told apart by what it says. A place takes either such words or things, so that no number is an identity."""


class Memory:
    """What was made in this run and in the last one that came to its end; what neither used is forgotten."""

    def __init__(self) -> None:
        self._now: dict[object, tuple[object, Any]] = {}
        self._before: dict[object, tuple[object, Any]] = {}

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
        """Return what `recall` returns for each row of some columns, only many times faster."""
        makes = repeat(make, len(columns[0]))
        keys = list(zip(makes, *map(_each_told_apart, columns), strict=True))
        entries = [self._now.get(key) or self._before.get(key) for key in keys]
        if None in entries:
            rows = zip(*columns, strict=True)
            entries = [entry or (row, make(*row)) for entry, row in zip(entries, rows, strict=True)]
        found = cast("list[tuple[object, Made]]", entries)
        self._now.update(zip(keys, found, strict=True))
        return [made for _, made in found]

    def note_each(self, problems: Problems, make: Callable[..., Made], *columns: Sequence[Any]) -> list[Made]:
        """Return what `note` returns for each row of some columns, only many times faster."""
        noted: list[tuple[Made, tuple[Problem, ...]]] = self.recall_each(
            _with_problems, [make] * len(columns[0]), *columns
        )
        problems.add(problem for _, found in noted for problem in found)
        return [made for made, _ in noted]

    def settled(self, name: str, made: Made) -> Made:
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
        self._before, self._now = self._now, {}


def _told_apart(given: object) -> object:
    kind = type(given)
    if kind in _PLAIN:
        return given
    if kind is tuple:
        return tuple(_each_told_apart(cast("tuple[object, ...]", given)))
    return given if isinstance(given, tuple) else id(given)


def _each_told_apart(given: Sequence[object]) -> Iterable[object]:
    # To take identities alone is always safe: only words that were made anew would not be known again.
    are_things = given and type(given[0]) not in _PLAIN and not isinstance(given[0], tuple)
    return map(id if are_things else _told_apart, given)


def _with_problems(
    make: Callable[[*Given, Problems], Made], *given: *Given
) -> tuple[Made, tuple[Problem, ...]]:
    found = Problems()
    return make(*given, found), tuple(found)
