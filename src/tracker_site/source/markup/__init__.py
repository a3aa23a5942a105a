"""A text as typed and as safe HTML: Markdown without raw HTML or pictures, and with links of known kinds.

Two walls stand between what is typed and what is published, and each holds alone. The first knows no raw
HTML, checks each destination and escapes all else. The second reads the result as a browser would and
lets only listed tags, attributes and schemes through.
"""

from tracker_site.source.markup.limits import find_excess
from tracker_site.source.markup.links import is_web_address, settle_links
from tracker_site.source.markup.reading import converter
from tracker_site.source.markup.texts import Fault, Prose, RecordLink, TextRefused, refuse
from tracker_site.source.markup.writing import (
    ANY_MARK,
    SECOND_WALL,
    plain_text,
    settle_headings,
    write,
    write_plain,
)

__all__ = ["Fault", "Prose", "RecordLink", "TextRefused", "is_web_address", "plain_text", "to_prose"]


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
