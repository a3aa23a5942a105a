"""Of which known recommendations and actions an item may tell how far they have come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker_site.draft.findings import ProgressFound
from tracker_site.draft.paragraphs import Paragraph
from tracker_site.draft.tasks import sentences_of
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.said import Action

_SMALL = (
    "about after again also been before being between bring children council each from have into make more than "
    "that their them then there these they this those through what when where which will with within would"
)
"""Words that tell no title from another."""
_STEM = 5  # letters by which "recorded" is taken for "record"
_ENOUGH = 2 / 3  # of the words of a title
_SENTENCE = 5  # words; what has fewer is a heading or a catchword
_MOST_SENTENCES, _LONGEST_QUOTED = 6, 450  # characters


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A recommendation, a part of one or an action, of which a meeting may hear how far it has come."""

    id: str
    title: str
    text: str
    of: frozenset[str]
    """The records that it belongs to, and those that it answers."""
    is_offered: bool
    """Whether it is offered wherever one of those is considered, or only where the minutes have its words."""


def known_things(records: Iterable[Record]) -> Iterator[KnownThing]:
    """Yield all recommendations, their parts, and then all actions, of plans and of meetings."""
    for record in sorted(records, key=lambda record: not isinstance(record, Recommendation)):
        if isinstance(record, Recommendation):
            of = frozenset((record.id, record.origin))
            yield KnownThing(record.id, record.title, "", of, True)
            yield from (
                KnownThing(f"{record.id}/{part.key}", part.text.source, "", of, True) for part in record.parts
            )
        elif isinstance(record, Plan):
            for action in record.actions:
                yield _of_action(record.id, action, (record.id, *record.answers), True)
        elif isinstance(record, Meeting):
            for item in record.items:
                for action in (*item.actions, *(one for each in item.outcomes for one in each.actions)):
                    yield _of_action(record.id, action, (record.id, *item.about), False)


def _of_action(record: str, action: Action, of: Iterable[str], is_offered: bool) -> KnownThing:
    answered = (target.split("/")[0] for target in action.recommendations)
    return KnownThing(
        f"{record}/{action.key}",
        action.title,
        action.text.source if action.text else "",
        frozenset((*of, *answered)),
        is_offered,
    )


def find_progress(
    about: Collection[str], said: Sequence[Paragraph], known: Iterable[KnownThing]
) -> tuple[ProgressFound, ...]:
    """Return the known things of which the discussion may have told how far they have come.

    What has most of the words of a title is quoted, of the paragraph that has them. No status is ever proposed.
    """
    told = _told(said)
    found = []
    for thing in known if said else ():
        if thing.of.intersection(about):
            line, quoted = _best(thing, told)
            if thing.is_offered or quoted:
                found.append(ProgressFound(thing.id, thing.title, line, quoted))
    return tuple(found)


class _Told(NamedTuple):
    """The paragraphs of a discussion, sentence by sentence, and how many of them have a word."""

    paragraphs: tuple[tuple[int, tuple[tuple[str, frozenset[str]], ...]], ...]
    spread: Counter[str]


def _told(said: Iterable[Paragraph]) -> _Told:
    paragraphs = tuple(
        (each.line, tuple((sentence, stems_of(sentence)) for sentence in sentences_of(each.text)))
        for each in said
        if not each.is_heading and len(each.text.split()) >= _SENTENCE
    )
    return _Told(paragraphs, Counter(stem for _, sentences in paragraphs for stem in _all(sentences)))


def _all(sentences: Iterable[tuple[str, frozenset[str]]]) -> frozenset[str]:
    return frozenset().union(*(stems for _, stems in sentences))


def _best(thing: KnownThing, told: _Told) -> tuple[int, str]:
    """Return what the paragraph that tells most of a thing says of it, with its line; nothing where none has enough.

    A word that few paragraphs have tells more than one that all have; the words of its text only decide between two.
    """
    title, text = stems_of(thing.title), stems_of(thing.text)
    best, most = (0, ""), 0.0
    for line, sentences in told.paragraphs:
        has = _all(sentences)
        if len(title & has) < max(2, _ENOUGH * len(title)):
            continue
        weight = sum(1 / told.spread[stem] for stem in title & has)
        weight += sum(1 / told.spread[stem] for stem in (text - title) & has) / 4
        if weight > most:
            best, most = (line, _quoted(title & has, sentences)), weight
    return best


def _quoted(stems: frozenset[str], sentences: Sequence[tuple[str, frozenset[str]]]) -> str:
    """Return the shortest run of sentences that has all the words, or of a long one the sentence with most of them."""
    count = len(sentences)
    runs = (sentences[a:b] for a in range(count) for b in range(a + 1, min(a + _MOST_SENTENCES, count) + 1))
    whole = [" ".join(sentence for sentence, _ in run) for run in runs if stems <= _all(run)]
    shortest = min(whole, key=len, default="")
    if 0 < len(shortest) <= _LONGEST_QUOTED:
        return shortest
    return max(sentences, key=lambda one: len(stems & one[1]))[0]


def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that tell something."""
    small = set(_SMALL.split())
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:_STEM] for word in words if word not in small)
