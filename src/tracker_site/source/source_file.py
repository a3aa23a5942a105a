"""One file of the content: what was typed, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tracker_site.problems import Place
from tracker_site.source.strict_yaml import Mark, Value


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content: what was typed, and where."""

    path: str
    """As problems name it: "content/meetings/2022/x.md", always with forward slashes."""
    kind: str
    """The folder of its kind, or "site" for site.yml."""
    id: str
    fields: dict[str, Value]
    marks: Mark
    body: str
    """The Markdown after the front matter; of a .yml file nothing."""
    body_line: int
    text: str
    """The whole file, without a byte order mark, each line ended by a newline alone."""

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at that path into the fields, or of the nearest thing above it."""
        if path == ("body",) and "body" not in self.fields:
            return Place(self.path, self.body_line)
        *_, mark = self.marks, *(mark for _, _, mark in self._steps(path))
        return Place(self.path, mark.line, mark.column)

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the last key of that path; of an element of a list, that of the element."""
        steps = list(self._steps(path))
        if not path or len(steps) < len(path):
            return self.place(*path)
        line, column, _ = steps[-1]
        return Place(self.path, line, column)

    def place_in(self, path: tuple[str | int, ...], offset_line: int, fragment: str) -> Place:
        """Return the place of a piece of raw text, on a line (from 0) of the text value at that path.

        The path ("body",) always means the Markdown body here, though a meeting has a field of that name.
        """
        if path == ("body",):
            return self._place_in_body(offset_line, fragment)
        steps = list(self._steps(path))
        if not path or len(steps) < len(path):
            return self.place(*path)
        return self._place_in_value(path, steps[-1][2], offset_line, fragment)

    def leaves_open(self, path: Sequence[str | int]) -> bool:
        """Whether a "# TODO" stands in the place of the value at that path."""
        return len(list(self._steps(path))) == len(path)

    def _steps(self, path: Sequence[str | int]) -> Iterator[tuple[int, int, Mark]]:
        mark = self.marks
        for step in path:
            within = mark.within
            if isinstance(within, dict) and isinstance(step, str) and step in within:
                line, column, mark = within[step]
            elif isinstance(within, list) and isinstance(step, int) and 0 <= step < len(within):
                mark = within[step]
                line, column = mark.line, mark.column
            else:
                return
            yield line, column, mark

    def _place_in_body(self, offset_line: int, fragment: str) -> Place:
        lines = self.text.split("\n")
        line = min(self.body_line + offset_line, len(lines))
        return Place(self.path, line, max(lines[line - 1].find(fragment), 0) + 1)

    def _place_in_value(
        self, path: tuple[str | int, ...], mark: Mark, offset_line: int, fragment: str
    ) -> Place:
        lines = self.text.split("\n")
        # The text of a block starts on the line below the sign of the block.
        first = mark.line + (lines[mark.line - 1][mark.column - 1 :][:1] in ("|", ">"))
        end = max(self._end_line(path, len(lines) + 1), first + 1)
        for line in chain(range(first, end)[offset_line : offset_line + 1], range(first, end)):
            column = lines[line - 1].find(fragment, mark.column - 1 if line == mark.line else 0)
            if column >= 0:
                return Place(self.path, line, column + 1)
        return Place(self.path, mark.line, mark.column)

    def _end_line(self, path: tuple[str | int, ...], end: int) -> int:
        """Return the line at which something else than the value at that path starts."""
        end = self.body_line - 1 if self.body_line > 1 else end
        above = self.marks
        for _, _, mark in self._steps(path):
            end = min((line for line in _lines_within(above) if line > mark.line), default=end)
            above = mark
        return end


def _lines_within(mark: Mark) -> list[int]:
    if isinstance(mark.within, dict):
        return [line for line, _, _ in mark.within.values()]
    return [element.line for element in mark.within or ()]
