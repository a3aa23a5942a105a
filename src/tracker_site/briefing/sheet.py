"""What a briefing asks, sort by sort, in the order in which to ask it, and how much of it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import get_args

from tracker_site.briefing.body import Business, state_of
from tracker_site.briefing.items import Matter, first_of, matter_of, matter_of_subject
from tracker_site.briefing.last_activity import measures_of
from tracker_site.briefing.open_entities import OPEN_LISTED, open_beside, open_things
from tracker_site.briefing.print_budget import HEADING, ROOM, lines_of_list, lines_of_matter
from tracker_site.briefing.topics import Concern, Subject, concerns_of, subjects_of, with_besides
from tracker_site.briefing.urgent import Reason, Sort, Thing, pressing
from tracker_site.dataset.guide import Guide
from tracker_site.dates import on_day
from tracker_site.labels import count
from tracker_site.records.meeting import Item
from tracker_site.register.natures import Nature, nature_of
from tracker_site.status.standing import ActionStanding, Standing

GROUPS = ("agenda", *get_args(Sort))
"""The keys of the groups."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One matter, and how to put it into words; only what is asked for is."""

    concern: Concern
    words: Callable[[], Matter]


@dataclass(frozen=True, slots=True)
class InAll:
    """How many things press for one reason, in all matters, and the places of these."""

    words: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Matters that press for one reason."""

    key: str
    heading: str
    explanation: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A group, and what of it is printed."""

    group: Group
    first: int
    """The number of its first matter; matters are numbered through the briefing."""
    matters: tuple[Matter, ...]

    @property
    def rest(self) -> tuple[Ask, ...]:
        """What is not printed."""
        return self.group.asks[len(self.matters) :]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a body may ask at its next meeting."""

    groups: tuple[Printed, ...]
    unlinked: tuple[Item, ...]
    """The items of the agenda that are about nothing here, or about more than can be told with them."""
    in_all: tuple[InAll, ...]
    """How many things press for each reason, wherever they are told."""
    listed: tuple[Standing, ...]
    """What else is open of all that the body dealt with, and is listed at the end of the page itself."""
    besides: tuple[Standing, ...]
    """The same where it is listed on the page of what is not printed."""

    @property
    def printed(self) -> int:
        """How many matters are printed."""
        return sum(len(one.matters) for one in self.groups)

    @property
    def left_over(self) -> tuple[tuple[Group, Ask], ...]:
        """What is not printed, in the order of the groups."""
        return tuple((one.group, ask) for one in self.groups for ask in one.rest)

    @property
    def total(self) -> int:
        """How many matters there are."""
        return sum(len(one.group.asks) for one in self.groups)

    @property
    def has_rest(self) -> bool:
        """Whether there is a page of what is not printed."""
        return bool(self.left_over or self.besides)


def sheet_of(guide: Guide, business: Business, taken: float) -> Sheet:
    """Return all that may be asked at the next meeting of a body; a sort of which there is nothing is left out.

    `taken`: how many lines of print are needed for other things.
    """
    items = business.next.items if business.next else ()
    reasons = pressing(guide, business)
    subjects, concerns = subjects_of(guide, items, concerns_of(guide, reasons))
    besides = open_beside(business, _told_ids(guide, reasons, subjects, concerns))
    subjects = with_besides(guide, subjects, besides)
    named = {one.id for subject in subjects for one in subject.besides}
    told = [one for one in subjects if one.about]
    groups = [_agenda(guide, business, told)] if told else []
    by_sort: dict[Sort, list[Concern]] = {}
    for concern in concerns:
        by_sort.setdefault(concern.sort, []).append(concern)
    sorts = _sorts(guide, business)
    for sort, (heading, _, explanation) in sorts.items():
        of_sort = by_sort.get(sort, [])
        asks = tuple(Ask(one, partial(matter_of, guide, business, one)) for one in of_sort)
        if sort == "asked" and asks:
            heading = _unanswered(guide, _reasons_of(sort, of_sort))[0]
        if asks:
            groups.append(Group(sort, heading, explanation, asks))
    left = tuple(one for one in besides if one.id not in named)
    listed = left[:OPEN_LISTED] if state_of(guide, business) == "resting" else ()
    taken += lines_of_list(one.in_words for one in open_things(guide, listed)) + HEADING * bool(listed)
    printed = _printed(groups, ROOM - taken - HEADING * len(groups))
    in_short = {sort: words for sort, (_, words, _) in sorts.items()}
    unlinked = tuple(one.item for one in subjects if not one.about)
    return Sheet(
        printed,
        unlinked,
        tuple(_in_all(guide, printed, in_short)),
        listed,
        left[len(listed) :],
    )


def _told_ids(
    guide: Guide, reasons: Iterable[Reason], subjects: Iterable[Subject], concerns: Iterable[Concern]
) -> frozenset[str]:
    """Return what presses, and what matters are told by though it does not press itself."""
    things = [*(one.thing for one in reasons), *(first_of(guide, one) for one in concerns)]
    ids = {one.id for one in things if isinstance(one, Standing)}
    return frozenset(ids.union(*(one.about for one in subjects if len(one.about) == 1)))


def _in_all(
    guide: Guide, printed: Sequence[Printed], in_short: Mapping[Sort, Callable[[int], str]]
) -> Iterator[InAll]:
    """Yield how many things press for each reason, and the places of the matters that tell of them."""
    first = [ask for one in printed for ask in one.group.asks[: len(one.matters)]]
    concerns = [ask.concern for ask in (*first, *(ask for one in printed for ask in one.rest))]
    for sort, words in in_short.items():
        found = _reasons_of(sort, concerns)
        places = tuple(place for place, one in enumerate(concerns) if _reasons_of(sort, [one]))
        if found:
            yield InAll(_unanswered(guide, found)[1] if sort == "asked" else words(len(found)), places)


def _reasons_of(sort: Sort, concerns: Iterable[Concern]) -> list[Reason]:
    return [reason for one in concerns for reason in one.reasons if reason.sort == sort]


def _unanswered(guide: Guide, reasons: Iterable[Reason]) -> tuple[str, str]:
    """Return the heading of what has no answer, and how many of it were asked for, and how many no more than recorded.

    Only what was asked for can be left without an answer; of what was promised, decided or only recorded as an action
    it is all the same that nothing is recorded since.
    """
    natures = [_nature(guide, one.thing) for one in reasons]
    counted = [
        (natures.count("asked-for"), "asked for and not answered"),
        (natures.count("promised"), "promised"),
        (natures.count("decided"), "decided"),
        (natures.count("noted"), "recorded as an action"),
    ]
    told = [(number, words) for number, words in counted if number]
    kinds = ", ".join(f"{number} {words}" for number, words in told)
    if len(told) == 1 and told[0][1] == "asked for and not answered":
        return "Asked for, and not answered", kinds
    in_all = (
        f"{len(natures)} with nothing heard since: {kinds}"
        if len(told) > 1
        else f"{kinds}, with nothing heard since"
    )
    if natures.count("asked-for"):
        return "Asked for or agreed, and nothing heard since", in_all
    return "Agreed or recorded, and nothing heard since", in_all


def _nature(guide: Guide, thing: Thing) -> Nature:
    return nature_of(guide.register, thing.id) if isinstance(thing, ActionStanding) else "asked-for"


def _agenda(guide: Guide, business: Business, subjects: Sequence[Subject]) -> Group:
    """Return the items of the next agenda; the figures of a measure are told with the first that they bear on."""
    told: set[str] = set()
    asks: list[Ask] = []
    for subject in subjects:
        measures = tuple(one for one in measures_of(guide, subject.about) if one not in told)
        told |= set(measures)
        same_as = subject.earlier.title if subject.earlier else None
        words = partial(matter_of_subject, guide, business, subject, same_as, measures)
        asks.append(Ask(subject.concern, words))
    return Group(
        "agenda",
        "On the agenda",
        "What is recorded of each item, and what follows from it.",
        tuple(asks),
    )


def _printed(groups: Sequence[Group], room: float) -> tuple[Printed, ...]:
    """Return what of each group is printed: the agenda first, then one matter of each sort, then another."""
    printed: list[list[Matter]] = [[] for _ in groups]
    full: set[int] = set()
    for place, number in _turns(groups):
        if place not in full and room > 0:
            matter = groups[place].asks[number].words()
            length = lines_of_matter(matter)
            # What comes later in a group is not put before what has no room.
            if length <= room:
                printed[place].append(matter)
                room -= length
            else:
                full.add(place)
    firsts = accumulate((len(matters) for matters in printed), initial=1)
    return tuple(
        Printed(group, first, tuple(matters))
        for group, first, matters in zip(groups, firsts, printed, strict=False)
    )


def _turns(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Yield the places of groups and of matters in them, in the order in which they get room."""
    agenda = [place for place, group in enumerate(groups) if group.key == "agenda"]
    yield from ((place, number) for place in agenda for number in range(len(groups[place].asks)))
    for number in range(max((len(group.asks) for group in groups), default=0)):
        yield from (
            (place, number)
            for place, group in enumerate(groups)
            if place not in agenda and number < len(group.asks)
        )


