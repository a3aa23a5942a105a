"""The reference of the content, `docs/content.md`, made from the models so that it cannot drift from them.

python -m tracker_site.authoring.reference > docs/content.md
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tracker_site.dates import FORMS
from tracker_site.records import base
from tracker_site.records.fields import field_words
from tracker_site.records.kinds import KINDS
from tracker_site.records.meeting import ASKED, DECIDED, LISTENED, Person
from tracker_site.records.site import Site
from tracker_site.records.statuses import COMMON
from tracker_site.register.warnings import WARNINGS
from tracker_site.source import KINDS as ENDINGS

_KEYS = (base.Key, base.StatusKey, base.CommonStatusKey, base.ThemeKey, base.ClockKey)
_REFERENCES = (base.Reference, base.BodyReference, base.MeasureReference)
_PHRASES: tuple[tuple[Any, str], ...] = (
    *((hint, "one line of words") for hint in (base.Words, base.WarningCode, base.ClockStart)),
    (base.SomeWords, "one line of words, or a list of them"),
    *((hint, "a key (letters, digits, hyphens)") for hint in _KEYS),
    *((hint, "an id") for hint in (base.Id, base.AuthorityId, base.OriginId)),
    *((hint, "a reference (`id` or `id/key`)") for hint in _REFERENCES),
    *((hint, "a reference, or a list of them") for hint in (base.References, base.Origins)),
    (base.IdOrAction, "an id, or `id/key` of an action"),
    (base.When, "a date"),
    (base.YesNo, "`yes` or `no`"),
    (base.Count, "a whole number"),
    (base.WebAddress, "a web address"),
    (base.Email, "an e-mail address"),
    (base.Colour, "a colour (`#1d4f91`)"),
    (base.Text, "Markdown"),
    (Person, "a name, or [attendee](#attendee)"),
)

_OF_ALL_RECORDS = frozenset(base.Record.model_fields)

_HEAD = """# What editors write

This page is made from the models that check the content (`make docs`), so it says what the tool does. The
reasons behind it, and how standing is derived, are in [how standing is derived](standing.md).

One record is one file. `.yml` files hold YAML; `.md` files hold YAML between two lines of `---`, then Markdown.
A file's name without its ending is the **id** of the record: lowercase letters, digits and hyphens, unique over
the whole of `content/`. A thing within a record is named `id/key`. Folders below the folder of a kind are free.

**Dates** are as exact as the source: {dates}.

**Markdown** may hold headings, lists, tables, emphasis and links: to web addresses, and to records by their
ids, as in `[the visit](leeds-focused-visit-2021)`. HTML in it is shown as text. Pictures are refused.

A field marked **needed** must be there. A field that is not listed is an error, and so is one without a value.

## Statuses

| key | label | phase |
|---|---|---|
{statuses}

A council's own words are set under `statuses` in `site.yml`, each with the common status that it means.

## Verbs

| what the meeting did | verbs |
|---|---|
| listened: moves nothing by itself | {listened} |
| asked somebody | {asked} |
| decided | {decided} |
| did not | {did_not} |
"""


def write_reference() -> str:
    """Return the whole reference as Markdown."""
    verbs = _words_of(get_type_hints(_model_named("Outcome"), include_extras=True)["verb"])
    sections = [
        _HEAD.format(
            dates=FORMS,
            statuses="\n".join(f"| `{one.key}` | {one.label} | {one.phase} |" for one in COMMON.values()),
            listened=_coded(verb for verb in verbs if verb in LISTENED),
            asked=_coded(verb for verb in verbs if verb in ASKED),
            decided=_coded(verb for verb in verbs if verb in DECIDED),
            did_not=_coded(verb for verb in verbs if verb not in LISTENED | ASKED | DECIDED),
        )
    ]
    sections.append(_section(Site, "The settings: `content/site.yml`"))
    for folder, model in KINDS.items():
        sections.append(_section(model, f"`content/{folder}/*{ENDINGS[folder]}`"))
    sections.append("## What stands within records\n")
    sections += [_section(model, model.__name__, level=3) for model in _inner_models()]
    sections.append(_warnings())
    return "\n".join(sections)


def _section(model: type[base.Model], title: str, level: int = 2) -> str:
    rows = "\n".join(
        f"| `{info.alias or name}` | {_takes(hint)} | {'**needed** ' if info.is_required() else ''}"
        f"{field_words(model, name)}{'' if info.is_required() else _default(info.default)} |"
        for name, info in sorted(model.model_fields.items(), key=lambda field: field[0] in _OF_ALL_RECORDS)
        if name not in base.NOT_TYPED or not issubclass(model, base.Record)
        for hint in (get_type_hints(model, include_extras=True)[name],)
    )
    return f"{'#' * level} {title}\n\n{_docstring(model)}\n\n| field | takes | what it says |\n|---|---|---|\n{rows}\n"


def _default(default: object) -> str:
    if default in (None, (), "") or not isinstance(default, str | int | bool):
        return ""
    shown = {True: "yes", False: "no"}.get(default, default) if isinstance(default, bool) else default
    return f" Default: `{shown}`."


def _takes(hint: Any) -> str:
    """Return in words what a field takes."""
    for alias, phrase in _PHRASES:
        if hint == alias:
            return phrase
    if get_origin(hint) in (Union, UnionType):
        return _takes(next(arg for arg in get_args(hint) if arg is not NoneType))
    if get_origin(hint) is Literal:
        return _coded(get_args(hint))
    if get_origin(hint) is tuple:
        return f"a list: {_takes(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return f"a mapping: {_takes(key)} to {_takes(value)}"
    if isinstance(hint, type) and issubclass(hint, base.Model):
        return f"[{hint.__name__.lower()}](#{hint.__name__.lower()})"
    return _takes(get_args(hint)[0])


def _inner_models() -> Iterator[type[base.Model]]:
    """Yield the models that stand within records, each once, in the order in which they are met."""
    met: dict[type[base.Model], None] = {}
    tops: tuple[type[base.Model], ...] = (Site, *KINDS.values())
    for model in tops:
        _meet(model, met)
    yield from (model for model in met if model is not Site and model not in KINDS.values())


def _meet(model: type[base.Model], met: dict[type[base.Model], None]) -> None:
    if model not in met:
        met[model] = None
        for hint in get_type_hints(model, include_extras=True).values():
            for inner in _models_in(hint):
                _meet(inner, met)


def _models_in(hint: Any) -> Iterator[type[base.Model]]:
    if isinstance(hint, type) and issubclass(hint, base.Model):
        yield hint
    for argument in get_args(hint):
        yield from _models_in(argument)


def _model_named(name: str) -> type[base.Model]:
    return next(model for model in _inner_models() if model.__name__ == name)


def _words_of(hint: Any) -> tuple[str, ...]:
    return get_args(hint)


def _coded(words: Any) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _docstring(model: type[base.Model]) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def _warnings() -> str:
    rows = "\n".join(f"| `{code}` | {words} |" for code, words in WARNINGS.items())
    return f"## Warnings that a record may accept\n\n| code | what it warns of |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    sys.stdout.write(write_reference())
