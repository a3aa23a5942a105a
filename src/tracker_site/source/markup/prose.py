"""A text as typed and as safe HTML."""

from __future__ import annotations

from tracker_site.source.markup.limits import find_excess
from tracker_site.source.markup.links import settle_links
from tracker_site.source.markup.reading import converter
from tracker_site.source.markup.texts import Prose, refuse
from tracker_site.source.markup.writing import ANY_MARK, SECOND_WALL, settle_headings, write, write_plain


def to_prose(text: str, top_heading: int = 2) -> Prose:
    """Return a text with its HTML, the highest heading at the level given, or raise `TextRefused`."""
    typed = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse(find_excess(typed))
    if not ANY_MARK.search(typed):
        return Prose(text, write_plain(typed), ())
    tree = converter.parse(typed)
    links = settle_links(tree, typed)
    settle_headings(tree, top_heading)
    return Prose(text, SECOND_WALL.clean(write(tree)), links)
