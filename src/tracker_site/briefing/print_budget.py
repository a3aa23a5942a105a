"""What two sides of A4 hold, in the type of `briefing.css`.

Estimated from the number of letters, a little more than they need: what a browser sets is known only to the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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


def printed_of(groups: Sequence[tuple[str, Sequence[Item]]], lines: float) -> list[int]:
    """Return how many items of each group are printed, the first ones; `groups` are their keys and items.

    The agenda comes first, then one item of each other group, then another. What comes later in a group is not put
    before what has no room.
    """
    printed = [0] * len(groups)
    full: set[int] = set()
    for place, item in _turns(groups):
        if place not in full and lines > 0:
            length = _lines_of_item(item)
            if length <= lines:
                printed[place] += 1
                lines -= length
            else:
                full.add(place)
    return printed


def _turns(groups: Sequence[tuple[str, Sequence[Item]]]) -> Iterator[tuple[int, Item]]:
    """Yield the places of groups and their items in the order in which they get room."""
    for place, (key, items) in enumerate(groups):
        yield from ((place, item) for item in items if key == "agenda")
    others = [(place, items) for place, (key, items) in enumerate(groups) if key != "agenda"]
    for number in range(max((len(items) for _, items in others), default=0)):
        yield from ((place, items[number]) for place, items in others if number < len(items))


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
        + sum(_lines(f"{one.to or ''} {one.text}", _LETTERS - 14) for one in item.all_questions)
        + 0.9 * _lines("; ".join(names), _LETTERS + 15)
        + _GAP
    )


def _lines(text: str, letters: int = _LETTERS) -> int:
    """Return how many lines a text takes; none where there is none."""
    return -(-len(text) // letters)
