"""The command that lists what records can name."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support import SMALL, run_cli, write
from tests.support.council import COUNCIL


def test_ids_are_found_by_words_of_their_titles() -> None:
    """All words, in any order and whatever their case, of the id, the kind or the title; also within records."""
    done = run_cli("ids", "FOSTER", "recommendation", at=COUNCIL)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines
    assert all("foster" in line.casefold() and "  recommendation: " in line for line in lines)


def test_ids_are_told_to_programs() -> None:
    """Every address that a reference may have, with its file."""
    found = json.loads(run_cli("ids", "--format", "json", at=COUNCIL).stdout)
    by_id = {one["id"]: one for one in found}
    assert len(by_id) == len(found)
    assert {"authority", "body", "inspection", "recommendation", "action", "meeting"} <= {
        one["kind"] for one in found
    }
    meeting = by_id["scrutiny-2024-09-17"]
    assert meeting["file"] == "content/meetings/scrutiny-2024-09-17.md"
    assert all(one["title"] for one in found)


def test_where_nothing_is_found_it_is_said(tmp_path: Path) -> None:
    root = write(tmp_path / "site", SMALL)
    done = run_cli("ids", "nowhere", at=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "No id or title has all of these words.\n"
