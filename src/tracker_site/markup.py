"""A text as typed and as safe HTML: Markdown without raw HTML or pictures, and with links of known kinds.

Two walls stand between what is typed and what is published, and each holds alone. The first knows no raw
HTML, checks each destination and escapes all else. The second reads the result as a browser would and
lets only listed tags, attributes and schemes through.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

# What may be asked of Python-Markdown, so that no text takes it more than about a second or too deep into
# recursion. Ordinary minutes come nowhere near. `python tests/test_markup.py` measures what is left.
MAX_TEXT = 65_536  # characters: even an honest text takes time by its length
MAX_LINES = 5_000  # in a text: each may be an item, a heading or a row, which take more time than words
MAX_MARKS = 5_000  # signs that may begin emphasis, code, a link or an escape: nested, they cost by the square
MAX_LINE = 10_000  # characters: a row of a table is looked through again for each code span in it
MAX_TOGETHER = 250  # lines with no empty one between: after each heading or rule the rest is read again
MAX_COLUMNS = 16  # of a table: each row is filled up to them, however little is typed
MAX_BRACKETS = 300  # "[" in lines with no empty one between: each may begin a link
MAX_DEPTH = 20  # lists and quotations within one another: each takes a few of the calls that Python allows


@dataclass(frozen=True, slots=True)
class Fault:
    """What is refused in a text: its line (from 0), the raw text at fault on that line, and the remedy."""

    line: int
    fragment: str
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record, or to a thing in one (`ID/KEY`), and where its destination is written."""

    target: str
    line: int
    fragment: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as typed and as safe HTML, where a record's address reads `record:ID` or `record:ID/KEY`."""

    source: str
    html: str
    links: tuple[RecordLink, ...]


