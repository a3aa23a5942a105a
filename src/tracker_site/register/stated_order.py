"""The order that sources state (`after`, `before`): what it says of the dates of records, and where it can't be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from tracker_site.dates import UNKNOWN, PartialDate, between, in_words
from tracker_site.memory import recall
from tracker_site.problems import Problems
from tracker_site.records.base import Dated
from tracker_site.records.inquiry import Inquiry
from tracker_site.records.inspection import Inspection
from tracker_site.records.meeting import Meeting
from tracker_site.records.parse import Records
from tracker_site.records.plan import Plan
from tracker_site.records.update import Update
from tracker_site.records.walk import Path
from tracker_site.register.findings import found, note
from tracker_site.register.occasions import inspection_date
from tracker_site.register.order import stated_reports

Earlier = Mapping[str, frozenset[str]]
"""The records that are stated to be earlier than each, of those of which an order is stated."""


class _Order(NamedTuple):
    """That one record is earlier than another, as one of the two says at a path."""

    first: str
    second: str
    stated_in: str
    path: Path


def apply_order(records: Records, problems: Problems) -> tuple[Records, Earlier]:
    """Return the records with their dates narrowed by the order that sources state, and what is earlier than each.

    Noted as problems are orders that lead in a circle, or that the dates deny; where there are any, none is used.
    """
    orders = tuple(_stated(records))
    if not orders:
        return records, {}
    sorter = TopologicalSorter(_before_each(orders))
    try:
        ids = tuple(sorter.static_order())
    except CycleError as error:
        _note_circle(records, orders, set(error.args[1]), problems)
        return records, {}
    bounds, denied = _narrowed({id: own_date(_dated(records, id)) for id in ids}, orders)
    for one in denied:
        dates = in_words(bounds[one.first]), in_words(bounds[one.second])
        _note(records, one, "order-denied", problems, one.first, one.second, *dates)
    if denied:
        return records, {}
    narrowed = {id: recall(_with_date, _dated(records, id), bounds[id]) for id in ids}
    return replace(records, by_id={**records.by_id, **narrowed}, _by_kind={}), _earlier(ids, orders)


def own_date(record: Dated) -> PartialDate:
    """Return the date of a record: of an inspection as it was published or made, of an inquiry as it was opened."""
    match record:
        case Meeting() | Update() | Plan():
            return record.date or UNKNOWN
        case Inspection():
            return inspection_date(record)
        case Inquiry():
            return record.opened or stated_reports(record)
    return UNKNOWN


def ranks_of(days: Mapping[str, date], earlier: Earlier) -> Mapping[str, int]:
    """Return the place of each record of which an order is stated among those of its day that are earlier."""
    return {id: sum(days[one] == days[id] for one in before) for id, before in earlier.items()}


def in_stated_order(days: Mapping[str, date], earlier: Earlier) -> dict[str, date]:
    """Return the day at which each record sorts, none before one that is stated to be earlier."""
    return {id: max([day, *(days[one] for one in earlier.get(id, ()))]) for id, day in days.items()}


def _stated(records: Records) -> Iterator[_Order]:
    for id, record in records.by_id.items():
        if not isinstance(record, Dated):
            continue
        for n, other in enumerate(record.after):
            if isinstance(records.by_id.get(other), Dated):
                yield _Order(other, id, id, ("after", n))
        for n, other in enumerate(record.before):
            if isinstance(records.by_id.get(other), Dated):
                yield _Order(id, other, id, ("before", n))


def _dated(records: Records, id: str) -> Dated:
    record = records.by_id[id]
    assert isinstance(record, Dated)
    return record


def _before_each(orders: tuple[_Order, ...]) -> dict[str, list[str]]:
    """Return the records that are stated to be right before each, in the order of their ids."""
    before = defaultdict[str, list[str]](list)
    for one in sorted(orders):
        before[one.second].append(one.first)
    return before


def _note_circle(records: Records, orders: tuple[_Order, ...], circle: set[str], problems: Problems) -> None:
    for one in orders:
        if {one.first, one.second} <= circle:
            _note(records, one, "order-in-a-circle", problems, one.first, one.second)


def _note(records: Records, order: _Order, key: str, problems: Problems, *about: str) -> None:
    id = order.stated_in
    note(problems, records.by_id[id], records.files[id], [found(order.path, key, *about)])


def _narrowed(
    dates: Mapping[str, PartialDate], orders: Sequence[_Order]
) -> tuple[dict[str, PartialDate], list[_Order]]:
    """Return the dates within the bounds that the order gives, and the orders that the dates deny.

    `dates` are in that order. Two records of which one is earlier may still be of one day.
    """
    place = {id: n for n, id in enumerate(dates)}
    earliest = {id: when.earliest for id, when in dates.items()}
    latest = {id: when.latest for id, when in dates.items()}
    denied = []
    for one in sorted(orders, key=lambda one: place[one.first]):
        first, last = earliest[one.first], latest[one.second]
        if first and last and last < first:
            denied.append(one)
        else:
            earliest[one.second] = max(filter(None, (first, earliest[one.second])), default=None)
    for one in sorted(set(orders).difference(denied), key=lambda one: -place[one.second]):
        known = (latest[one.first], latest[one.second])
        latest[one.first] = min(filter(None, known), default=None)
    return {id: _within(when, earliest[id], latest[id]) for id, when in dates.items()}, denied


def _within(when: PartialDate, earliest: date | None, latest: date | None) -> PartialDate:
    if (when.earliest, when.latest) == (earliest, latest):
        return when
    first, last = (PartialDate(day.isoformat(), day, day) if day else UNKNOWN for day in (earliest, latest))
    return first if first == last else between(first, last)


def _with_date(record: Dated, when: PartialDate) -> Dated:
    """Return a record with another date; of an inspection or inquiry only where that date is typed."""
    if own_date(record) == when:
        return record
    field = "date"
    if isinstance(record, Inspection | Inquiry):
        field = "published" if isinstance(record, Inspection) else "opened"
        if getattr(record, field) is None:
            return record
    return record.model_copy(update={field: when})


def _earlier(ids: tuple[str, ...], orders: tuple[_Order, ...]) -> Earlier:
    earlier: dict[str, frozenset[str]] = {}
    before = _before_each(orders)
    for id in ids:
        firsts = before.get(id, ())
        earlier[id] = frozenset(firsts).union(*(earlier[one] for one in firsts))
    return {id: found for id, found in earlier.items() if found}
