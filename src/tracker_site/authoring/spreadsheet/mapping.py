"""What each column and word of a spreadsheet means: read from `import.yml` and from options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker_site.authoring.spreadsheet.days import has_short_year, is_in_numbers, is_other_words
from tracker_site.authoring.spreadsheet.sheet import Row, Sheet
from tracker_site.authoring.spreadsheet.words import meaning, words_in
from tracker_site.problems import ContentError, Place, Problems
from tracker_site.project import WrongUse
from tracker_site.records.fields import TypedField, fields_of
from tracker_site.records.parse import parse_alone
from tracker_site.records.spreadsheet import Columns, Spreadsheet
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import HIDDEN, Mark, Value, read_fields

Fields = dict[str, Value]

COLUMNS = tuple(field.name for field in fields_of(Columns))
OF_TIMES = ("issued", "due", "action_due")
"""The columns that hold dates, or words for a time."""

_NEEDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("number", "title", "reference", "source", "addressed_to", "issued"), ("recommendation", "")
    ),
    "due": ("recommendation", "; a date of an action is 'action_due'"),
    "action_number": ("action", ""),
    "action_due": ("action", "; a date of a recommendation is 'due'"),
}
"""Columns that mean something only beside another one, with what was perhaps meant instead."""


def read_kept(path: Path, shown: str) -> SourceFile | None:
    """Return a file that was kept beside the content, if there is one; `ContentError` where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"{shown} cannot be read; save it as UTF-8, or name another with --mapping") from None
    problems = Problems()
    if hidden := HIDDEN.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        raise WrongUse(f"{shown}:{line}: a character here cannot be seen; delete it")
    found = read_fields(text, shown, 1, problems)
    problems.stop()
    assert found is not None, "what cannot be read is a problem"
    return SourceFile(shown, "import", "import", found[0], found[1], "", 1, text)


def merge(kept: Mapping[str, Value], given: Mapping[str, Value]) -> Fields:
    """Return what was kept with what was given in the place of it, mappings word by word."""
    merged = dict(kept)
    for name, value in given.items():
        old = merged.get(name)
        merged[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    names = [field.name for field in fields_of(Spreadsheet)]
    return {name: merged[name] for name in names if name in merged} | {
        name: value for name, value in merged.items() if name not in names
    }


def parse_mapping(fields: Fields, file: SourceFile | None, shown: str) -> Spreadsheet:
    """Return the mapping that fields make, or raise `ContentError` with what is wrong at its place in the file."""
    problems = Problems()
    source = file or SourceFile(shown, "import", "import", {}, Mark(1, 1, {}), "", 1, "\n")
    mapping = parse_alone(Spreadsheet, source, fields, problems)
    if mapping is None:
        raise ContentError(tuple(problems))
    return mapping


# Its columns


def check_columns(mapping: Spreadsheet, sheet: Sheet, shown: str) -> None:
    """Raise `ContentError` where the mapping names a column that the sheet does not have, or has no use for."""
    problems = Problems()
    named = dict(_named_columns(mapping))
    for name, head in named.items():
        if head not in sheet.columns:
            heads = ", ".join(f"'{head}'" for head in sheet.heads)
            message = f"{sheet.name} has no column '{head}' for '{name}'; its columns are {heads}"
            problems.error(Place(shown), message, "spreadsheet")
    for fault in faults_of_columns(named):
        problems.error(Place(shown), fault, "spreadsheet")
    problems.stop()


def faults_of_columns(named: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with the choice of columns, as sentences."""
    if not {"recommendation", "action"} & set(named):
        yield "no column holds a 'recommendation' or an 'action'; say which one does"
        return
    for name, (needed, instead) in _NEEDS.items():
        if name in named and needed not in named:
            yield f"'{name}' says something of a {needed}, and no column holds one{instead}".replace(
                "a action", "an action"
            )


def has_columns(fields: Mapping[str, Value]) -> bool:
    """Return whether it is said which column holds what."""
    columns = fields.get("columns")
    return isinstance(columns, dict) and bool({"recommendation", "action"} & set(columns))


def unused_columns(mapping: Spreadsheet, sheet: Sheet) -> list[str]:
    """Return the heads of the columns that become nothing."""
    used = {head for _, head in _named_columns(mapping)}
    return [head for head in sheet.heads if head not in used]


def _named_columns(mapping: Spreadsheet) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        if head := getattr(mapping.columns, name):
            yield name, head


# What is missing


def missing_settings(mapping: Spreadsheet, sheet: Sheet, council_of: Mapping[str, str]) -> Iterator[str]:
    """Yield what is not said yet and cannot be guessed, as the names of settings, in the order of the questions."""
    columns = mapping.columns
    yield from _missing_origins(mapping, sheet)
    if any(_is_action_alone(mapping, row) for row in sheet.rows) and not mapping.without_recommendation:
        yield "without_recommendation"
    if columns.action and not council(mapping, council_of):
        yield "authority"
    if columns.recommendation and columns.action and (columns.status or columns.comment):
        yield from () if mapping.status_of else ("status_of",)
    statuses = words_in(sheet, columns.status)
    yield from (f"statuses.{word}" for word in statuses if meaning(word, mapping.statuses) is None)
    yield from _missing_times(mapping, sheet)
    if columns.recommendation and not mapping.wording:
        yield "wording"
    if not mapping.source:
        yield "source.title"


def council(mapping: Spreadsheet, council_of: Mapping[str, str]) -> str | None:
    """Return whose spreadsheet it is: as it is said, else the council of all that it comes from."""
    origins = {mapping.origin, *mapping.sources.values()} - {None}
    found = {council_of.get(origin or "") for origin in origins}
    return mapping.authority or (found.pop() if len(found) == 1 else None)


def _missing_origins(mapping: Spreadsheet, sheet: Sheet) -> Iterator[str]:
    columns = mapping.columns
    if columns.recommendation:
        of_recommendations = [row for row in sheet.rows if row.get(columns.recommendation)]
        if not mapping.origin and any(not row.get(columns.source) for row in of_recommendations):
            yield "from"
        words = words_in(sheet, columns.source)
        yield from (f"sources.{word}" for word in words if meaning(word, mapping.sources) is None)


def _is_action_alone(mapping: Spreadsheet, row: Row) -> bool:
    columns = mapping.columns
    return bool(columns.recommendation and row.get(columns.action) and not row.get(columns.recommendation))


def _missing_times(mapping: Spreadsheet, sheet: Sheet) -> Iterator[str]:
    times = words_in(sheet, *(getattr(mapping.columns, name) for name in OF_TIMES))
    unknown = [word for word in times if meaning(word, mapping.times) is None]
    if not mapping.dates and any(map(is_in_numbers, unknown)):
        yield "dates"
    if not mapping.century and any(map(has_short_year, unknown)):
        yield "century"
    yield from (f"times.{word}" for word in unknown if is_other_words(word))


def field_named(name: str) -> TypedField:
    """Return the field of the mapping to which a setting belongs."""
    return next(field for field in fields_of(Spreadsheet) if field.name == name.partition(".")[0])
