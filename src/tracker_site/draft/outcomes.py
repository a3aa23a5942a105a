"""What a meeting did, limb by limb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker_site.draft.findings import Asked, OutcomeFound, Told, quote
from tracker_site.draft.paragraphs import Paragraph, Style, split_label
from tracker_site.draft.shape import is_about_people, is_closing
from tracker_site.draft.tasks import task_of
from tracker_site.draft.triggers import ISSUES, PRINTED, Trigger, is_not_ours, is_trigger, trigger_of
from tracker_site.draft.verbs import furthest, own_verb, until_when, verb_of, whom_it_asks

_REASON = re.compile(
    r"(?:Reasons? for (?:the |this )?(?:decision|recommendation|resolution)s?|"
    r"Reasons?)\s*[:–-]*\s*(?P<reason>.*)",
    re.S,
)
_STOPS = re.compile(
    r"reasons?\b|alternative options|options considered|other options|voting\b|vote\b|"
    r"for:|against:|\(?note\b|action\b|actions\b"
    r"|councillors? .{2,80} (?:left|joined|entered|returned|declared|asked|thanked|"
    r"requested|abstained|voted)|cllr .{2,80} (?:left|joined)"
    r"|at this (?:point|stage)|in (?:response|reply) to|the chair\b|the meeting\b|"
    r"motion\b|amendment\b|contact officer|background",
    re.I,
)
_INLINE = re.compile(
    r"(?:(?<=[\s:;,–—-])|^)(?=\((?:[a-h]|i{1,3}|iv|v|vi{1,3}|ix|x|\d{1,2})\)\s|(?:[a-h]|"
    r"i{1,3}|iv|vi{0,3}|\d)\)\s)"
)
_VOTE = re.compile(r"\(?\b(?:vot(?:e|es|ing)\b|for:? ?\d|\d+ (?:votes? )?(?:for|in favour)|unanimous)", re.I)
_OPEN = re.compile(
    r"(?:[:–—-]|\b(?:that|to|the following|and|board|committee|panel|council|cabinet|"
    r"executive|members))[\s:–—-]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes of an item, and which of its paragraphs they and their sign took up."""

    found: tuple[OutcomeFound, ...]
    doubtful: tuple[Paragraph, ...]
    used: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Limb:
    line: int
    label: str
    style: Style
    text: str
    parts: tuple[tuple[str, str], ...] = ()


def find_outcomes(
    body: Sequence[Paragraph], taken: frozenset[int], resumed: str, breaks_off: bool
) -> Outcomes:
    """Return what the meeting did under an item.

    `taken` are paragraphs of motions; `resumed` is the text of amendments, which a resolution may repeat in
    paragraphs without a sign; `breaks_off` says that the last paragraph is not whole.
    """
    found: list[OutcomeFound] = []
    doubtful: list[Paragraph] = []
    used: set[int] = set()
    n = 0
    while n < len(body):
        trigger = None if n in taken else trigger_of(body[n], body[n - 1] if n else None)
        if trigger is None or _is_in_quotes(body, n):
            n += 1
        elif _only_heads(body, n, trigger):
            used.add(n)
            n += 1
        elif not trigger.is_certain or _is_told_below(body, n, trigger):
            doubtful.append(body[n] if trigger.rest else body[n + 1])
            n += 1
        else:
            end = _end_of(body, n, trigger, taken, resumed)
            movers = _movers_above(body, n, taken)
            limbs = _limbs(body, n, end, trigger) or _said_alone(body[n], trigger)
            is_cut = breaks_off and end == len(body)
            before = " ".join(filter(None, (*(body[m].text for m in movers), trigger.before)))
            found += _outcomes(limbs, trigger._replace(before=before), is_cut, body[n])
            used |= {*movers, *range(n, end)}
            n = end
    if not found:
        found, more = _without_sign(body, taken, breaks_off)
        used |= more
    return Outcomes(_with_reason(found, body, used), tuple(doubtful), frozenset(used))


def _movers_above(body: Sequence[Paragraph], n: int, taken: frozenset[int]) -> list[int]:
    """Return the paragraphs right above a resolution that say only who proposed and who seconded it."""
    above: list[int] = []
    while (
        n
        and (n - 1) not in taken
        and re.match(r"(?:it was )?(?:proposed|moved|seconded) by\b.{2,160}$", body[n - 1].text, re.I)
    ):
        n -= 1
        above.insert(0, n)
    return above


