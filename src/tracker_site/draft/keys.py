"""Keys for things that the minutes give none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_SMALL = frozenset(
    re.findall(
        r"\S+",
        """
        a a'r acknowledged advised after ahead also an and answering any are as asked at available back be
        been being between board but by cabinet can chair come committed committee concerning confirmed consider
        considered could council councillor course date due each ensure every explained following for from further
        future going had has have having he her his i in into is it its made matter meeting member members
        noted o of offered on or order our outlined over pledged promised question raised referring
        regarding relation replying report reported respect responding said shall she should so sought
        stated such suggested that the their them then there these they this those through to undertaken
        undertook until up wanted was we well were what when where which who will with within would y yr
        """,
    )
)
"""Words that say nothing of what a thing is: small ones, and those by which minutes lead to it."""
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.?(?: [A-Z][\w’'-]*\.?){1,3}")
"""A personal name, which no address should have."""
_MOST_WORDS, _LONGEST = 4, 50


def key_from(text: str, taken: set[str]) -> str:
    """Return a key made of the first words of a text that say something, and add it to those that are taken."""
    text = _TITLED.sub(" ", text)
    plain = (
        unicodedata.normalize("NFKD", re.sub("[’']", "", text.casefold())).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _SMALL] or words or ["item"]
    key = "-".join(telling[:_MOST_WORDS])
    while len(key) > _LONGEST and "-" in key:
        key = key.rpartition("-")[0]
    key = key[:_LONGEST]
    free = _numbered(key, taken)
    taken.add(free)
    return free


def free_name(name: str, taken: frozenset[str]) -> str:
    """Return a name for a file of a meeting that nothing has yet: "bury-meeting" where "bury" is a council."""
    return name if name not in taken else _numbered(f"{name}-meeting", taken)


def _numbered(name: str, taken: Collection[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
