"""What a spreadsheet leaves open: asked at a terminal, each with a proposal, or listed where nobody is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from tracker_site.authoring.completions import Completion, Completions
from tracker_site.authoring.fields import choices_for, takes
from tracker_site.authoring.prompts import ask, choose, fitting, one_of, pick, tell
from tracker_site.authoring.spreadsheet.cells import (
    different,
    fold,
    propose_time,
    show,
    unknowns_of_date,
    words_in,
)
from tracker_site.authoring.spreadsheet.convert import PLAN_TITLE
from tracker_site.authoring.spreadsheet.mapping import faults_of_columns, times_in
from tracker_site.authoring.spreadsheet.proposing import propose_columns, propose_status
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.problems import did_you_mean
from tracker_site.project import WrongUse
from tracker_site.records.base import Source
from tracker_site.records.fields import TypedField, fields_of
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, Columns, Spreadsheet
from tracker_site.source.strict_yaml import Value

Fields = dict[str, Value]

_SOURCE_TITLE = "The council's tracking spreadsheet"
_NONE = "-"
_WORDINGS = (
    Completion("exact", "word for word as in the report or the minutes"),
    Completion("summary", "put in your own words, from the report or the minutes"),
    Completion("unknown", "as the sheet has them; how near that is, it does not say"),
)
_OF = (
    Completion("recommendation", "of the recommendation"),
    Completion("action", "of the action"),
    Completion("both", "of both: where the action stands, the recommendation stands"),
)
_WHOSE = (
    Completion("above", "the recommendation above them, as where cells are merged"),
    Completion(NOTHING, "no recommendation"),
)
_MEANS_NOTHING = Completion(NOTHING, "it says nothing of how far it has come")

# The columns


def ask_columns(sheet: Sheet, known: Mapping[str, Value]) -> Fields:
    """Return what each column holds, asked column by column, with the first words in it."""
    fields = fields_of(Columns)
    tell(f"What do the columns of {sheet.name} hold?")
    for number, field in enumerate(fields, 1):
        tell(f"  {number:>3}  {field.name}  {field.words}")
    tell(f"Type a number or a word, Enter for what stands in brackets, or {_NONE} for none of these.\n")
    proposals = propose_columns(sheet)
    while True:
        columns = dict(known)
        for head in sheet.heads:
            if head not in columns.values():
                name = _ask_column(sheet, head, proposals.get(head), columns)
                columns |= {name: head} if name != _NONE else {}
        if not (faults := list(faults_of_columns(columns))):
            return {field.name: columns[field.name] for field in fields if field.name in columns}
        for fault in faults:
            tell(f"  {fault}")
        tell("Once more:\n")


def _ask_column(sheet: Sheet, head: str, proposal: str | None, taken: Mapping[str, Value]) -> str:
    names = [field.name for field in fields_of(Columns)]

    def judge(name: str) -> str | None:
        if name in taken:
            return f"'{name}' is the column '{taken[name]}' already; {_NONE} leaves this one out"
        return None if name in (*names, _NONE) else f"'{name}' is none of them{did_you_mean(name, names)}"

    words = ", ".join(show(word) for word in words_in(sheet, head)[:2])
    default = proposal if proposal and proposal not in taken else _NONE
    return pick(f"{head}{f' ({words})' if words else ' (empty)'}", names, default, judge)


# What words mean, and all else that is said once


def ask_setting(name: str, sheet: Sheet, mapping: Spreadsheet, completions: Completions) -> Fields:
    """Return what one setting means that the spreadsheet leaves open."""
    first, _, word = name.partition(".")
    answer = _ask_one(first, word, sheet, mapping, completions)
    return {first: {word: answer} if first in ("sources", "statuses", "times") else answer}


def _ask_one(first: str, word: str, sheet: Sheet, mapping: Spreadsheet, completions: Completions) -> Value:
    columns = mapping.columns
    match first:
        case "from":
            return _choose_record("\nWhere do the recommendations come from?", "origin", completions)
        case "sources":
            question = f"\n'{word}' under '{columns.source}': which of these is that?"
            return _choose_record(question, "origin", completions)
        case "authority":
            return _choose_record("\nWhose spreadsheet is it?", "authority", completions)
        case "without_recommendation":
            tell("\nSome rows have an action and no recommendation. What do they belong to?")
            return choose(first, _WHOSE, "above")
        case "status_of":
            head = columns.status or columns.comment
            tell(f"\nEach row has a recommendation and an action. Of what does '{head}' speak?")
            return choose(first, _OF, _usual_status_of(sheet, mapping))
        case "statuses":
            tell(f"\n'{word}' under '{columns.status}': what does it mean?")
            statuses = completions["status"]
            return choose(word, (*statuses, _MEANS_NOTHING), propose_status(word, statuses))
        case "dates":
            tell(f"\nIn dates such as {_first_time(sheet, mapping, first)}, what comes first?")
            return choose(first, choices_for(field_named(first).hint, completions), "day/month/year")
        case "century":
            example = _first_time(sheet, mapping, first)
            question = f"\nWhat do years such as the one in {example} begin with?"
            return ask(question, "20", fitting(Spreadsheet, first))
        case "times":
            return _ask_time(word)
        case "wording":
            tell("\nHow near are the words of the recommendations to those of whoever made them?")
            return choose(first, _WORDINGS, "unknown")
    assert first == "source", first
    return _ask_source()


def ask_plan(completions: Completions) -> Fields:
    """Return what the record that holds the actions is called, and what it answers, if anything."""
    question = "\nWhat are the actions called, on the page that holds them? The day is added"
    title = ask(question, PLAN_TITLE, fitting(Spreadsheet, "plan_title"))
    tell("\nIs this sheet itself the council's action plan in answer to one of these?")
    origins = completions.get("origin", ())
    judge = one_of(["", *(origin.word for origin in origins)])
    answers = choose("Its number (Enter: no, it only follows them)", origins, judge=judge)
    return {"plan_title": title, **({"plan_for": [answers]} if answers else {})}


def _ask_time(word: str) -> str:
    tell(
        f"\n'{word}' is not a date. Type the date that it means, as exactly as it is known: 2022-07, 2022-09/2022-11;"
    )
    tell(f"'{AS_WORDS}' keeps the words without a date; '{NOTHING}': they say nothing.")
    fits = fitting(Spreadsheet, "times")
    return ask(word, propose_time(word), lambda answer: fits({word: answer}))


def _ask_source() -> Value:
    fits = fitting(Source, "url")
    title = ask("\nWhat is the spreadsheet called, as the source of these records?", _SOURCE_TITLE)
    question = "Its web address, where it is published (Enter: none)"
    url = ask(question, judge=lambda answer: fits(answer) if answer else None)
    return {"title": title, **({"url": url} if url else {})}


def _choose_record(question: str, kind: str, completions: Completions) -> str:
    found = completions.get(kind, ())
    if not found:
        commands = {
            "origin": "'tracker-site new inspection', inquiry or meeting",
            "authority": "'tracker-site new authority'",
        }
        raise WrongUse(f"there is nothing yet that this could name; first write the record: {commands[kind]}")
    tell(question)
    return choose("Its number or its id", found, found[0].word if len(found) == 1 else "")


def _usual_status_of(sheet: Sheet, mapping: Spreadsheet) -> str:
    """Return "both" where each recommendation has one row, so that a row is about the two as one."""
    cells = [fold(row.get(mapping.columns.recommendation)) for row in sheet.rows]
    has_one_row_each = all(cells) and len(different(cells)) == len(cells)
    return "both" if has_one_row_each else "action"


def _first_time(sheet: Sheet, mapping: Spreadsheet, unknown: str) -> str:
    """Return the first date that cannot be read without a setting."""
    return next(f"'{word}'" for word in times_in(mapping, sheet) if unknown in unknowns_of_date(word))


# Each time


def ask_day(today: date, before: date | None) -> date:
    """Return the day on which the sheet said this."""

    def judge(answer: str) -> str | None:
        try:
            day = date.fromisoformat(answer)
        except ValueError:
            return f"'{answer}' is not a day; write it as in 2022-07-06"
        return "that day is still to come" if day > today else None

    since = f"; it was last imported for {before.isoformat()}" if before else ""
    return date.fromisoformat(ask(f"\nThe day on which the sheet said this{since}", today.isoformat(), judge))


def ask_same(words: str, row: int, choices: Sequence[Completion]) -> str:
    """Return which record a reworded row stands for, or that it is new."""
    tell(
        f"\nRow {row} was not there before: {words}. And these are there no more. Is it one of them, reworded?"
    )
    return choose(words, choices)


def ask_to_keep(count: int) -> bool:
    """Return whether the files keep their words while the rest comes in."""

    def judge(answer: str) -> str | None:
        return None if answer.casefold() in ("yes", "no") else "write yes or no"

    question = (
        f"\n{count} of these are for you to decide. Leave those files as they are, and import the rest?"
    )
    return ask(question, "yes", judge).casefold() == "yes"


# Where nobody is there


def as_option(setting: str) -> str:
    """Return a setting as it is typed on the command line."""
    quote = '"' if "'" in setting else "'"
    return f"--set {quote}{setting}{quote}"


def list_settings(missing: Sequence[str], is_day_missing: bool, completions: Completions) -> Iterator[str]:
    """Yield what each setting is for, once for all words of one kind, and below it the options; the day last."""
    for name, settings in groupby(missing, key=lambda setting: setting.partition(".")[0]):
        field = field_named(name)
        kind = {"sources": "origin", "statuses": "status"}.get(name, "")
        words = takes(choices_for(field.hint, completions) or completions.get(kind, ()))
        yield f"{field.words[0].lower()}{field.words[1:]}{words}"
        yield from (f"  {as_option(f'{setting}=…')}" for setting in settings)
    if is_day_missing:
        yield "the day on which the sheet said this:\n  --day 2022-07-06"


def list_columns(sheet: Sheet, columns: Mapping[str, str]) -> Iterator[str]:
    """Yield the options for the columns, as their heads may mean them."""
    heads = ", ".join(f"'{head}'" for head in sheet.heads)
    yield f"it is not said which column holds what; those of {sheet.name} are {heads}."
    yield "By their heads these may be right; all that can be said is listed by --fields."
    for field in fields_of(Columns):
        if field.name in columns:
            yield f"  {as_option(f'columns.{field.name}={columns[field.name]}')}  {field.words}"
    if not columns:
        yield "  --set 'columns.recommendation=…'  The words of the recommendation."


def field_named(name: str) -> TypedField:
    """Return the field of the mapping to which a setting belongs."""
    return next(field for field in fields_of(Spreadsheet) if field.name == name.partition(".")[0])
