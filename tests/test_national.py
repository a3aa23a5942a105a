"""A national tracker: a folder of councils' trackers, with no record of its own, as a resident would use it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support import council, made, project_at, text_of
from tests.support.browser import LIMIT, served, violations
from tests.support.replacing import replace
from tests.support.trackers import Json, every_field, northshire, taking_in
from tracker_site.pipeline import Clock, MadeSite, make_site

pytestmark = pytest.mark.long

TODAY = council.TODAY
OWN = {
    "authorities/ashby.yml": "name: Ashby Council\n",
    "inspections/ashby-visit.md": "---\ntitle: Visit to Ashby\nauthority: ashby\npublished: 2026-01-05\n---\n",
    "recommendations/ashby-visit-1.md": "---\ntitle: Ask children\nfrom: ashby-visit\n---\nAsk them.\n",
}


def sections(page: bytes) -> list[str]:
    """Return what the navigation of a page names."""
    found = re.search(r'<nav aria-label="Sections">(.*?)</nav>', page.decode(), re.DOTALL)
    assert found
    return re.findall(r">([^<>]+)</a>", found[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The site of two made-up councils' trackers, made with its search."""
    data: dict[str, Json | bytes] = {
        "examplebury": council.made().files["data/tracker.json"],
        "northshire": every_field(),
    }
    root = taking_in(tmp_path_factory.mktemp("national"), data)
    return make_site(project_at(root), Clock(TODAY, TODAY), with_search=True)


