"""Recommendations that minutes name by number only: which are meant, and what is said to have become of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker_site.draft.findings import ItemFound, NumberedFound, OutcomeFound, ProgressFound
from tracker_site.draft.matching import Known, KnownRecommendation, find_about
from tracker_site.draft.questions import is_it_meant, which_is_meant
from tracker_site.draft.references import numbers_in
from tracker_site.draft.tasks import sentences_of

_HOW_FAR = re.compile(
    r"\b(?:(?:be |are |is |as |been |fully |now )*(?:clos(?:ed|e|ing|ure)|complet(?:ed|e|ion)|sign(?:ed)?[- ]off|"
    r"discharged|achieved|implemented|delivered|superseded|paused|re-?opened|actioned|met)"
    r"|in progress|ongoing|on[- ]going|outstanding|on track|off track|at risk|delayed|overdue|not (?:yet )?started|"
    r"remains? open)\b",
    re.I,
)


def with_numbered(items: Sequence[ItemFound], council: str | None, known: Known) -> list[ItemFound]:
    """Return the items, each with the recommendations that its texts name by number.

    Those are looked for in the inspections and inquiries that the text itself names, else its item, else the minutes.
    """
    everywhere = tuple(dict.fromkeys(id for item in items for id in item.about.likely))

    def numbered(item: ItemFound) -> ItemFound:
        texts = [
            *((each.line, each.text) for each in item.points),
            *((item.line, text) for text in item.summary),
        ]
        texts += [(outcome.line, whole_text(outcome)) for outcome in item.outcomes]
        found = (
            _find(line, text, (_own(text, council, known), item.about.likely, everywhere), known, council)
            for line, text in texts
        )
        numbered = tuple(one for one in found if one)
        return replace(item, numbered=numbered, progress=_with_numbers(item, numbered))

    return [numbered(item) for item in items]


def _with_numbers(item: ItemFound, numbered: Sequence[NumberedFound]) -> tuple[ProgressFound, ...]:
    """Return of what the item may tell how far it has come, with the sentences that name it by number."""
    told = {id: one for one in numbered if not _is_decided(item, one) for id, _ in one.meant}
    offered = {one.id: one for one in item.progress}
    for id, one in told.items():
        title = dict(one.meant)[id]
        offered[id] = ProgressFound(id, title, _line_of(item, one), _sentence(one.text))
    return tuple(offered.values())


def _is_decided(item: ItemFound, one: NumberedFound) -> bool:
    return any(whole_text(outcome) == one.text for outcome in item.outcomes)


def _line_of(item: ItemFound, one: NumberedFound) -> int:
    return next((each.line for each in item.points if each.text == one.text), item.line)


def _sentence(text: str) -> str:
    return next((sentence for sentence in sentences_of(text) if numbers_in(sentence)), text)


def whole_text(outcome: OutcomeFound) -> str:
    """Return what an outcome says, with its own limbs."""
    return " ".join((outcome.text, *(text for _, text in outcome.parts)))


def _own(text: str, council: str | None, known: Known) -> tuple[str, ...]:
    return find_about(text, (), council, known).ids if numbers_in(text) else ()


def _find(
    line: int, text: str, places: Iterable[Sequence[str]], known: Known, council: str | None
) -> NumberedFound | None:
    named = numbers_in(text)
    if not named or re.fullmatch(rf"\W*{re.escape(named[0].words)}\W*", text):
        return None  # or nothing but a heading
    origins = {each.id for each in known.inspections} | {each.origin for each in known.recommendations}
    sources = next((here for place in places if (here := [id for id in place if id in origins])), [])
    numbers = [number for one in named for number in one.numbers]
    meant = [_with_number(number, known, sources) for number in numbers]
    sure = [found[0] for found in meant if len(found) == 1]
    open_ = [number for number, found in zip(numbers, meant, strict=True) if len(found) != 1]
    words = "; ".join(one.words for one in named)
    questions = (
        *((is_it_meant(words, [(one.id, one.title) for one in sure], line),) if sure else ()),
        *((which_is_meant(words, open_, _perhaps(open_, known, sources, council), line),) if open_ else ()),
    )
    how_far = _HOW_FAR.search(text)
    return NumberedFound(
        text,
        tuple((one.id, one.title) for one in sure),
        questions,
        how_far[0] if how_far else "",
        bool(open_),
    )


def _with_number(number: str, known: Known, sources: Sequence[str]) -> list[KnownRecommendation]:
    return [one for one in known.recommendations if one.number == number and one.origin in sources]


def _perhaps(
    numbers: Sequence[str], known: Known, sources: Sequence[str], council: str | None
) -> list[tuple[str, str]]:
    """Return the recommendations that may be meant: of the sources, or else of the council."""
    councils = {each.id: each.council for each in known.inspections}
    there = [one for one in known.recommendations if one.number in numbers]
    likely = [one for one in there if one.origin in sources]
    ours = [one for one in there if council is None or councils.get(one.origin, council) == council]
    return [(one.id, one.title) for one in likely or ours]
