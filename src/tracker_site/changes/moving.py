"""Actions that stand elsewhere in their record: under an outcome, say, where they stood under the item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from tracker_site.changes.walk import Leaf, walk
from tracker_site.changes.wording import words_of
from tracker_site.records.said import Action


def with_moved(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Return what differs in a record, each action that went from one place and came at another as one that moved.

    What is otherwise about it is told beside that.
    """
    went = [leaf for leaf in leaves if isinstance(leaf.before, Action) and leaf.after is None]
    came = [leaf for leaf in leaves if isinstance(leaf.after, Action) and leaf.before is None]
    pairs: list[tuple[Leaf, Leaf]] = []
    for is_same in (_has_key, _has_title):
        for one, other in product(went, came):
            is_free = not any(one is taken or other is taken_too for taken, taken_too in pairs)
            if is_free and is_same(one.before, other.after):
                pairs.append((one, other))
    return tuple(_told(leaves, pairs)) if pairs else tuple(leaves)


def _told(leaves: Sequence[Leaf], pairs: Sequence[tuple[Leaf, Leaf]]) -> Iterator[Leaf]:
    gone = [one for one, _ in pairs]
    for leaf in leaves:
        origin = next((one for one, other in pairs if other is leaf), None)
        if origin:
            yield Leaf(leaf.owner, leaf.path, origin.before, leaf.after, origin.path)
            yield from walk(origin.before, leaf.after, leaf.path)
        elif not any(leaf is one for one in gone):
            yield leaf


def _has_key(one: Action, other: Action) -> bool:
    return one.key == other.key


def _has_title(one: Action, other: Action) -> bool:
    return words_of(one.title) == words_of(other.title)
