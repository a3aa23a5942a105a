"""The columns that follow from the fields of a class: its types say what each may hold, its texts what each says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import is_dataclass, replace
from functools import reduce
from operator import attrgetter, or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.model import Address, hints_of, is_published
from tracker_site.dataset.tables.columns import Column, Kind
from tracker_site.dates import PartialDate
from tracker_site.records.base import Refers, Words
from tracker_site.records.fields import field_words
from tracker_site.records.statuses import COMMON, Status
from tracker_site.source.markup import Prose

_NAMES = {"prose": "text"}
_KINDS: Mapping[Any, Kind] = {
    Prose: "markdown",
    PartialDate: "date",
    bool: "yes-no",
    int: "whole",
    float: "number",
    str: "text",
}
_TABLES = {
    "action": "actions",
    "authority": "authorities",
    "body": "bodies",
    "measure": "measures",
    "meeting": "meetings",
}
"""The table that a reference leads to, by the one noun that it may name; `things` for all else."""
_ALWAYS_SEEN = ("authorities", "bodies", "measures")
"""The tables whose rows are seen on every day, so that a reference to one is never empty."""


def columns_of(
    entity: type,
    names: Mapping[str, str],
    without: Collection[str],
    path: tuple[str, ...] = (),
    outer: str = "",
) -> Iterator[Column]:
    """Yield a column for each published field that fits into a cell, and for those of a group of facts in a field.

    A column is called after its field, with that of its group before it, unless `names` calls it otherwise. Lists of
    entities are tables of their own. `path` leads to a group, and `outer` is what the field of the group says.
    """
    names = _NAMES | dict(names)
    for field, hint in hints_of(entity):
        called = "_".join((*path, field)).rstrip("_")
        if called in without or not (is_published(entity, field) or called in names):
            continue
        bare, facts, is_optional = unwrap(hint)
        if is_entity(bare):
            words = f"{outer} {field_words(entity, field)}".strip()
            yield from columns_of(bare, names, without, (*path, field), words)
        elif column := _column(bare, facts, is_needed=not (is_optional or path)):
            yield replace(
                column,
                name=names.get(called, called),
                words=f"{outer} {field_words(entity, field)}".strip(),
                value=_value((*path, field), _CONVERT.get(bare)),
            )


def _column(bare: Any, facts: tuple[Any, ...], is_needed: bool) -> Column | None:
    """Return the column of a type, without name, words and value; None for what fits into no cell."""
    if get_origin(bare) is tuple and bare not in _CONVERT:
        return None
    column = Column("", "", is_needed=is_needed)
    if refers := [fact for fact in facts if isinstance(fact, Refers)]:
        # What is noted of a type further out takes the place of what is noted within.
        nouns = refers[-1].nouns
        table = _TABLES.get(next(iter(nouns)), "things") if len(nouns) == 1 else "things"
        return replace(column, refers_to=table, is_needed=is_needed and table in _ALWAYS_SEEN)
    if bare is Status:
        return replace(column, refers_to="statuses", values=tuple(COMMON))
    if values := _words_of(bare):
        return replace(column, values=values)
    if bare in _CONVERT:
        return replace(column, is_needed=False)
    if any(fact in facts for fact in get_args(Address)[1:]):
        return replace(column, kind="address")
    if bare not in _KINDS:
        return None
    kind = _KINDS[bare]
    return replace(column, kind=kind, is_needed=is_needed and kind not in ("markdown", "date"))


def _value(
    path: tuple[str, ...], convert: Callable[[Any], object] | None
) -> Callable[[Dataset, Any], object]:
    get = attrgetter(f"entity.{path[0]}")
    if len(path) == 1 and not convert:
        return lambda _, row: get(row)

    def value(_: Dataset, row: Any) -> object:
        found = get(row)
        for field in path[1:]:
            if found is None:
                return None
            found = getattr(found, field)
        return convert(found) if convert and found is not None else found

    return value


def key_of_status(status: Status | None) -> str | None:
    """Return the key of the common status."""
    return status.common.key if status else None


def in_one_cell(words: tuple[str, ...]) -> str | None:
    """Return several names in one cell."""
    return "; ".join(words) or None


_CONVERT: Mapping[Any, Callable[[Any], object]] = {Status: key_of_status, tuple[Words, ...]: in_one_cell}


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
    if not isinstance(bare, type) or bare in _KINDS or bare is Status:
        return False
    return issubclass(bare, BaseModel) or is_dataclass(bare)


def _words_of(hint: Any) -> tuple[str, ...]:
    """Return the words of a `Literal`, or of several in a union."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return tuple(word for one in get_args(hint) for word in _words_of(one))
    return ()
