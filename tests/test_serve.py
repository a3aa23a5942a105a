"""The preview as its user meets it: a real server, real requests, and a real browser that follows what is saved."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.support import commit, git, made, write
from tests.support.browser import violations
from tests.support.preview import PATIENCE, TODAY, Preview, preview, preview_by_command, wait_for
from tracker_site.pipeline import Clock
from tracker_site.problems import Place, Problem
from tracker_site.serve.responses import with_preview
from tracker_site.serve.watch import Seen, Watch, look

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process"),
]

expect.set_options(timeout=PATIENCE * 1000)

ADDED = (
    r'<link rel="stylesheet" href="/_preview/preview\.css">'
    r'<script src="/_preview/preview\.js" data-stamp="\w+" defer></script>'
)

RECOMMENDATION = "---\ntitle: {}\nfrom: visit\n---\nDo better.\n"
MEETING = (
    "---\nbody: examplebury/scrutiny\ndate: 2026-02-03\nitems:\n  - title: The visit\n    about: [visit]\n"
    "    outcomes:\n      - {{verb: noted, text: '{}'}}\n---\n"
)
SMALL = {
    "site.yml": "title: A tracker\nbase_url: https://www.example.org/tracker/\n",
    "authorities/examplebury.yml": (
        "name: Examplebury Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
    ),
    "inspections/visit.md": "---\ntitle: A visit\nauthority: examplebury\npublished: 2026-01-05\n---\nFound.\n",
    "recommendations/visit-1.md": RECOMMENDATION.format("Do better"),
    "meetings/march.md": MEETING.format("The report was noted."),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for the tests that leave its site as it was."""
    root = write(tmp_path_factory.mktemp("site"), SMALL)
    with preview(root) as running:
        running.line("Saved files are followed")
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that must have nothing to complain about."""
    context = chromium.new_context(viewport={"width": 800, "height": 300})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
    yield opened
    context.close()
    assert complaints == []


def is_complaint(said: ConsoleMessage) -> bool:
    """Whether the browser found a fault; that there is no site yet is none, nor that data has no icon."""
    is_known = "status of 503" in said.text or said.location["url"].endswith("/favicon.ico")
    return said.type == "error" and not is_known


# What it answers

NO_PAGES = (
    *("/%00", "/meetings/%00", "/%ff", "/.nojekyll", "/_preview/server.py", "/assets/", "/a\\b"),
    *("/../content/site.yml", "/..%2f..%2fetc/passwd", "/%2e%2e/", "/meetings/../"),
    *("//etc/passwd", "//www.example.org/"),
)


def test_pages_are_those_of_a_build_with_the_script_of_the_preview(shared: Preview) -> None:
    """Nothing else is added to them, they are not kept by the browser, and other sites may not read them."""
    status, headers, body = shared.get("/recommendations/visit-1/")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Type"] == "text/html; charset=utf-8"

    plain = re.sub(ADDED, "", body)
    plain = plain.replace(f" ws://127.0.0.1:{shared.port}", "")
    assert plain.encode() == made(shared.root, TODAY).files["recommendations/visit-1/index.html"]
    assert len(plain) < len(body)


def test_addresses_are_answered_as_a_good_host_would(shared: Preview) -> None:
    """Folders get their slash and keep the question, what is not there is said so by the site's own page."""
    assert shared.get("/recommendations/visit-1?a=b%26c")[:2][0] == 302
    assert (
        shared.get("/recommendations/visit-1?a=b%26c")[1]["Location"] == "/recommendations/visit-1/?a=b%26c"
    )
    assert shared.get("/tracker/meetings/")[1]["Location"] == "/meetings/"
    status, headers, body = shared.get("/nothing/here/")
    assert (status, headers["Cache-Control"]) == (404, "no-store")
    assert "<h1>" in body
    assert "preview.js" in body
    assert shared.get("/data/tracker.json")[1]["Content-Type"] == "application/json"
    assert shared.get("/", "HEAD")[::2] == (200, "")
    assert shared.get("/", "POST")[0] == 405


