"""What one record holds, read by itself: what others may refer to, what it refers to, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker_site.problems import Problems
from tracker_site.records.base import Model, Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.register.clocks import Claim, claims_of
from tracker_site.register.keys import check_by_itself
from tracker_site.register.occasions import Occasion, occasion_of
from tracker_site.register.references import Reference, references_of
from tracker_site.register.structure import Outline, outline_of
from tracker_site.register.things import Path, Thing, things_of
from tracker_site.source import SourceFile
from tracker_site.source.markup import Prose, RecordLink


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the settings must know: a `theme`, a `status` or a `clock`."""

    path: Path
    word: str
    noun: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link to a record in a text, and the way to that text."""

    path: Path
    link: RecordLink


@dataclass(frozen=True, slots=True)
class Contents:
    """What one record holds."""

    things: tuple[Thing, ...]
    outline: Outline
    occasion: Occasion | None
    references: tuple[Reference, ...]
    links: tuple[TextLink, ...]
    words: tuple[Word, ...]
    claims: tuple[Claim, ...]


def contents_of(record: Record, file: SourceFile, problems: Problems) -> Contents:
    """Return what a record holds; note what is wrong with it that no other has a part in."""
    check_by_itself(record, file, problems)
    occasion = occasion_of(record)
    things = tuple(things_of(record))
    return Contents(
        things,
        outline_of(record, things),
        occasion,
        tuple(references_of(record)),
        tuple(links_of(record)),
        tuple(_words_of(record, occasion)),
        tuple(claims_of(record)),
    )


def links_of(model: Model) -> Iterator[TextLink]:
    """Yield every link to a record in the texts of a record, or of the settings."""
    for path, prose in _proses(model, ()):
        yield from (TextLink(path, link) for link in prose.links)


def _proses(model: Model, path: Path) -> Iterator[tuple[Path, Prose]]:
    """Yield every text of a record with the way to it."""
    for name in model.model_fields_set:
        value = getattr(model, name)
        for step, inner in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            here = (*path, name) if step is None else (*path, name, step)
            if isinstance(inner, Prose):
                yield here, inner
            elif isinstance(inner, Model):
                yield from _proses(inner, here)


def _words_of(record: Record, occasion: Occasion | None) -> Iterator[Word]:
    if isinstance(record, Recommendation):
        yield from (Word(("themes", n), theme, "theme") for n, theme in enumerate(record.themes))
    for report in occasion.reports if occasion else ():
        if status := report.progress.status:
            yield Word((*report.path, "status"), status, "status")
    yield from (Word(path, key, "clock") for path, key in _clocks_met(record))


def _clocks_met(record: Record) -> Iterator[tuple[Path, str]]:
    if isinstance(record, Update):
        yield from ((("meets", n), key) for n, key in enumerate(record.meets))
    if isinstance(record, Meeting):
        for i, item in enumerate(record.items):
            for o, outcome in enumerate(item.outcomes):
                path: Path = ("items", i, "outcomes", o, "meets")
                yield from (((*path, n), key) for n, key in enumerate(outcome.meets))
