"""What is there: a folder with its files, and what its marker lists."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker_site.publish.output.addresses import MARKER
from tracker_site.publish.output.places import OutputRefused

_PROOF = "Made by tracker-site, which replaces this folder as a whole. These files are its own:"

# File managers leave these in each folder they show, and nobody misses them.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would translate the ends of lines


@dataclass(frozen=True, slots=True)
class Tree:
    """What was found in a folder: files and modes of folders by address, and what its marker lists."""

    folder: Path
    files: dict[str, os.DirEntry[str]]
    modes: dict[str, int]  # parents before what they hold; "" is the folder itself
    listed: frozenset[str]  # with the marker; empty where the tool did not make the folder


def own_tree(folder: Path) -> Tree:
    """Return what the folder holds, or refuse it if that is not all our own."""
    tree = read_tree(folder)
    strangers = sorted(
        address for address in tree.files.keys() - tree.listed if address.rpartition("/")[2] not in _LITTER
    )
    if not tree.listed and (strangers or len(tree.modes) > 1):
        raise OutputRefused(
            f"{folder} is not empty, and tracker-site did not make it: "
            "move it away, or name another folder with --output."
        )
    if strangers:
        more = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
        raise OutputRefused(
            f"{folder} holds what tracker-site did not put there, and it would be lost: "
            f"{', '.join(strangers[:3])}{more}. Move it elsewhere, or name another folder with --output."
        )
    return tree


def read_tree(folder: Path) -> Tree:
    """Walk the folder, following no link; one that does not exist is empty."""
    files: dict[str, os.DirEntry[str]] = {}
    modes: dict[str, int] = {}
    waiting: list[tuple[str, str]] = []
    if folder.exists():
        modes[""] = stat.S_IMODE(folder.stat().st_mode)
        waiting.append((str(folder), ""))
    while waiting:
        path, address = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                within = f"{address}/{entry.name}" if address else entry.name
                if entry.is_dir(follow_symlinks=False):
                    modes[within] = stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode)
                    waiting.append((entry.path, within))
                else:
                    files[within] = entry
    return Tree(folder, files, modes, _listed(files.get(MARKER)))


def marker(addresses: Iterable[str]) -> bytes:
    """Return the file that proves that the tool made a folder, and lists what it put there."""
    return "".join(f"{line}\n" for line in (_PROOF, *sorted(addresses))).encode()


def _listed(marker: os.DirEntry[str] | None) -> frozenset[str]:
    """Return the marker and what it lists; nothing if it is not one of ours."""
    if marker is None or not marker.is_file(follow_symlinks=False):
        return frozenset()
    proof, *addresses = Path(marker.path).read_text("utf-8", "replace").removesuffix("\n").split("\n")
    return frozenset((MARKER, *addresses)) if proof == _PROOF else frozenset()


def same_in(tree: Tree, site: Mapping[str, bytes]) -> dict[str, os.stat_result]:
    """Return the files of the site that the tree has too, with what is known of them there."""
    known = ((address, known_as(tree.files.get(address), content)) for address, content in site.items())
    return {address: found for address, found in known if found is not None}


def known_as(file: os.DirEntry[str] | None, content: bytes) -> os.stat_result | None:
    """Return what is known of a plain file of exactly these bytes, nothing of any other."""
    if file is None or not file.is_file(follow_symlinks=False):
        return None
    try:
        opened = os.open(file.path, _READ_ONLY)  # a file object takes half as long again
        try:
            known = os.fstat(opened)
            same = known.st_size == len(content) and os.read(opened, len(content)) == content
            return known if same else None
        finally:
            os.close(opened)
    except OSError:  # what cannot be read is written anew
        return None


def empty(tree: Tree) -> None:
    """Remove all but the marker, so that what is left of a folder is still known as ours."""
    clear(tree, {MARKER}, {""})


def clear(spare: Tree, site: Collection[str], folders: Collection[str]) -> None:
    """Remove what is not part of the new site, the innermost first."""
    for address in spare.files:
        if address not in site:
            (spare.folder / address).unlink()
    for address in reversed(spare.modes):
        if address not in folders:
            (spare.folder / address).rmdir()
