"""The items of a briefing: what is recorded of each topic, the questions that follow, and the records that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject, successors
from tracker_site.briefing.questions import Question, ask_which, joined, question_of
from tracker_site.briefing.recorded import Line, lines_of, note_of, statements_of
from tracker_site.briefing.sentences import Statement
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import Request, Urgent, id_of
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action, Recommendation
from tracker_site.dataset.model import Ref, grouped
from tracker_site.dates import UNKNOWN, in_words, on_day
from tracker_site.labels import days_in_words
from tracker_site.records.base import Source
from tracker_site.records.meeting import Meeting
from tracker_site.source.markup import Prose
from tracker_site.status.readings import last_figures
from tracker_site.status.standing import Deadline

LINES_SHOWN = 4
"""How many entities beside the lead an item tells of; the pages of these lead to all."""

ALSO_SHOWN = 6
"""How many more it names."""

HEADINGS_NEEDED = 3
"""Of how many kinds at the least statements stand under headings of their own."""

LETTERS_TAKEN_IN = 200
"""How many letters are taken in as one text."""

RECORDS_SHOWN = 3
"""How many of the records on which it rests an item names."""

_WAITS = ("asked", "put")
"""The reasons for which an answer is waited for."""


class OpenEntity(NamedTuple):
    """A recommendation or an action that is open and not urgent."""

    entity: Subject
    note: str
    """By when it is to be done, or for how long it has had no date; empty where there is nothing to say of that."""

    @property
    def in_line(self) -> str:
        """What a line of links says of it: how far it has come, and its note."""
        label = self.entity.status.label
        return f"{label}; {self.note}" if self.note else label

    @property
    def in_words(self) -> str:
        """All that a list says of it."""
        return f"{self.entity.link.title} {self.in_line}"


class Item(NamedTuple):
    """A topic in words."""

    key: str
    """The key of its group: `agenda`, or why it is urgent."""
    urgent: tuple[Urgent, ...]
    """What is urgent of it."""
    link: Ref
    """What it is told by: a recommendation, an action, what has a deadline, a meeting or an item of one."""
    note: str | None
    """Whose it is, or which recommendation of what."""
    subjects: tuple[Ref, ...]
    """What an item of the agenda is about."""
    text: Prose | None
    """What was asked for, in the words of the record."""
    statements: tuple[Statement, ...]
    """What is recorded of it, each statement once."""
    lines: tuple[Line, ...]
    """What is recorded of more entities."""
    also: tuple[Ref, ...]
    """The entities of which it tells no more than that they are urgent."""
    more: int
    """How many there are beside those."""
    open: tuple[OpenEntity, ...]
    """What else is open of an item of the agenda, and is not urgent."""
    questions: tuple[Question, ...]
    """The questions that follow from what is urgent."""
    said_in: tuple[Ref, ...]
    """The first records that say so."""
    source: Source | None
    """The document behind the first of them."""
    rules: tuple[Source, ...]
    """What sets its deadlines, each once."""
    number: int = 0
    """Its number in the briefing."""
    is_printed: bool = False
    """Whether the printed page has room for it."""

    @property
    def recorded(self) -> str:
        """All statements in one text."""
        return " ".join(one.text for one in self.statements)

    @property
    def history(self) -> tuple[tuple[str, str], ...]:
        """The statements by heading, where they are so much that one text would be hard to take in; else empty."""
        found = grouped((one.heading, one.text) for one in self.statements)
        if len(found) < HEADINGS_NEEDED or len(self.recorded) <= LETTERS_TAKEN_IN:
            return ()
        return tuple((heading, " ".join(texts)) for heading, texts in found.items())

    @property
    def all_recorded(self) -> str:
        """All that it tells, in one text: what is recorded of it, and of each other entity."""
        return " ".join([self.recorded, *(f"{one.link.title}: {one.text}" for one in self.lines)]).strip()

    @property
    def question(self) -> str:
        """What it asks, in one text, with whom to ask."""
        return " ".join(one.words for one in self.questions)


def item_of(body: Body, topic: Topic) -> Item:
    """Return a topic in words."""
    data, lead = body.data, topic.lead
    statements = tuple(dict.fromkeys(statements_of(body, topic)))
    lines = tuple(lines_of(body, topic, statements, LINES_SHOWN))
    named = [id_of(one.entity) for one in topic.others[LINES_SHOWN:]]
    said_in = chain((one.records for one in statements), (one.records for one in lines))
    records = tuple(dict.fromkeys(chain.from_iterable(said_in)))[:RECORDS_SHOWN]
    sources = [source for id in records[:1] for source in data.register.records.by_id[id].sources]
    return Item(
        key="agenda" if topic.item else topic.urgent[0].reason,
        urgent=topic.urgent,
        link=_told_by(body, topic),
        note=note_of(body, lead) if lead and not topic.item else None,
        subjects=data.refs(topic.about),
        text=lead.outcome.text if isinstance(lead, Request) else None,
        statements=statements,
        lines=lines,
        also=data.refs(named[:ALSO_SHOWN]),
        more=len(named[ALSO_SHOWN:]),
        open=open_entities(data, topic.open),
        questions=joined(_questions(body, topic, lines)),
        said_in=tuple(_refs_to_records(body, records)),
        source=next(iter(sources), None),
        rules=tuple({one.key: one.source for one in topic.deadlines if one.source}.values()),
    )


def _told_by(body: Body, topic: Topic) -> Ref:
    """Return what a topic is told by.

    That is an item of the next agenda, or the one under which a request was made; or a recommendation, an action, or
    the record of a deadline.
    """
    request = topic.lead if isinstance(topic.lead, Request) and not topic.item else None
    meeting, item = (request.meeting, request.item) if request else (body.next, topic.item)
    if not (meeting and item):
        return body.data.ref(id_of(topic.lead or topic.deadlines[0]))
    title = f"{item.number}. {item.title}" if item.number and not request else item.title
    id, anchor = (f"{meeting.id}/{item.key}", f"#item-{item.key}") if item.key else (meeting.id, "")
    return Ref(id, title, f"{body.data.address(meeting.id)}{anchor}")


def open_entities(data: Dataset, entities: Iterable[Subject]) -> tuple[OpenEntity, ...]:
    """Return open recommendations and actions as a list shows them."""
    return tuple(OpenEntity(one, ", ".join(filter(None, _notes_of_open(data, one)))) for one in entities)


def _notes_of_open(data: Dataset, one: Subject) -> Iterator[str]:
    """Yield when it is due, and that nobody can tell whether it has gone quiet."""
    yield _note_of_open(data, one)
    if one.quiet is None:
        yield "no dated record"


def _note_of_open(data: Dataset, one: Subject) -> str:
    if later := successors(data, one.id):
        return f"“{data.title(later[-1])}” took its place"
    if one.due and one.due.is_known:
        return f"due {on_day(one.due)}"
    if isinstance(one, Action) and one.promise == "undated":
        words = f"undated: “{one.when}”" if one.when else "undated"
        if one.days_since_promised is None:
            return words
        at_least = "" if one.issued.is_day else "at least "
        return f"{words}, {at_least}{days_in_words(one.days_since_promised)} since {in_words(one.issued)}"
    return "to be done again and again" if isinstance(one, Action) and one.standing else ""


def _questions(body: Body, topic: Topic, lines: Iterable[Line]) -> Iterator[Question]:
    """Yield the questions that follow from what is urgent, to whomever there may be to answer."""
    for urgent in _to_ask_of_lead(topic):
        yield question_of(body, urgent, None)
    for line in lines:
        if to_ask := _to_ask_of_other(topic, line.urgent):
            yield question_of(body, to_ask, line.link.title)
    for measure in topic.measures:
        values = [one.figure.value for one in last_figures(body.data.figures_of(measure))]
        if len(values) > 1:
            yield ask_which(values)


def _to_ask_of_lead(topic: Topic) -> list[Urgent]:
    """Return what is urgent of a topic and from which a question of its lead follows.

    Where an answer is waited for and its deadline still runs, it is that which is asked; where that has passed,
    the answer itself.
    """
    waits = topic.reason in _WAITS
    of_lead = [one for one in topic.urgent if one.entity is topic.lead]
    of_deadlines = [(one, one.entity) for one in topic.urgent if isinstance(one.entity, Deadline)]
    answers = [(one, by) for one, by in of_deadlines if waits and by.is_about_an_answer]
    runs = [one for one, by in answers if by.state == "running"]
    return runs or [*of_lead, *(one for one, by in of_deadlines if (one, by) not in answers)]


def _to_ask_of_other(topic: Topic, urgent: Urgent) -> Urgent | None:
    """Return what to ask about another entity of a topic.

    Of a recommendation that waits for an answer which the newest of its thread asks for anyway, its date is left.
    """
    reason, entity = urgent
    if topic.reason in _WAITS and reason in _WAITS and isinstance(entity, Recommendation):
        return Urgent("late", entity) if entity.late else None
    return urgent


def _refs_to_records(body: Body, records: Iterable[str]) -> Iterator[Ref]:
    """Yield the references to records; of meetings of one body in a row, only the first says whose it was."""
    before: str | None = None
    for id in records:
        meeting, ref = body.data.register.records.by_id[id], body.data.ref(id)
        whose = meeting.body if isinstance(meeting, Meeting) and not meeting.title else None
        title = ref.title
        if whose and whose == before:
            title = in_words(ref.date or UNKNOWN)
        elif body.met_in(id) == body.id and ref.date and ref.date.is_day:
            title = f"your meeting of {in_words(ref.date)}"
        yield Ref(id, title, ref.address, is_inferred=ref.is_inferred, is_superseded=ref.is_superseded)
        before = whose
