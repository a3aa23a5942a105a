"""A due date that is not known to the day is told as exactly as it is known, wherever it is told."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from tests.support import SMALL, data_of, made, text_of, words_of, write
from tests.support.published import ask
from tracker_site.pipeline import MadeSite

SPRING, WORDS = "2027-03/2027-05", "between March and May 2027"
FILES = {
    **SMALL,
    "recommendations/visit-1.md": (
        "---\ntitle: By spring\nfrom: visit\nparts:\n  - {key: a, text: Plan., due: 2027-02}\n"
        f"  - {{key: b, text: Act., due: {SPRING}}}\n---\nDo it.\n"
    ),
    "recommendations/visit-2.md": "---\ntitle: By paper\nfrom: visit\n---\nDo it.\n",
    "actions/plan.yml": (
        "title: Plan\nauthority: ashby\nfor: visit\ndate: 2026-02\n"
        f"actions: [{{key: act, title: Act, recommendations: [visit-1], due: {SPRING}}}]\n"
    ),
    # The paper for a meeting states the date of a recommendation that had none.
    "meetings/april.md": (
        "---\nbody: ashby/scrutiny\ndate: 2026-11-10\nstate: unknown\nitems:\n  - title: Paper\n    about: [visit-2]\n"
        "    progress: [{on: visit-2, due: 2027-02, note: To the budget of February 2027.}]\n---\n"
    ),
    "meetings/next.md": (
        "---\nbody: ashby/scrutiny\ndate: 2027-02\nstate: scheduled\nitems: [{title: It, about: [visit]}]\n---\n"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    return made(write(tmp_path_factory.mktemp("partial"), FILES), date(2026, 11, 22))


@pytest.mark.parametrize(
    "address", ["recommendations/visit-1/", "actions/plan/act/", "actions/", "actions/plan/"]
)
def test_a_season_is_told_on_pages_and_in_lists(site: MadeSite, address: str) -> None:
    assert WORDS in words_of(site, address)


@pytest.mark.parametrize("address", ["recommendations/visit-2/", "recommendations/"])
def test_a_date_that_a_paper_states_is_the_due_date(site: MadeSite, address: str) -> None:
    assert "February 2027 , day not stated" in words_of(site, address)


def test_a_row_says_that_it_is_a_part_that_is_due(site: MadeSite) -> None:
    assert "Part due February 2027" in words_of(site, "recommendations/")
    assert "Due February 2027" in words_of(site, "recommendations/")


def test_the_briefing_tells_it_as_exactly(site: MadeSite) -> None:
    briefing = words_of(site, "briefings/ashby/scrutiny/")
    assert WORDS in briefing
    assert "February 2027" in briefing


def test_the_data_has_it_as_it_was_written(site: MadeSite) -> None:
    by_id = {one["id"]: one for one in data_of(site)["recommendations"]}
    assert [part["due"] for part in by_id["visit-1"]["parts"]] == ["2027-02", SPRING]
    assert by_id["visit-2"]["due"] == "2027-02"
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(site.files["data/parts.csv"].decode("utf-8-sig")))
    }
    spring = rows["visit-1/b"]
    assert (spring["due"], spring["due_earliest"], spring["due_latest"]) == (
        SPRING,
        "2027-03-01",
        "2027-05-31",
    )
    assert ask(site, "SELECT due, due_latest FROM recommendations WHERE id = 'visit-2'") == [
        {"due": "2027-02", "due_latest": "2027-02-28"}
    ]


def test_the_calendar_spans_the_days_that_it_may_be(site: MadeSite) -> None:
    calendar = site.files["calendar.ics"].decode().replace("\r\n ", "")
    events = {
        line.removeprefix("SUMMARY:"): event
        for event in calendar.split("BEGIN:VEVENT")[1:]
        for line in event.splitlines()
        if line.startswith("SUMMARY:")
    }
    spring = events[f"Due: By spring\\, part b ({WORDS})"]
    assert "DTSTART;VALUE=DATE:20270301" in spring
    assert "DTEND;VALUE=DATE:20270601" in spring
    assert "DTSTART;VALUE=DATE:20270201" in events["Due: By paper (February 2027\\, day not stated)"]
    assert "Scrutiny Board\\, February 2027\\, day not stated" in events  # once
    assert "DESCRIPTION:Meetings\\, due dates of what is open\\, and deadlines that run.\r\n" in calendar
    assert WORDS in text_of(site.files["actions/index.html"])


def test_a_table_of_meetings_says_each_date_once_and_an_unknown_one_too(tmp_path: Path) -> None:
    meeting = SMALL["meetings/march.md"]
    titled = meeting.replace("body:", "title: Spring meeting\nbody:")
    files = {
        **SMALL,
        "meetings/titled.md": titled.replace("2026-02-03", "2026-02-04"),
        "meetings/lost.md": titled.replace("2026-02-03", "unknown").replace("Spring", "Lost"),
    }
    page = words_of(made(write(tmp_path, files), date(2026, 11, 22)), "recommendations/visit-1/")
    table = page.partition("Meeting by meeting")[2].partition("What was said")[0]
    assert table.count("3 February 2026") == table.count("4 February 2026") == 1
    assert "Lost meeting date not known" in table
