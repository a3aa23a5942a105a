"""A matter of a briefing: what is recorded of one concern, the questions that follow, and the records that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker_site.accounts.claims import answered_by, is_signed_off_above
from tracker_site.dates import in_words, on_day
from tracker_site.markup import Prose
from tracker_site.pages.briefing_deadlines import deadlines
from tracker_site.pages.business import Business, successors
from tracker_site.pages.concerns import Concern, Subject
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.hearings import disputed, figures, silence
from tracker_site.pages.histories import (
    Told,
    answered,
    born_in,
    due,
    made,
    parts,
    promised,
    raised,
    signed_off_elsewhere,
    stands,
    unanswered,
    verb_in_words,
)
from tracker_site.pages.page import SourceShown, sources_shown
from tracker_site.pages.pressing import (
    Reason,
    Request,
    Sort,
    Thing,
    is_about_an_answer,
    is_unanswered,
)
from tracker_site.pages.questions import Question, ask_which, joined, question_of
from tracker_site.records.meeting import Item, Meeting
from tracker_site.standing.standing import (
    ActionStanding,
    ClockStanding,
    RecommendationStanding,
    Standing,
)

LINES_SHOWN = 4
"""How many things beside the first a matter tells of; the pages of these lead to all."""

RECORDS_SHOWN = 3
"""How many of the records on which it rests a matter names."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is recorded of one more thing of a matter."""

    link: Link
    note: str | None
    text: str


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
    recorded: str
    lines: tuple[Line, ...]
    more: int
    """How many things of it are told on its page only."""
    questions: tuple[Question, ...]
    said_in: tuple[Link, ...]
    """The records that say so."""
    records: tuple[str, ...]
    """Their ids."""
    source: SourceShown | None
    """The document behind the first of them."""
    rules: tuple[SourceShown, ...]
    """What sets its deadlines."""

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
    told = _told_of_first(guide, business, concern, first, None)
    return _matter(
        guide,
        business,
        concern,
        first,
        tuple(told),
        _Head(first.id, guide.link(first.id), _note(guide, business, first)),
    )


