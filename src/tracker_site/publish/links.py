"""The check of a site's own links: every way on a page leads to a file, and every anchor is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from posixpath import join, normpath
from urllib.parse import unquote

from tracker_site.project import WrongUse

# Within a tag, for a text may well say href="x". Values in single quotes are not looked at: no template writes them.
_LINK = re.compile(rb'<(?:a|area|form|img|link|script|source)\s(?:[^<>]*?\s)?(?:href|src|action)="([^"]*)"')
_ID = re.compile(rb'<[a-z][a-z0-9]*\s(?:[^<>]*?\s)?id="([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


SHOWN = 5
"""How many broken links are told one by one."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link on a page that leads nowhere."""

    page: str
    address: str


class LinksFault(WrongUse):
    """Pages lead nowhere: holds a sentence that names them."""


def check_links(files: Mapping[str, bytes], base_path: str, written: Iterable[str] | None = None) -> None:
    """Raise `LinksFault` where a page leads nowhere; what authors write is checked before, so a template does.

    `written` are the addresses to which the pages lead, where their templates tell all of them; then the pages are
    searched only if one of these leads nowhere.
    """
    if written is not None and _lead_somewhere(files, written):
        return
    broken = list(broken_links(files, base_path))
    if broken:
        named = "; ".join(f"{one.page} leads to '{one.address}'" for one in broken[:SHOWN])
        more = f"; and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
        raise LinksFault(f"ways that lead nowhere, so a template needs mending: {named}{more}")


def _lead_somewhere(files: Mapping[str, bytes], addresses: Iterable[str]) -> bool:
    """Return whether there is a file for each of some addresses, and its anchor in it."""
    anchors: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        path, _, anchor = address.partition("#")
        anchors[_file_at("index.html", unquote(path.partition("?")[0]), "/")].update({unquote(anchor)} - {""})
    return all(file in files for file in anchors) and all(
        wanted <= _ids(files[file]) for file, wanted in anchors.items() if wanted
    )


def broken_links(files: Mapping[str, bytes], base_path: str) -> Iterator[BrokenLink]:
    """Yield each link of a page that leads to no file of the site, or to an anchor that is not there.

    `files` are those of the site by their addresses; `base_path` is the path of the site at its host, decoded, from
    which the links of `404.html` start. Links to other sites are not followed.
    """
    ids = cache(lambda name: _ids(files[name]))
    for name in files:
        if not name.endswith(".html"):
            continue
        for address in links_of(files[name]):
            path, _, anchor = address.partition("#")
            target = _file_at(name, unquote(path.partition("?")[0]), base_path)
            if target not in files or (anchor and unquote(anchor) not in ids(target)):
                yield BrokenLink(name, address)


def links_of(page: bytes) -> Iterator[str]:
    """Yield the addresses within the site to which a page leads, as they stand in it."""
    for found in dict.fromkeys(_LINK.findall(page)):
        address = unescape(found.decode())
        if not _ELSEWHERE.match(address):
            yield address


def _ids(content: bytes) -> frozenset[str]:
    return frozenset(unescape(found.decode()) for found in _ID.findall(content))


def _file_at(page: str, path: str, base_path: str) -> str:
    """Return the file that a path on a page leads to."""
    if not path:
        return page
    if path.startswith("/"):
        target = path.removeprefix(base_path)
    else:
        target = normpath(join(page.rpartition("/")[0], path)).removeprefix(".")
        target += "/" if path.endswith(("/", ".")) and target else ""
    return f"{target}index.html" if not target or target.endswith("/") else target
