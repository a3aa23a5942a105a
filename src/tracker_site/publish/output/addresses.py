"""What may be written: addresses that stay within the site, and that no disk takes for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

MARKER = ".tracker-site"

# A segment of nothing or dots alone, or what some system takes for a separator, a drive or the end of a name.
_UNFIT = re.compile(r"(?:\A|/)\.*(?:/|\Z)|[\\:\x00-\x1f\x7f]")


def check_addresses(addresses: Iterable[str]) -> None:
    """Raise `ValueError` for an address that leads out of the site, or two that some disk takes for one."""
    spelled: dict[str, str] = {}
    for address in addresses:
        address.encode()  # half a surrogate pair is a ValueError too
        if _UNFIT.search(address) or _folded(address.partition("/")[0]) == MARKER:
            raise ValueError(f"{address!r} cannot be the address of a file in the site")
        _check_spelling(address, spelled)
        folder = address.rpartition("/")[0]
        while folder and spelled.get(folder) != f"{folder}/":  # those above one that is known are known
            _check_spelling(f"{folder}/", spelled)
            folder = folder.rpartition("/")[0]


def _check_spelling(address: str, spelled: dict[str, str]) -> None:
    """Note how a file, or a folder with its slash, is spelled; raise if a disk may take it for another."""
    other = spelled.setdefault(_folded(address.rstrip("/")), address)
    if other != address:
        raise ValueError(f"{other!r} and {address!r} cannot both be in the site")


def _folded(address: str) -> str:
    """Return what is left of an address on a disk that knows no case and joins accents to their letters."""
    return address.lower() if address.isascii() else normalize("NFC", address).casefold()
