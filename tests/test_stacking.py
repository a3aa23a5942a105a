"""Tables on a narrow screen: rows as blocks, each value with the name of its column, and a table all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support import council, made, write
from tests.support.browser import served, violations
from tests.support.replacing import replace

pytestmark = pytest.mark.long

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


class Tables(HTMLParser):
    """The names of the columns, the cells and the roles of each table of a page that stacks; what texts hold apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[list[str]] = []
        self.cells: list[tuple[str, str | None]] = []
        """The name of the column of each cell, and the one that it bears."""
        self.roles: set[tuple[str, str | None]] = set()
        self._depth = 0
        self._place = 0
        self._is_name = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "table" and (self._depth or had.get("class") == "stacks"):
            self._depth += 1
            self.names += [[]] if self._depth == 1 else []
        if self._depth != 1 or tag not in ("table", "thead", "tbody", "tr", "th", "td"):
            return
        self.roles.add((f"{tag} {had.get('scope', '')}".strip(), had.get("role")))
        if tag == "tr":
            self._place = -1
        self._place += 1
        self._is_name = had.get("scope") == "col"
        if self._is_name:
            self.names[-1].append("")
        if tag == "td":
            self.cells.append((self.names[-1][self._place - 1], had.get("data-label")))

    def handle_endtag(self, tag: str) -> None:
        self._is_name &= tag != "th"
        self._depth -= tag == "table" and self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._is_name:
            self.names[-1][-1] += data


def test_each_cell_has_the_name_of_its_column_and_each_part_its_role() -> None:
    """In every table that stacks; a row heading needs no name."""
    cells, roles = Counter[str](), set()
    for name, content in council.made().files.items():
        if name.endswith(".html"):
            found = Tables(content.decode())
            assert [one for one in found.cells if one[0] != one[1]] == [], name
            cells.update(column for column, _ in found.cells)
            roles |= found.roles
    assert len(cells) > 40
    assert roles == {
        *(("table", "table"), ("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row")),
        *(("th col", "columnheader"), ("th row", "rowheader"), ("td", "cell")),
    }


def test_a_table_within_a_text_stays_as_it_is(tmp_path: Path) -> None:
    """And the cells after it are still those of the right columns."""
    files = {
        "authorities/town.yml": "name: Town Council\n",
        "inspections/visit.md": "---\ntitle: Visit\nauthority: town\ninspectorate: Ofsted\n"
        "kind: focused-visit\npublished: 2022-01-10\n---\n",
        "recommendations/r.md": "---\ntitle: Two things\nfrom: visit\nwording: summary\nparts:\n"
        '  - {key: a, text: "| x |\\n|---|\\n| y |"}\n  - {key: b, text: Limb b}\n---\n',
    }
    page = made(write(tmp_path, files), date(2026, 3, 4)).files["recommendations/r/index.html"].decode()
    assert "<td>y</td>" in page
    cells = Tables(page).cells
    assert cells
    assert all(column == label for column, label in cells)


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
        assert violations(page) == []
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
