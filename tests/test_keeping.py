"""Whether promises were kept in time: each number reckoned by hand, and no more said than the dates allow."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import counts_on, data_of, made, words_of, write
from tests.support.examplebury import AUTHORITY, PLAN, dataset_of, meeting
from tracker_site.dates import parse_date
from tracker_site.status.due import Against, Punctuality, against

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("due", "not_before", "not_after", "punctuality", "least", "most"),
    [
        ("2025-03-31", "2025-01-01", "2025-03-31", "in-time", None, None),
        ("2025-03-31", "2025-01-01", "2025-04-01", "in-time-or-late", None, 1),
        ("2025-03-31", "2025-03-31", "2025-05-10", "in-time-or-late", None, 40),
        ("2025-03-31", "2025-04-20", "2025-05-10", "late", 20, 40),
        ("2025-03-31", "2025-05-10", "2025-05-10", "late", 40, 40),
        ("2025-03-31", "2025-04-20", None, "late", 20, None),
        ("2025-03-31", None, "2025-05-10", "in-time-or-late", None, 40),
        ("2025-03-31", "2025-01-01", None, "not-known", None, None),
        # "By March" may be any day of it: what was done on its tenth day was in time, or at most nine days late.
        ("2025-03", "2025-03-10", "2025-03-10", "in-time-or-late", None, 9),
        ("2025-03", "2025-01-01", "2025-03-01", "in-time", None, None),
        ("2025-03", "2025-04-01", "2025-04-30", "late", 1, 60),
        ("2025-03-31/..", "2025-04-20", "2025-05-10", "in-time-or-late", None, 40),
        ("../2025-03-31", "2025-04-20", "2025-05-10", "late", 20, None),
        ("../2025-03-31", "2025-01-01", "2025-02-01", "not-known", None, None),
        ("unknown", "2025-04-20", "2025-05-10", "not-known", None, None),
    ],
)
def test_how_late_is_as_certain_as_the_dates(
    due: str,
    not_before: str | None,
    not_after: str | None,
    punctuality: Punctuality,
    least: int | None,
    most: int | None,
) -> None:
    """Between the last day on which it was open and the first on which it was done, against each day of the date."""
    days = [date.fromisoformat(day) if day else None for day in (not_before, not_after)]
    assert against(parse_date(due), *days) == Against(parse_date(due), punctuality, least, most)


def test_without_a_date_nothing_is_known() -> None:
    """Nobody can say that it was late."""
    assert against(None, date(2025, 1, 1), date(2025, 1, 1)).in_time == "not-known"


def news(*lines: str) -> str:
    """Return an item that tells progress."""
    return "  - title: News\n    progress:\n" + "".join(f"      - {{{line}}}\n" for line in lines)


KEPT = {
    "actions/plan.yml": PLAN.format(date="2024-06-01")
    + """\
  - {key: moved, title: Moved, due: 2025-01-31, owner: Director}
  - {key: dropped, title: Dropped, due: 2025-01-31}
  - {key: early, title: Early, due: 2025-12-31}
  - {key: undated, title: Undated, when: in due course}
  - {key: again, title: Again, due: 2024-12-31}
  - {key: given-up, title: Given up, due: 2024-12-31}
