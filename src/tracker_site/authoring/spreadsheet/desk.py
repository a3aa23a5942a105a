"""`import`: from a CSV file to new records, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker_site.authoring.new_files import write_new
from tracker_site.authoring.offers import Offer, Offers, offers_of
from tracker_site.authoring.prompts import at_terminal, tell
from tracker_site.authoring.spreadsheet import asking
from tracker_site.authoring.spreadsheet import mapping as maps
from tracker_site.authoring.spreadsheet.convert import Made, convert, texts_of
from tracker_site.authoring.spreadsheet.keeping import keep_mapping
from tracker_site.authoring.spreadsheet.last import Kept, Last, path_of_last, read_last, write_last
from tracker_site.authoring.spreadsheet.matching import Matching, candidates, match, name_of, words_of
from tracker_site.authoring.spreadsheet.missing import say_missing, say_missing_columns
from tracker_site.authoring.spreadsheet.present import Present, councils_of
from tracker_site.authoring.spreadsheet.proposing import propose_columns
from tracker_site.authoring.spreadsheet.rows import Entry, read_rows
from tracker_site.authoring.spreadsheet.sheet import Sheet, read_sheet
from tracker_site.authoring.spreadsheet.words import as_option, told
from tracker_site.authoring.trial import stand_in, try_records
from tracker_site.authoring.typed_settings import read_settings
from tracker_site.dates import day_in_words
from tracker_site.problems import ContentError, Place, Problem, Problems
from tracker_site.project import Project, WrongUse, shown
from tracker_site.records.spreadsheet import NEW, Spreadsheet


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be imported, and what was said of it on the command line."""

    file: Path
    mapping: Path | None
    settings: Sequence[str]
    day: date | None
    separator: str | None
    encoding: str | None
    keep_texts: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    written: tuple[str, ...]
    """The paths of the new files, within the content."""
    told: tuple[str, ...]
    """What changed since the last sheet, and what was left, row by row."""
    since: date | None
    """The day of the last sheet."""
    unused: tuple[str, ...]
    """The heads of columns that became nothing."""
    encoding: str


@dataclass(frozen=True, slots=True)
class _Settled:
    """A sheet with all that is said of it."""

    sheet: Sheet
    mapping: Spreadsheet
    day: date
    last: Last | None
    path_of_last: Path


def import_sheet(project: Project, request: Request, today: date, as_at: date) -> Imported:
    """Write the records of a spreadsheet, or what changed in it since the last time.

    Raises `ContentError` with every cell that does not fit and with all that an editor has to decide, and
    `WrongUse` with what was not said; then nothing is written.
    """
    settled = _settle(project, request, today)
    present = Present(stand_in(project, today, settled.day))
    problems = Problems()
    entries = read_rows(settled.sheet, settled.mapping, problems)
    problems.stop()
    mapping, matching, unsure = _match(settled, entries, present)
    made = convert(
        settled.sheet, mapping, matching, present, settled.day, settled.last.day if settled.last else None
    )
    _decide(made, unsure, mapping)
    texts = texts_of(made, mapping, present, settled.day)
    _try(project, texts, settled.sheet, mapping, made, today, as_at)
    last = write_last(settled.day, made.kept)
    write_new({project.content / path: text.encode() for path, text in texts.items()})
    if texts or made.told or not settled.last:
        settled.path_of_last.write_text(last, encoding="utf-8", newline="\n")
    return Imported(
        tuple(texts),
        tuple(made.told),
        settled.last.day if settled.last else None,
        tuple(maps.unused_columns(mapping, settled.sheet)),
        settled.sheet.encoding,
    )


def describe(done: Imported) -> Iterator[str]:
    """Yield what came of an import, line by line."""
    if done.since:
        since = day_in_words(done.since)
        yield (
            f"What changed since the sheet of {since}:"
            if done.told
            else f"Nothing changed since the sheet of {since}."
        )
    yield from (f"  {line}" for line in done.told)
    files = f"{len(done.written)} new file{'' if len(done.written) == 1 else 's'}"
    yield f"{files}; the spreadsheet was read as {done.encoding}."
    if done.unused:
        yield f"Not imported: the columns {', '.join(done.unused)}."


