"""The table of what the briefings ask: everything that presses at the next meeting of each body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.pages.briefing_groups import GROUPS, Pressed, everything_of
from tracker_site.pages.business import Business, businesses
from tracker_site.pages.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    choice,
    key,
    markdown,
    place,
    reference,
    text,
    when,
    whole,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Something that presses at the next meeting of a body: the n-th of all."""

    business: Business
    place: int
    pressed: Pressed


def _asked(guide: Guide) -> Iterator[_Asked]:
    for business in businesses(guide):
        pressed = everything_of(guide, business)
        yield from (_Asked(business, place, one) for place, one in enumerate(pressed, 1))


BRIEFING_ITEMS: Table[_Asked] = Table(
    "briefing_items",
    "What the briefings ask",
    "Everything that presses at the next meeting of each body, under the first heading that fits, with its question.",
    _asked,
    (
        key("body", "The body.", lambda _, row: row.business.body, "bodies"),
        place("Where it stands among all that presses at that body.", lambda _, row: row.place, is_key=True),
        reference(
            "next_meeting",
            "The next meeting of the body; empty where none is recorded.",
            "meetings",
            lambda _, row: row.business.next.id if row.business.next else None,
        ),
        when(
            "next_date",
            "The date of that meeting.",
            lambda _, row: row.business.next.date if row.business.next else None,
        ),
        choice("reason", "Why it presses.", GROUPS, lambda _, row: row.pressed.key, True),
        text(
            "heading", "The same, as it heads the briefing.", lambda _, row: row.pressed.heading, needed=True
        ),
        whole(
            "number",
            "The number of its question on the printed page; empty where the page only counts it.",
            lambda _, row: row.pressed.number,
        ),
        reference(
            "about",
            "The recommendation or action, the record whose deadline runs, or the meeting or item of the request.",
            "things",
            lambda _, row: row.pressed.matter.about,
            needed=True,
        ),
        markdown(
            "text",
            "The words of a request that has no record of its own.",
            lambda _, row: row.pressed.matter.text,
        ),
        text("recorded", "What is recorded of it.", lambda _, row: row.pressed.matter.recorded, needed=True),
        text("question", "What to ask.", lambda _, row: row.pressed.matter.question, needed=True),
        reference(
            "said_in", "The record that says so.", "things", lambda _, row: row.pressed.matter.said_in_record
        ),
    ),
)
