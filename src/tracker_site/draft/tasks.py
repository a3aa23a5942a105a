"""What is to be done, by whom and by when: actions that minutes mark, limbs that ask for one, and promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker_site.draft.days import day_after_by
from tracker_site.draft.duties import duty_in
from tracker_site.draft.findings import ActionFound, Told
from tracker_site.draft.owners import ROLE, behind_first, office_of
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.verbs import own_verb, whom_it_asks

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
    rf"(?:the )?(?:[^.;:]{{0,80}}\b{ROLE}\b[^.;:]{{0,80}}|(?-i:[A-Z]{{2,5}}(?:[/, ]+[A-Z]{{2,5}})*))\W*", re.I
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
DO = (
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
    rf"|instructed|updated|obtained)\b|^\W*(?:that )?(?:to )?(?:{DO})\b(?! (?:of|by|from|on|be|is|was)\b)",
    re.I,
)
_HAS_DOER = re.compile(
    rf"^\W*(?:[Tt]hat )?(?P<who>(?:[Tt]he |an? )?[^.;:]{{0,80}}?\b(?i:{ROLE})(?:,? (?:of|"
    rf"for|and|the|&|[A-Z][\w’'-]*)){{0,8}}),? "
    rf"(?:will |shall |to |should )?(?:{DO})(?:e?s)?\b"
)
_THE_MEETING = re.compile(
    r"(?:(?:the|this|all|scrutiny|select|overview and scrutiny) )*(?:(?:sub-?)?committee|board|panel|commission|forum|"
    r"meeting|members?(?: of (?:the|this) .*)?)",
    re.I,
)
_IS_FORMAL = re.compile(
    r"\bminutes\b.*\b(?:record|signed|approved|read)\b|press and public|"
    r"public be excluded|\b(?:elected|nominated|co-opted|thanked)\b|"
    r"appointed (?:as )?(?:chair|vice)",
    re.I,
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
        return _owned(place, _last_sentence(above), _last_sentence(above, 2))
    owner = re.sub(r"\W+$", "", said)
    if (
        _OWNER.fullmatch(said)
        and not _TO_DO.match(said)
        and not _starts_with_task(said)
        and len(said.split()) <= 10
    ):
        return dated(ActionFound(place.line, _last_sentence(above), Told(owner, place.line)))
    doer = _TO_DO.match(said)
    if (
        doer
        and (_OWNER.fullmatch(doer["owner"]) or _CAPITALS.fullmatch(doer["owner"] + " "))
        and not _starts_with_task(said)
    ):
        return dated(ActionFound(place.line, as_sentence(doer["task"]), office_of(doer["owner"], place)))
    return _owned(place, as_sentence(said), _last_sentence(above))


def _owned(place: Paragraph, title: str, before: str) -> ActionFound:
    """Return an action without an owner; of one that "she" is to do, with the office that it may be or a question."""
    who = behind_first(title, before, place)
    action = dated(ActionFound(place.line, title))
    if who is None:
        return action
    return replace(action, perhaps_owner=who) if who.office else replace(action, owner=who.question)


def _starts_with_task(said: str) -> bool:
    return re.match(rf"(?:to )?(?:{DO}|add|thank|consider|note|agree|request)\b", said, re.I) is not None


def dated(action: ActionFound) -> ActionFound:
    """Return an action with what its title says of when, and whether it recurs."""
    when = _WHEN.search(action.title)
    return replace(
        action,
        due=day_after_by(action.title),
        when=when[0] if when else None,
        duty=duty_in(action.title),
    )


def _last_sentence(text: str, from_end: int = 1) -> str:
    sentences = sentences_of(text)
    return as_sentence(sentences[-from_end]) if len(sentences) >= from_end else ""


def as_sentence(text: str) -> str:
    """Return some words with a capital at their beginning, and no mark at their end."""
    text = text.strip(" .;,")
    return text[:1].upper() + text[1:]


def is_marked(paragraph: Paragraph) -> bool:
    """Whether a paragraph marks an action."""
    return _MARK.search(paragraph.text) is not None


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
    duty = duty_in(text)
    own = own_verb(text)
    receives_again = duty is not None and own == "received" and re.search(r"\breceives?\b", text) is not None
    is_decided_only = own not in (None, "requested", "agreed") and not receives_again
    if (
        is_decided_only
        or verb == "noted"
        or _IS_FORMAL.search(text)
        or not (_IS_TASK.search(text) or _HAS_DOER.search(text) or duty)
    ):
        return None
    asked = whom_it_asks(text) or _doer(text)
    owner = Told(asked, line) if asked else None
    return dated(ActionFound(line, as_sentence(re.sub(r"^that\s+", "", text.strip(), flags=re.I)), owner))


def _doer(text: str) -> str | None:
    """Return who is to do what a limb says: "the Chair" of "that the Chair progresses …"."""
    match = _HAS_DOER.match(text) or re.match(
        rf"\W*(?:That )?(?P<who>[^.;:]{{2,100}}?) (?:will|shall|to|should) (?:{DO})\b", text
    )
    who = re.sub(r"^(?:that )?(?:the )?", "", match["who"].strip(), flags=re.I) if match else ""
    if _THE_MEETING.fullmatch(who):
        return None  # that the meeting wants it does not say who sees to it
    is_office = who and re.search(rf"\b{ROLE}\b", who, re.I) and not re.search(r"\bbe\b", who)
    return who if is_office else None
