"""A new record, from fields that were given or are asked for: proposed, explained, tried, written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from tracker_site.authoring.ids import council_slug, free_id, slug
from tracker_site.authoring.new_files import write_new
from tracker_site.authoring.offers import Offer, Offers
from tracker_site.authoring.prompts import ask, choose, tell
from tracker_site.authoring.trial import try_records
from tracker_site.authoring.typed_settings import entry_model, is_list
from tracker_site.problems import ContentError, Problem, did_you_mean
from tracker_site.project import Project, WrongUse
from tracker_site.records.base import Model, Record, SomeWords, YesNo
from tracker_site.records.explain import faults_of_value
from tracker_site.records.fields import TypedField, bare, fields_of, is_model, names_in
from tracker_site.records.kinds import KINDS, NAMES
from tracker_site.source import KINDS as ENDINGS
from tracker_site.source.strict_yaml import Value
from tracker_site.source.yaml_writing import CannotBeWritten, write_comment, write_fields

_MOST_SHOWN = 20  # words in one line of help
_CLAIMS = frozenset({"covers"})
"""Fields that claim much where they are left out, so they are asked for and written all the same."""
_HEAD = "# What may be added to it. Take away the '# ' before a field to use it."


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is not written yet."""

    kind: str
    """As the command line calls it: "meeting"."""
    id: str
    fields: Mapping[str, Value]
    prose: str

    @property
    def path(self) -> str:
        """Its path within the content."""
        folder = NAMES[self.kind]
        return f"{folder}/{self.id}{ENDINGS[folder]}"


def model_of(kind: str) -> type[Record]:
    """Return the model of a kind, or raise `WrongUse` where there is none of that name."""
    if kind not in NAMES:
        hint = did_you_mean(kind, NAMES) or f"; those are {', '.join(NAMES)}"
        raise WrongUse(f"'{kind}' is not a kind of record{hint}")
    return KINDS[NAMES[kind]]


def has_prose(kind: str) -> bool:
    """Return whether a record of this kind has Markdown below its fields."""
    return ENDINGS[NAMES[kind]] == ".md"


# What is there, and what is missing


def missing_fields(model: type[Model], fields: Mapping[str, Value]) -> list[TypedField]:
    """Return the fields that a record needs and does not have yet."""
    return [field for field in fields_of(model) if field.is_needed and field.name not in fields]


def choices_for(hint: Any, offers: Offers) -> tuple[Offer, ...]:
    """Return the words that a field takes, or those of the content that it may name."""
    if hint == YesNo:
        return Offer("yes", ""), Offer("no", "")
    if get_origin(bare(hint)) is Literal:
        return tuple(Offer(word, "") for word in get_args(bare(hint)))
    return offers.get(names_in(hint) or "", ())


def list_fields(model: type[Model], offers: Offers, above: str = "") -> Iterator[str]:
    """Yield a line for each field that can be set, with what it says and what it takes."""
    for field in fields_of(model):
        name = f"{above}{field.name}"
        inner = entry_model(field.hint) or (bare(field.hint) if is_model(bare(field.hint)) else None)
        if inner and not above:
            yield from list_fields(inner, offers, f"{name}.1." if is_list(field.hint) else f"{name}.")
        elif not inner:
            yield _one_line(name, field, offers)


def _one_line(name: str, field: TypedField, offers: Offers) -> str:
    needed = "Needed. " if field.is_needed and "." not in name else ""
    return f"{name}: {needed}{_what_it_takes(field, offers)}"


def _what_it_takes(field: TypedField, offers: Offers) -> str:
    words = ", ".join(offer.word for offer in choices_for(field.hint, offers)[:_MOST_SHOWN])
    return f"{field.words}{f' It takes {words}.' if words else ''}"


# Asking


def ask_for(model: type[Model], fields: Mapping[str, Value], offers: Offers) -> dict[str, Value]:
    """Return the fields with those that are needed, and others as long as somebody wants to fill them in."""
    asked: dict[str, Value] = dict(fields)
    for field in (*missing_fields(model, fields), *_claims(model, fields)):
        asked[field.name] = _ask_one(model, field, offers)
    while more := _choose_more(model, asked):
        asked[more.name] = _ask_one(model, more, offers)
    return {field.name: asked[field.name] for field in fields_of(model) if field.name in asked}


def _claims(model: type[Model], fields: Mapping[str, Value]) -> list[TypedField]:
    return [field for field in fields_of(model) if field.name in _CLAIMS and field.name not in fields]


def _choose_more(model: type[Model], fields: Mapping[str, Value]) -> TypedField | None:
    rest = {
        field.name: field
        for field in fields_of(model)
        if field.name not in fields and _is_askable(field.hint)
    }
    if not rest:
        return None

    def judge(answer: str) -> str | None:
        return f"'{answer}' is none of them" if answer and answer not in rest else None

    tell("\nWhat else is known? All of it can be added to the file later.")
    chosen = choose(
        "Number of a field (Enter: go on)", [Offer(one.name, one.words) for one in rest.values()], judge=judge
    )
    return rest.get(chosen)