def matter_of_subject(
    guide: Guide, business: Business, subject: Subject, same_as: str | None, measures: Sequence[str]
) -> Matter:
    """Return what is to be told and asked of an item of the agenda.

    `same_as`: the title of an item before it that is of the same concern; `measures`: those to tell here.
    """
    first = _standing(guide, subject.about[0]) if len(subject.about) == 1 else None
    told = list(_told_of_first(guide, business, subject.concern, first, same_as)) if first else []
    told += [one for measure in measures if (one := figures(guide, measure))]
    which = [ask_which(values) for measure in measures if (values := disputed(guide, measure))]
    assert business.next
    link = _link_of_item(guide, business, subject)
    head = _Head(_item_named(business.next, subject.item), link, None, guide.links(subject.about))
    return _matter(guide, business, subject.concern, first, tuple(told), head, tuple(which))


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
    lines = [(one, *_line(guide, business, one, first)) for one in others[:LINES_SHOWN]]
    asked = [
        *(question_of(guide, business, one, None) for one in _to_ask_of_first(concern, first)),
        *(
            question_of(guide, business, one, line.link.text)
            for one, line, _ in lines
            if not _is_asked_with(one, concern, first)
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
        recorded=" ".join(one.text for one in told),
        lines=tuple(line for _, line, _ in lines),
        more=len(others) - len(lines),
        questions=joined(asked),
        said_in=tuple(_said_in(guide, business, id) for id in shown),
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


def _told_of_first(
    guide: Guide, business: Business, concern: Concern, first: Standing, same_as: str | None
) -> Iterator[Told]:
    """Yield what is told of a concern by what it is told by: where it comes from, its deadlines, where it stands."""
    sorts = [one.sort for one in concern.reasons if one.thing is first]
    thread = guide.accounts.thread_of.get(first.id)
    thread = thread if thread and thread.times > 1 else None
    if isinstance(first, RecommendationStanding):
        if same_as is not None:
            yield Told(f"The same concern as under “{same_as}”.")
        elif thread:
            yield raised(guide, business, thread)
        elif origin := made(guide, business, first):
            yield origin
        if answer := answered(first):
            yield answer
        if is_unanswered(guide, first) and first.id in business.own | business.put_to_it:
            yield unanswered(guide, business, first, thread.ids if thread else (first.id,))
        clocks = [one.thing for one in concern.reasons if isinstance(one.thing, ClockStanding)]
        yield from deadlines(guide, business, clocks, first.id)
    yield from _told_of(guide, business, first, sorts[0] if sorts else None)
    if isinstance(first, RecommendationStanding) and thread and sorts == ["claimed"]:
        yield from signed_off_elsewhere(guide, first, thread)


def _told_of(
    guide: Guide, business: Business, standing: Standing, sort: Sort | None, first: Standing | None = None
) -> Iterator[Told]:
    """Yield by when a thing was to be done, and where it stands; `first` is what was told before it."""
    if isinstance(standing, ActionStanding) and standing.id in business.own:
        yield promised(guide, business, standing)
    if isinstance(standing, RecommendationStanding) and standing.parts:
        yield from parts(guide, standing)
    else:
        if standing.status.is_open:
            yield from due(guide, standing, first)
        if sort in ("asked", "put") and standing.step.assurance == "none":
            if standing.last_news is None and isinstance(standing, ActionStanding):
                yield Told("Nothing is recorded of it since.", (born_in(guide, standing),))
        elif sort != "quiet" or standing.step.assurance != "none":
            yield stands(guide, standing)
    if sort == "quiet":
        yield silence(guide, business, standing)
    if (
        isinstance(standing, ActionStanding)
        and standing.status.is_open
        and is_signed_off_above(guide.standings, standing.id)
    ):
        yield Told("What it answers is signed off.")


def _line(guide: Guide, business: Business, reason: Reason, first: Standing | None) -> tuple[Line, Told]:
    """Return what is told of one more thing of a matter, and the records on which that rests."""
    thing = reason.thing
    if isinstance(thing, Request):
        told = _told_of_request(guide, thing)
        return Line(guide.link(thing.meeting.id), None, told.text), told
    assert isinstance(thing, Standing)
    all_told = tuple(_told_of(guide, business, thing, reason.sort, first))
    text = " ".join(one.text for one in all_told)
    records = tuple(id for one in all_told for id in one.records)
    return Line(guide.link(thing.id), _note(guide, business, thing), text), Told(text, records)


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


def _is_asked_with(reason: Reason, concern: Concern, first: Standing | None) -> bool:
    """Whether a recommendation waits for an answer that the newest of its thread asks for anyway."""
    waits = any(one.thing is first and one.sort in ("asked", "put") for one in concern.reasons)
    return waits and reason.sort in ("asked", "put") and isinstance(reason.thing, RecommendationStanding)


def _matter_of_request(guide: Guide, business: Business, concern: Concern, request: Request) -> Matter:
    told = _told_of_request(guide, request)
    item = f"#item-{request.item.key}" if request.item.key else ""
    link = Link(request.item.title, f"{guide.address(request.meeting.id)}{item}")
    head = _Head(_named(request), link, None)
    matter = _matter(guide, business, Concern(concern.key, concern.reasons[1:]), None, (told,), head)
    question = question_of(guide, business, concern.reasons[0], None)
    return replace(matter, text=request.outcome.text, questions=joined((question, *matter.questions)))


def _told_of_request(guide: Guide, request: Request) -> Told:
    """Return that a meeting asked for something, and what dealt with it since."""
    did = f"{verb_in_words(request.outcome)} {on_day(request.meeting.date)}"
    if not request.since:
        return Told(f"{did}; nothing that is recorded since deals with it.", (request.meeting.id,))
    later = f"{guide.title(request.since.record)} ({in_words(request.since.date)}) dealt with the same matter"
    return Told(f"{did}. {later}.", (request.meeting.id, request.since.record))


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


def _note(guide: Guide, business: Business, standing: Standing) -> str | None:
    """Return whose an action is, or "recommendation 2 of Focused visit"."""
    if isinstance(standing, ActionStanding):
        return guide.register.actions[standing.id].owner
    record = guide.recommendation(standing.id)
    origin = guide.register.records.by_id[record.origin]
    if isinstance(origin, Meeting) and origin.body == business.body:
        return None
    number = f" {record.number}" if record.number else ""
    return f"recommendation{number} of {guide.title(record.origin)}"


def _said_in(guide: Guide, business: Business, record: str) -> Link:
    """Return the way to a record; a meeting of the body itself is told by its day."""
    meeting = guide.register.records.by_id[record]
    if isinstance(meeting, Meeting) and meeting.body == business.body and meeting.date.is_day:
        return replace(guide.link(record), text=f"your meeting of {in_words(meeting.date)}")
    return guide.link(record)


def _rules(concern: Concern) -> tuple[SourceShown, ...]:
    """Return what sets the deadlines of a concern, each once."""
    clocks = (one.thing.clock for one in concern.reasons if isinstance(one.thing, ClockStanding))
    sources = {clock.key: clock.source for clock in clocks if clock.source}
    return sources_shown(sources.values())


def _source(guide: Guide, record: str) -> SourceShown | None:
    """Return the first document that supports a record."""
    found = sources_shown(guide.register.records.by_id[record].sources[:1])
    return found[0] if found else None
