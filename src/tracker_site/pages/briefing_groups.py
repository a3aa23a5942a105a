"""What a briefing asks, sort by sort, in the order in which to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tracker_site.dates import on_day
from tracker_site.pages.business import Business, business_of
from tracker_site.pages.guide import Guide
from tracker_site.pages.pressing import Pressing, pressing
from tracker_site.pages.questions import (
    Matter,
    ask_of_claimed,
    ask_of_clock,
    ask_of_due,
    ask_of_late,
    ask_of_quiet,
    ask_of_request,
    ask_of_unanswered,
)

GROUPS = ("asked", "late", "clocks", "claimed", "due", "quiet")
"""The keys of the sorts, in their order."""

MATTERS_SHOWN = 4
"""How many things of each sort a briefing holds, so that it prints on two sides of A4 at the most."""

Ask = Callable[[], Matter]
"""How to put one thing into words; only what is shown is."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that press for one reason."""

    key: str
    heading: str
    explanation: str
    in_short: str
    first: int
    """The number of its first question; questions are numbered through the page."""
    matters: tuple[Matter, ...]
    more: int
    """How many there are beside those."""

    @property
    def total(self) -> int:
        """How many things there are of this sort."""
        return len(self.matters) + self.more


@dataclass(frozen=True, slots=True)
class Pressed:
    """Something that presses, the heading that it stands under, and the number of its question on the page."""

    key: str
    heading: str
    number: int | None
    """None where the page only counts it."""
    matter: Matter


def groups_of(guide: Guide, business: Business) -> tuple[Group, ...]:
    """Return what presses at the next meeting of a body; a sort of which there is nothing is left out."""
    groups: list[Group] = []
    number = 1
    for (key, heading, in_short, explanation), asks in _sorts(guide, business):
        if asks:
            matters = tuple(ask() for ask in asks[:MATTERS_SHOWN])
            more = len(asks) - len(matters)
            groups.append(Group(key, heading, explanation, in_short, number, matters, more))
            number += len(matters)
    return tuple(groups)


def groups_of_body(guide: Guide, body: str) -> tuple[Group, ...]:
    """Return what presses at the next meeting of a body, by its reference."""
    business = guide.once(business_of, body)
    return groups_of(guide, business) if business else ()


def everything_of(guide: Guide, business: Business) -> Iterator[Pressed]:
    """Yield everything that presses at the next meeting of a body, also what its page only counts."""
    number = 0
    for (key, heading, *_), asks in _sorts(guide, business):
        for place, ask in enumerate(asks):
            is_shown = place < MATTERS_SHOWN
            number += is_shown
            yield Pressed(key, heading, number if is_shown else None, ask())


def _sorts(guide: Guide, business: Business) -> list[tuple[tuple[str, str, str, str], list[Ask]]]:
    """Return the sorts, each with its key, heading, name within a sentence and explanation, and all that is of it."""
    found = pressing(guide, business)
    is_scrutiny = business.committee.kind == "scrutiny"
    return [
        (
            (
                "asked",
                "Asked for, and not answered",
                "asked for and not answered",
                "Asked for by this body or promised at its meetings, and no answer is recorded.",
            ),
            _asked(guide, business, found),
        ),
        (
            ("late", "Past their date", "past the due date", "Open, and the due date has passed."),
            [partial(ask_of_late, guide, one) for one in found.late],
        ),
        (
            (
                "clocks",
                "Deadlines of law, framework or local rule",
                "deadlines passed or running",
                "Passed without a record that they were met, or still running.",
            ),
            [partial(ask_of_clock, guide, one) for one in found.clocks],
        ),
        (
            (
                "claimed",
                "Said to be closed, and not signed off",
                "closed on the council’s word alone",
                "Closed on the word of the council alone.",
            ),
            [partial(ask_of_claimed, guide, one, is_scrutiny) for one in found.claimed],
        ),
        (
            ("due", "Due soon", "due soon", _horizon(business)),
            [partial(ask_of_due, guide, one) for one in found.due],
        ),
        (
            (
                "quiet",
                "Gone quiet",
                "gone quiet",
                f"Open, and nothing is recorded of them for more than {guide.site.quiet_after} days.",
            ),
            [partial(ask_of_quiet, guide, one) for one in found.quiet],
        ),
    ]


def _asked(guide: Guide, business: Business, found: Pressing) -> list[Ask]:
    """Return what was asked for, the newest first: all of the last meeting before what is older."""
    last = business.last.id if business.last else None
    asked_in = {one.id: _asked_in(guide, one.id) for one in found.unanswered}
    return [
        *(partial(ask_of_unanswered, guide, one) for one in found.unanswered if asked_in[one.id] == last),
        *(partial(ask_of_request, guide, one) for one in found.requests),
        *(partial(ask_of_unanswered, guide, one) for one in found.unanswered if asked_in[one.id] != last),
    ]


def _asked_in(guide: Guide, target: str) -> str:
    """Return the record that asked for a recommendation or an action."""
    return target.split("/")[0] if "/" in target else guide.recommendation(target).origin


def _horizon(business: Business) -> str:
    if len(business.coming) > 1:
        return f"Open, and due before the meeting after the next, {on_day(business.coming[1].date)}."
    return "Open, with a date to come. The meeting after the next is not recorded, so every date counts."
