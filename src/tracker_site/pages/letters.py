"""Letters that lead into a long list of names: to the first name of each, on whichever page of the list it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from tracker_site.dataset.guide import Link

NAMES_TAKEN_IN = 25
"""How many names are looked through without letters."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a list, each leading to its first name, and the id of the row of each name that is one."""

    links: tuple[Link, ...]
    ids: tuple[str | None, ...]


def letters_of(names: Sequence[str], addresses: Iterable[str], list_named: str) -> Letters:
    """Return the letters of a list; none where it is short. `addresses` are those of the page of each name."""
    if len(names) <= NAMES_TAKEN_IN:
        return Letters((), (None,) * len(names))
    ids: dict[str, str] = {}
    found: list[str | None] = []
    links: list[Link] = []
    for name, address in zip(names, addresses, strict=True):
        letter = letter_of(name)
        found.append(
            None if letter in ids else f"{list_named}-{'other' if letter == '#' else letter.lower()}"
        )
        if id := found[-1]:
            ids[letter] = id
            links.append(Link(letter, f"{address}#{id}"))
    return Letters(tuple(links), tuple(found))


def letter_of(name: str) -> str:
    """Return the letter under which a name is looked for, without its accent; "#" for what begins with none."""
    first = normalize("NFKD", name.strip())[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"
