"""The tracker in `content/`: it builds without a warning, and every way on its pages leads somewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from tests.support import CONTENT_DAY, content_site, data_of, words_of
from tracker_site.pipeline import MadeSite
from tracker_site.register.rules.alone import FOLDERS_OF_THE_SITE


@cache
def tracker() -> MadeSite:
    """Return the tracker as at the day on which its content was written."""
    return content_site()


def pages() -> dict[str, str]:
    """Return the pages of the tracker by their files."""
    return {name: content.decode() for name, content in tracker().files.items() if name.endswith(".html")}


def recommendation(id: str) -> dict[str, Any]:
    """Return what the data says of a recommendation."""
    found: dict[str, Any] = next(one for one in data_of(tracker())["recommendations"] if one["id"] == id)
    return found


def action(id: str) -> dict[str, Any]:
    """Return what the data says of an action."""
    found: dict[str, Any] = next(one for one in data_of(tracker())["actions"] if one["id"] == id)
    return found


def test_the_content_has_nothing_to_mend() -> None:
    """Neither errors nor warnings that nobody has accepted."""
    assert tracker().warnings == ()


def test_noting_progress_is_not_signing_off_recommendations() -> None:
    """Leeds's board signed off the actions taken after the visit of 2021, and only noted the recommendations."""
    actions = [
        one for one in data_of(tracker())["actions"] if one["record"] == "leeds-focused-visit-2021-plan"
    ]
    assert actions
    assert {(one["status"], one["assurance"]) for one in actions} == {("completed", "signed-off")}
    for number in "123":
        standing = recommendation(f"leeds-focused-visit-2021-{number}")
        assert (standing["status"], standing["assurance"]) == ("in-progress", "reported")
        assert (standing["response"], standing["wording"], standing["issued"]) == (
            "accepted",
            "inferred",
            "unknown",
        )


def test_a_proposed_response_is_not_given() -> None:
    """Whether the Executive Board of 2010 took up what its Interim Director proposed is not known."""
    standing = recommendation("leeds-safeguarding-interim-2010-1")
    assert standing["response"] is None
    assert [part["response"] for part in standing["parts"]] == [None, None]
    proposed = {(entry["on"], entry["response"]) for entry in standing["timeline"] if entry["proposed"]}
    assert proposed == {
        ("leeds-safeguarding-interim-2010-1/a", "accepted"),
        ("leeds-safeguarding-interim-2010-1/b", "alternative"),
    }
    assert [cell["meeting"] for cell in standing["meetings"]] == ["leeds-scrutiny-interim-2010"]


def test_the_points_of_the_motion_fell() -> None:
    """The amendment that was carried took all three points out, and the page says so of each."""
    page = pages()["meetings/leeds-council-motion-2021/index.html"]
    assert page.count('<strong class="mark mark-fell">Fell</strong>') == 3


def test_what_bury_agreed_and_when_its_plan_was_due() -> None:
    """Four outcomes, a standing duty, and a date that has passed without a word."""
    meeting = next(one for one in data_of(tracker())["meetings"] if one["id"] == "bury-scrutiny-2022")
    verbs = [outcome["verb"] for item in meeting["items"] for outcome in item["outcomes"]]
    assert verbs == ["agreed", "agreed", "recommended", "agreed"]
    assert action("bury-scrutiny-2022/standing-item")["standing"] is True
    plan = action("bury-improvement-plan/submit-to-dfe")
    assert (plan["due"], plan["late"]) == ("2022-03-31", True)


def test_what_the_committee_of_bcp_asked_for_has_neither_owner_nor_date() -> None:
    """The three actions of the discussion and the extra meeting."""
    asked = [one for one in data_of(tracker())["actions"] if one["record"] == "bcp-scrutiny-ilacs"]
    assert len(asked) == 4
    assert {(one["owner"], one["due"]) for one in asked} == {(None, None)}


def test_every_record_names_its_source() -> None:
    """Each record is supported by a document named by its title."""
    data = data_of(tracker())
    kinds = ("authorities", "inspections", "inquiries", "recommendations", "plans", "meetings", "measures")
    assert [one["id"] for kind in kinds for one in data[kind] if not one["sources"]] == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_link_leads_to_a_page_and_an_anchor(name: str) -> None:
    """Addresses are relative and end at a file of the site; anchors are there."""
    page = _Page(pages()[name])
    for address in page.links:
        parts = urlsplit(address)
        if parts.scheme:
            assert parts.scheme in ("https", "http", "mailto")
            continue
        target = _file_at(name, parts.path)
        assert target in tracker().files, f"{address} on {name}"
        if parts.fragment:
            assert unquote(parts.fragment) in _Page(tracker().files[target].decode()).ids


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_page_is_sound(name: str) -> None:
    """HTML that parses without an error, one title and one h1, headings that skip no level, no repeated id."""
    html5lib.HTMLParser(strict=True).parse(pages()[name])
    page = _Page(pages()[name])
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert 'lang="en-GB"' in pages()[name]


