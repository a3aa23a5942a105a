"""Pictures of every kind of page in every mode, for whoever changes a template: `make pictures`."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.support import ROOT, made
from tests.support.browser import KINDS, browser, served
from tests.support.replacing import replace

MODES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced-colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "without-script": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}


def take_pictures(into: Path) -> int:
    """Take a picture of each kind of page in each mode, and print each on paper; return how many."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        site = Path(folder) / "site"
        replace(site, made(ROOT, date.today()).files)
        with served(site) as address:
            for mode, settings in MODES.items():
                context = chromium.new_context(**settings)
                page = context.new_page()
                for kind, path in KINDS.items():
                    page.goto(f"{address}/{path}")
                    page.screenshot(path=into / f"{kind}-{mode}.png", full_page=True)
                    if mode == "wide":
                        page.pdf(path=into / f"{kind}-print.pdf", format="A4")
                context.close()
    return len(list(into.iterdir()))


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    print(f"{take_pictures(target)} pictures in {target}/")
