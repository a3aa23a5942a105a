"""Meetings and plans in lists."""

from __future__ import annotations

from collections.abc import Iterable

from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import MeetingRow
from tracker_site.pages.words import MEETING_STATES
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan

CONSIDERED_SHOWN = 6
"""How many of the things that a meeting considered stand in a list; its own page has them all."""


def meeting_rows(guide: Guide, ids: Iterable[str]) -> tuple[MeetingRow, ...]:
    """Return the rows of those meetings that are seen, newest first."""
    seen = {id for id in ids if id in guide.standings.seen}
    newest = sorted(seen, key=lambda id: (guide.register.days[id], id), reverse=True)
    return tuple(_meeting_row(guide, id) for id in newest)


def _meeting_row(guide: Guide, id: str) -> MeetingRow:
    meeting = guide.register.records.by_id[id]
    assert isinstance(meeting, Meeting)
    about = dict.fromkeys(target for item in meeting.items for target in item.about)
    return MeetingRow(
        id=id,
        link=guide.link(id),
        body=guide.link(meeting.body),
        body_of=f"{guide.title(meeting.body)}, {guide.title(meeting.body.split('/')[0])}",
        date=meeting.date,
        state=MEETING_STATES[meeting.state],
        considered=guide.links(tuple(about)[:CONSIDERED_SHOWN]),
        considered_more=max(0, len(about) - CONSIDERED_SHOWN),
        outcomes=sum(len(item.outcomes) for item in meeting.items),
    )


def plans_apart(guide: Guide, plans: Iterable[Plan]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the links to the action plans among them, and those to lists of reported work."""
    everything = tuple(plans)
    links = [
        guide.links(tuple(one.id for one in everything if one.kind == kind)) for kind in ("plan", "reported")
    ]
    return links[0], links[1]
