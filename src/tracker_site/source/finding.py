"""The files of the content folder; whatever lies there and is no record is refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker_site.memory import Memory
from tracker_site.problems import Problems, did_you_mean, in_words
from tracker_site.source.kinds import KINDS, OTHERS, refuse
from tracker_site.source.strict_yaml import HIDDEN


class Found(NamedTuple):
    """A file in its right folder, before it is opened."""

    path: str
    real: str
    kind: str
    id: str


def find_files(content: Path, shown: str, problems: Problems, memory: Memory) -> Iterator[Found]:
    """Yield every file of a record, and of the settings; `shown` names the folder in messages."""
    entries = _list_folder(content, shown, problems)
    if entries is None:
        return
    if not any(_is_meant_for_site(entry.name) for entry in entries):
        refuse(f"{shown}/site.yml", problems, "missing-site")
    inside = Path(os.path.realpath(content))
    for entry in entries:
        path = f"{shown}/{visible(entry.name)}"
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
            refuse(path, problems, "unknown-folder", visible(entry.name), near)


def _find_site(entry: os.DirEntry[str], path: str, problems: Problems) -> Iterator[Found]:
    if entry.name == "site.yml":
        yield Found(path, entry.path, "site", "site")
    elif _is_meant_for_site(entry.name):
        refuse(path, problems, "unknown-file", "rename this to 'site.yml'")
    else:
        refuse(path, problems, "unknown-file", "move this into one of them, or away from here")


def _find_records(
    folder: str, path: str, kind: str, inside: Path, problems: Problems, memory: Memory
) -> Iterator[Found]:
    waiting = [(folder, path)]
    while waiting:
        folder, path = waiting.pop()
        files = []
        for entry in _list_folder(folder, path, problems) or ():
            if entry.is_file(follow_symlinks=False):
                files.append(entry.name)
                continue
            below = f"{path}/{visible(entry.name)}"
            if not _is_usable(entry, below, inside, problems):
                continue
            if entry.is_dir():
                waiting.append((entry.path, below))
            else:
                files.append(entry.name)
        yield from memory.note(problems, _records_among, tuple(sorted(files)), folder, path, kind)


def _records_among(
    names: tuple[str, ...], folder: str, path: str, kind: str, problems: Problems
) -> tuple[Found, ...]:
    """Return the files of records among the files of a folder."""
    ending = KINDS[kind]
    for name in names:
        if not name.endswith(ending):
            below = f"{path}/{visible(name)}"
            refuse(below, problems, "wrong-ending", ending, kind, _better_ending(name, kind))
    return tuple(
        Found(f"{path}/{visible(name)}", f"{folder}{os.sep}{name}", kind, name.removesuffix(ending))
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
        refuse(path, problems, "unreadable", error.strerror)
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
        refuse(path, problems, "unreadable", "it is a device, a socket or a pipe")
        return False
    return True


def _is_usable_link(entry: os.DirEntry[str], path: str, inside: Path, problems: Problems) -> bool:
    target = Path(os.path.realpath(entry.path))
    if target.is_dir() and target.is_relative_to(inside):
        refuse(path, problems, "folder-link")
        return False
    if not target.is_file() or not target.is_relative_to(inside):
        refuse(path, problems, "outside-link")
        return False
    return True


def _is_visible(name: str, path: str, problems: Problems) -> bool:
    if visible(name) == name:
        return True
    refuse(path, problems, "hidden-character", "a character in the name of this folder")
    return False


def visible(name: str) -> str:
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
    return f"rename this to '{visible(stem)}{KINDS[kind]}'"
