"""The two states that are compared, and what things are called in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tracker_site.dates import in_words, on_day
from tracker_site.differences.differences import Nature
from tracker_site.pages.guide import Guide
from tracker_site.records.base import Record
from tracker_site.records.meeting import Meeting
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action


@dataclass(frozen=True)
class Sides:
    """Both states; what is on both is paired by its id, a recommendation by a former id as well."""

    old: Guide
    new: Guide

    @cached_property
    def former(self) -> dict[str, str]:
        """The former id of each recommendation that got another."""
        return {
            one.id: alias
            for one in self.new.recommendations
            for alias in one.aliases
            if self.old.is_seen(alias) and one.id not in self.old.register.records.by_id
        }

    def before(self, reference: str) -> str | None:
        """Return what a thing of the new state was called in the old, or nothing where it is new."""
        record, slash, key = reference.partition("/")
        was = f"{self.former.get(record, record)}{slash}{key}"
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
