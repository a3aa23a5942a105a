"""What many tests need: small sites on the disk, the pipeline run over them, commands, git, and pages as text."""

from __future__ import annotations

import contextlib
import gc
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

from tracker_site.cli import main
from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.project import Project, template_folders

FEED_ID = "9b2f6f0e-5c1d-4c57-9a57-3c0d8c1f7a42"
ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "src" / "tracker_site" / "starter"
CONTENT_DAY = date(2026, 12, 1)
"""The day on which `content/` is seen."""
FIXED_DAY = {"SOURCE_DATE_EPOCH": "1772582400"}
"""The day on which commands run, 4 March 2026, as they read it from the environment."""

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


def project_at(root: Path) -> Project:
    """Return the project in a folder, with the templates of this checkout."""
    return Project(root, root / "content", template_folders(root, None), root / "output")


def made(root: Path, today: date, as_at: date | None = None) -> MadeSite:
    """Return the site made of the content in a folder, as at a day."""
    return make_site(project_at(root), Clock(today, as_at or today))


@cache
def content_site() -> MadeSite:
    """Return the site of `content/`, made once for all tests that look at it."""
    return made(ROOT, CONTENT_DAY)


def data_of(site: MadeSite) -> dict[str, Any]:
    """Return what `data/tracker.json` of a site holds."""
    data: dict[str, Any] = json.loads(site.files["data/tracker.json"])
    return data


def write(root: Path, files: dict[str, str]) -> Path:
    """Write a small site and return its folder; `site.yml` is there unless it is given."""
    for name, text in {"site.yml": "title: A tracker\n", **files}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def text_of(page: str | bytes) -> str:
    """Return the text of a page, or of a part of one, as it is read."""
    markup = page.decode() if isinstance(page, bytes) else page
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def words_of(site: MadeSite, address: str) -> str:
    """Return the text of the main part of a page."""
    page = site.files[f"{address}index.html"].decode()
    return text_of(page[page.index("<main") : page.index("</main>")])


def counts_on(site: MadeSite, address: str) -> list[int]:
    """Return the numbers in the sentences with which a page begins, in order, whatever the words between them."""
    page = site.files[f"{address}index.html"].decode()
    answer = re.search(r'<p class="answer">(.*?)</p>', page, re.DOTALL)
    assert answer
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text_of(answer[1]))]


def run_cli(*arguments: str, at: Path, **environment: str) -> CompletedProcess[str]:
    """Run the command in a folder, within this process; on 4 March 2026, unless the environment says otherwise."""
    output, errors = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, {**FIXED_DAY, **environment}),
        contextlib.chdir(at),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(errors),
    ):
        try:
            status = main(arguments)
        except SystemExit as ended:  # of argparse
            status = int(str(ended.code))
        finally:
            gc.enable()  # some commands switch it off, since they end soon
    return CompletedProcess(arguments, status, output.getvalue(), errors.getvalue())


def run_process(*arguments: str, at: Path, **environment: str) -> CompletedProcess[str]:
    """Do the same in a process of its own: for what belongs to one, such as its locale, time zone and hash seed."""
    return subprocess.run(
        [sys.executable, "-m", "tracker_site", *arguments],
        cwd=at,
        env={**os.environ, **FIXED_DAY, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def git(folder: Path, *arguments: str, day: str = "2022-08-01", moment: str | None = None) -> str:
    """Run git in a folder, as somebody made up and on a day of the past: at noon, or at the moment given."""
    moment = moment or f"{day}T12:00:00+00:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    known = ("-c", "user.name=Pat Example", "-c", "user.email=pat@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *known, *arguments], cwd=folder, env=env, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder: Path, files: dict[str, str], day: str = "2022-08-01") -> str:
    """Make the content of a folder what these files say, commit it and return the commit."""
    if not (folder / ".git").exists():
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch=main")
    for path in (folder / "content").rglob("*"):
        if path.is_file():
            path.unlink()
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=As it is", day=day)
    return git(folder, "rev-parse", "HEAD")


def lint(program: str, *arguments: str) -> str:
    """Return what a tool of development says, which must be content."""
    found = shutil.which(program, path=str(Path(sys.executable).parent))
    assert found, f"{program} is missing; it is in requirements/dev.txt"
    done = subprocess.run([found, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
