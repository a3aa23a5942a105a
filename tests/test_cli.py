"""The command line as its user meets it: exit statuses, what is printed where, what is left on the disk."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, SMALL, run_cli, run_process, tree, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site on the disk."""
    return write(tmp_path / "site", SMALL)


def test_build_says_what_it_did_and_check_what_is_wrong(site: Path) -> None:
    """Results go to standard output, problems to standard error; warnings alone end with 0."""
    built = run_cli("build", at=site)
    assert built.returncode == 0
    assert built.stdout.endswith(" files changed. 1 warning.\n")
    assert "[no-base-url]" in built.stderr
    assert (site / "output" / "recommendations" / "visit-1" / "index.html").is_file()

    checked = run_cli("check", at=site)
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[-1] == "1 problem in 1 file."


def test_a_mistake_stops_the_build_and_leaves_the_old_site_as_it_was(site: Path) -> None:
    """Exit status 1, the problem at its place, and not a byte changed."""
    run_cli("build", at=site)
    before = tree(site / "output")
    path = site / "content" / "meetings" / "march.md"
    path.write_text(path.read_text().replace("verb: noted", "verb: notde"))

    refused = run_cli("build", at=site)
    assert refused.returncode == 1
    assert "content/meetings/march.md:8:16: error: " in refused.stderr
    assert "did you mean 'noted'?" in refused.stderr
    assert refused.stderr.endswith("2 problems in 2 files. Nothing was published.\n")
    assert tree(site / "output") == before


def test_a_withdrawn_record_is_gone_from_the_site(site: Path) -> None:
    """What is no longer in the content is no longer in the output."""
    run_cli("build", at=site)
    (site / "content" / "recommendations" / "visit-1.md").unlink()
    assert run_cli("build", at=site).returncode == 0
    assert not (site / "output" / "recommendations" / "visit-1").exists()
    assert b"visit-1" not in (site / "output" / "data" / "tracker.json").read_bytes()


def test_a_folder_that_the_tool_did_not_make_is_never_emptied(site: Path) -> None:
    """Exit status 2, a remedy, and the folder as it was."""
    (site / "output").mkdir()
    (site / "output" / "thesis.txt").write_text("three years of work")
    refused = run_cli("build", at=site)
    assert refused.returncode == 2
    assert "--output" in refused.stderr
    assert tree(site / "output") == {"thesis.txt": b"three years of work"}


def test_used_wrongly_outside_of_a_site(tmp_path: Path) -> None:
    """Without content/site.yml upwards, exit status 2 and what to do."""
    refused = run_cli("build", at=tmp_path)
    assert refused.returncode == 2
    assert "--root" in refused.stderr
    assert run_cli("build", "--as-at", "yesterday", at=tmp_path).returncode == 2
    assert run_cli("nonsense", at=tmp_path).returncode == 2
    assert run_cli("check", at=tmp_path, SOURCE_DATE_EPOCH="soon").returncode == 2


def test_the_root_is_found_upwards(site: Path) -> None:
    """The nearest folder upwards that holds content/site.yml."""
    assert run_cli("build", at=site / "content" / "meetings").returncode == 0
    assert (site / "output" / "index.html").is_file()


def test_the_site_as_it_was(site: Path) -> None:
    """With --as-at, later records are unseen."""
    assert run_cli("build", "--as-at", "2026-01-31", at=site).returncode == 0
    data = json.loads((site / "output" / "data" / "tracker.json").read_text())
    assert data["as_at"] == "2026-01-31"
    assert data["meetings"] == []
    assert [one["last_news"] for one in data["recommendations"]] == [None]
    assert "Later records are not shown" in (site / "output" / "index.html").read_text()


