"""A second month: what changed is told row by row, and said on the day; what is not certain is an editor's to say."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support import SMALL, run_cli, tree, write
from tests.support.sheets import ACTIONS, OF_ACTIONS, PLAN, SETTINGS, SHEET, files_of, options
from tests.support.terminal import talk

FIRST = SHEET + "4,Hold audits,Ofsted,Principal,01/05/2026,Amber,Begun,\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site into which a first sheet came on 1 March."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    write(tmp_path / "site", few)
    (tmp_path / "site" / "tracker.csv").write_text(FIRST, encoding="utf-8")
    done = run_cli(*options(SETTINGS, "--day", "2026-03-01"), at=tmp_path / "site")
    assert done.returncode == 0, done.stderr
    return tmp_path / "site"


def again(site: Path, *changes: tuple[str, str], given: tuple[str, ...] = ()) -> CompletedProcess[str]:
    """Import the sheet of the next day, changed."""
    sheet = (site / "tracker.csv").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in sheet
        sheet = sheet.replace(old, new, 1)
    (site / "next.csv").write_text(sheet, encoding="utf-8")
    return run_cli("import", "next.csv", "--day", "2026-03-02", *given, at=site)


def said(site: Path, update: str = "ashby-tracker-2026-03-02") -> object:
    """Return the progress in the second update."""
    return files_of(site)[update].fields["progress"]


def test_the_same_sheet_says_nothing_new(site: Path) -> None:
    """Nothing is said twice, or each month would break a silence."""
    before = tree(site)
    done = run_cli("import", "tracker.csv", "--day", "2026-03-03", at=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing changed since the sheet of 1 March 2026." in done.stderr
    assert tree(site) == before


def test_what_changed_is_told_and_said_on_the_day(site: Path) -> None:
    """A status, a comment and a moved date of one row in one entry; of a comment that grew, the new lines."""
    done = again(
        site,
        (
            "3,Keep staff,Ofsted,Head of Workforce,,Amber,",
            "3,Keep staff,Ofsted,Director,31/12/2026,Green,All kept",
        ),
        ("Principal,01/05/2026,Amber,Begun", 'Principal,TBC,amber ,"Begun\nMore begun"'),
        ("Director,06/07/2026", "Director,"),
    )
    assert done.returncode == 2
    assert "--set 'times.TBC=…'" in done.stderr
    done = run_cli("import", "next.csv", "--day", "2026-03-02", "--set", "times.TBC=words", at=site)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "content/updates/ashby-tracker-2026-03-02.md\n"
    assert [line.strip() for line in done.stderr.splitlines() if "row" in line] == [
        "row 2, Target date: '06/07/2026' → nothing; an empty cell says nothing, so nothing is written for it",
        "row 5, Target date: nothing → '31/12/2026'",
        "row 5, Lead officer: 'Head of Workforce' → 'Director'",
        "row 5, RAG: 'Amber' → 'Green' (completed)",
        "row 5, Comments: nothing → 'All kept'",
        "row 6, Target date: '01/05/2026' → 'TBC'",
        "row 6, Comments: 'Begun' → 'Begun More begun'",
    ]
    assert said(site) == [
        {
            "on": ["visit-3"],
            "status": "completed",
            "note": "Lead officer: Director\n\nAll kept",
            "due": "2026-12-31",
        },
        {"on": ["visit-4"], "note": "Target date: TBC\n\nMore begun", "due": "unknown"},
    ]
    assert run_cli("check", at=site).returncode == 0
    assert "TBC: words" in (site / "import.yml").read_text(encoding="utf-8")


def test_what_was_closed_is_opened_with_the_reason_that_the_sheet_gives(site: Path) -> None:
    """No words of ours stand in the place of one: where it gives none, that is asked for at its row."""
    refused = again(site, ("Green,All *teams* trained", "Amber,All *teams* trained"))
    assert refused.returncode == 1
    assert (
        "next.csv:2:1: error: 'visit-1' was closed ('Completed'), and this opens it again" in refused.stderr
    )
    assert "say why in a column of its own, and name that: --set 'columns.reason=…'" in refused.stderr
    assert "No record was written." in refused.stderr
    with_reason = ("Green,All *teams* trained,£5", "Amber,All *teams* trained,Many left")
    done = again(site, with_reason, given=("--set", "columns.reason=Cost"))
    assert done.returncode == 0, done.stderr
    assert said(site) == [{"on": ["visit-1"], "status": "at-risk", "reason": "Many left"}]


def test_new_rows_and_rows_that_are_gone(site: Path) -> None:
    """A new one comes in; for one that is gone, nothing is deleted."""
    done = again(
        site, ("4,Hold audits,Ofsted,Principal,01/05/2026,Amber,Begun,", "5,Train all,Ofsted,,,Green,,")
    )
    assert done.returncode == 0, done.stderr
    assert "row 6 is new: 'Train all'" in done.stderr
    assert "row 6 of the last sheet is gone: 'Hold audits'; 'visit-4' stays as it is" in done.stderr
    assert {"visit-4", "visit-5"} <= set(files_of(site))
    assert said(site) == [{"on": ["visit-5"], "status": "completed"}]


def test_reworded_texts_are_for_an_editor(site: Path) -> None:
    """Told at the line of the file; all the rest comes in where the files are to keep their words."""
    changes = (("3,Keep staff", "3,Keep all staff"), ("Amber,Begun", "Green,Begun"))
    before = tree(site)
    refused = again(site, *changes)
    assert refused.returncode == 1
    assert (
        "content/recommendations/visit-3.md:10:1: error: row 5 of next.csv, Recommendation: 'Keep staff' → "
        "'Keep all staff'. This file keeps its words" in refused.stderr
    )
    assert "row 6, RAG: 'Amber' → 'Green' (completed)" in refused.stderr
    assert "add --keep-texts" in refused.stderr
    assert tree(site) == {**before, "next.csv": (site / "next.csv").read_bytes()}
    done = again(site, *changes, given=("--keep-texts",))
    assert done.returncode == 0, done.stderr
    assert "visit-3.md:10:1: row 5 of next.csv" in done.stderr
    assert said(site) == [{"on": ["visit-4"], "status": "completed"}]
    assert "Keep staff" in files_of(site)["visit-3"].body
    once_more = run_cli("import", "next.csv", "--day", "2026-03-03", at=site)
    assert "Nothing changed since the sheet of 2 March 2026." in once_more.stderr


def test_a_text_put_right_in_the_file_is_settled(site: Path) -> None:
    """Then the two say the same."""
    path = site / "content" / "recommendations" / "visit-3.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\nKeep staff", "---\nKeep all staff"), encoding="utf-8")
    done = again(site, ("3,Keep staff", "3,Keep all staff"))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_what_editors_changed_in_the_files_is_nobodys_business(site: Path) -> None:
    """Themes, sources, titles, another folder: only what changed in the sheet counts."""
    folder = site / "content" / "recommendations"
    (folder / "2026").mkdir()
    moved = (folder / "visit-1.md").rename(folder / "2026" / "visit-1.md")
    text = moved.read_text(encoding="utf-8").replace("title: Assess in time", "title: Timely assessments")
    moved.write_text(text.replace("wording: summary", "wording: exact"), encoding="utf-8")
    done = again(site, ("All *teams* trained", "All teams trained"))
    assert done.returncode == 0, done.stderr
    assert said(site) == [{"on": ["visit-1"], "note": "All teams trained"}]


def test_a_record_that_was_taken_out_does_not_come_back(site: Path) -> None:
    """Its row is told and left out."""
    (site / "content" / "recommendations" / "visit-4.md").unlink()
    update = site / "content" / "updates" / "ashby-tracker-2026-03-01.md"
    text = update.read_text(encoding="utf-8")
    update.write_text(text.partition("  - on: [visit-4]")[0] + "---\n", encoding="utf-8")
    done = again(site, ("Amber,Begun", "Green,Begun"))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "row 6: 'visit-4' was imported and is in the content no more" in done.stderr


def test_rows_that_were_moved_or_renumbered_are_known_by_their_words(site: Path) -> None:
    """The record keeps its id; that its number is another one is for an editor."""
    rows = FIRST.splitlines(keepends=True)
    (site / "tracker.csv").write_text("".join([rows[0], rows[-1], *rows[1:-1]]), encoding="utf-8")
    done = again(site, ("4,Hold audits", "7,Hold audits"))
    assert done.returncode == 1
    assert "visit-4.md:4:9: error: row 2 of next.csv, No: '4' → '7'" in done.stderr
    assert "1 problem in 1 file." in done.stderr


def test_days_come_in_their_order(site: Path) -> None:
    """Neither before the last sheet nor in the future; and a day's record is written once."""
    for day, told in (
        ("2026-02-28", "sheets come in the order of their days"),
        ("2026-03-09", "still to come"),
    ):
        refused = run_cli("import", "tracker.csv", "--day", day, at=site)
        assert (refused.returncode, told in refused.stderr) == (2, True)
    (site / "tracker.csv").write_text(FIRST.replace("Amber,Begun", "Green,Begun"), encoding="utf-8")
    before = tree(site)
    twice = run_cli("import", "tracker.csv", "--day", "2026-03-01", at=site)
    assert twice.returncode == 2
    assert "is there already; nothing was overwritten" in twice.stderr
    assert tree(site) == before