def _said_alone(place: Paragraph, trigger: Trigger) -> list[_Limb]:
    """Return what a word alone says: "Noted."."""
    is_whole = trigger.word in ("noted", "agreed") and place.text.endswith(".")
    return [_Limb(place.line, "", "", place.text)] if is_whole else []


def _only_heads(body: Sequence[Paragraph], n: int, trigger: Trigger) -> bool:
    """Whether "Decision:" is only the heading of a section in which the resolution has a sign of its own."""
    later = [found for m in range(n + 1, len(body)) if (found := trigger_of(body[m], body[m - 1]))]
    is_heading = trigger.word.startswith("decision") and not trigger.rest
    return is_heading and any(found.is_certain and found.word in ("resolved", "agreed") for found in later)


def _is_told_below(body: Sequence[Paragraph], n: int, trigger: Trigger) -> bool:
    """Whether below "Decision:" stands prose that may only tell of how it came."""
    if not trigger.word.startswith("decision") or trigger.rest or n + 1 >= len(body):
        return False
    below = body[n + 1]
    says = re.match(r"(?:that|to)\b", below.text, re.I) or own_verb(below.text) or trigger_of(below)
    return not (below.style or says)


def _is_in_quotes(body: Sequence[Paragraph], n: int) -> bool:
    """Whether a quotation that opened in an earlier paragraph of the item is still open."""
    above = " ".join(each.text for each in body[:n])
    return above.count("“") > above.count("”") and any("”" in each.text for each in body[n:])


# Where a resolution ends


def _end_of(
    body: Sequence[Paragraph], start: int, trigger: Trigger, taken: frozenset[int], resumed: str
) -> int:
    """Return the number of the first paragraph that is no more of the resolution that starts at `start`."""
    stem = trigger.rest
    has_limbs = len(_inline(stem)) > 1
    is_open = not stem or (_OPEN.search(stem) is not None and not PRINTED.search(stem[-60:]))
    n = start + 1
    while n < len(body):
        each = body[n]
        if n in taken or _stops(each, body, n):
            break
        if (
            each.style
            and each.style != "plain"
            and not (each.style == "decimal" and body[start].style == "decimal")
        ):
            if not (is_open or has_limbs or _OPEN.search(body[n - 1].text)):
                break
            has_limbs = True
        elif not _goes_on(each, body[n - 1], stem, has_limbs, resumed):
            break
        stem = stem or each.text
        is_open = is_open and (has_limbs or _OPEN.search(each.text) is not None)
        n += 1
    return n


def _stops(each: Paragraph, body: Sequence[Paragraph], n: int) -> bool:
    if each.style == "plain" or (each.is_heading and not each.style):
        return True
    if (
        each.text.startswith(("“", '"'))
        or is_closing(each)
        or is_about_people(each)
        or (not each.style and _STOPS.match(each.text))
    ):
        return True
    return trigger_of(each, body[n - 1]) is not None and not each.style and not each.text.startswith("That ")


def _goes_on(each: Paragraph, above: Paragraph, stem: str, has_limbs: bool, resumed: str) -> bool:
    """Whether a paragraph without a sign is more of a resolution."""
    if not stem:
        return True
    starts_limb = re.match(r"(?:and )?(?:that|further|to)\b", each.text, re.I) is not None
    follows_stem = _OPEN.search(above.text) is not None or above.text.endswith((";", ","))
    return (
        (starts_limb and (has_limbs or follows_stem or each.text.startswith("That ")))
        or follows_stem
        or _is_in(each.text, resumed)
    )


def _is_in(text: str, resumed: str) -> bool:
    words = _words(text)
    return len(words) > 20 and words in _words(resumed)


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


# Its limbs


