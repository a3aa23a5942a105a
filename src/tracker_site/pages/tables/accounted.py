"""The tables of the accounts: what the standings add up to, reckoned once and only told here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from tracker_site.dataset.guide import Guide
from tracker_site.pages.tables.columns import Table, choice, key, place, reference, text, when, whole, yes_no
from tracker_site.status.lineage import Raised, Thread
from tracker_site.status.silence import Silence
from tracker_site.status.slippage import Move, Slippage

_Placed = tuple[int, Silence]


@dataclass(frozen=True, slots=True)
class _InThread:
    """A recommendation in its thread: the n-th of the m-th."""

    number: int
    thread: Thread
    place: int
    raised: Raised


def _silences(guide: Guide) -> Iterator[_Placed]:
    yield from enumerate(guide.accounts.silences.values(), 1)


def _silent_meetings(guide: Guide) -> Iterator[tuple[str, str, bool]]:
    """Yield each open thing with each meeting since its last word, and whether that is known to have passed it over."""
    for id, silence in sorted(guide.accounts.silences.items()):
        yield from ((id, meeting, True) for meeting in silence.meetings)
        yield from ((id, meeting, False) for meeting in silence.unsure)


def _slippages(guide: Guide) -> Iterator[tuple[int, Slippage]]:
    yield from enumerate(guide.accounts.slippages.values(), 1)


def _threads(guide: Guide) -> Iterator[_InThread]:
    for number, thread in enumerate(guide.accounts.threads, 1):
        yield from (_InThread(number, thread, place, one) for place, one in enumerate(thread.raised, 1))


def _raised_before(guide: Guide) -> Iterator[tuple[str, str, int]]:
    """Yield each recommendation with each that raised the same before it, and how many places back that is."""
    for thread in guide.accounts.threads:
        for n, id in enumerate(thread.ids):
            yield from ((id, earlier, n - thread.ids.index(earlier)) for earlier in thread.before(id))


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

SLIPPAGES: Table[tuple[int, Slippage]] = Table(
    "slippages",
    "Slippage",
    "Each recommendation, part and action whose due date moved: how far in all, how often, and with what reason.",
    _slippages,
    (
        key("thing", "What was due.", lambda _, row: row[1].id, "things"),
        place("Where it stands, the worst first.", lambda _, row: row[0]),
        choice(
            "move",
            "Where the date went in all: `open` where the dates are not exact enough to tell, `dropped` without end.",
            get_args(Move),
            lambda _, row: row[1].total.move,
            True,
        ),
        yes_no(
            "slipped",
            "Whether it is certainly later now than at first, or gone.",
            lambda _, row: row[1].has_slipped,
        ),
        when("first_due", "The date that stood first.", lambda _, row: row[1].total.before),
        when(
            "now_due", "The present one; `unknown` where it was dropped.", lambda _, row: row[1].total.after
        ),
        whole(
            "times_moved",
            "How often a date was moved or dropped.",
            lambda _, row: row[1].times_moved,
            needed=True,
        ),
        whole(
            "times_without_reason",
            "How often that was done without a reason on record.",
            lambda _, row: row[1].without_reason,
            needed=True,
        ),
        whole(
            "days_at_least",
            "How many days later in all, at least; below nought where it came forward, empty where not bounded.",
            lambda _, row: row[1].total.days_at_least,
        ),
        whole(
            "days_at_most",
            "How many days later in all, at most; the same where both dates are days.",
            lambda _, row: row[1].total.days_at_most,
        ),
    ),
)

THREADS: Table[_InThread] = Table(
    "threads",
    "Concerns raised again",
    "One row for each recommendation that is in a thread with others, over what repeats or supersedes what.",
    _threads,
    (
        key("recommendation", "The recommendation.", lambda _, row: row.raised.id, "recommendations"),
        whole("thread", "Which thread: 1 was raised most often.", lambda _, row: row.number, needed=True),
        place("Where the recommendation stands in its thread, oldest first.", lambda _, row: row.place),
        when(
            "raised",
            "When it was raised: its issue, else the end of the visit that made it.",
            lambda _, row: row.raised.date,
        ),
        reference("origin", "What raised it.", "things", lambda _, row: row.raised.origin),
        whole(
            "times_raised",
            "How many inspections, inquiries and meetings raised the concern; two recommendations of one count once.",
            lambda _, row: row.thread.times,
            needed=True,
        ),
        whole(
            "since_year",
            "The year in which the concern was first raised; empty where that is not certain.",
            lambda _, row: row.thread.since,
        ),
    ),
)

RAISED_BEFORE: Table[tuple[str, str, int]] = Table(
    "earlier_concerns",
    "What was raised before",
    "One row for each recommendation and each of its thread that something else had certainly raised before.",
    _raised_before,
    (
        key("recommendation", "The recommendation.", lambda _, row: row[0], "recommendations"),
        key("earlier", "The earlier one.", lambda _, row: row[1], "recommendations"),
        whole("steps", "How many places back it stands in the thread.", lambda _, row: row[2], needed=True),
    ),
)


def _bodies(guide: Guide, silence: Silence) -> str | None:
    return "; ".join(guide.title(body) for body in silence.bodies) or None
