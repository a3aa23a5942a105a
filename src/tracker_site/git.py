"""Git, asked in one place: what a revision holds, and when each file last changed. It never writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Literal
from zoneinfo import ZoneInfo

from tracker_site.project import WrongUse

MAIN_BRANCHES = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where the main branch may be; as the others know it first, since one's own copy of it may be old."""

# Nothing of the user's settings may change what is read, run a program or wait for an answer.
_ALWAYS = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs", "--no-replace-objects"),
    *("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "color.ui=false"),
)
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
_LINK, _MODULE = b"120000", b"160000"
_LONDON = ZoneInfo("Europe/London")


class GitFault(WrongUse):
    """Git is not there, or refused: holds a sentence that says what to do."""

    def __init__(self, sentence: str, said: str | None = None) -> None:
        """`said` are git's own words, where it was asked: empty where there only was nothing to answer with."""
        super().__init__(sentence)
        self.said = said


@dataclass(frozen=True, slots=True)
class UnreadHistory:
    """That there is a history which could not be read."""

    kind: Literal["refused", "missing", "shallow"]
    """Whether git refused, is not there, or has the latest part of it only."""
    reason: str
    """Why, in git's own words, and what to do."""


@dataclass(frozen=True, slots=True)
class State:
    """What is checked out in the repository of a folder."""

    commit: str
    is_shallow: bool
    """Whether the older part of the history is missing."""
    prefix: str
    """The folder as the repository knows it, with a slash at its end; nothing at its top."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its first parent, the day in London on which it was made, and the files that it changed."""

    name: str
    parent: str | None
    day: date
    files: tuple[str, ...]
    """Those of one folder, named from there."""


def state_of(folder: Path) -> State:
    """Return what is checked out; `GitFault` without git, a repository or a commit."""
    outside = f"{folder} is not in a git repository; name two folders"
    empty = "the repository has no commit yet; commit the content first"
    about = _ask(folder, "rev-parse", "--is-shallow-repository", "--show-prefix", unless=outside)
    shallow, _, prefix = _line(about).partition("\n")
    commit = _ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", unless=empty)
    return State(_line(commit), shallow == "true", prefix)


def find_unread(folder: Path) -> UnreadHistory | None:
    """Return why the history of a folder can't be read; nothing where it can, or where there is none."""
    try:
        return SHALLOW if state_of(folder).is_shallow else None
    except GitFault as fault:
        return why_unread(folder, fault)


def why_unread(folder: Path, fault: GitFault) -> UnreadHistory | None:
    """Return what a fault means for the history of a folder; nothing where there is none that could be read."""
    is_kept = any((above / ".git").exists() for above in (folder, *folder.parents))
    if not is_kept or fault.said == "":
        return None
    if fault.said is None:
        return UnreadHistory("missing", f"{_MISSING}; install it")
    return UnreadHistory("refused", f"git says: {fault.said}")


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names; `GitFault` where it names none."""
    state = state_of(folder)
    hint = f"; {_FETCH}" if state.is_shallow else "; 'git branch --all' and 'git log' list what there is"
    unknown = f"git knows no revision '{revision}'{hint}"
    if revision.startswith("-") or not revision:
        raise GitFault(unknown)
    return _line(_ask(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", unless=unknown))


def fork_point(folder: Path) -> str:
    """Return the commit at which what is checked out left the main branch; `GitFault` where none is known."""
    state = state_of(folder)
    for branch in MAIN_BRANCHES:
        if _run(folder, "rev-parse", "--verify", "--quiet", f"{branch}^{{commit}}").returncode == 0:
            lost = f"it is not known where this left {branch.split('/', 2)[-1]}; "
            unless = lost + (_FETCH if state.is_shallow else "name the revision to compare with")
            return _line(_ask(folder, "merge-base", branch, state.commit, unless=unless))
    raise GitFault(
        f"there is no main branch here ('main' or 'master'); name the revision to compare with"
        f"{f', or {_FETCH}' if state.is_shallow else ''}"
    )


_FETCH = (
    "this is a shallow clone, so fetch the whole history with 'git fetch --unshallow origin' "
    "(in a workflow: 'fetch-depth: 0')"
)
_MISSING = "git is not installed here, or not on the PATH"
SHALLOW = UnreadHistory("shallow", _FETCH)
"""The history of a clone that has the latest part of it only."""


@contextmanager
def exported(folder: Path, commit: str) -> Iterator[Path]:
    """Give a temporary folder with what a folder held at a commit; `GitFault` where it held nothing.

    The files are as they were committed: no filter, line ending or attribute of this machine changes them.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-site-") as name:
        into = Path(name).resolve()
        _export(folder, commit, into)
        yield into


