"""The stage that derives where every recommendation and every action stands on a day, and warns of what looks wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from tracker_site.dates import UNKNOWN, PartialDate, in_words
from tracker_site.memory import note_each, recall, recall_each, settled
from tracker_site.problems import Problems
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action
from tracker_site.register.register import Register
from tracker_site.register.structure import Structure
from tracker_site.register.warnings import warn, warn_of_record
from tracker_site.source import SourceFile
from tracker_site.status.deadlines import derive_deadlines
from tracker_site.status.followed import (
    Derivation,
    MeetingHeld,
    Meetings,
    derive_action,
    derive_recommendation,
)
from tracker_site.status.history import Key, Statement, statements_on
from tracker_site.status.standing import ActionStanding, RecommendationStanding, Standing, Standings

S = TypeVar("S", bound=Standing)


def derive(register: Register, problems: Problems, today: date, as_at: date) -> Standings:
    """Return where everything stands on the day `as_at`, with later records unseen.

    `today` is the real day: scheduled meetings are seen only as of it. Noted as problems are closed entities
    that were opened again without a reason (for any day), and what an editor should look at.
    """
    seen = _seen(register, today, as_at)
    made = _derive_each(register, seen, as_at)
    derived = tuple(chain.from_iterable(made))
    standings = {one.standing.id: one.standing for one in derived if _is_seen(one.standing, seen)}
    if not register.records.broken and not any(problem.code in _HIDES_NEWS for problem in problems):
        # What a file that can't be read, or a name that is wrong, would have said may be what is missing.
        _check_reopenings(register, derived, problems)
        _warn_of_idle_news(register, derived, problems)
    if not problems.has_errors:
        # Silence may be no more than a meeting with a mistake in it.
        _warn_of_silence(register, standings.values(), problems)
    return Standings(
        register,
        as_at,
        seen,
        _ordered(standings, (one.id for one in register.recommendations), RecommendationStanding),
        _ordered(standings, register.actions, ActionStanding),
        derive_deadlines(register, seen, as_at),
    )


_HIDES_NEWS = frozenset(
    {"before-issue", "contradiction", "held-in-the-future", "repeated-key-of-thing"}
    | {"unknown-reference", "unknown-status", "wrong-kind"}
)
"""Mistakes that put news in the wrong place or leave it out."""


def _seen(register: Register, today: date, as_at: date) -> frozenset[str]:
    """Return the records that are seen on the day `as_at`; scheduled meetings only as of the real `today`."""
    meetings = register.records.of_kind(Meeting)
    scheduled = frozenset(meeting.id for meeting in meetings if meeting.state == "scheduled")
    by_day = frozenset(id for id, day in register.days.items() if day <= as_at)
    return by_day | scheduled if as_at == today else by_day - scheduled


def _derive_each(
    register: Register, seen: frozenset[str], as_at: date
) -> list[tuple[Derivation[Standing], ...]]:
    """Return where everything stands that each record made: derived anew only where its values are others."""
    made_by, actions_in, by_id = register.made_by, register.actions_in, register.records.by_id
    statements = _statements_by_maker(register)
    meetings = _meetings_by_body(register, seen)
    makers = list(dict.fromkeys((*made_by, *actions_in)))
    return recall_each(
        _derive_made_by,
        makers,
        list(map(by_id.get, makers)),
        [tuple(map(register.recommendation, made_by.get(maker, ()))) for maker in makers],
        [_answering(register, seen, maker) for maker in makers],
        [tuple(map(register.actions.__getitem__, actions_in.get(maker, ()))) for maker in makers],
        [register.said_on.get(maker, UNKNOWN) for maker in makers],
        [tuple(statements.get(maker, {}).values()) for maker in makers],
        [_meetings_for(maker, statements.get(maker, {}), by_id, meetings) for maker in makers],
        [register.records.site.quiet_after] * len(makers),
        [as_at] * len(makers),
    )


def _derive_made_by(
    maker: str,
    record: Record | None,
    recommendations: tuple[Recommendation, ...],
    answering: Mapping[str, tuple[str, ...]],
    actions: tuple[Action, ...],
    promised: PartialDate,
    statements: tuple[Mapping[str, tuple[Statement, ...]], ...],
    meetings: tuple[Meetings, ...],
    quiet_after: int,
    as_at: date,
) -> tuple[Derivation[Standing], ...]:
    """Return where the recommendations and the actions stand that a record made.

    `answering` are the actions that answer each recommendation, `statements` those of each record by what they concern.
    """

    def concerning(id: str) -> tuple[Statement, ...]:
        return tuple(chain.from_iterable(of_record.get(id, ()) for of_record in statements))

    of_recommendations = (
        derive_recommendation(
            one, record, concerning(one.id), answering.get(one.id, ()), meetings, quiet_after, as_at
        )
        for one in recommendations
    )
    of_actions = (
        derive_action(address, action, promised, concerning(address), meetings, quiet_after, as_at)
        for address, action in ((f"{maker}/{action.key}", action) for action in actions)
    )
    return (*of_recommendations, *of_actions)


def _answering(register: Register, seen: frozenset[str], maker: str) -> Mapping[str, tuple[str, ...]]:
    """Return the addresses of the actions that are seen and answer each recommendation that a record made."""
    answering = register.structure.answering
    found = {
        id: tuple(address for address in answering[id] if _record(address) in seen)
        for id in register.made_by.get(maker, ())
        if id in answering
    }
    return settled(("answering", maker), found)


def _meetings_by_body(register: Register, seen: frozenset[str]) -> dict[str, Meetings]:
    """Return the meetings that each body held and that are seen; as long as they are equal, the very same."""
    held: defaultdict[str, dict[str, MeetingHeld]] = defaultdict(dict)
    for one in register.records.of_kind(Meeting):
        if one.state == "held" and one.id in seen:
            day = register.days[one.id]
            held[one.body][one.id] = MeetingHeld(one.id, one.body, one.date, day, one.is_shown_whole)
    return {body: settled(("meetings", body), of_body) for body, of_body in held.items()}


def _meetings_for(
    maker: str, speaking: Iterable[str], by_id: Mapping[str, Record], meetings: Mapping[str, Meetings]
) -> tuple[Meetings, ...]:
    """Return the meetings of each body that may have considered what a record made; `speaking` name that."""
    records = (by_id.get(id) for id in (maker, *speaking))
    bodies = dict.fromkeys(one.body or "" for one in records if isinstance(one, Meeting | Inquiry))
    return tuple(meetings[body] for body in bodies if body in meetings)


def _statements_by_maker(register: Register) -> dict[str, dict[str, Mapping[str, tuple[Statement, ...]]]]:
    """Return for what each record made, by the record that speaks of it, the statements by what they concern."""
    occasions = [one for one in register.occasions if _took_place(register, one.record)]
    drafts = {one.id for one in register.records.of_kind(Meeting) if one.minutes == "draft"}
    said = recall_each(
        statements_on,
        occasions,
        [register.records.files[one.record] for one in occasions],
        [register.days[one.record] for one in occasions],
        [settled("statuses", register.statuses)] * len(occasions),
        [one.record in drafts for one in occasions],
    )
    meant, makers = recall(_meant, register.structure)
    concerned = recall_each(_makers_concerned, said, [makers] * len(said))
    pairs = [
        (maker, occasion.record, statements)
        for occasion, statements, some in zip(occasions, said, concerned, strict=True)
        for maker in some
    ]
    # Settled one by one, so that a new name leaves alone what the others made.
    names = {maker: settled(("meant", maker), targets) for maker, targets in meant.items()}
    found = recall_each(
        _concerning, [statements for _, _, statements in pairs], [names[maker] for maker, _, _ in pairs]
    )
    by_maker: defaultdict[str, dict[str, Mapping[str, tuple[Statement, ...]]]] = defaultdict(dict)
    for (maker, record, _), by_entity in zip(pairs, found, strict=True):
        by_maker[maker][record] = by_entity
    return by_maker


def _took_place(register: Register, record: str) -> bool:
    """Whether it is news: a meeting that is only planned, or was cancelled, said nothing."""
    found = register.records.by_id[record]
    return not isinstance(found, Meeting) or found.state in ("held", "unknown")


_Meant = Mapping[str, tuple[str, ...]]
"""The recommendations and the addresses of the actions that are meant where a target is named, by the target."""


def _meant(structure: Structure) -> tuple[Mapping[str, _Meant], Mapping[str, tuple[str, ...]]]:
    """Return who is meant of what each record made, and the records that made what is meant by each target."""
    meant: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    makers: defaultdict[str, dict[str, None]] = defaultdict(dict)
    targets = chain.from_iterable((record, *addresses) for record, addresses in structure.actions_in.items())
    for target, entities in chain(
        structure.recommendations_meant.items(),
        structure.measured.items(),
        ((target, structure.actions_meant(target)) for target in targets),
    ):
        for entity in entities:
            maker = _record(entity) if "/" in entity else structure.source_of.get(entity)
            if maker is not None:
                meant[maker][target][entity] = makers[target][maker] = None
    return (
        {maker: {target: tuple(of) for target, of in targets.items()} for maker, targets in meant.items()},
        {target: tuple(some) for target, some in makers.items()},
    )


def _makers_concerned(
    statements: Mapping[Key, Statement], makers: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the records that made what statements are about."""
    return tuple(dict.fromkeys(maker for one in statements.values() for maker in makers.get(one.target, ())))