""",
    "meetings/m1.md": meeting(
        "2025-02-10",
        news(
            "on: plan/moved, due: 2025-05-31",
            "on: plan/dropped, due: unknown",
            "on: plan/again, status: completed",
        ),
    ),
    "meetings/m2.md": meeting(
        "2025-03-20",
        news("on: plan/moved, status: in-progress", "on: plan/again, status: in-progress, reason: Not so."),
    ),
    "meetings/m3.md": meeting(
        "2025-06-10",
        news(
            *(
                f"on: plan/{key}, status: completed"
                for key in ("moved", "dropped", "early", "undated", "again")
            ),
            "on: plan/given-up, status: superseded",
        ),
    ),
    "meetings/m4.md": meeting("2025-09-10", news("on: plan/moved, status: completed")),
}


def test_a_promise_was_kept_between_the_last_open_word_and_the_first_that_it_was_done(tmp_path: Path) -> None:
    """Open on 20 March, done by 10 June 2025: 48 to 130 days after the first date, at most 10 after the last."""
    found = dataset_of(tmp_path, KEPT).actions
    moved = found["plan/moved"].kept
    assert moved
    assert (moved.said.text, moved.said_in, moved.not_before) == ("2025-06-10", "m3", date(2025, 3, 20))
    assert moved.by_first_date == Against(parse_date("2025-01-31"), "late", 48, 130)
    assert moved.by_last_date == Against(parse_date("2025-05-31"), "in-time-or-late", None, 10)
    dropped = found["plan/dropped"].kept
    assert dropped
    # That its date was dropped does not say that it was still to be done.
    assert (dropped.not_before, dropped.by_first_date.days_late_at_most) == (date(2024, 6, 1), 130)
    assert (dropped.by_first_date.in_time, dropped.by_last_date.in_time) == ("in-time-or-late", "not-known")
    assert (
        "By the date that stood first (31 January 2025): kept late, by 48 to 130 days. "
        "By the last date (31 May 2025): kept in time, or late by 10 days at most."
    ) in words_of(made(tmp_path, TODAY), "actions/plan/moved/")
    assert found["plan/given-up"].kept is None


def test_a_promise_that_was_opened_again_is_kept_when_it_was_done_the_last_time(tmp_path: Path) -> None:
    """Not on 10 February, when somebody had said so, but between 20 March and 10 June 2025."""
    again = dataset_of(tmp_path, KEPT).actions["plan/again"].kept
    assert again
    assert (again.said_in, again.not_before) == ("m3", date(2025, 3, 20))
    assert again.by_first_date == Against(parse_date("2024-12-31"), "late", 79, 161)


def test_of_two_that_say_it_was_done_the_one_that_is_certain_first_counts(tmp_path: Path) -> None:
    """A letter of some day in 2025 and a meeting of 10 May: it was done by 10 May."""
    progress = "progress: [{on: plan/one, status: completed}]"
    letter = f"---\ntitle: Letter\ndate: 2025\nauthority: examplebury\n{progress}\n---\n"
    kept = (
        dataset_of(
            tmp_path,
            {
                "actions/plan.yml": PLAN.format(date="2024-06-01")
                + "  - {key: one, title: One, due: 2025-06-30}\n",
                "updates/letter.md": letter,
                "meetings/m1.md": meeting("2025-05-10", news("on: plan/one, status: completed")),
            },
        )
        .actions["plan/one"]
        .kept
    )
    assert kept
    assert (kept.said_in, kept.by_first_date.in_time) == ("m1", "in-time")


def test_pages_and_data_say_whether_promises_were_kept_in_time(tmp_path: Path) -> None:
    """On the list, on the page of the promise, in the totals and in the data; with both dates where they differ."""
    site = made(write(tmp_path, {"authorities/examplebury.yml": AUTHORITY, **KEPT}), TODAY)
    words = words_of(site, "promises/")
    # Of 6 promises 5 were kept, all on the council's word, and one given up; two dates moved. Of the 5 by the first
    # date: in time, 2 late, either, not known; by the last: in time, late, either, 2 not known.
    assert counts_on(site, "promises/") == [6, 5, 5, 1, 2, 5, 1, 2, 1, 1, 1, 1, 1, 2]
    assert re.search(r"Kept in time \([^)]*31 December 2025\)", words)
    assert re.search("in time is not known: no date", words)
    assert re.search(
        r"\([^)]*31 January 2025\): kept late, by 48 to 130 days", words_of(site, "actions/plan/moved/")
    )
    told = {one["id"]: one["kept"] for one in data_of(site)["actions"]}
    assert told["plan/given-up"] is None
    assert told["plan/moved"]["by_first_date"] == {
        "due": "2025-01-31",
        "in_time": "late",
        "days_late_at_least": 48,
        "days_late_at_most": 130,
    }
    assert (told["plan/moved"]["said_in"], told["plan/moved"]["not_before"]) == ("m3", "2025-03-20")
