"""Drafts of the minutes that were put into `minutes-inbox/`: `python -m tracker_site.github.inbox`.

Each draft becomes a record under `content/meetings/`, and takes the place of the minutes it was made from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker_site.problems import Place, Problem
from tracker_site.report import as_github, write_summary

INBOX, MEETINGS = Path("minutes-inbox"), Path("content", "meetings")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the minutes of one meeting."""

    minutes: tuple[Path, ...]
    record: Path | None
    """The draft; nothing where none could be made."""
    said: str
    """What was found and what is left to do, or why no draft could be made."""


def main(root: Path, environment: Mapping[str, str]) -> int:
    """Draft all that lies in the inbox; return 1, with the minutes left where they are, if any could not be.

    Where there is a job summary it says what was found.
    """
    meetings = meetings_in(root)
    drafted = [draft(root, minutes) for minutes in meetings]
    problems = tuple(
        Problem(Place(one.minutes[0].as_posix()), one.said, "no-draft")
        for one in drafted
        if one.record is None
    )
    summary = environment.get("GITHUB_STEP_SUMMARY")
    write_summary(problems, summary)
    for line in as_github(problems):
        print(line)
    if problems:
        return 1
    for one in drafted:
        _tell(one, summary)
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
        folder = Path(name)
        done = _run(root, minutes, folder)
        if done.returncode:
            return Drafted(minutes, None, done.stderr.strip().removeprefix("tracker-site: "))
        (made,) = folder.iterdir()
        record = MEETINGS / made.name
        if (root / record).exists():
            said = (
                f"{record.as_posix()} is there already; correct that, or give these minutes another file name"
            )
            return Drafted(minutes, None, said)
        shutil.copyfile(made, root / record)
        return Drafted(minutes, record, done.stderr.strip().replace(str(made), record.as_posix()))


def _run(root: Path, minutes: Sequence[Path], to: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as an editor would, in a process of its own: minutes come as anybody's file."""
    command = [sys.executable, "-m", "tracker_site", "draft", *map(str, minutes), "-o", str(to)]
    return subprocess.run(
        command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def _tell(one: Drafted, summary: str | None) -> None:
    said = f"{one.record.as_posix() if one.record else ''}\n{one.said}"
    print(said)
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            # As code: these are words of the minutes, not ours.
            file.write("".join(f"    {line}\n" for line in said.splitlines()) + "\n")


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), os.environ))
