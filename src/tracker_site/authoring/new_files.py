"""New files, put in place all or none; what is there already is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker_site.project import WrongUse


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet; where one cannot be written, or the run is interrupted, none stays.

    Raises `WrongUse` with the file and the reason.
    """
    made: list[Path] = []
    try:
        for path, contents in files.items():
            _make_folder(path.parent, made)
            with path.open("xb") as file:
                made.append(path)
                file.write(contents)
    except BaseException as wrong:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(wrong, FileExistsError):
            raise WrongUse(f"{wrong.filename} is there already; nothing was overwritten") from None
        if isinstance(wrong, OSError):
            raise WrongUse(f"cannot write {wrong.filename} ({wrong.strerror}); nothing was written") from None
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)
