"""Labels: the words for what is coded, and how numbers and lists stand in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping

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

WHOLES: Mapping[str, str] = {
    "inspection": "inspection",
    "inquiry": "inquiry",
    "meeting": "meeting",
    "plan": "plan",
    "reported-work": "reported work",
}
"""Things that hold others, in a word each."""

SIGNS: Mapping[str, tuple[str, str]] = {
    "reported": ("▲", "△"),
    "signed-off": ("■", "□"),
    "confirmed": ("◆", "◇"),
}
"""The signs of who says so in a table of meetings: said at the meeting itself, and elsewhere."""

SAID_BY_THEN: Mapping[str, str] = {
    "reported": "reported",
    "signed-off": "signed off",
    "confirmed": "confirmed",
}
"""Who says so, in a word for a cell of such a table; the legend beside it says the rest."""

SAID_BY: Mapping[str, str] = {
    "reported": "the council",
    "signed-off": "scrutiny",
    "confirmed": "the inspectorate or an independent body",
}

MARKS: Mapping[str, str] = {
    "late": "Late",
    "silent-since-due": "Date passed, nothing recorded",
    "quiet": "Quiet",
    "reopened": "Reopened",
    "provisional": "Draft minutes",
    "inferred": "Inferred",
}
"""What is to be noticed about a recommendation or an action."""

NOTICES: Mapping[str, str] = {
    "late": "Late",
    "quiet": "Gone quiet",
    "no-dated-record": "Without any dated record",
}
"""What is noticed about them by which lists and the search are narrowed."""

LABELS: Mapping[str, Mapping[str, str]] = {
    "response": RESPONSES,
    "wording": WORDINGS,
    "wording-elsewhere": {**WORDINGS, "summary": "In that tracker’s own words, from the source."},
    "wording-elsewhere-without-source": {
        "exact": "In exact words, as that tracker says; it names no source.",
        "summary": "In that tracker’s own words; it names no source.",
        "inferred": "Inferred: that tracker read it between the lines, and names no source.",
        "unknown": "It is not known how near this wording is to the original; that tracker names no source.",
    },
    "wording-without-source": {
        "exact": "In exact words, as its record says; it names no source.",
        "summary": "In this tracker’s own words; its record names no source.",
        "inferred": "Inferred: it is read between the lines, and its record names no source.",
        "unknown": "It is not known how near this wording is to the original; its record names no source.",
    },
    "nature": NATURES,
    "nature-meaning": {
        "promised": "A promise.",
        "aim": "An aim: the record says that it is aimed at. No record says that anybody undertook it.",
        "asked-for": "A request: it was asked for. No record says that anybody promised it.",
        "decided": "A decision of the body that met, on what is to be done.",
        "noted": "Recorded at a meeting as something to be done. No record says that anybody promised it.",
        "reported": "Work that was reported. No record says that it was promised or is part of an action plan.",
    },
    "source-kind": {
        "minutes": "minutes",
        "report": "report",
        "letter": "letter",
        "decision-notice": "decision notice",
        "motion": "motion",
        "press": "press",
        "web": "web page",
        "other": "document",
    },
    "speaker": SPEAKERS,
    "verb": VERBS,
    "motion-result": MOTION_RESULTS,
    "fate": {
        "stood": "Stood",
        "fell": "Fell",
        "changed": "Changed",
        "lost": "Not carried",
        "unknown": "Not known whether it stood",
    },
    "numbered-by": {"inspectorate": "the inspectorate", "council": "the council", "tracker": "this tracker"},
    "deadline-state": {
        "met": "Met",
        "met-late": "Met, but late",
        "running": "Running",
        "passed": "The day has passed, and nothing records that it was met",
        "start-unknown": "Start not known",
    },
    "deadline-heading": {
        "passed": "Passed",
        "running": "Running",
        "met-late": "Met late",
        "met": "Met",
        "start-unknown": "Start not known",
    },
    "deadline-meaning": {
        "passed": "The day has passed, and nothing that is recorded here says that it was met. It may have been.",
        "running": "The day is still to come.",
        "met-late": "Met after the day.",
        "met": "Met, and not certainly after the day.",
        "start-unknown": "The day from which it runs is not recorded here, so the deadline can’t be worked out, "
        "nor whether it was met in time.",
    },
    "status-meaning": {
        "no-information": "Nobody has said how far it has come.",
        "paused": "Work on it has been stopped for the time being.",
        "planned": "It is meant to be done; nobody has said that work has begun.",
        "at-risk": "Whoever spoke of it doubts that it will be done, or done in time.",
        "in-progress": "Work on it is said to be under way.",
        "not-being-done": "It is said that it will not be done.",
        "superseded": "Something else is said to have taken its place.",
        "completed": "It is said to be done. Who says so stands beside it.",
    },
    "assurance": ASSURANCES_IN_ALL,
    "notice": NOTICES,
    "assurance-meaning": {
        "reported": "The council’s officers or its executive say so.",
        "signed-off": "A scrutiny committee decided to accept it.",
        "confirmed": "The inspectorate or an independent body says so; of what is open, it found it so.",
    },
    "inspection-kind": INSPECTION_KINDS,
    "body-kind": BODY_KINDS,
    "minutes": MINUTES,
    "meeting-kind": {"special": "Special meeting", "extraordinary": "Extraordinary meeting"},
    "item-access": {"exempt": "Taken in private", "part-exempt": "Taken partly in private"},
    "item-taken-as": {"urgent": "Urgent item", "late": "Late item", "oral": "Oral item"},
    "item-record": {
        "partial": "The source shows only part of the outcome.",
        "not-recorded": "The source does not show the outcome.",
    },
    "call-in": {
        "eligible": "Could be called in by scrutiny",
        "not-eligible": "Could not be called in by scrutiny",
    },
    "said-by": SAID_BY,
}
"""The labels by their kind, as the filter `label` of the templates names it."""

_TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times", "seven times")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 meeting", "2 meetings", "no meetings"."""
    words = noun if number == 1 else plural or f"{noun}s"
    return f"{number or 'no'} {words}"


