"""The sites in `tests/sites`, each made once, the data of a made-up tracker, and sites that take data in."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import ROOT, write
from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.project import find_project

Json = dict[str, Any]
SITES = sorted(path.parent for path in (ROOT / "tests" / "sites").glob("*/expect.json"))
PROMISED = {
    "recommendations": (
        *("id", "url", "title", "wording", "from", "authority", "addressed_to", "number", "issued"),
        *("due", "due_history", "themes", "status", "status_label", "phase", "assurance", "provisional"),
        *("response", "quiet", "late", "reopened", "last_news", "parts", "timeline", "meetings"),
    ),
    "parts": ["key", "status", "assurance", "response"],
    "timeline": ["date", "record", "kind", "verb", "status", "said_by", "response", "text"],
    "meetings": ["meeting", "date", "considered", "status"],
}


def build(site: Path, expect: dict[str, Any]) -> MadeSite:
    """Return a site as at the day that is expected; made once for all tests that ask for it."""
    return _built(site, expect["today"], expect["as_at"])


@cache
def _built(site: Path, today: str, as_at: str) -> MadeSite:
    clock = Clock(date.fromisoformat(today), date.fromisoformat(as_at))
    return make_site(find_project(site, root=site), clock)


def every_field(day: str | None = None) -> bytes:
    """Return the `tracker.json` of the made-up site that uses every field of the content."""
    site = ROOT / "tests" / "sites" / "every-field"
    expect = json.loads((site / "expect.json").read_text(encoding="utf-8"))
    return build(site, {**expect, "as_at": day} if day else expect).files["data/tracker.json"]


def northshire() -> Json:
    """Return the same, to be changed."""
    data: Json = json.loads(every_field())
    return data


def taking_in(root: Path, trackers: dict[str, Json | bytes], more: str = "", **files: str) -> Path:
    """Write a site that takes in trackers by their keys, with `more` in its settings, and return its folder."""
    named = "".join(f"  - {{key: {key}, title: Tracker of {key.title()}}}\n" for key in trackers)
    write(root, {"site.yml": f"title: A national tracker\n{more}federation:\n{named}", **files})
    for key, data in trackers.items():
        path = root / "content" / "federation" / f"{key}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return root