# What the sheet means


def _settle(project: Project, request: Request, today: date) -> _Settled:
    """Return the spreadsheet and what its columns and words mean, asked for where somebody is there."""
    path = request.mapping or project.root / "import.yml"
    name = shown(path.absolute(), project.root)
    file = maps.read_kept(path, name)
    last = read_last(path_of_last(path), shown(path_of_last(path).absolute(), project.root))
    given = read_settings(Spreadsheet, request.settings)
    fields = maps.merge(file.fields if file else {}, given)
    fields |= {"keep_texts": "yes"} if request.keep_texts else {}
    sheet = _read_sheet(request, fields)
    records = stand_in(project, today, today).register.records
    offers, councils = offers_of(records), councils_of(records)
    if at_terminal():
        fields = _ask(fields, sheet, offers, councils, name)
    elif not maps.has_columns(fields):
        raise WrongUse(_say_all_missing(fields, sheet, offers, councils, request.day is None, name))
    mapping = maps.parse_mapping(fields, file, name)
    maps.check_columns(mapping, sheet, name)
    missing = list(maps.missing_settings(mapping, sheet, councils))
    if missing or (request.day is None and not at_terminal()):
        raise WrongUse(say_missing(sheet, missing, request.day is None, name, offers))
    keep_mapping(path, file, fields)
    day = request.day or asking.ask_day(today, last.day if last else None)
    _check_day(day, today, last)
    return _Settled(sheet, mapping, day, last, path_of_last(path))


def _say_all_missing(
    fields: maps.Fields,
    sheet: Sheet,
    offers: Offers,
    councils: Mapping[str, str],
    without_day: bool,
    name: str,
) -> str:
    """Return what is open where not even the columns are said: as far as their heads tell, all the rest too."""
    columns = {field: head for head, field in propose_columns(sheet).items()}
    missing: list[str] = []
    if not list(maps.faults_of_columns(columns)):
        proposed = maps.merge({"columns": dict(columns)}, fields)
        mapping = maps.parse_mapping(proposed, None, name)
        missing = list(maps.missing_settings(mapping, sheet, councils))
    return say_missing_columns(sheet, columns, missing, without_day, offers)


def _check_day(day: date, today: date, last: Last | None) -> None:
    if day > today:
        raise WrongUse(f"{day.isoformat()} is still to come; give the day on which the sheet said this")
    if last and day < last.day:
        raise WrongUse(
            f"a sheet of {last.day.isoformat()} was imported already, and sheets come in the order of their days; what "
            f"one of {day.isoformat()} said can be recorded by hand: tracker-site new update"
        )


def _read_sheet(request: Request, fields: maps.Fields) -> Sheet:
    row = fields.get("header_row", "1")
    try:
        contents = request.file.read_bytes()
    except OSError as wrong:
        raise WrongUse(
            f"cannot read {request.file} ({wrong.strerror}); name a file that ends in .csv"
        ) from None
    header_row = int(row) if isinstance(row, str) and row.isascii() and row.isdigit() else 1
    return read_sheet(contents, request.file.name, header_row, request.separator, request.encoding)


def _ask(
    fields: maps.Fields, sheet: Sheet, offers: Offers, councils: Mapping[str, str], name: str
) -> maps.Fields:
    """Return the fields with what somebody at the terminal says to each question that is open."""
    if not maps.has_columns(fields):
        known = fields.get("columns")
        columns = asking.ask_columns(sheet, known if isinstance(known, dict) else {})
        fields = maps.merge(fields, {"columns": columns})
    mapping = maps.parse_mapping(fields, None, name)
    maps.check_columns(mapping, sheet, name)
    while missing := next(maps.missing_settings(mapping, sheet, councils), None):
        fields = maps.merge(fields, asking.ask_setting(missing, sheet, mapping, offers))
        mapping = maps.parse_mapping(fields, None, name)
    if mapping.columns.action and not mapping.plan_title:
        fields = maps.merge(fields, asking.ask_plan(offers))
    return fields


# What is for an editor to say


