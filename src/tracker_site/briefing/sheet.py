"""The sheet of a body: all that it may ask at its next meeting, by group, and what of that two sides of paper hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker_site.briefing.body import Body, body_of, outcomes_of
from tracker_site.briefing.items import Item, OpenEntity, item_of, open_entities
from tracker_site.briefing.print_budget import HEAD, HEADING, LINES, lines_of_list, printed_of
from tracker_site.briefing.sentences import OutcomeShown, outcome_shown
from tracker_site.briefing.topics import topics_of
from tracker_site.briefing.urgent import REASONS, Reason, Urgent
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Action
from tracker_site.dataset.model import grouped
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
    items: tuple[Item, ...]
    """The items in the order of their numbers: those that are printed, group by group, then the others."""
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
    def printed(self) -> tuple[Item, ...]:
        """The items that are printed."""
        return tuple(one for one in self.items if one.is_printed)

    @property
    def left_over(self) -> tuple[Item, ...]:
        """The items that are not printed."""
        return self.items[len(self.printed) :]

    @property
    def answer(self) -> str:
        """When the next meeting is, and how much there is to ask."""
        meeting, resting = self.body.next, self.body.state == "resting"
        when = f"Next meeting: {in_words(meeting.date)}" if meeting else "No next meeting is recorded"
        open_ones = len(self.listed) + len(self.besides)
        are = "is" if open_ones == 1 else "are"
        also = f"; {count(open_ones, 'other thing')} {are} open" if resting and open_ones else ""
        if not self.items:
            return f"{when}. By what is recorded, nothing presses{also}."
        agenda = sum(one.key == "agenda" for one in self.items)
        on_agenda = f", {agenda} of them on the agenda" if agenda else ""
        asks = "unsettled" if resting else "to ask about"
        return f"{when}. {count(len(self.items), 'matter')} {asks}{on_agenda}{also}."

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
    told = (*(one for one in topics.agenda if one.about), *topics.others)
    groups = grouped((one.key, one) for one in (item_of(body, topic) for topic in told))
    lines = LINES - _lines_beside(body, listed, outcomes[:OUTCOMES_SHOWN]) - HEADING * len(groups)
    printed = printed_of(groups, lines)
    in_order = [(one, True) for key, some in groups.items() for one in some[: printed[key]]]
    in_order += [(one, False) for key, some in groups.items() for one in some[printed[key] :]]
    items = tuple(
        # Nobody is asked for a body that may be gone.
        one._replace(number=number, is_printed=has_room, questions=() if is_resting else one.questions)
        for number, (one, has_room) in enumerate(in_order, start=1)
    )
    return Sheet(
        body=body,
        headings={
            key: _unanswered(_urgent_for("asked", some))[0] if key == "asked" else HEADINGS[key]
            for key, some in groups.items()
        },
        items=items,
        unlinked=tuple(one.item for one in topics.agenda if one.item and not one.about),
        totals=tuple(_totals(items)),
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


def _totals(items: Iterable[Item]) -> Iterator[Total]:
    """Yield how many entities are urgent for each reason, and the numbers of the items that tell of them."""
    for reason in REASONS:
        found = {one.number: some for one in items if (some := _urgent_for(reason, [one]))}
        urgent = [one for some in found.values() for one in some]
        words = _unanswered(urgent)[1] if reason == "asked" else _TOTALS[reason]
        if urgent:
            n = len(urgent)
            yield Total(words.format(n=n, deadlines=count(n, "deadline")), tuple(found))


def _urgent_for(reason: Reason, items: Iterable[Item]) -> list[Urgent]:
    return [urgent for one in items for urgent in one.urgent if urgent.reason == reason]


def _unanswered(urgent: Sequence[Urgent]) -> tuple[str, str]:
    """Return the heading for what has not been answered, and how many were asked for, how many only recorded.

    Only what was asked for can be left without an answer; of what was promised, decided or only recorded as an action
    it is all the same that nothing is recorded since.
    """
    entities = (one.entity for one in urgent)
    found = Counter[str](one.nature or "" if isinstance(one, Action) else "asked-for" for one in entities)
    words = ", ".join(f"{found[one]} {told}" for one, told in _NATURES.items() if found[one])
    if list(found) == ["asked-for"]:
        return HEADINGS["asked"], words
    agreed = "Asked for or agreed" if found["asked-for"] else "Agreed or recorded"
    since = "with nothing heard since"
    in_all = f"{len(urgent)} {since}: {words}" if len(found) > 1 else f"{words}, {since}"
    return f"{agreed}, and nothing heard since", in_all
