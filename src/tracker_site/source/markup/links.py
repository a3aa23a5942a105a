"""The links of a text: how they are typed, where they may lead, and each given its address or refused at its place."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from itertools import chain
from xml.etree.ElementTree import Element

from tracker_site.source.markup.texts import Fault, RecordLink, refuse
from tracker_site.source.markup.writing import SECOND_WALL, UNSEEN, escape, show_hidden

LINK = re.compile(
    r"(?P<picture>!?)"
    r"\[(?P<words>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"(?:\((?P<to>(?:[^()]++|\([^()]*+\))*+)\)|\[(?P<label>[^\[\]]*+)\])?"
)
_TITLED = re.compile(r"""(\S*)\s+("[^"]*"|'[^']*'|\(.*\))""", re.DOTALL)
AUTOLINK = re.compile(
    r"(?ai:<(?P<to>[a-z][a-z0-9+.-]+:[^<>\s]*|[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9.-]+)>)",
)


def split_title(inside: str) -> tuple[str, str]:
    """Return the destination and the title that stand between the round brackets of a link."""
    inside = inside.strip()
    titled = _TITLED.fullmatch(inside)
    destination, title = (titled[1], titled[2]) if titled else (inside, "")
    if destination.startswith("<") and destination.endswith(">"):
        destination = destination[1:-1]
    return destination, title


def is_web_address(text: str) -> bool:
    """Return whether a text is a whole http(s) address that a link may have."""
    return bool(_WEB.fullmatch(text)) and _opens(text)


_UNFIT = rf"""(?u:[\s\\<>"\x00-\x1f\x7f-\x9f{UNSEEN}])"""
_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*"
RECORD = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9-]+)?")
_WEB = re.compile(rf"https?://{_HOST}\.?(?::[0-9]+)?(?:[/?#](?:(?!{_UNFIT}).)*)?", re.I | re.A)
_MAIL = re.compile(rf"mailto:[a-z0-9._+'-]+@{_HOST}(?:\?subject=[a-z0-9%._-]*)?", re.I | re.A)
_PHONE = re.compile(r"tel:\+?[0-9][0-9.()-]*", re.I | re.A)
_TO_A_RECORD = "link to a record by its id, as in [the visit](leeds-ilacs-2022)"
_OBJECTIONS = tuple(
    (re.compile(pattern, re.I | re.A | re.DOTALL), objection)
    for pattern, objection in (
        (r"$", f"a link leads nowhere; {_TO_A_RECORD}"),
        (rf".*[{UNSEEN}]", "{} holds a hidden character; type the address anew"),
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


def find_objection(destination: str) -> str | None:
    """Return why a link may not lead there, with the remedy, or nothing where it may."""
    if is_web_address(destination) or any(kind.fullmatch(destination) for kind in (RECORD, _MAIL, _PHONE)):
        return None
    objection = next(objection for pattern, objection in _OBJECTIONS if pattern.match(destination))
    return objection.format(f"'{show_hidden(destination[:60])}'")


def _opens(address: str) -> bool:
    """Return whether a browser could read an address, whose rules the second wall knows."""
    return "href" in SECOND_WALL.clean(f'<a href="{escape(address)}">')


def settle_links(tree: Element, typed: str) -> tuple[RecordLink, ...]:
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
        elif RECORD.fullmatch(destination):
            element.set("href", f"record:{destination}")
            links.append(RecordLink(destination, line, fragment))
    refuse(faults)
    return tuple(links)


def _find_refusal(element: Element, destination: str) -> tuple[str, str] | None:
    """Return the message and the code where a link cannot stand."""
    if element.tag == "img":
        return "pictures are not published here; link to it instead, without the '!'", "picture"
    if objection := find_objection(destination):
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
        found = (pattern.finditer(typed) for pattern in (LINK, self._DEFINITION, AUTOLINK))
        for match in sorted(chain.from_iterable(found), key=lambda match: match.start()):
            if match["to"] is not None:
                self._add(match)

    def _add(self, match: re.Match[str]) -> None:
        inside = match["to"].strip()
        written = inside or match[0]
        start = match.string.index(written, match.start("to") if inside else match.start())
        spot = (match.string.count("\n", 0, start), written.partition("\n")[0])
        self._all.append(spot)
        self._by_destination[self._fold(split_title(inside)[0])].append(spot)

    def take(self, destination: str) -> tuple[int, str]:
        """Return the line and the raw text of a destination; where it is in disguise, the likeliest."""
        spots = self._by_destination.get(self._fold(destination)) or self._all
        return (spots.popleft() if len(spots) > 1 else spots[0]) if spots else (0, "")

    @staticmethod
    def _fold(destination: str) -> str:
        return " ".join(re.sub(r"\\(?=[^\w\s])|`", "", destination).removeprefix("mailto:").split())
