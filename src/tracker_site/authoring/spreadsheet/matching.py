"""Which row of the sheet stands for what a row of the last one stood for, where that is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker_site.authoring.spreadsheet.cells import fold, meaning
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.records.spreadsheet import NEW

Key = tuple[str, ...]

_KEYS: tuple[Callable[[Entry], Key], ...] = (
    lambda row: (
        row.origin,
        *map(fold, map(row.get, ("number", "recommendation", "action_number", "action"))),
    ),
    lambda row: (row.origin, fold(row.get("recommendation")), fold(row.get("action"))),
    lambda row: (fold(row.get("action")),),
    lambda row: (row.action_key or row.recommendation_key,),
)
"""What tells rows apart, the most certain first."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The rows of a sheet, each with the one that it was before."""

    pairs: tuple[tuple[Entry, Entry | None], ...]
    gone: tuple[Entry, ...]
    """The rows that are there no more."""

    @property
    def new(self) -> list[Entry]:
        """The rows that were not there before."""
        return [entry for entry, last in self.pairs if last is None]


def match(entries: Sequence[Entry], last: Sequence[Entry], same: Mapping[str, str]) -> Matching:
    """Return which rows are the same: by all their words, by some, by their numbers, or as it was said."""
    found: dict[int, Entry] = {}
    rest = {row.row: row for row in last}
    for entry in entries if same else ():
        meant = meaning(entry.words, same)
        if row := next((one for one in rest.values() if one.name == meant), None):
            found[entry.row] = rest.pop(row.row)
    for key in _KEYS:
        still_new = [one for one in entries if one.row not in found]
        for entry, row in list(_certain(key, still_new, list(rest.values()))):
            found[entry.row] = rest.pop(row.row)
    # A row that has an action now and had none.
    gained = [one for one in entries if one.row not in found and one.has_action]
    without = [row for row in rest.values() if not row.has_action]
    for entry, row in list(_certain(lambda one: (one.recommendation_key,), gained, without)):
        found[entry.row] = rest.pop(row.row)
    return Matching(tuple((entry, found.get(entry.row)) for entry in entries), tuple(rest.values()))


def candidates(entry: Entry, matching: Matching, same: Mapping[str, str]) -> list[Entry]:
    """Return the rows that are gone and that a new one may be, reworded."""
    if meaning(entry.words, same) == NEW:
        return []
    key = entry.recommendation_key
    rows = (*(last for _, last in matching.pairs if last), *matching.gone)
    is_known = any(row.recommendation_key == key for row in rows)
    number = "action_number" if entry.has_action else "number"
    return [
        one
        for one in matching.gone
        if one.origin == entry.origin
        and one.has_action == entry.has_action
        # Both have numbers of their own, which would be the same if they were.
        and not (entry.get(number) and one.get(number))
        # An action under another recommendation is another one.
        and (not one.has_action or one.recommendation_key == key or not (is_known or entry.get("number")))
    ]


def _certain(
    key: Callable[[Entry], Key], entries: Sequence[Entry], last: Sequence[Entry]
) -> Iterator[tuple[Entry, Entry]]:
    """Yield the rows that have the same key, where it is the key of as many rows before as now."""
    now, before = _grouped(key, entries), _grouped(key, last)
    for wanted, rows in now.items():
        if any(wanted) and len(rows) == len(before.get(wanted, ())):
            yield from zip(rows, before[wanted], strict=True)


def _grouped(key: Callable[[Entry], Key], rows: Sequence[Entry]) -> dict[Key, list[Entry]]:
    groups: dict[Key, list[Entry]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
