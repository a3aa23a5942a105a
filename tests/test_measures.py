"""Figures over time: the last value, values that differ, and how the last stands to the target."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from tests.support import SMALL, data_of, made, text_of, words_of, write
from tracker_site.dates import parse_date
from tracker_site.pages.figures import target_in_words
from tracker_site.status.readings import Reading, differing, last_reading


def reading(value: str, when: str, stated: bool = True) -> Reading:
    """Return a value of a time that is stated, or of the day on which it was said."""
    return Reading(value, parse_date(when), when if stated else None)


@pytest.mark.parametrize(
    ("values", "better", "target", "sentence"),
    [
        (["20"], "lower", "18", "Lower is better; the last value said, 20, is above the target of 18."),
        (["£1,250"], "higher", "1300", "Higher is better; the last value said, £1,250, is below the target of 1300."),
        (["18.0"], "lower", "18", "Lower is better; the last value said, 18.0, is the target."),
        (["14%"], None, "12%", "The last value said, 14%, is above the target of 12%."),
        (["about 20"], "lower", "18", "Lower is better."),
        (["20"], "lower", "under 18", "Lower is better."),
        (["20"], "lower", None, "Lower is better."),
        (["20"], None, None, None),
        ([], "lower", "18", "Lower is better."),
        ([], None, "18", None),
    ],
)  # fmt: skip
def test_the_last_value_and_the_target_in_words(
    values: list[str], better: Literal["lower", "higher"] | None, target: str | None, sentence: str | None
) -> None:
    """They are compared only where both are plain numbers."""
    assert target_in_words([reading(value, "2026-01") for value in values], better, target) == sentence


def test_the_last_value_is_of_the_latest_time() -> None:
    """Not the one said last: a later letter may give an older figure."""
    assert last_reading([reading("20", "2025-06"), reading("22", "2024-06")]) == 0
    assert last_reading([reading("20", "2025-06"), reading("19", "2025-06")]) == 1


def test_values_differ_only_for_one_and_the_same_stated_time() -> None:
    """Equal numbers do not differ however they are written, nor do values whose time is not stated."""
    readings = [
        reading("20", "2025-06"),
        reading("20.0", "2025-06"),
        reading("24", "2025-06"),
        reading("30", "2025-07"),
        reading("31", "2025-07", stated=False),
    ]
    assert differing(readings) == ((2,), (2,), (0, 1), (), ())


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("16", "24", "16 is below it and 24 is above it"),
        ("20", "24", "20 and 24 are above it"),
        ("18", "24", "18 is at it and 24 is above it"),
    ],
)
def test_each_of_two_values_that_differ_is_set_against_the_target(one: str, other: str, told: str) -> None:
    """Which of the two holds is not for the tracker to say."""
    sentence = f"Lower is better; the target is 18, and of the values last said, which differ, {told}."
    assert target_in_words([reading(one, "2025-06"), reading(other, "2025-06")], "lower", "18") == sentence
    assert (
        target_in_words([reading(one, "2025-06"), reading("few", "2025-06")], "lower", "18")
        == "Lower is better."
    )


FILES = {
    "authorities/examplebury.yml": (
        "name: Examplebury\nbodies:\n  - {key: scrutiny, name: Scrutiny, kind: scrutiny}\n"
    ),
    "measures/caseload.yml": (
        'title: Caseload\nauthority: examplebury\nunit: children\nbetter: lower\ntarget: "18"\n'
    ),
    "measures/visits.yml": "title: Visits in time\nauthority: examplebury\n",
    "updates/letter.md": (
        "---\ntitle: The inspector's letter\ndate: 2025-07-10\nsaid_by: inspectorate\n"
        'figures:\n  - {measure: caseload, value: "24", at: 2025-06, said_by: inspectorate}\n---\n'
    ),
    "meetings/m1.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2025-07-01\nitems:\n  - title: Figures\n    outcomes: [{verb: noted}]\n"
        '    figures:\n      - {measure: caseload, value: "20", at: 2025-06}\n'
        '      - {measure: caseload, value: "21", at: 2025-01}\n---\n'
    ),
}


def words(content: bytes) -> str:
    """Return a page as a reader reads it."""
    text = text_of(content)
    return re.sub(r" ([,.:;])", r"\1", text)


def test_two_sayings_of_one_time_stand_beside_each_other(tmp_path: Path) -> None:
    """On the page of the measure at both, and in the list."""
    files = made(write(tmp_path, FILES), date(2026, 3, 4)).files
    page = words(files["measures/caseload/index.html"])
    assert "The values that were said for June 2025 differ. All stand in the table" in page
    assert "20 Said otherwise for the same time: 24, by the inspectorate in The inspector's letter" in page
    assert "24 Said otherwise for the same time: 20, by the council in Scrutiny, 1 July 2025" in page
    assert page.count("Said otherwise") == 2
    assert "From 21 (January 2025, day not stated) to 20 or 24 (June 2025, day not stated)." in page
    assert "Where values that differ were said for one time, no line leads through them." in page
    listed = words(files["measures/index.html"])
    assert (
        "20 or 24 Lower is better; the target is 18, and of the values last said, which differ, 20 and 24"
        in listed
    )
    assert "20: the council, in Scrutiny, 1 July 2025" in listed
    assert "24: the inspectorate, in The inspector's letter" in listed


def test_all_measures_stand_in_a_list(tmp_path: Path) -> None:
    """With the last value, when and by whom; the councils lead to it."""
    agreeing = FILES["updates/letter.md"].replace('"24"', '"20"')
    files = made(write(tmp_path, {**FILES, "updates/letter.md": agreeing}), date(2026, 3, 4)).files
    page = words(files["measures/index.html"])
    assert (
        "Caseload in children 20 Lower is better; the last value said, 20, is above the target of 18. June 2025, day "
        "not stated the inspectorate, in The inspector's letter 10 July 2025 Examplebury"
    ) in page
    assert "Visits in time no value is recorded yet Examplebury" in page
    for address in ("authorities/", "authorities/examplebury/"):
        assert b'measures/"' in files[f"{address}index.html"], address


NAMED = {
    **SMALL,
    "recommendations/visit-2.md": "---\ntitle: Do more\nfrom: visit\nparts: [{key: a, text: A.}]\n---\nDo more.\n",
    "actions/plan.yml": "title: Plan\nauthority: ashby\nfor: visit\nactions: [{key: hire, title: Hire}]\n",
    "measures/caseload.yml": (
        "title: Caseload\nauthority: ashby\nunit: cases\ntarget: '18'\nabout: [visit-1, visit-2/a, plan/hire]\n"
    ),
    "measures/agency.yml": "title: Agency rate\nauthority: ashby\nabout: [visit]\n",
    "meetings/march.md": SMALL["meetings/march.md"].replace(
        "    outcomes:", "    figures: [{measure: caseload, value: '21', at: 2026-01}]\n    outcomes:"
    ),
}


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("recommendations/visit-1/", "Caseload"),
        ("recommendations/visit-2/", "Caseload"),  # by a part of it
        ("actions/plan/hire/", "Caseload"),
        ("inspections/visit/", "Agency rate"),
    ],
)
def test_a_figure_is_shown_on_the_page_of_what_it_names(tmp_path: Path, address: str, named: str) -> None:
    page = words_of(made(write(tmp_path, NAMED), date(2026, 11, 22)), address)
    _, _, table = page.partition("Figures followed over time")
    assert table.partition("Said by")[2].lstrip().startswith(named)
    if named == "Caseload":
        assert "The last value said, 21, is above the target of 18" in table
        assert "January 2026" in table


def test_a_page_that_no_figure_names_has_no_figures_and_the_data_says_so(tmp_path: Path) -> None:
    files = {**NAMED, "recommendations/visit-3.md": "---\ntitle: Else\nfrom: visit\n---\nElse.\n"}
    site = made(write(tmp_path, files), date(2026, 11, 22))
    assert "Figures followed over time" not in words_of(site, "recommendations/visit-3/")
    data = data_of(site)
    named = {one["id"]: one["measures"] for one in (*data["recommendations"], *data["actions"])}
    assert named == {
        "visit-1": ["caseload"],
        "visit-2": ["caseload"],
        "visit-3": [],
        "plan/hire": ["caseload"],
    }
