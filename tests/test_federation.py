"""Other trackers taken in: shown as theirs, held apart from our records, and nothing hostile let through."""

from __future__ import annotations

import copy
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect as expects

from tests.support import CONTENT_DAY, ROOT, content_site, data_of, made, project_at, text_of, write
from tests.support.browser import LIMIT, browser, served, violations
from tests.support.replacing import replace
from tests.support.trackers import PROMISED, SITES, Json, build, every_field, northshire, taking_in
from tracker_site.dataset.entities import Recommendation
from tracker_site.dataset.federation import checking
from tracker_site.dataset.federation.checking import DataRefused, check_data
from tracker_site.dataset.federation.format import ALWAYS_PROMISED
from tracker_site.dataset.tracker_json import TRACKER_JSON
from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.problems import ContentError

pytestmark = pytest.mark.long

SILENT_SITE = ROOT / "tests" / "sites" / "due-and-late"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that takes in two trackers: that of content/, and a made-up one with an address of its own."""
    three = content_site().files["data/tracker.json"]
    return taking_in(tmp_path_factory.mktemp("national"), {"three": three, "north": every_field()})


@pytest.fixture(scope="module")
def site(root: Path) -> MadeSite:
    """The same, made with its search."""
    return make_site(project_at(root), Clock(CONTENT_DAY, CONTENT_DAY), with_search=True)


def pages_of(site: MadeSite) -> dict[str, str]:
    """Return the pages of a site by their addresses."""
    return {
        name.removesuffix("index.html"): content.decode()
        for name, content in site.files.items()
        if name.endswith(".html")
    }


# What one tracker publishes, another can show


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: str(folder.name))
def test_what_a_tracker_publishes_can_be_taken_in(folder: Path) -> None:
    """The data of each small site fits the format, whatever its records leave open."""
    published = build(folder, json.loads((folder / "expect.json").read_text())).files["data/tracker.json"]
    told, sent = check_data(published)
    assert [one.id for one in told.recommendations] == [one["id"] for one in sent["recommendations"]]


def test_each_recommendation_has_a_page_that_says_whose_it_is(site: MadeSite) -> None:
    """Its title, its words, its standing, the day of the data, and the way to the original."""
    pages = pages_of(site)
    for one in northshire()["recommendations"]:
        page = pages[f"from/north/recommendations/{one['id']}/"]
        text = text_of(page)
        assert one["title"] in text
        assert one["status_label"] in text
        assert f"north:{one['id']}" in text
        assert "From Tracker of North , another tracker, as at 30 June 2023 ." in text
        assert f'<a href="{one["url"]}" rel="external">tracker.northshire.example</a>' in page
        assert '<meta name="robots" content="noindex">' in page


def test_without_an_address_no_original_is_claimed(site: MadeSite) -> None:
    """The tracker of content/ says nowhere where it is published."""
    page = pages_of(site)["from/three/recommendations/leeds-ilacs-2022-1/"]
    assert "Where the original is, its data does not say." in text_of(page)


def test_a_page_shows_the_timeline_as_the_data_has_it(site: MadeSite) -> None:
    """Every record of the timeline, the newest first, with what it did or said."""
    page = pages_of(site)["from/three/recommendations/leeds-safeguarding-interim-2010-1/"]
    told = json.loads(content_site().files["data/tracker.json"])
    one = next(r for r in told["recommendations"] if r["id"] == "leeds-safeguarding-interim-2010-1")
    timeline = page.split('<ol class="timeline">')[1]
    shown = [text_of(h) for h in re.findall(r"<h3>(.*?)</h3>", timeline)]
    assert shown[-1] == "Inquiry into safeguarding children in Leeds"
    titles = {
        record["id"]: record["title"]
        for of in told.values()
        if isinstance(of, list)
        for record in of
        if "title" in record
    }
    assert shown[:-1] == [
        titles[id] for id, _ in groupby(entry["record"] for entry in reversed(one["timeline"]))
    ]
    assert timeline.count("Only proposed") == sum(entry["proposed"] for entry in one["timeline"])
    assert "part a" in text_of(timeline)
    assert "In that tracker’s own words, from the source." in text_of(page)


@pytest.mark.parametrize(
    ("silent", "shown"),
    [(True, "Date passed, nothing recorded"), (False, "Late"), (None, "Date passed, nothing recorded")],
    ids=["silent", "heard since", "older data"],
)
def test_a_date_that_passed_in_silence_is_told_as_by_the_tracker_itself(
    tmp_path: Path, silent: bool | None, shown: str
) -> None:
    """Where its data tells of it; else by what that records since the date."""
    data: Json = json.loads(
        build(SILENT_SITE, {"today": "2026-03-04", "as_at": "2026-03-04"}).files[TRACKER_JSON]
    )
    one = next(one for one in data["recommendations"] if one["id"] == "silent")
    assert (one["late"], one["silent_since_due"]) == (True, True)
    one["silent_since_due"] = silent
    if silent is None:
        del one["silent_since_due"]

    page = pages_of(made(taking_in(tmp_path, {"there": data}), CONTENT_DAY))[
        "from/there/recommendations/silent/"
    ]

    assert re.findall(r'class="mark mark-late"[^>]*>(.*?)<', page) == [shown]


def _page_of(folder: Path, **changes: Any) -> str:
    """Return the text of the page of an imported recommendation with some fields changed."""
    data = northshire()
    one = data["recommendations"][0]
    one.update(changes)
    pages = pages_of(made(taking_in(folder, {"north": data}), CONTENT_DAY))
    return text_of(pages[f"from/north/recommendations/{one['id']}/"])


def test_older_data_with_news_since_the_date_is_late_and_not_silent(tmp_path: Path) -> None:
    entry = {"date": "2023-06-01", "record": "northshire-visit-2021", "kind": "inspection"}
    changes = {
        "due": "2023-01-31",
        "late": True,
        "status": "planned",
        "status_label": "Planned",
        "phase": "open",
    }
    more: Json = {"last_news": None, "silent_since_due": None, "parts": []}
    silent = _page_of(tmp_path / "silent", **changes, **more, timeline=[])
    heard = _page_of(tmp_path / "heard", **changes, **more, timeline=[entry])
    assert "Date passed, nothing recorded" in silent
    assert "Date passed, nothing recorded" not in heard
    assert " Late " in heard


def test_a_former_due_date_is_not_told_as_the_present_one(tmp_path: Path) -> None:
    text = _page_of(tmp_path, due="2022-05", due_history=["2022-03-31", "unknown"])
    assert "Due May 2022" in text
    assert "Former due date 31 March 2022 (no longer holds)" in text
    assert "Former due date date dropped" in text
    assert "Due before" not in text


@pytest.mark.parametrize("sources", [[], [{"title": "Minutes"}]], ids=["none", "one"])
def test_the_wording_names_the_source_only_where_there_is_one(
    tmp_path: Path, sources: list[dict[str, str]]
) -> None:
    text = _page_of(tmp_path, wording="exact", sources=sources)
    assert ("In the exact words of the source." in text) == bool(sources)
    assert ("In exact words, as that tracker says; it names no source." in text) == (not sources)


def test_the_pages_are_sound_and_every_title_is_its_own(site: MadeSite) -> None:
    """HTML without an error, one h1, headings in order; no two pages with one title."""
    titles = []
    for address, page in pages_of(site).items():
        html5lib.HTMLParser(strict=True).parse(page)
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
        titles += re.findall(r"<title>(.*?)</title>", page)
    assert len(titles) == len(set(titles)) == len(pages_of(site))


def test_other_trackers_are_led_to_and_named_in_the_data(site: MadeSite) -> None:
    """In the navigation of each page, in the list of trackers, in the data by name alone."""
    assert re.search(r'<a href="(?:\./)?from/">Trackers</a>', pages_of(site)[""])
    assert re.search(r"13 recommendations, \d of them inferred, to 4 councils", text_of(pages_of(site)[""]))
    assert 'href="../from/north/"' in pages_of(site)["from/"]
    data = data_of(site)
    assert data["recommendations"] == []
    assert [(one["key"], one["as_at"], one["recommendations"]) for one in data["federation"]] == [
        ("three", CONTENT_DAY.isoformat(), 7),
        ("north", "2023-06-30", len(northshire()["recommendations"])),
    ]


def test_their_councils_are_compared_by_their_own_data(site: MadeSite) -> None:
    """The numbers are those that their own site gives, whose tracker it is stands beside them."""
    own = {f"three:{one['authority']}": one for one in data_of(content_site())["comparison"]}
    here = {one["authority"]: one for one in data_of(site)["comparison"]}
    assert len(own) == 3
    for id, numbers in own.items():
        apart = ("authority", "tracker")
        assert {k: v for k, v in here[id].items() if k not in apart} == {
            k: v for k, v in numbers.items() if k not in apart
        }
    assert "from Tracker of Three , as at 1 December 2026" in text_of(pages_of(site)["compare/"])


def test_a_tracker_is_seen_from_the_day_of_its_data_on(root: Path) -> None:
    """As at an earlier day there is nothing of it, for what it told then is not known."""
    then = make_site(project_at(root), Clock(CONTENT_DAY, date(2024, 1, 1)))
    assert [one["key"] for one in data_of(then)["federation"]] == ["north"]
    before = make_site(project_at(root), Clock(CONTENT_DAY, date(2020, 1, 1)))
    assert not [name for name in before.files if name.startswith("from/")]
    assert b"Other trackers" not in before.files["index.html"]


def test_long_lists_are_cut_into_pages(tmp_path: Path) -> None:
    """Fifty on a page; titles stay apart though all are alike."""
    data = northshire()
    one = data["recommendations"][0]
    data["recommendations"] = [{**one, "id": f"same-{n}", "timeline": []} for n in range(120)]
    data["actions"] = []
    long = pages_of(made(taking_in(tmp_path, {"north": data}), CONTENT_DAY))
    assert [long[f"from/north/{page}"].count('scope="row">') for page in ("", "page/2/", "page/3/")] == [
        50,
        50,
        20,
    ]
    assert len({title for page in long.values() for title in re.findall("<title>(.*?)<", page)}) == len(long)


def test_trackers_of_one_title_are_told_apart(tmp_path: Path) -> None:
    """By their keys, here and in the search."""
    root = taking_in(tmp_path, {"north": every_field(), "south": every_field()})
    settings = root / "content" / "site.yml"
    settings.write_text(re.sub("Tracker of .*?}", "A national tracker}", settings.read_text()))
    pages = pages_of(made(root, CONTENT_DAY))
    assert "A national tracker (north)" in text_of(pages["from/"])
    assert "A national tracker (south)" in text_of(pages["search/"])


def test_a_site_that_takes_nothing_in_says_nothing_of_it() -> None:
    """No list of trackers, no facet, nothing in the index."""
    own = content_site()
    assert not [name for name in own.files if name.startswith("from/")]
    assert all(b'data-pagefind-filter="tracker' not in content for content in own.files.values())


# What does not fit is refused


def test_the_format_is_what_was_promised() -> None:
    """Each promised field of a recommendation is needed, and no other."""
    needed = {info.alias or name for name, info in Recommendation.model_fields.items() if info.is_required()}
    assert needed | set(ALWAYS_PROMISED) == set(PROMISED["recommendations"])


@pytest.mark.parametrize("field", PROMISED["recommendations"])
def test_a_promised_field_must_be_there(field: str) -> None:
    data = northshire()
    del data["recommendations"][2][field]
    with pytest.raises(DataRefused, match=rf"recommendations\[2\]\.{field}: this is missing"):
        check_data(json.dumps(data).encode())


def test_a_newer_version_may_tell_more() -> None:
    """Fields that are not known here are passed over, at every level."""

    def grown(value: Any) -> Any:
        if isinstance(value, dict):
            return {**{key: grown(inner) for key, inner in value.items()}, "of_tomorrow": [1.5, {"a": None}]}
        return [grown(inner) for inner in value] if isinstance(value, list) else value

    data = northshire()
    del data["site"]["themes"]
    plain, _ = check_data(json.dumps(data).encode())
    told, _ = check_data(json.dumps(grown(data)).encode())
    assert told == plain


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"", "this is not JSON"),
        (b"[]", "whose top is a mapping"),
        (b'{"as_at": NaN}', "NaN is not a number of JSON"),
        (b'{"as_at": 1e999}', "as_at: this number is too large"),
        (b'{"as_at": ' + b"9" * 5000 + b"}", "can't be read as JSON"),
        (b'{"as_at": "\\ud800"}', "as_at: this text holds"),
        (b'{"as_at": "2026\\u202e"}', "as_at: this text holds U\\+202E"),
        (b'{"a\\u0000b": 1}', "this text holds"),
        (b'{"x": ' + b"[" * 20 + b"]" * 20 + b"}", "nested more than"),
        (b"[" * 200_000, "too deep"),
        (b'{"x": "\xff"}', "this is not UTF-8"),
        (b'{"x": "' + b"w" * 70_000 + b'"}', "65,536"),
    ],
    ids=lambda value: str(value[:24]),
)
def test_what_is_no_data_is_refused(sent: bytes, sentence: str) -> None:
    with pytest.raises(DataRefused, match=sentence):
        check_data(sent)


def test_data_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LARGEST", 1000)
    with pytest.raises(DataRefused, match="is larger than"):
        check_data(every_field())


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        within = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in within:
            yield from _places(inner, (*path, step))


@cache
def _all_places() -> list[tuple[Any, ...]]:
    return [path for path in _places(northshire()) if path]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10_000),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        [
            "2022-07",
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "[x](http:y)",
            "a/b",
            "../..",
            "é" * 600,
        ]
    ),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_sent_is_taken_in_or_refused_in_words(data: st.DataObject) -> None:
    """Never another error, and never the words of Python or pydantic."""
    sent = copy.deepcopy(northshire_once())
    *above, step = data.draw(st.sampled_from(_all_places()))
    here: Any = sent
    for each in above:
        here = here[each]
    here[step] = data.draw(VALUES)
    try:
        check_data(json.dumps(sent).encode())
    except DataRefused as refused:
        said = str(refused)
        assert said
        assert not re.search("Input should|Value error|pydantic|NoneType|Traceback|object at|type=", said)
        assert all(character.isprintable() for character in said)


@cache
def northshire_once() -> Json:
    return northshire()


# Nothing hostile gets out


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'<!--"
"""What ends an attribute, an element or a script where something is not escaped."""


class _Elements(HTMLParser):
    """The elements of a page with their attributes, as a browser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile() -> Json:
    """Return data in which every text that anybody may choose is an attack."""
    data = northshire()
    data["site"]["licence"] = {"title": HOSTILE, "url": "javascript:alert(1)"}
    data["site"]["themes"] = dict.fromkeys(data["site"]["themes"], HOSTILE)
    data["site"]["base_url"] = "javascript://alert/"
    for council in data["authorities"]:
        council["name"] = HOSTILE
    for kind in ("inspections", "inquiries", "meetings", "plans", "updates"):
        for record in data[kind]:
            record["title"] = HOSTILE
    text = f"{HOSTILE}\n\n[ours](ashby-visit) and [theirs](northshire-visit-2021) and [plain](http://example.org/x)"
    for one in data["recommendations"]:
        one.update(title=HOSTILE, text=text, status_label=HOSTILE, number=HOSTILE, addressed_to=HOSTILE)
        one["url"] = "https://evil.example/?a=%22&b='"
        one["sources"] = [{"title": HOSTILE, "url": "http://evil.example/"}]
        for part in one["parts"]:
            part.update(text=text, status_label=HOSTILE)
        for entry in one["timeline"]:
            entry.update(text=text, item=HOSTILE, by=HOSTILE, reason=text)
    return data


