"""What is said to whoever runs a command: results to standard output, messages to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker_site.problems import Problem
    from tracker_site.project import Project

DONE, CONTENT_NEEDS_FIXING, USED_WRONGLY, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def say(line: str) -> None:
    """Say a line on standard error."""
    print(line, file=sys.stderr)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems on standard error."""
    from tracker_site.report import as_text

    for line in as_text(problems, colour=in_colour(sys.stderr)):
        print(line, file=sys.stderr)


def problems_counted(problems: Sequence[Problem]) -> str:
    """Return how many there are: "2 problems in 1 file."."""
    files = len({problem.place.file for problem in problems})
    return f"{number_of(len(problems), 'problem')} in {number_of(files, 'file')}."


def warned(warnings: Sequence[Problem]) -> str:
    """Return how many warnings there are, behind a space, or nothing."""
    return f" {number_of(len(warnings), 'warning')}." if warnings else ""


def number_of(count: int, noun: str) -> str:
    """Return "1 file", "2 files"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shown_path(project: Project, path: Path) -> str:
    """Return how a path of the site is named to whoever runs the command."""
    from tracker_site.project import shown

    return shown(path, Path.cwd()) if path.is_relative_to(Path.cwd()) else shown(path, project.root)


def in_colour(stream: object) -> bool:
    """Whether a stream takes colours."""
    isatty = getattr(stream, "isatty", lambda: False)
    return "NO_COLOR" not in os.environ and bool(isatty())
