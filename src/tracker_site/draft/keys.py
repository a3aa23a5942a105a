"""Keys for things that the minutes give none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

_SMALL = frozenset(
    re.findall(
        r"\S+",
        """
        a a'r acknowledged advised after ahead also an and answering any are as asked at available back be
        been being between board but by cabinet can chair come committed committee concerning confirmed consider
        considered could council councillor course date discussed due each ensure every explained following for from
        further future going had has have having he her his i in into is it its made matter meeting member members
        noted o of offered on or order our outlined over panel pledged promised query question raised referring
        regarding relation replying report reported respect responding said shall she should so sought
        stated such suggested that the their them then there these they this those through to undertaken
        undertook until up wanted was we well were what when where which who will with within would y yr
        """,
    )
)
"""Words that say nothing of what a thing is: small ones, and those by which minutes lead to it."""
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.?(?: [A-Z][\w’'-]*\.?){1,3}")
"""A personal name, which no address should have."""
_DULL = frozenset(
    ("bring", "give", "look", "provide", "report", "review", "send", "share", "update", "updates", "write")
)
"""Words that many actions have."""
_LEADS = re.compile(r"^In (?:response|reply|answer) to (?:an? \w+|[^,]{2,60},)|\bACTIONS?\b.*", re.S)
_MOST_WORDS, _LONGEST = 4, 50


def key_from(text: str, taken: set[str], context: str | None = None) -> str:
    """Return a key made of the first words of a text that say something, and add it to those that are taken.

    An action is known from others by more than one word, of its `context` if need be.
    """
    words = _words(text)
    telling = _telling(words) or words or ["item"]
    if context is not None and len(set(telling) - _DULL) < 2:
        telling = list(dict.fromkeys((*telling, *_telling(_words(_LEADS.sub("", context))))))
    if context is not None and len(telling) < 2:
        telling = ["action", *telling]
    key = "-".join(telling[:_MOST_WORDS])
    while len(key) > _LONGEST and "-" in key:
        key = key.rpartition("-")[0]
    key = key[:_LONGEST]
    free = _numbered(key, taken)
    taken.add(free)
    return free


def _words(text: str) -> list[str]:
    text = re.sub("[’']", "", _TITLED.sub(" ", text).casefold())
    return re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def free_name(name: str, taken: frozenset[str]) -> str:
    """Return a name for a file of a meeting that nothing has yet: "bury-meeting" where "bury" is a council."""
    return name if name not in taken else _numbered(f"{name}-meeting", taken)


def _numbered(name: str, taken: Collection[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
