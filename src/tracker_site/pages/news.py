"""News: each real change that a record tells of, dated as the record is. That a record exists is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import groupby, pairwise
from typing import Literal, get_args

from tracker_site.dataset import entities
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.guide import Link
from tracker_site.dates import UNKNOWN, PartialDate, in_words
from tracker_site.labels import MOTION_RESULTS, RESPONSES, VERBS
from tracker_site.phrases import due_moved, fate_in_words, said_by_whom
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import LISTENED, Item, Meeting, Outcome
from tracker_site.records.plan import Plan
from tracker_site.records.said import Action, Response
from tracker_site.records.update import Update
from tracker_site.register.natures import Nature, nature_of
from tracker_site.register.occasions import inspection_date
from tracker_site.source.markup import Prose
from tracker_site.status.due import DueDate
from tracker_site.status.history import START, Step
from tracker_site.status.standing import RecommendationStanding, Standing

Kind = Literal["published", "decision", "recommendation", "response", "status", "due", "action"]

_ORDER: tuple[Kind, ...] = get_args(Kind)
"""The order in which the changes of one record are told."""

_LONGEST = 200
"""The characters of a text that are quoted."""

_TOOK_PLACE = ("held", "unknown")

Day = date
"""The type of a day, where a field is called `date`."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a record changed.

    `day` is where it sorts; `about` are the references of the things concerned.
    """

    kind: Kind
    date: PartialDate
    day: Day
    record: str
    subject: Link | None
    words: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesOfRecord:
    """All that one record changed on a day."""

    date: PartialDate
    day: Day
    id: str
    record: Link
    authority: Link | None
    changes: tuple[Change, ...]


def all_news(guide: Dataset) -> tuple[Change, ...]:
    """Return every change up to the day of the site, newest first; what has no date at all comes last."""
    return guide.once(_gather, "")


def by_record(guide: Dataset, changes: Iterable[Change]) -> tuple[ChangesOfRecord, ...]:
    """Return changes in their order, those of one record and date together."""
    groups = (
        tuple(group) for _, group in groupby(changes, key=lambda one: (one.day, one.record, one.date.text))
    )
    return tuple(_of_record(guide, group) for group in groups)


def _of_record(guide: Dataset, group: tuple[Change, ...]) -> ChangesOfRecord:
    first = group[0]
    authority = guide.authority_of(first.record)
    return ChangesOfRecord(
        first.date,
        first.day,
        first.record,
        guide.link(first.record),
        guide.link(authority) if authority else None,
        group,
    )


def _gather(guide: Dataset, _: str) -> tuple[Change, ...]:
    found = [
        *_publications(guide),
        *_decisions(guide),
        *_recommendations(guide),
        *_responses(guide),
        *_standings(guide),
        *_actions(guide),
    ]
    return tuple(sorted(found, key=_newest_first))


def _newest_first(change: Change) -> tuple[bool, int, str, str, int, str, str]:
    return (
        not change.date.is_known,
        -change.day.toordinal(),
        change.record,
        change.date.text,
        _ORDER.index(change.kind),
        change.subject.text if change.subject else "",
        change.words,
    )


def _change(
    guide: Dataset,
    kind: Kind,
    when: PartialDate,
    record: str,
    words: str,
    subject: str | None = None,
    about: tuple[str, ...] = (),
) -> Change:
    link = guide.link(subject) if subject else None
    # What has no date sorts by what it is about, as everywhere.
    day = when.sorts_at(guide.register.days[record])
    return Change(kind, when, day, record, link, words, (*((subject,) if subject else ()), *about))


def _publications(guide: Dataset) -> Iterator[Change]:
    for record in guide.seen_records:
        about: tuple[str, ...] = getattr(record, "about", ()) or getattr(record, "answers", ())
        for when, words in _published(record):
            yield _change(guide, "published", when, record.id, words, about=(record.id, *about))


def _published(record: Record) -> Iterator[tuple[PartialDate, str]]:
    """Yield what it changes that a record came, beside all that stands in it."""
    match record:
        case Inspection() if record.published:
            yield record.published, "Report published"
        case Inspection() if record.visited:
            yield inspection_date(record), "The inspectors’ visit ended"
        case Inquiry():
            if record.opened:
                yield record.opened, "Inquiry opened"
            for report in record.reports:
                stage = f"{(report.stage or '').capitalize()} report".strip().capitalize()
                yield report.date or UNKNOWN, f"{stage}: “{report.title}”"
        case Meeting(state="cancelled"):
            yield record.date, "The meeting was cancelled"
        case Update() if not (record.progress or record.responses or record.actions):
            kind = "Said outside a meeting" if record.kind == "other" else record.kind.capitalize()
            yield record.date, f"{kind}{f' by {record.by}' if record.by else ''}"
        case Plan(kind="plan") if record.date and record.date.is_known and not record.actions:
            yield record.date, "Action plan made; the sources do not give its actions"


def _decisions(guide: Dataset) -> Iterator[Change]:
    """Yield what meetings decided or asked; that they noted something changes nothing."""
    for meeting in guide.of_kind(entities.Meeting):
        for item in meeting.items if meeting.state in _TOOK_PLACE else ():
            for motion in item.motions:
                words = _motion_in_words(motion)
                yield _change(guide, "decision", meeting.date, meeting.id, words, about=item.about)
            for outcome in item.outcomes:
                # Where the meeting only agreed an action, the action itself is told.
                if outcome.verb not in LISTENED and not (outcome.verb == "action" and outcome.actions):
                    words, about = _outcome_in_words(item, outcome), item.subjects_of(outcome)
                    yield _change(guide, "decision", meeting.date, meeting.id, words, about=about)


def _motion_in_words(motion: entities.Motion) -> str:
    result = MOTION_RESULTS[motion.result]
    fate = fate_in_words(motion)
    return f"Motion “{motion.title}”: {result[0].lower()}{result[1:]}{f'. {fate}' if fate else ''}"


def _outcome_in_words(item: Item, outcome: Outcome) -> str:
    to = f" (to {', '.join(outcome.to)})" if outcome.to else ""
    return f"{VERBS[outcome.verb]}{to}: {_excerpt(outcome.text) if outcome.text else item.title}"


def _recommendations(guide: Dataset) -> Iterator[Change]:
    for one in guide.in_order:
        issue = guide.register.issue(one.id)
        yield _change(guide, "recommendation", issue, one.origin, "Recommendation made", one.id)


def _responses(guide: Dataset) -> Iterator[Change]:
    """Yield each answer that is another than the one before to the same thing."""
    last: dict[str, str] = {}
    for occasion in guide.register.occasions:
        if occasion.record in guide.standings.seen and _took_place(guide, occasion.record):
            for answer in occasion.answers:
                words = _response_in_words(answer.response)
                if last.get(answer.response.to) != words:
                    last[answer.response.to] = words
                    yield _change(
                        guide, "response", occasion.date, occasion.record, words, answer.response.to
                    )


def _took_place(guide: Dataset, record: str) -> bool:
    what = guide.register.records.by_id[record]
    return not isinstance(what, Meeting) or what.state in _TOOK_PLACE


def _response_in_words(response: Response) -> str:
    given = "Response only proposed" if response.standing == "proposed" else "Response"
    some = f", to {response.count} of them without saying which" if response.count is not None else ""
    by = f" (by {response.by})" if response.by else ""
    words = RESPONSES[response.response]
    return f"{given}: {words[0].lower()}{words[1:]}{some}{by}"


def _standings(guide: Dataset) -> Iterator[Change]:
    standings = guide.standings
    for standing in (*standings.recommendations.values(), *standings.actions.values()):
        yield from _steps(guide, standing)
        yield from _moved_dates(guide, standing.id, standing.due_dates)
        if isinstance(standing, RecommendationStanding):
            for part in standing.parts:
                yield from _moved_dates(guide, f"{standing.id}/{part.key}", part.due_dates)


def _steps(guide: Dataset, standing: Standing) -> Iterator[Change]:
    """Yield each day on which a status, or who says so, became another."""
    for before, after in pairwise((START, *(step for step in standing.steps if step.record))):
        words = _step_in_words(guide, before, after)
        if words:
            assert after.record is not None
            # Who says so may have come from another record than the status.
            moved = after.record if after.status != before.status else after.assured_in or after.record
            yield _change(guide, "status", after.date, moved, words, standing.id)


def _step_in_words(guide: Dataset, before: Step, after: Step) -> str | None:
    whose = said_by_whom(guide.register, after)
    if after.status != before.status:
        return f"{before.status.label} → {after.status.label} ({whose})"
    return f"{after.status.label}, now {whose}" if after.assurance != before.assurance else None


def _moved_dates(guide: Dataset, subject: str, dates: tuple[DueDate, ...]) -> Iterator[Change]:
    for before, after in pairwise((None, *dates)):
        if after and after.record:
            words = due_moved(before.date if before else None, after.date)
            if after.reason:
                words += f". Reason given: {_excerpt(after.reason)}"
            elif before:
                words += "; no reason recorded"
            yield _change(guide, "due", guide.date_of(after.record), after.record, words, subject)


def _actions(guide: Dataset) -> Iterator[Change]:
    for address, standing in guide.standings.actions.items():
        if _took_place(guide, standing.record):
            words = f"{_came_up(guide, address)}{_by_when(guide.register.actions[address])}"
            yield _change(guide, "action", standing.issued, standing.record, words, address)


_CAME_UP: Mapping[Nature, str] = {
    "promised": "Action promised",
    "aim": "Aim stated",
    "asked-for": "Action asked for",
    "decided": "Action decided",
    "noted": "Action recorded",
    "reported": "Work reported",
}


def _came_up(guide: Dataset, address: str) -> str:
    nature, record = nature_of(guide.register, address), guide.register.records.by_id[address.split("/")[0]]
    is_listed = isinstance(record, Plan) and record.kind == "plan" and nature == "promised"
    return "Action listed" if is_listed else _CAME_UP[nature]


def _by_when(action: Action) -> str:
    if action.due and action.due.is_known:
        return f", due {in_words(action.due)}"
    if action.standing:
        return ", a standing duty"
    return f", “{action.when}”, no date" if action.when else ", no date"


def _excerpt(text: Prose) -> str:
    """Return a text as plain words on one line, shortened where it is long."""
    line = " ".join(unescape(re.sub(r"<[^>]+>", " ", text.html)).split())
    line = re.sub(r" (?=[.,;:!?)’”])", "", line)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]} …"
