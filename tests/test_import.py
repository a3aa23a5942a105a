"""A council's spreadsheet becomes records: whatever Excel made of it, nothing guessed, all rows or none."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.here import run_here
from tests.support import made, write
from tests.terminal import talk
from tests.test_cli import SMALL, run, tree
from tracker_site.cli import main
from tracker_site.desk.spreadsheet.asking import propose_column
from tracker_site.desk.spreadsheet.convert import convert
from tracker_site.desk.spreadsheet.days import read_day
from tracker_site.desk.spreadsheet.sheet import read_sheet
from tracker_site.markup import Prose, plain_text, to_prose
from tracker_site.problems import Problems
from tracker_site.project import WrongUse
from tracker_site.records.parse import parse
from tracker_site.records.spreadsheet import Spreadsheet
from tracker_site.source import SourceFile, read
from tracker_site.strict_yaml import HIDDEN

SHEET = (
    "No,Recommendation,Source,Lead officer,Target date,RAG,Comments,Cost\n"
    "1,Assess in time,Ofsted,Director,06/07/2026,Green,All *teams* trained,£5\n"
    '2,"Listen to children,\nalways",Ofsted,,ongoing,,,\n'
    ",,,,,,,\n"
    "3,Keep staff,Ofsted,Head of Workforce,,Amber,,\n"
)
SETTINGS = [
    *("columns.recommendation=Recommendation", "columns.number=No", "columns.source=Source"),
    *("columns.owner=Lead officer", "columns.action_due=Target date", "columns.status=RAG"),
    *("columns.comment=Comments", "sources.Ofsted=visit", "authority=ashby", "plan=ashby-plan"),
    *("statuses.Green=completed", "statuses.Amber=at-risk", "status_of=both", "dates=day/month/year"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site without a recommendation, and a spreadsheet beside it."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    write(tmp_path / "site", few)
    (tmp_path / "site" / "tracker.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path / "site"


def options(given: list[str], *others: str) -> list[str]:
    """Return the command with its settings."""
    return ["import", "tracker.csv", *(part for one in given for part in ("--set", one)), *others]


def without(name: str) -> list[str]:
    """Return the settings but one."""
    return [one for one in SETTINGS if not one.startswith(name)]


def files_of(site: Path) -> dict[str, SourceFile]:
    """Return the files of a site by their ids, all of them sound."""
    problems = Problems()
    files = {file.id: file for file in read(site / "content", "content", problems)}
    assert list(problems) == []
    return files


def test_the_whole_spreadsheet_comes_in(site: Path) -> None:
    """Recommendations, a plan, and what was said on the day; the mapping is kept, the rest is told."""
    done = run(*options(SETTINGS, "--day", "2026-03-01"), at=site)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        *(f"content/recommendations/visit-{number}.md" for number in (1, 2, 3)),
        "content/actions/ashby-plan.yml",
        "content/updates/ashby-statuses-2026-03-01.md",
    ]
    assert "Not imported: the columns Cost." in done.stderr
    files = files_of(site)
    assert files["visit-2"].fields == {"title": "Listen to children, always", "from": "visit", "number": "2"}
    assert files["visit-2"].body == "Listen to children,\n\nalways\n"
    assert files["ashby-plan"].fields["actions"] == [
        {
            "key": "assess-in-time",
            "title": "Assess in time",
            "owner": "Director",
            "due": "2026-07-06",
            "recommendations": ["visit-1"],
        },
        {
            "key": "listen-to-children-always",
            "title": "Listen to children, always",
            "when": "ongoing",
            "recommendations": ["visit-2"],
        },
        {
            "key": "keep-staff",
            "title": "Keep staff",
            "owner": "Head of Workforce",
            "recommendations": ["visit-3"],
        },
    ]
    assert files["ashby-statuses-2026-03-01"].fields["progress"] == [
        {
            "on": ["visit-1", "ashby-plan/assess-in-time"],
            "status": "completed",
            "note": "All \\*teams\\* trained",
        },
        {"on": ["visit-3", "ashby-plan/keep-staff"], "status": "at-risk"},
    ]
    assert run("check", at=site).returncode == 0
    assert "import.yml" in done.stderr


def test_it_can_be_run_again(site: Path) -> None:
    """With the mapping that was kept: nothing changes; new rows come in; a day later, new statuses."""
    assert run_here(*options(SETTINGS, "--day", "2026-03-01"), at=site).returncode == 0
    before = tree(site)
    again = run_here("import", "tracker.csv", "--day", "2026-03-01", at=site)
    assert (again.returncode, again.stdout) == (0, "")
    assert "0 new files, 5 files unchanged" in again.stderr
    assert tree(site) == before
    later = SHEET.replace("Amber", "Green")
    (site / "tracker.csv").write_text(later, encoding="utf-8")
    then = run_here("import", "tracker.csv", "--day", "2026-03-02", at=site)
    assert then.stdout == "content/updates/ashby-statuses-2026-03-02.md\n"


def test_what_differs_is_told_and_not_overwritten(site: Path) -> None:
    """Each file that would change, and nothing else is written either."""
    assert run_here(*options(SETTINGS, "--day", "2026-03-01"), at=site).returncode == 0
    path = site / "content" / "recommendations" / "visit-1.md"
    (site / "content" / "recommendations" / "2026").mkdir()
    moved = path.rename(path.parent / "2026" / "visit-1.md")
    moved.write_text(moved.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    (site / "tracker.csv").write_text(SHEET + "4,New,Ofsted,,,,,\n", encoding="utf-8")
    before = tree(site)
    refused = run_here("import", "tracker.csv", "--day", "2026-03-01", at=site)
    assert refused.returncode == 1
    assert "content/recommendations/2026/visit-1.md:1:1: error: the spreadsheet now gives" in refused.stderr
    assert refused.stderr.endswith("1 problem in 1 file. Nothing was written.\n")
    assert tree(site) == before


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("columns.recommendation", "one of 'No', 'Recommendation'"),
        ("sources", "--set 'sources.Ofsted=…'"),
        ("statuses.Amber", "--set 'statuses.Amber=…'"),
        ("status_of", "--set 'status_of=…'"),
        ("authority", "--set 'authority=…'"),
        ("dates", "--set 'dates=…'"),
    ],
)
def test_nothing_is_guessed(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, asked: str
) -> None:
    """Where nobody can be asked, exit status 2 and what is left to say."""
    monkeypatch.chdir(site)
    before = tree(site)
    assert main(options(without(name), "--day", "2026-03-01")) == 2
    assert asked in capsys.readouterr().err
    assert main(options(SETTINGS)) == 2
    assert "--day 2022-07-06" in capsys.readouterr().err
    assert set(tree(site)) - set(before) <= {"import.yml"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("06/07/2026", "31/02/2026", "tracker.csv:2:5: error: Target date: '2026-02-31' is not a day"),
        ("06/07/2026", "06/07/26", "tracker.csv:2:5: error: Target date: '06/07/26' has no whole year"),
        ("06/07/2026", "week 7", "tracker.csv:2:5: error: Target date: 'week 7' is not a date here"),
        (
            "3,Keep",
            "1,Keep",
            "tracker.csv:5:1: error: No: row 2 has another recommendation with the id 'visit-1'",
        ),
        ("Keep staff", "", "tracker.csv:5:2: error: Recommendation: there is no recommendation in this row"),
        (
            "Head of",
            "He\u200bad of",
            "tracker.csv:5:4: error: Lead officer: 'owner' holds a hidden character",
        ),
        ("Keep staff", "x" * 70000, "tracker.csv:5:2: error: Recommendation: a text may have"),
        ("Assess in time,Ofsted", "Assess in time,", "tracker.csv:2:3: error: Source: it is not said where"),
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
    # Without the setting a source is missing before any cell is looked at.
    more = ["from=visit"] if not new.endswith(",") else []
    status = main(options([*SETTINGS, *more], "--day", "2026-03-01"))
    heard = capsys.readouterr()
    assert status == (1 if more else 2), heard.err
    assert told in heard.err or not more
    assert sorted(tree(site / "content")) == sorted(
        ["site.yml", *(name for name in SMALL if "recommendations" not in name)]
    )


def test_several_rows_for_one_recommendation(site: Path) -> None:
    """With a column of actions, each row has its own; two statuses of one thing are told."""
    sheet = "No,Recommendation,Action,Status\n1,Do,First,Done\n1,Do,Second,Late\n1,Do,Second,Done\n"
    (site / "tracker.csv").write_text(sheet, encoding="utf-8")
    given = [
        "columns.recommendation=Recommendation",
        "columns.number=No",
        "columns.action=Action",
        "from=visit",
    ]
    given += ["columns.status=Status", "statuses.Done=completed", "statuses.Late=at-risk", "authority=ashby"]
    refused = run_here(*options([*given, "status_of=recommendation"], "--day", "2026-03-01"), at=site)
    assert refused.returncode == 1
    assert "tracker.csv:3:4: error: Status: row 2 says 'completed' of 'visit-1'" in refused.stderr
    done = run_here(*options([*given, "status_of=action"], "--day", "2026-03-01"), at=site)
    assert done.returncode == 0, done.stderr
    actions = files_of(site)["visit-plan"].fields["actions"]
    assert isinstance(actions, list)
    assert [action["key"] for action in actions if isinstance(action, dict)] == [
        "first",
        "second",
        "second-2",
    ]


def test_a_mapping_that_is_wrong_is_told_at_its_line(site: Path) -> None:
    """The file that keeps it is read as strictly as the content."""
    (site / "import.yml").write_text("columns:\n  recomendation: Recommendation\n", encoding="utf-8")
    wrong = run_here("import", "tracker.csv", "--set", "columns.recommendation=Recommendation", at=site)
    assert wrong.returncode == 1
    assert "import.yml:2:3: error: 'recomendation' is not a field here" in wrong.stderr
    (site / "import.yml").write_text("columns: {recommendation: Advice}\nfrom: visit\n", encoding="utf-8")
    assert "has no column 'Advice'" in run_here("import", "tracker.csv", at=site).stderr


def test_at_a_terminal_everything_is_asked_once(site: Path) -> None:
    """Columns proposed by their heads and confirmed, words mapped; then the mapping is kept and nothing asked."""
    status, said = talk(
        ["import", "tracker.csv"],
        [
            ("[Recommendation]: ", ""),
            ("title: What it is about", ""),
            ("[No]: ", "xyz"),
            ("is no column", ""),
            ("reference: ", ""),
            ("[Source]: ", ""),
            ("addressed_to: ", ""),
            ("issued: ", ""),
            ("due: By when the recommendation", ""),
            ("action: ", ""),
            ("[Lead officer]: ", ""),
            ("[Target date]: ", ""),
            ("[RAG]: ", "6"),
            ("[Comments]: ", ""),
            ("'Ofsted' in the column", "visti"),
            ("did you mean 'visit'?", "visit"),
            ("authority: ", "1"),
            ("status_of: ", "3"),
            ("'Green' in the column", "completed"),
            ("'Amber' in the column", "none"),
            ("dates: ", "1"),
            ("[2026-03-04]: ", "2026-03-05"),
            ("still to come", "2026-03-01"),
        ],
        at=site,
    )
    assert status == 0, said
    assert "kept in import.yml" in said
    progress = files_of(site)["ashby-statuses-2026-03-01"].fields["progress"]
    assert progress == [
        {
            "on": ["visit-1", "ashby-plan/assess-in-time"],
            "status": "completed",
            "note": "All \\*teams\\* trained",
        }
    ]
    status, said = talk(["import", "tracker.csv", "--day", "2026-03-01"], [], at=site)
    assert (status, "0 new files, 5 files unchanged" in said) == (0, True)
    status, said = talk(["import", "tracker.csv"], [("[2026-03-04]: ", "\x03")], at=site)
    assert status == 130
    assert "Nothing was written" in said


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
    assert sheet.heads == tuple(rows[0])
    assert [list(row.cells.values()) for row in sheet.rows] == rows[1:]
    assert sheet.rows[0].number == 2


def test_heads_may_stand_lower_and_the_separator_be_said() -> None:
    """Excel's own first line, and titles above the table."""
    assert read_sheet(b"sep=|\r\nA|B\r\n1|2\r\n", "x.csv", 2).heads == ("A", "B")
    assert read_sheet(b"Our tracker,,\n,,\nA,B,\n1,2,\n", "x.csv", 3).heads == ("A", "B")
    assert read_sheet(b"A;B,C\n1;2,3\n", "x.csv", separator="semicolon").heads == ("A", "B,C")
    assert read_sheet("Ä\n1\n".encode("cp1250"), "x.csv", encoding="cp1250").heads == ("Ä",)


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
        ("Autumn", None, "2022-09/2022-11"),
    ],
)
def test_dates_of_spreadsheets(cell: str, order: str | None, day: str) -> None:
    """As they are written, once the order is said."""
    times = Spreadsheet.model_validate(
        {"columns": {"recommendation": "R"}, "times": {"Autumn": "2022-09/2022-11"}}
    ).times
    assert read_day(cell, order, times) == day  # type: ignore[arg-type]  # one of the orders