def test_hostile_data_stays_text(tmp_path: Path) -> None:
    """No element, no attribute and no address of another scheme comes of it, on any page or in its search data."""
    ours = {
        "authorities/ashby.yml": "name: Ashby Council\n",
        "inspections/ashby-visit.md": "---\ntitle: Visit to Ashby\nauthority: ashby\n---\n",
    }
    root = taking_in(tmp_path, {"north": hostile()}, "base_url: https://national.example/\n", **ours)
    pages = pages_of(made(root, CONTENT_DAY))
    assert len([address for address in pages if address.startswith("from/north/")]) > 5
    for address, page in pages.items():
        for tag, attributes in _Elements(page).found:
            assert tag != "img", address
            assert not [name for name in attributes if name.startswith("on")], address
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert re.fullmatch(r"(\.\./|\./|/)*assets/[\w.-]+\.js", str(attributes["src"])), address
            for name in ("href", "src", "action"):
                assert not re.match(r"(?i)\s*(javascript|data|vbscript|http):", attributes.get(name) or "")
    page = pages["from/north/recommendations/northshire-visit-2021-1/"]
    assert "<script>alert(1)</script>" in words_kept(page)
    assert 'href="https://evil.example/?a=%22&amp;b=&#39;" rel="external">evil.example<' in page


