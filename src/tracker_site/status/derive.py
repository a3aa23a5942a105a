"""The stage that derives where every recommendation and every action stands on a day, and warns of what looks wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any

from tracker_site.dates import UNKNOWN, day_in_words
from tracker_site.memory import note_each, recall_each, settled
from tracker_site.problems import Problems
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.register.findings import found, note, note_one
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure
from tracker_site.source import SourceFile
from tracker_site.status.deadlines import derive_deadlines
from tracker_site.status.followed import (
    Derivation,
    MeetingHeld,
    Meetings,
    derive_action,
    derive_recommendation,
)
from tracker_site.status.history import Statement, statements_on
from tracker_site.status.standing import (
    ActionStanding,
    RecommendationStanding,
    Standing,
    Standings,
    unvalidated,
)


def derive(register: Register, problems: Problems, today: date, as_at: date) -> Standings:
    """Return where everything stands on the day `as_at`, with later records unseen.

    `today` is the real day: scheduled meetings are seen only as of it. Noted as problems are closed entities
    that were opened again without a reason (for any day), and what an editor should look at.
    """
    seen, left_out = _seen(register, today, as_at)
    statements = _statements_by_entity(register)
    wholes = _wholes(register)
    of_recommendations, of_actions = _derive_each(register, statements, seen, wholes, as_at)
    derived = (*of_recommendations, *of_actions)
    if left_out:
        # What was said without a date is not told of a past day; mistakes in it are mistakes all the same.
        statements = {id: [one for one in of if one.record not in left_out] for id, of in statements.items()}
        of_recommendations, of_actions = _derive_each(register, statements, seen, wholes, as_at)
    recommendations = {one.standing.id: one.standing for one in of_recommendations if one.standing.id in seen}
    recommendations |= _superseded(register, recommendations)
    actions = {one.standing.id: one.standing for one in of_actions if one.standing.record in seen}
    if not register.records.broken and not any(problem.code in _HIDES_NEWS for problem in problems):
        # What a file that can't be read, or a name that is wrong, would have said may be what is missing.
        _check_reopenings(register, derived, problems)
        _warn_of_idle_news(register, derived, problems)
    if not problems.has_errors:
        # Silence may be no more than a meeting with a mistake in it.
        records = list(map(register.recommendation, recommendations))
        files = [register.records.files[id] for id in recommendations]
        note_each(problems, _find_silence, list(recommendations.values()), records, files)
    deadlines = derive_deadlines(register, seen, as_at)
    return Standings(
        register,
        as_at,
        seen,
        recommendations,
        actions,
        deadlines,
        statements,
        wholes,
        is_past=as_at < today,
        left_out=left_out,
    )


_HIDES_NEWS = frozenset(
    {"before-issue", "contradiction", "held-in-the-future", "repeated-key-of-thing"}
    | {"unknown-reference", "unknown-status", "wrong-kind"}
)
"""Mistakes that put news in the wrong place or leave it out."""


def _seen(register: Register, today: date, as_at: date) -> tuple[frozenset[str], frozenset[str]]:
    """Return the records that are seen on the day `as_at`, and those left out only as no date of theirs is known.

    Scheduled meetings are seen only as of the real `today`.
    """
    meetings = register.records.of_kind(Meeting)
    scheduled = frozenset(meeting.id for meeting in meetings if meeting.state == "scheduled")
    seen = frozenset(id for id, day in register.seen_from.items() if day <= as_at)
    if as_at == today:
        return seen | scheduled, frozenset()
    left_out = frozenset(id for id, day in register.days.items() if day <= as_at) - seen - scheduled
    return seen - scheduled, left_out


def _derive_each(
    register: Register,
    statements: Mapping[str, Sequence[Statement]],
    seen: frozenset[str],
    wholes: Mapping[str, str],
    as_at: date,
) -> tuple[list[Derivation[RecommendationStanding]], list[Derivation[ActionStanding]]]:
    """Return where each recommendation and each action stands: derived anew only where its values are others."""
    meetings = _meetings_by_body(register, seen)
    by_id, answering = register.records.by_id, register.structure.answering
    bodies = {id: one.body for id, one in by_id.items() if isinstance(one, Meeting | Inquiry) and one.body}

    def shared(ids: Collection[str], makers: Sequence[str]) -> Iterator[Sequence[Any]]:
        """Yield the columns that both have: the statements, the meetings of its bodies, the whole it is in."""
        said = [tuple(statements.get(id, ())) for id in ids]
        yield said
        yield [_meetings_of(maker, of, bodies, meetings) for maker, of in zip(makers, said, strict=True)]
        yield list(map(wholes.get, makers))
        yield [register.records.site.quiet_after] * len(ids)
        yield [as_at] * len(ids)
        yield [settled("earlier", register.earlier)] * len(ids)

    recommendations = {one.id: one for one in register.recommendations}
    origins = [one.origin for one in recommendations.values()]
    of_recommendations = recall_each(
        derive_recommendation,
        list(recommendations.values()),
        list(map(by_id.get, origins)),
        [tuple(one for one in answering.get(id, ()) if _record(one) in seen) for id in recommendations],
        *shared(recommendations, origins),
    )
    actions, records = register.actions, list(map(_record, register.actions))
    of_actions = recall_each(
        derive_action,
        list(actions),
        list(actions.values()),
        [register.said_on.get(record, UNKNOWN) for record in records],
        *shared(actions, records),
    )
    return of_recommendations, of_actions


def _wholes(register: Register) -> Mapping[str, str]:
    """Return what each record is that holds several recommendations and actions, such as `plan`."""
    held = Counter[str]()
    for of_record in (register.structure.made_by, register.structure.actions_in):
        held.update({record: len(entities) for record, entities in of_record.items()})
    for inspection in register.records.of_kind(Inspection):
        # What it made and nobody recorded is in it, too.
        held[inspection.id] = max(held[inspection.id], inspection.recommendations_made or 0)
    return {record: _noun(register, record) for record, number in held.items() if number > 1}


def _noun(register: Register, record: str) -> str:
    found = register.records.by_id.get(record)
    is_reported = isinstance(found, Plan) and found.kind == "reported"
    return "reported-work" if is_reported else register.structure.nouns.get(record, "")


def _superseded(
    register: Register, standings: Mapping[str, RecommendationStanding]
) -> dict[str, RecommendationStanding]:
    """Return the standings of those whose place others took: what is said of them stays, and they count as closed."""
    later: defaultdict[str, list[str]] = defaultdict(list)
    for one in register.related:
        # What took the place of a part alone leaves the rest to be done.
        for earlier in one.supersedes if one.id in standings else ():
            if earlier in standings:
                later[earlier].append(one.id)
    return {
        id: unvalidated(RecommendationStanding, {**vars(standings[id]), "superseded_by": tuple(ids)})
        for id, ids in later.items()
    }


def _meetings_by_body(register: Register, seen: frozenset[str]) -> dict[str, Meetings]:
    """Return the meetings that each body held and that are seen; as long as they are equal, the very same."""
    held: defaultdict[str, dict[str, MeetingHeld]] = defaultdict(dict)
    for one in register.records.of_kind(Meeting):
        if one.state == "held" and one.id in seen:
            day = register.days[one.id]
            rank = register.ranks.get(one.id, 0)
            held[one.body][one.id] = MeetingHeld(one.id, one.body, one.date, day, one.is_shown_whole, rank)
    return {body: settled(("meetings", body), of_body) for body, of_body in held.items()}


def _meetings_of(
    maker: str, said: Iterable[Statement], bodies: Mapping[str, str], meetings: Mapping[str, Meetings]
) -> tuple[Meetings, ...]:
    """Return the meetings of each body that made an entity or said something of it."""
    speaking = map(attrgetter("occasion.record"), said)
    of_bodies = dict.fromkeys(map(bodies.get, (maker, *speaking)))
    return tuple(meetings[body] for body in of_bodies if body and body in meetings)


def _statements_by_entity(register: Register) -> Mapping[str, list[Statement]]:
    """Return the statements that concern each recommendation and each action, in the order of days."""
    occasions = [one for one in register.occasions if _took_place(register, one.record)]
    drafts = {one.id for one in register.records.of_kind(Meeting) if one.minutes == "draft"}
    said = recall_each(
        statements_on,
        occasions,
        [register.records.files[one.record] for one in occasions],
        [register.days[one.record] for one in occasions],
        [settled("statuses", register.statuses)] * len(occasions),
        [one.record in drafts for one in occasions],
        [register.ranks.get(one.record, 0) for one in occasions],
    )
    meant = _entities_meant(register.structure)
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in chain.from_iterable(map(Mapping.values, said)):
        for entity in meant.get(one.target, ()):
            found[entity].append(one)
    return found


def _took_place(register: Register, record: str) -> bool:
    """Whether it is news: a meeting that is only planned, or was cancelled, said nothing."""
    found = register.records.by_id[record]
    return not isinstance(found, Meeting) or found.state in ("held", "unknown")


def _entities_meant(structure: Structure) -> Mapping[str, Iterable[str]]:
    """Return the recommendations and the addresses of the actions that are meant where a target is named."""
    meant: defaultdict[str, dict[str, None]] = defaultdict(dict)
    targets = chain.from_iterable((record, *addresses) for record, addresses in structure.actions_in.items())
    for target, entities in chain(
        structure.recommendations_meant.items(),
        structure.measured.items(),
        ((target, structure.actions_meant(target)) for target in targets),
    ):
        meant[target].update(dict.fromkeys(entities))
    return meant


def _record(address: str) -> str:
    return address.partition("/")[0]


def _check_reopenings(
    register: Register, derived: Iterable[Derivation[Standing]], problems: Problems
) -> None:
    """Note news that opens again what was closed, and does not say why."""
    for reopening in (one for of_entity in derived for one in of_entity.unexplained):
        report = reopening.report
        labels = reopening.before.label, reopening.after.label
        where = (*report.what.path, "status")
        finding = found(where, "reopened-without-reason", report.target, *labels)
        note_one(register, problems, report.record, finding)


def _warn_of_idle_news(
    register: Register, derived: Sequence[Derivation[Standing]], problems: Problems
) -> None:
    """Warn of news of a whole in which all is closed, which therefore moves nothing."""
    idle = {one.key: one for of_entity in derived for one in of_entity.idle}
    effective = {key for of_entity in derived for key in of_entity.effective} if idle else set()
    for report in (one for key, one in idle.items() if key not in effective):
        finding = found((*report.what.path, "status"), "reopens-nothing", report.target)
        note_one(register, problems, report.record, finding)


def _find_silence(
    standing: RecommendationStanding, recommendation: Recommendation, file: SourceFile, problems: Problems
) -> None:
    considered = any(cell.considered for cell in standing.meetings)
    if not considered:
        note(problems, recommendation, file, [found((), "never-considered")])
    # Of what no meeting has considered and nobody else mentioned, that is said already.
    if standing.is_open and standing.quiet and standing.quiet_since and (considered or standing.last_news):
        since = day_in_words(standing.quiet_since.day)
        note(problems, recommendation, file, [found((), "quiet", since)])
