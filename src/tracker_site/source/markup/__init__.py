"""A text as typed and as safe HTML: Markdown without raw HTML or pictures, and with links of known kinds.

Two walls stand between what is typed and what is published, and each holds alone. The first knows no raw
HTML, checks each destination and escapes all else. The second reads the result as a browser would and
lets only listed tags, attributes and schemes through.
"""

from tracker_site.source.markup.destinations import is_web_address
from tracker_site.source.markup.prose import to_prose
from tracker_site.source.markup.texts import Fault, Prose, RecordLink, TextRefused
from tracker_site.source.markup.writing import plain_text

__all__ = ["Fault", "Prose", "RecordLink", "TextRefused", "is_web_address", "plain_text", "to_prose"]
