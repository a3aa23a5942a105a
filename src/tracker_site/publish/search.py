"""The stage that makes the search: an index of the pages worth finding; the only user of pagefind."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pagefind_bin

from tracker_site.project import WrongUse
from tracker_site.publish.reproducible import decompress, make_reproducible

FOLDER = "pagefind"
"""Where the index lies on the site."""

WORDS = f"{FOLDER}/words.json"
"""The words of the pages in the index, those of most pages first; for a word mistyped the search takes the nearest."""

KEPT = 2
"""How many indexes are remembered: that of the site as it is, and the one before."""

# All that pagefind is given of a page: its language, and what its <main> holds. So whatever else a page
# says, such as the day in its foot, is neither found nor a reason to make the index anew.
_LANGUAGE = re.compile(rb"<html[^>]*>")
_SEARCHABLE = re.compile(rb"<main\b[^>]*\sdata-pagefind-body\b.*</main>", re.DOTALL)

# Labels that stand on many pages; what a thing is and its status are shown beside the words anyway.
_LABELS = "thead, caption, .kicker, .chips, .legend, .elsewhere"

# What counts for less than words of the text: headings that many pages have and the names of their sources; and for
# no more, headings that are titles of other records. What is decided under an item of the agenda is in its heading.
_WEIGHTS = (
    (re.compile(rb'<h2(?= id="(?!agenda-))'), b"0.1"),
    (re.compile(rb'<section(?= class="sources")'), b"0.5"),
    (re.compile(rb"<h3(?=><a )"), b"1"),
)

# Cells and terms stand beside one another on a page, and one after the other in an excerpt.
_ENDED_BY = {b"</dt>": b":", b"</th>": b":", b"</td>": b";", b"</dd>": b"."}
_ENDING = re.compile(rb"</(?:d[dt]|t[dh])>")
_ENDED_ALREADY = (b"</p>", b"</ul>", b"</ol>", b"</div>", b".", b",", b";", b":", b"!", b"?")
_BESIDE = re.compile(rb'</span>\s*(?=<span class="(?:assurance|meaning|mark)\b)')
_BREAK = re.compile(rb"<br>")

_BETWEEN_WORDS = re.compile(r"[\s/\-\u2010-\u2015]+")

# Interfaces that come with pagefind; the site has its own.
_NOT_NEEDED = re.compile(r"pagefind-(ui|modular-ui|component-ui|highlight)\.(js|css)")


class SearchFault(WrongUse):
    """The index can't be made: holds a sentence that says what to do."""


def index(files: Mapping[str, bytes], memory: Path | None = None) -> dict[str, bytes]:
    """Return the files of the index of those pages that are to be found, by their addresses.

    In the folder `memory` it is remembered for the next time that these pages hold the same words.
    """
    # Read twice, page by page: all that is to be found would fill the memory.
    remembered = memory / f"{_digest(_searchable(files))}.zip" if memory else None
    known = _recall(remembered) if remembered else None
    if known is not None:
        return known
    made = _make(_searchable(files))
    if remembered:
        _remember(remembered, made)
    return made


def _searchable(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield of each page that is to be found what is to be found of it, in the order of addresses."""
    for name in sorted(files):
        page = files[name] if name.endswith(".html") else b""
        if main := _SEARCHABLE.search(page):
            language = _LANGUAGE.search(page)
            yield (
                name,
                b"<!DOCTYPE html>"
                + (language[0] if language else b"<html>")
                + _as_text(main[0])
                + b"</html>",
            )


def _as_text(main: bytes) -> bytes:
    """Return what is to be found with a mark between what only its place on the page holds apart."""

    def ended(ending: re.Match[bytes]) -> bytes:
        before = ending.string[max(0, ending.start() - 20) : ending.start()].rstrip()
        mark = _ENDED_BY.get(ending[0], b",")
        return ending[0] if before.endswith(_ENDED_ALREADY) else mark + ending[0]

    for elements, weight in _WEIGHTS:
        main = elements.sub(rb'\g<0> data-pagefind-weight="%b"' % weight, main)
    return _ENDING.sub(ended, _BREAK.sub(ended, _BESIDE.sub(b"</span>, ", main)))


def _digest(pages: Iterable[tuple[str, bytes]]) -> str:
    """Return what changes when the index would: with what is to be found, with pagefind, or with the files made."""
    digest = hashlib.blake2b(f"{version('pagefind-bin')} {WORDS}".encode(), digest_size=16)
    for name, content in pages:
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _make(pages: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the index as pagefind makes it, in a folder where no settings of pagefind's own lie."""
    with tempfile.TemporaryDirectory(prefix="tracker-site-search-") as name:
        folder = Path(name)
        for address, content in pages:
            path = folder / "site" / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if not (folder / "site").exists():
            return {}
        _run_pagefind(folder)
        made = make_reproducible(dict(_files_of(folder / FOLDER)))
    return {**made, WORDS: json.dumps(_words(made), ensure_ascii=False, separators=(",", ":")).encode()}


def _words(made: Mapping[str, bytes]) -> list[str]:
    """Return the words that stand on the pages of an index, those of most pages first, spelled as the index does."""
    pages: Counter[str] = Counter()
    for name, content in made.items():
        if name.endswith(".pf_fragment"):
            page = json.loads(decompress(content))
            text = " ".join((page["content"], *page["meta"].values()))
            pages.update({_spelled(word) for word in _BETWEEN_WORDS.split(text)})
    return sorted((word for word in pages if len(word) > 2), key=lambda word: (-pages[word], word))


def _spelled(word: str) -> str:
    """Return a word in small letters and digits alone, without accents and apostrophes."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", word.lower())))


def _run_pagefind(folder: Path) -> None:
    program = _program()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(
            [program, "--site", "site", "--output-path", FOLDER, "--exclude-selectors", _LABELS, "--quiet"],
            cwd=folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as fault:
        raise SearchFault(f"{program} makes the search index and can't be run: {fault.strerror}") from fault
    if done.returncode or not (folder / FOLDER / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise SearchFault(f"pagefind could not make the search index: {said}")


def _program() -> Path:
    try:
        return Path(pagefind_bin.get_executable())
    except FileNotFoundError as missing:
        raise SearchFault(
            "the program that makes the search index is not there; install it again with: "
            "python -m pip install --force-reinstall 'pagefind[bin]'"
        ) from missing


def _files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _NOT_NEEDED.fullmatch(path.name):
            yield f"{FOLDER}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _recall(path: Path) -> dict[str, bytes] | None:
    """Return the index that was remembered, or nothing where there is none or it is not whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            made = {name: archive.read(name) for name in archive.namelist()}
        os.utime(path)
    except (OSError, zipfile.BadZipFile):
        return None
    return made


def _remember(path: Path, made: Mapping[str, bytes]) -> None:
    """Keep an index for the next time, and forget all but the last used."""
    # What can't be remembered is made anew next time; that is no reason to publish nothing.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with zipfile.ZipFile(unfinished, "w") as archive:
            for name, content in made.items():
                archive.writestr(name, content)
        unfinished.replace(path)
        last_used = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for other in last_used[KEPT:]:
            other.unlink()
