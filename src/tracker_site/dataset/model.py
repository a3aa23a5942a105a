"""What the classes of the dataset are made of: references that know their title, and models built from records."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import fields as fields_of_dataclass
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, PlainSerializer, PlainValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticKnownError

from tracker_site.dates import PartialDate, in_words
from tracker_site.problems import quoted
from tracker_site.records.base import Refers
from tracker_site.source.markup import Prose, is_web_address
from tracker_site.status.standing import unvalidated

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Ref(str):
    """The id of a record, or of an entity within one, with its title and its address from the root of the site.

    The address is None where it is not seen on the day of the site, or belongs to another tracker.
    """

    __slots__ = ("address", "date", "is_inferred", "is_superseded", "noun", "title")

    title: str  # type: ignore[assignment]  # not the method of `str`, which no reference needs
    address: str | None
    is_inferred: bool
    is_superseded: bool
    noun: str | None
    """What it is: a noun of `register.entities`, or `reported-work`."""
    date: PartialDate | None
    """The date of its record, where that has one."""

    def __new__(
        cls,
        id: str,
        title: str,
        address: str | None = None,
        *,
        is_inferred: bool = False,
        is_superseded: bool = False,
        noun: str | None = None,
        date: PartialDate | None = None,
    ) -> Ref:
        """Return the reference to an id."""
        made = super().__new__(cls, id)
        made.title, made.address, made.is_inferred = title, address, is_inferred
        made.is_superseded, made.noun, made.date = is_superseded, noun, date
        return made

    def __eq__(self, other: object) -> bool:
        """Whether another is the same id, and where it is a reference too, shows the same."""
        if not isinstance(other, Ref):
            return str.__eq__(self, other) if isinstance(other, str) else NotImplemented
        return (str(self), *self._shown) == (str(other), *other._shown)

    def __hash__(self) -> int:
        """Return the hash of the id, so that a reference finds what is kept by ids."""
        return str.__hash__(self)

    @property
    def _shown(self) -> tuple[object, ...]:
        return self.title, self.address, self.is_inferred, self.is_superseded, self.noun, self.date

    @property
    def text(self) -> str:
        """The title, under the name that links have for their words."""
        return self.title

    @property
    def date_beside(self) -> PartialDate | None:
        """The date to show beside the title; none where it is not known or the title ends with it."""
        is_needed = self.date and self.date.is_known and not self.title.endswith(in_words(self.date))
        return self.date if is_needed else None


def page_link(text: str, address: str | None) -> Ref:
    """Return the reference to a page of the site that is no entity's; without an address it is only words."""
    return Ref(address or text, text, address)


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


_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*/?(?:#[A-Za-z0-9_-]+)?", re.ASCII)


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if len(value) > 2000 or not (_PATH.fullmatch(value) or is_web_address(value)):
        raise ValueError(f"{quoted(value)} is neither a web address nor a path of the other site")
    return value


Address = Annotated[str, PlainValidator(_address)]
"""Where an entity is to be read: a whole address, or the way from the root of its site."""


def extend(kind: type[M], record: BaseModel, /, **derived: Any) -> M:
    """Return a record with the facts that are derived of it, as `kind`, which is a subclass of the record's class.

    Nothing is validated again: the record was, and a test validates what is derived.
    """
    return unvalidated(kind, {**record.__dict__, **derived}, record.model_fields_set)


def resolve_references(
    value: T, resolve: Callable[[str], Ref], settle: Callable[[Prose], Prose] | None = None
) -> T:
    """Return a value of the dataset in which each field that holds references holds `Ref`s, however deep.

    `settle` returns what each text is to be, where texts are to change too.
    """
    return cast(T, _resolved(value, resolve, settle))


def _resolved(value: Any, resolve: Callable[[str], Ref], settle: Callable[[Prose], Prose] | None) -> Any:
    if isinstance(value, tuple):
        return tuple(_resolved(one, resolve, settle) for one in value)
    changed = {}
    for name, kind in _fields_to_resolve(type(value)):  # type: ignore[arg-type]  # classes are hashable
        held = getattr(value, name)
        if not held:
            continue
        if kind == "nested":
            changed[name] = _resolved(held, resolve, settle)
        elif kind == "text":
            if settle:
                changed[name] = settle(held)
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
def _fields_to_resolve(kind: type) -> tuple[tuple[str, Literal["reference", "text", "nested"]], ...]:
    """Return the fields of a class that hold references or a text, or values whose fields do so."""
    found: list[tuple[str, Literal["reference", "text", "nested"]]] = []
    for name, hint in hints_of(kind):
        classes = tuple(_classes_in(hint))
        if _refers(hint):
            found.append((name, "reference"))
        elif Prose in classes:
            found.append((name, "text"))
        elif any(map(_fields_to_resolve, classes)):
            found.append((name, "nested"))
    return tuple(found)


@cache
def hints_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return each field of a model, a dataclass or a named tuple with its type; of any other class there is none."""
    if issubclass(kind, BaseModel):
        return tuple((name, field.rebuild_annotation()) for name, field in kind.model_fields.items())
    names = (
        [field.name for field in fields_of_dataclass(kind)]
        if is_dataclass(kind)
        else getattr(kind, "_fields", ())
    )
    hints = get_type_hints(kind, include_extras=True) if names else {}
    return tuple((name, hints[name]) for name in names)


def is_published(kind: Any, field: str) -> bool:
    """Whether a field of a model or a dataclass is in `tracker.json`."""
    if issubclass(kind, BaseModel):
        return not kind.model_fields[field].exclude
    facts = getattr(dict(hints_of(kind))[field], "__metadata__", ())
    return not any(isinstance(fact, FieldInfo) and fact.exclude for fact in facts)


def _refers(hint: Any) -> bool:
    if get_origin(hint) is Annotated and any(isinstance(one, Refers) for one in hint.__metadata__):
        return True
    return any(_refers(one) for one in get_args(hint) if not isinstance(one, Refers))


def _classes_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _classes_in(inner)


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """Return the values of each key, both in the order in which they come."""
    found: dict[K, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
