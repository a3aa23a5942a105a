"""What is wrong with a file that does not fit its model, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from tracker_site.problems import Place, Problems, did_you_mean, in_words, quoted
from tracker_site.records.base import NOT_TYPED, Record
from tracker_site.records.kinds import KINDS
from tracker_site.records.plan import Plan
from tracker_site.records.recommendation import Part, Recommendation
from tracker_site.records.said import Action
from tracker_site.records.site import Site
from tracker_site.source import SourceFile

Loc = tuple[int | str, ...]
"""The way to a value within a record, by the names of fields as they are typed and the numbers of entries."""

_SAID = frozenset({"status", "progress", "response", "responses", "said_by"})
_SAID_OF = (Recommendation, Part, Plan, Action)
_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.’/-]{0,77}")


def explain(model: type[BaseModel], file: SourceFile, errors: list[ErrorDetails], problems: Problems) -> None:
    """Note each mistake of a file once: a misspelt field is not reported a second time as missing."""
    meant = {misspelt for error in errors if (misspelt := _field_meant(model, error))}
    for error in errors:
        loc = error["loc"]
        if error["type"] != "missing" or not (loc in meant or file.leaves_open(loc)):
            for place, message, code in _explain_one(model, file, error):
                problems.error(place, message, code)


def faults_of_value(model: type[BaseModel], name: str, value: object) -> list[str]:
    """Return a sentence for each mistake in the value of one field, whatever else the record holds."""
    try:
        model.model_validate({name: value})
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        return [
            fault for error in errors if error["loc"][:1] == (name,) for fault in _sentences(model, error)
        ]
    return []


def _sentences(model: type[BaseModel], error: ErrorDetails) -> list[str]:
    if error["type"] == "text_refused":
        return [fault.message for fault in error["ctx"]["faults"]]
    if error["type"] == "extra_forbidden":
        return [unknown_field(str(error["loc"][-1]), _model_of(_type_at(model, error["loc"][:-1])))]
    if error["type"] == "missing":
        return [f"'{error['loc'][-1]}' is missing; add it"]
    return [_wrong_value(model, error["loc"], error)[0]]


def unknown_field(name: str, model: type[BaseModel] | None) -> str:
    """Return the sentence for a field that a mapping does not have."""
    known = typed_fields(model)
    if name == "id" and "id" in _not_typed(model):
        remedy = ": the id of a record is the name of its file; delete this line"
    elif name in _SAID and model in _SAID_OF:
        remedy = ": what is said of it is written where it was said, under 'progress' or 'responses' there"
    elif name == "status" and "progress" in known:
        remedy = "; write it in an entry of 'progress', with what it is said of"
    else:
        remedy = _near_field(name, known) or f"; the fields here are {', '.join(known)}"
    return f"{quoted(name)} is not a field here{remedy}"


def typed_fields(model: type[BaseModel] | None) -> list[str]:
    """Return the names of a model's fields as an editor types them, its own first."""
    if model is None:
        return []
    names = [name for name in _typed(model) if name not in _not_typed(model)]
    return sorted(names, key=lambda name: name in Record.model_fields)


def needed_fields(model: type[BaseModel]) -> list[str]:
    """Return the names of the fields that an editor has to type."""
    needed = (name for name, info in _typed(model).items() if info.is_required())
    return [name for name in needed if name not in _not_typed(model)]


def _not_typed(model: type[BaseModel] | None) -> frozenset[str]:
    return NOT_TYPED if model and issubclass(model, Record) else frozenset()


