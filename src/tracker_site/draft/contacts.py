"""What reaches a person at home or at work: never copied from minutes, into any field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker_site.draft.paragraphs import Paragraph
from tracker_site.register.contacts import contacts_in

STRUCK = "[…]"
"""What stands where something was left out."""

_MAIL = r"[^\s<>(),;:\"“”‘\[\]]{1,64} ?(?:@|[\[(] ?at ?[\])]) ?[\w-]+(?:\.[\w-]+)*"
_NOT_A_DAY = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)"
_NUMBER = (
    r"(?<![\w£.,/])(?:"
    r"\+ ?\d(?:[\s().-]{0,3}\d){7,14}"
    rf"|{_NOT_A_DAY}(?:\(0\d{{2,5}}\)[\s.-]?\d(?:[\s.-]?\d){{4,7}}|0(?:[\s.-]{{0,3}}\d){{9,10}})"
    r"|7\d{3} ?\d{3} ?\d{3}"
    r")(?!\w)"
)
_BEHIND_A_WORD = (
    r"(?<=\w)(?:(?<=\btel)|(?<=\btelephone)|(?<=\bphone)|(?<=\bmobile)|(?<=\bmob)|(?<=\bfax)|(?<=\bext)|"
    r"(?<=\bextension))\.?(?: no\.?| number)?\s*[:.–-]?\s*\+?\(?\d(?:[\s().-]{0,2}\d){3,13}(?!\w)"
)
_POSTCODE = (
    r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
    r"|\b[a-z]{1,2}\d[a-z\d]?\s\d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}\b"
)
_CONTACT = re.compile(f"{_MAIL}|{_NUMBER}|{_BEHIND_A_WORD}|{_POSTCODE}", re.I)
_LEADS_TO_PERSON = re.compile(r"\s*(?:mailto|tel|sms|callto):", re.I)


def without_contacts(text: str) -> str:
    """Return a text without e-mail addresses, telephone numbers, postcodes and NHS numbers.

    Whatever the check would warn of is struck, and also what only may be such: a note tells of it.
    """
    text = _CONTACT.sub(_struck, text)
    for offset, found, _ in sorted(contacts_in(text), reverse=True):
        text = f"{text[:offset]}{STRUCK}{text[offset + len(found) :]}"
    return text


def strike_contacts(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, each without what reaches a person."""
    for each in paragraphs:
        yield replace(
            each,
            text=without_contacts(each.text),
            cells=tuple(map(without_contacts, each.cells)),
            link="" if _LEADS_TO_PERSON.match(each.link) or "@" in each.link else each.link,
        )


def lines_struck(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    """Return the lines of those paragraphs from which something was left out."""
    return tuple(dict.fromkeys(each.line for each in paragraphs if STRUCK in each.text))


def _struck(found: re.Match[str]) -> str:
    # "Tel: 01234 567890" keeps its first word, and a sentence the stop at its end.
    lead = re.match(r"\.?(?: no\.?| number)?\s*[:.–-]?\s*(?=[+(\d])", found[0], re.I)
    end = "." if found[0].endswith(".") else ""
    return f"{lead[0] if lead else ''}{STRUCK}{end}"
