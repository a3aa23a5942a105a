"""What the accounts and the briefings say, as `data/tracker.json` has it."""

from __future__ import annotations

from typing import Any

from tracker_site.accounts.keeping import Against, Kept
from tracker_site.pages.briefing_groups import Group, groups_of_body
from tracker_site.pages.business import FOLDER, Business, businesses
from tracker_site.pages.guide import Guide
from tracker_site.pages.questions import Matter
from tracker_site.pages.tables.columns import url

Json = dict[str, Any]


def kept_data(kept: Kept | None) -> Json | None:
    """Return whether a promise that was kept was kept in time; nothing for any other."""
    if kept is None:
        return None
    return {
        "said": kept.said.text,
        "said_in": kept.said_in,
        "not_before": kept.not_before.isoformat() if kept.not_before else None,
        "by_first_date": _against(kept.first),
        "by_last_date": _against(kept.last),
    }


def _against(of: Against) -> Json:
    return {
        "due": of.due.text if of.due else None,
        "in_time": of.punctuality,
        "days_late_at_least": of.days_at_least,
        "days_late_at_most": of.days_at_most,
    }


def briefings_data(guide: Guide) -> list[Json]:
    """Return what the briefing of each body asks, as its page prints it."""
    return [_briefing(guide, business) for business in businesses(guide)]


def _briefing(guide: Guide, business: Business) -> Json:
    return {
        "body": business.body,
        "url": url(guide, f"{FOLDER}{business.body}/"),
        "next_meeting": business.next.id if business.next else None,
        "next_date": business.next.date.text if business.next else None,
        "last_meeting": business.last.id if business.last else None,
        "groups": [_group(one) for one in guide.once(groups_of_body, business.body)],
    }


def _group(group: Group) -> Json:
    return {
        "key": group.key,
        "heading": group.heading,
        "total": group.total,
        "items": [_matter(number, one) for number, one in enumerate(group.matters, group.first)],
    }


def _matter(number: int, matter: Matter) -> Json:
    return {
        "number": number,
        "about": matter.about,
        "text": matter.text.source if matter.text else None,
        "recorded": matter.recorded,
        "question": matter.question,
        "said_in": matter.said_in_record,
    }