def _is_askable(hint: Any) -> bool:
    """Return whether a value fits on one line."""
    return entry_model(hint) is None and not is_model(bare(hint)) and get_origin(bare(hint)) is not dict


def _ask_one(model: type[Model], field: TypedField, offers: Offers) -> Value:
    choices = choices_for(field.hint, offers)
    if names_in(field.hint) in ("authority", "body", "origin", "measure") and not choices and field.is_needed:
        raise WrongUse(f"there is nothing yet that '{field.name}' could name; add that record first")
    tell(f"\n{field.name}: {field.words}")
    if not choices and isinstance(field.example, str):
        tell(f"  as in: {field.example}")
    words = {choice.word for choice in choices}

    def judge(answer: str) -> str | None:
        if not answer:
            return "this is needed" if field.is_needed else None
        for entry in _entries(field, answer):
            if words and entry not in words:
                return f"'{entry}' is none of them{did_you_mean(entry, words)}"
        return next(iter(faults_of_value(model, field.name, _typed(field, answer))), None)

    usual = field.default if field.name in _CLAIMS else ""
    answer = choose(field.name, choices, usual, judge) if choices else ask(field.name, judge=judge)
    return _typed(field, answer)


def _entries(field: TypedField, answer: str) -> list[str]:
    """Return the values of an answer: ids and keys may be parted by commas, names of people hold some."""
    can_part = is_list(field.hint) and field.hint != SomeWords
    return [part.strip() for part in answer.split(",") if part.strip()] if can_part else [answer]


def _typed(field: TypedField, answer: str) -> Value:
    entries = _entries(field, answer)
    return list(entries) if is_list(field.hint) else answer


# Its id


def propose_id(kind: str, fields: Mapping[str, Value], taken: Collection[str]) -> str:
    """Return a readable id that no other record has."""
    words = " ".join(_id_words(kind, fields))
    return free_id(slug(words, 76) or kind, taken)


def _id_words(kind: str, fields: Mapping[str, Value]) -> Iterator[str]:
    match kind:
        case "authority":
            yield council_slug(_text(fields, "name"))
        case "meeting":
            yield _text(fields, "body")
            yield _text(fields, "date").removeprefix("../")
        case "recommendation":
            yield _text(fields, "from")
            yield slug(_text(fields, "number")) or slug(_text(fields, "title"), 40)
        case "plan" if _text(fields, "for"):
            yield _text(fields, "for")
            yield "reported-work" if fields.get("kind") == "reported" else "plan"
        case _:
            title = slug(_text(fields, "title"), 50)
            council = _text(fields, "authority")
            yield "" if title.startswith(council) else council
            yield title


def _text(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else str(next(iter(value), ""))


# Its file


def write_record(draft: Draft) -> str:
    """Return the text of the file, with what may be added explained below what is there.

    Raises `WrongUse` where a value cannot stand in a file.
    """
    model = model_of(draft.kind)
    try:
        claimed = "\n".join(_explain_claims(model, draft.fields))
        yaml = write_fields(draft.fields) + claimed + "\n".join(_explain_rest(model, draft.fields)) + "\n"
    except CannotBeWritten as wrong:
        raise WrongUse(f"a value {wrong}; type it anew") from None
    return f"---\n{yaml}---\n{draft.prose.strip()}\n" if has_prose(draft.kind) else yaml


def _explain_claims(model: type[Model], fields: Mapping[str, Value]) -> Iterator[str]:
    for field in _claims(model, fields):
        yield from _explain(field)
        yield write_fields({field.name: field.default})


def _explain_rest(model: type[Model], fields: Mapping[str, Value]) -> Iterator[str]:
    yield f"#{_HEAD}"
    for field in fields_of(model):
        if field.name not in fields and field.name not in _CLAIMS:
            yield from _explain(field)
            yield from (f"# {line}" for line in write_fields({field.name: field.example}).splitlines())


def _explain(field: TypedField) -> Iterator[str]:
    yield from (f"#{line}" for line in write_comment(" ".join([field.words, *_takes_words(field)])))


def _takes_words(field: TypedField) -> Iterator[str]:
    if get_origin(bare(field.hint)) is Literal:
        yield f"It takes {', '.join(get_args(bare(field.hint)))}."


def add_record(project: Project, draft: Draft, today: date, as_at: date) -> tuple[Problem, ...]:
    """Write a record that the line finds sound, and return its warnings.

    Raises `ContentError` where it has mistakes, `WrongUse` where its file is there already.
    """
    text = write_record(draft)
    errors, warnings = try_records(project, {draft.path: text}, today, as_at)
    if errors:
        raise ContentError(errors)
    write_new({project.content / draft.path: text.encode()})
    return warnings


def say_missing(kind: str, missing: Sequence[TypedField], offers: Offers) -> str:
    """Return which options a script has to add."""
    lines = [f"  --set '{one.name}=…'  {_what_it_takes(one, offers)}" for one in missing]
    return "\n".join([f"a new {kind} needs more:", *lines])
