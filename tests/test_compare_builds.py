"""The comparison of two builds: it tells what a reader would notice, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare import compare

BUILT = {
    "index.html": (
        '<html><head><link rel="stylesheet" href="assets/site.0123456789.css"></head>'
        '<body><h1>Ashby</h1> <p id="news">Nothing  is recorded.</p><a href="meetings/">Meetings</a></body></html>'
    ),
    "data/tracker.json": '{"meetings": [{"id": "may", "date": "2026-03-04", "items": []}], "as_at": "2026-03-04"}',
    "data/meetings.csv": "id,date\nmarch,2026-03-04\n",
    "feed.xml": "<feed>March</feed>\n",
    "assets/site.0123456789.css": "p{}",
}


def differing(root: Path, changes: dict[str, str | None]) -> int:
    """Return how many files differ once some are written anew, or removed."""
    for side, files in (("old", BUILT), ("new", {**BUILT, **changes})):
        for name, text in files.items():
            path = root / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")
    return compare(root / "old", root / "new", most=20)


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "index.html",
            "recorded",
            "known",
            ["-[id=news] Nothing is recorded.", "+[id=news] Nothing is known."],
        ),
        ("index.html", "meetings/", "motions/", ["-[href=meetings/]", "+[href=motions/]"]),
        ("index.html", 'id="news"', 'id="new"', ["[id=news]", "[id=new]"]),
        (
            "data/tracker.json",
            "03-04",
            "03-05",
            ['.meetings[may].date: "2026-03-05"', '.as_at: "2026-03-05"'],
        ),
        ("data/tracker.json", ', "items": []', "", ["-.meetings[may].items: []"]),
        ("data/meetings.csv", "march,", "may,", ["-[('date', '2026-03-04'), ('id', 'march')]", "'may'"]),
        ("feed.xml", "March", "May", ["-<feed>March</feed>", "+<feed>May</feed>"]),
    ],
)
def test_what_a_reader_would_notice_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, before: str, after: str, told: list[str]
) -> None:
    """A word, a link, an anchor, a value, a row, or a line: what was there and what is there, in its file."""
    assert differing(tmp_path, {name: BUILT[name].replace(before, after)}) == 1
    printed = capsys.readouterr().out
    assert f"--- old/{name}" in printed
    assert printed.endswith(f"1 files differ: *{Path(name).suffix}\n")
    for part in told:
        assert part in printed


def test_a_file_that_came_or_went_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where it is empty."""
    assert differing(tmp_path, {"feed.xml": None, "empty.txt": ""}) == 2
    assert "1 files differ: *.txt\n1 files differ: *.xml\n" in capsys.readouterr().out


def test_what_no_reader_would_notice_is_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The order of keys and columns, spaces, and the digests in the names of assets."""
    changes = {
        "index.html": BUILT["index.html"]
        .replace("0123456789", "abcdef0123")
        .replace("Nothing  is", "Nothing\nis"),
        "data/tracker.json": '{"as_at": "2026-03-04", "meetings": [{"items": [], "date": "2026-03-04", "id": "may"}]}',
        "data/meetings.csv": "date,id\n2026-03-04,march\n",
        "assets/site.0123456789.css": None,
        "assets/site.abcdef0123.css": "p{}",
    }
    assert differing(tmp_path, changes) == 0
    assert capsys.readouterr().out == ""
