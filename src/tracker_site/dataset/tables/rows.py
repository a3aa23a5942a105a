"""The rows of tables: entities, and whatever stands in their lists, each with an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin

from tracker_site.dataset.build import RECORDS, Dataset
from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.model import hints_of
from tracker_site.dataset.tables.fields import is_entity, unwrap

E = TypeVar("E")

_NOUNS = {"apologies": "apology", "progress": "progress"}
"""What one entry is called in its id, where that is not the name of its list without its last letter."""


class Row(NamedTuple, Generic[E]):
    """An entity with the way to it from its record.

    It holds its own id while its record keeps its order: `meeting-id#item-2-outcome-1`, counted from 1 as typed.
    """

    entity: E
    record: str
    """The id of its record."""
    above: Row[Any] | None = None
    """What it stands in; None for the record itself."""
    field: str = ""
    """The list that holds it there."""
    place: int = 0
    """Its place in that, from 1."""

    @property
    def path(self) -> str:
        """Where it stands in its record."""
        if self.above is None:
            return self.record
        noun = _NOUNS.get(self.field) or self.field.removesuffix("s")
        return f"{self.above.path}{'-' if self.above.above else '#'}{noun}-{self.place}"

    @property
    def id(self) -> str:
        """Its own id: by its key where it is referred to by that, else by its place."""
        key = getattr(self.entity, "key", None)
        is_of_record = self.above is not None and self.above.above is None
        return f"{self.record}/{key}" if key and is_of_record else self.path

    def inside(self, kind: type) -> str | None:
        """Return the id of the nearest entity of a kind that it stands in."""
        above = self.above
        while above and not isinstance(above.entity, kind):
            above = above.above
        return above.id if above else None

    def entries(self, field: str) -> Iterator[Row[Any]]:
        """Yield the entries of one of its lists."""
        for n, entry in enumerate(getattr(self.entity, field), start=1):
            yield Row(entry, self.record, self, field, n)


def recommendations(data: Dataset) -> Iterator[Row[Any]]:
    """Yield the recommendations by id."""
    yield from (Row(data.recommendations[id], id) for id in sorted(data.recommendations))


def actions(data: Dataset) -> Iterator[Row[Any]]:
    """Yield the actions by id."""
    yield from (Row(data.actions[id], id) for id in sorted(data.actions))


def records(name: str) -> Callable[[Dataset], Iterator[Row[Any]]]:
    """Return what yields the records of a kind by id."""
    return lambda data: (Row(data.records[name][id], id) for id in sorted(data.records[name]))


def every(kind: type) -> Callable[[Dataset], Iterator[Row[Any]]]:
    """Return what yields every entity of a kind that stands in a list of a record, by the id of that."""

    def rows(data: Dataset) -> Iterator[Row[Any]]:
        holding = [of_kind for owner, of_kind in _records(data) if _lists_leading_to(owner, kind)]
        for id, of_kind in sorted(((id, one) for one in holding for id in one), key=itemgetter(0)):
            yield from _within(Row(of_kind[id], id), kind)

    return rows


def _records(data: Dataset) -> Iterator[tuple[type, Mapping[str, Any]]]:
    yield Recommendation, data.recommendations
    yield from ((RECORDS[name], found) for name, found in data.records.items())


def _within(row: Row[Any], kind: type) -> Iterator[Row[Any]]:
    """Yield the entities of a kind in the lists of a row, those of its own before those in others."""
    for field, is_of_kind in _lists_leading_to(type(row.entity), kind):  # type: ignore[arg-type]  # classes are hashable
        for entry in row.entries(field):
            if is_of_kind:
                yield entry
            else:
                yield from _within(entry, kind)


@cache
def _lists_leading_to(owner: type, kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the lists of a class that hold entities of a kind, then those whose entries do so in turn."""
    lists = [(field, element) for field, hint in hints_of(owner) if (element := _element(hint))]
    direct = [(field, True) for field, element in lists if issubclass(element, kind)]
    deeper = [(field, False) for field, element in lists if _lists_leading_to(element, kind)]
    return (*direct, *deeper)


def _element(hint: Any) -> type | None:
    """Return the class of the entries of a list of entities."""
    bare, _, _ = unwrap(hint)
    element = unwrap(get_args(bare)[0])[0] if get_origin(bare) is tuple else None
    return element if is_entity(element) else None
