"""What the records themselves say otherwise: records that came and went, and values that were corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tracker_site.dates import PartialDate, in_words
from tracker_site.differences.differences import Difference, Kind
from tracker_site.differences.sides import Sides, name_of
from tracker_site.differences.standings import position_in_words
from tracker_site.differences.values import (
    coded,
    nouns,
    place_in_words,
    quoted,
    value_in_words,
    value_published,
)
from tracker_site.differences.walk import Leaf, walk
from tracker_site.differences.wording import excerpts, is_slip
from tracker_site.markup import Prose
from tracker_site.pages.words import MEETING_STATES, count, listing
from tracker_site.records.base import Model, Record
from tracker_site.records.meeting import Amendment, Limb, Meeting, Motion, MotionPoint, Outcome
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action, Progress, Response
from tracker_site.records.update import Update
from tracker_site.register.things import actions_of

_NOUNS = {"plan": "action plan", "body": "committee or other body"}

_KIND_OF: dict[str, Kind] = {
    "progress": "progress",
    "responses": "response",
    "figures": "figure",
    "motions": "motion",
    "actions": "detail",
    "outcomes": "outcome",
}
"""The kind of what differs within a list of entries; the innermost list tells."""

_WEIGHTY: tuple[type[Model], ...] = (
    Outcome,
    Limb,
    Motion,
    MotionPoint,
    Amendment,
    Part,
    Action,
    Recommendation,
)
"""What is said word for word, so that other words are another thing said."""

_FREE = frozenset(
    {"title", "name", "description", "note", "by", "owner", "when", "until", "role", "framework"}
)
"""Fields of plain words in which a slip can be put right."""


def new_records(sides: Sides) -> Iterator[Difference]:
    """Yield each record that came, and each meeting that was planned and has been held."""
    for record in sides.arrived:
        words = (
            f"{'held, and recorded' if sides.before(record.id) else _new(sides, record)}{_holding(record)}"
        )
        yield Difference("new", "news", record.id, name_of(sides.new, record.id), words, record=record.id)


def _new(sides: Sides, record: Record) -> str:
    noun = sides.new.register.things[record.id].noun
    words = f"new {_NOUNS.get(noun, noun)}"
    if record.id in sides.old.register.records.by_id:
        words = "shown now, by its date"
    if isinstance(record, Meeting) and record.state != "held":
        words += f" ({_lower(MEETING_STATES[record.state])})"
    if isinstance(record, Recommendation):
        step = sides.new.standings.recommendations[record.id].step
        stands = f"; it stands at {position_in_words(sides.new, step)}" if step.record else ""
        words += f" of “{sides.new.title(record.origin)}”{stands}"
    return words


def _holding(record: Record) -> str:
    """Return ", with 2 outcomes and 1 action"."""
    counted = Counter(dict.fromkeys(("outcome", "motion", "figure", "answer"), 0))
    if isinstance(record, Meeting):
        for item in record.items:
            answers = (*item.responses, *(one for outcome in item.outcomes for one in outcome.responses))
            counted.update(
                outcome=len(item.outcomes),
                motion=len(item.motions),
                figure=len(item.figures),
                answer=len(answers),
            )
    if isinstance(record, Update):
        counted.update(figure=len(record.figures), answer=len(record.responses))
    counted["action"] = sum(1 for _ in actions_of(record))
    phrases = [count(number, noun) for noun, number in counted.items() if number]
    return f", with {listing(phrases)}" if phrases else ""


def withdrawn_records(sides: Sides) -> Iterator[Difference]:
    """Yield each record that went. What was withdrawn is named by its id alone: its title may be what had to go."""
    entries = {entry.id: entry for entry in sides.new.site.withdrawn}
    for record in sides.gone:
        noun = sides.old.register.things[record.id].noun
        title = name_of(sides.old, record.id)
        if entry := entries.get(record.id):
            title = f"{_NOUNS.get(noun, noun).capitalize()} {record.id}"
            to = f", in favour of “{sides.new.title(entry.to)}”" if entry.to else ""
            words = f"withdrawn, as dated {in_words(entry.date)}{to}"
        elif record.id in sides.new.register.records.by_id:
            words = "not shown any more: by its date it lies after the day of this comparison"
        else:
            words = "gone, with no entry under 'withdrawn' in site.yml to say why"
        yield Difference("withdrawn", "correction", record.id, title, words)


def corrected_records(
    sides: Sides, told: Iterable[Difference]
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what the records that stayed say otherwise, and the ids of those of which only the wording differs.

    What is among the differences of standings `told` already is not told again.
    """
    covered = {
        (one.record, one.subject) for one in told if one.kind in ("recommendation", "action", "response")
    }
    found: list[Difference] = []
    wording: list[str] = []
    for was, record in sides.kept:
        if record.id in sides.arrived_ids:
            continue
        leaves = tuple(walk(was, record))
        material = [leaf for leaf in leaves if not _is_wording(leaf)]
        found += [
            _difference(sides, record.id, leaf)
            for leaf in material
            if not _is_due(leaf) and not _is_covered(sides, record.id, leaf, covered)
        ]
        if leaves and not material:
            wording.append(record.id)
    return tuple(found), tuple(wording)


