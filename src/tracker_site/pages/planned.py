"""What the site will hold, before it is made: chapters, which are opened only when something of theirs is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class Later(NamedTuple, Generic[Made]):
    """Something of which the file is known already, and which is made when it is first asked for."""

    file: str
    make: Callable[[], Made]


class Chapter(Generic[Made]):
    """What is planned together, by its files."""

    def __init__(
        self,
        plan: Callable[[], Iterable[tuple[str, Made | Later[Made]]]],
        folder: str | None = None,
        name: str | None = None,
    ) -> None:
        """`folder` begins the address of all of its files, `name` ends it; none where that may be any."""
        self._plan = plan
        self._folder = folder
        self._name = name

    @cached_property
    def planned(self) -> dict[str, Made | Later[Made]]:
        """What is planned of each file."""
        return dict(self._plan())

    def holds(self, file: str) -> bool:
        """Return whether a file is in it; it is opened only where its address does not answer that."""
        folder, name = file.partition("/")[0], file.rpartition("/")[2]
        return self._folder in (None, folder) and self._name in (None, name) and file in self.planned

    def samples(self) -> Iterator[str]:
        """Yield the files of what is made already, and the first of what is made later, which is of one kind."""
        first = next((file for file, found in self.planned.items() if isinstance(found, Later)), None)
        return (file for file, found in self.planned.items() if file == first or not isinstance(found, Later))


class Planned(Mapping[str, Made]):
    """All that is planned, chapter by chapter; what is in one is in no other."""

    def __init__(self, chapters: Iterable[Chapter[Made]]) -> None:
        self.chapters = tuple(chapters)

    def __getitem__(self, file: str) -> Made:
        found = self._chapter_of(file).planned[file] = self.make(file)
        return found

    def __contains__(self, file: object) -> bool:
        return isinstance(file, str) and any(chapter.holds(file) for chapter in self.chapters)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(chapter.planned for chapter in self.chapters)

    def __len__(self) -> int:
        return sum(len(chapter.planned) for chapter in self.chapters)

    def make(self, file: str) -> Made:
        """Return what a file is to hold, and keep nothing of what is made for that."""
        found = self._chapter_of(file).planned[file]
        return found.make() if isinstance(found, Later) else found

    def samples(self) -> Iterator[tuple[str, Made]]:
        """Yield some of each kind, without making all that is made later."""
        return ((file, self[file]) for chapter in self.chapters for file in list(chapter.samples()))

    def _chapter_of(self, file: str) -> Chapter[Made]:
        found = next((chapter for chapter in self.chapters if chapter.holds(file)), None)
        if found is None:
            raise KeyError(file)
        return found
