"""What the preview adds to a page on its way to the browser; the page itself stays as it will be published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from html import escape

from tracker_site.problems import Problem

OWN = "_preview/"
"""Where the preview's own files are; no id begins like this."""

MOST_SHOWN = 100

# What only looks like a tag, within comments and scripts, is stepped over.
_TOKEN = re.compile(
    rb"<!--.*?-->|<(script|style|title|template)\b.*?</\1\s*>|(?P<head></head\s*>)|(?P<body><body(?:\s[^>]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
# Safari before version 16 does not count a websocket of this server as 'self'.
_CONNECT = re.compile(
    rb"(<meta[^>]*content-security-policy[^>]*connect-src (?:'|&#39;)self(?:'|&#39;))", re.IGNORECASE
)


def with_preview(page: bytes, mistakes: Sequence[Problem], note: str, host: str) -> tuple[bytes, str]:
    """Return a page with the script of the preview and the mistakes on top, and its stamp.

    The stamp is another whenever the page shows something else. `note` says of what is below the mistakes; `host`
    is the preview's own, as in "localhost:8000".
    """
    box = box_of(mistakes, note)
    stamp = hashlib.blake2b(page + b"\0" + box, digest_size=8).hexdigest()
    head, body = _places(page)
    whole = page[:head] + _head(stamp) + page[head:body] + box + page[body:]
    return _CONNECT.sub(rb"\1 ws://" + host.encode(), whole, count=1), stamp


def page_of_mistakes(title: str) -> bytes:
    """Return a page with nothing but a title, for mistakes to stand on in the place of a page that can't be made."""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body class="tracker-preview-only"><main><h1>{escape(title)}</h1></main></body></html>\n'
    ).encode()


def box_of(mistakes: Sequence[Problem], note: str) -> bytes:
    """Return the box that shows the mistakes: each with its file and line, all of it as text."""
    errors = [problem for problem in mistakes if problem.severity == "error"]
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
