"""One file of the content: what was typed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

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
        mark = self._marks_along(path)[-1]
        return Place(self.path, mark.line, mark.column)

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the last key of that path; of an element of a list, that of the element."""
        mark = self._marks_along(path)[-1]
        if not mark.key_line or not self.leaves_open(path):
            return self.place(*path)
        return Place(self.path, mark.key_line, mark.key_column)

    def place_in(self, path: tuple[str | int, ...], offset_line: int, fragment: str) -> Place:
        """Return the place of a piece of raw text, on a line (from 0) of the text value at that path.

        The path ("body",) always means the Markdown body here, though a meeting has a field of that name.
        """
        if path == ("body",):
            return self._place_in_body(offset_line, fragment)
        if not path or not self.leaves_open(path):
            return self.place(*path)
        return self._place_in_value(self._marks_along(path), offset_line, fragment)

    def leaves_open(self, path: Sequence[str | int]) -> bool:
        """Whether a "# TODO" stands in the place of the value at that path."""
        return len(self._marks_along(path)) == len(path) + 1

    def _marks_along(self, path: Sequence[str | int]) -> list[Mark]:
        """Return the mark of all fields, and of each value on a path into them, as far as there is one."""
        marks = [self.marks]
        for step in path:
            if not (mark := (marks[-1].within or {}).get(step)):
                break
            marks.append(mark)
        return marks

    def _place_in_body(self, offset_line: int, fragment: str) -> Place:
        lines = self.text.split("\n")
        line = min(self.body_line + offset_line, len(lines))
        return Place(self.path, line, max(lines[line - 1].find(fragment), 0) + 1)

    def _place_in_value(self, marks: Sequence[Mark], offset_line: int, fragment: str) -> Place:
        """Return the place of a piece of the value at the last of the marks that lead to it."""
        lines, mark = self.text.split("\n"), marks[-1]
        # The text of a block starts on the line below the sign of the block.
        first = mark.line + (lines[mark.line - 1][mark.column - 1 :][:1] in ("|", ">"))
        end = self.body_line - 1 if self.body_line > 1 else len(lines) + 1
        for above, below in pairwise(marks):
            # There something else than the value starts.
            following = (other.key_line or other.line for other in (above.within or {}).values())
            end = min((line for line in following if line > below.line), default=end)
        searched = range(first, max(end, first + 1))
        for line in chain(searched[offset_line : offset_line + 1], searched):
            column = lines[line - 1].find(fragment, mark.column - 1 if line == mark.line else 0)
            if column >= 0:
                return Place(self.path, line, column + 1)
        return Place(self.path, mark.line, mark.column)
