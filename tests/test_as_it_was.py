"""What a recommendation's page says of any day is what the whole site said as at that day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT, made, write
from tracker_site.dataset.guide import Guide
from tracker_site.labels import RESPONSES
from tracker_site.pages.as_it_was import AsItWas, as_it_was
from tracker_site.pipeline import Clock, stand
from tracker_site.problems import Problems
from tracker_site.status.derive import derive
from tracker_site.status.standing import Standings

TODAY = date(2026, 11, 22)
MADE_UP = (ROOT / "tests" / "council", *sorted((ROOT / "tests" / "sites").iterdir()))
SITES = (ROOT, *(folder for folder in MADE_UP if (folder / "content").is_dir()))

MEETING = (
    "---\nbody: examplebury/scrutiny\ndate: {date}\n"
    "items:\n  - title: It\n    about: visit\n    outcomes:\n{outcomes}---\n"
)

EXAMPLEBURY = {
    "authorities/examplebury.yml": (
        "name: Examplebury\nbodies: [{key: scrutiny, name: Board, kind: scrutiny}]\n"
    ),
    "inspections/visit.md": "---\ntitle: Visit\nauthority: examplebury\npublished: 2024-01-10\n---\n",
    "recommendations/visit-1.md": (
        "---\ntitle: Audits\nfrom: visit\nparts:\n"
        "  - {key: a, text: Monthly audits., due: 2024-03-01}\n  - {key: b, text: Told to members.}\n---\nAudit.\n"
    ),
    "meetings/march.md": MEETING.format(
        date="2024-03-05",
        outcomes=(
            "      - verb: agreed\n        text: Yes.\n"
            "        responses: [{to: visit-1/a, response: accepted}]\n"
            "        progress: [{on: visit-1/a, status: completed, said_by: scrutiny, due: 2024-06}]\n"
        ),
    ),
    "meetings/april.md": MEETING.format(
        date="2024-04",
        outcomes=(
            "      - verb: agreed\n        text: Yes.\n"
            "        responses: [{to: visit-1/b, response: rejected}]\n"
            "        progress: [{on: visit-1/b, status: planned}]\n"
        ),
    ),
    "meetings/may.md": MEETING.format(
        date="2024-05-05",
        outcomes=(
            "      - verb: agreed\n        text: Yes.\n"
            "        responses: [{to: visit, response: accepted-in-principle}]\n"
            "        progress: [{on: visit-1, status: completed, said_by: scrutiny, due: unknown}]\n"
        ),
    ),
}


def rows_of(standings: Standings) -> dict[str, tuple[AsItWas, ...]]:
    guide = Guide(standings)
    return {id: as_it_was(guide, one) for id, one in standings.recommendations.items()}


def check_every_row(root: Path, today: date) -> int:
    """Hold each row, on its first day and on its last, to the standing as at that day; return how many there are."""
    now, checked = stand(root / "content", "content", Clock(today, today)), 0
    as_at = cache(lambda day: derive(now.register, Problems(), today, day).recommendations)
    for id, rows in rows_of(now).items():
        later = None
        for row in rows:
            for day in {row.day, later - timedelta(days=1) if later else today}:
                then = as_at(day)[id]
                dates = [then.due_dates, *(part.due_dates for part in then.parts)]
                shown, is_now = row.step, then.step
                assert (shown.status, shown.assurance) == (is_now.status, is_now.assurance)
                assert [due for _, due in row.due_dates] == [due[-1].date for due in dates if due]
                assert row.response == (RESPONSES[then.response] if then.response else None)
            later = row.day
            checked += 1
    return checked


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_each_line_is_what_the_site_said_as_at_its_days(site: Path) -> None:
    check_every_row(site, TODAY)


def test_parts_answers_and_dates_are_as_they_then_stood(tmp_path: Path) -> None:
    root = write(tmp_path, EXAMPLEBURY)
    assert check_every_row(root, TODAY) == 4
    rows = rows_of(stand(root / "content", "content", Clock(TODAY, TODAY)))["visit-1"]
    shown = [
        (
            row.said_by[0][0].text,
            row.step.status.label,
            [(part, due.text) for part, due in row.due_dates],
            row.response,
        )
        for row in rows
    ]
    assert shown == [
        (
            "2024-05-05",
            "Completed",
            [(None, "unknown"), ("a", "unknown"), ("b", "unknown")],
            "Accepted in principle",
        ),
        ("2024-04", "Planned", [("a", "2024-06")], "Not all parts were answered alike"),
        ("2024-03-05", "No information", [("a", "2024-06")], "Not all parts were answered alike"),
        ("2024-01-10", "No information", [("a", "2024-03-01")], None),
    ]


def test_the_page_shows_it_without_a_script(tmp_path: Path) -> None:
    html = made(write(tmp_path, EXAMPLEBURY), TODAY).files["recommendations/visit-1/index.html"].decode()
    table = html.split('id="what-the-record-said-and-when"')[1].split("</table>")[0]
    assert table.count("<tr") == 5
    assert "date dropped" in table


def test_a_long_chain_of_undated_updates_sorts_after_what_it_is_about(tmp_path: Path) -> None:
    """Each is about what the next asked for; only the last of them leads to a day."""
    update = "---\ntitle: Letter {n}\nkind: letter\ndate: unknown\nby: The Director\nauthority: examplebury\n"
    update += "about: [{about}]\nactions: [{{key: ask, title: Ask}}]\n---\n"
    chain = [f"letter-{n:03}" for n in range(600)]
    files = {
        f"updates/{id}.md": update.format(n=id[-3:], about=about)
        for id, about in zip(chain, [*(f"{id}/ask" for id in chain[1:]), "visit"], strict=True)
    }
    standings = stand(write(tmp_path, {**EXAMPLEBURY, **files}) / "content", "content", Clock(TODAY, TODAY))
    assert {standings.register.days[id] for id in chain} == {date(2024, 1, 10)}
