"""Amendments: what each changed in a motion, word by word, so that it can be read as one text."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tracker_site.records.meeting import Amendment, Motion
from tracker_site.source.markup import plain_text
from tracker_site.status.motions import find_once, is_carried, numbered_texts

Kind = Literal["kept", "removed", "inserted"]

MOST_WORDS = 600
"""Texts of more words are not compared, for that takes the longer the longer they are."""

_ALIKE = 0.5
"""The share of words in common under which a difference would be harder to read than the two texts."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, removed or put in; the spaces between them stand in what was kept."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an amendment changed in a motion, or was to change."""

    carried: bool
    place: str = ""
    """Where in the motion the words are that it removes, where they are found there."""
    difference: tuple[Stretch, ...] = ()
    """What it removes and puts in as one text, where it can be read so."""


def effect_of(amendment: Amendment, motion: Motion) -> Effect:
    """Return what an amendment changes in a motion, as far as its words show it."""
    carried = is_carried(amendment.result)
    removes = plain_text(amendment.removes) if amendment.removes else ""
    inserts = plain_text(amendment.inserts) if amendment.inserts else ""
    for place, text in numbered_texts(motion):
        if found := difference_within(text, removes, inserts):
            return Effect(carried, place, found)
    both = difference_between(removes, inserts) if removes and inserts else None
    return Effect(carried, difference=both or ())


def difference_within(text: str, removes: str, inserts: str) -> tuple[Stretch, ...] | None:
    """Return a text with what is removed and put in its place; nothing unless it holds that once, as whole words."""
    found = find_once(text, removes)
    if not found:
        return None
    start, end = found.span()
    space = " " if inserts else ""
    return _stretches(
        ("kept", text[:start]),
        ("removed", removes),
        ("kept", space),
        ("inserted", inserts),
        ("kept", text[end:]),
    )


def difference_between(removes: str, inserts: str) -> tuple[Stretch, ...] | None:
    """Return two texts as one, with the words of only one of them told apart; nothing where they are not alike."""
    removed, inserted = removes.split(), inserts.split()
    if max(len(removed), len(inserted)) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, removed, inserted, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    pieces: list[tuple[Kind, str]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        first: Kind = "kept" if tag == "equal" else "removed"
        second: list[str] = [] if tag == "equal" else inserted[new_start:new_end]
        for kind, words in ((first, removed[start:end]), ("inserted", second)):
            pieces += [(kind, " ".join(words)), ("kept", " " if words else "")]
    return _stretches(*pieces)


def _stretches(*pieces: tuple[Kind, str]) -> tuple[Stretch, ...]:
    """Return the pieces that say something, each with the spaces around it."""
    return tuple(Stretch(kind, text) for kind, text in pieces if text)
