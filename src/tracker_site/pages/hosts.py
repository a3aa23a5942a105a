"""What hosts and search engines are told: `robots.txt`, `sitemap.xml`, `_headers`, `.nojekyll`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from tracker_site.pages.page import SEARCH_POLICY, Page
from tracker_site.pages.planned import Later, Planned


def files_for_hosts(base_url: str | None, pages: Planned[Page]) -> Iterator[Later[bytes]]:
    """Yield the files that no reader opens; without `base_url` there is no sitemap."""
    yield Later("robots.txt", lambda: _robots_txt(base_url))
    yield Later("_headers", _headers)
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


def _headers() -> bytes:
    """Return `_headers`, which Netlify, Cloudflare Pages and others send along.

    Assets are named by what is in them, so they never change; the data may be read by other sites' pages.
    """
    return f"""/*
  Content-Security-Policy: {SEARCH_POLICY}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/data/*
  Access-Control-Allow-Origin: *
""".encode()
