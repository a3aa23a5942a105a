"""What a resident types into the search, as it is typed: questions, hyphens, other names, words that no page has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import council, made, project_at, write
from tests.support.browser import served
from tests.support.replacing import replace
from tests.support.trackers import northshire, taking_in
from tracker_site.pipeline import Clock, make_site

pytestmark = pytest.mark.long

VISIT = "---\ntitle: Visit to Ashby\nauthority: ashby\npublished: 2026-01-05\n---\n"
POINT = "---\ntitle: {}\nfrom: ashby-visit\n---\n{}\n"
FILES = {
    "authorities/ashby.yml": "name: ABC Council\nalso_called: [Ashby, Borchester]\n",
    "inspections/ashby-visit.md": VISIT,
    "recommendations/ashby-visit-1.md": POINT.format("A three-point plan", "Write it in a fortnight."),
    "recommendations/ashby-visit-2.md": POINT.format("A plan for foster carers", "Pay them handsomely."),
    "recommendations/ashby-visit-3.md": POINT.format("Ask the children", "Each carer does."),
    "recommendations/ashby-visit-4.md": POINT.format(
        "Oversight by the lead member",
        "Councillor O’Neil is to see each GP’s letters, and £3.5m of 1.10 plans.",
    ),
    "recommendations/ashby-visit-5.md": POINT.format(
        "Ysgol Tŷ Gwyn", "Séan's café stays. The naïve plan goes. The child(ren) stay in B&Bs."
    ),
    "recommendations/ashby-visit-6.md": POINT.format(
        "De-escalation",
        "Co\N{NON-BREAKING HYPHEN}production with parents: a re-inspection of the CAMHS/ICB work in 2010/11.",
    ),
}
THERE = {
    "O'Neil": "Oversight by the lead member",
    "O’Neil": "Oversight by the lead member",
    "oneil": "Oversight by the lead member",
    "Councillor O'Neil": "Oversight by the lead member",
    "GP's": "Oversight by the lead member",
    "gps": "Oversight by the lead member",
    "£3.5m": "Oversight by the lead member",
    "3.5m": "Oversight by the lead member",
    "(£3.5m)": "Oversight by the lead member",
    "1.10": "Oversight by the lead member",
    "Ty Gwyn": "Ysgol Tŷ Gwyn",
    "Tŷ Gwyn": "Ysgol Tŷ Gwyn",
    "Sean cafe": "Ysgol Tŷ Gwyn",
    "naive": "Ysgol Tŷ Gwyn",
    "B&Bs": "Ysgol Tŷ Gwyn",
    "child(ren)": "Ysgol Tŷ Gwyn",
    "coproduction": "De-escalation",
    "co-production": "De-escalation",
    "co production": "De-escalation",
    "reinspection": "De-escalation",
    "re\N{NON-BREAKING HYPHEN}inspection": "De-escalation",
    "deescalation": "De-escalation",
    "camhs": "De-escalation",
    "CAMHS/ICB": "De-escalation",
    "2010/11": "De-escalation",
}
"""What people type, and the title of the page that has it, as the index folds accents, apostrophes and hyphens."""
SLIPS = {
    "fortnihgt": "fortnight",
    "lettres": "letters",
    "esclation": "escalation",
    "foster acrers": "foster carers",
    "ovresight": "oversight",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The search of a small made-up tracker, which takes in another."""
    data = northshire()
    data["authorities"][0]["also_called"] = ["Darrowby"]
    root = taking_in(tmp_path_factory.mktemp("site"), {"north": data}, **FILES)
    folder = tmp_path_factory.mktemp("web") / "site"
    replace(folder, make_site(project_at(root), Clock(council.TODAY, council.TODAY), with_search=True).files)
    with served(folder) as started:
        yield f"{started}/search/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must not complain."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield opened
    opened.close()
    assert complaints == []


def asked(page: Page, address: str, typed: str, more: str = "") -> tuple[str, list[str]]:
    """Return what the search says of a question, and the titles that it finds."""
    page.goto(f"{address}?q={quote_plus(typed)}{more}")
    expect(page.locator("#search-status")).not_to_be_empty(timeout=20_000)
    return str(page.locator("#search-status").text_content()), page.locator(
        "#search-results h3 a"
    ).all_text_contents()


def test_a_question_is_answered_by_its_words(page: Page, address: str) -> None:
    """The words that every question has are left out, and that is said."""
    said, found = asked(page, address, "What became of the three point plan?")
    assert found[0] == "A three-point plan"
    assert said.endswith("Searched for: three point plan.")
    assert asked(page, address, "three-point plan")[1] == asked(page, address, "three point plan")[1] == found


