"""A council's spreadsheet becomes records: whatever Excel made of it, nothing guessed, all rows or none."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support import SMALL, data_of, made, run_cli, tree, write
from tests.support.sheets import (
    ACTIONS,
    OF_ACTIONS,
    PLAN,
    SETTINGS,
    SHEET,
    SOURCES,
    files_of,
    options,
    site_with_sheet,
)
from tracker_site.authoring.spreadsheet.cells import added_words, read_day, read_time, show_change
from tracker_site.authoring.spreadsheet.columns import propose_columns
from tracker_site.authoring.spreadsheet.sheet import read_sheet
from tracker_site.cli import main
from tracker_site.problems import Problems
from tracker_site.project import WrongUse
from tracker_site.records.parse import parse
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source.markup import plain_text, to_prose
from tracker_site.source.strict_yaml import HIDDEN


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_sheet(tmp_path)


def without(name: str) -> list[str]:
    """Return the settings but one."""
    return [one for one in SETTINGS if not one.startswith(name)]


def test_the_whole_spreadsheet_comes_in(site: Path) -> None:
    """Recommendations with their dates, and what was said on the day; without a column of actions, no action."""
    done = run_cli(*options(SETTINGS, "--day", "2026-03-01"), at=site)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        *(f"content/recommendations/visit-{number}.md" for number in (1, 2, 3)),
        "content/updates/ashby-tracker-2026-03-01.md",
    ]
    assert "Not imported: the columns Cost." in done.stderr
    files = files_of(site)
    said = {"from": "visit", "wording": "summary", "sources": SOURCES}
    assert files["visit-1"].fields == {"title": "Assess in time", "number": "1", "due": "2026-07-06", **said}
    assert files["visit-2"].fields == {"title": "Listen to children, always", "number": "2", **said}
    assert files["visit-2"].body == "Listen to children,\n\nalways\n"
    update = files["ashby-tracker-2026-03-01"].fields
    assert (update["title"], update["sources"]) == ("The council's tracker, 1 March 2026", SOURCES)
    assert "about" not in update
    assert update["progress"] == [
        {
            "on": ["visit-1"],
            "status": "completed",
            "note": "Lead officer: Director\n\nAll \\*teams\\* trained",
        },
        {"on": ["visit-2"], "note": "Target date: ongoing"},
        {"on": ["visit-3"], "status": "at-risk", "note": "Lead officer: Head of Workforce"},
    ]
    assert run_cli("check", at=site).returncode == 0
    assert "import.yml" in done.stderr


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("sources", "--set 'sources.Ofsted=…'"),
        ("statuses.Amber", "--set 'statuses.Amber=…'"),
        ("dates", "--set 'dates=…'"),
        ("times", "--set 'times.ongoing=…'"),
        ("wording", "--set 'wording=…'"),
        ("source.", "--set 'source.title=…'"),
    ],
)
def test_nothing_is_guessed(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, asked: str
) -> None:
    """Where nobody can be asked, exit status 2 and what is left to say, the day among it."""
    monkeypatch.chdir(site)
    before = tree(site)
    assert main(options(without(name), "--day", "2026-03-01")) == 2
    heard = capsys.readouterr().err
    assert asked in heard
    assert heard.count("--set") == 1
    assert "--day" not in heard
    assert main(options(SETTINGS)) == 2
    assert "--day 2022-07-06" in capsys.readouterr().err
    assert tree(site) == before


def test_all_that_is_missing_is_listed_at_once(site: Path) -> None:
    """The columns as their heads may mean them, what would then be open, and the day."""
    refused = run_cli("import", "tracker.csv", at=site)
    assert refused.returncode == 2
    options = [line.split("  ")[1] for line in refused.stderr.splitlines() if line.startswith("  --")]
    assert options == [
        "--set 'columns.recommendation=Recommendation'",
        "--set 'columns.number=No'",
        "--set 'columns.source=Source'",
        "--set 'columns.due=Target date'",
        "--set 'columns.owner=Lead officer'",
        "--set 'columns.status=RAG'",
        "--set 'columns.comment=Comments'",
        "--set 'sources.Ofsted=…'",
        "--set 'statuses.Green=…'",
        "--set 'statuses.Amber=…'",
        "--set 'dates=…'",
        "--set 'times.ongoing=…'",
        "--set 'wording=…'",
        "--set 'source.title=…'",
        "--day 2022-07-06",
    ]


def test_words_that_differ_in_capitals_and_spaces_are_one(site: Path) -> None:
    """Whether they stand in the sheet or in the mapping."""
    sheet = SHEET + "4,More,ofsted ,,,GREEN,,\n5,Most,Ofsted,,Ongoing,  green,,\n"
    (site / "tracker.csv").write_text(sheet, encoding="utf-8")
    given = [one.replace("Amber", "AMBER") for one in SETTINGS]
    done = run_cli(*options(given, "--day", "2026-03-01"), at=site)
    assert done.returncode == 0, done.stderr
    progress = files_of(site)["ashby-tracker-2026-03-01"].fields["progress"]
    assert isinstance(progress, list)
    assert [one.get("status") for one in progress if isinstance(one, dict)] == [
        *("completed", None, "at-risk", "completed", "completed")
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("06/07/2026", "31/02/2026", "tracker.csv:2:5: error: Target date: '31/02/2026' is not a day of the"),
        ("06/07/2026", "2026/07", "tracker.csv:2:5: error: Target date: '2026/07' is not a date here"),
        (
            "3,Keep",
            "1,Keep",
            "tracker.csv:5:1: error: No: row 2 has another recommendation with this number",
        ),
        ("3,Keep staff", "1,Assess in time", "error: No: row 2 has the same recommendation; keep one"),
        (
            "3,Keep",
            "1.,Keep",
            "tracker.csv:5:1: error: No: row 2 has another recommendation with the id 'visit-1'",
        ),
        ("Keep staff", "", "tracker.csv:5:2: error: Recommendation: there is no recommendation in this row"),
        (
            "Head of",
            "He\u200bad of",
            "tracker.csv:5:4: error: Lead officer: 'owner' holds a hidden character",
        ),
        ("Keep staff", "x" * 70000, "tracker.csv:5:2: error: Recommendation: a text may have"),
    ],
)
def test_cells_that_do_not_fit_are_told_at_their_place(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    told: str,
) -> None:
    """By file, row and column, and nothing is written until all fit."""
    (site / "tracker.csv").write_text(SHEET.replace(old, new, 1), encoding="utf-8")
    monkeypatch.chdir(site)
    before = tree(site / "content")
    assert main(options(SETTINGS, "--day", "2026-03-01")) == 1
    assert told in capsys.readouterr().err
    assert tree(site / "content") == before
    assert not (site / "import.last.yml").exists()


def test_what_the_content_does_not_take_is_told_at_the_row(site: Path) -> None:
    """As where something would be said of a recommendation before it was made."""
    refused = run_cli(*options(SETTINGS, "--day", "2026-01-01"), at=site)
    assert refused.returncode == 1
    for row in (2, 3, 5):
        assert f"tracker.csv:{row}:1: error: 'visit-" in refused.stderr
    assert "was issued later (5 January 2026) than this was said" in refused.stderr
    assert not (site / "import.last.yml").exists()


# Actions


def test_actions_come_into_a_record_that_says_what_it_is(site: Path) -> None:
    """It answers nothing unless that is said; merged cells belong to the recommendation above them."""
    (site / "tracker.csv").write_text(ACTIONS, encoding="utf-8")
    done = run_cli(*options([*OF_ACTIONS, "status_of=action"], "--day", "2026-03-01"), at=site)
    assert done.returncode == 0, done.stderr
    assert "row 5, Due: '01/04/26' is not imported, for there is no action in this row" in done.stderr
    files = files_of(site)
    assert files[PLAN].fields == {
        "title": "Actions in the council's tracker, 1 March 2026",
        "authority": "ashby",
        "kind": "reported",
        "date": "../2026-03-01",
        "actions": [
            {
                "key": "first-thing",
                "title": "First thing",
                "owner": "Director",
                "due": "2026-03-31",
                "recommendations": ["visit-1"],
            },
            {"key": "second-thing", "title": "Second thing", "when": "TBC", "recommendations": ["visit-1"]},
            {
                "key": "third-thing",
                "title": "Third thing",
                "due": "2026-09/2026-11",
                "recommendations": ["visit-2"],
            },
        ],
        "sources": [{"title": "Tracker"}],
    }
    assert files["visit-tracker-2026-03-01"].fields["progress"] == [
        {"on": [f"{PLAN}/first-thing"], "status": "completed", "note": "Told"},
        {"on": [f"{PLAN}/second-thing"], "status": "at-risk"},
        {"on": [f"{PLAN}/third-thing"], "status": "at-risk"},
        {"on": ["visit-3"], "status": "at-risk", "note": "Who: Director"},
    ]
    assert run_cli("check", at=site).returncode == 0


def test_a_status_of_both_and_a_plan_that_answers(site: Path) -> None:
    """As it was said; two statuses of one recommendation are told at the second."""
    (site / "tracker.csv").write_text(ACTIONS, encoding="utf-8")
    given = [*OF_ACTIONS, "status_of=both", "plan=our-plan", "plan_title=Our plan", "plan_for=visit"]
    refused = run_cli(*options(given, "--day", "2026-03-01"), at=site)
    assert refused.returncode == 1
    assert (
        "tracker.csv:3:6: error: Status: row 2 says 'completed' of the same recommendation" in refused.stderr
    )
    (site / "tracker.csv").write_text(ACTIONS.replace("Done,Told", "late,Told"), encoding="utf-8")
    assert run_cli(*options(given, "--day", "2026-03-01"), at=site).returncode == 0
    files = files_of(site)
    assert files["our-plan"].fields["title"] == "Our plan, 1 March 2026"
    assert files["our-plan"].fields["for"] == ["visit"]
    progress = files["visit-tracker-2026-03-01"].fields["progress"]
    assert isinstance(progress, list)
    assert progress[:2] == [
        {"on": ["visit-1", "our-plan/first-thing"], "status": "at-risk", "note": "Told"},
        {"on": ["our-plan/second-thing"], "status": "at-risk"},
    ]


def test_a_sheet_of_actions_alone(site: Path) -> None:
    """It makes no recommendation; whose it is has to be said, and what needs a recommendation is refused."""
    (site / "tracker.csv").write_text("Ref,Action,Due\nA1,Write to the board,May 2026\n", encoding="utf-8")
    given = ["columns.action=Action", "columns.action_due=Due", "columns.action_number=Ref"]
    given += ["source.title=Action sheet", "authority=ashby"]
    wrong = [one.replace("action_due", "due") for one in given]
    refused = run_cli(*options(wrong, "--day", "2026-03-01"), at=site)
    assert "no column holds one; a date of an action is 'action_due'" in refused.stderr
    assert "authority" in run_cli(*options(given[:-1], "--day", "2026-03-01"), at=site).stderr
    done = run_cli(*options(given, "--day", "2026-03-01"), at=site)
    assert done.stdout == "content/actions/ashby-tracker-actions.yml\n", done.stderr
    assert files_of(site)["ashby-tracker-actions"].fields["actions"] == [
        {"key": "a1", "title": "Write to the board", "due": "2026-05"}
    ]


def test_a_mapping_that_is_wrong_is_told_at_its_line(site: Path) -> None:
    """The file that keeps it is read as strictly as the content."""
    (site / "import.yml").write_text("columns:\n  recomendation: Recommendation\n", encoding="utf-8")
    wrong = run_cli("import", "tracker.csv", "--set", "columns.recommendation=Recommendation", at=site)
    assert wrong.returncode == 1
    assert "import.yml:2:3: error: 'recomendation' is not a field here" in wrong.stderr
    (site / "import.yml").write_text("columns: {recommendation: Advice}\nfrom: visit\n", encoding="utf-8")
    assert "has no column 'Advice'" in run_cli("import", "tracker.csv", at=site).stderr
    (site / "import.yml").write_text(
        "columns: {recommendation: Recommendation}\ntimes: {soon: shortly}\n", encoding="utf-8"
    )
    told = run_cli("import", "tracker.csv", at=site).stderr
    assert "import.yml:2:15: error: 'shortly' is not a date here" in told
    assert "'words' to keep the words without a date" in told


# The file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read_however_excel_saved_it(encoding: str, separator: str, end: str) -> None:
    """Encodings, separators, ends of lines, line breaks within cells, formulas."""
    rows = [["Réf", "A; B, C", "D"], ["1", "two\nlines, and; more", '=HYPERLINK("x";"£5")']]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    sheet = read_sheet(text.getvalue().encode(encoding), "x.csv")
    assert tuple(sheet.columns) == tuple(rows[0])
    assert [list(row.cells.values()) for row in sheet.rows] == rows[1:]
    assert sheet.rows[0].number == 2


def test_heads_may_stand_lower_and_the_separator_be_said() -> None:
    """Excel's own first line, and titles above the table."""
    assert tuple(read_sheet(b"sep=|\r\nA|B\r\n1|2\r\n", "x.csv", 2).columns) == ("A", "B")
    assert tuple(read_sheet(b"Our tracker,,\n,,\nA,B,\n1,2,\n", "x.csv", 3).columns) == ("A", "B")
    assert tuple(read_sheet(b"A;B,C\n1;2,3\n", "x.csv", separator="semicolon").columns) == ("A", "B,C")
    assert tuple(read_sheet("Ä\n1\n".encode("cp1250"), "x.csv", encoding="cp1250").columns) == ("Ä",)


