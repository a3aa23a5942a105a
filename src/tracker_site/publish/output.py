"""The new site put in the place of the old one, whole or not at all.

Beside `output/` lie two folders, on the same file system so that each is renamed in one step:

- `.output.spare/`: the site before last, which the next site is made from. It is brought up to date and then
  exchanged with the output in one step, so no file that is being served is ever edited.
- `.output.state/`: the lock that keeps two builds apart, the files of the next site that differ from the old one, as
  they are written, and, for the time of an exchange by renames, the old site.

Inside a site, `.tracker-site` proves that the tool made it and lists its files, so that whatever else lies
there is noticed before it is lost. It holds nothing but addresses: the same files give the same bytes in any
folder. Whether a file is the same is told by its bytes. Reading them costs half of what hashing the new ones
would, and there is no record that could be out of date: what a stopped build left, a page edited by hand and
what a disk lost are all found by the next build, and written anew.

Nothing is forced to the disk: a power cut, unlike a kill, may lose what was written in the seconds before.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unicodedata import normalize

from tracker_site.publish.exchange import Exchange, exchange_folders, mend, put_in_place
from tracker_site.publish.folders import (
    MARKER,
    Places,
    Tree,
    check_places,
    clear,
    empty,
    faults_told,
    locked,
    marker,
    own_tree,
    places_of,
    read_tree,
    stat_if_same,
)

# A segment of nothing or dots alone, or what some system takes for a separator, a drive or the end of a name.
_UNFIT = re.compile(r"(?:\A|/)\.*(?:/|\Z)|[\\:\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Published:
    """What putting the site in place changed, each a sorted tuple of the addresses of files."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def count(self) -> int:
        """The number of files that are another than before, there or not."""
        return len(self.added) + len(self.changed) + len(self.removed)


def check_usable(output: Path) -> None:
    """Raise `OutputRefused` if the site could not be put there; mend an exchange that was stopped halfway."""
    places = places_of(output)
    with faults_told(places, "read"):
        check_places(places)
        # Where no build has been there is nothing to mend, and nothing is left beside what may be refused.
        with locked(places) if places.state.exists() else nullcontext():
            mend(places)
            own_tree(places.output)
            own_tree(places.spare)


@contextmanager
def next_site(output: Path) -> Iterator[NextSite]:
    """Give the site that is to take the place of the old one, and keep other builds out meanwhile."""
    places = places_of(output)
    with faults_told(places, "write"):
        check_places(places)
        with locked(places):
            mend(places)
            old, spare = own_tree(places.output), own_tree(places.spare)
            shutil.rmtree(places.written, ignore_errors=True)  # of a build that was killed
            places.written.mkdir()
            try:
                yield NextSite(places, old, spare)
            except OSError:
                with suppress(OSError):  # lest it keep a full disk full
                    empty(read_tree(places.spare))
                raise
            finally:
                shutil.rmtree(places.written, ignore_errors=True)


class NextSite:
    """The next site while it is written, by any number of processes."""

    def __init__(self, places: Places, old: Tree, spare: Tree) -> None:
        self._places = places
        self._old = old
        self._spare = spare
        self._numbers = count()

    def write(self, address: str, content: bytes) -> Path:
        """Return where the content of a file lies until it is published: in the old site where it is the same there."""
        if stat_if_same(self._old.files.get(address), content):
            return self._places.output / address
        path = self._new_path()
        try:
            with path.open("xb") as file:
                file.write(content)
        except OSError as error:
            error.filename = str(self._places.spare / address)  # a full disk does not say where
            raise
        return path

    def publish(self, written: Mapping[str, Path], exchange: Exchange = exchange_folders) -> Published:
        """Put the site in its place; `written` is what `write` returned for the address of each file."""
        check_addresses(written)
        site = {**written, MARKER: self.write(MARKER, marker(written))}
        changed = {address for address, path in site.items() if path.parent == self._places.written}
        if changed:  # the marker lists the files, so one removed or added is seen too
            self._bring_up_to_date(site, changed)
            put_in_place(self._places, exchange)
        had = (self._old.listed & self._old.files.keys()) - {MARKER}
        return Published(
            added=tuple(sorted(written.keys() - had)),
            changed=tuple(sorted(written.keys() & had & changed)),
            removed=tuple(sorted(had - written.keys())),
        )

    def _bring_up_to_date(self, site: Mapping[str, Path], changed: set[str]) -> None:
        """Make the spare hold the new site, and what is the same in the old one with the same mode and time."""
        spare = self._spare
        spare.folder.mkdir(exist_ok=True)
        # Listed before it is there: if this build is killed, nothing of its own is a stranger to the next.
        listed = self._new_path()
        listed.write_bytes(marker((spare.listed | site.keys()) - {MARKER}))
        listed.replace(spare.folder / MARKER)
        folders = {folder for address in site for folder in _folders_above(address)}
        clear(spare, site, folders)
        self._make_folders(folders)
        for address, path in site.items():
            if address in changed:
                # Always new: an older time on it, from the site before last, would let browsers and `rsync` keep the
                # page that was replaced.
                path.replace(spare.folder / address)
            elif not self._is_kept(address, path):
                copied = self._new_path()
                shutil.copy2(path, copied)
                copied.replace(spare.folder / address)

    def _is_kept(self, address: str, old: Path) -> bool:
        """Return whether the spare holds the same file as the old site, with its mode and time."""
        like = old.stat()
        known = stat_if_same(self._spare.files.get(address), old.read_bytes())
        return known is not None and (known.st_mtime_ns, known.st_mode) == (like.st_mtime_ns, like.st_mode)

    def _make_folders(self, folders: set[str]) -> None:
        """Make the folders that are missing, all with the modes that somebody may have given the old ones."""
        spare, old = self._spare, self._old
        for address in sorted(folders - spare.modes.keys() - {""}):
            (spare.folder / address).mkdir()
        for address in folders & old.modes.keys():
            if old.modes[address] != spare.modes.get(address):
                with suppress(PermissionError):  # it belongs to somebody else, who let us write there
                    (spare.folder / address).chmod(old.modes[address])

    def _new_path(self) -> Path:
        """Return where the next file is written, under a name that no other process gives."""
        return self._places.written / f"{os.getpid()}-{next(self._numbers)}"


class WrittenFiles(Mapping[str, bytes]):
    """Files that lie on the disk, by their addresses; each is read when it is asked for, and not held."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, address: str) -> bytes:
        return self._paths[address].read_bytes()

    def __contains__(self, address: object) -> bool:
        return address in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def check_addresses(addresses: Iterable[str]) -> None:
    """Raise `ValueError` for an address that leads out of the site, or two that some disk takes for one."""
    spelled: dict[str, str] = {}
    for address in addresses:
        address.encode()  # half a surrogate pair is a ValueError too
        if _UNFIT.search(address) or _folded(address.partition("/")[0]) == MARKER:
            raise ValueError(f"{address!r} cannot be the address of a file in the site")
        for one in (address, *(f"{folder}/" for folder in _folders_above(address) if folder)):
            other = spelled.setdefault(_folded(one.rstrip("/")), one)
            if other != one:
                raise ValueError(f"{other!r} and {one!r} cannot both be in the site")


def _folders_above(address: str) -> Iterator[str]:
    """Yield the address of each folder that a file lies in, the innermost first, and "" for the site's own."""
    while address:
        address = address.rpartition("/")[0]
        yield address


def _folded(address: str) -> str:
    """Return what is left of an address on a disk that knows no case and joins accents to their letters."""
    return address.lower() if address.isascii() else normalize("NFC", address).casefold()
