"""A tree written as HTML, what cannot be seen in it made visible, and the second wall; only this imports nh3."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import nh3

from tracker_site.source.markup.lists import ANY_LIST
from tracker_site.source.markup.texts import Prose

# Code points that are ignored where they cannot be shown, and marks of direction. Emoji need U+FE0E and FE0F.
UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{UNSEEN}]")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\xa0", "&nbsp;"))
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "hr"})
_CLASSES = {"right": "right", "center": "centre"}
_ANY_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|code|em|strong)\b[^>]*>")


def settle_headings(tree: Element, top_heading: int) -> None:
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


def write(tree: Element) -> str:
    """Return a tree as HTML, without the element around it all."""
    parts: list[str] = []
    waiting: list[Element | str] = [*reversed(tree)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        parts.append(f"<{node.tag}{_write_attributes(node)}>{escape(_words_in(node))}")
        waiting.append(escape(node.tail or ""))
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
    address = escape(destination).replace('"', "&quot;")
    return f' href="{address}"{rel}'


def _words_in(node: Element) -> str:
    words = node.text or ""
    if node.tag != "code":
        return words
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(words: str) -> str:
    """Return words as HTML, with what cannot be seen in them made visible."""
    for character, entity in _ESCAPES:
        words = words.replace(character, entity)
    return show_hidden(words)


def show_hidden(words: str) -> str:
    """Return words in which each of them reads "[U+202E]"."""
    return words if words.isascii() else _HIDDEN.sub(lambda hidden: f"[{code_point(hidden[0])}]", words)


def code_point(character: str) -> str:
    """Return "U+202E"."""
    return f"U+{ord(character):04X}"


# A text without any of these is words and paragraphs, and needs no Markdown.
ANY_MARK = re.compile(
    rf"[\[\]*_`\\<|#{UNSEEN}]|[^\S \n]|  |://|^ | $|^[-+=>]|{ANY_LIST}",
    re.MULTILINE,
)


def write_plain(typed: str) -> str:
    """Return a text without marks as HTML."""
    paragraphs = re.split("\n\n+", escape(typed.strip("\n")))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


def plain_text(prose: Prose) -> str:
    """Return the words of a text alone, on one line."""
    words = _ANY_TAG.sub(" ", _INLINE_TAG.sub("", prose.html))
    for character, entity in reversed(_ESCAPES):
        words = words.replace(entity, character)
    return " ".join(words.split())


SECOND_WALL = nh3.Cleaner(
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
