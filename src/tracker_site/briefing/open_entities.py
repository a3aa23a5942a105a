"""What is open before a body beside what presses: nothing that it dealt with is left out without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tracker_site.briefing.body import Business, successors
from tracker_site.dataset.guide import Guide, Link
from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.labels import days_in_words
from tracker_site.status.history import Step
from tracker_site.status.promises import sort_of
from tracker_site.status.standing import ActionStanding, Standing

OPEN_LISTED = 30
"""How many of these the page of a body that may be gone lists itself; there may be hundreds."""


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something that is open and does not press."""

    link: Link
    note: str
    """By when it is to be done, or for how long it has had no date; nothing where there is nothing to say of that."""
    step: Step

    @property
    def in_line(self) -> str:
        """What a line of links says of it: how far it has come, and its note."""
        return f"{self.step.status.label}; {self.note}" if self.note else self.step.status.label

    @property
    def in_words(self) -> str:
        """All that a list says of it."""
        return f"{self.link.text} {self.in_line}"


def open_beside(business: Business, told: Collection[str]) -> tuple[Standing, ...]:
    """Return all that is open of what a body dealt with and is not told otherwise."""
    return tuple(one for one in business.standings if one.status.is_open and one.id not in told)


def open_things(guide: Guide, standings: Iterable[Standing]) -> tuple[OpenThing, ...]:
    """Return open things as a list shows them."""
    return tuple(OpenThing(guide.link(one.id), _note(guide, one), one.step) for one in standings)


def _note(guide: Guide, standing: Standing) -> str:
    if later := successors(guide, standing.id):
        return f"“{guide.title(later[-1])}” took its place"
    if standing.due and standing.due.is_known:
        return f"due {on_day(standing.due)}"
    action = guide.register.actions.get(standing.id)
    if isinstance(standing, ActionStanding) and action and sort_of(action, standing) == "undated":
        words = f"undated: “{action.when}”" if action.when else "undated"
        return f"{words}{_since(standing.issued, guide)}"
    return "to be done again and again" if action and action.standing else ""


def _since(when: PartialDate, guide: Guide) -> str:
    """Return how many days ago a thing without a date was made: ", 658 days since 11 June 2024"."""
    if when.latest is None:
        return ""
    days = max(0, (guide.standings.as_at - when.latest).days)
    at_least = "" if when.is_day else "at least "
    return f", {at_least}{days_in_words(days)} since {in_words(when)}"
