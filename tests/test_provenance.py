"""Where pages come from: when their records last changed, in real repositories, and the way to suggest a change."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support import SMALL, commit, git, project_at, run_cli, run_process, text_of, write
from tracker_site.git import UnreadHistory
from tracker_site.pages.provenance import forge_links
from tracker_site.pipeline import Clock, make_site
from tracker_site.provenance import Provenance, read_provenance
from tracker_site.records.site import Repository

TODAY = date(2026, 3, 4)
SITE = (
    "title: A tracker\nbase_url: https://tracker.example/\n"
    "repository: {url: 'https://github.com/ashby/tracker', content_path: content}\n"
)
FILES = {**SMALL, "site.yml": SITE, "pages/about.md": "---\ntitle: About\n---\nThis is a tracker.\n"}
RECOMMENDATION = "recommendations/visit-1.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose recommendation was changed once, after all had been written."""
    root = tmp_path / "site"
    commit(root, FILES, "2026-01-10")
    commit(root, {**FILES, RECOMMENDATION: FILES[RECOMMENDATION].replace("better", "well")}, "2026-02-20")
    return root


def pages(root: Path, provenance: Provenance | UnreadHistory | None) -> dict[str, str]:
    """Return the pages of a site and its sitemap."""
    files = make_site(project_at(root), Clock(TODAY, TODAY), provenance=provenance).files
    return {name: text.decode() for name, text in files.items() if name.endswith((".html", ".xml"))}


def kind_of(known: Provenance | UnreadHistory | None) -> str | None:
    """Return how a history could not be read."""
    return known.kind if isinstance(known, UnreadHistory) else None


def line_of(page: str) -> str:
    """Return what a page says of where it comes from, without the id."""
    lines = re.findall(r'<p class="provenance.*?</p>', page, re.DOTALL)
    said = " ".join(text_of(line).replace(" .", ".") for line in lines)
    return re.sub(r"(?: · )?Its id, for editors: \S+$", "", said)


@pytest.mark.parametrize("known", [True, False])
def test_a_page_says_the_id_by_which_editors_name_it(site: Path, known: bool) -> None:
    """Whether git is asked or not, and of an action its own."""
    made = pages(site, read_provenance(project_at(site)) if known else None)
    assert "Its id, for editors: visit-1" in text_of(made["recommendations/visit-1/index.html"])
    assert "Its id, for editors: visit " in text_of(made["inspections/visit/index.html"])
    assert "for editors" not in made["index.html"]


def test_a_page_says_when_its_record_last_changed(site: Path) -> None:
    """Each by its own file, with the ways to its history and to the editor."""
    made = pages(site, read_provenance(project_at(site)))
    recommendation = made["recommendations/visit-1/index.html"]

    assert line_of(recommendation) == (
        "The record behind this page last changed 20 February 2026. History of this record · Suggest a change"
    )
    assert f'href="https://github.com/ashby/tracker/commits/main/content/{RECOMMENDATION}"' in recommendation
    assert f'href="https://github.com/ashby/tracker/edit/main/content/{RECOMMENDATION}"' in recommendation
    for address in ("meetings/march", "inspections/visit", "authorities/ashby", "about"):
        assert "last changed 10 January 2026." in line_of(made[f"{address}/index.html"]), address
    assert not line_of(made["index.html"])
    assert not line_of(made["recommendations/index.html"])


def test_the_sitemap_says_what_is_certain(site: Path) -> None:
    """A page is as new as the newest record that it is made from; of lists nothing is said."""
    sitemap = pages(site, read_provenance(project_at(site)))["sitemap.xml"]

    assert "<loc>https://tracker.example/about/</loc><lastmod>2026-01-10</lastmod>" in sitemap
    assert "/recommendations/visit-1/</loc><lastmod>2026-02-20</lastmod>" in sitemap
    assert "<loc>https://tracker.example/recommendations/</loc></url>" in sitemap

    moved = FILES["meetings/march.md"].replace("was noted", "was duly noted")
    commit(site, {**FILES, "meetings/march.md": moved}, "2026-02-25")
    sitemap = pages(site, read_provenance(project_at(site)))["sitemap.xml"]
    assert "/recommendations/visit-1/</loc><lastmod>2026-02-25</lastmod>" in sitemap


def test_a_record_that_was_taken_away_changed_what_is_left(site: Path) -> None:
    """What it said may have stood on any page."""
    commit(site, {name: text for name, text in FILES.items() if name != "meetings/march.md"}, "2026-03-01")

    sitemap = pages(site, read_provenance(project_at(site)))["sitemap.xml"]

    assert "/recommendations/visit-1/</loc><lastmod>2026-03-01</lastmod>" in sitemap


