"""What a spreadsheet leaves open, asked at a terminal in plain words, each with a proposal where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker_site.authoring.new_record import choices_for
from tracker_site.authoring.offers import Offer, Offers
from tracker_site.authoring.prompts import ask, choose, tell
from tracker_site.authoring.spreadsheet.convert import PLAN_TITLE
from tracker_site.authoring.spreadsheet.days import has_short_year, is_in_numbers, propose_time
from tracker_site.authoring.spreadsheet.mapping import OF_TIMES, Fields, faults_of_columns, field_named
from tracker_site.authoring.spreadsheet.proposing import propose_columns, propose_status
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.authoring.spreadsheet.words import different, fold, told, words_in
from tracker_site.problems import did_you_mean
from tracker_site.project import WrongUse
from tracker_site.records.base import Source
from tracker_site.records.explain import faults_of_value
from tracker_site.records.fields import fields_of
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, Columns, Spreadsheet
from tracker_site.source.strict_yaml import Value

SOURCE_TITLE = "The council's tracking spreadsheet"

_NONE = "-"
_WORDINGS = (
    Offer("exact", "word for word as in the report or the minutes"),
    Offer("summary", "put in your own words, from the report or the minutes"),
    Offer("unknown", "as the sheet has them; how near that is, it does not say"),
)
_OF = {
    "recommendation": "of the recommendation",
    "action": "of the action",
    "both": "of both: where the action stands, the recommendation stands",
}
_WHOSE = {
    "above": "the recommendation above them, as where cells are merged",
    NOTHING: "no recommendation",
}


# The columns


def ask_columns(sheet: Sheet, known: Mapping[str, Value]) -> dict[str, Value]:
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

    def meant(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(names)
        return names[int(answer) - 1] if is_number else answer

    def judge(answer: str) -> str | None:
        name = meant(answer)
        if name in taken:
            return f"'{name}' is the column '{taken[name]}' already; {_NONE} leaves this one out"
        return None if name in (*names, _NONE) else f"'{name}' is none of them{did_you_mean(name, names)}"

    words = ", ".join(told(word) for word in words_in(sheet, head)[:2])
    default = proposal if proposal and proposal not in taken else _NONE
    return meant(ask(f"{head}{f' ({words})' if words else ' (empty)'}", default, judge))


# What words mean, and all else that is said once


def ask_setting(name: str, sheet: Sheet, mapping: Spreadsheet, offers: Offers) -> Fields:
    """Return what one setting means that the spreadsheet leaves open."""
    first, _, word = name.partition(".")
    columns = mapping.columns
    match first:
        case "from":
            return {first: _choose_record("\nWhere do the recommendations come from?", "origin", offers)}
        case "sources":
            question = f"\n'{word}' under '{columns.source}': which of these is that?"
            return {first: {word: _choose_record(question, "origin", offers)}}
        case "authority":
            return {first: _choose_record("\nWhose spreadsheet is it?", "authority", offers)}
        case "without_recommendation":
            tell("\nSome rows have an action and no recommendation. What do they belong to?")
            return {first: _choose(first, _offers(_WHOSE), "above")}
        case "status_of":
            head = columns.status or columns.comment
            tell(f"\nEach row has a recommendation and an action. Of what does '{head}' speak?")
            return {first: _choose(first, _offers(_OF), _usual_status_of(sheet, mapping))}
        case "statuses":
            tell(f"\n'{word}' under '{columns.status}': what does it mean?")
            statuses = offers["status"]
            nothing = Offer(NOTHING, "it says nothing of how far it has come")
            return {first: {word: _choose(word, (*statuses, nothing), propose_status(word, statuses))}}
        case "dates":
            tell(f"\nIn dates such as {_first_time(sheet, mapping, is_in_numbers)}, what comes first?")
            return {first: _choose(first, choices_for(field_named(first).hint, offers), "day/month/year")}
        case "century":
            shown = _first_time(sheet, mapping, has_short_year)
            return {first: _ask(f"\nWhat do years such as the one in {shown} begin with?", first, "20")}
        case "times":
            return {first: {word: _ask_time(word)}}
        case "wording":
            tell("\nHow near are the words of the recommendations to those of whoever made them?")
            return {first: _choose(first, _WORDINGS, "unknown")}
    assert first == "source", first
    return {first: _ask_source()}


def ask_plan(offers: Offers) -> Fields:
    """Return what the record that holds the actions is called, and what it answers, if anything."""
    question = "\nWhat are the actions called, on the page that holds them? The day is added"
    title = _ask(question, "plan_title", PLAN_TITLE)
    tell("\nIs this sheet itself the council's action plan in answer to one of these?")
    origins = offers.get("origin", ())

    def judge(answer: str) -> str | None:
        return (
            None if not answer or answer in {one.word for one in origins} else f"'{answer}' is none of them"
        )

    answers = choose("Its number (Enter: no, it only follows them)", origins, judge=judge)
    return {"plan_title": title, **({"plan_for": [answers]} if answers else {})}


def _ask_time(word: str) -> str:
    tell(
        f"\n'{word}' is not a date. Type the date that it means, as exactly as it is known: 2022-07, 2022-09/2022-11;"
    )
    tell(f"'{AS_WORDS}' keeps the words without a date; '{NOTHING}': they say nothing.")

    def judge(answer: str) -> str | None:
        return next(iter(faults_of_value(Spreadsheet, "times", {word: answer})), None)

    return ask(word, propose_time(word), judge)


def _ask_source() -> Value:
    def judge(answer: str) -> str | None:
        return next(iter(faults_of_value(Source, "url", answer)), None) if answer else None

    title = ask("\nWhat is the spreadsheet called, as the source of these records?", SOURCE_TITLE)
    url = ask("Its web address, where it is published (Enter: none)", judge=judge)
    return {"title": title, **({"url": url} if url else {})}


def _ask(question: str, name: str, default: str) -> str:
    def judge(answer: str) -> str | None:
        return next(iter(faults_of_value(Spreadsheet, name, answer)), None)

    return ask(question, default, judge)


def _choose_record(question: str, kind: str, offers: Offers) -> str:
    found = offers.get(kind, ())
    if not found:
        what = (
            "'tracker-site new inspection', inquiry or meeting"
            if kind == "origin"
            else "'tracker-site new authority'"
        )
        raise WrongUse(f"there is nothing yet that this could name; first write the record: {what}")
    tell(question)
    return _choose("Its number or its id", found, found[0].word if len(found) == 1 else "")


def _choose(question: str, offers: Sequence[Offer], default: str) -> str:
    words = [offer.word for offer in offers]

    def judge(answer: str) -> str | None:
        return None if answer in words else f"'{answer}' is none of them{did_you_mean(answer, words)}"

    return choose(question, offers, default, judge)


def _offers(words: Mapping[str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(word, label) for word, label in words.items())


def _usual_status_of(sheet: Sheet, mapping: Spreadsheet) -> str:
    """Return "both" where each recommendation has one row, so that a row is about the two as one."""
    cells = [fold(row.get(mapping.columns.recommendation)) for row in sheet.rows]
    has_one_row_each = all(cells) and len(different(cells)) == len(cells)
    return "both" if has_one_row_each else "action"


def _first_time(sheet: Sheet, mapping: Spreadsheet, is_meant: object) -> str:
    assert callable(is_meant)
    words = words_in(sheet, *(getattr(mapping.columns, name) for name in OF_TIMES))
    return next(f"'{word}'" for word in words if is_meant(word))


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


def ask_same(words: str, row: int, offers: Sequence[Offer]) -> str:
    """Return which record a reworded row stands for, or that it is new."""
    tell(
        f"\nRow {row} was not there before: {words}. And these are there no more. Is it one of them, reworded?"
    )
    return _choose(words, offers, "")


def ask_to_keep(count: int) -> bool:
    """Return whether the files keep their words while the rest comes in."""

    def judge(answer: str) -> str | None:
        return None if answer.casefold() in ("yes", "no") else "write yes or no"

    question = (
        f"\n{count} of these are for you to decide. Leave those files as they are, and import the rest?"
    )
    return ask(question, "yes", judge).casefold() == "yes"
