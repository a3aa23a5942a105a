"""When each file of the content last changed, as git knows it: an input of the pipeline, like the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from tracker_site import git
from tracker_site.project import Project

_FORM = 1
"""Of what is remembered; another number makes older memories forgotten."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Every committed file of the content, named from its folder, with the day in London on which it last changed.

    The day is that of the last commit that changed a file of this path, so a file that was moved changed then; there
    is none where the file is not as it was committed.
    """

    files: Mapping[str, date | None]
    removed: date | None = None
    """The day on which a file was last taken away, for what was made from it changed then too."""


_KIND = TypeAdapter(Provenance)


def with_saved(known: Provenance, saved: Iterable[str]) -> Provenance:
    """Return what is known once some files were saved: no longer when they changed."""
    return replace(known, files={**known.files, **{file: None for file in saved if file in known.files}})


def read_provenance(project: Project, is_kept: bool = True) -> Provenance | git.UnreadHistory | None:
    """Return what git knows of the content of a project, or why it could not be asked.

    Nothing without a repository. In a shallow clone the oldest commit seems to have changed every file, so it is not
    read. It is remembered by the commit, for reading a long history takes a moment; unless it `is_kept`, nothing
    is written for that.
    """
    try:
        state = git.state_of(project.content)
        if state.is_shallow:
            return git.SHALLOW
        of = (_FORM, state.commit, state.prefix)
        known = project.recall("provenance", _KIND, of)
        if known is None:
            known = _read(project.content, state)
            if is_kept:
                project.remember("provenance", _KIND, of, known)
        return with_saved(known, git.changed_since(project.content, state.commit))
    except git.GitFault as fault:
        return git.why_unread(project.content, fault)


def _read(content: Path, state: git.State) -> Provenance:
    there = git.files_at(content, state.commit)
    days: dict[str, date | None] = {}
    removed: list[date] = []
    for commit in git.log(content, state):
        for file in commit.files:
            if file in there:
                days.setdefault(file, commit.day)
            else:
                removed.append(commit.day)
    return Provenance(days, max(removed, default=None))
