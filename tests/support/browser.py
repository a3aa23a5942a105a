"""A real browser for the tests, and a real server at a sub-path."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def needed(tool: str | None, name: str) -> str:
    """Return the path of a tool of the system; without it the test is skipped here, and fails in CI."""
    if tool:
        return tool
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing")
    pytest.skip(f"{name} is missing; install it to run this test")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    path = needed(CHROMIUM, "chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=quiet)
        yield started
        started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


KINDS = {
    "home": "",
    "recommendations": "recommendations/",
    "recommendation": "recommendations/leeds-focused-visit-2021-1/",
    "recommendation-parts": "recommendations/leeds-safeguarding-interim-2010-1/",
    "inspections": "inspections/",
    "inspection": "inspections/leeds-focused-visit-2021/",
    "inspection-without": "inspections/bury-ofsted-inspection/",
    "inquiry": "inquiries/leeds-safeguarding-inquiry-2009/",
    "meetings": "meetings/",
    "meeting": "meetings/bury-scrutiny-2022/",
    "motion": "meetings/leeds-council-motion-2021/",
    "motions": "motions/",
    "actions": "actions/",
    "action": "actions/bury-improvement-plan/submit-to-dfe/",
    "plan": "actions/leeds-focused-visit-2021-plan/",
    "authorities": "authorities/",
    "authority": "authorities/leeds/",
    "compare": "compare/",
    "body": "authorities/leeds/scrutiny-children/",
    "briefings": "briefings/",
    "briefing": "briefings/bury/scrutiny-children/",
    "deadlines": "deadlines/",
    "themes": "themes/",
    "theme": "themes/audit/",
    "status": "status/completed/",
    "measures": "measures/",
    "measure": "measures/bcp-young-people-in-hmos/",
    "changes": "changes/",
    "corrections": "changes/corrections/",
    "data": "data/",
    "prose": "about/",
    "accessibility": "accessibility/",
}


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


MODES = [("light", "none", 1280), ("dark", "none", 320), ("light", "none", 320), ("dark", "active", 1280)]


LIMIT, LIMIT_AS_SENT = 60_000, 15_000
