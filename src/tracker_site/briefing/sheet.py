"""The sheet of a body: all that it may ask at its next meeting, by group, and what of that two sides of paper hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker_site.briefing.body import Body, Subject, body_of, outcomes_of
from tracker_site.briefing.items import Item, open_entities
from tracker_site.briefing.print_budget import HEAD, HEADING, LINES, lines_of_list, printed_of
from tracker_site.briefing.sentences import OutcomeShown, outcome_shown
from tracker_site.briefing.topics import Topics, topics_of
from tracker_site.briefing.urgent import REASONS, Reason, Urgent
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dates import in_words
from tracker_site.labels import count, listing
from tracker_site.records.meeting import Item as AgendaItem

OUTCOMES_SHOWN = 4
"""How many outcomes of the last meeting a sheet repeats."""

OPEN_LISTED = 30
"""How many open entities the page of a body that may be gone lists itself; there may be hundreds."""

HEADINGS: Mapping[str, str] = {
    "agenda": "On the agenda",
    "put": "Asked of you, and not answered",
    "running": "Deadlines that run out",
    "asked": "Asked for, and not answered",
    "late": "Past their date",
    "dropped": "Their date was dropped",
    "missed": "Deadlines that have passed",
    "claimed": "Said to be closed, and not signed off",
    "due": "Due soon",
    "quiet": "Gone quiet",
}
"""The headings of the groups by their keys."""

_TOTALS: Mapping[Reason, str] = {
    "put": "{n} asked of you and not answered",
    "running": "{deadlines} running out",
    "late": "{n} past the due date",
    "dropped": "{n} whose date was dropped",
    "missed": "{deadlines} passed",
    "claimed": "{n} closed on the council’s word alone",
    "due": "{n} due soon",
    "quiet": "{n} gone quiet",
}
"""How many entities are urgent for each reason; for `asked` it depends on how they came about."""

_NATURES = {
    "asked-for": "asked for and not answered",
    "promised": "promised",
    "decided": "decided",
    "noted": "recorded as an action",
}


class Group(NamedTuple):
    """Items that are urgent for one reason, or on the agenda."""

    key: str
    heading: str
    items: tuple[Item, ...]
    printed: int = 0
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
    listed: tuple[Subject, ...]
    """What else is open of all that the body dealt with, and is listed at the end of the page itself."""
    besides: tuple[Subject, ...]
    """The same where it is listed on the page of what is not printed."""
    outcomes: tuple[OutcomeShown, ...]
    """What the last meeting did."""

    @property
    def printed(self) -> tuple[Numbered, ...]:
        """The items that are printed."""
        return tuple(one for one in self.numbered if one.is_printed)

    @property
    def left_over(self) -> tuple[Numbered, ...]:
        """The items that are not printed."""
        return self.numbered[len(self.printed) :]

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


def sheet_of(data: Dataset, id: str) -> Sheet:
    """Return the sheet of a body that has a briefing."""
    body = data.once(body_of, id)
    assert body
    topics = topics_of(body)
    outcomes = tuple(outcome_shown(*one) for one in outcomes_of(body.last))
    listed = topics.open[:OPEN_LISTED] if body.state == "resting" else ()
    groups = tuple(_groups(body, topics))
    lines = LINES - _lines_beside(body, listed, outcomes[:OUTCOMES_SHOWN]) - HEADING * len(groups)
    printed = printed_of([(one.key, one.items) for one in groups], lines)
    groups = tuple(one._replace(printed=number) for one, number in zip(groups, printed, strict=True))
    in_order = [(one, item, True) for one in groups for item in one.items[: one.printed]]
    in_order += [(one, item, False) for one in groups for item in one.items[one.printed :]]
    numbered = tuple(Numbered(number, *one) for number, one in enumerate(in_order, start=1))
    return Sheet(
        body=body,
        groups=groups,
        numbered=numbered,
        unlinked=tuple(one.item for one in topics.agenda if one.item and not one.about),
        totals=tuple(_totals(numbered)),
        listed=listed,
        besides=topics.open[len(listed) :],
        outcomes=outcomes,
    )


def _lines_beside(body: Body, listed: Iterable[Subject], outcomes: Iterable[OutcomeShown]) -> float:
    """Return how many lines of print a sheet needs beside its groups."""
    decided = [f"{one.verb} {one.item} {one.text.source if one.text else ''}" for one in outcomes]
    items = [item.title for item in body.next.items] if body.next else []
    also = [one.in_words for one in open_entities(body.data, listed)]
    return (
        HEAD + lines_of_list(decided) + lines_of_list(items) / 2 + lines_of_list(also) + HEADING * bool(also)
    )


def _groups(body: Body, topics: Topics) -> Iterator[Group]:
    """Yield the items by group, the agenda first; a group of which there is nothing is left out."""
    for key, heading in HEADINGS.items():
        found = [one for one in topics.others if one.urgent[0].reason == key]
        if key == "agenda":
            found = [one for one in topics.agenda if one.about]
        if key == "asked" and found:
            heading = _heading_of_asked([one for topic in found for one in topic.urgent])
        if found:
            yield Group(key, heading, tuple(Item(body, one) for one in found))


def _totals(numbered: Sequence[Numbered]) -> Iterator[Total]:
    """Yield how many entities are urgent for each reason, and the numbers of the items that tell of them."""
    for reason in REASONS:
        found = [
            (one.number, urgent)
            for one in numbered
            for urgent in one.item.topic.urgent
            if urgent.reason == reason
        ]
        if found:
            urgent = [one for _, one in found]
            words = _asked_in_words(urgent) if reason == "asked" else _TOTALS[reason]
            words = words.format(n=len(found), deadlines=count(len(found), "deadline"))
            yield Total(words, tuple(dict.fromkeys(number for number, _ in found)))


def _heading_of_asked(urgent: Iterable[Urgent]) -> str:
    """Return the heading of what has not been answered.

    Only what was asked for can be left without an answer; of what was promised, decided or only recorded as an action
    it is all the same that nothing is recorded since.
    """
    natures = _natures(urgent)
    if list(natures) == ["asked-for"]:
        return HEADINGS["asked"]
    return (
        f"{'Asked for or agreed' if natures['asked-for'] else 'Agreed or recorded'}, and nothing heard since"
    )


def _asked_in_words(urgent: Sequence[Urgent]) -> str:
    """Return how many were asked for and how many only recorded, and have not been answered."""
    natures = _natures(urgent)
    words = ", ".join(f"{natures[one]} {told}" for one, told in _NATURES.items() if natures[one])
    if list(natures) == ["asked-for"]:
        return words
    return (
        f"{len(urgent)} with nothing heard since: {words}"
        if len(natures) > 1
        else f"{words}, with nothing heard since"
    )


def _natures(urgent: Iterable[Urgent]) -> Counter[str]:
    asked = (one.entity for one in urgent if one.reason == "asked")
    return Counter(one.nature or "" if isinstance(one, Action) else "asked-for" for one in asked)