def _match(
    settled: _Settled, entries: Sequence[Entry], present: Present
) -> tuple[Spreadsheet, Matching, list[Problem]]:
    """Return which rows were there before, and what is not certain; at a terminal that is asked."""
    mapping, last = settled.mapping, settled.last.rows if settled.last else ()
    matching = match(entries, last, mapping.same)
    for entry in matching.new if at_terminal() else ():
        found = _unsure(entry, matching, mapping, present) if entry in matching.new else []
        if found:
            offers = (Offer(NEW, "none of them"), *(Offer(name_of(one), words_of(one)) for one in found))
            same = {
                **mapping.same,
                words_of(entry): asking.ask_same(told(words_of(entry)), entry.row, offers),
            }
            mapping = mapping.model_copy(update={"same": same})
            matching = match(entries, last, same)
    return (
        mapping,
        matching,
        [
            _not_certain(settled.sheet, entry, [name_of(one) for one in found])
            for entry in matching.new
            if (found := _unsure(entry, matching, mapping, present))
        ],
    )


def _unsure(entry: Entry, matching: Matching, mapping: Spreadsheet, present: Present) -> list[Kept]:
    """Return the rows that are gone and that a row may be, which was not there before."""
    if not (found := candidates(entry, matching, mapping.same)):
        return []
    claimed = {kept.recommendation for _, kept in matching.pairs if kept} | {
        name_of(one) for one in matching.gone
    }
    is_there = "action" not in entry.cells and present.recommendation(entry, claimed)
    return [] if is_there else found


def _not_certain(sheet: Sheet, entry: Entry, names: Iterable[str]) -> Problem:
    words = words_of(entry)
    message = (
        f"{told(words)} was not there before, and {', '.join(names)} is there no more. Say whether it is that, "
        f"reworded, or new: {as_option(f'same.{words}=ID')}, or =new"
    )
    return Problem(Place(sheet.name, entry.row), message, "spreadsheet")


def _decide(made: Made, unsure: list[Problem], mapping: Spreadsheet) -> None:
    """Raise `ContentError` with what is for an editor to decide, unless the files are to keep their words."""
    open_texts = [] if mapping.keep_texts else made.to_decide
    if open_texts and at_terminal() and not unsure:
        for problem in open_texts:
            tell(f"{problem.place}: {problem.message}.")
        open_texts = [] if asking.ask_to_keep(len(open_texts)) else open_texts
    if unsure or open_texts:
        tell("\n".join(made.told))
        if open_texts:
            tell("Where a file is to keep its words, add --keep-texts: then all the rest comes in.")
        raise ContentError(tuple(sorted((*unsure, *open_texts))))
    made.told += [f"{problem.place}: {problem.message}" for problem in made.to_decide]


def _try(
    project: Project,
    texts: Mapping[str, str],
    sheet: Sheet,
    mapping: Spreadsheet,
    made: Made,
    today: date,
    as_at: date,
) -> None:
    """Raise `ContentError` with what the content would not take of the new records."""
    errors, _ = try_records(project, texts, today, as_at)
    if errors:
        by_file = {f"{project.shown_content}/{path}": text for path, text in texts.items()}
        reason = mapping.columns.reason
        raise ContentError(
            tuple(_for_the_sheet(_at_its_row(error, by_file, sheet, made), reason) for error in errors)
        )


def _for_the_sheet(error: Problem, column: str | None) -> Problem:
    """Return a mistake with what to do about it in the sheet, where that is another thing than in a file."""
    if error.code != "reopened-without-reason":
        return error
    where = (
        f"under '{column}'" if column else "in a column of its own, and name that: --set 'columns.reason=…'"
    )
    return replace(error, message=f"{error.message.partition(';')[0]}; say why {where}")


def _at_its_row(error: Problem, texts: Mapping[str, str], sheet: Sheet, made: Made) -> Problem:
    """Return what is wrong with an entry of progress at the row that it comes from, for its file is not there."""
    lines = texts[error.place.file].split("\n")[: error.place.line]
    entries = sum(line.startswith("  - on:") for line in lines)
    if "/updates/" not in error.place.file or not entries:
        return error
    return replace(error, place=Place(sheet.name, made.rows[entries - 1]))
