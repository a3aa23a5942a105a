"""When each file of the content last changed, as git knows it: an input of the line, like the day."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tracker_site import git
from tracker_site.project import Project

LONDON = ZoneInfo("Europe/London")
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


def with_saved(known: Provenance, saved: Iterable[str]) -> Provenance:
    """Return what is known once some files were saved: no longer when they changed."""
    return replace(known, files={**known.files, **{file: None for file in saved if file in known.files}})


def read_provenance(project: Project, is_kept: bool = True) -> Provenance | None:
    """Return what git knows of the content of a project.

    Nothing without git or a repository, and nothing in a shallow clone, whose oldest commit seems to have changed
    every file. It is remembered by the commit, for reading a long history takes a moment; unless it `is_kept`, nothing
    is written for that.
    """
    try:
        state = git.state_of(project.content)
        if state.is_shallow:
            return None
        memory = project.memory / "provenance.json"
        known = _recall(memory, state)
        if known is None:
            known = _read(project.content, state)
            if is_kept:
                _remember(memory, state, known)
        changed = git.changed_since(project.content, state.commit)
    except git.GitFault:
        return None
    files = {file: None if file in changed else day for file, day in known.files.items()}
    return Provenance(files, known.removed)


def _read(content: Path, state: git.State) -> Provenance:
    there = git.files_at(content, state.commit)
    days: dict[str, date | None] = {}
    removed: date | None = None
    for dated in git.log(content, state):
        day = datetime.fromtimestamp(dated.seconds, LONDON).date()
        for file in dated.files:
            if file in there:
                days.setdefault(file, day)
            elif removed is None or removed < day:
                removed = day
    return Provenance(days, removed)


def _recall(memory: Path, state: git.State) -> Provenance | None:
    """Return what is remembered of this very commit; a memory that can't be read is none."""
    with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
        found: dict[str, Any] = json.loads(memory.read_text(encoding="utf-8"))
        if found.get("of") == _what(state):
            files = {file: _day(day) for file, day in found["files"].items()}
            return Provenance(files, _day(found["removed"]))
    return None


def _remember(memory: Path, state: git.State, known: Provenance) -> None:
    days = {file: day and day.isoformat() for file, day in known.files.items()}
    told = {"of": _what(state), "files": days, "removed": known.removed and known.removed.isoformat()}
    fresh = memory.with_name(f"{memory.name}.{os.getpid()}")
    with suppress(OSError):  # whoever can't remember only takes longer
        memory.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(memory)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _what(state: git.State) -> list[str | int]:
    return [_FORM, state.commit, state.prefix]