def test_without_the_last_sheet_all_is_said_anew(site: Path) -> None:
    """What the content holds already is known again; a broken file is told."""
    last = site / "import.last.yml"
    last.write_text("day: soon\nrows: []\n", encoding="utf-8")
    assert "import.last.yml is not as it was written" in again(site).stderr
    last.unlink()
    done = again(site)
    assert done.stdout == "content/updates/ashby-tracker-2026-03-02.md\n", done.stderr


# Rows without numbers


def test_a_reworded_row_without_a_number_is_asked_for(tmp_path: Path) -> None:
    """It may be the one that is gone, or a new one; both can be said, at a terminal too."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    site = write(tmp_path / "site", few)
    given = ["columns.recommendation=R", "columns.status=S", "from=visit", "wording=unknown"]
    given += ["source.title=T", "statuses.A=at-risk", "statuses.G=completed"]
    (site / "tracker.csv").write_text("R,S\nListen to children,A\nKeep staff,A\n", encoding="utf-8")
    assert run_cli(*options(given, "--day", "2026-03-01"), at=site).returncode == 0
    changes = ("Keep staff,A", "Keep all staff's goodwill,G")
    refused = again(site, changes)
    assert refused.returncode == 1
    assert "next.csv:3:1: error: 'Keep all staff's goodwill' was not there before" in refused.stderr
    assert '--set "same.Keep all staff\'s goodwill=ID", or =new' in refused.stderr
    status, heard = talk(
        ["import", "next.csv", "--day", "2026-03-02"],
        [("new  none of them", "2"), ("import the rest? [yes]: ", "no")],
        at=site,
    )
    assert status == 1, heard
    same = again(
        site, changes, given=("--set", "same.Keep all staff's goodwill=visit-keep-staff", "--keep-texts")
    )
    assert same.returncode == 0, same.stderr
    assert said(site, "visit-tracker-2026-03-02") == [{"on": ["visit-keep-staff"], "status": "completed"}]
    assert "same" not in (site / "import.yml").read_text(encoding="utf-8")


def test_actions_in_a_second_month(tmp_path: Path) -> None:
    """A moved date, a reworded action known by its recommendation, a row that gained one, a new recommendation."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    site = write(tmp_path / "site", few)
    (site / "tracker.csv").write_text(ACTIONS, encoding="utf-8")
    assert (
        run_cli(*options([*OF_ACTIONS, "status_of=action"], "--day", "2026-03-01"), at=site).returncode == 0
    )
    changes = (
        ("Third thing,,Autumn 2026", "Third thing,Head,30/06/26"),
        ("Second thing", "Second thing well"),
        (
            "3,Do it,,Director,01/04/26,Late,",
            "3,Do it,New thing,Director,01/04/26,Late,\n4,Do more,Last thing,,,,",
        ),
    )
    refused = again(site, *changes)
    assert (
        "'Second thing well' was not there before, and visit-tracker-actions/second-thing" in refused.stderr
    )
    assert refused.stderr.count("was not there before") == 1
    given = ("--set", "same.Second thing well=visit-tracker-actions/second-thing", "--keep-texts")
    done = again(site, *changes, given=given)
    assert done.returncode == 0, done.stderr
    assert "visit-tracker-actions.yml:12:12: row 3 of next.csv, Action: 'Second thing' →" in done.stderr
    assert said(site, "visit-tracker-2026-03-02") == [
        {"on": [f"{PLAN}/third-thing"], "note": "Who: Head", "due": "2026-06-30"},
        {"on": [f"{PLAN}-2026-03-02/new-thing"], "status": "at-risk"},
    ]
    plan = files_of(site)[f"{PLAN}-2026-03-02"].fields
    assert plan["title"] == "Actions in the council's tracker, 2 March 2026"
    assert plan["actions"] == [
        {
            "key": "new-thing",
            "title": "New thing",
            "owner": "Director",
            "due": "2026-04-01",
            "recommendations": ["visit-3"],
        },
        {"key": "last-thing", "title": "Last thing", "recommendations": ["visit-4"]},
    ]
    assert run_cli("check", at=site).returncode == 0
