"""The two states that are compared: records and entities paired with their former selves, and their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker_site.changes.differences import Nature, PageGone
from tracker_site.changes.fields import Change, changes_between, with_references
from tracker_site.dataset.build import Dataset
from tracker_site.dataset.former import FormerAddress, former_addresses
from tracker_site.dataset.guide import Guide
from tracker_site.records.authority import Committee
from tracker_site.records.base import Record
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action
from tracker_site.records.site import Withdrawn

_NOUNS = {
    "plan": "action plan",
    "body": "committee or other body",
    "reported-work": "list of reported work",
}
"""What a kind of entity is called, where its own noun would not do."""

_KEYED = (Item, Action, Part, Committee)
"""The entities within records, whose addresses are made of their keys."""

_WITHIN_A_PAGE = ("part", "item")


@dataclass(frozen=True)
class Names:
    """The names of entities: as one state has them, else as the other; of what was withdrawn its kind and id alone."""

    dataset: Dataset
    other: Dataset
    withdrawn: Mapping[str, Withdrawn]

    def name(self, reference: str) -> str:
        """Return what an entity is called in a list of many kinds: "Recommendation 1, Better assessments"."""
        if self.is_withdrawn(reference):
            # Its title may be what had to go.
            return f"{self.noun(reference)} {reference}"
        dataset = self._knowing(reference)
        return _name(dataset, reference) if dataset else reference

    def title(self, reference: str) -> str | None:
        """Return the title of an entity in quotes; nothing for what no state knows."""
        if self.is_withdrawn(reference):
            return self.name(reference)
        dataset = self._knowing(reference)
        return f"“{dataset.title(reference)}”" if dataset else None

    def noun(self, reference: str) -> str:
        """Return what kind of entity it is."""
        dataset = self._knowing(reference)
        noun = (dataset.ref(reference).noun if dataset else None) or "record"
        return _NOUNS.get(noun, noun)

    def is_withdrawn(self, reference: str) -> bool:
        """Whether the settings say that it was withdrawn, or the record that it stood in."""
        return not self.withdrawn.keys().isdisjoint((reference, reference.split("/")[0]))

    def _knowing(self, reference: str) -> Dataset | None:
        return next((one for one in (self.dataset, self.other) if reference in one.register.entities), None)


def _name(guide: Guide, reference: str) -> str:
    entity = guide.register.entities[reference]
    match entity.what:
        case Recommendation(number=number, title=title):
            return f"Recommendation {number}, {title}" if number else f"Recommendation “{title}”"
        case Part(key=key):
            return f"{_name(guide, entity.record)}, part {key}"
        case Action(title=title):
            return f"Action “{title}”"
    return guide.title(reference)


@dataclass(frozen=True)
class States:
    """Both states; what is in both is paired by its id, a recommendation by a former id as well."""

    old: Dataset
    new: Dataset

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """What the new state says to be withdrawn, by its id."""
        return {entry.id: entry for entry in self.new.site.withdrawn}

    @cached_property
    def names(self) -> Names:
        """What entities are called now."""
        return Names(self.new, self.old, self.withdrawn)

    @cached_property
    def names_then(self) -> Names:
        """What entities were called before."""
        return Names(self.old, self.new, self.withdrawn)

    def before(self, reference: str) -> str | None:
        """Return what an entity of the new state was called in the old, or nothing where it is new."""
        record, slash, key = reference.partition("/")
        was = f"{self._former.get(record, record)}{slash}{key}"
        if slash:
            was = self.renamed.get(reference, was)
        return was if was in self.old.register.entities and self.old.is_seen(was) else None

    @cached_property
    def kept(self) -> tuple[tuple[Record, Record], ...]:
        """Each record that both states show: as it was, and as it is."""
        by_id = self.old.register.records.by_id
        return tuple(
            (by_id[was], record)
            for record in _shown(self.new)
            if (was := self.before(record.id)) and type(by_id[was]) is type(record)
        )

    @cached_property
    def added(self) -> Mapping[str, Record]:
        """The records that only the new state shows, and the meetings that had not yet been held, by their ids."""
        stayed = {now.id for was, now in self.kept if not _was_held_since(was, now)}
        return {record.id: record for record in _shown(self.new) if record.id not in stayed}

    @cached_property
    def removed(self) -> tuple[Record, ...]:
        """The records that only the old state shows."""
        kept = {was.id for was, _ in self.kept}
        return tuple(record for record in _shown(self.old) if record.id not in kept)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What entities within records were called before their key was changed, by what they are called now."""
        return {
            f"{record.id}/{change.after}": f"{was.id}/{change.before}"
            for was, record in self._edited
            for change in changes_between(was, record)
            if change.field == "key" and change.owner in _KEYED and change.before and change.after
        }

    @property
    def changed(self) -> Iterator[tuple[str, tuple[Change, ...]]]:
        """Yield the settings, as `site`, and the id of each record that stayed, with every value that differs.

        That a record names something otherwise which itself is called otherwise now is no difference.
        """
        now = {was: reference for reference, was in (*self.renamed.items(), *self._former.items())}
        settings = ("site", self.old.site, self.new.site)
        for id, before, after in (settings, *((record.id, was, record) for was, record in self._edited)):
            yield id, changes_between(with_references(before, now), with_references(after))

    @cached_property
    def pages_added(self) -> tuple[str, ...]:
        """The addresses at which something is found that nothing was found at."""
        return tuple(sorted({*_addresses(self.new)} - {*_addresses(self.old)}))

    @cached_property
    def pages_gone(self) -> tuple[PageGone, ...]:
        """The addresses at which something was found, and is no longer."""
        led, leads = ({one.address: one for one in former_addresses(guide)} for guide in (self.old, self.new))
        now = {self.old.address(was): self.new.address(is_) for is_, was in self.renamed.items()}
        # A former address that led on before is lost too once it leads nowhere.
        lost = {*_addresses(self.old), *led} - {*_addresses(self.new)} - (led.keys() & leads.keys())
        return tuple(_page_gone(address, leads.get(address), now) for address in sorted(lost))

    def nature(self, record: str | None) -> Nature:
        """Return whether what this record says is news, or corrects what was said before."""
        return "news" if record in self.added else "correction"

    @cached_property
    def _former(self) -> dict[str, str]:
        """The former id of each recommendation that got another."""
        return {
            one.id: alias
            for one in _shown(self.new)
            if isinstance(one, Recommendation) and one.id not in self.old.register.records.by_id
            for alias in one.aliases
            if self.old.is_seen(alias)
        }

    @property
    def _edited(self) -> Iterator[tuple[Record, Record]]:
        """Yield each record that stayed and is not as it was."""
        return ((was, now) for was, now in self.kept if now.id not in self.added and was != now)


def _shown(guide: Guide) -> list[Record]:
    return sorted(guide.seen_records, key=lambda record: record.id)


def _was_held_since(before: Record, after: Record) -> bool:
    """Whether a meeting that was only planned has taken place."""
    return (
        isinstance(before, Meeting)
        and isinstance(after, Meeting)
        and before.state == "scheduled"
        and after.state in ("held", "unknown")
    )


def _addresses(guide: Guide) -> Iterator[str]:
    """Yield the address of everything that has a page of its own; lists follow from what is in them."""
    for thing in guide.register.entities.values():
        if thing.noun not in _WITHIN_A_PAGE and guide.is_seen(thing.address):
            yield guide.address(thing.address)
    yield from (f"themes/{key}/" for key in guide.site.themes)


def _page_gone(address: str, leading: FormerAddress | None, now: Mapping[str, str]) -> PageGone:
    to = leading.to.address if leading and leading.to else None
    return PageGone(address, to, bool(leading and leading.withdrawn), now.get(address))
