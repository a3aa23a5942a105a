"""The `diff` of two states of the content, each read from git or from a folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker_site import git
from tracker_site.changes.compare import compare
from tracker_site.changes.differences import Differences
from tracker_site.dataset.federation.tracker import Tracker
from tracker_site.dates import day_in_words
from tracker_site.problems import ContentError, Problem
from tracker_site.project import Project, WrongUse, shown
from tracker_site.status.standing import Standings

Stood = tuple[Standings, tuple[Tracker, ...]]
"""The standings of a side, and the other trackers that it takes in."""

Stand = Callable[[Path, str], Stood]
"""Derives a state from a folder of content and the name by which problems know it; raises `ContentError`."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states: a folder of content, as it is or as it was at a commit."""

    label: str
    """What it is called: "main (1a2b3c4)"."""
    shown: str
    """How problems name the folder: "main:content"."""
    content: Path
    commit: str | None = None

    def derive(self, stand: Stand) -> Stood:
        """Return where everything stands, or raise `ContentError`."""
        held = git.exported(self.content, self.commit) if self.commit else nullcontext(self.content)
        with held as folder:
            return stand(folder, self.shown)

    @property
    def remedy(self) -> str:
        """What to do where its content has mistakes."""
        if self.commit is None:
            return f"mend {self.label} first"
        return (
            f"{self.label} stays as it was committed, so name an older revision that passes the check instead"
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """The differences between two states, and a sentence that names the two."""

    between: str
    differences: Differences


class CannotCompare(ContentError):
    """The content of a side needs mending first: holds its problems, and a sentence that says whose they are."""

    def __init__(self, problems: tuple[Problem, ...], sentence: str) -> None:
        super().__init__(problems)
        self.sentence = sentence


def compare_sides(
    find: Callable[[], Project], base: str | None, other: str | None, here: Path, as_at: date, stand: Stand
) -> Compared:
    """Return the differences between two states of the content, both as at one day, at which `stand` derives them.

    `base` and `other` each name a folder (of a site, or of content) or else a revision. Without `base` it is
    where the present branch left the main one, without `other` the files as they are. `find` gives the project
    whose repository is asked; it need not be there to compare two folders. `here` is where the command runs.

    Raises `WrongUse` for what can't be found, and `CannotCompare` where either side has a mistake: where
    something stands is only known once all that was said of it can be read.
    """
    old = (_folder(base, here) if base else None) or _revision(find(), base)
    new = _present(find()) if other is None else _folder(other, here) or _revision(find(), other)
    (before, trackers_before), (after, trackers) = _derive_both((old, new), stand)
    return Compared(
        f"From {old.label} to {new.label}, as at {day_in_words(as_at)}",
        compare(before, after, trackers_before, trackers),
    )


def _folder(name: str, here: Path) -> Side | None:
    """Return the folder of that name, or nothing where there is none that holds content."""
    folder = here / name
    for content in (folder / "content", folder):
        if (content / "site.yml").is_file():
            path = shown(content, here)
            return Side(path, path, content.resolve())
    return None


def _present(project: Project) -> Side:
    return Side(f"the files in {project.shown_content}", project.shown_content, project.content)


def _revision(project: Project, name: str | None) -> Side:
    """Return the content of a project at a revision; without a name, where its branch left the main one."""
    try:
        commit = git.commit_of(project.content, name) if name else git.fork_point(project.content)
    except git.GitFault as fault:
        if name and not Path(name).exists():
            raise
        lacking = f"{name!r} holds no content (no site.yml), and " if name else ""
        raise WrongUse(f"{lacking}{fault}") from None
    short = commit[:7]
    # A commit is its own name.
    label = f"{name} ({short})" if name and not commit.startswith(name) else short
    return Side(label, f"{name or short}:{project.shown_content}", project.content, commit)


def _derive_both(sides: tuple[Side, Side], stand: Stand) -> list[Stood]:
    """Return where everything stands on both sides, or raise `CannotCompare` with the mistakes of both."""
    found: list[Stood] = []
    problems: list[Problem] = []
    remedies: list[str] = []
    for side in sides:
        try:
            found.append(side.derive(stand))
        except ContentError as mistakes:
            problems += (one for one in mistakes.problems if one.severity == "error")
            remedies.append(side.remedy)
    if remedies:
        raise CannotCompare(tuple(sorted(problems)), f"Nothing was compared: {'; '.join(remedies)}.")
    return found
