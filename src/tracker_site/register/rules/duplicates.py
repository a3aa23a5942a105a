"""Rules that look at several records at once: what seems to stand twice, and what meets no clock."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from tracker_site.problems import in_words, quoted
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.site import Clock
from tracker_site.register.clocks import claims_of, clocks_of, runs_for
from tracker_site.register.findings import Finding, found
from tracker_site.register.register import Register

R = TypeVar("R", Recommendation, Meeting)


def check_numbers(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield recommendations of one source with the same number."""
    numbered = [(_number_of(one), one) for one in register.recommendations if one.number]
    for before, one in _met_before(numbered):
        where = register.records.place(before.id, "number")
        yield one.id, found(("number",), "same-number", quoted(one.number or ""), before.id, where)


def _number_of(one: Recommendation) -> tuple[str, str, str | None, str | None]:
    """Return what tells a recommendation from the others of its source: two reports, or two voices, count anew."""
    number = (one.number or "").casefold().rstrip(". ")
    return one.origin, number, one.numbered_by, one.issued.text if one.issued else None


def check_meetings(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield meetings of one body on one day that nothing tells apart."""
    meetings = register.records.of_kind(Meeting)
    on_days = [
        ((one.body, one.date.text), one) for one in meetings if one.date.is_day and one.state != "cancelled"
    ]
    for before, one in _met_before(on_days):
        if _items(one) == _items(before) or (one.title, one.kind) == (before.title, before.kind):
            where = register.records.place(before.id, "date")
            yield one.id, found(("date",), "same-meeting", before.id, where)


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


def check_what_meets(register: Register) -> Iterator[tuple[str, Finding]]:
    """Yield where a clock is named as met and nothing that is concerned has it, so that it would meet nothing."""
    clocks = {clock.key: clock for clock in clocks_of(register.records.site)}
    contents = register.contents.items()
    claiming = {id for id, one in contents for word in one.words if word.vocabulary == "clock"}
    for id in claiming:
        for path, key, about in claims_of(register.records.by_id[id]):
            clock = clocks.get(key)
            if clock and not _meets_something(register, clock, about):
                yield id, found(path, "meets-nothing", key, _runs_for_what(clock))


def _meets_something(register: Register, clock: Clock, about: Iterable[str]) -> bool:
    """Whether one of some entities is a record for which the clock runs; a name that is wrong may mean one."""
    records = register.records.by_id
    return any(
        target not in register.entities or (target in records and runs_for(register, clock, records[target]))
        for target in about
    )


def _runs_for_what(clock: Clock) -> str:
    """Return "an inspection of kind 'ilacs'" or "a recommendation made by 'scrutiny'"."""
    wanted = clock.applies_to
    article = "an" if wanted.record.startswith("i") else "a"
    kinds = f" of kind {in_words(wanted.kind)}" if wanted.kind else ""
    makers = f" made by {in_words(wanted.made_by)}" if wanted.made_by else ""
    held = " that took place" if wanted.record == "meeting" else ""
    return f"{article} {wanted.record}{kinds}{makers}{held}"
