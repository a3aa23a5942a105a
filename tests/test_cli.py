"""The command line as its user meets it: real processes, exit statuses, what is printed where."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, write

SMALL = {
    "authorities/ashby.yml": (
        "name: Ashby Council\nbodies:\n  - {key: scrutiny, name: Scrutiny Board, kind: scrutiny}\n"
    ),
    "inspections/visit.md": "---\ntitle: A visit\nauthority: ashby\npublished: 2026-01-05\n---\nWhat was found.\n",
    "recommendations/visit-1.md": "---\ntitle: Do better\nfrom: visit\nnumber: '1'\n---\nDo better.\n",
    "meetings/march.md": (
        "---\nbody: ashby/scrutiny\ndate: 2026-02-03\nitems:\n  - title: The visit\n    about: [visit]\n"
        "    outcomes:\n      - {verb: noted, text: The report was noted.}\n---\n"
    ),
}


def run(*arguments: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, on a fixed day unless the environment says otherwise."""
    day = {"SOURCE_DATE_EPOCH": "1772582400"}  # 4 March 2026
    return subprocess.run(
        [sys.executable, "-m", "tracker_site", *arguments],
        cwd=at,
        env={**os.environ, **day, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site on the disk."""
    return write(tmp_path / "site", SMALL)


def test_build_says_what_it_did_and_check_what_is_wrong(site: Path) -> None:
    """Results go to standard output, problems to standard error; warnings alone end with 0."""
    built = run("build", at=site)
    assert built.returncode == 0
    assert built.stdout.endswith(" files changed. 1 warning.\n")
    assert "[no-base-url]" in built.stderr
    assert (site / "output" / "recommendations" / "visit-1" / "index.html").is_file()

    checked = run("check", at=site)
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[-1] == "1 problem in 1 file."


def test_a_mistake_stops_the_build_and_leaves_the_old_site_as_it_was(site: Path) -> None:
    """Exit status 1, the problem at its place, and not a byte changed."""
    run("build", at=site)
    before = tree(site / "output")
    path = site / "content" / "meetings" / "march.md"
    path.write_text(path.read_text().replace("verb: noted", "verb: notde"))

    refused = run("build", at=site)
    assert refused.returncode == 1
    assert "content/meetings/march.md:8:16: error: " in refused.stderr
    assert "did you mean 'noted'?" in refused.stderr
    assert refused.stderr.endswith("2 problems in 2 files. Nothing was published.\n")
    assert tree(site / "output") == before


def test_a_withdrawn_record_is_gone_from_the_site(site: Path) -> None:
    """What is no longer in the content is no longer in the output."""
    run("build", at=site)
    (site / "content" / "recommendations" / "visit-1.md").unlink()
    assert run("build", at=site).returncode == 0
    assert not (site / "output" / "recommendations" / "visit-1").exists()
    assert b"visit-1" not in (site / "output" / "data" / "tracker.json").read_bytes()


def test_a_folder_that_the_tool_did_not_make_is_never_emptied(site: Path) -> None:
    """Exit status 2, a remedy, and the folder as it was."""
    (site / "output").mkdir()
    (site / "output" / "thesis.txt").write_text("three years of work")
    refused = run("build", at=site)
    assert refused.returncode == 2
    assert "--output" in refused.stderr
    assert tree(site / "output") == {"thesis.txt": b"three years of work"}


def test_used_wrongly_outside_of_a_site(tmp_path: Path) -> None:
    """Without content/site.yml upwards, exit status 2 and what to do."""
    refused = run("build", at=tmp_path)
    assert refused.returncode == 2
    assert "--root" in refused.stderr
    assert run("build", "--as-at", "yesterday", at=tmp_path).returncode == 2
    assert run("nonsense", at=tmp_path).returncode == 2
    assert run("check", at=tmp_path, SOURCE_DATE_EPOCH="soon").returncode == 2


def test_the_root_is_found_upwards(site: Path) -> None:
    """The nearest folder upwards that holds content/site.yml."""
    assert run("build", at=site / "content" / "meetings").returncode == 0
    assert (site / "output" / "index.html").is_file()


def test_the_site_as_it_was(site: Path) -> None:
    """With --as-at, later records are unseen."""
    assert run("build", "--as-at", "2026-01-31", at=site).returncode == 0
    data = json.loads((site / "output" / "data" / "tracker.json").read_text())
    assert data["as_at"] == "2026-01-31"
    assert data["meetings"] == []
    assert [one["last_news"] for one in data["recommendations"]] == [None]
    assert "Later records are not shown" in (site / "output" / "index.html").read_text()


def test_base_url_gives_full_addresses_and_a_sitemap(site: Path) -> None:
    """Canonical addresses, the sitemap and the links of 404.html take the path of the address."""
    assert run("build", "--base-url", "https://www.example.org/tracker", at=site).returncode == 0
    home = (site / "output" / "index.html").read_text()
    assert '<link rel="canonical" href="https://www.example.org/tracker/">' in home
    assert (
        "<loc>https://www.example.org/tracker/recommendations/visit-1/</loc>"
        in (site / "output" / "sitemap.xml").read_text()
    )
    assert 'href="/tracker/recommendations/"' in (site / "output" / "404.html").read_text()
    assert run("build", "--base-url", "ftp://example.org", at=site).returncode == 2


def test_a_site_of_its_own_overrides_templates_file_by_file(site: Path) -> None:
    """The site's own template is used for one kind of page, the package's for the others."""
    own = site / "templates"
    own.mkdir()
    (own / "404.html").write_text(
        "{% extends 'base.html' %}{% block main %}<h1>Gone fishing</h1>{% endblock %}"
    )
    assert run("build", at=site).returncode == 0
    assert "Gone fishing" in (site / "output" / "404.html").read_text()
    assert "A visit" in (site / "output" / "index.html").read_text()

    other = site / "other"
    other.mkdir()
    (other / "404.html").write_text(
        "{% extends 'base.html' %}{% block main %}<h1>{{ page.nothing }}</h1>{% endblock %}"
    )
    refused = run("build", "--templates", "other", at=site)
    assert refused.returncode == 2
    assert "404.html" in refused.stderr


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Also under another locale, time zone, hash seed, number of workers and folder."""
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(site, copy)
    assert run("build", "--workers", "1", at=site, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C").returncode == 0
    other = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    assert run("build", "--workers", "3", at=copy, **other).returncode == 0
    assert tree(site / "output") == tree(copy / "output")


def test_problems_for_github_and_for_programs(site: Path, tmp_path: Path) -> None:
    """Annotations at the line, the whole list in the job summary, and JSON."""
    path = site / "content" / "recommendations" / "visit-1.md"
    path.write_text(path.read_text().replace("from: visit", "from: vist"))
    summary = tmp_path / "summary.md"
    annotated = run("check", "--format", "github", at=site, GITHUB_STEP_SUMMARY=str(summary))
    assert annotated.returncode == 1
    assert (
        "::error file=content/recommendations/visit-1.md,line=3,col=7,title=unknown-reference::"
        in annotated.stdout
    )
    assert "visit-1.md:3:7" in summary.read_text()
    rows = json.loads(run("check", "--format", "json", at=site).stdout)
    assert {row["code"] for row in rows} == {"unknown-reference", "no-base-url"}
    assert {row["line"] for row in rows} == {1, 3}


def test_quiet_prints_problems_only(site: Path) -> None:
    """Nothing but the warning."""
    built = run("build", "--quiet", at=site)
    assert built.stdout == ""
    assert len(built.stderr.splitlines()) == 1


def test_version_and_help_do_not_load_the_libraries() -> None:
    """What makes start-up slow is not imported for them."""
    asked = (
        "import sys; from tracker_site.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
    )
    asked += (
        "heavy = {'yaml', 'jinja2', 'pydantic', 'markdown', 'livereload', 'tornado'} & set(sys.modules)\n"
    )
    asked += "sys.exit(str(heavy) if heavy else 0)"
    for option in ("--version", "--help"):
        told = subprocess.run(
            [sys.executable, "-c", asked, option], capture_output=True, text=True, check=False
        )
        assert (told.returncode, told.stderr) == (0, "")
        assert "tracker-site" in told.stdout


def test_the_tracker_of_this_repository_is_whole() -> None:
    """`check` over content/ finds nothing."""
    assert run("check", at=ROOT, SOURCE_DATE_EPOCH="1795305600").stdout == "Nothing is wrong.\n"
