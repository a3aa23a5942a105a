"""What the accounts say, as `data/tracker.json` has it."""

from __future__ import annotations

from typing import Any

from tracker_site.accounts.keeping import Against, Kept

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
