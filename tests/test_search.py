"""The search over the tracker in `content/`: the real index, asked in a real browser, under a sub-path."""

from __future__ import annotations

import json
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support import ROOT
from tests.support.browser import served, violations
from tests.support.replacing import replace
from tracker_site.pipeline import Clock, make_site
from tracker_site.project import Project, template_folders
from tracker_site.publish.search import KEPT, SearchFault, index

pytestmark = pytest.mark.long

DAY = date(2026, 11, 22)
FIRST = {
    "advanced practitioner": "measures/leeds-advanced-practitioner-posts/",
    "agency staff": "measures/bcp-front-door-agency-rate/",
    "consistent decisions in strategy discussions": "recommendations/leeds-ilacs-2022-strategy-discussions/",
    "audit": "recommendations/leeds-focused-visit-2021-3/",
    "caseload": "actions/leeds-ilacs-2022-reported-work/caseloads/",
    "contingency": "recommendations/leeds-ilacs-2022-1/",
    "domestic abuse": "inspections/leeds-focused-visit-2021/",
    "hmo": "measures/bcp-young-people-in-hmos/",
    "houses of multiple occupation": "measures/bcp-young-people-in-hmos/",
    "inspection 2022": "inspections/leeds-ilacs-2022/",
    "leeds 2022 inspection": "inspections/leeds-ilacs-2022/",
    "leeds ofsted inspection 2022": "inspections/leeds-ilacs-2022/",
    "legal clarification": "actions/leeds-scrutiny-2022/legal-clarification/",
    "three-point plan": "meetings/leeds-council-motion-2021/",
    "£1.7bn": "meetings/leeds-council-motion-2021/",
}
expect.set_options(timeout=20_000)  # a busy machine is no fault of the page


MODES = [("light", 1280), ("dark", 320)]


def made_with_search(memory: Path, day: date = DAY, content: Path = ROOT / "content") -> dict[str, bytes]:
    """Return the files of a site with its search, remembered in a folder of the test's own."""
    project = Project(memory, content, template_folders(ROOT, None), memory / "output")
    return make_site(project, Clock(day, day), with_search=True).files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the tracker with its search, made once for all tests of this file."""
    return made_with_search(tmp_path_factory.mktemp("root"))


@pytest.fixture(scope="module")
def rendered(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same without the index."""
    return {name: content for name, content in files.items() if not name.startswith("pagefind/")}


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracker with its search, to be served under a sub-path."""
    folder = tmp_path_factory.mktemp("web") / "some" / "path"
    replace(folder, files)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the tracker under its sub-path."""
    with served(site.parent.parent) as root:
        yield f"{root}/some/path/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must not complain."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield opened
    opened.close()
    assert complaints == []


def asked(page: Page, address: str, question: str) -> list[str]:
    """Ask by the address and return where the results lead, from the root of the site."""
    page.goto(f"{address}search/?{question}")
    expect(page.locator("#search-status")).not_to_be_empty()
    return results(page, address)


def typed(page: Page, address: str, words: str) -> list[str]:
    """Ask on the page itself, and return where the results lead."""
    page.get_by_label("Words to look for").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text(f"for “{words}”")
    return results(page, address)


def results(page: Page, address: str) -> list[str]:
    """Return where the results lead that are shown."""
    links = page.locator("#search-results h3 a")
    return [str(link.get_attribute("href")).removeprefix(address) for link in links.all()]


def test_what_residents_type_leads_to_what_they_mean(page: Page, address: str) -> None:
    """The first result of each is the page that is about it."""
    page.goto(f"{address}search/")
    found = {words: typed(page, address, words) for words in FIRST}
    assert {words: addresses[:1] for words, addresses in found.items()} == {
        words: [first] for words, first in FIRST.items()
    }


def test_a_slip_of_the_keyboard_still_finds(page: Page, address: str) -> None:
    """What was typed is said to be nowhere; the results are those of the word that was meant."""
    found = asked(page, address, "q=contingency")
    assert asked(page, address, "q=contigency") == found != []
    expect(page.locator("#search-status")).to_have_text(
        f"{len(found)} results for “contingency”. No results for “contigency”."
    )


