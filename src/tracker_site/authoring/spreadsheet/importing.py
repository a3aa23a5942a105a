"""`import`: from a CSV file to new records, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker_site.authoring.completions import Completion, completions_of
from tracker_site.authoring.fields import Fields, read_settings
from tracker_site.authoring.prompts import at_terminal, tell
from tracker_site.authoring.spreadsheet.cells import show
from tracker_site.authoring.spreadsheet.convert import Conversion
from tracker_site.authoring.spreadsheet.job import Job
from tracker_site.authoring.spreadsheet.kept import (
    Last,
    keep_mapping,
    merge,
    path_of_last,
    read_kept,
    read_last,
    write_last,
)
from tracker_site.authoring.spreadsheet.matching import Matching, candidates, match
from tracker_site.authoring.spreadsheet.other_rows import without_other_rows
from tracker_site.authoring.spreadsheet.questions import (
    Interview,
    as_option,
    ask_day,
    ask_header_row,
    ask_same,
    ask_to_keep,
)
from tracker_site.authoring.spreadsheet.rows import Entry, read_rows
from tracker_site.authoring.spreadsheet.sheet import Sheet, WrongHeads, read_sheet
from tracker_site.authoring.writing import standings_in, try_records, write_new
from tracker_site.dates import day_in_words
from tracker_site.problems import ContentError, Place, Problem, Problems
from tracker_site.project import Project, WrongUse, shown
from tracker_site.records.spreadsheet import NEW, Spreadsheet


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be imported, and what was said of it on the command line."""

    file: Path
    mapping: Path
    """Where it is kept what the columns mean."""
    settings: Sequence[str]
    day: date | None
    separator: str | None
    encoding: str | None
    keep_texts: bool


def import_sheet(project: Project, request: Request, today: date, as_at: date) -> tuple[list[str], list[str]]:
    """Write the records of a spreadsheet, or what changed in it since the last time.

    Returns the paths of the new files within the content, and lines that say what came of it. Raises
    `ContentError` with every cell that does not fit and with all that an editor has to decide, and `WrongUse`
    with what was not said; then nothing is written.
    """
    job = _prepare(project, request, today)
    problems = Problems()
    entries = read_rows(job.sheet, job.mapping, problems)
    problems.stop()
    matching, unsure = _match(job, entries)
    made = Conversion(job, matching)
    changes = [*made.changes, *_decide(made, unsure, job.mapping.keep_texts)]
    texts = made.texts()
    _try(project, texts, job, made, today, as_at)
    last = write_last(Last(job.day, tuple(made.rows)))
    write_new({project.content / path: text.encode() for path, text in texts.items()})
    if texts or changes or not job.last:
        path_of_last(request.mapping).write_text(last, encoding="utf-8", newline="\n")
    return list(texts), list(_describe(job, changes, len(texts)))


def _describe(job: Job, changes: Sequence[str], files: int) -> Iterator[str]:
    """Yield what came of an import, line by line."""
    if job.last:
        since = f"since the sheet of {day_in_words(job.last.day)}"
        yield f"What changed {since}:" if changes else f"Nothing changed {since}."
    yield from (f"  {line}" for line in changes)
    yield f"{files} new file{'' if files == 1 else 's'}; the spreadsheet was read as {job.sheet.encoding}."
    used = job.mapping.heads.values()
    yield from (f"Left out as no data: {row}." for row in sorted(job.sheet.left_out))
    yield from (f"{replaced}." for replaced in job.sheet.replaced)
    if unused := [head for head in job.sheet.columns if head not in used]:
        yield f"Not imported: the columns {', '.join(unused)}."


# What the sheet means


def _prepare(project: Project, request: Request, today: date) -> Job:
    """Return the spreadsheet and what its columns and words mean, asked for where somebody is there."""
    name = shown(request.mapping.absolute(), project.root)
    path = path_of_last(request.mapping)
    file, last = read_kept(request.mapping, name), read_last(path, shown(path.absolute(), project.root))
    fields = merge(file.fields if file else {}, read_settings(Spreadsheet, request.settings))
    fields |= {"keep_texts": "yes"} if request.keep_texts else {}
    fields, sheet = _read_sheet(request, fields)
    records = standings_in(project, today, today).register.records
    interview = Interview(sheet, completions_of(records), records, name)
    fields, mapping = interview.settle(fields, file, request.day is None)
    keep_mapping(request.mapping, file, fields)
    day = request.day or ask_day(today, last.day if last else None)
    _check_day(day, today, last)
    return Job(without_other_rows(sheet, mapping), mapping, day, last, standings_in(project, today, day))


