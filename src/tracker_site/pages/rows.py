"""Meetings and plans in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tracker_site.briefing.body import is_to_come
from tracker_site.dataset.entities import Plan
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import Ref
from tracker_site.labels import count, listing
from tracker_site.pages.page import MeetingRow
from tracker_site.phrases import meeting_state
from tracker_site.records.meeting import Meeting

CONSIDERED_SHOWN = 6
"""How many of the things that a meeting considered stand in a list; its own page has them all."""


def meeting_rows(guide: Guide, ids: Iterable[str]) -> tuple[MeetingRow, ...]:
    """Return the rows of those meetings that are seen: those to come, the nearest first, then the newest first."""
    days, seen = guide.register.days, {id for id in ids if id in guide.standings.seen}
    newest = [
        guide.once(_meeting_row, id) for id in sorted(seen, key=lambda id: (days[id], id), reverse=True)
    ]
    to_come = [row for row in reversed(newest) if row.is_to_come]
    return (*to_come, *(row for row in newest if not row.is_to_come))


def meetings_in_words(guide: Guide, meetings: Iterable[Meeting]) -> str:
    """Return how many meetings are recorded: "28 meetings held, 2 planned and 1 cancelled"."""
    states = Counter(
        "passed" if one.state == "scheduled" and not is_to_come(guide, one) else one.state for one in meetings
    )
    rest = (
        (states["scheduled"], "planned"),
        (states["passed"], "planned for a day that has passed"),
        (states["cancelled"], "cancelled"),
        (states["unknown"], "known only from papers"),
    )
    return listing([f"{count(states['held'], 'meeting')} held", *(f"{n} {words}" for n, words in rest if n)])


def _meeting_row(guide: Guide, id: str) -> MeetingRow:
    meeting = guide.meeting(id)
    about = dict.fromkeys(target for item in meeting.items for target in item.about)
    return MeetingRow(
        id=id,
        link=guide.link(id),
        body=guide.link(meeting.body),
        body_of=f"{guide.title(meeting.body)}, {guide.title(meeting.body.split('/')[0])}",
        date=meeting.date,
        state=meeting_state(meeting, guide.standings.as_at),
        is_to_come=is_to_come(guide, meeting),
        considered=guide.links(tuple(about)[:CONSIDERED_SHOWN]),
        considered_more=max(0, len(about) - CONSIDERED_SHOWN),
        outcomes=sum(len(item.outcomes) for item in meeting.items),
    )


def plans_apart(plans: Iterable[Plan]) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return the references to the action plans among them, and those to lists of reported work."""
    everything = tuple(plans)
    answering = tuple(one.link for one in everything if one.kind == "plan")
    return answering, tuple(one.link for one in everything if one.kind == "reported")
