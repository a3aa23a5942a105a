"""One item of a meeting: its title, what was said, what was decided, what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker_site.draft.figures import find_figures
from tracker_site.draft.findings import (
    ActionFound,
    Answer,
    Asked,
    DecisionFound,
    ItemFound,
    MotionFound,
    SourceFound,
    Told,
    quote,
)
from tracker_site.draft.matching import Known, find_about
from tracker_site.draft.motions import find_motions
from tracker_site.draft.outcomes import Outcomes, find_outcomes
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.people import People, find_people
from tracker_site.draft.progress import find_progress
from tracker_site.draft.promises import promises
from tracker_site.draft.shape import FORMAL, RawItem, is_closing, title_of
from tracker_site.draft.tasks import in_list_of_actions, is_action_alone, marked_actions
from tracker_site.draft.triggers import ISSUES, PRINTED

_IS_FORM = re.compile(
    r"(?:decision (?:status|maker|details|reference)|is (?:it a |this a )?(?:key decision|"
    r"subject to call)|publication date"
    r"|date of (?:decision|publication|meeting)|decided at|effective from|contact|wards? "
    r"affected|accompanying documents)\b.{0,120}$",
    re.I,
)
"""A field of the form in which a decision is published."""
_SUMMED_UP = re.compile(r"summari[sz]ed|summed up|in summary|in summing up", re.I)


def find_item(
    raw: RawItem, council: str | None, known: Known, keys: set[str], breaks_off: bool, is_paper: bool
) -> tuple[ItemFound, People]:
    """Return what was found under an item, and whom it says to have come for it."""
    body = _rows_opened(raw.body)
    title = _title(raw, body)
    people = find_people(body, is_head=False)
    name = title.value if isinstance(title, Told) else ""
    motions = find_motions(body, name, keys)
    marked = [] if is_paper else [(n, each) for n, each in marked_actions(body) if n not in motions.used]
    outcomes = _outcomes(raw, body, people.used | motions.used, motions.inserted, breaks_off, is_paper)
    taken = people.used | motions.used | outcomes.used
    marked = [(n, action) for n, action in marked if n not in outcomes.used]
    outcomes, marked = _joined(outcomes, marked)
    listed = {n for n, _ in marked if in_list_of_actions(body, n)}
    said = [
        each
        for n, each in enumerate(body)
        if n not in taken
        and n not in listed
        and not (is_closing(each) or is_action_alone(each) or _IS_FORM.match(each.text))
    ]
    summary, points = _said(_from_first_section(said) if is_paper else said)
    if is_paper:
        points = tuple(each for each in points if not (each.is_heading or each.text.isupper()))
    about = find_about(name, [*raw.purpose, *body], council, known)
    told = _told(said, summary, points)
    likely = () if is_paper else tuple(promises([each for each in said if each not in outcomes.doubtful]))
    item = ItemFound(
        line=raw.title.line if raw.title else body[0].line if body else 1,
        title=title,
        number=raw.title.label or None if raw.title and raw.title.style != "bullet" else None,
        access="exempt"
        if re.search(r"\b(?:exempt|not for publication)\b", name, re.I) and not FORMAL.search(name)
        else None,
        taken_as="urgent" if re.search(r"\burgent\b", name, re.I) and not FORMAL.search(name) else None,
        record=_record(outcomes, motions.found, body, breaks_off, is_paper),
        decision=_decision(raw),
        about=about,
        purpose=raw.purpose,
        summary=summary,
        points=points,
        outcomes=outcomes.found,
        doubtful=outcomes.doubtful,
        actions=tuple(action for _, action in marked if action.title),
        promises=likely,
        progress=find_progress(about.likely, told, known.things),
        figures=find_figures(about.likely, council, told, known.measures),
        motions=motions.found,
        sources=tuple(
            SourceFound(title_of(each), each.link)
            for each in (*_linked_title(raw), *raw.documents)
            if _is_document(each)
        ),
    )
    return item, people


def is_formal(item: ItemFound) -> bool:
    """Whether an item belongs to every meeting, and nothing was done under it."""
    name = item.title.value if isinstance(item.title, Told) else ""
    is_empty = not (item.outcomes or item.doubtful or item.actions or item.motions)
    return bool(name and FORMAL.search(name) and is_empty)


def _joined(
    outcomes: Outcomes, marked: list[tuple[int, ActionFound]]
) -> tuple[Outcomes, list[tuple[int, ActionFound]]]:
    """Return outcomes and actions, without those that only name the owner of what an outcome asks for."""
    marks = {action.title: action for _, action in marked}
    found = tuple(
        replace(outcome, actions=tuple(marks.get(action.title, action) for action in outcome.actions))
        for outcome in outcomes.found
    )
    asked = {action.title for outcome in found for action in outcome.actions}
    return replace(outcomes, found=found), [(n, action) for n, action in marked if action.title not in asked]


def _outcomes(
    raw: RawItem,
    body: Sequence[Paragraph],
    taken: frozenset[int],
    inserted: str,
    breaks_off: bool,
    is_paper: bool,
) -> Outcomes:
    if is_paper:
        return Outcomes((), (), frozenset())
    found = find_outcomes(body, taken, inserted, breaks_off)
    if found.found or not raw.decision:
        return found
    # The page prints the decision apart from the minutes, which may only tell of the discussion.
    apart = find_outcomes(raw.decision, frozenset(), "", breaks_off=False)
    return Outcomes(apart.found, (*found.doubtful, *_undecided(raw.decision, apart)), found.used)


def _undecided(decision: Sequence[Paragraph], found: Outcomes) -> list[Paragraph]:
    return [] if found.found else [each for each in decision if len(each.text.split()) > 2]


def _title(raw: RawItem, body: Sequence[Paragraph]) -> Answer:
    if raw.title and (text := title_of(raw.title)):
        return Told(text, raw.title.line)
    start = f" They start on {quote(body[0])}." if body else ""
    return Asked(f"What is the title of this item? The minutes print none.{start}")


def _from_first_section(said: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return a paper without the lines above its first heading, which say whose it is and for whom."""
    first = next((n for n, each in enumerate(said) if each.is_heading or each.style == "decimal"), 0)
    return said[first:]


