"""What the briefings ask, as data: `briefings` of `data/tracker.json`, and the table of all their items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from tracker_site.briefing.body import bodies
from tracker_site.briefing.items import Item
from tracker_site.briefing.sheet import HEADINGS, Sheet, sheet_of
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.tables.columns import OneOf, Rows
from tracker_site.dataset.tables.table import Table
from tracker_site.dates import PartialDate
from tracker_site.source.markup import Prose

Json = dict[str, Any]


def briefings_data(data: Dataset) -> list[Json]:
    """Return what the briefing of each body asks, as its page prints it."""
    return [_briefing(data, data.once(sheet_of, body.id)) for body in bodies(data)]


def _briefing(data: Dataset, sheet: Sheet) -> Json:
    body = sheet.body
    return {
        "body": body.id,
        "url": data.whole_url(body.address),
        "next_meeting": body.next.id if body.next else None,
        "next_date": body.next.date.text if body.next else None,
        "last_meeting": body.last.id if body.last else None,
        "groups": [_group(sheet, key) for key in dict.fromkeys(one.key for one in sheet.items)],
    }


def _group(sheet: Sheet, key: str) -> Json:
    return {
        "key": key,
        "heading": sheet.headings[key],
        "total": sum(one.key == key for one in sheet.items),
        "items": [_item(one) for one in sheet.printed if one.key == key],
    }


def _item(item: Item) -> Json:
    return {
        "number": item.number,
        "about": str(item.link),
        "text": item.text.source if item.text else None,
        "recorded": item.all_recorded or None,
        "question": item.question or None,
        "said_in": list(map(str, item.said_in)),
    }


class BriefingItem(NamedTuple):
    """Everything that presses at the next meeting of each body, each concern once, with the questions that follow."""

    body: Annotated[str, Rows("bodies")]
    place: int
    """Its number in the briefing."""
    printed: bool
    """Whether it is on the printed page; what has no room there stands on a page of its own."""
    next_meeting: Annotated[str | None, Rows("meetings")]
    """The next meeting of the body; empty where none is recorded."""
    next_date: PartialDate | None
    """The date of that meeting."""
    reason: Annotated[str, OneOf(tuple(HEADINGS))]
    """Why it presses."""
    heading: str
    """The same, as it heads the briefing."""
    about: Annotated[str, Rows("things", always_there=True)]
    """What it is told by: a recommendation or an action, the record whose deadline runs, or the meeting or item of a
    request or of the agenda. What is one matter with it is told with it, and may be why it presses."""
    text: Prose | None
    """The words of a request that has no record of its own."""
    recorded: str | None
    """What is recorded of it."""
    question: str | None
    """What to ask, and of whom; empty where nothing is to be asked."""
    said_in: Annotated[str | None, Rows("things")]
    """The first of the records that say so."""


def _items(data: Dataset) -> Iterator[BriefingItem]:
    for body in bodies(data):
        sheet, coming = data.once(sheet_of, body.id), data.ref(body.next.id) if body.next else None
        for item in sheet.items:
            yield BriefingItem(
                body=body.id,
                place=item.number,
                printed=item.is_printed,
                next_meeting=coming,
                next_date=coming.date if coming else None,
                reason=item.key,
                heading=sheet.headings[item.key],
                about=item.link,
                text=item.text,
                recorded=item.all_recorded or None,
                question=item.question or None,
                said_in=next(iter(item.said_in), None),
            )


BRIEFING_ITEMS = Table(
    "briefing_items", "What the briefings ask", entity=BriefingItem, rows=_items, key=("body", "place")
)