class TextRefused(ValueError):
    """A text that cannot be published as it stands, with everything that is wrong in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "; ".join(fault.message for fault in self.faults)


def to_prose(text: str, top_heading: int = 2) -> Prose:
    """Return a text with its HTML, the highest heading at the level given, or raise `TextRefused`."""
    typed = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse(_find_excess(typed))
    if not _ANY_MARK.search(typed):
        return Prose(text, _write_plain(typed), ())
    tree = _converter.parse(typed)
    links = _settle_links(tree, typed)
    _settle_headings(tree, top_heading)
    return Prose(text, _SECOND_WALL.clean(_write(tree)), links)


def is_web_address(text: str) -> bool:
    """Return whether a text is a whole http(s) address that a link may have."""
    return bool(_WEB.fullmatch(text)) and _opens(text)


def plain_text(prose: Prose) -> str:
    """Return the words of a text alone, on one line."""
    words = _ANY_TAG.sub(" ", _INLINE_TAG.sub("", prose.html))
    for character, entity in reversed(_ESCAPES):
        words = words.replace(entity, character)
    return " ".join(words.split())


def _refuse(faults: Iterable[Fault]) -> None:
    if found := tuple(faults):
        raise TextRefused(found)


# What is too much to look into, and what no text has a use for.

_Line = tuple[int, str]
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COUNTED_MARK = re.compile(r"\*+|_+|`+|\[|\\")
_NEST = r"(?:>|(?:[*+-]|\d+\.)[ \t])"
_TOO_WIDE = re.compile(rf"^[ \t>]*+(?:[ \t:-]*+\|){{{MAX_COLUMNS + 2}}}[ \t|:-]*$", re.MULTILINE)
_TOO_DEEP = re.compile(rf"^(?: {{4}}| {{0,3}}\t| {{0,3}}{_NEST}){{{MAX_DEPTH}}} {{0,3}}{_NEST}", re.MULTILINE)


def _find_excess(typed: str) -> Iterator[Fault]:
    if len(typed) > MAX_TEXT:
        message = f"a text may have {MAX_TEXT:,} characters, and this one has {len(typed):,}; divide it"
        yield _fault(typed, MAX_TEXT, message, "text-too-long")
        return
    for control in _CONTROLS.finditer(typed):
        message = f"a control character, {_code_point(control[0])}, stands here unseen; delete it"
        yield Fault(typed.count("\n", 0, control.start()), control[0], message, "control-character")
    for nest in _TOO_DEEP.finditer(typed):
        message = f"this stands in more than {MAX_DEPTH} lists or quotations; indent it less"
        yield _fault(typed, nest.end() - 1, message, "too-deep")
    # Most texts are too short to pass another limit, and are not looked through for it.
    if len(typed) > MAX_MARKS:
        yield from _find_many_marks(typed)
    if typed.count("|") > MAX_COLUMNS:
        yield from _find_wide_tables(typed)
    if len(typed) > MAX_LINE or typed.count("\n") >= MAX_TOGETHER or typed.count("[") > MAX_BRACKETS:
        yield from _find_long_parts(list(enumerate(typed.split("\n"))))


def _find_many_marks(typed: str) -> Iterator[Fault]:
    for mark in islice(_COUNTED_MARK.finditer(typed), MAX_MARKS, MAX_MARKS + 1):
        message = f"a text may have {MAX_MARKS:,} of the signs * _ ` [ \\ before this one; divide it here"
        yield _fault(typed, mark.start(), message, "too-many-marks")


def _find_wide_tables(typed: str) -> Iterator[Fault]:
    for columns in _TOO_WIDE.finditer(typed):
        message = f"a table may have {MAX_COLUMNS} columns; divide it"
        yield _fault(typed, columns.start(), message, "too-many-columns")


def _find_long_parts(lines: list[_Line]) -> Iterator[Fault]:
    for number, line in lines[MAX_LINES : MAX_LINES + 1]:
        message = f"a text may have {MAX_LINES:,} lines; divide it before this one"
        yield Fault(number, line[:60], message, "too-many-lines")
    for number, line in lines:
        if len(line) > MAX_LINE:
            message = f"a line may have {MAX_LINE:,} characters, and this one has {len(line):,}; divide it"
            yield Fault(number, line[:60], message, "line-too-long")
    for is_empty, together in groupby(lines, key=lambda line: not line[1].strip(" \t")):
        if not is_empty:
            yield from _find_crowd(list(together))


def _find_crowd(together: list[_Line]) -> Iterator[Fault]:
    for number, line in together[MAX_TOGETHER : MAX_TOGETHER + 1]:
        message = f"{MAX_TOGETHER} lines stand together before this one; put an empty line between them"
        yield Fault(number, line[:60], message, "paragraph-too-long")
    brackets = 0
    for number, line in together:
        brackets += line.count("[")
        if brackets > MAX_BRACKETS:
            message = f"more than {MAX_BRACKETS} '[' stand together here; put an empty line between them"
            yield Fault(number, line[:60], message, "too-many-brackets")
            return


def _fault(typed: str, start: int, message: str, code: str) -> Fault:
    """Return a fault of what stands from a position on, on one line."""
    fragment = typed[start : start + 60].partition("\n")[0]
    return Fault(typed.count("\n", 0, start), fragment, message, code)


# How a text is read: Python-Markdown, without its raw HTML, and with links of our own.

_INLINE_MARK = re.compile(r"[\\`*_\[<]|://|  \n")
_LINK = re.compile(
    r"(?P<picture>!?)"
    r"\[(?P<words>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"(?:\((?P<to>(?:[^()]++|\([^()]*+\))*+)\)|\[(?P<label>[^\[\]]*+)\])?"
)
_TITLED = re.compile(r"""(\S*)\s+("[^"]*"|'[^']*'|\(.*\))""", re.DOTALL)
_AUTOLINK = re.compile(
    r"(?ai:<(?P<to>[a-z][a-z0-9+.-]+:[^<>\s]*|[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9.-]+)>)",
)
_BARE_ADDRESS = rf"(?<![\w/])https?://[^\s<>\[\]\"`{STX}{ETX}]++(?!{STX})"
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
        parser.blockprocessors.register(_Lists(parser), "list_in_paragraph", 25)

    def _set_patterns(self, markdown: Markdown) -> None:
        patterns = markdown.inlinePatterns
        for theirs in ("reference", "image_link", "image_reference", "short_reference", "short_image_ref"):
            patterns.deregister(theirs)
        for theirs in ("automail", "html", "entity"):
            patterns.deregister(theirs)
        patterns.register(_CodeSpans(_CODE, markdown), "backtick", 190)
        patterns.register(_Links(_LINK.pattern, markdown), "link", 160)
        patterns.register(_Autolinks(_AUTOLINK.pattern, markdown), "autolink", 120)
        patterns.register(_BareAddresses(_BARE_ADDRESS, markdown), "bare_address", 110)

    def parse(self, typed: str) -> Element:
        """Return the tree of a text, its links still as typed."""
        markdown = self._markdown.reset()
        markdown.parser.state.clear()
        lines = typed.split("\n")
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


class _Lists(BlockProcessor):
    """Lists that begin right under the line that introduces them, as editors know it from GitHub."""

    _FIRST_ITEM = re.compile(r"\n(?=[ ]{0,3}(?:[*+-]|1\.)[ ])")

    def test(self, _parent: Element, block: str) -> bool:
        """Return whether a list begins within a block; one at its head was taken before."""
        return bool(self._FIRST_ITEM.search(block))

    def run(self, _parent: Element, blocks: list[str]) -> None:
        """Part the introduction from the list."""
        blocks[:1] = self._FIRST_ITEM.split(blocks[0], maxsplit=1)


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
            return _split_title(m["to"])
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
        if _find_objection(address):
            return None, m.start(), m.end()
        link = Element("a", href=address)
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


