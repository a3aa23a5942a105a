"""A council's spreadsheets, and the settings with which they are imported."""

from __future__ import annotations

from pathlib import Path

from tests.support import SMALL, write
from tracker_site.problems import Problems
from tracker_site.source import SourceFile, read

SHEET = (
    "No,Recommendation,Source,Lead officer,Target date,RAG,Comments,Cost\n"
    "1,Assess in time,Ofsted,Director,06/07/2026,Green,All *teams* trained,£5\n"
    '2,"Listen to children,\nalways",Ofsted,,ongoing,,,\n'
    ",,,,,,,\n"
    "3,Keep staff,Ofsted,Head of Workforce,,Amber,,\n"
)


COLUMNS = [
    *("columns.recommendation=Recommendation", "columns.number=No", "columns.source=Source"),
    *(
        "columns.owner=Lead officer",
        "columns.due=Target date",
        "columns.status=RAG",
        "columns.comment=Comments",
    ),
]


SETTINGS = [
    *COLUMNS,
    *("sources.Ofsted=visit", "statuses.Green=completed", "statuses.Amber=at-risk", "dates=day/month/year"),
    *("times.ongoing=words", "wording=summary", "source.title=The council's tracker"),
    "source.url=https://examplebury.example/tracker",
]


SOURCES = [{"title": "The council's tracker", "url": "https://examplebury.example/tracker"}]


def options(given: list[str], *others: str) -> list[str]:
    """Return the command with its settings."""
    return ["import", "tracker.csv", *(part for one in given for part in ("--set", one)), *others]


def files_of(site: Path) -> dict[str, SourceFile]:
    """Return the files of a site by their ids, all of them sound."""
    problems = Problems()
    files = {file.id: file for file in read(site / "content", "content", problems)}
    assert list(problems) == []
    return files


ACTIONS = (
    "No,Recommendation,Action,Who,Due,Status,Progress\n"
    "1,Do better,First thing,Director,31/03/26,Done,Told\n"
    ",,Second thing,,TBC,Late,\n"
    "2,Do well,Third thing,,Autumn 2026,Late,\n"
    "3,Do it,,Director,01/04/26,Late,\n"
)


OF_ACTIONS = [
    *(
        "columns.recommendation=Recommendation",
        "columns.number=No",
        "columns.action=Action",
        "columns.owner=Who",
    ),
    *("columns.action_due=Due", "columns.status=Status", "columns.comment=Progress", "from=visit"),
    *("statuses.Done=completed", "statuses.Late=at-risk", "dates=day/month/year", "century=20"),
    *("times.TBC=words", "times.Autumn 2026=2026-09/2026-11", "wording=unknown", "source.title=Tracker"),
    "without_recommendation=above",
]


PLAN = "visit-tracker-actions"


def site_with_sheet(folder: Path) -> Path:
    """Write a small site without a recommendation, and a spreadsheet beside it, and return its folder."""
    few = {name: text for name, text in SMALL.items() if "recommendations" not in name}
    write(folder / "site", few)
    (folder / "site" / "tracker.csv").write_text(SHEET, encoding="utf-8")
    return folder / "site"
