"""The reference of the content, `docs/content.md`, made from the models so that it cannot drift from them.

python -m tracker_site.authoring.reference > docs/content.md
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tracker_site.dates import FORMS
from tracker_site.records import base
from tracker_site.records.fields import TypedField, bare, fields_of, models_in, other_forms, without_none
from tracker_site.records.kinds import KINDS
from tracker_site.records.meeting import ASKED, DECIDED, LISTENED, Outcome, Person
from tracker_site.records.site import Site
from tracker_site.records.statuses import COMMON
from tracker_site.register.findings import WARNINGS
from tracker_site.source import KINDS as ENDINGS

_PHRASES: tuple[tuple[Any, str], ...] = (
    (base.Words, "one line of words"),
    (base.Key, "a key (letters, digits, hyphens)"),
    (base.StatusKey, "a key (letters, digits, hyphens)"),
    (base.Id, "an id"),
    (base.Reference, "a reference (`id` or `id/key`)"),
    (base.IdOrAction, "an id, or `id/key` of an action"),
    (base.When, "a date"),
    (base.YesNo, "`yes` or `no`"),
    (base.Count, "a whole number"),
    (base.WebAddress, "a web address"),
    (base.Uuid, "a UUID"),
    (base.SiteAddress, "the web address of a site"),
    (base.Email, "an e-mail address"),
    (base.Colour, "a colour (`#1d4f91`)"),
    (base.Text, "Markdown"),
    (base.SomeWords, "one line of words, or a list of them"),
    (base.References, "a reference, or a list of them"),
    (Person, "a name, or [attendee](#attendee)"),
)
"""What each type takes, in words; the types that are made of it take the same."""

_HEAD = """# What editors write

This page is made from the models that check the content (`make docs`), so it says what the tool does. The
reasons behind it, and how standing is derived, are in [how standing is derived](standing.md).

One record is one file. `.yml` files hold YAML; `.md` files hold YAML between two lines of `---`, then Markdown.
A file's name without its ending is the **id** of the record: lowercase letters, digits and hyphens, unique over
the whole of `content/`. A thing within a record is named `id/key`. Folders below the folder of a kind are free.

**Dates** are as exact as the source: {dates}.

**Markdown** may hold headings, lists, tables, emphasis and links: to web addresses, and to records by their
ids, as in `[the visit](leeds-focused-visit-2021)`. HTML in it is shown as text. Pictures are refused.
It is read as on GitHub. A list may stand right below a sentence, and two spaces nest it. `•` begins an item, as `-`,
`*` and `+` do; `1)` does as `1.` does. Lines that begin with `(a)`, `i.`, `2.1` or `–` are no list: they keep their
labels and their lines. `[^1]` is shown as [1], and a note, `[^1]: …`, where it stands.

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
    verbs = get_args(get_type_hints(Outcome)["verb"])
    head = _HEAD.format(
        dates=FORMS,
        statuses="\n".join(f"| `{one.key}` | {one.label} | {one.phase} |" for one in COMMON.values()),
        listened=_coded(verb for verb in verbs if verb in LISTENED),
        asked=_coded(verb for verb in verbs if verb in ASKED),
        decided=_coded(verb for verb in verbs if verb in DECIDED),
        did_not=_coded(verb for verb in verbs if verb not in LISTENED | ASKED | DECIDED),
    )
    files = (Site, *KINDS.values())
    return "\n".join(
        [
            head,
            _section(Site, "The settings: `content/site.yml`"),
            *(_section(model, f"`content/{name}/*{ENDINGS[name]}`") for name, model in KINDS.items()),
            "## What stands within records\n",
            *(_section(model, model.__name__, 3) for model in models_in(files) if model not in files),
            _warnings(),
        ]
    )


def _section(model: type[base.Model], title: str, level: int = 2) -> str:
    words = inspect.cleandoc(model.__doc__ or "")
    rows = "\n".join(map(_row, fields_of(model)))
    return f"{'#' * level} {title}\n\n{words}\n\n| field | takes | what it says |\n|---|---|---|\n{rows}\n"


def _row(field: TypedField) -> str:
    needed = "**needed** " if field.is_needed else ""
    default = "" if field.default in (None, "") else f" Default: `{field.default}`."
    return f"| `{field.name}` | {_takes(field.hint)} | {needed}{field.words}{default} |"


def _takes(hint: Any) -> str:
    """Return in words what a field takes."""
    if phrase := next((phrase for alias, phrase in _PHRASES if _is_made_of(hint, alias)), None):
        return phrase
    shape, arguments = bare(hint), get_args(bare(hint))
    if get_origin(shape) is Literal:
        return _coded(arguments)
    if get_origin(shape) is tuple:
        one = _takes(arguments[0])
        return f"{one}, or a list of them" if other_forms(hint) else f"a list: {one}"
    if get_origin(shape) is dict:
        return f"a mapping: {_takes(arguments[0])} to {_takes(without_none(arguments[1]))}"
    return f"[{shape.__name__.lower()}](#{shape.__name__.lower()})"


def _is_made_of(hint: Any, alias: Any) -> bool:
    """Return whether a type is typed as an alias is, whatever else is noted of it."""
    forms = [fact for fact in alias.__metadata__ if isinstance(fact, base.AsTyped | base.OrTyped)]
    return bare(hint) == bare(alias) and forms[0] in getattr(hint, "__metadata__", ())


def _coded(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _warnings() -> str:
    rows = "\n".join(f"| `{code}` | {words} |" for code, words in WARNINGS.items())
    return f"## Warnings that a record may accept\n\n| code | what it warns of |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    sys.stdout.write(write_reference())
