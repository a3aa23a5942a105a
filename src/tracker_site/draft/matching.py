"""What the content holds that minutes may be about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker_site.dates import PartialDate
from tracker_site.draft.figures import KnownMeasure, known_measures
from tracker_site.draft.findings import AboutFound
from tracker_site.draft.made import KnownMade, known_made
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.progress import KnownThing, known_things, stems_of
from tracker_site.draft.references import numbers_in
from tracker_site.draft.tasks import sentences_of
from tracker_site.records.authority import Authority
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation

_KINDS: dict[str, str] = {
    "ilacs": r"\bILACS\b|inspecting local authority children",
    "ilacs-standard": r"\bILACS\b|inspecting local authority children|standard inspection",
    "ilacs-short": r"\bILACS\b|inspecting local authority children|short inspection",
    "focused-visit": r"\bfocuss?ed (?:visit|inspection)",
    "monitoring-visit": r"\bmonitoring visit\b",
    "jtai": r"\bJTAI\b|joint targeted area inspection",
    "area-send": r"\b(?:area )?SEND inspection|inspection of (?:\w+ ){0,4}SEND\b",
    "sif": r"\bsingle inspection framework|\bSIF\b",
    "announced-inspection": r"\bannounced inspection\b",
}
_ANY_INSPECTION = re.compile(
    r"\bOfsted\b|\binspection of children|\binspectors\b|care quality commission", re.I
)


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of a council."""

    reference: str
    words: str
    """Its name, in small letters without signs."""
    council: str
    is_council: bool
    """Whether it is the council itself, whose name every committee prints too."""


@dataclass(frozen=True, slots=True)
class KnownInspection:
    """An inspection or inquiry."""

    id: str
    council: str
    kind: str
    words: str
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownRecommendation:
    """A recommendation."""

    id: str
    origin: str
    number: str | None
    reference: str | None
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """An action plan."""

    id: str
    council: str
    words: str
    stems: frozenset[str]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the content holds."""

    bodies: tuple[KnownBody, ...] = ()
    councils: tuple[tuple[str, str], ...] = ()
    """Each council's id and name."""
    inspections: tuple[KnownInspection, ...] = ()
    recommendations: tuple[KnownRecommendation, ...] = ()
    plans: tuple[KnownPlan, ...] = ()
    things: tuple[KnownThing, ...] = ()
    """Of what it may be said how far it has come."""
    measures: tuple[KnownMeasure, ...] = ()
    made: tuple[KnownMade, ...] = ()
    """What meetings recommended."""
    ids: frozenset[str] = frozenset()
    """The ids that are taken."""


def known_from(records: Iterable[Record], former: Iterable[str] = ()) -> Known:
    """Return what minutes are matched against; `former` are ids that must not be used again."""
    records = tuple(records)
    councils = [each for each in records if isinstance(each, Authority)]
    inspections = [each for each in records if isinstance(each, Inspection | Inquiry)]
    recommendations = [each for each in records if isinstance(each, Recommendation)]
    return Known(
        tuple(
            KnownBody(f"{council.id}/{body.key}", words_of(body.name), council.name, body.kind == "council")
            for council in councils
            for body in council.bodies
        ),
        tuple((council.id, council.name) for council in councils),
        tuple(
            KnownInspection(
                each.id, each.authority, getattr(each, "kind", "inquiry"), words_of(each.title), _years(each)
            )
            for each in inspections
        ),
        tuple(
            KnownRecommendation(
                each.id, each.origin, each.number, each.reference, words_of(each.title), each.title
            )
            for each in recommendations
        ),
        tuple(
            KnownPlan(
                each.id,
                each.authority,
                words_of(each.title),
                stems_of(_unbracketed(each.title)),
                each.answers,
            )
            for each in records
            if isinstance(each, Plan) and each.kind == "plan"
        ),
        tuple(known_things(records)),
        tuple(known_measures(records)),
        known_made(records),
        frozenset((*(each.id for each in records), *former)),
    )


def _unbracketed(title: str) -> str:
    return re.sub(r"\([^)]*\)", "", title)


def words_of(text: str) -> str:
    """Return a text in small letters without signs, to compare it."""
    plain = re.sub("[’']", "", text.casefold()).replace("&", " and ")
    return re.sub(r"\W+", " ", plain).strip()


def find_about(title: str, body: Sequence[Paragraph], council: str | None, known: Known) -> AboutFound:
    """Return which records an item is about: those that it names without a doubt, and a question about others."""
    texts = [(0, title), *((each.line, each.text) for each in body)]
    council = council or council_named((text for _, text in texts), known)
    inspections = [each for each in known.inspections if council is None or each.council == council]
    sure = [
        each.id
        for each in inspections
        if any(_is_named(each, text, inspections, council) for _, text in texts)
    ]
    recommendations = [each.id for each in known.recommendations if _is_recommendation(each, texts, sure)]
    # The title stands last, for it is quoted above the question anyway.
    speaks = next(
        ((line, text) for line, text in (*texts[1:], texts[0]) if _ANY_INSPECTION.search(text)), None
    )
    unsure = [
        each.id
        for each in inspections
        if each.id not in sure and any(_may_be(each, text) for _, text in texts)
    ]
    if not sure and not unsure and speaks and not any(_says_a_kind(text) for _, text in texts):
        unsure = [each.id for each in inspections if each.kind != "inquiry"]
    is_inspection_asked = bool(unsure) or not sure
    plans = [each for each in known.plans if each.council == council or not {*sure}.isdisjoint(each.answers)]
    named = [each.id for each in plans if _is_plan_named(each, texts)]
    unsure += [each.id for each in plans if each.id not in named and _has_words_of_plan(each, texts)]
    question = _ask_about((*sure, *named), unsure, speaks if is_inspection_asked else None)
    return AboutFound((*sure, *named, *recommendations), tuple(unsure), question)