def words_kept(page: str) -> str:
    """Return a page with its character references resolved, tags and all."""
    return html.unescape(page)


def test_no_text_of_another_tracker_leads_to_a_record_of_ours(tmp_path: Path) -> None:
    """Though it names an id that we have: the words stay, the link goes."""
    ours = {
        "authorities/ashby.yml": "name: Ashby Council\n",
        "inspections/ashby-visit.md": "---\ntitle: Visit to Ashby\nauthority: ashby\n---\n",
    }
    pages = pages_of(made(taking_in(tmp_path, {"north": hostile()}, **ours), CONTENT_DAY))
    page = pages["from/north/recommendations/northshire-visit-2021-1/"].split("<main")[1].split("</main>")[0]
    assert "ours and theirs and plain" in text_of(page)
    assert "ashby-visit" not in page
    assert "record:" not in page


def test_a_link_out_of_the_content_is_not_followed(tmp_path: Path) -> None:
    """Neither as a file nor as a folder."""
    outside = tmp_path / "outside.json"
    outside.write_bytes(every_field())
    root = write(tmp_path / "site", {"site.yml": "title: T\nfederation:\n  - {key: north, title: North}\n"})
    folder = root / "content" / "federation"
    folder.mkdir()
    (folder / "north.json").symlink_to(outside)
    with pytest.raises(ContentError, match="does not lead to a file in the content folder"):
        made(root, CONTENT_DAY)


