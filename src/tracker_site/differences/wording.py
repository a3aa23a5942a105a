"""What is a slip of the pen, and what says something else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ALIKE = 0.75
_LED_IN = 6  # words
_REVERSING = frozenset(
    {"no", "not", "nor", "none", "never", "without", "may", "must", "can", "cannot", "will", "all", "any"}
)
"""Short words that a slip does not turn into others, for they turn the sense."""


def is_slip(before: str, after: str) -> bool:
    """Whether two texts say the same but for spelling, capitals, punctuation and layout.

    No word may come or go, and no number change; a word may be spelt otherwise as long as it stays much the same.
    """
    old, new = _words(before), _words(after)
    return len(old) == len(new) and all(map(_is_same_word, old, new)) and _figures(before) == _figures(after)


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts from shortly before the first word in which they differ."""
    old, new = before.split(), after.split()
    same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - _LED_IN)
    if start < _LED_IN:
        return " ".join(old), " ".join(new)
    return " ".join(["…", *old[start:]]), " ".join(["…", *new[start:]])


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _figures(text: str) -> list[str]:
    """Return the numbers of a text with their signs, so that neither 1.5 and 15 nor £5 and 5% are one."""
    return re.findall(r"[£$€]?\d+(?:[.,:/-]\d+)*%?", text)


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if {one, other} & _REVERSING or any(letter.isdigit() for letter in one + other):
        return False
    # What comes before or after a word can turn it: "agreed" and "disagreed", "approve" and "approval".
    alike = sorted(one) == sorted(other) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
    return one[0] == other[0] and abs(len(one) - len(other)) <= 1 and alike
