"""What search engines are told: `robots.txt` and `sitemap.xml`."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from tracker_site.pages.page import Page


def robots_txt(base_url: str | None) -> bytes:
    """Return `robots.txt`, which lets everybody read everything."""
    sitemap = f"Sitemap: {base_url.rstrip('/')}/sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def sitemap_xml(base_url: str, pages: Iterable[Page]) -> bytes:
    """Return the sitemap (sitemaps.org 0.9): every page that is worth finding, at its full address."""
    found = sorted(page.address for page in pages if page.template not in ("404.html", "moved.html"))
    root = base_url.rstrip("/")
    lines = (f"  <url><loc>{escape(f'{root}/{address}')}</loc></url>\n" for address in found)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(lines)}</urlset>\n".encode()