def test_headings_that_many_pages_have_are_no_hits(page: Page, address: str) -> None:
    """Pages whose text has the word come first, and no result is shown for such a heading alone."""
    assert asked(page, address, "q=sources")[:2] == ["corrections/", "how-to-read/"]
    assert page.locator(".result-place", has_text="Under Sources").count() == 0
    for words in FIRST:
        asked(page, address, f"q={quote_plus(words)}")
        expect(page.locator("#search-results > li").first).not_to_contain_text("Under Sources")


def test_each_result_leads_to_a_page_and_a_place_on_it(page: Page, address: str, site: Path) -> None:
    """Also under a sub-path, and for the heading under which the words stand."""
    asked(page, address, "q=caseload")
    places = 0
    for link in page.locator("#search-results a").all():
        path, _, place = str(link.get_attribute("href")).removeprefix(address).partition("#")
        text = (site / path / "index.html").read_text()
        assert not place or f'id="{place}"' in text
        places += bool(place)
    assert places > 5


def test_a_result_says_what_it_is_how_far_it_has_come_and_who_says_so(page: Page, address: str) -> None:
    """Kind, council and date; the status with its assurance and marks; the words as they stand."""
    asked(page, address, "q=contingencies+written+plans")
    first = page.locator("#search-results > li").first
    expect(first.locator(".result-kind")).to_have_text("Recommendation · Leeds City Council · 9 May 2022")
    expect(first.locator(".result-status")).to_have_text(re.compile("^Planned Reported by the council"))
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".result-place")).to_have_text("Under The recommendation")


def test_facets_narrow_and_are_in_the_address(page: Page, address: str) -> None:
    """Any choice of a facet will do, all facets must agree; the counts say what a choice would give."""
    asked(page, address, "q=caseload")
    everything = int(re.findall(r"\d+", str(page.locator("#search-status").text_content()))[0])
    recommendation = page.get_by_label("Recommendation", exact=True)
    meeting = page.get_by_label("Meeting", exact=True)
    counts = {
        box: int(re.findall(r"\d+", str(box.locator("xpath=ancestor::li").text_content()))[-1])
        for box in (recommendation, meeting)
    }
    recommendation.check()
    expect(page.locator("#search-status")).to_contain_text(f"{counts[recommendation]} results")
    meeting.check()
    both = sum(counts.values())
    expect(page.locator("#search-status")).to_contain_text(f"{both} results")
    assert 0 < both < everything
    page.get_by_label("Leeds City Council", exact=True).check()
    expect(page.locator("#search-status")).not_to_contain_text(f"{both} results")
    assert all("leeds" in one for one in results(page, address))
    assert parse_qs(urlsplit(page.url).query) == {
        "q": ["caseload"],
        "kind": ["Recommendation", "Meeting"],
        "authority": ["Leeds City Council"],
    }
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator("#search-status")).to_contain_text(f"{everything} results")
    assert page.evaluate("document.activeElement.id") == "found"


def test_facets_narrow_by_who_says_so_by_late_or_quiet_and_by_body(
    page: Page, address: str, files: dict[str, bytes]
) -> None:
    """Each choice finds the recommendations, actions and meetings of which the data says so."""
    data = json.loads(files["data/tracker.json"])
    followed = [*data["recommendations"], *data["actions"]]
    board = "leeds/scrutiny-children"
    met = {one["id"] for one in data["meetings"] if one["body"] == board}
    reported = [one for one in followed if one["assurance"] == "reported"]
    expected = {
        "assurance=Reported+by+the+council": [one for one in reported if not one["stated_for_whole"]],
        "assurance=Reported+by+the+council,+as+part+of+a+whole": [
            one for one in reported if one["stated_for_whole"]
        ],
        "assurance=Nobody+has+said": [one for one in followed if one["assurance"] == "none"],
        "notice=Gone+quiet": [one for one in followed if one["quiet"]],
        "body=Scrutiny+Board+(Children+and+Families),+Leeds+City+Council&kind=Meeting": [
            one for one in data["meetings"] if one["id"] in met
        ],
        "body=Scrutiny+Board+(Children+and+Families),+Leeds+City+Council&kind=Recommendation": [
            one
            for one in data["recommendations"]
            if met.intersection((one["from"], *(entry["record"] for entry in one["timeline"])))
        ],
    }
    for question, entities in expected.items():
        assert all_of(page, address, question) == sorted(one["url"] for one in entities) != [], question


