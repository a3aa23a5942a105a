"""The files of the content, each with its fields, its body, and the line and column of every value.

Whatever lies in the content folder and is not a record is refused: a file that is silently left out is a fact
that silently goes missing.
"""

from tracker_site.source.file_names import (
    is_leftover,
    is_leftover_folder,
    is_of_system,
    is_unfit_for_windows,
    leftovers_in,
)
from tracker_site.source.finding import visible
from tracker_site.source.kinds import KINDS, LARGEST, MESSAGES, OTHERS
from tracker_site.source.reading import MOST_HIDDEN, MOST_TODOS, FileMark, Marks, read
from tracker_site.source.source_file import SourceFile

__all__ = [
    "KINDS",
    "LARGEST",
    "MESSAGES",
    "MOST_HIDDEN",
    "MOST_TODOS",
    "OTHERS",
    "FileMark",
    "Marks",
    "SourceFile",
    "is_leftover",
    "is_leftover_folder",
    "is_of_system",
    "is_unfit_for_windows",
    "leftovers_in",
    "read",
    "visible",
]
