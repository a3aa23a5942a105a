"""What an import keeps beside the content: what the columns mean (`import.yml`), the last sheet (`import.last.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker_site.authoring.fields import Fields, in_order, without_empty
from tracker_site.authoring.prompts import tell
from tracker_site.authoring.spreadsheet.rows import Entry
from tracker_site.authoring.writing import write_new
from tracker_site.problems import ContentError, Problems
from tracker_site.project import WrongUse
from tracker_site.records.parse import parse_alone
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import HIDDEN, Mark, Value, read_fields
from tracker_site.source.yaml_writing import write_comment, write_fields

_HEAD = (
    "How the rows of the council's spreadsheet become records. 'tracker-site import' asks for this once and reads "
    "it again each time; change it here. What each line means is told by 'tracker-site import --fields'."
)
_HEAD_OF_LAST = (
    "What the council's spreadsheet said when it was last imported. 'tracker-site import' writes this file and reads "
    "it the next time, to tell what changed since. It is not shown on the site; commit it with the content."
)
_OF_ONE_IMPORT = ("same", "keep_texts")


def read_kept(path: Path, name: str) -> SourceFile | None:
    """Return a file that was kept beside the content, if there is one; `ContentError` where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"{name} cannot be read; save it as UTF-8, or name another with --mapping") from None
    if hidden := HIDDEN.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        raise WrongUse(f"{name}:{line}: a character here cannot be seen; delete it")
    problems = Problems()
    found = read_fields(text, name, 1, problems)
    problems.stop()
    assert found is not None, "what cannot be read is a problem"
    return SourceFile(name, "import", "import", *found, "", 1, text)


def _with_head(head: str, fields: Fields) -> str:
    return "\n".join(write_comment(head)) + "\n" + write_fields(fields)


# What the columns mean


def parse_mapping(fields: Fields, file: SourceFile | None, name: str) -> Spreadsheet:
    """Return the mapping that fields make, or raise `ContentError` with what is wrong at its place in the file."""
    problems = Problems()
    source = file or SourceFile(name, "import", "import", {}, Mark(1, 1, {}), "", 1, "\n")
    mapping = parse_alone(Spreadsheet, source, fields, problems)
    if mapping is None:
        raise ContentError(tuple(problems))
    return mapping


def merge(kept: Mapping[str, Value], given: Mapping[str, Value]) -> Fields:
    """Return what was kept with what was given in the place of it, mappings word by word."""
    merged = dict(kept)
    for name, value in given.items():
        old = merged.get(name)
        merged[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def keep_mapping(path: Path, file: SourceFile | None, fields: Fields) -> None:
    """Write down what was said and is not in the file yet; what is there stays, its comments too."""
    lasting = {name: value for name, value in fields.items() if name not in _OF_ONE_IMPORT}
    if file is None:
        write_new({path: _with_head(_HEAD, in_order(Spreadsheet, lasting)).encode()})
    elif new := _new_fields(file.fields, in_order(Spreadsheet, lasting)):
        path.write_text(add_fields(file, new), encoding="utf-8", newline="\n")
    else:
        return
    tell(f"What the columns and words mean is kept in {path.name}; commit it with the content.")


def _new_fields(kept: Mapping[str, Value], fields: Fields) -> Fields:
    """Return what is not kept yet: whole fields, and entries of mappings that are."""
    new = {name: value for name, value in fields.items() if name not in kept}
    for name, old in kept.items():
        value = fields.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            new[name] = {word: meant for word, meant in value.items() if word not in old}
    return without_empty(new)


def add_fields(file: SourceFile, new: Mapping[str, Any]) -> str:
    """Return the text of a file with new fields at its end, and new entries below the last of their mapping."""
    lines = file.text.rstrip("\n").split("\n")
    end = len(lines)
    for name in reversed(file.fields):
        start = file.key_place(name).line - 1
        if name in new:
            while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
                end -= 1
            lines[start:end] = _extended(file, name, new[name], lines[start:end])
        end = start
    rest = {name: value for name, value in new.items() if name not in file.fields}
    text = "\n".join(lines) + "\n" + (write_fields(rest) if rest else "")
    merged = merge(file.fields, new)
    found = read_fields(text, "import.yml", 1, Problems())
    return text if found and found[0] == merged else write_fields(merged)


def _extended(file: SourceFile, name: str, entries: Fields, lines: list[str]) -> list[str]:
    """Return the lines of a mapping with more entries; one that stands on its name's own line is written anew."""
    old: Any = file.fields[name]
    places = [file.key_place(name, word) for word in old]
    is_block = places and all(place.line > file.key_place(name).line for place in places)
    if not is_block or "{" in lines[0]:
        return write_fields({name: {**old, **entries}}).splitlines()
    indent = " " * (min(place.column for place in places) - 1)
    return [*lines, *(f"{indent}{line}" for line in write_fields(entries).splitlines())]


# The last sheet


@dataclass(frozen=True, slots=True)
class Last:
    """The sheet as it was last imported."""

    day: date
    rows: tuple[Entry, ...]


_LAST = TypeAdapter(Last)


def path_of_last(mapping: Path) -> Path:
    """Return where the last sheet is kept, beside its mapping: `import.last.yml`."""
    return mapping.with_name(f"{mapping.stem}.last.yml")


def read_last(path: Path, name: str) -> Last | None:
    """Return the last sheet, if one was imported."""
    file = read_kept(path, name)
    try:
        return _LAST.validate_python(file.fields) if file else None
    except ValidationError:
        remedy = (
            "put back the one that was committed, or delete it: then all that the sheet says is said anew"
        )
        raise WrongUse(f"{name} is not as it was written; {remedy}") from None


def write_last(last: Last) -> str:
    """Return the text of the file that keeps a sheet."""
    return _with_head(
        _HEAD_OF_LAST, _LAST.dump_python(last, mode="json", by_alias=True, exclude_defaults=True)
    )
