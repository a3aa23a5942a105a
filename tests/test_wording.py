"""What pages say in words of meetings, deadlines and actions, on the made-up council and on small sites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import council, made, project_at, words_of, write
from tests.support.examplebury import AUTHORITY, meeting, visit
from tracker_site.pipeline import Clock, MadeSite, make_site

DAY = date(2026, 3, 4)


def small(root: Path, files: dict[str, str], today: date = DAY, as_at: date | None = None) -> MadeSite:
    """Return a small site, made."""
    return made(write(root, {"authorities/examplebury.yml": AUTHORITY, **files}), today, as_at)


def test_an_answer_that_came_late_does_not_simply_meet_its_deadline() -> None:
    """23 days late, for four recommendations and for a fifth."""
    words = words_of(council.made(), "meetings/cabinet-2021-06-08/")
    late = "Meets, 23 days late, the deadline of 16 May 2021: The executive answers the recommendation ("
    assert words.count(late) == 2
    assert "Meets the deadline" not in words
    letter = words_of(council.made(), "updates/cabinet-letter-2022/")
    assert "Meets the deadline of 28 November 2022: The executive answers the Council" in letter


@pytest.mark.parametrize(
    ("published", "met", "words"),
    [
        ("2024-06-03", "2024-09-30", "Meets, 21 days late, the deadline of 9 September 2024:"),
        ("2024-06-03", "2024-09-10", "Meets, 1 day late, the deadline of 9 September 2024:"),
        ("2024-06-03", "2024-09-09", "Meets the deadline of 9 September 2024:"),
        ("2024-06-03", "2024-10", "Meets, at least 22 days late, the deadline of 9 September 2024:"),
        (
            "2024-06-03",
            "2024-09",
            "Meets, though it is not certain that in time, the deadline of 9 September",
        ),
        (
            "unknown",
            "2024-09",
            "It is not known whether this was in time, because the start of the deadline is not known: A reply",
        ),
    ],
)
def test_how_a_deadline_is_met_is_told(tmp_path: Path, published: str, met: str, words: str) -> None:
    """By how many days, at least where the dates are not exact, and nothing where it can't be told."""
    site = small(
        tmp_path,
        {
            "site.yml": "title: T\nclocks:\n  - {key: reply, title: A reply, applies_to: {record: inspection}, "
            "starts: published, length: 98, unit: days}\n",
            "inspections/visit.md": visit(2024, published=published),
            "updates/reply.md": f"---\ntitle: Reply\ndate: {met}\nabout: [visit]\nmeets: [reply]\n---\n",
        },
    )
    assert words in words_of(site, "updates/reply/")


def test_the_second_to_meet_a_deadline_comes_after_it_was_met(tmp_path: Path) -> None:
    update = "---\ntitle: Plan\ndate: {}\nabout: [visit]\nmeets: [action-plan]\n---\n"
    site = small(
        tmp_path,
        {
            "inspections/visit.md": visit(2024, "kind: ilacs-standard\nreceived: 2024-05-20\n"),
            "updates/first.md": update.format("2024-07-01"),
            "updates/second.md": update.format("2024-07-02"),
        },
    )
    assert "Meets the deadline of" in words_of(site, "updates/first/")
    assert "Comes after this deadline was met: The council publishes its action plan" in words_of(
        site, "updates/second/"
    )


def test_meetings_to_come_are_the_nearest_first_and_counted_apart() -> None:
    """31 are recorded, of which 28 were held."""
    site = council.made()
    assert "Meetings 28 meetings held, 2 planned and 1 cancelled. What each" in words_of(site, "meetings/")
    for address in ("", "meetings/", "authorities/examplebury/", "authorities/examplebury/scrutiny/"):
        words = words_of(site, address)
        first, second = (words.index(f"Committee, {day} 2026 Children") for day in ("19 May", "21 July"))
        assert first < second
    assert "Meetings that are planned, nearest first" in words_of(site, "")
    assert "28 meetings held, 2 planned and 1 cancelled; " in words_of(site, "")
    assert "Meetings: those to come first, then the newest" in words_of(site, "meetings/")


def test_a_planned_meeting_whose_day_has_passed_is_planned_no_longer() -> None:
    """Nobody has recorded whether it was held."""
    day = date(2026, 6, 1)
    site = make_site(project_at(council.COUNCIL), Clock(day, day))
    words = words_of(site, "meetings/scrutiny-2026-05-19/")
    assert "It was planned for 19 May 2026. Whether it was held is not recorded here." in words
    assert "State Was planned; whether it was held is not recorded" in words
    assert "Planned, not yet held" not in words
    assert "Prepare for this meeting" not in words
    assert "1 planned, 1 planned for a day that has passed and 1 cancelled" in words_of(site, "meetings/")


def test_which_meetings_were_planned_on_an_earlier_day_is_not_known(tmp_path: Path) -> None:
    """A planned meeting is known only from its own record, and that may have been made later."""
    planned = "---\nbody: examplebury/scrutiny\ndate: 2026-04-01\nstate: scheduled\n---\n"
    files = {"meetings/planned.md": planned}
    then = words_of(small(tmp_path / "then", files, as_at=date(2026, 2, 1)), "")
    assert "which meetings were planned then is not known" in then
    assert "No meeting to come is recorded" not in then
    assert "No meeting to come is recorded." in words_of(small(tmp_path / "none", {}), "")


