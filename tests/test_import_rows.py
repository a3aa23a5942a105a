"""Rows of a spreadsheet that are no data: never made into records, and each told with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import run_cli
from tests.support.sheets import SETTINGS, files_of, options, site_with_sheet
from tests.support.terminal import talk
from tracker_site.authoring.spreadsheet.other_rows import find_other_rows
from tracker_site.authoring.spreadsheet.sheet import WrongHeads, read_sheet
from tracker_site.project import WrongUse
from tracker_site.records.spreadsheet import Spreadsheet

HEADS = "No,Recommendation,Source,Lead officer,Target date,RAG,Comments,Cost\n"
ANNEX = (
    "ANNEX B,,,,,,,\nOur tracker,,,,,,,\n"
    + HEADS
    + "Early help,,,,,,,\n"
    + "1,Assess in time,Ofsted,Director,06/07/2026,Green,,\n"
    + HEADS.replace("Target date", '"Target\ndate"')
    + "2,Keep staff,Ofsted,,,Amber,,£5\n"
    + "Total,,,,,,,5\n,,,,,,,\nKey:,,,,,,,\nGreen,Nothing more is to be done,,,,,,\n"
)
LEFT_OUT = [
    "row 1 ('ANNEX B'): it stands above the heads.",
    "row 2 ('Our tracker'): it stands above the heads.",
    "row 4 ('Early help'): it has words in one column only.",
    "row 6: it repeats the heads.",
    "row 8 ('Total'): it is a total.",
    "row 10 ('Key:'): it has words in one column only.",
    "row 11 ('Green'): it stands below 'Key:'.",
]
DAY = ("--day", "2026-03-01")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = site_with_sheet(tmp_path)
    (site / "tracker.csv").write_text(ANNEX, encoding="utf-8")
    return site


def test_only_data_becomes_records(site: Path) -> None:
    """Each other row is told with the reason, and again the next month."""
    done = run_cli(*options([*SETTINGS, "header_row=3", "other_rows=skip"], *DAY), at=site)

    assert done.returncode == 0, done.stderr
    left_out = [line for line in done.stderr.splitlines() if line.startswith("Left out")]
    assert left_out == [f"Left out as no data: {row}" for row in LEFT_OUT]
    recommendations = [id for id, file in files_of(site).items() if file.kind == "recommendations"]
    assert sorted(recommendations) == ["visit-1", "visit-2"]
    again = run_cli("import", "tracker.csv", "--day", "2026-03-02", at=site)
    assert "Nothing changed since" in again.stderr
    assert again.stderr.count("Left out as no data") == len(LEFT_OUT)


def test_what_looks_like_no_data_is_for_an_editor_to_say(site: Path) -> None:
    """Nothing is written until it is said; words of a key are not asked for as statuses."""
    given = [*SETTINGS, "header_row=3"]
    refused = run_cli(*options(given, *DAY), at=site)

    assert refused.returncode == 2
    assert "  row 11 ('Green'): it stands below 'Key:'\n  --set 'other_rows=…'" in refused.stderr
    assert refused.stderr.count("--set") == 1
    kept = run_cli(*options([*given, "other_rows=keep", "from=visit"], *DAY), at=site)
    assert kept.returncode == 1
    assert "tracker.csv:4:2: error: Recommendation: there is no recommendation in this row" in kept.stderr
    assert not (site / "import.last.yml").exists()


def test_titles_above_the_heads_are_asked_for_once(site: Path) -> None:
    """The right row is proposed, and kept."""
    refused = run_cli(*options(SETTINGS, *DAY), at=site)
    assert refused.returncode == 2
    assert "row 3 looks like the heads: --set header_row=3" in refused.stderr
    asked = [("In which row do the heads of the columns stand? [3]: ", ""), ("row 11", "")]
    status, heard = talk(options(SETTINGS, *DAY), asked, at=site)
    assert status == 0, heard
    kept = (site / "import.yml").read_text(encoding="utf-8")
    assert "header_row: 3\n" in kept
    assert "other_rows: skip\n" in kept
    assert run_cli("import", "tracker.csv", "--day", "2026-03-02", at=site).returncode == 0


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_by_which_excel_names_the_separator_is_no_row(line: str) -> None:
    """Whether the row of the heads is said or not."""
    for header_row in (1, 2):
        sheet = read_sheet(f"{line}\r\nA;B\r\n1;2\r\n".encode(), "x.csv", header_row)
        assert (tuple(sheet.columns), [row.number for row in sheet.rows]) == (("A", "B"), [3])
        assert [row.row for row in sheet.left_out] == [1]


@pytest.mark.parametrize(
    ("rows", "proposed"),
    [
        ("Title\n\nA,B\nx,y\n", 3),
        ("Title,,May\n,,\nA,B,C,D,E,F\nx,,,,,y\n", 3),
        ("A\n1,2\n3,4\n", 0),
        ("A,B,\nx,y,z\n", 0),
        ("A,A\nx,y\nz,z\n", 0),
    ],
)
def test_a_row_of_heads_is_proposed_below_titles_alone(rows: str, proposed: int) -> None:
    """Where one head is missing, the first row of data is none."""
    with pytest.raises(WrongHeads) as caught:
        read_sheet(rows.encode(), "x.csv")
    assert caught.value.proposed == proposed


def test_a_title_in_a_sheet_of_one_column_is_told(site: Path) -> None:
    """The row that holds the head is named."""
    (site / "tracker.csv").write_text("Our tracker\nRecommendation\nKeep staff\n", encoding="utf-8")
    given = ["columns.recommendation=Recommendation", "from=visit", "wording=exact", "source.title=T"]
    refused = run_cli(*options(given, *DAY), at=site)
    assert "row 2 holds it: --set header_row=2" in refused.stderr
    assert run_cli(*options([*given, "header_row=2"], *DAY), at=site).returncode == 0
    assert files_of(site)["visit-keep-staff"].fields["title"] == "Keep staff"


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ("1,Do,,x\n,Early help,,\n2,Try,,y\n", [3]),
        (",Do,,\n,Try,,\n,Keep,,\n", []),
        ("1,Do,First,x\n,,Second,\n", []),
        ("1,Do,,x\nTotal: 1,,,\nTotal,1,1,100%\nTotal recall,Do it,,\n", [3, 4]),
        ("Key,,,\nGreen,Done,,\nN,R,A,C\n1,Do,,x\n", [2, 3]),
        ("1,Do,,x\n,,,a comment that goes on\n", [3]),
    ],
)
def test_rows_that_look_like_no_data(rows: str, others: list[int]) -> None:
    """A section in the column of recommendations too; merged cells and a sheet of words alone are data."""
    sheet = read_sheet(f"N,R,A,C\n{rows}".encode(), "x.csv")
    columns = {"number": "N", "recommendation": "R", "action": "A", "comment": "C"}
    mapping = Spreadsheet.model_validate({"columns": columns})
    assert [row.row for row in find_other_rows(sheet, mapping)] == others


def test_rows_without_anything_to_import_are_told(site: Path) -> None:
    """They can become no record, so nothing is asked."""
    rows = f"{HEADS}1,Do,Ofsted,,,Green,,\n,,,,,,,£5\n"
    (site / "tracker.csv").write_text(rows, encoding="utf-8")
    done = run_cli(*options(SETTINGS, *DAY), at=site)
    assert done.returncode == 0, done.stderr
    assert "Left out as no data: row 3: nothing in it is imported." in done.stderr


def test_characters_of_a_pdf_are_replaced_and_told(site: Path) -> None:
    """In heads and cells, so that a search finds the words."""
    rows = (
        HEADS.replace("officer", "o\ufb03cer")
        + '1,"Children\u201fs super-\nvision",Ofsted,O\ufb03cer,,Green,\uf0b7 a,\n'
    )
    (site / "tracker.csv").write_text(rows, encoding="utf-8")
    done = run_cli(*options(SETTINGS, *DAY), at=site)
    assert done.returncode == 0, done.stderr
    assert "row 2: 'super-' at the end of a line was joined to 'supervision'." in done.stderr
    assert "row 2: characters of a PDF were replaced, as in 'O\ufb03cer' → 'Officer'." in done.stderr
    assert files_of(site)["visit-1"].body == "Children’s supervision\n"
    assert "[odd-character]" not in run_cli("check", at=site).stderr


def test_a_sheet_of_titles_alone_is_no_table() -> None:
    """There is no row to propose."""
    with pytest.raises(WrongUse, match="no row 3"):
        read_sheet(b"Title\nMore\n", "x.csv", 3)
