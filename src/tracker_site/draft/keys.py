"""Keys for things that the minutes give none."""

from __future__ import annotations

import re
import unicodedata

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "she",
        "should",
        "so",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "member",
        "members",
        "committee",
        "board",
        "council",
        "councillor",
        "cabinet",
        "report",
        "meeting",
        "y",
        "yr",
        "a'r",
        "i",
        "o",
    ]
)
_MOST_WORDS, _LONGEST = 4, 50


def key_from(text: str, taken: set[str]) -> str:
    """Return a key made of the first words of a text that say something, and add it to those that are taken."""
    plain = (
        unicodedata.normalize("NFKD", re.sub("[’']", "", text.casefold())).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _SMALL] or words or ["item"]
    key = "-".join(telling[:_MOST_WORDS])[:_LONGEST].strip("-")
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    taken.add(free)
    return free
