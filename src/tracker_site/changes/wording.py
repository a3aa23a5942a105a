"""What is a slip of the pen, and what says something else; and where two texts differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_QUOTED = 160
"""The characters of a text that is quoted whole where it differs; of a longer one, the places are."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ALIKE = 0.75
_MUCH_THE_SAME = 0.5
_LED_IN = 4  # words
_REVERSING = frozenset(
    {"no", "not", "nor", "none", "never", "without", "may", "must", "can", "cannot", "will", "all", "any"}
)
"""Short words that a slip does not turn into others, for they turn the sense."""

Stretch = tuple[int, int, int, int]
"""Where words differ: from and to in the one text, from and to in the other."""


def is_slip(before: str, after: str) -> bool:
    """Whether two texts say the same but for spelling, capitals, punctuation and layout.

    No word may come or go, and no number change; a word may be spelt otherwise as long as it stays much the same.
    """
    old, new = words_of(before), words_of(after)
    return len(old) == len(new) and all(map(is_same_word, old, new)) and _figures(before) == _figures(after)


def words_of(text: str) -> list[str]:
    """Return the words of a text, without regard to capitals and marks."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _figures(text: str) -> list[str]:
    """Return the numbers of a text with their signs, so that neither 1.5 and 15 nor £5 and 5% are one."""
    return re.findall(r"[£$€]?\d+(?:[.,:/-]\d+)*%?", text)


def is_same_word(one: str, other: str) -> bool:
    """Whether two words could be one, spelt otherwise."""
    if one == other:
        return True
    if {one, other} & _REVERSING or any(letter.isdigit() for letter in one + other):
        return False
    # What comes before or after a word can turn it: "agreed" and "disagreed", "approve" and "approval".
    alike = sorted(one) == sorted(other) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
    return one[0] == other[0] and abs(len(one) - len(other)) <= 1 and alike


def places(before: str, after: str) -> list[tuple[str, str]]:
    """Return each place at which two texts differ, as the one and the other have it, with some words around it.

    Short texts are one place, and so are texts that have little in common.
    """
    old, new = before.split(), after.split()
    is_other = SequenceMatcher(None, old, new).ratio() < _MUCH_THE_SAME
    if is_other or max(len(before), len(after)) <= MOST_QUOTED:
        return [(" ".join(old), " ".join(new))]
    return [
        (_with_words_around(old, start, end), _with_words_around(new, new_start, new_end))
        for start, end, new_start, new_end in _joined(differing(old, new), old, new)
    ]


def differing(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Return the stretches of words in which two texts differ."""
    opcodes = SequenceMatcher(None, old, new).get_opcodes()
    return [stretch for tag, *stretch in opcodes if tag != "equal"]  # type: ignore[misc]


def _joined(stretches: Sequence[Stretch], old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Return the stretches, those that are near one another as one, unless that were too long to be quoted."""
    found: list[Stretch] = []
    for stretch in stretches:
        together = (*found[-1][:1], stretch[1], found[-1][2], stretch[3]) if found else stretch
        is_near = found and stretch[0] - found[-1][1] <= 2 * _LED_IN
        if is_near and all(
            _is_quotable(text) for text in (old[slice(*together[:2])], new[slice(*together[2:])])
        ):
            found[-1] = together
        else:
            found.append(stretch)
    return found


def _is_quotable(words: Sequence[str]) -> bool:
    return len(" ".join(words)) <= MOST_QUOTED // 2


def _with_words_around(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _LED_IN), end + _LED_IN
    shown = [*(["…"] if first else []), *words[first:last], *(["…"] if last < len(words) else [])]
    return " ".join(shown)