@pytest.fixture(scope="module")
def address(site: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served."""
    folder = tmp_path_factory.mktemp("web") / "site"
    replace(folder, site.files)
    with served(folder) as root:
        yield f"{root}/"


def told() -> list[Json]:
    """Return what the two trackers tell, read from the data itself."""
    found: list[Json] = json.loads(council.made().files["data/tracker.json"])["recommendations"]
    theirs: list[Json] = northshire()["recommendations"]
    return found + theirs


def test_the_front_page_counts_what_was_taken_in(site: MadeSite) -> None:
    """How many, out of how many, how old and whose; nothing of the zero records of its own."""
    home = text_of(site.files["index.html"])
    everything = told()
    inferred = sum(one["wording"] == "inferred" for one in everything)
    assert f"{len(everything)} recommendations, {inferred} of them inferred, to 2 councils" in home
    assert f"{sum(one['status'] == 'completed' for one in everything)} completed" in home
    for recommendations in (
        everything[: -len(northshire()["recommendations"])],
        northshire()["recommendations"],
    ):
        is_open = [one for one in recommendations if one["phase"] == "open" and not one["superseded_by"]]
        late, quiet = (sum(one[key] for one in is_open) for key in ("late", "quiet"))
        silent = sum(one["silent_since_due"] for one in is_open)
        of_late = f" ({silent} with nothing recorded since the date passed)" if 0 < silent < late else ""
        assert (
            f"{len(is_open)} of {len(recommendations)} open; of these {late} late{of_late}, {quiet} gone quiet"
            in home
        )
    assert "As at 30 June 2023 . Old data" in home
    assert home.count("Old data") == 1  # that of Examplebury is of today
    assert "Its own site: tracker.northshire.example" in home
    assert not re.search("No recommendation|Nothing is open|No actions|No promise|Prepare for", home)


def test_the_navigation_leads_to_what_is_there(site: MadeSite) -> None:
    """Not to lists of meetings and actions that hold none; the addresses stay."""
    assert sections(site.files["index.html"]) == [
        "Recommendations",
        "Councils",
        "Trackers",
        "What changed",
        "Data",
    ]
    assert b'href="./from/recommendations/">Recommendations' in site.files["index.html"]
    assert "Not among them: 29 recommendations of 2 other trackers" in text_of(
        site.files["recommendations/index.html"]
    )
    assert "meetings/index.html" in site.files


def test_a_site_with_records_of_its_own_shows_both(tmp_path: Path) -> None:
    """Its own first, the others after, and neither counted with the other."""
    site = made(taking_in(tmp_path, {"northshire": every_field()}, **OWN), TODAY)
    home = text_of(site.files["index.html"])
    assert "1 recommendation to 1 council: 1 with no information." in home
    assert "Shown here too: 6 recommendations of 1 other tracker" in home
    assert "From other trackers" in home
    assert "Other trackers" in sections(site.files["index.html"])
    assert b'href="./recommendations/">Recommendations' in site.files["index.html"]
    councils = text_of(site.files["authorities/index.html"])
    assert "1 council whose recommendations are followed here, and 1 council in other trackers." in councils


def test_a_council_leads_to_what_its_tracker_tells_of_it(site: MadeSite) -> None:
    """Whose the records are and of which day stands beside its name."""
    page = site.files["authorities/index.html"]
    assert "Northshire Council 6, 1 of them inferred: 1 completed" in text_of(page)
    assert "Tracker of Northshire 30 June 2023 Old data" in text_of(page)
    listed = "from/recommendations/authority/northshire/northshire/"
    assert f'href="../{listed}"'.encode() in page
    assert site.files[f"{listed}index.html"].count(b' scope="row">') == 6


def test_each_row_of_the_list_says_whose_it_is(site: MadeSite) -> None:
    """All of them stand in one list; those of a status in a list of their own, for whoever has no script."""
    page = site.files["from/recommendations/index.html"]
    assert page.count(b' scope="row">') == len(told())
    shown = text_of(page)
    assert shown.count("From Tracker of Northshire, as at 30 June 2023") == 6
    completed = site.files["from/recommendations/status/completed/index.html"]
    assert completed.count(b' scope="row">') == sum(one["status"] == "completed" for one in told())


def test_many_trackers_are_cut_into_pages_and_stay_light(tmp_path: Path) -> None:
    """Of sixty trackers the front page shows the first, and each list has its pages."""
    data = json.dumps(northshire()).encode()
    site = made(taking_in(tmp_path, {f"tracker-{n}": data for n in range(60)}), TODAY)
    home = site.files["index.html"]
    assert "All 60 trackers" in text_of(home)
    assert site.files["from/page/2/index.html"].count(b' scope="row">') == 10
    councils = site.files["authorities/index.html"]
    assert b'href="../authorities/page/2/"' in councils
    assert site.files["authorities/page/2/index.html"].count(b' scope="row">') == 10
    for name in (
        "index.html",
        "from/index.html",
        "from/recommendations/index.html",
        "authorities/index.html",
    ):
        page = site.files[name]
        assets = re.findall(rb'(?:src|href)="(?:\.\./|\./)*(assets/[^"]+\.(?:css|js))"', page)
        assert len(page) + sum(len(site.files[one.decode()]) for one in assets) <= LIMIT, name


def test_a_resident_finds_a_recommendation_whose_it_is_and_the_original(
    chromium: Browser, address: str
) -> None:
    """By search, from the front page: the council, the tracker, the day of its data, the way to its own page."""
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(address)
    page.get_by_label("Search this site").fill("agency staff report")
    page.keyboard.press("Enter")
    first = page.locator("#search-results > li").first
    expect(first.locator(".result-kind")).to_contain_text(
        "Northshire Council · from Tracker of Northshire, as at 30 June 2023", timeout=20_000
    )
    first.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text("Report back on agency staff")
    expect(page.locator(".whose")).to_contain_text("as at 30 June 2023")
    original = page.get_by_role("link", name="tracker.northshire.example")
    assert str(original.get_attribute("href")).startswith("https://tracker.northshire.example/")
    page.close()


def test_the_list_is_narrowed_by_council_and_status(chromium: Browser, address: str) -> None:
    """With the same filter as every list."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}from/recommendations/")
    page.get_by_label("Tracker", exact=True).select_option("northshire")
    expect(page.locator(".list-count")).to_have_text("6 of 29 recommendations (1 of these inferred)")
    page.get_by_label("Gone quiet").check()
    # One more is quiet of itself, and its place was taken by another.
    expect(page.locator(".list-count")).to_contain_text("3 of 29 recommendations")
    expect(page.locator("tbody tr:visible").first).to_contain_text(
        "From Tracker of Northshire, as at 30 June 2023"
    )
    page.close()


def test_it_keeps_nobody_out(chromium: Browser, address: str) -> None:
    """No violation that axe knows, nothing wider than the screen."""
    context = chromium.new_context(color_scheme="dark", viewport={"width": 320, "height": 900})
    page = context.new_page()
    wrong = []
    for path in ("", "from/recommendations/"):
        page.goto(f"{address}{path}")
        wrong += [f"{path}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append(f"{path}: wider than the screen")
    context.close()
    assert wrong == []
