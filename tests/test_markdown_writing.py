"""Plain words written as Markdown are shown as they are, whatever signs they hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker_site.authoring.text import as_markdown
from tracker_site.source.markup import plain_text, to_prose

SIGNS = st.sampled_from(
    ["*", "_", "#", "<", ">", "`", "[", "](", ")", "-", "+", "=", "|", "\\", "1.", "&amp;", "!", "~"]
)
PIECES = SIGNS | st.sampled_from(
    [" ", "  ", "\n", "a", "b", "https://a.example/b_c_d", "http://", "<https://a.b>"]
)
LETTERS = st.characters(max_codepoint=0x24F, exclude_categories=["C", "Z"])
CELLS = st.lists(PIECES | LETTERS, max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(CELLS)
@example("1. one\n2. two")
@example("---\n***\n===\n# x\n> y\n    code\n| a | b |\n|---|---|")
@example("[x]: https://a.example")
@example("<b>bold</b> &amp; *so* on_and_on __init__ ~~x~~")
@example("1) x 2022. A\n10. B")
def test_words_are_shown_as_they_are(cell: str) -> None:
    """No emphasis, list, heading, code, table or link is made of them, but for whole web addresses."""
    prose = to_prose(as_markdown(cell))
    assert plain_text(prose) == " ".join(cell.split())


@pytest.mark.parametrize(
    "cell", ["Done *all* of it", "# 3", "1. a", "a_b", "<i>x</i>", "- x", "a\nb", "====", "`x`"]
)
def test_only_paragraphs_are_made(cell: str) -> None:
    """Each line of a cell is a paragraph."""
    html = to_prose(as_markdown(cell)).html
    assert html.count("<") == html.count("<p>") + html.count("</p>") == 2 * len(cell.split("\n"))


def test_addresses_become_links() -> None:
    """With underscores and all."""
    html = to_prose(as_markdown("See https://a.example/b_c_d/ (and *that*).")).html
    assert '<a href="https://a.example/b_c_d/"' in html
    assert "*that*" in html
