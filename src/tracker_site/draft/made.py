"""Which recommendations on record an outcome may have made: so that none is recorded twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker_site.dates import PartialDate, parse_date
from tracker_site.draft.findings import Answer, ItemFound, OutcomeFound, Told
from tracker_site.draft.progress import stems_of
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation

_ENOUGH = 2 / 3  # of the words of a title


@dataclass(frozen=True, slots=True)
class KnownMade:
    """A recommendation that a meeting made."""

    id: str
    title: str
    body: str
    date: PartialDate


def known_made(records: Iterable[Record]) -> tuple[KnownMade, ...]:
    """Return every recommendation that is recorded as one of a meeting."""
    records = tuple(records)
    meetings = {each.id: each for each in records if isinstance(each, Meeting)}
    return tuple(
        KnownMade(each.id, each.title, meetings[each.origin].body, meetings[each.origin].date)
        for each in records
        if isinstance(each, Recommendation) and each.origin in meetings
    )


def with_made(
    items: Sequence[ItemFound], body: Answer, date: Answer, known: Sequence[KnownMade]
) -> list[ItemFound]:
    """Return the items, each outcome that recommends with the recommendations that it may have made.

    Those are what the same body made on that day; where body or day is open, what has the words of the outcome.
    """
    day = parse_date(date.value) if isinstance(date, Told) else None
    there = [one for one in known if not isinstance(body, Told) or one.body == body.value]
    there = [one for one in there if day is None or _may_be_one_day(one.date, day)]
    is_sure = isinstance(body, Told) and day is not None

    def made(outcome: OutcomeFound) -> OutcomeFound:
        if not (isinstance(outcome.verb, Told) and outcome.verb.value == "recommended"):
            return outcome
        offered = [one for one in there if is_sure or _has_words(outcome.text, one.title)]
        return replace(outcome, made=tuple((one.id, one.title) for one in offered))

    return [replace(item, outcomes=tuple(map(made, item.outcomes))) for item in items]


def _may_be_one_day(one: PartialDate, other: PartialDate) -> bool:
    return not (one.is_before(other) or other.is_before(one))


def _has_words(text: str, title: str) -> bool:
    wanted = stems_of(title)
    return bool(wanted) and len(wanted & stems_of(text)) >= _ENOUGH * len(wanted)
