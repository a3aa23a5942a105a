"""Lists: every row on one page, a page for each facet, and a filter that works in a real browser."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.large import TODAY, write_large
from tests.support import data_of, made, project_at, write
from tests.support.browser import violations
from tracker_site.pages.pagination import ROWS_A_PAGE, pages_of
from tracker_site.pipeline import Clock, MadeSite, make_site, prepare_site
from tracker_site.problems import ContentError

pytestmark = pytest.mark.long

NUMBER = 330


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    root = write_large(tmp_path_factory.mktemp("large"), NUMBER, councils=3)
    return make_site(project_at(root), Clock(TODAY, TODAY), workers=2)


@pytest.fixture(scope="module")
def data(site: MadeSite) -> dict[str, Any]:
    return data_of(site)


def rows_of(site: MadeSite, address: str) -> list[str]:
    """The addresses that the rows of a page lead to, from the root of the site."""
    page = site.files[f"{address}index.html"].decode()
    rows = re.findall(
        r'<tr role="row">\s*<th role="rowheader" scope="row">.*?<a href="([^"]+)"', page, re.DOTALL
    )
    return [re.sub(r"^(\.\./)+|^\./", "", row) for row in rows]


def pages_from(site: MadeSite, address: str) -> list[str]:
    """The pages of a list, found as a reader finds them: by "Next"."""
    found = [address]
    while True:
        page = site.files[f"{found[-1]}index.html"].decode()
        after = re.search(r'<a rel="next" href="(?:\.\./)*([^"]+)"', page)
        if not after:
            return found
        found.append(after[1])


# Pages


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (0, ["0 to 0 of 0"]),
        (1, ["1 to 1 of 1"]),
        (50, ["1 to 50 of 50"]),
        (51, ["1 to 50 of 51", "51 to 51 of 51"]),
        (100, ["1 to 50 of 100", "51 to 100 of 100"]),
        (112, ["1 to 50 of 112", "51 to 100 of 112", "101 to 112 of 112"]),
    ],
)
def test_a_list_is_cut_into_pages_of_fifty(rows: int, words: list[str]) -> None:
    pages = list(pages_of(range(rows), "recommendations/"))

    assert [page.pagination.words for page in pages] == words
    assert [row for page in pages for row in page.rows] == list(range(rows))


def test_the_pages_lead_to_each_other() -> None:
    pages = [page.pagination for page in pages_of(range(125), "a/")]

    assert [(page.previous, page.next) for page in pages] == [
        (None, "a/page/2/"),
        ("a/", "a/page/3/"),
        ("a/page/2/", None),
    ]
    assert [page.title for page in pages] == ["", " (page 2 of 3)", " (page 3 of 3)"]


def test_far_pages_are_left_out_of_the_numbers() -> None:
    middle = list(pages_of(range(500), "a/"))[4].pagination

    numbers = [one.number if one.address else None for one in middle.numbers]
    assert numbers == [1, None, 4, 5, 6, None, 10]
    assert [one.number for one in middle.numbers if one.is_current] == [5]


@pytest.mark.parametrize("kind", ["recommendations", "actions", "meetings", "inspections"])
def test_every_row_is_on_exactly_one_page(site: MadeSite, data: dict[str, Any], kind: str) -> None:
    pages = [rows_of(site, page) for page in pages_from(site, f"{kind}/")]

    root = data["site"]["base_url"]
    assert Counter(row for page in pages for row in page) == Counter(
        one["url"].removeprefix(root) for one in data[kind]
    )
    assert all(len(page) == ROWS_A_PAGE for page in pages[:-1])


def test_no_page_has_a_table_of_over_a_hundred_rows(site: MadeSite) -> None:
    for file, content in site.files.items():
        if file.endswith(".html"):
            for table in content.decode().split("<table")[1:]:
                assert table.split("</table>")[0].count("<tr") <= 101, file


# Facets


def answer_of(recommendation: dict[str, Any]) -> str:
    """Return what was answered to a recommendation: a response, else an action plan alone, else nothing."""
    without = "action-plan" if recommendation["answered_by_plans"] else "none-recorded"
    return str(recommendation["response"] or without)


def expected_facets(data: dict[str, Any]) -> dict[str, list[str]]:
    """The lists of facets of recommendations as the data has them."""
    all_of = data["recommendations"]
    found = {f"recommendations/{key}/": [one for one in all_of if one[key]] for key in ("late", "quiet")}
    for key in ("none", "reported", "signed-off", "confirmed"):
        of_it = [one for one in all_of if one["assurance"] == key]
        found[f"recommendations/assurance/{key}/"] = [one for one in of_it if not one["stated_for_whole"]]
        if as_part := [one for one in of_it if one["stated_for_whole"]]:
            found[f"recommendations/assurance/{key}-as-part/"] = as_part
    for answer in {answer_of(one) for one in all_of}:
        of_it = [one for one in all_of if answer_of(one) == answer]
        found[f"recommendations/response/{answer}/"] = of_it
    for council in data["authorities"]:
        of_it = [one for one in all_of if one["authority"] == council["id"]]
        found[
            f"{'recommendations/authority' if len(of_it) > ROWS_A_PAGE else 'authorities'}/{council['id']}/"
        ] = of_it
    for key in ("completed", "in-progress", "no-information", "planned"):
        of_it = [one for one in all_of if one["status"] == key]
        found[f"{'recommendations/' if len(of_it) > ROWS_A_PAGE else ''}status/{key}/"] = of_it
    for key in data["site"]["themes"]:
        of_it = [one for one in all_of if key in one["themes"]]
        found[f"{'recommendations/theme' if len(of_it) > ROWS_A_PAGE else 'themes'}/{key}/"] = of_it
    root = data["site"]["base_url"]
    return {address: sorted(one["url"].removeprefix(root) for one in of) for address, of in found.items()}


def test_each_facet_lists_what_the_data_says(site: MadeSite, data: dict[str, Any]) -> None:
    expected = expected_facets(data)
    for address, urls in expected.items():
        rows = [row for page in pages_from(site, address) for row in rows_of(site, page)]
        assert sorted(row for row in rows if row.startswith("recommendations/")) == urls, address
    assert len(expected["recommendations/late/"]) > 20
    assert len(expected["recommendations/quiet/"]) > 20
    assert any(address.startswith("recommendations/authority/") for address in expected)


def test_each_facet_says_its_number(site: MadeSite, data: dict[str, Any]) -> None:
    page = site.files["recommendations/index.html"].decode()
    links = re.findall(r'<a href="\.\./([^"]+)" data-value="[^"]*">.*?</a> <span class="number">(\d+)<', page)
    numbers = {address: int(number) for address, number in links}
    for address, urls in expected_facets(data).items():
        if urls or address.startswith("recommendations/"):
            assert numbers[address] == len(urls), address


def test_the_present_facet_is_marked(site: MadeSite) -> None:
    page = site.files["recommendations/late/index.html"].decode()
    assert re.findall(r'data-value="([^"]+)" aria-current="true"', page) == ["late"]


def test_recommendations_are_sorted_usefully(site: MadeSite, data: dict[str, Any]) -> None:
    rows = [row for page in pages_from(site, "recommendations/") for row in rows_of(site, page)]
    by_url = {one["url"].removeprefix(data["site"]["base_url"]): one for one in data["recommendations"]}
    order = [
        (
            by_url[row]["phase"] == "closed",
            not by_url[row]["late"],
            -int(by_url[row]["issued"].replace("-", "")),
        )
        for row in rows
    ]
    assert order == sorted(order)


def test_actions_are_sorted_usefully(site: MadeSite, data: dict[str, Any]) -> None:
    rows = [row for page in pages_from(site, "actions/") for row in rows_of(site, page)]
    by_url = {one["url"].removeprefix(data["site"]["base_url"]): one for one in data["actions"]}
    order = [(by_url[row]["done"], not by_url[row]["late"], by_url[row]["due"] or "9999") for row in rows]
    assert [one[0] for one in order] == sorted(one[0] for one in order)
    late = [due for _, not_late, due in order if not not_late]
    assert late == sorted(late)
    assert [not_late for done, not_late, _ in order if not done] == sorted(
        not_late for done, not_late, _ in order if not done
    )


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("recommendations/late.md", "---\ntitle: Do better\nfrom: visit\n---\nDo better.\n"),
        ("recommendations/page.md", "---\ntitle: Do better\nfrom: visit\n---\nDo better.\n"),
        ("actions/undated.yml", "title: A plan\nauthority: northshire\n"),
        ("meetings/page.md", "---\nbody: northshire/scrutiny\ndate: 2026-01-10\n---\n"),
        ("inspections/page.md", "---\ntitle: A visit\nauthority: northshire\n---\n"),
    ],
)
def test_an_id_that_is_a_folder_of_the_lists_is_refused(tmp_path: Path, file: str, text: str) -> None:
    files = {
        "authorities/northshire.yml": (
            "name: Northshire\nbodies:\n  - {key: scrutiny, name: Scrutiny, kind: scrutiny}\n"
        ),
        "inspections/visit.md": "---\ntitle: A visit\nauthority: northshire\npublished: 2026-01-02\n---\n",
    }
    with pytest.raises(ContentError) as caught:
        made(write(tmp_path, {**files, file: text}), date(2026, 3, 4))

    assert re.search(rf"{file}:.*is a folder of the site itself.*\[id-is-a-folder\]", str(caught.value))


# The script with all rows


def rows_in(script: bytes) -> list[Any]:
    rows: list[Any] = json.loads(script.partition(b"=")[2].rstrip().removesuffix(b";"))["rows"]
    return rows


def test_the_rows_of_3000_recommendations_weigh_at_most_150_kilobytes(tmp_path: Path) -> None:
    site = prepare_site(project_at(write_large(tmp_path, 3000)), Clock(TODAY, TODAY)).site
    file = next(name for name in site if name.startswith("assets/recommendations."))

    assert len(rows_in(site[file])) == 3000
    assert len(gzip.compress(site[file], 6)) <= 150_000


def test_pages_that_show_no_list_do_not_load_its_script(site: MadeSite) -> None:
    pages = [name for name, content in site.files.items() if b"/lists." in content and name.endswith(".html")]
    assert pages
    assert not [
        name
        for name in pages
        if re.fullmatch(r"(recommendations/ashdale-.*|authorities/.*|)index.html", name)
    ]


def test_an_ordinary_page_weighs_at_most_50_kilobytes(site: MadeSite) -> None:
    weights = []
    for name, content in site.files.items():
        if re.fullmatch(r"recommendations/[a-z]+-visit-.*/index.html", name):
            linked = re.findall(r'(?:href|src)="(?:\.\./)+(assets/[^"]+)"', content.decode())
            weights.append(len(content) + sum(len(site.files[file]) for file in set(linked)))
    assert max(weights) <= 50_000


# In a browser


@pytest.fixture(scope="module")
def folder(site: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    for name, content in site.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves with the strictest policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'",
        )
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextlib.contextmanager
def opened(chromium: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """A page of its own, which must not complain in the console."""
    context = chromium.new_context(**settings)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    try:
        page.goto(address)
        yield page
        assert not faults
    finally:
        context.close()


def shown(page: Page) -> list[str]:
    """The titles of the rows that are to be seen."""
    return [text.strip() for text in page.locator("tbody th:visible").all_inner_texts()]


def number_of(data: dict[str, Any], **wanted: str) -> int:
    return sum(all(one[key] == value for key, value in wanted.items()) for one in data["recommendations"])


def status_of(page: Page) -> Any:
    return expect(page.get_by_role("status"))


def test_the_filter_narrows_all_rows_and_says_how_many(
    chromium: Browser, root: str, data: dict[str, Any]
) -> None:
    with opened(chromium, f"{root}recommendations/") as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url) if one.url.endswith(".js") else None)
        status_of(page).to_have_text(f"1 to 50 of {NUMBER} recommendations")
        assert not asked

        page.get_by_label("Completed").check()
        completed = number_of(data, status="completed")
        status_of(page).to_contain_text(f"{completed} of {NUMBER} recommendations")
        assert [re.sub(r".*/", "", url) for url in asked] == [
            re.sub(r".*/", "", page.locator("[data-rows]").get_attribute("data-rows") or "")
        ]

        page.get_by_label("Council", exact=True).select_option("ashdale")
        both = number_of(data, status="completed", authority="ashdale")
        assert 0 < both < completed
        status_of(page).to_have_text(f"{both} of {NUMBER} recommendations")
        assert len(shown(page)) == both
        assert page.url.endswith("/recommendations/?authority=ashdale&status=completed")
        assert len(asked) == 1

        page.get_by_label("Words").fill("care leavers")
        wanted = [
            one
            for one in data["recommendations"]
            if one["status"] == "completed"
            and one["authority"] == "ashdale"
            and "care leavers" in one["title"]
        ]
        status_of(page).to_have_text(f"{len(wanted)} of {NUMBER} recommendations")

        page.get_by_role("button", name="Clear the filter").click()
        status_of(page).to_have_text(f"1 to 50 of {NUMBER} recommendations")
        assert page.url.endswith("/recommendations/")
        expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def test_all_facets_of_the_filter_agree_with_the_data(
    chromium: Browser, root: str, data: dict[str, Any]
) -> None:
    late = sum(one["late"] for one in data["recommendations"])
    signed = sum(one["assurance"] == "signed-off" for one in data["recommendations"])
    planned = sum(answer_of(one) == "action-plan" for one in data["recommendations"])
    theme = sum("audit" in one["themes"] for one in data["recommendations"])
    of_visit = sum(one["from"] == "ashdale-visit-2" for one in data["recommendations"])
    for query, number in (
        ("notice=late", late),
        ("assurance=signed-off", signed),
        ("response=action-plan", planned),
        ("theme=audit", theme),
        ("from=ashdale-visit-2", of_visit),
        ("notice=late&assurance=confirmed", 0),
    ):
        with opened(chromium, f"{root}recommendations/?{query}") as page:
            status_of(page).to_contain_text(f"{number} of {NUMBER} recommendations")


def test_the_rows_are_sorted_and_shown_a_hundred_at_a_time(
    chromium: Browser, root: str, data: dict[str, Any]
) -> None:
    with opened(chromium, f"{root}recommendations/") as page:
        page.get_by_label("Sort").select_option("title")
        inferred = sum(one["wording"] == "inferred" for one in data["recommendations"])
        said = f"{NUMBER} of {NUMBER} recommendations ({inferred} of these inferred)"
        status_of(page).to_have_text(f"{said}; the first 100 are shown")
        expect(page.locator("caption:visible")).to_have_text("Recommendations, by title")
        page.get_by_role("button", name="Show 100 more").click()
        status_of(page).to_have_text(f"{said}; the first 200 are shown")
        assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 101
        page.get_by_role("button", name="Show 100 more").click()
        page.get_by_role("button", name="Show 100 more").click()
        status_of(page).to_have_text(said)
        titles = page.locator("tbody th a:visible").all_inner_texts()
        assert titles == sorted(titles, key=str.casefold)
        assert len(titles) == NUMBER

        page.get_by_label("Sort").select_option("due")
        assert page.url.endswith("?sort=due")
        dates = page.locator("tbody td:nth-child(2):visible time").evaluate_all(
            "all => all.map(one => one.dateTime)"
        )
        assert dates == sorted(dates)
        assert len(dates) == 100


def test_the_state_is_kept_in_the_address(chromium: Browser, root: str, data: dict[str, Any]) -> None:
    with opened(chromium, f"{root}recommendations/?status=completed&authority=ashdale&sort=title") as page:
        both = f"{number_of(data, status='completed', authority='ashdale')} of {NUMBER} recommendations"
        status_of(page).to_have_text(both)
        expect(page.get_by_label("Completed")).to_be_checked()
        expect(page.get_by_label("Council", exact=True)).to_have_value("ashdale")
        expect(page.get_by_label("Sort")).to_have_value("title")

        page.get_by_label("Council", exact=True).select_option("")
        completed = f"{number_of(data, status='completed')} of {NUMBER} recommendations"
        status_of(page).to_contain_text(completed)
        page.reload()
        status_of(page).to_contain_text(completed)
        page.go_back()
        status_of(page).to_have_text(both)
        expect(page.get_by_label("Council", exact=True)).to_have_value("ashdale")
        page.go_forward()
        status_of(page).to_contain_text(completed)


def test_a_facet_page_starts_with_its_facet(chromium: Browser, root: str) -> None:
    with opened(chromium, f"{root}recommendations/late/") as page:
        expect(page.get_by_label("Late", exact=False).first).to_be_checked()
        page.locator("input[value=late]").uncheck()
        status_of(page).to_contain_text(f"{NUMBER} of {NUMBER} recommendations")
        assert page.url.endswith("/late/?notice=")
        page.reload()
        status_of(page).to_contain_text(f"{NUMBER} of {NUMBER} recommendations")
        expect(page.locator("input[value=late]")).not_to_be_checked()


def test_the_filter_of_a_facet_page_counts_what_that_page_lists(
    chromium: Browser, root: str, data: dict[str, Any]
) -> None:
    """Nothing that is late is completed; without script the links lead to other lists, and say how long those are."""
    late = [one for one in data["recommendations"] if one["late"]]
    with opened(chromium, f"{root}recommendations/late/") as page:
        for status in ("completed", "in-progress"):
            number = page.locator(f"label:has(input[value={status}]) .number")
            expect(number).to_have_text(str(sum(one["status"] == status for one in late)))
        of_all = sum(one["late"] for one in data["recommendations"])
        expect(page.locator("label:has(input[value=late]) .number")).to_have_text(str(of_all))
        expect(page.locator("label:has(input[value=quiet]) .number")).to_have_text(
            str(sum(one["quiet"] for one in data["recommendations"]))
        )
    with opened(chromium, f"{root}recommendations/late/", java_script_enabled=False) as page:
        page.get_by_text("Other lists").click()
        number = page.locator('a[data-value="completed"] + .number')
        expect(number).to_have_text(str(number_of(data, status="completed")))


@pytest.mark.parametrize("kind", ["recommendations", "actions", "meetings"])
def test_the_filter_shows_the_same_rows_as_the_page(chromium: Browser, root: str, kind: str) -> None:
    """Not the same bytes, but the same words, elements, classes and ways."""
    look = """table => [...table.querySelectorAll("tr")].map(row => [row.innerText.replace(/\\s+/g, " "),
        ...[...row.querySelectorAll("*")].map(one =>
            [one.tagName, one.className, ...["href", "datetime", "role", "data-label", "scope"].map(name =>
                one.getAttribute(name))].join(" "))])"""
    with opened(chromium, f"{root}{kind}/") as page:
        count = page.locator("tbody tr:visible").count()
        static = [row for table in page.locator("table:visible").all() for row in table.evaluate(look)[1:]]
        # A word that every row has, so that the order stays.
        word = {"recommendations": "visit", "actions": "plan", "meetings": "committee"}[kind]
        page.get_by_label("Words").fill(word)
        expect(page.locator("[data-rows] > .listed > .list-rows").nth(1)).to_be_visible()
        live = page.locator("table:visible").evaluate(look)[1 : count + 1]
        assert len(live) == count
        assert live == static


def test_the_filter_works_from_the_disk(chromium: Browser, folder: Path, data: dict[str, Any]) -> None:
    with opened(chromium, f"{folder.as_uri()}/recommendations/index.html") as page:
        page.get_by_label("Completed").check()
        status_of(page).to_contain_text(f"{number_of(data, status='completed')} of {NUMBER} recommendations")
        assert page.url.endswith("index.html?status=completed")
        page.reload()
        status_of(page).to_contain_text(f"{number_of(data, status='completed')} of {NUMBER} recommendations")
        page.locator("tbody th a:visible").first.click()
        expect(page.locator(".status").first).to_have_text("Completed")


def test_without_script_all_rows_can_be_reached(chromium: Browser, root: str, data: dict[str, Any]) -> None:
    with opened(chromium, f"{root}recommendations/", java_script_enabled=False) as page:
        seen = Counter(shown(page))
        while page.get_by_role("link", name="Next page").count():
            page.get_by_role("link", name="Next page").click()
            seen.update(shown(page))
        assert seen.total() == NUMBER
        page.goto(f"{root}recommendations/")
        page.get_by_text("Narrow the list").click()
        page.get_by_role("link", name="Gone quiet").click()
        quiet = sum(one["quiet"] for one in data["recommendations"])
        expect(page.locator(".answer")).to_contain_text(f"{quiet} recommendations")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_lists_can_be_used_by_all(chromium: Browser, root: str, scheme: Any, width: int) -> None:
    viewport: Any = {"width": width, "height": 900}
    # The last page, since axe is slow over a hundred rows.
    with opened(
        chromium, f"{root}recommendations/page/4/", color_scheme=scheme, viewport=viewport, bypass_csp=True
    ) as page:
        if width == 320:
            page.get_by_text("Narrow the list").click()
        for step in ("before", "after"):
            if step == "after":
                page.get_by_label("Paused").check()
                status_of(page).to_contain_text(f"of {NUMBER} recommendations")
            assert violations(page) == [], f"{step} filtering"
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            small = page.evaluate(
                """[...document.querySelectorAll(".facets :is(a, select, input), .list button, .pagination a")]
                .filter(one => one.checkVisibility()).filter(one => one.getBoundingClientRect().height < 24)
                .map(one => one.outerHTML)"""
            )
            assert not small


def test_the_filter_can_be_used_by_keyboard_alone(chromium: Browser, root: str, data: dict[str, Any]) -> None:
    with opened(chromium, f"{root}recommendations/") as page:
        walked = []
        for _ in range(60):
            page.keyboard.press("Tab")
            walked.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
            if page.evaluate("document.activeElement.value") == "completed":
                break
        assert "q" in walked
        assert walked.index("q") < walked.index("authority") < walked.index("status")
        page.keyboard.press("Space")
        status_of(page).to_contain_text(f"{number_of(data, status='completed')} of {NUMBER} recommendations")
        assert page.evaluate("document.activeElement.value") == "completed"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_the_links_come_back_where_the_rows_cannot_be_loaded(chromium: Browser, root: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/assets/recommendations.*.js", lambda route: route.abort())
    page.goto(f"{root}recommendations/")
    page.get_by_label("Completed").click()  # not check(): the box is gone after it
    status_of(page).to_contain_text("could not be loaded")
    expect(page.get_by_role("link", name="Completed")).to_be_visible()
    assert len(shown(page)) == ROWS_A_PAGE
    context.close()


def test_the_script_of_rows_is_plain_data(site: MadeSite) -> None:
    script = next(
        content for name, content in site.files.items() if name.startswith("assets/recommendations.")
    )
    assert script.startswith(b"window.TRACKER_LIST=")
    assert len(rows_in(script)) == NUMBER
