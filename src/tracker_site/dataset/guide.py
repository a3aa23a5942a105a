"""Where everything is to be found on the site, and what it is called there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Self, TypeVar

from tracker_site.dataset.model import Ref, grouped, page_link
from tracker_site.dates import PartialDate, in_words
from tracker_site.git import UnreadHistory
from tracker_site.provenance import Provenance
from tracker_site.records.base import Record
from tracker_site.records.measure import Measure
from tracker_site.records.meeting import Item, Meeting
from tracker_site.records.page import ProsePage
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.register.clocks import clocks_of
from tracker_site.register.contents import Entity
from tracker_site.register.occasions import Answer, Occasion
from tracker_site.status.accounts import Accounts
from tracker_site.status.readings import SaidFigure, figures_by_measure
from tracker_site.status.standing import Standing, Standings

R = TypeVar("R", bound=Record)
Made = TypeVar("Made")

FOLDERS = {
    "authority": "authorities",
    "inspection": "inspections",
    "inquiry": "inquiries",
    "recommendation": "recommendations",
    "plan": "actions",
    "meeting": "meetings",
    "update": "updates",
    "measure": "measures",
}
"""Where the pages of each kind of record stand."""


def address_of(thing: Entity) -> str:
    """Return the address of a thing from the root of the site, without a leading slash."""
    record, _, key = thing.address.partition("/")
    match thing.noun:
        case "page":
            return f"{record}/"
        case "body":
            return f"authorities/{record}/{key}/"
        case "action":
            return f"actions/{record}/{key}/"
        case "part":
            return f"recommendations/{record}/#part-{key}"
        case "item":
            return f"meetings/{record}/#item-{key}"
    return f"{FOLDERS[thing.noun]}/{record}/"


class Guide:
    """Leads from every reference to its page, as the site is seen on its day."""

    def __init__(self, standings: Standings, provenance: Provenance | UnreadHistory | None = None) -> None:
        self.standings = standings
        self.provenance = provenance
        self.register = standings.register
        self.site = standings.register.records.site
        self._refs: dict[str, Ref] = {}
        self._made: dict[tuple[object, str], Any] = {}

    def once(self, make: Callable[[Self, str], Made], target: str) -> Made:
        """Return what is made of a thing for its pages, and make it only once: many lists show the same rows."""
        key = (make, target)
        if key not in self._made:
            self._made[key] = make(self, target)
        made: Made = self._made[key]
        return made

    def ref(self, id: str) -> Ref:
        """Return the reference to a record or to an entity within one; without an address where it is not seen."""
        if id not in self._refs:
            thing = self.register.entities[id]
            record = self.register.records.by_id[thing.record]
            is_reported = thing.noun == "plan" and isinstance(record, Plan) and record.kind == "reported"
            self._refs[id] = Ref(
                id,
                self.title(id),
                address_of(thing) if self.is_seen(id) else None,
                is_inferred=isinstance(record, Recommendation) and record.is_inferred,
                is_superseded=self._is_superseded(thing.record),
                noun="reported-work" if is_reported else thing.noun,
                date=self.own_date(thing.record),
            )
        return self._refs[id]

    def _is_superseded(self, record: str) -> bool:
        standing = self.standings.recommendations.get(record)
        return standing is not None and bool(standing.superseded_by)

    def refs(self, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Return the references to several."""
        return tuple(map(self.ref, ids))

    def address(self, target: str) -> str:
        """Return the address of a thing by its reference."""
        return address_of(self.register.entities[target])

    def seen_address(self, target: str) -> str | None:
        """Return the address of a thing, or nothing where it is not seen on this day."""
        return self.ref(target).address

    def title(self, target: str) -> str:
        """Return what a thing is called."""
        thing = self.register.entities[target]
        match thing.what:
            case Meeting() as meeting:
                return self.title_of_meeting(meeting)
            case Part() as part:
                return f"{self.title(thing.record)}, part {part.key}"
            case Item() as item:
                return f"{item.title} ({self.title(thing.record)})"
        title: str = thing.what.name if thing.noun in ("authority", "body") else thing.what.title
        return title

    def file_of(self, record: str) -> str:
        """Return the file of a record, named from the folder of the content; `site` is that of the settings."""
        files = self.register.records.files
        return files[record].path.removeprefix(files["site"].path.removesuffix("site.yml"))

    def title_of_meeting(self, meeting: Meeting) -> str:
        """Return the title of a meeting: its own, else its body and its date."""
        return meeting.title or f"{self.title(meeting.body)}, {in_words(meeting.date)}"

    def authority_of(self, target: str) -> str | None:
        """Return the id of the authority that a thing belongs to."""
        return self.once(Guide._find_authority, target)

    def _find_authority(self, target: str) -> str | None:
        return self.register.records.council_of(target.split("/")[0])

    def theme_link(self, key: str) -> Ref:
        """Return the link to the page of a theme."""
        return page_link(self.site.themes.get(key, key), f"themes/{key}/")

    def clock_title(self, key: str) -> str:
        """Return the title of a clock."""
        return next(clock.title for clock in clocks_of(self.site) if clock.key == key)

    def date_of(self, record: str) -> PartialDate:
        """Return the date of the occasion on which something was said."""
        return self.register.said_on[record]

    def own_date(self, record: str) -> PartialDate | None:
        """Return the date of a record, or nothing for a kind that has none of its own."""
        return self.register.said_on.get(record)

    def is_said_later(self, when: PartialDate | None) -> bool:
        """Whether a date belongs to what a past day does not show yet."""
        as_at = self.standings.as_at
        return self.standings.is_past and when is not None and when.sorts_at(as_at) > as_at

    def is_seen(self, target: str) -> bool:
        """Whether a thing is seen on the day of the site."""
        return target.split("/")[0] in self.standings.seen

    @cached_property
    def holds_records(self) -> bool:
        """Whether anything is recorded here beside the site's own prose."""
        records = self.register.records.by_id
        return any(not isinstance(records[id], ProsePage) for id in self.standings.seen if id in records)

    @cached_property
    def in_order(self) -> tuple[Recommendation, ...]:
        """The recommendations that are seen, in the order of a useful list."""
        found = (one for one in self.register.recommendations if one.id in self.standings.seen)
        return tuple(sorted(found, key=self.list_order))

    @cached_property
    def rank(self) -> dict[str, int]:
        """Where each recommendation that is seen stands in a useful list."""
        return {one.id: rank for rank, one in enumerate(self.in_order)}

    @cached_property
    def accounts(self) -> Accounts:
        """What the standings add up to."""
        return Accounts(self.standings)

    @cached_property
    def dealt_with(self) -> Mapping[str, Sequence[Standing]]:
        """The recommendations and actions that each record did something to, or said something of."""
        return grouped(
            (record, standing)
            for standing in self.standings.everything
            for record in dict.fromkeys(entry.record for entry in standing.timeline)
        )

    @cached_property
    def answers_to(self) -> Mapping[str, Sequence[tuple[Occasion, Answer]]]:
        """The answers that were given to each record or to parts of it, oldest first."""
        seen = (one for one in self.register.occasions if one.record in self.standings.seen)
        return grouped(
            (answer.response.to.split("/")[0], (occasion, answer))
            for occasion in seen
            for answer in occasion.answers
        )

    @cached_property
    def meetings_about(self) -> Mapping[str, Iterable[str]]:
        """The meetings at which each record, or something in it, was mentioned."""
        pairs = (
            (target.split("/")[0], occasion.record)
            for occasion in self.register.occasions
            if occasion.kind == "meeting"
            for mention in occasion.mentions
            for target in mention.about
        )
        return grouped(dict.fromkeys(pairs))

    @cached_property
    def measures_naming(self) -> Mapping[str, Iterable[str]]:
        """The measures that name each record, or a part of it, in the order of their ids."""
        measured = self.register.structure.measured
        pairs = (
            (target, one.id)
            for one in self.seen_of_kind(Measure)
            for target in (*one.about, *measured.get(one.id, ()))
        )
        return grouped(dict.fromkeys(pairs))

    def figures_of(self, measure: str) -> Sequence[SaidFigure]:
        """Return the values that were said of a measure, in the order of the days when they were said."""
        return self._figures.get(measure, ())

    @cached_property
    def _figures(self) -> Mapping[str, Sequence[SaidFigure]]:
        return figures_by_measure(self.standings)

    def list_order(self, recommendation: Recommendation) -> tuple[bool, bool, int, str, int, str]:
        """Return its place in lists: open before closed, late first, later issued first, then by source and number."""
        standing = self.standings.recommendations[recommendation.id]
        number = recommendation.number or ""
        return (
            not standing.is_open,
            not standing.late,
            -self.register.days[recommendation.id].toordinal(),
            recommendation.origin,
            int(number) if number.isdecimal() else 0,
            recommendation.id,
        )

    def meeting(self, id: str) -> Meeting:
        """Return a meeting by its id."""
        record = self.register.records.by_id[id]
        assert isinstance(record, Meeting)
        return record

    @property
    def seen_records(self) -> Iterator[Record]:
        """The records of all kinds that are seen."""
        return (one for id, one in self.register.records.by_id.items() if id in self.standings.seen)

    def seen_of_kind(self, model: type[R]) -> tuple[R, ...]:
        """Return the records of one kind that are seen."""
        return tuple(
            record for record in self.register.records.of_kind(model) if record.id in self.standings.seen
        )
