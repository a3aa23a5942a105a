"""The command `new`: a record from options, and from questions where somebody is there to answer them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tracker_site.authoring.completions import Completion, Completions, completions_of
from tracker_site.authoring.fields import (
    Fields,
    choices_for,
    describe_field,
    in_order,
    is_list,
    read_settings,
    takes,
    takes_fields,
    words_of,
)
from tracker_site.authoring.prompts import ask, at_terminal, choose, fitting, one_of, tell
from tracker_site.authoring.text import council_slug
from tracker_site.authoring.writing import sound_records, try_records, write_new
from tracker_site.problems import ContentError, Problem, did_you_mean
from tracker_site.project import Project, WrongUse
from tracker_site.records.base import Model, Record, SomeWords
from tracker_site.records.fields import TypedField, fields_of
from tracker_site.records.kinds import KINDS, NAMES
from tracker_site.source import KINDS as ENDINGS
from tracker_site.source.finding import ID
from tracker_site.source.ids import free_id, slug
from tracker_site.source.strict_yaml import Value
from tracker_site.source.yaml_writing import CannotBeWritten, write_comment, write_fields

_CLAIMS = frozenset({"covers"})
"""Fields that claim much where they are left out, so they are asked for and written all the same."""
_HEAD = "# What may be added to it. Take away the '# ' before a field to use it."


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is not written yet."""

    kind: str
    """As the command line calls it: "meeting"."""
    id: str
    fields: Fields
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


def take_record(project: Project, kind: str, settings: Sequence[str], text: str, id: str | None) -> Draft:
    """Return a record from its options; at a terminal, what is missing is asked for.

    Raises `WrongUse` with the options that are missing where nobody is there to be asked.
    """
    model = model_of(kind)
    if text and not has_prose(kind):
        raise WrongUse(f"a file of '{kind}' holds fields only; leave out --text")
    completions = completions_of(sound_records(project))
    # The names of files that cannot be read are taken too.
    taken = {path.stem.casefold() for path in project.content.rglob("*.*") if path.is_file()}
    fields = read_settings(model, settings)
    missing = _missing_fields(model, fields)
    is_asked = at_terminal() and (bool(missing) or not settings)
    if missing and not is_asked:
        raise WrongUse(_list_missing(kind, missing, completions))
    if is_asked:
        fields = _ask_for_fields(model, fields, completions)
        if has_prose(kind) and not text:
            text = ask("\nIts text, in a line or two (Enter: write it later)")

    judge = partial(_fault_of_id, taken=taken)
    id = id or propose_id(kind, fields, taken)
    if is_asked:
        id = ask("\nThe name of its file, which becomes its address", id, judge)
    elif fault := judge(id):
        raise WrongUse(fault)
    return Draft(kind, id, fields, text)


def add_record(project: Project, draft: Draft, today: date, as_at: date) -> tuple[Problem, ...]:
    """Write a record in which the check finds no mistake, and return its warnings.

    Raises `ContentError` where it has mistakes, `WrongUse` where its file is there already.
    """
    text = write_record(draft)
    errors, warnings = try_records(project, {draft.path: text}, today, as_at)
    if errors:
        raise ContentError(errors)
    write_new({project.content / draft.path: text.encode()})
    return warnings


# Its fields


def _missing_fields(model: type[Model], fields: Fields) -> list[TypedField]:
    return [field for field in _rest(model, fields) if field.is_needed]


def _claims(model: type[Model], fields: Fields) -> list[TypedField]:
    return [field for field in _rest(model, fields) if field.name in _CLAIMS]


def _rest(model: type[Model], fields: Fields) -> list[TypedField]:
    """Return the fields of a model that are not set."""
    return [field for field in fields_of(model) if field.name not in fields]


def _list_missing(kind: str, missing: Sequence[TypedField], completions: Completions) -> str:
    """Return which options a script has to add."""
    lines = [f"  --set '{one.name}=…'  {describe_field(one, completions)}" for one in missing]
    return "\n".join([f"a new {kind} needs more:", *lines])