def _concerning(statements: Mapping[Key, Statement], meant: _Meant) -> dict[str, tuple[Statement, ...]]:
    """Return the statements that concern each entity of those that are meant."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in statements.values():
        for entity in meant.get(one.target, ()):
            found[entity].append(one)
    return {entity: tuple(concerning) for entity, concerning in found.items()}


def _record(address: str) -> str:
    return address.partition("/")[0]


def _check_reopenings(
    register: Register, derived: Iterable[Derivation[Standing]], problems: Problems
) -> None:
    """Note news that opens again what was closed, and does not say why."""
    for reopening in (one for of_entity in derived for one in of_entity.unexplained):
        report = reopening.report
        message = (
            f"'{report.target}' was closed ('{reopening.before.label}'), and this opens it again "
            f"('{reopening.after.label}'); say why in a 'reason'"
        )
        place = register.records.place(report.record, *report.what.path, "status")
        problems.error(place, message, "reopened-without-reason")


def _warn_of_idle_news(
    register: Register, derived: Sequence[Derivation[Standing]], problems: Problems
) -> None:
    """Warn of news of a whole in which all is closed, which therefore moves nothing."""
    idle = {one.key: one for of_entity in derived for one in of_entity.idle}
    effective = {key for of_entity in derived for key in of_entity.effective} if idle else set()
    for report in (one for key, one in idle.items() if key not in effective):
        message = (
            f"everything in '{report.target}' is closed already, and news of a whole does not reopen it; "
            f"name what was opened again, with a 'reason'"
        )
        warn(register, problems, report.record, (*report.what.path, "status"), message, "reopens-nothing")


def _warn_of_silence(register: Register, standings: Iterable[Standing], problems: Problems) -> None:
    """Warn of recommendations of which nothing is heard, or that no meeting has considered."""
    found = [one for one in standings if isinstance(one, RecommendationStanding)]
    records = [register.recommendation(one.id) for one in found]
    note_each(problems, _find_silence, found, records, [register.records.files[one.id] for one in found])


def _find_silence(
    standing: RecommendationStanding, recommendation: Recommendation, file: SourceFile, problems: Problems
) -> None:
    considered = any(cell.considered for cell in standing.meetings)
    if not considered:
        message = (
            "no meeting has ever considered this recommendation; record the one that did, or accept this with "
            "'accepts: [never-considered]'"
        )
        warn_of_record(recommendation, file, problems, (), message, "never-considered")
    # Of what no meeting has considered and nobody else mentioned, that is said already.
    if standing.quiet and (considered or standing.last_news):
        since = in_words(standing.last_news.date) if standing.last_news else "it was issued"
        message = (
            f"nothing was heard of this open recommendation since {since}; record what was said of it, or accept "
            f"this with 'accepts: [quiet]'"
        )
        warn_of_record(recommendation, file, problems, (), message, "quiet")


def _is_seen(standing: Standing, seen: frozenset[str]) -> bool:
    return _record(standing.id) in seen


def _ordered(standings: Mapping[str, Standing], ids: Iterable[str], kind: type[S]) -> dict[str, S]:
    """Return the standings of one kind, as far as they are seen, in the order of ids."""
    found = ((id, standings.get(id)) for id in ids)
    return {id: standing for id, standing in found if isinstance(standing, kind)}
