"""Motions: what an amendment changed, as a text that can be read, and what became of each point."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.support import made, text_of, write
from tracker_site.pages.amendments import Stretch, difference_between, difference_within


def marked(stretches: tuple[Stretch, ...] | None) -> str | None:
    """Return a difference on one line: [-removed-] {+put in+}."""
    signs = {"kept": "{}", "removed": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs[one.kind].format(one.text) for one in stretches) if stretches else None


@pytest.mark.parametrize(
    ("text", "removes", "inserts", "shown"),
    [
        ("Publishes caseloads each quarter.", "each quarter", "each year",
         "Publishes caseloads [-each quarter-] {+each year+}."),
        ("Publishes caseloads each quarter.", "each quarter", "", "Publishes caseloads [-each quarter-]."),
        ("Asks again, and again.", "again", "once", None),
        ("Asks for reports.", "report", "letter", None),
        ("Asks for reports.", "", "letters", None),
        ("Costs (about) £5.", "(about) £5", "£6", "Costs [-(about) £5-] {+£6+}."),
    ],
)  # fmt: skip
def test_what_is_changed_is_shown_in_its_place(
    text: str, removes: str, inserts: str, shown: str | None
) -> None:
    """Only where the words stand once, and whole."""
    assert marked(difference_within(text, removes, inserts)) == shown


@pytest.mark.parametrize(
    ("removes", "inserts", "shown"),
    [
        ("asks the Executive to act", "asks the Cabinet to act now",
         "asks the [-Executive-] {+Cabinet+} to act {+now+} "),
        ("regrets all this", "thanks the staff for their work", None),
        ("one two", "one two", "one two "),
    ],
)  # fmt: skip
def test_two_texts_that_are_alike_are_one_with_differences(
    removes: str, inserts: str, shown: str | None
) -> None:
    """Word by word; those that are not alike are read better one after the other."""
    assert marked(difference_between(removes, inserts)) == shown


def test_long_texts_are_not_compared() -> None:
    """The time would grow with the square of their length."""
    assert difference_between("word " * 601, "word " * 601) is None


MEETING = """\
---
body: town/council
date: 2025-02-01
items:
  - title: Motion
    motions:
      - title: Caseloads
        text: This Council asks for four things.
        points:
          - {{key: p1, text: Publishes caseloads each quarter.}}
          - {{key: p2, text: Asks for an apology.}}
          - {{key: p3, text: Asks for new posts.}}
        amendments:
{amendments}
        result: {result}
        vote: {{names: {{for: [Councillor A, Councillor B], against: [Councillor C]}}}}
    outcomes:
      - {{verb: agreed, text: As recorded.}}
