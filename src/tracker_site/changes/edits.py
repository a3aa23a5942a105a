"""Values that differ in the records that stayed: corrected, or put in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tracker_site.changes.differences import Difference, Kind
from tracker_site.changes.fields import Change
from tracker_site.changes.states import Names, States, name_of
from tracker_site.changes.texts import change_of, places
from tracker_site.changes.words import (
    coded_values,
    facts_of,
    lines_within,
    path_in_words,
    plain_move,
    plain_place,
    quoted,
    value_in_words,
    value_published,
)
from tracker_site.dataset.model import Ref
from tracker_site.dates import PartialDate
from tracker_site.labels import count, listing
from tracker_site.records.base import Model
from tracker_site.records.meeting import Amendment, Decision, Limb, Motion, MotionPoint, Outcome
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action, Progress, Response
from tracker_site.records.site import Withdrawn
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
    *(Outcome, Limb, Motion, MotionPoint, Amendment),
    *(Part, Action, Recommendation),
)
"""What is said word for word, so that other words are another thing said."""

_FREE = frozenset(
    ["title", "name", "description", "note", "by", "owner", "when", "until", "role", "framework"]
)
"""Fields of plain words in which a slip can be put right."""

_TOLD_BY_STANDING = frozenset({"status", "said_by", "response", "standing"})
"""Fields of a statement that only say where an entity stands."""

_MOST_PLACES = 12
"""The places of a text that are quoted, as it was and as it is."""


def edits_told(
    states: States, moved: Iterable[Difference]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return what the settings and the records that stayed say otherwise, and the slips that were mended in them.

    What is among the differences of statuses `moved` already is not told again, and neither is what follows from a
    withdrawal.
    """
    told = {(one.kind, one.record, one.subject) for one in moved}
    found: list[Difference] = []
    slips: list[Difference] = []
    for record, changes in states.changed:
        edits = [_Edit(states, record, change) for change in changes]
        slips += _slips([one for one in edits if one.weight == "slip"])
        found += [
            one.difference
            for one in edits
            if one.weight != "slip"
            and not _is_told(states, record, one.change, told)
            and not _follows_from_withdrawal(states, one.change)
        ]
    return tuple(found), tuple(slips)


@dataclass(frozen=True)
class _Edit:
    """A value that differs in a record, as it is told."""

    states: States
    record: str
    change: Change

    @cached_property
    def weight(self) -> Weight:
        """What it amounts to.

        Other words are another thing said where each word counts, and everywhere where they give another fact.
        """
        change, before, after = self.change, self.change.before, self.change.after
        if change.field == "key" and change.owner is not Decision:
            return "key"
        if isinstance(before, Prose) and isinstance(after, Prose):
            found = change_of(before.source, after.source)
            may_be_worded = change.owner not in _WEIGHTY
        elif change.field in _FREE and isinstance(before, str) and isinstance(after, str):
            found, may_be_worded = change_of(before, after), False
        else:
            return "correction"
        return found if found == "slip" or (found == "wording" and may_be_worded) else "correction"

    @property
    def difference(self) -> Difference:
        """The difference that it is."""
        return Difference(
            self._kind,
            "wording" if self.weight in ("wording", "key") else "correction",
            self.record,
            self.title,
            self._words,
            value_published(self.change.before),
            value_published(self.change.after),
            self.record,
            self._details,
            self._gist,
        )

    @property
    def title(self) -> str:
        """What its record is called."""
        return "Settings" if self.record == "site" else name_of(self.states.new, self.record)

    @property
    def place(self) -> str:
        """Where in its record the value stands: "item “The visit”, outcome a, text"."""
        # What went is called what it was called then.
        is_gone = self.change.is_entry and self.change.after is None
        return path_in_words(self.states.names_then if is_gone else self.states.names, self.change.path)

    @property
    def _kind(self) -> Kind:
        if self.record == "site":
            return "setting"
        if self.weight in ("key", "wording"):
            return "key" if self.weight == "key" else "text"
        fields = [step.field for step in reversed(self.change.path)]
        inner = next((_KIND_OF[field] for field in fields if field in _KIND_OF), None)
        is_date = any(isinstance(value, PartialDate) for value in (self.change.before, self.change.after))
        return inner or ("date" if is_date else "detail")

    @property
    def _words(self) -> str:
        change = self.change
        if change.moved_from:
            then = path_in_words(self.states.names_then, change.moved_from)
            return f"{then} moved to {path_in_words(self.states.names, change.path[:-1])}"
        if change.is_entry:
            facts = facts_of(*self._entry)
            return f"{self.place} {'added' if change.after else 'removed'}{f': {facts}' if facts else ''}"
        if len(found := self._places) > 1:
            return f"{self.place} changed in {len(found)} places"
        if found:
            return f"{self.place} changed {_from_to(*found[0])}"
        old = value_in_words(self.states.names_then, change.field, change.before)
        new = value_in_words(self.states.names, change.field, change.after)
        if not old:
            return f"{self.place} added: {new}"
        return f"{self.place} changed from {old} to {new}" if new else f"{self.place} removed; it was {old}"

    @property
    def _details(self) -> tuple[str, ...]:
        """What stands in an entry that came or went, or each of several places at which a text differs."""
        if self.change.moved_from:
            return ()
        if self.change.is_entry:
            return tuple(lines_within(*self._entry))
        if len(found := self._places) < 2:
            return ()
        found.sort(key=lambda place: change_of(*place) != "fact")
        left = len(found) - _MOST_PLACES
        more = [f"and in {count(left, 'more place')}"] if left > 0 else []
        return (*(_from_to(*place) for place in found[:_MOST_PLACES]), *more)

    @property
    def _entry(self) -> tuple[Names, Model]:
        """The entry that came or went, and what everything was called beside it."""
        if self.change.after is None:
            return self.states.names_then, self.change.before
        return self.states.names, self.change.after

    @property
    def _places(self) -> list[tuple[str, str]]:
        """The places at which a text differs, as it was and as it is."""
        before, after = self.change.before, self.change.after
        is_text = isinstance(before, Prose) and isinstance(after, Prose)
        return places(before.source, after.source) if is_text else []

    @property
    def _gist(self) -> str:
        if self.change.moved_from:
            return plain_move(self.change)
        place, coded = plain_place(self.change), coded_values(self.states.names, self.change)
        if coded:
            return f"{place}: changed from {coded[0]} to {coded[1]}"
        if self.change.before in (None, "", ()):
            return f"{place}: added"
        if self.change.after in (None, "", ()):
            return f"{place}: taken out"
        return f"{place}: {'put otherwise' if self.weight == 'wording' else 'changed'}"


