"""The timeline of a recommendation or an action as a page shows it: newest first, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate
from tracker_site.pages.words import RESPONSES, SPEAKERS, VERBS, who_says_so
from tracker_site.records.plan import Plan
from tracker_site.records.statuses import assurance_of
from tracker_site.source.markup import Prose
from tracker_site.status.standing import Entry

MENTIONED = {
    "meeting": "Considered",
    "update": "Mentioned",
    "inspection": "Looked back on",
    "plan": "Action plan",
}
"""What each kind of record did to a thing of which it says no more than that."""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that a record did or said.

    `target` is given where something wider or narrower than the thing itself was named, `item` where no text is.
    """

    did: str | None
    action: Link | None
    item: str | None
    target: Link | None
    status_key: str | None
    status: str | None
    said_by: str | None
    response: str | None
    proposed: bool
    by: str | None
    due: PartialDate | None
    text: Prose | None
    reason: Prose | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """All that one record did to a thing, or said of it."""

    date: PartialDate
    record: Link
    lines: tuple[TimelineLine, ...]


def entries_shown(guide: Guide, subject: str, entries: Iterable[Entry]) -> tuple[TimelineEntry, ...]:
    """Return the entries for a reader, newest first."""
    newest = sorted(entries, key=lambda one: (one.day, one.record), reverse=True)
    return tuple(
        _entry(guide, subject, list(of_record)) for _, of_record in groupby(newest, lambda one: one.record)
    )


def _entry(guide: Guide, subject: str, entries: list[Entry]) -> TimelineEntry:
    lines = tuple(_line(guide, subject, entry) for entry in entries)
    return TimelineEntry(entries[0].date, guide.link(entries[0].record), lines)


def _line(guide: Guide, subject: str, entry: Entry) -> TimelineLine:
    status = entry.status or entry.status_of_action
    return TimelineLine(
        did=_did(guide, entry),
        action=guide.link(entry.action) if entry.action else None,
        item=None if entry.text else entry.item,
        target=_target(guide, subject, entry.on),
        status_key=status.common.key if status else None,
        status=status.label if status else None,
        said_by=who_says_so(assurance_of(entry.said_by), status.common.key if status else None)
        if entry.said_by and not entry.figure
        else None,
        response=RESPONSES[entry.response] if entry.response else None,
        proposed=entry.proposed,
        by=entry.by,
        due=entry.due,
        text=entry.text,
        reason=entry.reason,
    )


def _did(guide: Guide, entry: Entry) -> str | None:
    """Return what was done, in a word, where neither a status nor an answer says it."""
    if entry.figure:
        return f"Figure given by {SPEAKERS[entry.said_by or 'council']}: {entry.figure}"
    if entry.action:
        return "Action"
    if entry.verb:
        return VERBS[entry.verb]
    if entry.said_by or entry.response:
        return None
    match guide.register.records.by_id[entry.record]:
        case Plan(kind="reported"):
            return "Work reported"
    return "Discussed" if entry.kind == "meeting" and entry.text else MENTIONED[entry.kind]


def _target(guide: Guide, subject: str, target: str) -> Link | None:
    if target == subject:
        return None
    link = guide.link(target)
    return (
        Link(f"part {target.removeprefix(f'{subject}/')}", link.address, link.is_inferred)
        if target.startswith(f"{subject}/")
        else link
    )