@pytest.mark.parametrize("path", NO_PAGES)
def test_what_is_no_page_is_not_found(shared: Preview, path: str) -> None:
    """Neither hidden files, nor lists of folders, nor anything outside the site; and nothing breaks."""
    assert shared.get(path)[0] == 404


def test_only_this_machine_may_ask(shared: Preview) -> None:
    """By a name that is listed, from a page that is the preview's own, and at no other address."""
    for host in (f"127.0.0.1:{shared.port}", f"localhost:{shared.port}", f"[::1]:{shared.port}"):
        assert shared.get("/", Host=host)[0] == 200
    for host in ("www.example.org", f"www.example.org:{shared.port}", "127.0.0.1:1", "localhost", ""):
        status, _, body = shared.get("/", Host=host)
        assert status == 403
        assert "A tracker" not in body

    for origin, status in {
        f"http://127.0.0.1:{shared.port}": 101,
        f"http://localhost:{shared.port}": 101,
        f"https://localhost:{shared.port}": 403,
        "http://localhost:1": 403,
        "https://www.example.org": 403,
        "null": 403,
    }.items():
        assert shared.get("/_preview/livereload", Origin=origin, **UPGRADE)[0] == status, origin
    elsewhere = shared.get(
        "/_preview/livereload", Host="www.example.org", Origin="http://localhost", **UPGRADE
    )
    assert elsewhere[0] == 403


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_it_listens_on_the_loopback_alone(shared: Preview) -> None:
    """Another address of this machine finds nobody."""
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", shared.port))


# What it follows


def test_new_renamed_and_deleted_files_and_folders_are_followed(shared: Preview) -> None:
    """Each is seen, and what an editor leaves beside them is not."""
    content = shared.root / "content"
    start = len(shared.said)
    shared.save("recommendations/2026/visit-2.md", RECOMMENDATION.format("Do even better"))
    shared.shows("/recommendations/visit-2/", "Do even better")
    (content / "recommendations" / "2026").rename(content / "recommendations" / "late")
    shared.line("visit-2.md.*: no page differs", start)
    (content / "recommendations" / "late" / "visit-2.md").rename(content / "recommendations" / "visit-3.md")
    shared.shows("/recommendations/visit-3/", "Do even better")
    assert shared.get("/recommendations/visit-2/")[0] == 404
    (content / "recommendations" / "late").rmdir()
    (content / "recommendations" / "visit-3.md").unlink()
    wait_for(lambda: shared.get("/recommendations/visit-3/")[0] == 404)

    start = len(shared.said)
    left = (".march.md.swp", "march.md~", "#march.md#", ".#march.md", "Thumbs.db", "desktop.ini", "4913")
    for name in left:
        shared.save(f"meetings/{name}", "not a record")
    shared.save("meetings/march.md", MEETING.format("The report was read."))
    shared.shows("/meetings/march/", "The report was read.")
    for name in left:
        (content / "meetings" / name).unlink()
    about_them = re.compile("|".join(map(re.escape, left)))
    assert [line for line in shared.said[start:] if about_them.search(line)] == []


def test_a_burst_of_saves_is_one_rebuild(shared: Preview) -> None:
    """Twenty files at once give one line, which names some of them; so does their removal."""
    folder = shared.root / "content" / "recommendations" / "many"
    folder.mkdir()
    shared.line("recommendations/many: no page differs")
    start = len(shared.said)
    for number in range(20):
        (folder / f"many-{number}.md").write_text(RECOMMENDATION.format(f"Do {number}"))
    shared.line(r"many-0\.md, \S*many-1\.md, \S*many-10\.md and 17 more files: .* new: .* more \(", start)
    for number in range(20):
        (folder / f"many-{number}.md").unlink()
    shared.line(r"and 17 more files: .* gone", start)
    folder.rmdir()
    shared.line("recommendations/many: no page differs", start)
    assert len(shared.said) == start + 3


