"""What the records that stayed say otherwise: values that were corrected, and texts that were put in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from tracker_site.changes.contents import facts_of, lines_within
from tracker_site.changes.differences import Difference, Kind, Nature
from tracker_site.changes.facts import change_of
from tracker_site.changes.renaming import REFERRING
from tracker_site.changes.sides import Sides, name_of
from tracker_site.changes.values import (
    coded,
    nouns,
    nouns_moved,
    path_in_words,
    place_in_words,
    quoted,
    value_in_words,
    value_published,
)
from tracker_site.changes.walk import Leaf
from tracker_site.changes.wording import places
from tracker_site.dates import PartialDate
from tracker_site.labels import count, listing
from tracker_site.records.base import Model
from tracker_site.records.meeting import Amendment, Decision, Limb, Motion, MotionPoint, Outcome
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action, Progress, Response
from tracker_site.register.register import Register
from tracker_site.source.markup import Prose

Weight = Literal["slip", "wording", "correction", "key"]
"""What a value that differs amounts to."""

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

_TOLD_BY_STANDING = frozenset({"status", "said_by", "response", "standing"})
"""Fields of a saying that only say where a thing stands."""

_MOST_PLACES = 12
"""The places of a text that are quoted, as it was and as it is."""


def corrected_records(
    sides: Sides, told: Iterable[Difference]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return what the records that stayed say otherwise, and the slips that were mended in them.

    What is among the differences of standings `told` already is not told again, and neither is that a record no
    longer names what was withdrawn.
    """
    moved = {(one.kind, one.record, one.subject) for one in told}
    found: list[Difference] = []
    slips: list[Difference] = []
    for record, leaves in sides.leaves:
        slips += _slips(sides, record.id, [leaf for leaf in leaves if _weight(leaf) == "slip"])
        found += [
            _difference(sides, record.id, leaf)
            for leaf in leaves
            if _weight(leaf) != "slip"
            and not _is_told(sides, record.id, leaf, moved)
            and not _follows_from_withdrawal(sides, leaf)
        ]
    return tuple(found), tuple(slips)


