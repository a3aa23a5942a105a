"""Characters that a PDF gives in the place of plain ones, so that a search for the word does not find it.

The only module that knows them: `check` warns of them, `import` and `draft` replace them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MEANT = {"\u201b": "\u2019", "\u201f": "\u2019", "\u02bc": "\u2019", "\xb4": "\u2019", "\xad": ""}
"""Turned quotes and accents that stand for an apostrophe, and the hyphen that shows at the end of a line only."""
_FORMS = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
"""Letters in another form: ligatures, wide ones, those of mathematics."""
_SYMBOLS = "\ue000-\uf8ff"
"""Signs of a font of symbols, such as its bullets, which other fonts show as an empty box."""
_MAY_BE_ODD = re.compile(f"[{''.join(_MEANT)}{_FORMS}{_SYMBOLS}\u0300-\u036f]")
_ODD = re.compile(f"[{''.join(_MEANT)}{_FORMS}{_SYMBOLS}]|[^\\W\\d_][\u0300-\u036f]+")
_BULLET = re.compile(f"(?<!\\S)[{_SYMBOLS}](?!\\S)")
_MAY_BE_DIVIDED = re.compile("[-\xad\u2010][ \t]*\n")
_DIVIDED = re.compile(
    r"(?<![^\W\d_])(?P<start>[^\W\d_]+)(?P<hyphen>[-\xad\u2010])[ \t]*\n[ \t>]*"
    r"(?P<end>(?!(?:and|or|nor|to)\b)[a-z]+)(?![\w:])(?P<rest>\S*)[ \t]?"
)
_FIRST_PART = re.compile(
    "all|anti|co|cross|e|early|ex|fast|follow|full|half|hard|high|ill|in|inter|large|long|low|mid|multi|non|off|on|one|"
    "out|part|post|pre|pro|re|right|self|semi|short|small|third|two|up|well|whole|year",
    re.IGNORECASE,
)
"""What stands before a hyphen that belongs to the word, as in self-assessment."""


class OddWord(NamedTuple):
    """A word with a character that a search does not find."""

    typed: str
    character: str
    meant: str
    """The word in plain characters; nothing where it is a sign of a font of symbols."""


def may_hold_odd_words(text: str) -> bool:
    """Return whether a text has to be looked through for odd words; most texts need not."""
    return not text.isascii() and bool(_MAY_BE_ODD.search(text))


def find_odd_words(text: str) -> Iterator[OddWord]:
    """Yield the words of a text that hold such a character."""
    for word in text.split() if may_hold_odd_words(text) else ():
        for odd in _ODD.finditer(word):
            is_symbol = re.match(f"[{_SYMBOLS}]", odd[0])
            if is_symbol or _plain(odd) != odd[0]:
                yield OddWord(word, odd[0][-1], "" if is_symbol else fold_characters(word))
                break


def fold_characters(text: str) -> str:
    """Return a text with plain characters in the place of those."""
    return text if text.isascii() else _ODD.sub(_plain, _BULLET.sub("\u2022", text))


def _plain(odd: re.Match[str]) -> str:
    if len(odd[0]) > 1:
        return unicodedata.normalize("NFC", odd[0])
    return _MEANT.get(odd[0], unicodedata.normalize("NFKC", odd[0]))


class DividedWord(NamedTuple):
    """A word that a hyphen divides at the end of a line."""

    offset: int
    typed: str
    """Its first part, with the hyphen."""
    meant: str


def find_divided_words(text: str) -> Iterator[DividedWord]:
    """Yield the words that are divided at the end of a line."""
    for found in _DIVIDED.finditer(text) if _MAY_BE_DIVIDED.search(text) else ():
        yield DividedWord(found.start(), f"{found['start']}{found['hyphen']}", _join(found))


def join_divided_words(text: str) -> str:
    """Return a text whose words stand on one line each; it keeps the number of its lines."""
    return _DIVIDED.sub(lambda found: f"{_join(found)}{found['rest']}\n", text)


def _join(found: re.Match[str]) -> str:
    """Return a divided word as the text writes it elsewhere, else with a hyphen where its first part often has one."""
    start, end, text = found["start"], found["end"], found.string
    whole, hyphened = f"{start}{end}", f"{start}-{end}"
    if found["hyphen"] == "\xad" or _stands_in(text, whole):
        return whole
    return hyphened if _stands_in(text, hyphened) or _FIRST_PART.fullmatch(start) else whole


def _stands_in(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{word}\b", text, re.IGNORECASE))
