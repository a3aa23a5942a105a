"""The deadlines of a concern in a briefing, in sentences: who was to do what by when, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker_site.briefing.addressees import addressees_of, with_article
from tracker_site.briefing.body import Business
from tracker_site.briefing.sentences import DEADLINE, Told
from tracker_site.briefing.urgent import is_about_an_answer
from tracker_site.dataset.guide import Guide
from tracker_site.dates import on_day
from tracker_site.labels import capital, days_in_words, listing
from tracker_site.phrases import rule_in_words
from tracker_site.records.authority import Authority
from tracker_site.status.offices import same_office
from tracker_site.status.standing import ClockStanding


def deadlines(
    guide: Guide, business: Business, clocks: Iterable[ClockStanding], first: str
) -> Iterator[Told]:
    """Yield the deadlines of a concern that is told by `first`; those for answers to what came before it together."""
    earlier = []
    for clock in clocks:
        if clock.record != first and clock.state == "passed" and is_about_an_answer(clock):
            earlier.append(_last_day(clock))
        else:
            yield Told(_deadline(guide, business, clock), head=DEADLINE)
    if len(earlier) == 1:
        words = f"The answer to what came before it was due by {earlier[0]}; nothing records it."
        yield Told(words, head=DEADLINE)
    elif earlier:
        words = f"The answers to what came before it were due by {listing(earlier)}; nothing records them."
        yield Told(words, head=DEADLINE)


def _deadline(guide: Guide, business: Business, clock: ClockStanding) -> str:
    rule, by = rule_in_words(clock.clock), _last_day(clock)
    runs = clock.state == "running"
    if not is_about_an_answer(clock):
        words = f"“{clock.clock.title}” {'is' if runs else 'was'} due by {by} ({rule})"
        return (
            f"{words}{_before_meeting(business, clock)}."
            if runs
            else f"{words}; nothing records that it was met."
        )
    who = "You" if clock.record in business.put_to_it else _executive(guide, clock.record)
    if runs:
        are = "are" if who == "You" else "is"
        answer = f"{who} {are} to answer this" if who else "An answer is due"
        return f"{answer} by {by} ({rule}){_before_meeting(business, clock)}."
    if who is None:
        return f"An answer to this was due by {by} ({rule}); nothing records one."
    were, they = ("were", "you") if who == "You" else ("was", "it")
    return f"{who} {were} to answer this by {by} ({rule}); nothing records that {they} did."


def _executive(guide: Guide, id: str) -> str | None:
    """Return the executive of the council, where a recommendation is addressed to it."""
    standing = guide.standings.recommendations.get(id)
    named = addressees_of(guide, standing) if standing else ()
    council = guide.register.records.by_id.get(guide.authority_of(id) or "")
    bodies = council.bodies if isinstance(council, Authority) else ()
    executives = {same_office(one.name) for one in bodies if one.kind == "executive"}
    is_named = len(named) == 1 and same_office(named[0]) in executives
    return capital(with_article(named[0])) if is_named else None


def _last_day(clock: ClockStanding) -> str:
    assert clock.deadline
    return on_day(clock.deadline).removeprefix("on ").removeprefix("in ")


def _before_meeting(business: Business, clock: ClockStanding) -> str:
    """Return how long before the next meeting a deadline ends, where both days are known."""
    day = clock.deadline.latest if clock.deadline and clock.deadline.is_day else None
    meeting = business.next.date.latest if business.next and business.next.date.is_day else None
    if not (day and meeting) or day > meeting:
        return ""
    return (
        f", {days_in_words((meeting - day).days)} before the meeting"
        if day < meeting
        else ", the day of the meeting"
    )
