"""A matter of a briefing: what is recorded of one concern, the questions that follow, and the records that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker_site.briefing.body import Business, successors
from tracker_site.briefing.deadlines import deadlines
from tracker_site.briefing.last_activity import disputed, figures
from tracker_site.briefing.open_entities import OpenThing, open_things
from tracker_site.briefing.questions import Question, ask_which, joined, question_of
from tracker_site.briefing.sentences import Told
from tracker_site.briefing.statements import Line, lines_of, link_of, note_of, told_of_first, told_of_request
from tracker_site.briefing.topics import Concern, Subject
from tracker_site.briefing.urgent import (
    Reason,
    Request,
    Thing,
    is_about_an_answer,
)
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import in_words
from tracker_site.records.base import Source
from tracker_site.records.meeting import Item, Meeting
from tracker_site.source.markup import Prose
from tracker_site.status.claims import answered_by
from tracker_site.status.standing import (
    ActionStanding,
    ClockStanding,
    RecommendationStanding,
    Standing,
)

LINES_SHOWN = 4
"""How many things beside the first a matter tells of; the pages of these lead to all."""

ALSO_SHOWN = 6
"""How many more it names."""

HEADS_NEEDED = 3
"""Of how many things at the least a matter tells under heads of their own."""

LETTERS_TAKEN_IN = 200
"""How many letters are taken in as one text."""

RECORDS_SHOWN = 3
"""How many of the records on which it rests a matter names."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to ask about at the next meeting."""

    thing: str
    """What it is told by: a recommendation, an action, the record of a deadline, a meeting or an item of one."""
    link: Link
    note: str | None
    """Whose it is, or which recommendation of what."""
    about: tuple[Link, ...]
    """What an item of the agenda is about."""
    text: Prose | None
    """What was asked for, in the words of the record."""
    told: tuple[Told, ...]
    """What is recorded of it."""
    lines: tuple[Line, ...]
    also: tuple[Link, ...]
    """What else presses of it, and is told on its own page only."""
    more: int
    """How many there are beside those."""
    besides: tuple[OpenThing, ...]
    """What else is open of an item of the agenda, and does not press."""
    questions: tuple[Question, ...]
    said_in: tuple[Link, ...]
    """The records that say so."""
    records: tuple[str, ...]
    """Their ids."""
    source: Source | None
    """The document behind the first of them."""
    rules: tuple[Source, ...]
    """What sets its deadlines."""

    @property
    def recorded(self) -> str:
        """What is recorded of it, in one text."""
        return " ".join(one.text for one in self.told)

    @property
    def history(self) -> tuple[tuple[str, str], ...]:
        """The same by what it tells of, where it tells of so much that one text would be hard to take in."""
        found: dict[str, list[str]] = {}
        for one in self.told:
            found.setdefault(one.head, []).append(one.text)
        if len(found) < HEADS_NEEDED or len(self.recorded) <= LETTERS_TAKEN_IN:
            return ()
        return tuple((head, " ".join(texts)) for head, texts in found.items())

    def without_questions(self) -> Matter:
        """Return the same with what is recorded alone."""
        return replace(self, questions=())


def matter_of(guide: Guide, business: Business, concern: Concern) -> Matter:
    """Return what is to be told and asked of a concern."""
    first = first_of(guide, concern)
    if isinstance(first, Request):
        return _matter_of_request(guide, business, concern, first)
    if isinstance(first, ClockStanding):
        return _matter_of_deadlines(guide, business, concern, first)
    told = told_of_first(guide, business, concern, first, None)
    return _matter(
        guide,
        business,
        concern,
        first,
        tuple(told),
        _Head(first.id, guide.link(first.id), note_of(guide, business, first)),
    )


