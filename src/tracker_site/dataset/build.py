"""Build the dataset from the standings: each entity when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

from tracker_site.dataset import entities
from tracker_site.dataset.entities import (
    Action,
    Part,
    Published,
    Recommendation,
)
from tracker_site.dataset.guide import Guide
from tracker_site.dataset.model import extend, grouped, resolve_references
from tracker_site.records.base import Record
from tracker_site.records.inquiry import Inquiry as TypedInquiry
from tracker_site.records.inspection import Inspection as TypedInspection
from tracker_site.records.meeting import Item as TypedItem
from tracker_site.records.meeting import Meeting as TypedMeeting
from tracker_site.records.meeting import Motion as TypedMotion
from tracker_site.records.recommendation import Part as TypedPart
from tracker_site.register.natures import nature_of
from tracker_site.register.occasions import inspection_date
from tracker_site.register.order import stated_reports
from tracker_site.status.claims import is_never_signed_off, is_signed_off_above, received_in
from tracker_site.status.history import Step
from tracker_site.status.motions import fate_of_point
from tracker_site.status.promises import how_ended, how_kept, offices, same_office, sort_of, told_by
from tracker_site.status.standing import Deadline, PartStanding, Standing, StatusFacts

E = TypeVar("E", bound=BaseModel)
P = TypeVar("P", bound=Published)

RECORDS: Mapping[str, type[Published]] = {
    "authorities": entities.Authority,
    "inspections": entities.Inspection,
    "inquiries": entities.Inquiry,
    "plans": entities.Plan,
    "meetings": entities.Meeting,
    "updates": entities.Update,
    "measures": entities.Measure,
    "pages": entities.Page,
}
"""The kinds of records that are published as they were typed, by the names of their lists."""

KINDS: Mapping[str, type[BaseModel]] = {"recommendations": Recommendation, "actions": Action, **RECORDS}
"""Everything that is published one by one, by the names of their lists."""

_LISTS = {kind: name for name, kind in RECORDS.items()}


class Entities(Mapping[str, E], Generic[E]):
    """The entities of a kind by their ids, each built when it is first asked for."""

    def __init__(self, ids: Iterable[str], build: Callable[[str], E]) -> None:
        self._built: dict[str, E | None] = dict.fromkeys(ids)
        self._build = build

    def __getitem__(self, id: str) -> E:
        found = self._built[id]
        if found is None:
            found = self._built[id] = self._build(id)
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._built

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


class Dataset(Guide):
    """Everything that the public is told, as at the day of the standings."""

    @cached_property
    def recommendations(self) -> Mapping[str, Recommendation]:
        """The recommendations by their ids, in the order of a useful list: open before closed, late first."""
        return Entities(self.rank, self._recommendation)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """The actions by their addresses, in the order of their records."""
        return Entities(self.standings.actions, self._action)

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Published]]:
        """The records of each kind but recommendations, by the name of their list and their ids."""
        return {name: self._records_of(kind) for name, kind in RECORDS.items()}

    @property
    def lists(self) -> Mapping[str, Mapping[str, Any]]:
        """Everything that is published one by one, by the name of its list and its id."""
        return {"recommendations": self.recommendations, "actions": self.actions, **self.records}

    def followed(self, id: str) -> Recommendation | Action:
        """Return a recommendation or an action by its id."""
        return self.actions.get(id) or self.recommendations[id]

    def of_kind(self, kind: type[P]) -> tuple[P, ...]:
        """Return the records of one kind, as `of_kind(Meeting)`."""
        return cast("tuple[P, ...]", tuple(self.records[_LISTS[kind]].values()))

    @cached_property
    def authorities(self) -> tuple[entities.Authority, ...]:
        """The councils, by name."""
        return tuple(sorted(self.of_kind(entities.Authority), key=lambda one: one.name))

    def record(self, kind: type[P], id: str) -> P:
        """Return a record of a kind by its id."""
        return cast("P", self.records[_LISTS[kind]][id])

    def url(self, target: str) -> str:
        """Return the address of an entity: whole where the settings name the site's, else from its root."""
        return self.whole_url(self.address(target))

    def whole_url(self, address: str) -> str:
        """Return an address from the root of the site: whole where the settings name the site's."""
        base = self.site.base_url
        return f"{base.rstrip('/')}/{address}" if base else address

    def _records_of(self, kind: type[Published]) -> Entities[Published]:
        typed = {one.id: one for one in self.seen_of_kind(_record_class(kind))}
        return Entities(typed, lambda id: self._record(kind, typed[id]))

    def _record(self, kind: type[Published], record: Record) -> Published:
        derived: dict[str, Any] = {"link": self.ref(record.id), "url": self.url(record.id)}
        if issubclass(kind, entities.MadeFrom):
            made = self.register.made_by.get(record.id, ())
            derived["recommendations"] = tuple(id for id in made if self.is_seen(id))
            derived["clocks"] = self.deadlines_of(record.id)
        if isinstance(record, TypedMeeting):
            derived["items"] = tuple(map(_item, record.items))
            derived["council"] = record.authority
            is_past = record.date.is_past(self.standings.as_at)
            derived["is_to_come"] = record.state == "scheduled" and not is_past
            derived["published"] = None if self.is_said_later(record.published) else record.published
        elif isinstance(record, TypedInspection):
            derived["happened"] = inspection_date(record)
        elif isinstance(record, TypedInquiry):
            reports = tuple(one for one in record.reports if not self.is_said_later(one.date))
            derived["reports"] = reports
            derived["happened"] = stated_reports(record.model_copy(update={"reports": reports}))
        return resolve_references(extend(kind, record, **derived), self.ref)

    def _recommendation(self, id: str) -> Recommendation:
        accounts, record = self.accounts, self.register.recommendation(id)
        standing = self.standings.recommendations[id]
        thread = accounts.thread_of.get(id)
        origin = self.register.records.by_id[record.origin]
        added = {
            "made_by": origin.inspectorate if isinstance(origin, TypedInspection) else (),
            "answered_by_plans": accounts.plans_answering.get(id, ()),
            "parts": tuple(map(self._part, record.parts, standing.parts)),
            "thread": thread.ids if thread else (),
            "raised_before": thread.before(id) if thread else (),
            "repeated_by": self._repeated_by.get(id, ()),
            "clocks": self.deadlines_of(id),
        }
        made = extend(Recommendation, record, **{**vars(standing), **self._followed(standing), **added})
        return resolve_references(made, self.ref)

    @cached_property
    def _repeated_by(self) -> Mapping[str, list[str]]:
        return grouped((earlier, one.id) for one in self.in_order for earlier in one.repeats)

    def _part(self, part: TypedPart, standing: PartStanding) -> Part:
        return extend(Part, part, **{**vars(standing), "assured_by": self.body_that_signed_off(standing)})

    def _action(self, id: str) -> Action:
        standing, action = self.standings.actions[id], self.register.actions[id]
        body, written_by = told_by(self.register.records.by_id[standing.record])
        sort = sort_of(standing.late, standing.status, standing.due, is_duty=action.standing)
        added = {
            "body": body,
            "written_by": written_by,
            "office": self.offices[self.authority_of(id), same_office(action.owner)]
            if action.owner
            else None,
            "first_due": next((one.date for one in standing.due_dates if one.date.is_known), None),
            "days_since_promised": standing.issued.days_ago(self.standings.as_at)
            if sort == "undated"
            else None,
            "signed_off_above": is_signed_off_above(self.standings, id),
            "received_in": received_in(self.standings, standing),
            "nature": nature_of(self.register, id),
            "promise": sort,
            "kept": how_kept(standing),
            "ended": how_ended(self.standings, standing),
        }
        made = extend(Action, action, **{**vars(standing), **self._followed(standing), **added})
        return resolve_references(made, self.ref)

    @cached_property
    def offices(self) -> dict[tuple[Hashable, str], str]:
        """How each office of a council is shown, by what its spellings have in common."""
        owners = ((id, self.register.actions[id].owner) for id in self.standings.actions)
        return offices((self.authority_of(id), owner) for id, owner in owners if owner)

    def _followed(self, standing: Standing) -> dict[str, Any]:
        """Return the fields of `entities.Followed` that depend on more than what was said of the entity."""
        return {
            "link": self.ref(standing.id),
            "url": self.url(standing.id),
            "authority": self.authority_of(standing.id),
            "measures": tuple(self.measures_naming.get(standing.id, ())),
            "assured_by": self.body_that_signed_off(standing),
            "never_signed_off": is_never_signed_off(self.standings, standing),
        }

    def body_that_signed_off(self, standing: StatusFacts | Step) -> str | None:
        """Return the name of the body at whose meeting scrutiny signed something off."""
        if standing.assurance != "signed-off":
            return None
        found = self.register.records.by_id.get(standing.assured_in or "")
        return self.title(found.body) if isinstance(found, TypedMeeting) else None

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All deadlines, in the order of the records to which they apply."""
        return tuple(chain.from_iterable(self._deadlines_of.values()))

    def deadlines_of(self, record: str) -> tuple[Deadline, ...]:
        """Return the deadlines that apply to a record."""
        return self._deadlines_of.get(record, ())

    @cached_property
    def _deadlines_of(self) -> Mapping[str, tuple[Deadline, ...]]:
        found = grouped((one.record, self._deadline(one)) for one in self.standings.deadlines)
        return {record: tuple(deadlines) for record, deadlines in found.items()}

    def _deadline(self, one: Deadline) -> Deadline:
        waits = one.state == "passed" and one.is_about_an_answer
        plans = self.accounts.plans_answering.get(one.record, ()) if waits else ()
        return resolve_references(replace(one, council=self.authority_of(one.record), plans=plans), self.ref)


def _record_class(kind: type[Published]) -> type[Record]:
    """Return the class of records that a class of the dataset extends."""
    return next(one for one in kind.__mro__[1:] if issubclass(one, Record) and not issubclass(one, Published))


def _item(item: TypedItem) -> entities.Item:
    return extend(entities.Item, item, motions=tuple(map(_motion, item.motions)))


def _motion(motion: TypedMotion) -> entities.Motion:
    points = (
        extend(entities.MotionPoint, point, fate=fate_of_point(motion, point)) for point in motion.points
    )
    return extend(entities.Motion, motion, points=tuple(points))
