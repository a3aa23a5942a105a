"""What a change means to the public: two states of the content, read from git or from folders, and compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker_site import git
from tracker_site.dataset.federation.reading import read_trackers
from tracker_site.dataset.federation.tracker import Tracker, is_seen
from tracker_site.dates import day_in_words
from tracker_site.differences.compare import compare
from tracker_site.differences.differences import Differences
from tracker_site.pipeline import Clock, stand
from tracker_site.problems import ContentError, Problem, Problems
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


@dataclass(frozen=True, slots=True)
class Stood:
    """Where everything on a side stands, and the other trackers that it takes in."""

    standings: Standings
    others: tuple[Tracker, ...]


class CannotCompare(ContentError):
    """The content of a side needs mending first: holds its problems, and a sentence that says whose they are."""

    def __init__(self, problems: tuple[Problem, ...], sentence: str) -> None:
        super().__init__(problems)
        self.sentence = sentence


def compare_sides(
    find: Callable[[], Project], base: str | None, other: str | None, here: Path, clock: Clock
) -> Compared:
    """Return what tells one state of the content from another, both as at the day of the clock.

    `base` and `other` each name a folder (of a site, or of content) or else a revision. Without `base` it is
    where the present branch left the main one, without `other` the files as they are. `find` gives the project
    whose repository is asked; it need not be there to compare two folders. `here` is where the command runs.

    Raises `WrongUse` for what can't be found, and `CannotCompare` where either side has a mistake: where
    something stands is only known once all that was said of it can be read.
    """
    old = (_folder(base, here) if base else None) or _revision(find(), base)
    new = _present(find()) if other is None else _folder(other, here) or _revision(find(), other)
    return Compared(
        f"From {old.label} to {new.label}, as at {day_in_words(clock.as_at)}",
        _compare(*_both_stand(old, new, clock)),
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
    return compare(old.standings, new.standings, old.others, new.others)


def _both_stand(old: Side, new: Side, clock: Clock) -> tuple[Stood, Stood]:
    """Return where everything stands on both sides, or raise `CannotCompare` with the mistakes of both."""
    found: list[Stood] = []
    problems: list[Problem] = []
    wrong: list[Side] = []
    for side in (old, new):
        try:
            found.append(_stand(side, clock))
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


def _stand(side: Side, clock: Clock) -> Stood:
    if side.commit is None:
        return _stood(side.content, side.shown, clock)
    with tempfile.TemporaryDirectory(prefix="tracker-site-") as name:
        folder = Path(name).resolve()
        git.export(side.content, side.commit, folder)
        return _stood(folder, side.shown, clock)


def _stood(content: Path, shown: str, clock: Clock) -> Stood:
    """Return where everything in a folder stands, and the other trackers that are shown on that day."""
    standings, problems = stand(content, shown, clock), Problems()
    others = read_trackers(content, shown, standings.register, problems)
    problems.stop()
    return Stood(standings, tuple(one for one in others if is_seen(one, clock.as_at, clock.today)))