def _typed(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _near_field(name: str, known: list[str]) -> str:
    # What is a field somewhere else is misplaced rather than misspelt.
    return "" if name in _all_fields() else did_you_mean(name, known)


@cache
def _all_fields() -> frozenset[str]:
    names: set[str] = set()
    met: set[object] = set()
    waiting: list[object] = [Site, *KINDS.values()]
    while waiting:
        annotation = waiting.pop()
        waiting.extend(get_args(annotation))
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in met:
            met.add(annotation)
            names.update(_typed(annotation))
            waiting.extend(info.annotation for info in annotation.model_fields.values())
    return frozenset(names)


def _field_meant(model: type[BaseModel], error: ErrorDetails) -> Loc | None:
    """Return the field that an unknown one is most likely meant to be."""
    if error["type"] != "extra_forbidden":
        return None
    *above, name = error["loc"]
    hint = _near_field(str(name), typed_fields(_model_of(_type_at(model, tuple(above)))))
    return (*above, hint.split("'")[1]) if hint else None


def _explain_one(
    model: type[BaseModel], file: SourceFile, error: ErrorDetails
) -> Iterator[tuple[Place, str, str]]:
    loc, kind = error["loc"], error["type"]
    if kind == "text_refused":
        path = ("body",) if loc == ("prose",) else loc
        for fault in error["ctx"]["faults"]:
            yield file.place_in(path, fault.line, fault.fragment), fault.message, fault.code
    elif kind == "extra_forbidden":
        message = unknown_field(str(loc[-1]), _model_of(_type_at(model, loc[:-1])))
        yield file.key_place(*loc), message, "unknown-field"
    elif kind == "missing":
        yield file.place(*loc[:-1]), f"'{loc[-1]}' is missing; add it", "missing-field"
    elif loc[-1:] == ("[key]",):
        yield file.key_place(*loc[:-1]), *_wrong_value(model, loc[:-1], error)
    else:
        yield file.place(*loc), *_wrong_value(model, loc, error)


def _wrong_value(model: type[BaseModel], loc: Loc, error: ErrorDetails) -> tuple[str, str]:
    """Return the sentence and the code for a value that its field does not take."""
    field, given = _name_of(loc), error["input"]
    match error["type"]:
        case "literal_error":
            return _wrong_word(field, given, _expected(error))
        case "tuple_type":
            return f"{field} takes a list{_how_to_list(_type_at(model, loc), given)}", "wrong-shape"
        case "model_type" | "dict_type":
            example = _example(_type_at(model, loc))
            return f"{field} takes fields of its own, as in '{example}', not {_shape(given)}", "wrong-shape"
        case "string_type":
            return f"{field} takes one value, not {_shape(given)}", "wrong-shape"
        case "too_short":
            return f"{field} is empty; name at least one", "bad-value"
        case "string_too_long":
            length = error["ctx"]["max_length"]
            return f"{field} takes at most {length} characters, not {len(given)}; shorten it", "bad-value"
        case "unfit":
            return f"{field} {error['msg']}", "bad-value"
        case "bad_date":
            return f"{error['msg']}{_where_words_go(model, loc, str(given))}", "bad-date"
        case "value_error":
            return error["msg"].removeprefix("Value error, "), "bad-value"
        case _:
            return (
                f"{field} does not take this value; see its field in the reference of the content",
                "bad-value",
            )


def _wrong_word(field: str, given: object, known: list[str]) -> tuple[str, str]:
    if not isinstance(given, str):
        return f"{field} takes one of {in_words(known)}, not {_shape(given)}", "wrong-shape"
    hint = did_you_mean(given, known) or f"; it takes {in_words(known)}"
    return f"{quoted(given)} is not one of the words for {field}{hint}", "unknown-word"


def _name_of(loc: Loc) -> str:
    """Return how a sentence names the value at a place: "'about'", or "an entry of 'about'"."""
    name = quoted(next(step for step in reversed(loc) if isinstance(step, str)))
    return f"an entry of {name}" if isinstance(loc[-1], int) else name


def _where_words_go(model: type[BaseModel], loc: Loc, given: str) -> str:
    """Return where the words for a time go that were typed as a date."""
    beside = typed_fields(_model_of(_type_at(model, loc[:-1])))
    return "; words for a time go under 'when'" if "when" in beside and not re.search("[0-9]", given) else ""


def _expected(error: ErrorDetails) -> list[str]:
    words = str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")
    return [word.strip("'") for word in words]


def _how_to_list(annotation: object, given: object) -> str:
    """Return how to write a list of what a type holds, in place of what was given."""
    entry = next((inner for inner in get_args(annotation) if _model_of(inner)), None)
    takes_text = entry is None or get_origin(entry) is Annotated
    if isinstance(given, str) and takes_text:
        example = f"; put it in square brackets: [{given}]" if _PLAIN.fullmatch(given) else ""
        return example or "; write it on the next line, after '- '"
    if entry:
        return f"; begin each entry with '- ', as in '- {_example(entry)}', not {_shape(given)}"
    return f" of values, not {_shape(given)}"


def _example(annotation: object) -> str:
    """Return how the fields begin that a type takes."""
    if model := _model_of(annotation):
        return ", ".join(f"{name}: …" for name in needed_fields(model) or typed_fields(model)[:1])
    entry = _model_of(get_args(annotation)[-1]) if get_args(annotation) else None
    return f"name: {{{_example(entry)}}}" if entry else "name: value"


def _shape(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "fields of its own"


def _type_at(model: type[BaseModel], loc: Loc) -> object:
    """Return the type of the value that stands at a place within a record."""
    here: object = model
    for step in loc:
        here = _within(here, step)
    return here


def _within(annotation: object, step: int | str) -> object:
    """Return the type of what stands under a field, a key or a number of a value of a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        info = _typed(annotation).get(str(step))
        return info and info.annotation
    arguments = get_args(annotation)
    if get_origin(annotation) in (tuple, dict):
        return arguments[-1] if get_origin(annotation) is dict else arguments[0]
    return next((found for inner in arguments if (found := _within(inner, step))), None)


def _model_of(annotation: object) -> type[BaseModel] | None:
    """Return the model that a value of a type is a mapping of; a list of such mappings is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, dict):
        return None
    return next((found for inner in get_args(annotation) if (found := _model_of(inner))), None)