def test_saves_between_two_looks_are_one_burst_and_saves_during_a_build_lead_to_another(
    tmp_path: Path,
) -> None:
    """Also during the very first build, which is made before anything is compared."""
    rest = iter(range(100))
    made_of: list[int] = []

    def save() -> None:
        (tmp_path / f"{next(rest):03}.md").write_text("saved")

    def see() -> Seen:
        found = look([str(tmp_path)])
        if 2 <= len(found) < 10:
            save()  # the burst goes on for as long as anybody looks
        return Seen(found, Clock(TODAY, TODAY))

    def make(seen: Seen, _saved: tuple[str, ...]) -> None:
        made_of.append(len(seen.files))
        if len(made_of) < 3:
            save()
        else:
            watch.ended.set()

    watch = Watch(see, make, tidy=lambda: watch.ended.set(), meanwhile=lambda _: None)
    watch.run()
    assert made_of == [0, 1, 10]


def test_settings_and_templates_are_followed_and_their_mistakes_told(shared: Preview) -> None:
    """Also those of a folder that was not there at the start; a mistake in one leaves the site as it was."""
    shared.save("site.yml", SMALL["site.yml"].replace("A tracker", "Our tracker"))
    shared.shows("/", "Our tracker")
    shared.save("site.yml", SMALL["site.yml"])
    shared.shows("/", "A tracker")

    own = shared.root / "templates"
    own.mkdir()
    template = own / "home.html"
    template.write_text("{% extends 'base.html' %}{% block main %}<h1>Our own</h1>{% endblock %}")
    shared.shows("/", "<h1>Our own</h1>")
    template.write_text(
        "{% extends 'base.html' %}\n{% block main %}<h1>{{ page.nothing }}</h1>{% endblock %}"
    )
    body = shared.shows("/", "tracker-preview")
    assert "<code>templates/home.html:2:1</code>" in body
    assert "<h1>Our own</h1>" in body
    assert "no attribute &#x27;nothing&#x27;" in body
    template.write_text("{% extends 'base.html' %}\n\n{% block main %}<h1>{{ page. }}</h1>{% endblock %}")
    assert "<h1>Our own</h1>" in shared.shows("/", "<code>templates/home.html:3:1</code>")
    template.unlink()
    own.rmdir()
    wait_for(lambda: "Our own" not in (page := shared.get("/")[2]) and "tracker-preview" not in page)


def test_many_warnings_are_told_in_part(tmp_path: Path) -> None:
    """Twenty and the number of the rest, once; a new one by itself."""
    many = {f"recommendations/visit-{n}.md": RECOMMENDATION.format(f"Do {n}") for n in range(2, 30)}
    root = write(tmp_path / "site", {**SMALL, **many, "site.yml": "title: A tracker\nquiet_after: 1\n"})
    with preview(root) as running:
        running.line("and 10 more warnings: `tracker-site check` names them all")
        assert len([line for line in running.said if ": warning: " in line]) == 20
        running.save("recommendations/visit-9b.md", RECOMMENDATION.format("Do 9b"))
        running.line("visit-9b.md: .*new")
        assert len([line for line in running.said if ": warning: " in line]) == 21


# What the browser shows


def test_the_last_edit_shows_whatever_comes_before_it(shared: Preview, page: Page) -> None:
    """Two edits within a tenth of a second, and a flood of them into every moment of a build and of a reload."""
    page.goto(shared.address("meetings/march/"))
    for words in ("First.", "Second."):
        shared.save("meetings/march.md", MEETING.format(words))
        time.sleep(0.08)
    expect(page.get_by_text("Second.", exact=True)).to_be_visible()

    for number in range(30):
        shared.save("meetings/march.md", MEETING.format(f"Edit {number}."))
        time.sleep(0.004 * (number % 15))
    shared.save("meetings/march.md", MEETING.format("The last."))
    expect(page.get_by_text("The last.", exact=True)).to_be_visible()


