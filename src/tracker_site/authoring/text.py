"""Plain text made into what a file can hold: the ids of councils, and Markdown that shows words as they are."""

from __future__ import annotations

import re

from tracker_site.source.ids import slug

_COUNCIL = re.compile(
    r"\b(?:city|county|borough|district|metropolitan|unitary|royal|london|council|of|the|and)\b"
)
_ADDRESS = re.compile(r"(?<![\w/])https?://[\w.?=&%#:~+,;@!$()'/-]*[A-Za-z0-9/]", re.ASCII)
_MARKUP = re.compile(r"[\\`*_\[\]>]")
_AT_START = re.compile(r"(?:[#+-]|\d+[.)])(?=\s|$|[-+#]|\Z)|-(?=[-|: ]*\Z)")


def council_slug(name: str) -> str:
    """Return the name of a council as an id, as short as people call it: "leeds" for Leeds City Council."""
    return slug(_COUNCIL.sub(" ", name.casefold())) or slug(name)


def as_markdown(words: str) -> str:
    """Return words as Markdown: each line a paragraph, markup escaped, web addresses left to become links.

    Bullets such as • are left too, and become lists.
    """
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n\n".join(as_markdown_line(line) for line in lines if line)


def as_markdown_line(line: str) -> str:
    """Return one line of words as Markdown."""
    parts: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(line):
        parts += _escape(line[end : address.start()]), address[0]
        end = address.end()
    return _escape_start("".join([*parts, _escape(line[end:])]))


def _escape(words: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", words)


def _escape_start(line: str) -> str:
    """Return a line that does not begin as a heading, a list, a rule or a table does."""
    found = _AT_START.match(line)
    if not found:
        return line
    # The sign of a numbered list is its full stop or bracket, of all else the first.
    sign = found.end() - 1 if found[0][0].isdigit() else found.start()
    return f"{line[:sign]}\\{line[sign:]}"