def recommendations_in_words(number: int, inferred: int) -> str:
    """Return how many recommendations there are: "6 recommendations, 2 of them inferred"."""
    return f"{count(number, 'recommendation')}{inferred_among(number, inferred)}"


def inferred_among(number: int, inferred: int) -> str:
    """Return how many of some recommendations are inferred: ", 2 of them inferred"; empty where none is."""
    if not inferred:
        return ""
    if number == 1:
        return ", which is inferred"
    return f", {'all' if inferred == number else inferred} of them inferred"


def as_part_of(nouns: Collection[str], number: int = 1) -> str:
    """Return as part of what something was said, by the nouns of `number` wholes: "as part of the plan"."""
    noun = WHOLES.get(next(iter(nouns), ""))
    if len(nouns) != 1 or not noun:
        return "as part of a whole"
    if number == 1:
        return f"as part of the {noun}"
    return f"as part of whole {'inquiries' if noun == 'inquiry' else noun if noun.endswith('work') else f'{noun}s'}"


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return f"{words[0].upper()}{words[1:]}"


def uncapital(words: str) -> str:
    """Return words for the middle of a sentence, without the capital at their beginning."""
    return f"{words[0].lower()}{words[1:]}"


def listing(phrases: list[str], joint: str = "and") -> str:
    """Return "a, b and c"."""
    *most, last = phrases
    return f"{', '.join(most)} {joint} {last}" if most else last


def times(number: int) -> str:
    """Return "once", "twice", "three times", "12 times"."""
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"


def days_in_words(days: int) -> str:
    """Return "1 day", "1,187 days"."""
    return "1 day" if days == 1 else f"{days:,} days"
