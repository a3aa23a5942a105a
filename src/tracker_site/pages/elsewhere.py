"""What other sites may show: a badge for each recommendation, and a small table for each inspection and inquiry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from xml.sax.saxutils import escape

from tracker_site.dataset.build import Dataset
from tracker_site.dataset.entities import Inquiry, Inspection, Recommendation
from tracker_site.dataset.model import Ref, page_link
from tracker_site.pages.page import Page, recommendation_rows
from tracker_site.pages.pagination import ROWS_A_PAGE
from tracker_site.pages.planned import Later
from tracker_site.phrases import counted_recommendations, said_by

FOLDER = "embed"
"""The one folder whose pages may be framed: of its own, for hosts cannot take a header back below a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage(Page):
    """The recommendations of one inspection or inquiry, to be shown in a frame on another site."""

    template: ClassVar[str] = "embed.html"

    origin: Ref
    rows: tuple[Recommendation, ...]
    rest: Ref | None


def plan_embeds(guide: Dataset) -> Iterator[Page]:
    """Yield the small table of each inspection and inquiry whose recommendations are known."""
    origins: tuple[Inspection | Inquiry, ...] = (*guide.of_kind(Inspection), *guide.of_kind(Inquiry))
    for origin in origins:
        rows = recommendation_rows(guide, origin.recommendations)
        if rows:
            more = len(rows) - ROWS_A_PAGE
            yield EmbedPage(
                address=f"{FOLDER}/{origin.id}/",
                title=f"{origin.title}, as a small table",
                description=f"What became of {counted_recommendations(rows)}.",
                is_worth_finding=False,
                origin=origin.link,
                rows=rows[:ROWS_A_PAGE],
                rest=page_link(f"and {more} more", guide.address(origin.id)) if more > 0 else None,
            )


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


def badges(guide: Dataset) -> Iterator[Later[bytes]]:
    """Yield the badge of each recommendation."""
    for id in guide.recommendations:
        yield Later(f"{guide.address(id)}{BADGE}", partial(_badge_of, guide, id))


def _badge_of(guide: Dataset, id: str) -> bytes:
    one = guide.recommendations[id]
    own, common = one.status.label, one.status.common.label
    said = [said_by(one)] if one.assurance != "none" else []
    what = "Recommendation (inferred)" if one.is_inferred else "Recommendation"
    words = ", ".join(
        [
            *(["superseded"] if one.superseded_by else []),
            own if own == common else f"{own} (means: {common})",
            *said,
            *(["late"] if one.is_open and one.late else []),
        ]
    )
    return draw(what, words, f"{one.title} ({guide.site.title})")


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
