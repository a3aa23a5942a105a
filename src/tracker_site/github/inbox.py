"""Drafts of the minutes that were put into `minutes-inbox/`: `python -m tracker_site.github.inbox`.

Each draft becomes a record under `content/meetings/`, and takes the place of the minutes it was made from.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker_site.github.command import run, without_name
from tracker_site.problems import Place, Problem
from tracker_site.report import add_to_summary, tell_github

INBOX, MEETINGS = Path("minutes-inbox"), Path("content", "meetings")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the minutes of one meeting."""

    minutes: tuple[Path, ...]
    record: Path | None
    """The draft; nothing where none could be made."""
    report: str
    """What was found and what is left to do, or why no draft could be made."""


def main(root: Path, environment: Mapping[str, str]) -> int:
    """Draft all that lies in the inbox; return 1, with the minutes left where they are, if any could not be.

    Where there is a job summary it says what was found.
    """
    drafted = [draft(root, minutes) for minutes in meetings_in(root)]
    problems = tuple(
        Problem(Place(one.minutes[0].as_posix()), one.report, "no-draft")
        for one in drafted
        if one.record is None
    )
    tell_github(problems, environment)
    if problems:
        return 1
    for one in drafted:
        _tell(one, environment)
        for file in one.minutes:
            (root / file).unlink()
    if not drafted:
        print(f"There are no minutes in {INBOX.as_posix()}/.")
    return 0


def meetings_in(root: Path) -> list[tuple[Path, ...]]:
    """Return the minutes in the inbox, meeting by meeting: a file is one meeting, and so is a folder."""
    found: dict[Path, list[Path]] = {}
    for path in sorted((root / INBOX).rglob("*")):
        file = path.relative_to(root)
        is_ours = file == INBOX / "README.md" or any(part.startswith(".") for part in file.parts)
        if path.is_file() and not path.is_symlink() and not is_ours:
            found.setdefault(INBOX / file.parts[1], []).append(file)
    return [tuple(files) for files in found.values()]


def draft(root: Path, minutes: tuple[Path, ...]) -> Drafted:
    """Draft one meeting; its record is named by what the minutes say, or else after their file."""
    (root / MEETINGS).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        done = run("draft", *map(str, minutes), "-o", name, root=root)
        if done.returncode:
            return Drafted(minutes, None, without_name(done.stderr))
        (made,) = Path(name).iterdir()
        record = MEETINGS / made.name
        if (root / record).exists():
            remedy = "correct that, or give these minutes another file name"
            return Drafted(minutes, None, f"{record.as_posix()} is there already; {remedy}")
        shutil.copyfile(made, root / record)
        return Drafted(minutes, record, done.stderr.strip().replace(str(made), record.as_posix()))


def _tell(one: Drafted, environment: Mapping[str, str]) -> None:
    report = f"{one.record.as_posix() if one.record else ''}\n{one.report}"
    print(report)
    # As code: these are words of the minutes, not ours.
    add_to_summary("".join(f"    {line}\n" for line in report.splitlines()) + "\n", environment)


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), os.environ))