def test_a_browser_that_shows_what_was_is_told_at_once(shared: Preview) -> None:
    """So an edit that came while it was loading is not lost; one that shows what is, is told when that changes."""

    async def connected(stamp: str) -> WebSocketClientConnection:
        client = await websocket_connect(shared.address("_preview/livereload").replace("http", "ws"))
        for said in ({"command": "hello"}, {"command": "info", "url": page, "stamp": stamp}):
            await client.write_message(json.dumps(said))
        assert await heard(client) == "hello"
        return client

    async def heard(client: WebSocketClientConnection) -> str:
        message = await asyncio.wait_for(client.read_message(), PATIENCE)
        return str(json.loads(message)["command"]) if message else "end"

    async def talk() -> None:
        late = await connected("of before")
        assert await heard(late) == "reload"
        late.close()
        client = await connected(re.findall(r'data-stamp="(\w+)"', shared.get("/meetings/march/")[2])[0])
        waiting = asyncio.ensure_future(heard(client))
        assert not (await asyncio.wait({waiting}, timeout=0.3))[0]
        shared.save("meetings/march.md", MEETING.format("To be told."))
        assert await waiting == "reload"
        await client.write_message(b"\xff not what is said here")
        assert await heard(client) == "end"
        client.close()

    page = shared.address("meetings/march/")
    # In a thread, since the browser of the other tests has a loop in this one.
    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, talk()).result()


def test_the_page_keeps_its_place(shared: Preview, page: Page) -> None:
    """After an edit the reader is where they were, with all that they had opened or marked."""
    page.goto(shared.address("meetings/march/"))
    page.locator("main a").first.focus()
    page.evaluate("scrollTo(0, 150); window.untouched = true")
    focused = page.evaluate("document.activeElement.outerHTML")
    shared.save("meetings/march.md", MEETING.format("Somewhere below."))
    expect(page.get_by_text("Somewhere below.", exact=True)).to_be_attached()
    assert page.evaluate("[scrollY, document.activeElement.outerHTML, window.untouched]") == [
        150,
        focused,
        True,
    ]


def test_a_page_whose_scripts_changed_it_is_loaded_anew_at_its_place(shared: Preview, page: Page) -> None:
    """And one that an edit does not change is left alone."""
    shared.save("pages/about.md", "---\ntitle: About\n---\nOf something else.\n")
    shared.shows("/about/", "Of something else.")
    page.goto(shared.address("recommendations/"))
    page.evaluate("scrollTo(0, 90); window.untouched = true")
    start = len(shared.said)
    shared.save("pages/about.md", "---\ntitle: About\n---\nOf something else again.\n")
    shared.line("about.md: 1 page changed: /about/", start)
    page.wait_for_timeout(200)
    assert page.evaluate("window.untouched")
    shared.save("recommendations/visit-1.md", RECOMMENDATION.format("Do it by May"))
    expect(page.get_by_role("link", name="Do it by May")).to_be_attached()
    assert page.evaluate("window.untouched") is None
    wait_for(lambda: page.evaluate("scrollY") == 90)


def test_a_mistake_is_shown_on_top_and_goes_when_it_is_mended(shared: Preview, page: Page) -> None:
    """At its file and line, as text, for everybody, above the site as it was; also on standard error."""
    shared.save("meetings/march.md", MEETING.format("As it was."))
    shared.shows("/meetings/march/", "As it was.")
    page.goto(shared.address("meetings/march/"))
    start = len(shared.said)
    broken = MEETING.format("As it will be.").replace("verb: noted", "verb: '<b>notde</b>'")
    shared.save("meetings/march.md", broken)

    box = page.get_by_role("alert")
    expect(box).to_be_visible()
    expect(box).to_contain_text("1 mistake")
    expect(box.get_by_role("listitem")).to_contain_text(
        "content/meetings/march.md:8:16 '<b>notde</b>' is not one"
    )
    assert box.locator("b").count() == 0
    expect(page.get_by_text("As it was.", exact=True)).to_be_attached()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert shared.line(r"^(content/meetings/march\.md:8:16): error: ", start)
    assert shared.line("1 mistake. The preview shows the site as it was before", start)
    assert not any("As it will be" in shared.get(path)[2] for path in ("/meetings/march/", "/changes/"))

    shared.save("meetings/march.md", MEETING.format("As it will be."))
    expect(page.get_by_text("As it will be.", exact=True)).to_be_visible()
    expect(box).to_have_count(0)