def _sorts(guide: Guide, business: Business) -> dict[Sort, tuple[str, Callable[[int], str], str]]:
    """Return the sorts, each with its heading, how many there are in words, and its explanation."""
    return {
        "put": (
            "Asked of you, and not answered",
            lambda n: f"{n} asked of you and not answered",
            "Recommendations that name this body, and no answer is recorded.",
        ),
        "running": (
            "Deadlines that run out",
            lambda n: f"{count(n, 'deadline')} running out",
            "Of law, framework or local rule; still running.",
        ),
        "asked": (
            "Asked for, and not answered",
            lambda n: f"{n} asked for and not answered",
            "Asked for by this body, or promised, decided or recorded at its meetings, and no answer is recorded.",
        ),
        "late": (
            "Past their date",
            lambda n: f"{n} past the due date",
            "It, or something done for it, is open and past its date.",
        ),
        "dropped": (
            "Their date was dropped",
            lambda n: f"{n} whose date was dropped",
            "It, or something done for it, is open; the date that it had was taken away, and it has none.",
        ),
        "missed": (
            "Deadlines that have passed",
            lambda n: f"{count(n, 'deadline')} passed",
            "Of law, framework or local rule; nothing records that they were met.",
        ),
        "claimed": (
            "Said to be closed, and not signed off",
            lambda n: f"{n} closed on the council’s word alone",
            "It, or something done for it, is closed on the word of the council alone.",
        ),
        "due": ("Due soon", lambda n: f"{n} due soon", _horizon(business)),
        "quiet": (
            "Gone quiet",
            lambda n: f"{n} gone quiet",
            "It, or something done for it, is open, and nothing is recorded of that "
            f"for more than {guide.site.quiet_after} days.",
        ),
    }


def _horizon(business: Business) -> str:
    if len(business.coming) > 1:
        after = on_day(business.coming[1].date)
        return f"It, or something done for it, is open and due before the meeting after the next, {after}."
    to_come = "It, or something done for it, is open, with a date to come."
    return f"{to_come} The meeting after the next is not recorded, so every date counts."
