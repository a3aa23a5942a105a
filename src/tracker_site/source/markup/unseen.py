"""Characters that a reader could not see, made visible."""

from __future__ import annotations

import re

# Code points that are ignored where they cannot be shown, and marks of direction. Emoji need U+FE0E and FE0F.
UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{UNSEEN}]")


def show_hidden(words: str) -> str:
    """Return words in which each of them reads "[U+202E]"."""
    return words if words.isascii() else _HIDDEN.sub(lambda hidden: f"[{code_point(hidden[0])}]", words)


def code_point(character: str) -> str:
    """Return "U+202E"."""
    return f"U+{ord(character):04X}"
