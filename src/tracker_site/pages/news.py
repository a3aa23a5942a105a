"""News: each real change that a record tells of, dated as the record is. That a record exists is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Literal, get_args

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Followed, Meeting, Motion, Recommendation
from tracker_site.dataset.model import Ref
from tracker_site.dates import UNKNOWN, PartialDate, in_words
from tracker_site.labels import MOTION_RESULTS, RESPONSES, VERBS, uncapital
from tracker_site.phrases import as_part, due_moved, fate_in_words, whose_word
from tracker_site.records import meeting, said
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import LISTENED, Item, Outcome
from tracker_site.records.plan import Plan
from tracker_site.records.said import Response
from tracker_site.records.update import Update
from tracker_site.register.natures import Nature
from tracker_site.register.occasions import inspection_date
from tracker_site.source.markup import Prose, plain_text
from tracker_site.status.due import DueDate
from tracker_site.status.history import START

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
    """Something that a record changed."""

    kind: Kind
    date: PartialDate
    record: Ref
    words: str
    subject: Ref | None = None
    """What was changed, where that is one entity."""
    about: tuple[str, ...] = ()
    """The references of all entities concerned."""
    day: Day = Day.min
    """Where it sorts."""
    council: str | None = None
    """The name of the council that the record is about."""


def all_news(dataset: Dataset) -> tuple[Change, ...]:
    """Return every change up to the day of the site, newest first; what has no date at all comes last."""
    return dataset.once(_gather, "")


def by_record(changes: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """Return changes in their order, those of one record and date together."""
    groups = groupby(changes, key=lambda one: (one.day, one.record, one.date.text))
    return tuple(tuple(group) for _, group in groups)


def _gather(dataset: Dataset, _: str) -> tuple[Change, ...]:
    found = chain(_publications(dataset), _decisions(dataset), _responses(dataset), _of_entities(dataset))
    return tuple(sorted((_placed(dataset, one) for one in found), key=_newest_first))


def _placed(dataset: Dataset, change: Change) -> Change:
    """Return a change with where it sorts and whose it is."""
    authority = dataset.authority_of(change.record)
    return replace(
        change,
        # What has no date sorts by what it is about, as everywhere.
        day=change.date.sorts_at(dataset.register.days[change.record]),
        council=dataset.title(authority) if authority else None,
        about=(change.subject, *change.about) if change.subject else change.about,
    )


def _newest_first(change: Change) -> tuple[bool, int, str, str, int, str, str]:
    return (
        not change.date.is_known,
        -change.day.toordinal(),
        change.record,
        change.date.text,
        _ORDER.index(change.kind),
        change.subject.title if change.subject else "",
        change.words,
    )


def _publications(dataset: Dataset) -> Iterator[Change]:
    for record in dataset.seen_records:
        about: tuple[str, ...] = getattr(record, "about", ()) or getattr(record, "answers", ())
        for when, words in _published(record):
            yield Change("published", when, dataset.ref(record.id), words, about=(record.id, *about))


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
        case meeting.Meeting(state="cancelled"):
            yield record.date, "The meeting was cancelled"
        case Update() if not (record.progress or record.responses or record.actions):
            kind = "Said outside a meeting" if record.kind == "other" else record.kind.capitalize()
            yield record.date, f"{kind}{f' by {record.by}' if record.by else ''}"
        case Plan(kind="plan") if record.date and record.date.is_known and not record.actions:
            yield record.date, "Action plan made; the sources do not give its actions"


def _decisions(dataset: Dataset) -> Iterator[Change]:
    """Yield what meetings decided or asked; that they noted something changes nothing."""
    for one in dataset.of_kind(Meeting):
        for item in one.items if one.state in _TOOK_PLACE else ():
            for motion in item.motions:
                yield Change("decision", one.date, one.link, _motion_in_words(motion), about=item.about)
            for outcome in item.outcomes:
                # Where the meeting only agreed an action, the action itself is told.
                if outcome.verb not in LISTENED and not (outcome.verb == "action" and outcome.actions):
                    words, about = _outcome_in_words(item, outcome), item.subjects_of(outcome)
                    yield Change("decision", one.date, one.link, words, about=about)


def _motion_in_words(motion: Motion) -> str:
    fate = fate_in_words(motion)
    return f"Motion “{motion.title}”: {uncapital(MOTION_RESULTS[motion.result])}{f'. {fate}' if fate else ''}"


def _outcome_in_words(item: Item, outcome: Outcome) -> str:
    to = f" (to {', '.join(outcome.to)})" if outcome.to else ""
    return f"{VERBS[outcome.verb]}{to}: {_excerpt(outcome.text) if outcome.text else item.title}"


def _responses(dataset: Dataset) -> Iterator[Change]:
    """Yield each answer that is another than the one before to the same entity."""
    last: dict[str, str] = {}
    for occasion in dataset.register.occasions:
        if dataset.is_seen(occasion.record) and _took_place(dataset, occasion.record):
            for answer in occasion.answers:
                to, words = answer.response.to, _response_in_words(answer.response)
                if last.get(to) != words:
                    last[to] = words
                    yield Change(
                        "response", occasion.date, dataset.ref(occasion.record), words, dataset.ref(to)
                    )


def _took_place(dataset: Dataset, record: str) -> bool:
    what = dataset.register.records.by_id[record]
    return not isinstance(what, meeting.Meeting) or what.state in _TOOK_PLACE


def _response_in_words(response: Response) -> str:
    given = "Response only proposed" if response.standing == "proposed" else "Response"
    some = f", to {response.count} of them without saying which" if response.count is not None else ""
    by = f" (by {response.by})" if response.by else ""
    return f"{given}: {uncapital(RESPONSES[response.response])}{some}{by}"


def _of_entities(dataset: Dataset) -> Iterator[Change]:
    """Yield that each recommendation and action was made, how its status changed and how its dates moved."""
    for one in map(dataset.followed, (*dataset.recommendations, *dataset.actions)):
        if isinstance(one, Recommendation):
            yield Change(
                "recommendation", one.issued, dataset.ref(one.origin), "Recommendation made", one.link
            )
        elif _took_place(dataset, one.record):
            words = f"{_came_up(one)}{_by_when(dataset.register.actions[one.id])}"
            yield Change("action", one.issued, one.record, words, one.link)
        yield from _statuses(dataset, one)
        yield from _moved_dates(dataset, one.id, one.due_dates)
        for part in one.parts if isinstance(one, Recommendation) else ():
            yield from _moved_dates(dataset, f"{one.id}/{part.key}", part.due_dates)


def _statuses(dataset: Dataset, one: Followed) -> Iterator[Change]:
    """Yield each day on which a status, or who says so, became another."""
    for before, after in pairwise((START, *(step for step in one.steps if step.record))):
        body = dataset.body_that_signed_off(after)
        whose = f"{whose_word(after.assurance, after.status, body)}{as_part(after)}"
        if after.status != before.status:
            words = f"{before.status.label} → {after.status.label} ({whose})"
            yield Change("status", after.date, dataset.ref(after.record or ""), words, one.link)
        elif (after.assurance, after.whole) != (before.assurance, before.whole):
            # Who says so may have come from another record than the status.
            record, words = after.assured_in or after.record or "", f"{after.status.label}, now {whose}"
            yield Change("status", after.date, dataset.ref(record), words, one.link)


def _moved_dates(dataset: Dataset, subject: str, dates: tuple[DueDate, ...]) -> Iterator[Change]:
    for before, after in pairwise((None, *dates)):
        if after and after.record:
            words = due_moved(before.date if before else None, after.date)
            if after.reason:
                words += f". Reason given: {_excerpt(after.reason)}"
            elif before:
                words += "; no reason recorded"
            yield Change(
                "due", dataset.date_of(after.record), dataset.ref(after.record), words, dataset.ref(subject)
            )


_CAME_UP: Mapping[Nature, str] = {
    "promised": "Action promised",
    "aim": "Aim stated",
    "asked-for": "Action asked for",
    "decided": "Action decided",
    "noted": "Action recorded",
    "reported": "Work reported",
}


def _came_up(action: Action) -> str:
    assert action.nature
    is_listed = action.nature == "promised" and action.record.noun == "plan"
    return "Action listed" if is_listed else _CAME_UP[action.nature]


def _by_when(action: said.Action) -> str:
    if action.due and action.due.is_known:
        return f", due {in_words(action.due)}"
    if action.standing:
        return ", a standing duty"
    return f", “{action.when}”, no date" if action.when else ", no date"


def _excerpt(text: Prose) -> str:
    """Return a text as plain words on one line, shortened where it is long."""
    line = plain_text(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]} …"
