"""The pictures in the guides, taken anew of a made-up council's site: `make guide-pictures`."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from tests.support import FEED_ID, ROOT, made
from tests.support.browser import browser, served
from tests.support.replacing import replace
from tracker_site.authoring.new_site import TITLE, Beginning, begin_site

GUIDE = ROOT / "tests" / "guide"
RECORD = "examplebury-scrutiny-children-2026-03-12"
TODAY = date(2026, 3, 16)
PICTURES = {
    "recommendation": ("recommendations/example-inspection-1/", "Timely, good-quality"),
    "meeting": (f"meetings/{RECORD}/", "OFSTED FOCUSED VISIT"),
    "table": ("inspections/example-inspection/", "Recommendations, meeting by meeting"),
}
"""For each the page, and the heading at which it begins."""
WIDTH, HEIGHT = 960, 600


def site_of_guide(folder: Path) -> Path:
    """Return a new site in a folder, as `init` begins it, with the meeting that the guide records."""
    begin_site(folder, Beginning(None, TITLE, None, TODAY, "1.2", FEED_ID), add=False)
    shutil.copyfile(GUIDE / "recorded.md", folder / "content" / "meetings" / f"{RECORD}.md")
    return folder


def take_pictures(into: Path) -> int:
    """Take each picture, as small WebP files, and return how many."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, browser() as chromium:
        root = site_of_guide(Path(name))
        replace(root / "output", made(root, TODAY).files)
        with served(root / "output") as address:
            page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for picture, (path, heading) in PICTURES.items():
                page.goto(f"{address}/{path}")
                page.get_by_role("heading", name=heading).first.evaluate(
                    "heading => heading.scrollIntoView()"
                )
                (into / f"{picture}.webp").write_bytes(_picture_of(page))
    return len(PICTURES)


def _picture_of(page: Page) -> bytes:
    # Playwright itself takes only PNG and JPEG, which are several times as large.
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": 70}
    )
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
    print(f"{take_pictures(target)} pictures in {target}/")
