"""Tables that stand on a narrow screen: each row as a block, each value under the name of its column.

The style sheet makes the blocks. What it needs is put here on every table, so that no template can forget it: the
name of the column on each cell, and the roles, since browsers take a table whose parts are no longer laid out as a
table for something else.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)(table|thead|tbody|tr|th|td)\b")
_HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_MARKS = re.compile(r"<[^>]*>")
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}


def stacked(table: str) -> str:
    """Return the inside of a table with the roles of its parts and, on each cell, the name of its column."""
    names = [_plain(name) for name in _HEAD.findall(table.partition("<tbody")[0])]
    return _TAG.sub(_Marking(names), table)


def _plain(name: str) -> str:
    return " ".join(_MARKS.sub(" ", name).split()).replace('"', "&quot;")


class _Marking:
    """Marks one tag after the other; a table within a cell, from a text, stays as it is."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._depth = 0
        self._is_body = False
        self._column = 0

    def __call__(self, found: re.Match[str]) -> str:
        tag, name = found[0], found[2]
        if name == "table":
            self._depth += -1 if found[1] else 1
        if self._depth or found[1] or name == "table":
            return tag
        if name in _ROLES:
            self._is_body |= name == "tbody"
            self._column = 0
            return f'{tag} role="{_ROLES[name]}"'
        self._column += 1
        if name == "th":
            return f'{tag} role="{"rowheader" if self._is_body else "columnheader"}"'
        label = self._names[self._column - 1] if self._column <= len(self._names) else ""
        return f'{tag} role="cell" data-label="{label}"' if label else f'{tag} role="cell"'
