"""What the preview answers at an address: all of the site from memory, nothing of it from the disk.

A page gets the script of the preview and the mistakes on its way to the browser; the page itself stays as it will be
published.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tracker_site.pages.page import file_at
from tracker_site.pipeline import PreparedSite
from tracker_site.problems import Problem
from tracker_site.serve.builder import Shown
from tracker_site.serve.messages import without_words

OWN = "_preview/"
"""Where the preview's own files are; no id begins like this."""

_OWN_FILE = re.compile(rf"/{OWN}(preview\.(?:js|css))")

MOST_SHOWN = 100

HTML = "text/html; charset=utf-8"

# Not the system's list: on Windows any program may have changed that.
_TYPES = MimeTypes()
for _ending, _type in {
    "ics": "text/calendar",
    "js": "text/javascript",
    "md": "text/markdown",
    "sqlite": "application/vnd.sqlite3",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}.items():
    _TYPES.add_type(_type, f".{_ending}")

_OLDER = "The site below is as it was before. It follows as soon as this is mended."
_WITHOUT = (
    "The site below is shown {}, which is not finished. It is added as soon as its questions are settled."
)
_NOTHING_YET = "The site is shown as soon as this is mended."


# What only looks like a tag, within comments and scripts, is stepped over.
_TOKEN = re.compile(
    rb"<!--.*?-->|<(script|style|title|template)\b.*?</\1\s*>|(?P<head></head\s*>)|(?P<body><body(?:\s[^>]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
# Safari before version 16 does not count a websocket of this server as 'self'.
_CONNECT = re.compile(
    rb"(<meta[^>]*content-security-policy[^>]*connect-src (?:'|&#39;)self(?:'|&#39;))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back: a status of HTTP, and either a body with its type or where to look instead."""

    status: int
    type: str = HTML
    body: bytes = b""
    location: str = ""
    stamp: str = ""
    """Of a page: another whenever it shows something else."""


def respond(shown: Shown, path: str, query: str, host: str) -> Response:
    """Return what is shown at a path, which is as the browser sent it.

    Raises `TemplateFault` where a template of that page is wrong.
    """
    if own := _OWN_FILE.fullmatch(path):
        return Response(200, type_of(path), (Path(__file__).parent / own[1]).read_bytes())
    if shown.prepared is None:
        return problems_page(shown.problems, host, 503, "There is nothing to show yet")
    file = file_of(shown.prepared, path)
    if file is not None and not file.endswith(".html"):
        return Response(200, type_of(file), shown.prepared.site[file])
    meant = _address_meant(shown.prepared, path) if file is None else None
    if meant is not None:
        return Response(302, location=f"/{quote(meant)}" + (f"?{query}" if query else ""))
    note = _WITHOUT.format(without_words(shown.left_out)) if shown.left_out else _OLDER
    page = shown.prepared.site[file or "404.html"]
    return _page(page, shown.problems, note, host, 200 if file else 404)


def problems_page(problems: Sequence[Problem], host: str, status: int, title: str) -> Response:
    """Return a page that shows problems in the place of one that can't be made."""
    page = (
        "<!DOCTYPE html>\n"
        f'<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body class="tracker-preview-only"><main><h1>{escape(title)}</h1></main></body></html>\n'
    )
    return _page(page.encode(), problems, _NOTHING_YET, host, status)


def _page(page: bytes, problems: Sequence[Problem], note: str, host: str, status: int) -> Response:
    body, stamp = with_preview(page, problems, note, host)
    return Response(status, body=body, stamp=stamp)


def type_of(file: str) -> str:
    """Return the media type of a file by the ending of its name."""
    found = _TYPES.guess_type(file)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def file_of(prepared: PreparedSite | None, path: str) -> str | None:
    """Return the file of the site at a path, if there is one."""
    address = _address(path)
    if prepared is None or address is None:
        return None
    file = file_at(address)
    return file if file in prepared.site else None


def _address(path: str) -> str | None:
    """Return the address that a path means, or nothing for one that can't be any, or that is hidden."""
    try:
        address = unquote(path, errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    return None if any(part.startswith(".") for part in address.split("/")) else address


def _address_meant(prepared: PreparedSite, path: str) -> str | None:
    """Return the address that was meant: with its slash, or without the path at which the site will be published."""
    address = _address(path)
    if address is None:
        return None
    if f"{address}/index.html" in prepared.site:
        return f"{address}/"
    base = unquote(urlsplit(prepared.site.shown.base_url or "").path).strip("/")
    return address.removeprefix(f"{base}/") if base and address.startswith(f"{base}/") else None


def with_preview(page: bytes, problems: Sequence[Problem], note: str, host: str) -> tuple[bytes, str]:
    """Return a page with the script of the preview and the mistakes on top, and its stamp.

    The stamp is another whenever the page shows something else. `note` says of what is below the mistakes; `host`
    is the preview's own, as in "localhost:8000".
    """
    box = _box(problems, note)
    stamp = hashlib.blake2b(page + b"\0" + box, digest_size=8).hexdigest()
    head, body = _places(page)
    whole = page[:head] + _head(stamp) + page[head:body] + box + page[body:]
    return _CONNECT.sub(rb"\1 ws://" + host.encode(), whole, count=1), stamp


def _box(problems: Sequence[Problem], note: str) -> bytes:
    """Return the box that shows the mistakes: each with its file and line, all of it as text."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors:
        return b""
    lines = "".join(_line(problem) for problem in errors[:MOST_SHOWN])
    if len(errors) > MOST_SHOWN:
        lines += f"<li>and {len(errors) - MOST_SHOWN} more, which the command line names</li>"
    heading = "1 mistake" if len(errors) == 1 else f"{len(errors)} mistakes"
    return (
        f'<section id="tracker-preview" role="alert"><details open><summary>{heading}</summary>'
        f"<p>{escape(note)}</p><ul>{lines}</ul></details></section>"
    ).encode()


def _line(problem: Problem) -> str:
    return f"<li><code>{escape(str(problem.place))}</code> {escape(problem.message)}</li>"


def _head(stamp: str) -> bytes:
    # The style also where there is no mistake: what a page needs stays the same when one comes or goes.
    style = f'<link rel="stylesheet" href="/{OWN}preview.css">'
    return f'{style}<script src="/{OWN}preview.js" data-stamp="{stamp}" defer></script>'.encode()


def _places(page: bytes) -> tuple[int, int]:
    """Return where the script goes, and where the box: before the end of the head, and at the start of the body."""
    head = None
    for found in _TOKEN.finditer(page):
        if found["head"] and head is None:
            head = found.start()
        if found["body"]:
            return found.start() if head is None else head, found.end()
    return len(page) if head is None else head, len(page)
