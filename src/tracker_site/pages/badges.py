"""A badge for each recommendation: a small picture of where it stands and who says so, for other sites."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from tracker_site.dataset.guide import Guide
from tracker_site.pages.page import Chip, chip
from tracker_site.pages.planned import Later
from tracker_site.phrases import said_by_whom

BADGE = "badge.svg"
"""The name of the file in the folder of its recommendation."""

_HEIGHT = 24
_WHITE = 'fill="#fff" font-weight="700"'
_DARK = 'fill="#14181d"'
_GAP = 8
_BOLD = 1.07
_WIDTHS = {
    **dict.fromkeys("ijl.,;:'!|’‘", 3.4),
    **dict.fromkeys("ftrI ()-–", 4.6),
    **dict.fromkeys("mwMW%@", 10.8),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 8.4),
}
_WIDTH = 6.9
"""Of other letters: in pixels at 12 pixels, in the sans-serif of most machines."""


def badges(guide: Guide) -> Iterator[Later[bytes]]:
    """Yield the badge of each recommendation."""
    for id in guide.standings.recommendations:
        yield Later(f"{guide.address(id)}{BADGE}", partial(_badge_of, guide, id))


def _badge_of(guide: Guide, id: str) -> bytes:
    standing = guide.standings.recommendations[id]
    shown = chip(standing.step)
    said = said_by_whom(guide.register, standing.step) if shown.assurance != "none" else None
    words = [_in_words(shown), *([said] if said else []), *(["late"] if standing.late else [])]
    what = "Recommendation (inferred)" if guide.link(id).is_inferred else "Recommendation"
    return draw(what, ", ".join(words), f"{guide.title(id)} ({guide.site.title})")


def _in_words(shown: Chip) -> str:
    return f"{shown.label} (means: {shown.common})" if shown.label != shown.common else shown.label


def draw(what: str, words: str, of: str) -> bytes:
    """Return a badge as SVG 1.1: two cells with a ground of their own, so that it reads on light and on dark.

    It needs no font, style or script: texts are fitted into widths that are reckoned here.
    """
    left, right = _width(what) * _BOLD, _width(words)
    split = round(left) + 2 * _GAP
    whole = split + round(right) + 2 * _GAP
    title = escape(f"{what}: {words}. {of}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" '
        f'viewBox="0 0 {whole} {_HEIGHT}" role="img" aria-labelledby="t">\n'
        f'<title id="t">{title}</title>\n'
        f'<rect width="{whole}" height="{_HEIGHT}" rx="4" fill="#24303c"/>\n'
        f'<path d="M{split} 1h{whole - split - 4}a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H{split}z" fill="#fff"/>\n'
        "<g font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif\" font-size=\"12\">\n"
        f"{_text(_GAP, left, what, _WHITE)}"
        f"{_text(split + _GAP, right, words, _DARK)}"
        "</g>\n</svg>\n"
    ).encode()


def _text(start: int, width: float, words: str, look: str) -> str:
    fit = f'textLength="{round(width)}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{start}" y="16" {fit} {look}>{escape(words)}</text>\n'


def _width(words: str) -> float:
    return sum(_WIDTHS.get(letter, _WIDTH) for letter in words)
