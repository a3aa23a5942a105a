"""Councils side by side: every number with what it is out of, and what is left out of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support import content_site, data_of, made, text_of, write
from tracker_site.pipeline import MadeSite

TODAY = date(2026, 3, 4)
VISIT = """\
---
title: Visit to {name}
authority: {council}
published: 2025-01-10
{more}---
"""
SITE = {
    "site.yml": """\
title: A tracker of two councils
statuses:
  finished: {label: Finished, means: completed}
""",
    "authorities/ashby.yml": """\
name: Ashby Council
bodies:
  - {key: scrutiny, name: Scrutiny Committee, kind: scrutiny}
""",
    "authorities/boxley.yml": "name: Boxley Council\n",
    "inspections/ashby-visit.md": VISIT.format(
        name="Ashby", council="ashby", more="recommendations_made: 6\n"
    ),
    "inspections/ashby-later.md": VISIT.format(name="Ashby again", council="ashby", more=""),
    "inspections/boxley-visit.md": VISIT.format(
        name="Boxley", council="boxley", more="recommendations_made: 0\n"
    ),
    **{
        f"recommendations/ashby-visit-{n}.md": (
            f"---\ntitle: Recommendation {n}\nfrom: ashby-visit\nwording: {wording}\n{more}---\nDo it.\n"
        )
        for n, wording, more in (
            (1, "exact", "due: 2025-06-01\n"),
            (2, "exact", "due: 2025-06-01\n"),
            (3, "summary", ""),
            (4, "exact", "parts:\n  - {key: a, text: One, due: 2026-09}\n  - {key: b, text: Two}\n"),
            (5, "inferred", "due: 2025-06-01\n"),
        )
    },
    "meetings/ashby-scrutiny.md": """\
---
body: ashby/scrutiny
date: 2025-09-02
state: held
covers: part
items:
  - title: The visit
    about: [ashby-visit]
    progress:
      - {on: ashby-visit-1, status: finished}
      - {on: ashby-visit-3, status: completed}
    responses:
      - {to: ashby-visit-1, response: accepted}
      - {to: ashby-visit-2, response: rejected}
    outcomes:
      - label: a
        verb: agreed
        text: Agreed that it is done.
        progress:
          - {on: ashby-visit-3, status: completed, said_by: scrutiny}
        actions:
          - {key: report, title: Report back, when: in due course}
          - {key: visit, title: Visit the team, due: 2026-06-01}
          - {key: watch, title: Keep watch, standing: true}
---
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """Two made-up councils, one of which nothing is known but a visit that recommended nothing."""
    return made(write(tmp_path_factory.mktemp("two"), SITE), TODAY)


def compared(site: MadeSite) -> dict[str, dict[str, Any]]:
    """Return the comparison of the data by council."""
    return {one["authority"]: one for one in data_of(site)["comparison"]}


def words(site: MadeSite, address: str) -> str:
    """Return the text of a page as it is read."""
    text = site.files[f"{address}index.html"].decode()
    return text_of(text)


def test_each_number_is_what_the_records_say(site: MadeSite) -> None:
    """Four recommendations are counted and the inferred one is not, though it is late too."""
    ashby = compared(site)["ashby"]
    assert ashby["recommendations"] == 4
    assert ashby["completed"] == {"none": 0, "reported": 1, "signed-off": 1, "confirmed": 0}
    assert (ashby["open"], ashby["closed_otherwise"]) == (2, 0)
    assert (ashby["late"], ashby["dated"]) == (1, 3)
    assert (ashby["quiet"], ashby["answered"]) == (2, 2)
    assert (ashby["promises_undated"], ashby["promises_open"]) == (1, 3)
    assert ashby["statuses"] == [{"label": "Finished", "means": "completed"}]


def test_what_is_left_out_is_counted(site: MadeSite) -> None:
    """Of six recommendations five are recorded; of the later visit nothing is; the meeting is known in part."""
    assert compared(site)["ashby"]["left_out"] == {
        "inferred": 1,
        "inspections": 2,
        "inspections_not_known": 2,
        "meetings": 1,
        "meetings_in_part": 1,
    }
    assert compared(site)["boxley"]["left_out"]["inspections_not_known"] == 0


def test_the_page_gives_each_number_with_what_it_is_out_of(site: MadeSite) -> None:
    """In words, by name, without a percentage or a place in an order."""
    text = words(site, "compare/")
    for said in (
        "2 of 4: 1 signed off by scrutiny and 1 reported by the council",
        "1 of 3 with a due date",
        "2 of 2 open",
        "1 of 3 open",
        "2 of 2 recorded",
        "1 of 1 held",
        "“Finished” means Completed",
        "none to count",
        "none has a due date",
    ):
        assert said in text
    assert text.index("Ashby Council") < text.index("Boxley Council")
    assert "%" not in text


def test_a_bar_is_as_wide_as_its_number(site: MadeSite) -> None:
    """A quarter for each of the four recommendations of the one council that has any."""
    page = site.files["compare/index.html"].decode()
    bars = re.findall(r'<rect class="fill-([\w-]+)" x="([\d.]+)" width="([\d.]+)"', page)
    assert bars == [("signed-off", "0.0", "25.0"), ("reported", "25.0", "25.0"), ("open", "50.0", "50.0")]


def test_the_list_of_councils_leads_there(site: MadeSite, tmp_path: Path) -> None:
    """But where there is one council alone there is nothing to compare."""
    assert b'href="../compare/"' in site.files["authorities/index.html"]
    files = {name: text for name, text in SITE.items() if "boxley" not in name}
    alone = made(write(tmp_path, files), TODAY)
    assert "compare/index.html" not in alone.files
    assert b"compare/" not in alone.files["authorities/index.html"]
    assert [one["authority"] for one in data_of(alone)["comparison"]] == ["ashby"]


def test_many_councils_stand_on_several_pages(tmp_path: Path) -> None:
    """By name, twenty on a page."""
    names = [f"Council {n:02}" for n in range(45)]
    files = {f"authorities/council-{n}.yml": f"name: {name}\n" for n, name in enumerate(names)}
    made_of_many = made(write(tmp_path, files), TODAY)
    shown = [
        re.findall(r"Council \d\d(?=</a>)", made_of_many.files[f"compare/{page}index.html"].decode())
        for page in ("", "page/2/", "page/3/")
    ]
    assert [len(page) for page in shown] == [20, 20, 5]
    assert [name for page in shown for name in page] == names


def test_the_councils_of_the_tracker_are_compared() -> None:
    """Each number is at most what it is out of, and all that is recorded is counted or left out."""
    data = data_of(content_site())
    assert [one["name"] for one in data["comparison"]] == sorted(one["name"] for one in data["authorities"])
    for one in data["comparison"]:
        total = [r for r in data["recommendations"] if r["authority"] == one["authority"]]
        assert one["recommendations"] + one["left_out"]["inferred"] == len(total)
        assert (
            one["recommendations"] == sum(one["completed"].values()) + one["closed_otherwise"] + one["open"]
        )
        assert one["late"] <= one["dated"] <= one["recommendations"]
        assert one["quiet"] <= one["open"]
        assert one["promises_undated"] <= one["promises_open"]