def changed_settings(sides: Sides) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return what the settings say otherwise, and the slips that were mended; what was withdrawn is told apart."""
    gone = {record.id for record in sides.gone}
    leaves = [
        leaf
        for leaf in sides.settings
        if not (
            leaf.field == "withdrawn" and leaf.is_entry and leaf.after and leaf.after.id.split("/")[0] in gone
        )
    ]
    slips = [leaf for leaf in leaves if _weight(leaf) == "slip"]
    found = [_difference(sides, "site", leaf) for leaf in leaves if leaf not in slips]
    return tuple(found), tuple(_slips(sides, "site", slips))


def _weight(leaf: Leaf) -> Weight:
    """Return what a value that differs amounts to.

    Other words are another thing said where each word counts, and everywhere where they give another fact.
    """
    before, after = leaf.before, leaf.after
    if leaf.field == "key" and leaf.owner is not Decision:
        return "key"
    if isinstance(before, Prose) and isinstance(after, Prose):
        change = change_of(before.source, after.source)
        may_be_worded = leaf.owner not in _WEIGHTY
    elif leaf.field in _FREE and isinstance(before, str) and isinstance(after, str):
        change, may_be_worded = change_of(before, after), False
    else:
        return "correction"
    return change if change == "slip" or (change == "wording" and may_be_worded) else "correction"


def _is_told(sides: Sides, record: str, leaf: Leaf, moved: set[tuple[Kind, str | None, str]]) -> bool:
    """Whether all that a value says is told as where things stand, or when they are due."""
    if leaf.field == "due" and leaf.owner in (Recommendation, Part, Action):
        key = getattr(leaf.path[-2].entry, "key", None) if len(leaf.path) > 1 else None
        subject = f"{record}/{key}" if key else record
        return any(kind == "due" and of == subject for kind, _, of in moved)
    entry = _saying(leaf)
    if entry is None:
        return False
    meant = _meant(sides, entry)
    if leaf.field == "due":
        return bool(meant) and all(any(kind == "due" and of == one for kind, _, of in moved) for one in meant)
    if not (leaf.field in _TOLD_BY_STANDING or (leaf.is_entry and not _says_more(entry))):
        return False
    told = {
        (of_record, of) for kind, of_record, of in moved if kind in ("recommendation", "action", "response")
    }
    return bool(meant) and all((record, one) in told for one in meant)


def _saying(leaf: Leaf) -> Progress | Response | None:
    """Return the saying that came, went, or has the value."""
    entries = [step.entry for step in leaf.path[-2:] if isinstance(step.entry, Progress | Response)]
    return entries[-1] if entries else None


def _says_more(entry: Progress | Response) -> bool:
    """Whether a saying holds more than where a thing stands."""
    return bool(entry.note) or (isinstance(entry, Progress) and bool(entry.reason or entry.due))


def _meant(sides: Sides, entry: Progress | Response) -> set[str]:
    """Return every recommendation and action of which something is said."""
    return {one for target in _targets(entry) for one in _meant_by(sides.new.register, target)}


def _meant_by(register: Register, target: str) -> tuple[str, ...]:
    if target not in register.things:
        return ()
    if register.things[target].noun == "action":
        return (target,)  # its news moves no recommendation
    return (*register.recommendations_meant(target), *register.actions_meant(target))


def _follows_from_withdrawal(sides: Sides, leaf: Leaf) -> bool:
    """Whether a record only no longer names what was withdrawn, or names what stands in its place."""
    if leaf.is_entry:
        targets = _targets(leaf.before) if leaf.after is None else ()
        return bool(targets) and all(_is_withdrawn(sides, target) for target in targets)
    if leaf.field not in REFERRING or not isinstance(leaf.before, tuple):
        return False
    kept = {one for one in leaf.before if not _is_withdrawn(sides, one)}
    instead = {entry.to for entry in sides.withdrawn.values() if entry.to}
    return len(kept) < len(leaf.before) and kept <= {*(leaf.after or ())} <= kept | instead


def _targets(entry: object) -> tuple[str, ...]:
    match entry:
        case Progress():
            return entry.on
        case Response():
            return (entry.to,)
    return ()


def _is_withdrawn(sides: Sides, reference: str) -> bool:
    return reference in sides.withdrawn or reference.split("/")[0] in sides.withdrawn


def _slips(sides: Sides, record: str, leaves: list[Leaf]) -> Iterator[Difference]:
    """Yield one difference for all slips that were mended in a record."""
    if leaves:
        where = tuple(dict.fromkeys(place_in_words(sides, leaf) for leaf in leaves))
        gist = f"spelling or layout put right: {'; '.join(dict.fromkeys(map(nouns, leaves)))}"
        words = f"spelling or layout put right in {listing([*where])}"
        yield Difference(
            "text", "wording", record, _title(sides, record), words, record=record, details=where, gist=gist
        )


def _difference(sides: Sides, record: str, leaf: Leaf) -> Difference:
    weight = _weight(leaf)
    nature: Nature = "wording" if weight in ("wording", "key") else "correction"
    return Difference(
        _kind(record, leaf, weight),
        nature,
        record,
        _title(sides, record),
        _words(sides, leaf),
        value_published(leaf.before),
        value_published(leaf.after),
        record,
        _details(sides, leaf),
        _gist(sides, leaf),
    )


def _title(sides: Sides, record: str) -> str:
    return "Settings" if record == "site" else name_of(sides.new, record)


def _kind(record: str, leaf: Leaf, weight: Weight) -> Kind:
    if record == "site":
        return "setting"
    if weight == "key":
        return "key"
    if weight == "wording":
        return "text"
    inner = next((_KIND_OF[field] for field in reversed(leaf.fields) if field in _KIND_OF), None)
    is_date = isinstance(leaf.before, PartialDate) or isinstance(leaf.after, PartialDate)
    return inner or ("date" if is_date else "detail")


def _words(sides: Sides, leaf: Leaf) -> str:
    place = place_in_words(sides, leaf)
    if leaf.moved_from:
        then = path_in_words(sides.names_then, leaf.moved_from)
        return f"{then} moved to {path_in_words(sides.names, leaf.path[:-1])}"
    if leaf.is_entry:
        went = leaf.after is None
        told = facts_of(sides.names_then if went else sides.names, leaf.before if went else leaf.after)
        return f"{place} {'removed' if went else 'added'}{f': {told}' if told else ''}"
    if len(found := _places(leaf)) > 1:
        return f"{place} changed in {len(found)} places"
    if found:
        return f"{place} changed {_from_to(*found[0])}"
    old = value_in_words(sides.names_then, leaf.field, leaf.before)
    new = value_in_words(sides.names, leaf.field, leaf.after)
    if not old:
        return f"{place} added: {new}"
    return f"{place} changed from {old} to {new}" if new else f"{place} removed; it was {old}"


def _details(sides: Sides, leaf: Leaf) -> tuple[str, ...]:
    """Return what stands in an entry that came or went, or each of several places at which a text differs."""
    if leaf.moved_from:
        return ()
    if leaf.is_entry:
        came = leaf.after is not None
        return lines_within(sides.names if came else sides.names_then, leaf.after if came else leaf.before)
    if len(found := _places(leaf)) < 2:
        return ()
    found.sort(key=lambda place: change_of(*place) != "fact")
    more = [f"and in {count(len(found) - _MOST_PLACES, 'more place')}"] if len(found) > _MOST_PLACES else []
    return (*(_from_to(*place) for place in found[:_MOST_PLACES]), *more)


def _places(leaf: Leaf) -> list[tuple[str, str]]:
    """Return the places at which a text differs, as it was and as it is."""
    is_text = isinstance(leaf.before, Prose) and isinstance(leaf.after, Prose)
    return places(leaf.before.source, leaf.after.source) if is_text else []


def _from_to(before: str, after: str) -> str:
    return f"from {quoted(before)} to {quoted(after)}"


def _gist(sides: Sides, leaf: Leaf) -> str:
    if leaf.moved_from:
        return nouns_moved(leaf)
    place, told = nouns(leaf), coded(sides, leaf)
    if told:
        return f"{place}: changed from {told[0]} to {told[1]}"
    if leaf.before in (None, "", ()):
        return f"{place}: added"
    if leaf.after in (None, "", ()):
        return f"{place}: taken out"
    return f"{place}: {'put otherwise' if _weight(leaf) == 'wording' else 'changed'}"
