"""Drafts of the minutes in the inbox: each takes the place of what it was made from, or says why there is none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support import STARTER, tree, write
from tracker_site.github import inbox

RECORDS = {
    "authorities/ashby.yml": (
        "name: Ashby Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
    ),
    "inspections/visit.md": "---\ntitle: A visit\nauthority: ashby\n---\n",
}


MINUTES = """ASHBY COUNCIL

SCRUTINY BOARD

MINUTES of the meeting of the Scrutiny Board held on Tuesday 3 February 2026

1 A VISIT

RESOLVED: That the report be noted.
"""


def site_with(folder: Path, minutes: dict[str, bytes]) -> Path:
    root = write(folder / "site", RECORDS)
    shutil.copytree(STARTER / "minutes-inbox", root / "minutes-inbox")
    for name, contents in minutes.items():
        path = root / "minutes-inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
    return root


def empty_inbox(root: Path, summary: Path) -> int:
    return inbox.main(root, {"GITHUB_STEP_SUMMARY": str(summary)})


def test_a_draft_takes_the_place_of_the_minutes(tmp_path: Path) -> None:
    """Named by what they say; what stands beside them stays."""
    root = site_with(tmp_path, {"my minutes.txt": MINUTES.encode()})
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    (record,) = (root / "content" / "meetings").iterdir()
    assert "2026-02-03" in record.name
    assert "ashby/scrutiny" in record.read_text(encoding="utf-8")
    assert set(tree(root / "minutes-inbox")) == {"README.md"}
    assert f"content/meetings/{record.name}" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert empty_inbox(root, tmp_path / "summary.md") == 0


def test_minutes_that_name_no_meeting_are_named_after_their_file(tmp_path: Path) -> None:
    root = site_with(tmp_path, {"Board, March (2).txt": b"RESOLVED: That the report be noted.\n"})
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    assert [path.name for path in (root / "content" / "meetings").iterdir()] == ["board-march-2.md"]


def test_what_is_no_minutes_is_said_at_its_file_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site_with(tmp_path, {"a.pdf": b"%PDF-1.7"})
    assert empty_inbox(root, tmp_path / "summary.md") == 1
    assert re.search(r"^::error file=minutes-inbox/a\.pdf,line=1.*PDF", capsys.readouterr().out, re.MULTILINE)
    assert "a.pdf" in tree(root / "minutes-inbox")
    assert "PDF" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_record_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site_with(tmp_path, {"march.txt": b"RESOLVED: That the report be noted.\n"})
    (root / "content" / "meetings").mkdir()
    (root / "content" / "meetings" / "march.md").write_text("a record")
    assert empty_inbox(root, tmp_path / "summary.md") == 1
    assert "content/meetings/march.md is there already" in capsys.readouterr().out
    assert (root / "content" / "meetings" / "march.md").read_text() == "a record"
    assert "march.txt" in tree(root / "minutes-inbox")


def test_a_folder_is_one_meeting_and_a_link_is_none(tmp_path: Path) -> None:
    root = site_with(
        tmp_path,
        {"march/1.txt": MINUTES.encode(), "march/2.txt": b"2 A PLAN\n\nRESOLVED: That it be approved.\n"},
    )
    (root / "minutes-inbox" / "link.txt").symlink_to("/etc/hostname")
    (root / "minutes-inbox" / ".hidden").write_text("hidden")
    assert inbox.meetings_in(root) == [(Path("minutes-inbox/march/1.txt"), Path("minutes-inbox/march/2.txt"))]
    assert empty_inbox(root, tmp_path / "summary.md") == 0
    assert len(list((root / "content" / "meetings").iterdir())) == 1
