"""Which body met, on which day, and what sort of record it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker_site.draft.days import days_in
from tracker_site.draft.findings import Answer, Asked, Told, quote
from tracker_site.draft.matching import Known, KnownBody, words_of
from tracker_site.draft.paragraphs import Paragraph

_NOT_OURS = re.compile(
    r"\b(?:previous|last|next|following) meeting|published|printed|despatch|minutes of the .{0,80}be |deadline|cyfarfod blaenorol",
    re.I,
)
_OF_MEETING = re.compile(r"\b(?:meeting|held|date|cyfarfod|gynhaliwyd)\b", re.I)
_WELSH = frozenset(
    "yr ar bod gan ei eu wedi oedd mae gyda hyn ond fel cyngor pwyllgor aelodau cyfarfod dylid eitem adroddiad".split()
)


def find_date(head: Sequence[Paragraph], everything: Sequence[Paragraph]) -> Answer:
    """Return the day of the meeting: the one that the head prints, if it prints one."""
    likely = [each for each in head if not _NOT_OURS.search(each.text)]
    for found in ([each for each in likely if _OF_MEETING.search(each.text)], likely):
        days = {day: each for each in found for day, _ in days_in(each.text)}
        if len(days) == 1:
            ((day, place),) = days.items()
            return Told(day.isoformat(), place.line)
        if days:
            places = "; ".join(quote(place) for place in days.values())
            return Asked(f"On which day did it meet? The head of the minutes prints more than one: {places}")
    clues = [f"line {each.line}: {typed}" for each in everything for _, typed in days_in(each.text)][:4]
    hint = f" Days that the text mentions: {'; '.join(clues)}." if clues else ""
    return Asked(
        "On which day did it meet? The minutes print no date of the meeting. "
        f"Write 'unknown' if it can't be found out, or bounds, as in 2022-07-06/2022-12.{hint}"
    )


def find_body(head: Sequence[Paragraph], everything: Sequence[Paragraph], known: Known) -> Answer:
    """Return the body that met: the one known body whose name the head prints."""
    named = [(body, place) for place in head for body in known.bodies if _names(place, body)]
    longest = {body: place for body, place in named if not _is_in_longer(body, [other for other, _ in named])}
    if len(longest) > 1:
        councils = " ".join(words_of(place.text) for place in head)
        of_council = {body: place for body, place in longest.items() if words_of(body.council) in councils}
        longest = of_council or longest
    if len(longest) == 1:
        ((body, place),) = longest.items()
        return Told(body.reference, place.line)
    return Asked(_ask_for_body(head, everything, known, list(longest)))


def _names(place: Paragraph, body: KnownBody) -> bool:
    return (
        len(body.words) > 3
        and f" {body.words} " in f" {words_of(place.text)} "
        and not re.match(r"\W*(?:report|minutes of the .* be)\b", place.text, re.I)
    )


def _is_in_longer(body: KnownBody, others: Sequence[KnownBody]) -> bool:
    return any(body.words != other.words and f" {body.words} " in f" {other.words} " for other in others)


def _ask_for_body(
    head: Sequence[Paragraph], everything: Sequence[Paragraph], known: Known, unsure: Sequence[KnownBody]
) -> str:
    if not known.bodies:
        return "Which body met? Write it as council/body, as a file in content/authorities/ has them; there is none yet."
    if unsure:
        return f"Which body met? The minutes may mean {' or '.join(body.reference for body in unsure)}."
    place = next(
        (
            each
            for each in head
            if re.search(r"committee|board|council|cabinet|panel|pwyllgor|cyngor", each.text, re.I)
        ),
        None,
    )
    said = (
        f" The minutes say, {quote(place)}."
        if place
        else " The head of the minutes names none that is known."
    )
    mentions = {body.reference: each for each in everything for body in known.bodies if _names(each, body)}
    clues = "; ".join(
        f"{reference} is mentioned on line {each.line}" for reference, each in list(mentions.items())[:4]
    )
    some = ", ".join(body.reference for body in known.bodies[:12])
    return f"Which body met?{said} {clues + '.' if clues else f'Those known are {some}.'}"


def kind_of(head: Sequence[Paragraph]) -> str | None:
    """Return `special` or `extraordinary` where the head says so."""
    text = " ".join(each.text for each in head)
    if re.search(
        r"\bextraordinary (?:\w+ ){0,6}meeting|extraordinary (?:\w+ ){0,3}(?:council|committee)", text, re.I
    ):
        return "extraordinary"
    return "special" if re.search(r"\bspecial (?:\w+ ){0,6}meeting", text, re.I) else None


def state_of_minutes(head: Sequence[Paragraph]) -> str:
    """Return `draft` where the head says so; that minutes were approved is for a later meeting to say."""
    is_draft = re.compile(r"\bdraft\b|subject to (?:approval|confirmation)|unconfirmed|drafft", re.I)
    return "draft" if any(is_draft.search(each.text) for each in head) else "unknown"


def language_of(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return `cy` where the text is in Welsh."""
    words = re.findall(r"[a-zŵŷâêîôû]+", " ".join(each.text for each in paragraphs).casefold())
    return "cy" if words and sum(word in _WELSH for word in words) > len(words) * 0.06 else None