def test_base_url_gives_full_addresses_and_a_sitemap(site: Path) -> None:
    """Canonical addresses, the sitemap and the links of 404.html take the path of the address."""
    assert run_cli("build", "--base-url", "https://www.example.org/tracker", at=site).returncode == 0
    home = (site / "output" / "index.html").read_text()
    assert '<link rel="canonical" href="https://www.example.org/tracker/">' in home
    assert (
        "<loc>https://www.example.org/tracker/recommendations/visit-1/</loc>"
        in (site / "output" / "sitemap.xml").read_text()
    )
    assert 'href="/tracker/recommendations/"' in (site / "output" / "404.html").read_text()


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("ftp://example.org", "is not the address of a site; write it whole"),
        ("https://example.org/tracker/index.html", "name its folder: https://example.org/tracker/\n"),
        ("https://example.org/our tracker/", "has a space (or '%20') in it"),
        ("https://example.org/our%20tracker/", "has a space (or '%20') in it"),
        ("https://example.org/a/../b/", "can be written in two ways"),
        ("https://example.org/%74racker/", "writes with '%' what needs none"),
    ],
)
def test_an_address_that_no_site_can_have_is_refused_by_its_option(
    site: Path, address: str, fault: str
) -> None:
    """It is told at once, and neither the settings nor a template is blamed."""
    refused = run_cli("build", "--base-url", address, at=site)
    assert refused.returncode == 2
    assert f"argument --base-url: '{address}' " in refused.stderr
    assert fault in refused.stderr
    assert not (site / "output").exists()


@pytest.mark.parametrize("path", ["trácker", "tr%C3%A1cker", "v1.2", "example.org"])
def test_an_address_is_one_however_it_is_spelt(site: Path, path: str) -> None:
    """The pages of a template of the site's own are searched for links, encoded or not."""
    (site / "templates").mkdir()
    (site / "templates" / "404.html").write_text("{% extends 'base.html' %}")
    built = run_cli("build", "--base-url", f" https://example.org/{path}/ ", at=site)
    assert built.returncode == 0, built.stderr


def test_a_site_of_its_own_overrides_templates_file_by_file(site: Path) -> None:
    """The site's own template is used for one kind of page, the package's for the others."""
    own = site / "templates"
    own.mkdir()
    (own / "404.html").write_text(
        "{% extends 'base.html' %}{% block main %}<h1>Gone fishing</h1>{% endblock %}"
    )
    assert run_cli("build", at=site).returncode == 0
    assert "Gone fishing" in (site / "output" / "404.html").read_text()
    assert "A visit" in (site / "output" / "index.html").read_text()

    other = site / "other"
    other.mkdir()
    (other / "404.html").write_text(
        "{% extends 'base.html' %}{% block main %}<h1>{{ page.nothing }}</h1>{% endblock %}"
    )
    refused = run_cli("build", "--templates", "other", at=site)
    assert refused.returncode == 2
    assert "404.html" in refused.stderr


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Also under another locale, time zone, hash seed, number of workers and folder."""
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(site, copy)
    assert (
        run_process("build", "--workers", "1", at=site, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C").returncode
        == 0
    )
    other = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    assert run_process("build", "--workers", "3", at=copy, **other).returncode == 0
    assert tree(site / "output") == tree(copy / "output")


def test_problems_for_github_and_for_programs(site: Path, tmp_path: Path) -> None:
    """Annotations at the line, the whole list in the job summary, and JSON."""
    path = site / "content" / "recommendations" / "visit-1.md"
    path.write_text(path.read_text().replace("from: visit", "from: vist"))
    summary = tmp_path / "summary.md"
    annotated = run_cli("check", "--format", "github", at=site, GITHUB_STEP_SUMMARY=str(summary))
    assert annotated.returncode == 1
    assert (
        "::error file=content/recommendations/visit-1.md,line=3,col=7,title=unknown-reference::"
        in annotated.stdout
    )
    assert "visit-1.md:3:7" in summary.read_text()
    rows = json.loads(run_cli("check", "--format", "json", at=site).stdout)
    assert {row["code"] for row in rows} == {"unknown-reference", "no-base-url"}
    assert {row["line"] for row in rows} == {1, 3}


def test_quiet_prints_problems_only(site: Path) -> None:
    """Nothing but the warning."""
    built = run_cli("build", "--quiet", at=site)
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
    assert run_cli("check", at=ROOT, SOURCE_DATE_EPOCH="1795305600").stdout == "Nothing is wrong.\n"
