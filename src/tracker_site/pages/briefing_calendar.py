"""A briefing as a calendar entry, on the day of the next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from urllib.parse import urlsplit

from tracker_site.briefing.body import FOLDER, Business
from tracker_site.briefing.items import Matter
from tracker_site.briefing.questions import to_in_words
from tracker_site.dataset.guide import Guide
from tracker_site.pages.icalendar import Calendar, Event, calendar_to_bytes
from tracker_site.pages.words import count
from tracker_site.source.markup import Prose

ENTRY = "briefing.ics"
"""The name of the file in the folder of its briefing."""

QUESTIONS_SHOWN = 5
"""How many questions stand in the entry; its page has more."""


def calendar_entry(
    guide: Guide, business: Business, title: str, answer: str, matters: Sequence[Matter]
) -> bytes:
    """Return the entry: all day, with the way to the page and the first questions.

    Only for a next meeting that is known to the day, on a site that knows its own address.
    """
    meeting = business.next
    assert meeting
    assert meeting.date.earliest
    assert guide.site.base_url
    base_url = f"{guide.site.base_url.rstrip('/')}/"
    address = f"{base_url}{FOLDER}{business.body}/"
    place = urlsplit(base_url)
    event = Event(
        uid=f"briefing.{meeting.id}@{place.netloc}{place.path.rstrip('/').replace('/', '.')}",
        first=meeting.date.earliest,
        last=meeting.date.earliest,
        stamp=_last_record(guide),
        title=title,
        text=_text(answer, matters, address),
        address=address,
        state="CONFIRMED",
    )
    return calendar_to_bytes(Calendar(title, answer, f"{address}{ENTRY}", (event,)))


def _text(answer: str, matters: Sequence[Matter], address: str) -> str:
    asked = [
        f"{number}. {one.link.text}: {_quoted(one.text)}{one.recorded} {_asked(one)}".strip()
        for number, one in enumerate(matters[:QUESTIONS_SHOWN], start=1)
    ]
    rest = len(matters) - len(asked)
    more = [f"{count(rest, 'more question')} on the page."] if rest else []
    return "\n".join([answer, *asked, *more, address])


def _asked(matter: Matter) -> str:
    return " ".join(to_in_words(one) for one in matter.questions)


def _quoted(text: Prose | None) -> str:
    return f"“{shorten(text.source, 160, placeholder='…')}” " if text else ""


def _last_record(guide: Guide) -> date:
    """Return the day of the last record, so that the entry is the same on every day without news."""
    as_at, days = guide.standings.as_at, guide.register.days
    return max((days[id] for id in guide.standings.seen if days[id] <= as_at), default=as_at)
