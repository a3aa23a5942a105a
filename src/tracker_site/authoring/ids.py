"""Ids and keys proposed from words, as an editor would choose them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

LONGEST = 60  # characters of an id that is proposed; 80 are allowed, which leaves room for what is added
_COUNCIL = re.compile(
    r"\b(?:city|county|borough|district|metropolitan|unitary|royal|london|council|of|the|and)\b"
)


def slug(words: str, longest: int = LONGEST) -> str:
    """Return words as an id, cut between two of them; nothing where they hold no letter or digit."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", words.casefold()))
    whole = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if len(whole) <= longest:
        return whole
    cut = whole[: longest + 1].rpartition("-")[0] or whole[:longest]
    return cut.strip("-")


def council_slug(name: str) -> str:
    """Return the name of a council as an id, as short as people call it: "leeds" for Leeds City Council."""
    return slug(_COUNCIL.sub(" ", name.casefold())) or slug(name)


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return the id that is wanted, with the first number behind it that makes it one of its own."""
    return next(
        name for name in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if name and name not in taken
    )
