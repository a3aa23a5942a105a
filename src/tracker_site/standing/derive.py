"""The stage that derives where every recommendation and every action stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TypeVar

from tracker_site.dates import UNKNOWN
from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.standing.actions import stand_actions
from tracker_site.standing.checks import check_reopenings, warn_of_idle_news, warn_of_silence
from tracker_site.standing.deadlines import run_clocks
from tracker_site.standing.groups import Heard, gather
from tracker_site.standing.recommendations import stand_recommendations
from tracker_site.standing.standing import ActionStanding, RecommendationStanding, Standing, Standings
from tracker_site.standing.stood import Stood
from tracker_site.standing.view import Held, HeldBy, Terms


def derive(
    register: Register, problems: Problems, today: date, as_at: date, memory: Memory | None = None
) -> Standings:
    """Return where everything stands on the day `as_at`, with later records unseen.

    `today` is the real day: scheduled meetings are seen only as of it. Noted as problems are closed things
    that were opened again without a reason (for any day), and what an editor should look at.
    """
    memory = memory or Memory()
    deriving = _Deriving(register, memory, _seen(register, today, as_at), as_at)
    recommendations = [deriving.recommendations(source, ids) for source, ids in register.made_by.items()]
    actions = [deriving.actions(record, ids) for record, ids in register.actions_in.items()]
    stood: tuple[Stood[Standing], ...] = (*recommendations, *actions)
    if not register.records.broken and not any(problem.code in _HIDES_NEWS for problem in problems):
        # What a file that can't be read, or a name that is wrong, would have said may be what is missing.
        check_reopenings(register, stood, problems)
        warn_of_idle_news(register, stood, problems)
    if not problems.has_errors:
        # Silence may be no more than a meeting with a mistake in it.
        warn_of_silence(register, recommendations, problems, memory)
    return Standings(
        register,
        as_at,
        deriving.seen,
        _in_order(recommendations, (one.id for one in register.recommendations)),
        _in_order(actions, register.actions),
        run_clocks(register, deriving.seen, as_at),
    )


_HIDES_NEWS = frozenset(
    {"before-issue", "contradiction", "held-in-the-future", "repeated-key-of-thing"}
    | {"unknown-reference", "unknown-status", "wrong-kind"}
)
"""Mistakes that put news in the wrong place or leave it out."""


class _Deriving:
    """Hands to the derivation of each group just what it looks at, so that the rest may change without it."""

    def __init__(self, register: Register, memory: Memory, seen: frozenset[str], as_at: date) -> None:
        self.seen = seen
        self._unseen = frozenset(register.records.by_id) - seen
        self._register = register
        self._memory = memory
        statuses = memory.settled("statuses", register.statuses)
        self._terms = memory.recall(Terms, statuses, register.records.site.quiet_after, as_at)
        self._gathered = gather(register, memory)
        meetings = register.records.of_kind(Meeting)
        self._drafts = frozenset(meeting.id for meeting in meetings if meeting.minutes == "draft")
        self._body_of = {one.id: one.body for one in meetings if one.state == "held" and one.id in seen}
        self._held = self._held_by_bodies(meetings)

    def recommendations(self, source: str, ids: tuple[str, ...]) -> Stood[RecommendationStanding]:
        """Return where the recommendations of one source stand."""
        heard = self._gathered.of_recommendations.get(source, ())
        by_id, structure = self._register.records.by_id, self._register.structure
        answering = tuple(structure.answering.get(id, ()) for id in ids)
        return self._memory.recall(
            stand_recommendations,
            tuple(map(self._register.recommendation, ids)),
            by_id.get(source),
            tuple(answering),
            self._held_by(source, heard),
            self._terms,
            heard,
            *self._apart(chain(ids, (one.record for one in heard), _records_of(answering))),
        )

    def actions(self, record: str, addresses: tuple[str, ...]) -> Stood[ActionStanding]:
        """Return where the actions stand that were born in a record."""
        heard = self._gathered.of_actions.get(record, ())
        return self._memory.recall(
            stand_actions,
            record,
            tuple(map(self._register.actions.__getitem__, addresses)),
            self._register.said_on.get(record, UNKNOWN),
            self._terms,
            heard,
            *self._apart((record, *(one.record for one in heard))),
        )

    def _apart(self, records: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return those that are not seen, and those that rest on draft minutes."""
        named = dict.fromkeys(records)
        return (
            tuple(id for id in named if id in self._unseen),
            tuple(id for id in named if id in self._drafts),
        )

    def _held_by(self, source: str, heard: Iterable[Heard]) -> tuple[HeldBy, ...]:
        """Return the meetings of each body that may have considered what comes of a source."""
        bodies = dict.fromkeys(self._body_of.get(id, "") for id in (source, *(one.record for one in heard)))
        origin = self._register.records.by_id.get(source)
        if isinstance(origin, Inquiry) and origin.body:
            bodies[origin.body] = None
        return tuple(self._held[body] for body in bodies if body in self._held)

    def _held_by_bodies(self, meetings: Iterable[Meeting]) -> dict[str, HeldBy]:
        days = self._register.days
        held: dict[str, list[Meeting]] = {}
        for meeting in sorted(meetings, key=lambda meeting: (days[meeting.id], meeting.id)):
            if meeting.id in self._body_of:
                held.setdefault(meeting.body, []).append(meeting)
        return {
            body: self._memory.recall(HeldBy, body, tuple(self._meeting(one) for one in of_body))
            for body, of_body in held.items()
        }

    def _meeting(self, meeting: Meeting) -> Held:
        """Return what a row shows of a meeting: it stays the same while the meeting's words change."""
        day, is_whole = self._register.days[meeting.id], meeting.is_shown_whole
        return self._memory.recall(Held, meeting.id, meeting.date, day, is_whole)


def _records_of(addresses: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (address.split("/")[0] for some in addresses for address in some)


def _seen(register: Register, today: date, as_at: date) -> frozenset[str]:
    """Return the records that are seen on the day `as_at`; scheduled meetings only as of the real `today`."""
    meetings = register.records.of_kind(Meeting)
    scheduled = frozenset(meeting.id for meeting in meetings if meeting.state == "scheduled")
    by_day = frozenset(id for id, day in register.days.items() if day <= as_at)
    return by_day | scheduled if as_at == today else by_day - scheduled


S = TypeVar("S", bound=Standing)


def _in_order(stood: Iterable[Stood[S]], names: Iterable[str]) -> dict[str, S]:
    found = {standing.id: standing for group in stood for standing in group.standings}
    return {name: found[name] for name in names if name in found}
