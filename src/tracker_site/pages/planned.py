"""What the site will hold, before it is made: chapters, which are opened only when something of theirs is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class Later(NamedTuple, Generic[Made]):
    """Something of which the file is known already, and which is made when it is first asked for."""

    file: str
    make: Callable[[], Made]


class Chapter(Mapping[str, Made]):
    """What is planned together, by its files."""

    def __init__(
        self,
        plan: Callable[[], Iterable[tuple[str, Made | Later[Made]]]],
        folder: str | None = None,
        name: str | None = None,
        finish: Callable[[Made], Made] | None = None,
    ) -> None:
        """`folder` is the first step of the way to all of its files, `name` the last; none where that may be any.

        `finish` is what is done to all that is made later.
        """
        self._folder = folder
        self._name = name
        self._plan = plan
        self._finish = finish
        self._planned: dict[str, Made | Later[Made]] | None = None

    def __getitem__(self, file: str) -> Made:
        planned = self._open()
        found = planned[file]
        if isinstance(found, Later):
            made = found.make()
            found = planned[file] = self._finish(made) if self._finish else made
        return found

    def __contains__(self, file: object) -> bool:
        return file in self._open()

    def __iter__(self) -> Iterator[str]:
        return iter(self._open())

    def __len__(self) -> int:
        return len(self._open())

    def samples(self) -> Iterator[tuple[str, Made]]:
        """Yield all that is made already, and the first of what is made later: within a chapter that is of one kind."""
        first = next((file for file, found in self._open().items() if isinstance(found, Later)), None)
        for file, found in tuple(self._open().items()):
            if file == first or not isinstance(found, Later):
                yield file, self[file]

    def may_hold(self, folder: str, name: str) -> bool:
        """Whether it is worth opening for a file, of which these are the first and the last step."""
        return self._folder in (None, folder) and self._name in (None, name)

    def _open(self) -> dict[str, Made | Later[Made]]:
        if self._planned is None:
            self._planned = dict(self._plan())
        return self._planned


class Planned(Mapping[str, Made]):
    """All that is planned, chapter by chapter; what stands in one stands in no other."""

    def __init__(self, chapters: Iterable[Chapter[Made]]) -> None:
        self.chapters = tuple(chapters)

    def __getitem__(self, file: str) -> Made:
        return self._chapter_of(file)[file]

    def __contains__(self, file: object) -> bool:
        return any(file in chapter for chapter in self._chapters_for(file))

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.chapters)

    def __len__(self) -> int:
        return sum(map(len, self.chapters))

    def samples(self) -> Iterator[tuple[str, Made]]:
        """Yield some of each kind, without making all that is made later."""
        return chain.from_iterable(chapter.samples() for chapter in self.chapters)

    def _chapter_of(self, file: str) -> Chapter[Made]:
        found = next((chapter for chapter in self._chapters_for(file) if file in chapter), None)
        if found is None:
            raise KeyError(file)
        return found

    def _chapters_for(self, file: object) -> Iterator[Chapter[Made]]:
        if not isinstance(file, str):
            return iter(())
        folder, name = file.partition("/")[0], file.rpartition("/")[2]
        return (chapter for chapter in self.chapters if chapter.may_hold(folder, name))
