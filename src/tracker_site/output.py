"""The new site put in the place of the old one, whole or not at all.

Beside `output/` lie two folders, on the same file system so that each is renamed in one step:

- `.output.spare/`: the site before last, which the next site is made from. It is brought up to date and then
  exchanged with the output in one step, so no file that is being served is ever edited.
- `.output.state/`: the lock that keeps two builds apart and, for the time of an exchange by renames, the old
  site.

Inside a site, `.tracker-site` proves that the tool made it and lists its files, so that whatever else lies
there is noticed before it is lost. It holds nothing but addresses: the same files give the same bytes in any
folder. Whether a file is the same is told by its bytes. Reading them costs half of what hashing the new ones
would, and there is no record that could be out of date: what a stopped build left, a page edited by hand and
what a disk lost are all found by the next build, and written anew.

Nothing is forced to the disk: a power cut, unlike a kill, may lose what was written in the seconds before.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

MARKER = ".tracker-site"
_PROOF = "Made by tracker-site, which replaces this folder as a whole. These files are its own:"

# File managers leave these in each folder they show, and nobody misses them.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}

# A segment of nothing or dots alone, or what some system takes for a separator, a drive or the end of a name.
_UNFIT = re.compile(r"(?:\A|/)\.*(?:/|\Z)|[\\:\x00-\x1f\x7f]")

_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would translate the ends of lines

# The file system or the system cannot exchange two folders; some containers answer EPERM for that.
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


class OutputRefused(Exception):
    """The folder cannot be used: a plain sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """What putting the site in place changed, each a sorted tuple of addresses as in `files`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


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


Exchange = Callable[[Places], None]


@dataclass(frozen=True, slots=True)
class Tree:
    """What was found in a folder: files and modes of folders by address, and what its marker lists."""

    folder: Path
    files: dict[str, os.DirEntry[str]]
    modes: dict[str, int]  # parents before what they hold; "" is the folder itself
    listed: frozenset[str]  # with the marker; empty where the tool did not make the folder


def check_usable(output: Path) -> None:
    """Raise `OutputRefused` if the site could not be put there; mend an exchange that was stopped halfway."""
    places = _places_of(output)
    with _faults_told(places, "read"):
        _check_places(places)
        # Where no build has been there is nothing to mend, and nothing is left beside what may be refused.
        with _locked(places) if places.state.exists() else nullcontext():
            _mend(places)
            _own_tree(places.output)
            _own_tree(places.spare)


def exchange_folders(places: Places) -> None:
    """Exchange the output and its spare, in one step where the system can."""
    try:
        exchange_at_once(places)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        exchange_by_renames(places)


def replace(output: Path, files: Mapping[str, bytes], exchange: Exchange = exchange_folders) -> Published:
    """Put the new site in the place of the old one, whole or not at all; raise `OutputRefused` if not."""
    _check_addresses(files)
    site = {**files, MARKER: _marker(files)}
    places = _places_of(output)
    with _faults_told(places, "write"):
        _check_places(places)
        with _locked(places):
            _mend(places)
            old, spare = _own_tree(places.output), _own_tree(places.spare)
            same = _same_in(old, site)
            if len(same) < len(site):  # the marker lists the files, so one removed or added is seen too
                with _emptied_if_it_fails(places.spare):
                    _bring_up_to_date(places, spare, old, site, same)
                _put_in_place(places, exchange)
    return _published(old, files, same)


def _published(old: Tree, files: Mapping[str, bytes], same: Collection[str]) -> Published:
    """Compare the files by address with those that the old site had."""
    had = (old.listed & old.files.keys()) - {MARKER}
    return Published(
        added=tuple(sorted(files.keys() - had)),
        changed=tuple(sorted((files.keys() & had).difference(same))),
        removed=tuple(sorted(had - files.keys())),
    )


# What may be written


def _check_addresses(addresses: Iterable[str]) -> None:
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


# Where it may be written


def _places_of(output: Path) -> Places:
    """Return the output, named as the user named it, with what lies beside it."""
    if output.name in ("", ".."):
        output = output.resolve()
    spare, state = (output.parent / f".{output.name}.{end}" for end in ("spare", "state"))
    return Places(output, spare, state)


def _check_places(places: Places) -> None:
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
def _faults_told(places: Places, verb: str) -> Iterator[None]:
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


# One build at a time

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _locked(places: Places) -> Iterator[None]:
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


# What is there


def _own_tree(folder: Path) -> Tree:
    """Return what the folder holds, or refuse it if that is not all our own."""
    tree = _read_tree(folder)
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


def _read_tree(folder: Path) -> Tree:
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


def _marker(addresses: Iterable[str]) -> bytes:
    """Return the file that proves that the tool made a folder, and lists what it put there."""
    return "".join(f"{line}\n" for line in (_PROOF, *sorted(addresses))).encode()


def _listed(marker: os.DirEntry[str] | None) -> frozenset[str]:
    """Return the marker and what it lists; nothing if it is not one of ours."""
    if marker is None or not marker.is_file(follow_symlinks=False):
        return frozenset()
    proof, *addresses = Path(marker.path).read_text("utf-8", "replace").removesuffix("\n").split("\n")
    return frozenset((MARKER, *addresses)) if proof == _PROOF else frozenset()


def _same_in(tree: Tree, site: Mapping[str, bytes]) -> dict[str, os.stat_result]:
    """Return the files of the site that the tree has too, with what is known of them there."""
    known = ((address, _known(tree.files.get(address), content)) for address, content in site.items())
    return {address: found for address, found in known if found is not None}


def _known(file: os.DirEntry[str] | None, content: bytes) -> os.stat_result | None:
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


# The spare made the new site


def _bring_up_to_date(
    places: Places, spare: Tree, old: Tree, site: Mapping[str, bytes], same: Mapping[str, os.stat_result]
) -> None:
    """Make the spare hold the new site, and what is the same in the old one with the same mode and time."""
    spare.folder.mkdir(exist_ok=True)
    # Listed before it is there: if this build is killed, nothing of its own is a stranger to the next.
    _write_marker(places, _marker((spare.listed | site.keys()) - {MARKER}), None)
    folders = _folders_of(site)
    _clear(spare, site, folders)
    _make_folders(spare, old, folders)
    for address, content in site.items():
        if address == MARKER:
            _write_marker(places, content, same.get(address))
        elif not _is_kept(spare.files.get(address), content, same.get(address)):
            _write_anew(spare.folder / address, content, same.get(address))


@contextmanager
def _emptied_if_it_fails(spare: Path) -> Iterator[None]:
    """Empty a spare that could not be finished, lest it keep a full disk full."""
    try:
        yield
    except OSError:
        with suppress(OSError):
            _empty(_read_tree(spare))
        raise


def _empty(tree: Tree) -> None:
    """Remove all but the marker, so that what is left of a folder is still known as ours."""
    _clear(tree, {MARKER}, {""})


def _clear(spare: Tree, site: Collection[str], folders: Collection[str]) -> None:
    """Remove what is not part of the new site, the innermost first."""
    for address in spare.files:
        if address not in site:
            (spare.folder / address).unlink()
    for address in reversed(spare.modes):
        if address not in folders:
            (spare.folder / address).rmdir()


def _make_folders(spare: Tree, old: Tree, folders: set[str]) -> None:
    """Make the folders that are missing, all with the modes that somebody may have given the old ones."""
    for address in sorted(folders - spare.modes.keys() - {""}):
        (spare.folder / address).mkdir()
    for address in folders & old.modes.keys():
        if old.modes[address] != spare.modes.get(address):
            with suppress(PermissionError):  # it belongs to somebody else, who let us write there
                (spare.folder / address).chmod(old.modes[address])


def _folders_of(site: Iterable[str]) -> set[str]:
    """Return the address of each folder that a file lies in, directly or not, and "" for the site's own."""
    folders = {""}
    for address in site:
        folder = address.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _is_kept(file: os.DirEntry[str] | None, content: bytes, like: os.stat_result | None) -> bool:
    """Tell whether a file of the spare is what the new site needs, with mode and time of the old one's."""
    if like is None:
        # What changed is always new: an older time on it, from the site before last, would let browsers and
        # `rsync` keep the page that was replaced.
        return False
    known = _known(file, content)
    return known is not None and (known.st_mtime_ns, known.st_mode) == (like.st_mtime_ns, like.st_mode)


