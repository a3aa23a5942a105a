"""The formats of differences: text for a terminal, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape, unescape
from itertools import chain
from typing import Any

from tracker_site.changes.differences import HEADINGS, Difference, Differences, PageGone

TITLE = "What this change means to the public"
MOST = 20
"""How many differences of a kind a comment on a pull request shows."""
MOST_WITHIN = 100
"""How many lines of what came or went it shows."""
_MOST_NAMED = 10
"""How many records are named in which only slips were mended."""
_FULL = 60_000
"""The characters of a whole comment; GitHub takes 65,536."""

_Entry = Difference | str
"""A difference, or the line of a page."""

NOTHING = "Nothing: both sides say the same."
_FULL_SAYS = "This comment is full; `tracker-site diff` tells the rest."
# Forges look for these in a text as it is shown, so only something between stops them.
_CALLS = re.compile(r"([@#!$%~&])(?=[\w\[\"])|\b(GH|www)(?=[-.])|(:)(?=//)", re.IGNORECASE)
_MARKS = r"\\`*_{}\[\]|~#!^="
# As `plain` leaves words: each mark escaped, and nothing that can't be seen but what it put between.
_PLAIN = rf"(?:\\[{_MARKS}]|&(?:lt|gt|amp);|<span>\$</span>|[^{_MARKS}<>&$\n])*"
_WRITTEN = re.compile(rf"#{{3,4}} {_PLAIN}|- \*\*{_PLAIN}\*\*: {_PLAIN}|{_PLAIN}|{re.escape(_FULL_SAYS)}")


def as_text(differences: Differences, between: str) -> str:
    """Return the differences for a terminal; `between` says what was compared."""
    lines = [f"{between}."]
    for heading, entries in _sections(differences):
        lines += ["", heading]
        for entry in entries:
            lines += [f"  {entry}", *(f"    {detail}" for detail in _details(entry))]
    return "\n".join([*lines, *_ending(differences)]) + "\n"


def as_markdown(differences: Differences, between: str) -> str:
    """Return the differences for a comment on a pull request.

    What editors wrote is shown as plain words: it can neither mark up, link, nor call anybody.
    """
    lines = [f"### {TITLE}", "", f"{plain(between)}."]
    for heading, entries in _sections(differences):
        lines += ["", f"#### {heading}", "", *chain.from_iterable(map(_item, entries[:MOST]))]
        lines += _more(entries, MOST)
    lines += [plain(line) for line in _ending(differences)]
    return "\n".join(_cut(lines)) + "\n"


def as_json(differences: Differences, between: str) -> str:
    """Return the differences for programs, each with its sentence."""
    whole = {
        "between": between,
        **asdict(differences),
        "found": [*map(_data, differences.found)],
        "slips": [*map(_data, differences.slips)],
        "wording": differences.wording,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _data(one: Difference) -> dict[str, Any]:
    data = {**asdict(one), "sentence": str(one)}
    del data["gist"]  # shorter than the words, for readers alone
    return data


FORMATS: Mapping[str, Callable[[Differences, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""Each format, by the name that the command line gives it."""


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is: no markup, link, picture, mention or reference to an issue."""
    line = _CALLS.sub("\\g<0>\u200b", " ".join(text.split()))
    line = re.sub(f"([{_MARKS}])", r"\\\1", line)
    return escape(line, quote=False).replace("$", "<span>$</span>")


def is_as_markdown(text: str) -> bool:
    """Return whether a text could be what `as_markdown` returns: words under headings that can do nothing else.

    For a text that comes from where it could have been written by anybody.
    """
    return (
        text.startswith(f"### {TITLE}\n")
        and len(text) <= _FULL + len(_FULL_SAYS) + 2
        and all(one.isprintable() or one in "\n\u200b" for one in text)
        and all(_WRITTEN.fullmatch(line) and not _CALLS.search(_as_shown(line)) for line in text.split("\n"))
    )


def _as_shown(line: str) -> str:
    without_marks = re.sub(rf"\\([{_MARKS}])", r"\1", line.replace("<span>$</span>", "$"))
    return unescape(without_marks.replace("**", ""))


def _sections(differences: Differences) -> Iterator[tuple[str, Sequence[_Entry]]]:
    """Yield the entries of each kind of difference, then those of pages, under their headings."""
    for kind, heading in HEADINGS.items():
        if of_kind := differences.of_kind(kind):
            yield heading, of_kind
    if pages := _pages(differences):
        counted = f"{len(differences.pages_added)} added, {len(differences.pages_gone)} removed"
        yield f"Pages: {counted}", pages


def _details(entry: _Entry) -> tuple[str, ...]:
    return entry.details if isinstance(entry, Difference) else ()


def _item(entry: _Entry) -> Iterator[str]:
    """Yield the item of a Markdown list for an entry, and below it its details."""
    details = _details(entry)
    title = "" if isinstance(entry, str) else f"**{plain(entry.title)}**: "
    yield f"- {title}{plain(entry if isinstance(entry, str) else entry.ended)}"
    yield from (f"  - {plain(detail)}" for detail in details[:MOST_WITHIN])
    yield from (f"  {more}" for more in _more(details, MOST_WITHIN))


def _more(entries: Sequence[object], shown: int) -> list[str]:
    return [f"- and {len(entries) - shown} more"] if len(entries) > shown else []


def _cut(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines until a comment is full."""
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > _FULL:
            yield from ("", _FULL_SAYS)
            return
        yield line


def _pages(differences: Differences) -> list[str]:
    # What leads nowhere any more comes first: others may have linked to it.
    gone = sorted(
        differences.pages_gone, key=lambda page: (page.says_withdrawn or bool(page.leads_to), page.address)
    )
    removed = (f"removed: /{page.address} ({_shown_at(page)})" for page in gone)
    return [*removed, *(f"added: /{address}" for address in differences.pages_added)]


def _shown_at(page: PageGone) -> str:
    """Return what a visitor finds at an address at which something was."""
    if page.says_withdrawn:
        return f"says that it was withdrawn{f', and leads to /{page.leads_to}' if page.leads_to else ''}"
    if page.leads_to:
        return f"leads to /{page.leads_to}"
    if page.now_at:
        return f"“page not found” from now on; it is at /{page.now_at}"
    action = re.fullmatch(r"actions/([^/]+/[^/]+)/", page.address)
    entry = f"'id: {action[1]}' and 'kind: action'" if action else ""
    remedy = f", unless site.yml lists it under 'withdrawn', with {entry}" if action else ""
    return f"“page not found” from now on{remedy}"


def _ending(differences: Differences) -> list[str]:
    if differences.is_empty:
        return ["", NOTHING]
    named = [f"{one.title} ({'; '.join(one.details)})" for one in differences.slips]
    if not named:
        return []
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ["", f"Only spelling or layout: {'; '.join(named[:_MOST_NAMED])}{more}."]
