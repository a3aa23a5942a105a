"""The words by which minutes say that the meeting did something, and those by which they only seem to."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker_site.draft.paragraphs import Paragraph

BODY = (
    r"(?:the |this )?(?:members of the |joint |special |full )?(?:(?-i:[A-Z][\w’'&-]+),? "
    r"(?:and |of |for |the )?){0,7}"
    r"(?:sub-?committee|committee|board|panel|council|cabinet|forum|executive|commission|"
    r"authority|members|meeting)"
)
_LEAD = (
    r"(?:(?:thereafter|accordingly|therefore|subsequently|finally|following|after|having|"
    r"upon|on being|in conclusion"
    r"|on a|whereupon|on the (?:motion|proposal)|(?:it was )?(?:moved|proposed)|"
    r"it was then|the committee having)\b[^.:]{0,240}?,? ?)?"
)
_DONE = (
    "resolved|agreed|decided|noted|approved|endorsed|recommended|received|referred|deferred|supported|adopted"
)
_ENDS = r"(?=\s*(?:[:–—-]|$|that\b|to\b|unanimously|\(?nem|\(|,? ?as follows))"

_HEADING = re.compile(
    r"\W*(?:it was )?(?:unanimously )?"
    r"(?:(?P<word>RESOLVED|Resolved|RESOLUTIONS?|AGREED|Agreed|RECOMMENDED|ORDERED|NOTED|"
    r"DECISIONS?|DECIDED|Decided)\b"
    r"(?: by the \w+)?(?: TO (?:COUNCIL|CABINET))?" + _ENDS + ")"
)
_WELSH = re.compile(
    r"\W*(?P<word>PENDERFYNWYD|Penderfynwyd|CYTUNWYD|Cytunwyd|NODWYD|Nodwyd|ARGYMHELLWYD|PENDERFYNIAD)\b"
)
_HEADING_ALONE = re.compile(
    r"\W*(?P<word>Resolution|Noted|Decisions?|Recommended|Penderfyniad)\s*(?:[:–—-]+|\.?$)"
)
_IT_WAS = re.compile(
    _LEAD + r"it was (?:\w+ly |further |also |then |therefore |duly )*(?P<word>resolved|agreed|"
    r"decided|recommended)\b" + _ENDS,
    re.I,
)
_MOVED = re.compile(
    r"(?:it was |on the )?(?:moved|proposed|motion|proposal) (?:by|of)\b.{3,240}?seconded by\b.{2,160}?"
    r"\b(?P<word>resolved|agreed)\b" + _ENDS,
    re.I,
)
_SUBJECT = re.compile(
    _LEAD
    + BODY
    + rf"[ ,]+(?:\w+ly |then |therefore |further |also |hereby |had )*(?P<word>{_DONE})\b(?P<rest>.*)",
    re.I | re.S,
)
_PRESENT = re.compile(
    rf"(?:That )?{BODY} (?:hereby )?(?P<word>notes|agrees|approves|resolves|recommends|"
    rf"endorses|requests|supports|receives)\b",
    re.I,
)
_SUBJECT_ALONE = re.compile(_LEAD + rf"(?:That )?{BODY}\s*(?:[:–—-]+)\s*$", re.I)
_AS_RECORD = re.compile(
    r"(?:That )?(?:the )?(?:draft )?minutes? (?:of|from|for) .{3,300}?\b(?:were|was|"
    r"be) (?:\w+ly )?(?P<word>approved|agreed"
    r"|confirmed|accepted|noted|signed|received|adopted|taken)\b",
    re.I | re.S,
)
_OTHERS = re.compile(
    r"\b(?:had|has|have|were|was) (?:\w+ly |already )?(?:resolved|decided)\b|"
    r"\bhad (?:\w+ly |already )?(?:agreed|noted|recommended)\b"
    r"|\bat (?:its|their|the) (?:\w+ )?(?:meeting|session) (?:on|held|of|in)\b|"
    r"\bat the (?:last|previous) meeting\b"
    r"|\bpreviously (?:agreed|resolved)\b|\breport (?:recommended|stated|explained)\b|"
    r"^in [A-Z][a-z]+ \d{4}\b",
    re.I,
)
PRINTED = re.compile(
    r"\bto consider\b|\bif (?:considered )?(?:appropriate|necessary)\b|\bmay (?:move|wish)\b|\bto pass\b"
    r"|following resolution|(?:requested|asked|invited|recommended|required) to\b|"
    r"\bmembers are\b|\bto resolve\b"
    r"|recommendations?\W*$|recommend(?:s|ed)? (?:that|to)?\W*$|\bmotion\b[^.]*$|"
    r"\bread as follows\b|\bto read\b"
    r"|minutes? (?:be|as) amended|summari[sz]ed|\bpreviously\b|resolution[^.]*(?:of|from|by) (?:the )?\w+",
    re.I,
)
"""What stands before wording that the meeting was only asked for, or that others used."""
ISSUES = re.compile(
    r"following (?:\w+ ){0,3}(?:issues?|points?|comments?|matters?|questions?|areas?|"
    r"responses?|documents?|information|items?|people|officers|themes|topics)"
    r"|(?:comments?|points?|issues?|questions?) (?:were|was|and|made|raised)|including:?$|"
    r"as follows:?$|discussed:?$",
    re.I,
)
"""What leads to a list of what was said."""


class Trigger(NamedTuple):
    """Where a paragraph says that the meeting did something."""

    word: str
    """The word that says so, small: "resolved"."""
    rest: str
    """What follows it."""
    before: str
    """What stands before it: who moved it, how the vote went."""
    is_certain: bool


def trigger_of(paragraph: Paragraph, before: Paragraph | None = None) -> Trigger | None:
    """Return what a paragraph says that the meeting did, if it says so; `before` is the paragraph above it."""
    text = paragraph.text
    if text.startswith(("“", '"', "‘", "'")) or (before and _is_printed(before)):
        return None
    for pattern in (_HEADING, _HEADING_ALONE, _WELSH):
        if match := pattern.match(text):
            return _from(match, text, is_certain=True)
    if match := _AS_RECORD.match(text):
        return Trigger(match["word"].lower(), text, "", is_certain=True)
    if match := _MOVED.match(text):
        return _from(match, text, is_certain=True)
    return _from_sentence(paragraph)


def is_trigger(paragraph: Paragraph) -> bool:
    """Whether a paragraph starts with a word that only decisions are printed under."""
    return any(pattern.match(paragraph.text) for pattern in (_HEADING, _HEADING_ALONE, _WELSH))


def is_not_ours(text: str) -> bool:
    """Whether a sentence tells of what others did, or of another day."""
    return bool(_OTHERS.search(text))


def _is_printed(before: Paragraph) -> bool:
    last = re.split(r"(?<=[.;]) ", before.text)[-1]
    return (
        last.endswith((":", "-", "–", "“", "that", "to"))
        and bool(PRINTED.search(last))
        and not is_trigger(before)
    )


def _from(match: re.Match[str], text: str, is_certain: bool) -> Trigger | None:
    lead = text[: match.start("word")]
    if is_not_ours(lead):
        return None
    rest = re.sub(r"^(?: by the \w+| TO (?=COUNCIL|CABINET))", "", text[match.end("word") :])
    return Trigger(match["word"].lower(), _without_sign(rest), _mover(lead), is_certain)


def _from_sentence(paragraph: Paragraph) -> Trigger | None:
    text = paragraph.text
    if match := _IT_WAS.match(text):
        # A bullet of the discussion may end in an agreement that nobody resolved.
        return _from(match, text, is_certain=not paragraph.style or match["word"].lower() == "resolved")
    if match := _SUBJECT_ALONE.match(text):
        return Trigger("", text, "", is_certain=True)
    if match := _SUBJECT.match(text):
        return _from_subject(match, paragraph)
    if (match := _PRESENT.match(text)) and not paragraph.style:
        # "This Council notes" is how motions begin, whether they were carried or not.
        return Trigger("", text, "", is_certain=not re.match(r"(?:that )?(?:this|council)\b", text, re.I))
    return None


def _from_subject(match: re.Match[str], paragraph: Paragraph) -> Trigger | None:
    text, word, rest = paragraph.text, match["word"], match["rest"]
    if is_not_ours(text[: match.end("word")]) or ISSUES.search(rest[:80]):
        return None
    opens = re.fullmatch(r"\s*(?:to|that)?\s*[:–—-]+\s*", rest) is not None
    if word.isupper() or opens or (word.lower() == "resolved" and not paragraph.style):
        return Trigger(word.lower(), text, "", is_certain=True)
    if word.lower() in (
        "agreed",
        "decided",
        "resolved",
        "approved",
        "endorsed",
        "recommended",
        "referred",
        "deferred",
    ):
        return Trigger(word.lower(), text, "", is_certain=False)
    was_formal = re.match(r"thereafter|following|after|having|accordingly", text, re.I)
    return Trigger(word.lower(), text, "", is_certain=False) if was_formal else None


def _without_sign(rest: str) -> str:
    rest = re.sub(
        r"^(?:\s*(?:unanimously|\(unanimously\)|nem\.? con\.?|,? as follows))?[\s:–—*_.-]*", "", rest
    )
    return rest.strip()


def _mover(lead: str) -> str:
    lead = re.sub(
        r"[\s,]*(?:and |it was|whereupon|unanimously)*[\s,:–—-]*$", "", lead.strip(" \t*[]("), flags=re.I
    )
    return (
        lead.strip() if re.search("[a-z]{3}", lead, re.I) and not re.fullmatch("it was", lead, re.I) else ""
    )