def all_of(page: Page, address: str, question: str) -> list[str]:
    """Ask, show all results, and return where they lead, in the order of addresses."""
    asked(page, address, question)
    more = page.get_by_role("button", name="More results")
    while more.is_visible():
        before = len(results(page, address))
        more.click()
        expect(page.locator(f"#search-results > li:nth-child({before + 1})")).to_be_visible()
    return sorted(results(page, address))


def test_facets_alone_show_all_that_they_allow(page: Page, address: str) -> None:
    """No words are needed: a resident may look through what was said in a year."""
    found = asked(page, address, "year=2010&kind=Meeting")
    assert sorted(found) == ["meetings/leeds-executive-2010-02/", "meetings/leeds-scrutiny-interim-2010/"]


def test_results_sort_by_date(page: Page, address: str) -> None:
    """Newest first; what has no date is found as well, last."""
    by_relevance = asked(page, address, "q=caseload&kind=Meeting&kind=Figure+over+time")
    page.get_by_label("In the order of").select_option("date")
    expect(page).to_have_url(re.compile("sort=date"))
    page.wait_for_timeout(200)
    by_date = results(page, address)
    assert sorted(by_date) == sorted(by_relevance)
    dates = [str(one.text_content()) for one in page.locator(".result-kind").all()]
    years = [int(found[-1]) if (found := re.findall(r"\b20\d\d\b", words)) else 0 for words in dates]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 2


def test_back_from_a_result_is_back_at_the_results(page: Page, address: str) -> None:
    """The words, the filters and what they found are there again."""
    before = asked(page, address, "q=plan&kind=Meeting")
    page.locator("#search-results h3 a").first.click()
    expect(page.locator("h1")).not_to_have_text("Search")
    page.go_back()
    expect(page.locator("#search-status")).to_contain_text("for “plan”")
    expect(page.get_by_label("Meeting", exact=True)).to_be_checked()
    assert results(page, address) == before


def test_the_box_in_the_head_of_each_page_leads_to_the_results(page: Page, address: str) -> None:
    """A plain form, sent with Enter."""
    page.goto(f"{address}recommendations/leeds-ilacs-2022-1/")
    page.get_by_label("Search this site").fill("legal clarification")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text("2 results for “legal clarification”.")
    assert page.url == f"{address}search/?q=legal+clarification"


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    """Enter asks and leads to the results; more results lead on to the first of them."""
    page.goto(f"{address}search/")
    expect(page.get_by_label("Words to look for")).to_be_focused()
    page.keyboard.type("council")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()
    expect(page.locator("#search-status")).to_contain_text("results for “council”")
    assert len(results(page, address)) == 20
    page.keyboard.press("Tab")
    expect(page.get_by_label("In the order of")).to_be_focused()
    more = page.get_by_role("button", name="More results")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li:nth-child(21) a").first).to_be_focused()


def test_nothing_found_says_what_to_do(page: Page, address: str) -> None:
    """And what was asked for is shown as text, whatever it is."""
    assert asked(page, address, f"q={quote_plus('<img src=x>zzz')}") == []
    expect(page.locator("#search-status")).to_have_text(
        "Nothing is found for “<img src=x>zzz”. Try fewer or other words."
    )


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("question", ["", "?q=caseload&kind=Meeting", "?q=zzzzz"])
@pytest.mark.parametrize("delay", [0, 0.6])
def test_nothing_on_the_page_moves_while_results_come(
    chromium: Browser, address: str, question: str, width: int, delay: float
) -> None:
    """The cumulative layout shift is nil, on a fast connection and on one where the index is late.

    So it is when other words are looked for, however long that takes.
    """
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.add_init_script(SHIFTS)

    def late(route: Route) -> None:
        time.sleep(delay)
        route.continue_()

    page.route(re.compile(r"search.*js|pagefind\.js|pf_index"), late)
    page.goto(f"{address}search/{question}")
    expect(page.locator("#search-status")).not_to_be_empty()
    expect(page.locator("#search-status")).to_be_visible()
    assert shift_of(page) == 0

    page.route("**/*.pf_fragment", late)
    typed(page, address, "domestic abuse")
    assert shift_of(page) == 0

    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)  # what moves sooner after a key is pressed counts as meant
    page.evaluate("document.querySelector('h1').style.marginTop = '100px'")  # or nothing would have been seen
    assert shift_of(page) > 0
    page.close()


