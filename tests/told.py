"""What tests of federation share: the data of a made-up tracker, and sites that take data in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support import ROOT, write
from tests.test_sites import build

Json = dict[str, Any]


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
