"""The spare made the new site."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker_site.publish.output.addresses import MARKER
from tracker_site.publish.output.places import Places
from tracker_site.publish.output.trees import Tree, clear, empty, known_as, marker, read_tree


def bring_up_to_date(
    places: Places, spare: Tree, old: Tree, site: Mapping[str, bytes], same: Mapping[str, os.stat_result]
) -> None:
    """Make the spare hold the new site, and what is the same in the old one with the same mode and time."""
    spare.folder.mkdir(exist_ok=True)
    # Listed before it is there: if this build is killed, nothing of its own is a stranger to the next.
    _write_marker(places, marker((spare.listed | site.keys()) - {MARKER}), None)
    folders = _folders_of(site)
    clear(spare, site, folders)
    _make_folders(spare, old, folders)
    for address, content in site.items():
        if address == MARKER:
            _write_marker(places, content, same.get(address))
        elif not _is_kept(spare.files.get(address), content, same.get(address)):
            _write_anew(spare.folder / address, content, same.get(address))


@contextmanager
def emptied_if_it_fails(spare: Path) -> Iterator[None]:
    """Empty a spare that could not be finished, lest it keep a full disk full."""
    try:
        yield
    except OSError:
        with suppress(OSError):
            empty(read_tree(spare))
        raise


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
    known = known_as(file, content)
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
