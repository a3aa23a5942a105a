"""Actions in a draft, and what is only offered there: promises, how far known things have come, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.draft.duties import Duty
from tracker_site.draft.findings import (
    ActionFound,
    Asked,
    Behind,
    FigureFound,
    ItemFound,
    ProgressFound,
    Told,
)
from tracker_site.draft.keys import key_from
from tracker_site.draft.plain_fields import LONGEST_NAME, answer_field, line_field, maybe_field, spoken
from tracker_site.draft.questions import (
    ARE_FIGURES,
    HOW_FAR,
    SHORTEN_IT,
    WAS_PROMISED,
    does_recur,
)
from tracker_site.draft.writing import Entry, Field, markdown, scalar

_LONG_TITLE = 100  # characters of the title of an action
_REPORTS = re.compile(
    r"\b(?:advised|suggested|reported|wanted|said|explained|confirmed|stated) (?:that|to|them)\b"
)
_MOST_OFFERED = 40  # things of which it may have been said how far they have come


def actions_field(item: ItemFound, keys: set[str]) -> Field:
    """Return the actions, and below them, as notes, what may have been promised."""
    entries = [action_entry(action, keys, _context(item, action)) for action in item.actions]
    likely = [promise for promise in item.promises if len(promise.title) <= LONGEST_NAME]
    if not likely:
        return Field("actions", entries)
    there = {one.line: one.id for one in item.progress if one.said and "/" in one.id}
    below = (
        f"  # {line}"
        for promise in likely
        for line in _as_note(promise, keys, _context(item, promise), there.get(promise.line))
    )
    return Field("actions", entries or None, (WAS_PROMISED,), below=tuple(below))


def _context(item: ItemFound, action: ActionFound) -> str:
    """Return what an action is about, where its own words do not say it: its paragraph, or else its item."""
    title = item.title.value if isinstance(item.title, Told) else ""
    return next((point.text for point in item.points if point.line == action.line), title)


def progress_fields(item: ItemFound) -> Iterator[Field]:
    """Yield, as notes, the known things of which it may have been said how far they have come."""
    if item.progress:
        # Those whose words the minutes have come first where there are more than anybody reads.
        offered = sorted(item.progress, key=lambda one: not one.said)[:_MOST_OFFERED]
        below = [f"  # {line}" for one in item.progress if one in offered for line in _progress_as_note(one)]
        yield Field("progress", None, (HOW_FAR,), below=tuple(below))


def figure_fields(item: ItemFound) -> Iterator[Field]:
    """Yield, as notes, what may be figures of known measures."""
    if item.figures:
        below = [line for one in item.figures[:_MOST_OFFERED] for line in _figure_as_note(one)]
        yield Field("figures", None, (ARE_FIGURES,), below=tuple(f"  # {line}" for line in below))


def _figure_as_note(one: FigureFound) -> list[str]:
    return [
        f"- measure: {one.measure}  # {shortened(one.title)} – perhaps line {one.line} of the minutes",
        f'  value: "{one.value}"',
        f"  note: {scalar(spoken(markdown(one.said)))}",
    ]


def _progress_as_note(one: ProgressFound) -> list[str]:
    short = shortened(one.title)
    where = f" – perhaps line {one.line} of the minutes" if one.said else ""
    note = [f"  note: {scalar(spoken(markdown(one.said)))}"] if one.said else []
    return [f"- on: {one.id}  # {short}{where}", "  status:", *note]


def shortened(title: str) -> str:
    """Return a title, cut where it is too long for a comment."""
    title = " ".join(spoken(title).split())
    return title if len(title) <= 80 else f"{title[:80].rsplit(' ', 1)[0]} …"


def _as_note(promise: ActionFound, keys: set[str], context: str, there: str | None) -> list[str]:
    # What is an action of a plan already is not promised anew, or it would stand on the site twice.
    key = key_from(promise.subject or promise.title, keys, context)
    known = f"; if it is {there}, say its progress below instead" if there else ""
    return [
        f"- key: {key}  # line {promise.line} of the minutes{known}",
        f"  title: {scalar(spoken(promise.title))}",
        *_owner_as_note(promise),
        *([f"  due: {promise.due}"] if promise.due else []),
        *([f"  when: {scalar(promise.when)}"] if promise.when else []),
        *_duty_as_note(promise.duty),
        "  promised: yes" if promise.is_undertaken else "  # promised: yes",
    ]


def _owner_as_note(promise: ActionFound) -> list[str]:
    match promise.owner:
        case Told(value):
            return [f"  owner: {scalar(value)}"]
        case Asked(question):
            return [f"  owner:  # TODO {spoken(question)}"]
    who = promise.perhaps_owner
    return [f"  # owner: {scalar(who.office)}  # {_who_may_be(who)}"] if who and who.office else []


def _duty_as_note(duty: Duty | None) -> list[str]:
    if duty is None:
        return []
    return ["  standing: true" if duty.is_certain else f'  # standing: true  # "{spoken(duty.words)}"']


def _who_may_be(who: Behind) -> str:
    return f'if "{who.word}" is that, {spoken(who.place)}'


def action_entry(action: ActionFound, keys: set[str], context: str) -> Entry:
    """Return an action, with what is to be asked of it."""
    is_long = len(action.title) > _LONG_TITLE or _REPORTS.search(action.title) is not None
    return [
        Field("key", key_from(action.title, keys, context), (SHORTEN_IT,) if is_long else ()),
        line_field("title", action.title, action.line),
        *_owner(action),
        *maybe_field("due", action.due),
        *maybe_field("when", action.when, action.line),
        *_duty(action.duty),
    ]


def _owner(action: ActionFound) -> Iterator[Field]:
    who = action.perhaps_owner
    if action.owner:
        yield answer_field("owner", action.owner)
    elif who and who.office:
        yield Field("owner", scalar(who.office), (_who_may_be(who),), is_offered=True)


def _duty(duty: Duty | None) -> Iterator[Field]:
    """Yield that an action recurs: offered, with a question, where the minutes do not say so outright."""
    if duty:
        notes = () if duty.is_certain else (does_recur(spoken(duty.words)),)
        yield Field("standing", "true", notes, is_answer=True, is_offered=not duty.is_certain)
