"""What machines are told: search engines by schema.org data on each page, hosts by files that no reader opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from tracker_site.pages.elsewhere import FOLDER
from tracker_site.pages.page import SEARCH_POLICY, Page
from tracker_site.pages.planned import Later, Planned

Json = dict[str, Any]


def breadcrumbs(root: str, page: Page) -> Json:
    """Return the way to a page as a BreadcrumbList; `root` is the address of the site."""
    trail = [
        ("Home", ""),
        *((link.text, link.address) for link in page.breadcrumbs),
        (page.title, page.address),
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": f"{root}{address}"}
            for position, (name, address) in enumerate((one for one in trail if one[1] is not None), start=1)
        ],
    }


def event(name: str, body: str, day: str, cancelled: bool) -> Json:
    """Return a meeting whose day is known as an Event."""
    status = "EventCancelled" if cancelled else "EventScheduled"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "startDate": day,
        "eventStatus": f"https://schema.org/{status}",
        "organizer": {"@type": "Organization", "name": body},
    }


def dataset(root: str, title: str, description: str, licence: str | None) -> Json:
    """Return the data of the site as a Dataset."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": f"{root}data/",
        **({"license": licence} if licence else {}),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": f"{root}data/tracker.json",
        },
    }


def files_for_hosts(base_url: str | None, pages: Planned[Page]) -> Iterator[Later[bytes]]:
    """Yield the files that no reader opens; without `base_url` there is no sitemap."""
    yield Later("robots.txt", lambda: _robots_txt(base_url))
    yield Later("_headers", lambda: _headers(pages))
    yield Later(".nojekyll", bytes)
    if base_url:
        yield Later("sitemap.xml", lambda: _sitemap_xml(base_url, pages.values()))


def _robots_txt(base_url: str | None) -> bytes:
    """Return `robots.txt`, which lets everybody read everything."""
    sitemap = f"Sitemap: {base_url.rstrip('/')}/sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _sitemap_xml(base_url: str, pages: Iterable[Page]) -> bytes:
    """Return the sitemap (sitemaps.org 0.9): every page that is worth finding, at its full address.

    When it last changed is said only where that is certain.
    """
    found = sorted((page for page in pages if page.is_worth_finding), key=lambda page: page.address)
    root = base_url.rstrip("/")
    lines = (
        f"  <url><loc>{escape(f'{root}/{page.address}')}</loc>{_lastmod(page)}</url>\n" for page in found
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(lines)}</urlset>\n".encode()


def _lastmod(page: Page) -> str:
    return f"<lastmod>{page.last_changed}</lastmod>" if page.last_changed else ""


def _headers(files: Iterable[str]) -> bytes:
    """Return `_headers`, which Netlify, Cloudflare Pages and others send along.

    Assets are named by what is in them, so they never change; the data and the badges may be used by other sites.
    No page may be framed by another site but those that are made for it. Hosts join the headers of all rules that
    match, and can't take one back, so what forbids framing is sent folder by folder.
    """
    return f"""/*
  Content-Security-Policy: {SEARCH_POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/data/*
  Access-Control-Allow-Origin: *
{_not_framed(files)}""".encode()


def _not_framed(files: Iterable[str]) -> str:
    """Return the rules of all pages, given by their files, that other sites may not show in a frame."""
    folders = {file.partition("/")[0] for file in files if file.endswith("/index.html")}
    paths = ["/", *(f"/{folder}/*" for folder in sorted(folders - {FOLDER}))]
    return "".join(f"{path}\n  X-Frame-Options: DENY\n" for path in paths)
