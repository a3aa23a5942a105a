"""Which figures of known measures the minutes may give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker_site.draft.days import days_in
from tracker_site.draft.findings import FigureFound
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.progress import stems_of
from tracker_site.draft.references import WORDS
from tracker_site.draft.tasks import sentences_of
from tracker_site.records.base import Record
from tracker_site.records.measure import Measure

_NUMBER = re.compile(
    r"(?<![\w./–-])(?P<pound>£ ?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent> ?%| per ?cent\b)?"
    r"(?!\w|[/–-]\d|\.\d|,\d| ?(?:months?|weeks?|days?|hours?|minutes?|years?|am|pm)\b)"
)
_WORD = re.compile(
    rf"(?P<lead>\b(?:to|from|was|were|is|are|only|just|now|by) )?\b(?P<word>{'|'.join(WORDS)})\b"
    r"(?! (?:another|months?|weeks?|days?|years?|who|which|that)\b)",
    re.I,
)
_NO_FIGURE = re.compile(
    r"(?:paragraphs?|sections?|appendix|items?|minutes?|recommendations?|pages?|parts?|phase|year|stage|numbers?|no\.?|"
    r"aged?|room|version)(?: \d[\d.]*,?(?: and| to| or)?)? $",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENOUGH, _ENOUGH_NEAR = 1 / 2, 2 / 3  # of the words of a measure: in the sentence, or in its paragraph
_MOST = 4  # figures of one measure in one sentence


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A figure that is followed."""

    id: str
    title: str
    unit: str
    council: str
    about: tuple[str, ...]


def known_measures(records: Iterable[Record]) -> Iterator[KnownMeasure]:
    """Yield every measure on record."""
    for each in records:
        if isinstance(each, Measure):
            yield KnownMeasure(each.id, each.title, each.unit or "", each.authority, each.about)


def find_figures(
    about: Collection[str], council: str | None, said: Sequence[Paragraph], known: Iterable[KnownMeasure]
) -> tuple[FigureFound, ...]:
    """Return what may be figures of the measures of a council: numbers in sentences that have the words of one."""
    ours = [each for each in known if each.council == council or not {*about}.isdisjoint(each.about)]
    return tuple(
        FigureFound(measure.id, measure.title, number, place.line, sentence)
        for measure in ours
        for place in said
        for sentence in _sentences_on(measure, place)
        for number in _numbers_in(sentence, measure.unit)
    )


def _sentences_on(measure: KnownMeasure, place: Paragraph) -> Iterator[str]:
    stems = stems_of(f"{measure.title} {measure.unit}")
    if len(stems & stems_of(place.text)) < max(2, _ENOUGH * len(stems)):
        return
    is_near = len(stems & stems_of(place.text)) >= _ENOUGH_NEAR * len(stems)
    for sentence in sentences_of(place.text):
        has = len(stems & stems_of(sentence))
        if has >= max(2, _ENOUGH * len(stems)) or (is_near and has >= 2):
            yield sentence


def _numbers_in(sentence: str, unit: str) -> list[str]:
    """Return the numbers of a sentence that may have a unit: percentages and pounds only where it is one of those."""
    days = [typed for _, typed in days_in(sentence)]
    for typed in days:
        sentence = sentence.replace(typed, "")
    found = [
        (match.start(), match["number"])
        for match in _NUMBER.finditer(sentence)
        if bool(match["percent"]) == ("%" in unit or "per cent" in unit)
        and bool(match["pound"]) == ("£" in unit)
        and not _YEAR.fullmatch(match["number"])
        and not _NO_FIGURE.search(sentence[: match.start()])
    ]
    if not re.search(r"%|per cent|£", unit):
        found += [
            (match.start("word"), str(WORDS.index(match["word"].lower()) + 1))
            for match in _WORD.finditer(sentence)
            if (match["lead"] or match["word"].lower() != "one")
            and not _NO_FIGURE.search(sentence[: match.start("word")])
        ]
    return [number for _, number in sorted(found)][:_MOST]
