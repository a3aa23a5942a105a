"""Rules on what seems to be recorded twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from tracker_site.memory import Memory
from tracker_site.problems import Problems, quoted
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.register import Register
from tracker_site.register.warnings import warn, warn_of_record
from tracker_site.source import SourceFile

R = TypeVar("R", Recommendation, Meeting)


def check_duplicates(register: Register, problems: Problems, memory: Memory) -> None:
    """Warn of recommendations, meetings and outcomes that seem to stand twice."""
    meetings = register.records.of_kind(Meeting)
    _check_numbers(register, problems)
    _check_meetings(register, meetings, problems)
    files = [register.records.files[meeting.id] for meeting in meetings]
    memory.note_each(problems, _check_labels, meetings, files)


def _check_numbers(register: Register, problems: Problems) -> None:
    numbered = [(_number_of(one), one) for one in register.recommendations if one.number]
    for before, one in _met_before(numbered):
        where = register.records.place(before.id, "number")
        message = (
            f"{quoted(one.number or '')} is the number of '{before.id}' too ({where}), of the same source; correct "
            f"one of the two, delete what stands twice, or accept this with 'accepts: [same-number]'"
        )
        warn(register, problems, one.id, ("number",), message, "same-number")


def _number_of(one: Recommendation) -> tuple[str, str, str | None, str | None]:
    """Return what tells a recommendation from the others of its source: two reports, or two voices, count anew."""
    number = (one.number or "").casefold().rstrip(". ")
    return one.origin, number, one.numbered_by, one.issued.text if one.issued else None


def _check_meetings(register: Register, meetings: Iterable[Meeting], problems: Problems) -> None:
    on_days = [
        ((one.body, one.date.text), one) for one in meetings if one.date.is_day and one.state != "cancelled"
    ]
    for before, one in _met_before(on_days):
        if _items(one) == _items(before) or (one.title, one.kind) == (before.title, before.kind):
            where = register.records.place(before.id, "date")
            message = (
                f"'{before.id}' is a meeting of the same body on the same day ({where}), and nothing tells the two "
                f"apart; make one record of them, or give each a title and items of its own"
            )
            warn(register, problems, one.id, ("date",), message, "same-meeting")


def _items(meeting: Meeting) -> object:
    """Return what its items are called; no items are like no others."""
    return [(item.number, item.title.casefold()) for item in meeting.items] or meeting.id


def _met_before(keyed: Iterable[tuple[Hashable, R]]) -> Iterator[tuple[R, R]]:
    """Yield each record with the first that has the same key."""
    first: dict[Hashable, R] = {}
    for key, one in keyed:
        before = first.setdefault(key, one)
        if before is not one:
            yield before, one


def _check_labels(meeting: Meeting, file: SourceFile, problems: Problems) -> None:
    for i, item in enumerate(meeting.items):
        labels: dict[str, int] = {}
        for o, outcome in enumerate(item.outcomes):
            if not outcome.label or labels.setdefault(outcome.label, o) == o:
                continue
            line = file.place("items", i, "outcomes", labels[outcome.label], "label").line
            message = (
                f"{quoted(outcome.label)} is the label of another outcome of this item too (line {line}); correct one "
                f"of the two, delete what stands twice, or accept this with 'accepts: [same-label]'"
            )
            warn_of_record(
                meeting, file, problems, ("items", i, "outcomes", o, "label"), message, "same-label"
            )