@pytest.mark.parametrize(
    ("contents", "row", "told"),
    [
        (b"PK\x03\x04...", 1, "workbook"),
        (b"A,A\n1,2\n", 1, "two columns called 'A'"),
        (b"A\n1,2\n", 1, "x.csv:2:2: this cell stands in a column without a head"),
        (b"\n", 1, "no heads"),
        (b"A\n", 3, "no row 3"),
        (b"A\n1\n", 0, "no row 0"),
        (b'A,B\n"1"2,3\n', 1, "broken below its row 1"),
        (b"\x81\x8d,A\n", 1, "cannot be read as text"),
    ],
)
def test_what_is_no_table_is_told(contents: bytes, row: int, told: str) -> None:
    """With what to do."""
    with pytest.raises(WrongUse, match=told):
        read_sheet(contents, "x.csv", row)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-07-06", None, "2026-07-06"),
        ("2026-07", None, "2026-07"),
        ("2026/07/06", None, "2026-07-06"),
        ("6 July 2026", None, "2026-07-06"),
        ("6th Jul 2026", None, "2026-07-06"),
        ("July 2026", None, "2026-07"),
        ("03/04/2022", "day/month/year", "2022-04-03"),
        ("03/04/2022", "month/day/year", "2022-03-04"),
        ("3.4.2022", "day/month/year", "2022-04-03"),
        ("03/04/2022 00:00:00", "day/month/year", "2022-04-03"),
        ("3/4/22", "day/month/year", "2022-04-03"),
        ("6-Sep-26", None, "2026-09-06"),
        ("Sept 2026", None, "2026-09"),
        ("Jul-26", None, "2026-07"),
        ("Autumn", None, "2022-09/2022-11"),
        ("N/A", None, ""),
    ],
)
def test_dates_of_spreadsheets(cell: str, order: str | None, day: str) -> None:
    """As they are written, once the order is said, and the century."""
    fields = {"dates": order, "times": {"autumn": "2022-09/2022-11", "n/a": "none"}, "century": "20"}
    mapping = Spreadsheet.model_validate({"columns": {"recommendation": "R"}, **fields})
    assert read_time(cell, mapping).day == day