def test_an_inspection_lists_the_meetings_that_its_table_marks() -> None:
    """Those of the Board dealt with actions that answer it; one that is planned has not dealt with anything yet."""
    words = words_of(council.made(), "inspections/monitoring-visit-2024/")
    dealt, _, planned = words[words.index("Meetings that dealt with it") :].partition("Meetings planned to")
    assert "Children’s Improvement Board, 14 October 2025" in dealt
    assert "Children’s Improvement Board, June 2024" in dealt
    assert "19 May 2026" not in dealt
    assert "19 May 2026" in planned


def test_who_says_that_actions_are_closed_is_counted() -> None:
    """One of them is signed off, not all."""
    words = words_of(council.made(), "inspections/ilacs-2022/")
    assert "2 planned (of what is closed, 1 signed off by scrutiny and 3 reported by the council)" in words


def test_a_meeting_that_moved_a_date_changed_something() -> None:
    """Though the status is what it was."""
    words = words_of(council.made(), "meetings/scrutiny-2025-01-21/")
    assert "status unchanged Due date moved from 31 December 2024 to 30 June 2026" in words


def test_what_was_withdrawn_is_named() -> None:
    """Both where withdrawals are listed and at its old address."""
    listed = words_of(council.made(), "changes/corrections/")
    assert "Recommendation 8 of the inspection of 2022 , withdrawn 1 February 2023 ." in listed
    old = words_of(council.made(), "recommendations/ilacs-2022-8/")
    assert (
        "Withdrawn: Recommendation 8 of the inspection of 2022 This record was withdrawn ( 1 February 2023 )"
        in old
    )


def test_what_was_withdrawn_without_a_title_is_told_by_its_kind(tmp_path: Path) -> None:
    """Its id may be what had to go, so it stands only in an address that has it anyway."""
    withdrawn = "withdrawn:\n  - {id: gone, kind: inspection, date: 2025}\n  - {id: quite-gone, date: 2025}\n"
    site = small(tmp_path, {"site.yml": f"title: T\n{withdrawn}"})
    page = site.files["changes/corrections/index.html"].decode()
    assert '<a href="../../inspections/gone/">Inspection gone</a>, withdrawn' in page
    assert "<li>Record, withdrawn" in page
    assert "quite-gone" not in page


def test_a_meeting_moves_the_date_of_a_part(tmp_path: Path) -> None:
    """Which part is said, and a first date is set, not moved."""
    site = small(
        tmp_path,
        {
            "inspections/visit-2024.md": visit(2024),
            "recommendations/visit-2024-1.md": (
                "---\ntitle: Assess\nfrom: visit-2024\nparts:\n  - {key: a, text: One, due: 2025-01-01}\n"
                "  - {key: b, text: Two}\n---\nDo it.\n"
            ),
            "meetings/m1.md": meeting(
                "2025-01-10",
                "  - title: It\n    progress:\n      - {on: visit-2024-1/a, due: 2025-06-01}\n"
                "      - {on: visit-2024-1/b, due: 2025-07-01}\n",
            ),
        },
    )
    words = words_of(site, "meetings/m1/")
    assert "status unchanged Part a: due date moved from 1 January 2025 to 1 June 2025" in words
    assert "Part b: due date set: 1 July 2025" in words


ONE_DATE = {
    "inspections/visit-2024.md": visit(2024),
    "recommendations/visit-2024-1.md": (
        "---\ntitle: Assess\nfrom: visit-2024\ndue: 2025-01-01\n---\nDo it.\n"
    ),
}


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        ("", "The one due date that is recorded is not recorded as moved."),
        (
            "due: 2025-06-01",
            "The one due date that is recorded came to be later than at first. No reason is recorded for the move.",
        ),
        (
            "due: unknown, reason: No staff.",
            "The one due date that is recorded was dropped. The move has a reason on record.",
        ),
        (
            "due: 2024-12-01",
            "The one due date that is recorded was moved, but is not certainly later than at first. No reason",
        ),
    ],
)
def test_one_due_date_is_told_in_the_singular(tmp_path: Path, progress: str, sentence: str) -> None:
    news = f"progress: [{{on: visit-2024-1, {progress}}}]" if progress else "about: visit-2024-1"
    site = small(
        tmp_path, {**ONE_DATE, "meetings/m1.md": meeting("2024-09-10", f"  - {{title: It, {news}}}\n")}
    )
    assert words_of(site, "slippage/").startswith(f"Slippage {sentence}")


def test_a_date_that_no_record_moved_is_late_for_recommendations_too() -> None:
    """The made-up council has recommendations past a date that nobody ever moved."""
    words = words_of(council.made(), "slippage/")
    assert "what is past a date that no record moved ( 3 actions , 4 recommendations , among all" in words