def matter_of_subject(
    guide: Guide, business: Business, subject: Subject, same_as: str | None, measures: Sequence[str]
) -> Matter:
    """Return what is to be told and asked of an item of the agenda.

    `same_as`: the title of an item before it that is of the same concern; `measures`: those to tell here.
    """
    first = _standing(guide, subject.about[0]) if len(subject.about) == 1 else None
    told = list(told_of_first(guide, business, subject.concern, first, same_as)) if first else []
    told += [one for measure in measures if (one := figures(guide, business, measure))]
    which = [ask_which(values) for measure in measures if (values := disputed(guide, measure))]
    assert business.next
    link = _link_of_item(guide, business, subject)
    head = _Head(_item_named(business.next, subject.item), link, None, guide.links(subject.about))
    matter = _matter(guide, business, subject.concern, first, tuple(told), head, tuple(which))
    return replace(matter, besides=open_things(guide, subject.besides))


class _Head(NamedTuple):
    """What stands at the head of a matter."""

    thing: str
    link: Link
    note: str | None
    about: tuple[Link, ...] = ()


def _matter(
    guide: Guide,
    business: Business,
    concern: Concern,
    first: Standing | None,
    told: tuple[Told, ...],
    head: _Head,
    further: tuple[Question, ...] = (),
) -> Matter:
    others = [
        one for one in concern.reasons if one.thing is not first and not isinstance(one.thing, ClockStanding)
    ]
    lines = list(lines_of(guide, business, others[:LINES_SHOWN], first, told))
    also = [link_of(guide, one.thing) for one in others[LINES_SHOWN:]]
    asked = [
        *(question_of(guide, business, one, None) for one in _to_ask_of_first(concern, first)),
        *(
            question_of(guide, business, to_ask, line.link.text)
            for one, line, _ in lines
            for to_ask in _to_ask_of_other(one, concern, first)
        ),
        *further,
    ]
    records = dict.fromkeys(id for one in (*told, *(of for *_, of in lines)) for id in one.records)
    shown = tuple(records)[:RECORDS_SHOWN]
    return Matter(
        thing=head.thing,
        link=head.link,
        note=head.note,
        about=head.about,
        text=None,
        told=tuple(dict.fromkeys(told)),
        lines=tuple(line for _, line, _ in lines),
        also=tuple(also[:ALSO_SHOWN]),
        more=len(also[ALSO_SHOWN:]),
        besides=(),
        questions=joined(asked),
        said_in=tuple(_all_said_in(guide, business, shown)),
        records=shown,
        source=_source(guide, next(iter(records))) if records else None,
        rules=_rules(concern),
    )


def first_of(guide: Guide, concern: Concern) -> Standing | Request | ClockStanding:
    """Return what a concern is told by: its newest recommendation, else the one thing that it has."""
    things = [one.thing for one in concern.reasons]
    pressing = [one for one in things if isinstance(one, RecommendationStanding)]
    clocks = [one for one in things if isinstance(one, ClockStanding)]
    ids = [one.id for one in pressing] or [_latest(guide, one.record) for one in clocks]
    others = [one for one in things if isinstance(one, ActionStanding | Request)]
    if not ids and len(others) > 1:
        ids = [
            id
            for one in others
            if isinstance(one, ActionStanding)
            for id in answered_by(guide.standings, one.id)[:1]
        ]
    known = [guide.standings.recommendations[id] for id in ids if id in guide.standings.recommendations]
    if known:
        return max(known, key=lambda one: (guide.register.days[one.id], one.id))
    return others[0] if others else clocks[0]


def _latest(guide: Guide, record: str) -> str:
    """Return what took the place of a recommendation last, else the record itself."""
    later = successors(guide, record)
    return max(later, key=lambda id: (guide.register.days[id], id)) if later else record


def _to_ask_of_first(concern: Concern, first: Standing | None) -> Iterator[Reason]:
    """Yield the reasons of a concern from which a question of its first thing follows.

    Where an answer is waited for and its deadline still runs, it is that which is asked; where that has passed,
    the answer itself.
    """
    of_first = [one for one in concern.reasons if one.thing is first]
    clocks = [(one, one.thing) for one in concern.reasons if isinstance(one.thing, ClockStanding)]
    waits = any(one.sort in ("asked", "put") for one in of_first)
    runs = [one for one, clock in clocks if clock.state == "running" and is_about_an_answer(clock)]
    if waits and runs:
        yield from runs
        return
    yield from of_first
    yield from (one for one, clock in clocks if not (waits and is_about_an_answer(clock)))


