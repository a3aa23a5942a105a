"""How a text is read: Python-Markdown, without its raw HTML, and with links of our own.

The only module that imports markdown.
"""

from __future__ import annotations

import re
import threading
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

from tracker_site.source.markup.limits import find_depth
from tracker_site.source.markup.links import AUTOLINK, LINK, find_objection, split_title
from tracker_site.source.markup.lists import settle_lists
from tracker_site.source.markup.texts import refuse

_INLINE_MARK = re.compile(r"[\\`*_\[<]|://|  \n")
_BARE_ADDRESS = rf"(?<![\w/])https?://[^\s<>\[\]\"`{STX}{ETX}]++(?!{STX})"
_NOTE = r"\[\^([^\[\]\s]+)\]"
_CODE = r"(?<!\\)((?:\\{2})++)(?=`)|(?<![\\`])(`++)(.+?)(?<!`)\2(?!`)"


class _Converter(threading.local):
    """A Python-Markdown for each thread, kept, as making one takes longer than most texts."""

    def __init__(self) -> None:
        self._markdown = Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()])
        self._markdown.preprocessors.deregister("html_block")
        self._set_blocks(self._markdown.parser)
        self._set_patterns(self._markdown)

    def _set_blocks(self, parser: BlockParser) -> None:
        parser.blockprocessors.register(_Headings(parser), "hashheader", 70)
        parser.blockprocessors.register(_References(parser), "reference", 15)

    def _set_patterns(self, markdown: Markdown) -> None:
        patterns = markdown.inlinePatterns
        for theirs in ("reference", "image_link", "image_reference", "short_reference", "short_image_ref"):
            patterns.deregister(theirs)
        for theirs in ("automail", "html", "entity"):
            patterns.deregister(theirs)
        patterns.register(_CodeSpans(_CODE, markdown), "backtick", 190)
        patterns.register(_Notes(_NOTE, markdown), "note", 165)
        patterns.register(_Links(LINK.pattern, markdown), "link", 160)
        patterns.register(_Autolinks(AUTOLINK.pattern, markdown), "autolink", 120)
        patterns.register(_BareAddresses(_BARE_ADDRESS, markdown), "bare_address", 110)

    def parse(self, typed: str) -> Element:
        """Return the tree of a text, its links still as typed; `TextRefused` where it is too deep."""
        markdown = self._markdown.reset()
        markdown.parser.state.clear()
        settled = settle_lists(typed.expandtabs(4).split("\n"))
        refuse(find_depth(typed, settled))
        lines = "\n".join(settled).split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        tree = Element("div")
        markdown.parser.parseChunk(tree, "\n".join(lines))
        for element in tree.iter():
            if element.text and not _INLINE_MARK.search(element.text):
                element.text = AtomicString(element.text)  # is not looked through; saves a third of the time
        for treeprocessor in markdown.treeprocessors:
            treeprocessor.run(tree)
        return tree


class _Headings(HashHeaderProcessor):
    """Headings whose signs are followed by a space, so that "#3 was agreed" stays a sentence."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=\s|$)(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")


class _References(ReferenceProcessor):
    """Addresses of links, as in "[a]: https://…"; a footnote, "[^1]: …", is no address but words."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"\[", r"\[(?!\^)", 1), re.MULTILINE)


class _CodeSpans(InlineProcessor):
    """Code between runs of backticks of one length, where Python-Markdown looks at each character again."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | str, int, int]:
        """Return code, or the backslashes before it, of which two are one."""
        if m[1]:
            return f"{STX}92{ETX}" * (len(m[1]) // 2), m.start(), m.end()
        code = Element("code")
        code.text = AtomicString(code_escape(m[3].strip()))
        return code, m.start(), m.end()


class _Notes(InlineProcessor):
    """`[^1]`, at a footnote and where the text names it, shown as [1]: a page has no places to jump to."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[str, int, int]:
        """Return the mark in square brackets."""
        return f"[{m[1]}]", m.start(), m.end()


class _Links(InlineProcessor):
    """`[words](to)`, `[words][label]` and `[label]`, and pictures, which are refused later."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | None, int, int]:
        """Return a link, or nothing where the label is not defined."""
        found = self._find_destination(m)
        if found is None:
            return None, m.start(), m.start() + 1
        destination, title = found
        link = Element("img" if m["picture"] else "a", href=self.unescape(destination), title=title)
        link.text = m["words"]
        return link, m.start(), m.end()

    def _find_destination(self, m: re.Match[str]) -> tuple[str, str] | None:
        if m["to"] is not None:
            return split_title(m["to"])
        label = " ".join((m["label"] or m["words"]).lower().split())
        destination, title = self.md.references.get(label, (None, None))
        return None if destination is None else (destination, title or "")


class _Autolinks(InlineProcessor):
    """`<https://…>` and `<name@example.org>`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element, int, int]:
        """Return a link that shows its address."""
        destination = self.unescape(m["to"])
        link = Element("a", href=destination if ":" in destination else f"mailto:{destination}")
        link.text = AtomicString(destination.removeprefix("mailto:"))
        return link, m.start(), m.end()


class _BareAddresses(InlineProcessor):
    """`https://…` in the midst of a sentence, as officers paste it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | None, int, int]:
        """Return a link, or nothing where the address would be refused."""
        address = _without_punctuation(m[0])
        if find_objection(address):
            return None, m.start(), m.end()
        link = Element("a", href=address)
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


def _without_punctuation(address: str) -> str:
    """Return an address without what belongs to the sentence around it."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while address[end - 1] in ".,;:!?'*_~’”…" or (address[end - 1] == ")" and unopened > 0):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


converter = _Converter()