def test_what_is_not_committed_has_no_date(site: Path) -> None:
    """A file that was changed since has its links, one that is new has nothing, for it is nowhere else yet."""
    (site / "content" / RECOMMENDATION).write_text(FILES[RECOMMENDATION].replace("better", "best"))
    write(site, {"site.yml": SITE, "pages/new.md": "---\ntitle: New\n---\nNew.\n"})

    made = pages(site, read_provenance(project_at(site)))

    assert line_of(made["recommendations/visit-1/index.html"]) == "History of this record · Suggest a change"
    assert line_of(made["new/index.html"]) == ""
    assert "/recommendations/visit-1/</loc></url>" in made["sitemap.xml"]
    assert "last changed 10 January 2026" in line_of(made["meetings/march/index.html"])


def test_days_are_those_of_london(tmp_path: Path) -> None:
    """Half past midnight there in summer is the evening before by Greenwich."""
    commit(tmp_path, FILES)
    moment = "2026-06-30T23:30:00+00:00"
    git(tmp_path, "commit", "--quiet", "--amend", "--no-edit", f"--date={moment}", moment=moment)

    provenance = read_provenance(project_at(tmp_path))

    assert isinstance(provenance, Provenance)
    assert provenance.files[RECOMMENDATION] == date(2026, 7, 1)


def test_a_merge_dates_only_what_it_settled_itself(tmp_path: Path) -> None:
    """What a branch brought keeps its day; what two branches changed has that of the merge."""
    both = "pages/about.md"
    commit(tmp_path, FILES, "2026-01-01")
    git(tmp_path, "switch", "--quiet", "--create", "branch")
    commit(
        tmp_path,
        {**FILES, both: FILES[both].replace("a tracker", "one"), "pages/x.md": FILES[both]},
        "2026-01-02",
    )
    git(tmp_path, "switch", "--quiet", "main")
    commit(tmp_path, {**FILES, both: FILES[both].replace("a tracker", "two")}, "2026-01-03")
    git(tmp_path, "merge", "--quiet", "--no-commit", "--strategy=ours", "branch", day="2026-01-04")
    merged = {**FILES, both: FILES[both].replace("a tracker", "one and two"), "pages/x.md": FILES[both]}
    commit(tmp_path, merged, "2026-01-04")

    provenance = read_provenance(project_at(tmp_path))

    assert isinstance(provenance, Provenance)
    days = {name: provenance.files[name] for name in (both, "pages/x.md", RECOMMENDATION)}
    assert days == {
        both: date(2026, 1, 4),
        "pages/x.md": date(2026, 1, 2),
        RECOMMENDATION: date(2026, 1, 1),
    }


