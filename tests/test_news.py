"""The page of changes: each line a real change, dated as its record is, the newest first."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

from tests.support import ROOT, made, write
from tracker_site.dataset.build import Dataset
from tracker_site.pages.news import all_news, by_record
from tracker_site.pipeline import Clock, stand

TODAY = date(2024, 12, 1)
REAL_DAY = date(2026, 11, 22)

EXAMPLEBURY = {
    "authorities/examplebury.yml": (
        "name: Examplebury\nbodies:\n  - {key: scrutiny, name: Board, kind: scrutiny}\n"
        "  - {key: council, name: Council, kind: council}\n"
    ),
    "inspections/visit.md": "---\ntitle: Visit\nauthority: examplebury\npublished: 2024-01-10\n---\n",
    "inspections/no-date.md": "---\ntitle: Nobody knows when\nauthority: examplebury\n---\n",
    "inquiries/housing.md": (
        "---\ntitle: Housing\nauthority: examplebury\nopened: 2023-12\n"
        "reports: [{title: First findings, stage: interim, date: 2024-02-01}]\n---\n"
    ),
    "recommendations/visit-1.md": "---\ntitle: Audits\nfrom: visit\ndue: 2024-03-31\n---\nAudit.\n",
    "recommendations/no-date-1.md": "---\ntitle: Old\nfrom: no-date\n---\nOld.\n",
    "actions/plan.yml": "title: A plan\nauthority: examplebury\nfor: visit\ndate: 2024-02-10\n",
    "actions/no-date-plan.yml": (
        "title: Old plan\nauthority: examplebury\nfor: no-date\nactions: [{key: one, title: Do it}]\n"
    ),
    "meetings/noted.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-02-20\nitems:\n"
        "  - title: Audits\n    about: visit-1\n    outcomes: [{verb: noted, text: Noted.}]\n---\n"
    ),
    "meetings/council.md": (
        "---\nbody: examplebury/council\ndate: 2024-03-01\nitems:\n"
        "  - title: Motions\n    about: visit-1\n    motions:\n"
        "      - title: Audit now\n        result: carried-as-amended\n"
        "        points: [{key: a, text: Now.}, {key: b, text: Weekly.}]\n"
        "        amendments: [{drops: [b], result: carried}]\n"
        "      - {title: Audit never, result: lost, points: [{key: a, text: Never.}]}\n"
        "    outcomes:\n      - {verb: requested, to: Cabinet, text: That Cabinet *report* back.}\n"
        "    responses:\n      - {to: visit-1, response: accepted, by: Cabinet, standing: proposed}\n---\n"
    ),
    "meetings/board.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-04-01\nitems:\n"
        "  - title: Audits\n    about: visit-1\n    outcomes:\n      - verb: agreed\n        text: Yes.\n"
        "        progress: [{on: visit-1, status: in-progress, due: 2024-09-30, reason: There was no auditor.}]\n"
        "        responses: [{to: visit-1, response: accepted, by: Cabinet}]\n"
        "        actions: [{key: tell, title: Tell members, when: in due course}]\n"
        "      - {verb: action, text: That the Chair write., actions: [{key: write, title: Write}]}\n---\n"
    ),
    "meetings/again.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-05-01\nitems:\n"
        "  - title: Audits\n    about: visit-1\n    outcomes:\n      - verb: agreed\n        text: Yes.\n"
        "        progress: [{on: visit-1, status: in-progress, said_by: scrutiny, due: unknown}]\n"
        "        responses: [{to: visit-1, response: accepted, by: Cabinet}]\n---\n"
    ),
    "meetings/unknown.md": (
        "---\nbody: examplebury/scrutiny\ndate: unknown\nitems:\n"
        "  - title: Old\n    about: no-date\n    progress: [{on: [no-date-1, no-date-plan], status: planned}]\n---\n"
    ),
    "meetings/off.md": "---\nbody: examplebury/scrutiny\ndate: 2024-06-01\nstate: cancelled\n---\n",
    "meetings/next.md": "---\nbody: examplebury/scrutiny\ndate: 2025-01-01\nstate: scheduled\n---\n",
}


def told(root: Path, today: date = TODAY) -> list[tuple[str, str, list[str]]]:
    """Return the groups of the page: date, record, and what each line says."""
    guide = Dataset(stand(root / "content", "content", Clock(today, today)))
    return [
        (
            group[0].date.text,
            str(group[0].record),
            [f"{one.subject.title}: {one.words}" if one.subject else one.words for one in group],
        )
        for group in by_record(all_news(guide))
    ]


def test_each_change_is_told_with_its_record_and_nothing_else_is(tmp_path: Path) -> None:
    """Neither that a plan, an inspection or a meeting is recorded, nor that something was noted or said again."""
    assert told(write(tmp_path, EXAMPLEBURY)) == [
        ("2024-06-01", "off", ["The meeting was cancelled"]),
        (
            "2024-05-01",
            "again",
            [
                "Agreed: Yes.",
                "Audits: In progress, now signed off by Board",
                "Audits: Due date dropped; it was 30 September 2024; no reason recorded",
            ],
        ),
        (
            "2024-04-01",
            "board",
            [
                "Agreed: Yes.",
                "Audits: Response: accepted (by Cabinet)",
                "Audits: No information → In progress (reported by the council)",
                "Audits: Due date moved from 31 March 2024 to 30 September 2024. "
                "Reason given: There was no auditor.",
                "Tell members: Action decided, “in due course”, no date",
                "Write: Action asked for, no date",
            ],
        ),
        (
            "2024-03-01",
            "council",
            [
                "Motion “Audit never”: lost. None of its points was carried",
                "Motion “Audit now”: carried as amended. 1 of its 2 points fell",
                "Requested (to Cabinet): That Cabinet report back.",
                "Audits: Response only proposed: accepted (by Cabinet)",
            ],
        ),
        ("2024-02-10", "plan", ["Action plan made; the sources do not give its actions"]),
        ("2024-02-01", "housing", ["Interim report: “First findings”"]),
        ("2024-01-10", "visit", ["Report published", "Audits: Recommendation made"]),
        ("2023-12", "housing", ["Inquiry opened"]),
        ("unknown", "no-date", ["Old: Recommendation made"]),
        ("unknown", "no-date-plan", ["Do it: Action listed, no date"]),
        (
            "unknown",
            "unknown",
            [
                "Do it: No information → Planned (reported by the council)",
                "Old: No information → Planned (reported by the council)",
            ],
        ),
    ]


def test_a_resolution_is_told_in_one_line_beside_what_came_of_it(tmp_path: Path) -> None:
    """A recommendation that a meeting made, too; where it only agreed an action, the action is enough."""
    meeting = (
        "---\nbody: examplebury/scrutiny\ndate: 2024-05-01\nitems:\n  - title: Audits\n    outcomes:\n"
        "      - {verb: recommended, to: Cabinet, text: That Cabinet audit more., makes: again-1}\n---\n"
    )
    made_by_it = "---\ntitle: Audit more\nfrom: again\n---\nAudit more.\n"
    files = {**EXAMPLEBURY, "meetings/again.md": meeting, "recommendations/again-1.md": made_by_it}

    (lines,) = [lines for _, record, lines in told(write(tmp_path, files)) if record == "again"]

    assert lines == ["Recommended (to Cabinet): That Cabinet audit more.", "Audit more: Recommendation made"]


def test_the_real_content_tells_the_newest_first_and_what_has_no_date_at_the_end() -> None:
    groups = told(ROOT, REAL_DAY)
    dates = [when for when, _, _ in groups]
    known = [when for when in dates if when != "unknown"]
    assert dates == known + ["unknown"] * (len(dates) - len(known))
    shown = [re.sub(r"^\.\./|/.*", "", when) for when in known]
    assert shown == sorted(shown, reverse=True)
    assert not {"Action plan", "Inspection", "Meeting. Held"} & {
        line for *_, lines in groups for line in lines
    }


def test_what_a_council_decided_of_a_motion_is_among_the_changes() -> None:
    """The motion's fate and the Council's acceptance, which the page once left out."""
    (lines,) = [lines for _, record, lines in told(ROOT, REAL_DAY) if record == "leeds-council-motion-2021"]
    assert any(line.endswith("carried as amended. All its points fell") for line in lines)
    assert any(line.endswith("Response: accepted (by Council)") for line in lines)


def test_the_page_names_the_council_and_gathers_what_has_no_date(tmp_path: Path) -> None:
    site = made(write(tmp_path, EXAMPLEBURY), TODAY)
    html = site.files["changes/index.html"].decode()
    dated, undated = html.split("<h2>No date known</h2>")
    assert dated.count(">Examplebury</span>") == 8
    assert "Old" not in dated
    assert undated.count(">Examplebury</span>") == 3
    home = site.files["index.html"].decode()
    assert "The meeting was cancelled" in home
    assert "Nobody knows when" not in home.split("What changed lately")[1].split("</section>")[0]


def test_a_meeting_without_a_date_shows_where_things_stood_before_it(tmp_path: Path) -> None:
    """The changes say that it moved them from "No information"; so does its own page."""
    html = made(write(tmp_path, EXAMPLEBURY), TODAY).files["meetings/unknown/index.html"].decode()
    table = html.split('id="before-and-after-the-meeting"')[1].split("<tbody")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", table)
    words = [" ".join(unescape(re.sub("<[^>]+>", " ", row)).split()) for row in rows]
    assert words == [
        "Old No information Planned Reported by the council",
        "Do it No information Planned Reported by the council",
    ]


def test_a_long_list_of_changes_is_shortened_on_the_front_page(tmp_path: Path) -> None:
    actions = "".join(f"  - {{key: a{n}, title: Action {n}}}\n" for n in range(40))
    plan = f"title: P\nauthority: examplebury\nfor: visit\ndate: 2024-11-01\nactions:\n{actions}"
    html = (
        made(write(tmp_path, {**EXAMPLEBURY, "actions/long.yml": plan}), TODAY).files["index.html"].decode()
    )
    assert "and 35 more" in html.split("What changed lately")[1]


def test_what_is_dated_later_is_no_change_yet(tmp_path: Path) -> None:
    root = write(tmp_path, EXAMPLEBURY)
    guide = Dataset(stand(root / "content", "content", Clock(TODAY, date(2024, 3, 1))))
    assert max(one.day for one in all_news(guide)) == date(2024, 3, 1)
