"""JSON Schemas of what editors type, made from the models, with which an editor's program completes and explains.

They describe YAML 1.2 as such a program reads it: `20` is a number there and `true` a truth, while the check
keeps the text that was typed. Whatever a schema refuses, the check refuses too; not the other way round, since
only the check sees other records, days of the calendar and Markdown.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from tracker_site.authoring.completions import Completion, Completions, completions_of
from tracker_site.project import WrongUse
from tracker_site.records.base import Model
from tracker_site.records.fields import (
    TypedField,
    as_typed,
    bare,
    fields_of,
    is_model,
    names_in,
    other_forms,
    without_none,
)
from tracker_site.records.kinds import KINDS, NAMES
from tracker_site.records.site import Site

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: Mapping[str, type[Model]] = {"site": Site, **{name: KINDS[folder] for name, folder in NAMES.items()}}
"""What can be described: the settings and each kind of record, by its name."""


def schema_of(kind: str, completions: Completions | None = None) -> Schema:
    """Return the schema of a kind of record; what the content offers is suggested, never demanded."""
    writer = _Writer(completions or completions_of(None))
    described = writer.describe_mapping(MODELS[kind])
    name = "Settings of the site" if kind == "site" else kind.capitalize()
    return {"$schema": DIALECT, "title": name, **described, "$defs": writer.definitions}


def schemas(completions: Completions | None = None) -> dict[str, Schema]:
    """Return the schemas of all kinds by their names."""
    return {kind: schema_of(kind, completions) for kind in MODELS}


def as_text(schema: Mapping[str, Any]) -> str:
    """Return a schema, or several, as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, completions: Completions | None = None) -> list[Path]:
    """Write the schema of each kind into a folder, in the place of older ones, and return their paths."""
    texts = {folder / f"{kind}.json": as_text(schema) for kind, schema in schemas(completions).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as wrong:
        raise WrongUse(f"cannot write to {folder} ({wrong.strerror}); name a folder with --to") from None
    return list(texts)


class _Writer:
    """Describes types, and gathers the models that it meets on the way."""

    def __init__(self, completions: Completions) -> None:
        self.definitions: dict[str, Schema] = {}
        self._completions = completions

    def describe_mapping(self, model: type[Model]) -> Schema:
        """Return what a mapping of this model may hold."""
        fields = fields_of(model)
        return {
            "description": inspect.cleandoc(model.__doc__ or ""),
            "type": "object",
            "properties": {field.name: self._describe_field(field) for field in fields},
            "required": [field.name for field in fields if field.is_needed],
            "additionalProperties": False,
        }

    def _describe_field(self, field: TypedField) -> Schema:
        described = self._describe(field.hint)
        if field.at_least:
            at_least = {"if": {"type": "array"}, "then": {"minItems": field.at_least}}
            described = {"allOf": [described, at_least]}
        return {
            "title": field.name.replace("_", " ").capitalize(),
            "description": field.words,
            **described,
            **({} if field.default is None else {"default": field.default}),
            "examples": [field.example],
        }

    def _describe(self, hint: Any, of_list: Sequence[Completion] = ()) -> Schema:
        """Return what a type takes; for an entry of a list, what the list names is suggested."""
        suggested = self._completions.get(names_in(hint) or "", of_list)
        if described := as_typed(hint):
            return _suggest(suggested, described)
        whole = self._describe_shape(bare(hint), suggested)
        forms = [self._describe(form, suggested) for form in other_forms(hint)]
        return {"anyOf": [whole, *forms]} if forms else whole

    def _describe_shape(self, hint: Any, suggested: Sequence[Completion]) -> Schema:
        """Return what a type takes that brings no schema of its own."""
        if is_model(hint):
            name = hint.__name__
            if name not in self.definitions:
                self.definitions[name] = {}  # a model may hold itself
                self.definitions[name] = self.describe_mapping(hint)
            return {"$ref": f"#/$defs/{name}"}
        if get_origin(hint) is Literal:
            return {"enum": list(get_args(hint))}
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self._describe(get_args(hint)[0], suggested)}
        assert get_origin(hint) is dict, hint
        key, value = get_args(hint)
        return {
            "type": "object",
            "propertyNames": _of_names(self._describe(key)),
            "additionalProperties": self._describe(without_none(value)),
        }


def _suggest(suggested: Sequence[Completion], described: Schema) -> Schema:
    """Return a schema that suggests words, and takes others as before."""
    if not suggested:
        return described
    words = {
        "enum": [completion.word for completion in suggested],
        "enumDescriptions": [completion.label for completion in suggested],
    }
    return {"anyOf": [words, described]}


def _of_names(described: Schema) -> Schema:
    """Return the schema of the name of a field, which is always a text."""
    return {"pattern": described["pattern"], "maxLength": described.get("maxLength", 1000)}