def changed_settings(sides: Sides) -> tuple[tuple[Difference, ...], bool]:
    """Return what the settings say otherwise, and whether only their wording differs."""
    leaves = [leaf for leaf in walk(sides.old.site, sides.new.site) if leaf.fields[0] != "withdrawn"]
    material = [leaf for leaf in leaves if not _is_wording(leaf)]
    return tuple(_difference(sides, "site", leaf) for leaf in material), bool(leaves) and not material


def _is_wording(leaf: Leaf) -> bool:
    """Whether a text was only put otherwise: where each word counts no more than a slip, elsewhere whatever it was."""
    before, after = leaf.before, leaf.after
    if isinstance(before, Prose) or isinstance(after, Prose):
        texts = [text.source if text else "" for text in (before, after)]
        return leaf.owner not in _WEIGHTY or is_slip(*texts)
    if isinstance(before, str) and isinstance(after, str):
        return leaf.field in _FREE and is_slip(before, after)
    return False


def _is_due(leaf: Leaf) -> bool:
    """Whether it is a due date, which the standing of what is due tells."""
    return leaf.field == "due" and leaf.owner in (Recommendation, Part, Action, Progress)


def _is_covered(sides: Sides, record: str, leaf: Leaf, covered: set[tuple[str | None, str]]) -> bool:
    """Whether all that it moved is told as where those things stand."""
    entry = leaf.path[-1].entry or (leaf.path[-2].entry if len(leaf.path) > 1 else None)
    if not isinstance(entry, Progress | Response):
        return False
    targets = entry.on if isinstance(entry, Progress) else (entry.to,)
    register = sides.new.register
    meant = {
        one
        for target in targets
        if target in register.things
        for one in (*register.recommendations_meant(target), *register.actions_meant(target))
    }
    return bool(meant) and all((record, one) in covered for one in meant)


def _difference(sides: Sides, record: str, leaf: Leaf) -> Difference:
    title = "Settings" if record == "site" else name_of(sides.new, record)
    return Difference(
        _kind(record, leaf),
        "correction",
        record,
        title,
        _words(sides, leaf),
        value_published(leaf.before),
        value_published(leaf.after),
        record,
        _gist(sides, leaf),
    )


def _kind(record: str, leaf: Leaf) -> Kind:
    if record == "site":
        return "setting"
    inner = next((_KIND_OF[field] for field in reversed(leaf.fields) if field in _KIND_OF), None)
    is_date = isinstance(leaf.before, PartialDate) or isinstance(leaf.after, PartialDate)
    return inner or ("date" if is_date else "detail")


def _words(sides: Sides, leaf: Leaf) -> str:
    place = place_in_words(sides, leaf)
    if leaf.path[-1].entry is not None:
        told = value_in_words(sides.new, leaf.path[-1].field, leaf.path[-1].entry)
        done = "removed" if leaf.after is None else "added"
        return f"{place} {done}{f': {told}' if told else ''}"
    if isinstance(leaf.before, Prose) and isinstance(leaf.after, Prose):
        old, new = map(quoted, excerpts(leaf.before.source, leaf.after.source))
        return f"{place} changed from {old} to {new}"
    old = value_in_words(sides.old, leaf.field, leaf.before)
    new = value_in_words(sides.new, leaf.field, leaf.after)
    if not old:
        return f"{place} added: {new}"
    return f"{place} changed from {old} to {new}" if new else f"{place} removed; it was {old}"


def _gist(sides: Sides, leaf: Leaf) -> str:
    place, told = nouns(leaf), coded(sides.new, leaf)
    if told:
        return f"{place} changed from {told[0]} to {told[1]}"
    if leaf.before in (None, "", ()):
        return f"{place} added"
    return f"{place} {'removed' if leaf.after in (None, '', ()) else 'changed'}"


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
