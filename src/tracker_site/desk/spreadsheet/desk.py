"""`import`: from a CSV file to new records, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker_site.desk.new_files import write_new
from tracker_site.desk.prompts import at_terminal, tell
from tracker_site.desk.spreadsheet import mapping as maps
from tracker_site.desk.spreadsheet.asking import ask_columns, ask_day, ask_setting
from tracker_site.desk.spreadsheet.convert import convert
from tracker_site.desk.spreadsheet.sheet import Sheet, read_sheet
from tracker_site.desk.trial import try_records
from tracker_site.desk.typed_settings import read_settings
from tracker_site.offers import Offers, offers_in
from tracker_site.problems import ContentError, Place, Problems
from tracker_site.project import Project, WrongUse, shown
from tracker_site.records.spreadsheet import Spreadsheet


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be imported, and what was said of it on the command line."""

    file: Path
    mapping: Path | None
    settings: Sequence[str]
    day: date | None
    separator: str | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    written: tuple[str, ...]
    """The paths of the new files, within the content."""
    unchanged: int
    """How many were there already, just so."""
    unused: tuple[str, ...]
    """The heads of columns that became nothing."""
    encoding: str


def import_sheet(project: Project, request: Request, today: date, as_at: date) -> Imported:
    """Write the records of a spreadsheet; what is there already, just so, stays.

    Raises `ContentError` with every cell that does not fit, and `WrongUse` with what was not said; then nothing
    is written.
    """
    sheet, mapping = _read(project, request)
    day = _day(request, sheet, mapping, today)
    problems = Problems()
    texts = convert(sheet, mapping, day, problems)
    problems.stop()
    there = _files_by_id(project.content)
    new = {path: text for path, text in texts.items() if Path(path).stem not in there}
    _refuse_differences({path: text for path, text in texts.items() if path not in new}, there, project)
    errors, _ = try_records(project, new, today, as_at)
    if errors:
        raise ContentError(errors)
    write_new({project.content / path: text.encode() for path, text in new.items()})
    unused = maps.unused_columns(mapping, sheet)
    return Imported(tuple(new), len(texts) - len(new), tuple(unused), sheet.encoding)


def _read(project: Project, request: Request) -> tuple[Sheet, Spreadsheet]:
    """Return the spreadsheet and what its columns and words mean, asked for where somebody is there."""
    path = request.mapping or project.root / "import.yml"
    name = shown(path.absolute(), project.root)
    file = maps.read_mapping_file(path, name)
    kept = dict(file.fields) if file else {}
    fields = maps.merge(kept, read_settings(Spreadsheet, request.settings))
    sheet = _read_sheet(request, fields)
    offers = offers_in(project.content, project.shown_content)
    if at_terminal():
        fields = _ask(fields, sheet, offers, name)
    if not _has_columns(fields):
        heads = ", ".join(f"'{head}'" for head in sheet.heads)
        raise WrongUse(
            f"say which column holds the recommendations: --set columns.recommendation=…, with one of {heads}"
        )
    mapping = maps.parse_mapping(fields, file, name)
    maps.check_columns(mapping, sheet, name)
    if missing := list(maps.missing_settings(mapping, sheet)):
        lines = "".join(f"\n  --set '{one}=…'  {maps.field_named(one).words}" for one in missing)
        raise WrongUse(f"{sheet.name} leaves open what only you can say; add it here or in {name}:{lines}")
    _keep(path, kept, fields, file is None)
    return sheet, mapping


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


def _has_columns(fields: maps.Fields) -> bool:
    columns = fields.get("columns")
    return isinstance(columns, dict) and "recommendation" in columns


def _ask(fields: maps.Fields, sheet: Sheet, offers: Offers, name: str) -> maps.Fields:
    """Return the fields with what somebody at the terminal says to each question that is open."""
    if not _has_columns(fields):
        known = fields.get("columns")
        fields = maps.merge(fields, {"columns": ask_columns(sheet, known if isinstance(known, dict) else {})})
    mapping = maps.parse_mapping(fields, None, name)
    maps.check_columns(mapping, sheet, name)
    for setting in maps.missing_settings(mapping, sheet):
        answer = ask_setting(setting, offers)
        first, _, word = setting.partition(".")
        fields = maps.merge(fields, {first: {word: answer} if word else answer})
    return fields


def _keep(path: Path, kept: maps.Fields, fields: maps.Fields, is_new: bool) -> None:
    """Write down what was said, for the next time; options alone change nothing that was kept."""
    if is_new:
        write_new({path: maps.write_mapping(fields).encode()})
    elif fields != kept and at_terminal():
        path.write_text(maps.write_mapping(fields), encoding="utf-8", newline="\n")
    else:
        return
    tell(f"What the columns and words mean is kept in {path.name}; commit it with the content.")


def _day(request: Request, sheet: Sheet, mapping: Spreadsheet, today: date) -> date | None:
    if request.day or not maps.says_something(mapping, sheet):
        return request.day
    if not at_terminal():
        raise WrongUse("it is not said on which day these statuses were said; add it: --day 2022-07-06")
    return ask_day(today)


def _files_by_id(content: Path) -> dict[str, Path]:
    return {path.stem: path for path in content.rglob("*.*") if path.is_file()}


def _refuse_differences(texts: dict[str, str], there: dict[str, Path], project: Project) -> None:
    """Raise `ContentError` with each file that is there and says something else than the spreadsheet."""
    problems = Problems()
    for path, text in texts.items():
        file = there[Path(path).stem]
        if file.read_bytes().replace(b"\r\n", b"\n") != text.encode():
            code = "spreadsheet"
            message = (
                "the spreadsheet now gives something else than this file holds, and nothing is overwritten; "
                "change one of the two by hand, or take the row out"
            )
            problems.error(Place(shown(file, project.root)), message, code)
    problems.stop()
