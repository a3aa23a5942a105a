"""What was put right in the content, found by comparing the states that it was in: an input of the line.

News is left out, for the records tell that themselves, and so are settings, which are not the record.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, get_args

from tracker_site import __version__, git
from tracker_site.changes.compare import compare
from tracker_site.changes.corrections import Correction, Corrections, Nature
from tracker_site.changes.differences import Difference, Differences, Position
from tracker_site.labels import RESPONSES
from tracker_site.phrases import who_says_so
from tracker_site.problems import ContentError
from tracker_site.project import Project
from tracker_site.provenance import LONDON
from tracker_site.status.standing import Standings

MOST = 50
"""How many states of the content are compared, each with the one before."""
_MOST_FILES = 20_000
"""The files that are read for it, so that a large site compares fewer."""
_FORM = 3
"""Of what is remembered; another number makes older memories forgotten."""
_NOT_TOLD = frozenset({"mark", "setting", "key"})
"""What follows from the rest, and what is not the record: where things are found is not what is said of them."""

_NATURES: Mapping[str, Nature] = {one: one for one in get_args(Nature)}

Stand = Callable[[Path, str, date], Standings]
"""Derives a state from a folder of content, its name and a day; raises `ContentError` where it has mistakes."""

Compared = tuple[Correction, ...] | None
"""What a state put right; nothing where the state can't be compared."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found at a commit: the day from which on all is known, and what each state put right, oldest first."""

    commit: str | None
    since: date | None
    compared: Mapping[str, Compared]
    """By the names of the two commits that were compared."""


def read_corrections(project: Project, stand: Stand) -> Corrections | None:
    """Return what was put right in the content of a project, as far back as it is compared; `stand` derives a state.

    Nothing without git or a repository, and nothing in a shallow clone, which lacks the states before. Only commits
    that changed or removed what was there can put something right; one whose content no longer passes the check is
    passed over, and the next is compared with the last that does. Each comparison is remembered by its two commits.
    """
    try:
        state = git.state_of(project.content)
        if state.is_shallow:
            return None
        memory = project.memory / "corrections.json"
        known = _recall(memory, state) or _Known(None, None, {})
        if known.commit != state.commit:
            known = _read(project, state, known.compared, stand)
            _remember(memory, state, known)
    except git.GitFault:
        return None
    if known.since is None:
        return None
    # What was put right twice on a day, without a word of what it said, reads as one.
    found = dict.fromkeys(one for told in reversed(tuple(known.compared.values())) for one in told or ())
    return Corrections(tuple(found), known.since)


def _read(project: Project, state: git.State, compared: Mapping[str, Compared], stand: Stand) -> _Known:
    files = len(git.files_at(project.content, state.commit))
    most = max(1, min(MOST, _MOST_FILES // max(1, 2 * files)))
    found = git.revisions(project.content, state, most)
    oldest = found[-1] if len(found) == most else git.first_revision(project.content, state)
    return _Known(
        state.commit,
        _day(oldest) if oldest else None,
        dict(_compare_all(partial(_stand_at, project, stand), found, compared)),
    )


def _compare_all(
    stand_at: Callable[[str, date], Standings | None],
    found: tuple[git.Revision, ...],
    known: Mapping[str, Compared],
) -> Iterator[tuple[str, Compared]]:
    """Yield what each commit put right, the oldest first, by the names of the two that were compared."""
    # Of commits of one day, the state after one is the state before the next.
    stand_at = lru_cache(maxsize=2)(stand_at)
    before = found[-1].parent if found else None
    for revision in reversed(found):
        pair = f"{before} {revision.commit}"
        told = known[pair] if pair in known else _compared(stand_at, before, revision)
        yield pair, told
        if told is not None:
            before = revision.commit


def _compared(
    stand_at: Callable[[str, date], Standings | None], before: str | None, revision: git.Revision
) -> Compared:
    day = _day(revision)
    old = stand_at(before, day) if before else None
    new = stand_at(revision.commit, day)
    if new is None:
        return None
    return tuple(_told(compare(old, new), day)) if old else ()


def _stand_at(project: Project, stand: Stand, commit: str, day: date) -> Standings | None:
    """Return where everything stood at a commit, as at a day; nothing where its content does not pass the check."""
    with tempfile.TemporaryDirectory(prefix="tracker-site-") as name:
        folder = Path(name).resolve()
        git.export(project.content, commit, folder)
        with suppress(ContentError):
            return stand(folder, project.shown_content, day)
    return None


def _told(differences: Differences, day: date) -> Iterator[Correction]:
    """Yield what was put right, and what was put otherwise, each once."""
    found = (one for one in (*differences.found, *differences.slips) if one.subject != "site")
    yield from dict.fromkeys(
        Correction(day, _nature(one), one.subject, _words(one))
        for one in found
        if one.nature != "news" and one.kind not in _NOT_TOLD
    )


def _nature(one: Difference) -> Nature:
    if one.kind == "withdrawn":
        return "withdrawal"
    return "wording" if one.nature == "wording" else "correction"


def _words(one: Difference) -> str:
    """Return what was put right, without a text that an editor wrote: it may be what had to go."""
    match one.kind:
        case "recommendation" | "action":
            return f"{_position(one.before)} → {_position(one.after)}"
        case "response":
            return f"response: {_response(one.before)} → {_response(one.after)}"
    return one.gist or one.words


def _position(position: Position | str | None) -> str:
    if not isinstance(position, Position):
        return "not recorded"
    return f"{position.label} ({who_says_so(position.assurance, position.status).lower()})"


def _response(response: Position | str | None) -> str:
    return RESPONSES[response].lower() if isinstance(response, str) else "none recorded"


def _day(revision: git.Revision) -> date:
    return datetime.fromtimestamp(revision.seconds, LONDON).date()


def _recall(memory: Path, state: git.State) -> _Known | None:
    """Return what is remembered of this folder; a memory that can't be read is none."""
    with suppress(OSError, ValueError, AttributeError, KeyError, TypeError):
        found: dict[str, Any] = json.loads(memory.read_text(encoding="utf-8"))
        if found["of"] == _what(state):
            since = date.fromisoformat(found["since"]) if found["since"] else None
            compared = {pair: _restored(told) for pair, told in found["compared"].items()}
            return _Known(found["commit"], since, compared)
    return None


def _restored(told: list[list[str]] | None) -> Compared:
    if told is None:
        return None
    return tuple(
        Correction(date.fromisoformat(day), _NATURES[nature], subject, words)
        for day, nature, subject, words in told
    )


def _remember(memory: Path, state: git.State, known: _Known) -> None:
    compared = {
        pair: None if told is None else [astuple(one) for one in told]
        for pair, told in known.compared.items()
    }
    told = {"of": _what(state), "commit": known.commit, "since": known.since, "compared": compared}
    fresh = memory.with_name(f"{memory.name}.{os.getpid()}")
    with suppress(OSError):  # whoever can't remember only takes longer
        memory.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(told, default=date.isoformat), encoding="utf-8")
        fresh.replace(memory)


def _what(state: git.State) -> list[str | int]:
    return [_FORM, __version__, state.prefix]