def shift_of(page: Page) -> float:
    """Return the sum of the layout shifts up to the frame after the next."""
    page.wait_for_timeout(200)
    return float(page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)"))


def test_where_the_script_never_comes_the_page_says_so_after_a_while(chromium: Browser, address: str) -> None:
    """And leads to the lists, which wait for the script at first."""
    page = chromium.new_page()
    page.route(re.compile("search.*js"), lambda route: route.abort())
    page.goto(f"{address}search/?q=caseload")
    expect(page.locator("main")).to_contain_text("Search needs JavaScript")
    expect(page.locator("main").get_by_role("link", name="Recommendations")).to_be_visible()
    page.close()


@pytest.mark.parametrize(("scheme", "width"), MODES)
def test_the_search_keeps_nobody_out(chromium: Browser, address: str, scheme: Any, width: int) -> None:
    """No violation that axe knows, with results and all facets open; nothing wider than the screen.

    Each scheme and each width once; `make soak` looks at every one of them in the other too.
    """
    assert complaints_of(chromium, address, scheme, width) == []


@pytest.mark.soak
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_the_search_keeps_nobody_out_in_any_mode(
    chromium: Browser, address: str, scheme: Any, width: int
) -> None:
    assert complaints_of(chromium, address, scheme, width) == []


def complaints_of(chromium: Browser, address: str, scheme: Any, width: int) -> list[str]:
    """Return what is wrong with the results and all facets open."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    asked(page, address, "q=caseload&kind=Meeting&kind=Recommendation")
    expect(page.locator(".search-facets")).to_have_attribute("open", "")
    wrong = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    small = [
        str(target.text_content())
        for target in page.locator(
            "main :is(button, select, input[type=search], summary, label:has(input), .search-lists a, .result-place a)"
        ).all()
        if (box := target.bounding_box()) and box["height"] < 24
    ]
    context.close()
    return [*wrong, *(f"too small: {one}" for one in small), *(["too wide"] if wide > width else [])]


def test_without_script_the_page_says_so_and_leads_to_the_lists(chromium: Browser, address: str) -> None:
    """No form that does nothing."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=caseload")
    expect(page.locator("main")).to_contain_text("Search needs JavaScript")
    expect(page.locator("#search")).to_be_hidden()
    page.locator("main").get_by_role("link", name="Recommendations").click()
    expect(page.locator("h1")).to_have_text("Recommendations")
    context.close()


def test_from_the_disk_the_page_says_so_and_leads_to_the_lists(chromium: Browser, site: Path) -> None:
    """The box of the head leads to the page as well."""
    page = chromium.new_page()
    page.goto(f"file://{site}/index.html")
    page.get_by_label("Search this site").fill("caseload")
    page.keyboard.press("Enter")
    expect(page.locator("#search-trouble")).to_contain_text("Search needs a web server")
    assert page.url.endswith("/search/index.html?q=caseload")
    expect(page.locator("#search")).to_be_hidden()
    page.locator("main").get_by_role("link", name="Meetings").click()
    expect(page.locator("h1")).to_have_text("Meetings")
    page.close()


def test_without_an_index_the_page_says_so(chromium: Browser, address: str) -> None:
    """As in the preview, which makes none."""
    page = chromium.new_page()
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(f"{address}search/?q=caseload")
    expect(page.locator("#search-trouble")).to_contain_text("Search can’t start")
    page.close()


