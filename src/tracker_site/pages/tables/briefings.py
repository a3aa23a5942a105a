"""What the briefings ask, as data: `briefings` of `data/tracker.json`, and the table of all their items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker_site.briefing.body import bodies
from tracker_site.briefing.sheet import GROUPS, Numbered, Sheet, sheet_of
from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import (
    Table,
    choice,
    key,
    markdown,
    place,
    reference,
    text,
    url,
    when,
    yes_no,
)

Json = dict[str, Any]


def briefings_data(guide: Guide) -> list[Json]:
    """Return what the briefing of each body asks, as its page prints it."""
    return [_briefing(guide, guide.once(sheet_of, body.id)) for body in bodies(guide)]


def _briefing(guide: Guide, sheet: Sheet) -> Json:
    body = sheet.body
    groups = dict.fromkeys(one.group for one in sheet.numbered)
    return {
        "body": body.id,
        "url": url(guide, body.address),
        "next_meeting": body.next.id if body.next else None,
        "next_date": body.next.date.text if body.next else None,
        "last_meeting": body.last.id if body.last else None,
        "groups": [
            {
                "key": group.key,
                "heading": group.heading,
                "total": len(group.items),
                "items": [_item(one) for one in sheet.numbered if one.group is group and one.is_printed],
            }
            for group in groups
        ],
    }


def _item(numbered: Numbered) -> Json:
    item = numbered.item
    return {
        "number": numbered.number,
        "about": item.about,
        "text": item.text.source if item.text else None,
        "recorded": item.all_recorded or None,
        "question": item.question or None,
        "said_in": list(item.records),
    }


def _items(guide: Guide) -> Iterator[Numbered]:
    for body in bodies(guide):
        yield from guide.once(sheet_of, body.id).numbered


BRIEFING_ITEMS: Table[Numbered] = Table(
    "briefing_items",
    "What the briefings ask",
    "Everything that presses at the next meeting of each body, each concern once, with the questions that follow.",
    _items,
    (
        key("body", "The body.", lambda _, row: row.item.body.id, "bodies"),
        place("Its number in the briefing.", lambda _, row: row.number, is_key=True),
        yes_no(
            "printed",
            "Whether it is on the printed page; what has no room there stands on a page of its own.",
            lambda _, row: row.is_printed,
        ),
        reference(
            "next_meeting",
            "The next meeting of the body; empty where none is recorded.",
            "meetings",
            lambda _, row: row.item.body.next.id if row.item.body.next else None,
        ),
        when(
            "next_date",
            "The date of that meeting.",
            lambda _, row: row.item.body.next.date if row.item.body.next else None,
        ),
        choice("reason", "Why it presses.", GROUPS, lambda _, row: row.group.key, True),
        text("heading", "The same, as it heads the briefing.", lambda _, row: row.group.heading, needed=True),
        reference(
            "about",
            "What it is told by: a recommendation or an action, the record whose deadline runs, or the meeting or item "
            "of a request or of the agenda. What is one matter with it is told with it, and may be why it presses.",
            "things",
            lambda _, row: row.item.about,
            needed=True,
        ),
        markdown(
            "text", "The words of a request that has no record of its own.", lambda _, row: row.item.text
        ),
        text("recorded", "What is recorded of it.", lambda _, row: row.item.all_recorded or None),
        text(
            "question",
            "What to ask, and of whom; empty where nothing is to be asked.",
            lambda _, row: row.item.question or None,
        ),
        reference(
            "said_in",
            "The first of the records that say so.",
            "things",
            lambda _, row: next(iter(row.item.records), None),
        ),
    ),
)
