"""What the derivation of each thing looks at: all that was said, and the day for which it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.register.occasions import Mention, Report
from tracker_site.register.register import Register
from tracker_site.standing.sayings import Gathered, Said, StatusNews, gather
from tracker_site.standing.standing import News


@dataclass(frozen=True, slots=True)
class View:
    """A register as it is seen on a day."""

    register: Register
    as_at: date
    seen: frozenset[str]
    gathered: Gathered
    drafts: frozenset[str]
    """The meetings whose minutes are drafts."""
    held: Mapping[str, tuple[Meeting, ...]]
    """The meetings that each body held, in the order of days."""
    body_of: Mapping[str, str]
    """The body of each meeting that was held."""

    @property
    def quiet_after(self) -> int:
        """The number of days without news after which an open thing is quiet."""
        return self.register.records.site.quiet_after

    def said_by_now(self, said: Iterable[Said]) -> list[Said]:
        """Return what is seen of all that was said."""
        return [one for one in said if one.record in self.seen]


def view_on(register: Register, today: date, as_at: date) -> View:
    """Return the register as it is seen on the day `as_at`; scheduled meetings only as of the real `today`."""
    meetings = register.records.of_kind(Meeting)
    seen = frozenset(
        id
        for id, day in register.days.items()
        if (as_at == today if _is_scheduled(register, id) else day <= as_at)
    )
    held: dict[str, list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda meeting: (register.days[meeting.id], meeting.id)):
        if meeting.state == "held" and meeting.id in seen:
            held.setdefault(meeting.body, []).append(meeting)
    return View(
        register,
        as_at,
        seen,
        gather(register),
        frozenset(meeting.id for meeting in meetings if meeting.minutes == "draft"),
        {body: tuple(of_body) for body, of_body in held.items()},
        {meeting.id: body for body, of_body in held.items() for meeting in of_body},
    )


def status_news(register: Register, said: Iterable[Said], breadths: Mapping[str, int]) -> list[StatusNews]:
    """Return the statuses among what was said, for the things named in `breadths` with their breadth."""
    return [
        StatusNews(one, one.what, status, breadths[one.target])
        for one in said
        if isinstance(one.what, Report)
        and one.target in breadths
        and (status := register.statuses.get(one.what.progress.status or ""))
    ]


def news_since(said: Iterable[Said], issue: PartialDate, birth: str) -> list[Said]:
    """Return when a thing was considered, answered or reported on after its issue.

    `birth` is the record that issued it: that it did so is not news, but what it says of progress is.
    """
    return [
        one
        for one in said
        if not one.date.is_before(issue) and (one.record != birth or not isinstance(one.what, Mention))
    ]


def last_of(news: Iterable[Said]) -> News | None:
    """Return the last news."""
    latest = max(news, key=lambda one: (one.day, one.record), default=None)
    return News(latest.date, latest.record) if latest else None


def _is_scheduled(register: Register, id: str) -> bool:
    record = register.records.by_id[id]
    return isinstance(record, Meeting) and record.state == "scheduled"
