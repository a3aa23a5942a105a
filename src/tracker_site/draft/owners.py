"""Who is meant: offices that minutes name, and those that stand behind "he", "she" or "they"."""

from __future__ import annotations

import re

from tracker_site.draft.findings import Answer, Asked, Behind, Told, quote
from tracker_site.draft.paragraphs import Paragraph

ROLE = (
    r"(?:director|head|officers?|manager|chair(?:man|person)?|clerk|councillors?|cllr|"
    r"lead(?:er)?|democratic services"
    r"|scrutiny|all|members?|services?|team|executive|dcs|convener|secretary|solicitor|"
    r"commissioner|board|committee"
    r"|department|adviser|advisor|co-?ordinator|principal|partnership)"
)
_OFFICE = re.compile(r"\b(?:[A-Z][\w’'-]*,? (?:(?:and|&) |(?:of|for|with) (?:the )?)?)*[A-Z][\w’'-]*(?=\W|$)")
_HOLDS_OFFICE = re.compile(
    r"\b(?:Director|Head|Officer|Manager|Chair(?:man|person)?|Clerk|Leader|Cabinet Member|Executive Member|Lead Member|"
    r"Convener|Secretary|Solicitor|Commissioner|Adviser|Advisor|Co-?ordinator|Principal|Chief Executive)\b|"
    r"\b(?:DCS|CEO|DASS)\b"
)
_JOINED = re.compile(r",? and (?:the )?|, (?:the )?")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.I)
_SPEAKS_ANEW = re.compile(
    r"^\W*(?P<who>he|she|they) (?:to|will|would|shall|agreed|undertook|offered|promised)\b", re.I
)


def office_of(owner: str, place: Paragraph) -> Answer:
    """Return an owner; of a person who holds no office that is named, only the question whose office it is."""
    owner = re.sub(r"^the ", "", owner.strip(), flags=re.I)
    is_office = re.search(rf"\b{ROLE}\b", owner, re.I) or owner.isupper()
    if is_office:
        return Told(owner, place.line)
    return Asked(f"Whose office is it? The minutes give a name only ({quote(place)}).")


def behind(text: str, end: int, sentence_before: str, place: Paragraph) -> Behind | None:
    """Return who is behind the last "he", "she" or "they" before `end`, if one stands there.

    One single office in the same sentence before the word, or else in the sentence before, may be meant; of two
    nobody knows which.
    """
    words = list(_PRONOUN.finditer(text, 0, end))
    if not words:
        return None
    named = _offices(text[: words[-1].start()]) or _offices(sentence_before)
    where = quote(Paragraph(place.file, place.line, text))
    return Behind(words[-1][0].lower(), named[0] if len(named) == 1 else None, where)


def has_pronoun(text: str) -> bool:
    """Whether a text speaks of "he", "she" or "they"."""
    return _PRONOUN.search(text) is not None


def behind_first(text: str, sentence_before: str, place: Paragraph) -> Behind | None:
    """Return who is behind the word with which a text begins, if that is "he", "she" or "they"."""
    match = _SPEAKS_ANEW.match(text)
    return behind(text, match.end("who"), sentence_before, place) if match else None


def office_in(named: str) -> str | None:
    """Return the office in what may be a name and an office: "Cabinet Member" of "Cllr A Example, Cabinet Member"."""
    parts = named.split(", ")
    first = next((n for n, part in enumerate(parts) if _HOLDS_OFFICE.search(part)), None)
    return None if first is None else ", ".join(parts[first:])


def _offices(text: str) -> list[str]:
    """Return the offices of single persons that a text names, each once."""
    named: dict[str, None] = {}
    for match in _OFFICE.finditer(text):
        whole = match[0].strip(" ,")
        holders = [part for part in _JOINED.split(whole) if _HOLDS_OFFICE.search(part)]
        # "Director of Children and Families" is one office, "Director and Head of Service" are two.
        named |= dict.fromkeys(holders if len(holders) > 1 else [whole] * len(holders))
    offices = (office_in(re.sub(r"^(?:The|A|An) ", "", each)) for each in named)
    return list(dict.fromkeys(each for each in offices if each))