def _said(said: Sequence[Paragraph]) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    """Return the paragraphs that introduce an item, and what was discussed."""
    first = next((n for n, each in enumerate(said) if each.style or ISSUES.search(each.text)), len(said))
    first = min(first, 1) if first == len(said) else first
    while first and said[first - 1].text.endswith(":"):
        first -= 1
    summary = tuple(each.text for each in said[:first] if not each.is_heading)
    return summary, tuple(_points(said[first:]))


def _told(said: Sequence[Paragraph], summary: Sequence[str], points: Sequence[Paragraph]) -> list[Paragraph]:
    """Return what tells of something, and not only of what the meeting had talked about."""
    introduced = [each for each in said if each.text in summary]
    return [each for each in (*introduced, *points) if not _SUMMED_UP.search(each.text)]


def _points(said: Sequence[Paragraph]) -> list[Paragraph]:
    """Return what was discussed, without the words that only lead to it.

    A list that the chair summed up, or that the meeting was asked for, is one point with the words that say so:
    alone it would read as what the meeting did.
    """
    points: list[Paragraph] = []
    joins = False
    for n, each in enumerate(said):
        leads = not each.style and each.text.endswith((":", ":-", "–")) and len(each.text) < 400
        if joins and each.style in ("bullet", "letter", "roman", "number") and not each.is_heading:
            points[-1] = _with_more(points[-1], each)
            continue
        opens = n + 1 < len(said) and bool(said[n + 1].style)
        joins = each.text.endswith((":", ":-", "–")) and opens and not _is_lead(each) and not each.is_heading
        if not (leads and _is_lead(each)) and not (each.is_heading and not each.style):
            points.append(each)
    return points


def _is_lead(each: Paragraph) -> bool:
    is_asked = (
        re.search(r"documents?|papers", each.text)
        or _SUMMED_UP.search(each.text)
        or PRINTED.search(each.text[-80:])
    )
    return ISSUES.search(each.text) is not None and not is_asked


def _with_more(point: Paragraph, more: Paragraph) -> Paragraph:
    above = re.sub(r"(?:[;,]\s*(?:and|or))?[\s.;,]*$", "", point.text)
    joint = " " if above.endswith((":", "-", "–")) else "; "
    return Paragraph(point.file, point.line, f"{above}{joint}{more.text}")


def _record(
    outcomes: Outcomes,
    motions: Sequence[MotionFound],
    body: Sequence[Paragraph],
    breaks_off: bool,
    is_paper: bool,
) -> Answer:
    line = body[0].line if body else 1
    if is_paper:
        return Told("not-recorded", line)
    is_voted_down = bool(motions) and isinstance(motions[0].result, Told)
    if outcomes.found or outcomes.doubtful or is_voted_down:
        return Told("partial" if breaks_off else "complete", line)
    why = "The text breaks off before one" if breaks_off else "No outcome was found"
    end = f" The item ends on {quote(body[-1])}" if body else ""
    return Asked(
        f"{why}. If the minutes have one, add it under 'outcomes' and write 'complete'; if nothing was decided, write "
        f"'complete' alone; if they don't say, 'not-recorded'.{end}"
    )


def _decision(raw: RawItem) -> DecisionFound | None:
    texts = [each.text for each in (*raw.purpose, *raw.decision, *raw.body)]
    key = _first(r"(?:is (?:it a |this a )?)?key decision\s*\??\s*[:–-]\s*(yes|no)\b", texts)
    reference = _first(
        r"(?:decision|minute) (?:reference|ref\.?)(?: no\.?)?\s*[:–-]\s*([\w./-]{2,30})", texts
    )
    call_in = _first(
        r"(?:(?:is )?(?:subject|eligible)(?: to| for) call[- ]in\s*\??\s*[:–-]\s*)(yes|no)\b", texts
    )
    words = {"yes": "eligible", "no": "not-eligible"}
    found = DecisionFound(reference, key.lower() if key else None, words.get((call_in or "").lower()))
    return found if found != DecisionFound() else None


def _first(pattern: str, texts: Sequence[str]) -> str | None:
    return next((match[1] for text in texts if (match := re.match(pattern, text, re.I))), None)


def _linked_title(raw: RawItem) -> tuple[Paragraph, ...]:
    """Return the title of an item where it leads to the report itself."""
    return (raw.title,) if raw.title and raw.title.link else ()


def _is_document(each: Paragraph) -> bool:
    return 2 < len(title_of(each)) <= 300 and len(each.text.split()) < 40 and not is_closing(each)


def _rows_opened(body: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an item without the heads of its tables."""
    return tuple(
        each
        for each in body
        if not (
            each.cells
            and re.fullmatch(
                r"(?:\W|action|owner|date|by|who|when|no|item|decision|minute)+", each.text, re.I
            )
        )
    )
