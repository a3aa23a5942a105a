"""Clocks: the arithmetic of deadlines, and what meets them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import council, data_of, made, text_of, write
from tracker_site.pipeline import MadeSite
from tracker_site.status.deadlines import Unit, deadline, holidays_within


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        (date(2026, 3, 2), 10, "days", date(2026, 3, 12)),
        (date(2026, 3, 2), 8, "weeks", date(2026, 4, 27)),
        (date(2026, 1, 31), 1, "months", date(2026, 2, 28)),
        (date(2026, 11, 30), 2, "months", date(2027, 1, 30)),
        # Good Friday 3 April and Easter Monday 6 April 2026 do not count.
        (date(2026, 4, 2), 1, "working-days", date(2026, 4, 7)),
        # Regulations 2 and 3: Christmas and, in 2022, the day of the Queen's funeral are left out too.
        (date(2021, 12, 17), 30, "working-days", date(2022, 2, 2)),
        (date(2022, 7, 4), 70, "working-days", date(2022, 10, 12)),
        # 18 April 2022 was Easter Monday, 15 April Good Friday; 2 May, 2 and 3 June were bank holidays.
        (date(2022, 3, 31), 45, "working-days", date(2022, 6, 9)),
    ],
)
def test_a_deadline_is_reckoned_from_the_day_after_its_start(
    start: date, length: int, unit: Unit, end: date
) -> None:
    """Weekends and the bank holidays of England and Wales are left out of working days."""
    assert deadline(start, length, unit) == end


def test_the_bank_holidays_that_were_left_out() -> None:
    """Those that fall on a weekday after the start, up to the end."""
    assert holidays_within(date(2022, 5, 27), date(2022, 6, 6)) == (date(2022, 6, 2), date(2022, 6, 3))


def clock_of(root: Path, inspection: str, files: dict[str, str], today: date) -> dict[str, object]:
    """Return the action-plan clock of an inspection whose fields are given."""
    return clocks_in(made(write(root, inspected(inspection, files)), today))["action-plan"]


def inspected(inspection: str, files: dict[str, str]) -> dict[str, str]:
    """Return the files of a council with an inspection whose fields are given, and others."""
    return {
        "authorities/ashby.yml": "name: Ashby\nbodies:\n  - {key: cabinet, name: Cabinet, kind: executive}\n",
        "inspections/visit.md": f"---\ntitle: A visit\nauthority: ashby\nkind: ilacs\n{inspection}---\n",
        **files,
    }


def clocks_in(site: MadeSite, kind: str = "inspections") -> dict[str, dict[str, object]]:
    """Return the clocks of the first record of a kind, by their keys."""
    return {clock["key"]: clock for clock in data_of(site)[kind][0]["clocks"]}


MET = "---\ntitle: The plan\ndate: {date}\nabout: [visit]\nmeets: [action-plan]\n---\n"


@pytest.mark.parametrize(
    ("received", "met", "today", "state", "end"),
    [
        ("", None, date(2026, 3, 4), "start-unknown", None),
        ("received: 2025-11-03\n", None, date(2026, 2, 12), "running", "2026-02-12"),
        ("received: 2025-11-03\n", None, date(2026, 2, 13), "passed", "2026-02-12"),
        ("received: 2025-11-03\n", "2026-02-12", date(2026, 3, 4), "met", "2026-02-12"),
        ("received: 2025-11-03\n", "2026-02-13", date(2026, 3, 4), "met-late", "2026-02-12"),
        ("received: 2025-11\n", "2026-02", date(2026, 3, 4), "met", "2026-02-11/2026-03-11"),
        # In time from the publication, and late by the law.
        (
            "received: 2025-11-03\npublished: 2025-11-24\n",
            "2026-03-02",
            date(2026, 3, 4),
            "met-late",
            "2026-02-12",
        ),
    ],
)
def test_the_action_plan_clock(
    tmp_path: Path, received: str, met: str | None, today: date, state: str, end: str | None
) -> None:
    """70 working days from the receipt; late only where that is certain."""
    files = {"updates/plan.md": MET.format(date=met)} if met else {}
    clock = clock_of(tmp_path, received, files, today)
    assert (clock["state"], clock["deadline"], clock["estimate"]) == (state, end, None)


@pytest.mark.parametrize(
    ("inspection", "estimate"),
    [
        ("published: 2025-11-03\n", "2026-02-12"),
        ("published: 2025-11\n", "2026-03-11"),
        ("published: ../2025-11-03\n", "2026-02-12"),
        ("published: 2025-11-03/..\n", None),
        ("published: unknown\n", None),
        ("received: unknown\npublished: 2025-11-03\n", "2026-02-12"),
    ],
)
@pytest.mark.parametrize("met", [None, "2025-12-01", "2026-03-02"])
def test_without_the_receipt_nothing_is_known_but_an_estimate(
    tmp_path: Path, inspection: str, met: str | None, estimate: str | None
) -> None:
    """The latest day that the deadline of the plan can be; never a state, whatever says that it was met."""
    files = {"updates/plan.md": MET.format(date=met)} if met else {}
    files["updates/report.md"] = MET.format(date="2025-12-01").replace("action-plan", "report-publication")
    clocks = clocks_in(made(write(tmp_path, inspected(inspection, files)), date(2026, 3, 4)))
    assert {clock["state"] for clock in clocks.values()} == {"start-unknown"}
    assert {clock["deadline"] for clock in clocks.values()} == {None}
    assert [clocks[key]["estimate"] for key in ("report-publication", "action-plan")] == [None, estimate]


def test_an_estimate_is_no_deadline(tmp_path: Path) -> None:
    """The page tells it, with the record that says it was done; no calendar or briefing has it."""
    files = inspected("published: 2026-02-02\n", {"updates/plan.md": MET.format(date="2026-03-02")})
    files["meetings/next.md"] = "---\nbody: ashby/cabinet\ndate: 2026-04-01\nstate: scheduled\nitems:\n"
    files["meetings/next.md"] += "  - {title: The visit, about: [visit]}\n---\n"
    files["site.yml"] = "title: A tracker\nbase_url: https://tracker.example/\n"
    site = made(write(tmp_path, files), date(2026, 3, 4))
    told = "At the latest 14 May 2026 , counted from publication; the legal deadline is earlier."
    for page in ("inspections/visit/index.html", "deadlines/index.html"):
        words = text_of(site.files[page].decode())
        assert told in words, page
        assert (
            "The plan , 2 March 2026 , says that it was done. It is not known whether that was in time."
            in words
        )
    words = text_of(site.files["inspections/visit/index.html"].decode())
    assert "It is not known whether that was in time. Rule: The Education and Inspections Act 2006" in words
    assert "2 deadlines: 2 with a start that is not known." in text_of(
        site.files["deadlines/index.html"].decode()
    )
    others = [path for path in site.files if path.endswith(".ics") or path.startswith("briefings/")]
    assert {path.split("/")[0] for path in others} == {"calendar.ics", "briefings", "authorities"}
    for path in others:
        assert b"14 May 2026" not in site.files[path], path
        assert b"20260514" not in site.files[path], path
        assert b"action plan" not in site.files[path], path


@pytest.mark.parametrize(
    ("record", "starts", "content", "start"),
    [
        ("inspection", "visited", {"visited": "{from: 2026-01-12}"}, "2026-01-12/.."),
        ("inspection", "visited", {"visited": "{from: 2026-01-12, to: unknown}"}, "2026-01-12/.."),
        ("inspection", "visited", {"visited": "{from: 2025-12-01}"}, "2025-12-01/.."),
        (
            "inquiry",
            "published",
            {"reports": "[{title: I, stage: interim, date: 2026-01-12}, {title: F, stage: final}]"},
            None,
        ),
        ("inquiry", "published", {"reports": "[{title: One, date: 2026-01-12}, {title: Two}]"}, None),
    ],
)
def test_what_only_looks_like_the_start_starts_nothing(
    tmp_path: Path, record: str, starts: str, content: dict[str, str], start: str | None
) -> None:
    """The first day of a visit is not its end, nor an interim report the final one."""
    rule = f"{{key: rule, title: A rule, applies_to: {{record: {record}}}, starts: {starts}, length: 5, unit: days}}"
    fields = "".join(f"{name}: {value}\n" for name, value in content.items())
    folder = {"inspection": "inspections", "inquiry": "inquiries"}[record]
    files = {
        "site.yml": f"title: A tracker\nclocks: [{rule}]\n",
        "authorities/ashby.yml": "name: Ashby\n",
        f"{folder}/one.md": f"---\ntitle: One\nauthority: ashby\n{fields}---\n",
    }
    clock = clocks_in(made(write(tmp_path, files), date(2026, 3, 4)), folder)["rule"]
    assert (clock["start"], clock["deadline"], clock["state"]) == (start, None, "start-unknown")


def test_a_clock_does_not_run_before_it_starts(tmp_path: Path) -> None:
    """On a day between the visit and the receipt of the report, nobody knew when the council would have it."""
    inspection = "visited: {to: 2026-01-12}\nreceived: 2026-02-02\n"
    root = write(tmp_path, inspected(inspection, {}))
    states = {
        day: clocks_in(made(root, date(2026, 3, 4), date(2026, 2, day)))["action-plan"]["state"]
        for day in (1, 2)
    }
    assert states == {1: "start-unknown", 2: "running"}


def test_a_plan_that_was_late_by_the_law_is_late() -> None:
    """In the made-up council, it came 66 working days after the publication, and 81 after the receipt."""
    plan = next(
        clock
        for one in data_of(council.made())["inspections"]
        for clock in one["clocks"]
        if clock["key"] == "action-plan"
    )
    assert (plan["start"], plan["deadline"], plan["state"]) == ("2022-06-13", "2022-09-21", "met-late")


def test_a_site_sets_clocks_of_its_own(tmp_path: Path) -> None:
    """A local rule: the executive answers a recommendation within two months."""
    rule = (
        "title: A tracker\nclocks:\n  - {key: answer, title: The executive answers, "
        "applies_to: {record: recommendation}, starts: issued, length: 2, unit: months}\n"
    )
    root = write(
        tmp_path,
        {
            "site.yml": rule,
            "authorities/ashby.yml": "name: Ashby\n",
            "inquiries/caseloads.md": "---\ntitle: Caseloads\nauthority: ashby\n---\n",
            "recommendations/fewer.md": "---\ntitle: Fewer cases\nfrom: caseloads\nissued: 2026-01-10\n---\n",
        },
    )
    clock = data_of(made(root, date(2026, 3, 4)))["recommendations"][0]["clocks"][0]
    assert (clock["key"], clock["start"], clock["deadline"], clock["state"]) == (
        "answer",
        "2026-01-10",
        "2026-03-10",
        "running",
    )