---
"""
CHANGES = "          - {removes: each quarter, inserts: each year, result: carried}\n"
DROPS = "          - {moved_by: Councillor C, drops: [p2], result: carried}\n"
LOST = "          - {drops: [p3], removes: new posts, inserts: more money, result: lost}\n"
SUMMED_UP = (
    "          - {removes: All that came after the first paragraph, inserts: Thanks, result: carried}\n"
)


def built(root: Path, amendments: str, result: str = "carried-as-amended") -> dict[str, bytes]:
    """Return the files of a site with one motion."""
    bodies = "name: Town\nbodies:\n  - {key: council, name: Council, kind: council}\n"
    meeting = MEETING.format(amendments=amendments.rstrip("\n") or "          []", result=result)
    content = {"authorities/town.yml": bodies, "meetings/m1.md": meeting}
    return made(write(root, content), date(2026, 3, 4)).files


@pytest.mark.parametrize(
    ("amendments", "result", "fates", "summary"),
    [
        ("", "carried", ["Stood", "Stood", "Stood"], "All its points stood"),
        (CHANGES + DROPS + LOST, "carried-as-amended", ["Changed", "Fell", "Stood"],
         "1 of its 3 points fell and 1 changed"),
        (DROPS, "carried-as-amended", ["Stood", "Fell", "Stood"], "1 of its 3 points fell"),
        (DROPS, "lost", ["Not carried"] * 3, "None of its points was carried"),
        (DROPS, "unknown", ["Not known whether it stood"] * 3, None),
        (SUMMED_UP, "carried-as-amended", ["Not known whether it stood"] * 3, None),
    ],
)  # fmt: skip
def test_the_fate_of_each_point(
    tmp_path: Path, amendments: str, result: str, fates: list[str], summary: str | None
) -> None:
    """It stood, fell, was changed or was not carried; where the record leaves that open, so does the page."""
    files = built(tmp_path, amendments, result)
    page = files["meetings/m1/index.html"].decode()
    points = page[page.index('<ol class="motion-points">') : page.index("</ol>", page.index("motion-points"))]
    assert re.findall(r"<strong[^>]*>(.*?)</strong>", points) == fates
    listed = files["motions/index.html"].decode()
    assert ("points" in text_of(listed.split("<tbody")[1].encode())) == (summary is not None)
    assert summary is None or summary in listed


@pytest.mark.parametrize(
    ("amendments", "result", "fates"),
    [
        (CHANGES + DROPS, "carried-as-amended", ["changed", "fell", "stood"]),
        (DROPS, "lost", ["lost"] * 3),
        (DROPS, "withdrawn", ["lost"] * 3),
        (DROPS, "unknown", ["unknown"] * 3),
        (SUMMED_UP, "carried-as-amended", ["unknown"] * 3),
        ("", "carried-as-amended", ["unknown"] * 3),
        (DROPS.replace("result: carried", "result: unknown"), "carried", ["stood", "unknown", "stood"]),
        (CHANGES.replace("result: carried", "result: unknown"), "carried", ["unknown", "stood", "stood"]),
    ],
)
def test_every_output_tells_the_same_fate(
    tmp_path: Path, amendments: str, result: str, fates: list[str]
) -> None:
    """The points of a lost motion did not fall, whatever became of its amendments: page, JSON, CSV and view agree."""
    files = built(tmp_path, amendments, result)

    points = json.loads(files["data/tracker.json"])["meetings"][0]["items"][0]["motions"][0]["points"]
    rows = list(csv.DictReader(io.StringIO(files["data/motion_points.csv"].decode("utf-8-sig"))))
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(files["data/tracker.sqlite"])
        fallen = [point for (point,) in opened.execute("SELECT point FROM points_that_fell")]

    assert [point["fate"] for point in points] == fates
    assert [row["fate"] for row in rows] == fates
    assert [row["fell"] == "true" for row in rows] == [fate == "fell" for fate in fates]
    assert fallen == [row["key"] for row in rows if row["fate"] == "fell"]
    assert re.findall(r'class="mark mark-([a-z]+)', files["meetings/m1/index.html"].decode()) == fates


def test_an_amendment_can_be_read_as_a_difference(tmp_path: Path) -> None:
    """In its place, struck through and underlined, and told apart for those who hear it."""
    page = built(tmp_path, CHANGES + LOST)["meetings/m1/index.html"].decode()
    assert (
        '<p class="difference">Publishes caseloads <del><span class="visually-hidden">removed: </span>each quarter'
        '<span class="visually-hidden">, end of what was removed. </span></del> <ins>'
    ) in page
    text = text_of(page.encode())
    assert "What it changed in point 1:" in text
    assert "What it was to change in point 3:" in text
    assert "It was to take out one point of the motion." in text
    assert "motions." in page[: page.index("</head>")]


def test_texts_that_are_not_alike_stand_one_beside_the_other(tmp_path: Path) -> None:
    """Each under its heading, marked up as removed and as put in."""
    page = built(tmp_path, SUMMED_UP)["meetings/m1/index.html"].decode()
    assert re.search(r"It removed:</strong></p><del><p>All that came", page)
    assert re.search(r"It put in:</strong></p><ins><p>Thanks", page)


def test_the_vote_names_and_what_is_not_recorded(tmp_path: Path) -> None:
    """Names are folded by side; numbers that nobody wrote down are said to be missing."""
    page = built(tmp_path, DROPS)["meetings/m1/index.html"].decode()
    assert "Vote: numbers not recorded." in page
    assert "<summary>Who voted for: 2</summary><p>Councillor A, Councillor B</p>" in page
    assert "<summary>Who voted against: 1</summary>" in page
