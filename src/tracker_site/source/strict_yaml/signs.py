"""Signs in a YAML text: characters that cannot be seen, lookalikes that are pasted, notes that begin with "# TODO"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tracker_site.problems import quoted
from tracker_site.source.strict_yaml.faults import Fault

# Says what may stand in a text, which is found ten times faster than what may not: controls, separators of
# lines, marks that turn the direction of text, halves of characters, characters that are none, byte order
# marks and tags.
HIDDEN = re.compile(
    "[^\t\n -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17) if plane != 14)
    + "\U000e0080-\U000efffd]"
)


def describe_character(character: str) -> str:
    """Return "U+202E (right-to-left override)"."""
    return f"U+{ord(character):04X} ({_character_name(character)})"


def _character_name(character: str) -> str:
    if character == "\ufeff":
        return "byte order mark"
    kinds = {"Cc": "control character", "Cs": "half of a character"}
    other = kinds.get(unicodedata.category(character), "not a character")
    return unicodedata.name(character, other).lower()


_ESCAPE = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8})|(?P<letter>.))", re.DOTALL)
_LETTERS = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}


def hidden_escapes(typed: str) -> Iterator[tuple[int, str, str]]:
    """Yield each escape in double quotes that stands for such a character: its offset, as typed, the character."""
    for escape in _ESCAPE.finditer(typed):
        digits = escape["x"] or escape["u"] or escape["U"]
        character = chr(int(digits, 16) if digits else _LETTERS.get(escape["letter"], 32))
        if HIDDEN.match(character):
            yield escape.start(), escape[0], character


# Signs that look like those that YAML reads and are none, from Word or from a web page

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


# Notes, of which libyaml says nothing

TODO = re.compile(r"(?:^|(?<=[ \t\n]))#[ \t]*TODO\b[ \t:]*([^\n]*)")
_COMMENT = re.compile(r"[ \t]*#")


def lines_left_open(text: str) -> frozenset[int]:
    """Return the lines, from 0, that a note says are to be settled: beside it, or whole lines above or below."""
    found = set()
    last, asked = -1, False  # the last line that is no note, and whether there was a note after it
    lines = text.split("\n")
    for number, line in enumerate(lines):
        asks = TODO.search(line) is not None
        if _COMMENT.match(line):
            asked = asked or asks
            if asks and last >= 0 and _indent(line) > _indent(lines[last]):
                found.add(last)
        else:
            if asks or asked:
                found.add(number)
            last, asked = number, False
    return frozenset(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def question(typed: str, more: int = 0) -> str:
    """Return what a note asks, and how many others there are that are not shown."""
    question = quoted(typed) if typed.strip() else "'TODO'"
    return f"{question} (and {more} more below)" if more else question
