"""The shape of minutes: what stands before the first item, and each item with its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.triggers import is_trigger

_AGENDA_ITEM = re.compile(
    r"agenda item(?: details)?|(?:decision|issue) details|eitem ar (?:yr )?(?:agenda|rhaglen)", re.I
)
_MINUTES = re.compile(r"(?:Minutes|Cofnodion|Minute Text):", re.I)
_DECISION = re.compile(r"(?:Decisions?|Penderfyniad(?:au)?):", re.I)
_DOCUMENTS = re.compile(
    r"(?:(?:supporting|additional|background|attached|related) (?:documents?|papers?)|"
    r"list of background papers"
    r"|documents attached|attachments|dogfennau (?:ychwanegol|ategol))\s*:?",
    re.I,
)
_PEOPLE = re.compile(
    r"(?:members? |councillors |also |officers |others? |elected members |"
    r"those )*(?:present|in attendance|attendance"
    r"|attending|absent|apolog(?:y|ies)|substitutes?|sederunt|yn bresennol|"
    r"hefyd yn bresennol|ymddiheuriadau)\b",
    re.I,
)
_END = re.compile(
    r"\(?(?:the )?(?:\w+ )?(?:meeting|proceedings|cyfarfod) (?:was |then )*(?:closed|"
    r"ended|concluded|finished|rose"
    r"|terminated|declared closed|adjourned|end(?:ed)? at)|"
    r"^\(?duration of (?:the )?meeting|daeth y cyfarfod i ben",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:signed|dated this)\b.{0,80}$|(?:chair(?:man|person)?|convener|cadeirydd|"
    r"dated?)\b[ :]*[._…\s]*(?:dated?[ :._…]*)?$",
    re.I,
)
_DECORATION = re.compile(
    r"\s*\(?(?:pdf|doc|docx) (?:icon|eicon) (?:PDF|DOC|DOCX)\s*[\d.]+ ?[KM]B\)?|\s*\bPDF [\d.]+ ?[KM]B\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"(?:public document pack|minutes|draft minutes|part (?:one|two|[ivab12])|present|"
    r"attendance|contents|action"
    r"|agenda(?: and minutes)?|no\.? item|items?|eitemau|rhif eitem|media|notes?|decision|end)\W*",
    re.I,
)
FORMAL = re.compile(
    r"apolog|declarations? of (?:\w+ )?(?:interest|member)|disclosures?\b|"
    r"declarations of members|substitut|welcome\b"
    r"|emergency (?:evacuation|procedure)|webcast|filming|sederunt|"
    r"date of (?:the )?next meeting|^next meeting|order of business"
    r"|ymddiheuriadau|dat(?:gan|ganiadau|gelu)|late items|urgent (?:business|items)|"
    r"any other business|exclusion of"
    r"|exempt information|public (?:question|participation|speaking)|roll call|prayers|"
    r"summons|reading of scripture",
    re.I,
)
"""Titles of items that belong to every meeting."""


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as it was cut out of the minutes."""

    title: Paragraph | None
    purpose: tuple[Paragraph, ...]
    """What the agenda printed of it: never what was said or decided."""
    body: tuple[Paragraph, ...]
    decision: tuple[Paragraph, ...]
    """What stands under "Decision:" beside the minutes of it."""
    documents: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of minutes."""

    head: tuple[Paragraph, ...]
    items: tuple[RawItem, ...]
    is_paper: bool
    """Whether it is a paper put to a meeting, and no minutes."""
    is_ended: bool
    """Whether it says that the meeting ended."""
    breaks_off: bool
    """Whether the text stops in the middle of a sentence."""


def shape_of(paragraphs: Sequence[Paragraph]) -> Shape:
    """Return the parts that the paragraphs of one file make up."""
    found = [each for each in paragraphs if not _is_decoration(each)]
    is_ended = any(_END.match(each.text) for each in found)
    is_paper = _is_paper(found)
    starts = [] if is_paper else _starts(found)
    ends = [*starts[1:], len(found)][: len(starts)]
    head = found[: starts[0]] if starts else []
    items = [_cut(found[start:end], titled=True) for start, end in zip(starts, ends, strict=True)]
    if not starts:
        items = [_paper(found) if is_paper else _cut(found, titled=False)]
    return Shape(tuple(head), tuple(items), is_paper, is_ended, not is_paper and _breaks_off(found))


def title_of(paragraph: Paragraph) -> str:
    """Return the words of a title without what a page adds to it."""
    return _DECORATION.sub("", paragraph.text).strip(" -–—:*")


def is_about_people(paragraph: Paragraph) -> bool:
    """Whether a paragraph starts a list of those who were there, or were not."""
    return bool(_PEOPLE.match(paragraph.text))


def is_closing(paragraph: Paragraph) -> bool:
    """Whether a paragraph says that the meeting ended, or is where it is signed."""
    return bool(_END.match(paragraph.text) or _SIGNATURE.fullmatch(paragraph.text))


def _is_decoration(paragraph: Paragraph) -> bool:
    return not any(map(str.isalnum, paragraph.text))


def _is_paper(found: Sequence[Paragraph]) -> bool:
    says = [each.text for each in found]
    is_report = any(re.match(r"(?:joint )?report (?:of|by|from) (?:the )?", text, re.I) for text in says[:12])
    proposes = any(
        re.match(r"(?:\W|\d)*(?:recommendations?|purpose of (?:this |the )?report)\W*$", text, re.I)
        for text in says
    )
    return is_report and proposes and not any(map(_is_of_minutes, found))


def _is_of_minutes(paragraph: Paragraph) -> bool:
    return (
        bool(_MINUTES.fullmatch(paragraph.text))
        or is_trigger(paragraph)
        or re.match(r"present\b", paragraph.text, re.I) is not None
    )


# Where items start


def _starts(found: Sequence[Paragraph]) -> list[int]:
    """Return where each item starts: by pages of single items, by numbers, or by headings."""
    if pages := [n for n, each in enumerate(found) if _AGENDA_ITEM.fullmatch(each.text)]:
        return pages
    numbered = _numbered_starts(found)
    if numbered and (len(numbered) > 1 or found[numbered[0]].is_heading):
        return numbered
    return [n for n in _heading_starts(found) if n not in numbered] or numbered


def _numbered_starts(found: Sequence[Paragraph]) -> list[int]:
    starts: list[int] = []
    last_number, list_number = -1, None
    for n, each in enumerate(found):
        before = found[n - 1] if n else None
        number = _number_of(each)
        if number is None:
            list_number = None if not each.label else list_number
            continue
        in_list = list_number is not None and number == list_number + 1
        starts_list = before is not None and _opens_list(before)
        if (
            in_list
            or starts_list
            or not _is_title(each)
            or not (last_number <= number <= last_number + 15 or last_number < 0)
        ):
            list_number = number
            continue
        starts.append(n)
        last_number, list_number = number, None
    return starts


def _number_of(paragraph: Paragraph) -> int | None:
    if paragraph.style not in ("number", "plain", "decimal") or (
        paragraph.style == "decimal" and not paragraph.is_heading
    ):
        return None
    digits = re.findall(r"\d+", paragraph.label)
    return int(digits[0]) if digits else None


def _opens_list(before: Paragraph) -> bool:
    return (before.text.endswith((":", ":-", "–", "that", "to")) and not before.is_heading) or (
        is_trigger(before) and len(before.text) < 40
    )


def _is_title(paragraph: Paragraph) -> bool:
    text = title_of(paragraph)
    if paragraph.is_heading:
        return True
    is_short = len(text) <= 160 and len(text.split()) <= 22 and text[:1].isupper()
    return is_short and not text.endswith((".", ";", ",", ":")) and not is_trigger(paragraph)


def _heading_starts(found: Sequence[Paragraph]) -> list[int]:
    """Return the headings without numbers under which items stand: those below the list of who was there."""
    headings = [n for n, each in enumerate(found) if _is_heading_of_item(each)]
    people = [n for n, each in enumerate(found) if is_about_people(each)]
    first = people[0] if people and people[0] < len(found) / 2 else -1
    after = [n for n in headings if n > first]
    if first < 0:
        after = [n for n in after if not _belongs_to_head(found[n])]
    return [n for n in after if n + 1 < len(found) and n + 1 not in after]


def _is_heading_of_item(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if (
        not paragraph.is_heading
        or paragraph.style in ("bullet", "letter", "roman", "decimal")
        or len(text.split()) < 2
    ):
        return bool(paragraph.is_heading and paragraph.style == "" and len(text) > 7 and FORMAL.search(text))
    is_other = _NO_TITLE.fullmatch(text) or is_trigger(paragraph) or _DOCUMENTS.fullmatch(text)
    return not (is_other or (is_about_people(paragraph) and not FORMAL.search(text)) or text.endswith(":"))


def _belongs_to_head(paragraph: Paragraph) -> bool:
    return bool(
        re.search(
            r"\b(?:council|committee|board|panel|cabinet|cyngor|pwyllgor|minutes of)\b", paragraph.text, re.I
        )
    )


# The parts of an item


def _cut(found: Sequence[Paragraph], titled: bool) -> RawItem:
    rest = list(found)
    if titled and _AGENDA_ITEM.fullmatch(rest[0].text):
        rest = rest[1:]
    title = rest.pop(0) if titled and rest else None
    rest, documents = _without_documents(rest)
    minutes = [n for n, each in enumerate(rest) if _MINUTES.fullmatch(each.text)]
    decisions = [n for n, each in enumerate(rest) if _DECISION.fullmatch(each.text)]
    if not minutes:
        return RawItem(title, (), tuple(rest), (), tuple(documents))
    body = rest[minutes[0] + 1 :]
    before = [n for n in decisions if n < minutes[0]]
    decision = rest[before[0] + 1 : minutes[0]] if before else []
    purpose = rest[: before[0] if before else minutes[0]]
    return RawItem(title, tuple(purpose), tuple(body), tuple(decision), tuple(documents))


def _without_documents(found: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs apart from the documents that are listed: up to the minutes, or to the end."""
    rest: list[Paragraph] = []
    documents: list[Paragraph] = []
    here = rest
    for each in found:
        if _DOCUMENTS.fullmatch(each.text):
            here = documents
        elif (
            _MINUTES.fullmatch(each.text)
            or _DECISION.fullmatch(each.text)
            or is_trigger(each)
            or is_closing(each)
        ):
            here = rest
            rest.append(each)
        else:
            here.append(each)
    return rest, documents


