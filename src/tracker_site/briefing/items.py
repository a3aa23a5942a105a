"""The items of a briefing: what is recorded of each topic, the questions that follow, and the records that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tracker_site.briefing.body import Body, successors
from tracker_site.briefing.progress import disputed
from tracker_site.briefing.questions import Question, ask_which, joined, question_of
from tracker_site.briefing.sentences import Statement
from tracker_site.briefing.statements import Line, lines_of, note_of, statements_of
from tracker_site.briefing.topics import Topic
from tracker_site.briefing.urgent import Request, Urgent, id_of
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.labels import days_in_words
from tracker_site.records.base import Source
from tracker_site.records.meeting import Item as AgendaItem
from tracker_site.records.meeting import Meeting
from tracker_site.source.markup import Prose
from tracker_site.status.promises import sort_of
from tracker_site.status.standing import Deadline, RecommendationStanding, Standing

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


@dataclass(frozen=True, slots=True)
class OpenEntity:
    """A recommendation or an action that is open and not urgent."""

    link: Link
    standing: Standing
    note: str
    """By when it is to be done, or for how long it has had no date; empty where there is nothing to say of that."""

    @property
    def in_line(self) -> str:
        """What a line of links says of it: how far it has come, and its note."""
        label = self.standing.status.label
        return f"{label}; {self.note}" if self.note else label

    @property
    def in_words(self) -> str:
        """All that a list says of it."""
        return f"{self.link.text} {self.in_line}"


@dataclass(frozen=True)
class Item:
    """A topic in words, each made when it is first asked for."""

    body: Body
    topic: Topic

    @property
    def about(self) -> str:
        """What it is told by: a recommendation, an action, the record of a deadline, a meeting or an item of one."""
        if self._place:
            meeting, item = self._place
            return f"{meeting.id}/{item.key}" if item.key else meeting.id
        return id_of(self.topic.lead or self.topic.clocks[0])

    @property
    def link(self) -> Link:
        """The link to that."""
        if not self._place:
            return self.body.guide.link(self.about)
        meeting, item = self._place
        number = f"{item.number}. " if item.number and self.topic.item else ""
        anchor = f"#item-{item.key}" if item.key else ""
        return Link(f"{number}{item.title}", f"{self.body.guide.address(meeting.id)}{anchor}")

    @property
    def _place(self) -> tuple[Meeting, AgendaItem] | None:
        """The item of the next agenda, or that under which a request was made."""
        if self.topic.item and self.body.next:
            return self.body.next, self.topic.item
        lead = self.topic.lead
        return (lead.meeting, lead.item) if isinstance(lead, Request) else None

    @property
    def note(self) -> str | None:
        """Whose it is, or which recommendation of what."""
        lead = self.topic.lead
        return note_of(self.body, lead) if isinstance(lead, Standing) and not self.topic.item else None

    @property
    def subjects(self) -> tuple[Link, ...]:
        """What an item of the agenda is about."""
        return self.body.guide.links(self.topic.about)

    @property
    def text(self) -> Prose | None:
        """What was asked for, in the words of the record."""
        lead = self.topic.lead
        return lead.outcome.text if isinstance(lead, Request) else None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What is recorded of it, each statement once."""
        return tuple(dict.fromkeys(statements_of(self.body, self.topic)))

    @property
    def recorded(self) -> str:
        """The same in one text."""
        return " ".join(one.text for one in self.statements)

    @property
    def history(self) -> tuple[tuple[str, str], ...]:
        """The same by heading, where it is so much that one text would be hard to take in; else empty."""
        found: dict[str, list[str]] = {}
        for one in self.statements:
            found.setdefault(one.heading, []).append(one.text)
        if len(found) < HEADINGS_NEEDED or len(self.recorded) <= LETTERS_TAKEN_IN:
            return ()
        return tuple((heading, " ".join(texts)) for heading, texts in found.items())

    @property
    def _others(self) -> list[Urgent]:
        lead = self.topic.lead
        return [
            one
            for one in self.topic.urgent
            if one.entity is not lead and not isinstance(one.entity, Deadline)
        ]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is recorded of more entities."""
        lead = self.topic.lead if isinstance(self.topic.lead, Standing) else None
        return tuple(lines_of(self.body, self._others[:LINES_SHOWN], lead, self.statements))

    @property
    def also(self) -> tuple[Link, ...]:
        """The entities of which it tells no more than that they are urgent."""
        return tuple(
            self.body.guide.link(id_of(one.entity)) for one in self._others[LINES_SHOWN:][:ALSO_SHOWN]
        )

    @property
    def more(self) -> int:
        """How many there are beside those."""
        return len(self._others[LINES_SHOWN + ALSO_SHOWN :])

    @property
    def all_recorded(self) -> str:
        """All that it tells, in one text: what is recorded of it, and of each other entity."""
        lines = (f"{line.link.text}: {line.text}" for line in self.lines)
        return " ".join([self.recorded, *lines]).strip()

    @cached_property
    def open(self) -> tuple[OpenEntity, ...]:
        """What else is open of an item of the agenda, and is not urgent."""
        return open_entities(self.body.guide, self.topic.open)

    @cached_property
    def all_questions(self) -> tuple[Question, ...]:
        """The questions that follow from what is urgent, to whomever there may be to answer."""
        guide, body = self.body.guide, self.body
        which = (disputed(guide, one) for one in self.topic.measures)
        return joined(
            [
                *(question_of(body, one, None) for one in _to_ask_of_lead(self.topic)),
                *(
                    question_of(body, one, line.link.text)
                    for line in self.lines
                    for one in _to_ask_of_other(self.topic, line.urgent)
                ),
                *(ask_which(values) for values in which if values),
            ]
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """The same, but none where the body may be gone."""
        return () if self.body.state == "resting" else self.all_questions

    @property
    def question(self) -> str:
        """What it asks, in one text, with whom to ask."""
        return " ".join(one.words for one in self.questions)

    @property
    def _all_records(self) -> tuple[str, ...]:
        told = (*(one.records for one in self.statements), *(one.records for one in self.lines))
        return tuple(dict.fromkeys(id for records in told for id in records))

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the first records that say so."""
        return self._all_records[:RECORDS_SHOWN]

    @property
    def said_in(self) -> tuple[Link, ...]:
        """The links to them."""
        return tuple(_links_to_records(self.body, self.records))

    @property
    def source(self) -> Source | None:
        """The document behind the first of them."""
        by_id = self.body.guide.register.records.by_id
        return next((source for id in self.records[:1] for source in by_id[id].sources), None)

    @property
    def rules(self) -> tuple[Source, ...]:
        """What sets its deadlines, each once."""
        return tuple({one.key: one.source for one in self.topic.clocks if one.source}.values())