def test_the_search_is_made_when_its_page_is_opened(shared: Preview, page: Page) -> None:
    """Never on a save; it finds what the pages say now."""
    assert not any("search is being made" in line for line in shared.said)
    shared.save("inspections/visit.md", SMALL["inspections/visit.md"].replace("Found.", "Marmalade."))
    shared.shows("/inspections/visit/", "Marmalade.")
    page.goto(shared.address("search/?q=marmalade"))
    expect(page.get_by_role("status")).to_have_text("1 result for “marmalade”.")
    assert shared.line("The search is being made, since its page was opened.")
    assert shared.get("/pagefind/nothing.js")[0] == 404


# How it starts and ends


def test_a_site_that_never_was_good_shows_its_mistakes(tmp_path: Path, page: Page) -> None:
    """On a page of its own at any address, which becomes the site once they are mended."""
    root = write(tmp_path / "site", {**SMALL, "meetings/march.md": "no front matter\n"})
    with preview(root) as running:
        assert running.get("/meetings/march/")[0] == 503
        page.goto(running.address("data/tracker.json?"))
        expect(page.get_by_role("alert")).to_contain_text("content/meetings/march.md:1:1")
        assert violations(page) == []
        running.save("recommendations/visit-1.md", "nor here\n")
        expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
        running.save("recommendations/visit-1.md", SMALL["recommendations/visit-1.md"])
        running.save("meetings/march.md", SMALL["meetings/march.md"])
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.locator("body")).to_contain_text('"as_at"')


def test_a_draft_with_questions_is_left_out_at_the_start(tmp_path: Path, page: Page) -> None:
    """The rest is shown below what is left to settle, and follows; settled, the meeting is there."""
    drafted = MEETING.format("Taken.").replace("date: 2026-02-03", "# TODO On which day did it meet?\ndate:")
    root = write(tmp_path / "site", {**SMALL, "meetings/april.md": drafted})
    with preview(root) as running:
        running.line("1 mistake. The preview shows the site without content/meetings/april.md, until this")
        page.goto(running.address("meetings/"))
        expect(page.get_by_role("alert")).to_contain_text("shown without content/meetings/april.md")
        assert running.get("/meetings/march/")[0] == 200
        assert running.get("/meetings/april/")[0] == 404
        running.save("recommendations/visit-1.md", RECOMMENDATION.format("Do best"))
        running.shows("/recommendations/visit-1/", "Do best")
        running.save("meetings/april.md", MEETING.format("Taken.").replace("-03", "-24"))
        running.shows("/meetings/april/", "Taken.")
        expect(page.get_by_role("alert")).to_have_count(0)
        page.goto("about:blank")  # before the preview ends, which its script would complain of


@pytest.mark.parametrize(
    "more",
    [{"inspections/visit.md": "no fields\n"}, {"pages/about.md": "---\ntitle: About\n---\n[It](march).\n"}],
)
def test_a_draft_is_not_left_out_where_more_is_wrong(tmp_path: Path, more: dict[str, str]) -> None:
    """Another mistake, or a page that needs the draft: then there is nothing to show yet."""
    drafted = {"meetings/march.md": "---\n# TODO Which body?\nbody:\ndate: 2026-02-03\n---\n"}
    root = write(tmp_path / "site", {**SMALL, **drafted, **more})
    with preview(root) as running:
        running.line("The preview shows the site as soon as this is mended")
        assert running.get("/")[0] == 503


