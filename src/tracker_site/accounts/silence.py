"""Silence: of what nothing is recorded any more, since when, and at how many meetings in a row.

The tracker knows what its records hold, so silence is that nothing is recorded, not that nothing happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker_site.accounts.spans import Span, days_since
from tracker_site.dates import PartialDate
from tracker_site.records.meeting import Meeting
from tracker_site.standing.standing import ActionStanding, News, RecommendationStanding, Standings

IN_A_ROW = 2
"""At so many meetings in a row a thing that is not quiet yet counts as passed over."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has been recorded of an open recommendation (by id) or action (by address)."""

    id: str
    is_action: bool
    last_heard: News | None
    """The last record that said something of it; none where nothing was since it was made."""
    since: PartialDate
    """When that was, else when it was made."""
    days: Span
    """The days since, as at the day of the standings."""
    last_meeting: News | None
    """The last meeting that considered or made it."""
    passed_over: tuple[str, ...]
    """The meetings held since by the bodies that considered it, at which it certainly was not; oldest first."""
    not_known: tuple[str, ...]
    """Those of which that is not known: recorded only in part, or perhaps held before it was last heard of."""
    bodies: tuple[tuple[str, int], ...]
    """The bodies that passed it over, with at how many of these meetings each did."""
    is_quiet: bool
    """Whether it is certain that nothing was recorded for longer than the site allows (`quiet_after`)."""

    @property
    def in_a_row(self) -> int:
        """At how many meetings in a row it certainly was not considered."""
        return len(self.passed_over)

    @property
    def is_passed_over(self) -> bool:
        """Whether the last few meetings passed it over, though it is not quiet yet."""
        return not self.is_quiet and self.in_a_row >= IN_A_ROW


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A meeting of a body that considered a thing: `considered` is None where that is not known."""

    meeting: str
    date: PartialDate
    considered: bool | None


def silences(standings: Standings) -> tuple[Silence, ...]:
    """Return the silence of every open recommendation and action, the longest first."""
    held = _held(standings)
    found = [_silence_of_recommendation(standings, one) for one in standings.recommendations.values()]
    found += [_silence_of_action(standings, one, held) for one in standings.actions.values()]
    return tuple(sorted((one for one in found if one), key=_longest_first))


def _longest_first(silence: Silence) -> tuple[int, int, bool, str]:
    # What is known of no day at all comes last: nobody can say that its silence is long.
    return (-(silence.days.least or 0), -silence.in_a_row, silence.is_action, silence.id)


def _silence_of_recommendation(standings: Standings, standing: RecommendationStanding) -> Silence | None:
    made = standings.register.reckoned_issue(standing.id)
    sittings = (_Sitting(cell.meeting, cell.date, cell.considered) for cell in standing.row)
    return _silence(standings, standing, made, tuple(sittings)) if standing.status.is_open else None


def _silence_of_action(
    standings: Standings, standing: ActionStanding, held: Mapping[str, tuple[Meeting, ...]]
) -> Silence | None:
    if not standing.status.is_open:
        return None
    considering = {entry.record for entry in standing.timeline} | {standing.record}
    sittings = tuple(_sittings(standings, standing, considering, held))
    return _silence(standings, standing, standing.issued, sittings)


def _sittings(
    standings: Standings,
    standing: ActionStanding,
    considering: set[str],
    held: Mapping[str, tuple[Meeting, ...]],
) -> Iterator[_Sitting]:
    """Yield every meeting held, from the promise on, by a body that considered the action or asked for it."""
    by_id = standings.register.records.by_id
    bodies = {record.body for id in considering if isinstance(record := by_id[id], Meeting)}
    for meeting in _in_order(standings, (one for body in bodies for one in held.get(body, ()))):
        if not meeting.date.is_before(standing.issued):
            considered = True if meeting.id in considering else None if meeting.covers == "part" else False
            yield _Sitting(meeting.id, meeting.date, considered)


def _silence(
    standings: Standings,
    standing: RecommendationStanding | ActionStanding,
    made: PartialDate,
    sittings: tuple[_Sitting, ...],
) -> Silence:
    news = standing.last_news
    since = news.date if news else made
    silent = [one for one in sittings if not one.considered and _may_be_later(one.date, since)]
    passed = [one.meeting for one in silent if one.considered is False and since.is_before(one.date)]
    spoken = [one for one in sittings if one.considered]
    return Silence(
        id=standing.id,
        is_action=isinstance(standing, ActionStanding),
        last_heard=news,
        since=since,
        days=days_since(since, standings.as_at),
        last_meeting=News(spoken[-1].date, spoken[-1].meeting) if spoken else None,
        passed_over=tuple(passed),
        not_known=tuple(one.meeting for one in silent if one.meeting not in passed),
        bodies=_by_body(standings, passed),
        is_quiet=standing.quiet,
    )


def _may_be_later(date: PartialDate, since: PartialDate) -> bool:
    return date.latest is None or since.earliest is None or date.latest > since.earliest


def _by_body(standings: Standings, meetings: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted: defaultdict[str, int] = defaultdict(int)
    for id in meetings:
        record = standings.register.records.by_id[id]
        assert isinstance(record, Meeting)
        counted[record.body] += 1
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _held(standings: Standings) -> dict[str, tuple[Meeting, ...]]:
    """Return the meetings that each body held, as far as they are seen."""
    held: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in standings.register.records.of_kind(Meeting):
        if meeting.state == "held" and meeting.id in standings.seen:
            held[meeting.body].append(meeting)
    return {body: tuple(meetings) for body, meetings in held.items()}


def _in_order(standings: Standings, meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda meeting: (standings.register.days[meeting.id], meeting.id))
