"""Which words are an office of a council or another public body, and which are a private person's."""

from __future__ import annotations

import re

MEMBER = (
    r"(?:Councillors?|Cllrs?\.?|Alderm[ae]n|Baillie|Bailie|Provost|Y Cynghor(?:ydd|wyr)|Cynghor(?:ydd|wyr))"
)
"""What an elected member is called before the name."""

_OFFICE = re.compile(
    r"\b(?:director|head of|officers?|manager|chief|deputy|principal|solicitor|clerk|"
    r"executive|cabinet member|portfolio|leader"
    r"|chair(?:man|person)?|vice|convener|adviser|advisor|lead|commissioner|co-?ordinator|"
    r"mayor|provost|secretary|co-?opted|co-?optee|inspector|pennaeth|cyfarwyddwr|swyddog|cadeirydd)\b",
    re.I,
)
_EXECUTIVE = re.compile(
    r"\b(?:executive (?:lead )?member|cabinet (?:lead )?member|portfolio holder|"
    r"lead member|leader of the council)\b",
    re.I,
)
_OFFICER = re.compile(
    r"\b(?:director|head of|officers?|manager|chief|solicitor|clerk|adviser|advisor|"
    r"principal|co-?ordinator)\b",
    re.I,
)
PRIVATE_WORDS = (
    r"(?:parents?|step-?parents?|carers?|mother|father|mum|dad|grand(?:parents?|mother|father)|adopters?|guardian|"
    r"relative|young person|care[- ]leavers?|care[- ]experienced|child|pupil|student|apprentice|resident|tenant|"
    r"members? of the public|public speaker|petitioner|witness(?:es)?|observer|volunteer|service user|"
    r"expert by experience|lived experience|youth parliament|self-advocate)"
)
"""What a person is called who is named in public by nobody's leave."""
_PRIVATE = re.compile(
    rf"\b(?:{PRIVATE_WORDS}|journalist|press|reporter|(?:trade )?union|branch|unison|gmb|unite|neu|nasuwt|naht|ascl|"
    r"campaign\w*|association|charity|ltd|limited|plc|llp|cic|governor|myp|guest)\b",
    re.I,
)
_NOUN = r"(?:Director|Head|Manager|Officer|Solicitor|Commissioner|Co-?ordinator|Advis[eo]r|Lead|Inspector)"
_SURELY_OFFICE = re.compile(
    rf"(?:(?:[A-Z][\w’'-]* )*{_NOUN} (?:of|for) .*|(?:[A-Z][\w’'&-]*,? (?:and |of |for )?)*{_NOUN})"
)


def holds_office(text: str) -> bool:
    """Whether a text is an office of a public body: "Fostering Manager", and not "foster carer"."""
    if not _OFFICE.search(text):
        return False
    is_private = _PRIVATE.search(text) is not None
    return not is_private or bool(_EXECUTIVE.search(text)) or is_office_whole(text)


def is_office_alone(text: str) -> bool:
    """Whether a text has a word of an office, so that it is no bare name."""
    return _OFFICE.search(text) is not None


def is_private(text: str) -> bool:
    """Whether a text has a word for somebody private, or for a body that is not public."""
    return _PRIVATE.search(text) is not None


def is_co_opted(text: str) -> bool:
    """Whether a text says that somebody is a co-opted member of a committee."""
    return re.search(r"\bco-?opted|co-?optee\b", text, re.I) is not None


def capacity_of(role: str) -> str | None:
    """Return `executive` or `officer`, where an office shows it."""
    if _EXECUTIVE.search(role):
        return "executive"
    return "officer" if _OFFICER.search(role) else None


def is_office_whole(text: str) -> bool:
    """Whether a text is the name of an office from end to end: "Head of Foster Carer Recruitment"."""
    return ":" not in text and _SURELY_OFFICE.fullmatch(text) is not None
