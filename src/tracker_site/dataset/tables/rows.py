"""The rows of tables: entities, and whatever stands in their lists, each with an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cache, reduce
from operator import itemgetter, or_
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from tracker_site.dataset.build import KINDS, Dataset
from tracker_site.dataset.model import hints_of
from tracker_site.dates import PartialDate
from tracker_site.records.statuses import Status
from tracker_site.source.markup import Prose

E = TypeVar("E")

_NOUNS = {"apologies": "apology", "progress": "progress"}
"""What one entry is called in its id, where that is not the name of its list without its last letter."""


class Row(NamedTuple, Generic[E]):
    """An entity with the way to it from its record, in the dataset that holds it."""

    entity: E
    data: Dataset
    record: str
    """The id of its record, or of the action that it is or belongs to."""
    above: Row[Any] | None = None
    """What it stands in; None for the record itself."""
    field: str = ""
    """The list that holds it there."""
    place: int = 0
    """Its place in that, from 1."""

    @property
    def id(self) -> str:
        """Its own id: by its key where it has one, else by its place."""
        if self.above is None:
            return self.record
        key = getattr(self.entity, "key", None)
        if not key:
            return self.path
        return f"{self.record}/{key}" if self.entity.noun else f"{self.above.path}-{key}"  # type: ignore[attr-defined]

    @property
    def path(self) -> str:
        """Where it stands in its record, which holds while that keeps its order: `meeting-id#item-2-outcome-1`."""
        if self.above is None:
            return self.record
        noun = _NOUNS.get(self.field) or self.field.removesuffix("s")
        return f"{self.above.path}{'-' if self.above.above else '#'}{noun}-{self.place}"

    def inside(self, kind: type) -> str | None:
        """Return the id of the nearest entity of a kind that it stands in."""
        above = self.above
        while above and not isinstance(above.entity, kind):
            above = above.above
        return above.id if above else None

    def entries(self, field: str) -> Iterator[Row[Any]]:
        """Yield the entries of one of its lists."""
        for n, entry in enumerate(getattr(self.entity, field), start=1):
            yield Row(entry, self.data, self.record, self, field, n)


def every(kind: type[E]) -> Callable[[Dataset], Iterator[Row[E]]]:
    """Return what yields every entity of a kind, by the ids of the records that they are or stand in."""

    held: Any = kind  # classes are hashable

    def rows(data: Dataset) -> Iterator[Row[E]]:
        holding = [of for name, of in data.lists.items() if _holds(KINDS[name], held)]
        for id, by_id in sorted(((id, of) for of in holding for id in of), key=itemgetter(0)):
            row = Row(by_id[id], data, id)
            if isinstance(row.entity, kind):
                yield row
            yield from _within(row, kind)

    return rows


def _holds(owner: Any, kind: Any) -> bool:
    return issubclass(owner, kind) or bool(_lists_to(owner, kind))


def _within(row: Row[Any], kind: Any) -> Iterator[Row[Any]]:
    """Yield the entities of a kind in the lists of a row, those of its own before those of others."""
    for field, is_of_kind in _lists_to(row.entity.__class__, kind):
        for entry in row.entries(field):
            if is_of_kind:
                yield entry
            else:
                yield from _within(entry, kind)


@cache
def _lists_to(owner: Any, kind: Any) -> tuple[tuple[str, bool], ...]:
    """Return the lists of a class whose entries are of a kind, then those whose entries hold some in turn."""
    lists = [(field, element) for field, hint in hints_of(owner) if (element := _element(hint))]
    of_kind = [(field, True) for field, element in lists if issubclass(element, kind)]
    return (*of_kind, *((field, False) for field, element in lists if _lists_to(element, kind)))


def _element(hint: Any) -> type | None:
    """Return the class of the entries of a list of entities."""
    bare, _, _ = unwrap(hint)
    element = unwrap(get_args(bare)[0])[0] if get_origin(bare) is tuple else None
    return element if is_entity(element) else None


def unwrap(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """Return a type without what is noted of it, what is noted, and whether it may be None."""
    facts: tuple[Any, ...] = ()
    is_optional = False
    while True:
        if get_origin(hint) is Annotated:
            facts, hint = (*facts, *hint.__metadata__), hint.__origin__
        elif get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
            is_optional = True
            hint = reduce(or_, (one for one in get_args(hint) if one is not NoneType))
        else:
            return hint, facts, is_optional


def is_entity(bare: Any) -> bool:
    """Whether a type is a class with fields of its own, not one that stands in a cell."""
    is_class = isinstance(bare, type) and bare not in (Prose, PartialDate, Status)
    return is_class and (issubclass(bare, BaseModel) or is_dataclass(bare))
