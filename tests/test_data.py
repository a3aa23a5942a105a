"""The tables: CSV, SQLite with its views, the data package, and what other sites may show."""

from __future__ import annotations

import csv
import html
import http.server
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as replace_in
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from xml.etree import ElementTree

import pytest
from frictionless import Package, system

from tests.support import ROOT, content_site, data_of, made, project_at
from tests.support.browser import browser, violations
from tests.support.data_site import TODAY, write_site
from tests.support.published import QUERIES, answer, ask
from tests.support.replacing import replace
from tracker_site.dataset.tables.files import as_sqlite
from tracker_site.dataset.tables.views import VIEWS
from tracker_site.pages.datasets import TABLES
from tracker_site.pipeline import Clock, MadeSite, prepare_site
from tracker_site.records import meeting
from tracker_site.records.base import UNPUBLISHED, AuthorityId, Refers, YesNo

pytestmark = pytest.mark.long

Row = dict[str, Any]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The made-up tracker."""
    return made(write_site(tmp_path_factory.mktemp("small")), TODAY)


@pytest.fixture(scope="module")
def real() -> MadeSite:
    """The tracker of content/."""
    return content_site()


@pytest.fixture(scope="module")
def every_field() -> MadeSite:
    """The small site in which each field of each record holds something."""
    return made(ROOT / "tests" / "sites" / "every-field", date(2023, 6, 30))


def table(site: MadeSite, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, as any reader of CSV finds them."""
    return list(csv.DictReader(io.StringIO(site.files[f"data/{name}.csv"].decode("utf-8-sig"), newline="")))


def test_which_promises_have_no_date(small: MadeSite) -> None:
    """Open, no duty that recurs, and no date: one that lost its date is among them, and the oldest is first."""
    rows = answer(small, "Which promises have no date?")
    assert [(row["title"], row["when_words"], row["owner"]) for row in rows] == [
        ("Dropped", None, None),
        ("Never dated", "in due course", "Director"),
        ("Report back", None, None),
    ]
    # From the last day of September 2020, the latest on which it can have been promised.
    assert rows[1]["days_since_at_least"] == (TODAY - date(2020, 9, 30)).days
    assert rows[1]["url"] == "https://tracker.example/sub/actions/plan/undated/"


def test_which_promises_were_kept_in_time(small: MadeSite) -> None:
    """Both were open when the plan was made in September 2020, and done by 10 February 2021."""
    rows = answer(small, "Which promises were kept in time?")
    assert [(row["title"], row["kept_by_first_due"], row["last_due"], row["kept_said"]) for row in rows] == [
        ("Reported done", "in-time", "2021-03-01", "2021-02-10"),
        ("Signed off", "in-time", "2021-03-01", "2021-02-10"),
    ]


def test_which_dates_slipped_most(small: MadeSite) -> None:
    """A dropped date is the worst; a year that became a month of that year is no certain slip."""
    rows = answer(small, "Which dates slipped most?")
    assert [(row["title"], row["was_dropped"], row["days_at_least"]) for row in rows] == [
        ("Dropped", 1, None),
        ("Moved twice", 0, 365),
    ]
    assert (rows[1]["first_due"], rows[1]["now_due"]) == ("2021-01-31", "2022-01-31")
    assert (rows[1]["times_moved"], rows[1]["times_without_reason"]) == (2, 1)


def test_what_was_completed_but_never_signed_off(small: MadeSite) -> None:
    """What only the council reports, under its own words; not what scrutiny signed off."""
    rows = answer(small, "What was completed but never signed off?")
    assert [(row["kind"], row["title"], row["status_label"]) for row in rows] == [
        ("recommendation", "Assess in time, again", "Completed"),
        ("action", "Reported done", "2 – Achieved"),
    ]


def test_what_has_been_raised_before(small: MadeSite) -> None:
    """Each with every earlier one of its thread, how far back it may lie."""
    rows = answer(small, "What has been raised before?")
    assert [(row["title"], row["earlier_title"], row["steps"]) for row in rows] == [
        ("Assess in time, again", "Assess in time", 1),
        ("Assess in time, once more", "Assess in time, again", 1),
        ("Assess in time, once more", "Assess in time", 2),
    ]
    most = answer(small, "What was raised most often?")
    assert [(row["title"], row["times_raised"], row["since_year"]) for row in most] == [
        ("Assess in time", 3, 2015)
    ]


