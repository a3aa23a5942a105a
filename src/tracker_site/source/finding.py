"""The files of the content folder and their ids; whatever lies there and is no record is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker_site.problems import Problems, did_you_mean, in_words
from tracker_site.source.file_names import is_leftover, is_leftover_folder, is_unfit_for_windows
from tracker_site.source.ids import free_id, slug
from tracker_site.source.kinds import KINDS, LARGEST, OTHERS, refuse
from tracker_site.source.strict_yaml import HIDDEN

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_ENDINGS_OF_TEXT = frozenset((".yml", ".yaml", ".md", ".markdown", ".mdown", ".txt"))


class Found(NamedTuple):
    """A file in its right folder, before it is opened."""

    path: str
    real: str
    kind: str
    id: str


def find(content: Path, shown: str, problems: Problems) -> Iterator[Found]:
    """Yield the settings and every file of a record; `shown` names the content folder in messages."""
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
        if entry.is_dir():
            if entry.name in KINDS:
                yield from _find_below(entry.path, path, entry.name, inside, problems)
            elif entry.name != OTHERS:
                near = did_you_mean(entry.name, KINDS) or f"; those are {in_words(KINDS)}"
                refuse(path, problems, "unknown-folder", visible(entry.name), near)
        elif entry.name == "site.yml":
            yield Found(path, entry.path, "site", "site")
        else:
            elsewhere = "move this into one of them, or away from here"
            remedy = "rename this to 'site.yml'" if _is_meant_for_site(entry.name) else elsewhere
            refuse(path, problems, "unknown-file", remedy)


def _find_below(folder: str, path: str, kind: str, inside: Path, problems: Problems) -> Iterator[Found]:
    """Yield the files of records in a folder and in those within it."""
    waiting, ending = [(folder, path)], KINDS[kind]
    while waiting:
        folder, path = waiting.pop()
        for entry in _list_folder(folder, path, problems) or ():
            name, shown = entry.name, f"{path}/{visible(entry.name)}"
            is_file = entry.is_file(
                follow_symlinks=False
            )  # nearly all are, and to ask no more of them is quick
            if not (is_file or _is_usable(entry, shown, inside, problems)):
                continue
            if not is_file and entry.is_dir():
                waiting.append((entry.path, shown))
            elif name.endswith(ending):
                yield Found(shown, entry.path, kind, name.removesuffix(ending))
            else:
                refuse(shown, problems, "wrong-ending", ending, kind, _better_ending(name, ending))


def _list_folder(folder: str | Path, path: str, problems: Problems) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not _is_passed_over(entry)]
    except FileNotFoundError:
        return []
    except OSError as error:
        refuse(path, problems, "unreadable", error.strerror)
        return None


def _is_passed_over(entry: os.DirEntry[str]) -> bool:
    is_folder = entry.is_dir(follow_symlinks=False)
    return is_leftover_folder(entry.name) if is_folder else is_leftover(entry.name)


def _is_usable(entry: os.DirEntry[str], path: str, inside: Path, problems: Problems) -> bool:
    """Return whether an entry is a file or a folder to go on with, and note why where it should be one."""
    if entry.is_symlink():
        return _is_usable_link(entry, path, inside, problems)
    if entry.is_dir():
        return _is_good_folder(entry.name, path, problems)
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


def _is_good_folder(name: str, path: str, problems: Problems) -> bool:
    """Return whether a folder has a name that can be read and copied anywhere, and note where it has not."""
    if visible(name) != name:
        refuse(path, problems, "hidden-character", "a character in the name of this folder")
        return False
    if is_unfit_for_windows(name):
        refuse(path, problems, "name-for-windows", name, "rename the folder")
        return False
    return True


def visible(name: str) -> str:
    """Return a name that is safe to print: without what cannot be seen, encoded or kept on one line."""
    if name.isascii() and name.isprintable():
        return name
    return HIDDEN.sub(lambda found: ascii(found[0])[1:-1], name.replace("\n", "\\n").replace("\t", "\\t"))


def _is_meant_for_site(name: str) -> bool:
    return name.casefold().startswith(("site.y", "site.md", "site.txt"))


def _better_ending(name: str, ending: str) -> str:
    stem = name
    while Path(stem).suffix.casefold() in _ENDINGS_OF_TEXT:
        stem = Path(stem).stem
    return "move this away from here" if stem == name else f"rename this to '{visible(stem)}{ending}'"


def check_ids(found: tuple[Found, ...], problems: Problems) -> frozenset[str]:
    """Return the paths of the files whose id is another's too or none at all, each of them noted."""
    misnamed = set()
    taken = {each.id for each in found}
    first: dict[str, Found] = {}
    for each in sorted(found, key=lambda each: (each.kind != "site", each)):
        other = first.setdefault(each.id.casefold(), each)
        if other is not each:
            misnamed.add(each.path)
            apart = "" if other.id == each.id else ", but for capitals"
            refuse(each.path, problems, "repeated-id", visible(each.id), other.path, apart)
    for each in first.values():
        if not ID.fullmatch(each.id):
            misnamed.add(each.path)
            refuse(each.path, problems, "bad-id", visible(each.id), _better_id(each, taken))
        elif is_unfit_for_windows(each.id):
            misnamed.add(each.path)
            remedy = f"rename the file{_better_id(each, taken)}"
            refuse(each.path, problems, "name-for-windows", each.id, remedy)
    return frozenset(misnamed)


def _better_id(found: Found, taken: set[str]) -> str:
    good = slug(found.id, LARGEST)[:76].strip("-")
    return f" to '{free_id(good, taken)}{KINDS[found.kind]}'" if good else ""
