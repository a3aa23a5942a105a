"""Tables on a narrow screen: rows as blocks, each value with the name of its column, and a table all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests import council
from tests.browser import browser, served
from tracker_site.publish.output import replace
from tracker_site.publish.stacking import stacked

LISTS = (
    *("", "actions/", "authorities/", "changes/", "data/", "data/actions/", "deadlines/"),
    *("inspections/", "lineage/", "measures/", "measures/caseload/", "meetings/", "motions/", "promises/"),
    *(
        "recommendations/",
        "recommendations/ilacs-2022-3/",
        "silence/",
        "slippage/",
        "inspections/ilacs-2022/",
    ),
    *("meetings/scrutiny-2025-01-21/", "authorities/examplebury/", "actions/ilacs-2022-plan/"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_each_cell_has_the_name_of_its_column_and_its_role() -> None:
    """Marks within a name are left out; a row heading needs no name."""
    head = '<thead><tr><th scope="col">What</th><th scope="col">By <em>"whom"</em></th></tr></thead>'
    body = '<tbody><tr id="a"><th scope="row">One</th><td class="wide">Two</td></tr></tbody>'
    assert stacked(head + body) == (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">What</th>'
        '<th role="columnheader" scope="col">By <em>"whom"</em></th></tr></thead>'
        '<tbody role="rowgroup"><tr role="row" id="a"><th role="rowheader" scope="row">One</th>'
        '<td role="cell" data-label="By &quot;whom&quot;" class="wide">Two</td></tr></tbody>'
    )


def test_a_table_within_a_text_stays_as_it_is() -> None:
    """And the cells after it are still those of the right columns."""
    text = "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>y</td></tr></tbody></table>"
    head = '<thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">C</th></tr></thead>'
    made = stacked(f"{head}<tbody><tr><th>1</th><td>{text}</td><td>3</td></tr></tbody>")
    assert text in made
    assert '<td role="cell" data-label="C">3</td>' in made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the made-up council's site."""
    folder: Path = tmp_path_factory.mktemp("web")
    replace(folder / "site", council.made().files)
    with served(folder / "site") as root:
        yield f"{root}/"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark")])
def test_no_table_but_the_matrix_scrolls_on_a_phone(
    chromium: Browser, address: str, width: int, scheme: Any
) -> None:
    """And no value stands without the name of its column."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    wide: list[str] = []
    seen = 0
    for path in LISTS:
        page.goto(address + path)
        seen += page.locator("table.stacks").count()
        wide += page.evaluate(
            """path => [...document.querySelectorAll(".scroll:not(.matrix)")]
            .filter(one => one.scrollWidth > one.clientWidth + 1)
            .map(one => `${path}: ${one.getAttribute("aria-label")}`)""",
            path,
        )
        wide += page.evaluate(
            """path => [...document.querySelectorAll(".stacks td")]
            .filter(one => one.textContent.trim() && !getComputedStyle(one, "::before").content.includes(":"))
            .map(one => `${path}: ${one.textContent}`)""",
            path,
        )
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(f"{path} is wider than {width} pixels")
    context.close()
    assert wide == []
    assert seen > 20


def test_a_stacked_table_is_a_table_to_a_screen_reader(chromium: Browser, address: str) -> None:
    """Its rows, its heads and its cells are there at 320 pixels as on a wide screen, and axe finds nothing wrong."""
    trees = []
    for width in (320, 1280):
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}slippage/")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [one["id"] for one in found] == []
        table = page.get_by_role("table")
        trees.append(
            {role: table.get_by_role(role).count() for role in ("row", "columnheader", "rowheader", "cell")}
        )
        page.close()
    assert trees[0] == trees[1]
    assert trees[0]["columnheader"] == 4
    assert trees[0]["cell"] == 3 * trees[0]["rowheader"]


def test_paper_and_wide_screens_keep_the_table(chromium: Browser, address: str) -> None:
    """Narrow paper too: what is printed is a table."""
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(f"{address}promises/")
    look = "getComputedStyle(document.querySelector('.stacks td')).display"
    assert page.evaluate(look) == "block"
    page.emulate_media(media="print")
    assert page.evaluate(look) == "table-cell"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.evaluate(look) == "table-cell"
    page.close()


def test_every_table_but_the_matrix_is_one_that_stacks() -> None:
    """No template lays out a table by itself."""
    plain = {
        name
        for name, content in council.made().files.items()
        if name.endswith(".html") and re.search(r"<table(?! class=\"stacks\")", content.decode())
    }
    assert plain
    assert all(name.startswith(("inspections/", "inquiries/", "briefings/", "about/")) for name in plain), (
        plain
    )
