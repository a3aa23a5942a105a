"""What each column and word of a spreadsheet means: read from `import.yml`, from options, kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker_site.desk.spreadsheet.days import is_in_numbers
from tracker_site.desk.spreadsheet.sheet import Sheet
from tracker_site.problems import ContentError, Place, Problems
from tracker_site.project import WrongUse
from tracker_site.records.fields import TypedField, fields_of
from tracker_site.records.parse import parse_alone
from tracker_site.records.spreadsheet import Columns, Spreadsheet
from tracker_site.source import SourceFile
from tracker_site.strict_yaml import HIDDEN, Mark, Value, read_fields
from tracker_site.yaml_writing import write_comment, write_fields

Fields = dict[str, Value]

_HEAD = (
    "How the rows of the council's spreadsheet become records. 'tracker-site import' asks for this once and reads "
    "it again each time; change it here. What each line means is told by 'tracker-site import --fields'."
)
COLUMNS = tuple(field.name for field in fields_of(Columns))


def read_mapping_file(path: Path, shown: str) -> SourceFile | None:
    """Return the mapping that was kept, if there is one; `ContentError` where it cannot be read."""
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
    return {field.name: merged[field.name] for field in fields_of(Spreadsheet) if field.name in merged} | {
        name: value for name, value in merged.items() if name not in _NAMES
    }


_NAMES = frozenset(field.name for field in fields_of(Spreadsheet))


def parse_mapping(fields: Fields, file: SourceFile | None, shown: str) -> Spreadsheet:
    """Return the mapping that fields make, or raise `ContentError` with what is wrong at its place in the file."""
    problems = Problems()
    source = file or SourceFile(shown, "import", "import", {}, Mark(1, 1, {}), "", 1, "\n")
    mapping = parse_alone(Spreadsheet, source, fields, problems)
    if mapping is None:
        raise ContentError(tuple(problems))
    return mapping


def check_columns(mapping: Spreadsheet, sheet: Sheet, shown: str) -> None:
    """Raise `ContentError` where the mapping names a column that the sheet does not have."""
    problems = Problems()
    for name, head in _named_columns(mapping):
        if head not in sheet.columns:
            heads = ", ".join(f"'{head}'" for head in sheet.heads)
            code = "spreadsheet"
            message = f"{sheet.name} has no column '{head}' for '{name}'; its columns are {heads}"
            problems.error(Place(shown), message, code)
    problems.stop()


def unused_columns(mapping: Spreadsheet, sheet: Sheet) -> list[str]:
    """Return the heads of the columns that become nothing."""
    used = {head for _, head in _named_columns(mapping)}
    return [head for head in sheet.heads if head not in used]


def _named_columns(mapping: Spreadsheet) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        if head := getattr(mapping.columns, name):
            yield name, head


def missing_settings(mapping: Spreadsheet, sheet: Sheet) -> Iterator[str]:
    """Yield what is not said yet and cannot be guessed, as the names of settings."""
    columns = mapping.columns
    sources = words_in(sheet, columns.source)
    if not mapping.origin and (not columns.source or any(not row.get(columns.source) for row in sheet.rows)):
        yield "from"
    yield from (f"sources.{word}" for word in sources if word not in mapping.sources)
    has_actions = any((columns.action, columns.owner, columns.action_due))
    if has_actions and not mapping.authority:
        yield "authority"
    if has_actions and columns.status and not mapping.status_of:
        yield "status_of"
    statuses = words_in(sheet, columns.status)
    yield from (f"statuses.{word}" for word in statuses if word not in mapping.statuses)
    days = (columns.issued, columns.due, columns.action_due)
    if not mapping.dates and any(is_in_numbers(word) for one in days for word in words_in(sheet, one)):
        yield "dates"


def words_in(sheet: Sheet, column: str | None) -> list[str]:
    """Return the words of a column, each once, in the order in which they are met."""
    found = (" ".join(row.get(column).split("\n")).strip() for row in sheet.rows) if column else ()
    return [word for word in dict.fromkeys(found) if word]


def field_named(name: str) -> TypedField:
    """Return the field of the mapping to which a setting belongs."""
    return next(field for field in fields_of(Spreadsheet) if field.name == name.partition(".")[0])


def write_mapping(fields: Fields) -> str:
    """Return the text of the file that keeps a mapping."""
    return "\n".join(write_comment(_HEAD)) + "\n" + write_fields(fields)


def says_something(mapping: Spreadsheet, sheet: Sheet) -> bool:
    """Return whether any row says how far a thing has come, so that the day of it is needed."""
    columns = mapping.columns
    return any(row.get(columns.status) or row.get(columns.comment) for row in sheet.rows)