def _limbs(body: Sequence[Paragraph], start: int, end: int, trigger: Trigger) -> list[_Limb]:
    """Return the limbs of a resolution, each with the stem that it shares with the others."""
    stem, *inline = _inline(trigger.rest) or [""]
    pieces = [_piece(body[start].line, text) for text in inline]
    for each in body[start + 1 : end]:
        first, *others = _inline(each.text) or [""]
        pieces.append(_Limb(each.line, each.label, each.style, first))
        pieces += [_piece(each.line, text) for text in others]
    if (
        not stem
        and pieces
        and not pieces[0].style
        and len(pieces) > 1
        and (_OPEN.search(pieces[0].text) or pieces[1].style)
    ):
        stem = pieces.pop(0).text
    if not pieces:
        return [_Limb(body[start].line, "", "", stem)] if stem else []
    if not stem or not _OPEN.search(stem):
        return _nested(([_Limb(body[start].line, "", "", stem)] if stem else []) + pieces, "")
    return _nested(pieces, stem)


def _inline(text: str) -> list[str]:
    """Return the stem of a text and the limbs that stand within it behind labels in brackets: none or several."""
    cuts = [match.start() for match in _INLINE.finditer(text)]
    labels = [split_label(text[cut:])[0] for cut in cuts]
    if len(cuts) < 2 or labels[0] not in ("a", "i", "1"):
        return [text] if text else []
    return [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _piece(line: int, text: str) -> _Limb:
    label, style, rest = split_label(text)
    return _Limb(line, label, style, rest)


def _nested(pieces: Sequence[_Limb], stem: str) -> list[_Limb]:
    """Return the limbs, each with its own: a list within a list, or paragraphs of one resolution."""
    limbs: list[_Limb] = []
    level: Style = next((piece.style for piece in pieces if piece.style), "")
    for piece in pieces:
        last = limbs[-1] if limbs else None
        if last and _is_below(piece, last, level):
            limbs[-1] = replace(last, parts=(*last.parts, (_shown(piece.label), _tidy(piece.text))))
        else:
            limbs.append(replace(piece, text=_joined(stem, piece.text)))
    return limbs


def _is_below(piece: _Limb, last: _Limb, level: Style) -> bool:
    if not piece.style:
        return not re.match(r"(?:and )?that\b", piece.text, re.I)
    if piece.style == level:
        return False
    # "(i)" may be the ninth letter, or the first of the numerals.
    follows = (
        level == "letter" and len(piece.label) == 1 and ord(piece.label) == ord(last.label[:1] or "?") + 1
    )
    return not follows


def _joined(stem: str, text: str) -> str:
    """Return a limb with the stem before it, unless it says all that the stem says."""
    opening = re.sub(r"[\s:–—-]+$", "", stem).strip()
    if not opening or (re.fullmatch("that", opening, re.I) and re.match(r"that\b", text, re.I)):
        return text
    if re.search(r"\bthe following(?: \w+)?$|\bas follows$", opening, re.I):
        return text
    if re.search(r"\b(?:that|to)$", opening, re.I) and (
        match := re.match(rf"{opening.split()[-1]}\b ?", text, re.I)
    ):
        text = text[match.end() :]
    return f"{opening} {text}"


# From limbs to outcomes


def _outcomes(limbs: Sequence[_Limb], trigger: Trigger, is_cut: bool, place: Paragraph) -> list[OutcomeFound]:
    found = [_outcome(limb, trigger.word, is_cut and limb is limbs[-1], place) for limb in limbs]
    note = f"Before it the minutes say: {trigger.before}" if trigger.before else None
    return [replace(found[0], note=note), *found[1:]] if found and note else found


def _outcome(limb: _Limb, word: str, is_cut: bool, place: Paragraph) -> OutcomeFound:
    if is_cut and (whole_limb := re.match(r"(?P<text>.*[;.])\s*\w{0,3}$", limb.text, re.S)):
        limb, is_cut = replace(limb, text=whole_limb["text"]), False  # only the "and" after it is missing
    text = _stem(limb.text) if limb.parts else limb.text if is_cut else _tidy(limb.text) or place.text
    verb = _furthest(text, limb.parts, word)
    whole = " ".join((text, "; ".join(part.rstrip(".") for _, part in limb.parts))).strip()
    task = None if is_cut or len(whole) > 480 else task_of(limb.line, whole, verb)
    if verb is None and task:
        verb = "action"
    return OutcomeFound(
        line=limb.line,
        text=text,
        verb=_verb(None if is_cut else verb, is_cut, replace(place, line=limb.line, text=text)),
        label=_shown(limb.label) or None,
        to=None if is_cut else whom_it_asks(text) or (_told_owner(task) if verb == "action" else None),
        until=until_when(text) if verb == "deferred" else None,
        parts=limb.parts,
        actions=(task,) if task else (),
    )


def _furthest(text: str, parts: Sequence[tuple[str, str]], word: str) -> str | None:
    """Return the verb of a limb with its own limbs; of a resolution in several paragraphs, that of its sign."""
    if any(not label and len(part) > 300 for label, part in parts):
        return verb_of("", word)
    # "The Panel resolved to defer": what follows the sign goes further than the sign.
    after = re.split(rf"\b{word}\b", text, maxsplit=1, flags=re.I)[1:] if word else []
    said = (text, *(each.strip() for each in after), *(part for _, part in parts))
    return furthest([verb for each in said if (verb := own_verb(each))]) or verb_of("", word)


def _told_owner(task: object) -> str | None:
    owner = getattr(task, "owner", None)
    return owner.value if isinstance(owner, Told) else None


def _verb(verb: str | None, is_cut: bool, place: Paragraph) -> Told | Asked:
    if verb:
        return Told(verb, place.line)
    why = "The text breaks off here, so what" if is_cut else "What"
    return Asked(f"{why} did the meeting do: note, agree, approve, recommend? See {quote(place)}")


def _tidy(text: str) -> str:
    text = re.sub(r"(?:[;,]?\s*\b(?:and|or)\b)?[\s;,:–—-]*$", "", text.strip(" *_\t"))
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?:”\"'’)" else f"{text}."


def _stem(text: str) -> str:
    """Return the beginning of a limb that has limbs of its own, as it is where it is a sentence."""
    return _tidy(text) if text.endswith(".") else text[:1].upper() + text[1:].rstrip(" :–—-") + ":"


def _shown(label: str) -> str:
    return "" if label == "•" else label


def _without_sign(
    body: Sequence[Paragraph], taken: frozenset[int], breaks_off: bool
) -> tuple[list[OutcomeFound], set[int]]:
    """Return the limbs of a list that nothing announces, where each of them starts with "That"."""
    runs: list[list[int]] = []
    for n, each in enumerate(body):
        if n in taken or not each.text.startswith("That ") or is_not_ours(each.text):
            continue
        if runs and runs[-1][-1] == n - 1 and body[n - 1].style == each.style:
            runs[-1].append(n)
        else:
            runs.append([n])
    good = [run for run in runs if _is_resolution(body, run)]
    if not good:
        return [], set()
    run = good[-1]
    limbs = [_Limb(body[n].line, body[n].label, body[n].style, body[n].text) for n in run]
    is_cut = breaks_off and run[-1] == len(body) - 1
    return _outcomes(limbs, Trigger("", "", "", is_certain=True), is_cut, body[run[0]]), set(run)


def _is_resolution(body: Sequence[Paragraph], run: Sequence[int]) -> bool:
    above = body[run[0] - 1].text if run[0] else ""
    if re.search(r"(?:\band|carried|agreed|it was|vote)\W*$", above):
        return True
    is_list = body[run[0]].style in ("letter", "number", "roman") and body[run[0]].label in ("a", "i", "1")
    return (
        is_list
        and not above.endswith((":", ":-", "–"))
        and not PRINTED.search(above[-80:])
        and not ISSUES.search(above[-80:])
    )


def _with_reason(
    found: Sequence[OutcomeFound], body: Sequence[Paragraph], used: set[int]
) -> tuple[OutcomeFound, ...]:
    """Return the outcomes, one that stands alone with the reason that the minutes give for it."""
    for n, each in enumerate(body):
        match = _REASON.fullmatch(each.text)
        if match and n not in used and len(found) == 1:
            below = n + 1 < len(body) and not body[n + 1].is_heading and not is_trigger(body[n + 1])
            reason = match["reason"] or (body[n + 1].text if below else "")
            if reason:
                used.update((n,) if match["reason"] else (n, n + 1))
                return (replace(found[0], reason=_tidy(reason)),)
    return tuple(found)
