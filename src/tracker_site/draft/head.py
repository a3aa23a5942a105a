"""Which body met, on which day, and what sort of record it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker_site.draft.days import days_in
from tracker_site.draft.findings import Answer, Asked, Told, quote
from tracker_site.draft.matching import Known, KnownBody, words_of
from tracker_site.draft.paragraphs import Paragraph

_NOT_OURS = re.compile(
    r"\b(?:previous|last|next|following) meeting|published|printed|despatch|"
    r"minutes of the .{0,80}be |deadline|cyfarfod blaenorol",
    re.I,
)
_OF_MEETING = re.compile(r"\b(?:meeting|held|date|cyfarfod|gynhaliwyd)\b", re.I)
_COUNCIL = re.compile(r"\b[A-Z]\w+ (?:Council|COUNCIL)\b|\b(?:Cyngor|CYNGOR) [A-Z]")
_WELSH = frozenset(
    [
        "yr",
        "ar",
        "bod",
        "gan",
        "ei",
        "eu",
        "wedi",
        "oedd",
        "mae",
        "gyda",
        "hyn",
        "ond",
        "fel",
        "cyngor",
        "pwyllgor",
        "aelodau",
        "cyfarfod",
        "dylid",
        "eitem",
        "adroddiad",
    ]
)


def find_date(head: Sequence[Paragraph], everything: Sequence[Paragraph]) -> Answer:
    """Return the day of the meeting: the one that the head prints, if it prints one."""
    told = [each for each in everything if re.match(r"date of (?:decision|meeting)\b", each.text, re.I)]
    likely = [each for each in (*head, *told) if not _NOT_OURS.search(each.text)]
    for found in ([each for each in likely if _OF_MEETING.search(each.text)], likely):
        days = {day: each for each in found for day, _ in days_in(each.text)}
        if len(days) == 1:
            ((day, place),) = days.items()
            return Told(day.isoformat(), place.line)
        if days:
            places = "; ".join(quote(place) for place in days.values())
            return Asked(f"On which day did it meet? The head of the minutes prints more than one: {places}")
    clues = [
        f"{typed} (line {each.line} of the minutes)" for each in everything for _, typed in days_in(each.text)
    ][:4]
    hint = f" Days that the text mentions: {'; '.join(clues)}." if clues else ""
    return Asked(
        "On which day did it meet? The minutes print no date of the meeting. "
        "Write date: unknown if it can't be found out; date: 2022-07-06/2022-12 for some day between; "
        f"date: ../2022-03-31 for then or earlier.{hint}"
    )


def find_body(head: Sequence[Paragraph], everything: Sequence[Paragraph], known: Known) -> Answer:
    """Return the body that met: the one known body whose name, and whose council's name, the head prints."""
    text = " ".join(words_of(place.text) for place in head)
    named = [(body, place) for place in head for body in known.bodies if _names(place, body)]
    longest = {body: place for body, place in named if not _is_in_longer(body, [other for other, _ in named])}
    fitting = {body: place for body, place in longest.items() if f" {words_of(body.council)} " in f" {text} "}
    if not fitting and not _COUNCIL.search(" ".join(place.text for place in head)):
        fitting = {body: place for body, place in longest.items() if " " in body.words}
    if not fitting:
        fitting = _full_council(head, known)
    if len(fitting) == 1:
        ((body, place),) = fitting.items()
        return Told(body.reference, place.line)
    return Asked(_ask_for_body(head, everything, known, list(fitting or longest)))


def _full_council(head: Sequence[Paragraph], known: Known) -> dict[KnownBody, Paragraph]:
    """Return the full council, where the head says that it met and names no committee."""
    if any(
        re.search(r"\b(?:committee|board|panel|cabinet|forum|executive)\b", place.text, re.I)
        for place in head
    ):
        return {}
    return {
        body: place
        for place in head
        for body in known.bodies
        if body.is_council
        and re.search(rf"\bmeeting of (?:the )?{re.escape(words_of(body.council))}\b", words_of(place.text))
    }


def _names(place: Paragraph, body: KnownBody) -> bool:
    is_told = len(body.words) > 3 and f" {body.words} " in f" {words_of(place.text)} "
    return (
        is_told
        and not body.is_council
        and not re.match(r"\W*(?:report|minutes of the .* be)\b", place.text, re.I)
    )


def _is_in_longer(body: KnownBody, others: Sequence[KnownBody]) -> bool:
    return any(body.words != other.words and f" {body.words} " in f" {other.words} " for other in others)


def _ask_for_body(
    head: Sequence[Paragraph], everything: Sequence[Paragraph], known: Known, unsure: Sequence[KnownBody]
) -> str:
    if not known.bodies:
        return (
            "Which body met? "
            "Write it as council/body, as a file in content/authorities/ has them; there is none yet."
        )
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
        f" The head reads, {quote(place)}." if place else " The head of the minutes names none that is known."
    )
    several = [body for body in known.bodies if " " in body.words]
    mentions = {body.reference: each for each in everything for body in several if _names(each, body)}
    clues = "; ".join(
        f"{reference} is mentioned on line {each.line} of the minutes"
        for reference, each in list(mentions.items())[:4]
    )
    text = " ".join(words_of(each.text) for each in head)
    near = [body for body in known.bodies if words_of(body.council) in text] or known.bodies
    some = ", ".join(body.reference for body in near[:8]) + (" …" if len(near) > 8 else "")
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
