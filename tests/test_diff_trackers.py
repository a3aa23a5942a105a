"""What `diff` says of other trackers: what the public will find otherwise once their data was fetched anew."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.support.trackers import Json, northshire, taking_in
from tracker_site.changes.diff import CannotCompare, compare_sides
from tracker_site.changes.report import as_markdown, as_text, is_as_markdown
from tracker_site.changes.trackers import MOST
from tracker_site.pipeline import Clock, stand_with_trackers
from tracker_site.project import Project

DAY = date(2026, 3, 4)


def no_project() -> Project:
    """Two folders are compared, so none is asked for."""
    raise AssertionError


def told(root: Path, before: dict[str, Json | bytes], after: dict[str, Json | bytes], day: date = DAY) -> str:
    """Return what is told of a site that takes in other data than before."""
    taking_in(root / "old", before)
    taking_in(root / "new", after)
    found = compare_sides(
        no_project, "old", "new", root, day, partial(stand_with_trackers, clock=Clock(DAY, day))
    )
    assert is_as_markdown(as_markdown(found.differences, found.between))
    return as_text(found.differences, "From old to new")


def test_the_same_data_is_no_difference(tmp_path: Path) -> None:
    assert told(tmp_path, {"north": northshire()}, {"north": northshire()}) == (
        "From old to new.\n\nNothing: both sides say the same.\n"
    )


def test_what_a_fetch_brought_is_told_in_words(tmp_path: Path) -> None:
    """New, gone, standing otherwise, answered, put off; and how many are only told otherwise."""
    data = northshire()
    data["as_at"] = "2026-02-01"
    second, first, third, *_ = data["recommendations"]
    gone = data["recommendations"].pop()
    data["recommendations"].append(
        {**gone, "id": "brand-new", "title": "Brand new", "timeline": [], "meetings": []}
    )
    before = {one["id"]: one for one in northshire()["recommendations"]}
    first |= {"status": "completed", "status_label": "Done", "phase": "closed", "assurance": "signed-off"}
    second |= {"response": "rejected", "due": "2027-01"}
    third["title"] = "Put otherwise"
    text = told(tmp_path, {"north": northshire()}, {"north": data})
    lines = [line.strip() for line in text.splitlines()]
    assert "Other trackers" in lines
    assert (
        "Tracker of North: told as at 1 February 2026, before as at 30 June 2023; of 6 recommendations, "
        "1 of them inferred, "
        "1 new, 1 gone, 2 standing otherwise and 1 told in other words or with more beside."
    ) in lines
    assert f"Tracker of North, “{gone['title']}”: no longer told, so its page here is gone." in lines
    assert f"Tracker of North, “Brand new”: new, {gone['status_label']} (" in text
    was = before[first["id"]]
    assert f"Tracker of North, “{first['title']}”: went from {was['status_label']}" in text
    assert "to Done (signed off by scrutiny)." in text
    assert f"Tracker of North, “{second['title']}”: response went from" in text
    assert "to January 2027" in text


def test_too_many_are_one_line(tmp_path: Path) -> None:
    """With their numbers; those of another tracker are told as ever."""
    many = northshire()
    one = {**many["recommendations"][0], "timeline": [], "meetings": [], "parts": []}
    many["recommendations"] += [{**one, "id": f"more-{n}"} for n in range(MOST + 1)]
    few = northshire()
    few["recommendations"].append({**one, "id": "one-more"})
    text = told(
        tmp_path,
        {"north": northshire(), "south": northshire()},
        {"north": many, "south": few},
    )
    (of_north,) = [line for line in text.splitlines() if "Tracker of North" in line]
    assert of_north.endswith(
        f"of {len(many['recommendations'])} recommendations, 1 of them inferred, {MOST + 1} new; "
        "too many to tell one by one."
    )
    assert len([line for line in text.splitlines() if "Tracker of South" in line]) == 2


def test_a_tracker_that_came_or_went_is_one_line(tmp_path: Path) -> None:
    """And so is one whose data is of a day that is not shown."""
    text = told(tmp_path, {"north": northshire()}, {"south": northshire()})
    assert (
        "  Tracker of North: no longer shown here, and with it 6 recommendations, 1 of them inferred.\n"
        in text
    )
    assert (
        "  Tracker of South: taken in, as at 30 June 2023, with 6 recommendations, 1 of them inferred.\n"
        in text
    )
    assert "taken in" not in told(
        tmp_path, {"north": northshire()}, {"south": northshire()}, date(2020, 1, 1)
    )


def test_data_that_does_not_fit_stops_it(tmp_path: Path) -> None:
    """And whose it is is said."""
    with pytest.raises(CannotCompare, match=r"new/content/federation/north\.json") as caught:
        told(tmp_path, {"north": northshire()}, {"north": b"{}"})
    assert caught.value.sentence == "Nothing was compared: mend new/content first."
