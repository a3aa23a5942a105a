"""Offices: which spellings name one and the same, and by which of them it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable


def same_office(name: str) -> str:
    """Return what spellings share that differ only in capitals, spacing, apostrophes or a leading "the"."""
    words = name.replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def offices(named: Iterable[tuple[Hashable, str]]) -> dict[tuple[Hashable, str], str]:
    """Return how each office is shown, by its council and what its spellings have in common.

    `named` is each naming of an office by a council: the spelling used most often is shown, of several the first.
    """
    counted: dict[tuple[Hashable, str], Counter[str]] = {}
    for council, name in named:
        counted.setdefault((council, same_office(name)), Counter())[name] += 1
    return {office: spellings.most_common(1)[0][0] for office, spellings in counted.items()}
