"""The stage that derives where every recommendation and every action stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import TypeVar

from tracker_site.dates import UNKNOWN
from tracker_site.memory import Memory
from tracker_site.problems import Problems
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.register.register import Register
from tracker_site.status.actions import stand_actions
from tracker_site.status.checks import check_reopenings, warn_of_idle_news, warn_of_silence
from tracker_site.status.deadlines import run_clocks
from tracker_site.status.groups import Group, Heard, gather
from tracker_site.status.recommendations import stand_recommendations
from tracker_site.status.standing import ActionStanding, RecommendationStanding, Standing, Standings
from tracker_site.status.stood import Stood
from tracker_site.status.view import Held, HeldBy, Terms


def derive(
    register: Register, problems: Problems, today: date, as_at: date, memory: Memory | None = None
) -> Standings:
    """Return where everything stands on the day `as_at`, with later records unseen.

    `today` is the real day: scheduled meetings are seen only as of it. Noted as problems are closed things
    that were opened again without a reason (for any day), and what an editor should look at.
    """
    memory = memory or Memory()
    deriving = _Deriving(register, memory, _seen(register, today, as_at), as_at)
    recommendations, actions = deriving.recommendations(), deriving.actions()
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

    def recommendations(self) -> list[Stood[RecommendationStanding]]:
        """Return where the recommendations of each source stand."""
        made_by, by_id = self._register.made_by, self._register.records.by_id
        heard = [self._gathered.get(Group("recommendation", source), ()) for source in made_by]
        answering = [self._answering(source, ids) for source, ids in made_by.items()]
        named = self._memory.recall_each(_named_of_source, list(made_by.values()), answering, heard)
        return self._memory.recall_each(
            stand_recommendations,
            [tuple(map(by_id.__getitem__, ids)) for ids in made_by.values()],
            list(map(by_id.get, made_by)),
            answering,
            list(map(self._held_by, made_by, heard)),
            [self._terms] * len(heard),
            heard,
            _among(self._unseen, named),
            _among(self._drafts, named),
        )

    def actions(self) -> list[Stood[ActionStanding]]:
        """Return where the actions stand that were born in each record."""
        actions_in, said_on = self._register.actions_in, self._register.said_on
        heard = [self._gathered.get(Group("action", record), ()) for record in actions_in]
        named = self._memory.recall_each(_named_of_record, list(actions_in), heard)
        return self._memory.recall_each(
            stand_actions,
            list(actions_in),
            [tuple(map(self._register.actions.__getitem__, some)) for some in actions_in.values()],
            [said_on.get(record, UNKNOWN) for record in actions_in],
            [self._terms] * len(heard),
            heard,
            _among(self._unseen, named),
            _among(self._drafts, named),
        )

    def _answering(self, source: str, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the addresses of the actions that answer each of some recommendations."""
        answering = self._register.structure.answering
        return self._memory.settled(("answering", source), {id: answering.get(id, ()) for id in ids})

    def _held_by(self, source: str, heard: Iterable[Heard]) -> tuple[HeldBy, ...]:
        """Return the meetings of each body that may have considered what comes of a source."""
        bodies = dict.fromkeys(self._body_of.get(id, "") for id in (source, *(one.record for one in heard)))
        origin = self._register.records.by_id.get(source)
        if isinstance(origin, Inquiry) and origin.body:
            bodies[origin.body] = None
        return tuple(self._held[body] for body in bodies if body in self._held)

    def _held_by_bodies(self, meetings: Iterable[Meeting]) -> dict[str, HeldBy]:
        days = self._register.days
        held: dict[str, list[Held]] = {}
        for one in sorted(meetings, key=lambda meeting: (days[meeting.id], meeting.id)):
            if one.id in self._body_of:
                of_body = held.setdefault(one.body, [])
                of_body.append(Held(one.id, one.date, days[one.id], one.is_shown_whole))
        return {body: self._memory.recall(HeldBy, body, tuple(of_body)) for body, of_body in held.items()}


def _named_of_source(
    ids: tuple[str, ...], answering: Mapping[str, tuple[str, ...]], heard: tuple[Heard, ...]
) -> frozenset[str]:
    """Return the records that have a part in where the recommendations of one source stand."""
    acting = (address.split("/")[0] for some in answering.values() for address in some)
    return frozenset(chain(ids, acting, (one.record for one in heard)))


def _named_of_record(record: str, heard: tuple[Heard, ...]) -> frozenset[str]:
    """Return the records that have a part in where the actions stand that were born in one."""
    return frozenset((record, *(one.record for one in heard)))


def _among(some: frozenset[str], each: Iterable[frozenset[str]]) -> list[tuple[str, ...]]:
    """Return which of some records are among each, sorted, so that it is known again."""
    return [tuple(sorted(some & one)) for one in each]


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
