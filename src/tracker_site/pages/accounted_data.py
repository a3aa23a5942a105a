"""What the accounts and the briefings say, as `data/tracker.json` has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker_site.briefing.body import FOLDER, Business, businesses
from tracker_site.dataset.guide import Guide
from tracker_site.pages.briefings import Pressed, pressed_on
from tracker_site.pages.tables.briefings import asked_of, recorded_of
from tracker_site.pages.tables.columns import url

Json = dict[str, Any]


def briefings_data(guide: Guide) -> list[Json]:
    """Return what the briefing of each body asks, as its page prints it."""
    return [_briefing(guide, business) for business in businesses(guide)]


def _briefing(guide: Guide, business: Business) -> Json:
    pressed = tuple(pressed_on(guide, business))
    return {
        "body": business.body,
        "url": url(guide, f"{FOLDER}{business.body}/"),
        "next_meeting": business.next.id if business.next else None,
        "next_date": business.next.date.text if business.next else None,
        "last_meeting": business.last.id if business.last else None,
        "groups": [_group(key, pressed) for key in dict.fromkeys(one.key for one in pressed)],
    }


def _group(key: str, pressed: Iterable[Pressed]) -> Json:
    of_group = [one for one in pressed if one.key == key]
    return {
        "key": key,
        "heading": of_group[0].heading,
        "total": len(of_group),
        "items": [_matter(one) for one in of_group if one.is_printed],
    }


def _matter(pressed: Pressed) -> Json:
    matter = pressed.matter
    return {
        "number": pressed.number,
        "about": matter.thing,
        "text": matter.text.source if matter.text else None,
        "recorded": recorded_of(matter) or None,
        "question": asked_of(matter) or None,
        "said_in": list(matter.records),
    }
