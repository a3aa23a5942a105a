"""The mapping kept for the next time: new answers are added to `import.yml`, and all else in it stays as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker_site.authoring.new_files import write_new
from tracker_site.authoring.prompts import tell
from tracker_site.authoring.spreadsheet.mapping import Fields
from tracker_site.problems import Problems
from tracker_site.source import SourceFile
from tracker_site.source.strict_yaml import Value, read_fields
from tracker_site.source.yaml_writing import write_comment, write_fields

_HEAD = (
    "How the rows of the council's spreadsheet become records. 'tracker-site import' asks for this once and reads "
    "it again each time; change it here. What each line means is told by 'tracker-site import --fields'."
)
_OF_ONE_IMPORT = ("same", "keep_texts")


def keep_mapping(path: Path, file: SourceFile | None, fields: Fields) -> None:
    """Write down what was said and is not in the file yet; what is there stays, its comments too."""
    lasting = {name: value for name, value in fields.items() if name not in _OF_ONE_IMPORT}
    if file is None:
        head = "\n".join(write_comment(_HEAD))
        write_new({path: f"{head}\n{write_fields(lasting)}".encode()})
    elif new := _new_fields(file.fields, lasting):
        path.write_text(add_fields(file, new), encoding="utf-8", newline="\n")
    else:
        return
    tell(f"What the columns and words mean is kept in {path.name}; commit it with the content.")


def _new_fields(kept: Mapping[str, Value], fields: Mapping[str, Value]) -> Fields:
    """Return what is not kept yet: whole fields, and entries of mappings that are."""
    new: Fields = {}
    for name, value in fields.items():
        old = kept.get(name)
        if old is None:
            new[name] = value
        elif isinstance(old, dict) and isinstance(value, dict):
            entries = {word: meant for word, meant in value.items() if word not in old}
            new |= {name: entries} if entries else {}
    return new


def add_fields(file: SourceFile, new: Mapping[str, Value]) -> str:
    """Return the text of a file with new fields at its end, and new entries below the last of their mapping."""
    lines = file.text.rstrip("\n").split("\n")
    tops = sorted(line for name in file.fields if (line := _line_of(file, name)))
    for name in sorted((name for name in new if name in file.fields), key=lambda one: -_line_of(file, one)):
        start = _line_of(file, name)
        end = next((top for top in tops if top > start), len(lines) + 1) - 1
        while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        lines[start - 1 : end] = _extended(file, name, new[name], lines[start - 1 : end])
    rest = {name: value for name, value in new.items() if name not in file.fields}
    text = "\n".join(lines) + "\n" + (write_fields(rest) if rest else "")
    return text if _reads_as(text, _merged(file.fields, new)) else write_fields(_merged(file.fields, new))


def _extended(file: SourceFile, name: str, entries: Value, lines: list[str]) -> list[str]:
    """Return the lines of a mapping with more entries; one that stands on its name's own line is written anew."""
    old = file.fields[name]
    assert isinstance(old, dict)
    assert isinstance(entries, dict)
    column = min((file.key_place(name, word).column for word in old), default=1)
    is_block = bool(old) and all(file.key_place(name, word).line > _line_of(file, name) for word in old)
    if not is_block or "{" in lines[0]:
        return write_fields({name: {**old, **entries}}).rstrip("\n").split("\n")
    return [
        *lines,
        *(f"{' ' * (column - 1)}{line}" for line in write_fields(entries).rstrip("\n").split("\n")),
    ]


def _line_of(file: SourceFile, name: str) -> int:
    return file.key_place(name).line


def _merged(old: Mapping[str, Value], new: Mapping[str, Value]) -> Fields:
    merged = dict(old)
    for name, value in new.items():
        known = merged.get(name)
        merged[name] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _reads_as(text: str, fields: Mapping[str, Value]) -> bool:
    found = read_fields(text, "import.yml", 1, Problems())
    return found is not None and found[0] == fields