def _is_plan_named(plan: KnownPlan, texts: Sequence[tuple[int, str]]) -> bool:
    return len(plan.words.split()) > 2 and any(
        f" {plan.words} " in f" {words_of(text)} " for _, text in texts
    )


def _has_words_of_plan(plan: KnownPlan, texts: Sequence[tuple[int, str]]) -> bool:
    """Whether a sentence has all the words of the title of a plan."""
    sentences = (sentence for _, text in texts for sentence in sentences_of(text))
    return len(plan.stems) > 1 and any(plan.stems <= stems_of(sentence) for sentence in sentences)


_HOW_TO_ADD = (
    "make it first ('tracker-site new inspection', or on GitHub: Actions, 'new inspection'), then name it here; "
    "or remove this field"
)


def _ask_about(sure: Sequence[str], unsure: Sequence[str], speaks: tuple[int, str] | None) -> str | None:
    """Return what to ask about the inspections that an item may be about, and what to do where one is missing."""
    line, text = speaks or (0, "")
    clue = f' (line {line} of the minutes: "{_around(text)}")' if line else ""
    if sure:
        return f"Is it also about {_or(unsure)}{clue}?" if unsure else None
    if unsure:
        return (
            f"What is it about? Perhaps {_or(unsure)}{clue}. If it is an inspection that has no record yet, "
            f"{_HOW_TO_ADD}."
        )
    if speaks:
        return (
            f"What is it about? It speaks of an inspection{clue}, and none that is recorded fits. If that has no "
            f"record yet, {_HOW_TO_ADD}."
        )
    return None


def council_of_bodies(texts: Iterable[str], known: Known) -> str | None:
    """Return the one council whose bodies a text mentions, names such as "Cabinet" apart."""
    everything = f" {words_of(' '.join(texts))} "
    found = {
        each.reference.split("/")[0]
        for each in known.bodies
        if " " in each.words and f" {each.words} " in everything
    }
    return found.pop() if len(found) == 1 else None


def council_named(texts: Iterable[str], known: Known) -> str | None:
    """Return the one council whose name, without words such as "City Council", the text has."""
    everything = f" {words_of(' '.join(texts))} "
    small = re.compile(
        r"\b(?:council|city|county|borough|district|metropolitan|london|royal|of|the|cyngor|sir|dinas)\b"
    )
    named = [
        key
        for key, name in known.councils
        if (short := " ".join(small.sub(" ", words_of(name)).split())) and f" {short} " in everything
    ]
    return named[0] if len(named) == 1 else None


def _is_named(
    one: KnownInspection, text: str, others: Sequence[KnownInspection], council: str | None
) -> bool:
    if len(one.words.split()) > 2 and one.words in words_of(text):
        return True
    if not _says_kind(one, text) or council is None:
        return False
    alike = [other for other in others if _says_kind(other, text)]
    dated = [other for other in alike if any(re.search(rf"\b{year}\b", text) for year in other.years)]
    return dated == [one] if dated else alike == [one] and not re.search(r"\b(?:19|20)\d\d\b", text)


def _says_kind(one: KnownInspection, text: str) -> bool:
    form = _KINDS.get(one.kind)
    return form is not None and re.search(form, text, re.I) is not None


def _says_a_kind(text: str) -> bool:
    return any(re.search(form, text, re.I) for form in _KINDS.values())


def _may_be(one: KnownInspection, text: str) -> bool:
    """Whether a text may mean an inspection: its kind is named, and no year but its own."""
    years = set(re.findall(r"\b(?:19|20)\d\d\b", text))
    return _says_kind(one, text) and (not years or not one.years or bool(years & one.years))


def _is_recommendation(
    one: KnownRecommendation, texts: Sequence[tuple[int, str]], sure: Sequence[str]
) -> bool:
    everything = f" {words_of(' '.join(text for _, text in texts))} "
    if len(one.words.split()) > 2 and f" {one.words} " in everything:
        return True
    if one.reference and len(one.reference) > 2 and f" {words_of(one.reference)} " in everything:
        return True
    is_numbered = one.number and one.origin in sure and len(sure) == 1
    return bool(is_numbered) and any(
        one.number in named.numbers for _, text in texts for named in numbers_in(text)
    )


def _around(text: str) -> str:
    match = _ANY_INSPECTION.search(text)
    start = max(0, (match.start() if match else 0) - 40)
    shown = text[start : start + 100]
    return (
        f"{'… ' if start else ''}{shown.split(' ', 1)[-1] if start else shown}".rsplit(" ", 1)[0] + " …"
        if len(text) > 100
        else text
    )


def _or(ids: Sequence[str]) -> str:
    shown = list(ids[:6])
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _years(record: Inspection | Inquiry) -> frozenset[str]:
    found: list[PartialDate | None] = []
    if isinstance(record, Inspection):
        visited = (record.visited.from_, record.visited.to) if record.visited else ()
        found = [record.published, record.received, *visited]
    else:
        found = [report.date for report in record.reports]
    ends = [day for each in found if each for day in (each.earliest, each.latest) if day]
    return frozenset(str(day.year) for day in ends)