# The index


def is_made_anew(root: Path, day: date, content: Path) -> bool:
    """Whether a site makes its index, rather than remembering the one that lies in its memory.

    All that is remembered is first marked, so that it can be told from what is made.
    """
    for remembered in (root / ".tracker-site" / "search").iterdir():
        with zipfile.ZipFile(remembered, "w") as archive:
            archive.writestr("pagefind/remembered", b"")
    return "pagefind/remembered" not in made_with_search(root, day, content)


def test_the_index_is_made_anew_only_when_something_to_be_found_changed(tmp_path: Path) -> None:
    """A day's passing changes the foot of every page, and nothing that is searched."""
    content = write_content(tmp_path / "content")
    made_with_search(tmp_path, date(2026, 3, 4), content)
    assert not is_made_anew(tmp_path, date(2026, 3, 5), content)

    page = content / "pages" / "about.md"
    page.write_text(page.read_text().replace("words", "other words"))
    assert is_made_anew(tmp_path, date(2026, 3, 5), content)
    assert len(list((tmp_path / ".tracker-site" / "search").iterdir())) == KEPT

    page.write_text(page.read_text().replace("other words", "words"))
    assert not is_made_anew(tmp_path, date(2026, 3, 5), content)


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 no archive", None])
def test_a_broken_memory_is_made_anew(tmp_path: Path, broken: bytes | None) -> None:
    """Whatever was done to it, the same index comes of it."""
    content = write_content(tmp_path / "content")
    files = made_with_search(tmp_path, DAY, content)
    (remembered,) = (tmp_path / ".tracker-site" / "search").iterdir()
    whole = remembered.read_bytes()
    remembered.write_bytes(whole[: len(whole) // 2] if broken is None else broken)
    assert made_with_search(tmp_path, DAY, content) == files
    assert zipfile.ZipFile(remembered).testzip() is None


def test_a_memory_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    """The index is then made each time."""
    (tmp_path / ".tracker-site").write_text("in the way")
    content = write_content(tmp_path / "content")
    assert "pagefind/pagefind.js" in made_with_search(tmp_path, DAY, content)


def test_the_same_pages_give_the_same_index(files: dict[str, bytes], rendered: dict[str, bytes]) -> None:
    """In another folder, and in whatever order the pages come."""
    made = {name: content for name, content in files.items() if name not in rendered}
    assert made == index(dict(reversed(rendered.items())))


def test_the_index_holds_no_interface_of_pagefinds_own(files: dict[str, bytes]) -> None:
    """They are 400 kB that nobody loads."""
    names = {name for name in files if name.startswith("pagefind/")}
    assert [name for name in names if "ui" in name or "highlight" in name] == []
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= names


def test_lists_are_not_found_and_records_are(rendered: dict[str, bytes]) -> None:
    """What is worth finding are the things themselves."""
    searched = {
        name.removesuffix("index.html")
        for name, page in rendered.items()
        if name.endswith(".html") and b" data-pagefind-body" in page
    }
    assert {
        "recommendations/",
        "meetings/",
        "themes/audit/",
        "status/completed/",
        "",
        "search/",
    } & searched == set()
    assert {"recommendations/leeds-ilacs-2022-1/", "authorities/leeds/", "about/"} <= searched


def test_a_site_with_nothing_to_find_has_no_index() -> None:
    """And says so on its page, rather than failing to build."""
    assert index({"index.html": b"<html><main>nothing</main></html>"}) == {}


def test_a_missing_program_is_said_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rendered: dict[str, bytes]
) -> None:
    """One sentence, and how to mend it."""
    monkeypatch.setattr("pagefind_bin.get_candidate_paths", lambda: [tmp_path / "pagefind"])
    with pytest.raises(SearchFault, match=r"pip install"):
        index(rendered)


def write_content(folder: Path) -> Path:
    """Write the smallest site with something to find."""
    (folder / "pages").mkdir(parents=True)
    (folder / "site.yml").write_text("title: A tracker\n")
    (folder / "pages" / "about.md").write_text("---\ntitle: About\n---\nA few words.\n")
    return folder
