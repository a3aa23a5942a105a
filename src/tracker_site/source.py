"""The files of the content, each with its fields, its body, and the line and column of every value.

Whatever lies in the content folder and is not a record is refused: a file that is silently left out is a fact
that silently goes missing.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import FileIO
from itertools import chain, count, islice
from pathlib import Path
from typing import NamedTuple

from tracker_site.memory import Memory
from tracker_site.problems import Place, Problems, did_you_mean, in_words
from tracker_site.strict_yaml import HIDDEN, Mark, Value, describe_character, question, read_fields
from tracker_site.strict_yaml import MESSAGES as YAML_MESSAGES

# The folder of each kind of record, with the ending of its files.
KINDS: Mapping[str, str] = {
    "authorities": ".yml",
    "inspections": ".md",
    "inquiries": ".md",
    "recommendations": ".md",
    "actions": ".yml",
    "meetings": ".md",
    "updates": ".md",
    "measures": ".yml",
    "pages": ".md",
}

OTHERS = "federation"
"""The folder with the data of other trackers, which is no record and is read by `federation`."""

LARGEST = 1_000_000  # bytes of a file
MOST_TODOS = 100  # notes of a body that are named one by one
MOST_HIDDEN = 10  # hidden characters of a file that are named one by one

# Each code with what is said under it: these codes are a promise, their sentences are not.
MESSAGES: Mapping[str, str] = {
    "bad-id": "'{}' is not an id (1 to 80 lowercase letters, digits and hyphens); rename the file{}",
    "folder-link": "links to folders are not followed; move the folder itself here",
    "hidden-character": YAML_MESSAGES["hidden-character"],
    "missing-site": "there is no such file, and a site needs one; write one with at least 'title: …'",
    "no-front-matter": "the first line must be '---', with the fields below it and another '---' after them",
    "not-utf8": "this is not UTF-8 (byte 0x{:02X}); save the file again with the encoding UTF-8",
    "open-front-matter": "the fields that start here never end; write '---' on a line of its own below them",
    "outside-link": "this link does not lead to a file in the content folder; put the file itself here",
    "repeated-id": "'{}' is the id of {} too{}; rename one of the two, since an id has one meaning",
    "todo": YAML_MESSAGES["todo"],
    "too-large": "this file is larger than 1 MB; shorten it, or split it",
    "unknown-file": "only 'site.yml' stands beside the folders of records; {}",
    "unknown-folder": "'{}' is not a folder of records{}",
    "unreadable": "this cannot be read ({}); make it an ordinary file or folder that you may read",
    "wrong-ending": "only files that end in '{}' stand in '{}'; {}",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content: what was typed, and where."""

    path: str
    """As problems name it: "content/meetings/2022/x.md", always with forward slashes."""
    kind: str
    """The folder of its kind, or "site" for site.yml."""
    id: str
    fields: dict[str, Value]
    marks: Mark
    body: str
    """The Markdown after the front matter; of a .yml file nothing."""
    body_line: int
    text: str
    """The whole file, without a byte order mark, each line ended by a newline alone."""

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at that path into the fields, or of the nearest thing above it."""
        if path == ("body",) and "body" not in self.fields:
            return Place(self.path, self.body_line)
        *_, mark = self.marks, *(mark for _, _, mark in self._steps(path))
        return Place(self.path, mark.line, mark.column)

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the last key of that path; of an element of a list, that of the element."""
        steps = list(self._steps(path))
        if not path or len(steps) < len(path):
            return self.place(*path)
        line, column, _ = steps[-1]
        return Place(self.path, line, column)

    def place_in(self, path: tuple[str | int, ...], offset_line: int, fragment: str) -> Place:
        """Return the place of a piece of raw text, on a line (from 0) of the text value at that path.

        The path ("body",) always means the Markdown body here, though a meeting has a field of that name.
        """
        if path == ("body",):
            return self._place_in_body(offset_line, fragment)
        steps = list(self._steps(path))
        if not path or len(steps) < len(path):
            return self.place(*path)
        return self._place_in_value(path, steps[-1][2], offset_line, fragment)

    def leaves_open(self, path: Sequence[str | int]) -> bool:
        """Whether a "# TODO" stands in the place of the value at that path."""
        return len(list(self._steps(path))) == len(path)

    def _steps(self, path: Sequence[str | int]) -> Iterator[tuple[int, int, Mark]]:
        mark = self.marks
        for step in path:
            within = mark.within
            if isinstance(within, dict) and isinstance(step, str) and step in within:
                line, column, mark = within[step]
            elif isinstance(within, list) and isinstance(step, int) and 0 <= step < len(within):
                mark = within[step]
                line, column = mark.line, mark.column
            else:
                return
            yield line, column, mark

    def _place_in_body(self, offset_line: int, fragment: str) -> Place:
        lines = self.text.split("\n")
        line = min(self.body_line + offset_line, len(lines))
        return Place(self.path, line, max(lines[line - 1].find(fragment), 0) + 1)

    def _place_in_value(
        self, path: tuple[str | int, ...], mark: Mark, offset_line: int, fragment: str
    ) -> Place:
        lines = self.text.split("\n")
        # The text of a block starts on the line below the sign of the block.
        first = mark.line + (lines[mark.line - 1][mark.column - 1 :][:1] in ("|", ">"))
        end = max(self._end_line(path, len(lines) + 1), first + 1)
        for line in chain(range(first, end)[offset_line : offset_line + 1], range(first, end)):
            column = lines[line - 1].find(fragment, mark.column - 1 if line == mark.line else 0)
            if column >= 0:
                return Place(self.path, line, column + 1)
        return Place(self.path, mark.line, mark.column)

    def _end_line(self, path: tuple[str | int, ...], end: int) -> int:
        """Return the line at which something else than the value at that path starts."""
        end = self.body_line - 1 if self.body_line > 1 else end
        above = self.marks
        for _, _, mark in self._steps(path):
            end = min((line for line in _lines_within(above) if line > mark.line), default=end)
            above = mark
        return end


