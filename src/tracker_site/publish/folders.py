"""The folders that publishing uses: which may be used, one build at a time, and what is in them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker_site.project import WrongUse
from tracker_site.source import is_of_system

MARKER = ".tracker-site"

_PROOF = "Made by tracker-site, which replaces this folder as a whole. These files are its own:"

_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would translate the ends of lines


class OutputRefused(WrongUse):
    """The folder cannot be used: a plain sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The output, and what lies beside it."""

    output: Path
    spare: Path
    state: Path

    @property
    def aside(self) -> Path:
        """Where the old site waits during an exchange by renames."""
        return self.state / "old-site"

    @property
    def written(self) -> Path:
        """Where the files of the next site lie until it is put together."""
        return self.state / "new-files"


def places_of(output: Path) -> Places:
    """Return the output, named as the user named it, with what lies beside it."""
    if output.name in ("", ".."):
        output = output.resolve()
    spare, state = (output.parent / f".{output.name}.{end}" for end in ("spare", "state"))
    return Places(output, spare, state)


def check_places(places: Places) -> None:
    """Refuse what can never be exchanged for another folder."""
    output = places.output
    elsewhere = "name another folder with --output."
    if output.is_symlink():
        target = os.path.realpath(output)
        raise OutputRefused(
            f"{output} is a symbolic link, and the site would replace the link, not what it leads to: "
            f"name {target} itself with --output."
        )
    for special, what in _never_replaced():
        if os.path.realpath(output) == os.path.realpath(special):
            raise OutputRefused(f"{output} is {what}, which is never replaced: {elsewhere}")
    if os.path.ismount(output):
        raise OutputRefused(
            f"{output} is a mount point, which cannot be exchanged for another folder: "
            "name a folder inside it with --output."
        )
    for folder in (output, places.spare, places.state):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise OutputRefused(f"{folder} is not a folder: move it away, or {elsewhere}")
    for folder in (_nearest_parent(output), output, places.spare, places.state):
        if folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise OutputRefused(f"{folder} cannot be written to: allow that, or {elsewhere}")


def _never_replaced() -> list[tuple[Path, str]]:
    """Return the folders that somebody lives in, and what to call them."""
    here = Path.cwd()
    return [
        (Path(here.anchor), "the root folder"),
        (Path(os.path.expanduser("~")), "your home folder"),  # noqa: PTH111 - not everybody has one
        (here, "the folder you are in"),
    ]


def _nearest_parent(output: Path) -> Path:
    """Return the folder that the output is made in, or the nearest above it that exists."""
    parents = output.absolute().parents
    nearest = next(parent for parent in parents if parent.exists())
    if not nearest.is_dir():
        raise OutputRefused(
            f"{nearest} is a file, and the site cannot be put inside it: name another folder with --output."
        )
    return nearest


@contextmanager
def faults_told(places: Places, verb: str) -> Iterator[None]:
    """Turn what the system says into a sentence: a full disk, a folder that may not be read."""
    try:
        yield
    except OSError as error:
        where, reason = error.filename or places.output, error.strerror or error
        is_there = os.path.exists(places.output)  # noqa: PTH110 - the other way raises where one may not look
        left = "was left as it was" if is_there else "was not made"
        raise OutputRefused(
            f"could not {verb} {where}: {reason}. The site in {places.output} {left}."
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        # Not `flock`, which the workers would inherit: they may outlive a build that is killed.
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(places: Places) -> Iterator[None]:
    """Keep other builds out; the system itself opens the lock of a build that was killed."""
    places.state.mkdir(parents=True, exist_ok=True)
    file = os.open(places.state / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            raise OutputRefused(
                f"another build is writing {places.output}: build again when it is done."
            ) from error
        yield
    finally:
        os.close(file)


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
    # Nobody misses what file managers leave.
    strangers = sorted(
        address for address in tree.files.keys() - tree.listed if not is_of_system(address.rpartition("/")[2])
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


def stat_if_same(file: os.DirEntry[str] | None, content: bytes) -> os.stat_result | None:
    """Return what the system knows of a plain file of exactly these bytes, nothing of any other."""
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
