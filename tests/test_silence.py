"""What has gone quiet: a test for each clause of the rule, and one that an undated record never switches it off."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import data_of, made, words_of, write
from tests.support.examplebury import AUTHORITY, TODAY, made_by, meeting, visit
from tracker_site.pipeline import MadeSite

ABOUT = "  - {title: The visit, about: visit-2024}\n"
SITE = {
    "authorities/examplebury.yml": AUTHORITY,
    "inspections/visit-2024.md": visit(2024),
    "recommendations/one.md": made_by("visit-2024"),
}


def site_with(root: Path, *dates: str, **more: str) -> MadeSite:
    """Return the site of one recommendation that a meeting on each of some dates considered."""
    meetings = {f"meetings/m{n}.md": meeting(date, ABOUT) for n, date in enumerate(dates, start=1)}
    return made(write(root, {**SITE, **meetings, **more}), TODAY)


@pytest.mark.parametrize(
    ("dates", "quiet", "day", "record"),
    [
        ((), True, "2024-06-01", "visit-2024"),
        (("2024-09-01",), True, "2024-09-01", "m1"),
        (("2025-11-01",), False, "2025-11-01", "m1"),
        (("2024-09-01/2025-12-31",), False, "2025-12-31", "m1"),
        (("2024-09",), True, "2024-09-30", "m1"),
        (("2024-09-01/..",), True, "2024-09-01", "m1"),
        (("2025-12-01/..",), False, "2025-12-01", "m1"),
        (("../2024-12-31",), True, "2024-12-31", "m1"),
        (("2024-09-01", "unknown"), True, "2024-09-01", "m1"),
        (("unknown",), True, "2024-06-01", "visit-2024"),
        (("2023-01-01/..",), True, "2024-06-01", "visit-2024"),
        (("2024-09-01", "2024-07-01/.."), True, "2024-09-01", "m1"),
    ],
)
def test_the_last_dated_record_decides(
    tmp_path: Path, dates: tuple[str, ...], quiet: bool, day: str, record: str
) -> None:
    """A date with bounds counts at its latest day, an open-ended one at its earliest, an unknown one not at all."""
    (one,) = data_of(site_with(tmp_path, *dates))["recommendations"]
    assert one["quiet"] is quiet
    assert one["quiet_since"] == {"day": day, "record": record}


def test_what_was_left_out_is_named_on_the_page(tmp_path: Path) -> None:
    """A record without a date, and one that was counted at its earliest day, with the latest record of the body."""
    site = site_with(tmp_path, "2024-09-01/..", "unknown")
    (one,) = data_of(site)["recommendations"]
    assert (one["silence"]["not_counted"], one["silence"]["at_earliest"]) == (["m2"], ["m1"])
    for address in ("recommendations/one/", "silence/"):
        words = words_of(site, address)
        assert "Not counting “" in words, address
        assert "whose date is not known." in words, address
        assert "at its earliest possible day." in words, address
        assert (
            "Our latest record for Scrutiny Committee is of a meeting on 1 September 2024 or later." in words
        ), address
    assert "In the records held here, nothing about it is dated after" in words_of(
        site, "recommendations/one/"
    )


def test_without_any_dated_record_nobody_can_tell(tmp_path: Path) -> None:
    """Such a thing is neither quiet nor not quiet: it is listed and counted apart, and `check` does not warn of it."""
    plan = "title: Plan\nauthority: examplebury\nfor: visit-2024\nactions: [{key: a, title: A}, {key: b, title: B}]\n"
    undated = {
        "inspections/visit-2024.md": visit(2024, published="unknown"),
        "actions/plan.yml": plan,
        "meetings/m1.md": meeting("unknown", ABOUT),
    }
    site = site_with(tmp_path, **undated)
    data = data_of(site)
    assert {(one["quiet"], one["quiet_since"]) for one in (*data["recommendations"], *data["actions"])} == {
        (None, None)
    }
    counted = "1 recommendation and 2 actions without any dated record"
    assert (
        f"none has gone quiet, and none is known to have been passed over at a meeting since. {counted}"
        in (words_of(site, ""))
    )
    assert f"{counted}. Nobody can tell whether they have gone quiet." in words_of(site, "silence/")
    assert "recommendations/no-dated-record/index.html" in site.files
    assert [one.code for one in site.warnings if one.code == "quiet"] == []


def test_what_is_due_is_silent_by_the_same_rule(tmp_path: Path) -> None:
    """An undated record, and one that counts before the due date, leave it silent; a later one does not."""
    due = {"recommendations/one.md": made_by("visit-2024", "due: 2025-03-01\n")}
    for n, (dates, is_silent) in enumerate(
        [
            ((), True),
            (("unknown",), True),
            (("2025-02-01/..",), True),
            (("2025-02-01/2025-04-01",), False),
            (("2025-03-02/..",), False),
        ]
    ):
        (one,) = data_of(site_with(tmp_path / str(n), *dates, **due))["recommendations"]
        assert (one["late"], one["silent_since_due"]) == (True, is_silent), dates


DAYS = st.dates(TODAY.replace(year=2024, month=7), TODAY).map(str)
DATES = st.one_of(DAYS, DAYS.map("{}/..".format), DAYS.map("../{}".format), st.just("unknown"))
UNDATED = {
    "meetings/some-day.md": meeting("unknown", ABOUT),
    "updates/letter.md": "---\ntitle: A letter\ndate: unknown\nauthority: examplebury\nabout: one\n---\n",
    "actions/later-plan.yml": "title: Plan\nauthority: examplebury\nfor: visit-2024\nactions: []\n",
}


@settings(max_examples=20, deadline=None)
@given(st.lists(DATES, max_size=3), st.sampled_from(sorted(UNDATED)))
def test_an_undated_record_never_switches_quiet_off(dates: list[str], name: str) -> None:
    """Whatever was recorded before, and whichever kind of record is added: quiet and its day stay as they are."""
    found = []
    for more in ({}, {name: UNDATED[name]}):
        with tempfile.TemporaryDirectory() as root:
            (one,) = data_of(site_with(Path(root), *dates, **more))["recommendations"]
            found.append((one["quiet"], one["quiet_since"]))
    assert found[0] == found[1]


def test_a_briefing_says_of_what_nobody_can_tell_whether_it_is_quiet(tmp_path: Path) -> None:
    """What has no dated record stands among what else is open, and is marked so."""
    asked = "  - {title: Plan, actions: [{key: duty, title: Report each year, standing: true}]}\n"
    site = made(write(tmp_path, {**SITE, "meetings/m1.md": meeting("unknown", asked)}), TODAY)
    assert "no dated record" in words_of(site, "briefings/examplebury/scrutiny/")
