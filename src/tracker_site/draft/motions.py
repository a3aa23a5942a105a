"""Motions, their amendments and what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker_site.draft.findings import AmendmentFound, Answer, Asked, MotionFound, Told, VoteFound, quote
from tracker_site.draft.keys import key_from
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.triggers import is_trigger, trigger_of

_NAME = (
    r"(?:(?:the )?(?:right honourable )?(?:lord |deputy |vice-?)*(?:councillors?|"
    r"cllrs?\.?|alderman|mayor|provost|baillie|bailie|convener|leader|"
    r"chair)\b[^,;:]{0,60}?(?: \([^)]{2,40}\))?)"
)
_MOVED = re.compile(
    rf"\b(?:moved|proposed|motion|amendment) by:? (?P<mover>{_NAME})(?:,|;| and|"
    rf" who)*(?: and)?(?: was)?(?: duly)? seconded by:? (?P<seconder>{_NAME})(?=[,;:.]|"
    rf" that| and| to| was|$)"
    rf"|(?P<mover2>{_NAME}) (?:moved|"
    rf"proposed)\b[^.]{{0,120}}?(?:seconded by (?P<seconder2>{_NAME})|"
    rf"(?P<seconder3>{_NAME}) seconded)(?=[,;:.]| that| and| to| the|$)",
    re.I,
)
_AMENDMENT = re.compile(r"\bamendment\b", re.I)
_IS_MOTION = re.compile(
    r"\bmotion\b|\bthat\b\W*$|\bthat this council\b|\bthis (?:council|committee|"
    r"board) (?:notes|calls|resolves)",
    re.I,
)
_REMOVES = re.compile(r"^\W*(?:delete|remove|take out|omit)\b", re.I)
_INSERTS = re.compile(r"^\W*(?:(?:and )?(?:replace(?: it)?(?: with)?|insert|add|substitute))\b", re.I)
_RESULTS = (
    (
        "carried-as-amended",
        r"(?:motion,? as amended|substantive motion|amended motion)[^.]{0,80}\b(?:carried|"
        r"agreed|approved|resolved)",
    ),
    ("withdrawn", r"\bwithdrawn\b|\bwithdrew\b"),
    ("lost", r"\b(?:lost|defeated|fell|not carried|rejected|declared lost)\b"),
    ("carried", r"\b(?:carried|agreed|approved|passed)\b"),
)
_FOR = re.compile(
    r"\b(?:for|in favour|in favor|o blaid)(?: the (?:motion|"
    r"amendment))?\s*[:–—-]*\s*\(?(\d{1,3})\b|\b(\d{1,3}) (?:members? |councillors? |"
    r"votes? )*(?:voted |were |cast )*(?:for\b|in favour)|\bby (\d{1,3}) votes to",
    re.I,
)
_AGAINST = re.compile(
    r"\bagainst(?: the (?:motion|amendment))?\s*[:–—-]*\s*\(?(\d{1,3})\b|"
    r"\b(\d{1,3}) (?:members? |councillors? |votes? )*(?:voted |were |cast )*against\b|"
    r"\bby \d{1,3} votes to (\d{1,3})",
    re.I,
)
_ABSTAINED = re.compile(
    r"\babst(?:entions?|ained|aining)\s*[:–—-]*\s*\(?(\d{1,3})\b|\b(\d{1,3}) (?:members? |"
    r"councillors? )*(?:abstentions?|abstained|abstaining)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Motions:
    """The motions of an item, the paragraphs that they took up, and the words that amendments put in."""

    found: tuple[MotionFound, ...]
    used: frozenset[int]
    inserted: str


def find_motions(body: Sequence[Paragraph], title: str, taken_keys: set[str]) -> Motions:
    """Return the motions that were moved under an item; new keys are added to `taken_keys`."""
    starts = [n for n, each in enumerate(body) if _starts(each, body, n, title)]
    if not starts:
        return Motions((), frozenset(), "")
    start = starts[0]
    amendments = [
        n
        for n in range(start + 1, len(body))
        if _AMENDMENT.search(body[n].text) and _MOVED.search(body[n].text)
    ]
    end = next((n for n in range(start + 1, len(body)) if is_trigger(body[n])), len(body))
    amendments = [n for n in amendments if n < end]
    stop = (
        amendments[0]
        if amendments
        else next((n for n in range(start + 1, end) if _tells_result(body[n])), end)
    )
    text, points = _text_and_points(body[start:stop])
    keyed = tuple((key_from(each.text, taken_keys), each.text) for each in points)
    limits = [*amendments[1:], end]
    changes = tuple(
        _amendment(body[a:b], text, list(zip((key for key, _ in keyed), points, strict=True)))
        for a, b in zip(amendments, limits, strict=False)
    )
    movers = _movers(body[start])
    tail = body[(amendments[-1] if amendments else stop) : min(end + 1, len(body))]
    result = _result_of_motion(tail, changes, body[end] if end < len(body) else None, body[start])
    motion = MotionFound(
        body[start].line, "\n\n".join(text) or None, *movers, keyed, changes, result, _vote(body[start:end])
    )
    return Motions(
        (motion,), frozenset(range(start, end)), " ".join(change.inserts or "" for change in changes)
    )


def _starts(each: Paragraph, body: Sequence[Paragraph], n: int, title: str) -> bool:
    """Whether a paragraph moves a motion, and not only the resolution that follows in the same breath."""
    moved = _MOVED.search(each.text)
    if (
        not moved
        or _AMENDMENT.search(each.text[: moved.end()])
        or re.search(r"\b(?:RESOLVED|Resolved|resolved|AGREED|agreed)\b", each.text)
    ):
        return False
    is_resolved_next = n + 1 < len(body) and trigger_of(body[n + 1], each) is not None
    says_more = each.text[moved.end() :].strip(" ,.;:–-") not in (
        "",
        "and",
        "and it was",
        "and it was unanimously",
    )
    is_named = re.search(r"\bmotion\b|\bcynnig\b", f"{title} {each.text}", re.I) is not None
    if is_resolved_next and not says_more:
        return False
    return is_named or _IS_MOTION.search(each.text) is not None


def _movers(paragraph: Paragraph) -> tuple[str | None, str | None]:
    match = _MOVED.search(paragraph.text)
    if not match:
        return None, None
    mover = match["mover"] or match["mover2"]
    seconder = match["seconder"] or match["seconder2"] or match["seconder3"]
    return _name(mover), _name(seconder)


def _name(typed: str | None) -> str | None:
    return re.sub(r"^the ", "", typed.strip(), flags=re.I) if typed else None


def _text_and_points(found: Sequence[Paragraph]) -> tuple[list[str], list[Paragraph]]:
    """Return the paragraphs of a motion, and the points that it asks for."""
    moved = _MOVED.search(found[0].text)
    rest = (
        re.sub(r"^[\s,:;–-]*(?:and )?(?:that\b)?[\s:–-]*", "", found[0].text[moved.end() :]) if moved else ""
    )
    text = [_capital(rest)] if len(rest.split()) > 2 else []
    points = []
    for each in found[1:]:
        if each.style in ("number", "letter", "roman", "bullet"):
            points.append(each)
        else:
            text.append(_capital(each.text))
    return text, points


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _amendment(
    found: Sequence[Paragraph], motion: Sequence[str], points: Sequence[tuple[str, Paragraph]]
) -> AmendmentFound:
    removed: list[str] = []
    inserted: list[str] = []
    here: list[str] | None = None
    for each in found[1:]:
        if _tells_result(each):
            break
        if _REMOVES.match(each.text):
            here = removed
        elif _INSERTS.match(each.text):
            here = inserted
        if here is not None:
            here.append(each.text)
    first = found[0].text
    if not (removed or inserted):
        inserted = _without_movers(first)
    drops = _dropped(removed, motion, points)
    result: Answer = Asked(f"What became of the amendment ({quote(found[0])})?")
    if word := _result_of("amendment", found):
        result = Told(word, found[0].line)
    return AmendmentFound(
        found[0].line, *_movers(found[0]), _said(removed), _said(_unled(inserted)), drops, result
    )


def _without_movers(text: str) -> list[str]:
    moved = _MOVED.search(text)
    rest = text[moved.end() :].strip(" ,:;–-") if moved else ""
    return [_capital(rest)] if len(rest.split()) > 3 else []


def _unled(inserted: list[str]) -> list[str]:
    """Return what is put in without the words that say so, where they stand on a line of their own."""
    if inserted and _INSERTS.match(inserted[0]) and inserted[0].endswith((":", "with", "-", "–")):
        inserted = inserted[1:]
    if inserted and (
        match := re.fullmatch(
            r"\W*(?:insert|add|replace with|substitute)\W*?[:–-]?\s*(“.*)", inserted[0], re.I | re.S
        )
    ):
        inserted = [match[1], *inserted[1:]]
    if inserted and inserted[0].startswith("“") and inserted[-1].endswith("”"):
        inserted = [*inserted[:-1], inserted[-1][:-1]]
        inserted[0] = inserted[0][1:]
    return inserted


def _said(paragraphs: Sequence[str]) -> str | None:
    return "\n\n".join(paragraphs) or None


def _dropped(
    removed: Sequence[str], motion: Sequence[str], points: Sequence[tuple[str, Paragraph]]
) -> tuple[str, ...]:
    """Return the keys of the points that go: all, where all goes behind what is quoted and stays; else those named."""
    said = " ".join(removed)
    if re.match(r"\W*delete (?:all|everything|all words) (?:after|from|following)", said, re.I):
        kept = re.sub(r"\W+", " ", said).casefold()
        stays = [key for key, point in points if re.sub(r"\W+", " ", point.text).strip().casefold() in kept]
        is_quoted = (
            any(re.sub(r"\W+", " ", text).strip().casefold() in kept for text in motion) or "“" in said
        )
        return tuple(key for key, _ in points if key not in stays) if is_quoted else ()
    named = re.findall(r"\b(?:point|paragraph|bullet|part|clause) \(?(\d{1,2}|[a-z])\)?", said, re.I)
    return tuple(key for key, point in points if point.label in named)


def _tells_result(each: Paragraph) -> bool:
    is_about = re.search(r"\b(?:amendment|motion|vote|voting|voted)\b", each.text, re.I)
    return bool(is_about and (_result(each.text) or _FOR.search(each.text)) and not _MOVED.search(each.text))


def _result(text: str) -> str | None:
    return next((word for word, form in _RESULTS if re.search(form, text, re.I)), None)


def _result_of(what: str, found: Sequence[Paragraph]) -> str | None:
    """Return what the minutes say became of a motion or an amendment, clause by clause."""
    for each in found:
        if _MOVED.search(each.text):
            continue
        for clause in re.split(r"(?<=[.;])\s|,? and (?=the (?:motion|amendment))", each.text):
            if re.search(rf"\b{what}\b", clause, re.I) and (word := _result(clause)):
                return word
    return None


def _result_of_motion(
    tail: Sequence[Paragraph], changes: Sequence[AmendmentFound], trigger: Paragraph | None, motion: Paragraph
) -> Answer:
    """Return what became of a motion: what the minutes say of it, or what they resolved after its amendment."""
    is_changed = any(
        isinstance(change.result, Told) and change.result.value == "carried" for change in changes
    )
    if word := _result_of("motion", tail):
        return Told("carried-as-amended" if word == "carried" and is_changed else word, tail[0].line)
    if trigger and is_changed:
        return Told("carried-as-amended", trigger.line)
    return Asked(f"What became of the motion ({quote(motion)})? The minutes do not say it in so many words.")


def _vote(found: Sequence[Paragraph]) -> VoteFound | None:
    for each in reversed(found):
        if re.search(r"\b(?:vote[sd]?|voting|for|against|favour)\b", each.text, re.I):
            sides = [_number(pattern, each.text) for pattern in (_FOR, _AGAINST, _ABSTAINED)]
            if sides[0] and sides[1]:
                return VoteFound(each.line, *sides)
    return None


def _number(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return next(filter(None, match.groups()), None) if match else None