def test_pages_say_when_their_records_changed_until_they_are_saved(tmp_path: Path) -> None:
    """As git knew it at the start; of what is saved since, nothing is said. Nothing is written for it."""
    commit(tmp_path, SMALL, day="2026-01-20")
    with preview(tmp_path) as running:
        changed = 'last changed <time datetime="2026-01-20">'
        assert changed in " ".join(running.get("/meetings/march/")[2].split())
        running.save("meetings/march.md", MEETING.format("The report was approved."))
        shown = running.shows("/meetings/march/", "The report was approved.")
        assert changed not in " ".join(shown.split())
        assert changed in " ".join(running.get("/inspections/visit/")[2].split())
    assert git(tmp_path, "status", "--porcelain") == "M content/meetings/march.md"


def test_a_port_that_is_taken_is_said_and_the_next_one_used(shared: Preview) -> None:
    """Also one that was asked for; and where there is none left, what to do."""
    with preview(shared.root, shared.port, date(2026, 1, 31)) as second:
        assert second.port > shared.port
        assert second.said[0] == f"Port {shared.port} is taken, so the preview is at port {second.port}."
        # Saved before it has made the site for the first time.
        shared.save("recommendations/visit-1.md", RECOMMENDATION.format("Do it at once"))
        # It may be read when only half of it is written; then it is read again.
        second.shows("/", "Later records are not shown")
        assert second.get("/meetings/march/")[0] == 404
        second.shows("/recommendations/visit-1/", "Do it at once")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_it_ends_cleanly_and_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    """Exit status 0, no word of a fault, no file anywhere, also while it makes the site for the first time."""
    root = write(tmp_path / "site", SMALL)
    (tmp_path / "tmp").mkdir()
    before = sorted(root.rglob("*"))
    with preview_by_command(root, TMPDIR=str(tmp_path / "tmp"), PYTHONDEVMODE="1") as running:
        if how == signal.SIGINT:
            running.line("Saved files are followed")
        assert running.end(how) == 0
        assert running.said[-1] == "The preview has ended."
        assert [line for line in running.said[:-1] if "error:" in line or "Warning" in line] == []
    assert sorted(root.rglob("*")) == before
    assert list((tmp_path / "tmp").iterdir()) == []


# Where its script goes


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<head><title>x</title></head><body>y", "<head><title>x</title>S</head><body>By"),
        ("<HEAD></HEAD\n><BODY class='a'>y</BODY>", "<HEAD>S</HEAD\n><BODY class='a'>By</BODY>"),
        ("<head><!--</head>--></head><body>", "<head><!--</head>-->S</head><body>B"),
        ("<script>'</head>'</script></head><body>", "<script>'</head>'</script>S</head><body>B"),
        ("<title>x</title><body>y", "<title>x</title>S<body>By"),
        ("<head></head>y", "<head>S</head>yB"),
        ("<p>y", "<p>ySB"),
        ("", "SB"),
    ],
)  # fmt: skip
def test_the_script_goes_into_any_page(given: str, expected: str) -> None:
    """Before the end of the head however it is written, else before the body, else at the end."""
    mistake = Problem(Place("a.md", 2, 3), "wrong", "code")
    whole, _ = with_preview(given.encode(), [mistake], "note", "localhost:1")
    text = re.sub("<section.*</section>", "B", whole.decode())
    assert re.sub(ADDED, "S", text) == expected


def test_an_older_safari_may_connect_too() -> None:
    """It does not take 'self' for a websocket; nothing else of the policy is changed."""
    policy = "<meta http-equiv='Content-Security-Policy' content=\"{}\"><p>connect-src 'self'"
    page, _ = with_preview(
        policy.format("connect-src 'self'; base-uri 'none'").encode(), [], "", "localhost:1"
    )
    assert page.decode().startswith(policy.format("connect-src 'self' ws://localhost:1; base-uri 'none'"))
