"""What several tests need: small sites on the disk, and the line run over them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tracker_site.pipeline import Clock, MadeSite, make_site
from tracker_site.project import Project, template_folders

ROOT = Path(__file__).resolve().parent.parent


def project_at(root: Path) -> Project:
    """Return the project in a folder, with the templates of this checkout."""
    return Project(root, root / "content", template_folders(root, None), root / "output")


def made(root: Path, today: date, as_at: date | None = None) -> MadeSite:
    """Return the site made of the content in a folder, as at a day."""
    return make_site(project_at(root), Clock(today, as_at or today))


def data_of(site: MadeSite) -> dict[str, Any]:
    """Return what `data/tracker.json` of a site holds."""
    data: dict[str, Any] = json.loads(site.files["data/tracker.json"])
    return data


def write(root: Path, files: dict[str, str]) -> Path:
    """Write a small site and return its folder; `site.yml` is there unless it is given."""
    for name, text in {"site.yml": "title: A tracker\n", **files}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
