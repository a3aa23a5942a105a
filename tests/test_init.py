"""A new site builds at once, without a warning, on whatever day; and nothing that is there is overwritten."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.support import FEED_ID, made, run_cli, tree
from tests.support.schemas import fields_of, records_in
from tests.support.terminal import talk
from tracker_site.authoring.new_site import Beginning, begin_site, starting_files
from tracker_site.problems import Problems
from tracker_site.project import WrongUse
from tracker_site.records.kinds import KINDS
from tracker_site.source import read

TODAY = date(2026, 3, 4)


def begin(folder: Path, council: str | None = None, today: date = TODAY, add: bool = False) -> list[Path]:
    """Begin a site in a folder."""
    return begin_site(folder, Beginning(council, "A tracker", None, today, "1.2", FEED_ID), add)


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2031, 12, 31)])
def test_a_new_site_builds_without_a_warning(tmp_path: Path, today: date) -> None:
    """With one example of each kind of record, which all say that they are one."""
    begin(tmp_path, today=today)
    site = made(tmp_path, today)
    assert site.warnings == ()
    files = read(tmp_path / "content", "content", Problems())
    assert {file.kind for file in files} == {"site", *KINDS}
    for file in (file for file in files if file.kind not in ("site", "pages")):
        assert re.search("example", file.text, re.IGNORECASE), file.path
    assert b"a council that does not exist" in site.files["index.html"]


def test_init_says_what_to_do_next_and_it_works(tmp_path: Path) -> None:
    """From nothing to a site, by the commands that are printed."""
    done = run_cli("init", "new site", "--name", "Ashby: the *Council*", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "serve --root 'new site'" in done.stdout
    site = tmp_path / "new site"
    assert run_cli("check", at=site).stdout == "Nothing is wrong.\n"
    assert run_cli("build", at=site).returncode == 0
    assert "Ashby: the *Council*" in (site / "output" / "about" / "index.html").read_text(encoding="utf-8")
    assert (site / "content" / "authorities" / "ashby.yml").is_file()
    assert "@@" not in "".join(path.read_text(encoding="utf-8") for path in site.glob("content/**/*.*"))


def test_nothing_is_invented_about_the_council_that_begins(tmp_path: Path) -> None:
    """Its name stands as publisher and as a council without any record; the example keeps its own."""
    begin(tmp_path, "Ashby City Council")
    named = [
        path.name
        for path in (tmp_path / "content").rglob("*.*")
        if "Ashby" in path.read_text(encoding="utf-8")
    ]
    assert sorted(named) == ["about.md", "ashby.yml", "site.yml"]


def test_the_example_can_be_deleted(tmp_path: Path) -> None:
    """What is left without it is a sound site."""
    begin(tmp_path, "Ashby City Council")
    for path in (tmp_path / "content").glob("*/example*"):
        path.unlink()
    assert made(tmp_path, TODAY).warnings == ()


def test_the_day_is_an_argument(tmp_path: Path) -> None:
    """The same day gives the same bytes, another day other dates; only the id of the feeds is a site's own."""
    for name, day in (("a", "2026-03-04"), ("b", "2026-03-04"), ("c", "2026-03-05")):
        run_cli("init", name, "--as-at", day, at=tmp_path)
    ids = [fields_of(tmp_path / name / "content" / "site.yml")["feed_id"] for name in "abc"]
    assert len({*ids}) == 3
    a, b, c = (
        {file: content.replace(id.encode(), b"ID") for file, content in tree(tmp_path / name).items()}
        for name, id in zip("abc", ids, strict=True)
    )
    assert a == b != c


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """Exit status 2 and a remedy; --add puts beside it what is missing, and changes nothing."""
    (tmp_path / "README.md").write_text("ours", encoding="utf-8")
    refused = run_cli("init", ".", at=tmp_path)
    assert refused.returncode == 2
    assert "--add" in refused.stderr
    assert tree(tmp_path) == {"README.md": b"ours"}

    assert run_cli("init", ".", "--add", at=tmp_path).returncode == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "ours"
    before = tree(tmp_path)
    again = run_cli("init", ".", "--add", at=tmp_path)
    assert again.stdout.startswith("0 files")
    assert tree(tmp_path) == before