@pytest.mark.parametrize(
    "cell", ["03/04/2022", "25/12/2022", "3/4/22", "Ju 2022", "soon", "31 June 2022", "1/2022"]
)
def test_dates_that_are_not_guessed(cell: str) -> None:
    """Not even where only one order gives a day of the calendar."""
    with pytest.raises(ValueError, match="'"):
        read_day(cell, None)


@pytest.mark.parametrize(
    ("heads", "proposed"),
    [
        (
            "Rec. No,Recommendation made,Responsible officer,RAG,Notes,Deadline,Cost",
            "number,recommendation,owner,status,comment,due,-",
        ),
        (
            "Ref,Recommendation,Agreed action,Lead,Timescale,Progress update",
            "reference,recommendation,action,owner,action_due,comment",
        ),
        ("No.,Action,Owner,Due date,Status", "action_number,action,owner,action_due,status"),
    ],
)
def test_columns_are_proposed_by_their_heads(heads: str, proposed: str) -> None:
    """A known head, or one that holds a known word; dates and numbers go to actions where there are some."""
    found = propose_columns(read_sheet(f"{heads}\nx,y\n".encode(), "x.csv"))
    assert [found.get(head, "-") for head in heads.split(",")] == proposed.split(",")


def test_what_a_cell_holds_decides_too() -> None:
    """A number is no reference, and sentences are no status."""
    rows = b"Ref,Recommendation,Progress\n1,Do,We have trained all the teams in the county\n"
    assert propose_columns(read_sheet(rows, "x.csv")) == {"Ref": "number", "Recommendation": "recommendation"}


