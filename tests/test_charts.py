"""Small charts: what is drawn, and that the same numbers stand in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import content_site, made, write
from tracker_site.dates import parse_date
from tracker_site.pages.charts import HEIGHT, Saying, bar_of, chart_of
from tracker_site.records.statuses import COMMON, Status


def status(key: str) -> Status:
    """Return a common status."""
    return Status(COMMON[key].label, COMMON[key])


def saying(when: str, value: str, by: str = "the council") -> Saying:
    """Return a value as it was said."""
    return Saying(parse_date(when), value, by)


def test_a_bar_shows_each_status_by_its_share() -> None:
    bar = bar_of(map(status, ["in-progress", "completed", "no-information", "in-progress"]))
    assert [(one.key, one.number, one.start, one.width) for one in bar] == [
        ("completed", 1, 0, 25),
        ("in-progress", 2, 25, 50),
        ("no-information", 1, 75, 25),
    ]


def test_where_all_stand_alike_there_is_no_bar() -> None:
    assert bar_of([status("completed"), status("completed")]) == bar_of([]) == ()


def test_values_stand_at_their_days_and_heights() -> None:
    chart = chart_of([saying("2022-01-01", "20"), saying("2022-12-31", "10")], "5")
    assert chart is not None
    assert [(one.start, one.width, one.top) for one in chart.points] == [(0, 0, 0), (100, 0, HEIGHT / 2)]
    assert (chart.highest, chart.lowest, chart.target) == ("20", "0", 30)
    assert chart.words == "From 20 (1 January 2022) to 10 (31 December 2022)."


def test_a_day_not_stated_is_drawn_as_the_days_it_may_be() -> None:
    """A value for a month is a stretch, not a dot on a day that nobody gave."""
    chart = chart_of([saying("2022-01-01", "1"), saying("2022-01-31", "2"), saying("2022-01", "3")], None)
    assert chart is not None
    assert (100.0, 0.0) in [(one.width, one.start) for one in chart.points]


@pytest.mark.parametrize("value", ["about 20", "20 to 30", "fewer than 5", "1,2", "٣", "1e3", "one"])
def test_what_is_no_plain_number_is_left_to_the_table(value: str) -> None:
    days = [saying("2022", "1"), saying("2023", "2"), saying("2024", value)]
    chart = chart_of(days, None)
    assert chart is not None
    assert len(chart.points) == 2
    assert "1 more" in chart.words


@pytest.mark.parametrize("value", ["£1,200.50", "17%", "17 %", "-3", "0"])
def test_plain_numbers_are_drawn(value: str) -> None:
    assert chart_of([saying("2022", value), saying("2023", "2")], None)


def test_days_without_bounds_and_single_values_are_not_drawn() -> None:
    assert chart_of([saying("2022", "1"), saying("unknown", "2"), saying("2022/..", "3")], None) is None


def test_each_speaker_has_a_line_of_their_own() -> None:
    said = [saying("2021", "1"), saying("2022", "2"), saying("2023", "9", "the inspectorate")]
    chart = chart_of(said, None)
    assert chart is not None
    assert len(chart.lines) == 1
    assert chart.lines[0].count(",") == 2


def test_no_line_leads_through_values_that_differ() -> None:
    """Or the chart would choose between them; equal values are no dispute."""
    others = [saying("2020", "1", "the inspectorate"), saying("2022", "9", "the inspectorate")]
    said = [
        saying(year, value) for year, value in (("2020", "1"), ("2021", "2"), ("2022", "3"), ("2023", "4"))
    ]
    chart = chart_of([*said, *others], None)
    assert chart is not None
    assert [line.count(",") for line in chart.lines] == [2]
    assert chart.words.endswith(
        "Where values that differ were said for one time, no line leads through them."
    )


def test_the_page_of_a_measure_shows_the_chart_and_the_same_numbers(tmp_path: Path) -> None:
    figures = "".join(
        f"  - {{measure: caseload, value: '{value}', at: {at}, said_by: council}}\n"
        for at, value in (("2023-03", "24"), ("2024-03", "19.5"))
    )
    root = write(
        tmp_path,
        {
            "authorities/ashby.yml": "name: Ashby Council\n",
            "measures/caseload.yml": "title: Caseload\nauthority: ashby\nunit: cases\ntarget: '18'\n",
            "updates/letter.md": "---\ntitle: Letter\ndate: 2024-04-01\nkind: letter\nby: The director\n"
            f"said_by: council\nauthority: ashby\nfigures:\n{figures}---\n",
        },
    )
    page = made(root, date(2026, 3, 4)).files["measures/caseload/index.html"].decode()
    assert page.count('class="point"') == 2
    assert 'class="target"' in page
    for words in ("From 24 (March 2023, day not stated) to 19.5", "target, 18", "<strong>19.5</strong>"):
        assert words in page


def test_every_bar_agrees_with_its_words() -> None:
    """On the pages of the tracker the widths are those of the numbers beside them."""
    seen = 0
    for name, content in content_site().files.items():
        found = (
            re.search(r'<svg class="bar".*?</svg>\s*<ul class="key">(.*?)</ul>', content.decode(), re.DOTALL)
            if (name.endswith(".html"))
            else None
        )
        if found:
            seen += 1
            widths = [float(one) for one in re.findall(r'width="([\d.]+)" height="4"', found[0])]
            numbers = [int(one) for one in re.findall(r"</svg> (\d+) ", found[1])]
            assert widths == pytest.approx([100 * one / sum(numbers) for one in numbers], abs=0.01)
            assert len(numbers) == found[0].count('height="4"')
    assert seen >= 2
