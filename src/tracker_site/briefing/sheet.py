"""The sheet of a body: all that it may ask at its next meeting, by group, and what of that two sides of paper hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker_site.briefing.body import Body, body_of, grouped, outcomes_of
from tracker_site.briefing.items import Item, OpenEntity, item_of, open_entities
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


class Numbered(NamedTuple):
    """An item with its number in the briefing and the key of its group."""

    number: int
    key: str
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
    headings: Mapping[str, str]
    """The headings of the groups by their keys, the agenda first, then by urgency."""
    numbered: tuple[Numbered, ...]
    """The items by their numbers: those that are printed, group by group, then the others."""
    unlinked: tuple[AgendaItem, ...]
    """The items of the agenda that are about nothing here, or about more than can be told with them."""
    totals: tuple[Total, ...]
    listed: tuple[OpenEntity, ...]
    """What else is open of all that the body dealt with, and is listed at the end of the page itself."""
    besides: tuple[OpenEntity, ...]
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
        agenda = sum(one.key == "agenda" for one in self.numbered)
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
    topics, is_resting = topics_of(body), body.state == "resting"
    outcomes = tuple(outcome_shown(*one) for one in outcomes_of(body.last))
    is_open = open_entities(data, topics.open)
    listed = is_open[:OPEN_LISTED] if is_resting else ()
    groups = _groups(body, topics)
    lines = LINES - _lines_beside(body, listed, outcomes[:OUTCOMES_SHOWN]) - HEADING * len(groups)
    printed = printed_of(groups, lines)
    in_order = [(key, item, True) for key, items in groups.items() for item in items[: printed[key]]]
    in_order += [(key, item, False) for key, items in groups.items() for item in items[printed[key] :]]
    # Nobody is asked for a body that may be gone.
    asked = [
        (key, item._replace(questions=()) if is_resting else item, is_in) for key, item, is_in in in_order
    ]
    numbered = tuple(Numbered(number, *one) for number, one in enumerate(asked, start=1))
    return Sheet(
        body=body,
        headings={key: _heading(key, items) for key, items in groups.items()},
        numbered=numbered,
        unlinked=tuple(one.item for one in topics.agenda if one.item and not one.about),
        totals=tuple(_totals(numbered)),
        listed=listed,
        besides=is_open[len(listed) :],
        outcomes=outcomes,
    )


def _lines_beside(body: Body, listed: Sequence[OpenEntity], outcomes: Iterable[OutcomeShown]) -> float:
    """Return how many lines of print a sheet needs beside its groups."""
    decided = [f"{one.verb} {one.item} {one.text.source if one.text else ''}" for one in outcomes]
    items = [item.title for item in body.next.items] if body.next else []
    beside = lines_of_list(one.in_words for one in listed) + HEADING * bool(listed)
    return HEAD + lines_of_list(decided) + lines_of_list(items) / 2 + beside


def _groups(body: Body, topics: Topics) -> dict[str, list[Item]]:
    """Return the items by group, the agenda first; a group of which there is nothing is left out."""
    told = [("agenda", one) for one in topics.agenda if one.about]
    told += [(one.urgent[0].reason, one) for one in topics.others]
    return grouped((key, item_of(body, one)) for key, one in told)


def _totals(numbered: Iterable[Numbered]) -> Iterator[Total]:
    """Yield how many entities are urgent for each reason, and the numbers of the items that tell of them."""
    for reason in REASONS:
        found = {one.number: some for one in numbered if (some := _urgent_for(reason, [one.item]))}
        urgent = [one for some in found.values() for one in some]
        words = _asked_in_words(urgent) if reason == "asked" else _TOTALS[reason]
        if urgent:
            n = len(urgent)
            yield Total(words.format(n=n, deadlines=count(n, "deadline")), tuple(found))


def _urgent_for(reason: Reason, items: Iterable[Item]) -> list[Urgent]:
    return [urgent for one in items for urgent in one.urgent if urgent.reason == reason]


def _heading(key: str, items: Iterable[Item]) -> str:
    """Return the heading of a group.

    Only what was asked for can be left without an answer; of what was promised, decided or only recorded as an action
    it is all the same that nothing is recorded since.
    """
    natures = _natures(_urgent_for("asked", items))
    if key != "asked" or list(natures) == ["asked-for"]:
        return HEADINGS[key]
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
    """Return how many of what was not answered was asked for, promised, decided or only recorded as an action."""
    entities = (one.entity for one in urgent)
    return Counter(one.nature or "" if isinstance(one, Action) else "asked-for" for one in entities)