def test_an_answer_is_no_action_and_a_date_without_an_action_is_the_recommendations() -> None:
    """Where no row with a date lacks an action, dates are of actions; else they would be left out."""
    answers = b"Recommendation,Response,Due\nDo,Accepted,03/04/2027\nTry,Accepted in part,\n"
    assert propose_columns(read_sheet(answers, "x.csv")) == {"Recommendation": "recommendation", "Due": "due"}
    for row, proposed in (("Do,,03/04/2027", "due"), ("Do,,", "action_due")):
        rows = f"Recommendation,Action,Due\nDo,Train all,03/04/2027\n{row}\n".encode()
        assert propose_columns(read_sheet(rows, "x.csv"))["Due"] == proposed


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        ("Begun.", "Begun.\nMay: done.", "May: done."),
        ("Begun.", "May: done.\nBegun.", "May: done."),
        ("Done", "Done and audited", "Done and audited"),
        ("", "Begun.", "Begun."),
        ("A", "B\nA\nB", "B\nA\nB"),
    ],
)
def test_only_the_lines_that_a_comment_gained_are_new(before: str, after: str, added: str) -> None:
    """Where a cell grows month by month, what was said before is not said again."""
    assert added_words(before, after) == added


def test_long_texts_are_told_from_where_they_differ() -> None:
    """Or else the message would hide what changed."""
    words = "The council should make sure that each child in its care is visited in time by "
    assert show_change(f"{words} one", f"{words} two") == "'… one' → '… two'"
    assert show_change("", "x") == "nothing → 'x'"


