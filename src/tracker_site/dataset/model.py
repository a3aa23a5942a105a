"""What the classes of the dataset are made of: references that know their title, and models built from records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields as fields_of_dataclass
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator
from pydantic_core import PydanticKnownError

from tracker_site.records.base import Refers

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class Ref(str):
    """The id of a record, or of an entity within one, with its title and its address from the root of the site.

    The address is None where it is not seen on the day of the site, or belongs to another tracker.
    """

    __slots__ = ("address", "is_inferred", "title")

    title: str  # type: ignore[assignment]  # not the method of `str`, which no reference needs
    address: str | None
    is_inferred: bool

    def __new__(cls, id: str, title: str, address: str | None = None, is_inferred: bool = False) -> Ref:
        """Return the reference to an id."""
        made = super().__new__(cls, id)
        made.title, made.address, made.is_inferred = title, address, is_inferred
        return made


def _unresolved(value: object) -> Ref:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    return Ref(value, value)


Reference = Annotated[
    Ref,
    Refers(),
    PlainValidator(_unresolved),
    PlainSerializer(lambda reference: str(reference), return_type=str),
]
"""A reference that is published as the id alone; read from data it has no title and no address yet."""


class Derived(BaseModel):
    """A group of derived facts: frozen, and open to fields that a newer version of the data adds."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


def extend(kind: type[M], record: BaseModel, /, **derived: Any) -> M:
    """Return a record with the facts that are derived of it, as `kind`, which is a subclass of the record's class.

    Nothing is validated again: the record was, and a test validates what is derived.
    """
    made = kind.__new__(kind)
    object.__setattr__(made, "__dict__", {**record.__dict__, **derived})
    object.__setattr__(made, "__pydantic_fields_set__", record.model_fields_set | derived.keys())
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def resolve_references(value: T, resolve: Callable[[str], Ref]) -> T:
    """Return a value of the dataset in which each field that holds references holds `Ref`s, however deep."""
    return cast(T, _resolved(value, resolve))


def _resolved(value: Any, resolve: Callable[[str], Ref]) -> Any:
    if isinstance(value, tuple):
        return tuple(_resolved(one, resolve) for one in value)
    changed = {}
    for name, is_reference in _fields_with_references(type(value)):  # type: ignore[arg-type]  # classes are hashable
        held = getattr(value, name)
        if not held:
            continue
        if not is_reference:
            changed[name] = _resolved(held, resolve)
        elif isinstance(held, str):
            changed[name] = resolve(held)
        else:
            changed[name] = tuple(map(resolve, held))
    if not changed:
        return value
    if isinstance(value, BaseModel):
        return extend(type(value), value, **changed)
    return replace(value, **changed)


@cache
def _fields_with_references(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a class that hold references, and those in whose values a field does so."""
    return tuple(
        (name, is_reference)
        for name, hint in _hints(kind)
        if (is_reference := _refers(hint)) or any(map(_fields_with_references, _classes_in(hint)))
    )


def _hints(kind: type) -> Iterator[tuple[str, Any]]:
    if issubclass(kind, BaseModel):
        yield from ((name, field.rebuild_annotation()) for name, field in kind.model_fields.items())
    elif is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        yield from ((field.name, hints[field.name]) for field in fields_of_dataclass(kind))


def _refers(hint: Any) -> bool:
    if get_origin(hint) is Annotated and any(isinstance(one, Refers) for one in hint.__metadata__):
        return True
    return any(_refers(one) for one in get_args(hint) if not isinstance(one, Refers))


def _classes_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _classes_in(inner)