def test_words_of_a_question_alone_are_looked_for(page: Page, address: str) -> None:
    """Nobody is told that nothing was asked."""
    said, found = asked(page, address, "whom")
    assert "Searched for" not in said
    assert "“whom”" in said
    assert found == []


def test_quoted_words_are_asked_for_as_they_stand(page: Page, address: str) -> None:
    """Without a word left out."""
    assert asked(page, address, '"in a fortnight"')[1] == ["A three-point plan"]
    assert asked(page, address, '"fortnight a in"')[1] == []


def test_a_council_is_found_by_its_other_names(page: Page, address: str) -> None:
    """All its records are, though no page says the name; so is that of another tracker."""
    _, found = asked(page, address, "Borchester")
    assert {"ABC Council", "A three-point plan", "Ask the children", "Visit to Ashby"} <= set(found)
    assert "Borchester" not in " ".join(page.locator(".result-words").all_text_contents())
    assert asked(page, address, "foster carers borchester")[1][0] == "A plan for foster carers"
    assert "More foster carers" in asked(page, address, "Darrowby")[1]


def test_other_names_are_no_words_of_a_page(tmp_path: Path) -> None:
    """They stand where the search alone reads them."""
    files = made(write(tmp_path, FILES), council.TODAY).files
    for name, content in files.items():
        if name.endswith(".html"):
            assert content.count(b"Borchester") == content.count(
                b'data-pagefind-meta="also-called[value]"'
            ), name


def test_a_word_that_is_nowhere_is_said_and_left_out(page: Page, address: str) -> None:
    """And one that only begins like another is not taken for it."""
    said, found = asked(page, address, "foster carers xylophone")
    assert "A plan for foster carers" in found
    assert said == f"{len(found)} results for “foster carers”. No results for “xylophone”."
    assert asked(page, address, "plantagenets") == (
        "Nothing is found for “plantagenets”. Try fewer or other words.",
        [],
    )


@pytest.mark.parametrize("typed", THERE)
def test_what_the_index_finds_is_never_said_to_be_nowhere(page: Page, address: str, typed: str) -> None:
    """Apostrophes, accents, sums of money and hyphens are as the index has them."""
    said, found = asked(page, address, typed)
    assert THERE[typed] in found
    assert re.fullmatch(rf"\d+ results? for “{re.escape(typed)}”\.", said)


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_finds_what_the_word_that_was_meant_finds(page: Page, address: str, typed: str) -> None:
    """A letter left out, swapped or taken for another; what was typed is said to be nowhere."""
    said, found = asked(page, address, typed)
    slip = next(word for word in typed.split() if word not in SLIPS[typed].split())
    assert said.endswith(f" for “{SLIPS[typed]}”. No results for “{slip}”.")
    assert found == asked(page, address, SLIPS[typed])[1] != []


def test_no_short_word_or_number_is_taken_for_another(page: Page, address: str) -> None:
    """Of a name of four letters nearly any word is a slip."""
    for typed in ("plum", "£3.7m", "2013"):
        assert asked(page, address, typed)[1] == []


def test_a_beginning_of_a_word_is_there(page: Page, address: str) -> None:
    """As when somebody stops typing."""
    assert asked(page, address, "fortn") == ("1 result for “fortn”.", ["A three-point plan"])


def test_facets_count_what_either_spelling_finds_once(page: Page, address: str) -> None:
    """A page that has a word with its hyphen has its parts too."""
    _, found = asked(page, address, "co-production")
    counts = page.locator("fieldset", has_text="Kind").locator(".search-count").all_text_contents()
    assert sum(int(count.strip("()") or 0) for count in counts) == len(found)


def test_where_no_page_has_all_the_words_those_with_most_are_shown(page: Page, address: str) -> None:
    """And what they lack is not hidden; the filters hold for them as well."""
    said, found = asked(page, address, "fortnight handsomely three")
    assert found == ["A three-point plan"]
    assert said == (
        "1 result for “fortnight handsomely three”. No page has all of these words; each of these has 2 of the 3: "
        "fortnight, handsomely, three."
    )
    said, others = asked(page, address, "fortnight handsomely three", "&authority=Northshire+Council")
    assert others != found
    assert "has all" not in said or "No page with these filters has all of these words" in said


def test_an_excerpt_reads_as_text(page: Page, address: str) -> None:
    """Terms and cells have a mark between them."""
    asked(page, address, "addressed northshire number")
    shown = " ".join(page.locator(".result-words").all_text_contents())
    assert re.search(r"Council: Northshire Council\. [A-Z][a-z]+: ", shown)
