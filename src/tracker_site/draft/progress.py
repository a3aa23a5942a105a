"""Of which known recommendations and actions an item may tell how far they have come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A recommendation, a part of one or an action, of which a meeting may hear how far it has come."""

    id: str
    title: str
    of: frozenset[str]
    """The records that it belongs to, and those that it answers."""
    is_offered: bool
    """Whether it is offered wherever one of those is considered, or only where the minutes have its words."""


def known_things(records: Iterable[Record]) -> Iterator[KnownThing]:
    """Yield all recommendations, their parts, and then all actions, of plans and of meetings."""
    for record in sorted(records, key=lambda record: not isinstance(record, Recommendation)):
        if isinstance(record, Recommendation):
            of = frozenset((record.id, record.origin))
            yield KnownThing(record.id, record.title, of, True)
            yield from (
                KnownThing(f"{record.id}/{part.key}", part.text.source, of, True) for part in record.parts
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
    return KnownThing(f"{record}/{action.key}", action.title, frozenset((*of, *answered)), is_offered)


def find_progress(
    about: Collection[str], said: Sequence[Paragraph], known: Iterable[KnownThing]
) -> tuple[ProgressFound, ...]:
    """Return the known things of which the discussion may have told how far they have come.

    A sentence is quoted where it has most of the words of a title. No status is ever proposed.
    """
    if not said:
        return ()
    sentences = [(each.line, sentence) for each in said for sentence in sentences_of(each.text)]
    stems = [(line, sentence, stems_of(sentence)) for line, sentence in sentences]
    found = []
    for thing in known:
        if thing.of.intersection(about):
            line, sentence = _best(stems_of(thing.title), stems)
            if thing.is_offered or sentence:
                found.append(ProgressFound(thing.id, thing.title, line, sentence))
    return tuple(found)


def _best(wanted: frozenset[str], sentences: Sequence[tuple[int, str, frozenset[str]]]) -> tuple[int, str]:
    """Return the sentence that has most of the words, with its line; an empty one where none has enough."""
    has = [(len(wanted & stems), -n) for n, (_, _, stems) in enumerate(sentences)]
    most, where = max(has, default=(0, 0))
    if most < 2 or most < _ENOUGH * len(wanted):
        return 0, ""
    line, sentence, _ = sentences[-where]
    return line, sentence


def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that tell something."""
    small = set(_SMALL.split())
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:_STEM] for word in words if word not in small)