def test_a_repository_just_begun_is_empty(tmp_path: Path) -> None:
    """Git's own folder is nobody's file, nor is what a file manager leaves."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "desktop.ini").touch()
    assert run_cli("init", ".", at=tmp_path).returncode == 0


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """A file where a folder must be stops it, and takes back what was written before."""
    (tmp_path / "schemas").write_text("a file", encoding="utf-8")
    with pytest.raises(WrongUse, match="nothing was written"):
        begin(tmp_path, add=True)
    assert tree(tmp_path) == {"schemas": b"a file"}
    assert [path.name for path in tmp_path.iterdir()] == ["schemas"]


@pytest.mark.parametrize(
    ("given", "option"),
    [
        (Beginning("a\nb", "T", None, TODAY, "1", FEED_ID), "--name"),
        (Beginning("a\u202eb", "T", None, TODAY, "1", FEED_ID), "--name"),
        (Beginning(None, "x" * 501, None, TODAY, "1", FEED_ID), "--title"),
        (Beginning(None, " ", None, TODAY, "1", FEED_ID), "--title"),
        (Beginning(None, "T", "tracker", TODAY, "1", FEED_ID), "--base-url: 'tracker' is not"),
        (Beginning(None, "T", "https://a.example/?x", TODAY, "1", FEED_ID), "--base-url: .* end it before"),
        (
            Beginning(None, "T", "https://a.example/index.html", TODAY, "1", FEED_ID),
            "--base-url: .* ends in a file",
        ),
    ],
)
def test_words_that_no_site_can_have(tmp_path: Path, given: Beginning, option: str) -> None:
    """Told before anything is written."""
    with pytest.raises(WrongUse, match=option):
        begin_site(tmp_path / "new", given, add=False)
    assert not (tmp_path / "new").exists()


def test_an_address_takes_the_place_of_the_accepted_warning(tmp_path: Path) -> None:
    """Nothing is accepted that need not be."""
    assert run_cli("init", "new", "--base-url", "https://t.example/", at=tmp_path).returncode == 0
    settings = fields_of(tmp_path / "new" / "content" / "site.yml")
    assert settings["base_url"] == "https://t.example/"
    assert "no-base-url" not in settings["accepts"]


def test_the_files_for_editors_fit_the_content(tmp_path: Path) -> None:
    """Each YAML record has its schema by the settings of VS Code, and is valid by it; front matter is as well."""
    begin(tmp_path)
    by_schema = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ]
    described = {path: schema for schema, pattern in by_schema.items() for path in tmp_path.glob(pattern)}
    for kind, path in records_in(tmp_path):
        schema = json.loads((tmp_path / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(fields_of(path))) == []
        if path.suffix == ".yml":
            assert described[path] == f"./schemas/{kind}.json"
    assert "tracker-site==1.2\n" in (tmp_path / "requirements.txt").read_text(encoding="utf-8")


def test_whatever_stands_in_the_starter_comes_along(tmp_path: Path) -> None:
    """Hidden folders and files that are no text too, filled in only where this tool knows the mark."""
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "check.yml").write_bytes(b"${{ github.ref }} @@other@@ @@version@@")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG @@today@@")
    files = starting_files(Beginning(None, "A tracker", None, TODAY, "1.2", FEED_ID), tmp_path)
    assert files[".github/workflows/check.yml"] == b"${{ github.ref }} @@other@@ 1.2"
    assert files["logo.png"] == b"\x89PNG @@today@@"


def test_the_name_is_asked_for_at_a_terminal(tmp_path: Path) -> None:
    """Enter fills it in later; Ctrl-C leaves nothing."""
    status, said = talk(["init", "new"], [("name of your council", "Ashby Council")], at=tmp_path)
    assert status == 0, said
    assert (tmp_path / "new" / "content" / "authorities" / "ashby.yml").is_file()
    status, _ = talk(["init", "other"], [("name of your council", "\x03")], at=tmp_path)
    assert status == 130
    assert not (tmp_path / "other").exists()
