"""The questions of an import at a terminal, and the file that keeps the answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import ROOT, SMALL, run_cli, tree, write
from tests.support.sheets import SETTINGS, files_of, options, site_with_sheet
from tests.support.terminal import talk
from tracker_site.authoring.spreadsheet.kept import add_fields, read_kept
from tracker_site.source.strict_yaml import Value

GUIDE = ROOT / "docs" / "importing.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_sheet(tmp_path)


@pytest.fixture
def guided(tmp_path: Path) -> Path:
    """The site of the guide, with its two sheets."""
    visit = SMALL["inspections/visit.md"].replace("ashby", "examplebury")
    council = {"authorities/examplebury.yml": "name: Examplebury Council\n"}
    root = write(tmp_path / "site", {**council, "inspections/examplebury-ilacs-2025.md": visit})
    for sheet in (ROOT / "docs" / "examples").glob("tracker-*.csv"):
        shutil.copy(sheet, root / sheet.name)
    return root


def test_the_guide_as_an_officer_follows_it(guided: Path) -> None:
    """Two months: everything asked once, in the order of the guide; then what changed, as the guide prints it."""
    status, heard = talk(
        ["import", "tracker-2026-03.csv"],
        [
            ("No. ('1', '2') [number]: ", ""),
            ("[recommendation]: ", ""),
            ("Source ('ILACS 2025') [source]: ", ""),
            ("[owner]: ", ""),
            ("[due]: ", "recomendation"),
            ("did you mean", ""),
            ("[status]: ", ""),
            ("[comment]: ", ""),
            ("'ILACS 2025' under 'Source': which of these is that?", ""),
            ("'Amber' under 'RAG'", "in-progress"),
            ("'Green' under 'RAG'", "done"),
            ("'done' is none of them", "completed"),
            ("'Red' under 'RAG'", "4"),
            ("what comes first?", ""),
            ("begin with? [20]: ", ""),
            ("Autumn 2026 [2026-09/2026-11]: ", ""),
            ("TBC [words]: ", "soon"),
            ("'soon' is not a date here", ""),
            ("How near are the words", ""),
            ("as the source of these records? [The council's tracking spreadsheet]: ", "Improvement tracker"),
            ("Its web address", "examplebury"),
            ("is not a web address", ""),
            ("The day on which the sheet said this [2026-03-04]: ", "2026-03-05"),
            ("still to come", "2026-03-01"),
        ],
        at=guided,
    )
    assert status == 0, heard
    assert "kept in import.yml" in heard
    assert (guided / "import.yml").read_text(encoding="utf-8").partition("columns:")[2] == (
        "\n  recommendation: Recommendation\n  number: No.\n  source: Source\n  due: Due\n  owner: Lead officer\n"
        "  status: RAG\n  comment: Comments\nsources:\n  ILACS 2025: examplebury-ilacs-2025\nstatuses:\n"
        "  Amber: in-progress\n  Green: completed\n  Red: at-risk\ndates: day/month/year\ncentury: 20\ntimes:\n"
        "  Autumn 2026: 2026-09/2026-11\n  TBC: words\nwording: unknown\nsource:\n  title: Improvement tracker\n"
    )
    status, heard = talk(
        ["import", "tracker-2026-04.csv"],
        [("it was last imported for 2026-03-01 [2026-03-04]: ", ""), ("import the rest? [yes]: ", "")],
        at=guided,
    )
    assert status == 0, heard
    told = [line.strip() for line in heard.splitlines() if line.startswith("  row")]
    shown = GUIDE.read_text(encoding="utf-8").partition("| what changed |")[0]
    assert told == [line for line in shown.splitlines() if line.startswith("row")]
    files = files_of(guided)
    assert files["examplebury-tracker-2026-03-04"].fields["progress"] == [
        {"on": ["examplebury-ilacs-2025-1"], "note": "April: five in post", "due": "2026-06-30"},
        {"on": ["examplebury-ilacs-2025-2"], "status": "completed"},
        {
            "on": ["examplebury-ilacs-2025-5"],
            "status": "in-progress",
            "note": "Lead officer: Head of Commissioning",
        },
    ]
    assert run_cli("check", at=guided).returncode == 0


def test_actions_are_asked_for_at_a_terminal(site: Path) -> None:
    """What their record is called and answers, whose rows without a recommendation are; Ctrl-C writes no record."""
    (site / "tracker.csv").write_text("R,Action,Status\nDo,First,Done\n,Second,done\n", encoding="utf-8")
    before = tree(site / "content")
    asked = [
        ("R ('Do') [-]: ", "action_due"),
        ("[action]: ", "action_due"),
        ("'action_due' is the column 'R' already", "-"),
        ("[status]: ", ""),
        ("no column holds a 'recommendation' or an 'action'", "recommendation"),
        ("[action]: ", ""),
        ("[status]: ", ""),
        ("Where do the recommendations come from?", "visit"),
        ("What do they belong to?", ""),
        ("Of what does 'Status' speak?", ""),
        ("Done [completed]: ", ""),
        ("How near", "1"),
        ("What is the spreadsheet called", ""),
        ("Its web address", ""),
        ("What are the actions called", "Our actions"),
        ("Enter: no, it only follows them", "visit"),
        ("The day on which", "\x03"),
    ]
    status, heard = talk(["import", "tracker.csv"], asked, at=site)
    assert status == 130, heard
    assert tree(site / "content") == before
    status, heard = talk(["import", "tracker.csv"], [("The day on which", "")], at=site)
    assert status == 0, heard
    fields = files_of(site)["visit-tracker-actions"].fields
    assert (fields["title"], fields["for"]) == ("Our actions, 4 March 2026", ["visit"])


def test_where_there_is_nothing_to_come_from_it_says_what_to_do(tmp_path: Path) -> None:
    """The record comes first."""
    few = {name: text for name, text in SMALL.items() if name == "site.yml"}
    site = write(tmp_path / "site", few)
    (site / "tracker.csv").write_text("R\nDo\n", encoding="utf-8")
    status, heard = talk(options(["columns.recommendation=R"]), [], at=site)
    assert status == 2, heard
    assert "first write the record: 'tracker-site new inspection'" in heard


# What is kept


def test_what_stands_in_the_mapping_stays(site: Path) -> None:
    """Comments, blank lines, the order; new words go below those of their kind, and options overrule for one time."""
    assert run_cli(*options(SETTINGS, "--day", "2026-03-01"), at=site).returncode == 0
    kept = (
        "# Ours.\ncolumns:\n  recommendation: Recommendation  # column B\n  number: No\n  status: RAG\n\n"
        "# What the colours mean\nstatuses:\n    # agreed with the board\n    Green: completed\n\n"
        "# Where from\nfrom: visit  # all\nsource: {title: Ours}\nwording: exact\n"
    )
    (site / "import.yml").write_text(kept, encoding="utf-8")
    more = ["statuses.Amber=at-risk", "columns.comment=Comments", "statuses.Green=superseded", "century=20"]
    done = run_cli(*options(more, "--day", "2026-03-02"), at=site)
    assert done.returncode == 0, done.stderr
    assert (site / "import.yml").read_text(encoding="utf-8") == kept.replace(
        "  status: RAG\n", "  status: RAG\n  comment: Comments\n"
    ).replace("    Green: completed\n", "    Green: completed\n    Amber: at-risk\n") + "century: 20\n"


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        (
            "times: {A: none}\nfrom: x\n",
            {"times": {"B": "words"}},
            "times:\n  A: none\n  B: words\nfrom: x\n",
        ),
        ("from: x", {"dates": "day/month/year"}, "from: x\ndates: day/month/year\n"),
        ("times:\n  A: >-\n    a\n    b\n", {"times": {"B": "c"}}, "times:\n  A: >-\n    a\n    b\n  B: c\n"),
        ("times: {}\n", {"times": {"B": "c"}}, "times:\n  B: c\n"),
    ],
)
def test_more_is_added_however_the_file_is_written(
    tmp_path: Path, text: str, new: dict[str, Value], after: str
) -> None:
    """What is read back is what stood there with what is new."""
    (tmp_path / "import.yml").write_text(text, encoding="utf-8")
    file = read_kept(tmp_path / "import.yml", "import.yml")
    assert file is not None
    assert add_fields(file, new) == after
