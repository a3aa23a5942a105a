"""What is wrong with the content: each mistake at its place, with its remedy, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: a file as the user knows it, and a line and column that count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake: where, what and how to mend it, and a code that stays the same for ever."""

    place: Place
    message: str
    code: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"


class ContentError(Exception):
    """The content needs mending: holds every problem that was found, warnings too, sorted."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Problems:
    """The problems of one run, gathered stage by stage."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def error(self, place: Place, message: str, code: str) -> None:
        """Note what keeps the site from being published."""
        self._found.add(Problem(place, message, code, "error"))

    def warn(self, place: Place, message: str, code: str) -> None:
        """Note what an editor should look at, though the site can be published."""
        self._found.add(Problem(place, message, code, "warning"))

    def add(self, found: Iterable[Problem]) -> None:
        """Note what was found elsewhere."""
        self._found.update(found)

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the site from being published."""
        return any(problem.severity == "error" for problem in self._found)

    def stop(self) -> None:
        """Raise `ContentError` with all that was found if any of it is an error."""
        if self.has_errors:
            raise ContentError(tuple(self))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=_reading_order))

    def __len__(self) -> int:
        return len(self._found)


def _reading_order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    """Return what problems are sorted by: as they compare themselves, only many times faster."""
    place = problem.place
    return (place.file, place.line, place.column, problem.message, problem.code, problem.severity)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest of the known words, or nothing where none is near."""
    choices = {choice.casefold(): choice for choice in known}
    near = get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return f"; did you mean '{choices[near[0]]}'?" if near else ""


def quoted(text: str) -> str:
    """Return a text in quotes, on one line and shortened where it is long."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 80 else f"'{line[:77]}…'"


def in_words(words: Iterable[str]) -> str:
    """Return "'a', 'b' or 'c'"."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
