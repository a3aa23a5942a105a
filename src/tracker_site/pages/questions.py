"""What is recorded of a thing that presses, and the question that follows from it, in plain words.

Nothing is said that the records do not say: where they are silent, the words are "nothing is recorded".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker_site.dates import in_words, on_day
from tracker_site.markup import Prose
from tracker_site.pages.clocks import clock_shown
from tracker_site.pages.guide import Guide, Link
from tracker_site.pages.page import SourceShown, sources_shown
from tracker_site.pages.pressing import Request, next_due, overdue
from tracker_site.pages.words import VERBS, answer, listing
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.meeting import ASKED, DECIDED, Meeting, Outcome
from tracker_site.standing.standing import ActionStanding, ClockStanding, RecommendationStanding, Standing

Words = tuple[str, str]
"""What is recorded, and what to ask."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to ask about at the next meeting."""

    about: str
    """The recommendation, the action, the item or the record that it is about."""
    link: Link
    note: str | None
    """Whose it is, or which recommendation of what."""
    text: Prose | None
    recorded: str
    question: str
    said_in: Link | None
    """The record that says so."""
    said_in_record: str | None
    """Its id."""
    source: SourceShown | None
    """The document behind that record."""


def ask_of_unanswered(guide: Guide, standing: Standing) -> Matter:
    """Return the matter of something that was asked for and has no answer on record."""
    if isinstance(standing, RecommendationStanding):
        recorded, question = _unanswered_recommendation(guide, standing)
        born = guide.recommendation(standing.id).origin
    else:
        assert isinstance(standing, ActionStanding)
        recorded, question = _unanswered_action(guide, standing)
        born = standing.record
    matter = _matter(guide, standing, (recorded, question), born)
    # Which recommendation of what is told by "you recommended this".
    return matter if isinstance(standing, ActionStanding) else replace(matter, note=None)


def ask_of_request(guide: Guide, request: Request) -> Matter:
    """Return the matter of a request that has no record of its own."""
    meeting, outcome = request.meeting, request.outcome
    asked = f" of {listing(list(outcome.to))}" if outcome.to and outcome.verb == "requested" else ""
    to = f" to {listing(list(outcome.to))}" if outcome.to and outcome.verb != "requested" else ""
    did = f"{VERBS[outcome.verb]}{asked}{to} {on_day(meeting.date)}"
    if request.since:
        later = (
            f"{guide.title(request.since.record)} ({in_words(request.since.date)}) dealt with the same matter"
        )
        recorded, question = f"{did}. {later}.", "Did that answer it?"
    else:
        recorded = f"{did}; nothing that is recorded since deals with it."
        question = "What became of it?"
    item = f"#item-{request.item.key}" if request.item.key else ""
    return Matter(
        about=f"{meeting.id}/{request.item.key}" if request.item.key else meeting.id,
        link=Link(request.item.title, f"{guide.address(meeting.id)}{item}"),
        note=None,
        text=outcome.text,
        recorded=recorded,
        question=question,
        said_in=guide.link(meeting.id),
        said_in_record=meeting.id,
        source=_source(guide, meeting.id),
    )


def ask_of_late(guide: Guide, standing: Standing) -> Matter:
    """Return the matter of something whose due date has passed."""
    due = overdue(standing, guide.standings.as_at)
    was_due = f"It was due {on_day(due)}" if due else "Its due date has passed"
    was_due += _moves(guide, standing)
    if standing.silent_since_due:
        words = (
            f"{was_due}; nothing is recorded since that date.",
            "Is it done? If not, what is the new date?",
        )
    else:
        words = (f"{was_due}. {_stands(guide, standing)}", "Is it done now? If not, what is the new date?")
    return _matter(guide, standing, words)


def ask_of_clock(guide: Guide, standing: ClockStanding) -> Matter:
    """Return the matter of a deadline of law, framework or local rule."""
    shown = clock_shown(guide, standing)
    by = on_day(standing.deadline).removeprefix("on ") if standing.deadline else ""
    if standing.state == "passed":
        recorded = f"{shown.title}: by {by} ({shown.rule}). Nothing records that this was met."
        question = "Was it done, and when?"
    else:
        recorded, question = f"{shown.title}: by {by} ({shown.rule}).", "Will it be done by then?"
    source = shown.sources[0] if shown.sources else None
    return Matter(
        about=standing.record,
        link=guide.link(standing.record),
        note=None,
        text=None,
        recorded=recorded,
        question=question,
        said_in=None,
        said_in_record=None,
        source=source,
    )


def ask_of_claimed(guide: Guide, standing: Standing, is_scrutiny: bool) -> Matter:
    """Return the matter of something that is closed on the word of the council alone.

    `is_scrutiny`: it is asked by a body that may sign it off.
    """
    done = standing.status.common.key == "completed"
    if is_scrutiny:
        question = "What shows that it is done, and will you sign it off?" if done else "Do you accept that?"
    else:
        question = (
            "What will scrutiny be shown, so that it can sign it off?"
            if done
            else "Does scrutiny accept that?"
        )
    return _matter(guide, standing, (_stands(guide, standing), question), standing.step.assured_in)


