"""What may be a promise in the discussion: each apart, with who made it where the minutes say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker_site.draft.findings import ActionFound, Answer, Behind, Told
from tracker_site.draft.owners import ROLE, behind, has_pronoun, office_in
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.tasks import DO, as_sentence, dated, is_marked, sentences_of
from tracker_site.draft.triggers import BODY

_UNDERTOOK = r"(?:agreed|undertook|undertaken|offered|promised|committed|pledged)"
_PROMISE = re.compile(
    rf"\b(?:{_UNDERTOOK} to \w+|(?:confirmed|said) (?:that )?(?:he|she|they) would \w+)"
    r"|(?:(?<=\band )|\b(?:he|she|they|officers|director|member|chair|manager|services?|team|"
    r"council) )(?:would|will) (?:also )?(?:be )?(?:bring|circulate|provide|share|submit|"
    r"report back|come back|look into|ask|seek|make|arrange|ensure|send|check|follow up|"
    r"write|take (?:this|it|that)|consider)"
    r"|\b(?:would|will) (?:also )?(?:be )?(?:made available|circulated|provided|shared|"
    r"brought|reported back|come back|arranged|sent|ask that|ensure that|submitted|"
    r"developed|published)\b"
    r"|\b(?:have been|has been|are|is) (?:scheduled|planned|to be (?:developed|provided|"
    r"brought|shared|arranged))\b|\bdevelopment of an? [^.]{3,60} will\b",
    re.I,
)
_PASSIVE = re.compile(r"(?:would|will|have been|has been|are|is) (?!.*\bthat$)", re.I)
_JOINT = re.compile(r".*(?:; (?:and |but )?|, (?:and |but )|,? (?:and|but) )(?P<subject>[^,;]{0,60})$", re.S)
_SAME_SUBJECT = re.compile(r"(?:(?:that|also|then|he|she|they) ?)*$", re.I)
_AND_TO = re.compile(rf"(?:,? and|,) (?=to (?:{DO}) (?!with\b|after\b|it\b|this\b|that\b|them\b))")
_WHO = (
    r"(?P<who>(?:[Tt]he |[Aa]n? )?(?:[A-Z][\w’'-]*,? (?:(?:and|of|for|the|&) ){0,2}){0,8}[A-Z][\w’'-]*|"
    rf"(?i:{BODY}))"
)
_BY_OFFICE = re.compile(
    rf"\b{_WHO},? (?:who )?(?:also |then |further |has |have |had )?"
    rf"(?:{_UNDERTOOK} to\b|(?:will|would|shall)\b(?! (?:also )?be (?!\w+ing\b)))"
)
_ANYBODY = re.compile(
    r"(?:(?:board|committee|panel|scrutiny) )?(?:members?|officers|meeting|all)|(?:councillors?|cllrs?)\b.*",
    re.I | re.S,
)
"""Who is one of many, or named without an office that could be held to it."""
_HOLDER = re.compile(rf"\b(?:{ROLE}|{BODY})\b", re.I)
_PROMISED_BY = re.compile(
    rf"(?P<who>[Tt]he (?:[A-Z][\w’'-]*,? (?:and |of |for |the |& )*)*[A-Z][\w’'-]*|{BODY}) "
    rf"(?:agreed|undertook|offered|promised|committed|pledged) to (?P<task>(?:{DO})\b[^;]*?)\.?",
    re.S,
)


def promises(paragraphs: Sequence[Paragraph]) -> Iterator[ActionFound]:
    """Yield each thing that may have been promised in the discussion; of two in one sentence each apart."""
    before = ""
    for each in paragraphs:
        for sentence in sentences_of(each.text):
            if not is_marked(each) and _PROMISE.search(sentence):
                yield from _promises_in(each, sentence, before)
            before = sentence


def _promises_in(place: Paragraph, sentence: str, before: str) -> Iterator[ActionFound]:
    owner: Answer | None = None
    perhaps: Behind | None = None
    is_undertaken = False
    for start, end in _clauses(sentence):
        clause = re.sub(r"[\s,;]+(?:and|but)?\s*$", "", sentence[start:end])
        found = _PROMISE.search(clause)
        by = _by_office(clause, place)
        promised_at = start + found.end() if found else end
        if by or not start or has_pronoun(sentence[start:promised_at]):
            # Else it is whose the first is.
            perhaps = None if by else behind(sentence, promised_at, before, place)
            owner, is_undertaken = by, by is not None
        whole = dated(
            ActionFound(
                place.line,
                as_sentence(re.sub(r"^to ", "", clause)),
                owner or (perhaps.question if perhaps and not perhaps.office else None),
                perhaps_owner=perhaps if perhaps and perhaps.office else None,
                is_undertaken=is_undertaken,
                subject=_subject(clause, found),
            )
        )
        simple = _PROMISED_BY.fullmatch(clause.strip())
        yield replace(whole, title=as_sentence(simple["task"])) if simple else whole


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where each promise of a sentence stands, with what leads to it."""
    found = list(_PROMISE.finditer(sentence))
    cuts = [cut for one, other in pairwise(found) if (cut := _cut(sentence, one, other.start()))]
    cuts += [match.end() for match in _AND_TO.finditer(sentence, found[0].end())] if found else []
    bounds = [0, *sorted(set(cuts)), len(sentence)]
    yield from pairwise(bounds)


def _cut(sentence: str, one: re.Match[str], end: int) -> int | None:
    """Return where what joins two promises ends; nothing where the second only says what the first is."""
    joint = _JOINT.match(sentence, one.end(), end)
    if joint is None:
        return None
    subject = joint["subject"]
    is_own = (
        subject.startswith("that ")
        or _SAME_SUBJECT.fullmatch(subject)
        or " that" not in sentence[one.start() : end]
    )
    return joint.start("subject") if is_own else None


def _by_office(clause: str, place: Paragraph) -> Told | None:
    """Return the office or body that a clause names as undertaking it."""
    for match in _BY_OFFICE.finditer(clause):
        who = re.sub(r"^(?:the|an?) ", "", match["who"], flags=re.I)
        office = office_in(who)
        if office or (_HOLDER.search(who) and not _ANYBODY.fullmatch(who)):
            return Told(office or who, place.line)
    return None


def _subject(clause: str, found: re.Match[str] | None) -> str:
    """Return the words that say what is to be done, without those that lead to it."""
    if found is None:
        return clause
    if found[0].lower().startswith("development"):
        return clause[found.start() :]
    if _PASSIVE.match(found[0]):
        led = re.split(r"[,;:]|\bthat\b|\bwhich\b", clause[: found.start()])[-1]
        return f"{led} {clause[found.end() :]}"
    return f"{found[0].split()[-1]} {clause[found.end() :]}"