def _export(folder: Path, commit: str, into: Path) -> None:
    entries = [line.split(b"\t", 1) for line in _records(_ask(folder, "ls-tree", "-r", "-z", commit))]
    found = [(*about.split()[::2], name) for about, name in entries]
    # Links last, so that none is ever written through.
    files = sorted((mode == _LINK, object, name) for mode, object, name in found if mode != _MODULE)
    if not files:
        raise GitFault(
            f"there is nothing in {_line(_ask(folder, 'rev-parse', '--show-prefix')) or 'this folder'} at "
            f"{commit[:7]}; name a revision that has the content"
        )
    contents = _contents(folder, [object for _, object, _ in files])
    for (is_link, _, name), content in zip(files, contents, strict=True):
        _write(into, os.fsdecode(name), content, is_link)


def files_at(folder: Path, commit: str) -> frozenset[str]:
    """Return the files of a folder at a commit, named from there."""
    return frozenset(map(os.fsdecode, _records(_ask(folder, "ls-tree", "-r", "-z", "--name-only", commit))))


def changed_since(folder: Path, commit: str) -> frozenset[str]:
    """Return the files of a folder that are not as they were at a commit, named from there."""
    asked = ("diff", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "-z")
    return frozenset(map(os.fsdecode, _records(_ask(folder, *asked, commit, "--", "."))))


def log(folder: Path, state: State) -> Iterator[Commit]:
    """Yield every commit that changed files of a folder, children before their parents.

    Of a merge, only the files that it holds otherwise than each of its parents.
    """
    return _log(folder, state, "--topo-order", "-c")


def revisions(folder: Path, state: State, most: int) -> tuple[Commit, ...]:
    """Return the latest commits that changed or removed files of a folder that were there, newest first.

    Only the main line is gone through, so that what was merged counts once, as its merge brought it.
    """
    return tuple(_log(folder, state, *_MAIN_LINE, "--diff-filter=a", f"--max-count={most}"))


def first_revision(folder: Path, state: State) -> Commit | None:
    """Return the commit of the main line that first held files of a folder."""
    return next(reversed(tuple(_log(folder, state, *_MAIN_LINE))), None)


_MAIN_LINE = ("--first-parent", "-m")
_LOG = (
    *("log", "--name-only", "--no-renames", "--no-show-signature", "--no-notes", "--no-ext-diff"),
    *("-z", "--format=%x01%H %ct %P%x01"),
)


def _log(folder: Path, state: State, *how: str) -> Iterator[Commit]:
    parts = _ask(folder, *_LOG, *how, state.commit, "--", ".").split(b"\x01")[1:]
    for about, names in zip(parts[::2], parts[1::2], strict=False):
        commit, seconds, *parents = about.decode().split()
        # Not --relative, which git forgets for a merge.
        files = (os.fsdecode(name).removeprefix(state.prefix) for name in _records(names.lstrip(b"\0\n")))
        yield Commit(commit, next(iter(parents), None), _day(seconds), tuple(files))


def _day(seconds: str) -> date:
    """Return the day in London of a moment in seconds since 1970."""
    return datetime.fromtimestamp(int(seconds), _LONDON).date()


def _write(into: Path, name: str, content: bytes, is_link: bool) -> None:
    # A tree can be made by hand to hold any name.
    if {"", ".", ".."} & set(name.split("/")) or "\\" in name or Path(name).anchor:
        raise GitFault(f"the repository holds a file of a name that can't be used: {name!r}")
    path = into / PurePosixPath(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        with suppress(OSError):  # Windows makes links only for those who may
            path.symlink_to(os.fsdecode(content))
            return
    path.write_bytes(content)


def _contents(folder: Path, objects: list[bytes]) -> Iterator[bytes]:
    answer = _ask(folder, "cat-file", "--batch", given=b"".join(b"%s\n" % one for one in objects))
    at = 0
    for _ in objects:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _records(answer: bytes) -> list[bytes]:
    return [record for record in answer.split(b"\0") if record]


def _line(answer: bytes) -> str:
    return os.fsdecode(answer).removesuffix("\n")


def _ask(folder: Path, *arguments: str, given: bytes = b"", unless: str | None = None) -> bytes:
    """Return what git answers; `GitFault` with the sentence `unless`, or with git's own, where it refuses."""
    done = _run(folder, *arguments, given=given)
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        # Where a folder belongs to somebody else git refuses with its own remedy, which is the better one.
        is_known = unless and "dubious ownership" not in said
        raise GitFault(unless if unless and is_known else f"git refused: {said}", said)
    return done.stdout


def _run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise GitFault(f"{_MISSING}; install it, or name two folders")
    return subprocess.run(
        [program, *_ALWAYS, *arguments],
        cwd=folder,
        env=_environment(),
        input=given,
        capture_output=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    # A hook runs us with GIT_DIR and more set to whatever it is about.
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**ours, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
