"""Feeds and calendars, as programs that others wrote read them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin
from uuid import UUID, uuid5

import feedparser
import html5lib
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import FEED_ID, ROOT, project_at, write
from tracker_site.pages.calendars import Event, calendar_to_bytes
from tracker_site.pages.feeds import entry_element, feed_to_bytes
from tracker_site.pages.page import Follow
from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.records.site import Site

BASE = "https://example.org/tracker"
TODAY = date(2024, 6, 1)

EXAMPLEBURY = {
    "site.yml": "title: A tracker\nthemes: {audit: 'Audit & learning', none: Nothing yet}\n",
    "authorities/examplebury.yml": (
        "name: Examplebury & District Council\nbodies:\n"
        "  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
        "  - {key: cabinet, name: Cabinet, kind: executive}\n"
    ),
    "inspections/visit.md": (
        "---\ntitle: A <visit>\nauthority: examplebury\npublished: 2024-01-10\n"
        "sources: [{title: The report}]\n---\n"
    ),
    "recommendations/visit-1.md": (
        "---\ntitle: Audits; done, \\ and dusted\nfrom: visit\ndue: 2024-09-30\nthemes: [audit]\n---\nAudit.\n"
    ),
    "recommendations/visit-2.md": "---\ntitle: Caseloads\nfrom: visit\ndue: 2024-12\n---\nLower them.\n",
    "recommendations/visit-3.md": "---\ntitle: Housing\nfrom: visit\ndue: 2025\n---\nHouse them.\n",
    "actions/plan.yml": (
        "title: The plan\nauthority: examplebury\nfor: visit\ndate: 2024-02\n"
        "actions: [{key: audits, title: Audit monthly, recommendations: [visit-1], due: 2024-05-01}]\n"
    ),
    "meetings/march.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-03-05\nitems:\n"
        "  - title: The visit\n    about: visit\n    outcomes:\n"
        "      - verb: agreed\n        text: Agreed that audits go **well**.\n"
        "        progress: [{on: visit-1, status: in-progress, due: 2024-10-31}]\n---\n"
    ),
    "meetings/some-day.md": (
        "---\nbody: examplebury/scrutiny\ndate: 2024-04\nitems:\n"
        "  - title: The visit\n    about: visit-2\n    progress: [{on: visit-2, status: planned}]\n---\n"
    ),
    "meetings/some-year.md": (
        "---\nbody: examplebury/cabinet\ndate: 2024-02/2024-05\nitems:\n"
        "  - title: The visit\n    about: visit-2\n"
        "    responses: [{to: visit-2, response: accepted}]\n---\n"
    ),
    "meetings/next.md": "---\nbody: examplebury/scrutiny\ndate: 2024-07-02\nstate: scheduled\n---\n",
    "meetings/off.md": "---\nbody: examplebury/scrutiny\ndate: 2024-05-07\nstate: cancelled\n---\n",
}


def followed(root: Path, today: date = TODAY, base_url: str | None = BASE) -> MadeSite:
    return make_site(project_at(root), Clock(today, today), base_url)


@pytest.fixture(scope="module")
def examplebury(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    return followed(write(tmp_path_factory.mktemp("site"), EXAMPLEBURY))


@pytest.fixture(scope="module")
def real() -> MadeSite:
    return followed(ROOT, date(2026, 11, 22))


def feed_of(site: MadeSite, file: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse(site.files[file])
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def events_of(site: MadeSite, file: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(site.files[file])
    return {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}


def titles(feed: feedparser.FeedParserDict) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_the_feed_of_the_whole_tells_the_newest_first(examplebury: MadeSite) -> None:
    assert titles(feed_of(examplebury, "feed.xml")) == [
        "Scrutiny Board, 7 May 2024: The meeting was cancelled",
        "Caseloads: No information → Planned (reported by the council)",
        "Scrutiny Board, 5 March 2024: 3 changes",
        "Audit monthly: Action listed, due 1 May 2024",
        "Caseloads: Response: accepted",
        "A <visit>: 4 changes",
    ]


def test_each_thing_is_told_in_the_feeds_of_what_it_concerns(examplebury: MadeSite) -> None:
    told = {
        file: titles(feed_of(examplebury, file)) for file in examplebury.files if file.endswith("feed.xml")
    }
    assert told["recommendations/visit-2/feed.xml"] == [
        "Caseloads: No information → Planned (reported by the council)",
        "Scrutiny Board, 5 March 2024: Agreed: Agreed that audits go well.",
        "Caseloads: Response: accepted",
        "A <visit>: 2 changes",
    ]
    assert told["themes/audit/feed.xml"] == told["recommendations/visit-1/feed.xml"]
    assert told["themes/none/feed.xml"] == []
    assert told["authorities/examplebury/cabinet/feed.xml"] == ["Caseloads: Response: accepted"]
    assert told["inspections/visit/feed.xml"] == [
        title for title in told["feed.xml"] if "cancelled" not in title
    ]
    assert told["authorities/examplebury/feed.xml"] == told["feed.xml"]


def test_an_entry_says_how_exactly_its_date_is_known(examplebury: MadeSite) -> None:
    entries = {entry.title: entry for entry in feed_of(examplebury, "feed.xml").entries}
    exact = entries["Scrutiny Board, 5 March 2024: 3 changes"]
    assert exact.updated == "2024-03-05T00:00:00Z"
    assert exact.content[0].value.startswith("<p>5 March 2024. <a href=")
    month = entries["Caseloads: No information → Planned (reported by the council)"]
    assert month.updated == "2024-04-01T00:00:00Z"
    assert "April 2024, day not stated. (A feed needs a day: 1 April 2024 stands" in month.content[0].value


def test_what_an_entry_says_is_html_in_which_nothing_of_the_content_is_a_tag(examplebury: MadeSite) -> None:
    for entry in feed_of(examplebury, "feed.xml").entries:
        parser = html5lib.HTMLParser(strict=True)
        parser.parseFragment(entry.content[0].value)
        assert "<visit>" not in entry.content[0].value


def test_a_record_of_which_no_day_is_known_is_in_a_feed_only_where_something_dates_it(tmp_path: Path) -> None:
    undated = EXAMPLEBURY["meetings/some-day.md"].replace("2024-04", "unknown")
    files = {
        **EXAMPLEBURY,
        "meetings/some-day.md": undated,
        "meetings/lost.md": undated.replace("visit-2", "nothing"),
        "inspections/nothing.md": "---\ntitle: Nothing\nauthority: examplebury\n---\n",
    }
    feed = feed_of(followed(write(tmp_path, files)), "feed.xml")
    found = [entry for entry in feed.entries if "No information → Planned" in entry.title]
    assert [entry.updated for entry in found] == ["2024-01-10T00:00:00Z"]
    assert "Date not known. (A feed needs a day" in found[0].content[0].value


def all_entries(site: MadeSite) -> Iterator[tuple[str, str, str]]:
    for file in site.files:
        if file.endswith("feed.xml"):
            yield from ((file, entry.id, entry.updated) for entry in feed_of(site, file).entries)


def test_entries_stay_what_they_were_when_the_site_is_made_on_a_later_day(tmp_path: Path) -> None:
    root = write(tmp_path, EXAMPLEBURY)
    early, late = (followed(root, today) for today in (TODAY, TODAY + timedelta(days=20)))
    assert early.files["feed.xml"] == late.files["feed.xml"]
    later = EXAMPLEBURY["meetings/march.md"].replace("2024-03-05", "2024-06-10")
    newer = followed(write(tmp_path, {**EXAMPLEBURY, "meetings/june.md": later}), TODAY + timedelta(days=20))
    assert set(all_entries(early)) < set(all_entries(newer))


def test_no_two_entries_of_a_feed_have_one_id(real: MadeSite, examplebury: MadeSite) -> None:
    for site in (real, examplebury):
        entries = [(file, id) for file, id, _ in all_entries(site)]
        assert len(entries) == len(set(entries))


def test_feeds_of_the_real_content_lead_to_pages_that_are_there(real: MadeSite) -> None:
    count = 0
    for file in (file for file in real.files if file.endswith("feed.xml")):
        feed = feed_of(real, file)
        assert f"{BASE}/{file}" in [link.href for link in feed.feed.links if link.rel == "self"]
        for address in (feed.feed.link, *(entry.link for entry in feed.entries)):
            assert f"{address.removeprefix(f'{BASE}/')}index.html" in real.files
        count += len(feed.entries)
    assert count > 30


def test_a_feed_has_at_most_fifty_entries(tmp_path: Path) -> None:
    files = dict(EXAMPLEBURY)
    for n in range(60):
        day = date(2022, 1, 1) + timedelta(days=n)
        files[f"updates/letter-{n}.md"] = f"---\ntitle: Letter {n}\ndate: {day}\nabout: visit\n---\n"
    assert len(feed_of(followed(write(tmp_path, files)), "feed.xml").entries) == 50


def test_meetings_and_due_dates_are_events_of_whole_days(examplebury: MadeSite) -> None:
    events = events_of(examplebury, "calendar.ics")
    assert set(events) == {"march", "next", "off", "some-day", "visit-1", "visit-2", "visit-3", "plan.audits"}
    spans = {
        uid: (event["DTSTART"].dt, event["DTEND"].dt - event["DTSTART"].dt, str(event["STATUS"]))
        for uid, event in events.items()
    }
    day = timedelta(days=1)
    assert spans["march"] == (date(2024, 3, 5), day, "CONFIRMED")
    assert spans["next"] == (date(2024, 7, 2), day, "CONFIRMED")
    assert spans["off"] == (date(2024, 5, 7), day, "CANCELLED")
    assert spans["visit-1"] == (date(2024, 10, 31), day, "CONFIRMED")
    assert events["visit-1"]["SUMMARY"] == "Due: Audits; done, \\ and dusted"
    assert events["visit-1"]["URL"] == f"{BASE}/recommendations/visit-1/"


def test_a_date_known_to_the_month_or_the_year_is_a_span_that_says_so_and_a_vaguer_one_is_left_out(
    examplebury: MadeSite,
) -> None:
    events = events_of(examplebury, "calendar.ics")
    assert events["visit-2"]["DTSTART"].dt == date(2024, 12, 1)
    assert events["visit-2"]["DTEND"].dt == date(2025, 1, 1)
    assert events["visit-2"]["SUMMARY"] == "Due: Caseloads (December 2024, day not stated)"
    assert (events["visit-3"]["DTSTART"].dt, events["visit-3"]["DTEND"].dt) == (
        date(2025, 1, 1),
        date(2026, 1, 1),
    )
    assert events["visit-3"]["SUMMARY"] == "Due: Housing (2025, month and day not stated)"
    calendar = icalendar.Calendar.from_ical(examplebury.files["calendar.ics"])
    assert "1 date is left out that was dropped\\, or not known exactly enough" in calendar["X-WR-CALDESC"]


def test_deadlines_that_run_are_in_the_calendar(tmp_path: Path) -> None:
    """What has passed or was met is not."""
    clock = (
        "clocks:\n  - {key: reply, title: The council replies, applies_to: {record: inspection}, starts: published, "
        "length: 24, unit: months, source: {title: Rules, kind: other}}\n"
    )
    site = followed(write(tmp_path, {**EXAMPLEBURY, "site.yml": f"{EXAMPLEBURY['site.yml']}{clock}"}))
    running = {
        uid: event for uid, event in events_of(site, "calendar.ics").items() if uid.startswith("reply.")
    }
    deadlines = site.files["deadlines/index.html"].decode().count("Running")
    assert running
    assert len(running) <= deadlines
    for event in running.values():
        assert str(event["SUMMARY"]).startswith("Deadline: The council replies (")


def test_a_body_has_the_calendar_of_its_own_meetings_and_what_they_dealt_with(examplebury: MadeSite) -> None:
    events = events_of(examplebury, "authorities/examplebury/scrutiny/calendar.ics")
    assert set(events) == {"march", "next", "off", "some-day", "visit-1", "visit-2", "visit-3"}
    of_cabinet = events_of(examplebury, "authorities/examplebury/cabinet/calendar.ics")
    assert set(of_cabinet) == {"visit-2"}


def test_a_due_date_that_is_met_is_no_event(tmp_path: Path) -> None:
    done = EXAMPLEBURY["meetings/march.md"].replace("in-progress, due: 2024-10-31", "completed")
    events = events_of(followed(write(tmp_path, {**EXAMPLEBURY, "meetings/march.md": done})), "calendar.ics")
    assert "visit-1" not in events


def ids_in(site: MadeSite) -> dict[str, list[str]]:
    """Return the ids of each feed and calendar, by its file."""
    pattern = {".xml": r"<id>(.*?)</id>", ".ics": r"(?m)^UID:(.*)\r$"}
    return {
        file: re.findall(pattern[file[-4:]], content.decode().replace("\r\n ", ""))
        for file, content in site.files.items()
        if file.endswith(("feed.xml", ".ics"))
    }


def with_settings(folder: Path, *lines: str) -> Path:
    settings = "\n".join((EXAMPLEBURY["site.yml"].rstrip(), *lines, ""))
    return write(folder, {**EXAMPLEBURY, "site.yml": settings})


def test_without_an_address_everything_can_be_followed(tmp_path: Path, examplebury: MadeSite) -> None:
    """By the same feeds and calendars, in sight and in the head."""
    site = followed(write(tmp_path, EXAMPLEBURY), base_url=None)
    assert ids_in(site).keys() == ids_in(examplebury).keys()
    assert (
        b'href="../../recommendations/visit-1/feed.xml"' in site.files["recommendations/visit-1/index.html"]
    )
    assert b'href="calendar.ics"' in site.files["index.html"].replace(b"./", b"")
    for file in ids_in(site):
        if file.endswith(".xml"):
            assert titles(feed_of(site, file)) == titles(feed_of(examplebury, file))
        else:
            assert events_of(site, file).keys() == events_of(examplebury, file).keys()


def test_without_an_address_a_feed_leads_from_where_it_stands(tmp_path: Path) -> None:
    """And a calendar, which is read elsewhere, leads nowhere."""
    site = followed(write(tmp_path, EXAMPLEBURY), base_url=None)
    led = 0
    for file in ids_in(site):
        text = html.unescape(site.files[file].decode())
        if file.endswith(".ics"):
            assert "URL:" not in text
            assert "SOURCE" not in text
        for to in re.findall(r'href="([^"]*)"', text) if file.endswith(".xml") else ():
            at = urljoin(f"https://here.example/{file}", to.partition("#")[0])
            at = at.removeprefix("https://here.example/")
            assert (f"{at}index.html" if at.endswith("/") or not at else at) in site.files, (file, to)
            led += 1
    assert led > 20


def test_ids_that_were_published_stay(tmp_path: Path) -> None:
    """Those of a site that stands at an address and has no `feed_id`: made from the address, as they always were."""
    ids = ids_in(followed(with_settings(tmp_path / "a")))
    assert ids["recommendations/visit-1/feed.xml"][:2] == [
        "https://example.org/tracker/recommendations/visit-1/feed.xml",
        "https://example.org/tracker/recommendations/visit-1/#march",
    ]
    assert "visit-1@example.org.tracker" in ids["calendar.ics"]
    in_settings = followed(with_settings(tmp_path / "b", f"base_url: {BASE}/"), base_url=None)
    assert ids_in(in_settings) == ids


def test_ids_of_a_feed_id_stay_when_an_address_comes_or_the_title_changes(tmp_path: Path) -> None:
    """They are made from nothing else."""
    line = f"feed_id: {FEED_ID}"
    before = ids_in(followed(with_settings(tmp_path / "a", line), base_url=None))
    root = with_settings(tmp_path / "b", line, f"base_url: {BASE}/")
    settings = root / "content" / "site.yml"
    settings.write_text(settings.read_text().replace("title: A tracker", "title: Our tracker"))
    assert ids_in(followed(root, base_url=None)) == before
    assert ids_in(followed(root, base_url="https://other.example/")) == before
    assert before["feed.xml"][0] == f"urn:uuid:{uuid5(UUID(FEED_ID), 'feed.xml')}"
    assert f"march@{FEED_ID}" in before["calendar.ics"]
    flat = [id for ids in before.values() for id in ids if id.startswith("urn:")]
    assert len(flat) == len(set(flat))
    other = with_settings(tmp_path / "c", f"feed_id: {FEED_ID.replace('9', '8')}")
    assert not {*flat} & {id for ids in ids_in(followed(other, base_url=None)).values() for id in ids}


def test_without_a_feed_id_the_one_that_is_proposed_changes_nothing(tmp_path: Path) -> None:
    """The warning names the line to add, and where it is added all ids stay."""
    site = followed(with_settings(tmp_path / "a"), base_url=None)
    (warning,) = [one for one in site.warnings if one.code == "no-base-url"]
    (line,) = re.findall(r"'(feed_id: [0-9a-f-]+)'", warning.message)
    mended = followed(with_settings(tmp_path / "b", line), base_url=None)
    assert ids_in(mended) == ids_in(site)
    (warning,) = [one for one in mended.warnings if one.code == "no-base-url"]
    assert "feed" not in warning.message
    assert "no-base-url" not in {one.code for one in followed(with_settings(tmp_path / "c")).warnings}


def test_pages_lead_to_what_follows_them_from_the_head_and_in_sight(examplebury: MadeSite) -> None:
    for page in (
        "",
        "changes/",
        "recommendations/visit-1/",
        "themes/audit/",
        "authorities/examplebury/scrutiny/",
    ):
        html = examplebury.files[f"{page}index.html"].decode()
        assert '<link rel="alternate" type="application/atom+xml"' in html
        assert 'type="application/atom+xml">feed of what changes</a>' in html
    assert b"calendar.ics" in examplebury.files["authorities/examplebury/scrutiny/index.html"]
    assert b"calendar.ics" not in examplebury.files["recommendations/visit-1/index.html"]


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_from_a_calendar_and_no_line_is_too_long(title: str, text: str) -> None:
    day = date(2024, 2, 29)
    event = Event("a@b", day, day, date.min, title, text, "https://example.org/", "CONFIRMED")
    content = calendar_to_bytes(title, text, "https://example.org/calendar.ics", [event])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (read,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (str(read["SUMMARY"]), str(read["DESCRIPTION"])) == (title, text)


@given(TEXTS)
def test_any_text_comes_back_from_a_feed(title: str) -> None:
    entry = entry_element(
        "https://example.org/#a", title, date(1900, 1, 1), "https://example.org/", "<p>Yes.</p>"
    )
    site = Site(title="T", base_url="https://example.org/")
    read = feedparser.parse(
        feed_to_bytes(site, Follow("", "What changed", "this tracker"), date(1900, 1, 1), [entry])
    )
    assert not read.bozo
    assert read.entries[0].updated == "1900-01-01T00:00:00Z"
