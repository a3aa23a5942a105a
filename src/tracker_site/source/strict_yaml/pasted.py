"""Characters that look like those that YAML reads and are none: pasted from Word or from a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker_site.source.strict_yaml.characters import describe_character
from tracker_site.source.strict_yaml.faults import Fault

ODD_SPACES = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
_DASHES = "\u2010-\u2015\u2022\u00b7\u2212"

_ODD_INDENT = re.compile(f"^( *)(?=[{ODD_SPACES}])[ {ODD_SPACES}]+", re.MULTILINE)
_ODD_DASH = re.compile(f"^( *(?:- +)*)[{_DASHES}](?=[ {ODD_SPACES}])", re.MULTILINE)
_ODD_AFTER_DASH = re.compile(f"^( *-)(?=[{ODD_SPACES}])[ {ODD_SPACES}]+", re.MULTILINE)
_ENTRY = re.compile(f"[-{_DASHES}][ {ODD_SPACES}]")
_AT_AN_END = re.compile(f"^[{ODD_SPACES}]|[{ODD_SPACES}]$")
_CURLY_VALUE = re.compile("(?:: +|- +|[\\[,{] *|^ *)([\u201c\u201d\u201e\u2018\u201a\u00ab])")
_WANTS_QUOTES = frozenset(("colon-in-text", "comma-in-text", "lost-text", "missing-comma"))


def with_plain_signs(text: str) -> str:
    """Return a text of the same length with the spaces and hyphens that seem to be meant before its words."""
    for odd in (_ODD_INDENT, _ODD_AFTER_DASH):
        text = odd.sub(lambda found: found[1].ljust(len(found[0])), text)
    return _ODD_DASH.sub(r"\1-", text)


def odd_signs(text: str, first_line: int) -> Iterator[tuple[int, Fault]]:
    """Yield each space and dash that `with_plain_signs` would make plain, with its offset."""
    for pattern, code in (
        (_ODD_INDENT, "odd-space"),
        (_ODD_AFTER_DASH, "odd-space"),
        (_ODD_DASH, "odd-dash"),
    ):
        for found in pattern.finditer(text):
            offset = found.end(1)
            line, column = text.count("\n", 0, offset) + first_line, offset - text.rfind("\n", 0, offset)
            yield offset, Fault(line, column, code, (describe_character(text[offset]),))


def odd_sign_of_key(key: str) -> tuple[int, str, str] | None:
    """Return the sign of that sort with which a name begins or ends: its offset, its code, what it is."""
    if _ENTRY.match(key):
        offset = int(key[0] == "-")
    elif odd := _AT_AN_END.search(key):
        offset = odd.start()
    else:
        return None
    code = "odd-space" if key[offset] in ODD_SPACES else "odd-dash"
    return offset, code, describe_character(key[offset])


def begins_with_odd_dash(text: str) -> bool:
    """Whether a text begins as an entry of a list does, but for the sign."""
    return bool(_ENTRY.match(text)) and text[0] != "-"


def blame_curly_quote(fault: Fault, lines: list[str], first_line: int) -> Fault:
    """Return the mistake that the quote is another than is meant, where that led to one."""
    if fault.code not in _WANTS_QUOTES:
        return fault
    before = lines[fault.line - first_line][: fault.column - 1]
    found = [quote for quote in _CURLY_VALUE.finditer(before) if "\u201d" not in before[quote.end() :]]
    return Fault(fault.line, found[-1].start(1) + 1, "curly-quote", (found[-1][1],)) if found else fault
