"""The two states that are compared, and what things are called in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker_site.changes.differences import Nature
from tracker_site.changes.moving import with_moved
from tracker_site.changes.renaming import renamed_in
from tracker_site.changes.walk import Leaf, walk
from tracker_site.dataset.guide import Guide
from tracker_site.dates import in_words, on_day
from tracker_site.records.authority import Committee
from tracker_site.records.base import Record
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action
from tracker_site.records.site import Withdrawn
from tracker_site.register.contents import Thing

NOUNS = {"plan": "action plan", "body": "committee or other body"}
"""What a kind of thing is called, where its own noun would not do."""


@dataclass(frozen=True)
class Names:
    """What things are called: as one state has it, else as the other; what was withdrawn by its kind and id alone."""

    guide: Guide
    other: Guide
    withdrawn: Mapping[str, Withdrawn]

    def name(self, reference: str) -> str:
        """Return what a thing is called in a list of many kinds."""
        return self._of_withdrawn(reference) or next(
            (name_of(guide, reference) for guide in self._knowing(reference)), reference
        )

    def title(self, reference: str) -> str | None:
        """Return the title of a thing in quotes; nothing for what no state knows."""
        return self._of_withdrawn(reference) or next(
            (f"“{guide.title(reference)}”" for guide in self._knowing(reference)), None
        )

    def noun(self, reference: str) -> str:
        """Return what kind of thing it is."""
        thing = next((guide.register.things[reference] for guide in self._knowing(reference)), None)
        match thing:
            case None:
                return "record"
            case Thing(what=Plan(kind="reported")):
                return "list of reported work"
        return NOUNS.get(thing.noun, thing.noun)

    def _knowing(self, reference: str) -> list[Guide]:
        return [guide for guide in (self.guide, self.other) if reference in guide.register.things]

    def _of_withdrawn(self, reference: str) -> str | None:
        # Its title may be what had to go.
        is_withdrawn = reference in self.withdrawn or reference.split("/")[0] in self.withdrawn
        return f"{self.noun(reference)} {reference}" if is_withdrawn else None


@dataclass(frozen=True)
class Sides:
    """Both states; what is on both is paired by its id, a recommendation by a former id as well."""

    old: Guide
    new: Guide

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """What the new state says to be withdrawn, by its id."""
        return {entry.id: entry for entry in self.new.site.withdrawn}

    @cached_property
    def names(self) -> Names:
        """What things are called now."""
        return Names(self.new, self.old, self.withdrawn)

    @cached_property
    def names_then(self) -> Names:
        """What things were called before."""
        return Names(self.old, self.new, self.withdrawn)

    @cached_property
    def former(self) -> dict[str, str]:
        """The former id of each recommendation that got another."""
        return {
            one.id: alias
            for one in self.new.in_order
            for alias in one.aliases
            if self.old.is_seen(alias) and one.id not in self.old.register.records.by_id
        }

    def before(self, reference: str) -> str | None:
        """Return what a thing of the new state was called in the old, or nothing where it is new."""
        record, slash, key = reference.partition("/")
        was = f"{self.former.get(record, record)}{slash}{key}"
        if slash:
            was = self.renamed.get(reference, was)
        return was if was in self.old.register.things and self.old.is_seen(was) else None

    @cached_property
    def kept(self) -> tuple[tuple[Record, Record], ...]:
        """Each record that both states show: as it was, and as it is."""
        by_id = self.old.register.records.by_id
        return tuple(
            (by_id[was], record)
            for id, record in sorted(self.new.register.records.by_id.items())
            if self.new.is_seen(id) and (was := self.before(id)) and type(by_id[was]) is type(record)
        )

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What things within records were called before their key was changed, by what they are called now."""
        return {
            f"{record.id}/{leaf.after}": f"{was.id}/{leaf.before}"
            for was, record, leaves in self._as_named
            for leaf in leaves
            if leaf.field == "key" and leaf.owner in _KEYED and leaf.before and leaf.after
        }

    @cached_property
    def leaves(self) -> tuple[tuple[Record, tuple[Leaf, ...]], ...]:
        """Each record that stayed and says something otherwise, with every value that differs.

        That it names something otherwise which itself is called otherwise now is no difference.
        """
        now = {was: reference for reference, was in self.renamed.items()}
        now |= {was: id for id, was in self.former.items()}
        found = (
            (record, with_moved(tuple(walk(renamed_in(was, now), record))) if now else leaves)
            for was, record, leaves in self._as_named
        )
        return tuple((record, leaves) for record, leaves in found if leaves)

    @property
    def settings(self) -> tuple[Leaf, ...]:
        """Every value of the settings that differs."""
        return tuple(walk(self.old.site, self.new.site))

    @cached_property
    def _as_named(self) -> tuple[tuple[Record, Record, tuple[Leaf, ...]], ...]:
        """Each record that stayed, as it was and as it is, with every value that differs as it stands there."""
        stayed = (pair for pair in self.kept if pair[1].id not in self.arrived_ids)
        return tuple((was, record, with_moved(tuple(walk(was, record)))) for was, record in stayed)

    @cached_property
    def arrived(self) -> tuple[Record, ...]:
        """The records that only the new state shows, and the meetings that had not yet been held."""
        kept = {record.id: was for was, record in self.kept}
        return tuple(
            record
            for id, record in sorted(self.new.register.records.by_id.items())
            if self.new.is_seen(id) and (id not in kept or _was_held_since(kept[id], record))
        )

    @cached_property
    def gone(self) -> tuple[Record, ...]:
        """The records that only the old state shows."""
        kept = {was.id for was, _ in self.kept}
        return tuple(
            record
            for id, record in sorted(self.old.register.records.by_id.items())
            if self.old.is_seen(id) and id not in kept
        )

    def nature(self, record: str | None) -> Nature:
        """Return whether what this record says is news, or corrects what was said before."""
        return "news" if record in self.arrived_ids else "correction"

    @cached_property
    def arrived_ids(self) -> frozenset[str]:
        """The ids of the records that arrived."""
        return frozenset(record.id for record in self.arrived)


_KEYED = (Item, Action, Part, Committee)
"""What has an address within its record, made of its key."""


def _was_held_since(before: Record, after: Record) -> bool:
    """Whether a meeting that was only planned has taken place."""
    return (
        isinstance(before, Meeting)
        and isinstance(after, Meeting)
        and before.state == "scheduled"
        and after.state in ("held", "unknown")
    )


def name_of(guide: Guide, reference: str) -> str:
    """Return what a thing is called in a list of many kinds: "Recommendation 1, Better assessments"."""
    thing = guide.register.things[reference]
    match thing.what:
        case Recommendation() as one:
            return (
                f"Recommendation {one.number}, {one.title}" if one.number else f"Recommendation “{one.title}”"
            )
        case Part():
            return f"{name_of(guide, thing.record)}, part {thing.what.key}"
        case Action():
            return f"Action “{thing.what.title}”"
    return guide.title(reference)


def occasion_in_words(guide: Guide, record: str | None) -> str:
    """Return ", at the meeting of 6 July 2022" for a record, and nothing for none."""
    if record is None:
        return ""
    what = guide.register.records.by_id[record]
    if isinstance(what, Meeting):
        return f", at the meeting of {in_words(what.date)}" if what.date.is_day else _on_some_day(what)
    return f", in “{guide.title(record)}”"


def _on_some_day(meeting: Meeting) -> str:
    return f", at a meeting {on_day(meeting.date)}"