# In a browser


def test_they_are_found_read_and_told_apart_in_a_browser(site: MadeSite, tmp_path: Path) -> None:
    """The search narrows by tracker; no page keeps anybody out or is wider than a phone, and each is light."""
    folder = tmp_path / "web"
    replace(folder, site.files)
    shown = [
        "compare/",
        "from/",
        "from/north/",
        "from/north/recommendations/northshire-visit-2021-1/",
        "from/three/recommendations/leeds-safeguarding-interim-2010-1/",
    ]
    for address in shown:
        page_file = folder / address / "index.html"
        assets = re.findall(r'"(?:\.\./)*(assets/[^"]+\.(?:css|js))"', page_file.read_text())
        assert page_file.stat().st_size + sum((folder / one).stat().st_size for one in assets) <= LIMIT
    wrong: list[str] = []
    with browser() as chromium, served(folder) as address:
        context = chromium.new_context(color_scheme="dark", viewport={"width": 320, "height": 900})
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        for path in shown[::2]:
            page.goto(f"{address}/{path}")
            wrong += [f"{path}: {fault}" for fault in violations(page)]
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wrong.append(f"{path}: wider than the screen")
        context.close()
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/search/?q=caseloads&tracker=Tracker+of+North")
        expects(page.locator("#search-status")).to_contain_text("result", timeout=20_000)
        links = [str(link.get_attribute("href")) for link in page.locator("#search-results h3 a").all()]
        assert links
        assert all("/from/north/" in link for link in links)
        expects(page.locator(".result-kind").first).to_contain_text("from Tracker of North")
    assert wrong == []
