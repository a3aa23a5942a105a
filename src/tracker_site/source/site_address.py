"""What may be the address of a site, behind which the addresses of all its pages are written."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from tracker_site.problems import quoted
from tracker_site.source.markup import is_web_address
from tracker_site.source.markup.writing import show_hidden

_EXAMPLE = "https://www.example.org/tracker/"
FILE = r"[^/]+\.(?:x?html?|php|aspx?|jsp|xml|json|ics|csv|md|ya?ml|txt|pdf)"
"""The name of a file that a browser may show."""

_FILE = re.compile(FILE, re.I)


def find_objection_to_site(address: str) -> str | None:
    """Return why no site can have this address, with the remedy; nothing where one can."""
    objection = _objection_to(address)
    return f"{quoted(show_hidden(address))} {objection}" if objection else None


def _objection_to(address: str) -> str | None:
    if re.search(r"\s|%20", address):
        return f"has a space (or '%20') in it; publish the site at an address without, as in {_EXAMPLE}"
    if re.search("[?#]", address):
        return "has a '?' or a '#', and addresses are added behind it; end it before that"
    if not is_web_address(address):
        return f"is not the address of a site; write it whole, as in {_EXAMPLE}"
    names = urlsplit(address).path.rstrip("/").split("/")[1:]
    if names and _FILE.fullmatch(names[-1]):
        above = address.rstrip("/").removesuffix(names[-1])
        return f"ends in a file, and addresses are added behind it; name its folder: {above}"
    if any(name in ("", ".", "..") for name in names):
        return "has '//', '/./' or '/../' in it, so it can be written in two ways; leave that out"
    if any(_is_encoded_in_vain(name) for name in names):
        return "writes with '%' what needs none, or has a '%' that stands for nothing; write it plainly"
    return None


def _is_encoded_in_vain(name: str) -> bool:
    """Return whether a name in a path has a plainer spelling, so that one address would have two."""
    return quote(unquote(name)).casefold() != quote(name, safe="%").casefold()
