"""What the preview answers at an address: all of it from memory, nothing from the disk."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from tracker_site.pipeline import PreparedSite
from tracker_site.problems import Problem
from tracker_site.serve.making import Shown
from tracker_site.serve.words import without_words
from tracker_site.serve.wrapping import page_of_mistakes, with_preview

HTML = "text/html; charset=utf-8"

# Not the system's list: on Windows any program may have changed that.
_TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": HTML,
    "ics": "text/calendar; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}

_OLDER = "The site below is as it was before. It follows as soon as this is mended."
_WITHOUT = (
    "The site below is shown {}, which is not finished. It is added as soon as its questions are settled."
)
_NOTHING_YET = "The site is shown as soon as this is mended."


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: a status of HTTP, and either a body with its type or where to look instead."""

    status: int
    type: str = HTML
    body: bytes = b""
    leads_to: str = ""
    stamp: str = ""
    """Of a page: another whenever it shows something else."""


def answer(shown: Shown, path: str, query: str, host: str) -> Answer:
    """Return what is shown at a path, which is as the browser sent it.

    Raises `TemplateFault` where a template of that page is wrong.
    """
    if shown.made is None:
        return answer_mistakes(shown.mistakes, host, 503, "There is nothing to show yet")
    file = _file_at(shown.made, path)
    if file is not None and file.endswith(".html"):
        return _page(shown, file, 200, host)
    if file is not None:
        return Answer(200, type_of(file), shown.made.site[file])
    instead = _address_instead(shown.made, path)
    if instead is not None:
        return Answer(302, leads_to=f"/{quote(instead)}" + (f"?{query}" if query else ""))
    return _page(shown, "404.html", 404, host)


def answer_mistakes(mistakes: tuple[Problem, ...], host: str, status: int, title: str) -> Answer:
    """Return a page that shows mistakes in the place of one that can't be made."""
    body, stamp = with_preview(page_of_mistakes(title), mistakes, _NOTHING_YET, host)
    return Answer(status, body=body, stamp=stamp)


def file_of(made: PreparedSite | None, path: str) -> str | None:
    """Return the file of the page at a path, if there is one."""
    return _file_at(made, path) if made else None


def type_of(file: str) -> str:
    """Return the media type of a file by the ending of its name."""
    return _TYPES.get(file.rpartition(".")[2], "application/octet-stream")


def _page(shown: Shown, file: str, status: int, host: str) -> Answer:
    assert shown.made is not None
    note = _WITHOUT.format(without_words(shown.left_out)) if shown.left_out else _OLDER
    body, stamp = with_preview(shown.made.site[file], shown.mistakes, note, host)
    return Answer(status, body=body, stamp=stamp)


def _file_at(made: PreparedSite, path: str) -> str | None:
    address = _address(path)
    if address is None:
        return None
    file = f"{address}index.html" if address.endswith("/") or not address else address
    return file if file in made.site else None


def _address(path: str) -> str | None:
    """Return the address that a path means, or nothing for one that can't be any, or that is hidden."""
    try:
        address = unquote(path, errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    return None if any(part.startswith(".") for part in address.split("/")) else address


def _address_instead(made: PreparedSite, path: str) -> str | None:
    """Return the address that was meant: with its slash, or without the path at which the site will be published."""
    address = _address(path)
    if address is None:
        return None
    if f"{address}/index.html" in made.site:
        return f"{address}/"
    base = urlsplit(made.shown.base_url or "").path.strip("/")
    return address.removeprefix(f"{base}/") if base and address.startswith(f"{base}/") else None
