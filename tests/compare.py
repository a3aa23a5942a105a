"""Compare what two states of the code publish: `python -m tests.compare OLD NEW`.

`python -m tests.compare --build FOLDER` builds `content/`, `tests/council` and a large made-up tracker into a folder,
as at a fixed day and without history from git. Build one with the old code and one with the new, then compare the two.

Compared are the text, the links and the anchors of every page, the values of every JSON file, the rows of every CSV by
the names of their columns, and every other text as it is. Order of keys and columns, spaces and assets do not count.
Exit status 1 where something differs.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from tests.large import write_large
from tests.support import ROOT, project_at
from tracker_site.pipeline import Clock, make_site
from tracker_site.project import Project

SITES = ("content", "council", "large")
DAY = date(2026, 11, 22)
COUNCIL_DAY = date(2026, 3, 31)

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|details|div|fig.*|footer|form|h[1-6r]|header|li|main|nav|[ou]l|"
    "option|p|pre|section|summary|t.+"
)
_DIGEST = re.compile(r"(?<=\.)[0-9a-f]{10}(?=\.\w+)")


class _Text(HTMLParser):
    """Gathers the words of a page, one line for each block, with its links and anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _BLOCK.fullmatch(tag):
            self.lines.append("")
        self._silent = tag in ("script", "style")
        named = dict(attrs)
        if tag == "meta" and named.get("name") == "description":
            self.lines.append(f"{named.get('content')}")
        for name in ("href", "src", "id", "action", "datetime"):
            value = named.get(name)
            if value and not (tag in ("link", "script") and "assets/" in value):
                self.lines[-1] += f" [{name}={value}] "

    def handle_endtag(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self.lines.append("")
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data


def build(folder: Path, content: Path, recommendations: int) -> None:
    """Build the three sites into subfolders of a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        sites = {
            "content": (_project(content), DAY),
            "council": (project_at(ROOT / "tests" / "council"), COUNCIL_DAY),
            "large": (project_at(write_large(Path(scratch), recommendations)), DAY),
        }
        for name, (project, day) in sites.items():
            for file, content_of in make_site(project, Clock(day, day)).files.items():
                path = folder / name / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content_of)


def _project(content: Path) -> Project:
    return Project(content.parent, content, project_at(ROOT).templates, content.parent / "output")


def compare(old: Path, new: Path, most: int) -> int:
    """Print what differs between two folders of built sites, and return how many files do."""
    differing: Counter[str] = Counter()
    files = {_plain_name(path.relative_to(root)): path for root in (old, new) for path in _files(root)}
    before = {_plain_name(path.relative_to(old)): path for path in _files(old)}
    after = {_plain_name(path.relative_to(new)): path for path in _files(new)}
    for name in sorted(files):
        old_lines, new_lines = (shown(side[name]) if name in side else [] for side in (before, after))
        if old_lines == new_lines and (name in before) == (name in after):
            continue
        differing[Path(name).suffix] += 1
        if sum(differing.values()) <= most:
            print(
                "\n".join(
                    difflib.unified_diff(old_lines, new_lines, f"old/{name}", f"new/{name}", lineterm="", n=0)
                )
            )
    for ending, count in sorted(differing.items()):
        print(f"{count} files differ: *{ending}")
    return sum(differing.values())


def shown(path: Path) -> list[str]:
    """Return what a file says, as lines that can be compared."""
    match path.suffix:
        case ".html":
            text = _Text()
            text.feed(path.read_text())
            return [words for line in text.lines if (words := " ".join(line.split()))]
        case ".json":
            return list(_values(json.loads(path.read_text())))
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as opened:
                return [str(sorted(row.items())) for row in csv.DictReader(opened)]
        case ".sqlite":
            return []  # its tables are those of the CSV files, which a test compares
    try:
        return path.read_text().splitlines()
    except UnicodeDecodeError:
        return [str(hash(path.read_bytes()))]


def _values(value: object, at: str = "") -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key in sorted(value):
            yield from _values(value[key], f"{at}.{key}")
    elif isinstance(value, list) and value:
        for n, one in enumerate(value):
            label = one["id"] if isinstance(one, dict) and "id" in one else n
            yield from _values(one, f"{at}[{label}]")
    else:
        yield f"{at}: {json.dumps(value, ensure_ascii=False)}"


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())


def _plain_name(path: Path) -> str:
    """Return the name of a file without the digest in the names of assets."""
    return _DIGEST.sub("*", path.as_posix())


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="OLD and NEW")
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="build the three sites into a folder")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="in the place of content/")
    parser.add_argument("--recommendations", type=int, default=300, help="of the large tracker")
    parser.add_argument("--most", type=int, default=20, help="of how many files the differences are printed")
    options = parser.parse_args()
    if options.build:
        build(options.build, options.content.resolve(), options.recommendations)
        return 0
    if len(options.folders) != 2:
        parser.error("give two folders, OLD and NEW, or --build FOLDER")
    old, new = options.folders
    return 1 if compare(old, new, options.most) else 0


if __name__ == "__main__":
    sys.exit(main())
