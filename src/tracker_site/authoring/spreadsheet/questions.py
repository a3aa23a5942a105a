"""What a spreadsheet leaves open: asked at a terminal, each with a proposal, or listed where nobody is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tracker_site.authoring.completions import Completion, Completions
from tracker_site.authoring.fields import Fields, choices_for, in_order, takes, words_of
from tracker_site.authoring.prompts import ask, at_terminal, choose, fitting, one_of, pick, tell
from tracker_site.authoring.spreadsheet.cells import (
    NotADate,
    different,
    fold,
    meaning,
    propose_time,
    read_time,
    show,
    words_in,
)
from tracker_site.authoring.spreadsheet.columns import (
    check_columns,
    faults_of_columns,
    has_columns,
    propose_columns,
)
from tracker_site.authoring.spreadsheet.convert import PLAN_TITLE
from tracker_site.authoring.spreadsheet.job import council_of
from tracker_site.authoring.spreadsheet.kept import merge, parse_mapping
from tracker_site.authoring.spreadsheet.other_rows import find_other_rows, without_other_rows
from tracker_site.authoring.spreadsheet.sheet import LeftOut, Sheet
from tracker_site.project import WrongUse
from tracker_site.records.base import Source
from tracker_site.records.fields import fields_of
from tracker_site.records.parse import Records
from tracker_site.records.spreadsheet import AS_WORDS, NOTHING, Columns, DateOrder, Spreadsheet
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import Value

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
_OTHER_ROWS = (
    Completion("skip", "they are headings, totals or a key: leave them out, and tell each"),
    Completion("keep", "they are read as all others"),
)
_MOST_ROWS = 10  # that are listed in a question
_MEANS_NOTHING = Completion(NOTHING, "it says nothing of how far it has come")
_STATUSES = {"complete": "completed", "done": "completed", "ongoing": "in-progress"}
"""Plain words for a status that are not its own name."""
_COMMANDS = {
    **dict.fromkeys(("from", "sources"), "'tracker-site new inspection', inquiry or meeting"),
    "authority": "'tracker-site new authority'",
}
"""How to write the first record that a setting can name."""


@dataclass(frozen=True, slots=True)
class Question:
    """One setting that a spreadsheet leaves open, and how it is asked for."""

    setting: str
    """As it is given on the command line: "dates", "statuses.Amber"."""
    asked: str
    choices: Sequence[Completion] = ()
    default: str = ""
    prompt: str = ""
    """What stands before the cursor; nothing for the word or the setting."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A sheet of which it is asked what its columns and words mean, with what the content offers as answers."""

    sheet: Sheet
    completions: Completions
    records: Records
    kept_in: str
    """The file that keeps the answers, as messages name it."""

    # What is open

    def questions(self, mapping: Spreadsheet) -> Iterator[Question]:
        """Yield what is not said yet and cannot be guessed, in the order in which it is asked."""
        if not mapping.other_rows and (rows := list(find_other_rows(self.sheet, mapping))):
            yield Question("other_rows", _ask_of_rows(rows), _OTHER_ROWS, "skip")
        yield from replace(self, sheet=without_other_rows(self.sheet, mapping)).questions_of_data(mapping)

    def questions_of_data(self, mapping: Spreadsheet) -> Iterator[Question]:
        """Yield what the rows leave open that are data."""
        columns = mapping.columns
        if columns.recommendation:
            yield from self._of_origins(mapping)
        if columns.action and not council_of(mapping, self.records):
            yield self._of_record("authority", "Whose spreadsheet is it?")
        head = columns.status or columns.comment
        if columns.recommendation and columns.action and head and not mapping.status_of:
            asked = f"Each row has a recommendation and an action. Of what does '{head}' speak?"
            yield Question("status_of", asked, _OF, self._usual_status_of(mapping))
        for word in self._unknown(columns.status, mapping.statuses):
            asked = f"'{word}' under '{columns.status}': what does it mean?"
            choices = (*self.completions["status"], _MEANS_NOTHING)
            yield Question(f"statuses.{word}", asked, choices, self._propose_status(word))
        yield from self._of_times(mapping)
        if columns.recommendation and not mapping.wording:
            asked = "How near are the words of the recommendations to those of whoever made them?"
            yield Question("wording", asked, _WORDINGS, "unknown")
        if not mapping.source:
            yield Question("source.title", "What is the spreadsheet called, as the source of these records?")

    def _of_origins(self, mapping: Spreadsheet) -> Iterator[Question]:
        made, source, action = mapping.columns.recommendation, mapping.columns.source, mapping.columns.action
        rows = self.sheet.rows
        if not mapping.origin and any(row.get(made) and not row.get(source) for row in rows):
            yield self._of_record("from", "Where do the recommendations come from?")
        for word in self._unknown(source, mapping.sources):
            yield self._of_record(f"sources.{word}", f"'{word}' under '{source}': which of these is that?")
        if not mapping.without_recommendation and any(row.get(action) and not row.get(made) for row in rows):
            asked = "Some rows have an action and no recommendation. What do they belong to?"
            yield Question("without_recommendation", asked, _WHOSE, "above")

    def _of_times(self, mapping: Spreadsheet) -> Iterator[Question]:
        columns = mapping.columns
        unread = {}
        for word in words_in(self.sheet, columns.issued, columns.due, columns.action_due):
            try:
                read_time(word, mapping)
            except NotADate as wrong:
                unread[word] = wrong.settings
        helped = {
            setting: [word for word, settings in unread.items() if setting in settings]
            for setting in ("dates", "century", "times")
        }
        for word in helped["dates"][:1] if not mapping.dates else ():
            asked = f"In dates such as '{word}', what comes first?"
            yield Question("dates", asked, words_of(DateOrder), "day/month/year")
        for word in helped["century"][:1] if not mapping.century else ():
            prompt = f"\nWhat do years such as the one in '{word}' begin with?"
            yield Question("century", "", default="20", prompt=prompt)
        for word in helped["times"]:
            asked = (
                f"'{word}' is not a date. Type the date that it means, as exactly as it is known: 2022-07, "
                f"2022-09/2022-11;\n'{AS_WORDS}' keeps the words without a date; '{NOTHING}': they say nothing."
            )
            yield Question(f"times.{word}", asked, default=propose_time(word))

    def _of_record(self, setting: str, asked: str) -> Question:
        found = self.completions.get("authority" if setting == "authority" else "origin", ())
        default = found[0].word if len(found) == 1 else ""
        return Question(setting, asked, found, default, "Its number or its id")

    def _unknown(self, head: str | None, known: Mapping[str, str]) -> list[str]:
        """Return the words of a column of which it is not said what they mean."""
        return [word for word in words_in(self.sheet, head) if meaning(word, known) is None]

    def _usual_status_of(self, mapping: Spreadsheet) -> str:
        """Return "both" where each recommendation has one row, so that a row is about the two as one."""
        cells = [fold(row.get(mapping.columns.recommendation)) for row in self.sheet.rows]
        has_one_row_each = all(cells) and len(different(cells)) == len(cells)
        return "both" if has_one_row_each else "action"

    def _propose_status(self, word: str) -> str:
        """Return the status that a word plainly names; of a colour, none."""
        named = {fold(name): status.word for status in self.completions["status"] for name in status}
        return named.get(fold(word)) or _STATUSES.get(fold(word), "")

    def settle(
        self, fields: Fields, file: SourceFile | None, is_day_missing: bool
    ) -> tuple[Fields, Spreadsheet]:
        """Return the settings with what was left open, and the mapping that they make.

        That is asked for at a terminal; where nobody is there, `WrongUse` lists it, the day too where it is missing.
        """
        is_asked, name = at_terminal(), self.kept_in
        if not is_asked and not has_columns(fields):
            raise WrongUse(self._explain_columns(fields, is_day_missing))
        if not has_columns(fields):
            fields = merge(fields, {"columns": self._ask_columns(fields.get("columns"))})
        mapping = parse_mapping(fields, file, name)
        check_columns(mapping, self.sheet, name)
        missing = list(self.questions(mapping))
        if not is_asked and (missing or is_day_missing):
            raise WrongUse(self._explain_missing(missing, is_day_missing))
        while question := next(self.questions(mapping), None):
            fields = merge(fields, answer(question))
            mapping = parse_mapping(fields, file, name)
        if is_asked and mapping.columns.action and not mapping.plan_title:
            fields = merge(fields, self._ask_plan())
        return fields, parse_mapping(fields, file, name)

    # Asked at a terminal

    def _ask_columns(self, known: Value | None) -> Fields:
        """Return what each column holds, asked column by column, with the first words in it."""
        tell(f"What do the columns of {self.sheet.name} hold?")
        for number, field in enumerate(fields_of(Columns), 1):
            tell(f"  {number:>3}  {field.name}  {field.words}")
        tell(f"Type a number or a word, Enter for what stands in brackets, or {_NONE} for none of these.\n")
        proposals = propose_columns(self.sheet)
        while True:
            columns = dict(known) if isinstance(known, dict) else {}
            for head in self.sheet.columns:
                if head not in columns.values():
                    columns[self._ask_column(head, proposals.get(head, _NONE), columns)] = head
                    columns.pop(_NONE, None)
            if not (faults := list(faults_of_columns(columns))):
                return in_order(Columns, columns)
            tell("\n".join([*(f"  {fault}" for fault in faults), "Once more:\n"]))

    def _ask_column(self, head: str, proposal: str, taken: Mapping[str, Value]) -> str:
        names = [field.name for field in fields_of(Columns)]
        is_one = one_of([*names, _NONE])

        def judge(name: str) -> str | None:
            if name in taken:
                return f"'{name}' is the column '{taken[name]}' already; {_NONE} leaves this one out"
            return is_one(name)

        words = ", ".join(show(word) for word in words_in(self.sheet, head)[:2])
        default = _NONE if proposal in taken else proposal
        return pick(f"{head} ({words or 'empty'})", names, default, judge)

    def _ask_plan(self) -> Fields:
        """Return what the record that holds the actions is called, and what it answers, if anything."""
        question = "\nWhat are the actions called, on the page that holds them? The day is added"
        title = ask(question, PLAN_TITLE, fitting(Spreadsheet, "plan_title"))
        tell("\nIs this sheet itself the council's action plan in answer to one of these?")
        origins = self.completions.get("origin", ())
        judge = one_of(["", *(origin.word for origin in origins)])
        answers = choose("Its number (Enter: no, it only follows them)", origins, judge=judge)
        return {"plan_title": title, **({"plan_for": [answers]} if answers else {})}

    # Listed where nobody is there

    def _explain_missing(self, missing: Sequence[Question], is_day_missing: bool) -> str:
        """Return the options that are needed and not given."""
        where = f"add it here{f' or in {self.kept_in}' if missing else ''}"
        first = f"{self.sheet.name} leaves open what only you can say; {where}."
        return "\n".join([first, *self._options(missing, is_day_missing)])

    def _explain_columns(self, fields: Fields, is_day_missing: bool) -> str:
        """Return the options for the columns, as their heads may mean them, and what else would then be open."""
        columns = {field: head for head, field in propose_columns(self.sheet).items()}
        missing: list[Question] = []
        if not list(faults_of_columns(columns)):
            mapping = parse_mapping(merge({"columns": {**columns}}, fields), None, self.kept_in)
            missing = list(self.questions(mapping))
        heads = ", ".join(f"'{head}'" for head in self.sheet.columns)
        proposed = [
            f"  {as_option(f'columns.{field.name}={columns[field.name]}')}  {field.words}"
            for field in fields_of(Columns)
            if field.name in columns
        ]
        options = list(self._options(missing, is_day_missing))
        lines = (
            f"it is not said which column holds what; those of {self.sheet.name} are {heads}.",
            "By their heads these may be right; all that can be said is listed by --fields.",
            *(proposed or ["  --set 'columns.recommendation=…'  The words of the recommendation."]),
            *(["If they are, this is open too.", *options] if options else ()),
        )
        return "\n".join(lines)

    def _options(self, missing: Sequence[Question], is_day_missing: bool) -> Iterator[str]:
        """Yield what each setting is for, once for all words of one kind, and below it the options; the day last."""
        for name, questions in groupby(missing, key=lambda question: question.setting.partition(".")[0]):
            field = next(field for field in fields_of(Spreadsheet) if field.name == name)
            kind = {"sources": "origin", "statuses": "status"}.get(name, "")
            words = takes(choices_for(field.hint, self.completions) or self.completions.get(kind, ()))
            yield f"{field.words[0].lower()}{field.words[1:]}{words}"
            for question in questions:
                yield from question.asked.split("\n")[1:] if name == "other_rows" else ()
                yield f"  {as_option(f'{question.setting}=…')}"
        if is_day_missing:
            yield "the day on which the sheet said this:\n  --day 2022-07-06"


