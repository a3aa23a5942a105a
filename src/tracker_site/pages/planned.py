"""The pages or files of the site before they are made: chapters, opened when something of theirs is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Made = TypeVar("Made")


class Filed(Protocol):
    """Something of which the file is known."""

    @property
    def file(self) -> str:
        """Its file."""


class Later(NamedTuple, Generic[Made]):
    """A page or a file that is made when it is first asked for."""

    file: str
    make: Callable[[], Made]


class Chapter:
    """Pages or files that are planned together: each as it is, or to be made `Later`."""

    def __init__(
        self, plan: Callable[[], Iterable[Filed]], folder: str | None = None, name: str | None = None
    ) -> None:
        """`folder` begins the address of all of them, `name` ends it; None where that may be any."""
        self._plan = plan
        self._folder = folder
        self._name = name

    @cached_property
    def planned(self) -> dict[str, Filed]:
        """What is planned, by its file."""
        return {one.file: one for one in self._plan()}

    def holds(self, file: str) -> bool:
        """Return whether a file is in it; it is opened only where its address does not answer that."""
        folder, name = file.partition("/")[0], file.rpartition("/")[2]
        return self._folder in (None, folder) and self._name in (None, name) and file in self.planned


class Planned(Mapping[str, Made]):
    """Everything that is planned, by its file; what is in one chapter is in no other."""

    def __init__(
        self, chapters: Iterable[Chapter], finish: Callable[[Any], Made] = lambda made: made
    ) -> None:
        """`finish` completes each thing that was made."""
        self._chapters = tuple(chapters)
        self._finish = finish
        self._made: dict[str, Made] = {}

    def __getitem__(self, file: str) -> Made:
        if file not in self._made:
            self._made[file] = self.make(file)
        return self._made[file]

    def __contains__(self, file: object) -> bool:
        return isinstance(file, str) and any(chapter.holds(file) for chapter in self._chapters)

    def __iter__(self) -> Iterator[str]:
        return (file for chapter in self._chapters for file in chapter.planned)

    def __len__(self) -> int:
        return sum(len(chapter.planned) for chapter in self._chapters)

    def make(self, file: str) -> Made:
        """Return what a file is to hold, and keep nothing of what is made for that."""
        for chapter in self._chapters:
            if chapter.holds(file):
                found = chapter.planned[file]
                return self._finish(found.make() if isinstance(found, Later) else found)
        raise KeyError(file)

    def samples(self) -> Iterator[tuple[str, Made]]:
        """Yield what is made already, and of each chapter the first of what is made later, which is of one kind."""
        for chapter in self._chapters:
            later = [file for file, found in chapter.planned.items() if isinstance(found, Later)]
            skipped = set(later[1:])
            yield from ((file, self[file]) for file in chapter.planned if file not in skipped)
