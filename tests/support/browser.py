"""A real browser for the tests, and a real server at a sub-path."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

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


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it is now: each rule, with the first element that breaks it."""
    # Without this axe describes each of thousands of elements that are right, which takes four times as long.
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served_as_asked(*sources: Mapping[str, bytes]) -> Iterator[str]:
    """Serve the files of several sources below a path, each read only when it is asked for, and give the address."""
    path, lock = "some/path/", threading.Lock()

    class Handler(_Quiet):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0].removeprefix(f"/{path}")
            name += "index.html" if name.endswith("/") or not name else ""
            with lock:
                content = next((files[name] for files in sources if name in files), None)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", self.guess_type(name))
            self.end_headers()
            self.wfile.write(content or b"")

    with _running(Handler) as address:
        yield f"{address}/{path}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""
    with _running(functools.partial(_Quiet, directory=str(folder))) as address:
        yield address


@contextmanager
def _running(handler: Callable[..., _Quiet]) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
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


LIMIT, LIMIT_AS_SENT = 65_000, 15_000
