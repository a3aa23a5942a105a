"""The large made-up tracker of 3,000 recommendations in a real browser: what is small and sound stays so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.large import TODAY, write_large
from tests.support import project_at
from tests.support.browser import MODES, served_as_asked, violations
from tracker_site.pipeline import Clock, make_site, prepare_site
from tracker_site.publish.render import RenderedSite
from tracker_site.publish.search import index

pytestmark = pytest.mark.long

KINDS = {
    "home": "",
    "recommendations": "recommendations/",
    "last page": "recommendations/page/60/",
    "recommendation": "recommendations/ashdale-visit-3-6/",
    "meeting table": "inspections/ashdale-visit-3/",
    "meetings": "meetings/",
    "meeting": "meetings/ashdale-scrutiny-29/",
    "actions": "actions/",
    "plan": "actions/ashdale-visit-3-plan/",
    "authority": "authorities/ashdale/",
    "body": "authorities/ashdale/scrutiny/",
    "theme": "themes/audit/",
    "status": "status/completed/",
    "changes": "changes/",
    "data": "data/",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its content."""
    return write_large(tmp_path_factory.mktemp("large"), 3000)


@pytest.fixture(scope="module")
def site(root: Path) -> RenderedSite:
    """The site, of which a page is made only when it is looked at."""
    return prepare_site(project_at(root), Clock(TODAY, TODAY)).site


@pytest.fixture(scope="module")
def address(site: RenderedSite) -> Iterator[str]:
    """The address of the site, below a sub-path."""
    with served_as_asked(site) as address:
        yield address


def test_no_page_keeps_anybody_out(chromium: Browser, address: str) -> None:
    """Each kind of page in one of the modes, in turn; `make soak` takes each in all of them."""
    wrong = [
        fault
        for number, mode in enumerate(MODES)
        for fault in _faults(chromium, address, mode, list(KINDS)[number :: len(MODES)])
    ]
    assert wrong == []


@pytest.mark.soak
def test_the_whole_site_is_made(root: Path) -> None:
    """Every page and the search, in several processes; no link leads nowhere."""
    made = make_site(project_at(root), Clock(TODAY, TODAY), None, os.cpu_count() or 1, with_search=True)
    assert {f"{path}index.html" for path in KINDS.values()} <= made.files.keys()


@pytest.mark.soak
@pytest.mark.parametrize("mode", MODES, ids=str)
def test_no_page_keeps_anybody_out_in_any_mode(chromium: Browser, address: str, mode: Any) -> None:
    """Long lists, wide tables and many columns, in light, dark and forced colours, wide and narrow."""
    assert _faults(chromium, address, mode, list(KINDS)) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_heads_of_the_meeting_table_stay_in_sight(chromium: Browser, address: str, width: int) -> None:
    """Scrolled to its far corner, the table still shows what the row and the column are about."""
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(address + KINDS["meeting table"])
    region = page.locator(".matrix")
    region.evaluate("one => { one.scrollIntoView(); one.scrollTo(one.scrollWidth, one.scrollHeight); }")
    box = region.bounding_box()
    row = region.locator("tbody tr").last.locator("th").bounding_box()
    column = region.locator("thead th").last.bounding_box()
    assert box
    assert row
    assert column
    assert abs(row["x"] - box["x"]) < 2
    assert abs(column["y"] - box["y"]) < 2
    assert row["width"] < box["width"] / 1.8
    page.close()


def test_what_has_the_focus_in_the_meeting_table_is_not_hidden(chromium: Browser, address: str) -> None:
    """Each link of the table, reached by the keyboard, lies on top at its own place (WCAG 2.4.11)."""
    page = chromium.new_page(viewport={"width": 900, "height": 600})
    page.goto(address + KINDS["meeting table"])
    page.locator(".matrix").focus()
    for _ in range(page.locator(".matrix a").count()):
        page.keyboard.press("Tab")
        assert page.evaluate(
            """() => { const one = document.activeElement, box = one.getClientRects()[0];
            const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return one.closest(".matrix") !== null && one.contains(there); }"""
        ), page.evaluate("document.activeElement.textContent")
    page.close()


def test_the_table_is_moved_by_the_keyboard(chromium: Browser, address: str) -> None:
    """The region takes the focus, and the arrow keys move it."""
    page = chromium.new_page(viewport={"width": 900, "height": 600})
    page.goto(address + KINDS["meeting table"])
    page.locator(".matrix").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".matrix")).to_have_js_property("scrollTop", 0)
    expect(page.locator(".matrix")).not_to_have_js_property("scrollLeft", 0)
    page.close()


def test_search_finds_the_one_among_three_thousand(chromium: Browser, site: RenderedSite) -> None:
    """The first result of a title is the thing of that title."""
    found = {name: site[name] for name in site if name.startswith(("recommendations/", "inspections/"))}
    page = chromium.new_page()
    with served_as_asked(index(found), site) as address:
        page.goto(f"{address}search/?q=Focused+visit+17+to+Denford")
        assert _first_result(page) == "Focused visit 17 to Denford"
    page.close()


def test_everything_is_reached_without_script(chromium: Browser, address: str) -> None:
    """From page to page the whole list is there."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "recommendations/")
    seen = page.locator("tbody tr").count()
    for _ in range(3):
        page.get_by_role("link", name="Next page").click()
        seen += page.locator("tbody tr").count()
    page.get_by_role("link", name="Page 60").click()
    assert page.locator("tbody tr").count() == 50
    assert seen == 200
    context.close()


def test_the_pages_of_single_things_stay_light(site: RenderedSite) -> None:
    """A page of one recommendation or action is at most 50 kB with its style and script."""
    shared = sum(len(site[name]) for name in site if re.match(r"assets/(site|disk)\.", name))
    single = [name for name in site if re.match(r"(recommendations|actions)/ashdale-visit.*/.*\.html", name)]
    assert len(single) > 1000
    heavy = {name: len(site[name]) for name in single if len(site[name]) + shared > 50_000}
    assert {name for name in heavy if "-plan/index" not in name} == set()


def _faults(chromium: Browser, address: str, mode: Any, kinds: list[str]) -> list[str]:
    """Return each violation that axe knows, and each page that is wider than the screen."""
    scheme, forced, width = mode
    context = chromium.new_context(
        color_scheme=scheme, forced_colors=forced, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    wrong: list[str] = []
    for kind in kinds:
        page.goto(address + KINDS[kind])
        wrong += [f"{kind}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{kind}: wider than {width} pixels")
    context.close()
    return wrong


def _first_result(page: Page) -> str:
    first = page.locator("#search-results li").first
    expect(first).to_be_visible(timeout=20_000)
    return first.locator("a").first.inner_text()
