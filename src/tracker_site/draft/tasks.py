"""What is to be done, by whom and by when: actions that minutes mark, limbs that ask for one, and promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker_site.draft.days import day_after_by
from tracker_site.draft.findings import ActionFound, Answer, Asked, Told, quote
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.triggers import BODY
from tracker_site.draft.verbs import own_verb, whom_it_asks

ROLE = (
    r"(?:director|head|officers?|manager|chair(?:man|person)?|clerk|councillors?|cllr|"
    r"lead(?:er)?|democratic services"
    r"|scrutiny|all|members?|services?|team|executive|dcs|convener|secretary|solicitor|"
    r"commissioner|board|committee"
    r"|department|adviser|advisor|co-?ordinator|principal|partnership)"
)
_MARK = re.compile(
    r"(?:(?:^|(?<=[\s.(\[]))ACTIONS?(?: POINTS?)?(?: \d{1,2})?|(?:^|(?<=[.!?] )|"
    r"(?<=[(\[]))Actions?(?: [Pp]oints?)?(?: \d{1,2})?)"
    r"(?: (?:by|for|BY|FOR))?\s*[:–—-]+\s*"
)
_ON_SHEET = re.compile(
    r"(?:(?:to be |please )?add(?:ed)?(?: this)?|put)?\s*(?:to|"
    r"on)?\s*(?:the )?(?:committee[’']s )?action (?:sheet|plan|log|tracker|list)\W*"
    r"|(?:yes|noted|agreed|as above)?\W*",
    re.I,
)
_OWNER = re.compile(
    rf"(?:the )?(?:[^.;:]{{0,80}}\b{ROLE}\b[^.;:]{{0,80}}|[A-Z]{{2,5}}(?:[/, ]+[A-Z]{{2,5}})*)\W*", re.I
)
_TO_DO = re.compile(r"(?P<owner>[^.;:]{2,100}?) (?:to|will|shall|is to|are to) (?P<task>[a-z][^;]*)", re.S)
_CAPITALS = re.compile(r"(?:the )?(?:[A-Z][\w’'.-]*(?:,? (?:and|of|for|the|&) |,? |$)){2,12}")
_WHEN = re.compile(
    r"\b(?:in due course|as soon as (?:possible|practicable)|at the earliest opportunity|"
    r"at a (?:future|later) (?:date|meeting)"
    r"|(?:to|at|ahead of|before|for|by|prior to|in time for) (?:the|its|their|a|"
    r"our) (?:next|following|future) (?:\w+ ){0,3}(?:meeting|cycle)"
    r"|(?:to|at|before|for|by|in time for) the \w+ (?:\d{4} )?meeting(?: of the \w+)?"
    r"|within (?:\w+ ){1,2}(?:working )?(?:days|weeks|months)|in (?:\w+ )(?:days|weeks|"
    r"months)[’']?(?: time)?|by the end of [^.,;()]{3,60}"
    r"|until [^.;()]{3,80}|on an? (?:annual|quarterly|monthly|regular) basis|(?:every|"
    r"each) (?:month|quarter|year|meeting)|annually|quarterly)",
    re.I,
)
_DO = (
    r"hold|bring|provide|write|arrange|convene|invite|prepare|submit|present|report|"
    r"circulate|share|progress|obtain|establish|set up"
    r"|undertake|produce|publish|send|ask|monitor|investigate|explore|draft|ensure|"
    r"facilitate|organi[sz]e|review|develop|seek|liaise|contact|consult|update|schedule|"
    r"implement|carry out|commission|create|appoint a|visit|meet"
)
_IS_TASK = re.compile(
    r"\b(?:will|shall|must) (?:\w+ )?\w+|\b(?:be|to be) (?:\w+ly )?(?:monitored|convened|"
    r"arranged|submitted|provided|brought"
    r"|circulated|presented|reported|shared|invited|established|set up|added|included|"
    r"prepared|produced|reviewed|sent"
    r"|published|investigated|explored|followed up|held|scheduled|written|developed|"
    r"undertaken|carried out|requested|asked"
    rf"|instructed|updated|obtained)\b|^\W*(?:that )?(?:to )?(?:{_DO})\b(?! (?:of|by|from|on|be|is|was)\b)",
    re.I,
)
_HAS_DOER = re.compile(
    rf"^\W*(?:[Tt]hat )?(?P<who>(?:[Tt]he |an? )?[^.;:]{{0,80}}?\b(?i:{ROLE})(?:,? (?:of|"
    rf"for|and|the|&|[A-Z][\w’'-]*)){{0,8}}),? "
    rf"(?:will |shall |to |should )?(?:{_DO})(?:e?s)?\b"
)
_IS_FORMAL = re.compile(
    r"\bminutes\b.*\b(?:record|signed|approved|read)\b|press and public|"
    r"public be excluded|\b(?:elected|nominated|co-opted|thanked)\b|"
    r"appointed (?:as )?(?:chair|vice)",
    re.I,
)
_PROMISE = re.compile(
    r"\b(?:agreed|undertook|offered|promised|committed|pledged|confirmed that (?:he|she|"
    r"they) would|said (?:that )?(?:he|she|they) would) to \w+"
    r"|\b(?:he|she|they|officers|director|member|chair|manager|services?|team|"
    r"council) (?:would|will) (?:also )?(?:be )?(?:bring|circulate|provide|share|submit|"
    r"report back|come back|look into|ask|seek|make|arrange|ensure|send|check|follow up|"
    r"write|take (?:this|it|that)|consider)"
    r"|\b(?:would|will) (?:also )?(?:be )?(?:made available|circulated|provided|shared|"
    r"brought|reported back|come back|arranged|sent|ask that|ensure that|submitted|"
    r"developed|published)\b"
    r"|\b(?:have been|has been|are|is) (?:scheduled|planned|to be (?:developed|provided|"
    r"brought|shared|arranged))\b|\bdevelopment of an? [^.]{3,60} will\b",
    re.I,
)

_PROMISED_BY = re.compile(
    rf"(?P<who>[Tt]he (?:[A-Z][\w’'-]*,? (?:and |of |for |the |& )*)*[A-Z][\w’'-]*|{BODY}) "
    rf"(?:agreed|undertook|offered|promised|committed|pledged) to (?P<task>(?:{_DO})\b[^;]*?)\.?",
    re.S,
)


def marked_actions(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, ActionFound]]:
    """Yield each action that minutes mark as one, with the number of its paragraph."""
    in_list = False
    for n, each in enumerate(paragraphs):
        marks = list(_MARK.finditer(each.text))
        if in_list and each.style and not marks:
            yield n, _action(each, each.text, "")
            continue
        in_list = bool(re.fullmatch(r"(?:key )?actions?(?: points?| agreed)?\s*:?", each.text, re.I))
        for number, mark in enumerate(marks):
            end = marks[number + 1].start() if number + 1 < len(marks) else len(each.text)
            start = marks[number - 1].end() if number else 0
            said = each.text[start : mark.start()].strip(" ([")
            above = said or (re.sub("^DECISION: ", "", paragraphs[n - 1].text) if n else "")
            if not (in_list and not each.text[mark.end() : end].strip()):
                yield n, _action(each, each.text[mark.end() : end].strip(" )]"), above)


def _action(place: Paragraph, said: str, above: str) -> ActionFound:
    """Return an action: what is said behind its mark, or where that is no task, the sentence before it."""
    if _ON_SHEET.fullmatch(said):
        return _dated(ActionFound(place.line, _last_sentence(above)))
    owner = re.sub(r"\W+$", "", said)
    if (
        _OWNER.fullmatch(said)
        and not _TO_DO.match(said)
        and not _starts_with_task(said)
        and len(said.split()) <= 10
    ):
        return _dated(ActionFound(place.line, _last_sentence(above), Told(owner, place.line)))
    doer = _TO_DO.match(said)
    if (
        doer
        and (_OWNER.fullmatch(doer["owner"]) or _CAPITALS.fullmatch(doer["owner"] + " "))
        and not _starts_with_task(said)
    ):
        return _dated(ActionFound(place.line, _sentence(doer["task"]), _office(doer["owner"], place)))
    return _dated(ActionFound(place.line, _sentence(said)))


def _starts_with_task(said: str) -> bool:
    return re.match(rf"(?:to )?(?:{_DO}|add|thank|consider|note|agree|request)\b", said, re.I) is not None


def _office(owner: str, place: Paragraph) -> Answer:
    """Return an owner; of a person who holds no office that is named, only the question whose office it is."""
    owner = re.sub(r"^the ", "", owner.strip(), flags=re.I)
    is_office = re.search(rf"\b{ROLE}\b", owner, re.I) or owner.isupper()
    if is_office:
        return Told(owner, place.line)
    return Asked(f"Whose office is it? The minutes give a name only ({quote(place)}).")


def _dated(action: ActionFound) -> ActionFound:
    when = _WHEN.search(action.title)
    return replace(action, due=day_after_by(action.title), when=when[0] if when else None)


def _last_sentence(text: str) -> str:
    sentences = sentences_of(text)
    return _sentence(sentences[-1]) if sentences else ""


def _sentence(text: str) -> str:
    text = text.strip(" .;,")
    return text[:1].upper() + text[1:]


def is_action_alone(paragraph: Paragraph) -> bool:
    """Whether a paragraph says nothing but an action that it marks."""
    return (
        _MARK.match(paragraph.text) is not None
        or re.fullmatch(r"(?:key )?actions?(?: points?| agreed)?\s*:?", paragraph.text, re.I) is not None
    )


def in_list_of_actions(paragraphs: Sequence[Paragraph], n: int) -> bool:
    """Whether a paragraph is an entry of a list below the heading "Actions"."""
    above = n
    while above >= 0 and paragraphs[above].style:
        above -= 1
    return 0 <= above < n and is_action_alone(paragraphs[above])


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    parts = re.split(r"(?<=[a-z0-9)’”\"][.!?])\s+(?=[A-Z“\"])", text)
    return [part.strip() for part in parts if part.strip()]


def task_of(line: int, text: str, verb: str | None) -> ActionFound | None:
    """Return the action that a limb of a resolution asks for, if it asks for one."""
    is_decided_only = own_verb(text) not in (None, "requested", "agreed")
    if (
        is_decided_only
        or verb == "noted"
        or _IS_FORMAL.search(text)
        or not (_IS_TASK.search(text) or _HAS_DOER.search(text))
    ):
        return None
    asked = whom_it_asks(text) or _doer(text)
    owner = Told(asked, line) if asked else None
    return _dated(ActionFound(line, _sentence(re.sub(r"^that\s+", "", text.strip(), flags=re.I)), owner))


def _doer(text: str) -> str | None:
    """Return who is to do what a limb says: "the Chair" of "that the Chair progresses …"."""
    match = _HAS_DOER.match(text) or re.match(
        rf"\W*(?:That )?(?P<who>[^.;:]{{2,100}}?) (?:will|shall|to|should) (?:{_DO})\b", text
    )
    who = re.sub(r"^(?:that )?(?:the )?", "", match["who"].strip(), flags=re.I) if match else ""
    is_office = who and re.search(rf"\b{ROLE}\b", who, re.I) and not re.search(r"\bbe\b", who)
    return who if is_office else None


def promises(paragraphs: Sequence[Paragraph]) -> Iterator[ActionFound]:
    """Yield each sentence of the discussion that may be a promise."""
    for each in paragraphs:
        if _MARK.search(each.text):
            continue
        for sentence in sentences_of(each.text):
            if _PROMISE.search(sentence):
                yield _promise(each, sentence)


def _promise(place: Paragraph, sentence: str) -> ActionFound:
    """Return what may be a promise: who promised it and what, where the sentence says no more than that."""
    whole = _dated(ActionFound(place.line, _sentence(sentence)))
    match = _PROMISED_BY.fullmatch(sentence.strip())
    if not match:
        return whole
    owner = _office(match["who"], place)
    return replace(whole, title=_sentence(match["task"]), owner=owner if isinstance(owner, Told) else None)