def _split_title(inside: str) -> tuple[str, str]:
    """Return the destination and the title that stand between the round brackets of a link."""
    inside = inside.strip()
    titled = _TITLED.fullmatch(inside)
    destination, title = (titled[1], titled[2]) if titled else (inside, "")
    if destination.startswith("<") and destination.endswith(">"):
        destination = destination[1:-1]
    return destination, title


def _without_punctuation(address: str) -> str:
    """Return an address without what belongs to the sentence around it."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while address[end - 1] in ".,;:!?'*_~’”…" or (address[end - 1] == ")" and unopened > 0):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


# Where links may lead.

# Code points that are ignored where they cannot be shown, and marks of direction. Emoji need U+FE0E and FE0F.
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNFIT = rf"""(?u:[\s\\<>"\x00-\x1f\x7f-\x9f{_UNSEEN}])"""
_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
_RECORD = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9-]+)?")
_WEB = re.compile(rf"https?://{_HOST}\.?(?::[0-9]+)?(?:[/?#](?:(?!{_UNFIT}).)*)?", re.I | re.A)
_MAIL = re.compile(rf"mailto:[a-z0-9._+'-]+@{_HOST}(?:\?subject=[a-z0-9%._-]*)?", re.I | re.A)
_PHONE = re.compile(r"tel:\+?[0-9][0-9.()-]*", re.I | re.A)

_TO_A_RECORD = "link to a record by its id, as in [the visit](leeds-ilacs-2022)"
_OBJECTIONS = tuple(
    (re.compile(pattern, re.I | re.A | re.DOTALL), objection)
    for pattern, objection in (
        (r"$", f"a link leads nowhere; {_TO_A_RECORD}"),
        (rf".*[{_UNSEEN}]", "{} holds a hidden character; type the address anew"),
        (r"(?u:.*\s)", "{} has spaces; write %20 for each, or put a space before the round bracket"),
        (rf".*{_UNFIT}", "{} holds a backslash, a quotation mark or a '<'; copy the address anew"),
        (r"https?:/*[^/?#]*@", "{} gives a user name; leave out what stands before the '@'"),
        (r"https?:/*[^/?#]*[^\x00-\x7f]", "{} has a host outside a to z; write its punycode form (xn--…)"),
        (r"https?:", "{} is not a whole web address; copy it from the browser, from https:// on"),
        (r"mailto:", "{} is not an e-mail address; write it as in mailto:name@example.org"),
        (r"tel:", "{} is not a telephone number; write it as in tel:+441132224414"),
        (r"[a-z][a-z0-9+.-]*:", f"{{}} is not https:, http:, mailto: or tel:; {_TO_A_RECORD}"),
        (r"//", "{} lacks the beginning of an address; write https: before it"),
        (r"#", f"{{}} is a place in a page, which may move; {_TO_A_RECORD}"),
        (r"www\.", "{} lacks the beginning of an address; write https:// before it"),
        (r"", f"{{}} is neither a web address nor an id; {_TO_A_RECORD}"),
    )
)


def _find_objection(destination: str) -> str | None:
    """Return why a link may not lead there, with the remedy, or nothing where it may."""
    if is_web_address(destination) or any(kind.fullmatch(destination) for kind in (_RECORD, _MAIL, _PHONE)):
        return None
    objection = next(objection for pattern, objection in _OBJECTIONS if pattern.match(destination))
    return objection.format(f"'{_show_hidden(destination[:60])}'")


def _opens(address: str) -> bool:
    """Return whether a browser could read an address, whose rules the second wall knows."""
    return "href" in _SECOND_WALL.clean(f'<a href="{_escape(address)}">')


def _settle_links(tree: Element, typed: str) -> tuple[RecordLink, ...]:
    """Give the links of a tree their final addresses, and return those to records, or raise `TextRefused`."""
    elements = [element for element in tree.iter() if element.tag in ("a", "img")]
    if not elements:
        return ()
    spots = _Spots(typed)
    links, faults = [], []
    for element in elements:
        destination = element.get("href", "")
        line, fragment = spots.take(destination)
        if refusal := _find_refusal(element, destination):
            faults.append(Fault(line, fragment, *refusal))
        elif _RECORD.fullmatch(destination):
            element.set("href", f"record:{destination}")
            links.append(RecordLink(destination, line, fragment))
    _refuse(faults)
    return tuple(links)


def _find_refusal(element: Element, destination: str) -> tuple[str, str] | None:
    """Return the message and the code where a link cannot stand."""
    if element.tag == "img":
        return "pictures are not published here; link to it instead, without the '!'", "picture"
    if objection := _find_objection(destination):
        return objection, "bad-link"
    if element.get("title"):
        return "a link's title is hidden from most readers; say it in the link's words", "link-title"
    if not "".join(element.itertext()).strip():
        return "this link has no words to click on; write them between the square brackets", "empty-link"
    return None


