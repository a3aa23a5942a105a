"""The stage that reads the data of other trackers from `content/federation/`, and checks it as content is checked."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tracker_site.dataset.federation.checking import LARGEST, DataRefused, Fault, check_data, legible
from tracker_site.dataset.federation.format import TrackerData
from tracker_site.dataset.federation.tracker import Tracker, data_address, file_of, root_of
from tracker_site.problems import Place, Problems
from tracker_site.records.site import OtherTracker, Site
from tracker_site.register.findings import found, note_one
from tracker_site.register.register import Register
from tracker_site.source import OTHERS, is_leftover, is_leftover_folder, is_unfit_for_windows
from tracker_site.source.site_address import find_objection_to_site

_FILE = re.compile(rf"{OTHERS}/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.json", re.ASCII)


def read_trackers(content: Path, shown: str, register: Register, problems: Problems) -> tuple[Tracker, ...]:
    """Return the other trackers whose data is there and sound, in the order of the settings.

    `shown` names the folder of the content in messages.
    """
    site = register.records.site
    reader = _Reader(content, shown, register, problems)
    found = [reader.read(n, other) for n, other in enumerate(site.federation)]
    _refuse_strays(content, shown, site, problems)
    return tuple(one for one in found if one)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one tracker after the other, and notes what is wrong with each."""

    content: Path
    shown: str
    register: Register
    problems: Problems

    def read(self, n: int, other: OtherTracker) -> Tracker | None:
        """Return the tracker that stands at a number of the settings, where its data is there and sound."""
        data = self._data_of(n, other) if self._is_sound(n, other) else None
        if data is None:
            return None
        try:
            told = _told(data)
        except DataRefused as refused:
            for fault in refused.faults:
                self.problems.error(_place_of(fault, self._shown(other), data), str(fault), fault.code)
            return None
        title, root = _title(other, self.register.records.site), root_of(other, told.site.base_url)
        return Tracker(other.key, title, told, root)

    def _is_sound(self, n: int, other: OtherTracker) -> bool:
        """Return whether the settings of a tracker make sense, and note where they don't."""
        is_fetched_safely = not other.url or other.url.lower().startswith("https://")
        # Of its site, and not of its data.
        objection = other.url and data_address(other) != other.url and find_objection_to_site(other.url)
        file = file_of(other)
        is_file = bool(_FILE.fullmatch(file)) and not any(map(is_unfit_for_windows, file.split("/")))
        if not is_fetched_safely:
            message = f"'{other.url}' is not fetched, since anybody on the way could change it; give its https address"
            self.error(n, "url", message, "not-https")
        if objection:
            self.error(n, "url", objection, "bad-value")
        if not is_file:
            message = f"'{other.file}' is no file of data; name one in the content, as in '{OTHERS}/{other.key}.json'"
            self.error(n, "file", message, "bad-value")
        return is_fetched_safely and not objection and is_file

    def _data_of(self, n: int, other: OtherTracker) -> bytes | None:
        """Return what the file of a tracker holds, or note why there is nothing."""
        file = self.content / file_of(other)
        if not os.path.lexists(file):
            self._note_missing(n, other)
            return None
        message, code = (
            "this does not lead to a file in the content folder; put the file itself here",
            "outside-link",
        )
        if file.is_file() and is_inside(file, self.content):
            try:
                with file.open("rb") as opened:
                    return opened.read(LARGEST + 1)
            except OSError as fault:
                message = (
                    f"this cannot be read ({fault.strerror}); make it an ordinary file that you may read"
                )
                code = "unreadable"
        self.problems.error(Place(self._shown(other)), message, code)
        return None

    def _note_missing(self, n: int, other: OtherTracker) -> None:
        if other.file and not other.url:
            message = f"there is no {self._shown(other)}; put the data of the tracker there, or remove 'file'"
            self.error(n, "file", message, "missing-data")
            return
        how = (
            f"bring it with 'tracker-site fetch {other.key}'"
            if other.url
            else f"put it at {self._shown(other)}"
        )
        finding = found(("federation", n), "not-fetched", other.key, how)
        note_one(self.register, self.problems, "site", finding)

    def error(self, n: int, field: str, message: str, code: str) -> None:
        """Note what is wrong with a setting of a tracker."""
        self.problems.error(self.register.records.place("site", "federation", n, field), message, code)

    def _shown(self, other: OtherTracker) -> str:
        return f"{self.shown}/{file_of(other)}"


@lru_cache(maxsize=512)
def _told(data: bytes) -> TrackerData:
    """Return what a file tells, remembered: the preview reads all of it again after each save."""
    return check_data(data)[0]


def is_inside(file: Path, folder: Path) -> bool:
    """Whether a file is in a folder, wherever links lead."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _title(other: OtherTracker, site: Site) -> str:
    """Return what a tracker is called here: its key is told where its title alone would not tell it apart."""
    titles = Counter(title.casefold() for title in (site.title, *(one.title for one in site.federation)))
    return other.title if titles[other.title.casefold()] == 1 else f"{other.title} ({other.key})"


def _place_of(fault: Fault, file: str, data: bytes) -> Place:
    """Return the line of the entry at fault, where the file has an entry a line as trackers write it."""
    if len(fault.path) < 2 or not isinstance(fault.path[1], int):
        return Place(file, fault.line, fault.column)
    lines = data.split(b"\n")
    head = f'"{fault.path[0]}": ['.encode()
    start = next((n for n, line in enumerate(lines) if line.startswith(head)), len(lines))
    line = start + 1 + fault.path[1]
    return Place(file, line + 1) if line < len(lines) and lines[line].startswith(b"{") else Place(file)


def _refuse_strays(content: Path, shown: str, site: Site, problems: Problems) -> None:
    """Note files that no tracker of the settings has: what is silently passed over goes silently missing."""
    message = "no tracker under 'federation' in site.yml has this file; name it there, or move it away"
    for file in sorted(set(_files_below(content)) - {file_of(other) for other in site.federation}):
        problems.error(Place(legible(f"{shown}/{file}")), message, "unknown-file")


def _files_below(content: Path) -> Iterator[str]:
    """Yield the files in the folder of other trackers, from the folder of the content."""
    for path, folders, files in os.walk(content / OTHERS):
        folders[:] = [name for name in folders if not is_leftover_folder(name)]
        yield from (
            Path(path, name).relative_to(content).as_posix() for name in files if not is_leftover(name)
        )
