"""How minutes name recommendations by their numbers: "recommendations 3 and 4", "Rec. 5"."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ONE = (
    rf"(?:\d{{1,3}}(?:\.\d{{1,2}}|[a-z])?|{'|'.join(WORDS)})\b"
    r"(?!\s*(?:%|per ?cent\b|months?\b|weeks?\b|days?\b|years?\b|of these\b|of those\b|of which\b|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))"
)
_JOINED = r"\s*(?:,\s*(?:and\s+)?|\band\s+|\bor\s+|&\s*|\bto\s+|\bthrough\s+|[-–]\s*)"
_NUMBERED = re.compile(
    rf"\b(?:recommendations?|recs?\.?)\s+(?:nos?\.?\s*|numbers?\s+|numbered\s+)?(?P<numbers>{_ONE}(?:{_JOINED}{_ONE})*)",
    re.I,
)
_MOST = 30  # recommendations between the ends of "1 to 30"


class Reference(NamedTuple):
    """Recommendations that a text names."""

    words: str
    numbers: tuple[str, ...]


def numbers_in(text: str) -> tuple[Reference, ...]:
    """Return the recommendations that a text names by number."""
    return tuple(Reference(found[0], _numbers(found["numbers"])) for found in _NUMBERED.finditer(text))


def _numbers(typed: str) -> tuple[str, ...]:
    numbers: list[str] = []
    for joint, one in re.findall(rf"({_JOINED})?({_ONE})", typed, re.I):
        number = str(WORDS.index(one.lower()) + 1) if one.lower() in WORDS else one
        if re.fullmatch(r"\s*(?:to|through|[-–])\s*", joint) and number.isdigit() and numbers[-1].isdigit():
            numbers += map(str, range(int(numbers[-1]) + 1, min(int(number), int(numbers[-1]) + _MOST)))
        numbers.append(number)
    return tuple(dict.fromkeys(numbers))
