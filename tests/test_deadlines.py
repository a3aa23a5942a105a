"""Clocks: the arithmetic of deadlines, and what meets them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import data_of, made, write
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
    content = {
        "authorities/ashby.yml": "name: Ashby\nbodies:\n  - {key: cabinet, name: Cabinet, kind: executive}\n",
        "inspections/visit.md": f"---\ntitle: A visit\nauthority: ashby\nkind: ilacs\n{inspection}---\n",
        **files,
    }
    clocks = data_of(made(write(root, content), today))["inspections"][0]["clocks"]
    return next(clock for clock in clocks if clock["key"] == "action-plan")


MET = "---\ntitle: The plan\ndate: {date}\nabout: [visit]\nmeets: [action-plan]\n---\n"


@pytest.mark.parametrize(
    ("published", "met", "today", "state", "end"),
    [
        ("", None, date(2026, 3, 4), "start-unknown", None),
        ("published: 2025-11-03\n", None, date(2026, 2, 12), "running", "2026-02-12"),
        ("published: 2025-11-03\n", None, date(2026, 2, 13), "passed", "2026-02-12"),
        ("published: 2025-11-03\n", "2026-02-12", date(2026, 3, 4), "met", "2026-02-12"),
        ("published: 2025-11-03\n", "2026-02-13", date(2026, 3, 4), "met-late", "2026-02-12"),
        ("published: 2025-11\n", "2026-02", date(2026, 3, 4), "met", "2026-02-11/2026-03-11"),
    ],
)
def test_the_action_plan_clock(
    tmp_path: Path, published: str, met: str | None, today: date, state: str, end: str | None
) -> None:
    """70 working days from the publication; late only where that is certain."""
    files = {"updates/plan.md": MET.format(date=met)} if met else {}
    clock = clock_of(tmp_path, published, files, today)
    assert (clock["state"], clock["deadline"]) == (state, end)


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