def ask_of_quiet(guide: Guide, standing: Standing) -> Matter:
    """Return the matter of something of which nothing was heard for long."""
    due = next_due(standing, guide.standings.as_at)
    dated = f" It is due {on_day(due)}." if due else ""
    return _matter(guide, standing, (f"{_silence(guide, standing)}{dated}", "Where does it stand now?"))


def ask_of_due(guide: Guide, standing: Standing) -> Matter:
    """Return the matter of something that is due soon."""
    due = next_due(standing, guide.standings.as_at)
    assert due is not None
    stands = _silence(guide, standing) if standing.quiet else _stands(guide, standing)
    return _matter(guide, standing, (f"Due {on_day(due)}. {stands}", "Will it be done by then?"))


def _unanswered_recommendation(guide: Guide, standing: RecommendationStanding) -> Words:
    origin = guide.register.records.by_id[guide.recommendation(standing.id).origin]
    who = "Your inquiry" if isinstance(origin, Inquiry) else "You"
    made = f"{who} recommended this {on_day(standing.issued)}"
    due = ""
    if standing.due and standing.due.is_known:
        due = f" It {'was' if standing.late else 'is'} due {on_day(standing.due)}."
    if standing.last_news is None:
        return f"{made}; nothing is recorded since.{due}", "Is it accepted, and what has been done?"
    heard = f"the last that is recorded of it was said {on_day(standing.last_news.date)}"
    return f"{made}; no answer to it is recorded, and {heard}.{due}", "Is it accepted?"


def _unanswered_action(guide: Guide, standing: ActionStanding) -> Words:
    action = guide.register.actions[standing.id]
    asked = f"{_birth_in_words(guide, standing)} {on_day(standing.issued)}"
    if standing.due and standing.due.is_known:
        dated, question = f"It was due {on_day(standing.due)}.", "What became of it?"
    else:
        when = f" (“{action.when}”)" if action.when else ""
        dated, question = f"No date was set{when}.", "What became of it, and by when will it be done?"
    return f"{asked}; nothing is recorded since. {dated}", question


def _birth_in_words(guide: Guide, standing: ActionStanding) -> str:
    """Return how an action came about at a meeting, as its minutes have it."""
    outcome = _born_under(guide, standing)
    if outcome and outcome.verb in ASKED:
        return "You asked for this"
    if outcome and outcome.verb in DECIDED:
        return "You decided this"
    return "This was promised at your meeting"


def _born_under(guide: Guide, standing: ActionStanding) -> Outcome | None:
    meeting = guide.register.records.by_id[standing.record]
    path = guide.register.things[standing.id].path
    if isinstance(meeting, Meeting) and len(path) > 3 and path[2] == "outcomes":
        return meeting.items[int(path[1])].outcomes[int(path[3])]
    return None


def _matter(guide: Guide, standing: Standing, words: Words, record: str | None = None) -> Matter:
    """Return what to ask of a recommendation or an action; `record` says so, else its last news or its birth."""
    if isinstance(standing, ActionStanding):
        born, note = standing.record, guide.register.actions[standing.id].owner
    else:
        born, note = guide.recommendation(standing.id).origin, _number(guide, standing.id)
    said_in = record or (standing.last_news.record if standing.last_news else born)
    return Matter(
        about=standing.id,
        link=guide.link(standing.id),
        note=note,
        text=None,
        recorded=words[0],
        question=words[1],
        said_in=guide.link(said_in),
        said_in_record=said_in,
        source=_source(guide, said_in),
    )


def _number(guide: Guide, id: str) -> str:
    """Return "recommendation 2 of Focused visit"."""
    record = guide.recommendation(id)
    number = f" {record.number}" if record.number else ""
    return f"recommendation{number} of {guide.title(record.origin)}"


def _source(guide: Guide, record: str) -> SourceShown | None:
    """Return the first document that supports a record."""
    found = sources_shown(guide.register.records.by_id[record].sources[:1])
    return found[0] if found else None


def _silence(guide: Guide, standing: Standing) -> str:
    """Return since when nothing is recorded of an open thing, and how many meetings in a row passed it over."""
    passed_over = len(guide.accounts.silences[standing.id].meetings)
    meetings = f"; {passed_over} meetings in a row have passed it over since" if passed_over > 1 else ""
    if standing.last_news is None:
        return f"Nothing is recorded of it since it was made, {on_day(standing.issued)}{meetings}."
    return f"The last that is recorded of it was said {on_day(standing.last_news.date)}{meetings}."


def _moves(guide: Guide, standing: Standing) -> str:
    """Return how often the due date of a thing was moved, and how often no reason is recorded."""
    slipped = guide.accounts.slippages.get(standing.id)
    if slipped is None:
        return ""
    moved, silent = slipped.times_moved, slipped.without_reason
    how_often = "" if silent == moved else f"{_times(silent)} "
    why = f", {how_often}with no reason recorded" if silent else ""
    return f", after the date had been moved {_times(moved)}{why}"


def _stands(guide: Guide, standing: Standing) -> str:
    return answer(guide.register, standing.step)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
