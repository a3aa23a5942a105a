"""Notes that begin with "# TODO", of which libyaml says nothing: what they ask, and which lines they leave open."""

from __future__ import annotations

import re

from tracker_site.problems import quoted

TODO = re.compile(r"(?:^|(?<=[ \t\n]))#[ \t]*TODO\b[ \t:]*([^\n]*)")
_COMMENT = re.compile(r"[ \t]*#")


def lines_left_open(text: str) -> frozenset[int]:
    """Return the lines, from 0, that a note says are to be settled: beside it, or whole lines above or below."""
    found = set()
    last, asked = -1, False  # the last line that is no note, and whether there was a note after it
    lines = text.split("\n")
    for number, line in enumerate(lines):
        asks = TODO.search(line) is not None
        if _COMMENT.match(line):
            asked = asked or asks
            if asks and last >= 0 and _indent(line) > _indent(lines[last]):
                found.add(last)
        else:
            if asks or asked:
                found.add(number)
            last, asked = number, False
    return frozenset(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def question(typed: str, more: int = 0) -> str:
    """Return what a note asks, and how many others there are that are not shown."""
    question = quoted(typed) if typed.strip() else "'TODO'"
    return f"{question} (and {more} more below)" if more else question
