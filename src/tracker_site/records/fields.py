"""The fields of a model as editors type them: their names, what they are for, what they take, an example of each."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from tracker_site.records.base import NOT_TYPED, AsTyped, Dated, Model, Names, OrTyped, Record
from tracker_site.source.strict_yaml import Value


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field as an editor meets it."""

    name: str
    hint: Any
    """Its type, without the `None` of a field that may be left out."""
    is_needed: bool
    default: Any
    """What it means where it is left out, as it is typed, if that is a word or a number."""
    example: Value
    at_least: int
    """How many entries a list must have."""
    _declared: tuple[type[Model], str]

    @property
    def words(self) -> str:
        """What it is for, in one line."""
        return field_words(*self._declared)

    @property
    def names(self) -> str | None:
        """What the field names, where that can be offered: "authority", "status"."""
        return names_in(self.hint)


_SHARED = frozenset((*Record.model_fields, *Dated.model_fields))
"""The fields that several kinds of records have, which come after those of a kind."""


@cache
def fields_of(model: type[Model]) -> tuple[TypedField, ...]:
    """Return the fields that are typed in a mapping of this model, its own first."""
    is_record = issubclass(model, Record)
    own = (name for name in model.model_fields if not (is_record and name in NOT_TYPED))
    fields = (_field(model, name, model.model_fields[name]) for name in own)
    return tuple(sorted(fields, key=lambda field: is_record and field.name in _SHARED))


def _field(model: type[Model], name: str, info: FieldInfo) -> TypedField:
    hint = without_none(info.rebuild_annotation())
    default = info.default if isinstance(info.default, str | int) else None
    if isinstance(default, bool):
        default = "yes" if default else "no"
    is_usual = isinstance(default, str) and get_origin(bare(hint)) is Literal
    example: Value = info.examples[0] if info.examples else str(default) if is_usual else example_of(hint)
    at_least = max((getattr(fact, "min_length", None) or 0 for fact in info.metadata), default=0)
    return TypedField(info.alias or name, hint, info.is_required(), default, example, at_least, (model, name))


def model_in(hint: Any) -> type[Model] | None:
    """Return the model that a value of a type is a mapping of; a list of such mappings is none."""
    model = bare(without_none(hint))
    return model if is_model(model) else None


def models_in(hints: Iterable[Any]) -> tuple[type[Model], ...]:
    """Return the models that values of some types hold, however deep, each once, in the order of their fields."""
    met: dict[type[Model], None] = {}
    for hint in hints:
        _meet(hint, met)
    return tuple(met)


def _meet(hint: Any, met: dict[type[Model], None]) -> None:
    if not is_model(hint):
        for inner in get_args(hint):
            _meet(inner, met)
    elif hint not in met:
        met[hint] = None
        for field in fields_of(hint):
            _meet(field.hint, met)


def type_at(hint: Any, loc: Iterable[int | str]) -> Any:
    """Return the type of what stands at a place within a value of a type: under fields, keys and numbers."""
    for step in loc:
        hint = bare(without_none(hint))
        if is_model(hint):
            hint = next((field.hint for field in fields_of(hint) if field.name == step), None)
        else:
            hint = get_args(hint)[-1 if get_origin(hint) is dict else 0] if get_args(hint) else None
    return hint


def example_of(hint: Any) -> Value:
    """Return what an editor could type for a type."""
    if typed := as_typed(hint):
        example = next(iter(typed.get("examples", typed.get("enum", ("words",)))))
        return str(example)
    hint = bare(hint)
    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return [example_of(get_args(hint)[0])]
    if get_origin(hint) is dict:
        return {"key": example_of(get_args(hint)[1])}
    fields = fields_of(hint)
    shown = [field for field in fields if field.is_needed] or fields[:2]
    return {field.name: field.example for field in shown}


# What a type says of itself


def as_typed(hint: Any) -> dict[str, Any] | None:
    """Return the JSON Schema that a type brings, if it brings one."""
    return next((dict(fact.schema) for fact in _facts(hint) if isinstance(fact, AsTyped)), None)


def other_forms(hint: Any) -> tuple[Any, ...]:
    """Return the shorter forms in which a value may be typed."""
    return tuple(fact.hint for fact in _facts(hint) if isinstance(fact, OrTyped))


def names_in(hint: Any) -> str | None:
    """Return what a type names, or what the entries of a list of it name."""
    own = next((fact.what for fact in _facts(hint) if isinstance(fact, Names)), None)
    inner = get_args(bare(hint))[:1] if get_origin(bare(hint)) is tuple else ()
    return own or next((names_in(each) for each in inner), None)


def is_model(hint: Any) -> TypeGuard[type[Model]]:
    """Return whether a type is a mapping of fields of its own."""
    return isinstance(hint, type) and issubclass(hint, Model)


def bare(hint: Any) -> Any:
    """Return a type without what is noted of it."""
    return hint.__origin__ if _facts(hint) else hint


def without_none(hint: Any) -> Any:
    """Return a type without the `None` of a field that may be left out."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    return next(arg for arg in get_args(hint) if arg is not NoneType)


def _facts(hint: Any) -> tuple[Any, ...]:
    return tuple(getattr(hint, "__metadata__", ()))


# The text under a field


def field_words(owner: type, name: str, default: str = "") -> str:
    """Return what the text under a field of a class says, in one line."""
    for base in owner.__mro__:
        if words := _texts_in_module(base.__module__).get((base.__name__, name)):
            return words
    if default:
        return default
    raise AssertionError(f"{owner.__name__}.{name} has no text under it that says what it is for")


@cache
def _texts_in_module(module: str) -> dict[tuple[str, str], str]:
    """Return the texts under the fields of the classes of a module, by class and field."""
    if module in sys.builtin_module_names:
        return {}
    body = ast.parse(inspect.getsource(sys.modules[module])).body
    classes = (one for one in body if isinstance(one, ast.ClassDef))
    return {(one.name, field): words for one in classes for field, words in _texts_in(one)}


def _texts_in(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            value = text.value if isinstance(text, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield field.target.id, " ".join(value.value.split())