def _write_anew(path: Path, content: bytes, like: os.stat_result | None) -> None:
    """Make the file; never write into one that is there, which may be linked from elsewhere."""
    try:
        path.unlink(missing_ok=True)
        with path.open("xb") as file:
            file.write(content)
        if like is not None:
            os.utime(path, ns=(like.st_mtime_ns, like.st_mtime_ns))
            path.chmod(stat.S_IMODE(like.st_mode))
    except OSError as error:
        error.filename = str(path)  # a full disk does not say where
        raise


def _write_marker(places: Places, content: bytes, like: os.stat_result | None) -> None:
    """Put the marker into the spare in one step, so that the spare is never without."""
    ready = places.state / "marker"
    _write_anew(ready, content, like)
    ready.replace(places.spare / MARKER)


# The spare put in the place of the output


def _put_in_place(places: Places, exchange: Exchange) -> None:
    """Make the finished spare the output; a first site needs no exchange."""
    if places.output.exists():
        exchange(places)
    else:
        places.spare.rename(places.output)


def exchange_at_once(places: Places) -> None:
    """Exchange the two folders in one step, at every moment of which there is a site; or raise `OSError`."""
    import ctypes  # takes 7 ms, and only a build that changed something gets here

    if os.name == "nt":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    libc = ctypes.CDLL(None, use_errno=True)
    output, spare = os.fsencode(places.output), os.fsencode(places.spare)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(output, spare, 2)  # RENAME_SWAP
        else:
            failed = libc.renameat2(-100, output, -100, spare, 2)  # AT_FDCWD, RENAME_EXCHANGE
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(places.output))


def exchange_by_renames(places: Places) -> None:
    """Exchange the two folders by renames; between the first two there is no output for a moment.

    The old site lying aside is the journal: a build that is killed in that moment leaves no output until the
    next run, which puts the old site back before it does anything else.
    """
    places.output.rename(places.aside)
    try:
        places.spare.rename(places.output)
    except BaseException:
        _mend(places)
        raise
    with suppress(OSError):  # the new site is in its place; the next build mends this
        places.aside.rename(places.spare)


def _mend(places: Places) -> None:
    """Finish or undo an exchange by renames that was stopped halfway."""
    if not places.aside.exists():
        return
    with suppress(OSError):
        places.output.rmdir()  # made meanwhile and empty, it must not keep the old site out
    if not places.output.exists():
        places.aside.rename(places.output)
    elif not places.spare.exists():
        places.aside.rename(places.spare)
    else:  # somebody put another site there meanwhile
        _empty(_own_tree(places.aside))
        shutil.rmtree(places.aside)
