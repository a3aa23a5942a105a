"""Corrections of the content, found by comparing the states that it was in: an input of the pipeline.

News is left out, for the records tell that themselves, and so are settings, which are not the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from tracker_site import __version__, git
from tracker_site.changes.compare import compare
from tracker_site.changes.differences import (
    Correction,
    CorrectionNature,
    Corrections,
    Difference,
    Differences,
)
from tracker_site.problems import ContentError
from tracker_site.project import Project
from tracker_site.status.standing import Standings

MOST = 50
"""How many states of the content are compared, each with the one before."""
_MOST_FILES = 20_000
"""The files that are read for it, so that a large site compares fewer."""
_FORM = 4
"""Of what is remembered; another number makes older memories forgotten."""
_NOT_TOLD = frozenset({"mark", "setting", "key"})
"""What follows from the rest, and what is not the record: where things are found is not what is said of them."""

Stand = Callable[[Path, str, date], Standings]
"""Derives a state from a folder of content, its name and a day; raises `ContentError` where it has mistakes."""

Compared = tuple[Correction, ...] | None
"""The corrections that a state made; none where the state can't be compared."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found at a commit: since when all is known, and the corrections of each state, oldest first."""

    commit: str | None
    since: date | None
    compared: Mapping[str, Compared]
    """By the names of the two commits that were compared."""


_KIND = TypeAdapter(_Known)


def read_corrections(project: Project, stand: Stand) -> Corrections | git.UnreadHistory | None:
    """Return the corrections of the content of a project, as far back as it is compared; `stand` derives a state.

    Nothing without a repository; a shallow clone lacks the states before, so it is not read. Only commits
    that changed or removed what was there can put something right; one whose content no longer passes the check is
    passed over, and the next is compared with the last that does. Each comparison is remembered by its two commits.
    """
    try:
        state = git.state_of(project.content)
        if state.is_shallow:
            return git.SHALLOW
        of = (_FORM, __version__, state.prefix)
        known = project.recall("corrections", _KIND, of) or _Known(None, None, {})
        if known.commit != state.commit:
            known = _read(project, state, known.compared, stand)
            project.remember("corrections", _KIND, of, known)
    except git.GitFault as fault:
        return git.why_unread(project.content, fault)
    if known.since is None:
        return None
    # What was put right twice on a day, without a word of what it said, reads as one.
    found = dict.fromkeys(one for each in reversed([*known.compared.values()]) for one in each or ())
    return Corrections(tuple(found), known.since)


def _read(project: Project, state: git.State, known: Mapping[str, Compared], stand: Stand) -> _Known:
    """Return the corrections of each commit, the oldest first; those that are `known` are not looked for again."""
    files = len(git.files_at(project.content, state.commit))
    most = max(1, min(MOST, _MOST_FILES // max(1, 2 * files)))
    found = git.revisions(project.content, state, most)
    oldest = found[-1] if len(found) == most else git.first_revision(project.content, state)

    # Of commits of one day, the state after one is the state before the next.
    @lru_cache(maxsize=2)
    def stand_at(commit: str, day: date) -> Standings | None:
        """Return where everything stood; nothing where the content does not pass the check."""
        with git.exported(project.content, commit) as folder, suppress(ContentError):
            return stand(folder, project.shown_content, day)
        return None

    def corrections_of(before: str | None, commit: git.Commit) -> Compared:
        old = stand_at(before, commit.day) if before else None
        new = stand_at(commit.name, commit.day)
        if new is None:
            return None
        return tuple(corrections_in(compare(old, new), commit.day)) if old else ()

    compared: dict[str, Compared] = {}
    before = found[-1].parent if found else None
    for commit in reversed(found):
        pair = f"{before} {commit.name}"
        compared[pair] = known[pair] if pair in known else corrections_of(before, commit)
        if compared[pair] is not None:
            before = commit.name
    return _Known(state.commit, oldest.day if oldest else None, compared)


def corrections_in(differences: Differences, day: date) -> Iterator[Correction]:
    """Yield what was put right, and what was put otherwise, each once."""
    found = (one for one in (*differences.found, *differences.slips) if one.subject != "site")
    yield from dict.fromkeys(
        Correction(day, _nature(one), one.subject, one.gist or one.words)
        for one in found
        if one.nature != "news" and one.kind not in _NOT_TOLD
    )


def _nature(one: Difference) -> CorrectionNature:
    if one.kind == "withdrawn":
        return "withdrawal"
    return "wording" if one.nature == "wording" else "correction"
