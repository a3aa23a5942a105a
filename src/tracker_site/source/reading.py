"""The stage that reads files: found, opened, understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.source.finding import Found, find_files
from tracker_site.source.ids import check_ids
from tracker_site.source.kinds import LARGEST, refuse
from tracker_site.source.source_file import SourceFile
from tracker_site.source.understanding import understand


class FileMark(NamedTuple):
    """What is another whenever a file may say something else."""

    changed: int
    """When what is in it was changed, in nanoseconds."""
    touched: int
    """When it, its name or who may read it was changed, in nanoseconds."""
    size: int
    number: int
    """Which file it is."""


Marks = Mapping[str, FileMark]
"""The marks of files, by their paths."""


def read(
    content: Path, shown: str, problems: Problems, memory: Memory | None = None, marks: Marks | None = None
) -> tuple[SourceFile, ...]:
    """Return the sound files of the content folder, sorted by path; `shown` names the folder in messages.

    Files whose marks are remembered are not opened. The marks must have been taken before.
    """
    memory = memory or Memory()
    found = tuple(sorted(find_files(content, shown, problems, memory)))
    misnamed = memory.note(problems, check_ids, found)
    typed = _open_files(found, problems, memory, marks or {})
    files = memory.note_each(problems, understand, *zip(*typed, strict=True)) if typed else []
    return tuple(file for file in files if file is not None and file.path not in misnamed)


def _open_files(
    found: Iterable[Found], problems: Problems, memory: Memory, marks: Marks
) -> list[tuple[Found, bytes]]:
    """Return what is typed in each file that can be read; those whose marks are remembered are not opened."""
    marked = [each.real for each in found if each.real in marks]
    typed_in = memory.recall_each(_typed_in, marked, [marks[real] for real in marked])
    known = {real: typed for real, typed in zip(marked, typed_in, strict=True) if isinstance(typed, bytes)}
    files = []
    for each in found:
        # What kept a file from being read may have passed, so that is asked again.
        typed = known.get(each.real) or _typed_in(each.real)
        if isinstance(typed, bytes):
            files.append((each, typed))
        else:
            refuse(each.path, problems, "unreadable", typed)
    return files


def _typed_in(real: str, _mark: FileMark | None = None) -> bytes | str:
    """Return what is typed in a file, or in words why it can't be read."""
    try:
        with FileIO(real) as file:  # a third faster than `Path.open`
            return file.read(LARGEST + 1)
    except OSError as error:
        return error.strerror or type(error).__name__
