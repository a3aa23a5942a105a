"""An order that a source states though it gives no day: it narrows dates and decides what is earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support import content_site, data_of, made, write
from tests.support.examplebury import AUTHORITY, TODAY, made_by, meeting, visit

ABOUT = "  - {title: The visit, about: visit-2024}\n"
SITE = {
    "authorities/examplebury.yml": AUTHORITY,
    "inspections/visit-2024.md": visit(2024),
    "recommendations/one.md": made_by("visit-2024"),
}


def ordered(text: str, order: str) -> str:
    """Return a record with an order that a source states."""
    return text.replace("date:", f"{order}\ndate:", 1)


def data(root: Path, **more: str) -> dict[str, Any]:
    """Return the data of a site of one recommendation and some meetings."""
    return data_of(
        made(write(root, {**SITE, **{f"meetings/{id}.md": text for id, text in more.items()}}), TODAY)
    )


def dates(of: dict[str, Any]) -> dict[str, str]:
    """Return the date of each meeting as it is published."""
    return {one["id"]: one["date"] for one in of["meetings"]}


def test_an_order_narrows_the_bounds_of_dates(tmp_path: Path) -> None:
    """Through records of which nothing else is known, and never beyond what a date says itself."""
    found = data(
        tmp_path,
        first=meeting("2024-09-01", ABOUT),
        second=ordered(meeting("unknown", ABOUT), "after: first"),
        third=ordered(meeting("unknown", ABOUT), "after: [second]\nbefore: [last]"),
        last=meeting("2024-10"),
        open=ordered(meeting("2024-08-15/..", ABOUT), "before: [first]"),
    )
    assert dates(found) == {
        "first": "2024-09-01",
        "second": "2024-09-01/2024-10-31",
        "third": "2024-09-01/2024-10-31",
        "last": "2024-10",
        "open": "2024-08-15/2024-09-01",
    }


def test_a_meeting_known_to_be_earlier_is_not_among_those_since(tmp_path: Path) -> None:
    """Though by its date alone it may have been later; one known to be later certainly is."""
    meetings = {"heard": meeting("2024-09", ABOUT), "other": meeting("2024-09")}
    (vague,) = data(tmp_path / "vague", **meetings)["recommendations"]
    assert (vague["silence"]["meetings"], vague["silence"]["unsure"]) == ([], ["other"])
    earlier = {**meetings, "other": ordered(meetings["other"], "before: heard")}
    (one,) = data(tmp_path / "earlier", **earlier)["recommendations"]
    assert (one["silence"]["meetings"], one["silence"]["unsure"]) == ([], [])
    later = {**meetings, "other": ordered(meetings["other"], "after: heard")}
    (one,) = data(tmp_path / "later", **later)["recommendations"]
    assert (one["silence"]["meetings"], one["silence"]["unsure"]) == (["other"], [])


def test_of_two_reports_of_one_day_the_later_holds(tmp_path: Path) -> None:
    """By the order that a source states, else by the ids; also where the other is a stronger speaker."""
    said = "  - {{title: News, progress: [{{on: one, status: {}, said_by: council}}]}}\n"
    a, b = (meeting("2024-09", said.format(status)) for status in ("in-progress", "planned"))
    (one,) = data(tmp_path / "ids", a=a, b=b)["recommendations"]
    assert (one["status"], one["last_news"]["record"]) == ("planned", "b")
    (one,) = data(tmp_path / "order", a=ordered(a, "after: b"), b=b)["recommendations"]
    assert (one["status"], one["last_news"]["record"]) == ("in-progress", "a")


def test_what_is_stated_to_be_before_the_issue_is_no_news(tmp_path: Path) -> None:
    """Of a recommendation that a meeting made: a meeting that may by its date have followed."""
    of_meeting = {
        "recommendations/one.md": made_by("asked"),
        "meetings/asked.md": meeting(
            "2024-09", "  - {title: Asked, outcomes: [{verb: recommended, makes: one}]}\n"
        ),
        "meetings/other.md": meeting("2024-09", "  - {title: Earlier, about: asked}\n"),
    }
    for order, record in (("", "other"), ("before: asked", None)):
        files = {**SITE, **of_meeting, "meetings/other.md": ordered(of_meeting["meetings/other.md"], order)}
        (one,) = data_of(made(write(tmp_path / (order[:3] or "no"), files), TODAY))["recommendations"]
        assert (one["last_news"] or {}).get("record") == record


def test_what_the_minutes_of_bury_say_of_the_order_is_used() -> None:
    """The committee met after the Council and after Cabinet, so neither is told as later than its words."""
    found = data_of(content_site())
    met = next(one for one in found["meetings"] if one["id"] == "bury-scrutiny-2022")
    assert met["after"] == ["bury-council-motion-2022", "bury-cabinet-ofsted-report"]
    earlier = set(met["after"])
    for one in (*found["recommendations"], *found["actions"]):
        if one["silence"] and one["silence"]["heard_in"] == "bury-scrutiny-2022":
            assert not earlier.intersection((*one["silence"]["meetings"], *one["silence"]["unsure"]))
