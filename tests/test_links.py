"""The check of a built site's own links."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.support import ROOT, council, project_at, write
from tracker_site.cli import main
from tracker_site.cli.shared import USED_WRONGLY
from tracker_site.pipeline import Clock, make_site, prepare_site
from tracker_site.project import Project
from tracker_site.publish.links import LinksFault, broken_links, check_links, links_of

DAY = date(2026, 3, 4)


def broken(files: dict[str, str], base_path: str = "/") -> list[tuple[str, str]]:
    """Return what is found in pages given as text."""
    found = broken_links({name: text.encode() for name, text in files.items()}, base_path)
    return [(one.page, one.address) for one in found]


@pytest.mark.parametrize(
    "way",
    [
        "b/",
        "b/?q=1",
        "./b/index.html",
        "../a/b/",
        "#here",
        "b/#there",
        "",
        "https://example.org/",
        "mailto:a@b.uk",
    ],
)
def test_a_way_that_leads_somewhere_is_let_be(way: str) -> None:
    pages = {"a/index.html": f'<p id="here"><a href="{way}">x</a></p>', "a/b/index.html": "<p id='x'></p>"}
    pages["a/b/index.html"] = '<h2 class="x" id="there">x</h2>'
    assert broken(pages) == []


@pytest.mark.parametrize("way", ["c/", "b", "../b/", "#gone", "b/#gone", "/b/", "b/index.htm"])
def test_a_way_that_leads_nowhere_is_found(way: str) -> None:
    pages = {"a/index.html": f'<a class="x" href="{way}">x</a>', "a/b/index.html": '<h2 id="there">x</h2>'}
    assert broken(pages) == [("a/index.html", way)]


def test_what_a_text_only_says_is_no_way() -> None:
    """A text may speak of href="x"; it is not in a tag."""
    assert broken({"index.html": '<p>Write href="gone/" or &lt;a href="gone/"&gt;.</p>'}) == []


def test_the_page_for_what_is_not_there_starts_from_the_path_of_the_site() -> None:
    pages = {"404.html": '<a href="/trackers/a/">x</a> <a href="/trackers/b/">x</a>', "a/index.html": ""}
    assert broken(pages, "/trackers/") == [("404.html", "/trackers/b/")]


def test_an_asset_that_is_not_there_is_found() -> None:
    page = '<link rel="stylesheet" href="site.css"><script src="gone.js" defer></script>'
    assert broken({"index.html": page, "site.css": ""}) == [("index.html", "gone.js")]


def test_a_template_that_leads_nowhere_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The council's own template is named by the page, and nothing is published."""
    root = write(tmp_path, {"pages/about.md": "---\ntitle: About\n---\nWords.\n"})
    own = root / "templates"
    own.mkdir()
    prose = (ROOT / "templates" / "prose.html").read_text()
    (own / "prose.html").write_text(prose.replace("<h1>", '<a href="../gone/">x</a><h1>'))
    with pytest.raises(LinksFault, match=r"about/index\.html leads to '\.\./gone/'"):
        make_site(_with_own_templates(root), Clock(DAY, DAY))
    assert main(["build", "--root", str(root)]) == USED_WRONGLY
    assert "a template needs mending" in capsys.readouterr().err
    assert not (root / "output").exists()
    shutil.rmtree(own)
    assert main(["build", "--root", str(root), "--quiet"]) == 0


def _with_own_templates(root: Path) -> Project:
    usual = project_at(root)
    return Project(root, usual.content, (root / "templates", *usual.templates), usual.output)


def test_the_addresses_that_templates_write_are_all_that_pages_lead_to() -> None:
    """So that pages of the tool's own templates need no search; beside them stand ways within a page or a folder."""
    site = prepare_site(project_at(council.COUNCIL), Clock(council.TODAY, council.TODAY)).site
    files = site.render_all(lambda _, content: content)
    written = {f"/{address}" for address in site.templates.written}
    assert len(written) > 300
    assert list(broken_links(files, "/")) == []
    for name, content in files.items():
        if name.endswith(".html"):
            page = f"/{name.removesuffix('index.html')}"
            led_to = {urljoin(page, address) for address in links_of(content)}
            unknown = {address for address in led_to if not address.startswith(("/assets/", f"{page}#"))}
            assert unknown - written <= {
                "/data/tracker.sqlite",
                "/data/tracker.json",
                "/data/datapackage.json",
            }


@pytest.mark.parametrize("address", ["gone/", "about/#gone", "about"])
def test_an_address_that_leads_nowhere_is_told_with_its_page(address: str) -> None:
    """Whatever else leads there: then the pages are searched."""
    files = {"index.html": f'<a href="./{address}">x</a>'.encode(), "about/index.html": b'<p id="here">x</p>'}
    check_links(files, "/", ["", "about/", "about/#here"])
    with pytest.raises(LinksFault, match=rf"index\.html leads to '\./{address}'"):
        check_links(files, "/", ["about/", address])