def _to_ask_of_other(reason: Reason, concern: Concern, first: Standing | None) -> Iterator[Reason]:
    """Yield why to ask about another thing of a concern.

    Of a recommendation that waits for an answer which the newest of its thread asks for anyway, its date is left.
    """
    waits = any(one.thing is first and one.sort in ("asked", "put") for one in concern.reasons)
    thing = reason.thing
    if not (waits and reason.sort in ("asked", "put") and isinstance(thing, RecommendationStanding)):
        yield reason
    elif thing.late:
        yield replace(reason, sort="late")


def _matter_of_request(guide: Guide, business: Business, concern: Concern, request: Request) -> Matter:
    told = told_of_request(guide, request)
    item = f"#item-{request.item.key}" if request.item.key else ""
    link = Link(request.item.title, f"{guide.address(request.meeting.id)}{item}")
    head = _Head(_named(request), link, None)
    matter = _matter(guide, business, Concern(concern.key, concern.reasons[1:]), None, (told,), head)
    question = question_of(guide, business, concern.reasons[0], None)
    return replace(matter, text=request.outcome.text, questions=joined((question, *matter.questions)))


def _matter_of_deadlines(guide: Guide, business: Business, concern: Concern, first: ClockStanding) -> Matter:
    """Return the matter of deadlines for a record that is no recommendation."""
    clocks = [one.thing for one in concern.reasons if isinstance(one.thing, ClockStanding)]
    told = tuple(deadlines(guide, business, clocks, first.record))
    head = _Head(first.record, guide.link(first.record), None)
    return _matter(guide, business, concern, None, told, head)


def _named(thing: Thing) -> str:
    match thing:
        case Request(meeting=meeting, item=item):
            return _item_named(meeting, item)
        case ClockStanding(record=record):
            return record
    return thing.id


def _item_named(meeting: Meeting, item: Item) -> str:
    return f"{meeting.id}/{item.key}" if item.key else meeting.id


def _link_of_item(guide: Guide, business: Business, subject: Subject) -> Link:
    assert business.next
    item = subject.item
    title = f"{item.number}. {item.title}" if item.number else item.title
    return Link(title, f"{guide.address(business.next.id)}{f'#item-{item.key}' if item.key else ''}")


def _standing(guide: Guide, id: str) -> Standing:
    return guide.standings.actions[id] if "/" in id else guide.standings.recommendations[id]


def _all_said_in(guide: Guide, business: Business, records: Iterable[str]) -> Iterator[Link]:
    """Yield the ways to records; of meetings of one body in a row, only the first says whose it was."""
    before: str | None = None
    for record in records:
        meeting = guide.register.records.by_id[record]
        body = meeting.body if isinstance(meeting, Meeting) and not meeting.title else None
        link = _said_in(guide, business, record)
        if isinstance(meeting, Meeting) and body and body == before:
            link = replace(link, text=in_words(meeting.date))
        yield link
        before = body


def _said_in(guide: Guide, business: Business, record: str) -> Link:
    """Return the way to a record; a meeting of the body itself is told by its day."""
    meeting = guide.register.records.by_id[record]
    if isinstance(meeting, Meeting) and meeting.body == business.body and meeting.date.is_day:
        return replace(guide.link(record), text=f"your meeting of {in_words(meeting.date)}")
    return guide.link(record)


def _rules(concern: Concern) -> tuple[Source, ...]:
    """Return what sets the deadlines of a concern, each once."""
    clocks = (one.thing.clock for one in concern.reasons if isinstance(one.thing, ClockStanding))
    sources = {clock.key: clock.source for clock in clocks if clock.source}
    return tuple(sources.values())


def _source(guide: Guide, record: str) -> Source | None:
    """Return the first document that supports a record."""
    return next(iter(guide.register.records.by_id[record].sources), None)
