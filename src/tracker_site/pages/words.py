"""What the pages say in words: one answer in a sentence, and the names of things that are coded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker_site.dates import PartialDate, in_words, on_day
from tracker_site.records.authority import Committee
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.statuses import COMMON
from tracker_site.register.register import Register
from tracker_site.status.history import Step

RESPONSES: Mapping[str, str] = {
    "accepted": "Accepted",
    "accepted-in-principle": "Accepted in principle",
    "accepted-in-part": "Accepted in part",
    "alternative": "Something else offered instead",
    "rejected": "Rejected",
    "noted": "Noted",
    "mixed": "Not all parts were answered alike",
}

ASSURANCES: Mapping[str, str] = {
    "none": "Nobody has said",
    "reported": "Reported by the council",
    "signed-off": "Signed off by scrutiny",
    "confirmed": "Confirmed from outside",
}

FOUND_SO = "Found so from outside"
"""What is said of an open status in place of "confirmed": that a thing is not done confirms no claim that it is."""

ASSURANCES_IN_ALL: Mapping[str, str] = {**ASSURANCES, "confirmed": "Confirmed or found so from outside"}
"""The same over statuses both open and closed."""

STATUS_MEANINGS: Mapping[str, str] = {
    "no-information": "Nobody has said how far it has come.",
    "paused": "Work on it has been stopped for the time being.",
    "planned": "It is meant to be done; nobody has said that work has begun.",
    "at-risk": "Whoever spoke of it doubts that it will be done, or done in time.",
    "in-progress": "Work on it is said to be under way.",
    "not-being-done": "It is said that it will not be done.",
    "superseded": "Something else is said to have taken its place.",
    "completed": "It is said to be done. Who says so stands beside it.",
}

ASSURANCE_MEANINGS: Mapping[str, str] = {
    "reported": "The council’s officers or its executive say so.",
    "signed-off": "A scrutiny committee decided to accept it.",
    "confirmed": "The inspectorate or an independent body says so; of what is open, it found it so.",
}

SPEAKERS: Mapping[str, str] = {
    "council": "the council",
    "scrutiny": "scrutiny",
    "inspectorate": "the inspectorate",
    "independent": "an independent body",
}

WORDINGS: Mapping[str, str] = {
    "exact": "In the exact words of the source.",
    "summary": "In this tracker’s own words, from the source.",
    "inferred": "Inferred: the source does not give this recommendation; it is read between the lines.",
    "unknown": "The sources do not say how near this wording is to the original.",
}

WORDINGS_WITHOUT_SOURCE: Mapping[str, str] = {
    "exact": "In exact words, as its record says; it names no source.",
    "summary": "In this tracker’s own words; its record names no source.",
    "inferred": "Inferred: it is read between the lines, and its record names no source.",
    "unknown": "It is not known how near this wording is to the original; its record names no source.",
}

INSPECTION_KINDS: Mapping[str, str] = {
    "ilacs": "Inspection of children’s services (ILACS)",
    "ilacs-standard": "Standard inspection of children’s services (ILACS)",
    "ilacs-short": "Short inspection of children’s services (ILACS)",
    "focused-visit": "Focused visit",
    "monitoring-visit": "Monitoring visit",
    "jtai": "Joint targeted area inspection",
    "area-send": "Area SEND inspection",
    "sif": "Inspection under the single inspection framework",
    "announced-inspection": "Announced inspection",
    "other": "Another kind of inspection",
    "unknown": "Kind not stated in the sources",
}

BODY_KINDS: Mapping[str, str] = {
    "scrutiny": "Scrutiny",
    "executive": "Executive",
    "council": "Full council",
    "partnership": "Partnership",
    "inspectorate": "Inspectorate",
    "other": "Other body",
}

MEETING_STATES: Mapping[str, str] = {
    "scheduled": "Planned, not yet held",
    "held": "Held",
    "cancelled": "Cancelled",
    "unknown": "Not known whether it was held: only papers for it are known",
}


def who_says_so(assurance: str, status: str | None) -> str:
    """Return whose word a common status is: "Reported by the council"."""
    is_found = assurance == "confirmed" and status is not None and COMMON[status].phase == "open"
    return FOUND_SO if is_found else ASSURANCES[assurance]


def meeting_state(meeting: Meeting, as_at: date) -> str:
    """Return whether a meeting took place, as far as that is known on a day."""
    if meeting.state == "scheduled" and meeting.date.is_past(as_at):
        return "Was planned; whether it was held is not recorded"
    return MEETING_STATES[meeting.state]


MINUTES: Mapping[str, str] = {
    "approved": "Approved",
    "draft": "Draft",
    "not-published": "Not published",
    "unknown": "Not known whether approved",
}

MOTION_RESULTS: Mapping[str, str] = {
    "carried": "Carried",
    "lost": "Lost",
    "withdrawn": "Withdrawn",
    "carried-as-amended": "Carried as amended",
    "unknown": "Result not known",
}

VERBS: Mapping[str, str] = {
    "noted": "Noted",
    "received": "Received",
    "considered": "Considered",
    "requested": "Requested",
    "recommended": "Recommended",
    "referred": "Referred",
    "called-in": "Called in",
    "action": "Action agreed",
    "agreed": "Agreed",
    "resolved": "Resolved",
    "approved": "Approved",
    "endorsed": "Endorsed",
    "supported": "Supported",
    "delegated": "Delegated",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "not-agreed": "Not agreed",
    "fell": "Fell",
}

NATURES: Mapping[str, str] = {
    "promised": "Promised",
    "aim": "Aimed at",
    "asked-for": "Asked for",
    "decided": "Decided",
    "noted": "Recorded at a meeting",
    "reported": "Reported work",
}

NATURE_MEANINGS: Mapping[str, str] = {
    "promised": "A promise.",
    "aim": "An aim: the record says that it is aimed at. No record says that anybody undertook it.",
    "asked-for": "A request: it was asked for. No record says that anybody promised it.",
    "decided": "A decision of the body that met, on what is to be done.",
    "noted": "Recorded at a meeting as something to be done. No record says that anybody promised it.",
    "reported": "Work that was reported. No record says that it was promised or is part of an action plan.",
}

SOURCE_KINDS: Mapping[str, str] = {
    "minutes": "minutes",
    "report": "report",
    "letter": "letter",
    "decision-notice": "decision notice",
    "motion": "motion",
    "press": "press",
    "web": "web page",
    "other": "document",
}


SAID_BY: Mapping[str, str] = {
    "reported": "the council",
    "signed-off": "scrutiny",
    "confirmed": "the inspectorate or an independent body",
}


_WHOLES: Mapping[type, str] = {
    Inspection: "the inspection",
    Inquiry: "the inquiry",
    Meeting: "the meeting",
    Plan: "the action plan",
}
"""Things that others belong to, in words."""


NOT_SIGNED_OFF = "not signed off by scrutiny"


def answer(
    register: Register,
    step: Step,
    recommendation: Recommendation | None = None,
    sign_off: str = NOT_SIGNED_OFF,
) -> str:
    """Return in one sentence how far a thing has come, who says so and when it was said.

    `sign_off`: what there is in place of a sign-off, of what is closed on the council's word.
    """
    said = _who_says_so(register, step, recommendation, sign_off)
    return f"{step.status.label} – {said}{said_again(step)}.{_of_a_whole(register, step)}"


def _of_a_whole(register: Register, step: Step) -> str:
    """Return that a status was said of a whole in one, where what was named is no more than that."""
    named = register.things[step.assured_of].what if step.assured_of else None
    if isinstance(named, Plan) and named.kind == "reported":
        return " That was said of all the reported work as a whole."
    whole = _WHOLES.get(type(named))
    return f" That was said of {whole} as a whole." if whole else ""


def _who_says_so(register: Register, step: Step, recommendation: Recommendation | None, sign_off: str) -> str:
    closed, when = not step.status.is_open, _when(register, step)
    match step.assurance:
        case "none":
            return "nothing is recorded of how far it has come"
        case "reported":
            return (
                f"reported by the council, {sign_off}; said {when}"
                if closed
                else f"as reported by the council {when}"
            )
        case "signed-off":
            inspectorate = _inspectorate(register, recommendation)
            said = f"{said_by_whom(register, step)} {when}"
            return f"{said}; not confirmed by {inspectorate}" if closed else said
        case "confirmed":
            did = "confirmed" if closed else "found so"
            return f"{did} by the inspectorate or an independent body {when}"


def said_again(step: Step) -> str:
    """Return when it was said last, and by whom, where that was later than the strongest speaker said so."""
    if step.record in (None, step.assured_in):
        return ""
    return f"; last said {on_day(step.date)} by {SAID_BY[step.spoken]}"


def _when(register: Register, step: Step) -> str:
    """Return when the strongest speaker said so."""
    return on_day(register.said_on.get(step.assured_in or "", step.date))


def said_by_whom(register: Register, step: Step) -> str:
    """Return whose word a status is: "reported by the council", "signed off by Scrutiny Board"."""
    if step.assurance == "signed-off":
        return f"signed off by {_body(register, step)}"
    words = who_says_so(step.assurance, step.status.common.key)
    return f"{words[0].lower()}{words[1:]}"


def _body(register: Register, step: Step) -> str:
    record = register.records.by_id.get(step.assured_in or "")
    if isinstance(record, Meeting):
        body = register.things[record.body].what
        if isinstance(body, Committee):
            return body.name
    return "scrutiny"


def _inspectorate(register: Register, recommendation: Recommendation | None) -> str:
    """Return whose confirmation would count."""
    origin = register.records.by_id.get(recommendation.origin) if recommendation else None
    if isinstance(origin, Inspection) and origin.inspectorate:
        return " or ".join(origin.inspectorate)
    return "an inspectorate"


def due_moved(before: PartialDate | None, after: PartialDate | None) -> str:
    """Return what happened to a due date, where something did."""
    if before is None or after is None:
        return f"Due date set: {in_words(after)}" if after else "Due date dropped"
    if before.is_known and not after.is_known:
        return f"Due date dropped; it was {in_words(before)}"
    return f"Due date moved from {in_words(before)} to {in_words(after)}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 meeting", "2 meetings", "no meetings"."""
    words = noun if number == 1 else plural or f"{noun}s"
    return f"{number or 'no'} {words}"


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return f"{words[0].upper()}{words[1:]}"


def listing(phrases: list[str], joint: str = "and") -> str:
    """Return "a, b and c"."""
    *most, last = phrases
    return f"{', '.join(most)} {joint} {last}" if most else last
