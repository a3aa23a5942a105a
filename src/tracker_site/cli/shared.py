"""What the commands share: the site and the day that they are given, and how they say what came of it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker_site.problems import Problem
from tracker_site.project import Project, WrongUse, find_project, shown
from tracker_site.report import as_text

if TYPE_CHECKING:
    from tracker_site.pipeline import Clock

DONE, CONTENT_NEEDS_FIXING, USED_WRONGLY, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def project_of(options: argparse.Namespace) -> Project:
    """Return the folders of the site that the options name."""
    return find_project(Path.cwd(), options.root, options.content, options.templates, options.output)


def clock_of(options: argparse.Namespace) -> Clock:
    """Ask the clock, once: `--as-at`, else SOURCE_DATE_EPOCH, else today in London."""
    from zoneinfo import ZoneInfo

    from tracker_site.pipeline import Clock

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None and not re.fullmatch(r"[0-9]{1,11}", epoch, re.ASCII):
        raise WrongUse(f"SOURCE_DATE_EPOCH is '{epoch}'; it takes seconds since 1970, as a whole number")
    zone = ZoneInfo("Europe/London")
    today = (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(zone)).date()
    return Clock(today, options.as_at or today)


# Results go to standard output, messages to standard error.


def say(line: str) -> None:
    """Say a line on standard error."""
    print(line, file=sys.stderr)


def teller(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what says a line on standard error, or nothing where only problems are to be printed."""
    return (lambda _: None) if options.quiet else say


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems on standard error."""
    for line in as_text(problems, colour=in_colour(sys.stderr)):
        say(line)


def refuse(problems: Sequence[Problem], sentence: str) -> int:
    """Print problems and how many there are, with a sentence on what came of it, and return the exit status."""
    print_problems(problems)
    say(f"{problems_counted(problems)} {sentence}")
    return CONTENT_NEEDS_FIXING


def problems_counted(problems: Sequence[Problem]) -> str:
    """Return how many there are: "2 problems in 1 file."."""
    files = len({problem.place.file for problem in problems})
    return f"{number_of(len(problems), 'problem')} in {number_of(files, 'file')}."


def number_of(count: int, noun: str) -> str:
    """Return "1 file", "2 files"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def shown_path(project: Project, path: Path) -> str:
    """Return how a path of the site is named to whoever runs the command."""
    return shown(path, Path.cwd()) if path.is_relative_to(Path.cwd()) else shown(path, project.root)


def in_colour(stream: object) -> bool:
    """Whether a stream takes colours."""
    isatty = getattr(stream, "isatty", lambda: False)
    return "NO_COLOR" not in os.environ and bool(isatty())