def test_no_page_of_prose_can_take_an_address_of_the_site() -> None:
    """Every folder that the site itself uses is kept from the ids of pages."""
    prose = {one["id"] for one in data_of(tracker())["pages"]}
    used = {name.split("/")[0].removesuffix(".html") for name in pages()} - prose
    assert used <= FOLDERS_OF_THE_SITE


def test_titles_are_unique() -> None:
    """No two pages have one title."""
    titles = [re.search(r"<title>(.*)</title>", page, re.DOTALL) for page in pages().values()]
    found = [title[1] for title in titles if title]
    assert len(found) == len(set(found)) == len(pages())


def test_nothing_comes_from_elsewhere() -> None:
    """No page asks a third party for anything, and none holds a style or script of its own."""
    for page in pages().values():
        assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", page)
        assert not re.search(r"<style|style=|<script>|\son\w+=", page)


def test_the_data_has_what_was_promised() -> None:
    """The top of `tracker.json`, and the fields of a recommendation."""
    data = data_of(tracker())
    assert data["as_at"] == CONTENT_DAY.isoformat()
    promised = [
        "id",
        "url",
        "title",
        "wording",
        "from",
        "authority",
        "addressed_to",
        "number",
        "issued",
        "due",
        "due_history",
        "themes",
        "status",
        "status_label",
        "phase",
        "assurance",
        "provisional",
        "response",
        "quiet",
        "late",
        "reopened",
        "last_news",
        "parts",
        "timeline",
        "meetings",
    ]
    for one in data["recommendations"]:
        assert set(promised) <= set(one)
        assert f"{one['url']}index.html" in tracker().files
    assert json.dumps(data)


class _Page(HTMLParser):
    """What a page links to, the ids on it, and the levels of its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := given.get(name)) is not None]
        if identity := given.get("id"):
            self.ids.append(identity)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def _file_at(page: str, path: str) -> str:
    """Return the file that a path on a page leads to."""
    if page == "404.html":
        target = path.removeprefix("/")
    else:
        target = normpath(join(page.rpartition("/")[0], path)) if path else page
    if path.endswith("/") or target in ("", "."):
        target = "index.html" if target in ("", ".") else f"{target.rstrip('/')}/index.html"
    return target


def test_what_has_no_answer_is_counted_by_what_it_is() -> None:
    """The committees of BCP and Bury asked for little of it; and one thing has one name in briefing and data."""
    pages_of = {
        body: words_of(tracker(), f"briefings/{body}/")
        for body in ("bcp/committee", "bury/scrutiny-children", "leeds/scrutiny-children")
    }
    bcp, bury, leeds = pages_of.values()
    assert "4 with nothing heard since: 1 decided, 3 recorded as an action" in bcp
    assert "asked for and not answered" not in bcp
    kinds = "1 asked for and not answered, 3 promised, 2 decided, 2 recorded as an action"
    assert f"8 with nothing heard since: {kinds}" in bury
    assert "This was promised at your meeting on 31 March 2022 or earlier." in bury
    natures = {one["id"]: one["nature"] for one in data_of(tracker())["actions"]}
    assert natures["leeds-scrutiny-2022/legal-clarification"] == "promised"
    assert "This was promised at your meeting between 6 July and December 2022." in leeds


def test_what_bcp_called_an_ambition_is_no_promise() -> None:
    """The minutes say that the ambition was to achieve it; the other action of the plan is promised in it."""
    natures = {one["id"]: one["nature"] for one in data_of(tracker())["actions"]}
    assert natures["bcp-improvement-plan/achieve-improvement"] == "aim"
    assert natures["bcp-improvement-plan/share-good-practice"] == "promised"
    assert "1 aim: 1 without a date." in words_of(tracker(), "promises/")


def test_what_was_not_mentioned_since_2022_is_quiet() -> None:
    """An undated plan, or a motion of which no last day is known, does not switch the alarm off."""
    for number in "123":
        one = recommendation(f"leeds-focused-visit-2021-{number}")
        assert one["quiet"] is True
        assert one["quiet_since"] == {"day": "2022-12-31", "record": "leeds-scrutiny-2022"}
        assert one["silence"]["at_earliest"] == ["leeds-council-motion-2021"]
        words = words_of(tracker(), f"recommendations/{one['id']}/")
        assert "In the records held here, nothing about it is dated after 31 December 2022" in words


def test_actions_without_any_dated_record_are_counted_apart() -> None:
    """BCP's meeting and plan have no date, so nobody can tell which of their actions have gone quiet."""
    undated = [
        one for one in data_of(tracker())["actions"] if one["phase"] == "open" and one["quiet"] is None
    ]
    assert undated
    assert f"{len(undated)} actions without any dated record" in words_of(tracker(), "")
