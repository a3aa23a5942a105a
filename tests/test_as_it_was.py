"""What a recommendation's page says of any day is what the whole site said as at that day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT, data_of, made, text_of, words_of, write
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


PROPOSED = MEETING.format(
    date="2024-02-06",
    outcomes=(
        "      - verb: noted\n        text: Noted.\n"
        "        responses: [{to: visit-1, response: accepted, standing: proposed}]\n"
    ),
)


def test_meetings_and_proposed_answers_are_looked_up_too(tmp_path: Path) -> None:
    heard = MEETING.format(date="2024-02-20", outcomes="").replace("    outcomes:\n", "")
    root = write(tmp_path, {**EXAMPLEBURY, "meetings/feb.md": PROPOSED, "meetings/heard.md": heard})
    check_every_row(root, TODAY)
    rows = rows_of(stand(root / "content", "content", Clock(TODAY, TODAY)))["visit-1"]
    shown = {row.day.isoformat(): (row.response, row.proposed) for row in rows}
    assert shown["2024-02-06"] == (None, ((None, "Accepted"),))
    # What changes nothing stands in the line that holds until then.
    assert "2024-02-20" not in shown
    assert [[record for _, record in row.since] for row in rows if row.day == date(2024, 2, 6)] == [["heard"]]
    assert shown["2024-01-10"] == (None, ())
    assert shown["2024-05-05"] == ("Accepted in principle", ())  # given since
    table = made(root, TODAY).files["recommendations/visit-1/index.html"].decode()
    table = text_of(table.split('id="what-the-record-said-and-when"')[1].split("</table>")[0])
    assert "Accepted Only proposed" in table
    assert table.count("20 February 2024") == 1


UNDATED = {
    **EXAMPLEBURY,
    "inspections/lost.md": "---\ntitle: Lost visit\nauthority: examplebury\n---\n",
    "recommendations/lost-1.md": "---\ntitle: Lost request\nfrom: lost\n---\nFind it.\n",
    "inspections/named.md": "---\ntitle: Named visit\nauthority: examplebury\n---\n",
    "recommendations/named-1.md": "---\ntitle: Named request\nfrom: named\n---\nName it.\n",
    "recommendations/named-2.md": "---\ntitle: Its other request\nfrom: named\n---\nAnd this.\n",
    "actions/plan.yml": (
        "title: Plan\nauthority: examplebury\nfor: visit\n"
        "actions: [{key: audit, title: Audit, recommendations: [visit-1], due: 2024-09-01}]\n"
    ),
    "updates/letter.md": (
        "---\ntitle: Letter\nkind: letter\ndate: unknown\nby: The Director\nauthority: examplebury\n"
        "progress: [{on: visit-1, status: in-progress, due: 2025-01-01}]\n---\n"
    ),
    "meetings/undated.md": MEETING.format(date="unknown", outcomes="").replace("    outcomes:\n", ""),
    "meetings/april.md": EXAMPLEBURY["meetings/april.md"]
    .replace("about: visit", "about: [visit, named-1]")
    .replace("on: visit-1/b", "on: [visit-1/b, plan/audit]"),
    # What is only planned tells of nothing yet.
    "meetings/planned.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-02-20\nstate: scheduled\n"
        "items: [{title: It, about: [plan, lost]}]\n---\n"
    ),
}


def test_a_past_day_shows_what_has_no_date_once_a_dated_record_names_it(tmp_path: Path) -> None:
    root = write(tmp_path, UNDATED)

    def seen_on(day: date) -> set[str]:
        return set(stand(root / "content", "content", Clock(TODAY, day)).seen) & undated

    undated = {"lost", "lost-1", "named", "named-1", "named-2", "plan", "letter", "undated"}
    assert seen_on(date(2024, 3, 31)) == set()
    assert seen_on(date(2024, 4, 1)) == {"named", "named-1", "named-2", "plan"}
    assert seen_on(TODAY - timedelta(days=1)) == {"named", "named-1", "named-2", "plan"}
    assert seen_on(TODAY) == undated
    check_every_row(root, TODAY)


@pytest.mark.parametrize(("day", "left_out"), [(date(2024, 3, 31), 8), (date(2024, 4, 1), 4)])
def test_the_banner_of_a_past_day_counts_what_was_left_out(tmp_path: Path, day: date, left_out: int) -> None:
    site = made(write(tmp_path, UNDATED), TODAY, day)
    assert f"{left_out} records without a date are left out." in text_of(site.files["index.html"])
    assert data_of(site)["undated_left_out"] == left_out
    assert f"undated_left_out,{left_out}\r\n".encode() in site.files["data/site.csv"]


def test_what_is_left_out_of_a_past_day_says_nothing_there(tmp_path: Path) -> None:
    root = write(tmp_path, UNDATED)
    then = data_of(made(root, TODAY, date(2024, 3, 31)))
    (one,) = then["recommendations"]
    assert (one["status"], one["due"], one["timeline"][-1]["record"]) == ("no-information", None, "march")
    assert [row["meeting"] for row in one["meetings"]] == ["march"]
    assert then["actions"] == then["plans"] == then["updates"] == []
    html = made(root, TODAY, date(2024, 3, 31)).files["recommendations/visit-1/index.html"]
    assert "2025" not in text_of(html).split("Meeting by meeting")[0]
    now = data_of(made(root, TODAY))
    assert now["undated_left_out"] == 0
    assert {one["id"] for one in now["updates"]} == {"letter"}


LATER = {
    **EXAMPLEBURY,
    "site.yml": "title: A tracker\nwithdrawn: [{id: gone, date: 2025-02-01, note: Taken back.}]\n",
    "inquiries/homes.md": (
        "---\ntitle: Homes\nauthority: examplebury\nopened: 2023-01\nreports:\n"
        "  - {title: Interim report, stage: interim, date: 2023-06-01}\n"
        "  - {title: Final report, stage: final, date: 2025-01-15}\n---\n"
    ),
    "meetings/march.md": EXAMPLEBURY["meetings/march.md"].replace(
        "items:", "published: 2025-01-20\nitems:", 1
    ),
}


@pytest.mark.parametrize(
    ("day", "is_shown"), [(date(2024, 6, 1), False), (date(2025, 3, 1), True), (TODAY, True)]
)
def test_what_was_said_later_of_a_record_is_not_shown_on_a_past_day(
    tmp_path: Path, day: date, is_shown: bool
) -> None:
    site = made(write(tmp_path, LATER), TODAY, day)
    assert "Interim report" in words_of(site, "inquiries/homes/")
    assert ("Final report" in words_of(site, "inquiries/homes/")) == is_shown
    assert ("20 January 2025" in words_of(site, "meetings/march/")) == is_shown
    assert ("1 February 2025" in words_of(site, "changes/corrections/")) == is_shown
    (inquiry,) = data_of(site)["inquiries"]
    assert len(inquiry["reports"]) == 1 + is_shown
    published = {one["id"]: one["published"] for one in data_of(site)["meetings"]}
    assert published["march"] == ("2025-01-20" if is_shown else None)


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
