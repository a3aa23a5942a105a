"""The sorts of actions, by what is to be noticed about them; the ones to ask about stand first."""

from __future__ import annotations

from collections.abc import Mapping

from tracker_site.dataset.guide import Guide
from tracker_site.status.promises import sort_of

PROMISES: Mapping[str, tuple[str, str]] = {
    "late": ("Past their date", "Open, and the due date has passed."),
    "dated": ("With a date to come", "Open, with a due date."),
    "undated": ("Without a date", "Open, and nobody has said by when."),
    "standing": ("Standing duties", "Done again and again until something closes them."),
    "done": ("Done", "Closed."),
}
"""The heading of each sort, and what it means."""


def promise_of(guide: Guide, address: str) -> str:
    """Return of which sort an action is."""
    action, standing = guide.register.actions[address], guide.standings.actions[address]
    sort = sort_of(standing.late, standing.status, standing.due, is_duty=action.standing)
    return "done" if sort in ("kept", "given-up") else sort
