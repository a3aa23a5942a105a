"""Ids proposed from words, each unlike those that are taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from tracker_site.source.file_names import is_unfit_for_windows

_LONGEST_ID = 60  # characters of an id that is proposed; 80 are allowed, which leaves room for what is added


def slug(words: str, longest: int = _LONGEST_ID) -> str:
    """Return words as an id, cut between two of them; nothing where they hold no letter or digit."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", words.casefold()))
    whole = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if len(whole) <= longest:
        return whole
    cut = whole[: longest + 1].rpartition("-")[0] or whole[:longest]
    return cut.strip("-")


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return the wanted id, followed by the first number that makes it unique, and fit for Windows, where it is not."""
    names = chain([wanted], (f"{wanted}-{n}" for n in count(2)))
    return next(name for name in names if name and name not in taken and not is_unfit_for_windows(name))
