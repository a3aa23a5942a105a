"""Edits of the records that stayed, field by field: corrected, or put in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tracker_site.changes.differences import Difference, Kind
from tracker_site.changes.fields import Change
from tracker_site.changes.pairing import subjects_of
from tracker_site.changes.states import Names, States
from tracker_site.changes.texts import Change as TextChange
from tracker_site.changes.texts import change_of, places
from tracker_site.changes.words import (
    coded_value,
    facts_of,
    lines_within,
    path_in_words,
    plain_path,
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

Weight = Literal[TextChange, "key"]
"""What an edit amounts to: `fact` is a correction, `key` another address."""

_KIND_OF: dict[str, Kind] = {
    "progress": "progress",
    "responses": "response",
    "figures": "figure",
    "motions": "motion",
    "actions": "detail",
    "outcomes": "outcome",
}
"""The kind of an edit within a list of entries; the innermost list decides."""

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

_Phrases = tuple[str, str, tuple[str, ...]]
"""What became of a value, the same without any text that an editor wrote, and what stands below."""

_MOST_PLACES = 12
"""The places of a text that are quoted, as it was and as it is."""


def edits_told(
    states: States, moved: Iterable[Difference]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return the edits of the settings and of the records that stayed, and the slips that were mended in them.

    What is among the differences of statuses `moved` already is left out, and so is what follows from a withdrawal.
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
    """A change of a record, and what it amounts to."""

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
        found: TextChange = "fact"
        if isinstance(before, Prose) and isinstance(after, Prose):
            found = change_of(before.source, after.source)
            return "fact" if found == "wording" and change.owner in _WEIGHTY else found
        if change.field in _FREE and isinstance(before, str) and isinstance(after, str):
            found = change_of(before, after)
        return "slip" if found == "slip" else "fact"

    @property
    def title(self) -> str:
        """What its record is called."""
        return "Settings" if self.record == "site" else self.states.names.name(self.record)

    @property
    def place(self) -> str:
        """Where in its record the value stands, or stood: "item “The visit”, outcome a, text"."""
        return path_in_words(self._names, self.change.moved_from or self.change.path)

    @property
    def plain_place(self) -> str:
        """The place without what anything there is called: "text of outcome a of the 2nd item"."""
        return plain_path(self.change.moved_from or self.change.path).removeprefix("the ")

    @property
    def difference(self) -> Difference:
        """The difference that it is."""
        phrase, plain, details = self._phrases
        return Difference(
            self._kind,
            "wording" if self.weight in ("wording", "key") else "correction",
            self.record,
            self.title,
            f"{self.place} {phrase}",
            value_published(self.change.before),
            value_published(self.change.after),
            self.record,
            details,
            f"{self.plain_place}: {plain}",
        )

    @property
    def _names(self) -> Names:
        """What is called so where it stands; what went is called what it was called then."""
        is_gone = self.change.moved_from or (self.change.is_entry and self.change.after is None)
        return self.states.names_then if is_gone else self.states.names

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
    def _phrases(self) -> _Phrases:
        change = self.change
        if change.moved_from:
            to = change.path[:-1]
            return f"moved to {path_in_words(self.states.names, to)}", f"moved to {plain_path(to)}", ()
        if change.is_entry:
            entry = change.before if change.after is None else change.after
            facts, within = facts_of(self._names, entry), tuple(lines_within(self._names, entry))
            phrase, plain = ("added", "added") if change.after else ("removed", "taken out")
            return f"{phrase}: {facts}" if facts else phrase, plain, within
        if isinstance(change.before, Prose) and isinstance(change.after, Prose):
            phrase, details = _differing(places(change.before.source, change.after.source))
            return phrase, "put otherwise" if self.weight == "wording" else "changed", details
        return self._value_phrase, self._plain_value_phrase, ()

    @property
    def _value_phrase(self) -> str:
        old = value_in_words(self.states.names_then, self.change.field, self.change.before)
        new = value_in_words(self.states.names, self.change.field, self.change.after)
        if not old:
            return f"added: {new}"
        return f"changed from {old} to {new}" if new else f"removed; it was {old}"

    @property
    def _plain_value_phrase(self) -> str:
        values = (self.change.before, self.change.after)
        old, new = (coded_value(self.states.names, self.change.field, value) for value in values)
        if old and new:
            return f"changed from {old} to {new}"
        came, went = (value in (None, "", ()) for value in values)
        return "added" if came else "taken out" if went else "changed"


def _differing(found: list[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """Return the only place at which a text differs, or how many there are, and each of them."""
    if len(found) == 1:
        return f"changed {_from_to(*found[0])}", ()
    facts_first = sorted(found, key=lambda place: change_of(*place) != "fact")
    left = len(found) - _MOST_PLACES
    more = [f"and in {count(left, 'more place')}"] if left > 0 else []
    details = (*(_from_to(*place) for place in facts_first[:_MOST_PLACES]), *more)
    return f"changed in {len(found)} places", details


def _from_to(before: str, after: str) -> str:
    return f"from {quoted(before)} to {quoted(after)}"


def _slips(slips: Sequence[_Edit]) -> Iterator[Difference]:
    """Yield one difference for all slips that were mended in a record."""
    if slips:
        where = tuple(dict.fromkeys(one.place for one in slips))
        plain = dict.fromkeys(one.plain_place for one in slips)
        yield Difference(
            "text",
            "wording",
            slips[0].record,
            slips[0].title,
            f"spelling or layout put right in {listing([*where])}",
            record=slips[0].record,
            details=where,
            gist=f"spelling or layout put right: {'; '.join(plain)}",
        )


# Edits that are left out


def _is_told(states: States, record: str, change: Change, told: set[tuple[Kind, str | None, str]]) -> bool:
    """Whether all that an edit says is told as where entities stand, or when they are due."""
    due = {subject for kind, _, subject in told if kind == "due"}
    if change.field == "due" and change.owner in (Recommendation, Part, Action):
        key = getattr(change.path[-2].entry, "key", None) if len(change.path) > 1 else None
        return (f"{record}/{key}" if key else record) in due
    entries = [step.entry for step in change.path[-2:] if isinstance(step.entry, Progress | Response)]
    if not entries:
        return False
    meant = _meant(states.new.register, subjects_of(entries[-1]))
    if change.field == "due":
        return bool(meant) and meant <= due
    if change.field not in _TOLD_BY_STANDING and not (change.is_entry and _says_no_more(entries[-1])):
        return False
    kinds = ("recommendation", "action", "response")
    return bool(meant) and meant <= {of for kind, by, of in told if kind in kinds and by == record}


def _says_no_more(entry: Progress | Response) -> bool:
    """Whether a statement holds nothing but where an entity stands."""
    return not any(getattr(entry, field, None) for field in ("note", "reason", "due"))


def _meant(register: Register, targets: Iterable[str]) -> set[str]:
    """Return every recommendation and action of which something is said."""
    found: set[str] = set()
    for target in targets:
        if entity := register.entities.get(target):
            found.update(register.actions_meant(target))
            # News of an action moves no recommendation.
            found.update(() if entity.noun == "action" else register.recommendations_meant(target))
    return found


def _follows_from_withdrawal(states: States, change: Change) -> bool:
    """Whether the settings withdraw what is gone, or a record only no longer names it or names what is in its place."""
    is_withdrawn = states.names.is_withdrawn
    if isinstance(change.after, Withdrawn):
        return any(one.id == change.after.id.split("/")[0] for one in states.removed)
    if change.is_entry:
        is_about = change.after is None and isinstance(change.before, Progress | Response)
        return is_about and all(map(is_withdrawn, subjects_of(change.before)))
    if not (isinstance(change.before, tuple) and any(isinstance(one, Ref) for one in change.before)):
        return False
    kept = {one for one in change.before if not is_withdrawn(one)}
    instead = {entry.to for entry in states.withdrawn.values() if entry.to}
    return len(kept) < len(change.before) and kept <= {*(change.after or ())} <= kept | instead
