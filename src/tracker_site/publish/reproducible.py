"""The same search index for the same pages: pagefind writes its lists of filters and orders in a random order.

Everything else that it makes is the same from run to run (asked of 1.5.2; its issue 638). So these lists are
sorted here, and the files are named anew by what is then in them. They are CBOR (RFC 8949) under gzip:

    filter/NAME.pf_filter    [filter, [[value, pages], …]]
    pagefind.NAME.pf_meta    [version, pages, chunks, [[filter, NAME], …], [[order, pages], …], …]
    pagefind-entry.json      {"languages": {LANGUAGE: {"hash": NAME, …}}, …}
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping

_HEAD = b"pagefind_dcd"
_FILTER = re.compile(r"(?P<folder>.*filter/)(?P<name>[^/]+)\.pf_filter")
_META = re.compile(r"(?P<folder>.*/)pagefind\.(?P<name>[^/]+)\.pf_meta")


def make_reproducible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the index with its lists in an order that does not change from run to run.

    An index of another form, by a later pagefind, is returned as it is: it works, in whatever order.
    """
    try:
        return dict(sorted(_with_sorted_lists(files).items()))
    except (ValueError, IndexError, KeyError, OSError, EOFError):
        return dict(files)


def _with_sorted_lists(files: Mapping[str, bytes]) -> dict[str, bytes]:
    made = dict(files)
    names: dict[str, str] = {}
    for address in sorted(files):
        if match := _FILTER.fullmatch(address):
            title, values = _items(decompress(made.pop(address)))
            content = _compress(_array([title, _array(sorted(_items(values)))]))
            names[match["name"]] = _new_name(match["name"], content)
            made[f"{match['folder']}{names[match['name']]}.pf_filter"] = content
    for address in sorted(files):
        if match := _META.fullmatch(address):
            version, pages, chunks, filters, orders, *more = _items(decompress(made.pop(address)))
            renamed = (_renamed(one, names) for one in _items(filters))
            sorted_lists = (_array(sorted(renamed)), _array(sorted(_items(orders))))
            content = _compress(_array([version, pages, chunks, *sorted_lists, *more]))
            names[match["name"]] = _new_name(match["name"], content)
            made[f"{match['folder']}pagefind.{names[match['name']]}.pf_meta"] = content
    entry = next(address for address in files if address.endswith("/pagefind-entry.json"))
    made[entry] = _entry(files[entry], names)
    return made


def _entry(content: bytes, names: Mapping[str, str]) -> bytes:
    entry = json.loads(content)
    for language in entry["languages"].values():
        language["hash"] = names[language["hash"]]
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _renamed(filter_in_meta: bytes, names: Mapping[str, str]) -> bytes:
    title, name = _items(filter_in_meta)
    old = name[_start(name, 0)[2] :].decode()
    # Of the same length, so the count of bytes before it still holds.
    return _array([title, name.replace(old.encode(), names[old].encode())])


def _new_name(old: str, content: bytes) -> str:
    """Return a name of the same form and length for a file, from what is in it: `en-gb_2089e5a`."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.blake2b(content).hexdigest()[: len(digits)]}"


def decompress(content: bytes) -> bytes:
    """Return what a file of pagefind holds, or raise `ValueError` or `OSError` where it is no such file."""
    data = gzip.decompress(content)
    if not data.startswith(_HEAD):
        raise ValueError("not a file of pagefind")
    return data[len(_HEAD) :]


def _compress(data: bytes) -> bytes:
    return gzip.compress(_HEAD + data, mtime=0)


def _items(array: bytes) -> list[bytes]:
    """Return the items of an array, each as it is written."""
    major, count, at = _start(array, 0)
    if major != 4:
        raise ValueError("not an array")
    items = []
    for _ in range(count):
        end = _end(array, at)
        items.append(array[at:end])
        at = end
    return items


def _array(items: list[bytes]) -> bytes:
    count = len(items)
    if count < 24:
        return bytes([0x80 + count]) + b"".join(items)
    length, mark = next((length, mark) for length, mark in ((1, 24), (2, 25), (4, 26)) if count < 256**length)
    return bytes([0x80 + mark]) + count.to_bytes(length, "big") + b"".join(items)


def _start(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the type of what is written at a place, its number, and where what follows that begins."""
    major, number = divmod(data[at], 32)
    if number < 24:
        return major, number, at + 1
    if number > 27:
        raise ValueError("of no stated length")
    end = at + 1 + 2 ** (number - 24)
    return major, int.from_bytes(data[at + 1 : end], "big"), end


def _end(data: bytes, at: int) -> int:
    """Return where what is written at a place ends."""
    major, number, at = _start(data, at)
    match major:
        case 2 | 3:
            return at + number
        case 4 | 5:
            for _ in range(number * (major - 3)):
                at = _end(data, at)
        case 6:
            return _end(data, at)
    return at