def open_entities(guide: Guide, standings: tuple[Standing, ...]) -> tuple[OpenEntity, ...]:
    """Return open recommendations and actions as a list shows them."""
    return tuple(OpenEntity(guide.link(one.id), one, _note_of_open(guide, one)) for one in standings)


def _note_of_open(guide: Guide, standing: Standing) -> str:
    if later := successors(guide, standing.id):
        return f"“{guide.title(later[-1])}” took its place"
    if standing.due and standing.due.is_known:
        return f"due {on_day(standing.due)}"
    action = guide.standings.actions.get(standing.id)
    typed = guide.register.actions.get(standing.id)
    if (
        action
        and typed
        and sort_of(action.late, action.status, action.due, is_duty=typed.standing) == "undated"
    ):
        words = f"undated: “{typed.when}”" if typed.when else "undated"
        return f"{words}{_since(guide, action.issued)}"
    return "to be done again and again" if typed and typed.standing else ""


def _since(guide: Guide, when: PartialDate) -> str:
    """Return how many days ago an action without a date was made: ", 658 days since 11 June 2024"."""
    days = when.days_ago(guide.standings.as_at)
    if days is None:
        return ""
    at_least = "" if when.is_day else "at least "
    return f", {at_least}{days_in_words(days)} since {in_words(when)}"


def _to_ask_of_lead(topic: Topic) -> Iterator[Urgent]:
    """Yield what is urgent of a topic and from which a question of its lead follows.

    Where an answer is waited for and its deadline still runs, it is that which is asked; where that has passed,
    the answer itself.
    """
    of_lead = [one for one in topic.urgent if topic.lead and one.entity is topic.lead]
    clocks = [(one, one.entity) for one in topic.urgent if isinstance(one.entity, Deadline)]
    waits = any(one.reason in ("asked", "put") for one in of_lead)
    runs = [one for one, clock in clocks if clock.state == "running" and clock.is_about_an_answer]
    if waits and runs:
        yield from runs
        return
    yield from of_lead
    yield from (one for one, clock in clocks if not (waits and clock.is_about_an_answer))


def _to_ask_of_other(topic: Topic, urgent: Urgent) -> Iterator[Urgent]:
    """Yield what to ask about another entity of a topic.

    Of a recommendation that waits for an answer which the newest of its thread asks for anyway, its date is left.
    """
    waits = any(reason in ("asked", "put") for reason in topic.reasons_of(topic.lead))
    entity = urgent.entity
    if not (waits and urgent.reason in ("asked", "put") and isinstance(entity, RecommendationStanding)):
        yield urgent
    elif entity.late:
        yield replace(urgent, reason="late")


def _links_to_records(body: Body, records: tuple[str, ...]) -> Iterator[Link]:
    """Yield the links to records; of meetings of one body in a row, only the first says whose it was."""
    before: str | None = None
    for id in records:
        meeting, link = body.guide.register.records.by_id[id], body.guide.link(id)
        whose = meeting.body if isinstance(meeting, Meeting) and not meeting.title else None
        if whose and whose == before:
            link = replace(link, text=in_words(body.guide.date_of(id)))
        elif body.met_in(id) == body.id and body.guide.date_of(id).is_day:
            link = replace(link, text=f"your meeting of {in_words(body.guide.date_of(id))}")
        yield link
        before = whose
