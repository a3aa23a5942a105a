"""What is too much to look into, and what no text has a use for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from tracker_site.source.markup.lists import BULLETS
from tracker_site.source.markup.texts import Fault
from tracker_site.source.markup.writing import code_point

# What may be asked of Python-Markdown, so that no text takes it more than about a second or too deep into
# recursion. Ordinary minutes come nowhere near. `python tests/test_markup.py` measures what is left.
MAX_TEXT = 65_536  # characters: even an honest text takes time by its length
MAX_LINES = 5_000  # in a text: each may be an item, a heading or a row, which take more time than words
MAX_MARKS = 5_000  # signs that may begin emphasis, code, a link or an escape: nested, they cost by the square
MAX_LINE = 10_000  # characters: a row of a table is looked through again for each code span in it
MAX_TOGETHER = 250  # lines with no empty one between: after each heading or rule the rest is read again
MAX_COLUMNS = 16  # of a table: each row is filled up to them, however little is typed
MAX_BRACKETS = 300  # "[" in lines with no empty one between: each may begin a link
MAX_DEPTH = 20  # lists and quotations within one another: each takes a few of the calls that Python allows

_DEEP = f"this stands in more than {MAX_DEPTH} lists or quotations; indent it less"
_Line = tuple[int, str]
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COUNTED_MARK = re.compile(r"\*+|_+|`+|\[|\\")
_NEST = rf"(?:>|(?:[-*+{BULLETS}]|\d+[.)])[ \t])"
_TOO_WIDE = re.compile(rf"^[ \t>]*+(?:[ \t:-]*+\|){{{MAX_COLUMNS + 2}}}[ \t|:-]*$", re.MULTILINE)
_TOO_DEEP = re.compile(rf"^(?: {{4}}| {{0,3}}\t| {{0,3}}{_NEST}){{{MAX_DEPTH}}} {{0,3}}{_NEST}", re.MULTILINE)


def find_excess(typed: str) -> Iterator[Fault]:
    """Yield whatever would take too long to read, and the controls that nobody typed on purpose."""
    if len(typed) > MAX_TEXT:
        message = f"a text may have {MAX_TEXT:,} characters, and this one has {len(typed):,}; divide it"
        yield _fault(typed, MAX_TEXT, message, "text-too-long")
        return
    for control in _CONTROLS.finditer(typed):
        message = f"a control character, {code_point(control[0])}, stands here unseen; delete it"
        yield Fault(typed.count("\n", 0, control.start()), control[0], message, "control-character")
    for nest in _TOO_DEEP.finditer(typed):
        yield _fault(typed, nest.end() - 1, _DEEP, "too-deep")
    # Most texts are too short to pass another limit, and are not looked through for it.
    if len(typed) > MAX_MARKS:
        for mark in islice(_COUNTED_MARK.finditer(typed), MAX_MARKS, MAX_MARKS + 1):
            message = f"a text may have {MAX_MARKS:,} of the signs * _ ` [ \\ before this one; divide it here"
            yield _fault(typed, mark.start(), message, "too-many-marks")
    if typed.count("|") > MAX_COLUMNS:
        for columns in _TOO_WIDE.finditer(typed):
            message = f"a table may have {MAX_COLUMNS} columns; divide it"
            yield _fault(typed, columns.start(), message, "too-many-columns")
    if len(typed) > MAX_LINE or typed.count("\n") >= MAX_TOGETHER or typed.count("[") > MAX_BRACKETS:
        yield from _find_long_parts(list(enumerate(typed.split("\n"))))


def find_depth(typed: str, settled: Sequence[str]) -> Iterator[Fault]:
    """Yield the lines that stand too deep once their lists are read, which two spaces a level are enough for."""
    for number, (line, read) in enumerate(zip(typed.split("\n"), settled, strict=True)):
        if _TOO_DEEP.search(read):
            yield Fault(number, line.strip(" \t")[:60], _DEEP, "too-deep")


def _find_long_parts(lines: list[_Line]) -> Iterator[Fault]:
    for number, line in lines[MAX_LINES : MAX_LINES + 1]:
        message = f"a text may have {MAX_LINES:,} lines; divide it before this one"
        yield Fault(number, line[:60], message, "too-many-lines")
    for number, line in lines:
        if len(line) > MAX_LINE:
            message = f"a line may have {MAX_LINE:,} characters, and this one has {len(line):,}; divide it"
            yield Fault(number, line[:60], message, "line-too-long")
    for is_empty, together in groupby(lines, key=lambda line: not line[1].strip(" \t")):
        if not is_empty:
            yield from _find_crowd(list(together))


def _find_crowd(together: list[_Line]) -> Iterator[Fault]:
    for number, line in together[MAX_TOGETHER : MAX_TOGETHER + 1]:
        message = f"{MAX_TOGETHER} lines stand together before this one; put an empty line between them"
        yield Fault(number, line[:60], message, "paragraph-too-long")
    brackets = 0
    for number, line in together:
        brackets += line.count("[")
        if brackets > MAX_BRACKETS:
            message = f"more than {MAX_BRACKETS} '[' stand together here; put an empty line between them"
            yield Fault(number, line[:60], message, "too-many-brackets")
            return


def _fault(typed: str, start: int, message: str, code: str) -> Fault:
    """Return a fault of what stands from a position on, on one line."""
    fragment = typed[start : start + 60].partition("\n")[0]
    return Fault(typed.count("\n", 0, start), fragment, message, code)