class _Spots:
    """Where the destinations of links are written in a text, each to be taken in its turn."""

    _DEFINITION = re.compile(r"\]:[ \t]*+(?:\n[ \t>]*+)?(?P<to>\S+)")

    def __init__(self, typed: str) -> None:
        self._all: deque[tuple[int, str]] = deque()
        self._by_destination: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
        found = (pattern.finditer(typed) for pattern in (_LINK, self._DEFINITION, _AUTOLINK))
        for match in sorted(chain.from_iterable(found), key=lambda match: match.start()):
            if match["to"] is not None:
                self._add(match)

    def _add(self, match: re.Match[str]) -> None:
        inside = match["to"].strip()
        written = inside or match[0]
        start = match.string.index(written, match.start("to") if inside else match.start())
        spot = (match.string.count("\n", 0, start), written.partition("\n")[0])
        self._all.append(spot)
        self._by_destination[self._fold(_split_title(inside)[0])].append(spot)

    def take(self, destination: str) -> tuple[int, str]:
        """Return the line and the raw text of a destination; where it is in disguise, the likeliest."""
        spots = self._by_destination.get(self._fold(destination)) or self._all
        return (spots.popleft() if len(spots) > 1 else spots[0]) if spots else (0, "")

    @staticmethod
    def _fold(destination: str) -> str:
        return " ".join(re.sub(r"\\(?=[^\w\s])|`", "", destination).removeprefix("mailto:").split())


# How a tree is written as HTML.

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\xa0", "&nbsp;"))
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "hr"})
_CLASSES = {"right": "right", "center": "centre"}
_ANY_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|code|em|strong)\b[^>]*>")


def _settle_headings(tree: Element, top_heading: int) -> None:
    """Let the headings of a tree begin at a level of the page and follow one another without a gap."""
    above: list[int] = []
    for element in tree.iter():
        if element.tag in _HEADINGS:
            if not "".join(element.itertext()).strip():
                element.tag = "p"  # a heading without words would lead screen readers to nothing
                continue
            level = int(element.tag[1])
            above = [*(other for other in above if other < level), level]
            element.tag = f"h{min(top_heading + len(above) - 1, 6)}"


def _write(tree: Element) -> str:
    parts: list[str] = []
    waiting: list[Element | str] = [*reversed(tree)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        parts.append(f"<{node.tag}{_write_attributes(node)}>{_escape(_words_in(node))}")
        waiting.append(_escape(node.tail or ""))
        if node.tag not in _VOID:
            waiting.append(f"</{node.tag}>")
        waiting.extend(reversed(node))
    return "".join(parts).strip("\n")


def _write_attributes(node: Element) -> str:
    if node.tag == "a":
        return _write_link(node.get("href", ""))
    scope = ' scope="col"' if node.tag == "th" else ""
    if alignment := _CLASSES.get(node.get("align", "")):
        return f'{scope} class="{alignment}"'
    start = node.get("start", "")
    if re.fullmatch("[0-9]{1,9}", start):
        return f' start="{int(start)}"'
    return scope


def _write_link(destination: str) -> str:
    rel = ' rel="external"' if destination[:4].lower() == "http" else ""
    address = _escape(destination).replace('"', "&quot;")
    return f' href="{address}"{rel}'


def _words_in(node: Element) -> str:
    words = node.text or ""
    if node.tag != "code":
        return words
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _escape(words: str) -> str:
    """Return words as HTML, with what cannot be seen in them made visible."""
    for character, entity in _ESCAPES:
        words = words.replace(character, entity)
    return _show_hidden(words)


def _show_hidden(words: str) -> str:
    return words if words.isascii() else _HIDDEN.sub(lambda hidden: f"[{_code_point(hidden[0])}]", words)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


# A text without any of these is words and paragraphs, and needs no Markdown.
_ANY_MARK = re.compile(
    rf"[\[\]*_`\\<|#{_UNSEEN}]|[^\S \n]|  |://|^ | $|^(?:[-+=>]|\d+\.)",
    re.MULTILINE,
)


def _write_plain(typed: str) -> str:
    paragraphs = re.split("\n\n+", _escape(typed.strip("\n")))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


_SECOND_WALL = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
    | _HEADINGS,
    clean_content_tags=set(),
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    tag_attribute_values={"a": {"rel": {"external"}}, "th": {"scope": {"col"}}},
    allowed_classes={"td": {"right", "centre"}, "th": {"right", "centre"}},
    url_schemes={"http", "https", "mailto", "tel", "record"},
    url_relative="deny",
    link_rel=None,
)
_converter = _Converter()
