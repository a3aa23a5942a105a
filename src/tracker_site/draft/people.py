"""Who was there, and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker_site.draft.findings import PersonFound
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.shape import is_about_people, is_closing
from tracker_site.draft.triggers import is_trigger

_MEMBER = (
    r"(?:Councillors?|Cllrs?\.?|Alderm[ae]n|Baillie|Bailie|Provost|Y Cynghor(?:ydd|wyr)|Cynghor(?:ydd|wyr))"
)
_OFFICE = re.compile(
    r"\b(?:director|head of|officers?|manager|chief|deputy|principal|solicitor|clerk|"
    r"executive|cabinet member|portfolio|leader"
    r"|chair(?:man|person)?|vice|convener|adviser|advisor|lead|commissioner|co-?ordinator|"
    r"mayor|provost|secretary|representative"
    r"|co-?opted|co-?optee|governor|inspector|pennaeth|cyfarwyddwr|swyddog|cadeirydd)\b",
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
_LABEL = re.compile(
    r"^\W*(?P<label>(?:(?:the )?following (?:\w+ ){1,3}(?:were|was) )?(?:also |members |"
    r"councillors |officers |elected |those |others? |cabinet |yn |hefyd yn )*"
    r"(?:present|in attendance|attendance|attending|attended|"
    r"apologies(?: for absence)?(?: (?:were|was) (?:received|submitted|"
    r"reported))?(?: (?:from|on behalf of))?"
    r"|absent|substitutes?|officers|members|bresennol|ymddiheuriadau|chair|"
    r"sederunt)(?: for this item| by invitation)?)\s*(?:[:–-]+|$|(?=\s(?:Councillor|Cllr|"
    r"M[rs]s?|Miss|Dr)\b))\s*(?P<rest>.*)$",
    re.I | re.S,
)
_APOLOGIES = re.compile(r"apolog|absent|ymddiheur", re.I)
_SKIPPED = re.compile(r"(?:none|nil|dim|there were no|no apologies|venue|date|time|contact|\d)\b", re.I)
_WHO_CAME = re.compile(r"following (?:\w+ ){0,3}(?:were|was) (?:also )?(?:in attendance|present)", re.I)


@dataclass(frozen=True, slots=True)
class People:
    """Who was found, and which paragraphs name them."""

    present: tuple[PersonFound, ...]
    apologies: tuple[PersonFound, ...]
    unclear: tuple[Paragraph, ...]
    used: frozenset[int]


def find_people(paragraphs: Sequence[Paragraph], is_head: bool) -> People:
    """Return the people whom lists of attendance name; within an item only lists that are announced as such count."""
    present: list[PersonFound] = []
    apologies: list[PersonFound] = []
    unclear: list[Paragraph] = []
    used: set[int] = set()
    into: list[PersonFound] | None = None
    for n, each in enumerate(paragraphs):
        starts = _starts_list(each, is_head)
        if each.cells and all(
            re.fullmatch(r"(?:name|role|post|position|item|no\.?|title|organisation|party)?", cell, re.I)
            for cell in each.cells
        ):
            continue
        if starts is None and (into is None or _ends_list(each, paragraphs[n - 1], is_head)):
            into = None
            continue
        into = into if starts is None else apologies if _APOLOGIES.search(starts[0]) else present
        assert into is not None
        used.add(n)
        rest = each.text if starts is None else starts[1]
        if _is_unclear(rest):
            unclear.append(each)
        elif rest:
            into += _people_in(each, rest)
    return People(tuple(present), tuple(apologies), tuple(unclear), frozenset(used))


_SPOKE = r"(?:presented|introduced|gave|outlined|attended|submitted)\b"
_EXECUTIVE_SPOKE = re.compile(
    rf"(?P<name>{_MEMBER} [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), "
    rf"(?P<role>(?:Cabinet|Executive|Lead) (?:Lead )?Member (?:for|with) [A-Z].{{3,120}}?), {_SPOKE}"
)
_OFFICER_SPOKE = re.compile(
    r"^The (?P<role>(?:[A-Z][\w’']+,? (?:and )?){0,5}(?:Director|Head|Manager|Officer)"
    rf"(?: (?:of|for) [A-Z][\w’']+(?:,? (?:and )?[A-Z][\w’']+)*)?) (?:then )?{_SPOKE}"
)
_SAID = (
    r"(?:reported|advised|said|explained|confirmed|stated|informed|"
    r"acknowledged|told|replied|responded|assured)\b"
)
_SHORT = re.compile(
    r"\b(?P<role>[A-Z][\w’']+(?:,? (?:and |of |for |the |& )*[A-Z][\w’']+){1,8}) \((?P<short>[A-Z]{2,5})\)"
)
_CHAIR_SPOKE = re.compile(
    rf"\b[Tt]he (?P<role>Chair(?:man|person)?) (?:\w+ly |then |also )?(?:{_SAID}|thanked|welcomed|concluded|"
    rf"summari[sz]ed|asked|invited|reminded|opened|closed)|\b(?:question|query|request)s? from the Chair\b"
)
_LEFT = re.compile(r"^.{3,160}? (?:left|joined|entered) the meeting\b")
_WHO_LEFT = re.compile(
    rf"(?P<member>{_MEMBER} [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)|(?P<role>Chief Executive|"
    rf"Director of [A-Z][\w’' ]+?),? (?P<name>[A-Z]\w+ [A-Z]\w+)"
)


def people_who_spoke(paragraphs: Sequence[Paragraph]) -> Iterator[PersonFound]:
    """Yield those of whom the minutes say elsewhere that they were there: who presented a report, or left."""
    for each in paragraphs:
        for match in _EXECUTIVE_SPOKE.finditer(each.text):
            yield PersonFound(each.line, match["name"], match["role"], "executive")
        if match_ := _OFFICER_SPOKE.match(each.text):
            yield PersonFound(each.line, None, match_["role"], "officer")
        if left := _LEFT.match(each.text):
            for who in _WHO_LEFT.finditer(left[0]):
                yield PersonFound(
                    each.line, who["member"] or who["name"], who["role"], None if who["member"] else "officer"
                )
    yield from _in_short(paragraphs)


def chair_who_spoke(paragraphs: Sequence[Paragraph], present: Sequence[PersonFound]) -> Iterator[PersonFound]:
    """Yield the chair, where the minutes say that the chair spoke, and name no members who were there."""
    if any(person.capacity == "member" or "chair" in (person.role or "").casefold() for person in present):
        return
    for each in paragraphs:
        if match := _CHAIR_SPOKE.search(each.text):
            yield PersonFound(each.line, None, match["role"] or "Chair", "member")
            return


def _in_short(paragraphs: Sequence[Paragraph]) -> Iterator[PersonFound]:
    """Yield who spoke under letters that the minutes explain: "Director of Children's Services (DCS)"."""
    text = "\n".join(each.text for each in paragraphs)
    for match in _SHORT.finditer(text):
        spoke = re.compile(rf"\b{match['short']} (?:\w+ly |then |also )?{_SAID}")
        place = next((each for each in paragraphs if spoke.search(each.text)), None)
        if place and _OFFICER.search(match["role"]):
            yield PersonFound(place.line, None, match["role"], "officer")


def _starts_list(each: Paragraph, is_head: bool) -> tuple[str, str] | None:
    if (
        not is_head
        and not _WHO_CAME.search(each.text)
        and not re.match(r"(?:also )?(?:in attendance|present)\s*:", each.text, re.I)
    ):
        return None
    if _WHO_CAME.search(each.text):
        return "present", each.text.partition(":")[2].strip()
    match = _LABEL.match(" ".join(each.cells) if each.cells else each.text)
    if not match or not (is_about_people(each) or match["rest"] or each.text.endswith(":")):
        return None
    return match["label"], match["rest"]


def _ends_list(each: Paragraph, above: Paragraph, is_head: bool) -> bool:
    if is_trigger(each) or is_closing(each) or _SKIPPED.match(each.text):
        return True
    if is_head:
        return len(each.text) > 400 or (each.is_heading and not _OFFICE.search(each.text))
    return not each.style or (above.style != each.style and bool(above.style))


def _is_unclear(text: str) -> bool:
    """Whether one line names several people with offices, with nothing certain between them."""
    without = re.sub(r"\([^)]*\)", "", text)
    return (
        not re.match(_MEMBER, text)
        and ";" not in text
        and len(_OFFICE.findall(without)) > 1
        and without.count(",") > 2
    )


def _people_in(place: Paragraph, text: str) -> Iterator[PersonFound]:
    if place.cells and len(place.cells) == 2 and text == place.text:
        yield _person(place, place.cells[0], place.cells[1])
        return
    text = text.strip(" .")
    plural = re.match(rf"(?:{_MEMBER}\s*:?\s+)", text)
    is_list = plural and re.match(r"Councillors|Cllrs|Aldermen|Y Cynghorwyr|Cynghorwyr", text)
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > 1 and not (is_list and not any(re.match(_MEMBER, part) for part in parts[1:])):
        for one in parts:
            yield from _people_in(place, one)
    elif is_list or (plural and text.count("Councillor") + text.count("Cllr") > 1):
        yield from _members(place, text)
    elif text and not _SKIPPED.match(text):
        yield _one(place, text)


def _members(place: Paragraph, text: str) -> Iterator[PersonFound]:
    """Yield the members of a list: "Councillors A Smith (Chair), B Jones and C Brown"."""
    title = "Councillor"
    protected = re.sub(r"\([^)]*\)", lambda match: match[0].replace(",", "\0").replace(" and ", "\1"), text)
    for one in re.split(r"\s*[,;]\s*(?:and )?|\s+and\s+|\s+a\s+(?=[A-Z])", protected):
        named = re.match(rf"{_MEMBER}\s*:?\s*", one)
        if named:
            title = {
                "Councillors": "Councillor",
                "Cllrs": "Cllr",
                "Cllrs.": "Cllr",
                "Aldermen": "Alderman",
                "Y Cynghorwyr": "Y Cynghorydd",
                "Cynghorwyr": "Cynghorydd",
            }.get(named[0].strip(" :"), named[0].strip(" :"))
            one = one[named.end() :]
        one = one.replace("\0", ",").replace("\1", " and ").strip(" .")
        name, _, role = one.partition("(")
        if name.strip() and name[0].isupper():
            yield PersonFound(place.line, f"{title} {name.strip()}", role.strip(" )") or None, "member")


def _one(place: Paragraph, text: str) -> PersonFound:
    if chaired := re.match(r"(?P<name>[^,(]{3,60}?),? in the (?P<role>Chair)\b", text):
        return _person(place, chaired["name"], chaired["role"])
    match = re.match(r"(?P<name>[^,(–]{2,80}?)\s*(?:,\s*|\s[–-]\s|\((?=[^)]*\)?$))(?P<role>.+)$", text)
    return _person(place, match["name"], match["role"].strip(" )")) if match else _person(place, text, "")


def _person(place: Paragraph, name: str, role: str) -> PersonFound:
    name, role = name.strip(" :"), role.strip(" .;")
    if _OFFICE.search(name) and not re.match(_MEMBER, name) and not _OFFICE.search(role):
        name, role = role, name  # "Chief Executive – Geoff Brown"
    is_member = re.match(rf"(?:The )?(?:Lord Mayor|Mayor|{_MEMBER})\b", name) is not None
    capacity = (
        "executive"
        if _EXECUTIVE.search(role)
        else "member"
        if is_member
        else "officer"
        if _OFFICER.search(role)
        else None
    )
    if is_member or _OFFICE.search(role):
        return PersonFound(place.line, name or None, role or None, capacity)
    if not role and _OFFICE.search(name):
        return PersonFound(place.line, None, name, "officer" if _OFFICER.search(name) else None)
    note = (
        f"A name on line {place.line} of the minutes is left out: the minutes show no public office for it."
    )
    return PersonFound(place.line, None, role or None, None, note)
