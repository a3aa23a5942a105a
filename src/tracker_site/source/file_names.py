"""Names of files: what systems and editors leave beside the files of people, and what Windows can't hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

# In small letters, for Windows and macOS write them in any.
_OF_SYSTEMS = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", ".directory"})
_FOLDERS_OF_SYSTEMS = frozenset(
    {"$recycle.bin", "system volume information", "__macosx", "@eadir", "lost+found"}
)
_OF_EDITORS = re.compile(
    r".*~|#.*#|~\$.*|.*\.(?:sw[a-px]|te?mp|bak|orig|part|crdownload)|.*___jb_(?:tmp|old)___", re.I | re.DOTALL
)
_PROBES = frozenset({"4913", "5036", "5159"})
"""What Vim makes for a moment, to see whether it may."""
_SWAP_FILE = re.compile(r"\..*\.sw[a-px]", re.DOTALL)

_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|con(?:in|out)\$)(?:\..*)?", re.I | re.DOTALL)
_NOT_IN_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


def is_leftover(name: str) -> bool:
    """Return whether a file of this name is a system's or an editor's own: hidden, a backup, a swap file."""
    if name.endswith((".md", ".yml")) and name[0].isalnum():
        return False  # nearly all are, and the preview asks again and again
    return name[0] == "." or is_of_system(name) or name in _PROBES or bool(_OF_EDITORS.fullmatch(name))


def is_leftover_folder(name: str) -> bool:
    """Return whether a folder of this name is a system's own, or hidden."""
    return name[0] == "." or name.casefold() in _FOLDERS_OF_SYSTEMS


def is_of_system(name: str) -> bool:
    """Return whether file managers leave a file of this name in the folders that they show."""
    return name.casefold() in _OF_SYSTEMS


def leftovers_in(content: Path) -> Iterator[str]:
    """Yield what systems and editors left in a folder, by paths from there.

    What was hidden on purpose is not among it, nor what is gone in a moment.
    """
    for folder, below, files in os.walk(content):
        at = Path(folder).relative_to(content)
        yield from ((at / name).as_posix() for name in below if name.casefold() in _FOLDERS_OF_SYSTEMS)
        yield from ((at / name).as_posix() for name in files if _is_told(name))
        below[:] = [name for name in below if not is_leftover_folder(name)]


def _is_told(name: str) -> bool:
    if name[0] == ".":
        return is_of_system(name) or bool(_SWAP_FILE.fullmatch(name))
    return is_leftover(name) and name not in _PROBES


def is_unfit_for_windows(name: str) -> bool:
    """Return whether Windows can't hold a file or a folder of this name.

    The names of devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    """
    return bool(_DEVICE.fullmatch(name) or _NOT_IN_WINDOWS.search(name))
