"""The timeline of one thing: what each occasion did to it, or said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from tracker_site.records.walk import Path
from tracker_site.register.occasions import Answer, Given, Mention, Report
from tracker_site.status.history import Statement
from tracker_site.status.standing import Entry


def timeline(subject: str, whole: str, said: Iterable[Statement]) -> tuple[Entry, ...]:
    """Return the entries of a recommendation (by id) or an action (by address), oldest first.

    `whole` is what the subject belongs to: news of that is news of it.
    That a thing was on the agenda is an entry only where nothing more was said or done under that item.
    """
    entries: list[Entry] = []
    for _, of_occasion in groupby(said, key=lambda one: one.record):
        entries.extend(_entries(subject, whole, list(of_occasion)))
    return tuple(entries)


def _entries(subject: str, whole: str, said: list[Statement]) -> Iterator[Entry]:
    done: set[tuple[Path, str]] = set()
    told: list[Statement] = []
    for one in sorted(said, key=_narrowest_first):
        # What is said of two things at once is said of each: of the subject, and of an action that answers it.
        of = one.target if _is_of_another(one, subject, whole) else subject
        if (one.what.path, of) not in done and not _is_told_already(one, told):
            done.add((one.what.path, of))
            told.append(one)
    for one in sorted(told, key=lambda one: (one.line, one.target != subject, one.target)):
        yield _entry(subject, whole, one)


def _is_of_another(said: Statement, subject: str, whole: str) -> bool:
    """Whether progress is told of something else than the subject, a part of it or what it belongs to."""
    is_of_it = f"{said.target}/".startswith(f"{subject}/") or said.target == whole
    return isinstance(said.what, Report) and not is_of_it


def _narrowest_first(said: Statement) -> tuple[int, int, int]:
    """Order by what says most: reports and answers, then outcomes and points, the bare mention, and figures."""
    what = said.what
    if isinstance(what, Given):
        return (3, 0, said.line)
    if not isinstance(what, Mention):
        return (0, -said.target.count("/"), said.line)
    return (1 if what.outcome or what.point or what.action else 2, -said.target.count("/"), said.line)


def _is_told_already(said: Statement, told: Iterable[Statement]) -> bool:
    what = said.what
    if isinstance(what, Given):
        return any(other.what.item is what.item and other.target != said.target for other in told)
    if not isinstance(what, Mention) or what.point or what.action:
        return False
    others = [other.what for other in told if not (isinstance(other.what, Mention) and other.what.action)]
    if what.outcome:
        return any(other.outcome is what.outcome for other in others)
    if what.item:
        return any(other.item is what.item for other in others)
    return bool(others)


def _entry(subject: str, whole: str, said: Statement) -> Entry:
    what, occasion = said.what, said.occasion
    return Entry(
        occasion.date,
        occasion.record,
        occasion.kind,
        said.target,
        what.item.title if what.item else None,
        what.outcome.verb if what.outcome else None,
        day=said.day,
        **_told(subject, whole, said),
    )


def _told(subject: str, whole: str, said: Statement) -> dict[str, Any]:
    """Return the fields of an entry that tell what was said."""
    what = said.what
    outcome_text = what.outcome.text if what.outcome else None
    match what:
        case Report(progress=progress):
            # News of an action moves the action, not the recommendation that it answers.
            is_of_action = _is_of_another(said, subject, whole)
            return {
                "status_of_action" if is_of_action else "status": said.status,
                "said_by": what.said_by,
                "due": progress.due,
                "text": progress.note or outcome_text,
                "reason": progress.reason,
            }
        case Answer(response=response):
            return {
                "response": response.response,
                "proposed": response.standing == "proposed",
                "by": response.by,
                "text": response.note or outcome_text,
            }
        case Mention(action=action, point=point):
            return {
                "text": action.text if action else point.text if point else outcome_text,
                "action": f"{said.occasion.record}/{action.key}" if action else None,
            }
        case Given(figure=figure):
            return {"figure": figure.value, "said_by": figure.said_by, "text": figure.note}
