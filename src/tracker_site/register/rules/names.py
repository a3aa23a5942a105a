"""Rules on references: each names something that exists, and of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from tracker_site.markup import Prose
from tracker_site.problems import Place, Problems, did_you_mean, in_words, quoted
from tracker_site.records.base import Model, Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Recommendation
from tracker_site.records.update import Update
from tracker_site.register.clocks import clock_keys
from tracker_site.register.occasions import occasion_of
from tracker_site.register.references import references_of
from tracker_site.register.register import Register
from tracker_site.register.things import Path

_HOW_TO_NAME = {
    "body": "a body of an authority ('authority/key')",
    "part": "a part of a recommendation ('id/key')",
    "action": "an action ('id/key')",
    "item": "an item of a meeting ('meeting-id/item-key')",
}


_LINEAGE = frozenset({"repeats", "supersedes", "follows"})
"""Fields that name what came before a record."""


def check_names(register: Register, problems: Problems) -> None:
    """Note every reference, theme, status, clock and point that is not there, with the nearest that is."""
    for record in register.records.by_id.values():
        for reference in references_of(record):
            at = partial(register.records.place, record.id, *reference.path)
            if reference.target == record.id and reference.path[0] in _LINEAGE:
                message = f"'{record.id}' names itself here; name an earlier one, or remove it"
                problems.error(at(), message, "names-itself")
            else:
                _check_target(register, reference.target, reference.nouns, at, problems)
        _check_links(register, record.id, record, problems)
        _check_words(register, record, problems)
    _check_links(register, "site", register.records.site, problems)
    for n, withdrawn in enumerate(register.records.site.withdrawn):
        if withdrawn.to:
            at = partial(register.records.place, "site", "withdrawn", n, "to")
            _check_target(register, withdrawn.to, frozenset(), at, problems)


def _check_target(
    register: Register, target: str, nouns: frozenset[str], at: Callable[[], Place], problems: Problems
) -> None:
    """Note a reference that is wrong; where it stands is asked `at` only then, as nearly all are right."""
    thing = register.things.get(target)
    if thing is None and not register.records.is_broken(target):
        problems.error(
            at(), f"there is no {quoted(target)}{_advice(register, target, nouns)}", "unknown-reference"
        )
    elif thing and nouns and thing.noun not in nouns:
        wanted = _alternatives(_HOW_TO_NAME.get(noun, f"{_article(noun)} {noun}") for noun in sorted(nouns))
        message = f"'{target}' is {_article(thing.noun)} {thing.noun}; name {wanted} here"
        problems.error(at(), message, "wrong-kind")


def _advice(register: Register, target: str, nouns: frozenset[str]) -> str:
    """Return what became of a thing that is not there, what is near it, or what to do."""
    for recommendation in register.recommendations:
        if target in recommendation.aliases:
            return f": it is a former id; write '{recommendation.id}'"
    if any(target == withdrawn.id for withdrawn in register.records.site.withdrawn):
        return ": it was withdrawn; remove the reference, or name what stands in its place"
    known = [thing.address for thing in register.things.values() if not nouns or thing.noun in nouns]
    record, _, key = target.partition("/")
    if not key or record not in register.records.by_id:
        return did_you_mean(target, known) or "; add its record, or name one that exists"
    within = {address.split("/")[1]: address for address in known if address.startswith(f"{record}/")}
    if hint := did_you_mean(key, within):
        return hint.replace("'", f"'{record}/", 1)
    if within:
        return f"; name {in_words([*within.values()][:10])}, or add it there"
    return f"; nothing in '{record}' has that key; add it there"


def _check_links(register: Register, id: str, model: Model, problems: Problems) -> None:
    for path, prose in _proses(model, ()):
        for link in prose.links:
            in_file = ("body",) if path == ("prose",) else path
            at = partial(register.records.files[id].place_in, in_file, link.line, link.fragment)
            _check_target(register, link.target, frozenset(), at, problems)


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


def _check_words(register: Register, record: Record, problems: Problems) -> None:
    """Note themes, statuses, clocks and points of motions that are not there."""

    def check(path: Path, word: str, known: Collection[str], what: str, remedy: str, code: str) -> None:
        if word not in known:
            hint = did_you_mean(word, known) or f"; {remedy}"
            place = register.records.place(record.id, *path)
            problems.error(place, f"{quoted(word)} is not {what}{hint}", code)

    site = register.records.site
    if isinstance(record, Recommendation):
        for n, theme in enumerate(record.themes):
            remedy = "add it under 'themes' in site.yml"
            check(("themes", n), theme, site.themes, "a theme", remedy, "unknown-theme")
    occasion = occasion_of(record)
    # One whose own meaning is unknown is to blame there.
    known = {**register.statuses, **site.statuses}
    for report in occasion.reports if occasion else ():
        if status := report.progress.status:
            remedy = f"it takes {in_words(register.statuses)}; others are set under 'statuses' in site.yml"
            check((*report.path, "status"), status, known, "a status", remedy, "unknown-status")
    keys = clock_keys(site)
    for path, key in _clocks_met(record):
        check(
            path,
            key,
            keys,
            "a clock",
            f"it takes {in_words(keys)}; others are set under 'clocks' in site.yml",
            "unknown-clock",
        )
    for path, key, points in _points_dropped(record):
        remedy = f"it takes {in_words(points)}" if points else "give it 'points', each with a key"
        check(path, key, points, "a point of this motion", remedy, "unknown-point")


def _clocks_met(record: Record) -> Iterator[tuple[Path, str]]:
    if isinstance(record, Update):
        yield from ((("meets", n), key) for n, key in enumerate(record.meets))
    if isinstance(record, Meeting):
        for i, item in enumerate(record.items):
            for o, outcome in enumerate(item.outcomes):
                path: Path = ("items", i, "outcomes", o, "meets")
                yield from (((*path, n), key) for n, key in enumerate(outcome.meets))


def _points_dropped(record: Record) -> Iterator[tuple[Path, str, list[str]]]:
    if not isinstance(record, Meeting):
        return
    for i, item in enumerate(record.items):
        for m, motion in enumerate(item.motions):
            points = [point.key for point in motion.points]
            for a, amendment in enumerate(motion.amendments):
                path: Path = ("items", i, "motions", m, "amendments", a, "drops")
                yield from (((*path, n), key, points) for n, key in enumerate(amendment.drops))


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _alternatives(phrases: Iterable[str]) -> str:
    *most, last = phrases
    return f"{', '.join(most)} or {last}" if most else last
