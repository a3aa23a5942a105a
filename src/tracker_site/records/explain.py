"""What is wrong with a file that does not fit its model, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tracker_site.problems import Place, Problems, did_you_mean, in_words, quoted
from tracker_site.records.base import NOT_TYPED, Model, Record
from tracker_site.records.fields import bare, fields_of, model_in, models_in, type_at
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


_Fault = tuple[Callable[[SourceFile], Place], str, str]
"""Where in its file a mistake stands, the sentence on it, and its code."""


def explain(model: type[Model], file: SourceFile, errors: list[ErrorDetails], problems: Problems) -> None:
    """Note each mistake of a file once: a misspelt field is not reported a second time as missing."""
    meant = {misspelt for error in errors if (misspelt := _field_meant(model, error))}
    for error in errors:
        loc = error["loc"]
        if error["type"] != "missing" or not (loc in meant or file.leaves_open(loc)):
            for place_in, message, code in _faults(model, error):
                problems.error(place_in(file), message, code)


def faults_of_value(model: type[Model], name: str, value: object) -> list[str]:
    """Return a sentence for each mistake in the value of one field, whatever else the record holds."""
    try:
        model.model_validate({name: value})
    except ValidationError as invalid:
        errors = [error for error in invalid.errors(include_url=False) if error["loc"][:1] == (name,)]
        return [message for error in errors for _, message, _ in _faults(model, error)]
    return []


def unknown_field(name: str, model: type[Model] | None) -> str:
    """Return the sentence for a field that a mapping does not have."""
    known = typed_fields(model)
    if name == "id" and model and issubclass(model, Record):
        remedy = ": the id of a record is the name of its file; delete this line"
    elif name in _SAID and model in _SAID_OF:
        remedy = ": what is said of it is written where it was said, under 'progress' or 'responses' there"
    elif name == "status" and "progress" in known:
        remedy = "; write it in an entry of 'progress', with what it is said of"
    else:
        remedy = _near_field(name, known) or f"; the fields here are {', '.join(known)}"
    return f"{quoted(name)} is not a field here{remedy}"


def typed_fields(model: type[Model] | None) -> list[str]:
    """Return the names of a model's fields as an editor types them, its own first."""
    return [field.name for field in fields_of(model)] if model else []


def needed_fields(model: type[Model]) -> list[str]:
    """Return the names of the fields that an editor has to type."""
    return [field.name for field in fields_of(model) if field.is_needed]


def _near_field(name: str, known: list[str]) -> str:
    # What is a field somewhere else is misplaced rather than misspelt.
    return "" if name in _all_fields() else did_you_mean(name, known)


@cache
def _all_fields() -> frozenset[str]:
    models = models_in([Site, *KINDS.values()])
    return NOT_TYPED.union(*map(typed_fields, models))


def _field_meant(model: type[Model], error: ErrorDetails) -> Loc | None:
    """Return the field that an unknown one is most likely meant to be."""
    if error["type"] != "extra_forbidden":
        return None
    *above, name = error["loc"]
    hint = _near_field(str(name), typed_fields(model_in(type_at(model, above))))
    return (*above, hint.split("'")[1]) if hint else None


def _faults(model: type[Model], error: ErrorDetails) -> Iterator[_Fault]:
    loc, kind = error["loc"], error["type"]
    if kind == "text_refused":
        path = ("body",) if loc == ("prose",) else loc
        for fault in error["ctx"]["faults"]:
            yield (
                partial(SourceFile.place_in, path=path, offset_line=fault.line, fragment=fault.fragment),
                fault.message,
                fault.code,
            )
    elif kind == "extra_forbidden":
        message = unknown_field(str(loc[-1]), model_in(type_at(model, loc[:-1])))
        yield lambda file: file.key_place(*loc), message, "unknown-field"
    elif kind == "missing":
        yield lambda file: file.place(*loc[:-1]), f"'{loc[-1]}' is missing; add it", "missing-field"
    elif loc[-1:] == ("[key]",):
        yield lambda file: file.key_place(*loc[:-1]), *_wrong_value(model, loc[:-1], error)
    else:
        yield lambda file: file.place(*loc), *_wrong_value(model, loc, error)


def _wrong_value(model: type[Model], loc: Loc, error: ErrorDetails) -> tuple[str, str]:
    """Return the sentence and the code for a value that its field does not take."""
    field, given = _name_of(loc), error["input"]
    match error["type"]:
        case "literal_error":
            return _wrong_word(field, given, _expected(error))
        case "tuple_type":
            return f"{field} takes a list{_how_to_list(type_at(model, loc), given)}", "wrong-shape"
        case "model_type" | "dict_type":
            example = _example(type_at(model, loc))
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


def _where_words_go(model: type[Model], loc: Loc, given: str) -> str:
    """Return where the words for a time go that were typed as a date."""
    beside = typed_fields(model_in(type_at(model, loc[:-1])))
    return "; words for a time go under 'when'" if "when" in beside and not re.search("[0-9]", given) else ""


def _expected(error: ErrorDetails) -> list[str]:
    words = str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")
    return [word.strip("'") for word in words]


def _how_to_list(hint: Any, given: object) -> str:
    """Return how to write a list of what a type holds, in place of what was given."""
    entry = next((inner for inner in get_args(bare(hint)) if model_in(inner)), None)
    takes_text = entry is None or get_origin(entry) is Annotated
    if isinstance(given, str) and takes_text:
        example = f"; put it in square brackets: [{given}]" if _PLAIN.fullmatch(given) else ""
        return example or "; write it on the next line, after '- '"
    if entry:
        return f"; begin each entry with '- ', as in '- {_example(entry)}', not {_shape(given)}"
    return f" of values, not {_shape(given)}"


def _example(hint: Any) -> str:
    """Return how the fields begin that a type takes."""
    if model := model_in(hint):
        return ", ".join(f"{name}: …" for name in needed_fields(model) or typed_fields(model)[:1])
    entry = get_args(bare(hint))[-1:]
    return f"name: {{{_example(entry[0])}}}" if entry and model_in(entry[0]) else "name: value"


def _shape(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "fields of its own"
