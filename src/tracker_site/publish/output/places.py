"""Where the site may be written, one build at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class OutputRefused(Exception):
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
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


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
