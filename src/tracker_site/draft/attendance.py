"""The entries of a list of people, one by one: who may be named in public, and who is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.draft.contacts import STRUCK
from tracker_site.draft.findings import PersonFound
from tracker_site.draft.offices import (
    MEMBER,
    capacity_of,
    holds_office,
    is_co_opted,
    is_office_alone,
    is_office_whole,
    is_private,
)
from tracker_site.draft.paragraphs import Paragraph

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:erend)?|Revd|Canon|Father|Fr|Sir|Dame|Lord(?! Mayor)|Lady|HHJ)"
    r"\b\.?"
)
_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:de|la|le|van|von|der|al|bin|ap|ferch|Mc|Mac) )*[A-Z][\w.’'-]*){0,4}"
_OF_MEMBER = re.compile(
    rf"(?P<title>The (?:Right Worshipful )?(?:Lord )?Mayor|(?:Lord )?Mayor|{MEMBER})\b[ :]*(?P<name>{_NAME})?"
)
_PRESIDES = (
    r"(?:The )?(?:Right Worshipful )?(?:(?:Deputy )?Lord Mayor|(?:Deputy )?Mayor|Chair(?:man|person)?|Leader)"
)
_STARTS_PERSON = re.compile(rf"(?:{MEMBER}|{_TITLE})\s|{_NAME}\s*\(|{re.escape(STRUCK)}")
_PERSON = re.compile(rf"(?:{_TITLE} )?{_NAME}")
_BARE_NAME = re.compile(r"[A-Z][\w’'-]+\.?(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}|[A-Z]\.? [A-Z][\w’'-]+")
_HEADED = re.compile(rf"(?P<role>[A-Z][^:]{{2,60}}):\s*(?P<name>(?:{_TITLE} )?{_NAME})")
_AND = re.compile(r"\s+(?:and|&|a(?=\s+[A-Z]))\s+")
_SUBJECT = re.compile(
    r"\b(?:Child\w*|Famil\w+|Young|Youth|People|Educat\w+|School\w*|Skill\w*|Social|Care|Health|Service\w*|Learning|"
    r"Inclusion|Safeguarding|Quality|Performance|Housing|Communit\w+|Finance|Early|Help|Adult\w*|Resources|Strategy|"
    r"Commissioning|Partnership\w*|Improvement|Protection|Corporate|Parenting|Council|Board|Committee|Trust|Team|Law|"
    r"Governance|Democra\w+|Prevention|Practice|Intervention|Support|Development|Public|Well-?being|SEND|Policy|Planning|"
    r"Business|Operations|Assurance|Customer|Digital|Data|Legal|Human|Culture|Leisure|Environment|Place|Growth|Economy|"
    r"Regeneration|Transport|Transformation|Change|Virtual|Worker|Parent|Work|Offending|Justice|Authority|Department|"
    r"Inspector\w*|Looked|After|Disab\w+|Placements|Permanence|Fostering|Adoption|Front|Door|Hub|MASH|Programme|Centre|"
    r"Standards|Reviewing|Audit|Risk|Monitoring|Information|Communications|Engagement|Contracts|Assets|City|County|"
    r"Borough|District|Foster|Carer|Recruitment|Interim|Acting|Executive|Chief|Deputy|Assistant|Principal|Senior|Strategic|North|South|East|West)\b"
)
_TAIL = re.compile(
    r"(?:\b(?:of|for) [A-Z][\w’'-]*|\b(?:Director|Manager|Officer|Solicitor|Adviser|Advisor|Lead|Clerk|Executive|"
    r"Inspector|Commissioner|Secretary|Head|Chair(?:man|person)?)) "
    r"(?:[A-Z][\w’'-]* )*?(?P<last>[A-Z][\w.’'-]* [A-Z][\w’'-]*)$"
)
"""Two last words of an office that may be the name of whoever stood on the next line."""
_REACHED = re.compile(rf"\s*\((?:[^()\w]|(?:tel|e-?mail|phone|mobile)\b)*{re.escape(STRUCK)}[^()\w]*\)", re.I)
"""How somebody is reached, in brackets behind the name."""
_PLURALS = {
    "Councillors": "Councillor",
    "Cllrs": "Cllr",
    "Cllrs.": "Cllr",
    "Aldermen": "Alderman",
    "Y Cynghorwyr": "Y Cynghorydd",
    "Cynghorwyr": "Cynghorydd",
}
_NOBODY = re.compile(r"(?:none|nil|dim|there were no|no apologies|venue|date|time|contact|\d)\b", re.I)
_WHOLE = re.compile(
    rf"(?P<name>[^,(–;]{{2,80}}?)\s*(?:,\s*|\s[–-]\s|\((?=[^)]*\)$))(?P<role>[^;{re.escape(STRUCK)}]+)$"
)


def people_in(place: Paragraph, text: str) -> Iterator[PersonFound]:
    """Yield those whom a text names, entry by entry; of those who are left out, only the note that gives the line."""
    if place.cells and len(place.cells) == 2 and text == place.text:
        yield _person(place, place.cells[0], place.cells[1])
        return
    title = ""
    for entry in _entries(_REACHED.sub("", text).strip(" .")):
        named = re.match(rf"{MEMBER}\b", entry)
        if named and named[0] in _PLURALS:
            title = _PLURALS[named[0]]
            entry = f"{title} {entry[named.end() :].strip(' :')}"
        elif title and _may_be_member(entry):
            entry = f"{title} {entry}"
        elif title and re.fullmatch(rf"{_TITLE} {_NAME}", entry):
            yield _left_out(place, "whether somebody is a councillor")
            continue
        elif named:
            title = ""
        yield from _one(place, entry)


def _entries(text: str) -> Iterator[str]:
    """Yield the entries of a list: what is between semicolons, and before each further person."""
    for part in text.split(";"):
        pieces = _pieces(part)
        entry = ""
        is_list = re.match(rf"(?:{'|'.join(map(re.escape, _PLURALS))})\b", part.strip()) is not None
        for piece in pieces if not is_list else _single(pieces):
            if re.fullmatch(_PRESIDES, entry) and re.match(rf"{MEMBER} ", piece):
                yield f"{piece}, {entry}"
                entry = ""
            elif entry and _is_further(piece, entry, is_list):
                yield entry
                entry = piece
            else:
                entry = f"{entry}, {piece}" if entry else piece
        if entry:
            yield entry


def _pieces(text: str) -> list[str]:
    """Return what stands between the commas of a text, and between "and" and a further person; none in brackets."""
    hidden = re.sub(r"\([^)]*\)?", lambda found: found[0].replace(",", "\0").replace(" and ", " \1 "), text)
    cut = [piece for part in re.split(r"\s*,\s*(?:and\s+)?", hidden) for piece in _before_and_after_and(part)]
    shown = (piece.replace("\0", ",").replace("\1", "and").strip(" .") for piece in cut)
    return [piece for piece in shown if piece]


def _single(pieces: list[str]) -> Iterator[str]:
    """Yield the pieces of a list of members, of which each "and" stands between two."""
    for piece in pieces:
        if "(" in piece or holds_office(piece):
            yield piece
        else:
            yield from _AND.split(piece)


def _before_and_after_and(text: str) -> list[str]:
    """Return a text cut at each "and" behind which a further person stands, and not more of an office."""
    joints = [joint for joint in _AND.finditer(text) if _starts_another(text[joint.end() :])]
    bounds = [(joint.start(), joint.end()) for joint in joints]
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _starts_another(text: str) -> bool:
    name = _AND.split(text, maxsplit=1)[0].strip()
    is_bare = _BARE_NAME.fullmatch(name) is not None and not _SUBJECT.search(name)
    return is_bare or _STARTS_PERSON.match(text) is not None


def _is_further(piece: str, before: str, in_list: bool) -> bool:
    """Whether a piece of a list starts with a further person, and is no more of the office of the one before."""
    if _STARTS_PERSON.match(piece):
        return True
    if is_private(piece):
        return False
    if piece[:1].isdigit() or (holds_office(piece) and is_office_whole(before)):
        return True
    if holds_office(piece) or not piece[:1].isupper():
        return False
    if in_list and (before.endswith(")") or not holds_office(before)):
        return True
    return _BARE_NAME.fullmatch(piece) is not None and not _SUBJECT.search(piece)


def _may_be_member(entry: str) -> bool:
    """Whether an entry below "Councillors" may be one: a bare name, with no title of its own."""
    name = entry.partition("(")[0].strip()
    is_name = re.fullmatch(_NAME, name) is not None
    return is_name and not re.match(_TITLE, name) and not is_office_alone(name)


def _one(place: Paragraph, entry: str) -> Iterator[PersonFound]:
    if _NOBODY.match(entry):
        return
    if chaired := re.match(r"(?P<name>[^,(]{3,60}?),? in the (?P<role>Chair)\b", entry):
        yield _person(place, chaired["name"], chaired["role"])
    elif (headed := _HEADED.fullmatch(entry)) and holds_office(headed["role"]):
        yield _person(place, headed["name"], headed["role"])
    elif member := _OF_MEMBER.match(entry):
        yield from _member(place, member, entry[member.end() :])
    elif whole := _WHOLE.fullmatch(entry):
        yield _person(place, whole["name"], whole["role"].strip(" )"))
    else:
        yield _person(place, entry, "")


def _member(place: Paragraph, named: re.Match[str], rest: str) -> Iterator[PersonFound]:
    """Yield an elected member, with what stands behind the name where that is a role and nobody else."""
    rest = re.sub(r"^\s*\(([^)]*)\)?", r"\1", rest).strip(" ,.–-")
    rest = "" if re.match(r"(?:as )?(?:a )?substitut|for (?:Councillor|Cllr)", rest, re.I) else rest
    is_clear = not rest or not _names_another(rest)
    role = rest if is_clear else ""
    capacity = capacity_of(role) if role and capacity_of(role) == "executive" else "member"
    name = re.sub(r"\s+", " ", named[0].replace(":", " ")).strip()
    if re.fullmatch(MEMBER, name):
        yield _left_out(place, "what is printed there")
        return
    yield PersonFound(place.line, name, role or None, capacity)
    if not is_clear:
        yield _left_out(place, "what stands behind a member's name")


def _person(place: Paragraph, name: str, role: str) -> PersonFound:
    """Return somebody who is no elected member: with a name only where a public office is printed with it."""
    name, role = name.strip(" :"), role.strip(" .;")
    if (member := _OF_MEMBER.fullmatch(name)) and member["name"]:
        return next(_member(place, member, role))
    if holds_office(name) and not holds_office(role):
        name, role = role, name  # "Chief Executive – Geoff Brown"
    if is_co_opted(role):
        note = f"A name on line {place.line} of the minutes is left out: a co-opted member is not elected."
        return PersonFound(place.line, None, "Co-opted member", "member", note)
    if not role and re.fullmatch(rf"(?:The )?{_NAME}", name) and holds_office(name):
        if _names_another(name):
            return _left_out(place, "what is printed there")
        return PersonFound(place.line, None, name, capacity_of(name))
    if not holds_office(role):
        note = f"A name on line {place.line} of the minutes is left out: the minutes show no public office for it."
        return PersonFound(place.line, None, None, None, note)
    if (name and not _PERSON.fullmatch(name)) or _names_another(role):
        return _left_out(place, "what is printed there")
    return PersonFound(place.line, name or None, role, capacity_of(role))


def _names_another(text: str) -> bool:
    """Whether what should be an office names a person, or starts another list."""
    tail = _TAIL.search(text)
    return (
        ":" in text
        or STRUCK in text
        or re.search(rf"\b{_TITLE} [A-Z]", text) is not None
        or (tail is not None and not _SUBJECT.search(tail["last"]) and not is_office_alone(tail["last"]))
    )


def _left_out(place: Paragraph, what: str) -> PersonFound:
    note = (
        f"TODO Somebody may be missing here: {what}, on line {place.line} of the minutes, is not plain. Add whoever is "
        "an elected member or holds a public office, and nobody else; then delete this note."
    )
    return PersonFound(place.line, None, None, None, note)
