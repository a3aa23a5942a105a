"""Each folder under broken/ is a small site with a mistake, and beside it exactly what is said of it.

`python -m tests.test_broken` writes the feedback of every folder anew, to be read in the diff.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support import ROOT, made
from tests.support.schemas import BROKEN_SITES
from tracker_site import source
from tracker_site.problems import ContentError
from tracker_site.register.findings import MESSAGES, WARNINGS
from tracker_site.source import strict_yaml

TODAY = date(2026, 3, 4)

UNREACHABLE = {"control-character", "spreadsheet", "history-unread"}
"""Codes that content never meets: `source` refuses control characters before `markup` sees them, what is wrong with
a spreadsheet is told by `import` (tests/test_import*.py), and with a repository by tests/test_provenance.py."""


def _more(text: str, times: int) -> Callable[[Path], None]:
    """Return what adds a text, again and again, to the page of a site."""

    def add(content: Path) -> None:
        with (content / "pages" / "about.md").open("a", encoding="utf-8", newline="\n") as page:
            page.write(text * times)

    return add


def _with_files(*names: str) -> Callable[[Path], None]:
    """Return what adds pages and folders of some names to a site."""

    def add(content: Path) -> None:
        for name in names:
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((content / "pages" / "about.md").read_bytes())

    return add


ADDED: dict[str, Callable[[Path], None]] = {
    "file-folders-that-windows-cannot-hold": _with_files(
        "pages/aux/a.md", "pages/2026: new/b.md", "pages/old./c.md"
    ),
    "file-folder-with-a-hidden-character-in-its-name": lambda content: (content / "pages\u202e").mkdir(),
    "file-larger-than-one-megabyte": _more("Words and words and words.\n", 40_000),
    "file-link-that-leads-outside": lambda content: (content / "pages" / "a.md").symlink_to(os.devnull),
    "file-link-to-a-folder": lambda content: (content / "pages" / "old").symlink_to(content / "pages"),
    "file-names-that-windows-keeps": _with_files("pages/con.md", "pages/con-2.md", "pages/com1.md"),
    "file-that-is-a-pipe": lambda content: os.mkfifo(content / "pages" / "a.md"),
    "warning-leftover": _with_files("pages/Thumbs.db", "desktop.ini"),
    "text-of-too-many-lines": _more("-\n\n", 2_501),
    "text-too-long": _more("Words and words and words.\n\n", 2_500),
    "text-with-a-line-too-long": _more("words ", 1_700),
    "text-with-a-paragraph-too-long": _more("Words and words and words.\n", 251),
    "text-with-a-table-too-wide": _more("|", 18),
    "text-with-too-many-brackets": _more("[", 301),
    "text-with-too-many-signs": _more(f"{'a *' * 100}\n\n", 51),
}
"""What no repository or archive keeps well: links, pipes, names that some disks refuse, very long texts."""


@pytest.mark.parametrize("site", BROKEN_SITES, ids=lambda site: site.name)
def test_broken_content_is_explained(site: Path, tmp_path: Path) -> None:
    """Each broken site gives exactly the problems written beside it."""
    assert feedback_on(site, tmp_path) + "\n" == (site / "problems.txt").read_text(encoding="utf-8")


def test_each_code_has_a_broken_site() -> None:
    """A new code comes with a folder that shows it, and a folder is never without its code."""
    told = "".join((site / "problems.txt").read_text(encoding="utf-8") for site in BROKEN_SITES)
    assert set(re.findall(r" \[([a-z0-9-]+)\]$", told, re.MULTILINE)) | UNREACHABLE == codes()
    assert set(ADDED) <= {site.name for site in BROKEN_SITES}


def feedback_on(site: Path, folder: Path) -> str:
    """Return all that is said of a site on the fixed day; it is copied to `folder` where more belongs to it."""
    if add := ADDED.get(site.name):
        site = Path(shutil.copytree(site, folder, dirs_exist_ok=True))
        add(site / "content")
    try:
        return "\n".join(map(str, made(site, TODAY).warnings))
    except ContentError as wrong:
        return str(wrong)


def codes() -> set[str]:
    """Return every code that the source can give to a problem."""
    literal = {code for path in (ROOT / "src").rglob("*.py") for code in _codes_in(path)}
    of_rules = {key.partition(".")[0] for key in MESSAGES}
    return {*source.MESSAGES, *strict_yaml.MESSAGES, *of_rules, *WARNINGS, *literal}


def _codes_in(path: Path) -> Iterator[str]:
    """Yield the codes with which calls note a problem, or which functions of rules return behind a sentence."""
    returns_problems = path.name == "explain.py" or path.parent.name in ("markup", "rules")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        said: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = node.args[-1:] if name in ("error", "warn", "check", "Fault", "_fault", "Finding") else []
        elif isinstance(node, ast.Return | ast.Yield) and isinstance(node.value, ast.Tuple):
            said = node.value.elts[-1:] if returns_problems else []
        for last in said:
            if isinstance(last, ast.Constant) and re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", str(last.value)):
                yield str(last.value)


if __name__ == "__main__":
    for broken in BROKEN_SITES:
        with tempfile.TemporaryDirectory() as spare:
            feedback = feedback_on(broken, Path(spare))
        (broken / "problems.txt").write_text(feedback + "\n", encoding="utf-8", newline="\n")