def _from_to(before: str, after: str) -> str:
    return f"from {quoted(before)} to {quoted(after)}"


def _slips(slips: Sequence[_Edit]) -> Iterator[Difference]:
    """Yield one difference for all slips that were mended in a record."""
    if slips:
        record = slips[0].record
        where = tuple(dict.fromkeys(one.place for one in slips))
        plain = dict.fromkeys(plain_place(one.change) for one in slips)
        yield Difference(
            "text",
            "wording",
            record,
            slips[0].title,
            f"spelling or layout put right in {listing([*where])}",
            record=record,
            details=where,
            gist=f"spelling or layout put right: {'; '.join(plain)}",
        )


# What is told already


def _is_told(states: States, record: str, change: Change, told: set[tuple[Kind, str | None, str]]) -> bool:
    """Whether all that a value says is told as where entities stand, or when they are due."""
    due = {of for kind, _, of in told if kind == "due"}
    if change.field == "due" and change.owner in (Recommendation, Part, Action):
        key = getattr(change.path[-2].entry, "key", None) if len(change.path) > 1 else None
        return (f"{record}/{key}" if key else record) in due
    entry = _statement(change)
    if entry is None:
        return False
    meant = _meant(states.new.register, _targets(entry))
    if change.field == "due":
        return bool(meant) and meant <= due
    if not (change.field in _TOLD_BY_STANDING or (change.is_entry and not _says_more(entry))):
        return False
    kinds = ("recommendation", "action", "response")
    return bool(meant) and meant <= {of for kind, by, of in told if kind in kinds and by == record}


def _statement(change: Change) -> Progress | Response | None:
    """Return the statement that was added or removed, or has the value."""
    entries = [step.entry for step in change.path[-2:] if isinstance(step.entry, Progress | Response)]
    return entries[-1] if entries else None


def _says_more(entry: Progress | Response) -> bool:
    """Whether a statement holds more than where an entity stands."""
    return bool(entry.note) or (isinstance(entry, Progress) and bool(entry.reason or entry.due))


def _targets(entry: object) -> tuple[str, ...]:
    match entry:
        case Progress():
            return entry.on
        case Response():
            return (entry.to,)
    return ()


def _meant(register: Register, targets: Iterable[str]) -> set[str]:
    """Return every recommendation and action of which something is said."""
    found: set[str] = set()
    for target in targets:
        if target in register.entities:
            found.update(register.actions_meant(target))
            # News of an action moves no recommendation.
            is_action = register.entities[target].noun == "action"
            found.update(() if is_action else register.recommendations_meant(target))
    return found


def _follows_from_withdrawal(states: States, change: Change) -> bool:
    """Whether the settings withdraw what is gone, or a record only no longer names it or names what is in its place."""
    is_withdrawn = states.names.is_withdrawn
    if isinstance(change.after, Withdrawn):
        return any(one.id == change.after.id.split("/")[0] for one in states.removed)
    if change.is_entry:
        targets = _targets(change.before) if change.after is None else ()
        return bool(targets) and all(map(is_withdrawn, targets))
    if not (isinstance(change.before, tuple) and any(isinstance(one, Ref) for one in change.before)):
        return False
    kept = {one for one in change.before if not is_withdrawn(one)}
    instead = {entry.to for entry in states.withdrawn.values() if entry.to}
    return len(kept) < len(change.before) and kept <= {*(change.after or ())} <= kept | instead