def _ask_for_fields(model: type[Model], fields: Fields, completions: Completions) -> Fields:
    """Return the fields with those that are needed, and others as long as somebody wants to fill them in."""
    asked = dict(fields)
    for field in (*_missing_fields(model, fields), *_claims(model, fields)):
        asked[field.name] = _ask_one(model, field, completions)
    while more := _choose_more(model, asked):
        asked[more.name] = _ask_one(model, more, completions)
    return in_order(model, asked)


def _choose_more(model: type[Model], fields: Fields) -> TypedField | None:
    """Return a field of one line that somebody wants to fill in."""
    rest = {field.name: field for field in _rest(model, fields) if not takes_fields(field.hint)}
    if not rest:
        return None
    tell("\nWhat else is known? All of it can be added to the file later.")
    choices = [Completion(field.name, field.words) for field in rest.values()]
    return rest.get(choose("Number of a field (Enter: go on)", choices, judge=one_of(["", *rest])))


def _ask_one(model: type[Model], field: TypedField, completions: Completions) -> Value:
    choices = choices_for(field.hint, completions)
    if field.names in ("authority", "body", "origin", "measure") and not choices and field.is_needed:
        raise WrongUse(f"there is nothing yet that '{field.name}' could name; add that record first")
    tell(f"\n{field.name}: {field.words}")
    if not choices and isinstance(field.example, str):
        tell(f"  as in: {field.example}")
    is_choice, fits = one_of([choice.word for choice in choices]), fitting(model, field.name)

    def judge(answer: str) -> str | None:
        if not answer:
            return "this is needed" if field.is_needed else None
        faults = [is_choice(entry) for entry in _entries(field, answer)] if choices else []
        return next((fault for fault in faults if fault), None) or fits(_value(field, answer))

    usual = field.default if field.name in _CLAIMS else ""
    answer = choose(field.name, choices, usual, judge) if choices else ask(field.name, judge=judge)
    return _value(field, answer)


def _entries(field: TypedField, answer: str) -> list[str]:
    """Return the values of an answer: ids and keys may be parted by commas, names of people hold some."""
    can_part = is_list(field.hint) and field.hint != SomeWords
    return [part.strip() for part in answer.split(",") if part.strip()] if can_part else [answer]


def _value(field: TypedField, answer: str) -> Value:
    return [*_entries(field, answer)] if is_list(field.hint) else answer


# Its id


def _fault_of_id(id: str, taken: Collection[str]) -> str | None:
    if not ID.fullmatch(id):
        return f"'{id}' is not an id; it is made of lowercase letters, digits and hyphens, at most 80"
    return f"'{id}' is the id of a record already; choose another" if id in taken else None


def propose_id(kind: str, fields: Fields, taken: Collection[str]) -> str:
    """Return a readable id that no other record has."""
    words = " ".join(_id_words(kind, fields))
    return free_id(slug(words, 76) or kind, taken)


def _id_words(kind: str, fields: Fields) -> Iterator[str]:
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


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else str(next(iter(value), ""))


# Its file


def write_record(draft: Draft) -> str:
    """Return the text of the file, with what may be added explained below what is there.

    Raises `WrongUse` where a value cannot stand in a file.
    """
    model = model_of(draft.kind)
    try:
        claims = "\n".join(_explain_claims(model, draft.fields))
        yaml = write_fields(draft.fields) + claims + "\n".join(_explain_rest(model, draft.fields)) + "\n"
    except CannotBeWritten as wrong:
        raise WrongUse(f"a value {wrong}; type it anew") from None
    return f"---\n{yaml}---\n{draft.prose.strip()}\n" if has_prose(draft.kind) else yaml


def _explain_claims(model: type[Model], fields: Fields) -> Iterator[str]:
    for field in _claims(model, fields):
        yield from _explain(field)
        yield write_fields({field.name: field.default})


def _explain_rest(model: type[Model], fields: Fields) -> Iterator[str]:
    yield f"#{_HEAD}"
    for field in _rest(model, fields):
        if field.name not in _CLAIMS:
            yield from _explain(field)
            yield from (f"# {line}" for line in write_fields({field.name: field.example}).splitlines())


def _explain(field: TypedField) -> Iterator[str]:
    words = takes(words_of(field.hint), most=None)
    yield from (f"#{line}" for line in write_comment(f"{field.words}{words}"))
