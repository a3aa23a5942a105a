"""Phrases that pages, data, feeds and calendars share: functions from facts to words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tracker_site.dataset.entities import Action, Followed, Motion, Recommendation
from tracker_site.dataset.wholes import AsPart
from tracker_site.dates import UNKNOWN, PartialDate, in_words, on_day
from tracker_site.labels import (
    ASSURANCES,
    ASSURANCES_IN_ALL,
    FOUND_SO,
    MARKS,
    MEETING_STATES,
    SAID_BY,
    SAID_BY_THEN,
    SIGNS,
    WHOLES,
    as_part_of,
    days_in_words,
    listing,
    recommendations_in_words,
    times,
    uncapital,
)
from tracker_site.records.meeting import Meeting
from tracker_site.records.said import SaidBy
from tracker_site.records.statuses import COMMON, STEPS, Assurance, Status, assurance_of
from tracker_site.status.claims import is_rejected
from tracker_site.status.due import DateMove, MovedDates
from tracker_site.status.history import Step
from tracker_site.status.lineage import Thread
from tracker_site.status.silence import Cell
from tracker_site.status.standing import Deadline, StatusFacts


def who_says_so(assurance: str, status: str | None) -> str:
    """Return whose word a common status is: "Reported by the council"."""
    is_found = assurance == "confirmed" and status is not None and COMMON[status].phase == "open"
    return FOUND_SO if is_found else ASSURANCES[assurance]


def meeting_state(meeting: Meeting, as_at: date) -> str:
    """Return whether a meeting took place, as far as that is known on a day."""
    if meeting.state == "scheduled" and meeting.date.is_past(as_at):
        return "Was planned; whether it was held is not recorded"
    return MEETING_STATES[meeting.state]


_UNITS = {"days": "days", "working-days": "working days", "weeks": "weeks", "months": "months"}

_STARTS = {
    "published": "the publication of the report",
    "received": "the day the council received the report",
    "visited": "the end of the visit",
    "issued": "the day it was issued",
    "opened": "the opening",
    "date": "the day of the meeting",
}

NOT_SIGNED_OFF = "not signed off by scrutiny"


def answer(one: Recommendation | Action) -> str:
    """Return in one sentence how far a recommendation or an action has come, who says so and when it was said."""
    replaced = replaced_by(one)
    return f"{replaced}{one.status.label} – {_who_says_so(one)}{said_again(one)}.{_of_a_whole(one)}"


def replaced_by(one: Followed) -> str:
    """Return that a recommendation was superseded, and by which, for the beginning of a text; else nothing."""
    names = [f"“{later.title}”" for later in one.superseded_by]
    return f"Superseded: {listing(names)} took its place. Where it stood: " if names else ""


def _of_a_whole(one: Recommendation | Action) -> str:
    """Return that a status was said of a whole, and not of this one by name."""
    noun = whole_of(one)
    if noun is None:
        return ""
    if noun == "reported-work":
        return " That was said of all the reported work as a whole."
    return f" That was said of {_WHOLES.get(noun, 'what it belongs to')} as a whole."


_WHOLES: Mapping[str, str] = {
    **{noun: f"the {word}" for noun, word in WHOLES.items()},
    "plan": "the action plan",
}


def whole_of(one: StatusFacts | Step | Cell) -> str | None:
    """Return what the whole is of which alone a status was said, as `plan`; None where this one was named."""
    if isinstance(one, Step | Cell):
        return one.whole
    if not one.stated_for_whole:
        return None
    # Of an entity of another tracker nothing but the reference is known.
    return one.step.whole or getattr(one.assured_of, "noun", None) or ""


def as_part(one: StatusFacts | Step | Cell) -> str:
    """Return as part of what a status was said: ", as part of the plan"; empty where this one was named."""
    noun = whole_of(one)
    return "" if noun is None else f", {as_part_of({noun})}"


def cell_sign(cell: Cell) -> str:
    """Return the sign of who had said how far an entity had come: filled where that was at the meeting itself."""
    here, elsewhere = SIGNS.get(cell.assurance or "none", ("", ""))
    return here if cell.assured_here else elsewhere


def cell_words(cell: Cell) -> str:
    """Return who had said by the end of a meeting how far an entity had come, and whether at that meeting."""
    if cell.assurance in (None, "none"):
        return ""
    is_found = cell.assurance == "confirmed" and cell.status.is_open
    did = "found so" if is_found else SAID_BY_THEN[cell.assurance]
    # Early versions of the data do not tell who said so at the meeting.
    if cell.assured_here if cell.assured_here is not None else cell.said_here:
        return f"{did} here{as_part(cell)}"
    return f"{did} elsewhere{as_part(cell)}{'; said again here' if cell.said_here else ''}"


def counted_recommendations(of: Collection[Recommendation]) -> str:
    """Return how many recommendations these are: "6 recommendations, 2 of them inferred"."""
    return recommendations_in_words(len(of), sum(one.is_inferred for one in of))


def speaker_of(one: StatusFacts) -> str:
    """Return who says so, over statuses both open and closed: what was said only of a whole is apart."""
    return _speaker(one.assurance, bool(one.stated_for_whole))


def _speaker(assurance: str, is_of_whole: bool) -> str:
    return f"{ASSURANCES_IN_ALL[assurance]}{f', {as_part_of(())}' if is_of_whole else ''}"


SPEAKERS_IN_ALL = tuple(
    _speaker(key, is_of_whole) for key in ASSURANCES_IN_ALL for is_of_whole in (False, True)
)
"""All that `speaker_of` may return, in order."""


def words_by_speaker(of: Iterable[StatusFacts]) -> list[str]:
    """Return how many have their status by whose word: "2 signed off by scrutiny", "4 …, as part of the plan".

    The strongest come first, and what was said only of a whole is counted apart.
    """
    groups: dict[tuple[Assurance, bool], list[StatusFacts]] = {}
    for one in of:
        groups.setdefault((one.assurance, bool(one.stated_for_whole)), []).append(one)
    in_order = [(step, is_whole) for step in reversed(STEPS) for is_whole in (False, True)]
    return [
        f"{len(found)} {uncapital(ASSURANCES[key[0]])}{parts_of(found) if key[1] else ''}"
        for key in in_order
        if (found := groups.get(key))
    ]


def counted_as_part(of: AsPart) -> str:
    """Return "4 signed off, as part of the plan"."""
    did = [word for key, word in _DID.items() if key in of.assurances]
    nouns = {one.noun or "" for one in of.wholes}
    return f"{of.number} {listing(did, 'or')}, {as_part_of(nouns, len(of.wholes))}"


_DID: Mapping[str, str] = {"signed-off": "signed off", "confirmed": "confirmed from outside"}


def parts_of(of: Iterable[StatusFacts]) -> str:
    """Return as part of what the status of several was said: ", as part of the plan", ", as part of whole plans"."""
    all_of = tuple(of)
    nouns = {whole_of(one) or "" for one in all_of}
    return f", {as_part_of(nouns, len({one.assured_of for one in all_of}))}"


def _who_says_so(one: Recommendation | Action) -> str:
    closed, when = not one.is_open, on_day(one.assured_on or one.status_said or UNKNOWN)
    match one.assurance:
        case "none":
            return "nothing is recorded of how far it has come"
        case "reported":
            said = f"reported by the council, {_in_place_of_sign_off(one)}; said {when}"
            return said if closed else f"as reported by the council {when}"
        case "signed-off":
            said = f"{whose_word(one.assurance, one.status, one.assured_by)} {when}"
            return f"{said}; not confirmed by {_inspectorate(one)}" if closed else said
        case "confirmed":
            did = "confirmed" if closed else "found so"
            return f"{did} by the inspectorate or an independent body {when}"


def _in_place_of_sign_off(one: Recommendation | Action) -> str:
    """Return what there is in place of a sign-off of what the council alone says is closed."""
    if isinstance(one, Recommendation):
        return "after it was rejected" if is_rejected(one.response, one.status) else NOT_SIGNED_OFF
    if one.signed_off_above:
        return "and what it answers is signed off"
    return (
        f"and received in {one.received_in.title}, which is no sign-off"
        if one.received_in
        else NOT_SIGNED_OFF
    )


def said_by(one: StatusFacts) -> str:
    """Return whose word the status of an entity is: "signed off by Scrutiny Board, as part of the plan"."""
    return f"{whose_word(one.assurance, one.status, one.assured_by)}{as_part(one)}"


def whose_word(assurance: str, status: Status, signed_off_by: str | None) -> str:
    """Return the same of any status; `signed_off_by` is the body that signed it off, where one is named."""
    if assurance == "signed-off":
        return f"signed off by {signed_off_by or 'scrutiny'}"
    return uncapital(who_says_so(assurance, status.common.key))


def word_on(said_by: SaidBy, status: Status | None) -> str:
    """Return whose word a status is that somebody said: "Reported by the council"."""
    return who_says_so(assurance_of(said_by), status.common.key if status else None)


def mark_labels(one: Followed) -> tuple[tuple[str, str], ...]:
    """Return what is to be noticed about a recommendation or an action: keys of `MARKS`, each with its label."""
    return tuple((key, late_label(one) if key == "late" else MARKS[key]) for key in one.marks)


def late_label(one: Followed) -> str:
    """Return the label of what is late: whether anything is recorded since the date passed."""
    return MARKS["silent-since-due" if one.silent_since_due else "late"]


def said_again(one: StatusFacts) -> str:
    """Return when it was said last, and by whom, where that was later than the strongest speaker said so."""
    if one.status_said_in in (None, one.assured_in) or not one.status_said or not one.status_said_by:
        return ""
    return f"; last said {on_day(one.status_said)} by {SAID_BY[one.status_said_by]}"


def _inspectorate(one: Recommendation | Action) -> str:
    """Return whose confirmation would count."""
    made_by = one.made_by if isinstance(one, Recommendation) else ()
    return " or ".join(made_by) or "an inspectorate"


def due_moved(before: PartialDate | None, after: PartialDate | None) -> str:
    """Return what happened to a due date, where something did."""
    if before is None or after is None:
        return f"Due date set: {in_words(after)}" if after else "Due date dropped"
    if before.is_known and not after.is_known:
        return f"Due date dropped; it was {in_words(before)}"
    return f"Due date moved from {in_words(before)} to {in_words(after)}"


def slip_in_words(slip: DateMove | MovedDates) -> str:
    """Return how far a date moved: "59 days later", "between 29 and 89 days later", "date dropped"."""
    least, most = slip.days_at_least, slip.days_at_most
    match slip.move:
        case "dropped":
            return "date dropped, and no new date set"
        case "set-again":
            return "set again after it was dropped"
        case "later":
            return f"{_days(least, most)} later"
        case "earlier":
            return f"{_days(None if most is None else -most, None if least is None else -least)} earlier"
        case "open":
            return _perhaps(least, most)


def _days(least: int | None, most: int | None) -> str:
    """Return a number of days, at least one, of which the lower bound is known."""
    assert least is not None
    if most is None:
        return f"at least {days_in_words(least)}"
    return days_in_words(least) if least == most else f"between {least:,} and {days_in_words(most)}"


def _perhaps(least: int | None, most: int | None) -> str:
    """Return a move of which not even the direction is certain, since the dates are not exact."""
    later = "later" if most is None else f"{days_in_words(most)} later" if most > 0 else ""
    earlier = "earlier" if least is None else f"{days_in_words(-least)} earlier" if least < 0 else ""
    if not (later or earlier):
        return "to the same day"
    if not (later and earlier):
        return f"no more than {later or earlier}, and perhaps none"
    if most is None or least is None:
        return "by how much is not known"
    return f"anything from {earlier} to {later}, as the dates are not exact"


def raised_in_words(thread: Thread) -> str:
    """Return how often a concern was raised, and since when: "raised three times since 2010"."""
    since = f" since {thread.since}" if thread.since else ""
    if thread.times == 1:
        return f"raised {times(len(thread.raised))} by one and the same{since}"
    return f"raised {times(thread.times)}{since}"


def rule_in_words(clock: Deadline) -> str:
    """Return how the last day of a deadline is counted: "2 months from the day it was issued"."""
    return f"{clock.length} {_UNITS[clock.unit]} from {_STARTS[clock.starts]}"


def fate_in_words(motion: Motion) -> str:
    """Return what became of the points of a motion, as far as that is known: "2 of its 3 points fell"."""
    fates = Counter(point.fate for point in motion.points)
    if fates["lost"]:
        return "None of its points was carried"
    if fates["fell"] + fates["changed"] == 0:
        return "All its points stood" if fates["stood"] and not fates["unknown"] else ""
    (number, words), *rest = [(fates[one], one) for one in ("fell", "changed") if fates[one]]
    if number == fates.total():
        return f"All its points {words}"
    return listing([f"{number} of its {fates.total()} points {words}", *(f"{n} {did}" for n, did in rest)])
