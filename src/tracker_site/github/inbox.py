"""Drafts of the minutes that were put into `minutes-inbox/`: `python -m tracker_site.github.inbox`.

Each draft becomes a record under `content/meetings/`, and takes the place of the minutes it was made from.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tracker_site.github.command import run, without_name
from tracker_site.problems import Place, Problem
from tracker_site.report import add_to_summary, tell_github
from tracker_site.source import is_leftover, is_leftover_folder

INBOX, MEETINGS = Path("minutes-inbox"), Path("content", "meetings")


def main(root: Path, environment: Mapping[str, str]) -> int:
    """Draft all that lies in the inbox; return 1, with the minutes left where they are, if any could not be.

    Where there is a job summary it says what was found.
    """
    drafted = [(minutes, *draft(root, minutes)) for minutes in meetings_in(root)]
    problems = tuple(
        Problem(Place(minutes[0].as_posix()), report, "no-draft")
        for minutes, record, report in drafted
        if record is None
    )
    tell_github(problems, environment)
    if problems:
        return 1
    for minutes, record, report in drafted:
        _tell(f"{record.as_posix() if record else ''}\n{report}", environment)
        for file in minutes:
            (root / file).unlink()
    if not drafted:
        print(f"There are no minutes in {INBOX.as_posix()}/.")
    return 0


def meetings_in(root: Path) -> list[tuple[Path, ...]]:
    """Return the minutes in the inbox, meeting by meeting: a file is one meeting, and so is a folder."""
    found: dict[Path, list[Path]] = {}
    for path in sorted((root / INBOX).rglob("*")):
        file = path.relative_to(root)
        is_leftover_below = any(map(is_leftover_folder, file.parent.parts)) or is_leftover(file.name)
        is_ours = file == INBOX / "README.md" or is_leftover_below
        if path.is_file() and not path.is_symlink() and not is_ours:
            found.setdefault(INBOX / file.parts[1], []).append(file)
    return [tuple(files) for files in found.values()]


def draft(root: Path, minutes: tuple[Path, ...]) -> tuple[Path | None, str]:
    """Draft one meeting; its record is named by what the minutes say, or else after their file.

    Returns the record, with what was found and what is left to do; or none, with why it could not be made.
    """
    (root / MEETINGS).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        done = run("draft", *map(str, minutes), "-o", name, root=root)
        if done.returncode:
            return None, without_name(done.stderr)
        (made,) = Path(name).iterdir()
        record = MEETINGS / made.name
        if (root / record).exists():
            remedy = "correct that, or give these minutes another file name"
            return None, f"{record.as_posix()} is there already; {remedy}"
        shutil.copyfile(made, root / record)
        return record, done.stderr.strip().replace(str(made), record.as_posix())


def _tell(report: str, environment: Mapping[str, str]) -> None:
    print(report)
    # As code: these are words of the minutes, not ours.
    add_to_summary("".join(f"    {line}\n" for line in report.splitlines()) + "\n", environment)


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), os.environ))
