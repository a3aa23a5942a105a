"""A recommendation whose place another took says so first, and is in no count of open ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support import SMALL, data_of, made, text_of, words_of, write
from tests.support.published import ask
from tracker_site.pipeline import MadeSite

TODAY = date(2026, 11, 22)
RECOMMENDATION = "---\ntitle: {title}\nfrom: visit\n{more}---\nDo it.\n"
FILES = {
    **SMALL,
    "recommendations/visit-1.md": RECOMMENDATION.format(title="Old request", more="due: 2026-03-01\n"),
    "recommendations/visit-2.md": RECOMMENDATION.format(title="Other request", more="due: 2026-03-01\n"),
    "recommendations/visit-3.md": RECOMMENDATION.format(
        title="Old one in parts", more="parts:\n  - {key: a, text: Now., due: 2026-03-01}\n"
    ),
    "recommendations/new.md": RECOMMENDATION.format(
        title="New request", more="supersedes: [visit-1, visit-3]\n"
    ),
    "meetings/april.md": (
        "---\nbody: ashby/scrutiny\ndate: 2026-02-10\nitems:\n  - title: How far\n    about: [visit]\n"
        "    outcomes: [{verb: noted, text: Noted.}]\n    progress: [{on: visit, status: in-progress}]\n---\n"
    ),
    "meetings/planned.md": (
        "---\nbody: ashby/scrutiny\ndate: 2026-12-03\nstate: scheduled\nitems: [{title: It, about: [visit]}]\n---\n"
    ),
}


def site(folder: Path) -> MadeSite:
    return made(write(folder, FILES), TODAY)


def test_the_data_keeps_its_status_and_counts_it_nowhere(tmp_path: Path) -> None:
    found = site(tmp_path)
    by_id = {one["id"]: one for one in data_of(found)["recommendations"]}
    for id in ("visit-1", "visit-3"):
        one = by_id[id]
        assert (one["status"], one["phase"], one["superseded_by"]) == ("in-progress", "open", ["new"])
        assert (one["late"], one["quiet"]) == (True, True)  # of itself: it takes part in no count
    assert by_id["visit-2"]["superseded_by"] == []
    (council,) = data_of(found)["comparison"]
    assert (council["recommendations"], council["open"], council["closed_otherwise"]) == (4, 2, 2)
    assert (council["late"], council["quiet"]) == (1, 2)


def test_the_views_of_the_database_do_not_count_it(tmp_path: Path) -> None:
    found = site(tmp_path)
    counted = ask(found, "SELECT status, recommendations, late FROM standing_by_authority ORDER BY status")
    assert [tuple(row.values()) for row in counted] == [("in-progress", 2, 1), ("superseded", 2, 0)]
    assert [row["id"] for row in ask(found, "SELECT id FROM late")] == ["visit-2"]
    assert {row["id"] for row in ask(found, "SELECT id FROM gone_quiet")} == {"visit-2", "new"}


def test_its_page_and_its_rows_say_so_first(tmp_path: Path) -> None:
    found = site(tmp_path)
    page = words_of(found, "recommendations/visit-1/")
    assert page.index("Superseded: “New request” took its place.") < page.index("In progress")
    assert "Quiet" not in page.partition("Meeting by meeting")[0]
    assert "Superseded" in found.files["recommendations/visit-1/badge.svg"].decode().title()
    for address in ("recommendations/", "inspections/visit/", "embed/visit/"):
        page = found.files[f"{address}index.html"].decode()
        rows = [text_of(one) for one in re.split("<tr[^>]*>", page)[1:]]
        assert [one.startswith("Superseded") for one in rows if "Old request" in one[:40]] == [True]


def test_no_list_of_open_ones_holds_it(tmp_path: Path) -> None:
    found = site(tmp_path)
    for address in ("recommendations/late/", "recommendations/quiet/", "status/in-progress/", ""):
        page = words_of(found, address).partition("What changed lately")[0]
        assert "Other request" in page, address
        assert "Old request" not in page, address
    briefing = words_of(found, "briefings/ashby/scrutiny/")
    assert "Is “Other request” done?" in briefing
    assert briefing.count("Old request") == briefing.count("Superseded Old request") == 1  # on the agenda
    assert "Old request" in words_of(found, "status/superseded/")
    assert "2 superseded" in words_of(found, "inspections/visit/")
    calendars = "".join(text.decode() for name, text in found.files.items() if name.endswith(".ics"))
    assert "Due: Other request" in calendars
    assert "Due: Old request" not in calendars
