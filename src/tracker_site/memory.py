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

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import partial
from types import NoneType
from typing import Any, TypeVar, TypeVarTuple, cast

from tracker_site.dates import PartialDate
from tracker_site.problems import Problem, Problems

Made = TypeVar("Made")
Given = TypeVarTuple("Given")

_PLAIN = frozenset({str, bytes, int, bool, NoneType, date, PartialDate})
"""What is told apart by what it says. A place takes either such words or things, so that no number is an identity."""

_Results = defaultdict[object, dict[object, tuple[object, Any]]]
"""What each function was given and what it made of it, by what tells that apart: the things themselves are kept
beside it, else another could take the identity of one that is gone."""


class Memory:
    """What was made in this run and in the last one that came to its end; what neither used is forgotten."""

    def __init__(self) -> None:
        self._now: _Results = defaultdict(dict)
        self._before: _Results = defaultdict(dict)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let the functions below remember what they make, for as long as this lasts."""
        before = _in_use.set(self)
        try:
            yield
        finally:
            _in_use.reset(before)

    def turn(self) -> None:
        """End a run: what it did not use will be forgotten, unless the next run uses it."""
        self._before, self._now = self._now, defaultdict(dict)

    def made_of(
        self, name: object, make: Callable[..., Made], columns: Sequence[Sequence[Any]]
    ) -> list[Made]:
        """Return what a function makes of each row of some columns; what it made is remembered under a name."""
        now, before = self._now[name], self._before[name]
        keys = list(zip(*map(_each_told_apart, columns), strict=True))
        rows = zip(*columns, strict=True)
        entries = [
            now.get(key) or before.get(key) or (row, make(*row)) for key, row in zip(keys, rows, strict=True)
        ]
        now.update(zip(keys, entries, strict=True))
        return [made for _, made in entries]

    def last_settled(self, name: object, made: Made) -> Made:
        """Return what was settled under a name where it is equal, else what is given, which then is."""
        _, last = self._now["settled"].get(name) or self._before["settled"].get(name) or (None, None)
        kept: Made = last if last is made or last == made else made
        self._now["settled"][name] = (None, kept)
        return kept


_in_use: ContextVar[Memory | None] = ContextVar("memory in use", default=None)


def recall(make: Callable[[*Given], Made], *given: *Given) -> Made:
    """Return `make(*given)`, which is made only where it is not remembered."""
    return recall_each(make, *([one] for one in given))[0]


def note(problems: Problems, make: Callable[[*Given, Problems], Made], *given: *Given) -> Made:
    """Return `make(*given, problems)`; the problems that it finds are remembered with what it makes."""
    return note_each(problems, make, *([one] for one in given))[0]


def recall_each(make: Callable[..., Made], *columns: Sequence[Any]) -> list[Made]:
    """Return what `recall` returns for each row of some columns, only many times faster."""
    return _made_of(make, make, columns)


def note_each(problems: Problems, make: Callable[..., Made], *columns: Sequence[Any]) -> list[Made]:
    """Return what `note` returns for each row of some columns, only many times faster."""
    noted = _made_of(make, partial(_with_problems, make), columns)
    problems.add(problem for _, found in noted for problem in found)
    return [made for made, _ in noted]


def settled(name: object, made: Made) -> Made:
    """Return what the last run settled under a name where it is equal, so that what follows from it is remembered.

    Only for what is the same wherever it is equal: no records, and no mapping whose order is looked at.
    """
    memory = _in_use.get()
    return memory.last_settled(name, made) if memory else made


def _made_of(name: object, make: Callable[..., Made], columns: Sequence[Sequence[Any]]) -> list[Made]:
    memory = _in_use.get()
    return memory.made_of(name, make, columns) if memory else list(map(make, *columns))


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
