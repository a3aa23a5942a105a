"""Characters that cannot be seen: which they are, what they are called, and where they are written by their number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Says what may stand in a text, which is found ten times faster than what may not: controls, separators of
# lines, marks that turn the direction of text, halves of characters, characters that are none, byte order
# marks and tags.
HIDDEN = re.compile(
    "[^\t\n -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17) if plane != 14)
    + "\U000e0080-\U000efffd]"
)


def describe_character(character: str) -> str:
    """Return "U+202E (right-to-left override)"."""
    return f"U+{ord(character):04X} ({_character_name(character)})"


def _character_name(character: str) -> str:
    if character == "\ufeff":
        return "byte order mark"
    kinds = {"Cc": "control character", "Cs": "half of a character"}
    other = kinds.get(unicodedata.category(character), "not a character")
    return unicodedata.name(character, other).lower()


_ESCAPE = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8})|(?P<letter>.))", re.DOTALL)
_LETTERS = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}


def hidden_escapes(typed: str) -> Iterator[tuple[int, str, str]]:
    """Yield each escape in double quotes that stands for such a character: its offset, as typed, the character."""
    for escape in _ESCAPE.finditer(typed):
        digits = escape["x"] or escape["u"] or escape["U"]
        character = chr(int(digits, 16) if digits else _LETTERS.get(escape["letter"], 32))
        if HIDDEN.match(character):
            yield escape.start(), escape[0], character
