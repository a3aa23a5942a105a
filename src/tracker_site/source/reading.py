"""The stage that reads files: found, opened, decoded, parted into fields and a body."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tracker_site.memory import note, note_each, recall_each
from tracker_site.problems import Place, Problems
from tracker_site.source.finding import Found, check_ids, find
from tracker_site.source.kinds import LARGEST, refuse, refuse_at
from tracker_site.source.source_file import SourceFile
from tracker_site.source.strict_yaml import HIDDEN, describe_character, question, read_fields

MOST_TODOS = 100  # notes of a body that are named one by one
MOST_HIDDEN = 10  # hidden characters of a file that are named one by one


class FileMark(NamedTuple):
    """What is another whenever a file may say something else."""

    changed: int
    """When what is in it was changed, in nanoseconds."""
    touched: int
    """When it, its name or who may read it was changed, in nanoseconds."""
    size: int
    number: int
    """Which file it is."""


Marks = Mapping[str, FileMark]
"""The marks of files, by their paths."""


def read(content: Path, shown: str, problems: Problems, marks: Marks | None = None) -> tuple[SourceFile, ...]:
    """Return the sound files of the content folder, sorted by path; `shown` names the folder in messages.

    Files whose marks are remembered are not opened. The marks must have been taken before.
    """
    marks = marks or {}
    found = tuple(sorted(find(content, shown, problems)))
    misnamed = note(problems, check_ids, found)
    paths = [each.real for each in found]
    # A file without a mark is opened each time: the thing in its place is another each time.
    answers = recall_each(_typed_in, paths, [marks.get(path) or object() for path in paths])
    opened, typed = [], []
    for each, answer in zip(found, answers, strict=True):
        # What kept a file from being read may have passed, so that is asked again.
        what = answer if isinstance(answer, bytes) else _typed_in(each.real)
        if isinstance(what, bytes):
            opened.append(each)
            typed.append(what)
        else:
            refuse(each.path, problems, "unreadable", what)
    files = note_each(problems, understand, opened, typed)
    return tuple(file for file in files if file is not None and file.path not in misnamed)


def _typed_in(real: str, _mark: object = None) -> bytes | str:
    """Return what is typed in a file, or in words why it can't be read."""
    try:
        with FileIO(real) as file:  # a third faster than `Path.open`
            return file.read(LARGEST + 1)
    except OSError as error:
        return error.strerror or type(error).__name__


def understand(found: Found, typed: bytes, problems: Problems) -> SourceFile | None:
    """Return a file of which the bytes were read, or nothing where it makes no sense."""
    path = found.path
    text = _text_of(path, typed, problems)
    if text is None:
        return None
    parts = _split(text, path, problems) if path.endswith(".md") else (text, 1, "", 1)
    if parts is None:
        return None
    front_matter, first_line, body, body_line = parts
    fields = read_fields(front_matter, path, first_line, problems)
    _refuse_todos(body, body_line, path, problems)
    if fields is None:
        return None
    return SourceFile(path, found.kind, found.id, *fields, body, body_line, text)


_OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a document in RTF"),
)
"""What a file of another program begins with, whatever its name says."""


def _text_of(path: str, typed: bytes, problems: Problems) -> str | None:
    if what := next((what for start, what in _OTHER_FORMATS if typed.startswith(start)), None):
        refuse(path, problems, "not-text", what)
        return None
    if len(typed) > LARGEST:
        refuse(path, problems, "too-large")
        return None
    text = _decode(typed.removeprefix(codecs.BOM_UTF8), path, problems)
    if text is None or _refuse_hidden(text, path, problems) or _refuse_conflicts(text, path, problems):
        return None
    return text


def _decode(typed: bytes, path: str, problems: Problems) -> str | None:
    try:
        return _with_newlines(typed.decode())
    except UnicodeDecodeError as error:
        before = _with_newlines(typed[: error.start].decode())
        refuse_at(_place_at(path, before, len(before)), problems, "not-utf8", typed[error.start])
        return None


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_hidden(text: str, path: str, problems: Problems) -> bool:
    found = HIDDEN.finditer(text)
    named = list(islice(found, MOST_HIDDEN))
    more = sum(1 for _ in found)
    for hidden in named:
        what = describe_character(hidden[0])
        if more and hidden is named[-1]:
            what += f", like {more} more below,"
        refuse_at(_place_at(path, text, hidden.start()), problems, "hidden-character", what)
    return bool(named)


_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?= |$)", re.MULTILINE)


def _refuse_conflicts(text: str, path: str, problems: Problems) -> bool:
    """Note the lines by which git marks two versions that it could not bring together."""
    # '=======' alone may underline a heading; between two versions it never stands alone.
    found = list(islice(_CONFLICT.finditer(text), MOST_HIDDEN))
    for marker in found:
        refuse_at(_place_at(path, text, marker.start()), problems, "conflict", marker[0])
    return bool(found)


_TODO = re.compile(r"^ {0,3}#[ \t]*TODO\b[ \t:]*(.*)", re.MULTILINE)


def _refuse_todos(body: str, body_line: int, path: str, problems: Problems) -> None:
    """Note what a body leaves to be settled: there too a line that begins with "# TODO" asks, and is no heading."""
    if "TODO" in body:
        for note in islice(_TODO.finditer(body), MOST_TODOS):
            line = body_line + body.count("\n", 0, note.start())
            refuse_at(Place(path, line), problems, "todo", question(note[1]))


_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


def _split(text: str, path: str, problems: Problems) -> tuple[str, int, str, int] | None:
    """Return the front matter with its first line, and the body with its own."""
    opening = _OPENING.match(text)
    if opening is None:
        refuse(path, problems, "no-front-matter")
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        refuse(path, problems, "open-front-matter")
        return None
    body_line = text.count("\n", 0, closing.start()) + 2
    return text[opening.end() : closing.start()], 2, text[closing.end() + 1 :], body_line


def _place_at(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