SOME = st.text(st.sampled_from(list("a b1.:#-*_[]{}'\"&!|>%@`<=\\,;/£é\n")), max_size=20)
CELLS = st.tuples(SOME, st.sampled_from("a-:#'1*"), SOME).map("".join)


@settings(max_examples=30, deadline=None)
@given(CELLS, CELLS, CELLS, CELLS)
@example('=HYPERLINK("https://a.example")', "no", "2022-07-06", "null")
@example("# 1", "- x: y", "[a](b) ![c](d)", "~")
@example("~", "null", "1. a\n2. b", "<<")
def test_cells_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, words: str, action: str, owner: str, comment: str
) -> None:
    """Through the file, through YAML, through Markdown: the words shown are the words of the cell; and again."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    root = write(tmp_path_factory.mktemp("site"), few)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["R", "N", "A", "O", "C"], [words, "1", action, owner, comment]])
    (root / "tracker.csv").write_bytes(text.getvalue().encode())
    given = ["columns.recommendation=R", "columns.number=N", "columns.action=A", "columns.owner=O"]
    given += ["columns.comment=C", "from=visit", "wording=exact", "source.title=T", "status_of=both"]
    done = run_cli(*options(given, "--day", "2026-03-01"), at=root)
    assert done.returncode == 0, done.stderr
    files = files_of(root)
    records = parse(files.values(), Problems())
    assert records is not None

    def on_one_line(cell: str) -> str:
        return " ".join(line.strip() for line in cell.split("\n") if line.strip())

    assert plain_text(records.by_id["visit-1"].prose) == " ".join(words.split())
    actions = files[PLAN].fields["actions"]
    progress = files["visit-tracker-2026-03-01"].fields["progress"]
    assert isinstance(actions, list)
    assert isinstance(progress, list)
    assert isinstance(actions[0], dict)
    assert isinstance(progress[0], dict)
    assert (actions[0]["title"], actions[0]["owner"]) == (on_one_line(action), on_one_line(owner))
    assert plain_text(to_prose(str(progress[0]["note"]))) == " ".join(comment.split())
    assert not HIDDEN.search(words)
    again = run_cli(*options(given, "--day", "2026-03-02"), at=root)
    assert "Nothing changed since the sheet of 1 March 2026." in again.stderr


def test_the_site_says_no_more_than_the_sheet(site: Path) -> None:
    """The end of it: what the sheet says stands on the pages, and no promise that nobody made."""
    assert run_cli(*options(SETTINGS, "--day", "2026-03-01"), at=site).returncode == 0
    whole = made(site, date(2026, 8, 4))
    files = whole.files
    first = files["recommendations/visit-1/index.html"].decode()
    assert "Completed" in first
    assert "*teams*" in first
    assert "The council&#39;s tracker" in first
    assert 'href="https://examplebury.example/tracker"' in first
    assert "At risk" in files["recommendations/visit-3/index.html"].decode()
    assert "No information" in files["recommendations/visit-2/index.html"].decode()
    assert "No promise is recorded" in files["index.html"].decode()
    assert "action plan" not in files["inspections/visit/index.html"].decode()
    assert data_of(whole)["actions"] == []
