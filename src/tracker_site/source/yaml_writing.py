"""YAML written so that `strict_yaml` reads back exactly the values that were given, in the manner of an editor.

Text is quoted only where a reader would take it for something else, long text stands in a block, short lists of
ids in square brackets; comments go above what they are about.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from tracker_site.source.strict_yaml import DEEPEST, HIDDEN, Value, describe_character
from tracker_site.source.strict_yaml.signs import odd_sign_of_key

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of fields and numbers of entries, from 0."""

WIDTH = 110  # characters of a line, where text can be broken
_LONGEST_KEY = 1000  # characters: libyaml takes no longer name for a field on one line

_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=~<](?:[^\n\t]*[^\s])?""")
_NOT_PLAIN = re.compile(r": |:$| #|[\[\]{},]|^(?:-|\.\.\.|---)(?:\s|$)|\A(?:null|Null|NULL)\Z")
_SHORT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?")


class CannotBeWritten(ValueError):
    """A value that no YAML file of ours can hold: says why, as the end of a sentence about it."""


def write_fields(fields: Mapping[str, Value], comments: Mapping[Path, str] | None = None) -> str:
    """Return a mapping as YAML that reads back as the same; a comment stands above the value at its path.

    Raises `CannotBeWritten` for what the reader would refuse whatever the quotes: nothing, hidden characters.
    """
    if not fields:
        raise CannotBeWritten("holds no fields")
    return "\n".join(_write_mapping(fields, 0, (), comments or {})) + "\n"


def write_text(text: str) -> str:
    """Return a text on one line as it can stand after `name: `."""
    _check_text(text)
    if "\n" in text:
        raise CannotBeWritten("has more than one line")
    return text if _is_plain(text) else _in_quotes(text)


def write_comment(text: str, indent: int = 0) -> list[str]:
    """Return the lines of a comment, broken to the width; an empty line of it stays one."""
    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, WIDTH - indent - 2) or [""]]
    return [f"{' ' * indent}# {line}".rstrip() for line in lines]


def _write_mapping(
    fields: Mapping[str, Value], indent: int, path: Path, comments: Mapping[Path, str]
) -> Iterator[str]:
    for name, value in fields.items():
        here = (*path, name)
        yield from _comment_at(here, indent, comments)
        yield from _write_after(f"{' ' * indent}{_write_key(name)}:", value, indent, here, comments)


def _write_list(
    entries: Sequence[Value], indent: int, path: Path, comments: Mapping[Path, str]
) -> Iterator[str]:
    for number, entry in enumerate(entries):
        here = (*path, number)
        yield from _comment_at(here, indent, comments)
        if isinstance(entry, dict) and entry and (*here, next(iter(entry))) not in comments:
            first, *rest = _write_mapping(entry, indent + 2, here, comments)
            yield f"{' ' * indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _write_after(f"{' ' * indent}-", entry, indent, here, comments)


def _write_after(
    head: str, value: Value, indent: int, path: Path, comments: Mapping[Path, str]
) -> Iterator[str]:
    """Yield the lines of a value whose name, or whose dash, is the head of the first."""
    if len(path) > DEEPEST:
        raise CannotBeWritten(f"is nested more than {DEEPEST} deep")
    if isinstance(value, str):
        yield from _write_scalar(head, value, indent)
    elif not value:
        yield f"{head} {'{}' if isinstance(value, dict) else '[]'}"
    elif isinstance(value, list) and (short := _in_brackets(value, path, comments)):
        yield f"{head} {short}"
    else:
        yield head
        write = _write_mapping if isinstance(value, dict) else _write_list
        yield from write(value, indent + 2, path, comments)  # type: ignore[arg-type]


def _in_brackets(entries: Sequence[Value], path: Path, comments: Mapping[Path, str]) -> str | None:
    """Return a list on one line, where all its entries are ids or such and none has a comment."""
    if any(commented[: len(path)] == path and len(commented) > len(path) for commented in comments):
        return None
    texts = [one for one in entries if isinstance(one, str) and _SHORT.fullmatch(one) and _is_plain(one)]
    line = f"[{', '.join(texts)}]"
    return line if len(texts) == len(entries) and len(line) <= 80 else None


def _write_scalar(head: str, text: str, indent: int) -> Iterator[str]:
    _check_text(text)
    if "\n" in text:
        yield from _write_block(head, text, indent)
    elif _can_fold(text) and len(head) + len(text) > WIDTH:
        yield f"{head} >-"
        margin = " " * (indent + 2)
        folded = textwrap.wrap(
            text, max(WIDTH - indent - 2, 40), break_long_words=False, break_on_hyphens=False
        )
        yield from (f"{margin}{line}" for line in folded)
    else:
        yield f"{head} {text if _is_plain(text) else _in_quotes(text)}"


def _write_block(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield a text of several lines as a block that keeps each of them."""
    words = text.rstrip("\n")
    ends = len(text) - len(words)
    # Without a number the reader takes the depth from the first line, which may begin with a space of its own.
    depth = "2" if words[:1].isspace() or not words else ""
    margin = " " * (indent + 2)
    yield f"{head} |{depth}{('-', '')[ends] if ends < 2 else '+'}"
    yield from (f"{margin}{line}" if line else "" for line in words.split("\n"))
    yield from [""] * (ends - 1)


def _write_key(name: str) -> str:
    _check_text(name)
    if "\n" in name or name == "<<" or len(name) > _LONGEST_KEY:
        raise CannotBeWritten(f"cannot be the name of a field: {name[:40]!r}")
    return name if _is_plain(name) and not odd_sign_of_key(name) else _in_quotes(name)


def _check_text(text: str) -> None:
    if not text or text.isspace():
        raise CannotBeWritten("is empty")
    if hidden := HIDDEN.search(text):
        raise CannotBeWritten(f"holds {describe_character(hidden[0])}, which cannot be seen")


def _is_plain(text: str) -> bool:
    """Return whether a text on one line needs no quotes."""
    return bool(_PLAIN.fullmatch(text)) and not _NOT_PLAIN.search(text) and len(text) < _LONGEST_KEY


def _in_quotes(text: str) -> str:
    # A backslash in double quotes would begin an escape.
    if "'" in text and not set('"\\') & set(text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _can_fold(text: str) -> bool:
    """Return whether a line can be broken at its spaces and be put together again as it was."""
    return re.fullmatch(r"[^\s]+(?: [^\s]+)*", text) is not None and not re.search(r"[^\S ]", text)


def _comment_at(path: Path, indent: int, comments: Mapping[Path, str]) -> list[str]:
    return write_comment(comments[path], indent) if path in comments else []
