"""Dates as exact as the source."""

from __future__ import annotations

from datetime import date

import pytest

from tracker_site.dates import between, days_between, in_words, parse_date


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2022-07-06", date(2022, 7, 6), date(2022, 7, 6), "6 July 2022"),
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31), "July 2022, day not stated"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024, day not stated"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022, month and day not stated"),
        ("2021-07-22/..", date(2021, 7, 22), None, "22 July 2021 or later"),
        ("../2022-03-31", None, date(2022, 3, 31), "31 March 2022 or earlier"),
        ("2022-07-06/2022-12", date(2022, 7, 6), date(2022, 12, 31), "between 6 July and December 2022"),
        ("2021-11/2022-02", date(2021, 11, 1), date(2022, 2, 28), "between November 2021 and February 2022"),
        ("unknown", None, None, "date not known"),
    ],
)
def test_a_date_keeps_the_bounds_that_it_states(
    text: str, earliest: date | None, latest: date | None, words: str
) -> None:
    """Each form gives its bounds, its words, and itself again."""
    when = parse_date(text)
    assert (when.earliest, when.latest, in_words(when), when.text) == (earliest, latest, words, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-02-30",
        "2022-13",
        "2022-00",
        "2022-7-6",
        "6 July 2022",
        "../..",
        "2022-12/2022-07",
        "2022-07-06T10:00",
        "\uff12\uff10\uff12\uff12",  # full-width digits
        "0000",
        "2022-07-06/",
        "/2022",
        "20220706",
        "2022-07-06/2022-07-07/2022-07-08",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Nothing is guessed from a text that is not one of the forms."""
    with pytest.raises(ValueError, match=r"."):
        parse_date(text)


@pytest.mark.parametrize(
    ("first", "second", "fewest", "most"),
    [
        ("2025-01-31", "2025-03-31", 59, 59),
        ("2025-01-31", "2025-01-01", -30, -30),
        ("2025-01", "2025-03", 29, 89),
        ("../2025-01-31", "2025-02-01/..", 1, None),
        ("2025-01-01/..", "2025-06-30", None, 180),
        ("unknown", "2025-06-30", None, None),
    ],
)
def test_days_between_two_dates_are_as_certain_as_the_dates(
    first: str, second: str, fewest: int | None, most: int | None
) -> None:
    """The same number twice between days, else the bounds that the dates set."""
    assert days_between(parse_date(first), parse_date(second)) == (fewest, most)


def test_a_date_sorts_at_its_earliest_day_and_an_open_start_at_its_end() -> None:
    """Unknown dates sort where they are told to."""
    fallback = date(1999, 1, 1)
    days = [
        parse_date(text).sorts_at(fallback)
        for text in ("2022-07", "../2022-03-31", "2021-07-22/..", "unknown")
    ]
    assert days == [date(2022, 7, 1), date(2022, 3, 31), date(2021, 7, 22), fallback]


@pytest.mark.parametrize(
    ("first", "second", "certain"),
    [
        ("2022-03", "2022-04-01", True),
        ("2022-03", "2022-03-31", False),
        ("2022", "2022-06", False),
        ("../2022-03", "2022-04", True),
        ("2021-07-22/..", "2030", False),
        ("unknown", "2030", False),
        ("2020", "../2030", False),
    ],
)
def test_before_holds_only_where_it_is_certain(first: str, second: str, certain: bool) -> None:
    """One date is before another only if that holds for every day that both allow."""
    assert parse_date(first).is_before(parse_date(second)) is certain


def test_past_and_to_come_hold_only_where_they_are_certain() -> None:
    """A month is past once it is over, and to come until it begins."""
    march = parse_date("2022-03")
    assert not march.is_past(date(2022, 3, 31))
    assert march.is_past(date(2022, 4, 1))
    assert march.is_to_come(date(2022, 2, 28))
    assert not march.is_to_come(date(2022, 3, 1))


def test_some_day_between_two_dates() -> None:
    """The span from one date to another reads as an editor would write it."""
    assert between(parse_date("2010-01-28"), parse_date("2010-06")).text == "2010-01-28/2010-06-30"
    assert between(parse_date("unknown"), parse_date("unknown")).text == "unknown"