def _lines_within(mark: Mark) -> list[int]:
    if isinstance(mark.within, dict):
        return [line for line, _, _ in mark.within.values()]
    return [element.line for element in mark.within or ()]


class _Found(NamedTuple):
    """A file in its right folder, before it is opened."""

    path: str
    real: str
    kind: str
    id: str


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


def read(
    content: Path, shown: str, problems: Problems, memory: Memory | None = None, marks: Marks | None = None
) -> tuple[SourceFile, ...]:
    """Return the sound files of the content folder, sorted by path; `shown` names the folder in messages.

    Files whose marks are remembered are not opened. The marks must have been taken before.
    """
    memory = memory or Memory()
    found = tuple(sorted(_find_files(content, shown, problems, memory)))
    misnamed = memory.note(problems, _check_ids, found)
    typed = _open_files(found, problems, memory, marks or {})
    files = memory.note_each(problems, _understand, *zip(*typed, strict=True)) if typed else []
    return tuple(file for file in files if file is not None and file.path not in misnamed)


# Finding the files


def _find_files(content: Path, shown: str, problems: Problems, memory: Memory) -> Iterator[_Found]:
    entries = _list_folder(content, shown, problems)
    if entries is None:
        return
    if not any(_is_meant_for_site(entry.name) for entry in entries):
        _refuse(f"{shown}/site.yml", problems, "missing-site")
    inside = Path(os.path.realpath(content))
    for entry in entries:
        path = f"{shown}/{_visible(entry.name)}"
        if not _is_usable(entry, path, inside, problems):
            continue
        if not entry.is_dir():
            yield from _find_site(entry, path, problems)
        elif entry.name == OTHERS:
            continue
        elif entry.name in KINDS:
            yield from _find_records(entry.path, path, entry.name, inside, problems, memory)
        else:
            near = did_you_mean(entry.name, KINDS) or f"; those are {in_words(KINDS)}"
            _refuse(path, problems, "unknown-folder", _visible(entry.name), near)


def _find_site(entry: os.DirEntry[str], path: str, problems: Problems) -> Iterator[_Found]:
    if entry.name == "site.yml":
        yield _Found(path, entry.path, "site", "site")
    elif _is_meant_for_site(entry.name):
        _refuse(path, problems, "unknown-file", "rename this to 'site.yml'")
    else:
        _refuse(path, problems, "unknown-file", "move this into one of them, or away from here")


