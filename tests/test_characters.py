"""Characters of a PDF: replaced where they are brought in, and words that are divided at the end of a line joined."""

from __future__ import annotations

import pytest

from tracker_site.draft.drafting import draft_meeting
from tracker_site.draft.matching import Known
from tracker_site.source.characters import find_odd_words, fold_characters, join_divided_words

MINUTES = """Scrutiny Board

1. Children\u201fs services

O\ufb03cers said that the quality of super-
vision had been the \ufb01rst thing that inspectors named.

\uf0b7 The Director con\ufb01rmed that self-
assessment would be used.

RESOLVED: That

(1)  the \ufb01ndings and the Director\u201fs plan be noted; and

(2)  the Director be asked to report on super\xad
     vision in September 2024.
"""


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("o\ufb03ce of \ufb01 \ufb02 \ufb00 \ufb04", "office of fi fl ff ffl"),
        ("Children\u201fs, Children\u201bs, Children\xb4s", "Children’s, Children’s, Children’s"),
        ("\uff21\uff22\uff11 \U0001d400", "AB1 A"),
        ("Cafe\u0301, Tw\u0302r", "Café, Tŵr"),
        ("\uf0b7 one\n\uf0a7 two", "• one\n• two"),
        ("super\xadvision", "supervision"),
        ("½ m² … “a” ‘b’ – £5™ co\u2011operate Dŵr ☕️", "½ m² … “a” ‘b’ – £5™ co\u2011operate Dŵr ☕️"),
    ],
)
def test_characters_of_a_pdf_become_plain(typed: str, plain: str) -> None:
    """Ligatures, turned quotes, wide and split letters, bullets; what people type on purpose stays."""
    assert fold_characters(typed) == plain
    assert bool(list(find_odd_words(typed))) == (typed != plain)
    assert not list(find_odd_words(plain))


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("of super-\n  vision in May", "of supervision\nin May"),
        ("of super-\nvision.", "of supervision.\n"),
        ("a self-\nassessment", "a self-assessment\n"),
        ("agency-led. An agency-\nled team", "agency-led. An agency-led\nteam"),
        ("reform. They re-\nform it", "reform. They reform\nit"),
        ("pre-\nand post-\nor mid-", "pre-\nand post-\nor mid-"),
        ("super\xad\nvision", "supervision\n"),
        ("from 2009-\n2010, A-\nB", "from 2009-\n2010, A-\nB"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_joined(typed: str, joined: str) -> None:
    """A hyphen of the word itself stays, as the text or its first part tells; no line is lost."""
    assert join_divided_words(typed) == joined
    assert joined.count("\n") == typed.count("\n")


def test_a_draft_has_words_that_a_search_finds() -> None:
    """In titles, points and outcomes."""
    drafted = " ".join(draft_meeting([("minutes.txt", MINUTES.encode())], Known()).text.split())
    for words in (
        "Officers said that the quality of supervision had been the first",
        "confirmed that self-assessment",
    ):
        assert words in drafted
    assert "the findings and the Director’s plan be noted" in drafted
    assert "report on supervision in September 2024" in drafted
    assert not list(find_odd_words(drafted))
