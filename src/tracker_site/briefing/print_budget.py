"""What two sides of A4 hold, in the type of `briefing.css`.

Estimated from the number of letters, a little more than they need: what a browser sets is known only to the browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from tracker_site.briefing.items import Item

LINES = 142
"""How many lines of text two sides hold, less what is left free at the foot of the first."""

HEAD = 16
"""How many of them the title, the totals, the dates of the meetings, the notes and the foot take."""

HEADING = 2.1
"""How many the heading of a group takes, with its explanation and the link to the rest of it."""

_LETTERS = 122
"""How many letters stand in a line."""

_BESIDE_HEADINGS = 106
"""How many stand in one beside the headings of a history."""

_GAP = 0.4
"""The space after an item, in lines."""


def printed_of(groups: Mapping[str, Sequence[Item]], lines: float) -> Counter[str]:
    """Return how many items of each group are printed, the first ones, by the keys of the groups.

    The agenda comes first, then one item of each other group, then another. What comes later in a group is not put
    before what has no room.
    """
    printed = Counter[str]()
    full: set[str] = set()
    for key, item in _turns(groups):
        if key not in full and lines > 0:
            length = _lines_of_item(item)
            if length <= lines:
                printed[key] += 1
                lines -= length
            else:
                full.add(key)
    return printed


def _turns(groups: Mapping[str, Sequence[Item]]) -> Iterator[tuple[str, Item]]:
    """Yield the items, each with the key of its group, in the order in which they get room."""
    others = [[(key, item) for item in items] for key, items in groups.items() if key != "agenda"]
    in_turn = filter(None, chain.from_iterable(zip_longest(*others)))
    return chain((("agenda", item) for item in groups.get("agenda", ())), in_turn)


def lines_of_list(texts: Iterable[str]) -> float:
    """Return how many lines the entries of a list take."""
    return sum(_lines(text) + _GAP for text in texts)


def _lines_of_item(item: Item) -> float:
    title = " ".join([item.link.text, item.note or "", *(link.title for link in item.subjects)])
    sources = [one.title for one in (item.source, *item.rules) if one]
    names = ["Recorded in", *(link.text for link in item.said_in), *sources]
    return (
        _lines(title)
        + (_lines(item.text.source) if item.text else 0)
        + (sum(_lines(text, _BESIDE_HEADINGS) for _, text in item.history) or _lines(item.recorded))
        + sum(_lines(f"{line.link.title} {line.note or ''} {line.text}", _LETTERS - 5) for line in item.lines)
        + _lines("; ".join(link.title for link in item.also))
        + _lines("; ".join(one.in_words for one in item.open))
        + sum(_lines(f"{one.to or ''} {one.text}", _LETTERS - 14) for one in item.questions)
        + 0.9 * _lines("; ".join(names), _LETTERS + 15)
        + _GAP
    )


def _lines(text: str, letters: int = _LETTERS) -> int:
    """Return how many lines a text takes; none where there is none."""
    return -(-len(text) // letters)
