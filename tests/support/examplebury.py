"""Records of a made-up council, written in a line each, and what a small site of them adds up to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support import made, write
from tracker_site.dataset.build import Dataset
from tracker_site.pipeline import Clock, MadeSite, stand
from tracker_site.status.accounts import Accounts

TODAY = date(2026, 3, 4)


AUTHORITY = """\
name: Examplebury Council
bodies:
  - {key: scrutiny, name: Scrutiny Committee, kind: scrutiny}
  - {key: cabinet, name: Cabinet, kind: executive}
"""


VISIT = "---\ntitle: Visit of {year}\nauthority: examplebury\npublished: {published}\n{more}---\nFound.\n"


MADE = "---\ntitle: {title}\nfrom: {origin}\n{more}---\nDo it.\n"


MEETING = "---\nbody: examplebury/{body}\ndate: {date}\ncovers: {covers}\n{more}---\n"


def visit(year: int, more: str = "", published: str | None = None) -> str:
    """Return an inspection published on 1 June of a year."""
    return VISIT.format(year=year, published=published or f"{year}-06-01", more=more)


def made_by(origin: str, more: str = "", title: str = "Assess in time") -> str:
    """Return a recommendation."""
    return MADE.format(title=title, origin=origin, more=more)


def meeting(day: str, items: str = "", body: str = "scrutiny", covers: str = "whole") -> str:
    """Return a meeting with its items, of which each is a line of YAML."""
    return MEETING.format(body=body, date=day, covers=covers, more=f"items:\n{items}" if items else "")


def accounts(root: Path, files: dict[str, str], as_at: date = TODAY) -> Accounts:
    """Return what a small site adds up to."""
    return dataset_of(root, files, as_at).accounts


def dataset_of(root: Path, files: dict[str, str], as_at: date = TODAY) -> Dataset:
    """Return what the public is told of a small site."""
    write(root, {"authorities/examplebury.yml": AUTHORITY, **files})
    return Dataset(stand(root / "content", "content", Clock(as_at, as_at)))


PLAN = "title: The plan\nauthority: examplebury\ndate: {date}\nactions:\n"


def site_of(root: Path, files: dict[str, str]) -> MadeSite:
    """Return a small site, made."""
    return made(write(root, {"authorities/examplebury.yml": AUTHORITY, **files}), TODAY)
