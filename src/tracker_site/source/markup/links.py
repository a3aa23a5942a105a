"""The links of a text: each given its address, or refused at its place."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from itertools import chain
from xml.etree.ElementTree import Element

from tracker_site.source.markup.destinations import RECORD, find_objection
from tracker_site.source.markup.syntax import AUTOLINK, LINK, split_title
from tracker_site.source.markup.texts import Fault, RecordLink, refuse


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