def _find_records(
    folder: str, path: str, kind: str, inside: Path, problems: Problems, memory: Memory
) -> Iterator[_Found]:
    waiting = [(folder, path)]
    while waiting:
        folder, path = waiting.pop()
        files = []
        for entry in _list_folder(folder, path, problems) or ():
            if entry.is_file(follow_symlinks=False):
                files.append(entry.name)
                continue
            below = f"{path}/{_visible(entry.name)}"
            if not _is_usable(entry, below, inside, problems):
                continue
            if entry.is_dir():
                waiting.append((entry.path, below))
            else:
                files.append(entry.name)
        yield from memory.note(problems, _records_among, tuple(sorted(files)), folder, path, kind)


def _records_among(
    names: tuple[str, ...], folder: str, path: str, kind: str, problems: Problems
) -> tuple[_Found, ...]:
    """Return the files of records among the files of a folder."""
    ending = KINDS[kind]
    for name in names:
        if not name.endswith(ending):
            below = f"{path}/{_visible(name)}"
            _refuse(below, problems, "wrong-ending", ending, kind, _better_ending(name, kind))
    return tuple(
        _Found(f"{path}/{_visible(name)}", f"{folder}{os.sep}{name}", kind, name.removesuffix(ending))
        for name in names
        if name.endswith(ending)
    )


def _list_folder(folder: str | Path, path: str, problems: Problems) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not _is_passed_over(entry)]
    except FileNotFoundError:
        return []
    except OSError as error:
        _refuse(path, problems, "unreadable", error.strerror)
        return None


def is_leftover(name: str) -> bool:
    """Whether a file of that name is an editor's own: hidden, a copy of before (`x~`), not saved yet (`#x#`)."""
    return name[0] == "." or name[-1] == "~" or name[0] == name[-1] == "#"


