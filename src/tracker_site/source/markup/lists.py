"""Lists as people and GitHub write them, rewritten in the form that Python-Markdown reads.

Python-Markdown nests by four spaces, knows no bullets but `-`, `*` and `+`, and runs lines such as "(a) …" together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

BULLETS = "•·∙●○◦▪▫■□◾‣\u2043➢➤\uf0a7\uf0b7\uf0d8"
"""Bullets of Word and of PDFs, which begin an item at the start of a line."""

_LABEL = (
    r"(?:\((?:[A-Za-z]|[a-z]{2}|[ivxIVX]{2,5}|\d{1,3})\)|(?:[a-z]|[ivx]{2,5})[.)]|\d{1,2}(?:\.\d{1,2})*[.)]"
    r"|\d{1,2}(?:\.\d{1,2})+|[–—])"
)
ANY_LIST = rf"^ ?(?:[{BULLETS}]|\d+[.)]|{_LABEL} )"
"""How lines begin that are more than words, beside the marks of Markdown."""

_MARKER = re.compile(rf"(?P<sign>[-*+{BULLETS}]|(?P<number>\d{{1,9}})[.)])(?P<gap> +)(?=\S)")
_LABELLED = re.compile(rf" *{_LABEL} +\S")
_CLAUSE_END = re.compile(r"(?:[.:;,–—-]|\b(?:and|or))[*_ ]*$")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_RULE = re.compile(r"([-*_])(?: {0,2}\1){2,} *")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_NUMBER = re.compile(r"(\d+)\.(?= )")
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\$")


class _Item(NamedTuple):
    """An item that is open: the columns of its sign and of its words, and the sort of its list."""

    column: int
    content: int
    is_ordered: bool

    def holds(self, indent: int) -> bool:
        """Return whether a line stands within the item; two spaces are enough, also below a number."""
        return indent >= min(self.content, self.column + 2)


def settle_lists(lines: Sequence[str]) -> list[str]:
    """Return each line as Python-Markdown reads it; one that needs an empty line above it begins with a line break."""
    return _Settler(lines).settle()


class _Settler:
    """Reads lines one by one, with the items that are open."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._is_labelled = list(_among_labels(lines))
        self._settled: list[str] = []
        self._open: list[_Item] = []
        self._is_fresh = True
        """Whether an empty line, a heading or a rule is above."""
        self._is_code = False
        self._is_lead = False
        """Whether the paragraph above is the one that begins an item."""
        self._block_indent = 0
        """How far the first line below the last empty one is indented."""

    def settle(self) -> list[str]:
        """Return the lines."""
        while (at := len(self._settled)) < len(self._lines):
            line = self._lines[at]
            words = line.lstrip(" ")
            indent = len(line) - len(words)
            if not words:
                self._settled.append("")
                self._is_fresh = True
            elif words[0] == ">" and not self._reads_as_code(indent):
                self._take_quotation(at, indent)
            elif marker := self._find_marker(indent, words):
                self._take_item(indent, words, marker)
            else:
                self._take_words(indent, words)
                if _HEADING.match(words) or _RULE.fullmatch(words):
                    self._is_fresh = True
        return self._settled

    # Where a line stands

    def _depth(self, indent: int) -> int:
        """Return how many of the open items hold a line."""
        return sum(1 for _ in takewhile(lambda item: item.holds(indent), self._open))

    def _reads_as_code(self, indent: int) -> bool:
        depth = self._depth(indent)
        is_deep = indent - (self._open[depth - 1].content if depth else 0) >= 4
        return is_deep and (self._is_fresh or self._is_code)

    def _find_marker(self, indent: int, words: str) -> re.Match[str] | None:
        """Return the sign of an item; a number within a sentence, as at "in / 2023. It …", is none."""
        found = _MARKER.match(words)
        if not found or _RULE.fullmatch(words) or self._reads_as_code(indent):
            return None
        number, depth = found["number"], self._depth(indent)
        leaves_item = depth < len(self._open) and len(number or "") < 4
        return found if not number or number == "1" or leaves_item or self._is_fresh else None

    # What becomes of it

    def _take_item(self, indent: int, words: str, marker: re.Match[str]) -> None:
        depth, is_ordered = self._depth(indent), bool(marker["number"])
        is_other_list = depth < len(self._open) and self._open[depth].is_ordered != is_ordered
        is_below_words = not self._is_lead or 4 * depth < self._block_indent
        needs_space = not self._is_fresh and (is_other_list or is_below_words)
        del self._open[depth:]
        self._is_code = False
        self._begin_block(4 * depth, needs_space)
        self._settled.append("\n" * needs_space + " " * (4 * depth) + self._open_items(indent, words))
        self._is_fresh, self._is_lead = False, True

    def _open_items(self, column: int, words: str) -> str:
        """Return the words of an item with the signs that Python-Markdown knows, an item within it opened too."""
        found = _MARKER.match(words)
        if not found or _RULE.fullmatch(words):
            return words
        gap = len(found["gap"]) if len(found["gap"]) <= 4 else 1
        content = column + len(found["sign"]) + gap
        self._open.append(_Item(column, content, bool(found["number"])))
        sign = f"{found['number']}." if found["number"] else "-"
        return f"{sign} {self._open_items(content, words[found.end() :])}"

    def _take_words(self, indent: int, words: str) -> None:
        is_code, depth = self._reads_as_code(indent), self._depth(indent)
        if self._is_fresh or is_code:
            base = self._open[depth - 1].content if depth else 0
            place = 4 * depth + max(indent - base, 0)
            if self._is_fresh:
                del self._open[depth:]
                self._begin_block(place, is_new=True)
                self._is_lead = False
        else:
            self._keep_line(words)
            place = self._place_of_more(indent)
            words = _NUMBER.sub(r"\1\\.", words) if _NUMBER.match(words) else words
        self._is_fresh, self._is_code = False, is_code
        self._settled.append(" " * place + words)

    def _place_of_more(self, indent: int) -> int:
        """Return how far a line is indented that goes on with the paragraph above."""
        if not self._open:
            return indent
        depth = len(self._open) - self._is_lead
        return 4 * depth + min(max(indent - self._open[-1].column, 0), 3)

    def _take_quotation(self, at: int, indent: int) -> None:
        """Settle the lines of a quotation by themselves."""
        quoted = [line.lstrip(" ")[1:] for line in takewhile(_is_quoted, self._lines[at:])]
        for line in settle_lists([line.removeprefix(" ") for line in quoted]):
            self._take_words(indent, "\n".join(f"> {part}" for part in line.split("\n")))

    def _begin_block(self, indent: int, is_new: bool) -> None:
        if is_new or self._is_fresh:
            self._block_indent = indent

    def _keep_line(self, words: str) -> None:
        """Break the line above where it ends with a backslash, or where this one begins with a label or is a note."""
        above, number = self._settled[-1], len(self._settled)
        if _BACKSLASH.search(above):
            self._settled[-1] = f"{above[:-1]}  "
        elif _NOTE.match(words) or (
            _LABELLED.match(words) and (self._is_labelled[number] or _CLAUSE_END.search(above))
        ):
            self._settled[-1] = f"{above.rstrip(' ')}  "


def _is_quoted(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def _among_labels(lines: Sequence[str]) -> Iterator[bool]:
    """Yield for each line whether at least two of those that stand together with it begin with a label."""
    for _, group in groupby(lines, key=lambda line: bool(line.strip(" "))):
        together = list(group)
        labels = sum(1 for line in together if _LABELLED.match(line))
        yield from [labels >= 2] * len(together)
