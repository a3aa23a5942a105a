"""The table of what the briefings ask: everything that presses at the next meeting of each body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.briefing.body import Business, businesses
from tracker_site.briefing.items import Matter
from tracker_site.briefing.questions import to_in_words
from tracker_site.briefing.sheet import GROUPS
from tracker_site.dataset.guide import Guide
from tracker_site.pages.briefings import Pressed, pressed_on
from tracker_site.pages.tables.columns import (
    Table,
    choice,
    key,
    markdown,
    place,
    reference,
    text,
    when,
    yes_no,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Something that presses at the next meeting of a body."""

    business: Business
    pressed: Pressed


def _asked(guide: Guide) -> Iterator[_Asked]:
    for business in businesses(guide):
        yield from (_Asked(business, one) for one in pressed_on(guide, business))


def recorded_of(matter: Matter) -> str:
    """Return all that a matter tells, in one text: what is recorded of it, and of what is one matter with it."""
    return " ".join([matter.recorded, *(f"{line.link.text}: {line.text}" for line in matter.lines)]).strip()


def asked_of(matter: Matter) -> str:
    """Return what a matter asks, in one text, with whom to ask."""
    return " ".join(to_in_words(one) for one in matter.questions)


BRIEFING_ITEMS: Table[_Asked] = Table(
    "briefing_items",
    "What the briefings ask",
    "Everything that presses at the next meeting of each body, each concern once, with the questions that follow.",
    _asked,
    (
        key("body", "The body.", lambda _, row: row.business.body, "bodies"),
        place("Its number in the briefing.", lambda _, row: row.pressed.number, is_key=True),
        yes_no(
            "printed",
            "Whether it is on the printed page; what has no room there stands on a page of its own.",
            lambda _, row: row.pressed.is_printed,
        ),
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
        reference(
            "about",
            "What it is told by: a recommendation or an action, the record whose deadline runs, or the meeting or item "
            "of a request or of the agenda. What is one matter with it is told with it, and may be why it presses.",
            "things",
            lambda _, row: row.pressed.matter.thing,
            needed=True,
        ),
        markdown(
            "text",
            "The words of a request that has no record of its own.",
            lambda _, row: row.pressed.matter.text,
        ),
        text("recorded", "What is recorded of it.", lambda _, row: recorded_of(row.pressed.matter) or None),
        text(
            "question",
            "What to ask, and of whom; empty where nothing is to be asked.",
            lambda _, row: asked_of(row.pressed.matter) or None,
        ),
        reference(
            "said_in",
            "The first of the records that say so.",
            "things",
            lambda _, row: next(iter(row.pressed.matter.records), None),
        ),
    ),
)
