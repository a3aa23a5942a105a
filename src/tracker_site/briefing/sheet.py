"""The sheet of a body: all that it may ask at its next meeting, by group, and what of that two sides of paper hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from tracker_site.briefing.body import Body, body_of
from tracker_site.briefing.items import Item, open_entities
from tracker_site.briefing.print_budget import HEAD, HEADING, LINES, lines_of_list, printed_of
from tracker_site.briefing.sentences import OutcomeShown, outcomes_of
from tracker_site.briefing.topics import Topic, Topics, topics_of
from tracker_site.briefing.urgent import Entity, Reason, Urgent
from tracker_site.dataset.guide import Guide
from tracker_site.dates import in_words, on_day
from tracker_site.labels import count, listing
from tracker_site.records.meeting import Item as AgendaItem
from tracker_site.register.natures import Nature, nature_of
from tracker_site.status.standing import ActionStanding, Standing

GROUPS = ("agenda", *get_args(Reason))
"""The keys of the groups."""

OUTCOMES_SHOWN = 4
"""How many outcomes of the last meeting a sheet repeats."""

OPEN_LISTED = 30
"""How many open entities the page of a body that may be gone lists itself; there may be hundreds."""

_HEADINGS: dict[Reason, tuple[str, str, str]] = {
    "put": (
        "Asked of you, and not answered",
        "{n} asked of you and not answered",
        "Recommendations that name this body, and no answer is recorded.",
    ),
    "running": (
        "Deadlines that run out",
        "{deadlines} running out",
        "Of law, framework or local rule; still running.",
    ),
    "asked": (
        "Asked for, and not answered",
        "{n} asked for and not answered",
        "Asked for by this body, or promised, decided or recorded at its meetings, and no answer is recorded.",
    ),
    "late": (
        "Past their date",
        "{n} past the due date",
        "It, or something done for it, is open and past its date.",
    ),
    "dropped": (
        "Their date was dropped",
        "{n} whose date was dropped",
        "It, or something done for it, is open; the date that it had was taken away, and it has none.",
    ),
    "missed": (
        "Deadlines that have passed",
        "{deadlines} passed",
        "Of law, framework or local rule; nothing records that they were met.",
    ),
    "claimed": (
        "Said to be closed, and not signed off",
        "{n} closed on the council’s word alone",
        "It, or something done for it, is closed on the word of the council alone.",
    ),
    "due": ("Due soon", "{n} due soon", "It, or something done for it, is open{until}"),
    "quiet": (
        "Gone quiet",
        "{n} gone quiet",
        "It, or something done for it, is open, and nothing is recorded of that for more than {quiet_after} days.",
    ),
}
"""Of each reason the heading of its group, how many entities are urgent for it, and the explanation of the group."""

_NATURES: dict[Nature, str] = {
    "asked-for": "asked for and not answered",
    "promised": "promised",
    "decided": "decided",
    "noted": "recorded as an action",
}


class Group(NamedTuple):
    """Items that are urgent for one reason, or on the agenda."""

    key: str
    heading: str
    explanation: str
    items: tuple[Item, ...]
    printed: int
    """How many of them are printed, the first ones."""


class Numbered(NamedTuple):
    """An item with its number in the briefing and its group."""

    number: int
    group: Group
    item: Item
    is_printed: bool


class Total(NamedTuple):
    """How many entities are urgent for one reason, in words, and the numbers of the items that tell of them."""

    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """All that a body may ask at its next meeting."""

    body: Body
    groups: tuple[Group, ...]
    numbered: tuple[Numbered, ...]
    """The items by their numbers: those that are printed, group by group, then the others."""
    unlinked: tuple[AgendaItem, ...]
    """The items of the agenda that are about nothing here, or about more than can be told with them."""
    totals: tuple[Total, ...]
    listed: tuple[Standing, ...]
    """What else is open of all that the body dealt with, and is listed at the end of the page itself."""
    besides: tuple[Standing, ...]
    """The same where it is listed on the page of what is not printed."""
    outcomes: tuple[OutcomeShown, ...]
    """What the last meeting did."""

    @property
    def printed(self) -> int:
        """How many items are printed."""
        return sum(one.printed for one in self.groups)

    @property
    def left_over(self) -> tuple[Numbered, ...]:
        """The items that are not printed."""
        return self.numbered[self.printed :]

    @property
    def has_rest(self) -> bool:
        """Whether there is a page of what is not printed."""
        return bool(self.left_over or self.besides)

    @property
    def answer(self) -> str:
        """When the next meeting is, and how much there is to ask."""
        meeting, resting = self.body.next, self.body.state == "resting"
        when = f"Next meeting: {in_words(meeting.date)}" if meeting else "No next meeting is recorded"
        open_ones = len(self.listed) + len(self.besides)
        are = "is" if open_ones == 1 else "are"
        also = f"; {count(open_ones, 'other thing')} {are} open" if resting and open_ones else ""
        if not self.numbered:
            return f"{when}. By what is recorded, nothing presses{also}."
        agenda = sum(len(one.items) for one in self.groups if one.key == "agenda")
        on_agenda = f", {agenda} of them on the agenda" if agenda else ""
        asks = "unsettled" if resting else "to ask about"
        return f"{when}. {count(len(self.numbered), 'matter')} {asks}{on_agenda}{also}."

    @property
    def summary(self) -> str:
        """The same with how many entities are urgent for each reason."""
        totals = f" In them: {listing([one.words for one in self.totals])}." if self.totals else ""
        return f"{self.answer}{totals}"


def sheet_of(guide: Guide, body: str) -> Sheet:
    """Return the sheet of a body that has a briefing."""
    found = guide.once(body_of, body)
    assert found
    return _sheet(found)


def _sheet(body: Body) -> Sheet:
    topics, outcomes = topics_of(body), tuple(outcomes_of(body.last))
    groups = _groups(body, topics)
    listed = topics.open[:OPEN_LISTED] if body.state == "resting" else ()
    lines = LINES - _lines_beside(body, listed, outcomes[:OUTCOMES_SHOWN]) - HEADING * len(groups)
    printed = printed_of([(one.key, one.items) for one in groups], lines)
    groups = [one._replace(printed=number) for one, number in zip(groups, printed, strict=True)]
    in_order = [(one, item, True) for one in groups for item in one.items[: one.printed]]
    in_order += [(one, item, False) for one in groups for item in one.items[one.printed :]]
    numbered = tuple(Numbered(number, *one) for number, one in enumerate(in_order, start=1))
    return Sheet(
        body=body,
        groups=tuple(groups),
        numbered=numbered,
        unlinked=tuple(one.item for one in topics.agenda if one.item and not one.about),
        totals=tuple(_totals(body, numbered)),
        listed=listed,
        besides=topics.open[len(listed) :],
        outcomes=outcomes,
    )


def _lines_beside(body: Body, listed: tuple[Standing, ...], outcomes: Iterable[OutcomeShown]) -> float:
    """Return how many lines of print a sheet needs beside its groups."""
    decided = [f"{one.verb or ''} {one.item} {one.text.source if one.text else ''}" for one in outcomes]
    items = [item.title for item in body.next.items] if body.next else []
    beside = lines_of_list(one.in_words for one in open_entities(body.guide, listed))
    return HEAD + lines_of_list(decided) + lines_of_list(items) / 2 + beside + HEADING * bool(listed)


def _groups(body: Body, topics: Topics) -> list[Group]:
    """Return the items by group, the agenda first; a group of which there is nothing is left out."""
    explanations = {"quiet_after": body.guide.site.quiet_after, "until": _horizon(body)}
    on_agenda = [one for one in topics.agenda if one.about]
    agenda = "What is recorded of each item, and what follows from it."
    groups = [_group(body, "agenda", "On the agenda", agenda, on_agenda)]
    for reason, (heading, _, explanation) in _HEADINGS.items():
        some = [one for one in topics.others if one.urgent[0].reason == reason]
        words = _unanswered(body, _urgent_for(reason, some))[0] if reason == "asked" and some else heading
        groups.append(_group(body, reason, words, explanation.format(**explanations), some))
    return [one for one in groups if one.items]


def _group(body: Body, key: str, heading: str, explanation: str, topics: Iterable[Topic]) -> Group:
    return Group(key, heading, explanation, tuple(Item(body, one) for one in topics), 0)


def _totals(body: Body, numbered: Sequence[Numbered]) -> Iterator[Total]:
    """Yield how many entities are urgent for each reason, and the numbers of the items that tell of them."""
    for reason, (_, words, _) in _HEADINGS.items():
        found = {one.number: some for one in numbered if (some := _urgent_for(reason, [one.item.topic]))}
        urgent = [one for some in found.values() for one in some]
        n = len(urgent)
        if reason == "asked" and urgent:
            words = _unanswered(body, urgent)[1]
        if urgent:
            yield Total(words.format(n=n, deadlines=count(n, "deadline")), tuple(found))


def _urgent_for(reason: Reason, topics: Iterable[Topic]) -> list[Urgent]:
    return [one for topic in topics for one in topic.urgent if one.reason == reason]


def _unanswered(body: Body, urgent: Sequence[Urgent]) -> tuple[str, str]:
    """Return the heading for unanswered requests, and how many were asked for, how many only recorded.

    Only what was asked for can be left without an answer; of what was promised, decided or only recorded as an action
    it is all the same that nothing is recorded since.
    """
    found = Counter(_nature(body, one.entity) for one in urgent)
    natures = [one for one in _NATURES if found[one]]
    words = ", ".join(f"{found[one]} {_NATURES[one]}" for one in natures)
    if natures == ["asked-for"]:
        return "Asked for, and not answered", words
    in_all = f"{words}, with nothing heard since"
    if len(natures) > 1:
        in_all = f"{len(urgent)} with nothing heard since: {words}"
    if found["asked-for"]:
        return "Asked for or agreed, and nothing heard since", in_all
    return "Agreed or recorded, and nothing heard since", in_all


def _nature(body: Body, entity: Entity) -> Nature:
    return nature_of(body.guide.register, entity.id) if isinstance(entity, ActionStanding) else "asked-for"


def _horizon(body: Body) -> str:
    if len(body.coming) > 1:
        return f" and due before the meeting after the next, {on_day(body.coming[1].date)}."
    return ", with a date to come. The meeting after the next is not recorded, so every date counts."
