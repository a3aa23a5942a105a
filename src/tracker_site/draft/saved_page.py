"""A saved web page as lines, each with what its tags said of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from tracker_site.source.markup import is_web_address
from tracker_site.source.strict_yaml import HIDDEN

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SKIPPED = frozenset(
    [
        "aside",
        "button",
        "footer",
        "form",
        "head",
        "nav",
        "noscript",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


class Line(NamedTuple):
    """A line of minutes."""

    number: int
    """Where it starts, from 1, in the file as it was given."""
    text: str
    is_heading: bool = False
    """Whether a tag said so."""
    label: str = ""
    """What a browser shows before an entry of a list: "•", "a.", "2."."""
    link: str = ""
    """Where the text leads, if that is a whole address."""


def read_page(text: str) -> list[Line]:
    """Return the lines of a web page: what it shows, without menus, forms and scripts."""
    reader = _Reader()
    reader.feed(re.sub(r"<[^<>]*\Z", "", text))  # a tag that breaks off would be read as text
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Gathers the lines of a page as its tags come by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._start = 1
        self._skipping: list[str] = []
        self._is_heading = False
        self._lists: list[
            tuple[str, int]
        ] = []  # the kind of each open list, and the number of its next entry
        self._rows: list[list[list[Line]]] = []  # the open rows of tables, each with the lines of its cells
        self._label = ""
        self._link = ""
        self._base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_base(tag, given)
        if tag in _SKIPPED:
            self.end_line()
            self._skipping.append(tag)
        if self._skipping:
            return
        if tag in _BLOCKS:
            self.end_line()
            self._open_block(tag, given)
        elif tag == "a":
            self._link = self._whole_address(given.get("href", "")) or self._link

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in _HEADINGS:
            self._is_heading = False
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "tr" and self._rows:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._skipping or not (self._words or data.strip()):
            return
        if not self._words:
            before = len(data) - len(data.lstrip())
            self._start = self.getpos()[0] + data.count("\n", 0, before)
        self._words.append(data)

    def end_line(self) -> None:
        """Keep the line that has come to its end."""
        text = HIDDEN.sub(" ", " ".join("".join(self._words).translate(_UNSEEN).split()))
        if text.strip():
            self._keep(Line(self._start, text.strip(), self._is_heading, self._label, self._link))
            self._label = self._link = ""
        self._words = []

    def _keep(self, *lines: Line) -> None:
        cells = self._rows[-1] if self._rows else []
        (cells[-1] if cells else self.lines).extend(lines)

    def _end_row(self) -> None:
        """Make one line of a row of short cells; of a row in which a whole item stands, many."""
        cells = self._rows.pop()
        if all(len(cell) <= 1 for cell in cells) and sum(map(len, cells)) > 1:
            found = [cell[0] for cell in cells if cell]
            self._keep(found[0]._replace(text="\t".join(line.text for line in found), label=""))
        else:
            self._keep(*(line for cell in cells for line in cell))

    def _open_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._is_heading = True
        elif tag in ("ol", "ul"):
            start = given.get("start", "1")
            kind = given.get("type", "1") if tag == "ol" else "•"
            self._lists.append((kind, int(start) if re.fullmatch("[0-9]{1,4}", start) else 1))
        elif tag == "li":
            self._label = self._next_label()
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append([])

    def _next_label(self) -> str:
        kind, number = self._lists.pop() if self._lists else ("•", 1)
        self._lists.append((kind, number + 1))
        letter = _letter(number)
        labels = {"•": "•", "a": f"{letter})", "A": f"({letter.upper()})", "i": f"{_roman(number)})"}
        return labels.get(kind, f"{number}.")

    def _note_base(self, tag: str, given: dict[str, str]) -> None:
        address = ""
        if tag == "base" or (tag == "link" and given.get("rel", "").lower() == "canonical"):
            address = given.get("href", "")
        elif tag == "meta" and given.get("property", "").lower() == "og:url":
            address = given.get("content", "")
        if address.startswith("https://"):
            self._base = address

    def _whole_address(self, address: str) -> str:
        try:
            whole = urljoin(self._base, address.strip())
        except ValueError:
            return ""
        return whole if is_web_address(whole) and len(whole) < 500 else ""


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    units = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for worth, letters in units:
        while number >= worth and len(text) < 12:
            text, number = text + letters, number - worth
    return text or "i"