def test_without_a_whole_history_nothing_is_said(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither without git or a repository, nor in a shallow clone; the links are the settings' own and stay."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shallow, empty = tmp_path / "shallow", tmp_path / "empty"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", str(shallow))
    git(tmp_path, "init", "--quiet", str(empty))
    plain = write(tmp_path / "plain", FILES)

    assert kind_of(read_provenance(project_at(shallow))) == "shallow"
    assert read_provenance(project_at(write(empty, FILES))) is None
    assert read_provenance(project_at(plain)) is None
    monkeypatch.setenv("PATH", str(plain))
    assert kind_of(read_provenance(project_at(site))) == "missing"
    assert read_provenance(project_at(plain)) is None
    made = pages(plain, None)
    assert line_of(made["recommendations/visit-1/index.html"]) == "History of this record · Suggest a change"
    assert "lastmod" not in made["sitemap.xml"]


def refusing(site: Path, tmp_path: Path) -> tuple[Path, str]:
    """Return a site whose repository belongs to somebody else, and a PATH with a git that thinks so."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    real = shutil.which("git")
    program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    program.chmod(0o755)
    return site, f"{program.parent}"


def cloned_in_part(site: Path, tmp_path: Path) -> tuple[Path, str]:
    """Return a shallow clone of a site."""
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", str(tmp_path / "shallow"))
    return tmp_path / "shallow", os.environ["PATH"]


def without_git(site: Path, tmp_path: Path) -> tuple[Path, str]:
    """Return a site on a machine without git."""
    (tmp_path / "bin").mkdir()
    return site, str(tmp_path / "bin")


@pytest.mark.parametrize(
    ("arrange", "reason", "on_page"),
    [
        (refusing, "git says: fatal: detected dubious ownership in repository at", "could not be read when"),
        (cloned_in_part, "git fetch --unshallow origin", "Only the latest part of the history"),
        (without_git, "git is not installed here, or not on the PATH; install it", "could not be read when"),
    ],
)
def test_a_history_that_cannot_be_read_is_said_once(
    site: Path,
    tmp_path: Path,
    arrange: Callable[[Path, Path], tuple[Path, str]],
    reason: str,
    on_page: str,
) -> None:
    """In build and check, with git's own reason and the remedy, and on the pages that lack it."""
    root, path = arrange(site, tmp_path)
    for told in (
        run_cli("build", at=root, PATH=path).stderr,
        run_cli("check", at=root, PATH=path).stdout,
    ):
        (line,) = [line for line in told.splitlines() if "[history-unread]" in line]
        assert line.startswith("content/site.yml:1:1: warning: the history of these files could not be read")
        assert reason in line
    if arrange is refusing:
        assert "git config --global --add safe.directory" in line

    corrections = text_of((root / "output" / "changes" / "corrections" / "index.html").read_text())
    assert (
        f"Corrections are not listed today. {on_page if on_page[0] == 'O' else 'The history'}" in corrections
    )
    assert on_page in corrections
    record = (root / "output" / "recommendations" / "visit-1" / "index.html").read_text()
    assert line_of(record).startswith("When the record behind this page last changed is not known.")


def test_a_history_that_cannot_be_read_is_accepted_in_the_settings(site: Path, tmp_path: Path) -> None:
    """As on a machine that never has it."""
    (site / "content" / "site.yml").write_text(f"{SITE}accepts: [history-unread]\n")
    _, path = without_git(site, tmp_path)
    assert "history-unread" not in run_cli("check", at=site, PATH=path).stdout


def test_where_there_is_no_history_nothing_is_missed(tmp_path: Path) -> None:
    """Neither in a folder without a repository, nor in one without a commit."""
    plain = write(tmp_path / "plain", FILES)
    git(tmp_path, "init", "--quiet", "empty")
    for root in (plain, write(tmp_path / "empty", FILES)):
        assert "history" not in run_cli("check", at=root).stdout
        assert "history" not in run_cli("build", at=root).stderr
        assert "last changed" not in (root / "output" / "about" / "index.html").read_text()


def test_it_is_remembered_by_the_commit(site: Path) -> None:
    """The next run reads what is remembered, a new commit or a damaged memory is read anew."""
    project = project_at(site)
    memory = project.memory / "provenance.json"
    known = read_provenance(project)
    told = json.loads(memory.read_text())
    told["files"][RECOMMENDATION] = "2001-01-01"
    memory.write_text(json.dumps(told))

    remembered = read_provenance(project)
    assert isinstance(remembered, Provenance)
    assert remembered.files[RECOMMENDATION] == date(2001, 1, 1)
    for damaged in (
        "",
        "[]",
        '{"of": null}',
        json.dumps({**told, "files": {"x": 3}}),
        json.dumps({"of": told["of"]}),
    ):
        memory.write_text(damaged)
        assert read_provenance(project) == known

    commit(site, FILES, "2026-03-02")
    anew = read_provenance(project)
    assert isinstance(anew, Provenance)
    assert anew.files[RECOMMENDATION] == date(2026, 3, 2)


def test_a_build_asks_git_and_touches_nothing(site: Path) -> None:
    """The same commit gives the same bytes, with and without the memory."""
    first = run_cli("build", at=site)
    page = site / "output" / "recommendations" / "visit-1" / "index.html"
    before = page.read_bytes()
    again = run_process("build", at=site, TZ="Asia/Tokyo")

    assert first.returncode == 0
    assert again.stdout.endswith(" 0 files changed.\n")
    assert b"20 February 2026" in before
    assert git(site, "status", "--porcelain", "--", "content") == ""


@pytest.mark.parametrize(
    ("url", "history", "edit"),
    [
        ("https://github.com/a/b", "/commits/main/c/x%20y.md", "/edit/main/c/x%20y.md"),
        ("https://github.example.gov.uk/a/b", "/commits/main/c/x%20y.md", "/edit/main/c/x%20y.md"),
        ("https://gitlab.com/a/s/b", "/-/commits/main/c/x%20y.md", "/-/edit/main/c/x%20y.md"),
        ("https://gitlab.example.gov.uk/a/b", "/-/commits/main/c/x%20y.md", "/-/edit/main/c/x%20y.md"),
        ("https://codeberg.org/a/b", "/commits/branch/main/c/x%20y.md", "/_edit/main/c/x%20y.md"),
        ("https://forgejo.example.org/a/b", "/commits/branch/main/c/x%20y.md", "/_edit/main/c/x%20y.md"),
        ("https://bitbucket.org/a/b", "/history-node/main/c/x%20y.md", "/src/main/c/x%20y.md?mode=edit"),
        ("https://dev.azure.com/a/p/_git/b", "?path=/c/x%20y.md&version=GBmain&_a=history", None),
        ("https://git.example.org/a/b", None, None),
        ("https://example.org/github.com/b", None, None),
        ("https://notgithub.com/a/b", None, None),
    ],
)
def test_each_forge_has_addresses_of_its_own(url: str, history: str | None, edit: str | None) -> None:
    """A host that is not known has none: a wrong link is worse than none."""
    for written in (url, f"{url}/", f"{url}.git"):
        links = forge_links(Repository(url=written, content_path="/c/"), "x y.md")
        assert links.history == (url + history if history else None)
        assert links.edit == (url + edit if edit else None)


def test_the_content_may_be_the_repository_itself() -> None:
    """And a branch may have a slash, where the forge's addresses allow one."""
    for whole in (".", "./", "/"):
        links = forge_links(
            Repository(url="https://github.com/a/b", content_path=whole, branch="a/b#c"), "x.md"
        )
        assert links.history == "https://github.com/a/b/commits/a/b%23c/x.md"
    bitbucket = Repository(url="https://bitbucket.org/a/b", branch="a/b")
    assert forge_links(bitbucket, "x.md").history is None
