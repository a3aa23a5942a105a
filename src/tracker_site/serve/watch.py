"""What is saved while the preview runs: found by looking, again and again.

Nothing here relies on the notices of an operating system, which network drives do not give.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Event
from time import perf_counter, time

from tracker_site.pipeline import Clock
from tracker_site.source import FileMark, Marks, is_leftover, is_leftover_folder

SHORTEST_PAUSE = 0.025  # seconds between two looks
SHARE = 4  # a pause is so many times as long as a look, so that looking never takes more than a fifth
BURST_GAP = 0.02  # seconds in which nothing more is saved: then a burst of saves is over
LONGEST_BURST = 2.0  # seconds
COARSEST = 2.0  # seconds, within which two saves may bear the same time
QUIET = 2.0  # seconds without a save, after which there is time to tidy up

_FOLDER = "folder"
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the site is made from, as it was at one look: the files, and the day."""

    files: Mapping[str, FileMark | str]
    clock: Clock
    at: float = field(default_factory=time, compare=False)
    """The second at which it was looked."""

    @property
    def marks(self) -> Marks:
        """The marks that stand for one state of their file: some drives tell the time of a save by two seconds only."""
        before = (self.at - COARSEST) * 1e9
        return {
            name: mark
            for name, mark in self.files.items()
            if isinstance(mark, FileMark) and mark.changed < before
        }

    def differing(self, other: Seen) -> tuple[str, ...]:
        """Return the files and folders that are not the same in both, sorted."""
        names = self.files.keys() | other.files.keys()
        return tuple(sorted(name for name in names if self.files.get(name) != other.files.get(name)))


def look(folders: Iterable[str]) -> dict[str, FileMark | str]:
    """Return every file and folder below some folders, each with its mark, but for what systems and editors leave."""
    found: dict[str, FileMark | str] = {}

    def note_fault(fault: OSError) -> None:
        found[str(fault.filename)] = _UNREADABLE

    for start in folders:
        for folder, below, names in os.walk(start, onerror=note_fault):
            below[:] = [name for name in below if not is_leftover_folder(name)]
            found.update((f"{folder}{os.sep}{name}", _FOLDER) for name in below)
            paths = (f"{folder}{os.sep}{name}" for name in names if not is_leftover(name))
            found.update((path, _mark(path)) for path in paths)
    return found


def _mark(path: str) -> FileMark | str:
    try:
        # Not the entry's own: on Windows that is a copy, which may be of before the last change.
        found = os.stat(path)  # noqa: PTH116, since with thousands of files each path object counts
    except OSError:
        return _UNREADABLE
    return FileMark(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


class Watch:
    """Looks until it is told to stop, and has the site built again once for each burst of saves."""

    def __init__(
        self,
        see: Callable[[], Seen],
        build: Callable[[Seen, tuple[str, ...]], None],
        tidy: Callable[[], object],
        meanwhile: Callable[[float], None],
    ) -> None:
        """`tidy` is called once nothing was saved for a while, `meanwhile` with the seconds until the next look."""
        self._see = see
        self._build = build
        self._tidy = tidy
        self._meanwhile = meanwhile
        self.ended = Event()

    def run(self) -> None:
        """Build the site, and build it again whenever something was saved, until `ended` is set."""
        built, is_tidy = self._see(), False
        self._build(built, ())
        last_save, pause = perf_counter(), 0.0
        while not self._wait(pause):
            start = perf_counter()
            seen = self._see()
            pause = max(SHORTEST_PAUSE, SHARE * (perf_counter() - start))
            if seen != built:
                # Seen before the files are read: so whatever is saved from now on is a difference later.
                seen = self._after_the_burst(seen)
                # Some editors make a file and remove it again, only to see whether they may.
                if seen != built:
                    self._build(seen, built.differing(seen))
                built, last_save, is_tidy = seen, perf_counter(), False
            elif not is_tidy and start - last_save > QUIET:
                self._tidy()
                is_tidy = True

    def _wait(self, seconds: float) -> bool:
        """Do what nobody waits for until the next look is due, and return whether the watch has ended."""
        end = perf_counter() + seconds
        self._meanwhile(seconds)
        return self.ended.wait(max(0, end - perf_counter()))

    def _after_the_burst(self, seen: Seen) -> Seen:
        end = perf_counter() + LONGEST_BURST
        while not self.ended.wait(BURST_GAP) and perf_counter() < end:
            later = self._see()
            if later == seen:
                return later
            seen = later
        return seen
