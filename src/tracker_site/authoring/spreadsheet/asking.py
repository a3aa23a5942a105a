"""What a spreadsheet leaves open: asked at a terminal, each with a proposal, or listed where nobody is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker_site.authoring.completions import Completion, Completions
from tracker_site.authoring.fields import Fields, choices_for, takes
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
from tracker_site.authoring.spreadsheet.kept import merge
from tracker_site.authoring.spreadsheet.mapping import (
    check_columns,
    faults_of_columns,
    has_columns,
    missing_settings,
    parse_mapping,
    propose_columns,
    propose_status,
    times_in,
)
from tracker_site.authoring.spreadsheet.sheet import Sheet
from tracker_site.project import WrongUse
from tracker_site.records.base import Source
from tracker_site.records.fields import TypedField, fields_of
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, Columns, Spreadsheet
from tracker_site.source.strict_yaml import Value

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
_COMMANDS = {
    "origin": "'tracker-site new inspection', inquiry or meeting",
    "authority": "'tracker-site new authority'",
}
"""How to write the first record of a kind."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A sheet of which it is asked what its columns and words mean, with what the content offers as answers."""

    sheet: Sheet
    completions: Completions
    councils: Mapping[str, str]
    """The council of each inspection, inquiry and meeting."""
    kept_in: str
    """The file that keeps the answers, as messages name it."""

    def missing(self, mapping: Spreadsheet) -> Iterator[str]:
        """Yield the settings that are not said yet and cannot be guessed."""
        return missing_settings(mapping, self.sheet, self.councils)

    # Asked at a terminal

    def ask(self, fields: Fields) -> Fields:
        """Return the fields with what somebody says to each question that is open."""
        if not has_columns(fields):
            known = fields.get("columns")
            fields = merge(fields, {"columns": self._ask_columns(known if isinstance(known, dict) else {})})
        mapping = parse_mapping(fields, None, self.kept_in)
        check_columns(mapping, self.sheet, self.kept_in)
        while missing := next(self.missing(mapping), None):
            fields = merge(fields, self.ask_setting(missing, mapping))
            mapping = parse_mapping(fields, None, self.kept_in)
        if mapping.columns.action and not mapping.plan_title:
            fields = merge(fields, self._ask_plan())
        return fields

    def _ask_columns(self, known: Mapping[str, Value]) -> Fields:
        """Return what each column holds, asked column by column, with the first words in it."""
        fields = fields_of(Columns)
        tell(f"What do the columns of {self.sheet.name} hold?")
        for number, field in enumerate(fields, 1):
            tell(f"  {number:>3}  {field.name}  {field.words}")
        tell(f"Type a number or a word, Enter for what stands in brackets, or {_NONE} for none of these.\n")
        proposals = propose_columns(self.sheet)
        while True:
            columns = dict(known)
            for head in self.sheet.heads:
                if head not in columns.values():
                    name = self._ask_column(head, proposals.get(head), columns)
                    columns |= {name: head} if name != _NONE else {}
            if not (faults := list(faults_of_columns(columns))):
                return {field.name: columns[field.name] for field in fields if field.name in columns}
            for fault in faults:
                tell(f"  {fault}")
            tell("Once more:\n")

    def _ask_column(self, head: str, proposal: str | None, taken: Mapping[str, Value]) -> str:
        names = [field.name for field in fields_of(Columns)]
        is_one = one_of([*names, _NONE])

        def judge(name: str) -> str | None:
            if name in taken:
                return f"'{name}' is the column '{taken[name]}' already; {_NONE} leaves this one out"
            return is_one(name)

        words = ", ".join(show(word) for word in words_in(self.sheet, head)[:2])
        default = proposal if proposal and proposal not in taken else _NONE
        return pick(f"{head} ({words or 'empty'})", names, default, judge)

    def ask_setting(self, name: str, mapping: Spreadsheet) -> Fields:
        """Return what one setting means that the spreadsheet leaves open."""
        first, _, word = name.partition(".")
        answer = self._ask_one(first, word, mapping)
        return {first: {word: answer} if first in ("sources", "statuses", "times") else answer}

    def _ask_one(self, first: str, word: str, mapping: Spreadsheet) -> Value:
        columns = mapping.columns
        match first:
            case "from":
                return self._choose_record("\nWhere do the recommendations come from?", "origin")
            case "sources":
                question = f"\n'{word}' under '{columns.source}': which of these is that?"
                return self._choose_record(question, "origin")
            case "authority":
                return self._choose_record("\nWhose spreadsheet is it?", "authority")
            case "without_recommendation":
                tell("\nSome rows have an action and no recommendation. What do they belong to?")
                return choose(first, _WHOSE, "above")
            case "status_of":
                head = columns.status or columns.comment
                tell(f"\nEach row has a recommendation and an action. Of what does '{head}' speak?")
                return choose(first, _OF, self._usual_status_of(mapping))
            case "statuses":
                tell(f"\n'{word}' under '{columns.status}': what does it mean?")
                statuses = self.completions["status"]
                return choose(word, (*statuses, _MEANS_NOTHING), propose_status(word, statuses))
            case "dates":
                tell(f"\nIn dates such as {self._first_time(mapping, first)}, what comes first?")
                return choose(first, choices_for(_field(first).hint, self.completions), "day/month/year")
            case "century":
                example = self._first_time(mapping, first)
                question = f"\nWhat do years such as the one in {example} begin with?"
                return ask(question, "20", fitting(Spreadsheet, first))
            case "times":
                return _ask_time(word)
            case "wording":
                tell("\nHow near are the words of the recommendations to those of whoever made them?")
                return choose(first, _WORDINGS, "unknown")
        assert first == "source", first
        return _ask_source()

    def _ask_plan(self) -> Fields:
        """Return what the record that holds the actions is called, and what it answers, if anything."""
        question = "\nWhat are the actions called, on the page that holds them? The day is added"
        title = ask(question, PLAN_TITLE, fitting(Spreadsheet, "plan_title"))
        tell("\nIs this sheet itself the council's action plan in answer to one of these?")
        origins = self.completions.get("origin", ())
        judge = one_of(["", *(origin.word for origin in origins)])
        answers = choose("Its number (Enter: no, it only follows them)", origins, judge=judge)
        return {"plan_title": title, **({"plan_for": [answers]} if answers else {})}

    def _choose_record(self, question: str, kind: str) -> str:
        found = self.completions.get(kind, ())
        if not found:
            remedy = f"first write the record: {_COMMANDS[kind]}"
            raise WrongUse(f"there is nothing yet that this could name; {remedy}")
        tell(question)
        return choose("Its number or its id", found, found[0].word if len(found) == 1 else "")

    def _usual_status_of(self, mapping: Spreadsheet) -> str:
        """Return "both" where each recommendation has one row, so that a row is about the two as one."""
        cells = [fold(row.get(mapping.columns.recommendation)) for row in self.sheet.rows]
        has_one_row_each = all(cells) and len(different(cells)) == len(cells)
        return "both" if has_one_row_each else "action"

    def _first_time(self, mapping: Spreadsheet, unknown: str) -> str:
        """Return the first date that cannot be read without a setting."""
        times = times_in(mapping, self.sheet)
        return next(f"'{word}'" for word in times if unknown in unknowns_of_date(word))

    # Listed where nobody is there

    def explain_missing(self, missing: Sequence[str], is_day_missing: bool) -> str:
        """Return the options that are needed and not given."""
        where = f"add it here{f' or in {self.kept_in}' if missing else ''}"
        first = f"{self.sheet.name} leaves open what only you can say; {where}."
        return "\n".join([first, *self._options(missing, is_day_missing)])

    def explain_columns(self, fields: Fields, is_day_missing: bool) -> str:
        """Return the options for the columns, as their heads may mean them, and what else would then be open."""
        columns = {field: head for head, field in propose_columns(self.sheet).items()}
        missing: list[str] = []
        if not list(faults_of_columns(columns)):
            proposed = merge({"columns": {**columns}}, fields)
            missing = list(self.missing(parse_mapping(proposed, None, self.kept_in)))
        heads = ", ".join(f"'{head}'" for head in self.sheet.heads)
        lines = [
            f"it is not said which column holds what; those of {self.sheet.name} are {heads}.",
            "By their heads these may be right; all that can be said is listed by --fields.",
        ]
        for field in fields_of(Columns):
            if field.name in columns:
                lines.append(f"  {as_option(f'columns.{field.name}={columns[field.name]}')}  {field.words}")
        if not columns:
            lines.append("  --set 'columns.recommendation=…'  The words of the recommendation.")
        if options := list(self._options(missing, is_day_missing)):
            lines += "If they are, this is open too.", *options
        return "\n".join(lines)

    def _options(self, missing: Sequence[str], is_day_missing: bool) -> Iterator[str]:
        """Yield what each setting is for, once for all words of one kind, and below it the options; the day last."""
        for name, settings in groupby(missing, key=lambda setting: setting.partition(".")[0]):
            field = _field(name)
            kind = {"sources": "origin", "statuses": "status"}.get(name, "")
            words = takes(choices_for(field.hint, self.completions) or self.completions.get(kind, ()))
            yield f"{field.words[0].lower()}{field.words[1:]}{words}"
            yield from (f"  {as_option(f'{setting}=…')}" for setting in settings)
        if is_day_missing:
            yield "the day on which the sheet said this:\n  --day 2022-07-06"


def _field(name: str) -> TypedField:
    """Return the field of the mapping to which a setting belongs."""
    return next(field for field in fields_of(Spreadsheet) if field.name == name)


def as_option(setting: str) -> str:
    """Return a setting as it is typed on the command line."""
    quote = '"' if "'" in setting else "'"
    return f"--set {quote}{setting}{quote}"


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
