"""The words of cells: on one line, compared without regard to capitals and spaces, looked up, shortened."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import TypeVar

from tracker_site.authoring.spreadsheet.sheet import Sheet

V = TypeVar("V")

_LONGEST_TITLE = 100  # characters of a title that is made of the first words
_LONGEST_TOLD = 60  # characters of a cell in a message


def on_one_line(words: str) -> str:
    """Return the words of a cell on one line."""
    return " ".join(line.strip() for line in words.split("\n") if line.strip())


def fold(words: str) -> str:
    """Return words as they are compared: capitals and spaces do not count."""
    return " ".join(words.split()).casefold()


def meaning(words: str, known: Mapping[str, V]) -> V | None:
    """Return what words are said to mean, however they are spaced and capitalised."""
    if (line := on_one_line(words)) in known:
        return known[line]
    return next((what for word, what in known.items() if fold(word) == fold(words)), None)


def words_in(sheet: Sheet, *columns: str | None) -> list[str]:
    """Return the words of some columns, each once, in the order in which they are met."""
    cells = (on_one_line(row.get(column)) for row in sheet.rows for column in columns)
    return different(word for word in cells if word)


def different(words: Iterable[str]) -> list[str]:
    """Return those words that differ in more than capitals and spaces, as each is first written."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(fold(word), word)
    return list(found.values())


def first_words(words: str) -> str:
    """Return the first words of a text, as the title of one that has no other."""
    return _shortened(words, _LONGEST_TITLE)


def told(words: str) -> str:
    """Return the words of a cell for a message."""
    return f"'{_shortened(words, _LONGEST_TOLD)}'" if words else "nothing"


def as_option(setting: str) -> str:
    """Return a setting as it is typed on the command line."""
    quote = '"' if "'" in setting else "'"
    return f"--set {quote}{setting}{quote}"


def told_change(before: str, after: str) -> str:
    """Return "'x' → 'y'", from where the two differ if they are long."""
    before, after = on_one_line(before), on_one_line(after)
    if max(len(before), len(after)) <= _LONGEST_TOLD:
        return f"{told(before)} → {told(after)}"
    start = _same_start(before, after)
    return f"{_told_from(before, start)} → {_told_from(after, start)}"


def what_was_added(before: str, after: str) -> str:
    """Return the lines that a cell gained at its top or its end; all of it where it changed otherwise."""
    old, new = _lines(before), _lines(after)
    if old and len(new) > len(old):
        if new[: len(old)] == old:
            return "\n".join(new[len(old) :])
        if new[-len(old) :] == old:
            return "\n".join(new[: -len(old)])
    return after


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.split("\n") if line.strip()]


def _same_start(before: str, after: str) -> int:
    """Return where the first word stands in which two texts differ."""
    alike = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    alike = min(len(before), len(after)) if alike is None else alike
    return before.rfind(" ", 0, alike) + 1


def _told_from(words: str, start: int) -> str:
    rest = _shortened(words[start:], _LONGEST_TOLD) if start < len(words) else ""
    return f"'{'… ' if start else ''}{rest}'" if words else "nothing"


def _shortened(words: str, longest: int) -> str:
    line = on_one_line(words)
    if len(line) <= longest:
        return line
    shortened = textwrap.shorten(line, longest, placeholder=" …")
    return shortened if len(shortened) > 1 else f"{line[:longest]}…"