def test_one_motion_is_told_in_the_singular(tmp_path: Path) -> None:
    motion = "  - title: A motion\n    motions: [{title: More staff, result: carried}]\n"
    site = small(tmp_path, {"meetings/m1.md": meeting("2025-01-10", motion)})
    assert words_of(site, "motions/").startswith("Motions 1 motion, and what became of it.")


def test_a_date_stands_once_beside_the_meeting_that_is_called_by_it() -> None:
    """Not "…, 18 November 2025, 18 November 2025"."""
    words = words_of(council.made(), "recommendations/ilacs-2022-3/")
    assert "Scrutiny Committee, 18 November 2025" in words
    assert "18 November 2025 , 18 November 2025" not in words


def test_a_unit_that_a_value_has_itself_is_not_said_again(tmp_path: Path) -> None:
    """93%, not 93% (%)."""
    figures = "[{measure: visits, value: 93%}, {measure: visits, value: '92'}]"
    site = small(
        tmp_path,
        {
            "measures/visits.yml": 'title: Visits\nauthority: examplebury\nunit: "%"\n',
            "meetings/m1.md": meeting("2025-01-10", f"  - {{title: It, figures: {figures}}}\n"),
        },
    )
    words = words_of(site, "meetings/m1/")
    assert "93% not stated" in words
    assert "92 (%) not stated" in words


def test_the_chart_chooses_between_no_two_values() -> None:
    """The list gives both with the target, and no line of the chart leads through either."""
    site = council.made()
    listed = words_of(site, "measures/")
    assert "17 or 20 Lower is better; the target is 16, and of the values last said, which differ" in listed
    page = words_of(site, "measures/caseload/")
    assert "October 2025 differ. All stand in the table" in page
    assert "no line leads through them" in page


def test_what_no_body_dealt_with_has_no_meetings_since(tmp_path: Path) -> None:
    """Which is another thing than that no meeting was held since."""
    words = words_of(small(tmp_path, ONE_DATE), "silence/")
    assert "no body is recorded as having dealt with it" in words
    assert "none recorded" not in words
    undated = {**ONE_DATE, "inspections/visit-2024.md": visit(2024, published="unknown")}
    one = words_of(small(tmp_path / "one", undated), "silence/")
    assert "1 recommendation without any dated record is counted apart." in one
    assert "1 recommendation without any dated record. Nobody can tell whether it has gone quiet." in one


def test_what_was_said_of_a_whole_is_not_claimed_to_be_said_of_each(tmp_path: Path) -> None:
    """A committee that signs off a plan names none of its steps; a report on a visit names no recommendation."""
    plan = (
        "title: Plan\nauthority: examplebury\nfor: visit\ndate: 2024-02-01\nactions:\n"
        "  - {key: train, title: Train, recommendations: [visit-1]}\n  - {key: audit, title: Audit}\n"
    )
    named = ("plan", "plan/audit")
    signed_off = ", ".join(f"{{on: {one}, status: completed, said_by: scrutiny}}" for one in named)
    said = f"[{{on: visit, status: in-progress}}, {signed_off}]"
    outcome = f"{{verb: approved, text: Yes., progress: {said}}}"
    site = small(
        tmp_path,
        {
            "inspections/visit.md": visit(2024, published="2024-01-10"),
            "recommendations/visit-1.md": "---\ntitle: Audits\nfrom: visit\n---\nAudit.\n",
            "recommendations/visit-2.md": "---\ntitle: Caseloads\nfrom: visit\n---\nCount.\n",
            "actions/plan.yml": plan,
            "meetings/march.md": (
                "---\nbody: examplebury/scrutiny\ndate: 2024-03-05\n"
                f"items:\n  - title: It\n    about: visit\n    outcomes: [{outcome}]\n---\n"
            ),
        },
    )
    of_plan, of_visit = (
        f"That was said of the {whole} as a whole." for whole in ("action plan", "inspection")
    )
    assert of_plan in words_of(site, "actions/plan/train/")
    assert of_visit in words_of(site, "recommendations/visit-1/")
    assert "as a whole" not in words_of(site, "actions/plan/audit/")


def test_what_a_meeting_made_did_not_stand_anywhere_before_it(tmp_path: Path) -> None:
    """Of that there is something to tell only where the meeting said at once how far it has come."""
    outcome = (
        "{verb: recommended, text: Yes., makes: [march-1, march-2], "
        "progress: [{on: march-2, status: in-progress, said_by: council}]}"
    )
    site = small(
        tmp_path,
        {
            "meetings/march.md": (
                "---\nbody: examplebury/scrutiny\ndate: 2024-03-05\n"
                f"items:\n  - title: It\n    about: [march-1, march-2]\n    outcomes: [{outcome}]\n---\n"
            ),
            "recommendations/march-1.md": "---\ntitle: Audits\nfrom: march\n---\nAudit.\n",
            "recommendations/march-2.md": "---\ntitle: Rotas\nfrom: march\n---\nPublish.\n",
        },
    )
    words = words_of(site, "meetings/march/")
    table = words[words.index("Before and after the meeting") :]
    assert "Rotas made at this meeting In progress" in table
    assert "Audits" not in table