def _ask_of_rows(rows: Sequence[LeftOut]) -> str:
    """Return the question about rows that look like no data, with the rows."""
    more = [f"  and {len(rows) - _MOST_ROWS} more"] if len(rows) > _MOST_ROWS else []
    return "\n".join(["Some rows look like no data:", *(f"  {row}" for row in rows[:_MOST_ROWS]), *more])


def answer(question: Question) -> Fields:
    """Return the setting that somebody gives in answer to a question."""
    name, _, word = question.setting.partition(".")
    if name == "source":
        return {name: _ask_source(question.asked)}
    if name in _COMMANDS and not question.choices:
        raise WrongUse(
            f"there is nothing yet that this could name; first write the record: {_COMMANDS[name]}"
        )
    if question.asked:
        tell(f"\n{question.asked}")
    prompt, default = question.prompt or word or name, question.default
    if question.choices:
        given = choose(prompt, question.choices, default)
    else:
        fits = fitting(Spreadsheet, name)
        given = ask(prompt, default, lambda typed: fits({word: typed} if word else typed))
    return {name: {word: given} if word else given}


def _ask_source(question: str) -> Value:
    fits = fitting(Source, "url")
    title = ask(f"\n{question}", "The council's tracking spreadsheet")
    of_address = "Its web address, where it is published (Enter: none)"
    url = ask(of_address, judge=lambda typed: fits(typed) if typed else None)
    return {"title": title, **({"url": url} if url else {})}


def as_option(setting: str) -> str:
    """Return a setting as it is typed on the command line."""
    quote = '"' if "'" in setting else "'"
    return f"--set {quote}{setting}{quote}"


# Each time


def ask_header_row(fault: str, proposed: int) -> str:
    """Return in which row the heads of the columns stand."""
    tell(f"{fault}.")
    question = "In which row do the heads of the columns stand?"
    return ask(question, str(proposed), fitting(Spreadsheet, "header_row"))


def ask_day(today: date, before: date | None) -> date:
    """Return the day on which the sheet said this."""

    def judge(typed: str) -> str | None:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            return f"'{typed}' is not a day; write it as in 2022-07-06"
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

    def judge(typed: str) -> str | None:
        return None if typed.casefold() in ("yes", "no") else "write yes or no"

    question = (
        f"\n{count} of these are for you to decide. Leave those files as they are, and import the rest?"
    )
    return ask(question, "yes", judge).casefold() == "yes"
