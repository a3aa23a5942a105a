"""What reaches a person is found as it is usually written, and little else is taken for it."""

from __future__ import annotations

import pytest

from tracker_site.draft.contacts import STRUCK, without_contacts
from tracker_site.register.contacts import contacts_in
from tracker_site.register.rules.texts import is_quoted_whole


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to jo.o'example@ashby.example.", "an e-mail address"),
        ("[the clerk](mailto:clerk@ashby.example)", "an e-mail address"),
        ("Tel: 0113 496 0000.", "a telephone number"),
        ("(020) 7946 0000", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("07700\xa0900\xa0123", "a telephone number"),
        ("01539 496000", "a telephone number"),
        ("+44 (0)113 496 0000", "a telephone number"),
        ("12 High Street, LS1 1UR", "a postcode"),
        ("EC1A1BB", "a postcode"),
        ("NHS no. 943 476 5919", "what may be an NHS number"),
        ("9434765919", "what may be an NHS number"),
    ],
)
def test_what_reaches_a_person_is_found(text: str, what: str) -> None:
    assert [found for *_, found in contacts_in(text)] == [what]


def test_a_draft_strikes_whatever_the_check_would_warn_of() -> None:
    """And leaves the words around it."""
    for text in ("Write to jo@ashby.example.", "Tel: 0113 496 0000.", "NHS no. 943 476 5919", "at LS1 1UR"):
        struck = without_contacts(text)
        assert STRUCK in struck
        assert struck.split()[0] == text.split()[0]
        assert list(contacts_in(struck)) == []


@pytest.mark.parametrize(
    "text",
    [
        "On 06/07/2022 at 19:30, and on 01-02-2022.",
        "From 2021-07-22/2022-03-31, in 2018 2019 2020 and 2021.",
        "The inspection 10187652 of the home SC481234, minute 0123.",
        "It cost £01234567890, or 1,012,345,678, or 0.11349600001.",
        "943 476 5918, 000 000 0000 and 94347659190",
        "See https://ashby.example/01134960000/LS1%201UR?to=clerk@ashby.example and Section S17 of the Act.",
        "The M25 3rd exit, the A1 2nd phase, Form E1, EH 1 1AB, QQ1 1AA, LS1 1CO.",
        "Childline: 0800 1111. Cllr Example @ 6 pm, 10 @ £5.",
    ],
)
def test_dates_and_numbers_of_other_things_are_not(text: str) -> None:
    assert list(contacts_in(text)) == []


@pytest.mark.parametrize(
    ("title", "is_whole"),
    [
        ("\u201cOfsted\u2019s visit\u201d", True),
        ("\u2018Ofsted\u2019s visit\u2019", True),
        ("\u201cOurs\u201d and \u201ctheirs\u201d", False),
        ("The \u201cvisit\u201d", False),
        ('"A visit"', False),
    ],
)
def test_quotes_around_a_whole_title(title: str, is_whole: bool) -> None:
    assert is_quoted_whole(title) is is_whole