@pytest.mark.parametrize(
    "cell", ["03/04/2022", "25/12/2022", "3/4/22", "Ju 2022", "soon", "31 June 2022", "1/2022"]
)
def test_dates_that_are_not_guessed(cell: str) -> None:
    """Not even where only one order gives a day of the calendar."""
    with pytest.raises(ValueError, match="'"):
        read_day(cell, None, {})


def test_columns_are_proposed_by_their_heads() -> None:
    """A known head, or one that holds a known word; of the others none."""
    heads = ("Rec. No", "Recommendation made", "Responsible officer", "RAG", "Notes", "No.")
    proposed = {
        name: propose_column(name, heads) for name in ("number", "recommendation", "owner", "status", "due")
    }
    assert proposed == {
        "number": "No.",
        "recommendation": "Recommendation made",
        "owner": "Responsible officer",
        "status": "RAG",
        "due": None,
    }


SOME = st.text(st.sampled_from(list("a b1.:#-*_[]{}'\"&!|>%@`<=\\,;/£é\n")), max_size=20)
CELLS = st.tuples(SOME, st.sampled_from("a-:#'1*"), SOME).map("".join)


@settings(max_examples=60, deadline=None)
@given(CELLS, CELLS, CELLS)
@example('=HYPERLINK("https://a.example")', "no", "2022-07-06")
@example("# 1", "- x: y", "[a](b) ![c](d)")
@example("~", "null", "1. a\n2. b")
def test_cells_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, words: str, owner: str, comment: str
) -> None:
    """Through the file, through YAML, through Markdown: the words shown are the words of the cell."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["R", "N", "O", "C"], [words, "1", owner, comment]])
    columns = {"recommendation": "R", "number": "N", "owner": "O", "comment": "C"}
    mapping = Spreadsheet.model_validate({"columns": columns, "from": "visit", "authority": "ashby"})
    problems = Problems()
    texts = convert(read_sheet(text.getvalue().encode(), "x.csv"), mapping, date(2026, 3, 1), problems)
    assert list(problems) == []
    root = write(tmp_path_factory.mktemp("site"), texts)
    files = files_of(root)
    records = parse(files.values(), problems)
    assert list(problems) == []
    assert records is not None

    def on_one_line(cell: str) -> str:
        return " ".join(line.strip() for line in cell.split("\n") if line.strip())

    assert plain_text(records.by_id["visit-1"].prose) == " ".join(words.split())
    actions = files["visit-plan"].fields["actions"]
    progress = files["visit-statuses-2026-03-01"].fields["progress"]
    assert isinstance(actions, list)
    assert isinstance(progress, list)
    assert isinstance(actions[0], dict)
    assert isinstance(progress[0], dict)
    assert actions[0]["owner"] == on_one_line(owner)
    assert plain_text(to_prose(str(progress[0]["note"]))) == " ".join(comment.split())
    assert not HIDDEN.search(words)
    assert isinstance(records.by_id["visit-1"].prose, Prose)


def test_the_site_shows_what_came_in(site: Path) -> None:
    """The end of it: pages with the statuses of the spreadsheet, said by the council."""
    assert run_here(*options(SETTINGS, "--day", "2026-03-01"), at=site).returncode == 0
    page = made(site, date(2026, 3, 4)).files["recommendations/visit-1/index.html"].decode()
    assert "Completed" in page
    assert "*teams*" in page