def _check_day(day: date, today: date, last: Last | None) -> None:
    if day > today:
        raise WrongUse(f"{day.isoformat()} is still to come; give the day on which the sheet said this")
    if last and day < last.day:
        raise WrongUse(
            f"a sheet of {last.day.isoformat()} was imported already, and sheets come in the order of their days; what "
            f"one of {day.isoformat()} said can be recorded by hand: tracker-site new update"
        )


def _read_sheet(request: Request, fields: Fields) -> tuple[Fields, Sheet]:
    """Return the sheet, and the settings with the row of its heads where that was asked for."""
    row = fields.get("header_row", "1")
    try:
        contents = request.file.read_bytes()
    except OSError as wrong:
        raise WrongUse(
            f"cannot read {request.file} ({wrong.strerror}); name a file that ends in .csv"
        ) from None
    header_row = int(row) if isinstance(row, str) and row.isascii() and row.isdigit() else 1
    try:
        sheet = read_sheet(contents, request.file.name, header_row, request.separator, request.encoding)
    except WrongHeads as wrong:
        if not (wrong.proposed and at_terminal()):
            raise
        return _read_sheet(request, {**fields, "header_row": ask_header_row(str(wrong), wrong.proposed)})
    return fields, sheet


# What is for an editor to say


def _match(job: Job, entries: Sequence[Entry]) -> tuple[Matching, list[Problem]]:
    """Return which rows were there before, and what is not certain; at a terminal that is asked."""
    same, last = dict(job.mapping.same), job.last.rows if job.last else ()
    matching = match(entries, last, same)
    for entry in matching.new if at_terminal() else ():
        if entry in matching.new and (found := _unsure(entry, matching, same, job)):
            choices = [Completion(NEW, "none of them"), *(Completion(one.name, one.words) for one in found)]
            same[entry.words] = ask_same(show(entry.words), entry.row, choices)
            matching = match(entries, last, same)
    unsure = ((entry, _unsure(entry, matching, same, job)) for entry in matching.new)
    return matching, [_not_certain(job.sheet, entry, found) for entry, found in unsure if found]


def _unsure(entry: Entry, matching: Matching, same: Mapping[str, str], job: Job) -> list[Entry]:
    """Return the rows that are gone and that a row may be, which was not there before."""
    found = candidates(entry, matching, same)
    if not found or entry.has_action:
        return found
    claimed = {last.recommendation for _, last in matching.pairs if last}
    claimed |= {gone.name for gone in matching.gone}
    return [] if job.find_recommendation(entry, claimed) else found


def _not_certain(sheet: Sheet, entry: Entry, found: Sequence[Entry]) -> Problem:
    message = (
        f"{show(entry.words)} was not there before, and {', '.join(gone.name for gone in found)} is there no more. "
        f"Say whether it is that, reworded, or new: {as_option(f'same.{entry.words}=ID')}, or =new"
    )
    return Problem(Place(sheet.name, entry.row), message, "spreadsheet")


def _decide(made: Conversion, unsure: list[Problem], keep_texts: bool) -> list[str]:
    """Return in which files the words stay; `ContentError` with what is for an editor to decide."""
    open_texts = [] if keep_texts else made.to_decide
    if open_texts and at_terminal() and not unsure:
        for problem in open_texts:
            tell(f"{problem.place}: {problem.message}.")
        open_texts = [] if ask_to_keep(len(open_texts)) else open_texts
    if unsure or open_texts:
        tell("\n".join(made.changes))
        if open_texts:
            tell("Where a file is to keep its words, add --keep-texts: then all the rest comes in.")
        raise ContentError(tuple(sorted((*unsure, *open_texts))))
    return [f"{problem.place}: {problem.message}" for problem in made.to_decide]


def _try(
    project: Project, texts: Mapping[str, str], job: Job, made: Conversion, today: date, as_at: date
) -> None:
    """Raise `ContentError` with what the content would not take of the new records."""
    errors, _ = try_records(project, texts, today, as_at)
    if errors:
        by_file = {f"{project.shown_content}/{path}": text for path, text in texts.items()}
        raise ContentError(tuple(_for_the_sheet(error, by_file, job, made) for error in errors))


def _for_the_sheet(error: Problem, texts: Mapping[str, str], job: Job, made: Conversion) -> Problem:
    """Return what is wrong with an entry of progress at the row that it comes from, for its file is not there.

    Where it is mended in another way in a sheet than in a file, the sentence says so.
    """
    if error.code == "reopened-without-reason":
        column = job.mapping.columns.reason
        new = "in a column of its own, and name that: --set 'columns.reason=…'"
        where = f"under '{column}'" if column else new
        error = replace(error, message=f"{error.message.partition(';')[0]}; say why {where}")
    lines = texts[error.place.file].split("\n")[: error.place.line]
    entries = sum(line.startswith("  - on:") for line in lines)
    if "/updates/" not in error.place.file or not entries:
        return error
    return replace(error, place=Place(job.sheet.name, made.progress[entries - 1][0]))