def _is_passed_over(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return is_leftover(name) and (name.startswith(".") or not entry.is_dir(follow_symlinks=False))


def _is_usable(entry: os.DirEntry[str], path: str, inside: Path, problems: Problems) -> bool:
    """Return whether an entry is a file or a folder to go on with, and note why where it should be one."""
    if entry.is_symlink():
        return _is_usable_link(entry, path, inside, problems)
    if entry.is_dir():
        return _is_visible(entry.name, path, problems)
    if not entry.is_file():
        _refuse(path, problems, "unreadable", "it is a device, a socket or a pipe")
        return False
    return True


def _is_usable_link(entry: os.DirEntry[str], path: str, inside: Path, problems: Problems) -> bool:
    target = Path(os.path.realpath(entry.path))
    if target.is_dir() and target.is_relative_to(inside):
        _refuse(path, problems, "folder-link")
        return False
    if not target.is_file() or not target.is_relative_to(inside):
        _refuse(path, problems, "outside-link")
        return False
    return True


def _is_visible(name: str, path: str, problems: Problems) -> bool:
    if _visible(name) == name:
        return True
    _refuse(path, problems, "hidden-character", "a character in the name of this folder")
    return False


def _visible(name: str) -> str:
    """Return a name that is safe to print: without what cannot be seen, encoded or kept on one line."""
    return HIDDEN.sub(lambda found: ascii(found[0])[1:-1], name.replace("\n", "\\n").replace("\t", "\\t"))


def _is_meant_for_site(name: str) -> bool:
    return name.casefold().startswith(("site.y", "site.md", "site.txt"))


_ENDINGS_OF_TEXT = frozenset((".yml", ".yaml", ".md", ".markdown", ".mdown", ".txt"))


def _better_ending(name: str, kind: str) -> str:
    stem = name
    while Path(stem).suffix.casefold() in _ENDINGS_OF_TEXT:
        stem = Path(stem).stem
    if stem == name:
        return "move this away from here"
    return f"rename this to '{_visible(stem)}{KINDS[kind]}'"


# Their ids

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


def _check_ids(found: tuple[_Found, ...], problems: Problems) -> frozenset[str]:
    """Return the paths of the files whose id is another's too or none at all, each of them noted."""
    misnamed = set()
    taken = {each.id for each in found}
    first: dict[str, _Found] = {}
    for each in sorted(found, key=lambda each: (each.kind != "site", each)):
        other = first.setdefault(each.id.casefold(), each)
        if other is not each:
            misnamed.add(each.path)
            apart = "" if other.id == each.id else ", but for capitals"
            _refuse(each.path, problems, "repeated-id", _visible(each.id), other.path, apart)
    for each in first.values():
        if not _ID.fullmatch(each.id):
            misnamed.add(each.path)
            _refuse(each.path, problems, "bad-id", _visible(each.id), _better_id(each, taken))
    return frozenset(misnamed)


def _better_id(found: _Found, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", found.id.casefold()))
    words = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())
    good = words.strip("-")[:76].strip("-")
    if not good:
        return ""
    free = (name for name in chain([good], (f"{good}-{n}" for n in count(2))) if name not in taken)
    return f" to '{next(free)}{KINDS[found.kind]}'"


# Their text


def _open_files(
    found: Iterable[_Found], problems: Problems, memory: Memory, marks: Marks
) -> list[tuple[_Found, bytes]]:
    """Return what is typed in each file that can be read; those whose marks are remembered are not opened."""
    marked = [each.real for each in found if each.real in marks]
    typed_in = memory.recall_each(_typed_in, marked, [marks[real] for real in marked])
    known = {real: typed for real, typed in zip(marked, typed_in, strict=True) if isinstance(typed, bytes)}
    files = []
    for each in found:
        # What kept a file from being read may have passed, so that is asked again.
        typed = known.get(each.real) or _typed_in(each.real)
        if isinstance(typed, bytes):
            files.append((each, typed))
        else:
            _refuse(each.path, problems, "unreadable", typed)
    return files


def _typed_in(real: str, _mark: FileMark | None = None) -> bytes | str:
    """Return what is typed in a file, or in words why it can't be read."""
    try:
        with FileIO(real) as file:  # a third faster than `Path.open`
            return file.read(LARGEST + 1)
    except OSError as error:
        return error.strerror or type(error).__name__


def _understand(found: _Found, typed: bytes, problems: Problems) -> SourceFile | None:
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


def _text_of(path: str, typed: bytes, problems: Problems) -> str | None:
    if len(typed) > LARGEST:
        _refuse(path, problems, "too-large")
        return None
    text = _decode(typed.removeprefix(codecs.BOM_UTF8), path, problems)
    return None if text is None or _refuse_hidden(text, path, problems) else text


def _decode(typed: bytes, path: str, problems: Problems) -> str | None:
    try:
        return _with_newlines(typed.decode())
    except UnicodeDecodeError as error:
        before = _with_newlines(typed[: error.start].decode())
        _refuse_at(_place_at(path, before, len(before)), problems, "not-utf8", typed[error.start])
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
        _refuse_at(_place_at(path, text, hidden.start()), problems, "hidden-character", what)
    return bool(named)


_TODO = re.compile(r"^ {0,3}#[ \t]*TODO\b[ \t:]*(.*)", re.MULTILINE)


def _refuse_todos(body: str, body_line: int, path: str, problems: Problems) -> None:
    """Note what a body leaves to be settled: there too a line that begins with "# TODO" asks, and is no heading."""
    if "TODO" in body:
        for note in islice(_TODO.finditer(body), MOST_TODOS):
            line = body_line + body.count("\n", 0, note.start())
            _refuse_at(Place(path, line), problems, "todo", question(note[1]))


_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


def _split(text: str, path: str, problems: Problems) -> tuple[str, int, str, int] | None:
    """Return the front matter with its first line, and the body with its own."""
    opening = _OPENING.match(text)
    if opening is None:
        _refuse(path, problems, "no-front-matter")
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        _refuse(path, problems, "open-front-matter")
        return None
    body_line = text.count("\n", 0, closing.start()) + 2
    return text[opening.end() : closing.start()], 2, text[closing.end() + 1 :], body_line


def _place_at(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _refuse(path: str, problems: Problems, code: str, *about: object) -> None:
    _refuse_at(Place(path), problems, code, *about)


def _refuse_at(place: Place, problems: Problems, code: str, *about: object) -> None:
    problems.error(place, MESSAGES[code].format(*about), code)
