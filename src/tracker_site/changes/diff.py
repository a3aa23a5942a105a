"""What a change means to the public: two states of the content, read from git or from folders, and compared."""

from __future__ import annotations

from collections.abc import Callable
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


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states: a folder of content, as it is or as it was at a commit."""

    label: str
    """What it is called: "main (1a2b3c4)"."""
    shown: str
    """How problems name the folder: "main:content"."""
    content: Path
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states and what tells them apart."""

    between: str
    differences: Differences


Stood = tuple[Standings, tuple[Tracker, ...]]
"""Where everything on a side stands, and the other trackers that it takes in."""

Stand = Callable[[Path, str], Stood]
"""Derives a state from a folder of content and the name by which problems know it; raises `ContentError`."""


class CannotCompare(ContentError):
    """The content of a side needs mending first: holds its problems, and a sentence that says whose they are."""

    def __init__(self, problems: tuple[Problem, ...], sentence: str) -> None:
        super().__init__(problems)
        self.sentence = sentence


def compare_sides(
    find: Callable[[], Project], base: str | None, other: str | None, here: Path, as_at: date, stand: Stand
) -> Compared:
    """Return what tells one state of the content from another, both as at one day, at which `stand` derives them.

    `base` and `other` each name a folder (of a site, or of content) or else a revision. Without `base` it is
    where the present branch left the main one, without `other` the files as they are. `find` gives the project
    whose repository is asked; it need not be there to compare two folders. `here` is where the command runs.

    Raises `WrongUse` for what can't be found, and `CannotCompare` where either side has a mistake: where
    something stands is only known once all that was said of it can be read.
    """
    old = (_folder(base, here) if base else None) or _revision(find(), base)
    new = _present(find()) if other is None else _folder(other, here) or _revision(find(), other)
    return Compared(
        f"From {old.label} to {new.label}, as at {day_in_words(as_at)}",
        _compare(*_both_stand(old, new, stand)),
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
        raise WrongUse(
            f"{name!r} holds no content (no site.yml), and {fault}" if name else str(fault)
        ) from None
    short = commit[:7]
    # A commit is its own name.
    label = f"{name} ({short})" if name and not commit.startswith(name) else short
    return Side(label, f"{name or short}:{project.shown_content}", project.content, commit)


def _compare(old: Stood, new: Stood) -> Differences:
    return compare(old[0], new[0], old[1], new[1])


def _both_stand(old: Side, new: Side, stand: Stand) -> tuple[Stood, Stood]:
    """Return where everything stands on both sides, or raise `CannotCompare` with the mistakes of both."""
    found: list[Stood] = []
    problems: list[Problem] = []
    wrong: list[Side] = []
    for side in (old, new):
        try:
            found.append(_stand(side, stand))
        except ContentError as mistakes:
            problems += (one for one in mistakes.problems if one.severity == "error")
            wrong.append(side)
    if wrong:
        raise CannotCompare(
            tuple(sorted(problems)), f"Nothing was compared: {'; '.join(map(_remedy, wrong))}."
        )
    return found[0], found[1]


def _remedy(side: Side) -> str:
    if side.commit is None:
        return f"mend {side.label} first"
    return f"{side.label} stays as it was committed, so name an older revision that passes the check instead"


def _stand(side: Side, stand: Stand) -> Stood:
    if side.commit is None:
        return stand(side.content, side.shown)
    with git.exported(side.content, side.commit) as folder:
        return stand(folder, side.shown)
