"""Which row of the sheet stands for what a row of the last one stood for, where that is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tracker_site.authoring.spreadsheet.cells import fold, meaning
from tracker_site.authoring.spreadsheet.rows import Entry, Kept
from tracker_site.records.spreadsheet import NEW

Key = tuple[str, ...]
R = TypeVar("R", Entry, Kept)


@dataclass(frozen=True, slots=True)
class Matching:
    """The rows of a sheet, each with the one that it was before."""

    pairs: tuple[tuple[Entry, Kept | None], ...]
    gone: tuple[Kept, ...]
    """The rows that are there no more."""

    @property
    def new(self) -> list[Entry]:
        """The rows that were not there before."""
        return [entry for entry, kept in self.pairs if kept is None]


def match(entries: Sequence[Entry], last: Sequence[Kept], same: Mapping[str, str]) -> Matching:
    """Return which rows are the same: by all their words, by some, by their numbers, or as it was said."""
    found: dict[int, Kept] = {}
    rest = {kept.row: kept for kept in last}
    for entry in entries if same else ():
        meant = meaning(entry.words, same)
        if kept := next((one for one in rest.values() if one.name == meant), None):
            found[entry.row] = rest.pop(kept.row)
    for key in _KEYS:
        open_rows = [one for one in entries if one.row not in found]
        for entry, kept in list(_certain(key, open_rows, list(rest.values()))):
            found[entry.row] = rest.pop(kept.row)
    return Matching(tuple((entry, found.get(entry.row)) for entry in entries), tuple(rest.values()))


def candidates(entry: Entry, matching: Matching, same: Mapping[str, str]) -> list[Kept]:
    """Return the rows that are gone and that a new one may be, reworded."""
    if meaning(entry.words, same) == NEW:
        return []
    key = entry.recommendation_key
    rows = (*(kept for _, kept in matching.pairs if kept), *matching.gone)
    is_known = any(row.recommendation_key == key for row in rows)
    return [
        one
        for one in matching.gone
        if one.origin == entry.origin
        and bool(one.action) == ("action" in entry.cells)
        and not _have_numbers(entry, one)
        # An action under another recommendation is another one.
        and (not one.action or one.recommendation_key == key or not (is_known or entry.get("number")))
    ]


def _have_numbers(entry: Entry, kept: Kept) -> bool:
    """Return whether both have numbers of their own, which would be the same if they were."""
    name = "action_number" if kept.action else "number"
    return bool(entry.get(name) and kept.get(name))


def _certain(
    key: Callable[[Entry | Kept], Key], entries: Sequence[Entry], last: Sequence[Kept]
) -> Iterator[tuple[Entry, Kept]]:
    """Yield the rows that have the same key, where it is the key of as many rows before as now."""
    now, before = _grouped(key, entries), _grouped(key, last)
    for wanted, rows in now.items():
        if any(wanted) and len(rows) == len(before.get(wanted, ())):
            yield from zip(rows, before[wanted], strict=True)


def _grouped(key: Callable[[R], Key], rows: Sequence[R]) -> dict[Key, list[R]]:
    groups: dict[Key, list[R]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _all_words(row: Entry | Kept) -> Key:
    return (row.origin, *map(fold, map(row.get, ("number", "recommendation", "action_number", "action"))))


def _both_texts(row: Entry | Kept) -> Key:
    return (row.origin, fold(row.get("recommendation")), fold(row.get("action")))


def _own_text(row: Entry | Kept) -> Key:
    return (fold(row.get("action")),)


def _numbers(row: Entry | Kept) -> Key:
    return (row.action_key or row.recommendation_key,)


def _before_its_action(row: Entry | Kept) -> Key:
    """Return the recommendation of a row that has an action now and had none."""
    gained = not row.action if isinstance(row, Kept) else bool(row.get("action"))
    return (row.recommendation_key if gained else "",)


_KEYS = (_all_words, _both_texts, _own_text, _numbers, _before_its_action)
"""What tells rows apart, the most certain first."""
