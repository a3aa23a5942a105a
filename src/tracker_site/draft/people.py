"""Who was there, and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker_site.draft.attendance import people_in
from tracker_site.draft.findings import PersonFound
from tracker_site.draft.offices import MEMBER, capacity_of, is_office_alone
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.shape import is_about_people, is_closing
from tracker_site.draft.triggers import is_trigger

_LABEL = re.compile(
    r"^\W*(?P<label>(?:(?:the )?following (?:\w+ ){1,3}(?:were|was) )?(?:also |members |"
    r"councillors |officers |elected |those |others? |cabinet |yn |hefyd yn )*"
    r"(?:present|in attendance|attendance|attending|attended|"
    r"apologies(?: for absence)?(?: (?:were|was) (?:received|submitted|"
    r"reported))?(?: (?:from|on behalf of))?"
    r"|absent|substitutes?|officers|members|bresennol|ymddiheuriadau|chair|"
    r"sederunt|witnesses|guests?|visitors|observers?|invitees|speakers|members of the public|public|"
    r"parents(?: and carers)?|carers|young people|representatives|others|external|co-?opted members|co-?optees)"
    r"(?: for this item| by invitation| present| in attendance)?)\s*(?:[:–-]+|$|(?=\s(?:Councillor|Cllr|"
    r"M[rs]s?|Miss|Dr)\b))\s*(?P<rest>.*)$",
    re.I | re.S,
)
_WITHIN = re.compile(
    r"(?<=[\w).;,\]])(?<!Officers)(?<!Members)(?<!Also)(?<!Others)(?<!Elected)(?<!Young)(?<!opted)(?<! the)"
    r"\s+(?=(?:(?:Also|Officers|Members|Others|Elected|Young|Co-?opted|Members of the) )*"
    r"(?:[Pp]resent|[Ii]n [Aa]ttendance|[Aa]pologies(?: for absence)?|Absent|Substitutes|Officers|Members|"
    r"Witness(?:es)?|Guests?|Visitors?|Observers?|Invitees|Speakers|[Pp]ublic|Parents(?: and carers)?|Carers|[Pp]eople|"
    r"Representatives|Others|External|[Mm]embers|[Cc]o-?optees)\s*:)"
)
"""Where another list starts within the text of one: "Officers: … Witnesses: …"."""
_APOLOGIES = re.compile(r"apolog|absent|ymddiheur", re.I)
_SKIPPED = re.compile(r"(?:none|nil|dim|there were no|no apologies|venue|date|time|contact|\d)\b", re.I)
_WHO_CAME = re.compile(r"following (?:\w+ ){0,3}(?:were|was) (?:also )?(?:in attendance|present)", re.I)


@dataclass(frozen=True, slots=True)
class People:
    """Who was found, and which paragraphs name them."""

    present: tuple[PersonFound, ...]
    apologies: tuple[PersonFound, ...]
    used: frozenset[int]


def find_people(paragraphs: Sequence[Paragraph], is_head: bool) -> People:
    """Return the people whom lists of attendance name; within an item only lists that are announced as such count."""
    present: list[PersonFound] = []
    apologies: list[PersonFound] = []
    used: set[int] = set()
    into: list[PersonFound] | None = None
    for n, each in _lists_apart(paragraphs, is_head):
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
        if rest:
            into += people_in(each, rest)
    return People(tuple(present), tuple(apologies), frozenset(used))


def _lists_apart(paragraphs: Sequence[Paragraph], is_head: bool) -> Iterator[tuple[int, Paragraph]]:
    """Yield the paragraphs with their numbers, one that holds several lists as one of each."""
    for n, each in enumerate(paragraphs):
        is_list = not each.cells and (is_head or _starts_list(each, is_head) is not None)
        for text in _WITHIN.split(each.text) if is_list else (each.text,):
            yield n, replace(each, text=text)


_SPOKE = r"(?:presented|introduced|gave|outlined|attended|submitted)\b"
_EXECUTIVE_SPOKE = re.compile(
    rf"(?P<name>{MEMBER} [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), "
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
    rf"(?P<member>{MEMBER} [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)|(?P<role>Chief Executive|"
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
        if place and capacity_of(match["role"]) == "officer":
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
        return len(each.text) > 400 or (each.is_heading and not is_office_alone(each.text))
    return not each.style or (above.style != each.style and bool(above.style))