def _paper(found: Sequence[Paragraph]) -> RawItem:
    """Return a paper as an item: its title is the longest of the lines between who reports and what it is about."""
    start = next((n for n, each in enumerate(found) if re.match("(?:joint )?report ", each.text, re.I)), 0)
    lines = []
    for each in found[start + 1 :]:
        if re.match(
            r"(?:electoral )?wards?\b|summary|executive summary|recommendation|\d|purpose|eligible",
            each.text,
            re.I,
        ):
            break
        lines.append(each)
    names = [
        each
        for each in lines
        if not re.match(
            r"(?:date|to|subject)\b|.{0,60}\b(?:board|committee|cabinet|council)$", each.text, re.I
        )
    ]
    title = max(names, key=lambda each: len(each.text), default=None)
    rest, documents = _without_documents([each for each in found if each is not title])
    return RawItem(title, tuple(rest[:0]), tuple(rest), (), tuple(documents))


def _breaks_off(found: Sequence[Paragraph]) -> bool:
    """Whether the last paragraph is prose that does not end."""
    if not found:
        return False
    last = found[-1]
    if last.is_heading or _DOCUMENTS.fullmatch(last.text) or last.cells or is_closing(last):
        return False
    in_documents = any(_DOCUMENTS.fullmatch(each.text) for each in found[-12:])
    return (
        not in_documents
        and not re.search(r"(?:[.!?:”\"')\]]|\b(?:19|20)\d\d)$", last.text)
        and last.style in ("", "letter", "number", "roman", "bullet", "decimal")
    )