def test_what_to_ask_at_the_next_meeting(small: MadeSite) -> None:
    """Of the one body that has a meeting to come, each question with what it is about."""
    rows = answer(small, "What is to be asked at the next meeting of a body?")
    assert {(row["body"], row["next_date"]) for row in rows} == {("Scrutiny Committee", "2026-05-01")}
    asked = {(row["heading"], row["about"]) for row in rows}
    assert ("Agreed or recorded, and nothing heard since", "Assess in time, again") in asked
    assert ("Said to be closed, and not signed off", "Reported done") in asked
    assert [row["place"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_other_questions(small: MadeSite) -> None:
    """Late, quiet, decided, never answered: each row is one that the records give."""
    late = answer(small, "What is late, and whose is it?")
    assert [(row["title"], row["was_due_by"]) for row in late] == [
        ("<b>Two & limbs</b>", "2021-01-31"),  # by a part of it
        ("Made more exact", "2021-12-31"),
        ("Moved twice", "2022-01-31"),
    ]
    quiet = answer(small, "What has gone quiet, and at how many meetings since was nothing said of it?")
    silent = {row["title"]: row["meetings_silent_since"] for row in quiet if row["kind"] == "recommendation"}
    assert silent == {"Assess in time": 0, "<b>Two & limbs</b>": 1, "Assess in time, once more": 0}
    assert [row["verb"] for row in answer(small, "What did each meeting decide?")] == ["agreed"]
    unanswered = {row["title"] for row in answer(small, "Which recommendations were never answered?")}
    # What was only proposed is no answer; a plan that names the third is one.
    assert unanswered == {"Assess in time", "Assess in time, once more"}
    assert ask(small, "SELECT point FROM points_that_fell") == [{"point": "two"}]
    assert [row["number"] for row in ask(small, "SELECT number FROM figures ORDER BY id")] == [None, 1204.0]


@pytest.mark.parametrize("question", [question for question, _ in QUERIES])
def test_each_query_of_the_docs_runs_on_the_real_content(question: str, real: MadeSite) -> None:
    """No column of a query was renamed since; whether it finds anything depends on the records."""
    answer(real, question)


def test_each_view_runs_and_the_docs_name_the_views_of_the_questions(small: MadeSite) -> None:
    """All that the page about the data promises is in the file."""
    for view in VIEWS:
        ask(small, f"SELECT * FROM {view.name}")
        assert f"<code>{view.name}</code>" in small.files["data/index.html"].decode()
    assert len(QUERIES) >= 13


@pytest.mark.parametrize("name", ["small", "every_field", "real"])
def test_the_data_package_is_sound(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Frictionless finds every cell of its type, every key unique, every reference kept."""
    folder = unpacked(request.getfixturevalue(name), tmp_path)
    report = validated(folder)
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(TABLES)


def test_frictionless_would_find_a_fault(small: MadeSite, tmp_path: Path) -> None:
    """A reference that leads nowhere, and a status that is none."""
    folder = unpacked(small, tmp_path)
    spoil(folder / "parts.csv", "visit-2020-2,1", "visit-2020-9,1")
    spoil(
        folder / "actions.csv", ",2021-02-10,2021-02-10,2021-02-10,scrutiny-2021,", ",soon,,,scrutiny-2021,"
    )
    found = {(task.name, fault.type) for task in validated(folder).tasks for fault in task.errors}
    assert found == {("parts", "foreign-key"), ("actions", "constraint-error")}


def test_the_package_names_its_licence_and_publisher(small: MadeSite, tmp_path: Path) -> None:
    """As the settings say."""
    package = Package(str(unpacked(small, tmp_path) / "datapackage.json"))
    assert package.name == "examplebury-s-tracker-more"
    assert package.licenses[0]["path"] == "https://licence.example/ogl"
    assert package.contributors[0]["title"] == "Examplebury Council"


def test_nothing_that_was_said_is_altered(small: MadeSite) -> None:
    """What a spreadsheet may take for a formula, quotes, commas and lines come out as they went in."""
    said = {row["id"]: row["text"] for row in table(small, "recommendations")}
    assert said["visit-2020-1"] == '=1+1, said the "report",\n- and then\n- this\n'
    assert said["visit-2020-2"] == "+44 limbs\n"
    assert [row["text"] for row in table(small, "parts")] == ["-3 points", "@SUM(A1)"]
    assert {row["judgement"] for row in table(small, "judgements")} == {"=HYPERLINK(1)"}
    assert small.files["data/parts.csv"].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("of", TABLES, ids=lambda of: str(of.name))
def test_csv_and_sqlite_say_the_same(of: Any, small: MadeSite) -> None:
    """Row for row and cell for cell."""
    words = {"yes-no": {0: "false", 1: "true"}}
    kept = [
        {
            field.name: ""
            if row[field.name] is None
            else str(words.get(field.type, {}).get(row[field.name], row[field.name]))
            for field in of.fields
        }
        for row in ask(small, f"SELECT * FROM {of.name}")
    ]
    order = lambda row: sorted(row.items())  # noqa: E731
    assert sorted(table(small, of.name), key=order) == sorted(kept, key=order)


def test_the_tables_agree_with_tracker_json(small: MadeSite) -> None:
    """Where each recommendation and action stands, and every date it had."""
    data = data_of(small)
    for kind in ("recommendations", "actions"):
        told = {one["id"]: (one["status"], one["assurance"], one["late"], one["due"]) for one in data[kind]}
        rows = ask(small, f"SELECT id, status, assurance, late, due FROM {kind}")
        assert {
            row["id"]: (row["status"], row["assurance"], bool(row["late"]), row["due"]) for row in rows
        } == told
    moved = ask(small, "SELECT due, days_later FROM due_dates WHERE thing = 'plan/moved' ORDER BY place")
    assert [tuple(row.values()) for row in moved] == [
        ("2021-01-31", None),
        ("2021-06-30", 150),
        ("2022-01-31", 215),
    ]


def test_every_address_leads_to_a_page(small: MadeSite) -> None:
    """Pages, badges and anchors that the tables name are there."""
    root = "https://tracker.example/sub/"
    found = {
        row[field.name]
        for one in TABLES
        for field in one.fields
        if field.type == "address"
        for row in table(small, one.name)
    }
    assert len(found) > 30
    for address in found:
        path, _, anchor = address.removeprefix(root).partition("#")
        page = small.files[f"{path}index.html" if path.endswith("/") else path]
        assert not anchor or f'id="{anchor}"'.encode() in page, address


@pytest.mark.parametrize("day", [date(2014, 1, 1), date(2020, 12, 1), date(2021, 2, 10), TODAY], ids=str)
def test_references_hold_on_every_day(day: date, tmp_path: Path) -> None:
    """What is not seen yet is not referred to."""
    site = made(write_site(tmp_path), TODAY, day)
    assert ask(site, "PRAGMA foreign_key_check") == []
    assert ask(site, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert ask(site, "SELECT value FROM site WHERE name = 'as_at'") == [{"value": day.isoformat()}]


def test_references_hold_on_the_real_content(real: MadeSite) -> None:
    assert ask(real, "PRAGMA foreign_key_check") == []


def test_the_same_rows_give_the_same_bytes(small: MadeSite, tmp_path: Path) -> None:
    """In whatever order they come, and however often the site is made."""
    assert (
        made(write_site(tmp_path), TODAY).files["data/tracker.sqlite"] == small.files["data/tracker.sqlite"]
    )
    (themes,) = (one for one in TABLES if one.name == "themes")
    rows = tuple((f"theme-{n}", f"Theme {n}", f"themes/theme-{n}/") for n in range(500))
    assert as_sqlite([(themes, rows)]) == as_sqlite([(themes, rows[::-1])])


def test_each_column_is_explained(small: MadeSite) -> None:
    """The page of a table has every field of it, with a key and an example where there is one."""
    for one in TABLES:
        page = small.files[f"data/{one.name}/index.html"].decode()
        assert [field.name for field in one.fields] == re.findall(r'<tr role="row" id="(\w+)">', page)
        assert one.key
    page = small.files["data/actions/index.html"].decode()
    assert "<code>in due course</code>" in page
    assert "<code>2022-01-31</code>" in page


class Seconded(meeting.Motion):
    """A motion as a later version may have it."""

    debated: YesNo | None = None
    """Whether it was debated."""
    taken_by: Annotated[AuthorityId, Refers("body")]
    """The body that took it up."""
    hidden: Annotated[str, UNPUBLISHED] = ""


def test_a_new_field_of_a_record_is_a_column() -> None:
    """With its kind, what it may refer to and what the text under it says, and no table names it."""
    (motions,) = (one for one in TABLES if one.name == "motions")
    before = {field.name for field in motions.fields}
    after = {field.name: field for field in replace_in(motions, entity=Seconded).fields}
    assert after.keys() - before == {"debated", "taken_by"}
    debated, taken_by = after["debated"], after["taken_by"]
    assert (debated.type, debated.words, debated.is_needed) == ("yes-no", "Whether it was debated.", False)
    assert (taken_by.refers_to, taken_by.is_needed) == ("bodies", True)


def test_the_preview_makes_no_file_before_it_is_asked_for(tmp_path: Path) -> None:
    """The tables are filled when one of them is looked at."""
    site = prepare_site(project_at(write_site(tmp_path)), Clock(TODAY, TODAY)).site
    assert "data/tracker.sqlite" in site
    assert len(site) == len(list(site))
    assert site["data/tracker.sqlite"].startswith(b"SQLite format 3\x00")
    assert site.render_all(lambda _, content: content)["data/tracker.sqlite"] == site["data/tracker.sqlite"]


def test_a_badge_says_where_it_stands_and_who_says_so(small: MadeSite) -> None:
    """In a title that is read out, from nowhere else, and small."""
    words = {name: badge(small, name) for name in ("visit-2020-1", "visit-2020-2", "visit-2023-1")}
    assert words["visit-2020-1"].startswith("Recommendation: Completed, reported by the council.")
    assert words["visit-2020-2"].startswith("Recommendation: No information, late. <b>Two & limbs</b>")
    assert words["visit-2023-1"].startswith("Recommendation (inferred): No information.")
    for name, content in small.files.items():
        if name.endswith("badge.svg"):
            assert len(content) < 1500
            assert not re.search(rb"href|script|style|url\(|@import", content)


def badge(site: MadeSite, id: str) -> str:
    picture = ElementTree.fromstring(site.files[f"recommendations/{id}/badge.svg"])
    title = picture.find("{http://www.w3.org/2000/svg}title")
    assert picture.get("role") == "img"
    assert title is not None
    return title.text or ""


def test_the_lines_to_copy_are_whole(small: MadeSite) -> None:
    """They name the site's own address, and a title with quotes or tags can't break out of them."""
    page = html.unescape(small.files["recommendations/visit-2020-2/index.html"].decode())
    assert '<img src="https://tracker.example/sub/recommendations/visit-2020-2/badge.svg"' in page
    page = html.unescape(small.files["inspections/visit-2020/index.html"].decode())
    assert '<iframe src="https://tracker.example/sub/embed/visit-2020/" title="Visit of 2020"' in page


def test_only_the_small_table_can_be_framed_and_nobody_is_kept_out(small: MadeSite, tmp_path: Path) -> None:
    """With the headers of `_headers`, joined as hosts join them; another site shows both in frames."""
    replace(tmp_path / "site", small.files)
    with as_hosted(tmp_path / "site") as root, browser() as chromium:
        page = chromium.new_page(viewport={"width": 320, "height": 700})
        frames = "".join(
            f'<iframe src="{root}/{way}"></iframe>'
            for way in ("embed/visit-2020/", "inspections/visit-2020/")
        )
        page.set_content(frames)
        page.wait_for_load_state()
        shown = [frame.get_by_role("heading", name="Visit of 2020").count() for frame in page.frames[1:]]
        assert shown == [1, 0]
        faults = []
        for way in ("embed/visit-2020/", "data/meetings/"):
            page.goto(f"{root}/{way}")
            faults += violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert faults == []


@contextmanager
def as_hosted(folder: Path) -> Iterator[str]:
    """Serve a folder as a host does that reads `_headers`."""
    handler = partial(_Hosted, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Hosted(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        joined: dict[str, list[str]] = {}
        for rule in re.split(r"\n(?=/)", (Path(self.directory) / "_headers").read_text()):
            pattern, *lines = rule.strip().split("\n")
            if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), self.path):
                for line in lines:
                    name, _, value = line.strip().partition(": ")
                    joined.setdefault(name, []).append(value)
        for name, values in joined.items():
            self.send_header(name, ", ".join(values))
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def unpacked(site: MadeSite, folder: Path) -> Path:
    """Write the data of a site into a folder."""
    for name, content in site.files.items():
        if name.startswith("data/") and name.count("/") == 1:
            (folder / name.removeprefix("data/")).write_bytes(content)
    return folder


def validated(folder: Path) -> Any:
    with system.use_context(trusted=True):
        return Package(str(folder / "datapackage.json")).validate()


def spoil(file: Path, sound: str, unsound: str) -> None:
    text = file.read_text("utf-8-sig")
    assert sound in text
    file.write_text(text.replace(sound, unsound, 1), "utf-8-sig")
