"""What hangs together over several steps: what a thing leads to, and what that leads to in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def reached(first: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return what a thing leads to, directly or over others, the nearest first; not itself."""
    found: dict[str, None] = {}
    waiting = [first]
    for one in waiting:
        new = [other for other in onward(one) if other not in found and other != first]
        found |= dict.fromkeys(new)
        waiting += dict.fromkeys(new)
    return tuple(found)
