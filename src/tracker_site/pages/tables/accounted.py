"""The tables of the accounts: what the standings add up to, reckoned once and only told here."""

from __future__ import annotations

from collections.abc import Iterator

from tracker_site.accounts.silence import Silence
from tracker_site.pages.guide import Guide
from tracker_site.pages.tables.columns import Table, key, place, reference, text, when, whole, yes_no

_Placed = tuple[int, Silence]


def _silences(guide: Guide) -> Iterator[_Placed]:
    yield from enumerate(guide.accounts.silences.values(), 1)


def _silent_meetings(guide: Guide) -> Iterator[tuple[str, str, bool]]:
    """Yield each open thing with each meeting since its last word, and whether that is known to have passed it over."""
    for id, silence in sorted(guide.accounts.silences.items()):
        yield from ((id, meeting, True) for meeting in silence.meetings)
        yield from ((id, meeting, False) for meeting in silence.unsure)


SILENCES: Table[_Placed] = Table(
    "silences",
    "Silence",
    "Each open recommendation and action: since when nothing is recorded of it, and how many meetings passed it over.",
    _silences,
    (
        key("thing", "The recommendation or action.", lambda _, row: row[1].id, "things"),
        place("Where it stands among all that is open, the longest silence first.", lambda _, row: row[0]),
        yes_no(
            "quiet",
            "Whether it has gone quiet: nothing for certainly longer than `quiet_after_days` in the table of the site.",
            lambda _, row: row[1].is_quiet,
        ),
        when(
            "since",
            "When it was last heard of; where it never was, when it was made (else the end of the visit that made it).",
            lambda _, row: row[1].since,
        ),
        reference(
            "heard_in",
            "The record in which it was last heard of; empty where it never was since it was made.",
            "things",
            lambda _, row: row[1].heard_in,
        ),
        whole(
            "days_at_least",
            "How many days that is ago, to the day of the site, at least; empty where it may be any number.",
            lambda _, row: row[1].days,
        ),
        whole(
            "meetings_silent_since",
            "At how many meetings in a row, certainly held since, certainly nothing was said of it.",
            lambda _, row: len(row[1].meetings),
            needed=True,
        ),
        text("bodies", "The bodies whose meetings those were.", lambda guide, row: _bodies(guide, row[1])),
        whole(
            "meetings_not_known",
            "Of how many more meetings that is not known: only a part is recorded, or the order of days is open.",
            lambda _, row: len(row[1].unsure),
            needed=True,
        ),
        reference(
            "last_meeting",
            "The last meeting that dealt with it.",
            "meetings",
            lambda _, row: row[1].last_meeting,
        ),
    ),
)

SILENT_MEETINGS: Table[tuple[str, str, bool]] = Table(
    "silent_meetings",
    "Meetings that passed things over",
    "One row for each open thing and each meeting, since its last word, of a body that had dealt with it.",
    _silent_meetings,
    (
        key("thing", "The recommendation or action.", lambda _, row: row[0], "things"),
        key("meeting", "The meeting.", lambda _, row: row[1], "meetings"),
        yes_no(
            "certain",
            "Whether certainly nothing was said of it there; false where that is not known.",
            lambda _, row: row[2],
        ),
    ),
)


def _bodies(guide: Guide, silence: Silence) -> str | None:
    return "; ".join(guide.title(body) for body in silence.bodies) or None
